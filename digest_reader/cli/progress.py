"""How far a long import is, on one line of a terminal."""

from __future__ import annotations

import shutil
import sys
import time

from digest_reader.cli.cells import cut, pad
from parsers.cleaning import one_line

_PATIENCE = 0.5
"""Seconds for which nothing is shown: what is over by then needs no progress."""
_INTERVAL = 0.1
_BAR = 20
"""Cells in the bar; ASCII, because not every terminal draws blocks."""
_ROOM_FOR_BAR = 60
"""On a narrower terminal the name of the file needs the cells more."""


class Progress:
    """Shows on stderr, if that is a terminal, what an import is at. Call it as `digest_reader.ingest` does."""

    def __init__(self) -> None:
        self._shown = False
        self._next = time.monotonic() + _PATIENCE
        self._on = sys.stderr.isatty()

    def __call__(self, done: int, total: int, name: str) -> None:
        """Show the files done, all files, and the one that comes next."""
        now = time.monotonic()
        if not self._on or now < self._next or not name:
            return
        self._next = now + _INTERVAL
        bar = ""
        if shutil.get_terminal_size().columns >= _ROOM_FOR_BAR:
            filled = _BAR * done // max(total, 1)
            bar = f"[{'#' * filled}{'.' * (_BAR - filled)}]  "
        self._draw(f"{bar}{done:,} of {total:,}  {one_line(name)}")

    def clear(self) -> None:
        """Take the line away, for what is to be printed now."""
        if self._shown:
            self._draw("")
            self._shown = False

    def _draw(self, text: str) -> None:
        # Spaces instead of an erasing sequence: that works on every terminal. The last cell stays free.
        cells = shutil.get_terminal_size().columns - 1
        sys.stderr.write("\r" + pad(cut(text, cells), cells) + ("" if text else "\r"))
        sys.stderr.flush()
        self._shown = True
