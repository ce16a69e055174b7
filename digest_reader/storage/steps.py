"""Queries on what a person did: steps, the changes of papers that they made, and what list files are owed.

Every function works inside its caller's transaction. Which step is done or undone when is
`digest_reader.decisions`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Literal

from digest_reader.storage import notes
from digest_reader.storage.encoding import dumps
from parsers.frozen import frozen

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

NOTHING: Final = 0
TO_DO: Final = 1
TO_UNDO: Final = 2


@frozen
class StoredStep:
    """A step's row.

    Attributes:
        number: Its number.
        action: What was done.
        payload: What `digest_reader.decisions` wrote down of it.
        undone: Whether it was taken back.
        pending: What list files are owed: `NOTHING`, `TO_DO` or `TO_UNDO`.
    """

    number: int
    action: str
    payload: Mapping[str, Any]
    undone: bool
    pending: int


def add(
    connection: sqlite3.Connection,
    action: str,
    at: str,
    batch: str | None,
    payload: Mapping[str, Any],
    pending: int,
) -> int:
    """Write a new step down and return its number; what was undone before it can no longer be done again."""
    cursor = connection.execute(
        "INSERT INTO step (number, at, action, batch, payload, pending)"
        " SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? FROM step",
        (at, action, batch, dumps(payload), pending),
    )
    number = cursor.lastrowid
    assert number is not None
    connection.execute("UPDATE step SET dropped_by = ? WHERE undone = 1 AND dropped_by IS NULL", (number,))
    return number


def change_papers(
    connection: sqlite3.Connection,
    step: int,
    keys: Sequence[int],
    state: int,
    at: str,
    batch: str | None,
    until: str | None = None,
) -> None:
    """Give papers a state and write down what they had before."""
    connection.execute(
        "INSERT INTO change (step, number, paper, before_state, before_at, before_version, before_batch,"
        " before_until, after_state, after_at, after_version, after_batch, after_until)"
        " SELECT ?, json_each.key, paper.key, state, decided_at, decided_version, decided_batch, decided_until,"
        " ?, ?, version, ?, ? FROM json_each(?) CROSS JOIN paper ON paper.key = json_each.value",
        (step, state, at, batch, until, json.dumps(list(keys))),
    )
    _set_papers(connection, step, "after")


def set_after(connection: sqlite3.Connection, step: int) -> None:
    """Give a step's papers what it gave them."""
    _set_papers(connection, step, "after")
    notes.turn(connection, step, undo=False)


def set_before(connection: sqlite3.Connection, step: int) -> None:
    """Give a step's papers what they had before it."""
    _set_papers(connection, step, "before")
    notes.turn(connection, step, undo=True)


def _set_papers(connection: sqlite3.Connection, step: int, which: Literal["before", "after"]) -> None:
    connection.execute(
        f"UPDATE paper SET state = {which}_state, decided_at = {which}_at, decided_version = {which}_version,"
        f" decided_batch = {which}_batch, decided_until = {which}_until"
        " FROM change WHERE step = ? AND paper.key = change.paper",
        (step,),
    )


def set_undone(connection: sqlite3.Connection, step: int, undone: bool, pending: int) -> None:
    """Mark a step as undone or standing, and what list files are owed for it."""
    connection.execute("UPDATE step SET undone = ?, pending = ? WHERE number = ?", (undone, pending, step))


def settle(connection: sqlite3.Connection, step: int, payload: Mapping[str, Any]) -> None:
    """Mark that list files are owed nothing for a step, and write down the edits as they came out."""
    connection.execute("UPDATE step SET pending = 0, payload = ? WHERE number = ?", (dumps(payload), step))


def forget(connection: sqlite3.Connection, step: int) -> None:
    """Take a step that could not be carried out off the record."""
    connection.execute("UPDATE step SET dropped_by = NULL WHERE dropped_by = ?", (step,))
    connection.execute("DELETE FROM change WHERE step = ?", (step,))
    notes.forget(connection, step)
    connection.execute("DELETE FROM step WHERE number = ?", (step,))


def newest_standing(connection: sqlite3.Connection) -> StoredStep | None:
    """Return the newest step that is not undone."""
    # The plus keeps SQLite from the index of undone steps, by which it would sort every step that stands.
    return _one(connection, "WHERE +undone = 0 ORDER BY number DESC")


def oldest_undone(connection: sqlite3.Connection) -> StoredStep | None:
    """Return the oldest of the steps that were undone since the last one was taken."""
    return _one(connection, "WHERE undone = 1 AND dropped_by IS NULL ORDER BY number")


def owing(connection: sqlite3.Connection) -> list[StoredStep]:
    """Return the steps that list files are owed: those to undo, newest first, then those to do."""
    found = connection.execute(
        "SELECT number, action, payload, undone, pending FROM step WHERE pending <> 0"
        " ORDER BY pending DESC, CASE pending WHEN 2 THEN -number ELSE number END"
    ).fetchall()
    return [_stored(*row) for row in found]


def history(connection: sqlite3.Connection, paper: int) -> list[dict[str, Any]]:
    """Return what was ever decided and written on a paper, oldest first, states as numbers."""
    found = connection.execute(
        "SELECT step, at, action, after_state, after_version, after_batch, after_until,"
        " json_extract(payload, '$.list_slug'), json_extract(payload, '$.list_name'), NULL, undone"
        " FROM change JOIN step ON step.number = step WHERE paper = :paper"
        " UNION ALL SELECT step, at, action, NULL, NULL, NULL, NULL, NULL, NULL, after, undone"
        " FROM note_change JOIN step ON step.number = step WHERE paper = :paper ORDER BY 1",
        {"paper": paper},
    )
    names = ("at", "action", "state", "version", "batch", "until", "list_slug", "list", "note", "undone")
    return [{**dict(zip(names, each, strict=True)), "undone": bool(each[-1])} for _, *each in found]


def decided_since(connection: sqlite3.Connection, at: str) -> list[tuple[str, int, int, str | None]]:
    """Return day (the person's), paper, state and primary category of every standing decision, oldest first.

    Args:
        connection: In a transaction.
        at: The first instant that counts, as steps have it.
    """
    return connection.execute(
        "SELECT date(at, 'localtime'), paper, after_state, primary_category FROM step"
        " CROSS JOIN change ON step = step.number JOIN paper ON paper.key = paper"
        " WHERE at >= ? AND undone = 0 AND action IN ('decide', 'save') AND after_state <> 0"
        " ORDER BY step.number, change.number",
        (at,),
    ).fetchall()


def _one(connection: sqlite3.Connection, which: str) -> StoredStep | None:
    row = connection.execute(f"SELECT number, action, payload, undone, pending FROM step {which} LIMIT 1").fetchone()
    return None if row is None else _stored(*row)


def _stored(number: int, action: str, payload: str, undone: int, pending: int) -> StoredStep:
    return StoredStep(number, action, json.loads(payload), bool(undone), pending)
