"""What the library hands out: papers, the rows of a list, batches, decisions. Frozen values, no behaviour.

How they come to be is the business of `digest_reader.merge`, `digest_reader.storage` and
`digest_reader.library`.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any, Literal, get_args

from parsers.arxiv_id import abs_url, parse_id, pdf_url
from parsers.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from parsers.base import DateKind, Note, Origin, Section, Status

State = Literal["new", "saved", "later", "skipped"]
"""What a person decided on a paper; ``new`` is not decided."""
STATES: tuple[State, ...] = get_args(State)


@frozen
class Text:
    """What a paper says in one language in one field.

    Attributes:
        text: The text as its source has it; empty where the status is ``missing``.
        origin: Who wrote it.
        status: What it is worth.
    """

    text: str
    origin: Origin = "author"
    status: Status = "ok"


@frozen
class SourcedNote:
    """An AI note and the digest it came from.

    Attributes:
        note: The note.
        source: Name of the digest's source.
    """

    note: Note
    source: str


@frozen
class Appearance:
    """One paper in one digest.

    Attributes:
        source: File or URL of the digest.
        format: The digest's format.
        date: The entry's own date where it has one, else the digest's.
        date_kind: What the date means; ``announced`` for a digest's date.
        section: Part of the listing.
        cross_from: Where a cross-list came from.
        position: Place among the digest's entries, from 0.
        version: The version that the digest showed.
        line: The entry's line in the digest.
        batch: Key of the batch that the digest belongs to; empty for one that was only looked up.
        languages: Languages other than English in which this digest has text of the paper.
        total: Number of entries of the digest.
    """

    source: str
    format: str
    date: str | None
    date_kind: DateKind | None
    section: Section | None
    cross_from: str | None
    position: int
    version: int | None
    line: int
    batch: str
    languages: tuple[str, ...]
    total: int

    def to_json(self) -> dict[str, Any]:
        """Return the public JSON object."""
        return {
            "source": self.source,
            "format": self.format,
            "date": self.date,
            "date_kind": self.date_kind,
            "section": self.section,
            "cross_from": self.cross_from,
            "position": self.position,
            "version": self.version,
        }


@frozen
class Decision:
    """What a person decided on a paper, when, and what they saw.

    Attributes:
        state: The decision; ``new`` when it was taken back.
        at: UTC time, ISO 8601 with seconds.
        version: The newest version known when it was taken.
        batch: Key of the batch in which it was taken, None on the command line.
        until: What a paper put off waits for: a day ``YYYY-MM-DD``, ``version`` for its next version, None for the
            next announcement.
    """

    state: State
    at: str
    version: int | None
    batch: str | None
    until: str | None = None


@frozen
class Paper:
    """One arXiv id with everything that every digest says of it, merged.

    Attributes:
        key: The paper's number in this library.
        id: The arXiv id without version, or a URL for an entry that is no arXiv paper.
        versions: The versions seen, ascending.
        title: Language to title.
        abstract: Language to abstract.
        authors: The names, None when no source shows them.
        primary: Primary category.
        categories: All categories, primary first.
        comments: The authors' comments.
        journal_ref: Where it was published.
        doi: Its DOI.
        urls: Link kind (``abs``, ``pdf``, ``html``, ``code``) to address, as digests tell them.
        notes: Every distinct AI note of every digest.
        appearances: Every digest it came in, oldest first.
        decision: The decision in force, None when never decided.
        lists: Slugs of the reading lists that hold it, in their order.
        note: The person's own note.
    """

    key: int
    id: str
    versions: tuple[int, ...]
    title: Mapping[str, Text]
    abstract: Mapping[str, Text]
    authors: tuple[str, ...] | None
    primary: str | None
    categories: tuple[str, ...]
    comments: str | None
    journal_ref: str | None
    doi: str | None
    urls: Mapping[str, str]
    notes: tuple[SourcedNote, ...]
    appearances: tuple[Appearance, ...]
    decision: Decision | None
    lists: tuple[str, ...] = ()
    note: str = ""

    @property
    def state(self) -> State:
        """The state in force."""
        return "new" if self.decision is None else self.decision.state

    @property
    def links(self) -> dict[str, str]:
        """Link kind to address: the pages that each paper of arXiv has, and what digests tell, the page first."""
        own = {"abs": abs_url(self.id), "pdf": pdf_url(self.id)} if parse_id(self.id) is not None else {}
        return {**own, **self.urls}

    def to_json(self, list_names: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Return the public JSON object of a paper.

        Args:
            list_names: Slug to name of the reading lists; without it the slugs stand for the names.
        """
        names = list_names or {}
        data: dict[str, Any] = {
            "id": self.id,
            "versions": list(self.versions),
            "title": {lang: text.text for lang, text in self.title.items() if text.text},
            "abstract": {lang: text.text for lang, text in self.abstract.items() if text.text},
            "authors": None if self.authors is None else list(self.authors),
            "primary": self.primary,
            "categories": list(self.categories),
            "comments": self.comments,
            "journal_ref": self.journal_ref,
            "doi": self.doi,
            "urls": self.links,
            "notes": [{**sourced.note.to_json(), "source": sourced.source} for sourced in self.notes],
            "state": self.state,
            "decided_at": None if self.decision is None else self.decision.at,
            "lists": [names.get(slug, slug) for slug in self.lists],
            "note": self.note,
            "appearances": [appearance.to_json() for appearance in self.appearances],
        }
        # As in a record: only where there is something out of the ordinary to tell.
        if origins := self._told(lambda text: text.origin, "author"):
            data["origins"] = origins
        if statuses := self._told(lambda text: text.status, "ok"):
            data["statuses"] = statuses
        return data

    def _told(self, what: Callable[[Text], str], usual: str) -> dict[str, dict[str, str]]:
        fields = {"title": self.title, "abstract": self.abstract}
        told = {
            name: {lang: what(text) for lang, text in texts.items() if what(text) != usual}
            for name, texts in fields.items()
        }
        return {name: langs for name, langs in told.items() if langs}


@frozen
class Row:
    """What the list shows of a paper: everything but the long texts.

    Attributes:
        key: The paper's number in this library.
        id: Its id.
        title: Language to title; texts with status ``missing`` are left out.
        authors: Names, or None when unknown. Only the first few may be given: see ``author_count``.
        author_count: How many authors there are.
        primary: Primary category, or the first known one.
        version: The newest version known.
        decision: The decision in force.
        note: Whether the person wrote a note on it.
    """

    key: int
    id: str
    title: Mapping[str, str]
    authors: tuple[str, ...] | None
    author_count: int
    primary: str | None
    version: int | None
    decision: Decision | None
    note: bool = False

    @property
    def state(self) -> State:
        """The state in force."""
        return "new" if self.decision is None else self.decision.state


@frozen
class Counts:
    """How many papers of a set are in which state; ``left`` are those that wait for a decision."""

    total: int = 0
    left: int = 0
    saved: int = 0
    later: int = 0
    skipped: int = 0


@frozen
class Batch:
    """The digests of one announcement day, across sources.

    Attributes:
        key: The date ``YYYY-MM-DD``, or ``undated:`` and the start of the digest's sha256.
        date: The date, None for a digest that does not tell.
        formats: The formats of its digests, distinct, in order of import date.
        sources: The names of its digests' sources.
        counts: Its papers by state.
    """

    key: str
    date: str | None
    formats: tuple[str, ...]
    sources: tuple[str, ...]
    counts: Counts


@frozen
class SectionSpan:
    """A run of rows under one heading.

    Attributes:
        name: ``later``, ``new``, ``cross``, ``replaced``, ``listed`` (no section known); of papers that were put
            off ``due``, ``next`` (the next announcement), ``version`` (their next version) or a day; ``newest`` or
            ``title`` for a view in that order; or a heading to show as it is.
        start: Index of its first row.
        stop: Index after its last row.
    """

    name: str
    start: int
    stop: int


@frozen
class Split:
    """The part of a view in one category.

    Attributes:
        category: The category, None for all.
        count: Number of papers.
    """

    category: str | None
    count: int


@frozen
class View:
    """An ordered set of papers to show: a batch, a split of it, a reading list, all papers.

    Attributes:
        keys: Paper numbers in order.
        states: One byte a paper, an index into `STATES`; a paper whose ``later`` has come due counts as new, and
            so does a saved one that is asked about again.
        sections: Runs of rows under headings, covering all rows.
        splits: Every split of the whole view, all first, then by falling count.
        unknown: Of papers that a query means, the places in the query that mean nothing.
    """

    keys: Sequence[int]
    states: bytes
    sections: Sequence[SectionSpan]
    splits: tuple[Split, ...]
    unknown: tuple[tuple[int, int], ...] = ()


Order = Literal["announced", "newest", "category", "title"]
"""The orders of a batch: as announced; newest submission first; by category; by title."""
ORDERS: tuple[Order, ...] = get_args(Order)


@frozen
class ViewCounts:
    """How many papers wait in the views across days.

    Attributes:
        inbox: Undecided papers of the newest days, with those that came due or are asked about again.
        missed: Undecided papers of older days.
        later: Papers that were put off, due or not.
        due: Those of them that are due.
    """

    inbox: int = 0
    missed: int = 0
    later: int = 0
    due: int = 0


@frozen
class Step:
    """One thing the person did, as undo and redo treat it: one key, however many papers.

    Attributes:
        number: Its number; later steps have greater ones.
        action: ``decide``, ``save``, ``list-create``, ``list-rename``, ``list-delete``, ``list-remove``,
            ``list-move``, ``list-order``, ``note``.
        keys: The papers it touched, in order.
        state: The state it gave, for ``decide`` and ``save``.
        title: Title of the first paper it touched, in the authors' language, or empty.
        list_slug: The reading list it touched, or None.
        list_name: That list's name.
        until: For ``decide`` with state ``later``, what was waited for: see `Decision`.
    """

    number: int
    action: str
    keys: tuple[int, ...]
    state: State | None = None
    title: str = ""
    list_slug: str | None = None
    list_name: str = ""
    until: str | None = None


@frozen
class DayCount:
    """A day's work.

    Attributes:
        date: The day as the person's calendar has it, ``YYYY-MM-DD``.
        seen: Papers decided that day, each once.
        saved: Those of them whose last decision that day was to save them.
    """

    date: str
    seen: int
    saved: int


@frozen
class CategoryCount:
    """What was kept of a category.

    Attributes:
        category: The papers' primary category, None for those without.
        seen: Papers decided, each once.
        saved: Those of them whose last decision was to save them.
    """

    category: str | None
    seen: int
    saved: int


@frozen
class Statistics:
    """What was decided in some days, decisions that were taken back left out.

    Attributes:
        days: Every day, oldest first, those without a decision too.
        categories: Every category with a decision, most seen first.
        seen: Papers decided in all these days, each once.
        saved: Those of them that were saved.
    """

    days: tuple[DayCount, ...]
    categories: tuple[CategoryCount, ...]
    seen: int
    saved: int


@frozen
class Counted:
    """What an import did to the library, counted in papers; ``entries`` counts records."""

    entries: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    warnings: int = 0


Fault = Literal["empty", "unknown"]
"""Why a digest could not be read: it has no text, or no format that is known."""

Lack = Literal["authors", "abstract", "categories"]
"""What arXiv knows of each of its papers, and digests do not always tell."""


@frozen
class Incomplete:
    """A paper of arXiv of which no digest tells all that arXiv knows.

    Attributes:
        key: The paper's number in this library.
        id: Its id.
        lacks: What is not known of it.
    """

    key: int
    id: str
    lacks: tuple[Lack, ...]


@frozen
class ImportedFile:
    """What became of one file of an import.

    Attributes:
        path: The file, as it was named.
        format: The format it was read as, None when it could not be read.
        sha256: Digest of its bytes, None when it could not be opened.
        counted: What it brought.
        error: Why it could not be read, None when it could.
        date: The digest's date.
        batch: Key of the batch it went into; None when it could not be read, or only tells more of papers that
            others brought.
        notes: Warnings worth showing, a line each, with their line numbers.
        fault: What ``error`` says in a word, where there is one for it.
    """

    path: str
    format: str | None
    sha256: str | None
    counted: Counted
    error: str | None = None
    date: str | None = None
    batch: str | None = None
    notes: tuple[str, ...] = field(default=())
    fault: Fault | None = None
