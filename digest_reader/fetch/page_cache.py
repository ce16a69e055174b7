"""Pages as they were fetched, on disk, so that what did not change is not sent again.

A cache: any of it may be lost or damaged at any time, and then it is as if the page had never been fetched.
Whether a page is still good is for the server to say, or for who knows how often it changes.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import zlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_BYTES: Final = 64 * 1024 * 1024
MOST_PAGES: Final = 400

_SUFFIX = ".page"
_LARGEST = 128 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PageInfo:
    """What is known of a page beside its content.

    Attributes:
        url: Its address.
        fetched: When it was fetched or confirmed, seconds since 1970.
        etag: The server's word for this content, empty when there is none.
        modified: When the server says it was changed, as it says it; empty when it does not.
        content_type: The content type as the server says it.
    """

    url: str
    fetched: float
    etag: str = ""
    modified: str = ""
    content_type: str = ""


class PageCache:
    """A folder of pages; those that were confirmed longest ago go when there are too many."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES, most_pages: int = MOST_PAGES) -> None:
        """Name the folder; it is made when the first page comes."""
        self._folder = folder
        self._most_bytes = most_bytes
        self._most_pages = most_pages

    def get(self, url: str) -> tuple[PageInfo, bytes] | None:
        """Return a page, None when there is none or it is damaged."""
        try:
            data = self._file(url).read_bytes()
            head, _, packed = data.partition(b"\n")
            value = json.loads(head)
            info = PageInfo(
                url=str(value["url"]),
                fetched=float(value["fetched"]),
                etag=str(value["etag"]),
                modified=str(value["modified"]),
                content_type=str(value["content_type"]),
            )
            body = zlib.decompressobj().decompress(packed, _LARGEST)
            whole = info.url == url and value["sha256"] == hashlib.sha256(body).hexdigest()
        except (OSError, ValueError, KeyError, TypeError, RecursionError, zlib.error):
            return None
        return (info, body) if whole else None

    def put(self, info: PageInfo, body: bytes) -> None:
        """Keep a page; where that is not possible it is not kept, which costs no more than fetching it again."""
        head = json.dumps({**asdict(info), "sha256": hashlib.sha256(body).hexdigest()}).encode("ascii")
        file = self._file(info.url)
        temporary = file.with_name(f".{file.name}.{os.getpid()}-{os.urandom(4).hex()}")
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                temporary.write_bytes(head + b"\n" + zlib.compress(body, 1))
                os.replace(temporary, file)
            finally:
                temporary.unlink(missing_ok=True)
            self._make_room(file)

    def _file(self, url: str) -> Path:
        return self._folder / (hashlib.sha256(url.encode("utf-8", "backslashreplace")).hexdigest()[:32] + _SUFFIX)

    def _make_room(self, newest: Path) -> None:
        files = sorted(self._files(), reverse=True)
        size, count = 0, 0
        for _, length, path in files:
            size, count = size + length, count + 1
            if (size > self._most_bytes or count > self._most_pages) and path != str(newest):
                with contextlib.suppress(OSError):
                    os.unlink(path)

    def _files(self) -> Iterator[tuple[float, int, str]]:
        with os.scandir(self._folder) as entries:
            for entry in entries:
                # What a killed process left half written counts, and goes, like a page.
                if _SUFFIX in entry.name:
                    with contextlib.suppress(OSError):
                        stat = entry.stat(follow_symlinks=False)
                        yield stat.st_mtime, stat.st_size, entry.path
