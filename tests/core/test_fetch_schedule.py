"""When arXiv announces what."""

from __future__ import annotations

import datetime
import itertools
import zoneinfo
from datetime import UTC, date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_reader.fetch import schedule


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "listing", "following"),
    [
        ("2025-07-15 12:00", "2025-07-15", "2025-07-16 00:00"),  # a Tuesday in summer: 20:00 in New York is 00:00 UTC
        ("2025-07-14 23:59", "2025-07-14", "2025-07-15 00:00"),
        ("2025-07-15 00:00", "2025-07-15", "2025-07-16 00:00"),
        ("2026-11-20 12:00", "2026-11-20", "2026-11-23 01:00"),  # a Friday in winter: nothing until Sunday evening
        ("2026-11-22 12:00", "2026-11-20", "2026-11-23 01:00"),
        ("2026-11-23 01:00", "2026-11-23", "2026-11-24 01:00"),
    ],
)
def test_the_newest_listing_and_the_next_announcement(now: str, listing: str, following: str) -> None:
    assert schedule.newest_listing_day(at(now)) == date.fromisoformat(listing)
    assert schedule.next_announcement(at(now)) == at(following)


@pytest.mark.parametrize(
    ("listing", "start", "end"),
    [
        ("2026-11-16", "2026-11-12 19:00", "2026-11-13 19:00"),  # Monday: Thursday to Friday, 14:00 in New York
        ("2026-11-17", "2026-11-13 19:00", "2026-11-16 19:00"),  # Tuesday: Friday to Monday
        ("2026-11-18", "2026-11-16 19:00", "2026-11-17 19:00"),
        ("2026-11-19", "2026-11-17 19:00", "2026-11-18 19:00"),
        ("2026-11-20", "2026-11-18 19:00", "2026-11-19 19:00"),
    ],
)
def test_what_a_listing_holds_was_submitted_in_its_window(listing: str, start: str, end: str) -> None:
    assert schedule.submitted(date.fromisoformat(listing)) == (at(start), at(end))


@given(st.dates(date(1995, 1, 1), date(2090, 1, 1)), st.integers(2, 30))
def test_the_windows_of_days_in_a_row_leave_no_gap_and_do_not_overlap(first: date, length: int) -> None:
    days = schedule.listing_days(first, first + datetime.timedelta(days=length))
    windows = [schedule.submitted(day) for day in days]
    assert all(one.end == two.start for one, two in itertools.pairwise(windows))
    assert all(window.end < schedule.announced_at(day) for window, day in zip(windows, days, strict=True))


@given(st.datetimes(datetime.datetime(1995, 1, 1), datetime.datetime(2090, 1, 1)), st.integers(1, 40))
def test_the_last_listings_are_weekdays_in_a_row_up_to_the_newest(now: datetime.datetime, count: int) -> None:
    instant = now.replace(tzinfo=UTC)
    days = schedule.recent_listing_days(count, instant)
    assert len(days) == count
    assert days == schedule.listing_days(days[0], schedule.newest_listing_day(instant))
    assert schedule.announced_at(days[-1]) <= instant < schedule.next_announcement(instant)


def test_the_api_changes_at_midnight_in_new_york() -> None:
    assert schedule.last_midnight(at("2026-11-20 04:59")) == at("2026-11-19 05:00")
    assert schedule.last_midnight(at("2026-11-20 05:00")) == at("2026-11-20 05:00")


def test_without_time_zones_it_is_standard_time_all_year(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(key: str) -> None:
        raise zoneinfo.ZoneInfoNotFoundError(key)

    monkeypatch.setattr(zoneinfo, "ZoneInfo", absent)
    schedule.eastern.cache_clear()
    try:
        assert schedule.next_announcement(at("2025-07-15 12:00")) == at("2025-07-16 01:00")
    finally:
        monkeypatch.undo()
        schedule.eastern.cache_clear()
