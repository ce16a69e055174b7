"""Rows of views of millions of papers, in numpy: a dictionary of them would take 300 MB, these take what they return.

Of such a view a section may be a day, and there are thousands of these: `Sections` makes none before it is asked for.

Only `digest_reader.triage` uses it, for views that are large. numpy is loaded with the first of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

from digest_reader.models import SectionSpan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


class Sections(Sequence[SectionSpan]):
    """The sections of a view, which cover all rows, none of them empty.

    Attributes:
        starts: The first row of each.
    """

    def __init__(self, names: Sequence[str], stops: NDArray[Any]) -> None:
        """Take their names, and for each the row after its last."""
        self.starts: list[int] = [0, *stops.tolist()][:-1]
        self._names = names
        self._stops = stops

    @classmethod
    def of(cls, spans: Sequence[SectionSpan]) -> Sections:
        """Return sections as such."""
        import numpy as np

        if isinstance(spans, Sections):
            return spans
        return cls([span.name for span in spans], np.array([span.stop for span in spans], np.int32))

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> SectionSpan: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[SectionSpan]: ...

    def __getitem__(self, at: int | slice) -> SectionSpan | Sequence[SectionSpan]:
        """Return one, or some."""
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        return SectionSpan(self._names[at], self.starts[at], int(self._stops[at]))

    def narrowed(self, rows: Sequence[int]) -> Sections:
        """Return the sections that some rows, in order, are in: of these rows alone."""
        import numpy as np

        stops = np.searchsorted(np.asarray(rows, dtype=np.int32), self._stops).astype(np.int32)
        kept = np.flatnonzero(np.diff(stops, prepend=np.int32(0)))
        return Sections([self._names[at] for at in kept.tolist()], stops[kept])

    def counts(self, states: bytearray, state: int) -> list[int]:
        """Return how many rows of each section are in a state, given the state of every row."""
        import numpy as np

        if not self.starts:
            return []
        found: list[int] = np.add.reduceat(np.frombuffer(states, np.uint8) == state, self.starts, dtype=int).tolist()
        return found


def row_of(keys: Sequence[int], key: int) -> int | None:
    """Return the row of a paper, None when it is not among them: two milliseconds in three millions."""
    import numpy as np

    rows = np.flatnonzero(_array(keys) == key)
    return int(rows[0]) if len(rows) else None


def rows_of(keys: Sequence[int], wanted: Iterable[int]) -> array[int]:
    """Return the rows of those papers that are among them, in the order in which they are wanted.

    Args:
        keys: All papers.
        wanted: The papers to find.
    """
    import numpy as np

    held = _array(keys)
    sought = _array(wanted)
    place = np.full(int(held.max(initial=0)) + 1, -1, dtype=np.int32)
    place[held] = np.arange(len(held), dtype=np.int32)
    rows = place[sought[(sought >= 0) & (sought < len(place))]]
    return array("i", rows[rows >= 0].tobytes())


def counts(states: bytearray, different: int) -> list[int]:
    """Return how many rows are in each of so many different states."""
    import numpy as np

    held = np.frombuffer(states, np.uint8)
    return [int(np.count_nonzero(held == state)) for state in range(different)]


def taken(keys: Sequence[int], rows: Sequence[int]) -> array[int]:
    """Return the papers in some rows."""
    import numpy as np

    return array("q", _array(keys)[np.asarray(rows, dtype=np.int32)].tobytes())


def bytes_taken(states: bytearray, rows: Sequence[int]) -> bytes:
    """Return the states in some rows."""
    import numpy as np

    found: bytes = np.frombuffer(states, dtype=np.uint8)[np.asarray(rows, dtype=np.int32)].tobytes()
    return found


def _array(values: Iterable[int]) -> NDArray[Any]:
    """Return values as an array; of what is one already without a copy."""
    import numpy as np

    if isinstance(values, array | np.ndarray | list | tuple | range):
        return np.asarray(values, dtype=np.int64)
    return np.fromiter(values, dtype=np.int64)
