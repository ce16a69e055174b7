"""Answers of arXiv's OAI-PMH interface, https://info.arxiv.org/help/oa/index.html, in its three formats.

    <record> <header> <identifier>oai:arXiv.org:2511.00038</identifier> <datestamp>2025-11-06</datestamp> </header>
      <metadata> <arXiv> <id>2511.00038</id> <created>2025-11-01</created> <updated>2025-11-05</updated>
        <authors> <author> <keyname>Berg</keyname> <forenames>Ada</forenames> </author> </authors>
        <title>TITLE</title> <categories>cs.DC cs.PF</categories> <abstract>ABSTRACT</abstract> </arXiv> </metadata>
    </record>

That is ``arXiv``; ``arXivRaw`` has one line of authors and every version instead, ``arXivOld`` that line and no dates,
and ``oai_dc`` is left to `parsers.oai_dc`. This module owns what the elements of the other three mean; XML is read by
`parsers.xml_elements`. Lists come in parts: a diagnostic tells the token that the next one is asked for with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from parsers.arxiv_fields import abstract_of, day_of, id_in, links_of, names_in, split_categories
from parsers.base import Block, DateKind, Diagnostic, Header, Record, Severity
from parsers.cleaning import one_line
from parsers.lazy_pattern import lazy_pattern
from parsers.oai_dc import read_dublin_core
from parsers.xml_elements import root_name, split_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.source import Source
    from parsers.xml_elements import Element, Piece

_OWN = lazy_pattern(r"oai:arXiv\.org:|arxiv\.org/OAI/|arxiv\.org/oai", re.IGNORECASE)
_FORMATS = ("arxiv", "arxivraw", "arxivold")
_SET = lazy_pattern(r"(?P<group>[a-z-]{2,16})(?::(?P<archive>[a-z-]{2,16})(?::(?P<category>[A-Za-z-]{1,10}))?)?")
_VERSION = lazy_pattern(r"v?(?P<number>[1-9][0-9]{0,2})")
# Kept under the name that other formats give the same thing.
_OTHER_FIELDS = ("report-no", "msc-class", "acm-class", "proxy", "license", "submitter")


@dataclass(frozen=True, slots=True)
class _NextPart:
    """How a list goes on after a part of it.

    Attributes:
        token: The resumption token that its next part is asked for with, verbatim.
        total: The number of records in the list, as written, empty where the answer does not tell.
    """

    token: str
    total: str = ""


class OaiPmh:
    """Parser of answers of arXiv's OAI-PMH interface."""

    name = "oai-pmh"

    def sniff(self, head: str) -> float:
        """Return how sure it is that a text is an answer of OAI-PMH."""
        root = root_name(head)
        if root == "oai-pmh":
            return 0.98
        return 0.9 if root in ("record", "listrecords", "getrecord") and _OWN.search(head) else 0.0

    def parse(self, source: Source) -> Iterator[Block]:
        """Yield what the answer says of itself, and its records."""
        position = 0
        for index, piece in enumerate(split_document(source.text, "record")):
            if piece.refusal:
                yield piece.unread()
            elif piece.is_entry:
                block = _record(piece, position)
                position += block.record is not None
                yield block
            else:
                yield _around(piece, is_front=index == 0)


def _next_part(tree: Element) -> _NextPart | None:
    for element in tree.descendants():
        if element.name == "resumptiontoken" and element.is_closed and (token := element.text.strip()):
            return _NextPart(token, one_line(element.attribute("completelistsize")))
    return None


def _around(piece: Piece, *, is_front: bool) -> Block:
    """Read what stands around the records: the day of the answer, its errors, and how the list goes on."""
    tree = piece.tree()
    found = list(_errors(tree, piece))
    if part := _next_part(tree):
        of = f" of {part.total}" if part.total else ""
        message = f"The list goes on after this part{of}; its resumption token is {one_line(part.token)}"
        found.append(Diagnostic("oai.resumption-token", "info", piece.line, message))
    header = Header(_category(tree), _day(tree)) if is_front else None
    return Block(piece.line, piece.raw, "header" if header else "text", header=header, diagnostics=tuple(found))


def _day(tree: Element) -> str | None:
    """Return the day that an answer is of: the one that was asked for, else the one of the answer."""
    for element in tree.descendants():
        asked = element.attribute("from") if element.name == "request" else ""
        if asked and asked == element.attribute("until"):
            return day_of(asked)
    return day_of(tree.found("responsedate"))


def _category(tree: Element) -> str | None:
    """Return the category that was asked for: ``cs:cs:DC``, ``physics:hep-ex`` and ``cs`` are sets."""
    asked = next((each.attribute("set") for each in tree.descendants() if each.name == "request"), "")
    match = _SET.fullmatch(asked)
    if match is None:
        return None
    archive = match["archive"] or match["group"]
    return f"{archive}.{match['category']}" if match["category"] else archive


def _errors(tree: Element, piece: Piece) -> Iterator[Diagnostic]:
    """Yield what the interface answers instead of records; that nothing matches is no failure."""
    for element in tree.descendants():
        if element.name != "error":
            continue
        code, said = one_line(element.attribute("code")), one_line(element.text)
        severity: Severity = "info" if code == "noRecordsMatch" else "error"
        message = f"The interface answered {code or 'with an error'}: {said or 'it does not say why'}"
        yield Diagnostic("oai.error", severity, piece.line, message)


def _record(piece: Piece, position: int) -> Block:
    """Read one record."""
    tree = piece.tree()
    header = next(iter(tree.children("header")), None)
    metadata = [each for each in tree.descendants() if each.name in _FORMATS]
    parsed = _identifier(header, metadata)
    if parsed is None:
        message = "This record names no paper of arXiv's; it was left out."
        return piece.unread(Diagnostic("oai.unknown-id", "error", piece.line, message))
    if header is not None and header.attribute("status") == "deleted":
        message = f"arXiv:{parsed} was deleted."
        return Block(
            piece.line, piece.raw, "skipped", diagnostics=(Diagnostic("oai.deleted", "info", piece.line, message),)
        )
    if metadata:
        return Block(piece.line, piece.raw, "entry", record=_paper(piece, tree, parsed, position, metadata[0]))
    core = next((each for each in tree.descendants() if each.name == "dc"), None)
    if core is None:
        message = f"arXiv:{parsed} has no metadata in the formats arXiv, arXivRaw and oai_dc; ask for one of them."
        return piece.unread(Diagnostic("oai.unknown-metadata", "error", piece.line, message))
    return Block(piece.line, piece.raw, "entry", record=_core_paper(piece, tree, parsed, position, core))


def _identifier(header: Element | None, metadata: list[Element]) -> str | None:
    places = [each.value("id") for each in metadata] + ([header.value("identifier")] if header else [])
    return next((parsed[0] for parsed in map(id_in, places) if parsed), None)


def _paper(piece: Piece, tree: Element, arxiv_id: str, position: int, data: Element) -> Record:
    header = next(iter(tree.children("header")), None)
    versions = _versions(data)
    version, date, kind = _newest(versions) if versions else _dates(data)
    title, abstract = one_line(data.value("title")), abstract_of(data.value("abstract"))
    categories, classes = split_categories(data.value("categories").split())
    authors, extra = _authors(data)
    extra |= {name.replace("-", "_"): one_line(data.value(name)) for name in _OTHER_FIELDS}
    extra |= {
        "created": day_of(data.value("created")) if kind == "updated" else None,
        "versions": versions,
        "classes": classes,
        "datestamp": day_of(header.value("datestamp")) if header else None,
        "sets": [one_line(each.text) for each in header.children("setspec")] if header else [],
    }
    return Record(
        id=arxiv_id,
        line=piece.line,
        position=position,
        version=version,
        title={"en": title} if title else {},
        abstract={"en": abstract} if abstract else {},
        authors=authors,
        primary=categories[0] if categories else None,
        categories=categories,
        comments=one_line(data.value("comments")) or None,
        journal_ref=one_line(data.value("journal-ref")) or None,
        doi=one_line(data.value("doi")) or None,
        date=date,
        date_kind=kind,
        urls=links_of(arxiv_id, has_pdf=False),
        extra={name: value for name, value in extra.items() if value},
        warnings=(*_warnings(piece, title), *piece.warnings(tree)),
    )


def _core_paper(piece: Piece, tree: Element, arxiv_id: str, position: int, core: Element) -> Record:
    """Return the record of a paper in Dublin Core."""
    said, header = read_dublin_core(core), next(iter(tree.children("header")), None)
    title = one_line(core.value("title"))
    updated = len(said.dates) > 1
    extra = {
        "created": said.dates[0] if updated else None,
        "classes": said.classes,
        "datestamp": day_of(header.value("datestamp")) if header else None,
        "sets": [one_line(each.text) for each in header.children("setspec")] if header else [],
    }
    kind: DateKind | None = "updated" if updated else "submitted" if said.dates else None
    return Record(
        id=arxiv_id,
        line=piece.line,
        position=position,
        version=1 if len(said.dates) == 1 else None,
        title={"en": title} if title else {},
        abstract={"en": said.abstract} if said.abstract else {},
        authors=said.authors or None,
        primary=said.categories[0] if said.categories else None,
        categories=said.categories,
        comments=said.comments,
        journal_ref=said.journal_ref,
        doi=said.doi,
        date=said.dates[-1] if said.dates else None,
        date_kind=kind,
        urls=links_of(arxiv_id, has_pdf=False),
        extra={name: value for name, value in extra.items() if value},
        warnings=(*_warnings(piece, title), *piece.warnings(tree)),
    )


def _dates(data: Element) -> tuple[int | None, str | None, DateKind | None]:
    """Return version, date and its kind of the format ``arXiv``: a paper that was never replaced has no update."""
    created, updated = day_of(data.value("created")), day_of(data.value("updated"))
    if updated:
        return None, updated, "updated"
    return (1, created, "submitted") if created else (None, None, None)


def _versions(data: Element) -> list[dict[str, Any]]:
    """Return every version that ``arXivRaw`` tells, in its order."""
    versions = []
    for element in data.children("version"):
        number = _VERSION.fullmatch(element.attribute("version").strip())
        if number:
            size, kind = one_line(element.value("size")), one_line(element.value("source_type"))
            told = {
                "version": int(number["number"]),
                "date": day_of(element.value("date")),
                "size": size,
                "source_type": kind,
            }
            versions.append({name: value for name, value in told.items() if value})
    return versions


def _newest(versions: list[dict[str, Any]]) -> tuple[int | None, str | None, DateKind | None]:
    newest = max(versions, key=lambda each: int(each["version"]))
    date = newest.get("date")
    kind: DateKind = "updated" if newest["version"] > 1 else "submitted"
    return newest["version"], date, kind if date else None


def _authors(data: Element) -> tuple[tuple[str, ...] | None, dict[str, Any]]:
    """Return the names, and what else is said of the authors, of either format."""
    holder = next(iter(data.children("authors")), None)
    if holder is None:
        return None, {}
    people = holder.children("author")
    if not people:
        names, line = names_in(holder.text)
        return names, {"author_line": line}
    names_of = [_name(person) for person in people]
    affiliations: dict[str, list[str]] = {}
    for name, person in zip(names_of, people, strict=True):
        for each in person.children("affiliation"):
            if shown := one_line(each.text):
                affiliations.setdefault(name, []).append(shown)
    return tuple(filter(None, names_of)) or None, {"affiliations": affiliations}


def _name(person: Element) -> str:
    """Return a name as arXiv shows it: ``forenames keyname suffix``."""
    first, last, suffix = (one_line(person.value(part)) for part in ("forenames", "keyname", "suffix"))
    return " ".join(filter(None, (first, last, suffix)))


def _warnings(piece: Piece, title: str) -> Iterator[Diagnostic]:
    if not title:
        yield Diagnostic("oai.no-title", "warning", piece.line, "The record has no title.")
