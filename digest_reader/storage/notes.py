"""Queries on what a person wrote on papers, and on what list files say of it.

Every function works inside its caller's transaction. Whether a list file or the library is right when they differ
is `digest_reader.note_keeping`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from digest_reader.storage.encoding import plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping


def noted(connection: sqlite3.Connection) -> dict[int, str]:
    """Return paper to note of every paper that has one."""
    return dict(connection.execute("SELECT paper, text FROM note ORDER BY paper").fetchall())


def notes_of(connection: sqlite3.Connection, keys: Iterable[int]) -> dict[int, str]:
    """Return paper to note of those of some papers that have one."""
    found = connection.execute(
        "SELECT paper, text FROM json_each(?) CROSS JOIN note ON paper = json_each.value", (json.dumps(list(keys)),)
    )
    return dict(found.fetchall())


def note_of(connection: sqlite3.Connection, key: int) -> str:
    """Return the note on a paper, empty when there is none."""
    row = connection.execute("SELECT text FROM note WHERE paper = ?", (key,)).fetchone()
    return "" if row is None else str(row[0])


def put(connection: sqlite3.Connection, key: int, text: str) -> None:
    """Write the note on a paper; an empty one is none."""
    if text:
        connection.execute(
            "INSERT INTO note VALUES (?, ?) ON CONFLICT DO UPDATE SET text = excluded.text", (key, plain(text))
        )
    else:
        connection.execute("DELETE FROM note WHERE paper = ?", (key,))


def change(connection: sqlite3.Connection, step: int, key: int, text: str) -> None:
    """Write the note on a paper as a step did, and write down what it was before."""
    before = note_of(connection, key)
    connection.execute("INSERT INTO note_change VALUES (?, ?, ?, ?)", (step, key, before, plain(text)))
    put(connection, key, text)


def turn(connection: sqlite3.Connection, step: int, *, undo: bool) -> None:
    """Take back or do again what a step wrote; a note that reads otherwise by now was written by hand and stays."""
    rows = connection.execute("SELECT paper, before, after FROM note_change WHERE step = ?", (step,)).fetchall()
    for paper, before, after in rows:
        old, new = (after, before) if undo else (before, after)
        if note_of(connection, paper) == old:
            put(connection, paper, new)


def forget(connection: sqlite3.Connection, step: int) -> None:
    """Take what a step wrote off the record."""
    connection.execute("DELETE FROM note_change WHERE step = ?", (step,))


def listed(connection: sqlite3.Connection) -> dict[str, dict[int, str]]:
    """Return list to paper to note, as the list files were when they were last looked at."""
    found: dict[str, dict[int, str]] = {}
    for slug, paper, text in connection.execute("SELECT list, paper, text FROM listed_note"):
        found.setdefault(slug, {})[paper] = text
    return found


def set_listed(connection: sqlite3.Connection, slug: str, said: Mapping[int, str]) -> None:
    """Remember all the notes that a list file has: paper to note."""
    connection.execute("DELETE FROM listed_note WHERE list = ?", (slug,))
    connection.executemany(
        "INSERT INTO listed_note VALUES (?, ?, ?)", ((slug, paper, plain(text)) for paper, text in said.items())
    )
