"""Going through a view paper by paper: which is undecided, which comes next, how many are left. Pure.

`Queue` mirrors on the screen's side what `Library.decide` has stored; what a decision means and how it is
undone is the library's business.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from digest_reader import large_rows
from digest_reader.models import STATES, Counts, SectionSpan, State, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest_reader.filter import Hits

MANY = 50_000
"""From so many papers on a queue keeps nothing for each but its key and its state: see `digest_reader.large_rows`."""

_UNDECIDED = 0
_NUMBER = {state: number for number, state in enumerate(STATES)}


class Queue:
    """The papers of a view with their states, in order.

    A row is an index into `keys`. Finding the next undecided row is a search for a zero byte, which takes
    some microseconds in 100,000 rows; all else that a decision changes is counted as it happens. Of millions of
    papers nothing is kept but arrays.
    """

    def __init__(self, view: View, *, many: bool = False) -> None:
        """Begin with the states that the view shows.

        Args:
            view: The papers.
            many: Whether they were taken from very many, with arrays; by default it is for their number to say.
        """
        self.keys: Sequence[int] = view.keys
        self._many = many or len(view.keys) > MANY
        self.states = bytearray(view.states)
        self._index: dict[int, int] | None = None
        self._numbers: dict[str, int] | None = None
        self.sections: Sequence[SectionSpan]
        if self._many:
            self._totals = large_rows.counts(self.states, len(STATES))
            self.sections = sections = large_rows.Sections.of(view.sections)
            self._starts = sections.starts
            self._left = sections.counts(self.states, _UNDECIDED)
        else:
            self._totals = [self.states.count(number) for number in range(len(STATES))]
            self.sections = view.sections
            self._starts = [section.start for section in view.sections]
            self._left = [self.states.count(_UNDECIDED, span.start, span.stop) for span in view.sections]

    def __len__(self) -> int:
        return len(self.keys)

    def index_of(self, key: int) -> int | None:
        """Return the row of a paper, None when it is not among them."""
        if self._many:
            return large_rows.row_of(self.keys, key)
        if self._index is None:
            self._index = {key: index for index, key in enumerate(self.keys)}
        return self._index.get(key)

    def state(self, index: int) -> State:
        """Return the state of a row."""
        return STATES[self.states[index]]

    def set_state(self, key: int, state: State) -> None:
        """Give a paper a state; one that is not among them is ignored."""
        index = self.index_of(key)
        if index is None:
            return
        before, after = self.states[index], _NUMBER[state]
        if before == after:
            return
        self.states[index] = after
        self._totals[before] -= 1
        self._totals[after] += 1
        section = self.section_of(index)
        if section is not None:
            self._left[section] += (after == _UNDECIDED) - (before == _UNDECIDED)

    def first_undecided(self) -> int | None:
        """Return the first undecided row, None when all are decided."""
        return _found(self.states.find(_UNDECIDED))

    def next_undecided(self, index: int) -> int | None:
        """Return the next undecided row after this one, from the top again when there is none below.

        The row itself is the last to be considered; None when all are decided.
        """
        after = self.states.find(_UNDECIDED, index + 1)
        return after if after >= 0 else self.first_undecided()

    def previous_undecided(self, index: int) -> int | None:
        """Return the undecided row before this one, from the bottom again when there is none above."""
        before = self.states.rfind(_UNDECIDED, 0, max(index, 0))
        return before if before >= 0 else _found(self.states.rfind(_UNDECIDED))

    def undecided(self, start: int = 0, stop: int | None = None) -> list[int]:
        """Return the papers (not rows) that are undecided in a range of rows, in order."""
        stop = len(self.keys) if stop is None else min(stop, len(self.keys))
        return [self.keys[index] for index in range(start, stop) if self.states[index] == _UNDECIDED]

    def undecided_rows(self) -> list[int]:
        """Return the rows that are undecided, in order."""
        return [index for index, state in enumerate(self.states) if state == _UNDECIDED]

    def counts(self) -> Counts:
        """Return how many papers are in which state."""
        left, saved, later, skipped = self._totals
        return Counts(len(self.keys), left, saved, later, skipped)

    def section_of(self, index: int) -> int | None:
        """Return the number of the section that a row is in, None where a view has no sections."""
        section = self.headings_above(index) - 1
        return section if section >= 0 and index < self.sections[section].stop else None

    def section_named(self, name: str) -> int | None:
        """Return the number of the section of a name, None when there is none."""
        if self._numbers is None:
            self._numbers = {}
            for number, section in enumerate(self.sections):
                self._numbers.setdefault(section.name, number)
        return self._numbers.get(name)

    def headings(self) -> list[int]:
        """Return the line of each section's heading, where one stands above every section among the rows."""
        return [start + number for number, start in enumerate(self._starts)]

    def headings_above(self, index: int) -> int:
        """Return how many sections begin above a row or at it."""
        return bisect_right(self._starts, index)

    def section_left(self, section: int) -> int:
        """Return how many papers of a section are undecided."""
        return self._left[section]

    def section_total(self, section: int) -> int:
        """Return how many papers a section has."""
        span = self.sections[section]
        return span.stop - span.start

    def narrowed(self, hits: Hits) -> Queue:
        """Return a queue of what a search among these papers found, under the headings that still have any.

        Its states are a copy: what is decided in one is to be told to the other.
        """
        if isinstance(self.sections, large_rows.Sections):
            return self._of(hits.keys, hits.rows, self.sections.narrowed(hits.rows))
        spans, start = [], 0
        for span in self.sections:
            stop = bisect_right(hits.rows, span.stop - 1, start)
            if stop > start:
                spans.append(SectionSpan(span.name, start, stop))
            start = stop
        return self._of(hits.keys, hits.rows, tuple(spans))

    def in_order(self, keys: Sequence[int]) -> Queue:
        """Return a queue of some of the papers in the order given, without headings."""
        if self._many:
            rows: Sequence[int] = large_rows.rows_of(self.keys, keys)
            return self._of(large_rows.taken(self.keys, rows), rows)
        rows = [row for key in keys if (row := self.index_of(key)) is not None]
        return self._of([self.keys[row] for row in rows], rows)

    def _of(self, keys: Sequence[int], rows: Sequence[int], sections: Sequence[SectionSpan] = ()) -> Queue:
        """Return a queue of the papers in some rows."""
        states = large_rows.bytes_taken(self.states, rows) if self._many else bytes(self.states[row] for row in rows)
        return Queue(View(keys=keys, states=states, sections=sections, splits=()), many=self._many)


def _found(index: int) -> int | None:
    return index if index >= 0 else None
