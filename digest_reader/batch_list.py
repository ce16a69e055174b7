"""Every batch of a library, newest first, as a sequence that reads a batch when it is looked at.

Thirty years have eight thousand batches and twice as many digests, of which the screen shows a name or two: only their
keys are read at once. What is asked of a batch is `digest_reader.browsing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from digest_reader.models import Batch

_AT_ONCE = 64
"""So many batches are read together: neighbours are looked at next."""


class Batches(Sequence["Batch"]):
    """The batches that there were at one moment, each with the counts of the moment when it was first looked at."""

    def __init__(self, keys: Sequence[str], read: Callable[[Sequence[str]], Sequence[Batch]]) -> None:
        """Read nothing yet.

        Args:
            keys: The batches' keys, newest first.
            read: Returns the batches of some keys, in their order, each of them even if it is gone by now.
        """
        self.keys = tuple(keys)
        self._read = read
        self._places: dict[str, int] | None = None
        self._found: dict[int, Batch] = {}

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> Batch: ...

    @overload
    def __getitem__(self, index: slice) -> list[Batch]: ...

    def __getitem__(self, index: int | slice) -> Batch | list[Batch]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self.keys)))]
        place = range(len(self.keys))[index]
        if place not in self._found:
            first = place - place % _AT_ONCE
            self._found.update(enumerate(self._read(self.keys[first : first + _AT_ONCE]), first))
        return self._found[place]

    def __iter__(self) -> Iterator[Batch]:
        return (self[place] for place in range(len(self.keys)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def place_of(self, key: str) -> int | None:
        """Return the index of the batch with a key, None when there is none; reads nothing."""
        if self._places is None:
            self._places = {each: place for place, each in enumerate(self.keys)}
        return self._places.get(key)

    def of(self, key: str) -> Batch | None:
        """Return the batch with a key, None when there is none."""
        place = self.place_of(key)
        return None if place is None else self[place]
