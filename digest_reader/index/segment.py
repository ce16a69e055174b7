"""One segment: some papers, their words in each of two fields, and what else they are found by.

A segment answers for one needle at a time, with lists of papers and how well each was found. It knows neither queries
nor other segments. How a segment is made is `digest_reader.index.building`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from digest_reader.closeness import Level, initials_letters
from digest_reader.fold import CJK, WORD
from digest_reader.index.characters import Characters
from digest_reader.index.codes import Codes, initials_code
from digest_reader.index.letters import KINDS, Letters
from digest_reader.index.needle import Found, Needle
from digest_reader.index.phrases import Phrases, Piece, Runs
from digest_reader.index.postings import NOBODY, Postings, both, each_once
from digest_reader.index.texts import Texts
from digest_reader.index.vocabulary import JOINED, Vocabulary, case_bits, in_case
from digest_reader.index.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Papers = NDArray[Any]
    Words = NDArray[np.int64]

FIELDS: Final = 2
"""Every segment has two: titles and names, or abstracts and notes."""

_PIECES: Final = re.compile(rf"{WORD.pattern}|(?:{CJK.pattern})+")
_JOINED_BEGUN: Final = 5
_FEWER: Final = (10, 100, 1_000)
"""Words that the needle is a misspelled one of are the rarer, the fewer papers have them."""
_VERIFIED: Final = 5_000
"""Up to so many papers that have all pairs of a Chinese text are looked through for the text itself; beyond, the pairs
do: who has them all has nearly always the text."""
_NO_RUNS: Final = Runs(np.empty(0, np.int64), np.empty(0, np.int64))


class Segment:
    """Some papers' words, in memory or mapped from a file.

    Attributes:
        papers: The numbers of its papers, in order.
        tags: The names of the facts known of any of its papers.
        words: Its distinct words.
        letters: Its papers by letters, in each of the ways of `digest_reader.index.letters.KINDS`; only where it has
            texts.
        codes: Its papers by what has a number.
        characters: Its papers by their Chinese.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], about: Mapping[str, Any]) -> None:
        """Take what `digest_reader.index.building` made.

        Args:
            arrays: The arrays, by name.
            about: What else there is to know: ``tags``.
        """
        self.arrays = arrays
        self.about = about
        self.papers = arrays["papers"]
        self.tags: Sequence[str] = about["tags"]
        self.words = Vocabulary(Window(arrays["word.blob"]), arrays)
        self._variants = arrays["variant.starts"]
        self._case = arrays["variant.case"]
        self._postings = [Postings(arrays[f"{field}.starts"], arrays[f"{field}.papers"]) for field in range(FIELDS)]
        self.codes = Codes(arrays["code.numbers"], Postings(arrays["code.starts"], arrays["code.papers"]))
        self.characters = Characters(self.codes)
        self.letters = {
            kind: Letters(arrays[f"letters.{kind}"], len(self.papers)) for kind in KINDS if f"letters.{kind}" in arrays
        }
        self._ids, self._id_text, self._id_ends = Window(arrays["id.text"]), arrays["id.text"], arrays["id.ends"]
        self._texts = [
            Texts(arrays[f"{field}.text"], arrays[f"{field}.text_ends"], self.papers)
            for field in range(FIELDS)
            if f"{field}.text" in arrays
        ]
        self._phrases = [
            Phrases(self._postings[field], arrays[f"{field}.places"], arrays[f"{field}.lines"], self.papers)
            for field in range(FIELDS)
            if f"{field}.places" in arrays
        ]

    @property
    def has_text(self) -> bool:
        """Whether the texts themselves are there, so that what is found by its parts can be looked through."""
        return bool(self._texts)

    # Words

    def count(self, word: str, field: int) -> int:
        """Return in how many papers' field a word is, in whatever case; a paper may count more than once."""
        number = self.words.whole(word.encode())
        return 0 if number is None else self._postings[field].count(*self._run(number, number + 1))

    def count_beginning(self, beginning: str, field: int) -> int:
        """Return in how many papers' field a word begins so; a paper may count more than once."""
        return self._postings[field].count(*self._run(*self.words.beginning(beginning.encode())))

    def beginning(self, needle: Needle, fields: Iterable[int]) -> list[Found]:
        """Find the words that are, or begin with, a needle."""
        found = []
        # Short beginnings of words that are joined here are not what is meant: IQE-CLIP is no QEC.
        for sought, begun in ((needle, True), (Needle(JOINED + needle.text), len(needle.text) >= _JOINED_BEGUN)):
            first, stop = self.words.beginning(sought.lower.encode())
            if first == stop:
                continue
            whole = first + (self.words.word(first) == sought.lower.encode())
            for field in fields:
                if begun:
                    found.append(Found(Level.PREFIX, field, self._in_range(sought, field, whole, stop)))
                found.append(Found(Level.WORD, field, self._in_range(sought, field, first, whole)))
        return found

    def inside(self, needle: Needle, fields: Iterable[int]) -> list[Found]:
        """Find the words that hold a needle elsewhere than at their beginning."""
        words = self.words.containing(needle.lower.encode())
        if needle.cased:
            return self._where(words, fields, Level.SUBSTRING, lambda word: word.find(needle.text) > 0)
        first, stop = self.words.beginning(needle.lower.encode())
        return self._of(words[(words < first) | (words >= stop)], fields, Level.SUBSTRING)

    def misspelled(self, needle: Needle, fields: Iterable[int], typos: int, rarer_than: int | None) -> list[Found]:
        """Find the words that a needle with its typos is meant to be.

        Args:
            needle: The needle.
            fields: Where.
            typos: How many it may have.
            rarer_than: Only words that fewer papers hold, none for all words.
        """
        words, distances = self.words.misspelled(needle.lower, typos)
        other = distances > 0
        words, distances = words[other], distances[other]
        found = []
        for level, most in ((Level.TYPOS, 2), (Level.TYPO, 1)):
            some = words[distances == most]
            holders = self._holders(some)
            if rarer_than is not None:
                some, holders = some[holders < rarer_than], holders[holders < rarer_than]
            if needle.cased:
                found += self._where(some, fields, level, lambda word: _typos(needle.text, word) <= typos)
                continue
            rarities = np.searchsorted(_FEWER, holders, side="right")
            for usual in np.unique(rarities).tolist():
                hits = self._of(some[rarities == usual], fields, level)
                found += [hit._replace(rarity=len(_FEWER) - usual) for hit in hits]
        return found

    def misspelled_beginning(self, needle: Needle, fields: Iterable[int]) -> list[Found]:
        """Find the words whose beginning is the needle with one typo: what a person may be about to type."""
        words = self.words.misspelled_beginning(needle.lower)
        if not needle.cased:
            return self._of(words, fields, Level.BEGUN)
        length = len(needle.text)
        return self._where(
            words,
            fields,
            Level.BEGUN,
            lambda word: any(_typos(needle.text, word[: length + more]) <= 1 for more in (-1, 0, 1)),
        )

    def with_letters_left_out(self, needle: Needle, fields: Iterable[int]) -> list[Found]:
        """Find the words that begin like the needle and have its letters in order, near each other."""
        words = self.words.with_letters_left_out(needle.lower)
        if not needle.cased:
            return self._of(words, fields, Level.SUBSEQUENCE)
        return self._where(words, fields, Level.SUBSEQUENCE, lambda word: _in_order(needle.text, word))

    def _run(self, first: int, stop: int) -> tuple[int, int]:
        """Return the range of the variants (words as they are written) of a range of words."""
        return int(self._variants[first]), int(self._variants[stop])

    def _holders(self, words: Words) -> Words:
        """Return in how many papers each of some words is; a paper may count more than once."""
        first, stop = self._variants[words], self._variants[words + 1]
        counts = np.zeros(len(words), np.int64)
        for postings in self._postings:
            counts += postings.starts[stop].astype(np.int64) - postings.starts[first].astype(np.int64)
        return counts

    def _in_range(self, needle: Needle, field: int, first: int, stop: int) -> Papers:
        begin, end = self._run(first, stop) if first < stop else (0, 0)
        postings = self._postings[field]
        if not needle.cased:
            return postings.range(begin, end)
        length = min(len(needle.text), 64)
        wanted = np.uint64(case_bits(needle.text, needle.lower))
        alike = (self._case[begin:end] & np.uint64((1 << length) - 1)) == wanted
        return postings.gather(np.flatnonzero(alike) + begin)

    def _of(self, words: Words, fields: Iterable[int], level: Level) -> list[Found]:
        if not len(words):
            return []
        runs = self._runs(words)
        return [
            Found(level, field, self._postings[field].papers[part])
            for field in fields
            for part in self._postings[field].parts(*runs)
        ]

    def _where(self, words: Words, fields: Iterable[int], level: Level, test: Callable[[str], bool]) -> list[Found]:
        """Find those of some words that, as they are written, pass a test."""
        chosen = self._written(words, test)
        return [Found(level, field, self._postings[field].gather(chosen)) for field in fields] if len(chosen) else []

    def _runs(self, words: Words) -> Runs:
        """Return the variants of some words."""
        return Runs(self._variants[words], self._variants[words + 1])

    def _written(self, words: Words, test: Callable[[str], bool]) -> Words:
        """Return the variants of some words that, as they are written, pass a test."""
        return np.array(
            [
                variant
                for word, text in zip(words.tolist(), self.words.texts(words), strict=True)
                for variant in range(*self._run(word, word + 1))
                if test(in_case(text, int(self._case[variant])))
            ],
            np.int64,
        )

    # Initials

    def initials(self, needle: str) -> Papers:
        """Return the papers with words in a row, in a clause of a title, that begin with these letters.

        Little words may be among them, but neither first nor last: ``moe`` is a mixture of experts.
        """
        letters = initials_letters(needle)
        if letters is None:
            return NOBODY
        found: Papers | None = None
        last = len(letters) - 3
        for at in range(last + 1):
            codes = [
                initials_code(letters[at : at + 3], little_first=first, little_last=end)
                for first in (False, True)
                for end in (False, True)
                if not (first and at == 0) and not (end and at == last)
            ]
            papers = np.concatenate([self.codes.one(code) for code in codes])
            found = papers if found is None else both(found, papers)
        return NOBODY if found is None else found

    # Ids

    def ids(self, needle: Needle) -> list[Found]:
        """Return the papers whose id holds a needle."""
        sought = (("\n" if needle.start else "") + needle.lower + ("\n" if needle.end else "")).encode()
        places = self._ids.each(sought, int(self._id_ends[-1]) + 1)
        begin, end = places + needle.start, places + len(sought) - needle.end
        papers = self.papers[np.searchsorted(self._id_ends, begin.astype(self._id_ends.dtype)) - 1]
        begins, ends = self._id_text[begin - 1] == ord("\n"), self._id_text[end] == ord("\n")
        levels = ((Level.SUBSTRING, ~begins), (Level.PREFIX, begins & ~ends), (Level.WORD, begins & ends))
        return [Found(level, 0, papers[chosen]) for level, chosen in levels]

    # Texts

    def literal(self, needle: Needle, fields: Iterable[int]) -> list[Found]:
        """Find the texts that hold a needle, of one or more words or Chinese characters, as it is."""
        if self._phrases and not CJK.search(needle.text):
            return self._phrase(needle, fields)
        found = []
        for field in fields:
            papers = self._with_parts(needle, field)
            if not len(papers):
                continue
            if self._texts and not self._is_told_by_pairs(needle, len(papers)):
                found += self._texts[field].holding(needle, each_once(papers), field)
            elif needle.start or needle.end or CJK.match(needle.text):
                found.append(Found(Level.PREFIX, field, papers))
            else:
                found.append(Found(Level.SUBSTRING, field, papers))
        return found

    @staticmethod
    def _is_told_by_pairs(needle: Needle, papers: int) -> bool:
        """Return whether so many papers with all pairs of a text need not be looked through for it."""
        if (needle.start and needle.end) or not all(map(CJK.match, needle.text)):
            return False
        return len(needle.text) <= 2 or papers > _VERIFIED

    def _phrase(self, needle: Needle, fields: Iterable[int]) -> list[Found]:
        """Find words one after the other, of which the outer ones may be parts of longer words."""
        pieces = needle.text.split()
        last = len(pieces) - 1
        asked = [
            self._piece(piece, before=at == 0 and not needle.start, after=at == last and not needle.end)
            for at, piece in enumerate(pieces)
        ]
        found = []
        for field in fields:
            told = self._phrases[field].holding(asked, start=needle.start, end=needle.end)
            found += [Found(level, field, papers) for level, papers in told if level is not None]
            if unsure := [papers for level, papers in told if level is None]:
                found += self._texts[field].holding(needle, each_once(np.concatenate(unsure)), field)
        return found

    def _piece(self, piece: str, *, before: bool, after: bool) -> Piece:
        """Return the words that one of a phrase may be, which may go on before or after it."""
        lower = piece.lower().encode()
        number = self.words.whole(lower)
        whole = np.array([] if number is None else [number], np.int64)
        first, stop = self.words.beginning(lower) if after else (0, 0)
        first += number is not None
        inside = self.words.ending(lower) if before else whole[:0]
        inside = inside[inside != number] if number is not None else inside
        if piece == piece.lower():
            begun = Runs(self._variants[[first]], self._variants[[stop]]) if first < stop else _NO_RUNS
            return Piece(self._runs(whole), begun, self._runs(inside))
        chosen = (
            self._written(whole, lambda word: word == piece),
            self._written(np.arange(first, stop), lambda word: word.startswith(piece)),
            self._written(inside, lambda word: word.endswith(piece)),
        )
        return Piece(*(Runs(variants, variants + 1) for variants in chosen))

    def _with_parts(self, needle: Needle, field: int) -> Papers:
        """Return the papers that have every word and every two Chinese characters of a needle."""
        pieces = _PIECES.findall(needle.text)
        lists: list[Papers] = []
        for at, piece in enumerate(pieces):
            first, last = at == 0, at == len(pieces) - 1
            if CJK.match(piece):
                if self._texts and first and needle.start:
                    lists.append(self.characters.line_begins(piece, field))
                if self._texts and last and needle.end:
                    lists.append(self.characters.line_ends(piece, field))
                lists += self.characters.with_run(piece, field)
            else:
                lists.append(self._with_word(piece, field, first and not needle.start, last and not needle.end))
        if not lists:
            return NOBODY
        lists.sort(key=len)
        found = lists[0]
        for papers in lists[1:]:
            found = both(found, papers)
        return found

    def _with_word(self, piece: str, field: int, open_before: bool, open_after: bool) -> Papers:
        """Return the papers with a word, which may go on before and after the piece where that is open."""
        lower = piece.lower().encode()
        if open_before and open_after:
            words = self.words.containing(lower)
        elif open_before:
            words = self.words.ending(lower)
        elif open_after:
            words = np.arange(*self.words.beginning(lower))
        else:
            number = self.words.whole(lower)
            words = np.array([] if number is None else [number], np.int64)
        if piece != piece.lower():
            found = self._where(words, (field,), Level.WORD, lambda word: piece in word)
        else:
            found = self._of(words, (field,), Level.WORD)
        return found[0].papers if found else NOBODY

    def with_row(self, papers: Papers, field: int, characters: Sequence[NDArray[Any]]) -> Papers:
        """Return those of some papers that have one of each of some sets of characters, in a row."""
        if not len(papers):
            return papers
        texts = self._texts[field].each(papers)
        points = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)
        held = _among(points, characters[0])
        for at, each in enumerate(characters[1:], start=1):
            held[:-at] &= _among(points[at:], each)
            held[-at:] = False
        # Each text begins with a newline: no row runs over from one into the next.
        starts = np.cumsum([0, *map(len, texts[:-1])])
        found: Papers = papers[np.logical_or.reduceat(held, starts)]
        return found

    def lines(self, paper: int, field: int) -> str:
        """Return a paper's folded text in a field: lower case, a newline before and after each line."""
        return self._texts[field].of(paper) if self._texts else ""


def _typos(needle: str, word: str) -> int:
    from rapidfuzz.distance import OSA

    return OSA.distance(needle, word)


def _among(points: NDArray[np.uint32], characters: NDArray[Any]) -> NDArray[np.bool_]:
    """Return which of some code points are one of some characters."""
    table = np.zeros(int(characters.max(initial=0)) + 2, bool)
    table[characters] = True
    # The table ends with a place for all that is beyond it.
    return table[np.minimum(points, np.uint32(len(table) - 1))]


def _in_order(needle: str, word: str) -> bool:
    letters = iter(word)
    return all(letter in letters for letter in needle)
