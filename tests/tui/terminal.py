"""The installed command in a pseudo-terminal: real bytes in, what the terminal would get out."""

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
from collections.abc import Mapping, Sequence
from pathlib import Path

_SEQUENCE = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_^][^\x1b]*\x1b\\|\x1b[()][A-Z0-9]|\x1b[=>78cM]"
)


class Terminal:
    """One run of the command. Close it, or use it as a context manager.

    Attributes:
        raw: What came since the last keys were typed.
        everything: All that ever came.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        home: Path,
        size: tuple[int, int] = (100, 30),
        variables: Mapping[str, str] | None = None,
    ) -> None:
        columns, rows = size
        self.raw = b""
        self.everything = b""
        environment = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LC_ALL": "C.UTF-8",
            **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")},
            **(variables or {}),
        }
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(sys.executable, [sys.executable, "-m", "digest_reader", *arguments], environment)
        self._ended: int | None = None

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def text(self) -> str:
        """All that was drawn so far, without escape sequences."""
        return _SEQUENCE.sub(b"", self.raw).decode("utf-8", "replace")

    def wait_for(self, text: str, seconds: float = 30) -> None:
        """Wait until a text has been drawn since the last keys were typed."""
        end = time.monotonic() + seconds
        while text not in self.text:
            if not self._read(max(end - time.monotonic(), 0)):
                raise AssertionError(f"{text!r} was not drawn; the terminal has {self.text[-2000:]!r}")

    def type(self, keys: str, then: str = "") -> None:
        """Type keys as the bytes that a terminal sends, and wait for a text to be drawn anew."""
        self.settle()
        self.raw = b""
        self.send(keys)
        if then:
            self.wait_for(then)

    def send(self, keys: str) -> None:
        """Send keys as the bytes that a terminal sends, and read nothing."""
        os.write(self._file, keys.encode())

    def settle(self, quiet: float = 0.15) -> None:
        """Read on until nothing more comes for some seconds: what is drawn now belongs to earlier keys."""
        while select.select([self._file], [], [], quiet)[0] and self._read(quiet):
            pass

    def signal(self, number: int) -> None:
        """Send a signal to the command."""
        os.kill(self.pid, number)

    def wait(self, seconds: float = 20) -> int:
        """Wait until the command has ended, and return its exit code, negative for a signal."""
        end = time.monotonic() + seconds
        while self._ended is None:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self._ended = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > end:
                raise AssertionError("the command has not ended")
            else:
                self._read(0.05)
        while self._read(0.05):
            pass
        return self._ended

    def wait_until_stopped(self, seconds: float = 20) -> int:
        """Wait until the command has been stopped, and return the signal that stopped it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            done, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            if done:
                while self._read(0.05):
                    pass
                return os.WSTOPSIG(status)
            self._read(0.05)
        raise AssertionError("the command has not stopped")

    def close(self) -> None:
        """End the command if it runs still."""
        if self._ended is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._file)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._file], [], [], min(seconds, 0.2))
        if not ready:
            return seconds > 0.2
        try:
            data = os.read(self._file, 65536)
        except OSError:
            return False
        self.raw += data
        self.everything += data
        return bool(data)
