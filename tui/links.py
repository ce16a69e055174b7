"""Opening and naming a paper's pages. Addresses are made from checked ids; text from a digest is never run."""

from __future__ import annotations

import os
import sys
from typing import Literal
from urllib.parse import quote, urlsplit

from parsers.arxiv_id import parse_id

LinkKind = Literal["abs", "pdf"]


def link(paper_id: str, kind: LinkKind) -> str | None:
    """Return the address of a paper's abstract page or PDF, None when there is none that can be trusted.

    Args:
        paper_id: An arXiv id, or the URL of an entry that is no arXiv paper.
        kind: Which page.
    """
    parsed = parse_id(paper_id)
    if parsed is not None:
        return f"https://arxiv.org/{kind}/{parsed[0]}"
    try:
        parts = urlsplit(paper_id)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc or kind == "pdf":
        return None
    # What a shell or a browser's command line could take for more than an address is written as %XX.
    return quote(paper_id, safe=":/?#[]@!&=+,%~-._")


def can_open() -> bool:
    """Return whether there is a browser with a window of its own: one in the terminal would draw over the reader."""
    if sys.platform in ("darwin", "win32") or os.environ.get("BROWSER"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_in_browser(address: str) -> bool:
    """Open an address; return whether a browser took it."""
    # It looks for all browsers there are: not before one is wanted.
    import webbrowser

    return webbrowser.open(address)
