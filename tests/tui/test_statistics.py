"""The statistics: papers a day, the share kept by category, and how fast."""

from __future__ import annotations

import dataclasses

import pytest

from digest_reader.library import Library
from digest_reader.models import CategoryCount, Counts, DayCount, Statistics
from tests.tui.screen import reading
from tui.glyphs import ASCII, UNICODE, Glyphs
from tui.pace import Pace
from tui.screens.statistics import page

COUNTED = Statistics(
    days=(DayCount("2026-11-18", 0, 0), DayCount("2026-11-19", 40, 1), DayCount("2026-11-20", 10, 4)),
    categories=(CategoryCount("cs.DC", 30, 4), CategoryCount("physics.flu-dyn", 18, 1), CategoryCount(None, 2, 0)),
    seen=50,
    saved=5,
)


def drawn(statistics: Statistics, glyphs: Glyphs = UNICODE, rows: int = 40) -> list[str]:
    """Return the page as text, 44 cells wide, without its title."""
    lines = page(statistics, Counts(100, 50, 5, 0, 45), Pace(), 44, rows, glyphs)
    return ["".join(text for text, _ in line).rstrip() for line in lines][2:]


def test_days_and_categories_are_drawn_as_bars_with_their_numbers() -> None:
    assert drawn(COUNTED) == [
        "Decided       █",
        "              █",
        "              █",
        "              █ ▂",
        "              █ █",
        "",
        "Kept            █",
        "              ▄ █",
        "            Wed 18 Nov Fri 20 Nov",
        "            25 on a day   40 at most, on Thu 19 Nov",
        "",
        "Kept by category",
        "cs.DC       ━━──────────────  4 of 30   13 %",
        "flu-dyn     ━───────────────  1 of 18    6 %",
        "none        ────────────────   0 of 2    0 %",
        "",
        "Today       10 decided   4 kept   40 %",
        "3 days      50 decided   5 kept   10 %",
        "Library     50 left of 100   +5  z0  -45",
    ]


def test_where_rows_are_few_the_charts_are_low_and_the_totals_still_in_view() -> None:
    many = tuple(CategoryCount(f"cs.{letter}X", 10, 1) for letter in "ABCDEFGH")
    lines = drawn(dataclasses.replace(COUNTED, categories=many), rows=18)
    assert len(lines) == 16
    assert lines[:5] == ["Decided       █", "              █", "              █ ▆", "", "Kept          ▂ █"]
    assert lines[-1] == "Library     50 left of 100   +5  z0  -45"


def test_bars_have_twins_in_ascii() -> None:
    assert "".join(drawn(COUNTED, ASCII)).isascii()


def test_days_without_a_decision_say_so() -> None:
    quiet = Statistics(days=(DayCount("2026-11-20", 0, 0),), categories=(), seen=0, saved=0)
    assert drawn(quiet)[0] == "Nothing was decided in these days."


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (80, 24)])
async def test_the_statistics_are_shown_over_the_screen_and_closed(sample: Library, size: tuple[int, int]) -> None:
    async with reading(sample, size) as reader:
        await reader.press(*"sxxxx", "ctrl+t")
        assert "Kept by category" in reader.text
        assert "5 decided   1 kept   20 %" in reader.text
        await reader.press("escape", "x")
        assert sample.counts().skipped == 5
