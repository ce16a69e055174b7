"""One entry of an arXiv listing page in HTML: a ``dt`` with its links and a ``dd`` with its fields.

A field is what stands between its ``div`` and the next one's, whether anything is closed or not, so that a page that
a tool has rewritten, or that was cut, keeps the fields it has. Where entries are, and what their surroundings say of
them, is left to `parsers.listing_html`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from parsers.arxiv_id import abs_url, parse_id
from parsers.base import Diagnostic, Record, Section
from parsers.categories import CATEGORY_NAMES, old_categories
from parsers.cleaning import clean_paragraphs, hides, one_line
from parsers.lazy_pattern import lazy_pattern
from parsers.listing_authors import split_names
from parsers.listing_entry import read_subjects
from parsers.markup import attribute, decoded, plain_text, unrendered

if TYPE_CHECKING:
    from collections.abc import Iterator

_CATEGORY = r"[a-z][a-z-]{1,15}(?:\.[A-Za-z][A-Za-z-]{1,9})?"
_BODY = lazy_pattern(r"<dd(?=[\s>])", re.IGNORECASE)
_BODY_END = lazy_pattern(r"</d[dl]\s{0,8}>", re.IGNORECASE)
_NUMBER = lazy_pattern(r"\[(?P<number>[0-9]{1,6})\]")
_ABS_LINK = lazy_pattern(r"/abs/(?P<id>[A-Za-z0-9./-]{1,40})(?=[\"'?#\s>])")
_ABS_TEXT = lazy_pattern(r"arXiv:(?P<id>[A-Za-z0-9./-]{1,40})(?=[<\s])")
_MARK = lazy_pattern(rf"\((?:cross-list from (?P<cross>{_CATEGORY})|(?P<replaced>replaced))\)")
_FORMAT_LINK = lazy_pattern(r"/(?P<kind>pdf|html)/(?P<id>[A-Za-z0-9./-]{1,40})(?=[\"'?#\s>])")
_BLOCK = lazy_pattern(r"<(?P<name>div|p)(?=[\s>])(?P<attributes>[^<>]*)>", re.IGNORECASE)
# Pages of before 2007 have no classes: "<b>Title:</b> Slow Snails<br>".
_BOLD_LABEL = lazy_pattern(
    r"<(?P<tag>b|strong)(?=[\s>])[^<>]*>\s{0,200}(?P<name>[A-Z][A-Za-z-]{2,20})\s{0,200}:\s{0,200}</(?P=tag)\s{0,8}>",
    re.IGNORECASE,
)
_LIST_CLASS = lazy_pattern(r"(?:^|\s)list-(?P<name>[a-z][a-z-]{0,30})(?=\s|$)")
_LABEL = lazy_pattern(r"(?P<name>[A-Z][A-Za-z -]{0,30}):\s?")
_LINK = lazy_pattern(r"<a(?=\s)(?P<attributes>[^<>]*)>(?P<text>[^<]*(?:<(?!/?a[\s>])[^<]*)*)</a\s{0,8}>", re.IGNORECASE)
_PRIMARY = lazy_pattern(rf"primary-subject[^<>]*>[^<]*\((?P<code>{_CATEGORY})\)")
_SUBJECT = lazy_pattern(r"\s*(?P<name>[^();]{1,90}?)\s*\(")
_UNKNOWN_AUTHORS = lazy_pattern(r"\(?author list is (?:un|not )available\)?", re.IGNORECASE)
_MORE_AUTHORS = lazy_pattern(r"et\.? al\b.*", re.IGNORECASE)
_BETWEEN_NAMES = lazy_pattern(r"[\s,;:&]|\band\b")
_OPEN_TAG = lazy_pattern(r"<[A-Za-z/!][^<>]*\Z")
_SCHEMES = ("http://", "https://", "ftp://")
_SYNONYMS = {"author": "authors"}
_FIELDS = ("title", "authors", "comments", "journal-ref", "subjects", "doi", "abstract")


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as its own markup tells it.

    Attributes:
        id: The arXiv id, None where there is none.
        version: The version that a link states.
        number: Its number on the page, 0 where it has none.
        section: What the mark after the id says: ``cross``, ``replaced``, or nothing.
        cross_from: The category that a cross-list came from.
        formats: The formats that it is offered in: ``pdf``, ``html``.
        fields: Name of a field (``title``, ``journal-ref``) to its text; the abstract's paragraphs apart.
        authors: The names, None where the page shows none.
        author_line: The line of authors where it says more than names.
        subjects: Name, in lower case, and code of every category, the primary first.
        links: Addresses that the fields link to, in order.
        is_whole: Whether the entry's end is there.
    """

    id: str | None = None
    version: int | None = None
    number: int = 0
    section: Section | None = None
    cross_from: str | None = None
    formats: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    authors: tuple[str, ...] | None = None
    author_line: str | None = None
    subjects: tuple[tuple[str, str], ...] = ()
    links: tuple[str, ...] = ()
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """What an entry's surroundings say of it.

    Attributes:
        line: Its line.
        position: Its place among the entries.
        previous: The number of the entry before it, None for the first.
        section: Its section unless its own mark says otherwise.
        day: Its day, where the page has headings for days, or is joined to another one.
        page_day: The day that the first page is of.
    """

    line: int = 1
    position: int = 0
    previous: int | None = None
    section: Section | None = "new"
    day: str | None = None
    page_day: str | None = None


def read_item(raw: str) -> Item:
    """Read the markup of one entry, from its ``<dt>`` on."""
    raw = unrendered(raw)
    body = _BODY.search(raw)
    head = raw[: body.start()] if body else raw
    end = _BODY_END.search(raw, body.end()) if body else None
    parsed = _identifier(head)
    if parsed is None:
        return Item()
    markup = _fields(raw[body.start() : end.start()] if end else _OPEN_TAG.sub("", raw[body.start() :])) if body else {}
    number, mark = _NUMBER.search(head), _MARK.search(head)
    formats = [(match["kind"], parse_id(match["id"])) for match in _FORMAT_LINK.finditer(head)]
    authors, author_line = _authors(markup.pop("authors", ""))
    subjects = _subjects(markup.pop("subjects", ""))
    if not subjects:
        classes = one_line(plain_text(markup.get("subj-class", "")))
        subjects = tuple((CATEGORY_NAMES[code].casefold(), code) for code in old_categories(parsed[0], classes))
    return Item(
        id=parsed[0],
        version=parsed[1] or next((link[1] for _, link in formats if link and link[0] == parsed[0] and link[1]), None),
        number=int(number["number"]) if number else 0,
        section=_section(mark),
        cross_from=mark["cross"] if mark else None,
        formats=tuple(dict.fromkeys(kind for kind, _ in formats)),
        fields=dict(_texts(markup)),
        authors=authors,
        author_line=author_line,
        subjects=subjects,
        links=tuple(dict.fromkeys(_links("".join(markup.values())))),
        is_whole=end is not None,
    )


def _identifier(head: str) -> tuple[str, int | None] | None:
    for pattern in (_ABS_LINK, _ABS_TEXT):
        for match in pattern.finditer(head):
            if parsed := parse_id(match["id"]):
                return parsed
    return None


def _section(mark: re.Match[str] | None) -> Section | None:
    if mark is None:
        return None
    return "replaced" if mark["replaced"] else "cross"


def _fields(body: str) -> dict[str, str]:
    """Return the markup of every field by its name; the one paragraph without a list's class is the abstract."""
    starts: list[tuple[int, int, str]] = []
    has_classes = False
    for match in _BLOCK.finditer(body):
        classes = attribute(match["attributes"], "class") or ""
        named = _LIST_CLASS.search(classes)
        has_classes = has_classes or named is not None
        # Some pages of before 2015 give the paragraph no class at all.
        is_bare = not classes and match["name"] in "pP" and all(name != "abstract" for _, _, name in starts)
        if named:
            starts.append((match.start(), match.end(), named["name"]))
        elif "mathjax" in classes or "abstract" in classes or is_bare:
            starts.append((match.start(), match.end(), "abstract"))
    if not has_classes:
        starts += [(match.start(), match.end(), match["name"].lower()) for match in _BOLD_LABEL.finditer(body)]
        starts.sort()
    ends = [*(start for start, _, _ in starts[1:]), len(body)]
    found: dict[str, str] = {}
    for (_, at, name), end in zip(starts, ends, strict=False):
        found.setdefault(_SYNONYMS.get(name, name), body[at:end])
    return found


def _texts(markup: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield name and text of the fields that are text."""
    for name, html in markup.items():
        shown = plain_text(html)
        if name == "abstract":
            text = clean_paragraphs(shown)
        else:
            text = one_line(shown)
            label = _LABEL.match(text)
            if label and ("descriptor" in html or label["name"].lower() == name):
                text = text[label.end() :]
        if text:
            yield name, text


def _authors(html: str) -> tuple[tuple[str, ...] | None, str | None]:
    """Return the names, each a link of its own, and the whole line where it says more."""
    line = one_line(plain_text(html))
    line = line.removeprefix("Authors:").strip()
    if not line or _UNKNOWN_AUTHORS.fullmatch(line):
        return None, None
    linked = [one_line(plain_text(match["text"])) for match in _LINK.finditer(html)]
    names = tuple(name for name in linked if name and not _MORE_AUTHORS.fullmatch(name))
    if not names:
        return split_names(line) or None, None
    between = plain_text(_LINK.sub(" ", html)).removeprefix("Authors:")
    says_more = len(names) < len(linked) or bool(_BETWEEN_NAMES.sub("", between))
    return names, line if says_more else None


def _subjects(html: str) -> tuple[tuple[str, str], ...]:
    """Return name and code of the categories; the page marks the primary one, and prints it first."""
    line = one_line(plain_text(html))
    _, colon, listed = line.partition(":")
    listed = listed if colon else line
    codes, _ = read_subjects(listed, 0)
    names = {}
    for piece, code in zip(listed.split(";"), codes, strict=False):
        name = _SUBJECT.match(piece)
        names[code] = name["name"].casefold() if name else ""
    primary = _PRIMARY.search(html)
    ordered = sorted(codes, key=lambda code: primary is None or code != primary["code"])
    return tuple((names.get(code, ""), code) for code in ordered)


def _links(html: str) -> Iterator[str]:
    """Yield the addresses of links, made absolute; nothing but web addresses."""
    for match in _LINK.finditer(html):
        address = one_line(attribute(match["attributes"], "href") or "")
        if address.startswith("/") and not address.startswith("//"):
            address = f"https://arxiv.org{address}"
        if address.lower().startswith(_SCHEMES):
            yield address


def listed_record(raw: str, item: Item, place: Place) -> Record:
    """Return the record of an entry that has an id, at its place."""
    assert item.id is not None
    section = item.section or place.section
    urls = {"abs": abs_url(item.id)}
    urls |= {kind: f"https://arxiv.org/{kind}/{item.id}" for kind in item.formats}
    extra: dict[str, Any] = {name.replace("-", "_"): text for name, text in item.fields.items() if name not in _FIELDS}
    if item.author_line:
        extra["author_line"] = item.author_line
    if item.links:
        extra["links"] = list(item.links)
    title, abstract = item.fields.get("title"), item.fields.get("abstract")
    return Record(
        id=item.id,
        line=place.line,
        position=place.position,
        version=_version(item.version, section),
        title={"en": title} if title else {},
        abstract={"en": abstract} if abstract else {},
        authors=item.authors,
        primary=item.subjects[0][1] if item.subjects else None,
        categories=tuple(code for _, code in item.subjects),
        section=section,
        cross_from=item.cross_from,
        comments=item.fields.get("comments"),
        journal_ref=item.fields.get("journal-ref"),
        doi=item.fields.get("doi"),
        date=place.day,
        date_kind="announced" if place.day else None,
        urls=urls,
        extra=extra,
        warnings=tuple(_warnings(raw, item, place)),
    )


def _version(stated: int | None, section: Section | None) -> int | None:
    """Return the version: the page links to that of the HTML, and a new paper's is the first.

    A replacement is never the first: such a link is older than the replacement.
    """
    if section == "replaced":
        return stated if stated and stated > 1 else None
    return stated or (1 if section in ("new", "cross") else None)


def _warnings(raw: str, item: Item, place: Place) -> Iterator[Diagnostic]:
    name = f"Entry [{item.number}]"
    if place.previous and item.number > place.previous + 1:
        message = f"{name} follows [{place.previous}]: those between are not in the page."
        yield Diagnostic("listing.missing-entries", "warning", place.line, message)
    if not item.is_whole:
        yield Diagnostic("listing.torn-entry", "warning", place.line, f"{name} has no end: the page was cut there.")
    if "title" not in item.fields:
        yield Diagnostic("listing.no-title", "warning", place.line, f"{name} has no title.")
    if not item.subjects:
        yield Diagnostic("listing.no-subjects", "warning", place.line, f"{name} has no subjects.")
    if hides(decoded(raw)):
        message = "Control or invisible characters were taken out."
        yield Diagnostic("listing.cleaned", "info", place.line, message)
