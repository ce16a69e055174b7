"""Killed at any moment, the library has all that was done, whole, and nothing of what was not."""

from __future__ import annotations

import contextlib
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.core.crashing import PAPERS
from tests.core.invented import open_library

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")

ROOT = Path(__file__).parents[2]
KILLS = 12


def run_and_kill(folder: Path, seconds: float) -> list[str]:
    """Let it work for a while after its first line, kill it, and return what it printed as done."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.core.crashing", str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL
    return [line.strip() for line in (first + rest).splitlines() if line.strip()]


def standing(done: list[str]) -> tuple[set[str], dict[str, str], set[str]]:
    """Return the dates imported, the state of each paper, and the papers with a note, after what was printed."""
    dates: set[str] = set()
    decided: list[tuple[str, str]] = []
    for line in done:
        what, _, about = line.partition(" ")
        if what == "import":
            dates.add(about)
        elif what == "undo":
            decided.pop()
        else:
            decided.append((about, what))
    noted = {about for about, what in decided if what == "note"}
    return dates, {about: what for about, what in decided if what != "note"}, noted


def test_killed_at_random_moments_nothing_done_is_lost_and_nothing_is_halfway(tmp_path: Path) -> None:
    chance = random.Random(20251121)
    done: list[str] = []
    for _ in range(KILLS):
        done += run_and_kill(tmp_path, chance.uniform(0, 0.15))
        with contextlib.closing(sqlite3.connect(tmp_path / "data" / "library.sqlite3")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        with contextlib.closing(open_library(tmp_path)) as library:
            batches = library.batches()
            assert {len(library.batch_view(batch.key).keys) for batch in batches[1:]} <= {PAPERS}
            assert library.counts().total == PAPERS * len(batches)
            dates, decided, noted = standing(done)
            # One more of each may have come about than was said: it was killed before it could say so.
            assert len({batch.key for batch in batches} - dates) <= 1
            assert dates <= {batch.key for batch in batches}
            rows = {row.id: row.state for row in library.rows(library.all_view().keys)}
            keys = {row.key: row.id for row in library.rows(library.all_view().keys) if row.note}
            differing = {paper for paper in rows if rows[paper] != decided.get(paper, "new")}
            notes = {paper for key, paper in keys.items() if library.paper(key).note == f"on {paper}"}
            assert len(differing) + len(notes ^ noted) <= 1
            told = {entry.id: entry.note for each in library.lists() for entry in each.entries}
            assert {paper for paper, note in told.items() if note} == notes & told.keys()
            listed = {entry.id for each in library.lists() for entry in each.entries}
            assert listed == {paper for paper, state in rows.items() if state == "saved"}
            # What it did without saying so is done: from here on it counts as said.
            done = [f"import {batch.key}" for batch in batches]
            done += [f"{state} {paper}" for paper, state in rows.items() if state != "new"]
            done += [f"note {paper}" for paper in notes]
    assert any(line.startswith("saved") for line in done)
