"""The library's papers as documents to index: which of their texts, and which facts, under which names.

Reading them is `digest_reader.storage.searchable`, indexing them `digest_reader.index.building`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from digest_reader.index.building import Document
from digest_reader.index.codes import DIGEST, VERSION, fact_code
from digest_reader.storage import searchable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from digest_reader.storage.searchable import Shown

_FACTS = {"comments": "comments", "journal_ref": "journal", "doi": "doi"}
_EXTRA = {"code_url": "code"}
"""What daily digests tell in keys of their own."""


def shown(connection: sqlite3.Connection, papers: Sequence[Shown], numbers: Sequence[int]) -> list[Document]:
    """Return what is indexed of papers for every search: titles, names, id, categories, languages, version, digests.

    Args:
        connection: In a transaction.
        papers: The papers.
        numbers: The number that the index gives to each.
    """
    digests = searchable.digests_of(connection, [paper.key for paper in papers])
    return [_shown(paper, number, digests.get(paper.key, ())) for paper, number in zip(papers, numbers, strict=True)]


def _shown(paper: Shown, number: int, digests: Iterable[int]) -> Document:
    titles: Mapping[str, str] = json.loads(paper.titles)
    authors: list[str] = [] if paper.authors is None else json.loads(paper.authors)
    tags = [f"cat:{name.lower()}" for name in json.loads(paper.categories)]
    tags += [f"lang:{lang.lower()}" for lang in titles]
    tags += ["has:title"] * bool(titles) + ["has:authors"] * bool(authors)
    codes = [fact_code(VERSION, min(paper.version or 1, 9_999)), *(fact_code(DIGEST, each) for each in digests)]
    return Document(number, (list(titles.values()), authors), paper.id, tags, codes)


def texts(connection: sqlite3.Connection, keys: Sequence[int], numbers: Sequence[int]) -> list[Document]:
    """Return what is indexed of papers for searches in abstracts and notes, and which links and fields they have.

    Every abstract that any digest gives counts, not only the one that is shown. The arguments are those of `shown`,
    with keys for papers.
    """
    records = searchable.records_of(connection, keys)
    return [
        _texts(number, [json.loads(record) for record in records.get(key, ())])
        for key, number in zip(keys, numbers, strict=True)
    ]


def _texts(number: int, records: Sequence[Mapping[str, Any]]) -> Document:
    abstracts, notes = said_in(records)
    tags = {f"lang:{lang.lower()}" for record in records for lang, text in record["abstract"].items() if text}
    for record in records:
        tags.update(f"has:{kind.lower()}" for kind, address in record["urls"].items() if address)
        tags.update(f"has:{name}" for field, name in _FACTS.items() if record[field])
        tags.update(f"has:{name}" for key, name in _EXTRA.items() if record["extra"].get(key))
        tags.update(f"lang:{note['lang'].lower()}" for note in record["notes"] if note.get("lang"))
    if abstracts:
        tags.add("has:abstract")
    if notes:
        tags.add("has:note")
    return Document(number, (abstracts, notes), "", sorted(tags))


def said_in(records: Iterable[Mapping[str, Any]]) -> tuple[list[str], list[str]]:
    """Return all abstracts and all AI notes of a paper's records, each once."""
    abstracts: dict[str, None] = {}
    notes: dict[str, None] = {}
    for record in records:
        abstracts.update(dict.fromkeys(filter(None, record["abstract"].values())))
        notes.update(dict.fromkeys(note["text"] for note in record["notes"] if note.get("text")))
    return list(abstracts), list(notes)
