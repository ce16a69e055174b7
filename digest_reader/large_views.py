"""Views over all batches, which may hold most of a library of millions: columns all the way, never a row in Python.

SQLite hands out a batch at a time as three texts (`digest_reader.storage.papers.batch_columns`), which is four times as
fast as rows, takes no more memory than the view itself, and lets other threads run. Views of single batches and of
lists are `digest_reader.browsing`.
"""

from __future__ import annotations

from array import array
from collections import Counter
from itertools import compress, pairwise
from typing import TYPE_CHECKING

from digest_reader.models import SectionSpan, View
from digest_reader.storage import papers
from digest_reader.views import splits_of_counts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

UNDATED = "Undated"
"""Heading of what no digest tells the date of."""


def everything(connection: sqlite3.Connection) -> View:
    """Return every paper in its newest batch, newest batch first, under the batches' dates."""
    return _each_once(connection)


def undecided_before(connection: sqlite3.Connection, rank: str) -> View:
    """Return the undecided papers that are in no batch from a rank on, newest batch first, under dates."""
    return _each_once(connection, undecided=True, before=rank)


def found(connection: sqlite3.Connection, keys: Sequence[int]) -> View:
    """Return some papers, in the order given, under the dates of the newest batches that hold them."""
    # Loaded here, because no first screen needs it.
    import numpy as np

    codes = array("q")
    names: dict[str, int] = {}
    whole = _each_once(connection, codes=codes, names=names)
    held = np.array(whole.keys, dtype=np.int64)
    rows = np.full(papers.greatest_key(connection) + 1, -1, dtype=np.int64)
    rows[held] = np.arange(len(held))
    wanted = np.array(keys, dtype=np.int64)
    chosen = rows[wanted[(wanted >= 0) & (wanted < len(rows))]]
    chosen = chosen[chosen >= 0]
    sections = np.searchsorted([span.start for span in whole.sections], chosen, side="right") - 1
    starts = [0, *(np.flatnonzero(np.diff(sections)) + 1).tolist(), len(chosen)] if len(chosen) else [0]
    counts = np.bincount(np.array(codes, dtype=np.int64)[chosen], minlength=len(names)).tolist()
    return View(
        keys=array("q", held[chosen].tobytes()),
        states=np.frombuffer(whole.states, dtype=np.uint8)[chosen].tobytes(),
        sections=tuple(
            SectionSpan(whole.sections[sections[start]].name, start, stop) for start, stop in pairwise(starts)
        ),
        splits=splits_of_counts({name: counts[code] for name, code in names.items() if counts[code]}, len(chosen)),
    )


def _each_once(
    connection: sqlite3.Connection,
    *,
    undecided: bool = False,
    before: str | None = None,
    codes: array[int] | None = None,
    names: dict[str, int] | None = None,
) -> View:
    """Return papers in their newest batches.

    Args:
        connection: In a transaction.
        undecided: Whether only undecided papers are wanted.
        before: Papers of batches of this rank or a greater one are left out.
        codes: Is given a number for each paper's category,
        names: and this the number of each category.
    """
    keys, states = array("q"), bytearray()
    spans: list[SectionSpan] = []
    categories: Counter[str] = Counter()
    # A byte a paper rather than a set of papers: 3 MB for three millions and not 200.
    seen = bytearray(papers.greatest_key(connection) + 1)
    worth = papers.batches_with_undecided(connection) if undecided else None
    for number, _, date, rank in papers.batches(connection):
        if worth is not None and number not in worth:
            continue
        here, decided, primaries = papers.batch_columns(connection, number, undecided=undecided)
        fresh = [not seen[key] for key in here]
        for key in here:
            seen[key] = 1
        if before is not None and rank >= before:
            continue
        if not all(fresh):
            here = array("q", compress(here, fresh))
            decided = bytes(compress(decided, fresh))
            primaries = list(compress(primaries, fresh))
        if not here:
            continue
        start = len(keys)
        keys.extend(here)
        states += decided
        categories.update(primaries)
        if codes is not None and names is not None:
            codes.extend([names.setdefault(each, len(names)) for each in primaries])
        name = date or UNDATED
        if spans and spans[-1].name == name:
            start = spans.pop().start
        spans.append(SectionSpan(name, start, len(keys)))
    return View(keys, bytes(states), tuple(spans), splits_of_counts(categories, len(keys)))
