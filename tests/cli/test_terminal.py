"""The command on a terminal: a pseudo-terminal of a known size."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Mapping

import pytest

from digest_reader.cli.cells import width
from tests.cli.conftest import DAILY, Reader

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals here", allow_module_level=True)

import fcntl
import pty
import termios


class Terminal:
    """A command on a pseudo-terminal that is its stdin, stdout and stderr."""

    def __init__(self, reader: Reader, *typed: str, columns: int = 80, env: Mapping[str, str] | None = None) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "digest_reader", *typed],
            cwd=reader.home,
            env={**reader.environment, **(env or {})},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self.shown = b""

    def read(self, until: bytes | None = None, seconds: float = 30) -> bytes:
        """Read up to a text, or to the end when there is none."""
        deadline = time.monotonic() + seconds
        while until is None or until not in self.shown:
            if not select.select([self._master], [], [], max(deadline - time.monotonic(), 0))[0]:
                raise TimeoutError(f"nothing more after {self.shown[-200:]!r}")
            try:
                chunk = os.read(self._master, 65536)
            except OSError:  # Linux: the other end is closed
                break
            if not chunk:
                break
            self.shown += chunk
        return self.shown

    def press(self, keys: bytes) -> None:
        os.write(self._master, keys)

    def wait(self) -> int:
        self.read()
        return self._process.wait(timeout=30)

    def close(self) -> None:
        if self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        os.close(self._master)


def printed(reader: Reader, *typed: str, columns: int, env: Mapping[str, str] | None = None) -> list[str]:
    """Return the lines that a command prints on a terminal."""
    with contextlib.closing(Terminal(reader, *typed, columns=columns, env=env)) as terminal:
        assert terminal.wait() == 0
        return terminal.shown.decode().split("\r\n")[:-1]


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120, 200])
def test_lines_of_a_list_fit_the_terminal(stocked: Reader, columns: int) -> None:
    for language in ("en", "zh"):
        lines = printed(stocked, "list", "all", "--lang", language, columns=columns)
        assert len(lines) == len(stocked("list", "all").lines)
        assert max(map(width, lines)) <= columns


def test_columns_go_from_the_right_when_it_gets_narrow(stocked: Reader) -> None:
    [wide] = printed(stocked, "list", "2611.96150", columns=120)
    [middle] = printed(stocked, "list", "2611.96150", columns=80)
    [narrow] = printed(stocked, "list", "2611.96150", columns=40)
    assert (
        wide == "  2611.96150  cs.DC     Leader Election with a Forgetful Majority" + " " * 35 + "Jitka Vondráčková +1"
    )
    assert middle == "  2611.96150  cs.DC     Leader Election with a Forgetful Majority"
    assert narrow == "  2611.96150  Leader Election with a Fo…"


def test_a_shown_paper_is_folded_at_the_terminals_width(stocked: Reader) -> None:
    for typed in (["2611.96021"], ["2611.94402", "--lang", "zh"]):
        lines = printed(stocked, "show", *typed, columns=60)
        assert max(width(line) for line in lines if not line.startswith("  ")) <= 60
        joined = "".join("".join(lines).split())
        assert "".join(stocked("show", *typed).out.split()) == joined


def test_the_summary_of_an_import_fits_80_columns(reader: Reader) -> None:
    folder = reader.home / ("a-folder-with-a-long-name" * 3)
    folder.mkdir()
    (folder / "2026-11-21.md").write_text(DAILY, encoding="utf-8")
    lines = printed(reader, "import", folder.name, columns=80)
    assert max(map(len, lines)) <= 80
    assert lines[1].startswith("…")
    assert "2026-11-21.md  daily-markdown        2    2        0          0         0" in lines[1]


def test_long_work_shows_how_far_it_is_and_clears_it_away(reader: Reader) -> None:
    (reader.home / "2026-11-21.md").write_text(DAILY, encoding="utf-8")
    with contextlib.closing(Terminal(reader, "import", "-", "2026-11-21.md", "--quiet", columns=40)) as terminal:
        while not reader.library.exists():
            time.sleep(0.05)
        time.sleep(0.8)  # longer than what needs no progress
        terminal.press(b"\x04")
        assert terminal.wait() == 3
    shown = terminal.shown.decode().split("\r")
    assert "1 of 2  2026-11-21.md".ljust(39) in shown
    assert shown[-2:] == [" " * 39, ""]


def test_quick_work_shows_no_progress(reader: Reader) -> None:
    (reader.home / "2026-11-21.md").write_text(DAILY, encoding="utf-8")
    assert printed(reader, "import", "2026-11-21.md", "--quiet", columns=80) == []


def test_without_a_command_the_screen_opens_and_q_leaves_it(stocked: Reader) -> None:
    with contextlib.closing(Terminal(stocked, columns=120)) as terminal:
        terminal.read(until=b"Undo Is Not")
        assert b"\x1b[?1049h" in terminal.shown
        terminal.press(b"q")
        assert terminal.wait() == 0
        assert b"\x1b[?1049l" in terminal.shown


def test_the_demo_opens_the_screen_on_the_sample_library(reader: Reader) -> None:
    with contextlib.closing(Terminal(reader, "--demo", columns=120)) as terminal:
        terminal.read(until=b"Undo Is Not")
        terminal.press(b"q")
        assert terminal.wait() == 0
    assert not reader.library.exists()


def test_a_dumb_terminal_is_refused_in_one_line(stocked: Reader) -> None:
    with contextlib.closing(Terminal(stocked, env={"TERM": "dumb"})) as terminal:
        assert terminal.wait() == 2
        assert terminal.shown.startswith(b"digest-reader: TERM=dumb")
        assert terminal.shown.count(b"\n") == 1
