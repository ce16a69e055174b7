"""Leaving is at once, whatever is under way beside the screen."""

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
