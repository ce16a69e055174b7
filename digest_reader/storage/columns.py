"""Queries on what views of millions of papers are made of. Every function works inside its caller's transaction.

SQLite hands out each column as one text: no row becomes an object, and other threads run meanwhile.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

_AT_ONCE = 200_000
"""Papers whose categories are one text: some two megabytes."""


def digests(connection: sqlite3.Connection) -> list[tuple[int, int, str, str, str]]:
    """Return number, batch, SHA-256, name and date ("" for none) of every digest, in order of their numbers.

    Which papers a batch has, in which order, and what is shown of a paper depends on nothing else.
    """
    return connection.execute(
        "SELECT number, batch, sha256, name, coalesce(date, '') FROM digest ORDER BY number"
    ).fetchall()


def places(connection: sqlite3.Connection, batches: Sequence[int] | None = None) -> Iterator[tuple[int, str]]:
    """Yield each batch's number and its papers in announcement order, with commas between: of all batches or some."""
    chosen = "" if batches is None else "WHERE batch IN (SELECT value FROM json_each(?))"
    yield from connection.execute(
        "SELECT batch, group_concat(paper) FROM"
        f" (SELECT batch, paper FROM place {chosen} ORDER BY batch, section, source, position) GROUP BY batch",
        () if batches is None else (json.dumps(list(batches)),),
    )


def categories(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield the keys of papers with commas between, and their primary categories ("" for none), one a line."""
    (greatest,) = connection.execute("SELECT coalesce(max(key), -1) FROM paper").fetchone()
    for first in range(0, greatest + 1, _AT_ONCE):
        yield from connection.execute(
            "SELECT group_concat(key), group_concat(coalesce(primary_category, ''), char(10))"
            " FROM paper WHERE key BETWEEN ? AND ? HAVING count(*) > 0",
            (first, first + _AT_ONCE - 1),
        )


def categories_told_by(connection: sqlite3.Connection, digests: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield what `categories` yields, of the papers that some digests tell of."""
    yield from connection.execute(
        "SELECT group_concat(key), group_concat(coalesce(primary_category, ''), char(10)) FROM paper WHERE key IN"
        " (SELECT paper FROM appearance WHERE digest IN (SELECT value FROM json_each(?))) HAVING count(*) > 0",
        (json.dumps(list(digests)),),
    )


def decided(connection: sqlite3.Connection) -> tuple[str, str]:
    """Return the papers in a state other than new, with commas between, and their states, a digit each."""
    # A state is never given without a change being written down, and few papers of millions are decided.
    keys, states = connection.execute(
        "SELECT coalesce(group_concat(key), ''), coalesce(group_concat(state, ''), '') FROM (SELECT key, state FROM"
        " (SELECT DISTINCT paper FROM change) AS decided CROSS JOIN paper ON key = decided.paper WHERE state <> 0)"
    ).fetchone()
    return keys, states
