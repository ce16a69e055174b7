"""XML as a list of entries, each a small tree of its own: what feeds, API answers and OAI-PMH answers are.

A document is cut at its entries first, and each is read by itself: one that is broken spoils no other, and a document
that was cut anywhere keeps what stands before the cut. Namespaces are left aside, since no name here means two things.

Nothing is ever expanded. A document that declares a type or an entity is refused whole; depth, length and number are
bounded, and what is beyond a bound is said. What entries mean is left to the parsers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.base import Block, Diagnostic
from parsers.cleaning import hides
from parsers.markup import TAG, attribute, decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 32
"""Elements within elements that are told apart; arXiv's have 8."""
_LONGEST_ENTRY = 4 * 1024 * 1024
"""Characters; the longest list of authors that there is has 300,000."""

_SPECIAL_ENDS = {"!--": "-->", "![CDATA[": "]]>", "?": "?>"}
_TOKEN = re.compile(rf"<(?P<special>!--|!\[CDATA\[|\?)|{TAG.pattern}")
# Browsers show a sentence above XML that they have no style for, and whoever copies takes it along.
_DOCUMENT_START = re.compile(
    r"\s*(?:This XML file does not appear to have any style[^<>]{0,200})?"
    r"(?:(?:<\?.{0,400}?\?>|<!--.{0,2000}?-->)\s{0,100}){0,8}",
    re.DOTALL,
)


@dataclass(slots=True)
class Element:
    """An element of XML.

    Attributes:
        name: Its name without prefix, in lower case.
        attributes: What stands in its tag after the name.
        parts: Texts and elements within it, in order.
        is_closed: Whether its end is there.
        is_capped: Whether elements within it were left out for lying too deep; said of the root alone.
    """

    name: str
    attributes: str = ""
    parts: list[str | Element] = field(default_factory=list)
    is_closed: bool = False
    is_capped: bool = False

    @property
    def text(self) -> str:
        """All text within it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def attribute(self, name: str) -> str:
        """Return an attribute's value, empty where there is none."""
        return attribute(self.attributes, name) or ""

    def children(self, name: str) -> list[Element]:
        """Return the elements of that name right within it; one whose end is missing is half a value, and none."""
        return [part for part in self.parts if isinstance(part, Element) and part.name == name and part.is_closed]

    def value(self, *names: str) -> str:
        """Return the text of the first element that there is and that is not empty, trying the names in order."""
        for name in names:
            for child in self.children(name):
                if text := child.text.strip():
                    return text
        return ""

    def descendants(self) -> Iterator[Element]:
        """Yield every element within it, in document order."""
        for part in self.parts:
            if isinstance(part, Element):
                yield part
                yield from part.descendants()

    def found(self, *names: str) -> str:
        """Return the text of the first complete element of any of the names, however deep; empty for none."""
        return next((each.text.strip() for each in self.descendants() if each.name in names and each.is_closed), "")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document: an entry, or what stands around entries.

    Attributes:
        line: Its first line, from 1.
        raw: Its text, verbatim.
        is_entry: Whether it is an entry.
        is_whole: Whether an entry has its end.
        refusal: Why it is not to be read, None when it is.
    """

    line: int
    raw: str
    is_entry: bool
    is_whole: bool = True
    refusal: Diagnostic | None = None

    def tree(self) -> Element:
        """Return the elements of an entry, or those around entries below a nameless root."""
        root = read_elements(self.raw)
        if not self.is_entry:
            return root
        entry = next((part for part in root.parts if isinstance(part, Element)), root)
        entry.is_capped = root.is_capped
        return entry

    def unread(self, *diagnostics: Diagnostic) -> Block:
        """Return the piece as a block that could not be read, for its refusal and whatever else is said."""
        refusal = (self.refusal,) if self.refusal else ()
        return Block(self.line, self.raw, "unread", diagnostics=(*refusal, *diagnostics))

    def warnings(self, tree: Element) -> Iterator[Diagnostic]:
        """Yield what is wrong with an entry as XML."""
        if not self.is_whole:
            message = "The entry has no end: the document was cut there."
            yield Diagnostic("xml.torn-entry", "warning", self.line, message)
        if tree.is_capped:
            message = f"Elements more than {_DEEPEST} deep were left out."
            yield Diagnostic("xml.too-deep", "warning", self.line, message)
        if hides(decoded(self.raw)):
            message = "Control or invisible characters were taken out."
            yield Diagnostic("xml.cleaned", "info", self.line, message)


def root_name(head: str) -> str:
    """Return the local name, in lower case, of the element that a text begins with; empty where it is no XML."""
    start = _DOCUMENT_START.match(head.removeprefix("\ufeff"))
    tag = TAG.match(head.removeprefix("\ufeff"), start.end() if start else 0)
    return _local(tag["name"]) if tag and not tag["close"] else ""


def split_document(text: str, name: str) -> list[Piece]:
    """Cut a document at its entries; the pieces' texts rejoin to the document.

    Args:
        text: The document.
        name: Local name of the elements that are entries; more than one as an alternative: ``item|entry``.
    """
    spans, declaration = _spans(text, name)
    if declaration is not None:
        line = 1 + text.count("\n", 0, declaration)
        message = "The document declares its own type or entities, which nothing of arXiv's does; it was not read."
        return [Piece(1, text, is_entry=False, refusal=Diagnostic("xml.dtd-refused", "error", line, message))]
    pieces, line, at = [], 1, 0
    for index, (start, end, is_whole) in enumerate(spans):
        following = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        if text[end:following].isspace():
            end = following
        if start > at:
            pieces.append(Piece(line, text[at:start], is_entry=False))
            line += text.count("\n", at, start)
        pieces.append(_entry(line, text[start:end], is_whole=is_whole))
        line += text.count("\n", start, end)
        at = end
    if at < len(text):
        pieces.append(Piece(line, text[at:], is_entry=False))
    return pieces


def _entry(line: int, raw: str, *, is_whole: bool) -> Piece:
    if len(raw) <= _LONGEST_ENTRY:
        return Piece(line, raw, is_entry=True, is_whole=is_whole)
    message = f"The entry is longer than {_LONGEST_ENTRY} characters; it was not read."
    return Piece(line, raw, is_entry=True, refusal=Diagnostic("xml.entry-too-long", "error", line, message))


def _spans(text: str, name: str) -> tuple[list[tuple[int, int, bool]], int | None]:
    """Return start, end and wholeness of every entry, and where the document declares a type or an entity."""
    structure = re.compile(rf"<(?:(?P<special>!--|!\[CDATA\[|\?|!)|/?(?:[\w.-]{{1,40}}:)?(?:{name})(?=[\s/>]))")
    spans: list[tuple[int, int, bool]] = []
    opened: int | None = None
    at = 0
    while match := structure.search(text, at):
        at = match.end()
        if match["special"] == "!":
            return spans, match.start()
        if match["special"]:
            at = _special_end(text, match)
            continue
        tag = TAG.match(text, match.start())
        if tag is None:
            continue
        at = tag.end()
        if opened is not None:
            # An entry within an entry is none: the first has lost its end.
            spans.append((opened, at if tag["close"] else match.start(), bool(tag["close"])))
            opened = None
        if not tag["close"]:
            if tag["attributes"].endswith("/"):
                spans.append((match.start(), at, True))
            else:
                opened = match.start()
    if opened is not None:
        spans.append((opened, len(text), False))
    return spans, None


def _special_end(text: str, match: re.Match[str]) -> int:
    """Return where a comment, a CDATA section or an instruction ends; what does not end reaches to the end."""
    closing = _SPECIAL_ENDS[match["special"]]
    end = text.find(closing, match.end())
    return len(text) if end < 0 else end + len(closing)


def read_elements(text: str) -> Element:
    """Return the elements of a stretch of XML below a nameless root. Ends that have no beginning are left out."""
    root = Element("", is_closed=True)
    stack = [root]
    deeper = 0
    at = 0
    while token := _TOKEN.search(text, at):
        if token.start() > at:
            stack[-1].parts.append(decoded(text[at : token.start()]))
        at = token.end()
        if token["special"]:
            end = _special_end(text, token)
            if token["special"] == "![CDATA[":
                stack[-1].parts.append(text[at:end].removesuffix("]]>"))
            at = end
        elif token["close"]:
            if deeper:
                deeper -= 1
            else:
                _close(stack, _local(token["name"]))
        elif token["attributes"].endswith("/"):
            stack[-1].parts.append(Element(_local(token["name"]), token["attributes"][:-1], is_closed=True))
        elif len(stack) > _DEEPEST:
            deeper += 1
            root.is_capped = True
        else:
            element = Element(_local(token["name"]), token["attributes"])
            stack[-1].parts.append(element)
            stack.append(element)
    stack[-1].parts.append(decoded(text[at:]))
    return root


def _close(stack: list[Element], name: str) -> None:
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].name == name:
            # What was opened within it and not closed has no end of its own.
            stack[index].is_closed = True
            del stack[index:]
            return


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
