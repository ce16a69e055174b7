"""Where words stand in their papers' texts, which tells phrases and the ends of lines without reading the texts.

A posting (a word, a paper) has a number whose bit *p* says that the word stands at a place *p* of the paper's text.
The beginning and the end of each line have places too, and so has Chinese between words; other readings of a line
begin where it does. So two words follow one another where the first one's bits, moved by one, and the second one's
have any in common. In a text of more places than there are bits they are counted modulo `PLACES`: there the places
only tell which texts to look through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from digest_reader.closeness import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from digest_reader.index.postings import Postings

    Papers = NDArray[Any]
    Places = NDArray[np.uint32]
    Standing = list[tuple[Papers, Places]]
    Told = list[tuple[Level | None, Papers]]

PLACES: Final = 31
MANY: Final = np.uint32(1 << PLACES)
"""Stands with the ends of lines in a text of more places than there are bits."""
_ALL: Final = MANY - np.uint32(1)
_ONE: Final = np.uint32(1)
_REST: Final = np.uint32(PLACES - 1)
_READ_SOONER: Final = 60
"""A text is read in the time that so many postings take."""


class Runs(NamedTuple):
    """Ranges of words as they are written: where each begins and where it ends."""

    firsts: NDArray[Any]
    stops: NDArray[Any]


class Piece(NamedTuple):
    """The words that one word of a phrase may be.

    Attributes:
        whole: Those that are it.
        begun: Those that begin with it and go on; none unless it is the last one and may go on.
        inside: Those that have something before it; none unless it is the first one and there may be.
    """

    whole: Runs
    begun: Runs
    inside: Runs


class Phrases:
    """Words one after the other in one field of a segment."""

    def __init__(self, postings: Postings, places: Places, lines: Places, papers: Papers) -> None:
        """Take the arrays.

        Args:
            postings: The papers of each word.
            places: For each posting the places of the word in the paper's text.
            lines: For each paper the places where a line ends or begins.
            papers: The numbers of the papers, in order.
        """
        self._postings = postings
        self._places = places
        self._lines = lines
        self._papers = papers
        self._first = papers[0] if len(papers) else np.uint32(0)
        self._size = int(papers[-1]) - int(papers[0]) + 1 if len(papers) else 0

    def holding(self, pieces: Sequence[Piece], *, start: bool, end: bool) -> Told:
        """Return the papers that have some words in a row, and how well; a paper may come more than once.

        Args:
            pieces: The words, one or more.
            start: Whether they are to stand at the beginning of a line.
            end: Whether they are to stand at the end of one.

        Returns:
            Levels and papers. Where there is no level the texts have to be looked through: they have more places than
            there are bits, or the last word has so many papers that this is quicker.
        """
        first, *middle, last = [*pieces, None] if len(pieces) == 1 else pieces
        assert first is not None
        found: Told = []
        if last is None:
            for level, runs in (
                (Level.WORD, first.whole),
                (Level.PREFIX, first.begun),
                (Level.SUBSTRING, first.inside),
            ):
                found += self._told(level, self._standing(runs, start=start, end=end))
            return found
        for is_whole, runs in ((True, first.whole), (False, first.inside)):
            row = list(self._standing(runs, start=start))
            for piece in middle:
                assert piece is not None
                row = list(self._standing(piece.whole, self._behind(row)))
            few = sum(len(papers) for papers, _ in row)
            if not few:
                continue
            if self._postings.count_in(*last.begun) > _READ_SOONER * few:
                found.append((None, np.concatenate([papers for papers, _ in row])))
                continue
            behind = self._behind(row)
            for level, words in ((Level.WORD, last.whole), (Level.PREFIX, last.begun)):
                found += self._told(level if is_whole else Level.SUBSTRING, self._standing(words, behind, end=end))
        return found

    def _told(self, level: Level, row: Iterable[tuple[Papers, Places]]) -> Iterator[tuple[Level | None, Papers]]:
        """Yield papers with a level, those without one apart whose places tell nothing for sure."""
        for papers, _ in row:
            unsure = self._by_paper()[papers - self._first] >= MANY
            yield None, papers[unsure]
            yield level, papers[~unsure]

    def _standing(
        self, words: Runs, behind: Places | None = None, *, start: bool = False, end: bool = False
    ) -> Iterator[tuple[Papers, Places]]:
        """Yield the papers that have one of some words where it is to be, and its places there.

        Args:
            words: The words.
            behind: For each paper, from the first one on, at which places they may be; None for all.
            start: Whether they are to be at the beginning of a line.
            end: Whether they are to be at the end of one.
        """
        for part in self._postings.parts(*words):
            papers, places = self._postings.papers[part], self._places[part]
            if behind is not None or start or end:
                at = (papers - self._first).astype(np.intp)
                allowed = places if behind is None else places & behind[at]
                if start:
                    allowed = allowed & _following(self._by_paper()[at])
                if end:
                    allowed = allowed & _preceding(self._by_paper()[at])
                kept = np.flatnonzero(allowed)
                papers, places = papers[kept], allowed[kept]
            if len(papers):
                yield papers, places

    def _behind(self, row: Standing) -> Places:
        """Return for each paper, from the segment's first one on, the places behind some places."""
        return self._table((papers, _following(places)) for papers, places in row)

    def _table(self, row: Iterable[tuple[Papers, Places]]) -> Places:
        table = np.zeros(self._size, np.uint32)
        for papers, places in row:
            at = (papers - self._first).astype(np.intp)
            # Of a paper that comes several times one is written each time: quicker than `numpy.bitwise_or.at`.
            while len(at):
                table[at] |= places
                left = np.flatnonzero(places & ~table[at])
                at, places = at[left], places[left]
        return table

    def _by_paper(self) -> Places:
        """Return the places of the lines' ends by papers, from the first paper of the segment on."""
        if self._size != len(self._lines):
            self._lines = self._table([(self._papers, self._lines)])
        return self._lines


def _following(places: Places) -> Places:
    """Return the places after some places."""
    return (places << _ONE | (places & _ALL) >> _REST) & _ALL


def _preceding(places: Places) -> Places:
    return (places & _ALL) >> _ONE | (places & _ONE) << _REST
