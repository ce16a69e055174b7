"""Completing papers from arXiv's API, from a server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from digest_reader.fetch import Completed, complete
from digest_reader.library import Library
from tests.core.arxiv_pages import API, api
from tests.core.invented import digest, open_library, record
from tests.core.stand_in import Reply, StandIn, stand_in
from tests.core.test_fetch_sources import Fetching

DAY = "2026-11-18"
IDS = ["2611.99001", "2611.99002", "2611.99003"]


@pytest.fixture
def server() -> Iterator[StandIn]:
    with stand_in() as server:
        yield server


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with a daily digest that tells nothing of its papers but their titles."""
    with closing(open_library(tmp_path)) as library:
        library.add(digest(*(record(each) for each in IDS), format="daily-markdown", date=DAY))
        yield library


@pytest.fixture
def fetching(library: Library, server: StandIn, tmp_path: Path) -> Fetching:
    return Fetching(library, server, tmp_path / "cache")


def completed(fetching: Fetching, limit: int | None = None) -> Completed:
    papers = fetching.library.incomplete(fetching.library.all_view().keys, limit)
    return complete(fetching.library, papers, fetcher=fetching.fetcher())


def test_papers_are_completed_and_stay_on_their_day(fetching: Fetching, server: StandIn) -> None:
    server.serve(API, Reply(api(IDS)))
    assert completed(fetching) == Completed(asked=3, papers=3, filled={"authors": 3, "abstract": 3, "categories": 3})
    assert "id_list=2611.99001%2C2611.99002%2C2611.99003&max_results=3" in server.paths[0]
    assert fetching.days() == {DAY: 3}
    paper = fetching.library.paper(fetching.library.find(IDS[0]))
    assert (paper.authors, paper.categories) == (("Bo Cederquist",), ("cs.DC", "cs.PF"))
    assert paper.appearances[1].source == f"{server.url}/api/query"


def test_what_is_complete_is_not_asked_for_again(fetching: Fetching, server: StandIn) -> None:
    server.serve(API, Reply(api(IDS)))
    completed(fetching)
    assert completed(fetching) == Completed()
    assert len(server.asked) == 1


def test_a_paper_that_arxiv_does_not_know_is_named(fetching: Fetching, server: StandIn) -> None:
    server.serve(API, Reply(api(IDS[1:])))
    done = completed(fetching)
    assert (done.asked, done.papers, done.unknown) == (3, 2, (IDS[0],))


def test_a_hundred_papers_are_one_request(fetching: Fetching, server: StandIn) -> None:
    many = [f"2612.{number:05}" for number in range(90_000, 90_147)]
    fetching.library.add(digest(*(record(each) for each in many), format="daily-markdown", date="2026-12-01"))
    server.serve(API, Reply(api(many[:100])), Reply(api([*many[100:], *IDS])))
    assert completed(fetching).papers == 150
    assert len(server.asked) == 2


def test_an_answer_with_other_papers_than_were_asked_for_is_not_believed(fetching: Fetching, server: StandIn) -> None:
    server.serve(API, Reply(api([*IDS, "2611.99999"])))
    done = completed(fetching)
    assert done.error == "arXiv's API answers with something else than the papers that were asked for."
    assert fetching.library.counts().total == 3
    assert fetching.library.paper(fetching.library.find(IDS[0])).authors is None


def test_what_was_completed_before_a_failure_stays(fetching: Fetching, server: StandIn) -> None:
    many = [f"2612.{number:05}" for number in range(90_000, 90_100)]
    fetching.library.add(digest(*(record(each) for each in many), format="daily-markdown", date="2026-12-01"))
    server.serve(API, Reply(api(many)), Reply(status=500))
    done = completed(fetching)
    assert (done.papers, done.asked) == (100, 100)
    assert done.error is not None


def test_nothing_lacking_asks_nothing(fetching: Fetching, server: StandIn) -> None:
    assert complete(fetching.library, [], fetcher=fetching.fetcher()) == Completed()
    assert server.asked == []
