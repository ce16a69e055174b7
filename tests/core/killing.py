"""Kills a library at every step it takes to the disk, and looks at what is left.

Run as ``python -m tests.core.killing WHAT FOLDER``: forks a child for the first, second ... step (an SQL statement, a
rename, a link, a deletion, a file opened for writing, an fsync), which is killed just before it, until one comes
through whole. Prints a JSON object a line: what had been done when it was killed, and what is there when it is opened
again.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import sys
from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest_reader.storage.connection import Database
from digest_reader.storage.schema import MIGRATIONS
from tests.core.invented import listing, open_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest_reader.library import Library

DAY, NEXT_DAY = "2025-07-15", "2025-07-16"
_TO_DISK = {"os.rename", "os.link", "os.remove", "os.mkdir"}


def steps(library: Library) -> list[Callable[[], object]]:
    """Return what a person does."""
    return [
        lambda: library.decide([1], "saved", batch=DAY),
        lambda: library.decide([2], "saved", new_list="Theory"),
        lambda: library.decide([1], "saved", list_slug="theory", leaving="to-read"),
        lambda: library.decide([3], "later", batch=DAY),
        lambda: library.decide([2], "skipped", batch=DAY),
        library.undo,
        library.undo,
        library.redo,
        lambda: library.move_list("theory", -1),
        lambda: library.delete_list("theory"),
        library.undo,
        lambda: library.add(listing("2507.00002", "2507.00009", date=NEXT_DAY)),
    ]


def looked_at(folder: Path) -> dict[str, Any]:
    """Return what is in a library that may have been killed."""
    file = folder / "data" / "library.sqlite3"
    with contextlib.closing(sqlite3.connect(file)) as connection:
        whole = [connection.execute(f"PRAGMA {check}").fetchall() for check in ("integrity_check", "foreign_key_check")]
    with contextlib.closing(open_library(folder)) as library:
        rows = library.rows(library.all_view().keys)
        return {
            "whole": whole == [[("ok",)], []],
            "states": {row.id: row.state for row in rows},
            "lists": {each.name: [entry.id for entry in each.entries] for each in library.lists()},
            "counts": [list(astuple(each.counts)) for each in library.batches()],
        }


def killed_at(number: int) -> None:
    """Kill this process just before its n-th step to the disk."""
    taken = 0

    def step(*_: object) -> None:
        nonlocal taken
        taken += 1
        if taken == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def audited(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _TO_DISK or (event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_WRONLY):
            step()

    sync, connect = os.fsync, sqlite3.connect

    def traced(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **named)
        connection.set_trace_callback(step)
        return connection

    def synced(descriptor: int) -> None:
        step()
        sync(descriptor)

    os.fsync = synced  # type: ignore[assignment]
    sqlite3.connect = traced  # type: ignore[assignment]
    sys.addaudithook(audited)


def deciding(folder: Path, tell: Callable[[int], None]) -> None:
    """Do all that `steps` says."""
    with contextlib.closing(open_library(folder)) as library:
        for done, step in enumerate(steps(library), 1):
            step()
            tell(done)


def migrating(folder: Path, tell: Callable[[int], None]) -> None:
    """Open a library of the first schema."""
    open_library(folder).close()
    tell(1)


def prepared(what: str, folder: Path) -> None:
    """Make the library to begin with."""
    if what == "deciding":
        with contextlib.closing(open_library(folder)) as library:
            library.add(listing("2507.00001", "2507.00002", "2507.00003", date=DAY))
        return
    Database(folder / "data" / "library.sqlite3", MIGRATIONS[:1]).close()
    with contextlib.closing(sqlite3.connect(folder / "data" / "library.sqlite3")) as connection:
        connection.execute("INSERT INTO batch (key, date, rank) VALUES (?, ?, ?)", (DAY, DAY, DAY))
        connection.execute("INSERT INTO paper (id, state, decided_at) VALUES ('2507.00001', 3, '2025-07-15T20:00:00Z')")
        connection.execute("INSERT INTO paper_row VALUES (1, '{\"en\": \"On it\"}', NULL, '[]')")
        connection.execute("INSERT INTO place VALUES (1, 0, 'cs.DC', 0, 1)")
        connection.commit()


def _tell(pipe: int, done: int) -> None:
    os.write(pipe, bytes([done]))


def main() -> None:
    """Kill at one step after the other."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    begun = folder / "begun"
    prepared(what, begun)
    work = {"deciding": deciding, "migrating": migrating}[what]
    number, killed = 0, True
    while killed:
        number += 1
        here = folder / "here"
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(begun, here)
        told, said = os.pipe()
        child = os.fork()
        if not child:
            killed_at(number)
            work(here, partial(_tell, said))
            os._exit(0)
        os.close(said)
        with os.fdopen(told, "rb") as stream:
            done = list(stream.read())
        killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        print(json.dumps({"killed": killed, "done": done[-1] if done else 0, **looked_at(here)}), flush=True)


if __name__ == "__main__":
    main()
