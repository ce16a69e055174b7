"""Text that a mail program has set in HTML: lines and nothing else, as Outlook makes of a plain mail.

    <div>Title: Slow Snails<br>Authors: Ada Berg</div><pre>  Snails are slow.</pre>

A page has headings, lists and tables, which tell a parser more than its lines would; it is not for this module.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.lazy_pattern import lazy_pattern
from parsers.markup import TAG, decoded, without_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRUCTURE = lazy_pattern(r"<(?:dl|h[1-6]|[ou]l|table)(?=[\s>])", re.IGNORECASE)
_HEAD = lazy_pattern(r"<head(?=[\s>])", re.IGNORECASE)
_HEAD_END = lazy_pattern(r"</head\s{0,8}>", re.IGNORECASE)
_SPACE = lazy_pattern(r"[ \t\r\n]+")
_BLOCKS = frozenset({"blockquote", "div", "p", "pre"})


def lines_of(html: str) -> str | None:
    """Return the lines of a text that is set in HTML, None where it is a page with more than lines."""
    if _STRUCTURE.search(html):
        return None
    kept: list[str] = []
    for piece in _pieces(_without_head(without_hidden(html))):
        if piece:
            kept.append(piece)
        elif kept and not kept[-1].endswith("\n"):
            # A block begins a line and ends one, unless a break has done so.
            kept.append("\n")
    return "".join(kept)


def _without_head(html: str) -> str:
    start = _HEAD.search(html)
    end = _HEAD_END.search(html, start.end()) if start else None
    return html[: start.start()] + html[end.end() :] if start and end else html


def _pieces(html: str) -> Iterator[str]:
    """Yield stretches of text, a line end for each break, and an empty one for each side of a block."""
    verbatim = starts_line = False
    at = 0
    for tag in TAG.finditer(html):
        if text := _shown(html[at : tag.start()], verbatim=verbatim, starts_line=starts_line):
            yield text
            starts_line = text.endswith("\n")
        at = tag.end()
        name = tag["name"].lower()
        if name == "pre":
            verbatim = not tag["close"]
        if name == "br" or name in _BLOCKS:
            yield "\n" if name == "br" else ""
            starts_line = True
    if text := _shown(html[at:], verbatim=verbatim, starts_line=starts_line):
        yield text


def _shown(text: str, *, verbatim: bool, starts_line: bool) -> str:
    """Return a stretch as a browser shows it, no-break spaces as they are."""
    if verbatim:
        return decoded(text)
    text = _SPACE.sub(" ", text)
    return decoded(text.lstrip(" ") if starts_line else text)
