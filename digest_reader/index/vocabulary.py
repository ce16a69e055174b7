"""The distinct words of a segment in order, and which of them a needle may mean: beginnings, parts, typos.

It knows words and no papers. How near is near enough is `digest_reader.closeness`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from digest_reader.closeness import is_left_out, left_out, longest_stretch
from digest_reader.index.postings import each_once
from digest_reader.index.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Words = NDArray[np.int64]

JOINED: Final = "\x1f"
"""Stands before a word that was written with hyphens. It is found from its beginning only: higher-order holds no
``eror``. Such words are the first ones, for it comes before every letter."""
_LONGEST_MEASURED: Final = 60
_MOST_BOUNDS: Final = 512
"""So many needles whose places are remembered: a search asks for those of each of its words some ten times."""
_NONE: Final = np.empty(0, np.int64)
_SCANNED_AT_ONCE: Final = 1 << 16
"""Words whose letters are compared together: their intermediate results stay in the processor's cache."""


def _letter_bits() -> NDArray[np.uint64]:
    """Return a bit for each byte: its own for each letter, six that digits and all else share."""
    bits = np.zeros(256, np.uint64)
    for byte in range(33, 256):
        letter = byte - ord("a")
        bits[byte] = 1 << (letter if 0 <= letter < 26 else 26 + byte % 6)
    return bits


_BITS: Final = _letter_bits()
_TWICE: Final = np.uint64(32)


class Vocabulary:
    """Words in lower case, as UTF-8, in the order of their bytes; a word's number is its place.

    Attributes:
        count: How many words there are.
    """

    def __init__(self, blob: Window, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Take what `arrays_of` made.

        Args:
            blob: The words, each after a newline.
            arrays: The arrays, by name.
        """
        self._blob = blob
        self._bytes = arrays["word.blob"]
        self._ends = arrays["word.ends"]
        self._masks = arrays["word.masks"]
        self._by_length = arrays["word.by_length"]
        self._length_starts = arrays["word.length_starts"]
        self._sorted_masks = arrays["word.masks_by_length"]
        self._codes = arrays["part.codes"]
        self._code_starts = arrays["part.starts"]
        self._code_words = arrays["part.words"]
        self.count = len(self._ends) - 1
        self._bounds: dict[bytes, int] = {}
        self._plain = self.lower_bound(JOINED.encode() + b"\xff")

    def word(self, number: int) -> bytes:
        """Return a word."""
        # _ends holds the place of the newline before each word and of the one after the last.
        word: bytes = self._blob[int(self._ends[number]) + 1 : int(self._ends[number + 1])]
        return word

    def texts(self, numbers: NDArray[Any], longest: int | None = None) -> list[bytes]:
        """Return words, or their beginnings of so many bytes."""
        starts = self._ends[numbers].astype(np.int64) + 1
        stops = self._ends[numbers + 1].astype(np.int64)
        if longest is not None:
            stops = np.minimum(stops, starts + longest)
        return self._blob.slices(starts, stops)

    def lengths(self, numbers: NDArray[Any]) -> NDArray[np.int64]:
        """Return the lengths of words in bytes."""
        lengths: NDArray[np.int64] = self._ends[numbers + 1].astype(np.int64) - self._ends[numbers] - 1
        return lengths

    # Exactly

    def lower_bound(self, needle: bytes) -> int:
        """Return the number of the first word that is not before a needle."""
        known = self._bounds.get(needle)
        if known is not None:
            return known
        low, high = 0, self.count
        ends, blob, at = self._ends, self._blob.buffer, self._blob.base
        while low < high:
            middle = (low + high) // 2
            if blob[at + int(ends[middle]) + 1 : at + int(ends[middle + 1])] < needle:
                low = middle + 1
            else:
                high = middle
        if len(self._bounds) >= _MOST_BOUNDS:
            self._bounds.clear()
        self._bounds[needle] = low
        return low

    def beginning(self, needle: bytes) -> tuple[int, int]:
        """Return the range of the words that begin with a needle."""
        return self.lower_bound(needle), self.lower_bound(needle + b"\xff")

    def whole(self, needle: bytes) -> int | None:
        """Return the number of a word, None when there is no such word."""
        at = self.lower_bound(needle)
        return at if at < self.count and self.word(at) == needle else None

    def containing(self, needle: bytes) -> Words:
        """Return the words that hold a needle anywhere, in order; none of those that are joined."""
        found = self._holding(needle)
        return found[np.searchsorted(found, self._plain) :]

    def _holding(self, needle: bytes) -> Words:
        if len(needle) == 1:
            return np.flatnonzero(np.logical_or.reduceat(self._bytes == needle[0], self._ends[:-1]))
        if len(needle) == 2:
            first, stop = np.searchsorted(self._codes, np.array([_code(needle), _code(needle) + 256], np.uint32))
            found = self._code_words[int(self._code_starts[first]) : int(self._code_starts[stop])]
            return each_once(found.astype(np.int64))
        found = self._with_parts(needle)
        if len(needle) == 3 or not len(found):
            return found
        kept: Words = found[np.array([needle in word for word in self.texts(found)], bool)]
        return kept

    def ending(self, needle: bytes) -> Words:
        """Return the words that end with a needle, in order."""
        if len(needle) == 1:
            return np.flatnonzero(self._bytes[self._ends[1:] - np.uint32(1)] == needle[0])
        found = self._with_parts(needle + b"\n")
        if len(needle) == 2:
            return found
        kept: Words = found[np.array([word.endswith(needle) for word in self.texts(found)], bool)]
        return kept

    def _with_parts(self, needle: bytes) -> Words:
        """Return the words with those two of the three bytes in a row of a needle that the fewest words have."""
        rarest, *others = sorted((self._with_part(needle[at : at + 3]) for at in range(len(needle) - 2)), key=len)
        if others and len(rarest):
            at = np.minimum(np.searchsorted(others[0], rarest), len(others[0]) - 1)
            rarest = rarest[others[0][at] == rarest]
        return rarest.astype(np.int64)

    def _with_part(self, part: bytes) -> NDArray[Any]:
        code = _code(part)
        at = int(np.searchsorted(self._codes, np.uint32(code)))
        if at == len(self._codes) or self._codes[at] != code:
            return self._code_words[:0]
        return self._code_words[int(self._code_starts[at]) : int(self._code_starts[at + 1])]

    # With typos

    def misspelled(self, needle: str, typos: int) -> tuple[Words, NDArray[np.uint8]]:
        """Return the words that are a needle with so many typos or fewer, and how many; swapped neighbours are one."""
        sought = needle.encode()
        wanted = _mask(sought)
        shortest = max(len(sought) - typos * _width(needle), 1)
        longest = min(len(sought) + typos * _width(needle), _LONGEST_MEASURED)
        if shortest > longest:
            return _NONE, np.empty(0, np.uint8)
        first, stop = int(self._length_starts[shortest]), int(self._length_starts[longest + 1])
        near = self._near(self._sorted_masks, first, stop, wanted, typos * _width(needle), both=True)
        candidates = self._with_letters_in_place(needle, self._by_length[near].astype(np.int64), typos)
        return self._measured(needle, np.sort(candidates), typos)

    def misspelled_beginning(self, needle: str) -> Words:
        """Return the words longer than a needle that begin with it but for one typo."""
        sought, half = needle.encode(), len(needle.encode()) // 2
        ranges = [self.beginning(sought[:half]), self.beginning(_swapped(sought, half))]
        parts = [np.arange(first, stop) for first, stop in ranges]
        candidates: Words = each_once(np.concatenate([*parts, self.containing(sought[half:])]))
        candidates = candidates[self.lengths(candidates) > len(sought) - 1]
        missing = np.bitwise_count(_mask(sought) & ~self._masks[candidates])
        candidates = self._with_letters_in_place(needle, candidates[missing <= _width(needle)], 1)
        near = np.zeros(len(candidates), bool)
        for length in range(len(sought) - 1, len(sought) + 2):
            near |= _distances(needle, self.texts(candidates, length), 1) <= 1
        found: Words = candidates[near]
        return found

    def with_letters_left_out(self, needle: str) -> Words:
        """Return the words that begin like a needle and have its letters in order, near each other."""
        pattern = left_out(needle)
        if pattern is None:
            return _NONE
        sought = needle.encode()
        first, stop = self.beginning(needle[0].encode())
        candidates = self._with_letters_in_order(
            needle, self._near(self._masks, first, stop, _mask(sought), 0, both=False)
        )
        kept = []
        for word, text in zip(candidates.tolist(), self.texts(candidates), strict=True):
            match = pattern.match(text.decode())
            if match and match.end() > len(needle) and is_left_out(needle, match.end()):
                kept.append(word)
        return np.array(kept, np.int64)

    def _near(self, masks: NDArray[Any], first: int, stop: int, wanted: np.uint64, most: int, *, both: bool) -> Words:
        """Return the places, in a range of masks, of words that lack at most so many of the letters wanted.

        A typo takes away one letter (or one second of a letter) at most, and brings one at most.
        """
        found = []
        for start in range(first, stop, _SCANNED_AT_ONCE):
            part = masks[start : min(start + _SCANNED_AT_ONCE, stop)]
            near = np.bitwise_count(wanted & ~part) <= most
            if both:
                near &= np.bitwise_count(part & ~wanted) <= most
            found.append(np.flatnonzero(near) + start)
        return np.concatenate(found) if found else _NONE

    def _with_letters_in_place(self, needle: str, candidates: Words, typos: int) -> Words:
        """Return the words that have all letters of a needle but one a typo where they are sought, or near.

        A typo moves what follows by one place at most, and letters that it swapped are one place beside theirs. To see
        so much of thousands of words at once is ten times as fast as to take them one by one for measuring.
        """
        if not needle.isascii() or not len(candidates):
            return candidates
        letters = np.frombuffer(needle.encode(), np.uint8)
        # From so many places before the word's beginning; what stands beyond its ends can only let a word pass.
        first = self._ends[candidates].astype(np.int64) + 1 - typos
        around = self._bytes.take(first[:, None] + np.arange(len(letters) + 2 * typos), mode="clip")
        there = around[:, : len(letters)] == letters
        for moved in range(1, 2 * typos + 1):
            there |= around[:, moved : moved + len(letters)] == letters
        kept: Words = candidates[np.count_nonzero(there, axis=1) >= len(letters) - typos]
        return kept

    def _with_letters_in_order(self, needle: str, candidates: Words) -> Words:
        """Return the words, of some that begin like a needle, that may have its letters in order and near each other.

        Thousands have the letters at all, and few in order: these are left for a closer look.
        """
        if not needle.isascii() or not len(candidates):
            return candidates
        begin = self._ends[candidates].astype(np.int64) + 1
        text = self._bytes.take(begin[:, None] + np.arange(longest_stretch(needle)), mode="clip")
        wide = (text > 127).any(axis=1)
        # A letter beyond ASCII has more than one byte, and such words are few.
        kept, rest, text = [candidates[wide]], candidates[~wide], text[~wide]
        places, at = np.arange(text.shape[1]), np.zeros(len(rest), np.int64)
        for letter in needle[1:].encode():
            later = (text == letter) & (places > at[:, None])
            at = later.argmax(axis=1)
            # The first place is none that a later letter can have.
            found = at > 0
            rest, text, at = rest[found], text[found], at[found]
        return np.sort(np.concatenate([*kept, rest]))

    def _measured(self, needle: str, candidates: Words, typos: int) -> tuple[Words, NDArray[np.uint8]]:
        distances = _distances(needle, self.texts(candidates), typos)
        near = distances <= typos
        return candidates[near], distances[near]


def arrays_of(words: Sequence[bytes]) -> dict[str, NDArray[Any]]:
    """Return all arrays of a vocabulary.

    Args:
        words: Distinct words in the order of their bytes, none of them empty.
    """
    blob = np.frombuffer(b"\n" + b"".join([word + b"\n" for word in words]), np.uint8)
    return {"word.blob": blob, **arrays_of_blob(blob)}


def arrays_of_blob(blob: NDArray[np.uint8]) -> dict[str, NDArray[Any]]:
    """Return all arrays of a vocabulary but its words, which are given: each after a newline, and one at the end."""
    ends = np.flatnonzero(blob == ord("\n")).astype(np.uint32)
    lengths = np.diff(ends).astype(np.int64) - 1
    masks = _masks(blob, ends, lengths)
    clipped = np.minimum(lengths, _LONGEST_MEASURED + 1)
    by_length = np.argsort(clipped, kind="stable").astype(np.uint32)
    length_starts = np.searchsorted(clipped[by_length], np.arange(_LONGEST_MEASURED + 2)).astype(np.uint32)
    codes, starts, numbers = _parts(blob, lengths)
    return {
        "word.ends": ends,
        "word.masks": masks,
        "word.by_length": by_length,
        "word.length_starts": length_starts,
        "word.masks_by_length": masks[by_length],
        "part.codes": codes,
        "part.starts": starts,
        "part.words": numbers,
    }


def _masks(blob: NDArray[np.uint8], ends: NDArray[Any], lengths: NDArray[Any]) -> NDArray[np.uint64]:
    """Return for each word a bit for each letter that it has, and a bit for each that it has twice."""
    masks = np.zeros(len(lengths), np.uint64)
    if not len(lengths):
        return masks
    bits = _BITS[blob]
    words = np.arange(len(lengths))
    place = 1
    while len(words):
        bit = bits[ends[words] + place]
        masks[words] |= bit | ((masks[words] & bit) << _TWICE)
        place += 1
        words = words[lengths[words] >= place]
    return masks


def _mask(word: bytes) -> np.uint64:
    mask = 0
    for byte in word:
        bit = int(_BITS[byte])
        mask |= bit | ((mask & bit) << 32)
    return np.uint64(mask)


def _parts(blob: NDArray[np.uint8], lengths: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return every three bytes in a row within words, and the words that hold them: codes, starts, numbers.

    The newline after a word may be the third, so that the ends of words are found, and every two bytes in a row.
    """
    if len(blob) < 3 or not len(lengths):
        return np.empty(0, np.uint32), np.zeros(1, np.uint32), np.empty(0, np.uint32)
    wide = blob.astype(np.uint32)
    codes = wide[:-2] << np.uint32(16)
    codes |= wide[1:-1] << np.uint32(8)
    codes |= wide[2:]
    del wide
    inside = (blob[:-2] != 10) & (blob[1:-1] != 10)
    # A word's newline and bytes all belong to it; the last newline to none.
    owner = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths + 1)[: len(blob) - 2][inside]
    pairs = codes[inside].astype(np.uint64)
    pairs <<= np.uint64(32)
    pairs |= owner
    del codes, owner, inside
    pairs.sort()
    kept = np.ones(len(pairs), bool)
    np.not_equal(pairs[1:], pairs[:-1], out=kept[1:])
    pairs = pairs[kept]
    found = (pairs >> np.uint64(32)).astype(np.uint32)
    first = np.flatnonzero(np.concatenate([[True], found[1:] != found[:-1]])) if len(found) else np.empty(0, np.int64)
    starts = np.append(first, len(found)).astype(np.uint32)
    return found[first], starts, pairs.astype(np.uint32)


def _code(part: bytes) -> int:
    """Return the number of three bytes in a row, or the least of two."""
    return int.from_bytes(part.ljust(3, b"\0"), "big")


def _width(needle: str) -> int:
    """Return how many bytes one typo may change: a letter beyond ASCII has up to four."""
    return 1 if needle.isascii() else 4


def _swapped(text: bytes, at: int) -> bytes:
    """Return a text with the bytes before and after a cut exchanged."""
    return text[: at - 1] + text[at : at + 1] + text[at - 1 : at] + text[at + 1 :] if at else text


def _distances(needle: str, choices: Iterable[bytes], most: int) -> NDArray[np.uint8]:
    """Return how many typos each choice is away; anything above ``most`` is too far."""
    # Loading rapidfuzz takes 40 ms, which the start must not wait for.
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cdist

    words = [choice.decode(errors="ignore") for choice in choices]
    if not words:
        return np.empty(0, np.uint8)
    measured: NDArray[np.uint8] = cdist([needle], words, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
    return measured


def case_bits(word: str, lower: str) -> int:
    """Return which of a word's first 64 letters are upper case."""
    if word == lower:
        return 0
    if word[1:] == lower[1:]:
        return 1
    return sum(1 << at for at, (one, other) in enumerate(zip(word[:64], lower, strict=False)) if one != other)


def in_case(text: bytes, bits: int) -> str:
    """Return a lower-case word as `case_bits` says it was written."""
    word = text.decode()
    return "".join(letter.upper() if bits >> at & 1 else letter for at, letter in enumerate(word)) if bits else word
