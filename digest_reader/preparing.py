"""A digest as the library stores it: all work of an import that needs no library, so that another process can do it.

How what is prepared here comes into the tables is `digest_reader.adding`; which process prepares it is
`digest_reader.reading`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from digest_reader.merge import Evidence, merge, shown_alone
from digest_reader.storage.encoding import dumps, list_json, plain, record_json, section_number, texts_json, words_json
from digest_reader.storage.packed_text import pack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest_reader.merge import Merged, Shown
    from parsers.base import Diagnostic, Record
    from parsers.digest import DateOrigin, Digest

_NOTES: Final = 50
"""So many warnings are told one by one; a broken file can have tens of thousands."""


class Columns(NamedTuple):
    """What the list shows of a paper, as its tables have it.

    Attributes:
        primary: Its primary category.
        version: Its newest version.
        titles: Language to title, JSON.
        authors: Names, JSON; None when unknown.
        categories: JSON.
    """

    primary: str | None
    version: int | None
    titles: str
    authors: str | None
    categories: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A digest that is ready to be stored; what is not explained is as in `parsers.digest.Digest`.

    Attributes:
        declared: JSON.
        entries: Number of records.
        skipped: Number of entries that are no papers.
        warnings: Number of diagnostics that are not mere information.
        text: The decoded text, as `digest_reader.storage.packed_text` packs it.
        blocks: Kind, line, length in characters, and entry or null of each block, JSON.
        diagnostics: Line, severity, code and message of each.
        told: The warnings that are worth telling, a line each.
        ids: The paper of each record.
        sections: The section's number of each record.
        records: Each record, JSON, UTF-8.
        columns: What each paper's columns are if this digest alone tells of it.
    """

    name: str
    format: str
    sha256: str
    size: int
    encoding: str
    category: str | None
    date: str | None
    date_origin: DateOrigin | None
    declared: str
    entries: int
    skipped: int
    warnings: int
    text: bytes
    blocks: str
    diagnostics: tuple[tuple[int, str, str, str], ...]
    told: tuple[str, ...]
    ids: tuple[str, ...]
    sections: tuple[int, ...]
    records: tuple[bytes, ...]
    columns: Mapping[str, Columns]


def prepare(digest: Digest) -> Prepared:
    """Return a digest as it is stored. Pure; what it returns can be pickled."""
    records, diagnostics = digest.records, digest.diagnostics
    ids = tuple(plain(record.id) for record in records)
    places: dict[str, list[int]] = {}
    for place, paper in enumerate(ids):
        places.setdefault(paper, []).append(place)
    return Prepared(
        name=digest.name,
        format=digest.format,
        sha256=digest.sha256,
        size=digest.size,
        encoding=digest.encoding,
        category=digest.category,
        date=digest.date,
        date_origin=digest.date_origin,
        declared=dumps(dict(digest.declared)),
        entries=len(records),
        skipped=sum(block.kind == "skipped" for block in digest.blocks),
        warnings=sum(item.severity != "info" for item in diagnostics),
        text=pack(block.raw for block in digest.blocks),
        blocks=_blocks(digest),
        diagnostics=tuple((item.line, item.severity, item.code, plain(item.message)) for item in diagnostics),
        told=_told(diagnostics),
        ids=ids,
        sections=tuple(section_number(record.section) for record in records),
        records=tuple(map(record_json, records)),
        columns={paper: columns_of(_shown(digest, records, told)) for paper, told in places.items()},
    )


def _shown(digest: Digest, records: Sequence[Record], places: Sequence[int]) -> Merged | Shown:
    """Return what a list shows of the paper that some of the records are about."""
    if len(places) == 1:
        return shown_alone(records[places[0]])
    return merge(
        Evidence(records[place], place, digest.format, digest.date, digest.sha256, digest.name) for place in places
    )


def columns_of(paper: Merged | Shown) -> Columns:
    """Return what the list shows of a paper."""
    primary = paper.primary or next(iter(paper.categories), None)
    return Columns(
        primary=None if primary is None else plain(primary),
        version=paper.version,
        titles=texts_json({lang: text.text for lang, text in paper.title.items() if text.status != "missing"}),
        authors=None if paper.authors is None else list_json(paper.authors),
        categories=words_json(paper.categories),
    )


def _blocks(digest: Digest) -> str:
    blocks, entry = [], 0
    for block in digest.blocks:
        blocks.append((block.kind, block.line, len(block.raw), None if block.record is None else entry))
        entry += block.record is not None
    return dumps(blocks)


def _told(diagnostics: Sequence[Diagnostic]) -> tuple[str, ...]:
    worth = [item for item in diagnostics if item.severity != "info"]
    lines = [f"line {item.line}: {item.message}" for item in worth[:_NOTES]]
    if len(worth) > _NOTES:
        lines.append(f"and {len(worth) - _NOTES} more")
    return tuple(lines)
