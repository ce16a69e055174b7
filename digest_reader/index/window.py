"""An array of bytes as something to search in: a part of a mapped file, or what is in memory."""

from __future__ import annotations

import mmap
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LOOKED_THROUGH: Final = 1 << 20
"""Bytes that are copied at once to be looked through."""


class Window:
    """A part of a buffer.

    Attributes:
        buffer: The whole, with ``find`` and slices of bytes.
        base: Where the part begins in it.
    """

    __slots__ = ("base", "buffer")

    def __init__(self, array: NDArray[np.uint8]) -> None:
        """Look at an array: without a copy when it is mapped."""
        source: Any = array.base
        # numpy keeps the map under a memoryview.
        source = source.obj if isinstance(source, memoryview) else source
        mapped = isinstance(source, mmap.mmap)
        self.buffer: Any = source if mapped else array.tobytes()
        self.base = _address(array) - _address(np.frombuffer(source, np.uint8)) if mapped else 0

    def find(self, needle: bytes, start: int, stop: int) -> int:
        """Return where a needle first is in a range, -1 where it is not."""
        found: int = self.buffer.find(needle, self.base + start, self.base + stop)
        return found - self.base if found >= 0 else -1

    def each(self, needle: bytes, stop: int) -> NDArray[np.int64]:
        """Return where a needle is before a place; of places that overlap the first ones."""
        found = [np.empty(0, np.int64)]
        for start in range(0, stop, _LOOKED_THROUGH):
            end = min(start + _LOOKED_THROUGH, stop)
            # Splitting is the one way to have all places without a step of Python for each.
            pieces = self[start : min(end + len(needle) - 1, stop)].split(needle)
            between = np.fromiter(map(len, pieces[:-1]), np.int64, len(pieces) - 1)
            found.append(np.cumsum(between + len(needle)) - len(needle) + start)
        return np.concatenate(found)

    def places(self, needle: bytes, starts: NDArray[np.int64], stops: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where a needle first is in each of some ranges, below 0 where it is not."""
        begin, end = (starts + self.base).tolist(), (stops + self.base).tolist()
        places = np.fromiter(map(self.buffer.find, repeat(needle), begin, end), np.int64, len(begin))
        return np.where(places < 0, -1, places - self.base)

    def slices(self, starts: NDArray[np.int64], stops: NDArray[np.int64]) -> list[bytes]:
        """Return the bytes of some ranges."""
        buffer = self.buffer
        begin, end = (starts + self.base).tolist(), (stops + self.base).tolist()
        return [buffer[start:stop] for start, stop in zip(begin, end, strict=True)]

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return self.buffer[self.base + place.start : self.base + place.stop]
        return self.buffer[self.base + place]


def _address(array: NDArray[Any]) -> int:
    return int(array.__array_interface__["data"][0])
