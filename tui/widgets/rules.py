"""The hairlines: the bar of progress under the header, the line between list and detail, the line of the status."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.ink import ACCENT, ACCENT_BOLD, BOLD, FAINT, HAIR, MUTED, TEXT, Line
from tui.text.wrap import truncate
from tui.themed import cells, themed
from tui.widgets.one_line import LineBuilder, OneLine


class ProgressRule(Widget):
    """A rule whose decided share is drawn in the accent colour."""

    DEFAULT_CSS = "ProgressRule { height: 1; }"
    share: reactive[float | None] = reactive(None)
    """Decided share, 0 to 1; None for a plain rule."""
    column: reactive[int | None] = reactive(None)
    """The cell under which a column line begins."""

    def render_line(self, y: int) -> Strip:
        """Draw the rule."""
        glyphs, width = themed(self).glyphs, self.size.width
        done = 0 if self.share is None else round(self.share * width)
        if self.share and not done:
            done = 1
        if self.share is not None and self.share < 1:
            done = min(done, width - 1)
        text = glyphs.done * done + glyphs.rule * (width - done)
        if self.column is not None and 0 <= self.column < width:
            tee = glyphs.done_tee if self.column < done else glyphs.rule_tee_down
            text = text[: self.column] + tee + text[self.column + 1 :]
        return themed(self).palette.strip([(text[:done], ACCENT), (text[done:], HAIR)], width)


class Divider(Widget):
    """The line between list and detail, upright or level; in the accent colour while the detail has the focus."""

    DEFAULT_CSS = "Divider { width: 1; height: 1fr; } Divider.-level { width: 1fr; height: 1; }"
    lit: reactive[bool] = reactive(False)

    def render_line(self, y: int) -> Strip:
        """Draw one row of it."""
        glyphs, width = themed(self).glyphs, self.size.width
        ink = ACCENT if self.lit else HAIR
        text = glyphs.rule * width if self.has_class("-level") else glyphs.column
        return themed(self).palette.strip([(text, ink)], width)


class StatusRule(OneLine):
    """What is left, what was decided and the pace at the left of a rule; a message and its key at the right."""

    column: reactive[int | None] = reactive(None)
    """The cell above which a column line ends."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._left: Sequence[Line] = ()
        self._message = ""
        self._hint: Line = ()
        self._action = ""

    def say(self, left: Sequence[Line], message: str, hint: Line = (), action: str = "") -> None:
        """Show what is known.

        Args:
            left: Parts, most important first; the first is never cut, the others give way from the end.
            message: What just happened; it is cut before the hint is.
            hint: A key worth pressing now and what it does.
            action: What a click on the hint does.
        """
        self._left, self._message, self._hint, self._action = left, message, hint, action
        self._draw()

    def on_resize(self) -> None:
        """Share the row anew."""
        self._draw()

    def _draw(self) -> None:
        glyphs, width = themed(self).glyphs, self.size.width
        if width < 2:
            return
        # The parts give way in the design's order: from the last one, then the message, then the counts.
        needed = len(self._left[:1]) and cells(self._left[0]) + 1
        message_width = self._width_of_right()
        builder = LineBuilder([(" ", TEXT)])
        for number, part in enumerate(self._left):
            gap: Line = [("   ", TEXT)] if number else []
            beside = message_width if number > 1 else min(message_width, max((width - needed) // 2, 24))
            if number and builder.width + cells(gap) + cells(part) + 4 + beside > width:
                break
            builder.add(gap).add(part)
        right = self._right(width - builder.width - 6, glyphs.ellipsis)
        room = width - builder.width - right.width - (2 if right.width else 1) - (1 if right.width else 0)
        start = builder.width + 1
        rule = glyphs.rule * max(room, 0)
        if self.column is not None and start <= self.column < start + len(rule):
            at = self.column - start
            rule = rule[:at] + glyphs.rule_tee_up + rule[at + 1 :]
        builder.add([(" ", TEXT), (rule, HAIR)])
        if right.width:
            builder.add([(" ", TEXT)])
            base = builder.width
            builder.add(right.line)
            builder.targets += [(base + low, base + high, action) for low, high, action in right.targets]
        self.show(builder.line, builder.targets)

    def _width_of_right(self) -> int:
        """Return the cells that message and hint would like to have."""
        hint = cells(self._hint)
        return (
            cell_len(self._message) + hint + (3 if self._message and hint else 0) + (1 if self._message or hint else 0)
        )

    def _right(self, room: int, ellipsis: str) -> LineBuilder:
        builder = LineBuilder()
        hint_width = cells(self._hint)
        for_message = room - (hint_width + 3 if hint_width else 0) - 1
        if self._message and for_message > 8:
            builder.add([(truncate(self._message, for_message, ellipsis), MUTED)])
        if hint_width and room > hint_width:
            builder.add([("   " if builder.width else "", TEXT)]).add(self._hint, self._action)
        if builder.width:
            builder.add([(" ", TEXT)])
        return builder


def left_of(left: int, total: int) -> Line:
    """Return the part of the status line that is never cut."""
    return [(f"{left:,} left", BOLD), (f" of {total:,}", MUTED)]


def said(text: str) -> Line:
    """Return a weaker part of the status line."""
    return [(text, FAINT)]


def tally(saved: int, later: int, skipped: int) -> Line:
    """Return how many were decided in which way."""
    return [("+", ACCENT_BOLD), (f"{saved:,}  z{later:,}  -{skipped:,}", MUTED)]
