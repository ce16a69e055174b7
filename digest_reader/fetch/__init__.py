"""Digests from the network into the library: arXiv's announcements, feeds, and repositories of digests.

What is fetched goes the same way as a file that is imported: its content tells its format, and
`digest_reader.library.Library.add` merges it.

What others call is named here and loaded when it is first asked for: the settings need to know what a source is,
and nothing of the network.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digest_reader.fetch.completing import Completed, complete
    from digest_reader.fetch.fetcher import Fetcher
    from digest_reader.fetch.models import Announcement, FetchedSource, FetchProgress, Page, Repository, Source
    from digest_reader.fetch.running import fetch, fetch_each, named, subscribed

__all__ = [
    "Announcement",
    "Completed",
    "FetchProgress",
    "FetchedSource",
    "Fetcher",
    "Page",
    "Repository",
    "Source",
    "complete",
    "fetch",
    "fetch_each",
    "named",
    "subscribed",
]

_HOMES = {
    "completing": ("Completed", "complete"),
    "fetcher": ("Fetcher",),
    "models": ("Announcement", "FetchProgress", "FetchedSource", "Page", "Repository", "Source"),
    "running": ("fetch", "fetch_each", "named", "subscribed"),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
