"""Rows of views of millions of papers, in numpy: a dictionary of them would take 300 MB, these take what they return.

Only `digest_reader.triage` uses it, for views that are large. numpy is loaded with the first of them.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


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
