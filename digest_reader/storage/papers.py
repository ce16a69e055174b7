"""Queries on papers, rows and the order of views. Every function works inside its caller's transaction."""

from __future__ import annotations

import json
import sys
from array import array
from typing import TYPE_CHECKING, Any

from digest_reader.models import STATES, Counts, Decision, Row
from digest_reader.storage.encoding import dumps

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from digest_reader.preparing import Columns

Placed = tuple[int, int, int, str | None]
"""A paper's key, its state (index into `STATES`), its section (announcement order), its primary category."""

_DIGITS = bytes.maketrans(b"0123", bytes(range(4)))


def keys_of(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    """Return id to key of those papers that are in the library."""
    rows = connection.execute(
        "SELECT id, key FROM paper WHERE id IN (SELECT value FROM json_each(?))", (dumps(list(ids)),)
    )
    return dict(rows.fetchall())


def new_keys(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    """Return keys for papers that are about to be added."""
    (last,) = connection.execute("SELECT coalesce(max(key), 0) FROM paper").fetchone()
    return {paper_id: key for key, paper_id in enumerate(ids, last + 1)}


def add_papers(connection: sqlite3.Connection, made: Mapping[str, int], columns: Mapping[str, Columns]) -> None:
    """Add papers: id to key, and id to what is shown of it."""
    told = [(key, paper_id, columns[paper_id]) for paper_id, key in made.items()]
    connection.executemany(
        "INSERT INTO paper (key, id, primary_category, version) VALUES (?, ?, ?, ?)",
        [(key, paper_id, shown.primary, shown.version) for key, paper_id, shown in told],
    )
    connection.executemany(
        "INSERT INTO paper_row (paper, titles, authors, categories) VALUES (?, ?, ?, ?)",
        [(key, shown.titles, shown.authors, shown.categories) for key, _, shown in told],
    )
    connection.execute(
        "INSERT INTO tally VALUES (0, 0, ?) ON CONFLICT DO UPDATE SET papers = papers + excluded.papers", (len(made),)
    )


def change_papers(connection: sqlite3.Connection, columns: Mapping[int, Columns]) -> None:
    """Store what is to be shown of some papers by now."""
    connection.executemany(
        "UPDATE paper SET primary_category = ?, version = ? WHERE key = ?",
        [(shown.primary, shown.version, key) for key, shown in columns.items()],
    )
    connection.executemany(
        "UPDATE paper_row SET titles = ?, authors = ?, categories = ? WHERE paper = ?",
        [(shown.titles, shown.authors, shown.categories, key) for key, shown in columns.items()],
    )


def rows(connection: sqlite3.Connection, keys: Sequence[int]) -> list[Row]:
    """Return rows in the order asked for; keys that are no paper are left out."""
    found = connection.execute(
        "SELECT paper.key, paper.id, titles, authors, primary_category, version, state, decided_at,"
        " decided_version, decided_batch, decided_until, EXISTS (SELECT 1 FROM note WHERE note.paper = paper.key)"
        " FROM json_each(?) CROSS JOIN paper ON paper.key = json_each.value"
        " JOIN paper_row ON paper_row.paper = paper.key ORDER BY json_each.key",
        (json.dumps(list(keys)),),
    )
    return [_row(*row) for row in found]


def _row(
    key: int,
    paper_id: str,
    titles: str,
    authors: str | None,
    primary: str | None,
    version: int | None,
    *decided: Any,
) -> Row:
    names = None if authors is None else tuple(json.loads(authors))
    return Row(
        key=key,
        id=paper_id,
        title=json.loads(titles),
        authors=names,
        author_count=0 if names is None else len(names),
        primary=primary,
        version=version,
        decision=_decision(*decided[:-1]),
        note=bool(decided[-1]),
    )


def _decision(state: int, at: str | None, version: int | None, batch: str | None, until: str | None) -> Decision | None:
    return None if at is None else Decision(STATES[state], at, version, batch, until)


def identity(connection: sqlite3.Connection, key: int) -> tuple[str, Decision | None] | None:
    """Return a paper's id and decision, None when there is no such paper."""
    row = connection.execute(
        "SELECT id, state, decided_at, decided_version, decided_batch, decided_until FROM paper WHERE key = ?", (key,)
    ).fetchone()
    return None if row is None else (row[0], _decision(*row[1:]))


def ids_of(connection: sqlite3.Connection, keys: Iterable[int]) -> dict[int, str]:
    """Return key to id of those papers that exist."""
    found = connection.execute(
        "SELECT paper.key, paper.id FROM json_each(?) CROSS JOIN paper ON paper.key = json_each.value",
        (json.dumps(list(keys)),),
    )
    return dict(found.fetchall())


def titles_of(connection: sqlite3.Connection, keys: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return key to titles, by language, of those papers that exist."""
    found = connection.execute(
        "SELECT paper, titles FROM json_each(?) CROSS JOIN paper_row ON paper = json_each.value",
        (json.dumps(list(keys)),),
    )
    return {key: json.loads(titles) for key, titles in found}


def ids_like(connection: sqlite3.Connection, prefix: str, limit: int) -> list[str]:
    """Return ids that begin with a text, in order."""
    found = connection.execute(
        "SELECT id FROM paper WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
        (prefix, prefix + "\U0010ffff", limit),
    )
    return [row[0] for row in found]


# Views


def placed_in_batch(connection: sqlite3.Connection, batch: int) -> list[Placed]:
    """Return a batch's papers in announcement order."""
    return connection.execute(
        "SELECT paper, state, section, primary_category FROM place JOIN paper ON key = paper"
        " WHERE batch = ? ORDER BY section, source, position",
        (batch,),
    ).fetchall()


def placed(connection: sqlite3.Connection, keys: Sequence[int]) -> list[Placed]:
    """Return some papers in the order asked for, all in section 0."""
    return connection.execute(
        "SELECT paper.key, state, 0, primary_category FROM json_each(?)"
        " CROSS JOIN paper ON paper.key = json_each.value ORDER BY json_each.key",
        (json.dumps(list(keys)),),
    ).fetchall()


def placed_newest(connection: sqlite3.Connection, keys: Sequence[int]) -> list[tuple[int, int, int, str | None]]:
    """Return some papers in the order asked for, `Placed` with the number of the newest batch that holds each."""
    return connection.execute(
        "SELECT paper.key, state, (SELECT number FROM place JOIN batch ON number = place.batch"
        " WHERE place.paper = paper.key ORDER BY rank DESC, batch.key DESC LIMIT 1), primary_category"
        " FROM json_each(?) CROSS JOIN paper ON paper.key = json_each.value ORDER BY json_each.key",
        (json.dumps(list(keys)),),
    ).fetchall()


def batch_columns(
    connection: sqlite3.Connection, batch: int, *, undecided: bool = False
) -> tuple[array[int], bytes, list[str]]:
    """Return keys, states and primary categories ("" for none) of a batch's papers in announcement order.

    SQLite writes each column as one text: no row becomes an object, and other threads run meanwhile.

    Args:
        connection: In a transaction.
        batch: The batch's number.
        undecided: Whether only undecided papers are wanted.
    """
    keys, states, primaries = connection.execute(
        "SELECT group_concat(printf('%016x', paper), ''), group_concat(state, ''),"
        " group_concat(coalesce(primary_category, ''), char(10))"
        " FROM (SELECT paper, state, primary_category FROM place CROSS JOIN paper ON key = paper"
        f" WHERE batch = ?{' AND state = 0' if undecided else ''} ORDER BY section, source, position)",
        (batch,),
    ).fetchone()
    found = array("q")
    if keys is None:
        return found, b"", []
    found.frombytes(bytes.fromhex(keys))
    if sys.byteorder == "little":
        found.byteswap()
    return found, states.encode("ascii").translate(_DIGITS), primaries.split("\n")


def greatest_key(connection: sqlite3.Connection) -> int:
    """Return the greatest key of a paper, 0 in an empty library."""
    (greatest,) = connection.execute("SELECT coalesce(max(key), 0) FROM paper").fetchone()
    assert isinstance(greatest, int)
    return greatest


def batches_with_undecided(connection: sqlite3.Connection) -> set[int]:
    """Return the numbers of the batches that hold an undecided paper."""
    return {row[0] for row in connection.execute("SELECT batch FROM tally WHERE state = 0 AND papers > 0")}


# Batches


def batches(connection: sqlite3.Connection) -> list[tuple[int, str, str | None, str]]:
    """Return number, key, date and rank of every batch, newest first."""
    return connection.execute(
        "SELECT number, key, date, rank FROM batch WHERE key <> '' ORDER BY rank DESC, key DESC"
    ).fetchall()


def batch_dates(connection: sqlite3.Connection, batches: Iterable[int]) -> dict[int, str | None]:
    """Return number to date of some batches."""
    found = connection.execute(
        "SELECT number, date FROM json_each(?) CROSS JOIN batch ON number = json_each.value",
        (json.dumps(list(batches)),),
    )
    return dict(found.fetchall())


def newest_batch(connection: sqlite3.Connection) -> tuple[int, str, str] | None:
    """Return number, key and rank of the newest batch."""
    row: tuple[int, str, str] | None = connection.execute(
        "SELECT number, key, rank FROM batch WHERE key <> '' ORDER BY rank DESC, key DESC LIMIT 1"
    ).fetchone()
    return row


def batch_by_key(connection: sqlite3.Connection, key: str) -> int | None:
    """Return a batch's number, None when there is no such batch."""
    row = connection.execute("SELECT number FROM batch WHERE key = ?", (key,)).fetchone()
    return None if row is None else row[0]


def count_in_batch(connection: sqlite3.Connection, batch: int, keys: Sequence[int]) -> int:
    """Return how many of some papers are in a batch."""
    (count,) = connection.execute(
        "SELECT count(*) FROM json_each(?) CROSS JOIN place ON paper = json_each.value AND batch = ?",
        (json.dumps(list(keys)), batch),
    ).fetchone()
    assert isinstance(count, int)
    return count


def batch_keys(connection: sqlite3.Connection) -> list[str]:
    """Return the key of every batch, newest first."""
    found = connection.execute("SELECT key FROM batch WHERE key <> '' ORDER BY rank DESC, key DESC")
    return [row[0] for row in found]


def batches_by_key(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, tuple[int, str | None]]:
    """Return key to number and date of those batches that exist."""
    found = connection.execute(
        "SELECT key, number, date FROM batch WHERE key IN (SELECT value FROM json_each(?))", (dumps(list(keys)),)
    )
    return {key: (number, date) for key, number, date in found}


def batch_digests(connection: sqlite3.Connection, batches: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Return format and name of the digests of some batches, in order of import."""
    found: dict[int, list[tuple[str, str]]] = {}
    for batch, digest_format, name in connection.execute(
        "SELECT batch, format, name FROM digest WHERE batch IN (SELECT value FROM json_each(?)) ORDER BY number",
        (json.dumps(list(batches)),),
    ):
        found.setdefault(batch, []).append((digest_format, name))
    return found


def tallies(connection: sqlite3.Connection, batches: Sequence[int]) -> dict[int, Counts]:
    """Return the counts of some batches; 0 is the whole library."""
    numbers: dict[int, list[int]] = {}
    for batch, state, papers in connection.execute(
        "SELECT batch, state, papers FROM tally WHERE batch IN (SELECT value FROM json_each(?))",
        (json.dumps(list(batches)),),
    ):
        numbers.setdefault(batch, [0] * len(STATES))[state] = papers
    return {batch: Counts(sum(states), *states) for batch, states in numbers.items()}


def tally(connection: sqlite3.Connection, batch: int) -> Counts:
    """Return the counts of one batch; 0 is the whole library."""
    states = [0] * len(STATES)
    for state, papers in connection.execute("SELECT state, papers FROM tally WHERE batch = ?", (batch,)):
        states[state] = papers
    return Counts(sum(states), *states)


def newest_undecided(connection: sqlite3.Connection) -> str | None:
    """Return the key of the newest batch in which a paper is undecided."""
    row = connection.execute(
        "SELECT key FROM batch CROSS JOIN tally ON tally.batch = batch.number AND state = 0 AND papers > 0"
        " ORDER BY rank DESC, key DESC LIMIT 1"
    ).fetchone()
    return None if row is None else row[0]


def batches_of(connection: sqlite3.Connection, paper: int) -> list[str]:
    """Return the keys of the batches that hold a paper, newest first."""
    found = connection.execute(
        "SELECT key FROM place JOIN batch ON batch.number = batch WHERE paper = ? ORDER BY rank DESC, key DESC",
        (paper,),
    )
    return [row[0] for row in found]


# Memory


def remember(connection: sqlite3.Connection, name: str, value: Any) -> None:
    """Keep a JSON value under a name."""
    connection.execute(
        "INSERT INTO memory (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        (name, dumps(value)),
    )


def recall(connection: sqlite3.Connection, name: str) -> Any:
    """Return the value kept under a name, None when there is none."""
    row = connection.execute("SELECT value FROM memory WHERE name = ?", (name,)).fetchone()
    return None if row is None else json.loads(row[0])
