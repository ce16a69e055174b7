"""One field of all papers as an inverted index: its words, which papers hold each, and which words a needle means.

Matching is on the vocabulary, never on the papers' texts: 80,000 papers have 75,000 distinct words in their titles.
Texts are looked at only where a needle spans words. It knows neither queries nor scores of papers; those are
`digest_reader.filter`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from digest_reader.closeness import Level, is_left_out, left_out, typo_prefix_allowed, typos_allowed
from digest_reader.fold import CJK, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_KEPT = 64
_WORTH_KEEPING = 20_000

Hit = tuple[Level, "Sequence[Sequence[int]]"]
"""How well, and the row numbers of papers by word; a row may come more than once."""


class WordIndex:
    """The words of one field. A text is lines of folded text; a line that begins with a tab is further words."""

    def __init__(self, cased_text: Callable[[int], str]) -> None:
        """Begin an empty index.

        Args:
            cased_text: Gives a row's folded text as it was added; only lower case is kept here.
        """
        self._cased_text = cased_text
        self._texts: list[str] = []
        self._rows_of: dict[str, list[int]] = {}
        self._characters: dict[str, list[int]] = {}
        self._words: list[str] = []
        self._lower: list[str] = []
        self._rows: list[list[int]] = []
        self._blob = ""
        self._starts: list[int] = []
        self._containing: dict[str, list[int]] = {}

    def add(self, text: str) -> None:
        """Add the text of the next row."""
        row = len(self._texts)
        rows_of = self._rows_of
        for word in set(words(text)):
            rows = rows_of.get(word)
            if rows is None:
                rows_of[word] = [row]
            else:
                rows.append(row)
        text = text.lower()
        self._texts.append(f"\n{text}\n")
        if not text.isascii():
            self._add_characters(row, text)

    def _add_characters(self, row: int, text: str) -> None:
        """Chinese and Japanese have no words to index: their characters stand for them."""
        for char in set(CJK.findall(text)):
            self._characters.setdefault(char, []).append(row)

    def freeze(self) -> None:
        """Sort the vocabulary; nothing can be added after it."""
        pairs = sorted((word.lower(), word) for word in self._rows_of)
        self._lower = [lower for lower, _ in pairs]
        self._words = [word for _, word in pairs]
        self._rows = [self._rows_of[word] for word in self._words]
        self._rows_of = {}
        self._blob = "".join([f"{word}\n" for word in self._lower])
        at = 0
        for word in self._lower:
            self._starts.append(at)
            at += len(word) + 1

    def text(self, row: int) -> str:
        """Return a row's lower-case text, a newline before and after each line."""
        return self._texts[row]

    # Needles within one word

    def beginning(self, needle: str, cased: bool) -> Iterator[Hit]:
        """Find the words that are, or begin with, a needle."""
        first, stop = self._prefix_range(needle.lower())
        whole = first + len(self._whole(needle.lower()))
        if cased:
            yield Level.WORD, self._lists(at for at in range(first, whole) if self._words[at] == needle)
            yield Level.PREFIX, self._lists(at for at in range(whole, stop) if self._words[at].startswith(needle))
        else:
            yield Level.WORD, self._rows[first:whole]
            yield Level.PREFIX, self._rows[whole:stop]

    def inside(self, needle: str, cased: bool) -> Iterator[Hit]:
        """Find the words that hold a needle elsewhere than at their beginning."""
        found = self._containing_words(needle.lower())
        if cased:
            yield Level.SUBSTRING, self._lists(at for at in found if self._words[at].find(needle) > 0)
        else:
            first, stop = self._prefix_range(needle)
            yield Level.SUBSTRING, self._lists(at for at in found if not first <= at < stop)

    def holders(self, needle: str) -> int:
        """Return how many papers hold a needle as a whole word, in whatever case."""
        return sum(map(len, self._lists(self._whole(needle.lower()))))

    def misspelled(self, needle: str, cased: bool) -> Iterator[Hit]:
        """Find the words that a needle with its typos is meant to be."""
        allowed = typos_allowed(needle)
        if not allowed:
            return
        shortest, longest = len(needle) - allowed, len(needle) + allowed
        near = [at for at in self._near(needle.lower(), allowed) if shortest <= len(self._lower[at]) <= longest]
        source = self._words if cased else self._lower
        for distance, place in _distances(needle, [source[at] for at in near], allowed):
            if distance:
                yield (Level.TYPO if distance == 1 else Level.TYPOS), (self._rows[near[place]],)

    def misspelled_beginning(self, needle: str, cased: bool) -> Iterator[Hit]:
        """Find the words whose beginning is the needle with one typo: what a person may be about to type."""
        if not typo_prefix_allowed(needle):
            return
        half, lower = len(needle) // 2, needle.lower()
        near = {*range(*self._prefix_range(lower[:half])), *range(*self._prefix_range(_swapped(lower, half)))}
        candidates = sorted(near.union(self._containing_words(lower[half:])))
        source = self._words if cased else self._lower
        for length in range(len(needle) - 1, len(needle) + 2):
            longer = [at for at in candidates if len(self._lower[at]) > length]
            for _, place in _distances(needle, [source[at][:length] for at in longer], 1):
                yield Level.TYPOS, (self._rows[longer[place]],)

    def with_letters_left_out(self, needle: str, cased: bool) -> Iterator[Hit]:
        """Find the words that begin like the needle and have its letters in order, near each other."""
        pattern = left_out(needle)
        if pattern is None:
            return
        source = self._words if cased else self._lower
        for index in range(*self._prefix_range(needle[0].lower())):
            match = pattern.match(source[index])
            if match and match.end() > len(needle) and is_left_out(needle, match.end()):
                yield Level.SUBSEQUENCE, (self._rows[index],)

    # Needles that span words, and Chinese

    def literal(self, needle: str, cased: bool, start: bool = False, end: bool = False) -> Iterator[Hit]:
        """Find the texts that hold a needle as it is.

        Args:
            needle: Folded text of one or more words.
            cased: Whether case matters.
            start: Only at the beginning of a line.
            end: Only at the end of one.
        """
        sought = ("\n" if start else "") + needle + ("\n" if end else "")
        lower, texts = sought.lower(), self._texts
        rows = [row for row in self._candidates(needle.lower(), start, end) if lower in texts[row]]
        if cased:
            rows = [row for row in rows if sought in f"\n{self._cased_text(row)}\n"]
        if CJK.match(needle):
            yield Level.PREFIX, (rows,)
            return
        whole = re.compile(rf"(?<!\w){re.escape(needle.lower())}(?!\w)")
        begun = re.compile(rf"(?<!\w){re.escape(needle.lower())}")
        for row in rows:
            level = Level.SUBSTRING
            if begun.search(texts[row]):
                level = Level.WORD if whole.search(texts[row]) else Level.PREFIX
            yield level, ((row,),)

    def _candidates(self, needle: str, start: bool, end: bool) -> Iterable[int]:
        """Return the rows that may hold a needle, by the rarest part of it."""
        options: list[list[list[int]]] = []
        parts = words(needle)
        if CJK.search(needle):
            options += [[self._characters.get(char, [])] for char in CJK.findall(needle)]
        elif len(parts) > 2:
            options += [self._lists(self._whole(part)) for part in parts[1:-1]]
        if not options and len(parts) == 1:
            options.append(self._lists(self._one_word(parts[0], start, end)))
        elif not options:
            options.append(self._lists(self._whole(parts[0]) if start else self._find(parts[0] + "\n")))
            options.append(self._lists(self._whole(parts[-1]) if end else range(*self._prefix_range(parts[-1]))))
        rarest = min(options, key=lambda lists: sum(map(len, lists)))
        return rarest[0] if len(rarest) == 1 else sorted(set().union(*rarest))

    def _one_word(self, word: str, start: bool, end: bool) -> Iterable[int]:
        if start:
            return self._whole(word) if end else range(*self._prefix_range(word))
        return self._find(word + "\n") if end else self._containing_words(word)

    def _lists(self, indices: Iterable[int]) -> list[list[int]]:
        return [self._rows[index] for index in indices]

    # The vocabulary

    def _prefix_range(self, lower: str) -> tuple[int, int]:
        first = bisect_left(self._lower, lower)
        return first, bisect_left(self._lower, lower + "\U0010ffff", first)

    def _whole(self, lower: str) -> range:
        first = bisect_left(self._lower, lower)
        return range(first, bisect_right(self._lower, lower, first))

    def _near(self, lower: str, typos: int) -> set[int]:
        """Return all words that can be a needle with so many typos, and others.

        A needle cut into one part more than it has typos keeps a part whole, at its place: a range of the sorted
        words, or one search of the joined ones, finds it. Only swapped letters spoil two parts at once, where the
        cut is between them. This leaves a twentieth of the words to measure.
        """
        if typos == 1:
            half = len(lower) // 2
            ranges = {*range(*self._prefix_range(lower[:half])), *self._whole(_swapped(lower, half))}
            return ranges.union(self._find(lower[half:] + "\n"))
        first, second = len(lower) // 3, 2 * len(lower) // 3
        return self._near(_swapped(lower, first), 1).union(
            self._near(_swapped(lower, second), 1),
            range(*self._prefix_range(lower[:first])),
            self._containing_words(lower[first:second]),
            self._find(lower[second:] + "\n"),
        )

    def _containing_words(self, lower: str) -> list[int]:
        """Return the words that hold a needle, out of those that hold it but for its last letter if these are known."""
        known = self._containing.get(lower)
        if known is not None:
            return known
        shorter = self._containing.get(lower[:-1])
        if shorter is not None:
            found = [index for index in shorter if lower in self._lower[index]]
        else:
            found = list(self._find(lower))
        if len(found) <= _WORTH_KEEPING:
            if len(self._containing) >= _KEPT:
                del self._containing[next(iter(self._containing))]
            self._containing[lower] = found
        return found

    def _find(self, sought: str) -> Iterator[int]:
        """Find a string in all words at once: one search over the joined vocabulary."""
        blob, starts = self._blob, self._starts
        at = blob.find(sought)
        while at >= 0:
            index = bisect_left(starts, at + 1) - 1
            yield index
            at = blob.find(sought, starts[index] + len(self._lower[index]) + 1)


def _swapped(text: str, at: int) -> str:
    """Return a text with the letters before and after a cut exchanged."""
    return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]


def _distances(needle: str, choices: list[str], most: int) -> Iterator[tuple[int, int]]:
    """Return distance and index of the choices that are near enough; swapped neighbours count as one typo."""
    # Loading rapidfuzz takes 40 ms, which the start must not wait for.
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    for _, distance, place in extract(needle, choices, scorer=OSA.distance, score_cutoff=most, limit=None):
        yield int(distance), place
