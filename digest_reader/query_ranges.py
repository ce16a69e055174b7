"""What ``date:`` and ``v:`` may be followed by: ranges of days, ranges of versions. Pure."""

from __future__ import annotations

import calendar
import datetime

from parsers.lazy_pattern import lazy_pattern

_NAMED_DAYS = {"today": 0, "yesterday": 1}
_AGO = lazy_pattern(r"(\d{1,4})([dwmy])")
_DAYS_IN = {"d": 1, "w": 7, "m": 30, "y": 365}
_DATE = lazy_pattern(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_COMPARED = lazy_pattern(r"(>=|<=|>|<|=)?(\d{1,4})")
_BETWEEN = lazy_pattern(r"(\d{0,4})\.\.(\d{0,4})")
_MOST = 9_999

Days = tuple[datetime.date | None, datetime.date | None]


def date_range(text: str, today: datetime.date) -> Days | None:
    """Return the first and the last day that a text means, None where it is open; None for a text that means none.

    ``2026-11-20`` is a day, ``2026-11`` a month, ``2026`` a year, ``3d`` the last three days, ``today`` and
    ``yesterday`` what they say; ``a..b`` reaches from the first day of one to the last of the other, and either may
    be left out; ``>``, ``>=``, ``<`` and ``<=`` compare with one. Weeks have 7 days, months 30 and years 365 where
    they are counted back.

    Args:
        text: What stands after ``date:``.
        today: The day as the person's clock has it.
    """
    text = text.strip().lower()
    begin, dots, end = text.partition("..")
    if dots:
        first, last = _point(begin, today), _point(end, today)
        if (begin and first is None) or (end and last is None) or not (begin or end):
            return None
        return (first[0] if first else None, last[1] if last else None)
    for sign in (">=", "<=", ">", "<"):
        if text.startswith(sign):
            return _compared(sign, _point(text[len(sign) :], today))
    point = _point(text, today)
    if point is None:
        return None
    # Three days are the last three, up to today.
    return (point[0], today) if _AGO.fullmatch(text) else point


def _compared(sign: str, point: tuple[datetime.date, datetime.date] | None) -> Days | None:
    if point is None:
        return None
    day = datetime.timedelta(days=1)
    first, last = point
    try:
        if sign == ">=":
            return first, None
        if sign == "<=":
            return None, last
        return (last + day, None) if sign == ">" else (None, first - day)
    except OverflowError:
        return None


def _point(text: str, today: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    """Return first and last day of a day, month or year."""
    try:
        if text in _NAMED_DAYS:
            day = today - datetime.timedelta(days=_NAMED_DAYS[text])
            return day, day
        if match := _AGO.fullmatch(text):
            day = today - datetime.timedelta(days=int(match[1]) * _DAYS_IN[match[2]])
            return day, day
        if match := _DATE.fullmatch(text):
            return _named(int(match[1]), match[2], match[3])
    except (ValueError, OverflowError):
        return None
    return None


def _named(year: int, month: str | None, day: str | None) -> tuple[datetime.date, datetime.date]:
    if day is not None and month is not None:
        exact = datetime.date(year, int(month), int(day))
        return exact, exact
    if month is not None:
        last = calendar.monthrange(year, int(month))[1] if 1 <= int(month) <= 12 else 0
        return datetime.date(year, int(month), 1), datetime.date(year, int(month), last)
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def version_range(text: str) -> tuple[int, int] | None:
    """Return the first and the last version that a text means, None for a text that means none.

    ``2`` is a version, ``>1``, ``>=2``, ``<3`` and ``<=2`` compare, ``2..4`` is a range that may be open.
    """
    text = text.strip().lower().removeprefix("v")
    if match := _BETWEEN.fullmatch(text):
        if not (match[1] or match[2]):
            return None
        return int(match[1] or 0), int(match[2] or _MOST)
    match = _COMPARED.fullmatch(text)
    if match is None:
        return None
    number = int(match[2])
    return {">": (number + 1, _MOST), ">=": (number, _MOST), "<": (0, number - 1), "<=": (0, number)}.get(
        match[1] or "", (number, number)
    )
