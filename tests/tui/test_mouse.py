"""Everything by mouse: rows, splits, days, languages, keys, hints, overlays, the wheel, the divider."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest_reader.library import Library
from digest_reader.sample import sample_library
from tests.tui.screen import Reader, reading


async def click(reader: Reader, text: str, *, times: int = 1) -> None:
    """Click on a text where it stands on the screen first."""
    for y, row in enumerate(reader.rows()):
        if text in row:
            await reader.pilot.click(offset=(row.index(text) + 1, y), times=times)
            await reader.rest()
            return
    raise AssertionError(f"{text!r} is not on the screen")


async def drag(reader: Reader, start: tuple[int, int], stop: tuple[int, int]) -> None:
    """Press the mouse at a cell, move it to another, and let go."""
    await reader.pilot.mouse_down(offset=start)
    await reader.pilot.hover(offset=stop)
    await reader.pilot.mouse_up(offset=stop)
    await reader.rest()


def divider(reader: Reader) -> int:
    """Return the cell of the line between list and detail, or its row when they are stacked."""
    row = reader.rows()[10]
    if "│" in row:
        return row.rindex("│")
    return next(y for y, row in enumerate(reader.rows()[2:-2], 2) if row and not row.strip("─"))


async def test_a_row_is_clicked_and_read_with_a_double_click(sample: Library) -> None:
    async with reading(sample) as reader:
        await click(reader, "Leader Election")
        assert "Leader Election" in reader.cursor_row
        await click(reader, "Marmot: Hib", times=2)
        assert "Marmot: Hib" in reader.cursor_row
        assert reader.footer.startswith(" s Save")
        assert "Esc Back" in reader.footer


async def test_splits_days_and_languages_are_clicked(sample: Library) -> None:
    async with reading(sample) as reader:
        await click(reader, "cs.LG 4")
        assert reader.status.startswith(" 4 left of 4 ")
        assert "DE title" not in reader.text
        # Where it stands, one cell further for the wide character before it.
        await click(reader, "DE")
        assert "DE title and abstract, showing EN" in reader.text
        await click(reader, "2026-11-20")
        assert "Go to" in reader.text
        await click(reader, "2026-11-19 Thu")
        assert "2026-11-19 Thu" in reader.header


async def test_keys_and_hints_are_clicked(sample: Library) -> None:
    async with reading(sample) as reader:
        await click(reader, "x Skip")
        assert reader.status.startswith(" 30 left of 31 ")
        await click(reader, "u undo")
        assert reader.status.startswith(" 31 left of 31 ")
        await click(reader, "/ Filter")
        assert "Keep" in reader.footer
        await reader.type("for")
        await click(reader, "Tab Abstracts")
        assert "abs: too" in reader.header
        await click(reader, "Enter Keep")
        assert reader.header.startswith(" / for")
        assert reader.footer.startswith(" s Save")
        await reader.pilot.click(offset=(4, 0))
        await reader.rest()
        assert "Keep" in reader.footer
        await click(reader, "Esc Clear")
        assert "2026-11-20" in reader.header


async def test_the_wheel_scrolls_list_and_detail_without_moving_the_cursor(sample: Library) -> None:
    async with reading(sample, (100, 30)) as reader:
        before = reader.rows()
        await reader.pilot._post_mouse_events([_wheel()], offset=(10, 5))
        await reader.rest()
        assert reader.rows()[3:10] != before[3:10]
        assert reader.rows()[14:26] == before[14:26]
        after = reader.rows()
        await reader.pilot._post_mouse_events([_wheel()], offset=(10, 20))
        await reader.rest()
        assert reader.rows()[3:10] == after[3:10]
        assert reader.rows()[14:26] != after[14:26]
        await reader.press("x")
        assert sample.counts().skipped == 1
        assert "Marmot" in reader.cursor_row


def _wheel() -> type:
    from textual.events import MouseScrollDown

    return MouseScrollDown


@pytest.mark.parametrize(("size", "stop"), [((160, 45), (60, 20)), ((130, 40), (50, 20)), ((100, 30), (40, 18))])
async def test_the_divider_is_dragged_and_its_place_remembered(
    tmp_path: Path, size: tuple[int, int], stop: tuple[int, int]
) -> None:
    files = sample_library(tmp_path)
    library = Library(*files)
    async with reading(library, size) as reader:
        usual = divider(reader)
        stacked = size[0] < 120
        await drag(reader, (40, usual) if stacked else (usual, 20), stop)
        assert divider(reader) == (stop[1] if stacked else stop[0])
        assert reader.cursor_row
        await reader.press("q")
    library.close()
    library = Library(*files)
    async with reading(library, size) as reader:
        at = divider(reader)
        assert at == (stop[1] if stacked else stop[0])
        await reader.pilot.click(offset=(40, at) if stacked else (at, 20), times=2)
        await reader.rest()
        assert divider(reader) == usual
    library.close()


@pytest.mark.parametrize("size", [(160, 45), (130, 40), (100, 30), (200, 45)])
async def test_keys_move_the_divider_and_keep_the_cursor_in_view(sample: Library, size: tuple[int, int]) -> None:
    async with reading(sample, size) as reader:
        await reader.press("G")
        usual = divider(reader)
        await reader.press("alt+left", "alt+left")
        assert divider(reader) < usual
        assert "▌" in reader.text
        await reader.press("alt+r")
        assert divider(reader) == usual
        await reader.press(*["alt+right"] * 60)
        assert "▌" in reader.text
        assert "│" in reader.rows()[10] or any(row and not row.strip("─") for row in reader.rows()[2:-2])


async def test_a_share_holds_at_another_size(sample: Library) -> None:
    async with reading(sample, (160, 45)) as reader:
        await drag(reader, (80, 20), (40, 20))
        assert divider(reader) == 40
        await reader.pilot.resize_terminal(180, 45)
        await reader.rest()
        assert divider(reader) == 45
        await reader.pilot.resize_terminal(100, 30)
        await reader.rest()
        assert reader.cursor_row


async def test_choices_in_overlays_are_clicked(sample: Library) -> None:
    sample.save_filter("learning", "cat:cs.LG")
    async with reading(sample) as reader:
        await reader.press("W")
        await click(reader, "Inbox")
        assert reader.header.split()[0] == "Inbox"
        await reader.press("F")
        await click(reader, "learning   cat")
        assert reader.header.startswith(" / cat:cs.LG")
        await reader.press("F")
        await click(reader, "Tab whole library")
        assert reader.header.split()[:2] == ["learning", "cat:cs.LG"]
