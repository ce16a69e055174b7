"""Queries on what the filter searches. Every function works inside its caller's transaction.

What of it is indexed, and how, is `digest_reader.index`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_SHOWN = "SELECT paper.key, paper.id, titles, authors, categories, version FROM"


class Shown(NamedTuple):
    """What is searched of a paper at every key.

    Attributes:
        key: Its number.
        id: Its id.
        titles: Language to title, JSON.
        authors: Names, JSON; None when unknown.
        categories: JSON.
        version: Its newest version, None when unknown.
    """

    key: int
    id: str
    titles: str
    authors: str | None
    categories: str
    version: int | None


def shown_from(connection: sqlite3.Connection, key: int, limit: int) -> list[Shown]:
    """Return so many papers from a key on, in order of their keys."""
    found = connection.execute(
        f"{_SHOWN} paper JOIN paper_row ON paper_row.paper = paper.key WHERE key >= ? ORDER BY key LIMIT ?",
        (key, limit),
    )
    return [Shown(*row) for row in found]


def shown_of(connection: sqlite3.Connection, keys: Sequence[int]) -> list[Shown]:
    """Return some papers in the order asked for."""
    found = connection.execute(
        f"{_SHOWN} json_each(?) CROSS JOIN paper ON paper.key = json_each.value"
        " JOIN paper_row ON paper_row.paper = paper.key ORDER BY json_each.key",
        (json.dumps(list(keys)),),
    )
    return [Shown(*row) for row in found]


def digests_of(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, list[int]]:
    """Return paper to the numbers of the digests that tell of it."""
    found: dict[int, list[int]] = {}
    rows = connection.execute(
        "SELECT appearance.paper, digest FROM json_each(?) CROSS JOIN appearance ON appearance.paper = json_each.value",
        (json.dumps(list(keys)),),
    )
    for paper, digest in rows:
        found.setdefault(paper, []).append(digest)
    return found


def records_of(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, list[str]]:
    """Return paper to all that digests say of it, JSON, oldest import first."""
    found: dict[int, list[str]] = {}
    rows = connection.execute(
        "SELECT appearance.paper, record FROM json_each(?) CROSS JOIN appearance"
        " ON appearance.paper = json_each.value ORDER BY digest",
        (json.dumps(list(keys)),),
    )
    for paper, record in rows:
        found.setdefault(paper, []).append(record)
    return found


def told_since(connection: sqlite3.Connection, digest: int) -> list[int]:
    """Return the papers that digests newer than one tell of, in order of their keys."""
    # By digest: left alone, SQLite goes through all papers in their order to spare itself the sorting of a few.
    rows = connection.execute(
        "SELECT DISTINCT paper FROM digest CROSS JOIN appearance ON appearance.digest = digest.number"
        " WHERE digest.number > ? ORDER BY paper",
        (digest,),
    )
    return [row[0] for row in rows]


def told_by(connection: sqlite3.Connection, digest: int) -> tuple[str, int] | None:
    """Return SHA-256 and number of entries of a digest, None when there is none of that number."""
    row = connection.execute("SELECT sha256, entries FROM digest WHERE number = ?", (digest,)).fetchone()
    return None if row is None else (row[0], row[1])


def newest_digest(connection: sqlite3.Connection) -> int:
    """Return the greatest number of a digest, 0 in an empty library."""
    (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM digest").fetchone()
    assert isinstance(number, int)
    return number


def size(connection: sqlite3.Connection) -> int:
    """Return one more than the greatest key of a paper."""
    (size,) = connection.execute("SELECT coalesce(max(key), 0) + 1 FROM paper").fetchone()
    assert isinstance(size, int)
    return size


def digests(connection: sqlite3.Connection) -> list[tuple[int, str, str, str | None]]:
    """Return number, format, name, and the date of the batch of every digest, once for each name that it came under."""
    return connection.execute(
        "SELECT digest.number, format, source.name, batch.date FROM digest JOIN batch ON batch.number = batch"
        " JOIN source ON source.digest = digest.number ORDER BY digest.number"
    ).fetchall()


def in_state(connection: sqlite3.Connection, state: int) -> list[int]:
    """Return the papers in a state other than new."""
    # A state is never given without a change being written down, and few papers of millions are decided.
    rows = connection.execute(
        "SELECT key FROM (SELECT DISTINCT paper FROM change) AS decided CROSS JOIN paper"
        " ON paper.key = decided.paper WHERE state = ?",
        (state,),
    )
    return [row[0] for row in rows]
