"""What every parser yields: records, blocks and diagnostics, and the protocol that a parser follows.

This module owns the shapes and their JSON, which is a public contract; reading any format is left to
the parsers, and merging records into papers to the core.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from parsers.frozen import frozen

if TYPE_CHECKING:
    from parsers.source import Source

Severity = Literal["info", "warning", "error"]
Section = Literal["new", "cross", "replaced", "replaced-cross"]
DateKind = Literal["updated", "submitted", "announced"]
Status = Literal["ok", "placeholder", "error", "missing", "untranslated", "degenerate"]
"""What a text is worth: ``ok``; ``placeholder`` ("Summary generation failed"); ``error`` (an API error dump);
``missing`` (the source says only "nan"); ``untranslated`` (a translation equal to the original);
``degenerate`` (the same few characters over and over)."""
Origin = Literal["author", "machine", "ai"]
"""Who wrote a text: the authors, a machine translation, or a language model."""


@frozen
class Diagnostic:
    """Something a person should know about a digest, with the line where it was seen.

    Attributes:
        code: A stable dotted name, format first: ``listing.glued-entry``.
        severity: ``info`` where nothing is lost, ``warning`` where something is in doubt, ``error`` where text
            could not be read.
        line: The line in the source, counted from 1.
        message: One sentence for a person.
    """

    code: str
    severity: Severity
    line: int
    message: str

    def to_json(self) -> dict[str, Any]:
        """Return the diagnostic as the JSON object of the record format."""
        return {"code": self.code, "severity": self.severity, "line": self.line, "message": self.message}


@dataclass(frozen=True, slots=True)
class Note:
    """One AI-made field of an entry: a TL;DR, a motivation, a result.

    Attributes:
        field: The canonical name (``tldr``, ``method``), or None for a label that no table knows.
        label: The label as the source shows it, without its colon and decoration.
        lang: BCP 47 language of the text, or None when it cannot be told.
        text: The text, paragraphs separated by one blank line.
        status: What the text is worth.
    """

    field: str | None
    label: str
    lang: str | None
    text: str
    status: Status = "ok"

    def to_json(self) -> dict[str, Any]:
        """Return the note as the JSON object of the record format."""
        return {
            "field": self.field,
            "label": self.label,
            "lang": self.lang,
            "text": self.text,
            "status": self.status,
        }


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a digest, as far as that digest tells it.

    Attributes:
        id: The arXiv id without its version, or the URL of an entry that is no arXiv paper.
        version: The version that the source states or implies, None when it says nothing.
        line: The entry's first line in the source, from 1.
        position: The entry's place among the entries of its source, from 0.
        title: Language (BCP 47) to title.
        abstract: Language to abstract, paragraphs separated by one blank line.
        authors: The names in order; None when the source shows none, never empty.
        primary: The primary category, None when the source does not tell.
        categories: All categories shown, the primary first.
        section: Which part of a listing announced the entry.
        cross_from: The category that a cross-list came from.
        comments: The authors' comments.
        journal_ref: Where the paper was published.
        doi: The paper's DOI.
        date: The entry's own date, ``YYYY-MM-DD``.
        date_kind: What ``date`` means.
        notes: AI-made fields in source order.
        urls: Link kind (``abs``, ``pdf``, ``html``) to address.
        origins: Field (``title``, ``abstract``) to language to origin, where it is not the author's own.
        statuses: Field to language to status, where it is not ``ok``; a ``missing`` text is in no other field.
        extra: Keys of the source that have no field here.
        warnings: What was wrong with the entry.
    """

    id: str
    line: int
    position: int
    version: int | None = None
    title: Mapping[str, str] = field(default_factory=dict)
    abstract: Mapping[str, str] = field(default_factory=dict)
    authors: tuple[str, ...] | None = None
    primary: str | None = None
    categories: tuple[str, ...] = ()
    section: Section | None = None
    cross_from: str | None = None
    comments: str | None = None
    journal_ref: str | None = None
    doi: str | None = None
    date: str | None = None
    date_kind: DateKind | None = None
    notes: tuple[Note, ...] = ()
    urls: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, Mapping[str, Origin]] = field(default_factory=dict)
    statuses: Mapping[str, Mapping[str, Status]] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[Diagnostic, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the record as the public JSON object; ``origins`` and ``statuses`` only where there are any."""
        data: dict[str, Any] = {
            "id": self.id,
            "version": self.version,
            "line": self.line,
            "position": self.position,
            "title": dict(self.title),
            "abstract": dict(self.abstract),
            "authors": None if self.authors is None else list(self.authors),
            "primary": self.primary,
            "categories": list(self.categories),
            "section": self.section,
            "cross_from": self.cross_from,
            "comments": self.comments,
            "journal_ref": self.journal_ref,
            "doi": self.doi,
            "date": self.date,
            "date_kind": self.date_kind,
            "notes": [note.to_json() for note in self.notes],
            "urls": dict(self.urls),
            "extra": dict(self.extra),
            "warnings": [warning.to_json() for warning in self.warnings],
        }
        if self.origins:
            data["origins"] = {name: dict(langs) for name, langs in self.origins.items()}
        if self.statuses:
            data["statuses"] = {name: dict(langs) for name, langs in self.statuses.items()}
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Record:
        """Return the record that `to_json` gave; the inverse of it, key by key."""
        authors = data["authors"]
        return cls(
            id=data["id"],
            version=data["version"],
            line=data["line"],
            position=data["position"],
            title=data["title"],
            abstract=data["abstract"],
            authors=None if authors is None else tuple(authors),
            primary=data["primary"],
            categories=tuple(data["categories"]),
            section=data["section"],
            cross_from=data["cross_from"],
            comments=data["comments"],
            journal_ref=data["journal_ref"],
            doi=data["doi"],
            date=data["date"],
            date_kind=data["date_kind"],
            notes=tuple(Note(**note) for note in data["notes"]),
            urls=data["urls"],
            origins=data.get("origins", {}),
            statuses=data.get("statuses", {}),
            extra=data["extra"],
            warnings=tuple(Diagnostic(**warning) for warning in data["warnings"]),
        )


BlockKind = Literal["entry", "header", "text", "skipped", "unread"]
"""``entry`` holds a record; ``header`` says something of the whole digest; ``text`` is known furniture (rulers,
contents lists, footers); ``skipped`` is an entry that is no paper; ``unread`` could not be understood."""


@frozen
class Header:
    """What a stretch of a digest says of the digest as a whole; several are combined, the first word winning.

    Attributes:
        category: The category that the digest is about, when it is about one.
        date: The digest's date, ``YYYY-MM-DD``.
        declared: Section or category to the number of entries that the source says it has.
    """

    category: str | None = None
    date: str | None = None
    declared: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive source text, verbatim, with what it was read as and what was wrong with it.

    Attributes:
        line: The first line, from 1.
        raw: The text as decoded, line ends included: a parser's raw blocks joined are its input again.
        kind: What the text is.
        record: The entry, for a block of kind ``entry``.
        header: What it says of the digest, for a block of kind ``header``.
        diagnostics: What is wrong with this text beyond what the record's own warnings say.
    """

    line: int
    raw: str
    kind: BlockKind
    record: Record | None = None
    header: Header | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


class Parser(Protocol):
    """Reads one format. Parsers hold no state; `parse` never raises, whatever the bytes."""

    @property
    def name(self) -> str:
        """The format's public name, as ``--format`` takes it: ``daily-markdown``."""
        ...

    def sniff(self, head: str) -> float:
        """Return how sure it is, 0 to 1, that the decoded first 64 KiB of a source are of this format."""
        ...

    def parse(self, source: Source) -> Iterator[Block]:
        """Yield blocks in source order whose raw texts rejoin to ``source.text``."""
        ...
