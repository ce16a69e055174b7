"""The library's views: which papers a batch, a list or the whole library shows, in which order and sections.

Every function works inside its caller's transaction. The queries are `digest_reader.storage.papers`, building
a view of their columns is `digest_reader.views`.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from digest_reader import orders, views
from digest_reader.clock import today
from digest_reader.models import STATES, Batch, Counts, View, ViewCounts
from digest_reader.storage import papers, waiting

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from digest_reader.large_views import LargeViews
    from digest_reader.models import Order
    from digest_reader.reading_lists import ListEntry
    from digest_reader.storage.papers import Placed
    from digest_reader.storage.waiting import PutOff

_LATER: Final = STATES.index("later")
_UNDECIDED: Final = STATES.index("new")
_NO_PAPERS: Final = Counts()
_MANY: Final = 20_000
"""From so many papers on a walk through the whole library is quicker than a look for each."""
# What papers that are not due wait for, in the order shown; days come between.
_WAITS: Final = {None: (0, ""), "version": (2, "")}


def batches(connection: sqlite3.Connection, keys: Sequence[str], *, ask_again: bool = False) -> list[Batch]:
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
                counts=_with_due(connection, counted, ask_again) if newest and newest[0] == number else counted,
            )
        )
    return listed


def batch_to_open(connection: sqlite3.Connection, *, ask_again: bool = False) -> str | None:
    """Return the key of the newest batch with undecided papers, else of the newest, else None."""
    newest = papers.newest_batch(connection)
    if newest is None:
        return None
    number, key, rank = newest
    asked = _due(connection, key, rank) or (ask_again and waiting.newer_in_batch(connection, number))
    return key if asked else papers.newest_undecided(connection) or key


def batch(
    connection: sqlite3.Connection,
    key: str,
    category: str | None,
    order: Order = "announced",
    lang: str = "en",
    *,
    ask_again: bool = False,
) -> View:
    """Return a batch; what was put off until now comes first in the newest one.

    Args:
        connection: In a transaction.
        key: The batch.
        category: The split to narrow it to.
        order: The order of its papers.
        lang: Language of the titles that order ``title`` goes by.
        ask_again: Whether a saved paper of which the newest batch has a newer version is undecided there.
    """
    number = papers.batch_by_key(connection, key)
    if number is None:
        return View((), b"", (), ())
    placed = papers.placed_in_batch(connection, number)
    newest = papers.newest_batch(connection)
    due: list[Placed] = []
    if newest is not None and newest[0] == number:
        due = _due(connection, key, newest[2])
        placed = _without(placed, due)
        if ask_again:
            placed = _asked_again(placed, waiting.newer_in_batch(connection, number))
    headings = [views.HEADINGS[section] for _, _, section, _ in placed]
    if order != "announced":
        placed, headings = orders.in_order(connection, placed, order, lang)
    return _view([*due, *placed], ["later"] * len(due) + headings, category)


def in_order(connection: sqlite3.Connection, keys: Sequence[int], order: Order, lang: str) -> list[int]:
    """Return some papers in an order."""
    placed, _ = orders.in_order(connection, papers.placed(connection, keys), order, lang)
    return [paper for paper, *_ in placed]


def inbox(connection: sqlite3.Connection, days: int, *, ask_again: bool = False) -> View:
    """Return the undecided papers of the newest days under their dates, what came due first.

    Args:
        connection: In a transaction.
        days: How many days back from the newest batch belong to it.
        ask_again: Whether a saved paper of which the newest batch has a newer version counts as undecided.
    """
    newest = papers.newest_batch(connection)
    if newest is None:
        return _view((), ())
    number, key, rank = newest
    due = _due(connection, key, rank)
    asked = waiting.newer_in_batch(connection, number) if ask_again else []
    again: list[Placed] = [
        (paper, _UNDECIDED, number, primary) for paper, _, _, primary in papers.placed(connection, asked)
    ]
    placed = _each_once([*again, *waiting.undecided_since(connection, since(rank, days))])
    headings = _dates(connection, placed)
    return _view([*due, *placed], ["later"] * len(due) + headings)


def missed(connection: sqlite3.Connection, days: int, large: LargeViews) -> View:
    """Return the undecided papers that only batches older than the inbox hold, newest batch first, under dates."""
    newest = papers.newest_batch(connection)
    if newest is None:
        return _view((), ())
    return large.undecided_before(connection, since(newest[2], days))


def view_counts(connection: sqlite3.Connection, days: int, *, ask_again: bool = False) -> ViewCounts:
    """Return how many papers the views across days have; the arguments are those of `inbox`."""
    newest = papers.newest_batch(connection)
    if newest is None:
        return ViewCounts()
    number, key, rank = newest
    whole = papers.tally(connection, 0)
    due = len(_due(connection, key, rank))
    asked = len(waiting.newer_in_batch(connection, number)) if ask_again else 0
    fresh = waiting.count_undecided_since(connection, since(rank, days))
    return ViewCounts(inbox=fresh + due + asked, missed=whole.left - fresh, later=whole.later, due=due)


def found(connection: sqlite3.Connection, keys: Sequence[int], large: LargeViews) -> View:
    """Return some papers, in the order given, under the dates of the newest batches that hold them."""
    if len(keys) > _MANY:
        return large.found(connection, keys)
    placed = papers.placed_newest(connection, keys)
    return _view(placed, _dates(connection, placed))


def later(connection: sqlite3.Connection) -> View:
    """Return all papers that were put off: those that are due, then by what they wait for, nearest first.

    Sections are ``due``, ``next`` (the next announcement), days, and ``version``; in each, the longest waiting
    comes first. What is due is undecided.
    """
    newest = papers.newest_batch(connection)
    all_of_them = waiting.put_off(connection)
    due: list[PutOff] = []
    rest: list[PutOff] = []
    for each in all_of_them:
        (due if newest is not None and _is_due(each, newest[1], newest[2]) else rest).append(each)
    rest.sort(key=lambda each: _WAITS.get(each.until, (1, each.until or "")))
    placed = [
        *((each.key, _UNDECIDED, 0, each.primary) for each in due),
        *((each.key, _LATER, 0, each.primary) for each in rest),
    ]
    return _view(placed, ["due"] * len(due) + [each.until or "next" for each in rest])


def since(rank: str, days: int) -> str:
    """Return the rank from which on batches belong to the inbox when the newest has this one.

    Args:
        rank: The newest batch's rank: its day, or a month's last for digests without a day.
        days: How many days back belong to it; 0 is the newest batch's day alone.
    """
    if not rank:
        return rank
    month_end = rank[8:] == "99"
    day = datetime.date.fromisoformat(rank[:8] + "28" if month_end else rank)
    return (day - datetime.timedelta(days=days)).isoformat()


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
    """Return the papers that come back with the newest batch, as undecided."""
    return [(each.key, _UNDECIDED, 0, each.primary) for each in waiting.put_off(connection) if _is_due(each, key, rank)]


def _is_due(each: PutOff, key: str, rank: str) -> bool:
    """Return whether a paper comes back with the newest batch.

    Later means a day, a newer version, or the next announcement: then due is what was put off in an older batch,
    in none (on the command line), or in one that is no more.
    """
    if each.until == "version":
        return each.newer
    if each.until is not None:
        return today().isoformat() >= each.until
    return each.batch is None or each.rank is None or (each.rank, each.batch) < (rank, key)


def _without(placed: list[Placed], others: Sequence[Placed]) -> list[Placed]:
    gone = {paper for paper, *_ in others}
    return [each for each in placed if each[0] not in gone] if gone else placed


def _each_once(placed: Iterable[Placed]) -> list[Placed]:
    first: dict[int, Placed] = {}
    for each in placed:
        first.setdefault(each[0], each)
    return list(first.values())


def _asked_again(placed: list[Placed], keys: Sequence[int]) -> list[Placed]:
    asked = set(keys)
    return [(each[0], _UNDECIDED, each[2], each[3]) if each[0] in asked else each for each in placed]


def _dates(connection: sqlite3.Connection, placed: Sequence[Placed]) -> list[str]:
    """Return the headings of papers whose third column is the number of a batch."""
    names = papers.batch_dates(connection, {batch for _, _, batch, _ in placed})
    return [names.get(batch) or "Undated" for _, _, batch, _ in placed]


def _with_due(connection: sqlite3.Connection, counts: Counts, ask_again: bool) -> Counts:
    newest = papers.newest_batch(connection)
    if newest is None:
        return counts
    number, key, rank = newest
    due = [paper for paper, *_ in _due(connection, key, rank)]
    here = papers.count_in_batch(connection, number, due)
    asked = len(waiting.newer_in_batch(connection, number)) if ask_again else 0
    return replace(
        counts,
        total=counts.total + len(due) - here,
        left=counts.left + len(due) + asked,
        saved=counts.saved - asked,
        later=counts.later - here,
    )
