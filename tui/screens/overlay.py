"""What all overlays share: the screen below flattened to hairline colour, and a box on it."""

from __future__ import annotations

from typing import TypeVar

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from textual import events, on
from textual.screen import ModalScreen, Screen

from tui.ink import HAIR
from tui.themed import themed

Result = TypeVar("Result")

_TINY_ROWS = 16
"""Rows below which a box has no room to give away."""


class FlatBackdrop:
    """Draws a screen's text in one faint colour, so that the overlay is all there is to read."""

    def __init__(self, screen: Screen[object], overlay: Screen[Result]) -> None:
        self._screen = screen
        self._style = themed(overlay).palette.style(HAIR)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for strip in self._screen._compositor.render_strips():
            yield from (Segment(segment.text, self._style) for segment in strip)
            yield Segment.line()


class Overlay(ModalScreen[Result]):
    """A box over the flattened screen. Esc closes it without a result."""

    BINDINGS = [("escape", "dismiss(None)", "Close")]  # noqa: RUF012 - Textual's own declaration
    DEFAULT_CSS = """
    Overlay { align: center middle; background: $background 0%; }
    Overlay.-tiny > * { max-width: 100% !important; max-height: 100% !important; padding: 0 1 !important; }
    """

    @on(events.Resize)
    def _let_box_grow(self, event: events.Resize) -> None:
        """Let the box have the whole of a small terminal."""
        self.set_class(event.size.height < _TINY_ROWS, "-tiny")

    def keep(self) -> bool:
        """Keep what was entered, as the reader may be left at any time; return whether that could be done."""
        return True

    def render(self) -> RenderableType:
        """Draw the screen below, flattened."""
        return flattened(self)


def flattened(overlay: Screen[Result]) -> RenderableType:
    """Return the screen below an overlay, all of its text in hairline colour."""
    stack = overlay.app.screen_stack
    below = stack[stack.index(overlay) - 1] if overlay in stack else stack[-1]
    return FlatBackdrop(below, overlay)
