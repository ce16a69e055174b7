"""What a fetch is asked for, what it says while it runs, and what became of each source. Frozen values."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from digest_reader.models import ImportedFile

MOST_DAYS = 14
"""So many days of a digest repository are asked for when nobody says since when."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """The announcements of an arXiv category.

    Attributes:
        category: The category, ``cs.DC``, or an archive, ``cs``.
        since: The first announcement day that is wanted; None for the newest alone.
        newest: Whether the newest announcement is read; without it only the days before are filled.
    """

    category: str
    since: datetime.date | None = None
    newest: bool = True

    @property
    def name(self) -> str:
        """What to call it in messages."""
        return self.category


@dataclass(frozen=True, slots=True)
class Page:
    """One address whose content changes: a feed, or any page that holds a digest."""

    url: str

    @property
    def name(self) -> str:
        """What to call it in messages."""
        return self.url


@dataclass(frozen=True, slots=True)
class Repository:
    """A digest a day, each at an address of its own.

    Attributes:
        name: What to call it in messages.
        url: The address with ``{date}`` in it, for ``2026-11-20``, or ``{date:%Y%m%d}`` for another form.
        begins: The first day that there is, as far as the person knows.
        since: The first day that is wanted; None for those since the last one that the library has.
    """

    name: str
    url: str
    begins: datetime.date | None = None
    since: datetime.date | None = None


Source = Announcement | Page | Repository


@dataclass(frozen=True, slots=True)
class FetchProgress:
    """What a fetch is doing.

    Attributes:
        source: Name of the source it is busy with.
        doing: What it does there: "waiting 2 s for arXiv's turn".
        done: Sources that are finished.
        total: All sources.
    """

    source: str
    doing: str
    done: int
    total: int

    @property
    def line(self) -> str:
        """The whole as one line: "cs.DC: waiting 2 s for arXiv's turn"."""
        return f"{self.source}: {self.doing}"


@dataclass(frozen=True, slots=True)
class FetchedSource:
    """What became of one source.

    Attributes:
        name: The source, as messages call it.
        files: What was imported, in that order; each is in the library even when the source failed later.
        error: Why the source, or a part of it, could not be fetched; None when it was.
        hint: The next step for the person, when there is an error.
        notes: What else is to be said, a sentence each: when the next announcement is, what was read instead.
        offline: Whether the error is that no host could be reached at all.
        cancelled: Whether the fetch was stopped before this source was finished.
    """

    name: str
    files: tuple[ImportedFile, ...] = ()
    error: str | None = None
    hint: str = ""
    notes: tuple[str, ...] = field(default=())
    offline: bool = False
    cancelled: bool = False

    @property
    def new(self) -> int:
        """Number of papers that the library did not have."""
        return sum(file.counted.new for file in self.files)


Progress = Callable[[FetchProgress], None]
"""Told what a fetch is doing, in the thread that fetches."""
Cancelled = Callable[[], bool]
"""Asked often whether to stop."""
