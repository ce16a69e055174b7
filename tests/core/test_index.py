"""The index of words: what it finds is what a look through all texts finds, whatever it was made from."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest_reader.closeness import Level
from digest_reader.fold import fold, respelled
from digest_reader.index.building import Builder, Document
from digest_reader.index.merging import merge
from digest_reader.index.needle import Needle
from digest_reader.index.pinyin import Sounds
from digest_reader.index.scoring import Scorer
from digest_reader.index.segment import Segment
from digest_reader.index.segment_file import DamagedIndexError, SegmentFile, SegmentWriter
from digest_reader.index.updating import to_merge
from digest_reader.index.vocabulary import Vocabulary, arrays_of
from digest_reader.index.window import Window
from digest_reader.query import parse
from digest_reader.tex import to_unicode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SIZE = 12
SOUNDS = Sounds({"liang": "量", "zi": "子"}, {"l": "量", "z": "子"})
TITLES = st.text("abgnrAG量子图äß ", max_size=16)
NAMES = st.lists(st.text("abgnrAG王 ", max_size=10), max_size=2)
PAPERS = st.dictionaries(st.integers(0, SIZE - 1), st.tuples(st.lists(TITLES, max_size=2), NAMES), max_size=SIZE)
PIECES = st.text("abgnrAG量子图王ä", min_size=1, max_size=4)


def segment(papers: dict[int, tuple[list[str], list[str]]], tags: Sequence[str] = ()) -> Segment:
    """Return a segment of papers: number to titles and names."""
    builder = Builder()
    # In two parts, as large ones come.
    documents = [Document(number, lines, f"x{number}", tags) for number, lines in sorted(papers.items())]
    builder.add(documents[:3])
    builder.add(documents[3:])
    return Segment(*builder.arrays())


def found(segments: Sequence[Segment], query: str) -> dict[int, int]:
    """Return the numbers of the papers that a one-term query finds, with how well."""
    scores = Scorer(segments, SIZE, lambda: SOUNDS).scores(parse(query).terms[0])
    assert scores is not None
    return {number: int(scores[number]) for number in np.flatnonzero(scores).tolist()}


def lines_of(lines: Sequence[str], cased: bool) -> list[str]:
    folded = [fold(line) for line in lines]
    return folded if cased else [line.lower() for line in folded]


@given(PAPERS, PIECES, st.sampled_from(["'{}", "^{}", "{}$", "^{}$", '"{}"']), st.sampled_from(["ti", "au"]))
def test_a_literal_term_finds_what_a_look_through_all_texts_finds(
    papers: dict[int, tuple[list[str], list[str]]], piece: str, form: str, field: str
) -> None:
    sought = fold(piece) if piece != piece.lower() else fold(piece).lower()

    def holds(lines: list[str]) -> bool:
        texts = lines_of(lines, piece != piece.lower())
        if form == "^{}":
            return any(text.startswith(sought) for text in texts)
        if form == "{}$":
            return any(text.endswith(sought) for text in texts)
        if form == "^{}$":
            return sought in texts
        return any(sought in text for text in texts)

    at = 0 if field == "ti" else 1
    wanted = {number for number, lines in papers.items() if holds(lines[at])}
    hits = set(found([segment(papers)], f"{field}:{form.format(piece)}"))
    # With ``ä`` typed it is sought as ``a`` and as ``ae``; anchored upper case may stand elsewhere in the line.
    if piece == piece.lower():
        assert hits >= wanted if "ä" in piece else hits == wanted or "ä" in str(papers) or "ß" in str(papers)
    else:
        assert hits >= wanted


@given(PAPERS, st.text("abgnr", min_size=1, max_size=3), st.text("abgnr量", min_size=1, max_size=3))
def test_a_phrase_finds_what_a_look_through_all_texts_finds(
    papers: dict[int, tuple[list[str], list[str]]], before: str, after: str
) -> None:
    sought = fold(f"{before} {after}").lower()
    wanted = {
        number for number, (titles, _) in papers.items() if any(sought in text for text in lines_of(titles, False))
    }
    hits = set(found([segment(papers)], f'ti:"{before} {after}"'))
    assert hits == wanted or (hits > wanted and "ä" in str(papers))


WORDS = st.sampled_from(["on", "Onto", "a", "net", "nets", "subnet", "Über", "图", "量子", "lin-ear", "$x$", ":", "x"])
LINES = st.lists(st.lists(WORDS, max_size=40).map(" ".join), max_size=4)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.integers(0, SIZE - 1), st.tuples(LINES, LINES), max_size=SIZE),
    st.lists(st.sampled_from(["on", "net", "uber", "a", "ub", "nets", "ne", "x"]), min_size=1, max_size=4).map(
        " ".join
    ),
    st.sampled_from(["^{}", "{}$", "^{}$", "{}"]),
    st.sampled_from(["ti", "au"]),
    st.booleans(),
)
def test_words_in_a_row_are_found_in_texts_of_any_length(
    papers: dict[int, tuple[list[str], list[str]]], phrase: str, form: str, field: str, one_by_one: bool
) -> None:
    begin, end = "\n" * form.startswith("^"), "\n" * form.endswith("$")
    if not (begin or end or " " in phrase):
        phrase += " on"
    at = 0 if field == "ti" else 1

    def holds(lines: list[str]) -> bool:
        readings = [*lines, *filter(None, map(respelled, lines)), *(to_unicode(line) for line in lines if at == 0)]
        return any(f"{begin}{phrase}{end}" in f"\n{text}\n" for text in lines_of(readings, False))

    wanted = {number for number, lines in papers.items() if holds(lines[at])}
    segments = [segment({number: lines}) for number, lines in papers.items()] if one_by_one else [segment(papers)]
    quoted = f'{"^" if begin else ""}"{phrase}"{"$" if end else ""}'
    assert set(found(segments, f"{field}:{quoted}")) == wanted


@given(PAPERS, st.sampled_from("abgnr量"), st.sampled_from(["'{}", "^{}", '"{}']))
def test_one_letter_finds_what_a_look_through_all_texts_finds(
    papers: dict[int, tuple[list[str], list[str]]], letter: str, form: str
) -> None:
    def holds(text: str) -> bool:
        return text.startswith(letter) if form == "^{}" else letter in text

    wanted = {
        number
        for number, (titles, names) in papers.items()
        if any(holds(text) for text in lines_of([*titles, *names], False))
    }
    hits = set(found([segment(papers)], form.format(letter)))
    assert hits == wanted


@given(
    st.lists(st.text("01.", min_size=1, max_size=5), unique=True, max_size=8), st.text("01.", min_size=1, max_size=4)
)
def test_every_id_that_holds_what_is_typed_is_found(ids: list[str], typed: str) -> None:
    builder = Builder()
    builder.add([Document(number, ([], []), each) for number, each in enumerate(ids)])
    one = Segment(*builder.arrays())

    def rows(needle: Needle) -> set[int]:
        return {int(number) for hit in one.ids(needle) for number in hit.papers}

    assert rows(Needle(typed)) == {at for at, each in enumerate(ids) if typed in each}
    assert rows(Needle(typed, start=True)) == {at for at, each in enumerate(ids) if each.startswith(typed)}
    assert rows(Needle(typed, end=True)) == {at for at, each in enumerate(ids) if each.endswith(typed)}
    whole = {int(number) for hit in one.ids(Needle(typed)) if hit.level is Level.WORD for number in hit.papers}
    assert whole == {at for at, each in enumerate(ids) if typed == each}


def test_places_are_looked_for_piece_by_piece() -> None:
    text = b"ab" * (3 << 19)
    array = np.frombuffer(text, np.uint8)
    assert Window(array).each(b"ba", len(text)).tolist() == list(range(1, len(text) - 1, 2))
    assert Window(array).each(b"ab", 7).tolist() == [0, 2, 4]


@settings(max_examples=60, deadline=None)
@given(st.lists(PAPERS, min_size=1, max_size=4), st.lists(PIECES, min_size=3, max_size=6), st.booleans())
def test_segments_that_came_one_by_one_find_what_one_made_at_once_finds(
    tmp_path_factory: pytest.TempPathFactory,
    imports: list[dict[int, tuple[list[str], list[str]]]],
    pieces: list[str],
    merged: bool,
) -> None:
    segments = [segment(papers) for papers in imports]
    together: dict[int, tuple[list[str], list[str]]] = {}
    for papers in imports:
        together.update(papers)
    if merged:
        path = tmp_path_factory.mktemp("index") / "one.segment"
        with SegmentWriter(path) as out:
            merge(segments, out)
        file = SegmentFile(path)
        file.verify()
        segments = [Segment(file.arrays, file.about)]
        assert segments[0].papers.tolist() == sorted(together)
    whole = segment(together)
    # What may be a typo of what depends on how many papers have a word, which older segments go on counting.
    queries = [form.format(piece) for piece in pieces for form in ("'{}", "^{}", "{}$", "'{}n")]
    queries += [f'"{one} {other}"' for one, other in pairwise(pieces)]
    queries += [form.format(piece[:3]) for piece in pieces for form in ("{}", "au:{}", "ti:{}")]
    assert [found(segments, query) for query in queries] == [found([whole], query) for query in queries]
    lines = [Scorer(segments, SIZE, lambda: SOUNDS).lines(number, 0) for number in together]
    assert lines == [whole.lines(number, 0) for number in together]


@given(st.sets(st.text("abcäg", min_size=1, max_size=6), max_size=12), st.text("abcäg", min_size=1, max_size=4))
def test_a_vocabulary_finds_what_a_look_through_all_words_finds(words: set[str], needle: str) -> None:
    ordered = sorted(word.encode() for word in words)
    arrays = arrays_of(ordered)
    vocabulary = Vocabulary(Window(arrays["word.blob"]), arrays)
    sought = needle.encode()
    first, stop = vocabulary.beginning(sought)
    assert ordered[first:stop] == [word for word in ordered if word.startswith(sought)]
    assert vocabulary.texts(vocabulary.containing(sought)) == [word for word in ordered if sought in word]
    assert vocabulary.texts(vocabulary.ending(sought)) == [word for word in ordered if word.endswith(sought)]
    assert vocabulary.whole(sought) == (ordered.index(sought) if sought in ordered else None)


@given(
    st.sampled_from(["abcd", "абвг"]).flatmap(
        lambda letters: st.tuples(
            st.sets(st.text(letters, min_size=1, max_size=9), max_size=30),
            st.text(letters, min_size=4, max_size=9),
        )
    ),
    st.integers(1, 2),
)
def test_no_word_with_so_many_typos_is_missed(asked: tuple[set[str], str], typos: int) -> None:
    from rapidfuzz.distance import OSA

    words, needle = asked
    ordered = sorted(word.encode() for word in words)
    arrays = arrays_of(ordered)
    near, distances = Vocabulary(Window(arrays["word.blob"]), arrays).misspelled(needle, typos)
    told = {ordered[at].decode(): int(distance) for at, distance in zip(near.tolist(), distances, strict=True)}
    assert told == {word: distance for word in words if (distance := OSA.distance(needle, word)) <= typos}


# Files


def write(path: Path, papers: dict[int, tuple[list[str], list[str]]]) -> None:
    made = segment(papers, ["cat:cs"])
    with SegmentWriter(path) as out:
        out.about = dict(made.about)
        for name, array in made.arrays.items():
            out.put(name, array)


def test_a_file_gives_back_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "one.segment"
    write(path, {1: (["Graph"], ["Kim"]), 3: (["图量子"], [])})
    file = SegmentFile(path)
    file.verify()
    read = Segment(file.arrays, file.about)
    assert (found([read], "graph"), found([read], "量子"), found([read], "liangzi")) == ({1: 140}, {3: 124}, {3: 108})
    assert (read.tags, read.papers.tolist(), read.lines(3, 0)) == (["cat:cs"], [1, 3], "\n图量子\n")


@pytest.mark.parametrize("kept", [0, 1, 15, 16, 40, 200, -1, -20])
def test_a_file_that_was_cut_short_is_refused(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "one.segment"
    write(path, {1: (["Graph"], ["Kim"])})
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(DamagedIndexError):
        SegmentFile(path)


@settings(max_examples=60)
@given(st.data())
def test_a_changed_byte_is_found_out(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("index") / "one.segment"
    write(path, {1: (["Graph"], ["Kim"])})
    whole = bytearray(path.read_bytes())
    spans = [
        (each["at"], each["length"] * np.dtype(each["type"]).itemsize) for each in SegmentFile(path)._arrays.values()
    ]
    used = [at for start, length in spans for at in range(start, start + length)]
    at = data.draw(st.sampled_from([*used, *range(max(used) + 1, len(whole)), 0, 14]))
    whole[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(whole)
    with pytest.raises(DamagedIndexError):
        SegmentFile(path).verify()


@pytest.mark.parametrize(
    ("sizes", "merged"),
    [
        ([], 0),
        ([300_000], 0),
        ([300_000, 500], 0),
        ([300_000, 500, 500], 2),
        ([300_000, 1_000, 500, 500], 3),
        ([100_000, 100_000, 100_000], 3),
        ([300_000, 40_000, 5_000, 600, 70, 8], 0),
        ([300_000, 100_000, 30_000, 9_000, 3_000, 800, 200], 2),
    ],
)
def test_so_many_of_the_newest_segments_are_merged(sizes: list[int], merged: int) -> None:
    assert to_merge(sizes, 6) == merged
