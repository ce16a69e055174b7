"""Fetching an address politely: arXiv's turn, the cache, redirects, trying again. All that goes out goes this way.

What is asked for, and what becomes of it, is the business of who calls; what one request may take is
`digest_reader.fetch.exchange`'s.
"""

from __future__ import annotations

import contextlib
import datetime
import email.utils
import os
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from digest_reader import __version__
from digest_reader.errors import ConfigError, FetchError
from digest_reader.fetch.addresses import Hosts, checked, redirected
from digest_reader.fetch.exchange import Answer, ExchangeError, Limits, StoppedError, exchange
from digest_reader.fetch.page_cache import PageCache, PageInfo
from digest_reader.fetch.turn import INTERVAL, LONGEST_WAIT, CancelledError, Clock, Turn, asked_to_wait, wait
from digest_reader.i18n import _, plural

STAND_IN: Final = "DIGEST_READER_ARXIV"
"""Environment variable with the address, on this machine, of what stands in for arXiv in tests."""
STAND_IN_INTERVAL: Final = "DIGEST_READER_ARXIV_INTERVAL"
"""Seconds between two requests to the stand-in; for arXiv itself it is not asked."""

_REDIRECTS = {301, 302, 303, 307, 308}
_MOST_REDIRECTS = 5
_DAY = 86400.0
_TRY_AGAIN = {408, 425, 429, 500, 502, 503, 504}

Doing = Callable[[str], None]
"""Told in words what is being done."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and when to try again.

    Attributes:
        tries: Requests in all, until one is answered.
        first: Seconds before the second try; each later one waits twice as long as the one before.
        longest: Seconds that are waited at most on one's own account.
        longest_asked: Seconds that are waited when the server asks for it; for more it is given up.
    """

    tries: int = 4
    first: float = 5.0
    longest: float = 60.0
    longest_asked: float = LONGEST_WAIT


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page.

    Attributes:
        url: The address that was asked for.
        body: Its content.
        content_type: What the server says it is.
        from_cache: Whether it is the one that was fetched before.
    """

    url: str
    body: bytes
    content_type: str
    from_cache: bool


class Fetcher:
    """Fetches pages for one person, one at a time."""

    def __init__(
        self,
        cache_folder: Path,
        *,
        mailto: str | None = None,
        hosts: Hosts | None = None,
        interval: float = INTERVAL,
        limits: Limits | None = None,
        patience: Patience | None = None,
        clock: Clock | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Prepare; nothing is asked and no file made yet.

        Args:
            cache_folder: Where pages are kept, and the turn that all processes share.
            mailto: Where arXiv can write to, when the person wants to say.
            hosts: Where arXiv is.
            interval: Seconds between two requests to arXiv.
            limits: What an answer may take.
            patience: How often to try again.
            clock: The time.
            chance: Random numbers from 0 to 1, for waiting times.
        """
        self.hosts = hosts or Hosts()
        self.clock = clock or Clock()
        self._cache = PageCache(cache_folder / "pages")
        self._turn = Turn(cache_folder, interval, self.clock)
        self._limits = limits or Limits()
        self._patience = patience or Patience()
        self._chance = chance
        self._user_agent = user_agent(mailto)
        self._unreachable: dict[str, FetchError] = {}

    @classmethod
    def usual(cls, cache_folder: Path, mailto: str | None, environment: Mapping[str, str] = os.environ) -> Fetcher:
        """Return the fetcher for arXiv itself, or for the stand-in that the environment names.

        Raises:
            ConfigError: The stand-in is not on this machine.
        """
        base = environment.get(STAND_IN)
        if not base:
            return cls(cache_folder, mailto=mailto)
        try:
            hosts = Hosts.at(base)
            interval = float(environment.get(STAND_IN_INTERVAL, INTERVAL))
        except ValueError as error:
            raise ConfigError(
                _("{variable} or {interval} makes no sense: {reason}.").format(
                    variable=STAND_IN, interval=STAND_IN_INTERVAL, reason=error
                ),
                _("They are for tests with a stand-in for arXiv on this machine. Unset them."),
            ) from error
        patience = Patience(first=min(interval, 5.0))
        return cls(cache_folder, mailto=mailto, hosts=hosts, interval=interval, patience=patience)

    def now(self) -> datetime.datetime:
        """Return this instant."""
        return datetime.datetime.fromtimestamp(self.clock.now(), UTC)

    def get(
        self,
        url: str,
        *,
        doing: Doing = lambda text: None,
        cancelled: Callable[[], bool] = lambda: False,
        good_since: datetime.datetime | None = None,
        wrong: Callable[[bytes], str | None] = lambda body: None,
    ) -> Fetched:
        """Return a page, from the cache when the server says that it is still the same.

        Args:
            url: Its address.
            doing: Told what is being done: "waiting 2 s for arXiv's turn".
            cancelled: Asked often whether to stop.
            good_since: A page fetched after this instant is not asked for again.
            wrong: Says what is wrong with a content that the server takes for a good one; such an answer is asked
                for again and never kept.

        Raises:
            FetchError: It cannot be had; what, from which host, and what to do.
            CancelledError: It was asked to stop.
        """
        try:
            url = checked(url)
        except ValueError as error:
            raise FetchError(
                _("{url} is not asked for: {reason}.").format(url=url[:200], reason=error), _("Check the address.")
            ) from error
        kept = self._cache.get(url)
        if kept is not None and wrong(kept[1]) is not None:
            kept = None
        if kept is not None and good_since is not None and good_since.timestamp() < kept[0].fetched <= self.clock.now():
            return Fetched(url, kept[1], kept[0].content_type, from_cache=True)
        answer = self._patiently(url, _conditions(kept), wrong, doing, cancelled)
        if answer.status == 304 and kept is not None:
            self._cache.put(replace(kept[0], fetched=self.clock.now()), kept[1])
            return Fetched(url, kept[1], kept[0].content_type, from_cache=True)
        if answer.status != 200:
            raise _refused(url, answer)
        info = PageInfo(
            url=url,
            fetched=self.clock.now(),
            etag=answer.headers.get("etag", ""),
            modified=answer.headers.get("last-modified", ""),
            content_type=answer.headers.get("content-type", ""),
        )
        self._cache.put(info, answer.body)
        return Fetched(url, answer.body, info.content_type, from_cache=False)

    def _patiently(
        self,
        url: str,
        headers: Mapping[str, str],
        wrong: Callable[[bytes], str | None],
        doing: Doing,
        cancelled: Callable[[], bool],
    ) -> Answer:
        """Ask until there is an answer that is worth something, or it is no use."""
        for attempt in range(1, self._patience.tries + 1):
            asked: float | None = None
            try:
                answer = self._following(url, headers, doing, cancelled)
                reason = wrong(answer.body) if answer.status == 200 else None
                if answer.status not in _TRY_AGAIN and reason is None:
                    return answer
                answers = _("{host} answers {status}").format(host=_host(url), status=_status(answer.status))
                reason = reason or answers
                asked = _retry_after(answer, self.now())
                error = _given_up(url, reason, attempt, answer.status)
            except ExchangeError as trouble:
                if trouble.trouble not in ("slow", "broken"):
                    raise self._hopeless(url, trouble) from trouble
                reason = f"{_host(url)}: {trouble.reason}"
                error = _given_up(url, reason, attempt, None)
            if asked is not None and asked > self._patience.longest_asked:
                raise asked_to_wait(_host(url), self.clock.now() + min(asked, _DAY))
            if attempt == self._patience.tries:
                raise error
            delay = max(self._delay(attempt), asked or 0.0)
            wait(delay, self.clock, cancelled, _again(doing, reason))
        raise AssertionError("a fetch ends with an answer or an error")

    def _delay(self, attempt: int) -> float:
        """Return the seconds before the next try: twice as many each time, and by chance up to half as many less."""
        full: float = min(self._patience.first * 2 ** (attempt - 1), self._patience.longest)
        return full * (0.5 + self._chance() / 2)

    def _hopeless(self, url: str, trouble: ExchangeError) -> FetchError:
        host = _host(url)
        if trouble.trouble != "offline":
            return FetchError(
                _("{url} cannot be read: {host}: {reason}.").format(url=url, host=host, reason=trouble.reason),
                _("Nothing was imported from it."),
            )
        error = FetchError(
            _("{host} cannot be reached: {reason}.").format(host=host, reason=trouble.reason),
            _("Check the network (and https_proxy, where there is a proxy), then fetch again."),
            offline=True,
        )
        self._unreachable[urlsplit(url).netloc] = error
        return error

    def _following(self, url: str, headers: Mapping[str, str], doing: Doing, cancelled: Callable[[], bool]) -> Answer:
        """Ask, and go where redirects lead; each step to arXiv is a request that takes its turn."""
        for _redirect in range(_MOST_REDIRECTS + 1):
            answer = self._one(url, headers, doing, cancelled)
            location = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not location:
                return answer
            try:
                url = redirected(url, location, self.hosts)
            except ValueError as error:
                raise FetchError(
                    _("{host} redirects to {location}, which is not followed: {reason}.").format(
                        host=_host(url), location=location[:200], reason=error
                    ),
                    _("Check the address; if it has moved, use the new one."),
                    status=answer.status,
                ) from error
        raise FetchError(_("{host} redirects without end.").format(host=_host(url)), _("Check the address."))

    def _one(self, url: str, headers: Mapping[str, str], doing: Doing, cancelled: Callable[[], bool]) -> Answer:
        if (error := self._unreachable.get(urlsplit(url).netloc)) is not None:
            raise error
        if cancelled():
            raise CancelledError
        sent = {"User-Agent": self._user_agent, "Accept": "*/*", **headers}
        with contextlib.ExitStack() as stack:
            if self.hosts.is_arxiv(url):
                stack.enter_context(self._turn.taken(cancelled, lambda left: doing(_turn_in_words(left))))
            doing(_("asking {host}").format(host=_host(url)))
            try:
                answer = exchange(url, sent, self._limits, cancelled)
            except StoppedError:
                raise CancelledError from None
            if self.hosts.is_arxiv(url) and answer.status in (429, 503):
                self._turn.pause(_retry_after(answer, self.now()) or 0.0)
            return answer


def user_agent(mailto: str | None) -> str:
    """Return who asks: the program, its version, its home page where it has one, and who uses it if they say so."""
    import importlib.metadata

    told = []
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        links = importlib.metadata.metadata("digest-reader").get_all("Project-URL") or []
        pages = dict(link.split(", ", 1) for link in links if ", " in link)
        told += [f"+{pages[name]}" for name in ("Homepage", "Repository", "Source") if name in pages][:1]
    if mailto:
        told.append(f"mailto:{mailto}")
    return f"digest-reader/{__version__}" + (f" ({'; '.join(told)})" if told else "")


def _conditions(kept: tuple[PageInfo, bytes] | None) -> dict[str, str]:
    if kept is None:
        return {}
    conditions = {}
    if _is_plain(kept[0].etag):
        conditions["If-None-Match"] = kept[0].etag
    if _is_plain(kept[0].modified):
        conditions["If-Modified-Since"] = kept[0].modified
    return conditions


def _is_plain(value: str) -> bool:
    """Return whether a server's word can be sent back as it is."""
    return bool(value) and value.isascii() and value.isprintable() and len(value) <= 500


def _retry_after(answer: Answer, now: datetime.datetime) -> float | None:
    """Return the seconds that the server asks to wait, which it may tell as seconds or as a date (RFC 9110, 10.2.3)."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        until = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max((until - now).total_seconds(), 0.0)


def _turn_in_words(left: float | None) -> str:
    if left is None:
        return _("waiting for arXiv's turn, which another fetch has")
    return _("waiting {n} s for arXiv's turn").format(n=f"{max(left, 1):.0f}")


def _again(doing: Doing, why: str) -> Callable[[float], None]:
    said = _("{reason}; again in {n} s")
    return lambda left: doing(said.format(reason=why, n=f"{max(left, 1):.0f}"))


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _status(status: int) -> str:
    from http import HTTPStatus

    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _refused(url: str, answer: Answer) -> FetchError:
    hints = {
        403: _("It refuses requests from here. Do not try again at once; in an hour it may be different."),
        404: _("Check the address."),
    }
    message = _("{host} answers {status} to {url}.").format(host=_host(url), status=_status(answer.status), url=url)
    return FetchError(message, hints.get(answer.status, _("Try again later.")), status=answer.status)


def _given_up(url: str, reason: str, tries: int, status: int | None) -> FetchError:
    message = plural(
        "{url} could not be fetched: {reason} (tried once).",
        "{url} could not be fetched: {reason} (tried {n} times).",
        tries,
    )
    return FetchError(
        message.format(url=url, reason=reason, n=tries),
        _("Nothing is lost: fetch again later."),
        status=status,
    )
