"""Lists of papers by word, one after the other in one array: reading them, and making them from pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_FEW = 4
_LONG = 1_000
"""So many papers of neighbouring words are taken as they lie there: numbering each takes longer, and memory."""
_AT_ONCE = 1 << 17
"""What is worked out of so many papers stays in the processor's cache."""
NOBODY = np.empty(0, np.uint32)
"""No papers."""


class Postings:
    """The papers of each of some words, by the words' numbers."""

    __slots__ = ("papers", "starts")

    def __init__(self, starts: NDArray[Any], papers: NDArray[Any]) -> None:
        """Take the two arrays.

        Args:
            starts: Where each word's papers begin in `papers`, and at last where they end; uint32 or uint64.
            papers: Numbers of papers, uint32.
        """
        self.starts = starts
        self.papers = papers

    def range(self, first: int, stop: int) -> NDArray[Any]:
        """Return the papers of words with neighbouring numbers; a paper may come more than once."""
        if stop <= first:
            return self.papers[:0]
        return self.papers[int(self.starts[first]) : int(self.starts[stop])]

    def count(self, first: int, stop: int) -> int:
        """Return how many papers `range` returns."""
        return int(self.starts[stop]) - int(self.starts[first]) if stop > first else 0

    def gather(self, words: NDArray[Any]) -> NDArray[Any]:
        """Return the papers of any words; a paper may come more than once."""
        if len(words) == 0:
            return self.papers[:0]
        if len(words) <= _FEW:
            return np.concatenate([self.range(word, word + 1) for word in words.tolist()])
        return self.papers[places(self.starts, words)]

    def gather_ranges(self, firsts: NDArray[Any], stops: NDArray[Any]) -> NDArray[Any]:
        """Return the papers of several ranges of words."""
        if len(firsts) <= _FEW:
            parts = [self.range(first, stop) for first, stop in zip(firsts.tolist(), stops.tolist(), strict=True)]
            return np.concatenate(parts) if parts else self.papers[:0]
        return self.papers[_runs(self.starts[firsts], self.starts[stops])]

    def parts(self, firsts: NDArray[Any], stops: NDArray[Any]) -> Iterator[slice | NDArray[np.int64]]:
        """Yield where the papers of several ranges of words are, for as many of them together as is quick."""
        begin, end = self.starts[firsts].astype(np.int64), self.starts[stops].astype(np.int64)
        many = end - begin >= _LONG
        for first, stop in zip(begin[many].tolist(), end[many].tolist(), strict=True):
            for start in range(first, stop, _AT_ONCE):
                yield slice(start, min(start + _AT_ONCE, stop))
        if not many.all():
            yield _runs(begin[~many], end[~many])

    def count_in(self, firsts: NDArray[Any], stops: NDArray[Any]) -> int:
        """Return how many papers several ranges of words have."""
        return int((self.starts[stops].astype(np.int64) - self.starts[firsts]).sum())


def each_once(papers: NDArray[Any]) -> NDArray[Any]:
    """Return papers in order, each once: faster than `numpy.unique`, which hashes millions of them."""
    ordered = np.sort(papers)
    kept = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=kept[1:])
    return ordered[kept]


def both(one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    """Return the papers of a list that are in another one too."""
    if not len(one) or not len(other):
        return one[:0]
    # By a table with a byte for each paper: numpy hashes large lists otherwise, which takes 20 times as long.
    return one[np.isin(one, other, kind="table")]


def places(starts: NDArray[Any], words: NDArray[Any]) -> NDArray[np.int64]:
    """Return where in their array the papers of some words are."""
    return _runs(starts[words], starts[words + 1])


def _runs(firsts: NDArray[Any], stops: NDArray[Any]) -> NDArray[np.int64]:
    """Return the numbers of several ranges, one range after the other."""
    begin = firsts.astype(np.int64)
    lengths = stops.astype(np.int64) - begin
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(begin - (ends - lengths), lengths) + np.arange(total)


def starts_of(numbers: NDArray[Any], count: int) -> NDArray[np.uint32]:
    """Return the starts for sorted numbers of words: how many come before each."""
    starts = np.zeros(count + 1, np.uint32)
    np.cumsum(np.bincount(numbers, minlength=count), out=starts[1:])
    return starts


def distinct(pairs: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """Return pairs (a word's number in the upper half, a paper's in the lower) in order, each once."""
    together = np.concatenate(pairs) if pairs else np.empty(0, np.uint64)
    together.sort()
    if len(together) < 2:
        return together
    kept = np.empty(len(together), bool)
    kept[0] = True
    np.not_equal(together[1:], together[:-1], out=kept[1:])
    return together[kept]


def upper(pairs: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return the numbers of the words of pairs."""
    return (pairs >> np.uint64(32)).astype(np.uint32)


def lower(pairs: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return the numbers of the papers of pairs."""
    return pairs.astype(np.uint32)
