"""How widgets come by the colours and characters of the moment."""

from __future__ import annotations

from typing import Protocol, cast

from rich.cells import cell_len
from textual.widget import Widget

from tui.glyphs import Glyphs
from tui.ink import Line, Palette


class Themed(Protocol):
    """What the application gives to everything that draws."""

    palette: Palette
    glyphs: Glyphs


def themed(widget: Widget) -> Themed:
    """Return the application that a widget is mounted in, as far as drawing needs it."""
    return cast("Themed", widget.app)


def cells(line: Line) -> int:
    """Return how many cells a line takes."""
    return sum(cell_len(text) for text, _ in line)
