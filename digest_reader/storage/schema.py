"""The tables of a library, as a sequence of migrations. What they are asked is the other modules' business.

What a digest says is stored once and never changed: its text (`digest_text`) and each entry's record
(`appearance`). All that is merged from these can be made anew: the columns that a list shows (`paper`,
`paper_row`), the order of a batch (`place`), the counts (`tally`, kept beside because counting a large library
takes a third of a second: by a trigger for decisions, by `digest_reader.storage.digests` for imports). There is
no table of merged papers: merging the few records of the one paper on the screen is faster than decoding a stored
copy would be, and cannot be out of date.

What a person decided is in `paper`, `step` and `change`, and imports do not touch it.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

APPLICATION_ID: Final = 0x44475244  # "DGRD"

_FIRST = """
CREATE TABLE digest (
    number      INTEGER PRIMARY KEY,
    sha256      TEXT NOT NULL UNIQUE,
    format      TEXT NOT NULL,
    size        INTEGER NOT NULL,
    encoding    TEXT NOT NULL,
    category    TEXT,
    declared    TEXT NOT NULL,
    entries     INTEGER NOT NULL,
    skipped     INTEGER NOT NULL,
    warnings    INTEGER NOT NULL,
    imported_at TEXT NOT NULL,
    -- The next three come from the best of its sources, and change when a better one is met.
    name        TEXT NOT NULL,
    date        TEXT,
    batch       INTEGER NOT NULL REFERENCES batch
);
CREATE INDEX digest_batch ON digest (batch);

CREATE TABLE source (
    digest      INTEGER NOT NULL REFERENCES digest,
    name        TEXT NOT NULL,
    date        TEXT,
    date_origin TEXT,
    PRIMARY KEY (digest, name)
) WITHOUT ROWID;

-- The decoded text, packed; and [kind, line, length in characters, entry or null] of each block of it.
CREATE TABLE digest_text (
    digest INTEGER PRIMARY KEY REFERENCES digest,
    text   BLOB NOT NULL,
    blocks TEXT NOT NULL
);

CREATE TABLE diagnostic (
    digest   INTEGER NOT NULL REFERENCES digest,
    number   INTEGER NOT NULL,
    line     INTEGER NOT NULL,
    severity TEXT NOT NULL,
    code     TEXT NOT NULL,
    message  TEXT NOT NULL,
    PRIMARY KEY (digest, number)
) WITHOUT ROWID;

CREATE TABLE batch (
    number INTEGER PRIMARY KEY,
    key    TEXT NOT NULL UNIQUE,
    date   TEXT,
    rank   TEXT NOT NULL  -- greater is newer
);
CREATE INDEX batch_rank ON batch (rank, key);

CREATE TABLE paper (
    key              INTEGER PRIMARY KEY,
    id               TEXT NOT NULL UNIQUE,
    primary_category TEXT,
    version          INTEGER,
    state            INTEGER NOT NULL DEFAULT 0,
    decided_at       TEXT,
    decided_version  INTEGER,
    decided_batch    TEXT
);
CREATE INDEX paper_later ON paper (key) WHERE state = 2;

CREATE TABLE paper_row (
    paper      INTEGER PRIMARY KEY REFERENCES paper,
    titles     TEXT NOT NULL,
    authors    TEXT,
    categories TEXT NOT NULL
);

CREATE TABLE appearance (
    digest   INTEGER NOT NULL REFERENCES digest,
    position INTEGER NOT NULL,
    paper    INTEGER NOT NULL REFERENCES paper,
    section  INTEGER NOT NULL,
    record   TEXT NOT NULL,
    UNIQUE (digest, position)
);
CREATE INDEX appearance_paper ON appearance (paper);

-- A paper's first place in a batch. The order does not depend on what else is in the batch, so that a further
-- digest only adds to it.
CREATE TABLE place (
    batch    INTEGER NOT NULL REFERENCES batch,
    section  INTEGER NOT NULL,
    source   TEXT NOT NULL,
    position INTEGER NOT NULL,
    paper    INTEGER NOT NULL REFERENCES paper,
    PRIMARY KEY (batch, section, source, position)
) WITHOUT ROWID;
CREATE UNIQUE INDEX place_paper ON place (paper, batch);

-- Papers of a batch by state; batch 0 is the whole library.
CREATE TABLE tally (
    batch  INTEGER NOT NULL,
    state  INTEGER NOT NULL,
    papers INTEGER NOT NULL,
    PRIMARY KEY (batch, state)
) WITHOUT ROWID;

CREATE TRIGGER paper_added AFTER INSERT ON paper BEGIN
    INSERT INTO tally VALUES (0, new.state, 1) ON CONFLICT DO UPDATE SET papers = papers + 1;
END;
CREATE TRIGGER place_added AFTER INSERT ON place BEGIN
    INSERT INTO tally SELECT new.batch, state, 1 FROM paper WHERE key = new.paper
        ON CONFLICT DO UPDATE SET papers = papers + 1;
END;
CREATE TRIGGER place_removed AFTER DELETE ON place BEGIN
    UPDATE tally SET papers = papers - 1
        WHERE batch = old.batch AND state = (SELECT state FROM paper WHERE key = old.paper);
END;
CREATE TRIGGER paper_decided AFTER UPDATE OF state ON paper WHEN old.state <> new.state BEGIN
    UPDATE tally SET papers = papers - 1
        WHERE state = old.state AND batch IN (SELECT 0 UNION ALL SELECT batch FROM place WHERE paper =
        new.key);
    INSERT INTO tally SELECT batch, new.state, 1 FROM
        (SELECT 0 AS batch UNION ALL SELECT batch FROM place WHERE paper = new.key) WHERE true
        ON CONFLICT DO UPDATE SET papers = papers + 1;
END;

-- One thing that a person did. pending: the edits of list files that this row owes: 1 to do, 2 to take back,
-- 0 none.
CREATE TABLE step (
    number  INTEGER PRIMARY KEY,
    at      TEXT NOT NULL,
    action  TEXT NOT NULL,
    batch   TEXT,
    payload TEXT NOT NULL,
    undone  INTEGER NOT NULL DEFAULT 0,
    -- The step that was taken when this one was undone; since then it cannot be done again.
    dropped_by INTEGER,
    pending INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX step_undone ON step (undone, dropped_by, number);
CREATE INDEX step_pending ON step (pending) WHERE pending <> 0;

CREATE TABLE change (
    step           INTEGER NOT NULL REFERENCES step,
    number         INTEGER NOT NULL,
    paper          INTEGER NOT NULL REFERENCES paper,
    before_state   INTEGER NOT NULL,
    before_at      TEXT,
    before_version INTEGER,
    before_batch   TEXT,
    after_state    INTEGER NOT NULL,
    after_at       TEXT,
    after_version  INTEGER,
    after_batch    TEXT,
    PRIMARY KEY (step, number)
) WITHOUT ROWID;
CREATE INDEX change_paper ON change (paper, step);

CREATE TABLE memory (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
"""


def _first(connection: sqlite3.Connection) -> None:
    # Not executescript, which commits first.
    for statement in _statements(_FIRST):
        connection.execute(statement)


def _statements(script: str) -> list[str]:
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements


def _second(connection: sqlite3.Connection) -> None:
    """Make the batch that is none: digests that are looked up, and not read by day, belong to it.

    It has a row, so that every digest has a batch, and never a place, so that no view shows it.
    """
    connection.execute("INSERT INTO batch (key, date, rank) VALUES ('', NULL, '')")


_THIRD = """
-- What a paper that was put off waits for: a day, ``version``, or null for the next announcement.
ALTER TABLE paper ADD COLUMN decided_until TEXT;
ALTER TABLE change ADD COLUMN before_until TEXT;
ALTER TABLE change ADD COLUMN after_until TEXT;

-- What the person wrote on papers, whatever their state; a paper without a note has no row.
CREATE TABLE note (
    paper INTEGER PRIMARY KEY REFERENCES paper,
    text  TEXT NOT NULL
);

CREATE TABLE note_change (
    step   INTEGER NOT NULL REFERENCES step,
    paper  INTEGER NOT NULL REFERENCES paper,
    before TEXT NOT NULL,
    after  TEXT NOT NULL,
    PRIMARY KEY (step, paper)
) WITHOUT ROWID;
CREATE INDEX note_change_paper ON note_change (paper, step);

-- The notes that list files had when they were last looked at: one that differs was written there by hand.
CREATE TABLE listed_note (
    list  TEXT NOT NULL,
    paper INTEGER NOT NULL REFERENCES paper,
    text  TEXT NOT NULL,
    PRIMARY KEY (list, paper)
) WITHOUT ROWID;

CREATE INDEX step_at ON step (at);
"""


def _third(connection: sqlite3.Connection) -> None:
    for statement in _statements(_THIRD):
        connection.execute(statement)


# What is put off, in its order, with all that is asked of it, in one place: the first screen asks, and the papers
# themselves are scattered over the whole file. And no triggers where papers come in: counting a batch once is a third
# of the time of counting each of its papers.
_FOURTH = """
DROP INDEX paper_later;
CREATE INDEX paper_waiting
    ON paper (decided_at, key, primary_category, decided_batch, decided_until, version, decided_version)
    WHERE state = 2;
DROP TRIGGER paper_added;
DROP TRIGGER place_added;
DROP TRIGGER place_removed;
"""


def _fourth(connection: sqlite3.Connection) -> None:
    for statement in _statements(_FOURTH):
        connection.execute(statement)


MIGRATIONS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (_first, _second, _third, _fourth)
"""The n-th makes schema n+1 of schema n. Never change one that was released; append."""
