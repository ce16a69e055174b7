"""The whole screen, cell by cell, as it was found good: a change of it is meant, or a mistake.

``UPDATE_SNAPSHOTS=1 pytest tests/tui/test_snapshots.py`` writes them anew; read the difference before keeping it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from digest_reader.library import Library
from tests.tui.screen import reading

_FOLDER = Path(__file__).parent / "snapshots"

SCREENS = {
    "split-160x45": ((160, 45), ["x", "s", "x", "b"], False),
    "two-languages-160x45": ((160, 45), ["x", "s", "x", "b", "j", "j", "w"], False),
    "side-122x37": ((122, 37), ["x", "s"], False),
    "stacked-100x30": ((100, 30), ["x", "s"], False),
    "chinese-80x24": ((80, 24), ["less_than_sign", "less_than_sign", "f3", "s", "x"], False),
    "chinese-ascii-80x24": ((80, 24), ["less_than_sign", "less_than_sign", "f3", "s", "x"], True),
    "german-100x30": ((100, 30), ["less_than_sign", "less_than_sign", "f4", "j"], False),
    "list-alone-60x18": ((60, 18), ["j"], False),
    "filter-122x37": ((122, 37), ["slash", *"for", "enter"], False),
    "filter-widened-122x37": ((122, 37), ["slash", *"replica", "tab"], False),
    "views-122x37": ((122, 37), ["s", "b", "W"], False),
    "views-80x24": ((80, 24), ["s", "b", "W"], False),
    "views-ascii-80x24": ((80, 24), ["b", "W", *"no"], True),
    "views-beside-200x50": ((200, 50), ["s", "b", "W"], False),
    "filters-100x30": ((100, 30), ["slash", *"leader", "enter", "F"], False),
    "inbox-122x37": ((122, 37), ["W", *"inbox", "enter", "s", "x"], False),
    "sorted-by-title-122x37": ((122, 37), ["S", "S", "S"], False),
    "help-122x37": ((122, 37), ["question_mark"], False),
    "done-100x30": ((100, 30), ["s", "1", "v", "G", "x"], False),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_the_screen_looks_as_it_was_found_good(sample: Library, name: str) -> None:
    size, keys, ascii_only = SCREENS[name]
    async with reading(sample, size, ascii_only=ascii_only) as reader:
        await reader.press(*keys)
        drawn = reader.text + "\n"
    file = _FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8")


async def test_the_empty_library_looks_as_it_was_found_good(empty: Library) -> None:
    async with reading(empty, (100, 30)) as reader:
        drawn = reader.text + "\n"
    file = _FOLDER / "empty-100x30.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8")
