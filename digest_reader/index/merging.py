"""Several segments to one, in memory that depends on their vocabularies and not on how many papers they have.

Both sides are sorted, so that every array is written from front to back, a block at a time. What a newer segment has of
a paper replaces what an older one has.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from digest_reader.index.letters import KINDS, LETTERS, pack
from digest_reader.index.segment import FIELDS, Segment
from digest_reader.index.vocabulary import arrays_of_blob

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digest_reader.index.segment_file import SegmentWriter

    Numbers = NDArray[Any]

_POSTINGS_AT_ONCE: Final = 2_000_000
_WORDS_AT_ONCE: Final = 8_192
_BYTES_AT_ONCE: Final = 1 << 22


def merge(segments: Sequence[Segment], out: SegmentWriter, release: Callable[[], None] = lambda: None) -> None:
    """Write segments as one.

    Args:
        segments: The segments, oldest first.
        out: Where to.
        release: Called now and then, when nothing of what was read so far is needed in memory.
    """
    living = _living(segments)
    papers = _Papers(segments, living)
    out.put("papers", papers.numbers)
    with_text = all(each.has_text for each in segments)
    if with_text:
        for kind in KINDS:
            out.put(f"letters.{kind}", pack(papers.by_letter(kind, at) for at in range(len(LETTERS))))
    word_maps = _write_words(segments, out)
    variant_maps, count = _write_variants(segments, word_maps, out)
    del word_maps
    for field in range(FIELDS):
        lists = [(each.arrays[f"{field}.starts"], each.arrays[f"{field}.papers"]) for each in segments]
        starts = _write_postings(f"{field}.papers", variant_maps, lists, None, count, living, out, release)
        out.put(f"{field}.starts", starts)
        if with_text:
            places = [each.arrays[f"{field}.places"] for each in segments]
            _write_postings(f"{field}.places", variant_maps, lists, places, count, living, out, release)
            out.put(f"{field}.lines", papers.ordered([each.arrays[f"{field}.lines"] for each in segments]))
    del variant_maps
    _write_codes(segments, living, out, release)
    _write_lines("id.text", "id.ends", segments, papers, out, release, before=1)
    for field in range(FIELDS):
        if with_text:
            _write_lines(f"{field}.text", f"{field}.text_ends", segments, papers, out, release, before=0)
    out.about = {"tags": sorted({tag for each in segments for tag in each.tags})}


def _living(segments: Sequence[Segment]) -> list[NDArray[np.bool_] | None]:
    """Return for each segment which papers, by number, it is the newest to have; None for all that it has."""
    size = max((int(each.papers[-1]) + 1 for each in segments if len(each.papers)), default=0)
    newer = np.zeros(size, bool)
    found: list[NDArray[np.bool_] | None] = []
    for each in reversed(segments):
        found.append(~newer if newer[each.papers].any() else None)
        newer[each.papers] = True
    return found[::-1]


class _Papers:
    """Which papers there are, and which segment and place of it each comes from."""

    def __init__(self, segments: Sequence[Segment], living: Sequence[NDArray[np.bool_] | None]) -> None:
        kept = [
            np.arange(len(each.papers)) if alive is None else np.flatnonzero(alive[each.papers])
            for each, alive in zip(segments, living, strict=True)
        ]
        numbers = np.concatenate([each.papers[rows] for each, rows in zip(segments, kept, strict=True)])
        order = np.argsort(numbers, kind="stable")
        self.numbers = numbers[order].astype(np.uint32)
        self._letters = [each.letters for each in segments]
        self._kept = kept
        self._order = order
        self._segments = np.repeat(np.arange(len(kept)), [len(rows) for rows in kept])[order]
        self._rows = np.concatenate(kept)[order]

    def ordered(self, columns: Sequence[Numbers]) -> Numbers:
        """Return what each segment says of each of its papers, for the papers that there are."""
        return np.concatenate([each[rows] for each, rows in zip(columns, self._kept, strict=True)])[self._order]

    def by_letter(self, kind: str, at: int) -> Numbers:
        """Return 1 for each paper that has a letter in one of the ways there are, 0 for others."""
        return self.ordered([letters[kind].rows(at) for letters in self._letters])

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Yield segment, first and last place (exclusive) of papers that are neighbours before and after."""
        if not len(self.numbers):
            return
        breaks = (np.diff(self._segments) != 0) | (np.diff(self._rows) != 1)
        starts = [0, *(np.flatnonzero(breaks) + 1).tolist(), len(self.numbers)]
        for start, stop in pairwise(starts):
            first = int(self._rows[start])
            yield int(self._segments[start]), first, first + stop - start


def _write_words(segments: Sequence[Segment], out: SegmentWriter) -> list[Numbers]:
    """Write the vocabulary; return for each segment the new number of each of its words."""
    maps = [np.empty(each.words.count, np.uint32) for each in segments]
    places = [0] * len(segments)
    streams = [_words(each, at) for at, each in enumerate(segments)]
    pieces: list[bytes] = []
    waiting: list[bytes] = []
    last, number = None, -1
    for word, at in heapq.merge(*streams):
        if word != last:
            number += 1
            last = word
            waiting.append(word)
            if len(waiting) == _WORDS_AT_ONCE:
                pieces.append(b"\n".join(waiting))
                waiting = []
        maps[at][places[at]] = number
        places[at] += 1
    if waiting:
        pieces.append(b"\n".join(waiting))
    text = b"\n" + b"\n".join(pieces) + b"\n" if pieces else b"\n"
    del pieces
    blob = np.frombuffer(text, np.uint8)
    out.put("word.blob", blob)
    for name, array in arrays_of_blob(blob).items():
        out.put(name, array)
    return maps


def _words(segment: Segment, at: int) -> Iterator[tuple[bytes, int]]:
    for start in range(0, segment.words.count, _WORDS_AT_ONCE):
        stop = min(start + _WORDS_AT_ONCE, segment.words.count)
        for word in segment.words.texts(np.arange(start, stop)):
            yield word, at


def _write_variants(
    segments: Sequence[Segment], word_maps: Sequence[Numbers], out: SegmentWriter
) -> tuple[list[Numbers], int]:
    """Write the words as they are written; return for each segment their new numbers, and how many there are."""
    words = max((int(each[-1]) + 1 for each in word_maps if len(each)), default=0)
    maps = [np.empty(len(each.arrays["variant.case"]), np.uint32) for each in segments]
    starts: list[Numbers] = [np.zeros(1, np.uint32)]
    count = 0
    with out.stream("variant.case", np.uint64) as append:
        for first in range(0, words, _WORDS_AT_ONCE * 8):
            stop = min(first + _WORDS_AT_ONCE * 8, words)
            parts, cuts = [], []
            for each, numbers in zip(segments, word_maps, strict=True):
                low, high = np.searchsorted(numbers, [first, stop]).tolist()
                begin, end = int(each.arrays["variant.starts"][low]), int(each.arrays["variant.starts"][high])
                runs = np.diff(each.arrays["variant.starts"][low : high + 1])
                parts.append((np.repeat(numbers[low:high], runs), each.arrays["variant.case"][begin:end]))
                cuts.append((begin, end))
            owners = np.concatenate([part[0] for part in parts])
            cases = np.concatenate([part[1] for part in parts])
            order = np.lexsort((cases, owners))
            owners, cases = owners[order], cases[order]
            is_new = np.ones(len(order), bool)
            is_new[1:] = (owners[1:] != owners[:-1]) | (cases[1:] != cases[:-1])
            numbers = np.empty(len(order), np.uint32)
            numbers[order] = np.cumsum(is_new) - 1 + count
            at = 0
            for table, (begin, end) in zip(maps, cuts, strict=True):
                table[begin:end] = numbers[at : at + end - begin]
                at += end - begin
            append(cases[is_new])
            starts.append(count + np.cumsum(np.bincount(owners[is_new] - first, minlength=stop - first)))
            count += int(is_new.sum())
    out.put("variant.starts", np.concatenate(starts).astype(np.uint32))
    return maps, count


def _write_codes(
    segments: Sequence[Segment],
    living: Sequence[NDArray[np.bool_] | None],
    out: SegmentWriter,
    release: Callable[[], None],
) -> None:
    numbers = np.unique(np.concatenate([each.arrays["code.numbers"] for each in segments]))
    maps = [np.searchsorted(numbers, each.arrays["code.numbers"]).astype(np.uint32) for each in segments]
    lists = [(each.arrays["code.starts"], each.arrays["code.papers"]) for each in segments]
    out.put("code.numbers", numbers)
    out.put("code.starts", _write_postings("code.papers", maps, lists, None, len(numbers), living, out, release))


def _write_postings(
    name: str,
    maps: Sequence[Numbers],
    lists: Sequence[tuple[Numbers, Numbers]],
    told: Sequence[Numbers] | None,
    count: int,
    living: Sequence[NDArray[np.bool_] | None],
    out: SegmentWriter,
    release: Callable[[], None],
) -> Numbers:
    """Write the papers of each word, or what is told of each; return where each word's begin.

    Args:
        name: Of the array.
        maps: For each segment the new number of each of its words, ascending.
        lists: For each segment where each word's papers begin, and the papers.
        told: For each segment what to write for each of these papers; None for the papers themselves.
        count: How many words there are.
        living: For each segment which papers it is the newest to have.
        out: Where to.
        release: Called after each block.
    """
    counts: Numbers = np.zeros(count, np.int64)
    for numbers, (starts, _) in zip(maps, lists, strict=True):
        counts[numbers] += starts[1:].astype(np.int64) - starts[:-1]
    ends = np.cumsum(counts)
    written = []
    with out.stream(name, np.uint32) as append:
        first = 0
        while first < count:
            before = int(ends[first - 1]) if first else 0
            stop = max(int(np.searchsorted(ends, before + _POSTINGS_AT_ONCE, side="right")), first + 1)
            written.append(_write_block(first, stop, maps, lists, told, living, append))
            first = stop
            release()
    total = np.zeros(count + 1, np.uint32)
    if written:
        np.cumsum(np.concatenate(written), out=total[1:])
    return total


def _write_block(
    first: int,
    stop: int,
    maps: Sequence[Numbers],
    lists: Sequence[tuple[Numbers, Numbers]],
    told: Sequence[Numbers] | None,
    living: Sequence[NDArray[np.bool_] | None],
    append: Callable[[Numbers], None],
) -> NDArray[np.int64]:
    """Write the papers of some words, or what is told of each; return how many each word has."""
    words, values = [], []
    for at, (numbers, (starts, held), alive) in enumerate(zip(maps, lists, living, strict=True)):
        low, high = np.searchsorted(numbers, [first, stop]).tolist()
        if low == high:
            continue
        part = slice(int(starts[low]), int(starts[high]))
        said = (held if told is None else told[at])[part]
        owners = np.repeat(numbers[low:high], np.diff(starts[low : high + 1]))
        if alive is not None:
            kept = alive[held[part]]
            said, owners = said[kept], owners[kept]
        words.append(owners)
        values.append(said)
    if not words:
        return np.zeros(stop - first, np.int64)
    owner, value = np.concatenate(words), np.concatenate(values)
    append(value if len(words) == 1 else value[np.argsort(owner, kind="stable")])
    return np.bincount(owner - np.uint32(first), minlength=stop - first)


def _write_lines(
    text: str,
    ends: str,
    segments: Sequence[Segment],
    papers: _Papers,
    out: SegmentWriter,
    release: Callable[[], None],
    *,
    before: int,
) -> None:
    """Write the text of each paper.

    Args:
        text: Name of the array of text.
        ends: Name of the array that says where each paper's text begins, and at last where it ends.
        segments: The segments.
        papers: The papers that are kept.
        out: Where to.
        release: Called now and then.
        before: How many bytes stand before each text, and before the end.
    """
    at = 0
    places = []
    kind = segments[0].arrays[ends].dtype if segments else np.dtype(np.int64)
    with out.stream(text, np.uint8) as append:
        for segment, first, stop in papers.runs():
            arrays = segments[segment].arrays
            begin, end = int(arrays[ends][first]), int(arrays[ends][stop])
            for start in range(begin, end, _BYTES_AT_ONCE):
                append(arrays[text][start : min(start + _BYTES_AT_ONCE, end)])
            if end - begin > _BYTES_AT_ONCE:
                release()
            places.append(arrays[ends][first:stop].astype(np.int64) - begin + at)
            at += end - begin
        if before:
            append(np.frombuffer(b"\n" * before, np.uint8))
    out.put(ends, np.concatenate([*places, [at]]).astype(kind))
