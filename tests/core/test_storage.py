"""Opening the library's file: new, old, newer, damaged, foreign, read-only; and who may use it when."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import threading
from typing import TYPE_CHECKING

import pytest

from digest_reader.errors import LibraryError
from digest_reader.models import Decision, Step
from digest_reader.storage.connection import Database
from digest_reader.storage.schema import MIGRATIONS
from tests.core.invented import listing, open_library

if TYPE_CHECKING:
    from pathlib import Path


def value_of(file: Path, query: str) -> object:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchone()[0]


def test_a_new_library_is_its_owners_alone(tmp_path: Path) -> None:
    library = open_library(tmp_path / "home")
    library.add(listing("2507.00001"))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "home" / "data").iterdir()}
    library.close()
    assert modes == dict.fromkeys(["library.sqlite3", "library.sqlite3-wal", "library.sqlite3-shm"], 0o600)
    assert stat.S_IMODE((tmp_path / "home" / "data").stat().st_mode) == 0o700


def test_a_library_is_safe_against_power_cuts(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.sqlite3")
    with database.read() as connection:
        settings = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    database.close()
    assert settings == ["wal", 2, 1, 10_000]


def test_opening_again_changes_nothing_and_makes_no_backup(tmp_path: Path) -> None:
    Database(tmp_path / "a.sqlite3").close()
    before = (tmp_path / "a.sqlite3").read_bytes()
    Database(tmp_path / "a.sqlite3").close()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.sqlite3": before}


def test_an_old_library_is_migrated_after_a_backup(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite3"
    Database(file).close()
    newer = (*MIGRATIONS, lambda connection: connection.execute("CREATE TABLE further (a)"))
    Database(file, newer).close()
    backup = tmp_path / f"a.sqlite3.schema-{len(MIGRATIONS)}"
    further = "SELECT count(*) FROM sqlite_master WHERE name = 'further'"
    assert [value_of(each, further) for each in (file, backup)] == [1, 0]
    assert [value_of(each, "PRAGMA user_version") for each in (file, backup)] == [len(MIGRATIONS) + 1, len(MIGRATIONS)]
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_decisions_of_a_library_without_notes_are_kept_and_can_be_taken_back(tmp_path: Path) -> None:
    file = tmp_path / "data" / "library.sqlite3"
    database = Database(file, MIGRATIONS[:2])
    with database.write() as connection:
        connection.execute("INSERT INTO paper (key, id, state, decided_at, decided_version) VALUES (1, 'a', 2, 'T', 3)")
        connection.execute("INSERT INTO paper_row (paper, titles, categories) VALUES (1, '{}', '[]')")
        payload = '{"keys": [1], "state": "later", "title": "", "list_slug": null, "list_name": "", "edits": []}'
        connection.execute("INSERT INTO step (number, at, action, payload) VALUES (1, 'T', 'decide', ?)", (payload,))
        connection.execute("INSERT INTO change VALUES (1, 0, 1, 0, NULL, NULL, NULL, 2, 'T', 3, NULL)")
    database.close()
    with contextlib.closing(open_library(tmp_path)) as library:
        (row,) = library.rows([1])
        assert (row.decision, row.note) == (Decision("later", "T", 3, None, None), False)
        assert [each["until"] for each in library.history(1)] == [None]
        assert library.undo() == Step(1, "decide", (1,), "later")
        assert library.rows([1])[0].decision is None
    assert (tmp_path / "data" / "library.sqlite3.schema-2").exists()


def test_a_migration_that_fails_leaves_the_library_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite3"
    Database(file).close()

    def halfway(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE further (a)")
        connection.execute("CREATE TABLE further (a)")

    with pytest.raises(LibraryError, match="already exists"):
        Database(file, (*MIGRATIONS, halfway))
    assert value_of(file, "SELECT count(*) FROM sqlite_master WHERE name = 'further'") == 0
    assert value_of(file, "PRAGMA user_version") == len(MIGRATIONS)
    Database(file).close()


def test_a_library_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite3"
    Database(file, (*MIGRATIONS, lambda connection: None)).close()
    before = file.read_bytes()
    with pytest.raises(LibraryError, match="newer digest-reader") as caught:
        Database(file)
    assert "Update digest-reader" in caught.value.hint
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.sqlite3": before}


def foreign_database(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE recipe (name)")
        connection.commit()


@pytest.mark.parametrize(
    "make",
    [
        lambda file: file.write_bytes(b"Dear diary"),
        lambda file: file.write_bytes(b"SQLite format 3\0"),
        lambda file: file.write_bytes(bytes(4096)),
        foreign_database,
    ],
    ids=["text", "cut short", "zeros", "another program's database"],
)
def test_a_file_that_is_no_library_is_left_alone(tmp_path: Path, make: object) -> None:
    file = tmp_path / "a.sqlite3"
    make(file)  # type: ignore[operator]
    before = file.read_bytes()
    with pytest.raises(LibraryError, match="not a digest-reader library") as caught:
        Database(file)
    assert "--library" in caught.value.hint
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.sqlite3": before}


def test_a_damaged_library_is_said_to_be_and_its_bytes_are_left_alone(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    library.add(listing(*(f"2507.{number:05}" for number in range(200))))
    library.close()
    file = tmp_path / "data" / "library.sqlite3"
    whole = bytearray(file.read_bytes())
    whole[4096:] = b"\xff" * (len(whole) - 4096)
    file.write_bytes(whole)

    def look() -> None:
        with contextlib.closing(open_library(tmp_path)) as library:
            library.batches()

    with pytest.raises(LibraryError, match="is damaged") as caught:
        look()
    assert "backup" in caught.value.hint
    assert file.read_bytes() == bytes(whole)


def test_a_folder_in_the_way_is_an_error_with_a_next_step(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite3").mkdir()
    with pytest.raises(LibraryError, match="cannot be opened") as caught:
        Database(tmp_path / "a.sqlite3")
    assert "--library" in caught.value.hint


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user who may not write everywhere")
def test_a_read_only_folder_is_an_error_with_a_next_step(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(LibraryError, match="cannot be opened"):
        Database(tmp_path / "data" / "a.sqlite3")
    tmp_path.chmod(0o700)


def test_a_full_disk_is_said_and_nothing_is_changed(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.sqlite3")

    def fill() -> None:
        with database.write() as connection:
            connection.execute("INSERT INTO memory VALUES ('kept', '1')")
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages}")
            connection.execute("INSERT INTO memory VALUES ('long', ?)", ("x" * 100_000,))

    with pytest.raises(LibraryError, match="is full") as caught:
        fill()
    assert caught.value.hint == "Nothing was changed. Make room and do it again."
    with database.read() as connection:
        assert connection.execute("SELECT count(*) FROM memory").fetchone() == (0,)
    database.close()


def test_a_library_that_another_program_holds_is_said_to_be_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest_reader.storage.connection._BUSY_MILLISECONDS", 50)
    database = Database(tmp_path / "a.sqlite3")
    with contextlib.closing(sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="in use by another program"), database.write():
            pass
    with database.write() as connection:
        connection.execute("INSERT INTO memory VALUES ('a', '1')")
    database.close()


def test_what_fails_in_a_transaction_leaves_nothing_of_it(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.sqlite3")

    def fail() -> None:
        with database.write() as connection:
            connection.execute("INSERT INTO memory VALUES ('a', '1')")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with database.read() as connection:
        assert connection.execute("SELECT count(*) FROM memory").fetchone() == (0,)
    database.close()


def test_a_reader_sees_one_moment_while_another_thread_writes(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.sqlite3")

    def write() -> None:
        with database.write() as connection:
            connection.execute("INSERT INTO memory VALUES ('a', '1')")

    with database.read() as connection:
        before = connection.execute("SELECT count(*) FROM memory").fetchone()
        writer = threading.Thread(target=write)
        writer.start()
        writer.join()
        assert connection.execute("SELECT count(*) FROM memory").fetchone() == before
    with database.read() as connection:
        assert connection.execute("SELECT count(*) FROM memory").fetchone() == (1,)
    database.close()


def test_many_threads_decide_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    ids = [f"2507.{number:05}" for number in range(24)]
    library.add(listing(*ids))
    keys = [library.find(each) for each in ids]

    def decide(mine: list[int]) -> None:
        for key in mine:
            library.decide([key], "saved")
            library.rows([key])

    threads = [threading.Thread(target=decide, args=(keys[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert library.counts().saved == 24
    assert sorted(library.membership()) == ids
    library.close()


def test_a_closed_library_says_that_it_is_closed(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    library.close()
    library.close()
    with pytest.raises(LibraryError, match="is closed"):
        library.batches()


def test_two_processes_may_use_one_library(tmp_path: Path) -> None:
    first, second = open_library(tmp_path), open_library(tmp_path)
    first.add(listing("2507.00001"))
    key = second.find("2507.00001")
    second.decide([key], "skipped")
    undone = first.undo()
    assert undone is not None
    assert second.counts().left == 1
    first.close()
    second.close()


def test_the_screen_less_core_loads_neither_textual_nor_the_filter() -> None:
    import subprocess
    import sys

    code = (
        "import sys, digest_reader.library, digest_reader.ingest;"
        "print([name for name in ('textual', 'rich', 'rapidfuzz', 'platformdirs', 'digest_reader.filter')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_change_by_another_process_is_noticed_and_one_of_our_own_is_not(tmp_path: Path) -> None:
    with (
        contextlib.closing(Database(tmp_path / "l.db")) as ours,
        contextlib.closing(Database(tmp_path / "l.db")) as other,
    ):
        before = ours.changes_by_others()
        with ours.write() as connection:
            connection.execute("INSERT INTO memory (name, value) VALUES ('ours', '1')")
        assert ours.changes_by_others() == before
        with other.write() as connection:
            connection.execute("INSERT INTO memory (name, value) VALUES ('theirs', '1')")
        assert ours.changes_by_others() != before
