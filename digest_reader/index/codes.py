"""What papers are looked up by with a number: pairs of Chinese characters, initials of titles, facts."""

from __future__ import annotations

import functools
import zlib
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from digest_reader.index.postings import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from digest_reader.index.postings import Postings

    Papers = NDArray[Any]

# Kinds of what is looked up by number; the first two are the fields' own pairs of Chinese characters, and two each of
# the last ones are what a field's lines begin and end with.
INITIALS, DIGEST, VERSION, TAG, LINE_START, LINE_END = 2, 3, 4, 5, 6, 8
KIND: Final = 42
"""Where the kind begins in a number, in bits."""
PLACE: Final = 21
"""Where the first character of a pair begins in a number, in bits."""


def pair_code(field: int, first: int, second: int) -> int:
    """Return the number of two Chinese characters in a row (code points); the second is 0 at the end of a run."""
    return field << KIND | first << PLACE | second


def line_start_code(field: int, first: int, second: int) -> int:
    """Return the number of the characters that a line begins with; the second is 0 where it is no Chinese one."""
    return pair_code(LINE_START + field, first, second)


def line_end_code(field: int, last: int, before: int) -> int:
    """Return the number of the characters that a line ends with; the one before is 0 where it is no Chinese one."""
    return pair_code(LINE_END + field, last, before)


def initials_code(letters: str, *, little_first: bool = False, little_last: bool = False) -> int:
    """Return the number of the initials of three words in a row, and whether the outer ones are little words."""
    number = 0
    for letter in letters:
        number = number << 8 | ord(letter)
    return INITIALS << KIND | number << 2 | little_first << 1 | little_last


def fact_code(kind: int, number: int) -> int:
    """Return the number of a fact that has one itself: a digest, a version."""
    return kind << KIND | number


@functools.lru_cache(maxsize=10_000)
def tag_code(tag: str) -> int:
    """Return the number of a fact that has a name."""
    return TAG << KIND | zlib.crc32(tag.encode("utf-8", "surrogatepass"))


class Codes:
    """Which papers have something with a number.

    Attributes:
        numbers: The numbers, in order.
        postings: The papers of each.
    """

    def __init__(self, numbers: NDArray[Any], postings: Postings) -> None:
        """Take the numbers and the papers."""
        self.numbers = numbers
        self.postings = postings

    def one(self, code: int) -> Papers:
        """Return the papers that have something with a number: see `pair_code` and the like."""
        at = int(np.searchsorted(self.numbers, np.uint64(code)))
        if at == len(self.numbers) or int(self.numbers[at]) != code:
            return NOBODY
        return self.postings.range(at, at + 1)

    def between(self, first: int, stop: int) -> Papers:
        """Return the papers that have anything with a number in a range; one may come more than once."""
        begin, end = np.searchsorted(self.numbers, np.array([first, stop], np.uint64)).tolist()
        return self.postings.range(begin, end)

    def any_of(self, codes: Iterable[int]) -> Papers:
        """Return the papers that have any of some numbers; one may come more than once."""
        wanted = np.array(sorted(codes), np.uint64)
        if not len(wanted) or not len(self.numbers):
            return NOBODY
        at = np.minimum(np.searchsorted(self.numbers, wanted), len(self.numbers) - 1)
        return self.postings.gather(at[self.numbers[at] == wanted])
