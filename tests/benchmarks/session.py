"""The installed reader in a pseudo-terminal, timed: from a key to the frame that answers it.

The terminal says that it can take whole frames at once (mode 2026), as most do today; so it is known where a frame
ends, and a time is that of a frame's last byte. A frame holds no more than what it changes, so the screen that a person
sees is put together by a terminal emulator (pyte), after the time was taken.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyte

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

_FRAME_ENDS = b"\x1b[?2026l"
_ASKS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y"}
QUIET = 0.15
"""Seconds without a frame after which nothing more is thought to answer a key."""

Marked = tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What was drawn at once.

    Attributes:
        at: When its last byte came, in seconds of the performance counter.
        size: How many bytes it took.
        rows: What the screen shows with it.
        before: What the screen showed before it.
        marked: Which columns of each row are underlined with it.
        marked_before: Which were before it.
    """

    at: float
    size: int
    rows: tuple[str, ...]
    before: tuple[str, ...]
    marked: Marked
    marked_before: Marked

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.rows)

    @property
    def changes_list(self) -> bool:
        """Whether the papers are others, or marked elsewhere: what stands between the top and the bottom rows."""
        return self.rows[2:-2] != self.before[2:-2] or self.marked[2:-2] != self.marked_before[2:-2]


class Session:
    """One run of the reader, or of another program in Python. Use it as a context manager."""

    def __init__(self, arguments: Sequence[str], home: Path, size: tuple[int, int] = (160, 45)) -> None:
        """Start Python on some arguments, with a home of its own."""
        environment = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LC_ALL": "C.UTF-8",
            **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")},
        }
        self.begun = time.perf_counter()
        self._rest = b""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._shown, self._marked = self._look()
        self.received = 0
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.execvpe(sys.executable, [sys.executable, *arguments], environment)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        # In good order, so that it takes along what it started beside itself.
        os.kill(self.pid, signal.SIGTERM)
        end = time.monotonic() + 3
        while not (ended := os.waitpid(self.pid, os.WNOHANG)[0]) and time.monotonic() < end:
            self._frames(0.05)
        if not ended:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._file)

    # Keys and what answers them

    def until(self, pattern: str, seconds: float = 60, row: int | None = None) -> Frame:
        """Return the first frame from now on with which the screen, or one row of it, matches a pattern.

        Raises:
            TimeoutError: None came in time.
        """
        end, seen = time.monotonic() + seconds, ""
        while time.monotonic() < end:
            for frame in self._frames(0.5):
                seen = frame.text if row is None else frame.rows[row]
                if re.search(pattern, seen):
                    return frame
        raise TimeoutError(f"{pattern!r} was not drawn; last was {seen[-500:]!r}")

    def press(self, keys: str, pattern: str | None = None, quiet: float = QUIET) -> float | None:
        """Send keys and return the milliseconds until they are answered; None when nothing is drawn at all.

        Args:
            keys: The bytes that a terminal sends for them.
            pattern: What the answer holds: the first frame with it is the answer. Without it, it is the last frame
                before nothing more comes.
            quiet: So many seconds without a frame end the answer.
        """
        self.settle(quiet)
        begun = time.perf_counter()
        os.write(self._file, keys.encode())
        return self._answer(begun, pattern, quiet)

    def resize(self, columns: int, rows: int) -> float | None:
        """Resize the terminal and return the milliseconds until the last frame that answers it."""
        self.settle()
        self._screen.resize(rows, columns)
        begun = time.perf_counter()
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)
        return self._answer(begun, None, 2 * QUIET)

    def _answer(self, begun: float, pattern: str | None, quiet: float) -> float | None:
        if pattern is not None:
            return (self.until(pattern).at - begun) * 1000
        arrived = self._all_until(quiet, 2.0)
        return (arrived[-1].at - begun) * 1000 if arrived else None

    def counted(self, key: str, pattern: str, before: str, seconds: float = 10) -> tuple[float | None, str]:
        """Send a key of a filter and return the milliseconds until its count and the list are drawn, and the count.

        Args:
            key: The key.
            pattern: Finds a count in a frame, in its first group.
            before: The count that was there.
            seconds: So long it is waited at most; a key that changes nothing may have no answer.
        """
        self.settle()
        begun = time.perf_counter()
        os.write(self._file, key.encode())
        answered, count = None, before
        for patience in (1.0, seconds - 1.0):
            # What is said beside the prompt changes once more after the answer; only the count is part of it.
            for frame in self._all_until(2 * QUIET, patience):
                found = re.findall(pattern, frame.rows[0])
                if found and (found[0] != count or frame.changes_list):
                    answered, count = frame.at, found[0]
            if answered is not None or count:
                break
        return None if answered is None else (answered - begun) * 1000, count

    def send(self, keys: str) -> None:
        """Send keys and wait for nothing."""
        os.write(self._file, keys.encode())

    def echoed(self, letter: str, pattern: str, pause: float = 0.08) -> float:
        """Send a letter and return the milliseconds until it is drawn, whatever else is drawn meanwhile.

        Args:
            letter: The letter.
            pattern: What the top row is then.
            pause: So many seconds are read on before it is sent.
        """
        end = time.monotonic() + pause
        while (left := end - time.monotonic()) > 0:
            self._frames(left)
        begun = time.perf_counter()
        self.send(letter)
        return (self.until(pattern, row=0).at - begun) * 1000

    def settle(self, quiet: float = QUIET) -> None:
        """Read on until nothing more comes for a moment, 5 seconds at most."""
        end = time.monotonic() + 5
        while self._frames(quiet) and time.monotonic() < end:
            pass

    def _all_until(self, quiet: float, first: float) -> list[Frame]:
        """Return all frames until none comes for a moment; the first may take longer.

        They are looked at when all are there: to follow a frame takes an emulator longer than the next one to come.
        """
        arrived: list[tuple[float, bytes]] = []
        while more := self._arrived(quiet if arrived else first):
            arrived += more
        return [self._frame(*each) for each in arrived]

    def _frames(self, seconds: float) -> list[Frame]:
        """Return the frames that have come, waiting for the first at most so long."""
        return [self._frame(*each) for each in self._arrived(seconds)]

    def _arrived(self, seconds: float) -> list[tuple[float, bytes]]:
        """Return when each frame came and what it wrote, waiting for the first at most so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self._file], [], [], left)[0]:
                return []
            try:
                data = os.read(self._file, 65536)
            except OSError:
                return []
            now = time.perf_counter()
            for asked, answer in _ASKS.items():
                if asked in data:
                    os.write(self._file, answer)
            *done, self._rest = (self._rest + data).split(_FRAME_ENDS)
            if done:
                return [(now, each) for each in done]
        return []

    def _frame(self, at: float, data: bytes) -> Frame:
        self._stream.feed(data)
        before, marked_before = self._shown, self._marked
        self._shown, self._marked = self._look()
        self.received += len(data)
        return Frame(at, len(data), self._shown, before, self._marked, marked_before)

    def _look(self) -> tuple[tuple[str, ...], Marked]:
        """Return what the screen shows, and what of it is underlined."""
        lines = (self._screen.buffer[row] for row in range(self._screen.lines))
        marked = tuple(frozenset(column for column, char in line.items() if char.underscore) for line in lines)
        return tuple(self._screen.display), marked

    # Memory

    def anonymous(self) -> float:
        """Return the megabytes of memory of the reader that no file backs (Linux)."""
        return anonymous(self.pid)


def anonymous(pid: int | str = "self") -> float:
    """Return the megabytes of a process that no file backs; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
            return sum(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1024
    except OSError:
        return 0.0
