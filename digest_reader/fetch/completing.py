"""What digests do not tell of papers, looked up in arXiv's API: authors, all categories, the authors' own abstract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from digest_reader import paths
from digest_reader.errors import FetchError
from digest_reader.fetch import schedule
from digest_reader.fetch.announcements import lacking
from digest_reader.fetch.bringing import digest_of
from digest_reader.fetch.fetcher import Fetcher
from digest_reader.fetch.models import FetchProgress
from digest_reader.fetch.turn import CancelledError
from digest_reader.i18n import _

if TYPE_CHECKING:
    from digest_reader.fetch.fetcher import Doing
    from digest_reader.fetch.models import Cancelled, Progress
    from digest_reader.library import Library
    from digest_reader.models import Incomplete, Lack
    from parsers.base import Record
    from parsers.digest import Digest

AT_ONCE: Final = 100
"""Papers that are asked for in one request: more would make its address longer than servers take."""


@dataclass(frozen=True, slots=True)
class Completed:
    """What came of completing papers.

    Attributes:
        asked: How many papers arXiv was asked for.
        papers: How many of them it told something new of.
        filled: What was lacking and is known now, and of how many papers.
        unknown: Papers that arXiv does not know.
        error: Why it stopped before all were asked for, None when it did not.
        hint: The next step for the person, when there is an error.
        offline: Whether the error is that arXiv could not be reached at all.
        cancelled: Whether it was stopped.
    """

    asked: int = 0
    papers: int = 0
    filled: Mapping[Lack, int] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    error: str | None = None
    hint: str = ""
    offline: bool = False
    cancelled: bool = False


def complete(
    library: Library,
    papers: Sequence[Incomplete],
    *,
    progress: Progress = lambda progress: None,
    cancelled: Cancelled = lambda: False,
    mailto: str | None = None,
    fetcher: Fetcher | None = None,
) -> Completed:
    """Look papers up in the API and merge what it says; they appear in no further day by that.

    Args:
        library: The library.
        papers: What `Library.incomplete` told.
        progress: Told what is being done.
        cancelled: Asked several times a second whether to stop.
        mailto: Where arXiv can write to.
        fetcher: How; by default politely.

    Raises:
        LibraryError: The library itself cannot be written.
        ConfigError: The environment names a stand-in for arXiv that makes no sense.
    """
    fetcher = fetcher or Fetcher.usual(paths.cache_folder(), mailto)
    done = Completed()
    for start in range(0, len(papers), AT_ONCE):
        batch = papers[start : start + AT_ONCE]

        def doing(text: str, start: int = start) -> None:
            progress(FetchProgress("complete", text, start, len(papers)))

        try:
            records = _looked_up(library, fetcher, [each.id for each in batch], doing, cancelled)
        except CancelledError:
            return replace(done, cancelled=True)
        except FetchError as error:
            return replace(done, error=error.message, hint=error.hint, offline=error.offline)
        done = _added(done, batch, records)
    return done


def _looked_up(
    library: Library, fetcher: Fetcher, ids: Sequence[str], doing: Doing, cancelled: Cancelled
) -> dict[str, Record]:
    """Ask for some papers, merge the answer, and return what it says by id."""
    fresh = schedule.last_midnight(fetcher.now())
    page = fetcher.get(fetcher.hosts.papers(ids), doing=doing, cancelled=cancelled, good_since=fresh, wrong=lacking)
    doing(_("reading"))
    digest = digest_of(page)
    records = {record.id: record for record in digest.records}
    if records.keys() - set(ids) or (not records and _is_error(digest)):
        raise FetchError(
            _("arXiv's API answers with something else than the papers that were asked for."), _("Try again later.")
        )
    if records:
        # Under the API's address alone: that of the request is a hundred ids long.
        library.add(replace(digest, name=page.url.partition("?")[0]), reference=True)
    return records


def _is_error(digest: Digest) -> bool:
    return any(block.kind == "skipped" for block in digest.blocks)


def _added(done: Completed, batch: Sequence[Incomplete], records: Mapping[str, Record]) -> Completed:
    filled = Counter(done.filled)
    papers = 0
    for paper in batch:
        now_known = [lack for lack in paper.lacks if paper.id in records and _tells(records[paper.id], lack)]
        filled.update(now_known)
        papers += bool(now_known)
    return Completed(
        asked=done.asked + len(batch),
        papers=done.papers + papers,
        filled=dict(filled),
        unknown=(*done.unknown, *(paper.id for paper in batch if paper.id not in records)),
    )


def _tells(record: Record, lack: Lack) -> bool:
    return bool({"authors": record.authors, "abstract": record.abstract, "categories": record.categories}[lack])
