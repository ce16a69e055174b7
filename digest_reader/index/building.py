"""Papers to a segment: their texts folded and cut into words, many papers at a time.

Which texts a paper has is told by the caller, a segment's arrays by `digest_reader.index.segment`. Nothing here holds
more than one segment's papers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from digest_reader.closeness import LITTLE
from digest_reader.fold import BREAK, CJK, CJK_RANGES, compounds, raw_fold, respelled, tidy, words
from digest_reader.index.codes import INITIALS, line_end_code, line_start_code, pair_code, tag_code
from digest_reader.index.letters import BEGIN, HOLD, KINDS, LETTERS, OPEN, letters_in, marked, pack, unpacked
from digest_reader.index.phrases import MANY, PLACES
from digest_reader.index.postings import distinct, lower, starts_of, upper
from digest_reader.index.segment import FIELDS
from digest_reader.index.vocabulary import JOINED, arrays_of, case_bits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pairs = NDArray[np.uint64]

AT_ONCE: Final = 2_000
"""Papers that are worked on together: enough that numpy pays, and few enough to let other threads in."""

_CJK_RUN: Final = re.compile(rf"[{CJK_RANGES}]+")
_RUN: Final = "\x1d"
"""Stands for Chinese between words: unlike a clause's end it parts the words of a phrase."""
_MARKERS: Final = ("\n", BREAK, _RUN, "")
_LINE, _CLAUSE, _, _NOTHING = range(len(_MARKERS))
_UPPER: Final = np.uint64(32)
_ROW_BITS: Final = 21
"""A paper's place among those that are added together."""
_PLACE_BITS: Final = 5
_PAIR_KIND: Final = 42
_PAIR_PLACE: Final = 21


@dataclass(frozen=True, slots=True)
class Document:
    """What is indexed of a paper.

    Attributes:
        number: The paper; documents come in the order of their numbers.
        lines: The texts of each field as they are shown: titles in every language, and names.
        id: Its id.
        tags: Names of facts.
        codes: Numbers of facts, as `digest_reader.index.codes.fact_code` gives them.
    """

    number: int
    lines: tuple[Sequence[str], Sequence[str]]
    id: str = ""
    tags: Sequence[str] = ()
    codes: Sequence[int] = ()


@dataclass(slots=True)
class _Field:
    """What was read of one field so far."""

    pairs: list[Pairs] = field(default_factory=list)
    places: list[NDArray[np.uint32]] = field(default_factory=list)
    lines: list[NDArray[np.uint32]] = field(default_factory=list)
    open: list[NDArray[np.bool_]] = field(default_factory=list)
    text: list[bytes] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)


class Builder:
    """Makes one segment."""

    def __init__(self, *, keep_text: bool = True, initials: bool = True) -> None:
        """Begin an empty segment.

        Args:
            keep_text: Whether texts can be looked through later, and phrases and the ends of lines be told; abstracts
                cost as much as their words.
            initials: Whether the first field's words are found by their initials.
        """
        self._keep_text = keep_text
        self._initials = initials
        self._words = _Words()
        self._fields = [_Field() for _ in range(FIELDS)]
        self._numbers: list[NDArray[np.uint32]] = []
        self._ids: list[bytes] = []
        self._codes: list[Pairs] = []
        self._code_numbers: dict[int, int] = {}
        self._code_pairs: list[Pairs] = []
        self._tags: set[str] = set()

    def __len__(self) -> int:
        return sum(map(len, self._numbers))

    def add(self, documents: Sequence[Document]) -> None:
        """Add papers, at most `AT_ONCE` for the best speed."""
        if not documents:
            return
        numbers = np.array([each.number for each in documents], np.uint32)
        self._numbers.append(numbers)
        self._ids += [each.id.lower().encode("utf-8", "surrogatepass").replace(b"\n", b" ") for each in documents]
        for at in range(FIELDS):
            self._add_field(at, [each.lines[at] for each in documents], numbers)
        coded = [(code, each.number) for each in documents for code in (*each.codes, *map(tag_code, each.tags))]
        for each in documents:
            self._tags.update(each.tags)
        if coded:
            table = np.array(coded, np.uint64)
            self._add_codes(table[:, 0], table[:, 1])

    def arrays(self) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
        """Return the segment's arrays and what else is to be known of it; the builder is empty then."""
        vocabulary, order = self._words.sorted()
        papers = np.concatenate(self._numbers) if self._numbers else np.empty(0, np.uint32)
        ids = np.frombuffer(b"\n" + b"".join([each + b"\n" for each in self._ids]), np.uint8)
        arrays: dict[str, NDArray[Any]] = {"papers": papers, **vocabulary, "id.text": ids}
        arrays["id.ends"] = np.flatnonzero(ids == ord("\n")).astype(np.uint32)
        letters = _PaperLetters(arrays, len(papers)) if self._keep_text else None
        for at, each in enumerate(self._fields):
            words, holders, places = self._sorted_field(each, order)
            arrays[f"{at}.starts"] = starts_of(words, len(arrays["variant.case"]))
            arrays[f"{at}.papers"] = holders
            if letters is not None:
                arrays[f"{at}.places"], arrays[f"{at}.lines"] = places, _together(each.lines)
                letters.add(words, np.searchsorted(papers, holders))
                letters.open |= np.concatenate([letters.open[:, :0], *each.open], axis=1)
                arrays[f"{at}.text"] = np.frombuffer(b"".join(each.text), np.uint8)
                ends = np.zeros(len(each.lengths) + 1, np.int64)
                np.cumsum(each.lengths, out=ends[1:])
                arrays[f"{at}.text_ends"] = ends
            self._fields[at] = _Field()
        if letters is not None:
            arrays.update(letters.arrays())
        numbers = np.array(list(self._code_numbers), np.uint64)
        by_code = np.argsort(numbers)
        place = np.empty(len(numbers), np.uint32)
        place[by_code] = np.arange(len(numbers), dtype=np.uint32)
        pairs = distinct([_renumbered(part, place) for part in self._code_pairs])
        arrays["code.numbers"] = numbers[by_code]
        arrays["code.starts"] = starts_of(upper(pairs), len(numbers))
        arrays["code.papers"] = lower(pairs)
        return arrays, {"tags": sorted(self._tags)}

    @staticmethod
    def _sorted_field(read: _Field, order: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], ...]:
        """Return the words in order; for each a paper that has it, in order; and where in its text, if kept.

        A word comes as often as there are papers that have it.
        """
        pairs = np.concatenate(read.pairs) if read.pairs else np.empty(0, np.uint64)
        # Papers come in their order: with its row beside the word it takes no more than a sort of numbers.
        keys = order[upper(pairs)].astype(np.uint64) << _UPPER | np.arange(len(pairs), dtype=np.uint64)
        keys.sort()
        rows = lower(keys)
        return upper(keys), lower(pairs)[rows], _together(read.places)[rows] if read.places else rows[:0]

    # One field of some papers

    def _add_field(self, at: int, texts: Sequence[Sequence[str]], numbers: NDArray[np.uint32]) -> None:
        lines: list[str] = []
        owners: list[int] = []
        readings: list[int] = []
        further: list[tuple[str, int]] = []
        titles = at == 0 and self._initials
        for row, said in enumerate(texts):
            for line in said:
                given = " ".join(line.split()) if "\n" in line or "\r" in line else line
                first = len(lines)
                for reading in (given, *_other_readings(given, as_shown=titles)):
                    lines.append(reading)
                    owners.append(row)
                    readings.append(first)
                if titles:
                    further += [(word, row) for word in _joined(given)]
        owner = np.array(owners, np.int64)
        folded = _folded(lines)
        tidied = [tidy(line) for line in folded]
        self._add_words(at, folded, owner, np.array(readings, np.int64), numbers)
        if further:
            ids = np.fromiter((self._words[word] for word, _ in further), np.uint64, len(further))
            rows = numbers[[row for _, row in further]].astype(np.uint64)
            pairs = distinct([ids << _UPPER | rows])
            self._fields[at].pairs.append(pairs)
            if self._keep_text:
                # They stand nowhere.
                self._fields[at].places.append(np.zeros(len(pairs), np.uint32))
        self._add_characters(at, tidied, owner, numbers)
        if self._keep_text:
            self._keep(at, tidied, owner, len(texts))

    def _add_words(
        self,
        at: int,
        folded: list[str],
        owner: NDArray[np.int64],
        readings: NDArray[np.int64],
        numbers: NDArray[np.uint32],
    ) -> None:
        """Add the words of lines.

        Args:
            at: The field.
            folded: The lines.
            owner: For each line the row of its paper.
            readings: For each line the first one that is another reading of the same.
            numbers: The papers.
        """
        text = "\n".join(folded) + "\n"
        if not text.isascii():
            text = _CJK_RUN.sub(f" {_RUN} ", text)
        # Folded text has no other white space. Splitting costs a fifth of what a regular expression does.
        pieces = text.replace("\n", " \n ").replace(BREAK, f" {BREAK} ").split(" ")
        ids = np.fromiter(map(self._words.__getitem__, pieces), np.uint32, len(pieces))
        ids = ids[ids != _NOTHING]
        # A line's end belongs to it; without any line there is one end all the same.
        ends = ids == _LINE
        line = np.cumsum(ends) - ends
        is_word = ids >= len(_MARKERS)
        rows = owner[line[is_word]] if len(owner) else owner
        if self._keep_text:
            self._add_places(at, ids, owner, readings, numbers)
        else:
            papers = numbers[rows].astype(np.uint64)
            self._fields[at].pairs.append(distinct([ids[is_word].astype(np.uint64) << _UPPER | papers]))
        if self._initials and at == 0 and len(ids) > 2:
            self._add_initials(ids, line, owner, numbers)

    def _add_places(
        self,
        at: int,
        ids: NDArray[np.uint32],
        owner: NDArray[np.int64],
        readings: NDArray[np.int64],
        numbers: NDArray[np.uint32],
    ) -> None:
        """Add words with their places: see `digest_reader.index.phrases`."""
        lines, letters = np.ones(len(numbers), np.uint32), self._words.letters()[0]
        firsts, rows = letters[:0], owner[:0]
        if len(owner):
            ids = ids[ids != _CLAUSE]
            ends = np.flatnonzero(ids == _LINE)
            lengths = np.diff(ends, prepend=-1)
            begun = _begun(lengths, owner, readings)
            place = np.repeat(begun - ends + lengths, lengths) + np.arange(len(ids))
            np.bitwise_or.at(lines, owner, np.uint32(1) << (place[ends] % PLACES).astype(np.uint32))
            lines[owner[place[ends] >= PLACES]] |= MANY
            firsts, rows = letters[ids[ends - lengths + 1]], owner
            is_word = ids >= len(_MARKERS)
            keys = ids[is_word].astype(np.uint64) << np.uint64(_ROW_BITS)
            keys |= np.repeat(owner, lengths)[is_word].astype(np.uint64)
            keys <<= np.uint64(_PLACE_BITS)
            keys |= (place[is_word] % PLACES).astype(np.uint64)
            keys.sort()
            bits = np.uint32(1) << (keys & np.uint64((1 << _PLACE_BITS) - 1)).astype(np.uint32)
            keys >>= np.uint64(_PLACE_BITS)
            first = np.flatnonzero(np.diff(keys, prepend=~keys[:1]))
            keys = keys[first]
            papers = numbers[(keys & np.uint64((1 << _ROW_BITS) - 1)).astype(np.int64)].astype(np.uint64)
            self._fields[at].pairs.append(keys >> np.uint64(_ROW_BITS) << _UPPER | papers)
            self._fields[at].places.append(np.bitwise_or.reduceat(bits, first))
        self._fields[at].lines.append(lines)
        self._fields[at].open.append(marked(firsts, rows, len(numbers)))

    def _add_initials(
        self, ids: NDArray[np.uint32], line: NDArray[Any], owner: NDArray[np.int64], numbers: NDArray[np.uint32]
    ) -> None:
        letters, little = self._words.letters()
        first = letters[ids].astype(np.uint64)
        short = little[ids].astype(np.uint64)
        three = (first[:-2] > 0) & (first[1:-1] > 0) & (first[2:] > 0)
        code = first[:-2] << np.uint64(16) | first[1:-1] << np.uint64(8) | first[2:]
        code = code << np.uint64(2) | short[:-2] << np.uint64(1) | short[2:] | np.uint64(INITIALS << _PAIR_KIND)
        self._add_codes(code[three], numbers[owner[line[:-2][three]]])

    def _add_characters(
        self, at: int, tidied: list[str], owner: NDArray[np.int64], numbers: NDArray[np.uint32]
    ) -> None:
        rows = [row for row, line in enumerate(tidied) if not line.isascii() and CJK.search(line)]
        if not rows:
            return
        points = np.frombuffer(("\n".join(tidied[row] for row in rows) + "\n").encode("utf-32-le"), np.uint32)
        is_cjk = _is_cjk(points)
        places = np.flatnonzero(is_cjk)
        following = np.where(is_cjk[places + 1], points[places + 1], 0).astype(np.uint64)
        code = points[places].astype(np.uint64) << np.uint64(_PAIR_PLACE) | following | np.uint64(pair_code(at, 0, 0))
        line = np.searchsorted(np.flatnonzero(points == ord("\n")), places)
        papers = numbers[owner[np.array(rows)[line]]]
        self._add_codes(code, papers)
        if self._keep_text:
            before = np.where(is_cjk[places - 1], points[places - 1], 0).astype(np.uint64)
            opens, closes = points[places - 1] == ord("\n"), points[places + 1] == ord("\n")
            shifted = points[places].astype(np.uint64) << np.uint64(_PAIR_PLACE)
            self._add_codes((shifted | following | np.uint64(line_start_code(at, 0, 0)))[opens], papers[opens])
            self._add_codes((shifted | before | np.uint64(line_end_code(at, 0, 0)))[closes], papers[closes])

    def _add_codes(self, codes: NDArray[np.uint64], papers: NDArray[Any]) -> None:
        found, places = np.unique(codes, return_inverse=True)
        known = self._code_numbers
        ids = np.array([known.setdefault(code, len(known)) for code in found.tolist()], np.uint64)
        self._code_pairs.append(distinct([ids[places.reshape(-1)] << _UPPER | papers.astype(np.uint64)]))

    def _keep(self, at: int, tidied: list[str], owner: NDArray[np.int64], papers: int) -> None:
        kept: list[list[str]] = [[] for _ in range(papers)]
        for row, line in zip(owner.tolist(), tidied, strict=True):
            if line:
                kept[row].append(line)
        for lines in kept:
            text = ("\n" + "\n".join(dict.fromkeys(lines)) + "\n").lower().encode()
            self._fields[at].text.append(text)
            self._fields[at].lengths.append(len(text))


class _PaperLetters:
    """The papers of a segment that have a letter, in the ways of `digest_reader.index.letters.KINDS`.

    Attributes:
        open: For each letter whether each paper has a line that begins with it; the caller sees to that.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], papers: int) -> None:
        """Take a vocabulary's arrays, and how many papers there are."""
        variants = np.diff(arrays["variant.starts"])
        firsts = arrays["word.blob"][arrays["word.ends"][:-1] + np.uint32(1)]
        self._firsts = np.repeat(firsts, variants)
        self._within = np.repeat(letters_in(arrays["word.blob"], arrays["word.ends"]), variants)
        self._begun = np.zeros((len(LETTERS), papers), bool)
        self.open = np.zeros((len(LETTERS), papers), bool)
        self._held = np.zeros(papers, np.uint64)

    def add(self, words: NDArray[np.uint32], rows: NDArray[np.intp]) -> None:
        """Add words of papers, which are told by their rows."""
        self._begun |= marked(self._firsts[words], rows, self._begun.shape[1])
        np.bitwise_or.at(self._held, rows, self._within[words])

    def arrays(self) -> dict[str, NDArray[np.uint8]]:
        told = {BEGIN: self._begun, OPEN: self.open, HOLD: unpacked(self._held)}
        return {f"letters.{kind}": pack(iter(told[kind])) for kind in KINDS}


class _Words(dict[str, int]):
    """The number of each word as it is written, in the order in which they were met; markers come first."""

    def __init__(self) -> None:
        super().__init__((marker, number) for number, marker in enumerate(_MARKERS))
        self._letters = np.zeros(len(_MARKERS), np.uint8)
        self._little = np.zeros(len(_MARKERS), bool)
        self._new: list[str] = []

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        self._new.append(word)
        return number

    def letters(self) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
        """Return the initial of each word, 0 where it is none to type, and whether it is a little word."""
        if self._new:
            lower_case = [word.lower() for word in self._new]
            first = [ord(word[0]) if word[0].isascii() and word[0].isalnum() else 0 for word in lower_case]
            self._letters = np.concatenate([self._letters, np.array(first, np.uint8)])
            little = np.array([word in LITTLE for word in lower_case], bool)
            self._little = np.concatenate([self._little, little])
            self._new = []
        return self._letters, self._little

    def sorted(self) -> tuple[dict[str, NDArray[Any]], NDArray[np.uint32]]:
        """Return the arrays of the vocabulary, and the new number of each word."""
        variants = [
            (text := word.lower(), case_bits(word, text), number)
            for word, number in self.items()
            if number >= len(_MARKERS)
        ]
        keyed = sorted([(text.encode(), case, number) for text, case, number in variants])
        order = np.zeros(len(self), np.uint32)
        distinct_words: list[bytes] = []
        starts: list[int] = []
        for place, (word, _, number) in enumerate(keyed):
            if not distinct_words or distinct_words[-1] != word:
                distinct_words.append(word)
                starts.append(place)
            order[number] = place
        arrays = arrays_of(distinct_words)
        arrays["variant.starts"] = np.array([*starts, len(keyed)], np.uint32)
        arrays["variant.case"] = np.array([case for _, case, _ in keyed], np.uint64)
        return arrays, order


def _folded(lines: Sequence[str]) -> list[str]:
    """Return each line folded, clauses told apart; ASCII by itself, for which there is a faster way."""
    plain = [line.isascii() for line in lines]
    ascii_lines = iter(raw_fold("\n".join(compress(lines, plain))).split("\n"))
    others = iter(raw_fold("\n".join(line for line in lines if not line.isascii())).split("\n"))
    return [next(ascii_lines) if is_plain else next(others) for is_plain in plain]


def _other_readings(line: str, *, as_shown: bool) -> Iterable[str]:
    """Return a text as it is found too: ``ä`` as ``ae``, TeX as it is shown."""
    if as_shown and ("\\" in line or "$" in line):
        from digest_reader.tex import to_unicode

        yield to_unicode(line).replace("\n", " ")
    if not line.isascii() and (other := respelled(line)) is not None:
        yield other


def _joined(title: str) -> list[str]:
    """Return the words of a title that stand with a hyphen, without it."""
    return [JOINED + word for word in words(compounds(title))] if "-" in title or not title.isascii() else []


def _begun(lengths: NDArray[Any], owner: NDArray[np.int64], readings: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the place, in its paper's text, where each line begins; readings as long as the first begin where it does.

    Args:
        lengths: How many places each line takes, its end included.
        owner: For each line the row of its paper.
        readings: For each line the first one that is another reading of the same.
    """
    same = np.where(lengths == lengths[readings], readings, np.arange(len(readings)))
    taken = np.where(same == np.arange(len(same)), lengths, 0)
    begun: NDArray[np.int64] = (np.cumsum(taken) - taken)[same]
    return begun - begun[np.searchsorted(owner, owner)]


def _together(parts: Sequence[NDArray[np.uint32]]) -> NDArray[np.uint32]:
    return np.concatenate(parts) if parts else np.empty(0, np.uint32)


def _is_cjk(points: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Return which code points `digest_reader.fold.CJK` matches."""
    found = np.zeros(len(points), bool)
    for first, last in ((0x3005, 0x3007), (0x3041, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x3FFFF)):
        found |= (points >= first) & (points <= last)
    return found


def _renumbered(pairs: Pairs, order: NDArray[np.uint32]) -> Pairs:
    return order[upper(pairs)].astype(np.uint64) << _UPPER | (pairs & np.uint64(0xFFFFFFFF))
