"""Watched authors and keywords are found in every usual spelling, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_reader.watching import Watch, Watched


@pytest.mark.parametrize(
    ("watched", "name"),
    [
        ("Kähler", "Jonas Kähler"),
        ("kahler", "Jonas Kähler"),
        ("Kaehler", "Jonas Kähler"),
        ("Kähler", "J. Kaehler"),
        ("J. Kähler", "Jonas Kähler"),
        ("J. Kähler", "J. M. Kähler"),
        ("Kähler, Jonas", "Jonas Maria Kähler"),
        ("Jonas Kähler", "Kähler, J."),
        ("j. kähler", "Jonas Kähler"),
        ("J.M. Kähler", "Jonas Kähler"),
        ("van der Berg", "Jan van der Berg"),
        ("Berg", "Jan van der Berg"),
        ("Jan van der Berg", "J. van der Berg"),
        ("Smith-Jones", "Ann Smith-Jones"),
        ("O'Brien", "Una O’Brien"),
        ("Ruiz", "Pablo Ruiz Jr."),
        ("Ruiz", "Ruiz, Jr."),
        ("王芳", "王 芳"),
        ("Łukasz Nowak", "Lukasz Nowak"),
    ],
)
def test_a_watched_author_is_known_in_every_usual_form(watched: str, name: str) -> None:
    assert Watch([watched]).author(name) == watched
    assert Watch([watched]).matches([], ["Somebody Else", name])


@pytest.mark.parametrize(
    ("watched", "name"),
    [
        ("J. Kähler", "Maria Kähler"),
        ("Jonas Kähler", "Julia Kähler"),
        ("J. Kähler", "Kähler"),
        ("Kähler", "Jonas Kählermann"),
        ("Kähler", "Kähler Wang"),
        ("van der Berg", "Jan Berg"),
        ("王芳", "王芳华"),
        ("Li", "Liang Wei"),
    ],
)
def test_another_author_is_not_taken_for_a_watched_one(watched: str, name: str) -> None:
    assert Watch([watched]).author(name) is None
    assert not Watch([watched]).matches([], [name])


@pytest.mark.parametrize(
    ("keyword", "title", "marked"),
    [
        ("error correction", "Quantum Error-Correction, again", ["Error-Correction"]),
        ("GPU", "GPUs, GPU集群 and a gpu", ["GPU", "gpu"]),
        ("Größe", "Die Groesse der GRÖßE und grosse", ["Groesse", "GRÖßE", "grosse"]),
        ("量子", "面向量子计算的量子纠错", ["量子", "量子"]),
        ("양자", "양자를 위한", ["양자"]),
        ("cat", "concatenate the category", []),
        ("naïve Bayes", "A Naive Bayes", ["Naive Bayes"]),
        ("über", "Über uns, ueber euch", ["Über", "ueber"]),
    ],
)
def test_a_keyword_is_marked_where_it_stands_as_whole_words(keyword: str, title: str, marked: list[str]) -> None:
    watch = Watch(keywords=[keyword])
    assert [title[start:end] for start, end in watch.spans(title)] == marked
    assert watch.matches([title], None) == bool(marked)


def test_what_was_found_is_told_with_the_name_it_was_found_under() -> None:
    watch = Watch(["Kähler", "Wang, Fang"], ["sparse kernels", "agents", "kernels"])
    found = watch.found(["Sparse Kernels at Rest", "稀疏核"], ["F. Wang", "Jonas Kähler"])
    assert found == Watched((("Wang, Fang", "F. Wang"), ("Kähler", "Jonas Kähler")), ("sparse kernels", "kernels"))


def test_nothing_watched_is_found_nowhere() -> None:
    for watch in (Watch(), Watch(["", " , ", "…"], ["", "++"])):
        assert not watch
        assert not watch.matches(["Anything", ""], ["Any Body", ""])
        assert watch.spans("Anything") == []
        assert not watch.found(["Anything"], ["Any Body"])


def test_overlapping_keywords_are_one_mark() -> None:
    assert Watch(keywords=["deep learning", "learning theory"]).spans("Deep Learning Theory") == [(0, 13)]


@given(st.text(max_size=12), st.text(max_size=60))
def test_spans_lie_in_the_text_in_order_and_agree_with_matching(keyword: str, text: str) -> None:
    watch = Watch(keywords=[keyword])
    places = [at for span in watch.spans(text) for at in span]
    assert places == sorted(places)
    assert all(0 <= at <= len(text) for at in places)
    assert bool(places) == watch.matches([text], None)


@given(st.text(max_size=20), st.text(max_size=30))
def test_every_author_found_has_a_needle_among_its_words(watched: str, name: str) -> None:
    from digest_reader.fold import fold, respelled

    watch = Watch([watched])
    if watch.author(name) is not None:
        readings = (fold(name), fold(respelled(name) or ""))
        assert any(needle in reading.lower() for needle in watch.author_needles for reading in readings)
