"""A message that the status line has no room for, whole: folded into rows of its own, which lie above that line."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.ink import HAIR, TEXT
from tui.text.wrap import truncate, wrap
from tui.themed import themed


class Notice(Widget):
    """A rule, and a text below it. It covers rows of the body and moves none of them; a click takes it away."""

    DEFAULT_CSS = "Notice { layer: notice; dock: bottom; offset-y: -2; width: 1fr; height: auto; }"

    class Dismissed(Message):
        """It was clicked."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._lines: list[str] = []

    def show(self, text: str) -> None:
        """Say something else; nothing, with an empty text."""
        if text != self._text:
            self._text = text
            self.display = bool(text)
            self.refresh(layout=True)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Fold the text, and return how many rows it takes: half of the screen's at most."""
        room = max(width - 2, 1)
        lines = [self._text[start:end].strip() for start, end in wrap(self._text, room)]
        most = max(self.screen.size.height // 2, 1)
        if len(lines) > most:
            rest = " ".join(lines[most - 1 :])
            lines = [*lines[: most - 1], truncate(rest, room, themed(self).glyphs.ellipsis)]
        self._lines = lines
        return len(lines) + 1

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        width, palette = self.size.width, themed(self).palette
        if y == 0:
            return palette.strip([(themed(self).glyphs.rule * width, HAIR)], width)
        return palette.strip([(f" {self._lines[y - 1]}" if y <= len(self._lines) else "", TEXT)], width)

    def on_click(self, event: events.Click) -> None:
        """Say that it was read."""
        event.stop()
        self.post_message(self.Dismissed())
