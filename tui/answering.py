"""What a person does in the prompt of one screen: answers, goes away from it, or moves what stands behind it.

What is asked, and what an answer means, is `tui.prompting`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from textual.widgets import Input

from tui.drawing import Drawing
from tui.keymap import Mode
from tui.prompting import Prompting
from tui.widgets.detail_pane import DetailPane
from tui.widgets.paper_list import PaperList
from tui.widgets.prompt import PromptInput
from tui.worklist import Worklist

if TYPE_CHECKING:
    from tui.moving import Moving
    from tui.screens.framed import FramedScreen

PromptKey = Literal["submit", "leave", "widen", "order"]
"""What a key of the prompt does."""


class Answering:
    """Takes what is done in one prompt.

    Args:
        screen: The screen with the prompt.
        worklist: What a filter narrows.
        prompting: Knows what is asked.
        moving: Shows the papers of a finished day.
        drawing: Draws what follows.
        mode: Returns what the person is doing.
    """

    def __init__(
        self,
        screen: FramedScreen,
        worklist: Worklist,
        prompting: Prompting,
        moving: Moving,
        drawing: Drawing,
        *,
        mode: Callable[[], Mode],
    ) -> None:
        self._screen = screen
        self._work = worklist
        self._prompting = prompting
        self._moving = moving
        self._draw = drawing
        self._mode = mode

    def ask_filter(self) -> None:
        """Ask for a filter in the header."""
        self._moving.look_again()
        self._prompting.ask_filter()
        self._draw.all()

    # The end of a prompt

    def submitted(self, text: str) -> None:
        """Take the answer."""
        self._after_prompt(lambda: self._prompting.submitted(text))

    def escaped(self) -> None:
        """Leave the prompt without an answer."""
        self._after_prompt(self._prompting.escaped)

    def blurred(self, field: Input) -> None:
        """Leave the prompt whose field has lost the focus."""
        # The terminal itself losing the focus is no answer, nor is what was asked again in the meantime left.
        if self._prompting.asking is not None and self._screen.app.app_focus and not field.has_focus:
            self._prompting.leave()
            self._draw.all()

    def _after_prompt(self, take: Callable[[], None]) -> None:
        self._screen.set_focus(self._screen.query_one(PaperList))
        take()
        self._draw.all()
        self._screen.reader.release_keys()

    # While it is open

    def moved(self, rows: int, pages: float) -> None:
        """Move in the list, or page through the paper, without leaving the prompt.

        Args:
            rows: How many rows down, up when negative.
            pages: How many pages, when it is not by rows.
        """
        pane = self._screen.query_one(DetailPane)
        if pages and pane.display and pane.scroll_rows(round(pages * max(pane.size.height - 1, 1))):
            self._draw.status()
        elif self._mode() == "filter":
            self._work.move(rows or round(pages * self._screen.query_one(PaperList).page_rows()))
            self._draw.cursor()

    def widen(self) -> None:
        """Seek the filter's plain words in abstracts and notes too, or no longer."""
        self._prompting.toggle_width()

    def reorder(self) -> None:
        """Order what the filter finds by relevance, or as announced."""
        self._prompting.toggle_order()
        self._draw.all()

    def press(self, key: PromptKey) -> None:
        """Do what a key of the prompt does, for the mouse."""
        match key:
            case "submit":
                self.submitted(self._screen.query_one(PromptInput).value)
            case "leave":
                self.escaped()
            case "widen":
                self.widen()
            case "order":
                self.reorder()
