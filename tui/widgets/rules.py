"""The hairlines: the bar of progress under the header, the line between list and detail, the line of the status."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from digest_reader.i18n import _
from tui.ink import ACCENT, ACCENT_BOLD, BOLD, FAINT, HAIR, MUTED, TEXT, Line
from tui.text.wrap import truncate
from tui.themed import cells, themed
from tui.widgets.one_line import LineBuilder, OneLine


class ProgressRule(Widget):
    """A rule whose decided share is drawn in the accent colour."""

    DEFAULT_CSS = "ProgressRule { height: 1; }"
    share: reactive[float | None] = reactive(None)
    """Decided share, 0 to 1; None for a plain rule."""
    columns: reactive[tuple[int, ...]] = reactive(())
    """The cells under which an upright line begins."""

    def render_line(self, y: int) -> Strip:
        """Draw the rule."""
        glyphs, width = themed(self).glyphs, self.size.width
        done = 0 if self.share is None else round(self.share * width)
        if self.share and not done:
            done = 1
        if self.share is not None and self.share < 1:
            done = min(done, width - 1)
        text = glyphs.done * done + glyphs.rule * (width - done)
        for column in self.columns:
            tee = glyphs.done_tee if column < done else glyphs.rule_tee_down
            text = text[:column] + tee + text[column + 1 :] if column < width else text
        return themed(self).palette.strip([(text[:done], ACCENT), (text[done:], HAIR)], width)


class Divider(Widget):
    """The line between list and detail, upright or level; in the accent colour while the detail has the focus.

    The mouse drags it; a double click puts it back to where it stands by itself.
    """

    DEFAULT_CSS = "Divider { width: 1; height: 1fr; } Divider.-level { width: 1fr; height: 1; }"
    lit: reactive[bool] = reactive(False)

    class Dragged(Message):
        """The mouse moved it to a cell of the screen."""

        def __init__(self, x: int, y: int) -> None:
            super().__init__()
            self.x = x
            self.y = y

    class Reset(Message):
        """It was clicked twice."""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Follow the mouse from here on."""
        event.stop()
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say where the mouse is, while it holds the line."""
        if self.app.mouse_captured is self:
            event.stop()
            self.post_message(self.Dragged(event.screen_x, event.screen_y))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        event.stop()
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Ask for the usual place at a double click."""
        event.stop()
        if event.chain == 2:
            self.post_message(self.Reset())

    def render_line(self, y: int) -> Strip:
        """Draw one row of it."""
        glyphs, width = themed(self).glyphs, self.size.width
        ink = ACCENT if self.lit else HAIR
        text = glyphs.rule * width if self.has_class("-level") else glyphs.column
        return themed(self).palette.strip([(text, ink)], width)


class SideRule(Widget):
    """The line at the right of the views; in the accent colour while they have the focus."""

    DEFAULT_CSS = "SideRule { width: 1; height: 1fr; }"
    lit: reactive[bool] = reactive(False)

    def render_line(self, y: int) -> Strip:
        """Draw one row of it."""
        return themed(self).palette.strip([(themed(self).glyphs.column, ACCENT if self.lit else HAIR)], 1)


class StatusRule(OneLine):
    """What is left, what was decided and the pace at the left of a rule; a message and its key at the right."""

    columns: reactive[tuple[int, ...]] = reactive((), init=False)
    """The cells above which an upright line ends."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._left: Sequence[Line] = ()
        self._message = ""
        self._hint: Line = ()
        self._action = ""
        self.is_cut = False
        """Whether the message had less room than it takes."""

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
        right = self._right(width - builder.width - 5, glyphs.ellipsis)
        room = width - builder.width - right.width - (2 if right.width else 1)
        start = builder.width + 1
        rule = glyphs.rule * max(room, 0)
        for at in (column - start for column in self.columns):
            rule = rule[:at] + glyphs.rule_tee_up + rule[at + 1 :] if 0 <= at < len(rule) else rule
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
        self.is_cut = cell_len(self._message) > for_message
        if self._message and for_message > 8:
            builder.add([(truncate(self._message, for_message, ellipsis), MUTED)])
        if hint_width and room > hint_width:
            builder.add([("   " if builder.width else "", TEXT)]).add(self._hint, self._action)
        if builder.width:
            builder.add([(" ", TEXT)])
        return builder


def left_of(left: int, total: int) -> Line:
    """Return the part of the status line that is never cut."""
    # In two pieces, because they weigh differently: "47 left" and "of 103".
    return [
        (_("{n} left").format(n=f"{left:,}"), BOLD),
        (" " + _("of {total}").format(total=f"{total:,}"), MUTED),
    ]


def said(text: str) -> Line:
    """Return a weaker part of the status line."""
    return [(text, FAINT)]


def tally(saved: int, later: int, skipped: int) -> Line:
    """Return how many were decided in which way."""
    return [("+", ACCENT_BOLD), (f"{saved:,}  z{later:,}  -{skipped:,}", MUTED)]
