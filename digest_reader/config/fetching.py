"""The table ``[fetch]`` of a settings file: categories, feeds and repositories of digests.

Loaded only where there is such a table: what knows addresses takes a while to load.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Final

from digest_reader.config.document import Document
from digest_reader.fetch.addresses import checked, has_date, is_category, is_mail_address, of_day, similar_category
from digest_reader.fetch.models import Announcement, Page, Repository, Source
from digest_reader.i18n import _

_KEYS: Final = ("categories", "feeds", "mailto", "repository")
_REPOSITORY_KEYS: Final = ("name", "url", "from")


def read_fetch(document: Document, value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes of a `Config` that its table ``[fetch]`` sets."""
    fetch = document.table(value, "fetch", _KEYS)
    sources: list[Source] = []
    with document.collecting():
        sources += [Announcement(each) for each in _categories(document, fetch)]
    with document.collecting():
        sources += [Page(each) for each in _feeds(document, fetch)]
    with document.collecting():
        sources += _repositories(document, fetch)
    mailto = None
    with document.collecting():
        mailto = _mailto(document, fetch)
    return {"sources": tuple(sources), "mailto": mailto}


def _categories(document: Document, fetch: Mapping[str, Any]) -> list[str]:
    found = document.texts("fetch", fetch, "categories", '["cs.DC", "cs.LG"]')
    for each in found:
        near = similar_category(each)
        if not is_category(each):
            meant = _("Did you mean {near}?").format(near=near) if near else _("Write it as cs.DC.")
            raise document.refused(
                "fetch", "categories", _("{each!r} is no category of arXiv").format(each=each), meant, each
            )
        if near:
            message = _("arXiv has no category {name!r} that is known here; did you mean {near!r}?")
            message = message.format(name=each, near=near)
            document.warn("fetch", "categories", message, each)
    return found


def _feeds(document: Document, fetch: Mapping[str, Any]) -> list[str]:
    found = document.texts("fetch", fetch, "feeds", '["https://rss.arxiv.org/atom/cs.DC"]')
    for each in found:
        _check_address(document, "fetch", "feeds", each)
    return found


def _mailto(document: Document, fetch: Mapping[str, Any]) -> str | None:
    mailto = fetch.get("mailto")
    if mailto is None or mailto == "":
        return None
    if not isinstance(mailto, str) or not is_mail_address(mailto):
        hint = _('Write it as mailto = "ana@example.org".')
        raise document.refused("fetch", "mailto", _("it is no e-mail address"), hint)
    return mailto


def _repositories(document: Document, fetch: Mapping[str, Any]) -> list[Repository]:
    tables = fetch.get("repository", [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        hint = _("Begin each with [[fetch.repository]].")
        raise document.refused("fetch", "repository", _("it must be tables"), hint)
    found: list[Repository] = []
    for table in tables:
        document.unknown("fetch.repository", table, _REPOSITORY_KEYS)
        repository = _repository(document, table)
        if any(each.name == repository.name for each in found):
            reason = _("there are two repositories {name!r}").format(name=repository.name)
            raise document.refused("fetch.repository", "name", reason, _("Give one another name."), repository.name)
        found.append(repository)
    return found


def _repository(document: Document, table: Mapping[str, Any]) -> Repository:
    url = table.get("url")
    if not isinstance(url, str):
        reason = _("url is missing") if url is None else _("it must be a text")
        hint = _('Write it as url = "https://example.org/data/{date}.md".')
        raise document.refused("fetch.repository", "url", reason, hint)
    if not has_date(url):
        hint = _("Put {date} where the day stands, as 2026-11-20, or {date:%Y%m%d} for 20261120.")
        raise document.refused("fetch.repository", "url", _("it has no {date}"), hint, url)
    _check_address(document, "fetch.repository", "url", url)
    name = table.get("name", url)
    if not isinstance(name, str) or not name.strip():
        raise document.refused("fetch.repository", "name", _("it must be a text"), _('Write it as name = "Daily".'))
    return Repository(name.strip(), url, begins=_date(document, table))


def _date(document: Document, table: Mapping[str, Any]) -> datetime.date | None:
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
    hint = _('Write it as from = "2026-11-20".')
    raise document.refused("fetch.repository", "from", _("it is no date"), hint, str(value))


def _check_address(document: Document, table: str, key: str, url: str) -> None:
    try:
        checked(of_day(url, datetime.date(2026, 11, 20)))
    except ValueError as error:
        reason = _("{url!r} cannot be asked for: {reason}").format(url=url[:200], reason=error)
        raise document.refused(table, key, reason, _("Write an https address."), url) from error
