"""The detail pane: lines that were set for its width, scrolled."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.ink import Line
from tui.themed import themed
from tui.widgets.lines import Lines

_LEAST_ROWS = 4
"""Rows of text that a foot leaves free."""


class DetailPane(Lines, can_focus=True):
    """Shows lines; asks for new ones when its width changes."""

    class Resized(Message):
        """The pane has another size: its lines no longer fit."""

    class Scrolled(Message):
        """Another part of the text is in view."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._foot: Sequence[Line] = ()
        self._shown_at: Size | None = None

    def show(self, lines: Sequence[Line], *, keep_place: bool = False, foot: Sequence[Line] = ()) -> None:
        """Show other lines, from the top unless the place is to be kept.

        Args:
            lines: The text.
            keep_place: Whether the same part stays in view.
            foot: Lines that stay at the bottom while the text scrolls above them.
        """
        self._lines, self._foot = lines, foot
        self._shown_at = self.size
        self.virtual_size = Size(self.size.width, len(lines) + len(foot))
        if not keep_place:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.refresh()

    def _rows_of_text(self, size: Size) -> int:
        """Return the rows that the foot leaves to the text; where that is too few, there is no foot."""
        rows = size.height - len(self._foot)
        return rows if rows >= _LEAST_ROWS else size.height

    @property
    def more_below(self) -> bool:
        """Whether some of the text lies below what is shown."""
        return round(self.scroll_y) + self._rows_of_text(self.size) < len(self._lines)

    def scroll_rows(self, rows: int) -> bool:
        """Scroll by some rows; return whether there was anything to scroll."""
        limit = max(len(self._lines) - self._rows_of_text(self.size), 0)
        target = min(max(round(self.scroll_y) + rows, 0), limit)
        moved = target != round(self.scroll_y)
        self.scroll_to(y=target, animate=False, immediate=True, force=True)
        return moved

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that another part is in view."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())

    def on_resize(self) -> None:
        """Ask for lines of the new size, unless those there are were set for it already."""
        if self.size != self._shown_at:
            self.post_message(self.Resized())

    def draw_line(self, y: int, size: Size) -> Strip:
        """Draw one line of the text."""
        number = round(self.scroll_y) + y
        line = self._lines[number] if number < len(self._lines) else ()
        text_rows = self._rows_of_text(size)
        if y >= text_rows:
            line = self._foot[y - text_rows]
        return themed(self).palette.strip(line, size.width)
