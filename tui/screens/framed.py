"""A screen that decides itself when a frame is painted: whole at the start, at once after a key, never in between.

Textual paints at the next tick of sixty a second, and what is half drawn as well as what is whole. What is drawn is the
business of who inherits this.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, cast

from textual.geometry import Size
from textual.screen import Screen

if TYPE_CHECKING:
    from tui.app import ReaderApp

_ANSWER_SECONDS = 0.008
"""So long a frame waits for an answer that would be the next one."""


class FramedScreen(Screen[None]):
    """Draws by `draw_all`, and paints what was drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._is_to_be_drawn = False
        self._drawn_sizes: list[Size] = []
        self._answer_due: asyncio.TimerHandle | None = None
        self._answers_are_quick = True
        self._asked_at = 0.0

    def draw_all(self) -> None:
        """Draw every part; ends with `drawn`."""
        raise NotImplementedError

    def part_sizes(self) -> list[Size]:
        """Return the sizes that a layout may change and that what is drawn depends on."""
        raise NotImplementedError

    async def complete(self) -> None:
        """Bring what the first frame did not show."""
        raise NotImplementedError

    @property
    def reader(self) -> ReaderApp:
        """The app."""
        return cast("ReaderApp", self.app)

    # Drawing and layout

    def draw_when_laid_out(self) -> None:
        """Draw all after the next layout: once, however often it is asked for until then."""
        if not self._is_to_be_drawn:
            self._is_to_be_drawn = True
            self.call_after_refresh(self._draw_laid_out)

    def _screen_resized(self, size: Size) -> None:
        # What a screen is told of its size may be outdated, and each layout tells it once more: of two sizes that are
        # under way at the start it would take one after the other without end.
        if not (self.reader.is_opening and self.size == self.app.size):
            super()._screen_resized(self.app.size)

    def _draw_laid_out(self) -> None:
        self._is_to_be_drawn = False
        if self.part_sizes() != self._drawn_sizes:
            self.draw_all()
        if not self._layout_required:
            # What the layout moved was held back until now, and nothing else may ask for it.
            self._compositor.update_widgets(self._dirty_widgets)
            self._compositor_refresh()

    def drawn(self) -> None:
        """Say that every part was drawn for the size that it has."""
        self._drawn_sizes = self.part_sizes()
        if self.reader.is_opening:
            # What was drawn gives some parts another size, which they ask to be painted for.
            self._refresh_layout()
            # By way of the app, so that all that was asked of the screen while drawing has reached it by then.
            self.reader.call_after_refresh(self._show_first)

    def _show_first(self) -> None:
        """Paint the first frame, whole and once: what the parts have asked for until now is in it."""
        if self.reader.is_opening:
            self.reader.opened()
            self._layout_required = self._scroll_required = self._repaint_required = False
            self._refresh_layout()
            self._dirty_widgets.clear()
            self.call_next(self._complete)

    async def _complete(self) -> None:
        """Let the keys go on that were typed until now, when everything is there that they may mean."""
        await self.complete()
        self.reader.complete()

    def lay_out(self) -> None:
        """Give the parts their sizes at once."""
        self._refresh_layout()

    # Painting

    def expect_answer(self) -> None:
        """Hold the next frame back for a moment if the last answer came sooner: two frames take longer than one."""
        self._asked_at = time.monotonic()
        if self._answers_are_quick and self._answer_due is None:
            loop = asyncio.get_running_loop()
            self._answer_due = loop.call_later(_ANSWER_SECONDS, self._wait_no_longer)

    def answered(self, at: float) -> None:
        """Say that the answer will be in the next frame.

        Args:
            at: When it was found, in seconds of the monotonic clock.
        """
        self._answers_are_quick = at - self._asked_at < _ANSWER_SECONDS
        self._hold_nothing()

    def _wait_no_longer(self) -> None:
        self._answers_are_quick = False
        self._hold_nothing()

    def _hold_nothing(self) -> None:
        if self._answer_due is not None:
            self._answer_due.cancel()
            self._answer_due = None
            self.check_idle()

    def _compositor_refresh(self) -> None:
        # While the first frame is made Textual would render each of its states, and throw the rendering away; and
        # after a change of sizes it would show what was drawn for others.
        if not self.reader.is_opening and not self._is_to_be_drawn:
            super()._compositor_refresh()

    def on_idle(self) -> None:
        """Paint what a key changed at once, unless more keys are there already: a burst is not painted key by key."""
        changed = self._layout_required or self._scroll_required or self._repaint_required or self._dirty_widgets
        if changed and not self.reader.is_opening and not self.reader.has_more_to_take:
            self._on_timer_update()

    def _on_timer_update(self) -> None:
        # A frame that a slow terminal would take later is outdated by then: the next tick asks again.
        if self._answer_due is None and not self.reader.terminal_is_behind:
            super()._on_timer_update()
