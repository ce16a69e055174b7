"""When arXiv announces what was submitted when. Pure rules on instants; no clock of its own.

The schedule is that of https://info.arxiv.org/help/availability.html: announcements are made at 20:00 US Eastern
time from Sunday to Thursday, and what was submitted until 14:00 of a weekday is in the next of them that is not
in doubt. A listing bears the date of the day after its announcement, Monday to Friday. Some US holidays have no
announcement; they are set from year to year and are not known here.
"""

from __future__ import annotations

import datetime
import functools
import zoneinfo
from datetime import UTC, timedelta
from typing import Final, NamedTuple

SCHEDULE_PAGE: Final = "https://info.arxiv.org/help/availability.html"

_ANNOUNCED: Final = datetime.time(20)
_CLOSED: Final = datetime.time(14)
_MONDAY, _TUESDAY, _SATURDAY = 0, 1, 5


class Window(NamedTuple):
    """When what is in an announcement was submitted: from the first instant to before the last, UTC."""

    start: datetime.datetime
    end: datetime.datetime


@functools.cache
def eastern() -> datetime.tzinfo:
    """Return US Eastern time; where the system has no time zones, standard time, an hour off in summer."""
    try:
        return zoneinfo.ZoneInfo("America/New_York")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return datetime.timezone(timedelta(hours=-5), "EST")


def is_listing_day(day: datetime.date) -> bool:
    """Return whether listings bear this date, holidays aside."""
    return day.weekday() < _SATURDAY


def announced_at(day: datetime.date) -> datetime.datetime:
    """Return the instant (UTC) at which the listing of a date is announced: 20:00 of the day before."""
    return _at(day - timedelta(days=1), _ANNOUNCED)


def newest_listing_day(now: datetime.datetime) -> datetime.date:
    """Return the date of the listing that was announced last."""
    day = now.astimezone(eastern()).date() + timedelta(days=1)
    while not is_listing_day(day) or announced_at(day) > now:
        day -= timedelta(days=1)
    return day


def next_announcement(now: datetime.datetime) -> datetime.datetime:
    """Return the instant (UTC) of the next announcement."""
    day = newest_listing_day(now) + timedelta(days=1)
    while not is_listing_day(day):
        day += timedelta(days=1)
    return announced_at(day)


def listing_days(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """Return the dates of the listings from one day to another, both included, oldest first."""
    days = (first + timedelta(days=passed) for passed in range((last - first).days + 1))
    return [day for day in days if is_listing_day(day)]


def recent_listing_days(count: int, now: datetime.datetime) -> list[datetime.date]:
    """Return the dates of the last listings, oldest first."""
    days = [newest_listing_day(now)]
    while len(days) < count:
        day = days[-1] - timedelta(days=1)
        while not is_listing_day(day):
            day -= timedelta(days=1)
        days.append(day)
    return days[::-1]


def submitted(day: datetime.date) -> Window:
    """Return when the papers of the listing of a date were submitted, those aside that moderators held up.

    Monday's listing has what came from Thursday to Friday, Tuesday's what came from Friday to Monday, and any other
    what came from two days before to the day before, always from 14:00 to 14:00.
    """
    ends = 3 if day.weekday() == _MONDAY else 1
    lasts = 3 if day.weekday() == _TUESDAY else 1
    end = day - timedelta(days=ends)
    return Window(_at(end - timedelta(days=lasts), _CLOSED), _at(end, _CLOSED))


def last_midnight(now: datetime.datetime) -> datetime.datetime:
    """Return the last midnight in New York (UTC): the API's answers change once a day, then."""
    return _at(now.astimezone(eastern()).date(), datetime.time())


def _at(day: datetime.date, time: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(day, time, eastern()).astimezone(UTC)
