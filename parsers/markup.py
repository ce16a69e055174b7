"""Tags, character references and the text between them, of HTML and XML as it is found in the wild.

A library would refuse a document for one bad character, or read past the end of a torn one; here a page that was cut
anywhere keeps all that stands before the cut, and what is no markup is text. No entity is known but the named
characters of HTML, so that there is nothing to expand. Every pattern stops at the next ``<``: linear time.

What a document's elements mean is left to the parsers; `parsers.xml_elements` makes a tree of them.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

# Double quotes may hold ">"; an odd quote, which arXiv's own template has, ends no tag.
_ATTRIBUTES = r"[^<>\"]*(?:\"[^\"<]*\"[^<>\"]*)*|[^<>]*"
TAG = lazy_pattern(rf"<(?P<close>/?)(?P<name>[A-Za-z_][\w:.-]*)(?=[\s/>])(?P<attributes>{_ATTRIBUTES})>")
"""One tag; the attributes end with ``/`` when the element is empty."""

_ATTRIBUTE = lazy_pattern(
    r"(?<![^\s\"'/])(?P<name>[A-Za-z_][\w:.-]*)\s{0,8}=\s{0,8}(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))"
)
_REFERENCE = lazy_pattern(
    r"&(?:#(?P<decimal>[0-9]{1,7})|#[xX](?P<hexadecimal>[0-9A-Fa-f]{1,6})|(?P<name>[A-Za-z0-9]{2,31}));"
)
_HIDDEN = lazy_pattern(r"<!--|<(?P<name>script|style|template)\b[^<>]*>", re.IGNORECASE)
_BREAKS = frozenset({"br", "p", "div", "dd", "dt", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr"})
_RAISED = {"sup": "^", "sub": "_"}
_RENDERED = lazy_pattern(
    r"<(?P<tag>span|div) class=[\"']MathJax_Preview[\"'][^<>]*>.{0,20000}?"
    r"<script type=[\"']math/tex(?P<display>; ?mode=display)?[\"'][^<>]*>(?P<tex>.{0,4000}?)</script\s{0,8}>",
    re.DOTALL,
)
_SPACE = lazy_pattern(r"[\t\r\n\f\xa0][ \t\r\n\f\xa0]*|[ ][ \t\r\n\f\xa0]+")


def attribute(attributes: str, name: str) -> str | None:
    """Return the value of the first attribute of that name, its prefix and case aside; None where there is none."""
    for match in _ATTRIBUTE.finditer(attributes):
        if match["name"].lower().rpartition(":")[2] == name:
            value = match["double"] if match["double"] is not None else match["single"]
            return decoded(value if value is not None else match["bare"])
    return None


def decoded(text: str) -> str:
    """Replace character references, once: ``&amp;lt;`` becomes ``&lt;``. What is none stays as it is."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    if match["name"]:
        return html5.get(f"{match['name']};", match[0])
    code = int(match["decimal"]) if match["decimal"] else int(match["hexadecimal"], 16)
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"


def plain_text(html: str) -> str:
    """Return the text of a stretch of HTML: a blank line for every break, ``x^2`` for a raised 2.

    White space is folded as a browser folds it, a no-break space too; comments and scripts are left out.
    """
    html = html.replace("\v", " ")
    if "<" in html:
        html = TAG.sub(_shown, without_hidden(html))
    return "\n\n".join(filter(None, (_SPACE.sub(" ", decoded(part)).strip(" ") for part in html.split("\v"))))


def _shown(tag: re.Match[str]) -> str:
    """Return what stands in the text for a tag: VT marks a break, and is no white space of a page."""
    name = tag["name"].lower()
    if name in _BREAKS:
        return "\v"
    return _RAISED.get(name, "") if not tag["close"] else ""


def unrendered(html: str) -> str:
    """Put formulas back in TeX that MathJax has drawn: a browser saves what it shows, with the TeX in a script."""
    return _RENDERED.sub(_formula, html) if "MathJax_Preview" in html and "math/tex" in html else html


def _formula(match: re.Match[str]) -> str:
    tex = match["tex"].replace("&", "&amp;").replace("<", "&lt;")
    return f"$${tex}$$" if match["display"] else f"${tex}$"


def without_hidden(html: str) -> str:
    """Take out comments, scripts and styles."""
    if not _HIDDEN.search(html):
        return html
    kept, at = [], 0
    for start, end in hidden_spans(html):
        kept.append(html[at:start])
        at = end
    return "".join([*kept, html[at:]])


def hidden_spans(html: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every comment, script and style; what does not end reaches to the end of the text."""
    at = 0
    while match := _HIDDEN.search(html, at):
        name = match["name"]
        closing = lazy_pattern(rf"</{name}\b[^<>]*>" if name else "-->", re.IGNORECASE)
        end = closing.search(html, match.end())
        at = end.end() if end else len(html)
        yield match.start(), at
