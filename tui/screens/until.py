"""Choosing until when papers are put off: an announcement, a day, or a new version."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from digest_reader.i18n import _, plural
from tui import words
from tui.screens.choose import Choose, Option

NEW_VERSION = "version"
"""What stands for the day on which a new version appears."""


@dataclass(frozen=True, slots=True)
class Until:
    """When papers that are put off come back.

    Attributes:
        until: ``YYYY-MM-DD``, `NEW_VERSION`, or None for the next announcement.
        asks: Whether the day is still to be typed.
        typed: What of it is typed already.
    """

    until: str | None = None
    asks: bool = False
    typed: str = ""


def choose_until(today: datetime.date, papers: int) -> Choose[Until]:
    """Return what asks until when some papers are put off.

    Args:
        today: The day where the person is.
        papers: How many papers wait for the answer.
    """
    title = plural("Later, until", "{n} papers later, until", papers).format(n=f"{papers:,}")
    return Choose(title, options(today), typed=lambda digit: Until(asks=True, typed=digit))


def options(today: datetime.date) -> list[Option[Until]]:
    """Return the days to choose from, with the dates that they mean."""

    def day(key: str, name: str, passed: int) -> Option[Until]:
        date = (today + datetime.timedelta(days=passed)).isoformat()
        return Option(key, name, Until(date), words.weekday_and_day(date))

    in_a_month = (today + datetime.timedelta(days=30)).isoformat()
    return [
        Option("b", _("the next announcement"), Until(), _("with the next digest")),
        day("t", _("tomorrow"), 1),
        day("m", _("Monday"), 7 - today.weekday()),
        day("w", _("in a week"), 7),
        Option("d", _("a day"), Until(asks=True), _("typed: {day}, 3d, 2w").format(day=in_a_month)),
        Option("v", _("a new version"), Until(NEW_VERSION), _("whenever one appears")),
    ]
