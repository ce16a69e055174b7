"""A row of the screen that is drawn from runs of text, parts of which can be clicked."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.ink import Line
from tui.themed import cells, themed


class OneLine(Widget):
    """One row. `show` gives it its text; a click on a part that has an action posts `Pressed`."""

    DEFAULT_CSS = "OneLine { height: 1; }"

    class Pressed(Message):
        """A part was clicked: the action that goes with it."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._line: Line = []
        self._targets: list[tuple[int, int, str]] = []

    def show(self, line: Line, targets: list[tuple[int, int, str]] | None = None) -> None:
        """Draw a line.

        Args:
            line: What to draw, cut at the widget's width.
            targets: First cell, cell after the last, and action of each part that can be clicked.
        """
        self._targets = targets or []
        if line != self._line:
            self._line = line
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        return themed(self).palette.strip(self._line, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Post the action of what was clicked."""
        for start, end, action in self._targets:
            if start <= event.x < end:
                event.stop()
                self.post_message(self.Pressed(action))
                return


class LineBuilder:
    """Puts a line together from the left and remembers where its clickable parts are."""

    def __init__(self, line: Line = ()) -> None:
        self.line = list(line)
        self.targets: list[tuple[int, int, str]] = []
        self.width = cells(self.line)

    def add(self, part: Line, action: str = "") -> LineBuilder:
        """Append a part, with the action of a click on it."""
        width = cells(part)
        if action:
            self.targets.append((self.width, self.width + width, action))
        self.line += part
        self.width += width
        return self
