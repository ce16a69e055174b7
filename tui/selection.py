"""Which rows of the list are selected: single ones that were marked, and a range that ends at the cursor. Pure."""

from __future__ import annotations

from collections.abc import Iterable


class Selection:
    """A set of rows."""

    def __init__(self) -> None:
        self._anchor: int | None = None
        self._marked: set[int] = set()

    def __bool__(self) -> bool:
        return self._anchor is not None or bool(self._marked)

    def rows(self, cursor: int) -> frozenset[int]:
        """Return the rows selected while the cursor is on a row."""
        if self._anchor is None:
            return frozenset(self._marked)
        low, high = sorted((self._anchor, cursor))
        return frozenset(self._marked) | frozenset(range(low, high + 1))

    def clear(self) -> None:
        """Select nothing."""
        self._anchor = None
        self._marked.clear()

    def begin_range(self, cursor: int) -> None:
        """Begin a range at the cursor, if there is none."""
        if self._anchor is None:
            self._anchor = cursor

    def toggle_range(self, cursor: int) -> None:
        """Begin a range at the cursor, or keep the one there is as marked rows."""
        if self._anchor is None:
            self._anchor = cursor
        else:
            self._marked = set(self.rows(cursor))
            self._anchor = None

    def toggle(self, row: int) -> None:
        """Mark a row or unmark it."""
        self._marked ^= {row}

    def mark(self, rows: Iterable[int]) -> None:
        """Mark rows, and nothing else."""
        self._anchor = None
        self._marked = set(rows)
