"""Invented digests, papers and evidence for the tests of the library."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from digest_reader.library import Library
from digest_reader.merge import Evidence
from parsers.base import Block, Diagnostic, Note, Record
from parsers.digest import Digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def record(paper_id: str, english: str = "", **fields: Any) -> Record:
    """Return a record with an English title (by default made of the id)."""
    fields.setdefault("line", 1)
    fields.setdefault("position", 0)
    fields.setdefault("title", {"en": english or f"On {paper_id}"})
    return Record(id=paper_id, **fields)


def digest(
    *records: Record,
    name: str = "a.txt",
    format: str = "listing-text",  # noqa: A002
    date: str | None = "2025-07-15",
    category: str | None = "cs.DC",
    others: Sequence[Block] = (),
    **fields: Any,
) -> Digest:
    """Return a digest of records, each on a line of its own; equal content has an equal sha256."""
    blocks = [
        Block(line, f"{each.id} {each.title.get('en', '')}\n", "entry", each) for line, each in enumerate(records, 1)
    ]
    content = json.dumps([each.to_json() for each in records]) + format
    return Digest(
        name=name,
        format=format,
        sha256=fields.pop("sha256", hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()),
        size=len(content),
        encoding="utf-8",
        category=category,
        date=date,
        date_origin=fields.pop("date_origin", None if date is None else "content"),
        declared={},
        blocks=(*blocks, *others),
        **fields,
    )


def listing(*ids: str, date: str = "2025-07-15", section: str = "new", **fields: Any) -> Digest:
    """Return an arXiv listing of papers, all in one section."""
    version = 1 if section in ("new", "cross") else None
    records = (
        record(each, section=section, version=version, primary="cs.DC", categories=("cs.DC",), position=n)
        for n, each in enumerate(ids)
    )
    return digest(*records, date=date, name=fields.pop("name", f"listing-{date}.txt"), **fields)


def open_library(folder: Path) -> Library:
    """Open the library of a folder."""
    return Library(folder / "data" / "library.sqlite3", folder / "lists")


DAYS = st.sampled_from(["2025-07-01", "2025-07-04", "2025-07-15", "2025-08-20"])
TEXTS = st.sampled_from(["Leases", "Leases revisited", "Fäden", "线程", ""])
LANGS = st.sampled_from(["en", "zh", "de"])
STATUSES = st.sampled_from(["placeholder", "error", "missing", "untranslated", "degenerate"])
ORIGINS = st.sampled_from(["machine", "ai"])
CATEGORIES = st.sampled_from(["cs.DC", "cs.LG", "math.CO"])


@st.composite
def records(draw: st.DrawFn, paper_id: str = "2507.00001") -> Record:
    """Any record of one paper, as digests of all formats might give it."""
    section = draw(st.sampled_from(["new", "cross", "replaced", "replaced-cross", None]))
    dated = draw(st.booleans())
    title = draw(st.dictionaries(LANGS, TEXTS, max_size=2))
    statuses = draw(st.dictionaries(LANGS, STATUSES, max_size=1))
    return Record(
        id=paper_id,
        line=draw(st.integers(1, 9)),
        position=0,
        version=draw(st.none() | st.integers(1, 4)),
        title=title,
        abstract=draw(st.dictionaries(LANGS, TEXTS, max_size=2)),
        authors=draw(st.none() | st.lists(st.sampled_from(["Ada Kim", "Bo Li"]), min_size=1).map(tuple)),
        primary=draw(st.none() | CATEGORIES),
        categories=tuple(draw(st.lists(CATEGORIES, max_size=2, unique=True))),
        section=section,  # type: ignore[arg-type]
        comments=draw(st.none() | st.sampled_from(["9 pages", "v2: fixed"])),
        journal_ref=draw(st.none() | st.just("J. Inv. 3 (2025)")),
        doi=draw(st.none() | st.just("10.9999/1")),
        date=draw(DAYS) if dated else None,
        date_kind="updated" if dated else None,
        notes=tuple(
            draw(st.lists(st.builds(Note, st.sampled_from(["tldr", None]), st.just("TL;DR"), LANGS, TEXTS), max_size=2))
        ),
        urls=draw(st.dictionaries(st.just("abs"), st.sampled_from(["https://a.org", "https://b.org"]))),
        origins={"title": draw(st.dictionaries(LANGS, ORIGINS, max_size=1))},  # type: ignore[dict-item]
        statuses={"title": statuses},  # type: ignore[dict-item]
        warnings=(Diagnostic("x.y", "info", 1, "odd"),) if draw(st.booleans()) else (),
    )


@st.composite
def evidence(draw: st.DrawFn) -> list[Evidence]:
    """One to five pieces of evidence on one paper, of digests that are told apart by their sha256."""
    formats = st.sampled_from(["listing-text", "daily-markdown", "trilingual"])
    return [
        Evidence(draw(records()), position, draw(formats), draw(st.none() | DAYS), sha256, f"{sha256}.txt")
        for position, sha256 in draw(
            st.lists(st.tuples(st.integers(0, 1), st.sampled_from("abc")), min_size=1, max_size=5, unique=True)
        )
    ]
