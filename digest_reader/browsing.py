"""The library's views: which papers a batch, a list or the whole library shows, in which order and sections.

Every function works inside its caller's transaction. The queries are `digest_reader.storage.papers`, building
a view of their columns is `digest_reader.views`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from digest_reader import views
from digest_reader.clock import today
from digest_reader.models import STATES, Batch, Counts, View
from digest_reader.storage import papers

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from digest_reader.reading_lists import ListEntry
    from digest_reader.storage.papers import Placed

_LATER: Final = STATES.index("later")
_UNDECIDED: Final = STATES.index("new")
_NO_PAPERS: Final = Counts()


def batches(connection: sqlite3.Connection, keys: Sequence[str]) -> list[Batch]:
    """Return the batches of some keys with their counts, in the order asked for; one that is gone has no papers."""
    dated = papers.batches_by_key(connection, keys)
    numbers = [number for number, _ in dated.values()]
    counts = papers.tallies(connection, numbers)
    digests = papers.batch_digests(connection, numbers)
    newest = papers.newest_batch(connection)
    listed = []
    for key in keys:
        number, date = dated.get(key, (-1, None))
        held, counted = digests.get(number, ()), counts.get(number, _NO_PAPERS)
        listed.append(
            Batch(
                key=key,
                date=date,
                formats=tuple(dict.fromkeys(digest_format for digest_format, _ in held)),
                sources=tuple(name for _, name in held),
                counts=_with_due(connection, counted) if newest is not None and newest[0] == number else counted,
            )
        )
    return listed


def batch_to_open(connection: sqlite3.Connection) -> str | None:
    """Return the key of the newest batch with undecided papers, else of the newest, else None."""
    newest = papers.newest_batch(connection)
    if newest is None:
        return None
    _, key, rank = newest
    return key if _due(connection, key, rank) else papers.newest_undecided(connection) or key


def batch(connection: sqlite3.Connection, key: str, category: str | None) -> View:
    """Return a batch in announcement order; what was put off until now comes first in the newest one."""
    number = papers.batch_by_key(connection, key)
    if number is None:
        return View((), b"", (), ())
    placed = papers.placed_in_batch(connection, number)
    newest = papers.newest_batch(connection)
    due: list[Placed] = []
    if newest is not None and newest[0] == number:
        due = _due(connection, key, newest[2])
        back = {paper for paper, *_ in due}
        if back:
            placed = [each for each in placed if each[0] not in back]
    headings = ["later"] * len(due) + [views.HEADINGS[section] for _, _, section, _ in placed]
    return _view([*due, *placed], headings, category)


def later(connection: sqlite3.Connection) -> View:
    """Return all papers that were put off, longest waiting first."""
    placed = [each[:4] for each in papers.put_off(connection)]
    return _view(placed, ["later"] * len(placed))


def everything(connection: sqlite3.Connection) -> View:
    """Return every paper in its newest batch, newest batch first, under the batches' dates."""
    names = {number: date or "Undated" for number, _, date, _ in papers.batches(connection)}
    seen: set[int] = set()
    placed, headings = [], []
    for each in papers.placed_anywhere(connection):
        if each[0] not in seen:
            seen.add(each[0])
            placed.append(each)
            headings.append(names[each[2]])
    return _view(placed, headings)


def reading_list(connection: sqlite3.Connection, name: str, entries: Sequence[ListEntry], newest_first: bool) -> View:
    """Return those papers of a list that the library has: newest first by date added, or as listed."""
    if newest_first:
        # The one added last stands last in the file: among those of a day it comes first.
        entries = sorted(entries, key=lambda entry: entry.added)[::-1]
    keys = papers.keys_of(connection, [entry.id for entry in entries])
    here = [entry for entry in entries if entry.id in keys]
    headings = [views.age_heading(entry.added, today()) if newest_first else name for entry in here]
    return _view(papers.placed(connection, [keys[entry.id] for entry in here]), headings)


def _view(placed: Sequence[Placed], headings: Sequence[str], category: str | None = None) -> View:
    return views.view_of(
        keys=[paper for paper, _, _, _ in placed],
        states=[state for _, state, _, _ in placed],
        headings=headings,
        categories=[primary for _, _, _, primary in placed],
        category=category,
    )


def _due(connection: sqlite3.Connection, key: str, rank: str) -> list[Placed]:
    """Return the papers that come back with the newest batch, as undecided.

    Later means the next announcement: due is what was put off in an older batch, in none (on the command
    line), or in one that is no more.
    """
    return [
        (paper, _UNDECIDED, section, primary)
        for paper, _, section, primary, put_off_in, put_off_rank in papers.put_off(connection)
        if put_off_in is None or put_off_rank is None or (put_off_rank, put_off_in) < (rank, key)
    ]


def _with_due(connection: sqlite3.Connection, counts: Counts) -> Counts:
    newest = papers.newest_batch(connection)
    if newest is None:
        return counts
    number, key, rank = newest
    due = [paper for paper, *_ in _due(connection, key, rank)]
    here = papers.count_in_batch(connection, number, due)
    return replace(
        counts,
        total=counts.total + len(due) - here,
        left=counts.left + len(due),
        later=counts.later - here,
    )
