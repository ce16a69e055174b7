"""Days as digests write them in their text.

    Thu, 2 Mar 2023     14 Mar 23     March 2, 2023     2026.06.29     2024年08月28日     09/26/2025

With slashes Americans write the month first and others the day: what can be read both ways is no day, except in the
titles of "Personalized Daily Arxiv Papers", whose program writes months first.

Days in file names are left to `parsers.digest`: a name is not a sentence.
"""

from __future__ import annotations

import datetime
import re

from parsers.lazy_pattern import lazy_pattern

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = lazy_pattern(r"(?<![0-9])([0-9]{1,2})[ ]{1,3}([A-Za-z]{3,9})\.?,?[ ]{1,3}([0-9]{4}|[0-9]{2})(?![0-9])")
_MONTH_FIRST = lazy_pattern(
    r"(?<![A-Za-z])([A-Za-z]{3,9})\.?[ ]{1,3}([0-9]{1,2})(?:st|nd|rd|th)?,[ ]{1,3}([0-9]{4})(?![0-9])"
)
_NUMBERS = lazy_pattern(
    r"(?<![0-9.])((?:19|20)[0-9]{2})(?:([-./])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日"
    r"|([01][0-9])([0-3][0-9]))(?![0-9])"
)
_SLASHED = lazy_pattern(
    r"(?<![0-9/])(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})/(?P<year>(?:19|20)[0-9]{2})(?![0-9/])"
)
_MONTH_BEFORE_DAY = lazy_pattern(r"Personalized Daily Arxiv Papers", re.IGNORECASE)


def first_day(text: str) -> str | None:
    """Return the first day in a text as ``YYYY-MM-DD``, None when there is none."""
    found = [(match.start(), _named(match[1], match[2], match[3])) for match in _NAMED.finditer(text)]
    found += [(match.start(), _named(match[2], match[1], match[3])) for match in _MONTH_FIRST.finditer(text)]
    found += [(match.start(), _numbered(match)) for match in _NUMBERS.finditer(text)]
    if "/" in text:
        american = _MONTH_BEFORE_DAY.search(text) is not None
        found += [(match.start(), _slashed(match, american=american)) for match in _SLASHED.finditer(text)]
    return next((date for _, date in sorted(found, key=lambda item: item[0]) if date), None)


def _named(day: str, name: str, written_year: str) -> str | None:
    month = name[:3].lower()
    year = int(written_year)
    if len(written_year) == 2:
        # arXiv began in 1991.
        year += 1900 if year >= 91 else 2000
    return _iso(year, _MONTHS.index(month) + 1, int(day)) if month in _MONTHS else None


def _numbered(match: re.Match[str]) -> str | None:
    month, day = next((match[at], match[at + 1]) for at in (3, 5, 7) if match[at])
    return _iso(int(match[1]), int(month), int(day))


def _slashed(match: re.Match[str], *, american: bool) -> str | None:
    year, first, second = int(match["year"]), int(match["first"]), int(match["second"])
    month_first, day_first = _iso(year, first, second), _iso(year, second, first)
    if american or day_first is None or month_first == day_first:
        return month_first
    return day_first if month_first is None else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
