"""How well each paper has one term of a query: a byte a paper, over all segments of an index.

Segments find words, `digest_reader.closeness` says which may be meant; here is decided which of these ways are tried
for a term, and which papers come of it when segments know the same paper. Terms are joined by `digest_reader.filter`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from digest_reader.closeness import Level, is_short, typo_prefix_allowed, typos_allowed
from digest_reader.fold import CJK, WORD, fold, respelled, unhyphenated
from digest_reader.index.letters import BEGIN, HOLD, OPEN
from digest_reader.index.needle import Found, Needle
from digest_reader.index.pinyin import Sounds, follows
from digest_reader.index.postings import both, each_once
from digest_reader.index.segment import Segment

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from digest_reader.query import Term

    Scores = NDArray[np.uint8]

# A score is the level, then where, then how rare the word is.
_WEIGHTS: Final = 16
MOST_RARE: Final = 3
"""How rare a word is, is what a score leaves when it is divided by one more than this."""
_FIELD_WEIGHT: Final = (12, 8)
_ID_WEIGHT: Final = 4
_KEPT_BYTES: Final = 24_000_000
_MOST_KEPT: Final = 12
"""So many terms: whoever takes letters back meets what was found before."""
_VERIFIED_SOUNDS: Final = 5_000
PLAIN: Final = Level.PREFIX * _WEIGHTS
"""From this score on a paper has a term as it was typed, at the beginning of a word."""


class Scorer:
    """Scores terms over some segments.

    Attributes:
        size: One more than the greatest number of a paper.
    """

    def __init__(self, segments: Sequence[Segment], size: int, sounds: Callable[[], Sounds]) -> None:
        """Take the segments.

        Args:
            segments: Oldest first: of a paper that several of them have, the last says what it is.
            size: One more than the greatest number of a paper.
            sounds: Gives the sounds of Chinese characters, when a query may be meant so.
        """
        self._segments = segments
        self.size = size
        self._sounds = sounds
        self._seen: dict[tuple[object, ...], Scores | None] = {}
        self._kept = max(4, min(_MOST_KEPT, _KEPT_BYTES // max(size, 1)))

    def scores(self, term: Term, relaxed: bool = False) -> Scores | None:
        """Return how well each paper has a term, 0 for not at all; None for a term without letters.

        Args:
            term: The term; its field is ``any``, ``ti``, ``au``, ``id`` or, for the second kind of index, a text.
            relaxed: Whether words that many papers have may be misspelled others all the same.
        """
        # A word that few papers have was taken for a misspelled one before: there is nothing to find anew.
        relaxed = relaxed and (self.is_common(term) or _parts_of(term.text) != [term.text])
        name = (term.text, term.field, term.exact, term.start, term.end, relaxed)
        if name not in self._seen:
            while len(self._seen) >= self._kept:
                del self._seen[next(iter(self._seen))]
            self._seen[name] = self._find(term, relaxed)
        return self._seen[name]

    def is_common(self, term: Term) -> bool:
        """Return whether many papers have a term as a word, so that it is a misspelled one only when relaxed."""
        return any(
            typos_allowed(needle) and self._is_common(self._holders(needle, (0, 1))) for needle in needles_of(term)
        )

    def marked(self, papers: Callable[[Segment], Iterable[NDArray[Any]]]) -> Scores:
        """Return 1 for each paper that its segment lists."""
        return self._joined([[(1, found) for found in papers(segment)] for segment in self._segments])

    def lines(self, paper: int, field: int) -> str:
        """Return a paper's folded text in a field: lower case, a newline before and after each line."""
        for segment in reversed(self._segments):
            if text := segment.lines(paper, field):
                return text
        return ""

    # One term

    def _find(self, term: Term, relaxed: bool) -> Scores | None:
        needles = [
            needle for text in needles_of(term) if (needle := Needle(text, term.exact, term.start, term.end)).text
        ]
        if not needles and term.field != "id":
            return None
        fields = _fields(term)
        if len(needles) == 1 and fields == (0, 1) and (scores := self._one_letter(needles[0])) is not None:
            return scores
        found = [self._found(segment, term, needles, fields, relaxed) for segment in self._segments]
        scores = self._joined(found)
        if term.start or term.end or term.exact:
            return scores
        best = int(scores.max(initial=0))
        if not best:
            lenient = self._lenient(term, needles, fields, relaxed)
            return scores if lenient is None else lenient
        if best < Level.SUBSTRING * _WEIGHTS and fields and _is_mere_consonants(needles[0]):
            # Sooner the first letters of Chinese syllables than a word with a typo.
            sounding = self._sounding_alone(needles[0].text, fields, surely=True)
            return scores if sounding is None else np.maximum(scores, sounding)
        return scores

    def _found(
        self, segment: Segment, term: Term, needles: Sequence[Needle], fields: Sequence[int], relaxed: bool
    ) -> list[tuple[int, NDArray[Any]]]:
        found: list[tuple[int, NDArray[Any]]] = []
        if fields:
            hits = [hit for needle in needles for hit in self._hits(segment, needle, fields, relaxed)]
            if (joined := _without_hyphens(term)) is not None:
                hits += self._hits(segment, Needle(joined, exact=True), fields, relaxed=False)
            found = [(hit.level * _WEIGHTS + _FIELD_WEIGHT[hit.field] + hit.rarity, hit.papers) for hit in hits]
        if term.field == "id" or (term.field == "any" and len(term.text) >= 4 and _may_be_id(term.text)):
            needle = Needle(term.text.lower(), term.exact, term.start, term.end)
            found += [(hit.level * _WEIGHTS + _ID_WEIGHT, hit.papers) for hit in segment.ids(needle)]
        return found

    def _one_letter(self, needle: Needle) -> Scores | None:
        """Return the papers that have a letter, at the beginning of a word unless told otherwise.

        None for what is no mere letter.
        """
        if len(needle.text) != 1 or needle.cased or needle.end:
            return None
        scores = np.zeros(self.size, np.uint8)
        for segment in self._segments:
            rows = segment.letters[OPEN if needle.start else BEGIN].papers(needle.text)
            if rows is None:
                return None
            rows *= np.uint8(Level.PREFIX * _WEIGHTS + _FIELD_WEIGHT[0])
            if needle.exact and not needle.start and (held := segment.letters[HOLD].papers(needle.text)) is not None:
                rows = np.maximum(rows, held * np.uint8(Level.SUBSTRING * _WEIGHTS + _FIELD_WEIGHT[0]))
            papers = segment.papers
            if len(papers) and int(papers[-1]) - int(papers[0]) + 1 == len(papers):
                scores[int(papers[0]) : int(papers[-1]) + 1] = rows
            else:
                scores[papers] = rows
        return scores

    def _hits(self, segment: Segment, needle: Needle, fields: Sequence[int], relaxed: bool) -> list[Found]:
        if needle.spans_words:
            return segment.literal(needle, fields)
        found = segment.beginning(needle, fields)
        if needle.exact:
            return found + segment.inside(needle, fields)
        if is_short(needle.text):
            return found + self._sounding(segment, needle, fields)
        found += segment.inside(needle, fields)
        if 0 in fields:
            found.append(Found(Level.INITIALS, 0, segment.initials(needle.text)))
        return found + self._typos(segment, needle, fields, relaxed) + self._sounding(segment, needle, fields)

    def _typos(self, segment: Segment, needle: Needle, fields: Sequence[int], relaxed: bool) -> list[Found]:
        """Find what a needle is with typos.

        A word that many papers have is seldom a misspelled one, and has so many neighbours (Wang, Yang, Tang) that
        they would drown it; it may be misspelled in a title, where it is seldom so.
        """
        holders = self._holders(needle.text, (0, 1))
        common = self._is_common(holders) and not relaxed
        typos = typos_allowed(needle.text)
        if typos and not common:
            found = segment.misspelled(needle, fields, typos, None)
        elif typos:
            some = fields if len(needle.text) > 5 else [field for field in fields if field == 0]
            found = segment.misspelled(needle, some, typos, max(2, holders // 50)) if some else []
        else:
            found = []
        if not common:
            found += segment.with_letters_left_out(needle, fields)
            if typo_prefix_allowed(needle.text):
                found += segment.misspelled_beginning(needle, fields)
        return found

    def _is_common(self, holders: int) -> bool:
        return holders > self.size // 10_000

    def _holders(self, needle: str, fields: Iterable[int]) -> int:
        word, fields = needle.lower(), tuple(fields)
        return sum(segment.count(word, field) for segment in self._segments for field in fields)

    # Chinese by its sounds

    def _sounding(self, segment: Segment, needle: Needle, fields: Sequence[int]) -> list[Found]:
        """Find Chinese that sounds like the needle: two or more syllables, or the first letters of some."""
        text = needle.text
        if needle.cased or not text.isascii() or not text.isalpha() or len(text) < 2:
            return []
        if not any(segment.characters.any_in(field) for field in fields) or self._begins_titles_words(text):
            return []
        sounds = self._sounds()
        found = []
        for way in sounds.syllables(text):
            found += [Found(Level.SUBSTRING, field, self._in_a_row(segment, way, field)) for field in fields]
        letters = sounds.initials(text) if len(text) == 2 else None
        if letters is not None:
            first, second = letters[0], follows(letters[1])
            found += [
                Found(Level.INITIALS, field, segment.characters.usual_pairs(field, first, second)) for field in fields
            ]
        return found

    def _begins_titles_words(self, text: str) -> bool:
        """Return whether many titles have words that begin so: then these are meant, and no Chinese."""
        return sum(segment.count_beginning(text, 0) for segment in self._segments) > self.size // 1_000

    @staticmethod
    def _in_a_row(
        segment: Segment, characters: Sequence[NDArray[np.int64]], field: int, *, surely: bool = False
    ) -> NDArray[Any]:
        """Return the papers with one of each of some sets of characters, in a row.

        Args:
            segment: Where.
            characters: The sets, two or more.
            field: In which field.
            surely: Return none where there are too many that may have them to look through.
        """
        found: NDArray[Any] | None = None
        for first, second in pairwise(characters):
            papers = segment.characters.papers(field, first, follows(second))
            found = papers if found is None else both(found, papers)
            if not len(found):
                return found
        assert found is not None
        if len(characters) > 2 and segment.has_text:
            found = each_once(found)
            if len(found) <= _VERIFIED_SOUNDS:
                found = segment.with_row(found, field, characters)
            elif surely:
                found = found[:0]
        return found

    # When nothing was found

    def _lenient(self, term: Term, needles: Sequence[Needle], fields: Sequence[int], relaxed: bool) -> Scores | None:
        """Find something for a term that nothing was found for: its parts, or a word begun with a typo."""
        if not needles or not fields:
            return None
        text = needles[0].text
        if CJK.search(text) and not WORD.search(text):
            return self._nearly(text, fields)
        parts = _parts_of(text)
        if len(parts) > 1:
            return self._parts(term, parts, relaxed)
        return None if needles[0].cased else self._sounding_alone(text, fields)

    def _nearly(self, text: str, fields: Sequence[int]) -> Scores | None:
        if len(text) < 4:
            return None
        return self._joined(
            [
                [
                    (Level.TYPO * _WEIGHTS + _FIELD_WEIGHT[field], segment.characters.nearly(text, field))
                    for field in fields
                ]
                for segment in self._segments
            ]
        )

    def _parts(self, term: Term, parts: Sequence[str], relaxed: bool) -> Scores:
        both = np.ones(self.size, bool)
        for part in parts:
            scores = self.scores(replace(term, text=part), relaxed)
            if scores is not None:
                both &= scores > 0
        return both.astype(np.uint8) * np.uint8(Level.TYPOS * _WEIGHTS + _FIELD_WEIGHT[0])

    def _sounding_alone(self, text: str, fields: Sequence[int], *, surely: bool = False) -> Scores | None:
        """Find Chinese by one syllable, or by the first letters of three or more."""
        if len(text) < 2 or not any(segment.characters.any_in(field) for segment in self._segments for field in fields):
            return None
        one, letters = self._sounds().syllable(text), self._sounds().initials(text)

        def papers(segment: Segment, field: int) -> NDArray[Any]:
            if one is not None:
                return segment.characters.papers(field, one, None)
            return self._in_a_row(segment, letters or (), field, surely=surely)

        if one is None and (letters is None or len(letters) < 3):
            return None
        level = (Level.INITIALS if one is None else Level.SUBSTRING) * _WEIGHTS
        return self._joined(
            [[(level + _FIELD_WEIGHT[field], papers(segment, field)) for field in fields] for segment in self._segments]
        )

    # Segments together

    def _joined(self, found: Sequence[Sequence[tuple[int, NDArray[Any]]]]) -> Scores:
        """Return the best score of each paper, as the newest segment that has it says.

        Args:
            found: For each segment scores and papers.
        """
        scores = np.zeros(self.size, np.uint8)
        for at, (segment, hits) in enumerate(zip(self._segments, found, strict=True)):
            if at:
                # What older segments say of these papers is out of date.
                scores[segment.papers] = 0
            # The best come last and are what stays.
            for score, papers in sorted(hits, key=lambda hit: hit[0]):
                scores[papers] = score
        return scores


def needles_of(term: Term) -> list[str]:
    """Return what to look for: the folded term, and with ``ae`` for its ``ä``."""
    return list(filter(None, (fold(term.text), respelled(term.text))))


def _parts_of(text: str) -> list[str]:
    return [*WORD.findall(text), *CJK.findall(text)]


def _without_hyphens(term: Term) -> str | None:
    """Return a term without the hyphens in it: ``pre-training`` is looked for as ``pretraining`` too."""
    joined = unhyphenated(term.text)
    return None if term.quoted or joined == term.text else fold(joined) or None


def _fields(term: Term) -> tuple[int, ...]:
    return {"any": (0, 1), "ti": (0,), "au": (1,), "abs": (0,), "note": (1,)}.get(term.field, ())


def _is_mere_consonants(needle: Needle) -> bool:
    text = needle.text
    return len(text) >= 4 and text.isascii() and text.isalpha() and text.islower() and not set(text) & set("aeiou")


def _may_be_id(text: str) -> bool:
    return any(letter.isdigit() for letter in text) or "/" in text
