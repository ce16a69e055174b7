"""A look at a library's file from outside: its schema and whether it is sound. Reads, never writes or migrates."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from digest_reader.errors import LibraryError
from digest_reader.i18n import _
from digest_reader.storage.connection import in_words
from digest_reader.storage.schema import APPLICATION_ID, MIGRATIONS

_BUSY_SECONDS = 10.0
_AROUND = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""What is wrong around a library and not in it: a full disk, a folder that cannot be written."""


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """What a look at the file came to.

    Attributes:
        schema: The version of its schema.
        newest: The version that this program has.
        bytes: Its size, without the log beside it.
        damage: What SQLite found wrong with it, as SQLite says it; empty when it is sound.
    """

    schema: int
    newest: int
    bytes: int
    damage: tuple[str, ...]


def examine(file: Path, *, thorough: bool = False) -> LibraryFile:
    """Look at a library.

    Args:
        file: The library, which is there.
        thorough: Whether indexes are compared with their tables too: ``integrity_check`` and not ``quick_check``,
            https://www.sqlite.org/pragma.html#pragma_integrity_check

    Raises:
        LibraryError: The file cannot be opened, is no library, or was written by a newer version.
    """
    address = f"{file.absolute().as_uri()}?mode=ro"
    try:
        with contextlib.closing(sqlite3.connect(address, timeout=_BUSY_SECONDS, uri=True)) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            schema: int = connection.execute("PRAGMA user_version").fetchone()[0]
            if application != APPLICATION_ID:
                raise LibraryError(
                    _("{file} is not a digest-reader library.").format(file=file),
                    _("Move it away, or name another with --library."),
                )
            if schema > len(MIGRATIONS):
                raise LibraryError(
                    _("{file} was written by a newer digest-reader (schema {found}; this one knows {newest}).").format(
                        file=file, found=schema, newest=len(MIGRATIONS)
                    ),
                    _("Update digest-reader, or name another file with --library."),
                )
            told = [row[0] for row in connection.execute(f"PRAGMA {'integrity' if thorough else 'quick'}_check(20)")]
    except sqlite3.DatabaseError as error:
        if ((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF) in _AROUND:
            raise in_words(file, error) from error
        raise LibraryError(
            _("{file} cannot be read: {reason}.").format(file=file, reason=error),
            _("Keep a copy of the file as it is; if nothing else has it open, make a new library from your digests."),
        ) from error
    return LibraryFile(schema, len(MIGRATIONS), file.stat().st_size, tuple(said for said in told if said != "ok"))
