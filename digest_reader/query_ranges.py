"""What ``date:`` and ``v:`` may be followed by: ranges of days, ranges of versions. Pure."""

from __future__ import annotations

import calendar
import datetime

from parsers.lazy_pattern import lazy_pattern

_NAMED_DAYS = {"today": 0, "yesterday": 1}
_AGO = lazy_pattern(r"(\d{1,4})([dwmy])")
_DAYS_IN = {"d": 1, "w": 7, "m": 30, "y": 365}
_DATE = lazy_pattern(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DATE_BEGUN = lazy_pattern(r"\d{0,4}|\d{4}-[01]?|\d{4}-(?:0?[1-9]|1[0-2])-[0-3]?")
_COMPARED = lazy_pattern(r"(>=|<=|>|<|=)?(\d{1,4})")
_BETWEEN = lazy_pattern(r"(\d{0,4})\.\.(\d{0,4})")
_VERSION_BEGUN = lazy_pattern(r"[<>]?=?|(\d{0,4}\.|\d{0,4}\.\.\d{0,3})")
_MOST = 9_999

Days = tuple[datetime.date | None, datetime.date | None]


def date_range(text: str, today: datetime.date) -> Days | None:
    """Return the first and the last day that a text means, None where it is open; None for a text that means none.

    ``2026-11-20`` is a day, ``2026-11`` a month, ``2026`` a year, ``3d`` the last three days, ``today`` and
    ``yesterday`` what they say; ``a..b`` reaches from the first day of one to the last of the other, and either may
    be left out; ``>``, ``>=``, ``<`` and ``<=`` compare with one. Weeks have 7 days, months 30 and years 365 where
    they are counted back. A range that ends before it begins has no day, and is none.

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
        if first and last and first[0] > last[1]:
            return None
        return (first[0] if first else None, last[1] if last else None)
    sign = _sign(text)
    if sign:
        return _compared(sign, _point(text.removeprefix(sign), today))
    point = _point(text, today)
    if point is None:
        return None
    # Three days are the last three, up to today.
    return (point[0], today) if _AGO.fullmatch(text) else point


def begins_date_range(text: str, today: datetime.date) -> bool:
    """Return whether a text that means no days can be typed on to one that does: ``2026-1``, ``>``, ``3d..2``.

    The arguments are those of `date_range`.
    """
    text = text.strip().lower()
    begin, dots, end = text.partition("..")
    if dots:
        return (not begin or _point(begin, today) is not None) and _is_point_begun(end)
    if text.endswith("."):
        return text == "." or _point(text[:-1], today) is not None
    return _is_point_begun(text.removeprefix(_sign(text)))


def _sign(text: str) -> str:
    """Return what a text compares with, empty when with nothing."""
    return next((sign for sign in (">=", "<=", ">", "<") if text.startswith(sign)), "")


def _is_point_begun(text: str) -> bool:
    return _DATE_BEGUN.fullmatch(text) is not None or any(name.startswith(text) for name in _NAMED_DAYS)


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

    ``2`` is a version, ``>1``, ``>=2``, ``<3`` and ``<=2`` compare, ``2..4`` is a range that may be open. Versions
    begin at 1: what means only less than that is none, and so is a range that ends before it begins.
    """
    text = text.strip().lower().removeprefix("v")
    if match := _BETWEEN.fullmatch(text):
        if not (match[1] or match[2]):
            return None
        first, last = int(match[1] or 0), int(match[2] or _MOST)
    elif match := _COMPARED.fullmatch(text):
        number = int(match[2])
        first, last = {">": (number + 1, _MOST), ">=": (number, _MOST), "<": (0, number - 1), "<=": (0, number)}.get(
            match[1] or "", (number, number)
        )
    else:
        return None
    return (first, last) if last >= max(first, 1) else None


def begins_version_range(text: str) -> bool:
    """Return whether a text that means no versions can be typed on to one that does: ``>``, ``2..``."""
    return _VERSION_BEGUN.fullmatch(text.strip().lower().removeprefix("v")) is not None
