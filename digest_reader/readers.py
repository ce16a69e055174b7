"""Processes that read digests beside this one, each of a queue in its turn.

Reading a digest takes five times as long as storing it, and Python's threads would take turns with the screen for it.
So many files are read by processes of their own (`digest_reader.reading_process`), which are given the bytes and send
back what `digest_reader.reading` makes of them. Where there is no screen, whoever waits for a digest reads another one
meanwhile: it has loaded what that takes, and is at it a tenth of a second before a new process.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from typing import TYPE_CHECKING, Final

from digest_reader.reading import read, read_if_possible, receive, send

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest_reader.reading import Read, Task

_AT_MOST: Final = 4
"""So many processes at once: one can store what four read."""
_IN_HAND: Final = 2
"""Tasks that a process has: one that it reads, and one that it goes on with while the answer is fetched."""
_AHEAD: Final = 4
"""Tasks ahead for each that reads: who reads here while it waits begins none, and the others go on meanwhile."""
_MANY_BYTES: Final = 64 << 20
"""So much is waiting at most but for one task, whatever a process could do meanwhile."""
_PIPE_BYTES: Final = 1 << 20
"""Room for an answer on its way, as much as Linux gives anybody. A thread that takes one waits for its turn after each
piece, 5 ms where another one works, and a process that cannot get rid of its answer reads nothing meanwhile."""
_PATIENCE: Final = 0.1
"""Seconds after which it is asked whether an answer is still wanted."""


class CancelledError(Exception):
    """Nobody waits for the answer any more."""


class Readers:
    """Processes that read digests, in the order in which they are asked; `close` ends them.

    What a process does not answer, because it was killed or never came about, is read here.
    """

    def __init__(
        self, processes: int | None = None, *, aside: bool = False, cancelled: Callable[[], bool] | None = None
    ) -> None:
        """Start them.

        Args:
            processes: How many; by default as many as there are processors for, at most four.
            aside: Whether there is a screen to draw: the processes stand back behind it, and who waits only waits.
            cancelled: Is asked again and again while an answer is waited for; once it says so, the wait ends with
                `CancelledError`.
        """
        self._helps = not aside
        self._cancelled = cancelled
        wanted = min((os.cpu_count() or 1) - self._helps, _AT_MOST) if processes is None else processes
        self._bytes = 0
        self._queue = _Queue()
        self._readers = [_Reader(self._queue, aside=aside) for _ in range(wanted)]

    @property
    def ahead(self) -> int:
        """How many tasks it takes to keep all of them busy."""
        return 0 if self._bytes > _MANY_BYTES else _AHEAD * (len(self._readers) + self._helps)

    def begin(self, task: Task) -> Callable[[], Read]:
        """Have a digest read, and return what waits for it."""
        job = _Job(task)
        self._bytes += len(task.data)
        self._queue.put(job)
        return lambda: self._wait(job)

    def _wait(self, job: _Job) -> Read:
        self._bytes -= len(job.task.data)
        while not job.is_done:
            if self._cancelled is not None and self._cancelled():
                raise CancelledError
            other = self._queue.take_at_once() if self._helps or not self._is_alive else None
            if other is not None:
                other.finish(read_if_possible(other.task))
            else:
                job.wait(_PATIENCE)
        return job.found or read(job.task)

    @property
    def _is_alive(self) -> bool:
        return any(reader.is_alive for reader in self._readers)

    def close(self) -> None:
        """End the processes; what they have not read by now is not read."""
        self._queue.close()
        for reader in self._readers:
            reader.close()


class _Job:
    """A digest that is to be read, and what came of it once it `is_done`: None when it must be read once more."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.found: Read | None = None
        self._done = threading.Event()

    @property
    def is_done(self) -> bool:
        return self._done.is_set()

    def finish(self, found: Read | None) -> None:
        self.found = found
        self._done.set()

    def wait(self, seconds: float) -> None:
        self._done.wait(seconds)


class _Queue:
    """Jobs that nobody has begun; whoever is free takes the one that is wanted first."""

    def __init__(self) -> None:
        self._jobs: deque[_Job] = deque()
        self._changed = threading.Condition()
        self._closed = False

    def put(self, job: _Job) -> None:
        with self._changed:
            self._jobs.append(job)
            self._changed.notify()

    def take_at_once(self) -> _Job | None:
        with self._changed:
            return self._jobs.popleft() if self._jobs else None

    def take(self) -> _Job | None:
        """Wait for a job; None when there will be no more."""
        with self._changed:
            self._changed.wait_for(lambda: self._jobs or self._closed)
            return None if self._closed else self._jobs.popleft()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()


class _Reader:
    """One process, with threads that give it its tasks and take its answers.

    So neither side ever waits for the other with a full pipe, and who has a task read goes on at once: to store what
    others have read, or to hear that nobody wants it any more.
    """

    def __init__(self, queue: _Queue, *, aside: bool) -> None:
        self._queue = queue
        self._given: deque[_Job] = deque()
        self._lock = threading.Lock()
        self._free = threading.Semaphore(_IN_HAND)
        self._is_over = False
        self._process: subprocess.Popen[bytes] | None = None
        self._threads: list[threading.Thread] = []
        # -P: a folder that somebody stands in must not stand for a package.
        command = [sys.executable, "-P", "-m", "digest_reader.reading_process", *(["aside"] if aside else [])]
        with contextlib.suppress(OSError):
            self._process = subprocess.Popen(
                command,
                bufsize=_PIPE_BYTES,
                pipesize=_PIPE_BYTES,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            for work in (self._give, self._take):
                self._threads.append(threading.Thread(target=work, name="digest reader", daemon=True))
                self._threads[-1].start()

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _give(self) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        while True:
            self._free.acquire()
            job = None if self._is_over else self._queue.take()
            if job is None:
                return
            with self._lock:
                if not self._is_over:
                    self._given.append(job)
                else:
                    job.finish(None)
                    return
            # A pipe that nobody reads any more: the other thread says so to all who wait.
            with contextlib.suppress(OSError):
                send(self._process.stdin, job.task)

    def _take(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        try:
            with contextlib.suppress(OSError, EOFError, pickle.UnpicklingError):
                while True:
                    found = receive(self._process.stdout)
                    with self._lock:
                        job = self._given.popleft()
                    job.finish(found)
                    self._free.release()
        finally:
            # Whatever it was: who waits for an answer must not wait for ever.
            self._process.kill()
            self._process.wait()
            with self._lock:
                self._is_over = True
                while self._given:
                    self._given.popleft().finish(None)
            self._free.release()

    def close(self) -> None:
        """End the process; the queue is closed."""
        if self._process is None:
            return
        self._process.kill()
        for thread in self._threads:
            thread.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
