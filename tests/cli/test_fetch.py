"""``digest-reader fetch`` and ``complete``, against a server on this machine that stands in for arXiv."""

from __future__ import annotations

import datetime
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import pytest

from digest_reader.fetch import schedule
from tests.cli.conftest import DAILY, Ran, Reader
from tests.core.arxiv_pages import API, api, feed, listing_page
from tests.core.stand_in import Reply, StandIn, stand_in

NEWEST = schedule.newest_listing_day(datetime.datetime.now(UTC))
NEW = "/list/cs.DC/new"
IDS = ["2611.99001", "2611.99002"]


@dataclass(frozen=True, slots=True)
class Online:
    """A person for whom the server is arXiv."""

    reader: Reader
    server: StandIn

    @property
    def environment(self) -> dict[str, str]:
        return {"DIGEST_READER_ARXIV": self.server.url, "DIGEST_READER_ARXIV_INTERVAL": "0"}

    def __call__(self, *arguments: str) -> Ran:
        return self.reader(*arguments, env=self.environment)

    def subscribe(self, text: str) -> None:
        folder = self.reader.home / "config" / "digest-reader"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def online(reader: Reader) -> Iterator[Online]:
    with stand_in() as server:
        yield Online(reader, server)


def test_a_category_is_fetched_and_what_it_brought_is_told(online: Online) -> None:
    online.server.serve(NEW, Reply(listing_page("cs.DC", NEWEST, IDS)))
    ran = online("fetch", "cs.DC")
    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out
        == f"""\
file              format        entries  new  updated  unchanged  warnings
cs.DC {NEWEST}  listing-html        2    2        0          0         0
total                                 2    2        0          0         0
"""
    )
    assert [each["id"] for each in online("list", "--json").objects] == IDS


def test_fetching_again_says_when_the_next_announcement_is(online: Online) -> None:
    online.server.serve(NEW, Reply(listing_page("cs.DC", NEWEST, IDS)))
    online("fetch", "cs.DC")
    ran = online("fetch", "cs.DC")
    assert ran.code == 0
    assert ran.lines[-1].startswith(f"cs.DC: The newest announcement, of {NEWEST:%a %d %b}, is in the library. ")
    assert "20:00 in New York" in ran.lines[-1]


def test_json_is_one_object_with_sources_files_and_totals(online: Online) -> None:
    online.server.serve(NEW, Reply(listing_page("cs.DC", NEWEST, IDS)))
    ran = online("fetch", "cs.DC", "cs.LG", "--json")
    assert ran.code == 3
    [told] = ran.objects
    url = online.server.url + NEW
    assert [each["path"] for each in told["files"]] == [url]
    assert told["totals"]["new"] == 2
    assert told["sources"][0] == {
        "name": "cs.DC",
        "files": [url],
        "notes": [],
        "error": None,
        "offline": False,
        "cancelled": False,
    }
    assert told["sources"][1]["error"] == "arXiv has no category cs.LG."


def test_what_is_subscribed_to_is_fetched_without_a_name(online: Online) -> None:
    online.subscribe(
        f"""\
[fetch]
categories = ["cs.DC"]
feeds = ["{online.server.url}/feed"]
mailto = "ana@example.org"
coulor = 1

[[fetch.repository]]
name = "Daily"
url = "{online.server.url}/data/{{date}}.md"
"""
    )
    today = datetime.datetime.now(UTC).date()
    online.server.serve(NEW, Reply(listing_page("cs.DC", NEWEST, IDS)))
    online.server.serve("/feed", Reply(feed("cs.PF", NEWEST, ["2611.99003"])))
    online.server.serve(f"/data/{today}.md", Reply(DAILY.replace("2611.9900", "2611.9901")))
    ran = online("fetch")
    assert ran.code == 0
    assert "there is no setting 'fetch.coulor'" in ran.err
    assert [line.split()[0] for line in ran.lines[1:4]] == ["cs.DC", f"{online.server.url}/feed", "Daily"]
    assert ran.lines[4].split()[:3] == ["total", "5", "5"]
    assert "mailto:ana@example.org" in online.server.asked[0].headers["user-agent"]


def test_without_a_subscription_it_is_told_how_to_subscribe(online: Online) -> None:
    ran = online("fetch")
    assert (ran.code, ran.out) == (1, "")
    assert "Nothing is subscribed to." in ran.err
    assert 'categories = ["cs.DC"]' in ran.err


def test_a_mistake_in_the_settings_is_told_with_its_place(online: Online) -> None:
    online.subscribe('[fetch]\ncategories = "cs.DC"\n')
    ran = online("fetch")
    assert ran.code == 1
    assert "config.toml, line 2, column 1: fetch.categories" in ran.err
    assert online.server.asked == []


def test_days_before_are_filled_in(online: Online) -> None:
    online.server.serve(NEW, Reply(listing_page("cs.DC", NEWEST, IDS)))
    online.server.serve(API, Reply(api(["2611.99003"])), Reply(api(["2611.99004"])))
    ran = online("fetch", "cs.DC", "--days", "3", "--json")
    assert ran.code == 0
    assert [each["format"] for each in ran.objects[0]["files"]] == ["listing-html", "api-atom", "api-atom"]
    days = [str(day) for day in schedule.recent_listing_days(3, datetime.datetime.now(UTC))]
    papers = {each["id"]: each["appearances"][0]["source"] for each in online("list", "all", "--json").objects}
    assert set(papers) == {*IDS, "2611.99003", "2611.99004"}
    assert online("fetch", "cs.DC", "--since", days[0]).code == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["cs DC"], "neither a category of arXiv nor an address"),
        (["cs.DC", "--since", "1991-08-14"], "At most a year is fetched at a time"),
        (["cs.DC", "--since", "2991-08-14"], "has not come yet"),
        (["cs.DC", "--days", "3", "--since", "2026-11-20"], "not allowed with"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_asked(online: Online, typed: list[str], said: str) -> None:
    ran = online("fetch", *typed)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert online.server.asked == []


def test_who_is_offline_is_told_what_which_host_and_what_to_do(online: Online) -> None:
    offline = {**online.environment, "DIGEST_READER_ARXIV": "http://127.0.0.1:9"}
    ran = online.reader("fetch", "cs.DC", "cs.LG", env=offline)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "digest-reader: 2 sources: 127.0.0.1:9 cannot be reached: connection refused.\n"
        "Check the network (and https_proxy, where there is a proxy), then fetch again.\n"
    )


def test_arxivs_place_can_only_be_taken_by_this_machine(online: Online) -> None:
    ran = online.reader("fetch", "cs.DC", env={"DIGEST_READER_ARXIV": "https://example.org"})
    assert ran.code == 1
    assert "no address of this machine" in ran.err


def test_an_interrupted_fetch_tells_what_it_brought_and_goes_on_later(online: Online) -> None:
    def slowly(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        time.sleep(2)

    online.server.serve(NEW, Reply(listing_page("cs.DC", NEWEST, IDS)))
    online.server.serve(API, slowly)
    with subprocess.Popen(
        [sys.executable, "-m", "digest_reader", "fetch", "cs.DC", "--days", "2"],
        cwd=online.reader.home,
        env={**online.reader.environment, **online.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while not any(path.startswith(API) for path in online.server.paths):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "listing-html" in out
    assert "interrupted" in err
    online.server.serve(API, Reply(api(["2611.99003"])))
    assert "api-atom" in online("fetch").out


def test_papers_are_completed(online: Online) -> None:
    (online.reader.home / "2026-11-20.md").write_text(DAILY, encoding="utf-8")
    online("import", "2026-11-20.md")
    online.server.serve(API, Reply(api(IDS)))
    ran = online("complete")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Asked arXiv for 2 papers: completed 2 (all categories of 2).\n"
    assert online("complete").out == "Nothing is missing that arXiv would know.\n"
    [first, _] = online("list", "--json").objects
    assert first["categories"] == ["cs.DC", "cs.PF"]
    assert [each["format"] for each in first["appearances"]] == ["daily-markdown", "api-atom"]


def test_no_paper_is_looked_up_for_a_query_that_means_nothing(online: Online) -> None:
    ran = online("complete", "has:nothing")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("digest-reader: The query has a part that means nothing: has:nothing\n")


def test_some_papers_are_completed(online: Online) -> None:
    (online.reader.home / "2026-11-20.md").write_text(DAILY, encoding="utf-8")
    online("import", "2026-11-20.md")
    online.server.serve(API, Reply(api(IDS[:1])), Reply(api(IDS[1:])))
    assert online("complete", "--limit", "1").lines[-1] == (
        "There are more: digest-reader complete asks for the next ones."
    )
    [told] = online("complete", "ti:clocks", "--json").objects
    assert told == {
        "asked": 1,
        "completed": 1,
        "filled": {"categories": 1},
        "unknown": [],
        "error": None,
        "cancelled": False,
        "more": False,
    }


def test_completing_offline_is_told(online: Online) -> None:
    (online.reader.home / "2026-11-20.md").write_text(DAILY, encoding="utf-8")
    online("import", "2026-11-20.md")
    ran = online.reader("complete", env={"DIGEST_READER_ARXIV": "http://127.0.0.1:9"})
    assert ran.code == 1
    assert "127.0.0.1:9 cannot be reached: connection refused." in ran.err
