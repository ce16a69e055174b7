"""Digest repositories, a digest a day at an address of its own, and single pages such as feeds."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from digest_reader.errors import FetchError
from digest_reader.fetch.addresses import checked, of_day
from digest_reader.fetch.models import MOST_DAYS

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
        errand.notes.append("There are no papers in it today.")
    elif not file.counted.new and not file.counted.updated:
        errand.notes.append("Nothing is new.")


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
        more = f", nor on the {len(days) - 1} days after it" if len(days) > 1 else ""
        raise FetchError(
            f"{repository.name} has no digest at {first}{more}.",
            "Check the address, above all what stands around {date}.",
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
            f"{left_out} days before {days[0]} were left out: --since reads them."
            if days
            else f"{left_out} days were left out: --since reads them."
        )
    if found and not any(file.counted.new or file.counted.updated for file in errand.files):
        told.append("Nothing is new.")
    missing = [day for day in days if day not in found]
    if found and len(missing) > 1:
        told.append(f"{len(missing)} of {len(days)} days have no digest.")
    elif not found and days:
        told.append(f"There is no digest since {days[0]}.")
    return told
