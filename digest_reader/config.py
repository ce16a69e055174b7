"""The settings file ``config.toml`` in the config folder: what is fetched. Read, never written.

A person writes it by hand; absent is fine. A mistake in it is told with its place. What the settings mean is the
business of those that use them: `digest_reader.fetch`.

The file::

    [fetch]
    categories = ["cs.DC", "cs.LG"]
    feeds = ["https://rss.arxiv.org/atom/quant-ph"]
    mailto = "ana@example.org"

    [[fetch.repository]]
    name = "Daily"
    url = "https://example.org/data/{date}_AI_enhanced_Chinese.jsonl"
    from = "2026-11-01"
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from digest_reader.errors import ConfigError
from digest_reader.fetch.addresses import checked, has_date, is_category, is_mail_address, of_day, similar_category
from digest_reader.fetch.models import Announcement, Page, Repository, Source

_FETCH_KEYS: Final = ("categories", "feeds", "mailto", "repository")
_REPOSITORY_KEYS: Final = ("name", "url", "from")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Config:
    """What the settings file says.

    Attributes:
        sources: What is fetched when nothing is named: categories, then feeds, then repositories, as listed.
        mailto: Where arXiv can write to.
        warnings: What was not understood and is passed over, a sentence each, with its place.
    """

    sources: tuple[Source, ...] = ()
    mailto: str | None = None
    warnings: tuple[str, ...] = field(default=())

    @property
    def repositories(self) -> tuple[Repository, ...]:
        """The digest repositories."""
        return tuple(each for each in self.sources if isinstance(each, Repository))


def load(file: Path) -> Config:
    """Return what a settings file says; one that is absent says nothing.

    Raises:
        ConfigError: It cannot be read, does not parse, or something in it makes no sense.
    """
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror or error}.", "Check its rights.") from error
    return parse(data, str(file))


def parse(data: bytes, name: str) -> Config:
    """Return what the bytes of a settings file say.

    Args:
        data: The bytes.
        name: What to call the file in messages.

    Raises:
        ConfigError: They do not parse, or something in them makes no sense.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{name}, line {line}: it is not UTF-8.", "Save it as UTF-8.") from error
    try:
        value = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        place = _PLACE.search(str(error))
        line, column = (int(place[1]), int(place[2])) if place and place[1] else (text.count("\n") + 1, 1)
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else _PLACE.sub("", str(error))
        raise ConfigError(
            f"{name}, line {line}, column {column}: {reason}.", "Mend that line; nothing was changed."
        ) from error
    return _Reading(name, text).config(value)


class _Reading:
    """One settings file while it is read: where things stand in it, and what was wrong so far."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._lines = text.split("\n")
        self._warnings: list[str] = []

    def config(self, value: Mapping[str, Any]) -> Config:
        # Other tables are for others to know; only what may be meant for this one is doubted.
        for key in value:
            if key != "fetch" and _near(key, ["fetch"]):
                self._warn("", key, ["fetch"])
        fetch = value.get("fetch", {})
        if not isinstance(fetch, dict):
            raise self._error("", "fetch", "it must be a table", "Write [fetch] on a line of its own.")
        self._unknown("fetch", fetch, _FETCH_KEYS)
        sources: list[Source] = [Announcement(each) for each in self._categories(fetch)]
        sources += [Page(each) for each in self._feeds(fetch)]
        sources += self._repositories(fetch)
        return Config(tuple(sources), self._mailto(fetch), tuple(self._warnings))

    def _categories(self, fetch: Mapping[str, Any]) -> list[str]:
        found = self._texts(fetch, "categories", 'categories = ["cs.DC", "cs.LG"]')
        for each in found:
            near = similar_category(each)
            if not is_category(each):
                meant = f"Did you mean {near}?" if near else "Write it as cs.DC."
                raise self._error("fetch", "categories", f"{each!r} is no category of arXiv", meant, each)
            if near:
                self._warnings.append(
                    f"{self._place('fetch', 'categories', each)}: arXiv has no category {each!r} that is known here;"
                    f" did you mean {near!r}?"
                )
        return list(dict.fromkeys(found))

    def _feeds(self, fetch: Mapping[str, Any]) -> list[str]:
        found = self._texts(fetch, "feeds", 'feeds = ["https://rss.arxiv.org/atom/cs.DC"]')
        for each in found:
            self._check_address("fetch", "feeds", each)
        return list(dict.fromkeys(found))

    def _mailto(self, fetch: Mapping[str, Any]) -> str | None:
        mailto = fetch.get("mailto")
        if mailto is None or mailto == "":
            return None
        if not isinstance(mailto, str) or not is_mail_address(mailto):
            raise self._error("fetch", "mailto", "it is no e-mail address", 'Write it as mailto = "ana@example.org".')
        return mailto

    def _repositories(self, fetch: Mapping[str, Any]) -> list[Repository]:
        tables = fetch.get("repository", [])
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            raise self._error("fetch", "repository", "it must be tables", "Begin each with [[fetch.repository]].")
        found: list[Repository] = []
        for table in tables:
            self._unknown("fetch.repository", table, _REPOSITORY_KEYS)
            repository = self._repository(table)
            if any(each.name == repository.name for each in found):
                raise self._error(
                    "fetch.repository",
                    "name",
                    f"there are two repositories {repository.name!r}",
                    "Give one another name.",
                    repository.name,
                )
            found.append(repository)
        return found

    def _repository(self, table: Mapping[str, Any]) -> Repository:
        url = table.get("url")
        if not isinstance(url, str):
            reason = "url is missing" if url is None else "it must be a text"
            raise self._error(
                "fetch.repository",
                "url",
                reason,
                'Write it as url = "https://example.org/data/{date}.md".',
            )
        if not has_date(url):
            raise self._error(
                "fetch.repository",
                "url",
                "it has no {date}",
                "Put {date} where the day stands, as 2026-11-20, or {date:%Y%m%d} for 20261120.",
                url,
            )
        self._check_address("fetch.repository", "url", url)
        name = table.get("name", url)
        if not isinstance(name, str) or not name.strip():
            raise self._error("fetch.repository", "name", "it must be a text", 'Write it as name = "Daily".')
        return Repository(name.strip(), url, begins=self._date(table))

    def _date(self, table: Mapping[str, Any]) -> datetime.date | None:
        value = table.get("from")
        if isinstance(value, datetime.datetime):
            return value.date()
        if value is None or isinstance(value, datetime.date):
            return value
        try:
            if isinstance(value, str) and len(value) == 10:
                return datetime.date.fromisoformat(value)
        except ValueError:
            pass
        raise self._error("fetch.repository", "from", "it is no date", 'Write it as from = "2026-11-20".', str(value))

    def _check_address(self, table: str, key: str, url: str) -> None:
        try:
            checked(of_day(url, datetime.date(2026, 11, 20)))
        except ValueError as error:
            reason = f"{url[:200]!r} cannot be asked for: {error}"
            raise self._error(table, key, reason, "Write an https address.", url) from error

    def _texts(self, table: Mapping[str, Any], key: str, example: str) -> list[str]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self._error("fetch", key, "it must be a list of texts", f"Write it as {example}.")
        return value

    def _unknown(self, table: str, value: Mapping[str, Any], known: Iterable[str]) -> None:
        for key in value:
            if key not in known:
                self._warn(table, key, list(known))

    def _warn(self, table: str, key: str, known: list[str]) -> None:
        named = f"{table}.{key}" if table else key
        near = _near(key, known)
        meant = f"did you mean {near!r}?" if near else f"known are {', '.join(known)}."
        self._warnings.append(f"{self._place(table, key)}: there is no setting {named!r}; {meant}")

    def _error(self, table: str, key: str, reason: str, hint: str, near: str = "") -> ConfigError:
        named = f"{table}.{key}" if table else key
        return ConfigError(f"{self._place(table, key, near)}: {named}: {reason}.", hint)

    def _place(self, table: str, key: str, near: str = "") -> str:
        """Return where a key stands, or a text after it: file, line and column, as far as these can be told."""
        keys = re.compile(rf"(?:^|[\s{{,.\[\"']){re.escape(key)}[\"']?\s*(?:[=.\]]|$)")
        begin = 0 if not table else self._find(re.compile(rf"\[\s*{re.escape(table.partition('.')[0])}\b"), 0)[0]
        line, column = self._find(keys, begin)
        if near:
            line, column = self._find(re.compile(re.escape(near)), line)
        return f"{self._name}, line {line + 1}, column {column + 1}"

    def _find(self, pattern: re.Pattern[str], begin: int) -> tuple[int, int]:
        for line in range(begin, len(self._lines)):
            if match := pattern.search(self._lines[line]):
                return line, match.start() + (len(match[0]) - len(match[0].lstrip(" \t{,.[\"'")))
        return begin, 0


def _near(key: str, known: list[str]) -> str | None:
    # Only for a mistake: difflib takes a while to load.
    import difflib

    near = difflib.get_close_matches(key.lower(), known, n=1, cutoff=0.7)
    return near[0] if near else None
