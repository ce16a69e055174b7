"""The feeds of arXiv's announcements, https://rss.arxiv.org: RSS 2.0, Atom, and the RSS 1.0 (RDF) of before 2024.

    <item> <title>TITLE</title> <link>https://arxiv.org/abs/2511.00038</link>
      <description>arXiv:2511.00038v1 Announce Type: new
    Abstract: ...</description>
      <guid>oai:arXiv.org:2511.00038v1</guid> <category>cs.DC</category>
      <pubDate>Wed, 05 Nov 2025 00:00:00 -0500</pubDate>
      <arxiv:announce_type>new</arxiv:announce_type> <dc:creator>Ada Berg, Bo Ek (Fen College)</dc:creator> </item>

This module owns what the elements of a feed mean; the XML is read by `parsers.xml_elements`. A feed of another site is
another format, and so is an answer of arXiv's API, though both are Atom.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from parsers.arxiv_fields import abstract_of, day_of, id_in, links_of, names_in, split_categories
from parsers.base import Block, Diagnostic, Header, Record, Section
from parsers.cleaning import one_line
from parsers.lazy_pattern import lazy_pattern
from parsers.markup import plain_text
from parsers.xml_elements import root_name, split_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.source import Source
    from parsers.xml_elements import Element, Piece

_OWN = lazy_pattern(r"rss\.arxiv\.org|arxiv\.org/(?:rss|atom)/|updates on arXiv\.org|:announce_type>|Announce Type: ")
_API = lazy_pattern(r"arxiv\.org/api/|opensearch")
_TITLE = lazy_pattern(r"(?P<category>[a-z][a-z-]{1,15}(?:\.[A-Za-z][A-Za-z-]{1,9})?) updates on arXiv\.org")
_ADDRESS = lazy_pattern(
    r"arxiv\.org/(?:rss|atom)/(?P<category>[a-z][a-z-]{1,15}(?:\.[A-Za-z][A-Za-z-]{1,9})?)(?![\w.+-])"
)
_FEED_ERROR = lazy_pattern(r"Feed error", re.IGNORECASE)
_ANNOUNCED = lazy_pattern(
    r"\s*(?P<id>arXiv:\S{1,40})\s+Announce Type:\s*(?P<type>[A-Za-z-]{1,20})\s+(?:Abstract:)?(?P<abstract>.*)",
    re.DOTALL,
)
# The titles of the old feeds: "Slow Snails. (arXiv:2301.00001v2 [cs.DC] UPDATED)".
_OLD_TITLE = lazy_pattern(
    r"\s*\((?P<id>arXiv:\S{1,40})\s{1,4}\[(?P<primary>[^\]\s]{1,30})\](?:\s{1,4}(?P<mark>[A-Z ]{1,20}))?\)\s*\Z"
)
_AUTHORS = lazy_pattern(r"Authors?:[ ]?(?P<names>[^\n]{1,20000})\n\n")
_SECTIONS: dict[str, Section] = {
    "new": "new",
    "cross": "cross",
    "replace": "replaced",
    "replace-cross": "replaced-cross",
    "UPDATED": "replaced",
    "CROSS LISTED": "cross",
    "UPDATED CROSS LISTED": "replaced-cross",
    "": "new",
}


class AnnouncementFeed:
    """Parser of the feeds that arXiv announces new papers with."""

    name = "announcement-feed"

    def sniff(self, head: str) -> float:
        """Return how sure it is that a text is a feed of arXiv's."""
        root = root_name(head)
        if root in ("rss", "rdf"):
            return 0.98 if _OWN.search(head) else 0.0
        if root in ("feed", "entry", "item", "channel"):
            return 0.97 if _OWN.search(head) and not _API.search(head[:4096]) else 0.0
        return 0.0

    def parse(self, source: Source) -> Iterator[Block]:
        """Yield what the feed says of itself, and its entries."""
        pieces = split_document(source.text, "item|entry")
        front = pieces[0].tree() if pieces and not pieces[0].is_entry and not pieces[0].refusal else None
        category = _category(front) if front else None
        position = 0
        for index, piece in enumerate(pieces):
            if piece.refusal:
                yield piece.unread()
            elif piece.is_entry:
                block = _entry(piece, position, category)
                position += block.record is not None
                yield block
            elif index == 0 and front:
                yield _front(piece, front, category, pieces)
            else:
                yield Block(piece.line, piece.raw, "text")


def _front(piece: Piece, front: Element, category: str | None, pieces: Sequence[Piece]) -> Block:
    """Read what the feed says of itself; its day is that of its announcement, not that of its making."""
    entries = [each for each in pieces if each.is_entry and not each.refusal]
    announced = front.found("pubdate") or (_announced(entries[0].tree()) if entries else "")
    date = day_of(announced or front.found("date", "updated", "lastbuilddate"))
    found = []
    if _FEED_ERROR.match(front.found("title")):
        said = one_line(front.found("description", "subtitle")).rstrip(".") or "it does not say of what"
        found.append(Diagnostic("feed.error", "error", piece.line, f"The feed is an error message: {said}."))
    elif not entries:
        found.append(Diagnostic("feed.no-entries", "info", piece.line, _no_entries(front)))
    return Block(piece.line, piece.raw, "header", header=Header(category, date), diagnostics=tuple(found))


def _no_entries(front: Element) -> str:
    days = [one_line(each.text) for each in front.descendants() if each.name == "day" and each.is_closed]
    silent = f" It is silent on {' and '.join(days)}." if days else ""
    return f"The feed announces nothing.{silent}"


def _category(front: Element) -> str | None:
    """Return the category that the feed is of, None for one of several."""
    match = _TITLE.fullmatch(one_line(front.found("title")))
    if match is None:
        match = _ADDRESS.search(front.found("id") or front.found("link"))
    return match["category"] if match else None


def _announced(entry: Element) -> str:
    return entry.value("pubdate", "published")


def _entry(piece: Piece, position: int, category: str | None) -> Block:
    """Read one entry."""
    entry = piece.tree()
    described = _described(entry)
    told, old = _ANNOUNCED.match(described), _OLD_TITLE.search(entry.value("title"))
    parsed = _identifier(entry, told, old)
    if parsed is None:
        message = "This entry of the feed names no paper of arXiv's; it was left out."
        return piece.unread(Diagnostic("feed.unknown-id", "error", piece.line, message))
    arxiv_id, version = parsed
    kind = _announce_type(entry, told, old)
    section = None if kind is None else _SECTIONS.get(kind)
    categories, classes = split_categories(
        [old["primary"]] if old else [each.text or each.attribute("term") for each in entry.children("category")]
    )
    primary = categories[0] if categories else None
    title = one_line(_title(entry, old))
    abstract = abstract_of(told["abstract"] if told else described)
    authors, author_line = _authors(entry)
    if authors is None and (named := _AUTHORS.match(abstract)):
        # RSS 2.0 of before 2024 has no element for them.
        (authors, author_line), abstract = names_in(named["names"]), abstract[named.end() :]
    extra: dict[str, Any] = {
        "license": one_line(entry.value("rights")),
        "author_line": author_line,
        "classes": classes,
        "announce_type": None if section else kind,
    }
    date = day_of(_announced(entry))
    return Block(
        piece.line,
        piece.raw,
        "entry",
        record=Record(
            id=arxiv_id,
            line=piece.line,
            position=position,
            version=version or (1 if section == "new" else None),
            title={"en": title} if title else {},
            abstract={"en": abstract} if abstract else {},
            authors=authors,
            primary=primary,
            categories=categories,
            section=section,
            cross_from=primary if section == "cross" and primary != category else None,
            comments=one_line(entry.value("comment")) or None,
            journal_ref=one_line(entry.value("journal_reference", "journal_ref")) or None,
            doi=one_line(entry.value("doi")) or None,
            date=date,
            date_kind="announced" if date else None,
            urls=links_of(arxiv_id, has_pdf=False),
            extra={name: value for name, value in extra.items() if value},
            warnings=(*_warnings(piece, title, section), *piece.warnings(entry)),
        ),
    )


def _described(entry: Element) -> str:
    """Return the description as text; the old feeds, and programs that pass the new ones on, have HTML in it."""
    described = entry.value("description", "summary")
    return plain_text(described) if described.lstrip()[:1] == "<" else described


def _identifier(entry: Element, told: re.Match[str] | None, old: re.Match[str] | None) -> tuple[str, int | None] | None:
    """Return id and version from wherever the entry has them; a link names no version."""
    places = [entry.value("guid"), entry.value("id"), told["id"] if told else "", old["id"] if old else ""]
    places += [link.text or link.attribute("href") for link in entry.children("link")]
    places.append(entry.attribute("about"))
    found = [parsed for parsed in map(id_in, places) if parsed]
    if not found:
        return None
    arxiv_id = found[0][0]
    return arxiv_id, next((version for each, version in found if each == arxiv_id and version), None)


def _announce_type(entry: Element, told: re.Match[str] | None, old: re.Match[str] | None) -> str | None:
    if element := entry.value("announce_type"):
        return one_line(element)
    if told:
        return told["type"]
    return (old["mark"] or "").strip() if old else None


def _title(entry: Element, old: re.Match[str] | None) -> str:
    title = entry.value("title")
    if old is None:
        return title
    title = title[: old.start()]
    return title if title.endswith("..") else title.removesuffix(".")


def _authors(entry: Element) -> tuple[tuple[str, ...] | None, str | None]:
    """Return the names, joined in one element or an element each, and the line where it says more than names."""
    lines = [creator.text for creator in entry.children("creator")]
    lines += [author.value("name") or author.text for author in entry.children("author")]
    # The old feeds have a link for each name, as text.
    line = ", ".join(plain_text(line) if "<a " in line else line.strip() for line in lines)
    return names_in(line)


def _warnings(piece: Piece, title: str, section: Section | None) -> Iterator[Diagnostic]:
    if not title:
        yield Diagnostic("feed.no-title", "warning", piece.line, "The entry has no title.")
    if section is None:
        message = "The entry does not say whether it is new, a cross-list or a replacement."
        yield Diagnostic("feed.no-announce-type", "warning", piece.line, message)
