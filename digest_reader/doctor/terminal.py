"""The terminal: what it says it is, its size, its colours, its encoding, and how wide it draws a Chinese character."""

from __future__ import annotations

import os
import re
import select
import shutil
import sys
import time
from collections.abc import Iterator, Mapping

from digest_reader.doctor.findings import Finding

_PATIENCE = 0.5
"""Seconds to wait for a terminal's answer; one over a slow line takes some tenths."""
_CURSOR = re.compile(rb"\x1b\[(\d+);(\d+)R")
_SMALLEST = (60, 15)
_COMFORTABLE = (80, 24)


def look_at_terminal(environment: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """Yield what there is to say of the terminal.

    Args:
        environment: The environment variables.
    """
    attached = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    yield _kind(environment, attached)
    yield _encoding(environment)
    if attached:
        yield _colours(environment)
        yield _size(*shutil.get_terminal_size())
        yield _width(wide_cells())


def _kind(environment: Mapping[str, str], attached: bool) -> Finding:
    term = environment.get("TERM", "")
    if term == "dumb":
        return Finding(
            "terminal", "fail", "TERM=dumb", "Use another terminal for the screen; digest-reader list works here."
        )
    if not attached:
        return Finding("terminal", "ok", "none here: input or output is a file or a pipe")
    if not term and sys.platform != "win32":
        return Finding("terminal", "warn", "TERM is not set", "Set it to what the terminal is: TERM=xterm-256color.")
    over = " over SSH" if environment.get("SSH_CONNECTION") else ""
    return Finding("terminal", "ok", f"{term or sys.platform}{over}")


def _colours(environment: Mapping[str, str]) -> Finding:
    if environment.get("NO_COLOR"):
        return Finding("colours", "ok", "none, as NO_COLOR asks")
    if environment.get("COLORTERM") in ("truecolor", "24bit") or sys.platform == "win32":
        return Finding("colours", "ok", "16 million")
    if "256color" in environment.get("TERM", ""):
        return Finding("colours", "ok", "256; where the terminal can do more, COLORTERM=truecolor says so")
    return Finding("colours", "warn", "16 or fewer, as far as TERM tells", "Set TERM=xterm-256color if that is true.")


def _encoding(environment: Mapping[str, str]) -> Finding:
    name = next((name for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), None)
    said = f"{sys.stdout.encoding} by {name}={environment[name]}" if name else f"{sys.stdout.encoding}, no locale set"
    if (sys.stdout.encoding or "").lower().replace("_", "-") in ("utf-8", "utf8"):
        return Finding("encoding", "ok", said)
    hint = "Set LC_ALL=C.UTF-8, or another locale that ends in UTF-8; --ascii draws without it."
    return Finding("encoding", "fail", said, hint)


def _size(columns: int, rows: int) -> Finding:
    said = f"{columns}x{rows}"
    if columns < _SMALLEST[0] or rows < _SMALLEST[1]:
        return Finding("size", "warn", said, "Make the window larger: 80x24 shows list and paper.")
    if columns < _COMFORTABLE[0] or rows < _COMFORTABLE[1]:
        return Finding("size", "ok", f"{said}; from 80x24 list and paper fit both")
    return Finding("size", "ok", said)


def _width(cells: int | None) -> Finding:
    if cells is None:
        return Finding("wide characters", "ok", "the terminal does not tell how wide it draws them")
    if cells == 2:
        return Finding("wide characters", "ok", "two cells")
    hint = "Choose a font with Chinese characters, or another terminal; else columns do not align."
    return Finding("wide characters", "warn", f"a Chinese character is drawn in {cells} cells", hint)


def wide_cells() -> int | None:
    """Ask the terminal in how many cells it draws a Chinese character; None when it does not answer.

    The character is written at the beginning of the line and taken away again. The question is ``CSI 6 n``, the
    answer ``CSI row ; column R``: ECMA-48, device status report and active position report.
    """
    if sys.platform == "win32":
        return None
    import termios
    import tty

    keyboard = sys.stdin.fileno()
    before = termios.tcgetattr(keyboard)
    try:
        tty.setcbreak(keyboard, termios.TCSANOW)
        sys.stdout.write("\r\u4e2d\x1b[6n")
        sys.stdout.flush()
        answer = _answer(keyboard)
    finally:
        termios.tcsetattr(keyboard, termios.TCSANOW, before)
        sys.stdout.write("\r\x1b[K")
        sys.stdout.flush()
    match = _CURSOR.search(answer)
    return None if match is None else int(match[2]) - 1


def _answer(keyboard: int) -> bytes:
    answer, end = b"", time.monotonic() + _PATIENCE
    while not _CURSOR.search(answer) and (left := end - time.monotonic()) > 0:
        if select.select([keyboard], [], [], left)[0]:
            answer += os.read(keyboard, 64)
    return answer
