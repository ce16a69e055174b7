"""What stands after ``date:`` and ``v:`` is a range of days or versions, or is told to be none."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_reader.query_ranges import begins_date_range, begins_version_range, date_range, version_range

TODAY = datetime.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-11-20", "2026-11-20", "2026-11-20"),
        ("2026-2", "2026-02-01", "2026-02-28"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("3d", "2026-11-17", "2026-11-20"),
        ("3d..", "2026-11-17", None),
        ("2w..1w", "2026-11-06", "2026-11-13"),
        ("..1m", None, "2026-10-21"),
        ("1y..", "2025-11-20", None),
        ("today", "2026-11-20", "2026-11-20"),
        ("Yesterday..", "2026-11-19", None),
        ("2026-10..2026-11", "2026-10-01", "2026-11-30"),
        (">2026-10", "2026-11-01", None),
        (">=2026-10", "2026-10-01", None),
        ("<2026", None, "2025-12-31"),
        ("<=2026", None, "2026-12-31"),
    ],
)
def test_a_date_is_a_range_of_days(text: str, first: str | None, last: str | None) -> None:
    found = date_range(text, TODAY)
    assert found is not None
    assert [None if day is None else day.isoformat() for day in found] == [first, last]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "soon",
        "2026-13",
        "2026-02-30",
        "2026-0",
        "0000",
        "3x",
        "3d..x",
        "x..3d",
        ">",
        ">9999",
        "9999y",
        "1..2",
        "2026-11-20..2026-11-19",
        "3d..2w",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert date_range(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("2", (2, 2)),
        ("v2", (2, 2)),
        ("=2", (2, 2)),
        (">1", (2, 9_999)),
        (">=2", (2, 9_999)),
        ("<3", (0, 2)),
        ("<=3", (0, 3)),
        ("2..4", (2, 4)),
        ("2..", (2, 9_999)),
        ("..2", (0, 2)),
        ("..", None),
        ("", None),
        ("x", None),
        ("> 1", None),
        ("12345", None),
        ("0", None),
        ("<1", None),
        ("3..2", None),
    ],
)
def test_a_version_is_a_range_of_numbers(text: str, versions: tuple[int, int] | None) -> None:
    assert version_range(text) == versions


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("2", True),
        ("2026-1", True),
        ("2026-13", False),
        ("2026-11-3", True),
        ("2026-11-31", False),
        ("<", True),
        (">=202", True),
        ("tod", True),
        ("tom", False),
        (".", True),
        ("3d..", True),
        ("x..", False),
        ("3d..2", True),
        ("soon", False),
    ],
)
def test_what_can_be_typed_on_to_a_date_begins_one(text: str, begins: bool) -> None:
    assert begins_date_range(text, TODAY) is begins


@pytest.mark.parametrize(
    ("text", "begins"),
    [(">", True), ("v", True), ("v>=", True), ("3..", True), ("3..1", True), ("x", False), ("1x", False)],
)
def test_what_can_be_typed_on_to_a_version_begins_one(text: str, begins: bool) -> None:
    assert begins_version_range(text) is begins


@given(st.text("0123456789.-dwmy<>=v today", max_size=24))
def test_nothing_that_is_typed_raises(text: str) -> None:
    date_range(text, TODAY)
    version_range(text)
    begins_date_range(text, TODAY)
    begins_version_range(text)
