"""Queries on the papers that wait for a decision: of the newest days, put off, or with a new version.

Every function works inside its caller's transaction. What is due, and which days are the newest, is
`digest_reader.browsing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3

# Newer than what was seen; where one of the two is not known, announced as replaced since.
_HAS_NEW_VERSION = (
    "coalesce(version > decided_version, EXISTS (SELECT 1 FROM place AS again JOIN batch AS since"
    " ON since.number = again.batch WHERE again.paper = paper.key AND again.section IN (2, 3)"
    " AND (since.rank, since.key) > (batch.rank, batch.key)))"
)


class PutOff(NamedTuple):
    """A paper that was put off.

    Attributes:
        key: The paper.
        primary: Its primary category.
        batch: Key of the batch that it was put off in, None for none.
        rank: That batch's rank, None when it is no more.
        until: What it waits for.
        newer: Whether it waits for a newer version than was seen, and there is one.
    """

    key: int
    primary: str | None
    batch: str | None
    rank: str | None
    until: str | None
    newer: bool


def put_off(connection: sqlite3.Connection) -> list[PutOff]:
    """Return the papers in state ``later``, longest waiting first."""
    found = connection.execute(
        "SELECT paper.key, primary_category, decided_batch, rank, decided_until,"
        f" CASE WHEN decided_until = 'version' THEN {_HAS_NEW_VERSION} ELSE 0 END FROM paper"
        " LEFT JOIN batch ON batch.key = decided_batch WHERE state = 2 ORDER BY decided_at, paper.key"
    )
    return [PutOff._make((*row[:5], bool(row[5]))) for row in found]


def newer_in_batch(connection: sqlite3.Connection, batch: int) -> list[int]:
    """Return the saved papers of a batch of which there is a newer version than the one that was saved."""
    found = connection.execute(
        f"SELECT paper.key FROM place CROSS JOIN paper ON paper.key = place.paper"
        " LEFT JOIN batch ON batch.key = decided_batch"
        f" WHERE place.batch = ? AND state = 1 AND {_HAS_NEW_VERSION}",
        (batch,),
    )
    return [row[0] for row in found]


def undecided_since(connection: sqlite3.Connection, rank: str) -> list[tuple[int, int, int, str | None]]:
    """Return the undecided papers that the batches of some rank and newer hold, `Placed` with the batch's number.

    A paper that several of them hold is there once for each; newest batch first, then in announcement order.
    """
    return connection.execute(
        "SELECT paper.key, state, batch.number, primary_category FROM batch CROSS JOIN place ON batch = batch.number"
        " CROSS JOIN paper ON paper.key = place.paper WHERE rank >= ? AND batch.key <> '' AND state = 0"
        " ORDER BY rank DESC, batch.key DESC, section, source, position",
        (rank,),
    ).fetchall()


def count_undecided_since(connection: sqlite3.Connection, rank: str) -> int:
    """Return how many papers the batches of some rank and newer hold that are undecided, each once."""
    # The tallies of the batches, less what they count twice: so only few papers have to be looked up.
    (count,) = connection.execute(
        "SELECT coalesce((SELECT sum(papers) FROM batch CROSS JOIN tally ON tally.batch = number AND state = 0"
        " WHERE rank >= :rank AND key <> ''), 0) - coalesce((SELECT sum(times - 1) FROM (SELECT paper, count(*) AS"
        " times FROM batch CROSS JOIN place ON place.batch = number WHERE rank >= :rank AND key <> '' GROUP BY paper"
        " HAVING times > 1) CROSS JOIN paper ON key = paper AND state = 0), 0)",
        {"rank": rank},
    ).fetchone()
    assert isinstance(count, int)
    return count
