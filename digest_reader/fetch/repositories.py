"""Digest repositories, a digest a day at an address of its own, and single pages such as feeds."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from digest_reader.errors import FetchError
from digest_reader.fetch.addresses import checked, of_day
from digest_reader.fetch.models import MOST_DAYS
from digest_reader.i18n import _

if TYPE_CHECKING:
    from digest_reader.fetch.bringing import Errand
    from digest_reader.fetch.models import Page, Repository
    from digest_reader.library import Library

_LOOK_BACK = 400
"""Days in which the last digest that the library has is looked for."""


def fetch_page(errand: Errand, page: Page) -> None:
    """Bring what is at one address.

    Raises:
        FetchError: It could not be fetched, or is no digest.
        CancelledError: It was asked to stop.
    """
    file = errand.bring(errand.get(page.url))
    if not file.counted.entries:
        errand.notes.append(_("There are no papers in it today."))
    elif not file.counted.new and not file.counted.updated:
        errand.notes.append(_("Nothing is new."))


def fetch_repository(errand: Errand, repository: Repository) -> None:
    """Bring the digests of the days that are wanted, oldest first; a day without one is no error.

    Raises:
        FetchError: One could not be fetched, or none of the addresses has a digest.
        CancelledError: It was asked to stop.
    """
    today = errand.fetcher.now().date()
    days, left_out = wanted_days(errand.library, repository, today)
    found: list[datetime.date] = []
    for day in days:
        try:
            page = errand.get(of_day(repository.url, day))
        except FetchError as error:
            if error.status not in (404, 410):
                raise
            continue
        found.append(day)
        errand.bring(page)
    errand.notes += _told(errand, days, found, left_out)
    if not found and not _known(errand.library, repository, today):
        first = of_day(repository.url, days[0]) if days else repository.url
        message = _("{name} has no digest at {address}.")
        if len(days) > 1:
            message = _("{name} has no digest at {address}, nor on the {n} days after it.")
        raise FetchError(
            message.format(name=repository.name, address=first, n=len(days) - 1),
            _("Check the address, above all what stands around {date}."),
            status=404,
        )


def wanted_days(library: Library, repository: Repository, today: datetime.date) -> tuple[list[datetime.date], int]:
    """Return the days to ask for, oldest first, and the number of days before them that are left out.

    They begin with the last one that the library has, because a digest of today may be made anew tonight.
    """
    known = _known(library, repository, today)
    earliest = today - datetime.timedelta(days=MOST_DAYS - 1)
    first = repository.since or max(known, default=None) or repository.begins or earliest
    begins = first if repository.since is not None else max(first, earliest)
    days = [begins + datetime.timedelta(days=passed) for passed in range((today - begins).days + 1)]
    return days, max((begins - first).days, 0)


def _known(library: Library, repository: Repository, today: datetime.date) -> set[datetime.date]:
    """Return the days of the last year of which the library has the repository's digest."""
    days = (today - datetime.timedelta(days=passed) for passed in range(_LOOK_BACK))
    names = {checked(of_day(repository.url, day)): day for day in days}
    return {names[name] for name in library.names_among(names)}


def _told(errand: Errand, days: list[datetime.date], found: list[datetime.date], left_out: int) -> list[str]:
    told = []
    if left_out:
        told.append(
            _("{n} days before {day} were left out: --since reads them.").format(n=left_out, day=days[0])
            if days
            else _("{n} days were left out: --since reads them.").format(n=left_out)
        )
    if found and not any(file.counted.new or file.counted.updated for file in errand.files):
        told.append(_("Nothing is new."))
    missing = [day for day in days if day not in found]
    if found and len(missing) > 1:
        told.append(_("{n} of {total} days have no digest.").format(n=len(missing), total=len(days)))
    elif not found and days:
        told.append(_("There is no digest since {day}.").format(day=days[0]))
    return told
