"""One field of all papers as an inverted index: its words, which papers hold each, and which words a needle means.

Matching is on the vocabulary, never on the papers' texts: 80,000 papers have 75,000 distinct words in their titles.
Texts are looked at only where a needle spans words. It knows neither queries nor scores of papers; those are
`digest_reader.filter`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from digest_reader.closeness import Level, is_left_out, left_out, typo_prefix_allowed, typos_allowed
from digest_reader.fold import CJK, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_KEPT = 64
_WORTH_KEEPING = 20_000

Hit = tuple[Level, "Sequence[int]"]
"""How well, and the papers' row numbers; a row may come more than once."""


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
        self._grams: dict[str, list[int]] = {}
        self._words: list[str] = []
        self._lower: list[str] = []
        self._rows: list[list[int]] = []
        self._blob = ""
        self._starts: list[int] = []
        self._by_length: dict[int, list[int]] | None = None
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
            self._add_grams(row, text)

    def _add_grams(self, row: int, text: str) -> None:
        """Chinese and Japanese have no words to index: single characters and pairs stand for them."""
        grams: set[str] = set()
        before = ""
        for char in text:
            if CJK.match(char):
                grams.update((char, before + char))
                before = char
            else:
                before = ""
        for gram in grams:
            self._grams.setdefault(gram, []).append(row)

    def freeze(self) -> None:
        """Sort the vocabulary; nothing can be added after it."""
        pairs = sorted((word.lower(), word) for word in self._rows_of)
        self._lower = [lower for lower, _ in pairs]
        self._words = [word for _, word in pairs]
        self._rows = [self._rows_of[word] for word in self._words]
        self._rows_of = {}

    def text(self, row: int) -> str:
        """Return a row's lower-case text, a newline before and after each line."""
        return self._texts[row]

    # Needles within one word

    def beginning(self, needle: str, cased: bool) -> Iterator[Hit]:
        """Find the words that are, or begin with, a needle."""
        first, stop = self._prefix_range(needle.lower())
        for index in range(first, stop):
            word = self._words[index] if cased else self._lower[index]
            if word.startswith(needle):
                yield (Level.WORD if len(word) == len(needle) else Level.PREFIX), self._rows[index]

    def inside(self, needle: str, cased: bool) -> Iterator[Hit]:
        """Find the words that hold a needle elsewhere than at their beginning."""
        lower = needle.lower()
        first, stop = self._prefix_range(lower)
        for index in self._containing_words(lower):
            # A word of the range can hold the needle a second time, which adds nothing, unless case tells them apart.
            if not cased:
                if not first <= index < stop:
                    yield Level.SUBSTRING, self._rows[index]
            elif self._words[index].find(needle) > 0:
                yield Level.SUBSTRING, self._rows[index]

    def holders(self, needle: str) -> int:
        """Return how many papers hold a needle as a whole word, in whatever case."""
        first, stop = self._prefix_range(needle.lower())
        return sum(len(self._rows[index]) for index in range(first, stop) if len(self._lower[index]) == len(needle))

    def misspelled(self, needle: str, cased: bool) -> Iterator[Hit]:
        """Find the words that a needle with its typos is meant to be."""
        allowed = typos_allowed(needle)
        if not allowed:
            return
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        for length in range(len(needle) - allowed, len(needle) + allowed + 1):
            indices = self._of_length(length)
            source = self._words if cased else self._lower
            choices = [source[index] for index in indices]
            found = extract(needle, choices, scorer=OSA.distance, score_cutoff=allowed, limit=None)
            for _, distance, place in found:
                if distance:
                    yield (Level.TYPO if distance == 1 else Level.TYPOS), self._rows[indices[place]]

    def misspelled_beginning(self, needle: str, cased: bool) -> Iterator[Hit]:
        """Find the words whose beginning is the needle with one typo: what a person may be about to type."""
        if not typo_prefix_allowed(needle):
            return
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        source = self._words if cased else self._lower
        for length in range(len(needle) - 1, len(needle) + 2):
            places = [place for place, word in enumerate(source) if len(word) > length]
            beginnings = [source[place][:length] for place in places]
            found = extract(needle, beginnings, scorer=OSA.distance, score_cutoff=1, limit=None)
            for _, _, place in found:
                yield Level.TYPOS, self._rows[places[place]]

    def with_letters_left_out(self, needle: str, cased: bool) -> Iterator[Hit]:
        """Find the words that begin like the needle and have its letters in order, near each other."""
        pattern = left_out(needle)
        if pattern is None:
            return
        source = self._words if cased else self._lower
        for index in range(*self._prefix_range(needle[0].lower())):
            match = pattern.match(source[index])
            if match and match.end() > len(needle) and is_left_out(needle, match.end()):
                yield Level.SUBSEQUENCE, self._rows[index]

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
        lower = sought.lower()
        whole = re.compile(rf"(?<!\w){re.escape(needle.lower())}(?!\w)")
        by_level: dict[Level, list[int]] = {Level.SUBSTRING: [], Level.PREFIX: [], Level.WORD: []}
        for row in self._candidates(needle.lower(), start, end):
            text = self._texts[row]
            if lower not in text or (cased and sought not in f"\n{self._cased_text(row)}\n"):
                continue
            at = text.find(lower) + start
            begins = not text[at - 1].isalnum() or CJK.match(needle) is not None
            level = Level.SUBSTRING if not begins else Level.WORD if whole.match(text, at) else Level.PREFIX
            by_level[level].append(row)
        yield from by_level.items()

    def _candidates(self, needle: str, start: bool, end: bool) -> Iterable[int]:
        """Return the rows that may hold a needle, by the rarest part of it."""
        options: list[list[list[int]]] = []
        parts = words(needle)
        if CJK.search(needle):
            pairs = [needle[at : at + 2] for at in range(len(needle) - 1)]
            grams = [gram for gram in pairs if len(CJK.findall(gram)) == 2] or CJK.findall(needle)
            options += [[self._grams.get(gram, [])] for gram in grams]
        elif len(parts) > 2:
            options += [self._lists(self._whole(part)) for part in parts[1:-1]]
        if not options and len(parts) == 1:
            word = parts[0]
            indices: Iterable[int] = (
                self._whole(word)
                if start and end
                else range(*self._prefix_range(word))
                if start
                else self._ending(word)
                if end
                else self._containing_words(word)
            )
            options.append(self._lists(indices))
        elif not options:
            options.append(self._lists(self._whole(parts[0]) if start else self._ending(parts[0])))
            last = self._whole(parts[-1]) if end else range(*self._prefix_range(parts[-1]))
            options.append(self._lists(last))
        rarest = min(options, key=lambda lists: sum(map(len, lists)))
        return rarest[0] if len(rarest) == 1 else sorted(set().union(*rarest))

    def _lists(self, indices: Iterable[int]) -> list[list[int]]:
        return [self._rows[index] for index in indices]

    # The vocabulary

    def _prefix_range(self, lower: str) -> tuple[int, int]:
        first = bisect_left(self._lower, lower)
        return first, bisect_left(self._lower, lower + "\U0010ffff", first)

    def _whole(self, lower: str) -> list[int]:
        first, stop = self._prefix_range(lower)
        return [index for index in range(first, stop) if self._lower[index] == lower]

    def _ending(self, lower: str) -> list[int]:
        return list(self._find(lower + "\n"))

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
        if not self._blob and self._lower:
            self._blob = "\n".join(self._lower) + "\n"
            starts, at = [], 0
            for word in self._lower:
                starts.append(at)
                at += len(word) + 1
            self._starts = starts
        blob, starts = self._blob, self._starts
        at = blob.find(sought)
        while at >= 0:
            index = bisect_left(starts, at + 1) - 1
            yield index
            at = blob.find(sought, starts[index] + len(self._lower[index]) + 1)

    def _of_length(self, length: int) -> list[int]:
        if self._by_length is None:
            by_length: dict[int, list[int]] = {}
            for index, word in enumerate(self._lower):
                by_length.setdefault(len(word), []).append(index)
            self._by_length = by_length
        return self._by_length.get(length, [])
