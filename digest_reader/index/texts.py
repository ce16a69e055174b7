"""The texts of a segment's papers themselves, to see whether what its words promise is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from digest_reader.closeness import Level
from digest_reader.fold import CJK
from digest_reader.index.needle import Found, Needle
from digest_reader.index.window import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Texts:
    """The folded text of each paper in one field."""

    def __init__(self, blob: NDArray[np.uint8], ends: NDArray[Any], papers: NDArray[Any]) -> None:
        """Take the arrays.

        Args:
            blob: The texts one after the other, each with a newline before and after each of its lines.
            ends: Where each text begins, and where the last one ends.
            papers: The numbers of the papers, in order.
        """
        self._bytes = blob
        self._blob = Window(blob)
        self._ends = ends
        self._papers = papers

    def of(self, paper: int) -> str:
        """Return a paper's text, nothing for a paper that is not here."""
        at = int(np.searchsorted(self._papers, self._papers.dtype.type(paper)))
        if at == len(self._papers) or int(self._papers[at]) != paper:
            return ""
        return bytes(self._blob[int(self._ends[at]) : int(self._ends[at + 1])]).decode()

    def each(self, papers: NDArray[Any]) -> list[str]:
        """Return the texts of some papers that are here; none of them is empty."""
        at = np.searchsorted(self._papers, papers)
        slices = self._blob.slices(self._ends[at].astype(np.int64), self._ends[at + 1].astype(np.int64))
        return [text.decode() for text in slices]

    def holding(self, needle: Needle, papers: NDArray[Any], field: int) -> list[Found]:
        """Return those of some papers (distinct, in order) whose text has a needle."""
        sought = (("\n" if needle.start else "") + needle.lower + ("\n" if needle.end else "")).encode()
        places = self._places(sought, np.searchsorted(self._papers, papers))
        held = places >= 0
        papers, places = papers[held], places[held]
        if CJK.match(needle.text):
            return [Found(Level.PREFIX, field, papers)]
        # An anchored needle has the end of the line with it, and cannot be a part of a longer word there.
        before = _joins(self._bytes[places - 1 + needle.start])
        after = _joins(self._bytes[places + len(sought) - needle.end])
        levels = ((Level.SUBSTRING, before), (Level.PREFIX, ~before & after), (Level.WORD, ~before & ~after))
        return [Found(level, field, papers[chosen]) for level, chosen in levels]

    def _places(self, sought: bytes, at: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where something first is in each of some texts, below 0 where it is not."""
        return self._blob.places(sought, self._ends[at].astype(np.int64), self._ends[at + 1].astype(np.int64))


def _joins(beside: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Return whether the bytes beside words make them parts of longer ones."""
    return beside > 32
