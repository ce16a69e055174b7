"""Killed just before any step to the disk, a library is as it was before the act or after it, and whole."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.core.invented import open_library, quick_folder
from tests.core.killing import looked_at, prepared, steps

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")

ROOT = Path(__file__).parents[2]


def killed(what: str) -> list[dict[str, Any]]:
    """Return what was there after each kill, the run that came through last."""
    with quick_folder() as folder:
        command = [sys.executable, "-m", "tests.core.killing", what, str(folder)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_decision_is_there_as_soon_as_it_is_shown_and_never_by_half() -> None:
    with quick_folder() as folder:
        prepared("deciding", folder)
        expected = [looked_at(folder)]
        with contextlib.closing(open_library(folder)) as library:
            for step in steps(library):
                step()
                expected.append(looked_at(folder))
    runs = killed("deciding")
    assert all(run["whole"] for run in runs)
    found = [(run.pop("done"), run.pop("killed"), run) for run in runs]
    assert found[-1] == (len(expected) - 1, False, expected[-1])
    for done, was_killed, run in found[:-1]:
        assert was_killed
        assert run in expected[done : done + 2]


def test_a_migration_that_is_killed_leaves_the_library_as_it_was() -> None:
    runs = killed("migrating")
    assert [run["killed"] for run in runs] == [True] * (len(runs) - 1) + [False]
    assert len(runs) > 20
    for run in runs:
        assert (run["whole"], run["states"], run["counts"]) == (True, {"2507.00001": "skipped"}, [[1, 0, 0, 0, 1]])
