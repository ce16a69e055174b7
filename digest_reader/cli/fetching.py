"""``digest-reader fetch`` and ``digest-reader complete``: from the network into the library, and what came of it.

What is asked for, and how, is `digest_reader.fetch`'s business.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import signal
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

from digest_reader import paths
from digest_reader.cli.importing import file_json, table
from digest_reader.cli.listing import keys_of_query
from digest_reader.cli.output import complain, count, say, write, write_json
from digest_reader.cli.progress import Progress
from digest_reader.config import Config, load
from digest_reader.errors import DigestReaderError, FetchError
from digest_reader.fetch import schedule
from digest_reader.fetch.completing import complete as complete_papers
from digest_reader.fetch.models import Announcement, Source
from digest_reader.fetch.running import Since, fetch_each, named, subscribed
from digest_reader.i18n import _
from digest_reader.ingest import totals

if TYPE_CHECKING:
    import argparse

    from digest_reader.cli.places import Places
    from digest_reader.fetch.completing import Completed
    from digest_reader.fetch.models import FetchedSource, FetchProgress
    from digest_reader.models import Lack

FAILED: Final = 1
USAGE: Final = 2
PARTLY: Final = 3
INTERRUPTED: Final = 130

_LONGEST = 366
_NOTES_SHOWN = 3


def fetch(options: argparse.Namespace, places: Places) -> int:
    """Fetch what was named or is subscribed to, then print what it brought.

    Returns:
        0 when all is well, 1 when nothing could be fetched, 3 when some of it could not, 130 when interrupted.
    """
    config = _config(places)
    try:
        since = _since(options)
        sources = named(options.sources, config, since)
    except FetchError as error:
        complain(error.message, error.hint)
        return USAGE
    fetched: list[FetchedSource] = []
    with places.opened(make=True) as library, _stopped_by_hand() as stop, _shown() as progress:
        sources = sources or subscribed(library, config, since)
        if not sources:
            complain(_("Nothing is subscribed to."), _how_to_subscribe(places))
            return FAILED
        each_in_turn = fetch_each(library, sources, progress=progress, cancelled=stop.is_set, mailto=config.mailto)
        try:
            fetched.extend(each_in_turn)
        except (KeyboardInterrupt, DigestReaderError):
            progress.clear()
            _report(fetched, options)
            raise
    _report(fetched, options)
    return _code([(each.error is not None, each.cancelled, bool(each.files)) for each in fetched])


def complete(options: argparse.Namespace, places: Places) -> int:
    """Complete papers from arXiv's API, then print what was filled in; the exit codes are those of `fetch`, and 2."""
    config = _config(places)
    with places.opened() as library, _stopped_by_hand() as stop, _shown() as progress:
        query = " ".join(options.query)
        keys = keys_of_query(library, query) if query else library.all_view().keys
        if keys is None:
            return 2
        papers = library.incomplete(keys, options.limit + 1)
        more = len(papers) > options.limit
        done = complete_papers(
            library, papers[: options.limit], progress=progress, cancelled=stop.is_set, mailto=config.mailto
        )
    if options.json:
        write_json({**_completed_json(done), "more": more})
    else:
        for line in _completed(done, more):
            write(line)
    if done.error is not None:
        complain(done.error, done.hint)
    return _code([(done.error is not None, done.cancelled, bool(done.papers))])


def _config(places: Places) -> Config:
    config = load(paths.config_file(places.config), "fetch")
    for warning in (*map(str, config.problems), *config.warnings):
        complain(warning)
    return config


def _since(options: argparse.Namespace) -> Since | None:
    """Return from which day on each source is wanted, as ``--days`` and ``--since`` say; None when neither was typed.

    Raises:
        FetchError: It has not come yet, or is more than a year ago.
    """
    now = datetime.datetime.now(UTC)
    passed = options.days or 0
    if options.since is not None:
        first = datetime.date.fromisoformat(options.since)
        passed = (now.date() - first).days
    elif options.days is None:
        return None
    # Where the person is it may be tomorrow already.
    if passed < -1:
        raise FetchError(_("{day} has not come yet.").format(day=options.since), _("Name a day that has passed."))
    if passed > _LONGEST:
        raise FetchError(
            _("At most a year is fetched at a time: each day of each category is a request to arXiv."),
            _("For more, see {address}.").format(address="https://info.arxiv.org/help/bulk_data.html"),
        )
    return (lambda source: first) if options.since is not None else (lambda source: _days_ago(source, passed, now))


def _days_ago(source: Source, days: int, now: datetime.datetime) -> datetime.date:
    """Return the first of the last days: announcement days where the source has such, else days."""
    if isinstance(source, Announcement):
        return schedule.recent_listing_days(days, now)[0]
    return now.date() - datetime.timedelta(days=days - 1)


def _how_to_subscribe(places: Places) -> str:
    file = paths.config_file(places.config)
    told = _("Name what to fetch: digest-reader fetch cs.DC. Or write in {file}:").format(file=file)
    return f'{told}\n[fetch]\ncategories = ["cs.DC"]'


@contextlib.contextmanager
def _stopped_by_hand() -> Iterator[threading.Event]:
    """Turn the first Ctrl+C into a wish to stop, so that what was done is told; the second stops at once."""
    stop = threading.Event()

    def note(number: int, frame: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


class _Shown:
    """Shows on stderr, if that is a terminal, what a fetch is doing."""

    def __init__(self) -> None:
        self._line = Progress()

    def __call__(self, progress: FetchProgress) -> None:
        self._line(progress.done, progress.total, progress.line)

    def clear(self) -> None:
        self._line.clear()


@contextlib.contextmanager
def _shown() -> Iterator[_Shown]:
    shown = _Shown()
    try:
        yield shown
    finally:
        shown.clear()


def _code(outcomes: Sequence[tuple[bool, bool, bool]]) -> int:
    """Return the exit code for sources that (failed, were stopped, brought something)."""
    if any(cancelled for _, cancelled, _ in outcomes):
        say("digest-reader: interrupted")
        return INTERRUPTED
    failed = [failed for failed, _, _ in outcomes]
    if not any(failed):
        return 0
    return FAILED if all(failed) and not any(brought for _, _, brought in outcomes) else PARTLY


# What is printed


def _report(fetched: Sequence[FetchedSource], options: argparse.Namespace) -> None:
    files = [file for each in fetched for file in each.files]
    if options.json:
        write_json(
            {
                "files": [file_json(file) for file in files],
                "totals": dataclasses.asdict(totals(files)),
                "sources": [_source_json(each) for each in fetched],
            }
        )
    elif not options.quiet:
        for line in _summary(fetched):
            write(line)
    for each in _told_once(fetched):
        complain(f"{each.name}: {each.error}", each.hint)


def _source_json(fetched: FetchedSource) -> dict[str, Any]:
    return {
        "name": fetched.name,
        "files": [file.path for file in fetched.files],
        "notes": list(fetched.notes),
        "error": fetched.error,
        "offline": fetched.offline,
        "cancelled": fetched.cancelled,
    }


def _summary(fetched: Sequence[FetchedSource]) -> list[str]:
    """Return the table of what was imported, then what is to be said of each source."""
    # Their addresses are too long for a table; a source and a day say more.
    files = [
        dataclasses.replace(file, path=f"{each.name} {file.date or 'undated'}")
        for each in fetched
        for file in each.files
    ]
    lines = table(files, totals(files)) if files else []
    for each in fetched:
        notes = [*each.notes, *_warnings(each)]
        lines += [f"{each.name}: {note}" for note in notes]
    return lines


def _warnings(fetched: FetchedSource) -> list[str]:
    """Say what was odd in the pages of a source, the first few of it."""
    odd = [note for file in fetched.files for note in file.notes]
    more = [f"and {count(len(odd) - _NOTES_SHOWN, 'more warning')}"] if len(odd) > _NOTES_SHOWN else []
    return [*odd[:_NOTES_SHOWN], *more]


def _told_once(fetched: Sequence[FetchedSource]) -> list[FetchedSource]:
    """Return the sources whose errors are to be told: that arXiv cannot be reached is true of all of them."""
    failed = [each for each in fetched if each.error is not None]
    same = Counter(each.error for each in failed if each.offline)
    told: dict[str | None, FetchedSource] = {}
    for each in failed:
        if same[each.error] > 1:
            told.setdefault(each.error, dataclasses.replace(each, name=f"{same[each.error]} sources"))
        else:
            told[each.name] = each
    return list(told.values())


def _completed(done: Completed, more: bool) -> list[str]:
    if not done.asked and done.error is None and not done.cancelled:
        return ["Nothing is missing that arXiv would know."]
    nouns: dict[Lack, str] = {"authors": "authors of", "abstract": "the abstract of", "categories": "all categories of"}
    filled = ", ".join(f"{nouns[name]} {done.filled[name]:,}" for name in nouns if done.filled.get(name))
    lines = [
        f"Asked arXiv for {count(done.asked, 'paper')}: completed {done.papers:,}{f' ({filled})' if filled else ''}."
    ]
    if done.unknown:
        shown = ", ".join(done.unknown[:5]) + (", ..." if len(done.unknown) > 5 else "")
        lines.append(f"arXiv does not know {len(done.unknown):,} of them: {shown}.")
    if more:
        lines.append("There are more: digest-reader complete asks for the next ones.")
    return lines


def _completed_json(done: Completed) -> dict[str, Any]:
    return {
        "asked": done.asked,
        "completed": done.papers,
        "filled": dict(done.filled),
        "unknown": list(done.unknown),
        "error": done.error,
        "cancelled": done.cancelled,
    }
