"""Papers are put off until an announcement, a day or a new version, with one key more, and brought back with one."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_reader import clock
from digest_reader.library import Library
from digest_reader.models import Decision
from tests.tui.screen import reading
from tests.tui.test_watched import row
from tui import words
from tui.row_layout import ListContext, row_line
from tui.screens.until import Until, options

FRIDAY = datetime.date(2026, 11, 20)


def test_the_days_offered_are_those_to_come() -> None:
    assert [(one.key, one.value, one.remark) for one in options(FRIDAY)] == [
        ("b", Until(None), "with the next digest"),
        ("t", Until("2026-11-21"), "Sat 21 Nov"),
        ("m", Until("2026-11-23"), "Mon 23 Nov"),
        ("w", Until("2026-11-27"), "Fri 27 Nov"),
        ("d", Until(asks=True), "typed: 2026-12-20, 3d, 2w"),
        ("v", Until("version"), "whenever one appears"),
    ]


def test_monday_is_the_next_one_on_a_monday() -> None:
    monday = FRIDAY + datetime.timedelta(days=3)
    assert next(one.value.until for one in options(monday) if one.key == "m") == "2026-11-30"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-24", "2026-12-24"),
        (" 3d ", "2026-11-23"),
        ("2W", "2026-12-04"),
        ("+1d", "2026-11-21"),
        ("０d", "2026-11-20"),
        ("１０ｄ", None),
        ("2026-11-31", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_day_is_typed_as_a_date_or_as_days_from_today(typed: str, day: str | None) -> None:
    read = clock.read_day(typed, FRIDAY)
    assert (None if read is None else read.isoformat()) == day


@given(st.text(max_size=12), st.dates(max_value=datetime.date(2500, 1, 1)))
def test_whatever_is_typed_for_a_day_is_a_day_or_none(typed: str, today: datetime.date) -> None:
    day = clock.read_day(typed, today)
    assert day is None or isinstance(day, datetime.date)


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (80, 24)])
async def test_a_range_is_put_off_until_monday_as_one_step(sample: Library, size: tuple[int, int]) -> None:
    monday = options(clock.today())[2].value.until
    async with reading(sample, size) as reader:
        await reader.press("v", "j", "j", "B")
        assert "3 papers later, until" in reader.text
        await reader.press("m")
        assert f"3 later, until {words.weekday_and_day(monday)}" in reader.status
        rows = sample.rows(sample.batch_view("2026-11-20").keys[:4])
        assert [(row.state, row.decision and row.decision.until) for row in rows] == [
            ("later", monday),
            ("later", monday),
            ("later", monday),
            ("new", None),
        ]
        await reader.press("u")
        assert "undone: 3 later, until" in reader.status
        assert sample.counts().later == 0


async def test_a_digit_begins_the_day_that_is_typed(sample: Library) -> None:
    async with reading(sample, (100, 30)) as reader:
        await reader.press("B", "2", "w", "enter")
        [row] = sample.rows(sample.batch_view("2026-11-20").keys[:1])
        assert row.decision is not None
        assert row.decision.until == (clock.today() + datetime.timedelta(days=14)).isoformat()


async def test_a_typed_day_is_asked_for_again_until_it_will_do(sample: Library) -> None:
    async with reading(sample, (100, 30)) as reader:
        await reader.press("B", "d")
        assert reader.header.startswith(" Later until:")
        await reader.type("soon")
        await reader.press("enter")
        assert "a day is typed as" in reader.status
        await reader.press(*["backspace"] * 4)
        await reader.type("1999-01-01")
        await reader.press("enter")
        assert "a day to come, please" in reader.status
        assert sample.counts().later == 0
        await reader.press(*["backspace"] * 10)
        await reader.type("2w")
        await reader.press("enter")
        [row] = sample.rows(sample.batch_view("2026-11-20").keys[:1])
        assert row.decision is not None
        assert row.decision.until == (clock.today() + datetime.timedelta(days=14)).isoformat()


async def test_leaving_the_choice_decides_nothing(sample: Library) -> None:
    async with reading(sample, (80, 24), ascii_only=True) as reader:
        await reader.press("B", "j", "escape")
        assert sample.counts().later == 0
        await reader.press("B", "k", "enter")
        assert "later, until a new version" in reader.status
        await reader.press("B")
        assert "> b  the next announcement" in reader.text
        await reader.pilot.click("#choices", offset=(6, 5))
        await reader.rest()
        [_first, second] = sample.rows(sample.batch_view("2026-11-20").keys[:2])
        assert second.decision is not None
        assert second.decision.until == (clock.today() + datetime.timedelta(days=1)).isoformat()


async def test_the_end_of_a_day_says_when_its_papers_come_back(sample: Library) -> None:
    async with reading(sample, (122, 37)) as reader:
        await reader.press("s", "b", "b", "B", "m", "B", "v", "v", "G", "x")
        assert "Done.  31 seen" in reader.text
        assert "2 come back with the next announcement" in reader.text
        monday = options(clock.today())[2].remark
        assert f"1 comes back on {monday}" in reader.text
        assert "1 comes back with a new version" in reader.text


def test_another_day_says_until_when_a_paper_waits() -> None:
    later = row(decision=Decision("later", "2026-11-19T10:00:00Z", 1, "2026-11-19", "2026-11-23"))
    line = row_line(later, ListContext(batch="2026-11-20"), 100)
    assert "".join(text for text, _ink in line).endswith("  until 23 Nov ")
    noted = row_line(replace(later, note=True), ListContext(batch="2026-11-20"), 100)
    assert "".join(text for text, _ink in noted).endswith("  until 23 Nov ¶")


async def test_the_detail_says_what_a_paper_waits_for(sample: Library) -> None:
    async with reading(sample, (160, 45)) as reader:
        await reader.press("B", "v", "k")
        assert [line for line in reader.rows() if "until a new version" in line and "Later" in line]


async def test_the_papers_put_off_stand_under_what_they_wait_for(sample: Library) -> None:
    async with reading(sample, (100, 30)) as reader:
        await reader.press("b", "B", "m", "B", "v", "r")
        headings = [line.split(" ─")[0].strip() for line in reader.rows() if " ─" in line]
        monday = options(clock.today())[2].value.until
        assert headings[:3] == ["With the next announcement", words.day_with_weekday(str(monday)), "With a new version"]
