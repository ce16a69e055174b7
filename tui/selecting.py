"""Selecting papers of one screen: a range, single ones, all of them; what is selected is decided together.

Which rows a selection has is `tui.selection`.
"""

from __future__ import annotations

from digest_reader.i18n import _
from tui.drawing import Drawing
from tui.worklist import Worklist


class Selecting:
    """Selects on one screen.

    Args:
        worklist: Has the selection.
        drawing: Draws it.
    """

    def __init__(self, worklist: Worklist, drawing: Drawing) -> None:
        self._work = worklist
        self._draw = drawing

    def toggle_range(self) -> None:
        """Begin or end a range."""
        if len(self._work):
            self._work.selection.toggle_range(self._work.cursor)
            self._draw.cursor()

    def extend(self, rows: int) -> None:
        """Extend the range."""
        if len(self._work):
            self._work.selection.begin_range(self._work.cursor)
            self._work.move(rows)
            self._draw.cursor()

    def mark(self) -> None:
        """Mark the paper and go on."""
        if len(self._work):
            self._work.selection.toggle(self._work.cursor)
            self._work.move(1)
            self._draw.cursor()

    def select_all(self) -> None:
        """Select all undecided papers shown, at the second press all shown; the next decision decides them all."""
        selected = self._work.select_all()
        self._draw.cursor()
        self._draw.say(_("{n} selected: the next decision is for all of them").format(n=f"{selected:,}"))
