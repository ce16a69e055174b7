"""Chinese in a segment: it is found by every two characters in a row."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from digest_reader.index.codes import KIND, LINE_END, LINE_START, PLACE, line_end_code, line_start_code, pair_code
from digest_reader.index.postings import NOBODY, each_once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digest_reader.index.codes import Codes

    Papers = NDArray[Any]
    Words = NDArray[np.int64]

_LESS_USUAL: Final = 4
"""Of two letters the pairs count that are at least a quarter as usual as the most usual one."""


class Characters:
    """The papers of each two Chinese characters in a row."""

    def __init__(self, codes: Codes) -> None:
        """Take the numbers that pairs have: see `digest_reader.index.codes.pair_code`."""
        self._codes = codes

    def any_in(self, field: int) -> bool:
        """Return whether there is any Chinese in a field."""
        at = int(np.searchsorted(self._codes.numbers, np.uint64(pair_code(field, 0, 0))))
        return at < len(self._codes.numbers) and int(self._codes.numbers[at]) < pair_code(field + 1, 0, 0)

    def with_run(self, run: str, field: int) -> list[Papers]:
        """Return, for every two characters in a row, the papers that have them; for one alone, its papers."""
        codes = list(map(ord, run))
        if len(codes) == 1:
            return [self._with_one(field, codes[0])]
        return [self._codes.one(pair_code(field, one, two)) for one, two in pairwise(codes)]

    def line_begins(self, run: str, field: int) -> Papers:
        """Return the papers with a line that begins with the first two characters of a text, or with its only one."""
        first, *more = map(ord, run[:2])
        return (
            self._codes.one(line_start_code(field, first, *more)) if more else self._with_one(LINE_START + field, first)
        )

    def line_ends(self, run: str, field: int) -> Papers:
        """Return the papers with a line that ends with the last two characters of a text, or with its only one."""
        *more, last = map(ord, run[-2:])
        return self._codes.one(line_end_code(field, last, *more)) if more else self._with_one(LINE_END + field, last)

    def _with_one(self, kind: int, character: int) -> Papers:
        """Return the papers of a kind of pairs that begin with a character; one may come more than once."""
        return self._codes.between(pair_code(kind, character, 0), pair_code(kind, character + 1, 0))

    def nearly(self, run: str, field: int) -> Papers:
        """Return the papers with all but one of the characters of a Chinese text, which breaks two pairs."""
        lists = self.with_run(run, field)
        papers, counts = np.unique(np.concatenate([each_once(each) for each in lists]), return_counts=True)
        found: Papers = papers[counts >= max(len(lists) - 2, 2)]
        return found

    def papers(self, field: int, firsts: NDArray[Any], seconds: NDArray[np.bool_] | None) -> Papers:
        """Return the papers with any of some characters, followed by one of some others.

        Args:
            field: Where.
            firsts: Code points.
            seconds: For each code point whether it may follow; None where anything may.
        """
        if seconds is not None:
            return self._codes.postings.gather(self._pairs(field, firsts, seconds))
        begin, end = self._runs_of_pairs(field, firsts)
        return self._codes.postings.gather_ranges(begin, end)

    def _pairs(self, field: int, firsts: NDArray[Any], seconds: NDArray[np.bool_]) -> Words:
        """Return the places of the pairs of some characters and some others."""
        begin, end = self._runs_of_pairs(field, firsts)
        if not len(begin):
            return np.empty(0, np.int64)
        numbers = np.concatenate([np.arange(*run) for run in zip(begin.tolist(), end.tolist(), strict=True)])
        following = (self._codes.numbers[numbers] & np.uint64((1 << PLACE) - 1)).astype(np.int64)
        # The table ends with a place for all that is beyond it, which follows nothing.
        found: Words = numbers[seconds[np.minimum(following, len(seconds) - 1)]]
        return found

    def _runs_of_pairs(self, field: int, firsts: NDArray[Any]) -> tuple[Words, Words]:
        """Return where the pairs that begin with each of some characters begin and end."""
        base = firsts.astype(np.uint64) << np.uint64(PLACE) | np.uint64(field << KIND)
        begin = np.searchsorted(self._codes.numbers, base)
        end = np.searchsorted(self._codes.numbers, base + np.uint64(1 << PLACE))
        return begin[end > begin], end[end > begin]

    def usual_pairs(self, field: int, firsts: NDArray[Any], seconds: NDArray[np.bool_]) -> Papers:
        """Return the papers with those pairs of some characters that are the most usual, as words are."""
        numbers = self._pairs(field, firsts, seconds)
        if not len(numbers):
            return NOBODY
        counts = self._codes.postings.starts[numbers + 1] - self._codes.postings.starts[numbers]
        return self._codes.postings.gather(numbers[counts * _LESS_USUAL >= counts.max()])
