"""The time as it is stored and shown: instants in UTC, days as the person's calendar has them."""

from __future__ import annotations

import datetime


def utc_now() -> str:
    """Return this instant: UTC, ISO 8601, to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def today() -> datetime.date:
    """Return the day where the person is."""
    return datetime.date.today()
