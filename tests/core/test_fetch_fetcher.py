"""One page over the network: arXiv's turn, the cache, trying again, and every limit. The network is this machine."""

from __future__ import annotations

import datetime
import email.utils
import gzip
import itertools
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest_reader.errors import ConfigError, FetchError
from digest_reader.fetch.addresses import Hosts, checked, is_loopback, redirected
from digest_reader.fetch.exchange import Limits
from digest_reader.fetch.fetcher import Fetcher, Patience, user_agent
from digest_reader.fetch.turn import CancelledError, Clock, Turn
from tests.core.stand_in import Reply, StandIn, stand_in

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime.datetime(2026, 11, 20, 12, tzinfo=UTC)
PAGE = "<html>An invented page.</html>"


class FakeTime:
    """A clock that goes only where somebody waits."""

    def __init__(self) -> None:
        self.seconds = NOON.timestamp()
        self.clock = Clock(lambda: self.seconds, self.sleep)

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds

    @property
    def passed(self) -> float:
        return round(self.seconds - NOON.timestamp(), 3)


@pytest.fixture
def server() -> Iterator[StandIn]:
    with stand_in() as server:
        yield server


@pytest.fixture
def fake_time() -> FakeTime:
    return FakeTime()


def fetcher(server: StandIn, folder: Path, fake: FakeTime | None = None, **options: Any) -> Fetcher:
    """Return a fetcher for which the server is arXiv, and chance always chooses the longest delay."""
    options.setdefault("hosts", Hosts.at(server.url))
    options.setdefault("limits", Limits(connect=2, idle=2, total=5, size=100_000))
    options.setdefault("chance", lambda: 1.0)
    if fake is None:
        return Fetcher(folder, interval=0, patience=options.pop("patience", Patience(first=0)), **options)
    return Fetcher(folder, clock=fake.clock, **options)


# arXiv's turn


def test_requests_to_arxiv_are_three_seconds_apart(server: StandIn, tmp_path: Path, fake_time: FakeTime) -> None:
    server.serve("/list/cs.DC/new", Reply(PAGE))
    server.serve("/atom/cs.DC", Reply(PAGE))
    fetching = fetcher(server, tmp_path, fake_time)
    said: list[str] = []
    fetching.get(f"{server.url}/list/cs.DC/new", doing=said.append)
    assert fake_time.passed == 0
    fetching.get(f"{server.url}/atom/cs.DC", doing=said.append)
    assert fake_time.passed == 3
    host = server.url.removeprefix("http://")
    assert said == [
        f"asking {host}",
        "waiting 3 s for arXiv's turn",
        "waiting 2 s for arXiv's turn",
        "waiting 1 s for arXiv's turn",
        f"asking {host}",
    ]


def test_another_fetcher_waits_for_the_time_of_the_last_request(
    server: StandIn, tmp_path: Path, fake_time: FakeTime
) -> None:
    server.serve("/a", Reply(PAGE))
    for _ in range(3):
        fetcher(server, tmp_path, fake_time).get(f"{server.url}/a")
    assert fake_time.passed == 6


def test_other_hosts_than_arxiv_have_no_turn(server: StandIn, tmp_path: Path, fake_time: FakeTime) -> None:
    server.serve("/a", Reply(PAGE))
    fetching = fetcher(server, tmp_path, fake_time, hosts=Hosts())
    for _ in range(3):
        fetching.get(f"{server.url}/a")
    assert fake_time.passed == 0
    assert not (tmp_path / "arxiv.lock").exists()


def test_a_request_that_fails_counts_too(server: StandIn, tmp_path: Path, fake_time: FakeTime) -> None:
    fetching = fetcher(server, tmp_path, fake_time)
    for path in ("/missing", "/missing-too"):
        with pytest.raises(FetchError):
            fetching.get(server.url + path)
    assert fake_time.passed == 3


def test_a_clock_that_was_set_back_does_not_make_it_wait_for_ever(tmp_path: Path, fake_time: FakeTime) -> None:
    in_a_year = NOON.timestamp() + 365 * 86400
    (tmp_path / "arxiv-turn.json").write_text(json.dumps({"last": in_a_year, "pause": in_a_year}))
    with Turn(tmp_path, clock=fake_time.clock).taken(lambda: False, lambda left: None):
        assert fake_time.passed == 3


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b'{"last": NaN, "pause": 0}', b"[" * 100_000])
def test_a_damaged_time_is_as_if_a_request_had_just_been_made(
    tmp_path: Path, fake_time: FakeTime, content: bytes
) -> None:
    (tmp_path / "arxiv-turn.json").write_bytes(content)
    with Turn(tmp_path, clock=fake_time.clock).taken(lambda: False, lambda left: None):
        assert fake_time.passed == 3


def test_without_a_place_for_the_lock_nothing_is_asked(server: StandIn, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(FetchError, match="Nothing was asked of arXiv"):
        fetcher(server, tmp_path / "cache").get(f"{server.url}/a")
    assert server.asked == []


_ASK = """
import sys
from pathlib import Path
from digest_reader.fetch.addresses import Hosts
from digest_reader.fetch.fetcher import Fetcher
url, folder = sys.argv[1:]
fetcher = Fetcher(Path(folder), hosts=Hosts.at(url), interval=0.3)
for number in range(4):
    fetcher.get(f"{url}/{sys.argv[2][-1]}{number}")
"""


def test_two_processes_take_turns(server: StandIn, tmp_path: Path) -> None:
    for number in range(4):
        server.serve(f"/e{number}", Reply(PAGE))
    command = [sys.executable, "-c", _ASK, server.url, str(tmp_path / "cache")]
    processes = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    assert [process.wait(30) for process in processes] == [0, 0]
    times = [each.at for each in server.asked]
    assert len(times) == 8
    # The server's clock ticks a little after the request was sent.
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) > 0.25


def test_who_waits_for_another_process_is_told_so_and_can_stop(tmp_path: Path, fake_time: FakeTime) -> None:
    turn, said = Turn(tmp_path, clock=fake_time.clock), list[float | None]()
    other = Turn(tmp_path, clock=fake_time.clock).taken(lambda: bool(said), said.append)
    with turn.taken(lambda: False, lambda left: None), pytest.raises(CancelledError), other:
        raise AssertionError("two had the turn at once")
    assert said == [None]


# The cache


def test_a_page_that_did_not_change_is_not_sent_again(server: StandIn, tmp_path: Path) -> None:
    server.serve("/a", Reply(PAGE, etag='"one"', headers={"Last-Modified": "Fri, 20 Nov 2026 01:00:00 GMT"}))
    first = fetcher(server, tmp_path).get(f"{server.url}/a")
    again = fetcher(server, tmp_path).get(f"{server.url}/a")
    assert (first.body, first.from_cache) == (PAGE.encode(), False)
    assert (again.body, again.from_cache) == (PAGE.encode(), True)
    assert server.asked[1].headers["if-none-match"] == '"one"'
    assert server.asked[1].headers["if-modified-since"] == "Fri, 20 Nov 2026 01:00:00 GMT"


def test_a_page_that_changed_takes_the_place_of_the_old_one(server: StandIn, tmp_path: Path) -> None:
    server.serve("/a", Reply("old", etag='"one"'), Reply("new", etag='"two"'))
    fetching = fetcher(server, tmp_path)
    assert [fetching.get(f"{server.url}/a").body for _ in range(3)] == [b"old", b"new", b"new"]
    assert server.asked[2].headers["if-none-match"] == '"two"'


def test_a_page_known_to_be_good_is_not_asked_for(server: StandIn, tmp_path: Path, fake_time: FakeTime) -> None:
    server.serve("/a", Reply("old"), Reply("new"))
    fetching = fetcher(server, tmp_path, fake_time)
    fetching.get(f"{server.url}/a")
    assert fetching.get(f"{server.url}/a", good_since=NOON - datetime.timedelta(hours=1)).body == b"old"
    assert fetching.get(f"{server.url}/a", good_since=NOON + datetime.timedelta(hours=1)).body == b"new"
    assert len(server.asked) == 2


def test_a_damaged_cache_is_as_good_as_none(server: StandIn, tmp_path: Path) -> None:
    server.serve("/a", Reply(PAGE, etag='"one"'))
    fetcher(server, tmp_path).get(f"{server.url}/a")
    [kept] = (tmp_path / "pages").iterdir()
    for damaged in (b"", b"{}\n", kept.read_bytes()[:-20], kept.read_bytes().replace(b"sha256", b"sha257")):
        kept.write_bytes(damaged)
        assert fetcher(server, tmp_path).get(f"{server.url}/a").body == PAGE.encode()
        assert "if-none-match" not in server.asked[-1].headers


def test_the_cache_keeps_to_its_size(server: StandIn, tmp_path: Path) -> None:
    from digest_reader.fetch.page_cache import PageCache, PageInfo

    cache = PageCache(tmp_path / "pages", most_bytes=1000, most_pages=3)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "mine.txt").write_text("not a page")
    for number in range(6):
        cache.put(PageInfo(f"https://example.org/{number}", number), b"short")
        time.sleep(0.01)
    assert [cache.get(f"https://example.org/{number}") is not None for number in range(6)] == [False] * 3 + [True] * 3
    assert (tmp_path / "pages" / "mine.txt").exists()


# Trying again


def test_a_server_that_asks_for_time_gets_it(server: StandIn, tmp_path: Path, fake_time: FakeTime) -> None:
    server.serve("/a", Reply(status=429, headers={"Retry-After": "40"}), Reply(PAGE))
    said: list[str] = []
    assert fetcher(server, tmp_path, fake_time).get(f"{server.url}/a", doing=said.append).body == PAGE.encode()
    assert fake_time.passed == 40
    host = server.url.removeprefix("http://")
    assert f"{host} answers 429 Too Many Requests; again in 40 s" in said


def test_a_server_may_ask_for_time_with_a_date(server: StandIn, tmp_path: Path, fake_time: FakeTime) -> None:
    until = email.utils.format_datetime(NOON + datetime.timedelta(seconds=25), usegmt=True)
    server.serve("/a", Reply(status=503, headers={"Retry-After": until}), Reply(PAGE))
    fetcher(server, tmp_path, fake_time).get(f"{server.url}/a")
    assert fake_time.passed == 25


def test_all_processes_leave_arxiv_alone_when_it_asks_for_that(
    server: StandIn, tmp_path: Path, fake_time: FakeTime
) -> None:
    server.serve("/a", Reply(status=429, headers={"Retry-After": "60"}))
    server.serve("/b", Reply(PAGE))
    with pytest.raises(FetchError):
        fetcher(server, tmp_path, fake_time, patience=Patience(tries=1)).get(f"{server.url}/a")
    fetcher(server, tmp_path, fake_time).get(f"{server.url}/b")
    assert fake_time.passed == 60


def test_a_long_pause_is_told_instead_of_waited_for(server: StandIn, tmp_path: Path, fake_time: FakeTime) -> None:
    server.serve("/a", Reply(status=429, headers={"Retry-After": "1800"}))
    for _ in range(2):
        with pytest.raises(FetchError, match="asks to be left alone until"):
            fetcher(server, tmp_path, fake_time).get(f"{server.url}/a")
    assert (fake_time.passed, len(server.asked)) == (0, 1)


def test_a_failure_that_passes_is_tried_again_ever_later(server: StandIn, tmp_path: Path, fake_time: FakeTime) -> None:
    server.serve("/a", Reply(status=500), Reply(status=502), Reply(status=504), Reply(PAGE))
    assert fetcher(server, tmp_path, fake_time).get(f"{server.url}/a").body == PAGE.encode()
    assert fake_time.passed == 5 + 10 + 20


def test_chance_shortens_a_delay_to_no_less_than_half(server: StandIn, tmp_path: Path, fake_time: FakeTime) -> None:
    server.serve("/a", Reply(status=500), Reply(PAGE))
    fetcher(server, tmp_path, fake_time, hosts=Hosts(), chance=lambda: 0.0).get(f"{server.url}/a")
    assert fake_time.passed == 2.5


def test_it_is_given_up_in_the_end(server: StandIn, tmp_path: Path, fake_time: FakeTime) -> None:
    server.serve("/a", Reply(status=503))
    with pytest.raises(FetchError, match=r"503 Service Unavailable \(tried 4 times\)") as caught:
        fetcher(server, tmp_path, fake_time).get(f"{server.url}/a")
    assert (len(server.asked), caught.value.status) == (4, 503)


def test_what_is_not_there_is_not_asked_for_again(server: StandIn, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="404 Not Found") as caught:
        fetcher(server, tmp_path).get(f"{server.url}/a")
    assert (len(server.asked), caught.value.status) == (1, 404)


def test_a_good_status_with_a_bad_content_is_tried_again_and_not_kept(server: StandIn, tmp_path: Path) -> None:
    server.serve("/a", Reply("half", etag='"half"'), Reply("whole"))
    fetching = fetcher(server, tmp_path)
    found = fetching.get(f"{server.url}/a", wrong=lambda body: "it is half" if body == b"half" else None)
    assert found.body == b"whole"
    assert "if-none-match" not in server.asked[1].headers


# What goes wrong


def test_a_host_that_cannot_be_reached_is_asked_once(tmp_path: Path, server: StandIn) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    fetching = fetcher(server, tmp_path, hosts=Hosts.at(url))
    for path in ("/a", "/b"):
        with pytest.raises(FetchError, match="cannot be reached: connection refused") as caught:
            fetching.get(url + path)
        assert caught.value.offline
        assert "network" in caught.value.hint


def slowly(handler: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then, for longer than anybody should listen."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(100):
        handler.wfile.write(b"a")
        time.sleep(0.05)


def with_slow_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(100):
        handler.wfile.write(b"a")
        time.sleep(0.05)


def silently(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


def without_end(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        handler.wfile.write(b"a" * 65536)


def in_broken_chunks(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n9\r\nbye")


def as_garbage(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\x01 nothing like HTTP \r\n\r\n")


def with_endless_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-More: yes\r\n" * 1000 + b"\r\n")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (slowly, "not complete after"),
        (with_slow_headers, "not complete after"),
        (silently, "did not answer in time"),
        (without_end, "larger than 100,000 bytes"),
        (in_broken_chunks, "broke off"),
        (as_garbage, "no HTTP"),
        (with_endless_headers, "no HTTP"),
        (Reply(PAGE, headers={"Content-Length": "5000"}), "broke off after 30 of 5,000 bytes"),
        (Reply(b"", headers={"Content-Length": "900000000"}), "larger than"),
        (Reply(gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"}), "larger than"),
        (Reply(gzip.compress(PAGE.encode())[:-9], headers={"Content-Encoding": "gzip"}), "packed answer broke off"),
        (Reply(b"not packed", headers={"Content-Encoding": "gzip"}), "cannot be unpacked"),
        (Reply(PAGE, headers={"Content-Encoding": "br"}), "packed in a way"),
    ],
    ids=lambda value: getattr(value, "__name__", value if isinstance(value, str) else "reply"),
)
def test_an_answer_that_is_none_is_cut_off_and_named(server: StandIn, tmp_path: Path, answer: Any, said: str) -> None:
    server.serve("/a", answer)
    limits = Limits(connect=1, idle=0.4, total=0.8, size=100_000)
    began = time.monotonic()
    with pytest.raises(FetchError, match=said):
        fetcher(server, tmp_path, limits=limits, patience=Patience(tries=1)).get(f"{server.url}/a")
    assert time.monotonic() - began < 3


def test_a_packed_page_is_unpacked(server: StandIn, tmp_path: Path) -> None:
    server.serve("/a", Reply(gzip.compress(PAGE.encode()), headers={"Content-Encoding": "gzip"}))
    assert fetcher(server, tmp_path).get(f"{server.url}/a").body == PAGE.encode()
    assert server.asked[0].headers["accept-encoding"] == "gzip"


def test_a_fetch_can_be_stopped_in_the_middle_of_an_answer(server: StandIn, tmp_path: Path) -> None:
    server.serve("/a", slowly)
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    began = time.monotonic()
    with pytest.raises(CancelledError):
        fetcher(server, tmp_path).get(f"{server.url}/a", cancelled=stop.is_set)
    assert time.monotonic() - began < 2


# Who asks, and where


def test_it_says_who_it_is(server: StandIn, tmp_path: Path) -> None:
    server.serve("/a", Reply(PAGE))
    fetcher(server, tmp_path, mailto="ana@example.org").get(f"{server.url}/a")
    agent = server.asked[0].headers["user-agent"]
    assert agent == user_agent("ana@example.org")
    assert agent.startswith("digest-reader/")
    assert agent.endswith("mailto:ana@example.org)")
    assert "mailto" not in user_agent(None)


def test_redirects_are_followed_each_in_its_turn(server: StandIn, tmp_path: Path, fake_time: FakeTime) -> None:
    server.serve("/a", Reply(status=301, headers={"Location": "/b"}))
    server.serve("/b", Reply(status=302, headers={"Location": f"{server.url}/c"}))
    server.serve("/c", Reply(PAGE))
    assert fetcher(server, tmp_path, fake_time).get(f"{server.url}/a").body == PAGE.encode()
    assert fake_time.passed == 6


def test_redirects_without_end_are_left(server: StandIn, tmp_path: Path) -> None:
    server.serve("/a", Reply(status=302, headers={"Location": "/a"}))
    with pytest.raises(FetchError, match="without end"):
        fetcher(server, tmp_path).get(f"{server.url}/a")
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("url", "location", "why"),
    [
        ("https://arxiv.org/list/cs.DC/new", "http://arxiv.org/list/cs.DC/new", "not https"),
        ("https://arxiv.org/list/cs.DC/new", "https://example.org/", "away from arXiv"),
        ("https://arxiv.org/list/cs.DC/new", "https://arxiv.org.example.org/", "away from arXiv"),
        ("https://arxiv.org/list/cs.DC/new", "https://notarxiv.org/", "away from arXiv"),
        ("https://example.org/feed", "http://127.0.0.1:8080/", "to this machine"),
        ("https://example.org/feed", "https://localhost/", "to this machine"),
        ("https://example.org/feed", "https://[::1]/", "to this machine"),
        ("https://example.org/feed", "file:///etc/passwd", "https://"),
        ("https://example.org/feed", "javascript:alert(1)", "https://"),
        ("https://example.org/feed", "https://user:word@example.org/", "password"),
        ("http://127.0.0.1:1/a", "https://example.org/", "away from this machine"),
    ],
)
def test_a_redirect_to_where_it_may_not_lead_is_refused(url: str, location: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        redirected(url, location, Hosts())


def test_a_redirect_within_arxiv_or_to_another_https_host_is_fine() -> None:
    assert redirected("https://rss.arxiv.org/atom/a", "https://arxiv.org/b", Hosts()) == "https://arxiv.org/b"
    assert redirected("https://example.org/a", "https://example.com/b?c=d", Hosts()) == "https://example.com/b?c=d"


@pytest.mark.parametrize(
    "url",
    ["http://example.org/a", "ftp://example.org/a", "example.org", "https:///a", "https://example.org/a b", ""],
)
def test_only_https_is_asked(server: StandIn, tmp_path: Path, url: str) -> None:
    with pytest.raises(FetchError, match="is not asked for"):
        fetcher(server, tmp_path).get(url)


def test_an_address_is_sent_in_ascii() -> None:
    assert checked("https://bücher.example/日報/{date}.md") == (
        "https://xn--bcher-kva.example/%E6%97%A5%E5%A0%B1/%7Bdate%7D.md"
    )


def test_arxivs_place_can_only_be_taken_by_this_machine(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no address of this machine"):
        Fetcher.usual(tmp_path, None, {"DIGEST_READER_ARXIV": "https://example.org"})
    assert Fetcher.usual(tmp_path, None, {"DIGEST_READER_ARXIV_INTERVAL": "0"}).hosts == Hosts()


@pytest.mark.parametrize(
    ("category", "named"),
    [
        ("cs.DC", "cs:cs:DC"),
        ("quant-ph", "physics:quant-ph"),
        ("astro-ph.GA", "physics:astro-ph:GA"),
        ("physics.flu-dyn", "physics:physics:flu-dyn"),
        ("cs", "cs"),
    ],
)
def test_the_sets_of_oai(category: str, named: str) -> None:
    assert f"set={named.replace(':', '%3A')}&" in Hosts().harvest(category, NOON.date())


@example("¯")
@given(st.text(max_size=60) | st.from_regex(r"https?://[^ ]{0,40}", fullmatch=True))
def test_any_text_is_an_https_address_or_refused(text: str) -> None:
    for url in (text, f"https://{text}", f"https://example.org/{text}"):
        try:
            asked = checked(url)
        except ValueError:
            continue
        assert asked.isascii()
        assert asked.isprintable()
        assert asked.startswith("https://") or is_loopback(asked)
        assert checked(asked) == asked
