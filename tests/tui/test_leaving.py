"""Leaving is at once, whatever is under way beside the screen, and in good order, whatever went wrong."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from digest_reader.index.updating import folder_of, writing
from digest_reader.searching import SMALL
from tests.core.invented import digest, record
from tests.tui.terminal import Terminal
from tests.tui.test_start_picture import stocked

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def test_who_leaves_does_not_wait_for_a_search(tmp_path: Path) -> None:
    file = stocked(tmp_path, digest(*(record(f"2507.{number:05}", section="new") for number in range(SMALL))))
    settings = tmp_path / "config" / "digest-reader"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "filters.toml").write_text('[filters]\neverywhere = "on"\n', encoding="utf-8")
    # As another reader that is making the index: it may take many minutes.
    with writing(folder_of(file)) as ours, Terminal([], tmp_path) as terminal:
        assert ours
        terminal.wait_for("left of 2,003")
        terminal.type("W", "everywhere")
        terminal.type("\x1b")
        terminal.type("q")
        assert terminal.wait() == 0


def test_a_library_that_is_damaged_meanwhile_is_told_and_left(tmp_path: Path) -> None:
    """What a key cannot do is said in the status; where rows cannot be drawn the reader ends, and says why."""
    file = stocked(tmp_path, digest(*(record(f"2507.{number:05}", section="new") for number in range(400))))
    with Terminal([], tmp_path, (160, 30)) as terminal:
        terminal.wait_for("left of 403")
        terminal.settle(quiet=1)
        with file.open("r+b") as damaged:
            damaged.truncate(8192)
        terminal.type("x", then="The library /")
        terminal.type("G")
        assert terminal.wait() == 1
        assert "digest-reader: The library" in terminal.text
        assert "put back a backup" in terminal.text
        assert "Traceback" not in terminal.text
