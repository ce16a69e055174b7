"""The time as it is stored, shown and typed: instants in UTC, days as the person's calendar has them."""

from __future__ import annotations

import datetime
import re

from parsers.lazy_pattern import lazy_pattern

_IN = lazy_pattern(r"\+?(\d{1,4})\s*([dw])", re.IGNORECASE)
_DAYS = {"d": 1, "w": 7}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－", "0123456789-")


def utc_now() -> str:
    """Return this instant: UTC, ISO 8601, to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def today() -> datetime.date:
    """Return the day where the person is."""
    return datetime.date.today()


def read_day(text: str, today: datetime.date) -> datetime.date | None:
    """Return the day that a person typed: ``2026-12-24``, or ``3d`` and ``2w`` from today; None for anything else.

    Full-width digits count as digits. A day that is not to come is returned as it is.
    """
    text = text.strip().translate(_FULL_WIDTH)
    if (match := _IN.fullmatch(text)) is not None:
        return today + datetime.timedelta(days=int(match[1]) * _DAYS[match[2].lower()])
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
