"""Answers of arXiv's API in Atom, https://info.arxiv.org/help/api/user-manual.html.

    <entry> <id>http://arxiv.org/abs/2511.00038v2</id> <updated>2025-11-05T12:00:00Z</updated>
      <published>2025-11-01T12:00:00Z</published> <title>TITLE</title> <summary>ABSTRACT</summary>
      <author> <name>Ada Berg</name> <arxiv:affiliation>Fen College</arxiv:affiliation> </author>
      <arxiv:primary_category term="cs.DC"/> <category term="cs.DC"/> <category term="cs.PF"/> </entry>

This module owns what the elements mean; the XML is read by `parsers.xml_elements`. An error comes as an entry with
an id below ``/api/errors``: it is no paper. An answer is part of a longer list as a rule; that list's total is told and
is not the digest's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from parsers.arxiv_fields import abstract_of, day_of, id_in, links_of, names_in, split_categories
from parsers.base import Block, Diagnostic, Header, Record
from parsers.cleaning import one_line
from parsers.lazy_pattern import lazy_pattern
from parsers.xml_elements import root_name, split_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.source import Source
    from parsers.xml_elements import Element, Piece

_OWN = lazy_pattern(r"arxiv\.org/api/|title[^<>]{0,80}>\s{0,40}arXiv Query|ArXiv Query")
_PAPER = lazy_pattern(r"[<:]id>\s{0,40}https?://(?:[a-z]{2,12}\.)?arxiv\.org/abs/")
_ANNOUNCED = lazy_pattern(r":announce_type>|Announce Type: ")
_ERRORS = "/api/errors"
_LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class _Results:
    """Which part of a list an answer is.

    Attributes:
        start: The number of its first entry in the list, from 0.
        total: The length of the list.
    """

    start: int
    total: int


class ApiAtom:
    """Parser of answers of arXiv's API."""

    name = "api-atom"

    def sniff(self, head: str) -> float:
        """Return how sure it is that a text is an answer of the API."""
        if root_name(head) not in ("feed", "entry") or _ANNOUNCED.search(head):
            return 0.0
        if _OWN.search(head[:4096]):
            return 0.98
        return 0.9 if _PAPER.search(head) else 0.0

    def parse(self, source: Source) -> Iterator[Block]:
        """Yield what the answer says of itself, and its entries."""
        pieces = split_document(source.text, "entry")
        count = sum(piece.is_entry for piece in pieces)
        position = 0
        for index, piece in enumerate(pieces):
            if piece.refusal:
                yield piece.unread()
            elif piece.is_entry:
                block = _entry(piece, position)
                position += block.record is not None
                yield block
            elif index == 0:
                yield _front(piece, count)
            else:
                yield Block(piece.line, piece.raw, "text")


def _results(front: Element) -> _Results | None:
    """Return which part of its list an answer is, from what stands around its entries; None where it does not tell."""
    total, start = front.found("totalresults"), front.found("startindex") or "0"
    if not (total.isascii() and total.isdigit() and start.isascii() and start.isdigit()):
        return None
    return None if max(len(total), len(start)) > _LONGEST_NUMBER else _Results(int(start), int(total))


def _front(piece: Piece, count: int) -> Block:
    """Read what the answer says of itself; its day is the one that it is of, not the papers'."""
    front = piece.tree()
    part = _results(front)
    found: tuple[Diagnostic, ...] = ()
    if part and part.start + count < part.total:
        message = f"The list has {part.total} entries; this answer has {count}, from number {part.start + 1} on."
        found = (Diagnostic("api.more-results", "info", piece.line, message),)
    header = Header(date=day_of(front.found("updated")))
    return Block(piece.line, piece.raw, "header", header=header, diagnostics=found)


def _entry(piece: Piece, position: int) -> Block:
    """Read one entry."""
    entry = piece.tree()
    address = one_line(entry.value("id"))
    if _ERRORS in address:
        said = one_line(entry.value("summary")) or one_line(entry.value("title")) or address
        message = f"The API answered with an error: {said}"
        error = Diagnostic("api.error", "error", piece.line, message)
        return Block(piece.line, piece.raw, "skipped", diagnostics=(error,))
    parsed = id_in(address)
    if parsed is None:
        message = "This entry names no paper of arXiv's; it was left out."
        return piece.unread(Diagnostic("api.unknown-id", "error", piece.line, message))
    arxiv_id, version = parsed
    title, abstract = one_line(entry.value("title")), abstract_of(entry.value("summary"))
    terms = [category.attribute("term") for category in entry.children("category")]
    primary = next((each.attribute("term") for each in entry.children("primary_category")), "")
    categories, classes = split_categories([primary, *terms])
    updated = day_of(entry.value("updated"))
    authors, author_line = _authors(entry)
    extra: dict[str, Any] = {
        "author_line": author_line,
        "published": day_of(entry.value("published")),
        "affiliations": _affiliations(entry),
        "classes": classes,
        "links": _links(entry),
    }
    kinds = {link.attribute("title").lower() for link in entry.children("link")}
    return Block(
        piece.line,
        piece.raw,
        "entry",
        record=Record(
            id=arxiv_id,
            line=piece.line,
            position=position,
            version=version,
            title={"en": title} if title else {},
            abstract={"en": abstract} if abstract else {},
            authors=authors,
            primary=categories[0] if categories else None,
            categories=categories,
            comments=one_line(entry.value("comment")) or None,
            journal_ref=one_line(entry.value("journal_ref")) or None,
            doi=one_line(entry.value("doi")) or None,
            date=updated,
            date_kind="updated" if updated else None,
            urls=links_of(arxiv_id, has_pdf="pdf" in kinds),
            extra={name: value for name, value in extra.items() if value},
            warnings=(*_warnings(piece, title), *piece.warnings(entry)),
        ),
    )


def _authors(entry: Element) -> tuple[tuple[str, ...] | None, str | None]:
    """Return the names, and the line where a feed of one author's papers has all names in a single element.

    Those feeds (``/a/NAME.atom2``) are for readers that show only the first element.
    """
    names = tuple(filter(None, (one_line(each.value("name")) for each in entry.children("author"))))
    if len(names) == 1 and ", " in names[0]:
        joined, line = names_in(names[0])
        if joined and all(" " in name or "." in name for name in joined):
            return joined, line
    return names or None, None


def _affiliations(entry: Element) -> dict[str, list[str]]:
    """Return the affiliations by author, of those who have any."""
    found: dict[str, list[str]] = {}
    for author in entry.children("author"):
        name = one_line(author.value("name"))
        for affiliation in author.children("affiliation"):
            if shown := one_line(affiliation.text):
                found.setdefault(name, []).append(shown)
    return found


def _links(entry: Element) -> list[str]:
    """Return the addresses that are not arXiv's own, nor that of the DOI."""
    addresses = [
        one_line(link.attribute("href")) for link in entry.children("link") if link.attribute("title") != "doi"
    ]
    return [each for each in addresses if each.startswith(("http://", "https://")) and id_in(each) is None]


def _warnings(piece: Piece, title: str) -> Iterator[Diagnostic]:
    if not title:
        yield Diagnostic("api.no-title", "warning", piece.line, "The entry has no title.")
