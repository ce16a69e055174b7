"""The library's SQLite file: opening it safely, and its two doors, `Database.read` and `Database.write`.

Owns connections, transactions, migrations and the wording of SQLite's errors. What tables there are is
`digest_reader.storage.schema`; what is asked of them is in the other modules of this package.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from digest_reader.errors import LibraryError
from digest_reader.i18n import _
from digest_reader.storage.schema import APPLICATION_ID, MIGRATIONS

Migration = Callable[[sqlite3.Connection], None]

_BUSY_MILLISECONDS = 10_000
_IMPATIENT_MILLISECONDS = 50
_PAGE_BYTES = 8192
"""Of a file that is made now; one that is there keeps its own. A record has 2 to 5 KB: pages of 4096 bytes, SQLite's
default, hold one and are half empty, or pass it on to a second page. With these an import takes two thirds of the time
to store, and the file is a sixteenth smaller."""
_SQLITE = (3, 35)  # UPDATE FROM, and ON CONFLICT without a target
_MAGIC = b"SQLite format 3\0"
# Offsets of the two numbers in the header of an SQLite file:
# https://www.sqlite.org/fileformat.html#the_database_header
_USER_VERSION, _APPLICATION_ID, _HEADER = 60, 68, 100


class Database:
    """One SQLite file, used from any thread.

    Connections for reading are pooled: an operation borrows one for itself and gives it back. So a screen can read
    while an import writes (WAL), threads that end leave no connection behind, and there are never more of them than
    operations at once. Writers queue on a lock of the process first, because SQLite's own waiting is polling; they
    share one connection, to which every change by another one is a change by another process.
    """

    def __init__(self, file: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
        """Open or make the file, and bring its schema up to date.

        Args:
            file: The file; made, with its folder, when absent.
            migrations: What makes schema n+1 of schema n.

        Raises:
            LibraryError: The file cannot be opened, is damaged, is no library, or is of a newer version.
        """
        if sqlite3.sqlite_version_info < _SQLITE:
            needed = ".".join(map(str, _SQLITE))
            raise LibraryError(
                _("This Python has SQLite {version}, and the library needs {needed} or newer.").format(
                    version=sqlite3.sqlite_version, needed=needed
                ),
                _("Use a newer Python; those that uv installs have a newer SQLite."),
            )
        self.file = file
        self._migrations = migrations
        self._idle: list[sqlite3.Connection] = []
        self._pool_lock = threading.Lock()
        self._write_lock = threading.RLock()
        self._closed = False
        self._others = 0
        self._written = 0
        try:
            _make_private(file)
        except OSError as error:
            raise _cannot_open(file, error.strerror or str(error)) from error
        _check_header(file, len(migrations))
        with self._wrapped():
            connection = self._connect()
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
            self._writer = connection

    def close(self) -> None:
        """Close all connections; one in use is closed when it is given back."""
        with self._pool_lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
        if self._write_lock.acquire(blocking=False):
            try:
                self._writer.close()
            finally:
                self._write_lock.release()

    def changes_by_others(self) -> int:
        """Return a number that is another one when another process has written; it takes some microseconds.

        While this process writes, it is the number as it was before. A connection's ``data_version`` does not change
        with its own commits: https://www.sqlite.org/pragma.html#pragma_data_version
        """
        if self._write_lock.acquire(blocking=False):
            try:
                with self._wrapped():
                    if not self._closed:
                        self._others = self._writer.execute("PRAGMA data_version").fetchone()[0]
            finally:
                self._write_lock.release()
        return self._others

    def changes(self) -> tuple[int, int]:
        """Return numbers of which one is another when this or another process has written.

        What is read after they were asked for is as new as they say, or newer.
        """
        return self.changes_by_others(), self._written

    @contextlib.contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection inside a transaction, so that several queries see the library at one moment."""
        with self._wrapped(), self._borrowed() as connection, _transaction(connection, "BEGIN"):
            yield connection

    @contextlib.contextmanager
    def write(self, *, sync: bool = True, patient: bool = True) -> Iterator[sqlite3.Connection]:
        """Lend a connection inside a write transaction; it is on disk when the block ends without an error.

        Args:
            sync: False where losing the write in a power cut does no harm; a killed process never loses it.
            patient: False where the write is tried again later, and a screen would stand still meanwhile: another
                process that writes is waited for no longer than nobody notices.
        """
        with self._write_lock, self._wrapped(), self._lent_writer() as connection:
            if not sync:
                connection.execute("PRAGMA synchronous = NORMAL")
            if not patient:
                connection.execute(f"PRAGMA busy_timeout = {_IMPATIENT_MILLISECONDS}")
            before = connection.total_changes
            try:
                # IMMEDIATE, because a transaction that reads first and then writes fails at once with
                # SQLITE_BUSY_SNAPSHOT when another process wrote in between.
                with _transaction(connection, "BEGIN IMMEDIATE"):
                    yield connection
            finally:
                # Not before it is there for all to see: who reads meanwhile must not take the old for the new.
                self._written += connection.total_changes != before
                if not patient:
                    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
                if not sync:
                    connection.execute("PRAGMA synchronous = FULL")

    def sync(self) -> None:
        """Wait until what was written without ``sync`` is on disk.

        The file's log (WAL) is synced here and not by SQLite, so that another sync can be waited for meanwhile.

        Raises:
            LibraryError: The disk failed.
        """
        try:
            descriptor = os.open(f"{self.file}-wal", os.O_RDONLY)
        except FileNotFoundError:
            # No log: SQLite syncs the file itself with every write.
            return
        try:
            os.fsync(descriptor)
        except OSError as error:
            raise _cannot_open(self.file, error.strerror or str(error)) from error
        finally:
            os.close(descriptor)

    @contextlib.contextmanager
    def _lent_writer(self) -> Iterator[sqlite3.Connection]:
        if self._closed:
            raise LibraryError(_("The library {file} is closed.").format(file=self.file))
        try:
            yield self._writer
        finally:
            if self._closed:
                self._writer.close()

    @contextlib.contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        with self._pool_lock:
            if self._closed:
                raise LibraryError(_("The library {file} is closed.").format(file=self.file))
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            connection = self._connect()
        try:
            yield connection
        finally:
            with self._pool_lock:
                if not self._closed:
                    self._idle.append(connection)
                    connection = None
            if connection is not None:
                connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.file, timeout=_BUSY_MILLISECONDS / 1000, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA recursive_triggers = OFF")
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        found = _user_version(connection)
        self._check_version(connection, found)
        if found < len(self._migrations):
            if found:
                self._back_up(connection, found)
            connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
            with _transaction(connection, "BEGIN IMMEDIATE"):
                # Another process may have migrated it while this one waited.
                found = _user_version(connection)
                self._check_version(connection, found)
                for migrate in self._migrations[found:]:
                    migrate(connection)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {len(self._migrations)}")
        # After the schema, so that the header of a file of ours always says whose it is. A file system
        # without shared memory keeps the rollback journal, which is as safe and only slower.
        connection.execute("PRAGMA journal_mode = WAL")

    def _check_version(self, connection: sqlite3.Connection, found: int) -> None:
        application: int = connection.execute("PRAGMA application_id").fetchone()[0]
        empty = not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        if application != APPLICATION_ID and not empty:
            raise _no_library(self.file)
        if found > len(self._migrations):
            raise _too_new(self.file, found, len(self._migrations))

    def _back_up(self, connection: sqlite3.Connection, version: int) -> None:
        backup = self.file.with_name(f"{self.file.name}.schema-{version}")
        temporary = backup.with_name(f"{backup.name}.{os.getpid()}")
        os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        try:
            with contextlib.closing(sqlite3.connect(temporary)) as copy:
                connection.backup(copy)
            os.replace(temporary, backup)
        finally:
            temporary.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _wrapped(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise in_words(self.file, error) from error


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite may have rolled back by itself (a full disk); nothing else is asked of it here.
        if connection.in_transaction:
            connection.rollback()
        raise


def _user_version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _make_private(file: Path) -> None:
    """Make the file for its owner alone; SQLite gives its side files the same mode."""
    for folder in reversed([part for part in file.parents if not part.exists()]):
        folder.mkdir(mode=0o700, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _check_header(file: Path, newest: int) -> None:
    """Refuse a file by its first bytes, because SQLite may write to what it opens (recovery, checkpoints).

    A file with a journal beside it is in the middle of something; SQLite has to recover it before it can be
    judged.
    """
    if any(Path(f"{file}{suffix}").exists() for suffix in ("-journal", "-wal")):
        return
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEADER)
    except OSError as error:
        raise _cannot_open(file, error.strerror or str(error)) from error
    if not head:
        return
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        raise _no_library(file)
    if int.from_bytes(head[_APPLICATION_ID : _APPLICATION_ID + 4], "big") != APPLICATION_ID:
        raise _no_library(file)
    version = int.from_bytes(head[_USER_VERSION : _USER_VERSION + 4], "big")
    if version > newest:
        raise _too_new(file, version, newest)


def _no_library(file: Path) -> LibraryError:
    return LibraryError(
        _("{file} is not a digest-reader library.").format(file=file),
        _("It was left as it is. Move it away, or name another file with --library."),
    )


def _too_new(file: Path, found: int, newest: int) -> LibraryError:
    return LibraryError(
        _("{file} was written by a newer digest-reader (schema {found}; this one knows {newest}).").format(
            file=file, found=found, newest=newest
        ),
        _("It was left as it is. Update digest-reader, or name another file with --library."),
    )


def _cannot_open(file: Path, reason: str) -> LibraryError:
    return LibraryError(
        _("The library {file} cannot be opened: {reason}.").format(file=file, reason=reason),
        _("Check that the folder exists and is yours to write, or name another file with --library."),
    )


_LEAST_ROOM = 64 * 1024
"""Bytes that SQLite needs to open a library with a log: https://www.sqlite.org/walformat.html#the_wal_index_file_format"""


def _is_full(file: Path) -> bool:
    """Tell whether the disk of a file has no room for the least that SQLite writes."""
    # Only for a mistake: it takes a while to load.
    import shutil

    try:
        return shutil.disk_usage(file.parent).free < _LEAST_ROOM
    except OSError:
        return False


def in_words(file: Path, error: sqlite3.Error) -> LibraryError:
    """Return what an error of SQLite means to a person, and what to do.

    Args:
        file: The library.
        error: What SQLite said.
    """
    # The low byte is the primary code: https://www.sqlite.org/rescode.html
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return LibraryError(
            _("The library {file} is damaged ({reason}).").format(file=file, reason=error),
            _(
                "It was left as it is. Copy it before anything else; then put back a backup, or try: "
                "sqlite3 DAMAGED .recover | sqlite3 NEW"
            ),
        )
    # Where there is no room even for its index of what is not yet in the file proper, SQLite speaks of the disk.
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_full(file)):
        return LibraryError(
            _("The disk that holds {file} is full.").format(file=file),
            _("Nothing was changed. Make room and do it again."),
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}:
        return LibraryError(
            _("The library {file} cannot be written: it or its folder is read-only.").format(file=file),
            _("Nothing was changed. Make it writable, or name another file with --library."),
        )
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return LibraryError(
            _("The library {file} is in use by another program, which did not let go of it in time.").format(file=file),
            _("Nothing was changed. Do it again when the other program is done."),
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return _cannot_open(file, str(error))
    if code == sqlite3.SQLITE_IOERR:
        return LibraryError(
            _("The disk failed while {file} was read or written ({reason}).").format(file=file, reason=error),
            _("Nothing was changed. Check the disk and the room on it."),
        )
    return LibraryError(_("The library {file} could not be used ({reason}).").format(file=file, reason=error))
