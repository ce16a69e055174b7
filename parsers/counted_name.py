"""Names with a count behind them, as contents lists and section headings of digests have: ``cs.DC (14)``.

    cs.DC [Total: 14]        cs.DC (14 篇)        Robotics (3 papers)        总计: 14

This module owns how a count is written; what was counted is for the formats.
"""

from __future__ import annotations

from typing import NamedTuple

from parsers.lazy_pattern import lazy_pattern

_COUNT = lazy_pattern(
    r"(?:Total|总数|总计|共|合計|총)[ \t]{0,3}[:：]?[ \t]{0,3}([0-9]{1,6})"
    r"|[(（][ \t]{0,3}([0-9]{1,6})[ \t]{0,3}(?:[篇편件]|papers?)?[ \t]{0,3}[)）]"
)
_BEHIND = lazy_pattern(
    r"(?P<name>\S.{0,200}?)[ \t]{0,3}[(（][ \t]{0,3}(?P<count>[0-9]{1,6})[ \t]{0,3}"
    r"(?P<unit>[篇편件]|papers?)?[ \t]{0,3}[)）]"
)
_YEARS = range(1900, 2100)


class CountedName(NamedTuple):
    """A name and the number of entries that it says it has, None when it says none."""

    name: str
    number: int | None


def counted_name(name: str) -> CountedName:
    """Take the count off the end of a name; a year in brackets without a unit is none."""
    match = _BEHIND.fullmatch(name) if name.endswith((")", "）")) else None
    if match is None or (match["unit"] is None and int(match["count"]) in _YEARS):
        return CountedName(name, None)
    return CountedName(match["name"], int(match["count"]))


def count_in(text: str) -> int | None:
    """Return the count that stands behind a link of a contents list, None when there is none."""
    match = _COUNT.search(text)
    return None if match is None else int(match[1] or match[2])
