"""Queries on digests and the batches they form. Every function works inside the transaction of its caller."""

from __future__ import annotations

import json
import sqlite3
from itertools import repeat
from typing import TYPE_CHECKING

from digest_reader.merge import Evidence, in_order
from digest_reader.storage.encoding import dumps, plain
from parsers.base import Record
from parsers.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest_reader.preparing import Prepared


@frozen
class StoredDigest:
    """A digest's row.

    Attributes:
        number: Its number in this library.
        format: The format it was read as.
        entries: Number of its records.
        skipped: Number of its entries that are no papers.
        warnings: Number of its diagnostics that are not mere information.
        date: Its date.
        batch: Key of its batch.
    """

    number: int
    format: str
    entries: int
    skipped: int
    warnings: int
    date: str | None
    batch: str


@frozen
class StoredSource:
    """A name that a digest came under, and the date told there."""

    name: str
    date: str | None
    date_origin: str | None


def by_sha256(connection: sqlite3.Connection, sha256: str) -> StoredDigest | None:
    """Return the digest of some bytes, None when it was never imported."""
    row = connection.execute(
        "SELECT digest.number, format, entries, skipped, warnings, digest.date, key"
        " FROM digest JOIN batch ON batch.number = batch WHERE sha256 = ?",
        (sha256,),
    ).fetchone()
    return None if row is None else StoredDigest(*row)


def sources(connection: sqlite3.Connection, digest: int) -> list[StoredSource]:
    """Return all names that a digest came under."""
    rows = connection.execute("SELECT name, date, date_origin FROM source WHERE digest = ? ORDER BY name", (digest,))
    return [StoredSource(*row) for row in rows]


def add_source(connection: sqlite3.Connection, digest: int, source: StoredSource) -> None:
    """Remember a name that a digest came under."""
    connection.execute(
        "INSERT INTO source (digest, name, date, date_origin) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET date = excluded.date, date_origin = excluded.date_origin",
        (digest, plain(source.name), source.date, source.date_origin),
    )


def batch_number(connection: sqlite3.Connection, key: str, date: str | None, rank: str) -> int:
    """Return a batch's number, making the batch when there is none of that key, and giving it its rank."""
    row = connection.execute("SELECT number, rank FROM batch WHERE key = ?", (key,)).fetchone()
    if row is not None:
        number: int = row[0]
        if row[1] != rank:
            connection.execute("UPDATE batch SET rank = ? WHERE number = ?", (rank, number))
        return number
    cursor = connection.execute("INSERT INTO batch (key, date, rank) VALUES (?, ?, ?)", (key, date, rank))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def add_digest(connection: sqlite3.Connection, digest: Prepared, batch: int, at: str, number: int | None = None) -> int:
    """Store what a digest is and its whole text, without its entries; return its number.

    Args:
        connection: In a transaction.
        digest: The digest.
        batch: The number of its batch.
        at: The time, UTC.
        number: Its number, None for the next.
    """
    cursor = connection.execute(
        "INSERT INTO digest (number, sha256, format, size, encoding, category, declared, entries, skipped, warnings,"
        " imported_at, name, date, batch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            digest.sha256,
            digest.format,
            digest.size,
            digest.encoding,
            digest.category,
            digest.declared,
            digest.entries,
            digest.skipped,
            digest.warnings,
            at,
            plain(digest.name),
            digest.date,
            batch,
        ),
    )
    number = cursor.lastrowid
    assert number is not None
    connection.execute(
        "INSERT INTO digest_text (digest, text, blocks) VALUES (?, ?, ?)", (number, digest.text, digest.blocks)
    )
    connection.executemany(
        "INSERT INTO diagnostic (digest, number, line, severity, code, message) VALUES (?, ?, ?, ?, ?, ?)",
        [(number, index, *item) for index, item in enumerate(digest.diagnostics)],
    )
    return number


def says(connection: sqlite3.Connection, number: int, digest: Prepared) -> bool:
    """Return whether a digest of the library was read to say exactly what one of the same bytes is read to say now."""
    read_as = connection.execute(
        "SELECT format, encoding, category, declared, blocks FROM digest JOIN digest_text ON digest = number"
        " WHERE number = ?",
        (number,),
    ).fetchone()
    if read_as != (digest.format, digest.encoding, digest.category, digest.declared, digest.blocks):
        return False
    found = connection.execute(
        "SELECT line, severity, code, message FROM diagnostic WHERE digest = ? ORDER BY number", (number,)
    )
    if tuple(found) != digest.diagnostics:
        return False
    entries = connection.execute(
        "SELECT CAST(record AS BLOB) FROM appearance WHERE digest = ? ORDER BY position", (number,)
    )
    return tuple(record for (record,) in entries) == digest.records


def replace_digest(connection: sqlite3.Connection, number: int, digest: Prepared, at: str) -> int:
    """Store what a digest is in the place of one of the same bytes, without entries and names; return its number.

    That is one that no digest has had: by it an index knows what it has read.

    Args:
        connection: In a transaction.
        number: The number of the one that goes, with all that it says and its names.
        digest: The digest.
        at: The time, UTC.
    """
    greatest, batch = connection.execute(
        "SELECT max(number), (SELECT batch FROM digest WHERE number = ?) FROM digest", (number,)
    ).fetchone()
    for table in ("appearance", "diagnostic", "digest_text", "source"):
        connection.execute(f"DELETE FROM {table} WHERE digest = ?", (number,))
    connection.execute("DELETE FROM digest WHERE number = ?", (number,))
    return add_digest(connection, digest, batch, at, greatest + 1)


def raw_blocks(connection: sqlite3.Connection, digest: int) -> list[tuple[str, int, str, int | None]]:
    """Return kind, line, decoded text, and entry (or None) of each block of a digest, in source order.

    Raises:
        sqlite3.DatabaseError: The text is damaged.
    """
    # The first screen shows no raw text.
    from digest_reader.storage.packed_text import unpack

    row = connection.execute("SELECT text, blocks FROM digest_text WHERE digest = ?", (digest,)).fetchone()
    if row is None:
        return []
    try:
        text = unpack(row[0])
    except ValueError as error:
        damaged = sqlite3.DatabaseError(f"the text of digest {digest} is {error}")
        damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damaged from error
    blocks, start = [], 0
    for kind, line, length, entry in json.loads(row[1]):
        blocks.append((kind, line, text[start : start + length], entry))
        start += length
    return blocks


def raw_entries(connection: sqlite3.Connection, paper: int) -> list[str]:
    """Return the text of each appearance of a paper, oldest digest first."""
    found = []
    for evidence, _, _ in appearances(connection, paper):
        (digest,) = connection.execute("SELECT number FROM digest WHERE sha256 = ?", (evidence.sha256,)).fetchone()
        blocks = raw_blocks(connection, digest)
        found.append(next(text for _, _, text, entry in blocks if entry == evidence.position))
    return found


def add_appearances(connection: sqlite3.Connection, number: int, digest: Prepared, papers: Sequence[int]) -> None:
    """Store the records of a digest, each with the paper that it is about."""
    connection.executemany(
        # A cast of bytes changes nothing but what SQLite takes them for.
        "INSERT INTO appearance (digest, position, paper, section, record) VALUES (?, ?, ?, ?, CAST(? AS TEXT))",
        list(zip(repeat(number), range(len(papers)), papers, digest.sections, digest.records, strict=False)),
    )


def place_digest(connection: sqlite3.Connection, digest: int) -> None:
    """Put a digest's papers in its batch, each at its first place there.

    Digests of one batch come by category, then by content, which does not depend on when they were imported.
    """
    connection.execute(
        "INSERT INTO place (batch, section, source, position, paper)"
        " SELECT digest.batch, section, coalesce(category, '~') || ' ' || substr(sha256, 1, 16), position, paper"
        " FROM appearance JOIN digest ON digest.number = digest"
        " WHERE digest = ? ORDER BY section, position"
        " ON CONFLICT (paper, batch) DO UPDATE"
        " SET section = excluded.section, source = excluded.source, position = excluded.position"
        " WHERE (excluded.section, excluded.source, excluded.position)"
        " < (place.section, place.source, place.position)",
        (digest,),
    )
    _count_batch(connection, connection.execute("SELECT batch FROM digest WHERE number = ?", (digest,)).fetchone()[0])


def place_anew(connection: sqlite3.Connection, digest: int) -> None:
    """Put the papers of all digests of a digest's batch in it again, when it says something else than it did."""
    (batch,) = connection.execute("SELECT batch FROM digest WHERE number = ?", (digest,)).fetchone()
    connection.execute("DELETE FROM place WHERE batch = ?", (batch,))
    for (number,) in connection.execute("SELECT number FROM digest WHERE batch = ?", (batch,)).fetchall():
        place_digest(connection, number)


def _count_batch(connection: sqlite3.Connection, batch: int) -> None:
    connection.execute("DELETE FROM tally WHERE batch = ?", (batch,))
    connection.execute(
        "INSERT INTO tally SELECT ?, state, count(*) FROM place CROSS JOIN paper ON key = paper WHERE batch = ?"
        " GROUP BY state",
        (batch, batch),
    )


def move_digest(connection: sqlite3.Connection, digest: int, name: str, date: str | None, batch: int) -> None:
    """Give a digest another name, date and batch; a batch left without digests goes."""
    old, old_key = connection.execute(
        "SELECT batch, key FROM digest JOIN batch ON batch.number = batch WHERE digest.number = ?", (digest,)
    ).fetchone()
    connection.execute("UPDATE digest SET name = ?, date = ?, batch = ? WHERE number = ?", (name, date, batch, digest))
    if old == batch:
        return
    if not old_key:
        # What was only looked up is now read: the other digests that were looked up keep out of every day.
        place_digest(connection, digest)
        return
    connection.execute("DELETE FROM place WHERE batch = ?", (old,))
    remaining = [row[0] for row in connection.execute("SELECT number FROM digest WHERE batch = ?", (old,)).fetchall()]
    for number in [*remaining, digest]:
        place_digest(connection, number)
    if not remaining:
        connection.execute("DELETE FROM tally WHERE batch = ?", (old,))
        connection.execute("DELETE FROM batch WHERE number = ?", (old,))


def names_among(connection: sqlite3.Connection, names: Iterable[str]) -> set[str]:
    """Return those of some names that a digest came under."""
    rows = connection.execute(
        "SELECT name FROM source WHERE name IN (SELECT value FROM json_each(?))", (dumps(list(names)),)
    )
    return {row[0] for row in rows}


def dates_of(connection: sqlite3.Connection, category: str, formats: Iterable[str]) -> set[str]:
    """Return the dates of the digests about a category that are in some formats."""
    rows = connection.execute(
        "SELECT DISTINCT date FROM digest WHERE date IS NOT NULL AND category = ?"
        " AND format IN (SELECT value FROM json_each(?))",
        (category, dumps(list(formats))),
    )
    return {row[0] for row in rows}


def papers_of(connection: sqlite3.Connection, digest: int) -> list[int]:
    """Return the papers of a digest, each once, in its order."""
    rows = connection.execute(
        "SELECT paper FROM appearance WHERE digest = ? GROUP BY paper ORDER BY min(position)", (digest,)
    )
    return [row[0] for row in rows]


def evidence(connection: sqlite3.Connection, papers: Iterable[int]) -> dict[int, list[Evidence]]:
    """Return everything that digests say of some papers."""
    rows = connection.execute(
        "SELECT appearance.paper, record, position, format, date, sha256, name"
        " FROM json_each(?) CROSS JOIN appearance ON appearance.paper = json_each.value"
        " JOIN digest ON digest.number = appearance.digest",
        (json.dumps(list(papers)),),
    )
    found: dict[int, list[Evidence]] = {}
    for paper, record, *rest in rows:
        found.setdefault(paper, []).append(Evidence(Record.from_json(json.loads(record)), *rest))
    return found


def appearances(connection: sqlite3.Connection, paper: int) -> list[tuple[Evidence, str, int]]:
    """Return a paper's evidence, oldest first, with the batch's key and the digest's number of entries."""
    rows = connection.execute(
        "SELECT record, position, format, digest.date, sha256, name, batch.key, entries FROM appearance"
        " JOIN digest ON digest.number = digest JOIN batch ON batch.number = digest.batch WHERE paper = ?",
        (paper,),
    )
    found = {}
    for record, position, *rest, batch, entries in rows:
        evidence = Evidence(Record.from_json(json.loads(record)), position, *rest)
        found[evidence.sha256, position] = (evidence, batch, entries)
    return [found[item.sha256, item.position] for item in in_order(each for each, _, _ in found.values())]


def newest_digest(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return two numbers that change when a digest or a name of one is added."""
    row: tuple[int, int] = connection.execute(
        "SELECT coalesce(max(number), 0), (SELECT count(*) FROM source) FROM digest"
    ).fetchone()
    return row
