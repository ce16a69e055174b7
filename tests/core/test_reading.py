"""Digests read by other processes are what they are when read here."""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import signal
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from digest_reader import ingest
from digest_reader.ingest import import_each, import_paths
from digest_reader.preparing import Prepared
from digest_reader.readers import CancelledError, Readers
from digest_reader.reading import Read, Task, Unread, read, serve
from tests.core.invented import open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest_reader.library import Library


def task(number: int) -> Task:
    """Return a day's digest of one paper."""
    name = f"2025-07-{number:02}.jsonl"
    text = f'{{"id": "2507.000{number:02}", "title": "On it", "summary": "It.", "abs": "https://arxiv.org/abs/1"}}\n'
    return Task(name, name, text.encode(), name)


def library_of(folder: Path) -> Library:
    return open_library(folder)


@pytest.fixture
def days(tmp_path: Path) -> Path:
    folder = tmp_path / "days"
    folder.mkdir()
    for number in range(1, 13):
        (folder / task(number).name).write_bytes(task(number).data)
    (folder / "notes.txt").write_text("Dear diary,\n")
    return folder


@pytest.fixture
def readers() -> Iterator[Readers]:
    with contextlib.closing(Readers(2)) as started:
        yield started


def test_what_processes_read_is_what_is_read_here_in_the_order_asked(readers: Readers) -> None:
    tasks = [task(number) for number in range(1, 9)]
    answers = [readers.begin(each) for each in tasks]
    assert [answer() for answer in answers] == [read(each) for each in tasks]


def test_a_digest_is_dated_by_its_name_and_a_text_in_no_format_says_why() -> None:
    known, unknown = read(task(5)), read(Task("a", "a", b"Dear diary,\n", "a"))
    assert isinstance(known, Prepared)
    assert (known.date, known.date_origin, known.ids) == ("2025-07-05", "filename", ("2507.00005",))
    assert isinstance(unknown, Unread)
    assert unknown.reason.endswith("Name its format with --format.")
    forced = read(Task("a", "a", b"Dear diary,\n", "a", format="daily-jsonl"))
    assert isinstance(forced, Unread)
    assert (forced.highest, "daily-jsonl" in forced.reason) == (None, True)


def test_a_process_that_dies_leaves_its_digests_to_be_read_here(readers: Readers) -> None:
    for reader in readers._readers:
        assert reader._process is not None
        os.kill(reader._process.pid, signal.SIGKILL)
    answers = [readers.begin(task(number)) for number in range(1, 5)]
    assert [answer() for answer in answers] == [read(task(number)) for number in range(1, 5)]


def test_who_waits_for_one_digest_reads_others_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that answers nothing has two of them at most."""
    stand_in(tmp_path, monkeypatch, "import time; time.sleep(600)")
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 8

    found: list[Read | None] = []
    with contextlib.closing(Readers(1, cancelled=cancelled)) as started:
        for answer in [started.begin(task(number)) for number in range(1, 7)]:
            try:
                found.append(answer())
            except CancelledError:
                found.append(None)
    assert found.count(None) <= 2
    assert all(each in (None, read(task(number))) for number, each in enumerate(found, 1))


def test_without_a_process_all_is_read_here_unless_a_screen_would_wait() -> None:
    with contextlib.closing(Readers(0)) as none:
        assert none.begin(task(1))() == read(task(1))
    with contextlib.closing(Readers(0, aside=True)) as none:
        assert none.begin(task(1))() == read(task(1))


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    """Put another program in the place of the process that reads."""
    package = folder / "stand in" / "digest_reader"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "reading_process.py").write_text(source, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(package.parent))


def test_a_process_that_dies_in_the_middle_of_an_answer_leaves_it_to_be_read_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "import sys; sys.stdout.buffer.write(b'\\x80\\x05K')")
    with contextlib.closing(Readers(1)) as started:
        answers = [started.begin(task(number)) for number in range(1, 5)]
        assert [answer() for answer in answers] == [read(task(number)) for number in range(1, 5)]


def test_an_import_is_cancelled_while_a_process_still_reads(
    tmp_path: Path, days: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "import time; time.sleep(600)")
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(len(asked) > 1)
        return asked[-1]

    with contextlib.closing(library_of(tmp_path / "cancelled")) as library:
        assert import_paths(library, [days], cancelled=cancelled, aside=True) == []
        assert (asked, library.counts().total) == ([False, False, True], 0)


def test_who_has_digests_read_goes_on_at_once_however_long_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Far more than a pipe holds, for a process that takes nothing from it."""
    stand_in(tmp_path, monkeypatch, "import time; time.sleep(600)")
    long = replace(task(1), data=task(1).data * 10_000)
    stopped = False
    with contextlib.closing(Readers(1, cancelled=lambda: stopped)) as started:
        answers = [started.begin(long) for _ in range(3)]
        stopped = True
        for answer in answers:
            with pytest.raises(CancelledError):
                answer()


def test_a_process_serves_until_its_tasks_end() -> None:
    tasks = io.BytesIO(pickle.dumps(task(1)) + pickle.dumps(replace(task(2), date="no day")))
    written = io.BytesIO()
    serve(tasks, written)
    written.seek(0)
    # The error of a date that is none is met again where it can be told.
    assert [pickle.load(written) for _ in range(2)] == [read(task(1)), None]
    assert written.read() == b""


def test_an_import_by_many_processes_brings_what_one_brings(
    tmp_path: Path, days: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with contextlib.closing(library_of(tmp_path / "one")) as one:
        alone = import_paths(one, [days])
        monkeypatch.setattr(ingest, "_WORTH_PROCESSES", 1)
        with contextlib.closing(library_of(tmp_path / "many")) as many:
            told: list[tuple[int, int, str]] = []
            assert import_paths(many, [days], progress=lambda *said: told.append(said)) == alone
            assert [done for done, _, _ in told] == list(range(14))
            assert list(many.rows(many.all_view().keys)) == list(one.rows(one.all_view().keys))
            assert many.batches() == list(one.batches())


def test_an_import_that_is_stopped_has_all_of_some_files_and_nothing_of_the_others(
    tmp_path: Path, days: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "_WORTH_PROCESSES", 1)
    with contextlib.closing(library_of(tmp_path / "stopped")) as library:
        files = import_each(library, [days])
        assert [next(files).date for _ in range(3)] == ["2025-07-01", "2025-07-02", "2025-07-03"]
        files.close()  # type: ignore[attr-defined]
        assert library.counts().total == 3
        # By what is stored: an import that is stopped while the fifth file is being read ends with four.
        rest = import_paths(library, [days], cancelled=lambda: library.counts().total >= 5)
        assert (len(rest), library.counts().total) == (5, 5)
