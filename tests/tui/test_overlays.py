"""What all overlays keep to: nothing is cut that there is room for, and a small terminal is theirs as a whole."""

from __future__ import annotations

import pytest

from digest_reader.library import Library
from tests.tui.screen import reading
from tui.keymap import KEYS

OVERLAYS = ("question_mark", "colon", "W", "F", "B", "N", "i", "a", "ctrl+t")


@pytest.mark.parametrize("key", OVERLAYS)
async def test_a_box_begins_and_ends_on_the_screen(sample: Library, key: str) -> None:
    async with reading(sample, (80, 24)) as reader:
        await reader.press("s", key)
        rows = reader.rows()
        assert sum("╭" in row and "╮" in row for row in rows) == 1
        assert sum("╰" in row and "╯" in row for row in rows) == 1


@pytest.mark.parametrize("key", OVERLAYS)
async def test_a_small_terminal_shows_more_of_a_box_than_its_title(sample: Library, key: str) -> None:
    async with reading(sample, (40, 10)) as reader:
        await reader.press("s", key)
        inside = [row.strip("│╭╮╰╯─ ") for row in reader.rows() if row.count("│") >= 2]
        assert sum(map(bool, inside)) >= 2


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (122, 37), (160, 45)])
async def test_no_meaning_of_a_key_is_cut_in_the_help(sample: Library, size: tuple[int, int]) -> None:
    async with reading(sample, size) as reader:
        await reader.press("question_mark")
        read = reader.text
        for _ in range(6):
            await reader.press("pagedown")
            read += reader.text
        assert [key.help for key in KEYS if key.help and key.help not in read] == []


async def test_the_palette_shows_keys_at_the_end_of_its_lines(sample: Library) -> None:
    async with reading(sample, (80, 24)) as reader:
        await reader.press("colon", *"statis")
        line = next(row for row in reader.rows() if "Statistics: papers a day" in row)
        assert line.split("│")[1].split()[-1] == "ctrl+t"


async def test_where_nothing_is_shown_the_footer_offers_no_decision(sample: Library) -> None:
    async with reading(sample, (122, 37)) as reader:
        await reader.press("slash", *"zzqyx", "enter")
        assert reader.footer.startswith(" Esc Back   / Filter")
        assert "Save" not in reader.footer


async def test_while_a_filter_is_typed_the_paper_can_be_read_on(sample: Library) -> None:
    async with reading(sample, (80, 24)) as reader:
        await reader.press("slash", *"marmot")
        assert reader.status.endswith("more below PgDn")
        below = reader.rows()[15]
        await reader.press("pagedown")
        assert reader.rows()[15] != below
        await reader.press("pageup")
        assert reader.rows()[15] == below
        assert reader.header.startswith(" / marmot")


async def test_a_number_in_the_palette_goes_to_the_row_before_any_day(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press(*["j"] * 11)
        twelfth = reader.cursor_row
        await reader.press("g", "colon", *"12")
        await reader.pilot.pause(0.3)
        await reader.press("enter")
        assert reader.cursor_row == twelfth
