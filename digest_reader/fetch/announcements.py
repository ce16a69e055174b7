"""The announcements of an arXiv category: the newest from its page or feed, those before it from the API or OAI-PMH.

The API and OAI-PMH know no announcements. What was announced on a day is told from when it was submitted, which is
right but for papers that moderators held up; so the day is a guess, and a day whose announcement the library has is
left alone.
"""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from digest_reader.errors import FetchError
from digest_reader.fetch import schedule
from digest_reader.fetch.addresses import is_category, similar_category
from digest_reader.i18n import _

if TYPE_CHECKING:
    from digest_reader.fetch.bringing import Errand
    from digest_reader.fetch.models import Announcement
    from digest_reader.library import Library
    from digest_reader.models import ImportedFile
    from parsers.base import Record
    from parsers.digest import Digest

LEFT: Final = "fetch.days-left"
"""The name under which the library remembers the days of each category that an interrupted fetch left."""

_TOTAL = re.compile(rb"<(?:[a-zA-Z]+:)?totalResults\b[^<>]*>\s*([0-9]{1,9})\s*<")
_TOKEN = re.compile(rb"<resumptionToken\b[^<>]*>\s*([^<>\s]{1,1000})\s*<")
_MOST_PAGES = 100
# OAI-PMH tells what was changed on a day. What was submitted so much earlier was announced before.
_SUBMITTED_WITHIN = datetime.timedelta(days=8)


def fetch_announcements(errand: Errand, wanted: Announcement) -> None:
    """Bring the newest announcement of a category and the days that are missing before it.

    Raises:
        FetchError: Something could not be fetched; what was imported before that is in the errand.
        CancelledError: It was asked to stop; the days that are left are remembered in the library.
    """
    category = wanted.category
    if not is_category(category):
        raise _no_category(category)
    now = errand.fetcher.now()
    days = set(days_left(errand.library).get(category, ()))
    if wanted.since is not None:
        days |= set(schedule.listing_days(wanted.since, schedule.newest_listing_day(now)))
    # Before the first request, so that whatever interrupts it leaves a plan.
    days -= _announced(errand.library, category)
    _plan(errand.library, category, days)
    if wanted.newest:
        newest = _newest(errand, category, now)
        days -= _announced(errand.library, category)
        if newest is not None:
            # A day that by the schedule was announced since then was not: it would be given another's papers.
            days = {day for day in days if day <= newest}
        _plan(errand.library, category, days)
    for day in sorted(days, reverse=True):
        _day(errand, category, day)
        days.discard(day)
        _plan(errand.library, category, days)


def days_left(library: Library) -> dict[str, list[datetime.date]]:
    """Return the days of each category that an interrupted fetch left, oldest first."""
    remembered = library.recall(LEFT)
    if not isinstance(remembered, dict):
        return {}
    plan = {category: sorted(_dates(days)) for category, days in remembered.items() if is_category(category)}
    return {category: days for category, days in plan.items() if days}


def _dates(days: object) -> Iterator[datetime.date]:
    """Yield the dates among what was remembered; a plan that makes no sense is only a plan."""
    for day in days if isinstance(days, list) else ():
        with contextlib.suppress(ValueError, TypeError):
            yield datetime.date.fromisoformat(day)


def following(now: datetime.datetime) -> str:
    """Say when the next announcement is, where the person is and where arXiv is."""
    at = schedule.next_announcement(now)
    here, there = at.astimezone(), at.astimezone(schedule.eastern())
    said = _("The next is due {here:%a %d %b at %H:%M} ({there:%A %H:%M} in New York).")
    return said.format(here=here, there=there)


# The newest


def _newest(errand: Errand, category: str, now: datetime.datetime) -> datetime.date | None:
    """Bring the newest announcement from the listing page, or where that fails from the feed; return its day."""
    hosts = errand.fetcher.hosts
    try:
        file = errand.bring(errand.get(hosts.listing(category)))
    except FetchError as failed:
        if failed.offline:
            raise
        try:
            file = errand.bring(errand.get(hosts.feed(category)))
        except FetchError as error:
            raise (_no_category(category) if failed.status == error.status == 404 else failed) from error
        errand.notes.append(_("The announcement feed was read, because: {reason}").format(reason=failed.message))
    errand.notes += _told(file, now)
    return datetime.date.fromisoformat(file.date) if file.date is not None and file.counted.entries else None


def _told(file: ImportedFile, now: datetime.datetime) -> list[str]:
    """Say what a person who expected something new wants to know."""
    due = schedule.newest_listing_day(now)
    if not file.counted.entries:
        told = [_("arXiv announces nothing here today. {next}").format(next=following(now))]
    elif file.counted.new or file.counted.updated:
        told = []
    elif file.date is not None:
        day = datetime.date.fromisoformat(file.date)
        said = _("The newest announcement, of {day:%a %d %b}, is in the library. {next}")
        told = [said.format(day=day, next=following(now))]
    else:
        told = [_("The newest announcement is in the library. {next}").format(next=following(now))]
    if told and (file.date is None or file.date < due.isoformat()):
        late = _("That of {day:%a %d %b} is not out: late, or a holiday of arXiv's, see {page}.")
        told.append(late.format(day=due, page=schedule.SCHEDULE_PAGE))
    return told


# The days before


def _day(errand: Errand, category: str, day: datetime.date) -> None:
    """Bring what was submitted for a day's announcement, from the API, or where that fails from OAI-PMH."""
    try:
        found = _from_api(errand, category, day)
    except FetchError as failed:
        if failed.offline or failed.status == 429:
            raise
        try:
            found = _from_oai(errand, category, day)
        except FetchError:
            raise failed from None
        asked = _("{day}: OAI-PMH was asked, because: {reason}")
        errand.notes.append(asked.format(day=day, reason=failed.message))
    if not found:
        errand.notes.append(_("{day}: arXiv has no submissions for that day.").format(day=day))


def _from_api(errand: Errand, category: str, day: datetime.date) -> int:
    window, fresh = schedule.submitted(day), schedule.last_midnight(errand.fetcher.now())
    start = 0
    for _page in range(_MOST_PAGES):
        url = errand.fetcher.hosts.submitted(category, window, start)
        page = errand.get(url, good_since=fresh, wrong=lacking)
        file = errand.bring(page, day=day)
        if file.counted.skipped and not file.counted.entries:
            raise FetchError(_("The API answers with an error to {url}.").format(url=url), _("Fetch again later."))
        start += file.counted.entries + file.counted.skipped
        if not file.counted.entries or start >= (total_of(page.body) or 0):
            break
    return start


def _from_oai(errand: Errand, category: str, day: datetime.date) -> int:
    def recent(digest: Digest) -> Digest:
        return _only_since(digest, day - _SUBMITTED_WITHIN)

    url, found = errand.fetcher.hosts.harvest(category, day), 0
    for _page in range(_MOST_PAGES):
        page = errand.get(url, good_since=schedule.last_midnight(errand.fetcher.now()))
        found += errand.bring(page, day=day, chosen=recent).counted.entries
        token = _TOKEN.search(page.body)
        if token is None:
            break
        url = errand.fetcher.hosts.harvest_on(token[1].decode("utf-8", "replace"))
    return found


def total_of(body: bytes) -> int | None:
    """Return how many entries the API says there are in all, None when it does not say."""
    match = _TOTAL.search(body)
    return None if match is None else int(match[1])


def lacking(body: bytes) -> str | None:
    """Return what is wrong with an answer of the API that has no entries although there are some.

    It does that now and then under load, and gives them when it is asked again.
    """
    if total_of(body) and b"<entry" not in body and not _is_past_the_end(body):
        return _("the API sends an empty page in place of entries")
    return None


_START = re.compile(rb"<(?:[a-zA-Z]+:)?startIndex\b[^<>]*>\s*([0-9]{1,9})\s*<")


def _is_past_the_end(body: bytes) -> bool:
    match = _START.search(body)
    return match is not None and int(match[1]) >= (total_of(body) or 0)


def _only_since(digest: Digest, first: datetime.date) -> Digest:
    """Return a digest without the entries that are older than a day; their text stays."""
    return replace(
        digest,
        blocks=tuple(
            replace(block, kind="text", record=None)
            if block.record is not None and _submitted(block.record) < first.isoformat()
            else block
            for block in digest.blocks
        ),
    )


def _submitted(record: Record) -> str:
    """Return the day on which a paper's first version was submitted, as late as can be where nothing tells."""
    created = record.extra.get("created")
    return created if isinstance(created, str) else record.date or "~"


# What is left


def _announced(library: Library, category: str) -> set[datetime.date]:
    return {datetime.date.fromisoformat(day) for day in library.announced(category)}


def _plan(library: Library, category: str, days: Iterable[datetime.date]) -> None:
    """Remember the days of a category that are left."""
    plan = {name: [day.isoformat() for day in left] for name, left in days_left(library).items()}
    left = sorted(day.isoformat() for day in days)
    if plan.pop(category, []) != left:
        library.remember(LEFT, {**plan, category: left} if left else plan)


def _no_category(category: str) -> FetchError:
    near = similar_category(category)
    return FetchError(
        _("arXiv has no category {category}.").format(category=category),
        _("Did you mean {near}?").format(near=near)
        if near
        else _("They are listed at https://arxiv.org/category_taxonomy."),
        status=404,
    )
