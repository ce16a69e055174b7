"""Announcements, the days before them, feeds and digest repositories, from a server on this machine."""

from __future__ import annotations

import datetime
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date
from pathlib import Path
from typing import Any

import pytest

from digest_reader.config import Config
from digest_reader.errors import FetchError
from digest_reader.fetch import (
    Announcement,
    FetchedSource,
    Fetcher,
    FetchProgress,
    Page,
    Repository,
    Source,
    fetch,
    named,
    subscribed,
)
from digest_reader.fetch.addresses import Hosts
from digest_reader.fetch.exchange import Limits
from digest_reader.fetch.fetcher import Patience
from digest_reader.fetch.turn import Clock
from digest_reader.library import Library
from tests.core.arxiv_pages import API, OAI, api, feed, harvested, listing_page, no_updates_page
from tests.core.invented import open_library
from tests.core.stand_in import Reply, StandIn, stand_in

FRIDAY = date(2026, 11, 20)
THURSDAY, WEDNESDAY = date(2026, 11, 19), date(2026, 11, 18)
NOON = datetime.datetime(2026, 11, 20, 12, tzinfo=UTC)
NEW = "/list/cs.DC/new"
IDS = ["2611.99001", "2611.99002"]


@pytest.fixture
def server() -> Iterator[StandIn]:
    with stand_in() as server:
        yield server


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with closing(open_library(tmp_path)) as library:
        yield library


class Fetching:
    """Fetches into a library at a time that the test sets; nobody waits."""

    def __init__(self, library: Library, server: StandIn, cache: Path) -> None:
        self.library, self.server, self.cache = library, server, cache
        self.now = NOON
        self.said: list[str] = []

    def fetcher(self) -> Fetcher:
        return Fetcher(
            self.cache,
            hosts=Hosts.at(self.server.url),
            interval=0,
            patience=Patience(tries=2, first=0),
            limits=Limits(connect=2, idle=2, total=5),
            clock=Clock(lambda: self.now.timestamp(), lambda seconds: None),
        )

    def __call__(self, *sources: Source, **options: Any) -> list[FetchedSource]:
        def progress(progress: FetchProgress) -> None:
            self.said.append(progress.line)

        return fetch(self.library, sources, fetcher=self.fetcher(), progress=progress, **options)

    def one(self, source: Source, **options: Any) -> FetchedSource:
        [fetched] = self(source, **options)
        return fetched

    def days(self) -> dict[str, int]:
        return {each.key: each.counts.total for each in self.library.batches()}


@pytest.fixture
def fetching(library: Library, server: StandIn, tmp_path: Path) -> Fetching:
    return Fetching(library, server, tmp_path / "cache")


def api_paths(server: StandIn) -> list[str]:
    return [path for path in server.paths if path.startswith(API)]


# The newest announcement


def test_the_newest_announcement_becomes_a_day(fetching: Fetching, server: StandIn) -> None:
    server.serve(NEW, Reply(listing_page("cs.DC", FRIDAY, IDS)))
    fetched = fetching.one(Announcement("cs.DC"))
    assert (fetched.name, fetched.new, fetched.error, fetched.notes) == ("cs.DC", 2, None, ())
    assert [(each.path, each.format, each.batch) for each in fetched.files] == [
        (server.url + NEW, "listing-html", "2026-11-20")
    ]
    assert fetching.days() == {"2026-11-20": 2}
    paper = fetching.library.paper(fetching.library.find(IDS[0]))
    assert paper.urls["abs"] == f"https://arxiv.org/abs/{IDS[0]}"
    assert fetching.said == [f"cs.DC: asking {server.url[7:]}", "cs.DC: reading"]


def test_fetching_again_says_when_the_next_announcement_is(fetching: Fetching, server: StandIn) -> None:
    server.serve(NEW, Reply(listing_page("cs.DC", FRIDAY, IDS), etag='"friday"'))
    fetching.one(Announcement("cs.DC"))
    again = fetching.one(Announcement("cs.DC"))
    assert (again.new, again.error) == (0, None)
    [note] = again.notes
    due = datetime.datetime(2026, 11, 23, 1, tzinfo=UTC).astimezone()
    assert note == (
        "The newest announcement, of Fri 20 Nov, is in the library."
        f" The next is due {due:%a %d %b at %H:%M} (Sunday 20:00 in New York)."
    )


def test_a_day_without_an_announcement_makes_no_day_in_the_library(fetching: Fetching, server: StandIn) -> None:
    server.serve(NEW, Reply(no_updates_page("cs.DC")))
    fetched = fetching.one(Announcement("cs.DC"))
    assert (fetched.files, fetched.error) == ((), None)
    assert fetched.notes[0].startswith("arXiv announces nothing here today. The next is due ")
    assert fetching.days() == {}


def test_a_page_that_is_behind_the_schedule_is_said_to_be(fetching: Fetching, server: StandIn) -> None:
    server.serve(NEW, Reply(listing_page("cs.DC", WEDNESDAY, IDS)))
    fetching.one(Announcement("cs.DC"))
    notes = fetching.one(Announcement("cs.DC")).notes
    assert notes[0].startswith("The newest announcement, of Wed 18 Nov, is in the library.")
    assert notes[1].startswith("That of Fri 20 Nov is not out: late, or a holiday of arXiv's")


@pytest.mark.parametrize(
    "page",
    [Reply(status=503), Reply("<html>Please log in.</html>", headers={"Content-Type": "text/html"}), Reply(status=404)],
    ids=["failing", "not a listing", "gone"],
)
def test_where_the_page_fails_the_feed_is_read(fetching: Fetching, server: StandIn, page: Reply) -> None:
    server.serve(NEW, page)
    server.serve("/atom/cs.DC", Reply(feed("cs.DC", FRIDAY, IDS)))
    fetched = fetching.one(Announcement("cs.DC"))
    assert (fetched.new, fetched.error) == (2, None)
    assert fetched.notes[0].startswith("The announcement feed was read, because: ")
    assert fetching.days() == {"2026-11-20": 2}


def test_where_both_fail_the_page_is_blamed(fetching: Fetching, server: StandIn) -> None:
    server.serve(NEW, Reply(status=503))
    server.serve("/atom/cs.DC", Reply(status=500))
    fetched = fetching.one(Announcement("cs.DC"))
    assert fetched.error is not None
    assert "/list/cs.DC/new could not be fetched" in fetched.error
    assert "503 Service Unavailable (tried 2 times)" in fetched.error


def test_a_category_that_there_is_not_is_told_with_what_may_be_meant(fetching: Fetching) -> None:
    fetched = fetching.one(Announcement("cs.DX"))
    assert fetched.error == "arXiv has no category cs.DX."
    assert fetched.hint.startswith("Did you mean cs.")


def test_one_source_that_fails_does_not_stop_the_others(fetching: Fetching, server: StandIn) -> None:
    server.serve(NEW, Reply(listing_page("cs.DC", FRIDAY, IDS)))
    first, second = fetching(Announcement("cs.LG"), Announcement("cs.DC"))
    assert first.error is not None
    assert second.new == 2


def test_who_is_offline_is_told_once_which_host_could_not_be_reached(
    library: Library, server: StandIn, tmp_path: Path
) -> None:
    fetching = Fetching(library, StandIn("http://127.0.0.1:9"), tmp_path / "cache")
    one, two = fetching(Announcement("cs.DC"), Announcement("cs.LG"))
    assert (one.offline, two.offline) == (True, True)
    assert one.error == "127.0.0.1:9 cannot be reached: connection refused."
    assert len([line for line in fetching.said if "asking" in line]) == 1


# The days before


def test_the_days_before_are_filled_from_the_api(fetching: Fetching, server: StandIn) -> None:
    server.serve(NEW, Reply(listing_page("cs.DC", FRIDAY, IDS)))
    server.serve(API, Reply(api(["2611.99003"])), Reply(api(["2611.99004", "2611.99005"])))
    fetched = fetching.one(Announcement("cs.DC", since=WEDNESDAY))
    assert (fetched.new, fetched.error) == (5, None)
    assert fetching.days() == {"2026-11-20": 2, "2026-11-19": 1, "2026-11-18": 2}
    assert "cat%3Acs.DC+AND+submittedDate%3A%5B202611171900+TO+202611181859%5D" in api_paths(server)[0]


def test_long_days_are_asked_for_in_parts(fetching: Fetching, server: StandIn) -> None:
    server.serve(NEW, Reply(listing_page("cs.DC", FRIDAY, IDS)))
    server.serve(
        API,
        Reply(api(["2611.99003", "2611.99004"], total=3)),
        Reply(api(["2611.99005"], start=2, total=3)),
    )
    fetching.one(Announcement("cs.DC", since=THURSDAY))
    assert fetching.days() == {"2026-11-20": 2, "2026-11-19": 3}
    assert ["start=2&" in path for path in api_paths(server)] == [False, True]


def test_an_empty_answer_where_there_are_entries_is_asked_for_again(fetching: Fetching, server: StandIn) -> None:
    server.serve(NEW, Reply(listing_page("cs.DC", FRIDAY, IDS)))
    server.serve(API, Reply(api([], total=7)), Reply(api(["2611.99003"])))
    assert fetching.one(Announcement("cs.DC", since=THURSDAY)).new == 3


def test_a_day_whose_announcement_the_library_has_is_not_asked_for(fetching: Fetching, server: StandIn) -> None:
    server.serve(NEW, Reply(listing_page("cs.DC", THURSDAY, ["2611.99003"])))
    fetching.now = NOON - datetime.timedelta(days=1)
    fetching.one(Announcement("cs.DC"))
    fetching.now = NOON
    server.serve(NEW, Reply(listing_page("cs.DC", FRIDAY, IDS)))
    fetched = fetching.one(Announcement("cs.DC", since=THURSDAY))
    assert (fetched.error, api_paths(server)) == (None, [])
    assert fetching.days() == {"2026-11-20": 2, "2026-11-19": 1}


def test_asking_for_the_same_days_twice_a_day_asks_arxiv_once(fetching: Fetching, server: StandIn) -> None:
    server.serve(NEW, Reply(listing_page("cs.DC", FRIDAY, IDS)))
    server.serve(API, Reply(api(["2611.99003"])))
    for _ in range(2):
        fetching.one(Announcement("cs.DC", since=THURSDAY))
    assert len(api_paths(server)) == 1
    fetching.now += datetime.timedelta(days=1)
    fetching.one(Announcement("cs.DC", since=THURSDAY))
    assert len(api_paths(server)) == 2


def test_where_the_api_fails_oai_is_asked_and_what_is_older_left_out(fetching: Fetching, server: StandIn) -> None:
    server.serve(NEW, Reply(listing_page("cs.DC", FRIDAY, IDS)))
    server.serve(API, Reply(status=503))
    server.serve(
        OAI,
        Reply(harvested([("2611.99003", "2026-11-17"), ("2512.99001", "2025-12-01")], token="more|1")),
        Reply(harvested([("2611.99004", "2026-11-18")])),
    )
    fetched = fetching.one(Announcement("cs.DC", since=THURSDAY))
    assert fetched.error is None
    assert fetched.notes[0].startswith("2026-11-19: OAI-PMH was asked, because: ")
    assert fetching.days() == {"2026-11-20": 2, "2026-11-19": 2}
    asked = [path for path in server.paths if path.startswith(OAI)]
    assert "set=cs%3Acs%3ADC&from=2026-11-19&until=2026-11-19" in asked[0]
    assert "resumptionToken=more%7C1" in asked[1]


def test_an_interrupted_fetch_goes_on_where_it_was(fetching: Fetching, server: StandIn) -> None:
    server.serve(NEW, Reply(listing_page("cs.DC", FRIDAY, IDS)))
    server.serve(API, Reply(api(["2611.99003"])), Reply(status=500))
    server.serve(OAI, Reply(status=500))
    fetched = fetching.one(Announcement("cs.DC", since=WEDNESDAY))
    assert fetched.error is not None
    assert fetched.new == 3
    server.serve(API, Reply(api(["2611.99004"])))
    before = len(api_paths(server))
    assert subscribed(fetching.library, Config()) == [Announcement("cs.DC", newest=False)]
    resumed = fetching(*subscribed(fetching.library, Config()))
    assert [each.error for each in resumed] == [None]
    assert len(api_paths(server)) == before + 1
    assert fetching.days() == {"2026-11-20": 2, "2026-11-19": 1, "2026-11-18": 1}
    assert subscribed(fetching.library, Config()) == []


def test_a_fetch_that_is_stopped_keeps_what_it_has_and_tells_what_it_did_not_reach(
    fetching: Fetching, server: StandIn
) -> None:
    server.serve(NEW, Reply(listing_page("cs.DC", FRIDAY, IDS)))
    stop = threading.Event()

    def answer(handler: Any) -> None:
        stop.set()
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        threading.Event().wait(0.5)

    server.serve(API, answer)
    one, two = fetching(Announcement("cs.DC", since=WEDNESDAY), Announcement("cs.LG"), cancelled=stop.is_set)
    assert (one.cancelled, one.new, one.error) == (True, 2, None)
    assert (two.cancelled, two.files) == (True, ())
    assert subscribed(fetching.library, Config(sources=(Announcement("cs.DC"),))) == [Announcement("cs.DC")]


# Pages and repositories


def day_of_jsonl(paper_id: str) -> str:
    return json.dumps(
        {
            "id": paper_id,
            "categories": ["cs.DC"],
            "pdf": f"https://arxiv.org/pdf/{paper_id}",
            "abs": f"https://arxiv.org/abs/{paper_id}",
            "authors": ["Cem Dağdelen"],
            "title": f"On {paper_id}",
            "comment": None,
            "summary": "Hands break. We leave them out.",
            "AI": {"tldr": "没有指针的钟。", "motivation": "指针会断。", "method": "省略。", "result": "好。"},
        }
    )


DAILY = "/data/{}_AI_enhanced_Chinese.jsonl"


def repository(server: StandIn, **options: Any) -> Repository:
    return Repository("Daily", server.url + DAILY.format("{date}"), **options)


def serve_days(server: StandIn, days: Sequence[date]) -> None:
    for day in days:
        path = DAILY.format(day)
        server.serve(path, Reply(day_of_jsonl(f"2611.991{day:%d}"), etag=f'"{day}"'))


def test_a_repository_brings_the_days_that_there_are(fetching: Fetching, server: StandIn) -> None:
    serve_days(server, [WEDNESDAY, THURSDAY])
    fetched = fetching.one(repository(server))
    assert (fetched.error, [each.date for each in fetched.files]) == (None, ["2026-11-18", "2026-11-19"])
    assert fetched.notes == ("12 of 14 days have no digest.",)
    assert len(server.asked) == 14
    assert fetching.days() == {"2026-11-19": 1, "2026-11-18": 1}


def test_then_it_asks_from_the_last_day_on_that_the_library_has(fetching: Fetching, server: StandIn) -> None:
    serve_days(server, [WEDNESDAY])
    fetching.one(repository(server))
    server.asked.clear()
    serve_days(server, [FRIDAY])
    fetched = fetching.one(repository(server))
    assert [path[6:16] for path in server.paths] == ["2026-11-18", "2026-11-19", "2026-11-20"]
    assert server.asked[0].headers["if-none-match"] == '"2026-11-18"'
    assert fetching.days() == {"2026-11-20": 1, "2026-11-18": 1}
    assert fetched.error is None


def test_a_repository_begins_where_the_person_says(fetching: Fetching, server: StandIn) -> None:
    serve_days(server, [THURSDAY])
    fetching.one(repository(server, begins=THURSDAY))
    assert [path[6:16] for path in server.paths] == ["2026-11-19", "2026-11-20"]


def test_more_than_two_weeks_are_read_when_they_are_asked_for(fetching: Fetching, server: StandIn) -> None:
    serve_days(server, [date(2026, 11, 1), FRIDAY])
    fetched = fetching.one(repository(server, begins=date(2026, 11, 1)))
    assert fetched.notes[0] == "6 days before 2026-11-07 were left out: --since reads them."
    fetching.one(repository(server, since=date(2026, 11, 1)))
    assert fetching.days() == {"2026-11-20": 1, "2026-11-01": 1}


def test_a_repository_at_none_of_whose_addresses_is_a_digest_is_an_error(fetching: Fetching, server: StandIn) -> None:
    fetched = fetching.one(repository(server))
    assert fetched.error is not None
    assert fetched.error.startswith("Daily has no digest at ")
    assert "{date}" in fetched.hint


def test_a_feed_is_read_by_its_content(fetching: Fetching, server: StandIn) -> None:
    server.serve("/some/feed", Reply(feed("cs.DC", FRIDAY, IDS), headers={"Content-Type": "text/plain"}))
    assert fetching.one(Page(f"{server.url}/some/feed")).new == 2
    assert fetching.one(Page(f"{server.url}/some/feed")).notes == ("Nothing is new.",)


def test_an_empty_feed_makes_no_day(fetching: Fetching, server: StandIn) -> None:
    server.serve("/some/feed", Reply(feed("cs.DC", FRIDAY, [])))
    fetched = fetching.one(Page(f"{server.url}/some/feed"))
    assert (fetched.files, fetched.notes) == ((), ("There are no papers in it today.",))
    assert fetching.days() == {}


def test_what_is_no_digest_is_told_with_its_type(fetching: Fetching, server: StandIn) -> None:
    server.serve("/some/feed", Reply(b"%PDF-1.7 and so on", headers={"Content-Type": "application/pdf"}))
    fetched = fetching.one(Page(f"{server.url}/some/feed"))
    assert fetched.error == f"{server.url}/some/feed holds no digest that can be read (application/pdf, 18 bytes)."


# Names


def test_what_somebody_names_is_a_category_an_address_or_a_repository() -> None:
    daily = Repository("Daily", "https://example.org/{date}.md")
    config = Config(sources=(Announcement("cs.LG"), daily))
    assert named(["cs.dc", "daily", "https://example.org/a", "https://example.org/{date}", "cs.dc"], config) == [
        Announcement("cs.DC"),
        daily,
        Page("https://example.org/a"),
        Repository("https://example.org/{date}", "https://example.org/{date}"),
    ]
    assert named(["cs.LG", "daily"], config, lambda source: WEDNESDAY) == [
        Announcement("cs.LG", since=WEDNESDAY),
        Repository("Daily", "https://example.org/{date}.md", since=WEDNESDAY),
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [("cs DC", "neither a category"), ("http://example.org/a", "not https"), ("../a", "neither"), ("--x", "neither")],
)
def test_what_is_nothing_of_these_is_refused(name: str, said: str) -> None:
    with pytest.raises(FetchError, match=said):
        named([name], Config())


def test_what_was_planned_survives_damage(library: Library) -> None:
    library.remember("fetch.days-left", {"cs.DC": ["yesterday", 1, "2026-11-18"], "cs.LG": 3, "cs DC": ["2026-11-18"]})
    assert subscribed(library, Config()) == [Announcement("cs.DC", newest=False)]
