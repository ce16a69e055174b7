"""Which papers have a letter: a bit a paper, because the first key of a query finds nearly all of them.

Going through the papers of all the words with it, which are millions, would take longer than a frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LETTERS: Final = b"0123456789abcdefghijklmnopqrstuvwxyz"
BEGIN, HOLD, OPEN = KINDS = ("begin", "hold", "open")
"""Papers are told that have a word that begins with a letter, one that holds it, or a line that begins with it."""
_NONE: Final = len(LETTERS)


class Letters:
    """The papers of a segment by letters."""

    def __init__(self, bits: NDArray[np.uint8], papers: int) -> None:
        """Take what `pack` made, and how many papers there are."""
        self._bits = bits.reshape(len(LETTERS), -1)
        self._papers = papers

    def papers(self, letter: str) -> NDArray[np.uint8] | None:
        """Return 1 for each paper that has a letter, 0 for others; None for what is no letter."""
        at = LETTERS.find(letter.encode())
        return None if at < 0 or len(letter) != 1 else self.rows(at)

    def rows(self, at: int) -> NDArray[np.uint8]:
        """Return the same for the letter at a place of `LETTERS`."""
        return np.unpackbits(self._bits[at], count=self._papers)


def pack(rows: Iterator[NDArray[Any]]) -> NDArray[np.uint8]:
    """Return what `Letters` takes: for each letter a bit for each paper.

    Args:
        rows: For each letter 1 for each paper that has it, 0 for others.
    """
    return np.concatenate([np.packbits(each) for each in rows])


def letters_in(blob: NDArray[np.uint8], ends: NDArray[Any]) -> NDArray[np.uint64]:
    """Return for each word a bit for each of the letters that it holds.

    Args:
        blob: The words, each after a newline, and one at the end.
        ends: Where the newlines are.
    """
    bits = np.zeros(256, np.uint64)
    bits[np.frombuffer(LETTERS, np.uint8)] = np.uint64(1) << np.arange(len(LETTERS), dtype=np.uint64)
    found: NDArray[np.uint64] = np.bitwise_or.reduceat(bits[blob], ends[:-1])
    return found


def unpacked(held: NDArray[np.uint64]) -> Iterator[NDArray[np.bool_]]:
    """Yield for each letter which of some papers has it; `held` has a bit for each letter of each."""
    for at in range(len(LETTERS)):
        yield (held >> np.uint64(at) & np.uint64(1)).astype(bool)


def marked(firsts: NDArray[np.uint8], rows: NDArray[Any], papers: int) -> NDArray[np.bool_]:
    """Return for each letter which papers have it.

    Args:
        firsts: First bytes of words.
        rows: The place of the paper that has each.
        papers: How many papers there are.
    """
    place = np.full(256, _NONE, np.uint8)
    place[np.frombuffer(LETTERS, np.uint8)] = np.arange(len(LETTERS))
    found = np.zeros((len(LETTERS) + 1, papers), bool)
    found[place[firsts], rows] = True
    return found[:-1]
