"""Which papers have a word that begins with a letter: a bit a paper, because the first key of a query finds nearly all.

Going through the papers of all these words, which are millions, would take longer than a frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LETTERS: Final = b"0123456789abcdefghijklmnopqrstuvwxyz"
_NONE: Final = len(LETTERS)


class Letters:
    """The papers of a segment by first letters of their words."""

    def __init__(self, bits: NDArray[np.uint8], papers: int) -> None:
        """Take what `pack` made, and how many papers there are."""
        self._bits = bits.reshape(len(LETTERS), -1)
        self._papers = papers

    def papers(self, letter: str) -> NDArray[np.uint8] | None:
        """Return 1 for each paper with a word that begins with a letter, 0 for others; None for no such letter."""
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
