"""Views over all batches, which may hold most of a library of millions: columns all the way, never a row in Python.

A library of some thousands is read batch by batch, in plain Python: numpy would take longer to load. The columns of a
larger one are kept beside the index (`digest_reader.index.columns`). Views of single batches and of lists are
`digest_reader.browsing`.
"""

from __future__ import annotations

from array import array
from collections import Counter
from functools import cached_property
from itertools import compress, pairwise
from typing import TYPE_CHECKING, Final

from digest_reader.models import SectionSpan, View
from digest_reader.storage import papers
from digest_reader.views import splits_of_counts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

    from digest_reader.index.columns import KeptColumns, PaperColumns

UNDATED: Final = "Undated"
"""Heading of what no digest tells the date of."""
_LARGE: Final = 20_000
"""From so many papers on the columns are kept: fewer are read in a tenth of a second."""


class LargeViews:
    """Views over all batches of one library."""

    def __init__(self, library_file: Path, large: int = _LARGE) -> None:
        """Read nothing yet.

        Args:
            library_file: The library.
            large: From so many papers on its columns are kept.
        """
        self._library_file = library_file
        self._large = large
        self._columns: KeptColumns | None = None

    def everything(self, connection: sqlite3.Connection) -> View:
        """Return every paper in its newest batch, newest batch first, under the batches' dates."""
        if papers.greatest_key(connection) < self._large:
            return _few(connection)
        return _Rows(connection, self._kept().read(connection)).view()

    def keys(self, connection: sqlite3.Connection) -> Sequence[int]:
        """Return the papers of `everything`, in its order."""
        if papers.greatest_key(connection) < self._large:
            return _few(connection).keys
        return _Rows(connection, self._kept().read(connection)).keys()

    def undecided_before(self, connection: sqlite3.Connection, rank: str) -> View:
        """Return the undecided papers that are in no batch from a rank on, newest batch first, under dates."""
        if papers.greatest_key(connection) < self._large:
            return _few(connection, before=rank)
        return _Rows(connection, self._kept().read(connection), before=rank).view()

    def found(self, connection: sqlite3.Connection, keys: Sequence[int]) -> View:
        """Return some papers, in the order given, under the dates of the newest batches that hold them."""
        return _Rows(connection, self._kept().read(connection)).view_of(keys)

    def _kept(self) -> KeptColumns:
        # Loaded here, because no first screen needs it.
        from digest_reader.index.columns import KeptColumns

        if self._columns is None:
            self._columns = KeptColumns(self._library_file)
        return self._columns


class _Rows:
    """Papers in their newest batches, newest batch first."""

    def __init__(self, connection: sqlite3.Connection, columns: PaperColumns, before: str | None = None) -> None:
        """Put papers in order.

        Args:
            connection: In a transaction.
            columns: The columns of the library in that transaction.
            before: Only undecided papers are wanted, and those in batches of this rank or a greater one are left out.
        """
        import numpy as np

        self._connection = connection
        self._columns = columns
        places = {number: at for at, number in enumerate(columns.batches.tolist())}
        batches = [
            (places[number], date or UNDATED, rank)
            for number, _, date, rank in papers.batches(connection)
            if number in places
        ]
        parts = [columns.batch(at) for at, _, _ in batches]
        keys = np.concatenate([columns.papers[:0], *parts])
        size = len(columns.categories)
        rows = np.arange(len(keys), dtype=np.int32)
        # Of several places of a paper the one that comes first is written last.
        first = np.empty(size, np.int32)
        first[keys[::-1]] = rows[::-1]
        kept = first[keys] == rows
        starts = np.cumsum([0, *map(len, parts)])[:-1]
        if before is not None:
            kept[: sum(len(part) for part, (_, _, rank) in zip(parts, batches, strict=True) if rank >= before)] = False
            kept &= self._states[keys] == 0
        self._keys: NDArray[Any] = keys[kept]
        counts = np.add.reduceat(kept, starts, dtype=np.int64) if len(starts) else starts
        ends = np.cumsum(counts).tolist()
        self._sections: list[SectionSpan] = []
        for (_, name, _), start, stop in zip(batches, [0, *ends], ends, strict=False):
            if start == stop:
                continue
            if self._sections and self._sections[-1].name == name:
                self._sections[-1] = SectionSpan(name, self._sections[-1].start, stop)
            else:
                self._sections.append(SectionSpan(name, start, stop))

    @cached_property
    def _states(self) -> NDArray[Any]:
        from digest_reader.index.columns import states

        return states(self._connection, len(self._columns.categories))

    def keys(self) -> Sequence[int]:
        """Return their keys."""
        return _array(self._keys)

    def view(self) -> View:
        """Return all of them."""
        return self._view(self._keys, tuple(self._sections))

    def view_of(self, keys: Sequence[int]) -> View:
        """Return some of them in the order given; what is not among them is left out."""
        import numpy as np

        rows = np.full(len(self._states), -1, np.int64)
        rows[self._keys] = np.arange(len(self._keys))
        wanted = np.array(keys, dtype=np.int64)
        chosen = rows[wanted[(wanted >= 0) & (wanted < len(rows))]]
        chosen = chosen[chosen >= 0]
        sections = np.searchsorted([span.start for span in self._sections], chosen, side="right") - 1
        starts = [0, *(np.flatnonzero(np.diff(sections)) + 1).tolist(), len(chosen)] if len(chosen) else [0]
        spans = (SectionSpan(self._sections[sections[start]].name, start, stop) for start, stop in pairwise(starts))
        return self._view(self._keys[chosen], tuple(spans))

    def _view(self, keys: NDArray[Any], sections: tuple[SectionSpan, ...]) -> View:
        import numpy as np

        counts = np.bincount(self._columns.categories[keys], minlength=len(self._columns.names)).tolist()
        counted = {name: count for name, count in zip(self._columns.names, counts, strict=True) if count}
        return View(
            keys=_array(keys),
            states=self._states[keys].tobytes(),
            sections=sections,
            splits=splits_of_counts(counted, len(keys)),
        )


def _array(keys: NDArray[Any]) -> array[int]:
    import numpy as np

    found = array("q")
    found.frombytes(keys.astype(np.int64).data.cast("B") if len(keys) else b"")
    return found


def _few(connection: sqlite3.Connection, *, before: str | None = None) -> View:
    """Return papers in their newest batches, read batch by batch; the arguments are those of `_Rows`."""
    keys, states = array("q"), bytearray()
    spans: list[SectionSpan] = []
    categories: Counter[str] = Counter()
    seen = bytearray(papers.greatest_key(connection) + 1)
    worth = None if before is None else papers.batches_with_undecided(connection)
    for number, _, date, rank in papers.batches(connection):
        if worth is not None and number not in worth:
            continue
        here, decided, primaries = papers.batch_columns(connection, number, undecided=before is not None)
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
        name = date or UNDATED
        if spans and spans[-1].name == name:
            start = spans.pop().start
        spans.append(SectionSpan(name, start, len(keys)))
    return View(keys, bytes(states), tuple(spans), splits_of_counts(categories, len(keys)))
