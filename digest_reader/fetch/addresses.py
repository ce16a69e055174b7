"""Addresses: which may be asked, which are arXiv's, and how arXiv's are made. Pure rules.

arXiv's own are https://info.arxiv.org/help/api/user-manual.html (API), https://info.arxiv.org/help/rss.html (feeds)
and https://info.arxiv.org/help/oa/index.html (OAI-PMH).
"""

from __future__ import annotations

import datetime
import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode, urljoin, urlsplit, urlunsplit

from digest_reader.fetch.schedule import Window
from digest_reader.i18n import _
from parsers.categories import ARCHIVE_NAMES, CATEGORY_NAMES

_CATEGORY = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]+(?:-[a-z]+)*)?")
_MAILTO = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_DATE = re.compile(r"\{date(?::([^{}]+))?\}")
_SAFE: Final = "%/:=&?~#+!$,;'@()*[]"
_LONGEST: Final = 4000
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")
# The groups of OAI-PMH; every other archive is in the group of physics.
_GROUPS: Final = frozenset({"cs", "econ", "eess", "math", "physics", "q-bio", "q-fin", "stat"})

API_PAGE: Final = 1000
"""Entries asked for in one request of the API, of the 2,000 that it allows."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where arXiv is. Only tests have another place for it, on this machine.

    Attributes:
        pages: The listing pages.
        feeds: The announcement feeds.
        api: The API.
        oai: OAI-PMH.
    """

    pages: str = "https://arxiv.org"
    feeds: str = "https://rss.arxiv.org"
    api: str = "https://export.arxiv.org"
    oai: str = "https://oaipmh.arxiv.org"

    @classmethod
    def at(cls, base: str) -> Hosts:
        """Return hosts that are all one, a stand-in for arXiv on this machine.

        Raises:
            ValueError: It is not on this machine: arXiv's terms are for arXiv, and nobody is to take its place.
        """
        if not is_loopback(base):
            raise ValueError(_("{base!r} is no address of this machine").format(base=base))
        return cls(*[base.rstrip("/")] * 4)

    def is_arxiv(self, url: str) -> bool:
        """Return whether an address is one of arXiv's hosts, whose terms hold for all of them together."""
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        own = {urlsplit(each).netloc for each in (self.pages, self.feeds, self.api, self.oai)}
        return host == "arxiv.org" or host.endswith(".arxiv.org") or parts.netloc in own

    def listing(self, category: str) -> str:
        """Return the address of the newest announcement's page."""
        return f"{self.pages}/list/{category}/new"

    def feed(self, category: str) -> str:
        """Return the address of the announcement feed."""
        return f"{self.feeds}/atom/{category}"

    def submitted(self, category: str, window: Window, start: int) -> str:
        """Return the API's address of what was submitted to a category in a window, from the n-th entry on."""
        last = window.end - datetime.timedelta(minutes=1)
        span = f"submittedDate:[{window.start:%Y%m%d%H%M} TO {last:%Y%m%d%H%M}]"
        # The category of an archive is all of its categories.
        named = category if "." in category or category not in ARCHIVE_NAMES else f"{category}.*"
        query = {
            "search_query": f"cat:{named} AND {span}",
            "sortBy": "submittedDate",
            "sortOrder": "ascending",
            "start": str(start),
            "max_results": str(API_PAGE),
        }
        return f"{self.api}/api/query?{urlencode(query)}"

    def papers(self, ids: Sequence[str]) -> str:
        """Return the API's address of some papers."""
        return f"{self.api}/api/query?{urlencode({'id_list': ','.join(ids), 'max_results': str(len(ids))})}"

    def harvest(self, category: str, day: datetime.date) -> str:
        """Return the OAI-PMH address of what arXiv changed in a category on a day."""
        archive, _, subject = category.partition(".")
        group = archive if archive in _GROUPS else "physics"
        # Sets are group:archive:category; an archive without categories is its own: physics:quant-ph.
        parts = [group, archive, subject] if subject else [group] if group == archive else [group, archive]
        query = {
            "verb": "ListRecords",
            "metadataPrefix": "arXiv",
            "set": ":".join(parts),
            "from": day.isoformat(),
            "until": day.isoformat(),
        }
        return f"{self.oai}/oai?{urlencode(query)}"

    def harvest_on(self, token: str) -> str:
        """Return the OAI-PMH address of the next part of a long answer."""
        return f"{self.oai}/oai?{urlencode({'verb': 'ListRecords', 'resumptionToken': token})}"


def is_category(text: str) -> bool:
    """Return whether a text has the form of a category or archive; new ones may come, so any is tried."""
    return _CATEGORY.fullmatch(text) is not None and len(text) <= 40


def similar_category(text: str) -> str | None:
    """Return the category that somebody who typed this may have meant, None when it is one or nothing is near."""
    known = [*CATEGORY_NAMES, *ARCHIVE_NAMES]
    folded = {each.lower(): each for each in known}
    if text in known:
        return None
    if text.lower() in folded:
        return folded[text.lower()]
    # Only for a mistake: difflib takes a while to load.
    import difflib

    near = difflib.get_close_matches(text.lower(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def is_mail_address(text: str) -> bool:
    """Return whether a text can be sent as an address of a person: it goes into a header."""
    return _MAILTO.fullmatch(text) is not None and len(text) <= 200


def checked(url: str) -> str:
    """Return an address as it is asked for.

    Raises:
        ValueError: It is none that may be asked; the message says why.
    """
    if len(url) > _LONGEST:
        raise ValueError(_("it is too long"))
    if any(ord(char) <= 32 or ord(char) == 127 for char in url):
        raise ValueError(_("it holds a space or a control character"))
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise ValueError(_("its host or port makes no sense")) from None
    if parts.scheme not in ("https", "http"):
        raise ValueError(_("it does not begin with https://"))
    if not host:
        raise ValueError(_("it names no host"))
    if not _HOST.fullmatch(host):
        # A host's letters may become spaces and marks when they are written in ASCII.
        raise ValueError(_("its host or port makes no sense"))
    if parts.username is not None or parts.password is not None:
        raise ValueError(_("it holds a name or a password"))
    netloc = f"[{host}]" if ":" in host else host
    if port is not None:
        netloc += f":{port}"
    asked = urlunsplit((parts.scheme, netloc, quote(parts.path, _SAFE), quote(parts.query, _SAFE), ""))
    if parts.scheme == "http" and not is_loopback(asked):
        raise ValueError(_("it is not https"))
    return asked


def redirected(url: str, location: str, hosts: Hosts) -> str:
    """Return where a redirect leads.

    Raises:
        ValueError: It leads where it may not: away from https, from arXiv to somebody else, or to this machine.
    """
    target = checked(urljoin(url, location))
    if is_loopback(target) != is_loopback(url):
        raise ValueError(_("it leads to this machine") if is_loopback(target) else _("it leads away from this machine"))
    if hosts.is_arxiv(url) and not hosts.is_arxiv(target):
        raise ValueError(_("it leads away from arXiv"))
    return target


def is_loopback(url: str) -> bool:
    """Return whether an address is of this machine."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def has_date(url: str) -> bool:
    """Return whether an address is that of a day's digest."""
    return _DATE.search(url) is not None


def of_day(url: str, day: datetime.date) -> str:
    """Return the address of a day's digest."""
    return _DATE.sub(lambda match: day.strftime(match[1] or "%Y-%m-%d"), url)
