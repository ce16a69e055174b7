"""Invented digests and papers for the tests of the library."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest_reader.library import Library
from parsers.base import Block, Record
from parsers.digest import Digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


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


@contextlib.contextmanager
def quick_folder() -> Iterator[Path]:
    """Lend a folder, in memory where the system has such: a property opens hundreds of libraries, and each syncs."""
    memory = "/dev/shm"
    writable = os.path.isdir(memory) and os.access(memory, os.W_OK)
    with tempfile.TemporaryDirectory(prefix="digest-reader-", dir=memory if writable else None) as name:
        yield Path(name)


def open_library(folder: Path) -> Library:
    """Open the library of a folder."""
    return Library(folder / "data" / "library.sqlite3", folder / "lists")
