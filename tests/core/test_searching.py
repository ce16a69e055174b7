"""The library's search: the filter over what is stored, live where a person changes it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from tests.core.invented import digest, listing, open_library, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest_reader.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with contextlib.closing(open_library(tmp_path)) as opened:
        opened.add(
            digest(
                record("2507.00001", "Leases for caches", abstract={"en": "Nothing of sharding."}, primary="cs.DC"),
                record("2507.00002", "Leader election", authors=("Ada Kim", "Bo Li"), categories=("cs.LG",)),
                record(
                    "2507.00003", title={"en": "Threads", "de": "Fäden"}, extra={"code_url": "https://example.org/a"}
                ),
            )
        )
        yield opened


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [1, 2, 3]),
        ("leader election", [2]),
        ("fäden", [3]),
        ("au:kim", [2]),
        ("cat:cs.LG", [2]),
        ("id:00003", [3]),
        ("abs:sharding", [1]),
        ("is:new !leases", [2, 3]),
        ("has:code", [3]),
    ],
)
def test_a_query_finds_papers(library: Library, query: str, found: list[int]) -> None:
    assert list(library.search(query).keys) == found


def test_hits_come_in_the_order_and_out_of_the_papers_given(library: Library) -> None:
    assert list(library.search("", [3, 1]).keys) == [3, 1]
    assert list(library.search("leader", [3, 1]).keys) == []


def test_papers_that_are_not_there_are_not_found(library: Library) -> None:
    assert list(library.search("leader", [9, 2, 8]).keys) == [2]
    assert list(library.search("", [9, 2, 8]).keys) == [2]


@pytest.mark.parametrize("within", [[3, 2, 1], [9, 3, 8, 2, 1]])
def test_hits_say_at_which_places_of_the_papers_given_they_stand(library: Library, within: list[int]) -> None:
    for query, found in (("", [3, 2, 1]), ("!leader", [3, 1]), ("au:kim", [2]), ("nothing", [])):
        hits = library.search(query, within)
        assert (list(hits.keys), [within[row] for row in hits.rows]) == (found, found)


def test_an_index_that_was_made_before_knows_what_came_later(library: Library) -> None:
    library.prepare_search([1, 2])
    library.prepare_search()
    library.decide([2], "saved")
    assert list(library.search("is:saved leader", [1, 2]).keys) == [2]
    library.add(digest(record("2507.00001", "Leader leases", section="replaced"), date="2025-07-17"))
    assert list(library.search("leader", [1, 2]).keys) == [1, 2]


def test_a_decision_is_seen_by_the_next_search(library: Library) -> None:
    assert list(library.search("is:saved list:read").keys) == []
    library.decide([2], "saved")
    assert list(library.search("is:saved list:to-read").keys) == [2]
    assert list(library.search('list:"To read"').keys) == [
        2,
    ]
    library.undo()
    assert list(library.search("is:saved").keys) == []


def test_an_import_is_seen_by_the_next_search(library: Library) -> None:
    assert list(library.search("leader").keys) == [
        2,
    ]
    library.add(listing("2507.00009", date="2025-07-16"))
    library.add(digest(record("2507.00001", "Leader leases", section="replaced"), date="2025-07-17"))
    assert list(library.search("leader").keys) == [1, 2]
    assert list(library.search("id:00009").keys) == [4]


def test_what_is_not_understood_is_told_with_its_place(library: Library) -> None:
    hits = library.search("leader nope:x")
    assert [tuple(span) for span in hits.unknown] == [(7, 13)]
    assert list(hits.keys) == [
        2,
    ]
