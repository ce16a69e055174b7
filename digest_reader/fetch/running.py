"""A whole fetch: source by source, each for itself, so that one that fails does not stop the others."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from digest_reader import paths
from digest_reader.errors import FetchError
from digest_reader.fetch.addresses import checked, has_date, is_category, of_day, similar_category
from digest_reader.fetch.announcements import days_left, fetch_announcements
from digest_reader.fetch.bringing import Errand
from digest_reader.fetch.fetcher import Fetcher
from digest_reader.fetch.models import Announcement, FetchedSource, FetchProgress, Page, Repository, Source
from digest_reader.fetch.repositories import fetch_page, fetch_repository
from digest_reader.fetch.turn import CancelledError
from digest_reader.i18n import _

if TYPE_CHECKING:
    from digest_reader.config import Config
    from digest_reader.fetch.models import Cancelled, Progress
    from digest_reader.library import Library


Since = Callable[[Source], datetime.date | None]
"""Tells the first day that is wanted of a source."""


def fetch(
    library: Library,
    sources: Sequence[Source],
    *,
    progress: Progress = lambda progress: None,
    cancelled: Cancelled = lambda: False,
    mailto: str | None = None,
    fetcher: Fetcher | None = None,
) -> list[FetchedSource]:
    """Fetch sources into the library; safe to call in a thread. The arguments and errors are those of `fetch_each`."""
    return list(fetch_each(library, sources, progress=progress, cancelled=cancelled, mailto=mailto, fetcher=fetcher))


def fetch_each(
    library: Library,
    sources: Sequence[Source],
    *,
    progress: Progress = lambda progress: None,
    cancelled: Cancelled = lambda: False,
    mailto: str | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[FetchedSource]:
    """Fetch sources one by one, and tell of each what became of it.

    What cannot be fetched is told in its `FetchedSource` and raises nothing. Each page is one transaction, so that
    whatever interrupts it leaves whole days, and a later fetch goes on with the others.

    Args:
        library: Where to.
        sources: What to fetch.
        progress: Told what is being done, about once a second while it waits.
        cancelled: Asked several times a second whether to stop; what is left then comes back as cancelled.
        mailto: Where arXiv can write to.
        fetcher: How; by default politely, with pages and turns kept in the cache folder.

    Raises:
        LibraryError: The library itself cannot be written.
        ConfigError: The environment names a stand-in for arXiv that makes no sense.
    """
    fetcher = fetcher or Fetcher.usual(paths.cache_folder(), mailto)
    for done, source in enumerate(sources):

        def doing(text: str, done: int = done, name: str = source.name) -> None:
            progress(FetchProgress(name, text, done, len(sources)))

        yield _fetched(Errand(library, fetcher, doing, cancelled), source)


def subscribed(library: Library, config: Config, since: Since | None = None) -> list[Source]:
    """Return what is fetched when nothing is named: what the settings say, and what an interrupted fetch left.

    Args:
        library: The library.
        config: The settings.
        since: The first day that is wanted of a source; without it, what is usual.
    """
    here = {each.category for each in config.sources if isinstance(each, Announcement)}
    left = [Announcement(category, newest=False) for category in days_left(library) if category not in here]
    return [*(_since(source, since) for source in config.sources), *left]


def named(names: Sequence[str], config: Config, since: Since | None = None) -> list[Source]:
    """Return the sources that somebody named: categories, repositories of the settings, addresses.

    Args:
        names: The names.
        config: The settings.
        since: The first day that is wanted of a source; without it, what is usual.

    Raises:
        FetchError: One is nothing of these.
    """
    return [_since(_named(name, config), since) for name in dict.fromkeys(names)]


def _named(name: str, config: Config) -> Source:
    known: dict[str, Source] = {each.name.lower(): each for each in config.sources}
    if name.lower() in known:
        return known[name.lower()]
    if "://" in name:
        try:
            checked(of_day(name, datetime.date(2026, 11, 20)))
        except ValueError as error:
            raise FetchError(
                _("{name} cannot be asked for: {reason}.").format(name=name, reason=error), _("Name an https address.")
            ) from error
        return Repository(name, name) if has_date(name) else Page(name)
    near = similar_category(name)
    if near is not None and near.lower() == name.lower():
        return Announcement(near)
    if is_category(name):
        return Announcement(name)
    repositories = ", ".join(each.name for each in config.repositories)
    raise FetchError(
        _("{name} is neither a category of arXiv nor an address nor a repository of your settings.").format(name=name),
        _("Did you mean {near}?").format(near=near)
        if near
        else _("Your repositories: {names}. A category is like cs.DC.").format(names=repositories or "none"),
    )


def _since(source: Source, since: Since | None) -> Source:
    return source if since is None or isinstance(source, Page) else replace(source, since=since(source))


def _fetched(errand: Errand, source: Source) -> FetchedSource:
    error, cancelled = None, False
    try:
        if errand.cancelled():
            raise CancelledError
        if isinstance(source, Announcement):
            fetch_announcements(errand, source)
        elif isinstance(source, Page):
            fetch_page(errand, source)
        else:
            fetch_repository(errand, source)
    except CancelledError:
        cancelled = True
    except FetchError as failed:
        error = failed
    return FetchedSource(
        name=source.name,
        files=tuple(errand.files),
        error=None if error is None else error.message,
        hint="" if error is None else error.hint,
        notes=tuple(errand.notes),
        offline=error is not None and error.offline,
        cancelled=cancelled,
    )
