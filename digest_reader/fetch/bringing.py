"""One fetched page into the library, the way a file goes: its content tells what it is. And the state of one source.

Which pages are asked for is the business of the modules of each kind of source.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digest_reader.errors import FetchError
from digest_reader.fetch.turn import CancelledError
from digest_reader.i18n import _
from digest_reader.models import Counted, ImportedFile
from parsers.cleaning import one_line
from parsers.detect import UnknownFormatError
from parsers.digest import read
from parsers.source import Source

if TYPE_CHECKING:
    from digest_reader.fetch.fetcher import Doing, Fetched, Fetcher
    from digest_reader.fetch.models import Cancelled
    from digest_reader.library import Library
    from parsers.digest import Digest


@dataclass(slots=True)
class Errand:
    """One source while it is fetched: what it needs, and what it has brought so far.

    Attributes:
        library: Where to.
        fetcher: How.
        doing: Told in words what is being done.
        cancelled: Asked often whether to stop.
        files: What was imported.
        notes: What is to be said.
    """

    library: Library
    fetcher: Fetcher
    doing: Doing
    cancelled: Cancelled
    files: list[ImportedFile] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def get(
        self,
        url: str,
        *,
        good_since: datetime.datetime | None = None,
        wrong: Callable[[bytes], str | None] = lambda body: None,
    ) -> Fetched:
        """Return a page; see `digest_reader.fetch.fetcher.Fetcher.get`."""
        return self.fetcher.get(url, doing=self.doing, cancelled=self.cancelled, good_since=good_since, wrong=wrong)

    def bring(
        self,
        page: Fetched,
        *,
        day: datetime.date | None = None,
        chosen: Callable[[Digest], Digest] = lambda digest: digest,
    ) -> ImportedFile:
        """Import a page under its address; one without a paper is read and not imported, so that it makes no day.

        Args:
            page: The page.
            day: The day that it is about, for a page that does not tell or tells the day it was asked for.
            chosen: Leaves out of the digest what is not wanted.

        Raises:
            FetchError: It is no digest.
            CancelledError: It was asked to stop.
        """
        if self.cancelled():
            raise CancelledError
        self.doing(_("reading"))
        sha256 = hashlib.sha256(page.body).hexdigest()
        file = self.library.known(sha256, page.url)
        if file is None:
            digest = chosen(digest_of(page))
            if day is not None:
                digest = replace(digest, date=day.isoformat(), date_origin="guessed")
            file = self.library.add(digest) if digest.records else _without_papers(digest)
        if file.format is not None and file.batch is not None:
            self.files.append(file)
        return file


def digest_of(page: Fetched) -> Digest:
    """Return what a page says.

    Raises:
        FetchError: It is in no format that is known: a login page, a PDF, a page that has changed its form.
    """
    try:
        return read(Source.from_bytes(page.url, page.body))
    except UnknownFormatError as error:
        told = one_line(page.content_type.partition(";")[0])[:60] or _("without a content type")
        raise FetchError(
            _("{url} holds no digest that can be read ({told}, {size:,} bytes).").format(
                url=page.url, told=told, size=len(page.body)
            ),
            _("Open it in a browser: a network that wants a login first answers in everybody's place."),
        ) from error


def _without_papers(digest: Digest) -> ImportedFile:
    skipped = sum(block.kind == "skipped" for block in digest.blocks)
    return ImportedFile(digest.name, digest.format, digest.sha256, Counted(skipped=skipped), date=digest.date)
