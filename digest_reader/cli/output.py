"""What the command line writes: lines and JSON to stdout, messages to stderr, nothing that a terminal obeys.

Owns the streams and their encoding; what is written is left to the commands.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import Any, TextIO

from digest_reader.json_line import json_line
from parsers.cleaning import clean


def prepare_streams() -> None:
    """Make stdout and stderr take any text: UTF-8 in a pipe, and escapes for what an encoding cannot show.

    A terminal keeps its own encoding, and ``PYTHONIOENCODING`` is obeyed everywhere. A stream that was closed
    before the start has nothing to read, and what is written to it goes nowhere.
    """
    # Python has None for such a stream, which nobody who writes expects.
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 - as long as the process
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write(line: str = "") -> None:
    """Write one line of text to stdout, cleaned of what a terminal would obey."""
    sys.stdout.write(_line(line) + "\n")


def write_json(value: Any) -> None:
    """Write a JSON value in one line to stdout."""
    sys.stdout.write(json_line(value, ascii_only=not _takes_unicode(sys.stdout)) + "\n")


def say(message: str) -> None:
    """Write a message to stderr, cleaned, its lines kept."""
    sys.stdout.flush()
    try:
        for line in message.split("\n"):
            sys.stderr.write(_line(line) + "\n")
    except OSError:
        # There is nobody to tell, which changes nothing of what is done: the exit code says it.
        _leave(sys.stderr)


def complain(message: str, hint: str = "") -> None:
    """Say on stderr what went wrong and, on the next line, what to do."""
    say(f"digest-reader: {message}" + (f"\n{hint}" if hint else ""))


def terminal_width() -> int | None:
    """Return the width of the terminal that stdout is, None when it is a file or a pipe."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def leave_stdout() -> None:
    """Give up on a stdout that nobody reads any more, so that Python does not complain of it at exit."""
    _leave(sys.stdout)


def _leave(stream: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def flush_or_leave() -> None:
    """Write out what is left, if it can be written."""
    try:
        sys.stdout.flush()
    except OSError:
        leave_stdout()


def count(number: int, noun: str) -> str:
    """Return ``1 paper``, ``2,000 papers``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _line(text: str) -> str:
    """Return a text on one line, cleaned, its spaces kept: columns stay columns."""
    return clean(text).replace("\n", " ")


def _takes_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("_", "-") in ("utf-8", "utf8")
