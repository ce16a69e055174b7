"""Bytes to prepared digests, here or in processes beside this one.

Reading a digest takes four times as long as storing it, and Python's threads would take turns with the screen for it.
So many files are read by processes of their own (`digest_reader.reading_process`), which are given the bytes and send
back what `digest_reader.preparing` makes of them. Which files there are and what becomes of them in the library
is `digest_reader.ingest`.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from dataclasses import dataclass, replace
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from digest_reader.preparing import Prepared, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest_reader.models import Fault
    from parsers.digest import Digest

_AT_MOST: Final = 4
"""So many processes at once: one can store what four read."""
_PATIENCE: Final = 0.1
"""Seconds after which it is asked whether an answer is still wanted."""


class CancelledError(Exception):
    """Nobody waits for the answer any more."""


@dataclass(frozen=True, slots=True)
class Task:
    """A digest to read.

    Attributes:
        name: What it will be called.
        source: What it is called in messages, and where its parser looks for what only the name tells.
        data: Its bytes.
        dated_by: The part of its name that may hold its date.
        format: What to read it as, None to tell from the content.
        date: Its date over what it says itself.
    """

    name: str
    source: str
    data: bytes
    dated_by: str
    format: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a digest could not be read.

    Attributes:
        reason: What is wrong, for a person.
        highest: The score of the likeliest format, 0 to 1; None for one that was read as a format it is not in.
        fault: What is wrong in a word, where that says it all.
    """

    reason: str
    highest: float | None
    fault: Fault | None = None


Read = Prepared | Unread


def read(task: Task) -> Read:
    """Read and prepare a digest.

    Raises:
        ValueError: The date is none.
    """
    with _without_search_for_cycles():
        return _read_and_prepared(task)


@contextlib.contextmanager
def _without_search_for_cycles() -> Iterator[None]:
    """Keep Python from looking for cycles: records have none, and to look through them again takes a twentieth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_and_prepared(task: Task) -> Read:
    from parsers.detect import EmptySourceError, UnknownFormatError

    try:
        digest = _digest(task)
    except UnknownFormatError as error:
        highest = max(error.scores.values(), default=0.0)
        if isinstance(error, EmptySourceError):
            return Unread(str(error), highest, "empty")
        return Unread(f"{error} Name its format with --format.", highest, "unknown")
    if task.format is not None and digest.is_misread:
        # Kept, it would be known, and not be read again in the format that it has.
        reason = f"It has no entry that can be read as {task.format}. Leave --format out: the content tells."
        return Unread(reason, None)
    return prepare(replace(digest, name=task.name))


def _digest(task: Task) -> Digest:
    from parsers import digest as digests
    from parsers.source import Source

    digest = digests.read(Source.from_bytes(task.source, task.data), format=task.format, date=task.date)
    if digest.date_origin not in ("filename", None):
        return digest
    dated = digests.date_in_name(task.dated_by)
    return replace(digest, date=dated, date_origin=None if dated is None else "filename")


class Readers:
    """Processes that read digests, in the order in which they are asked; `close` ends them.

    What a process does not answer, because it was killed or never came about, is read here.
    """

    def __init__(
        self, processes: int | None = None, *, aside: bool = False, cancelled: Callable[[], bool] | None = None
    ) -> None:
        """Start them.

        Args:
            processes: How many; by default as many as there are processors, at most four.
            aside: Whether they stand back behind what has a screen to draw.
            cancelled: Is asked again and again while an answer is waited for; once it says so, the wait ends with
                `CancelledError`.
        """
        wanted = min(os.cpu_count() or 1, _AT_MOST) if processes is None else processes
        self._readers = [_Reader(aside=aside, cancelled=cancelled) for _ in range(wanted)]

    @property
    def ahead(self) -> int:
        """How many tasks it takes to keep all of them busy."""
        return 2 * len(self._readers)

    def begin(self, task: Task) -> Callable[[], Read]:
        """Have a digest read, and return what waits for it."""
        alive = [reader for reader in self._readers if reader.is_alive]
        if not alive:
            return lambda: read(task)
        # Days are of different lengths: to take turns would leave one process with nothing to do.
        answer = min(alive, key=lambda reader: reader.bytes_waiting).send(task)
        return lambda: answer() or read(task)

    def close(self) -> None:
        """End the processes; what they have not read by now is not read."""
        for reader in self._readers:
            reader.close()


class _Reader:
    """One process, with threads that give it its tasks and take its answers.

    So neither side ever waits for the other with a full pipe, and who has a task read goes on at once: to store what
    others have read, or to hear that nobody wants it any more.
    """

    def __init__(self, *, aside: bool, cancelled: Callable[[], bool] | None) -> None:
        self.bytes_waiting = 0
        """How much it has been given and not yet read."""
        self._cancelled = cancelled
        self._waiting: deque[_Answer] = deque()
        self._lock = threading.Lock()
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._threads: list[threading.Thread] = []
        # -P: a folder that somebody stands in must not stand for a package.
        command = [sys.executable, "-P", "-m", "digest_reader.reading_process", *(["aside"] if aside else [])]
        with contextlib.suppress(OSError):
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            for work in (self._give, self._take):
                self._threads.append(threading.Thread(target=work, name="digest reader", daemon=True))
                self._threads[-1].start()

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def send(self, task: Task) -> Callable[[], Read | None]:
        answer = _Answer(len(task.data), self._cancelled)
        with self._lock:
            if alive := self.is_alive:
                self._waiting.append(answer)
                self.bytes_waiting += answer.size
                self._tasks.put(task)
        return answer.wait if alive else lambda: None

    def _give(self) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        # A pipe that nobody reads any more: the other thread says so to all who wait.
        with contextlib.suppress(OSError):
            while (task := self._tasks.get()) is not None:
                _write(self._process.stdin, task)

    def _take(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        try:
            with contextlib.suppress(OSError, EOFError, pickle.UnpicklingError):
                while True:
                    found = _read(self._process.stdout)
                    with self._lock:
                        answer = self._waiting.popleft()
                        self.bytes_waiting -= answer.size
                    answer.give(found)
        finally:
            # Whatever it was: who waits for an answer must not wait for ever.
            self._process.kill()
            self._process.wait()
            self._tasks.put(None)
            with self._lock:
                while self._waiting:
                    self._waiting.popleft().give(None)

    def close(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        for thread in self._threads:
            thread.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


class _Answer:
    """What a process says of one task of so many bytes, None when it will not."""

    def __init__(self, size: int, cancelled: Callable[[], bool] | None) -> None:
        self.size = size
        self._cancelled = cancelled
        self._told = threading.Event()
        self._found: Read | None = None

    def give(self, found: Read | None) -> None:
        self._found = found
        self._told.set()

    def wait(self) -> Read | None:
        while not self._told.wait(None if self._cancelled is None else _PATIENCE):
            if self._cancelled is not None and self._cancelled():
                raise CancelledError
        return self._found


def _write(stream: Any, value: object) -> None:
    # Straight into the pipe: a long digest's bytes are not copied into one more message first.
    pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL).dump(value)
    stream.flush()


def _read(stream: Any) -> Any:
    return pickle.load(stream)


def serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    """Read tasks until there are no more: what a process of `Readers` does."""
    while True:
        try:
            task = _read(tasks)
        except EOFError:
            return
        try:
            found: Read | None = read(task)
        except Exception:
            # Whoever asked reads it then, and meets the error where it can be told.
            found = None
        _write(answers, found)
