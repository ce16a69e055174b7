"""The cursor of one screen: moved by rows and pages, to what is undecided, to a row or a paper; or the paper scrolled.

Where a move may end is `tui.worklist`; going to another place is `tui.going`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from digest_reader.i18n import _
from tui.body import Body
from tui.drawing import Drawing
from tui.widgets.detail_pane import DetailPane
from tui.widgets.paper_list import PaperList
from tui.worklist import Worklist

if TYPE_CHECKING:
    from tui.going import Going
    from tui.keymap import Mode


class Moving:
    """Moves on one screen.

    Args:
        screen: Whose list and detail move.
        worklist: Has the cursor.
        body: Has the cursor of an empty library's choices.
        going: Goes to a paper that is not shown.
        drawing: Draws what a move changes.
        mode: Returns what the person is doing.
        is_reading: Tells whether moving means scrolling the paper.
    """

    def __init__(
        self,
        screen: Screen[None],
        worklist: Worklist,
        body: Body,
        going: Going,
        drawing: Drawing,
        *,
        mode: Callable[[], Mode],
        is_reading: Callable[[], bool],
    ) -> None:
        self._screen = screen
        self._work = worklist
        self._body = body
        self._going = going
        self._draw = drawing
        self._mode = mode
        self._is_reading = is_reading

    # By rows and pages

    def move(self, rows: int) -> None:
        """Move the cursor, or scroll what is being read."""
        if self._mode() == "empty":
            self._body.move_choice(rows)
            self._draw.block()
        elif self._work.done:
            self.look_again()
        elif self._is_reading():
            self._screen.query_one(DetailPane).scroll_rows(rows)
            self._draw.status()
        else:
            self._work.move(rows)
            self._draw.cursor()

    def move_page(self, pages: float) -> None:
        """Move by pages."""
        pane, papers = self._screen.query_one(DetailPane), self._screen.query_one(PaperList)
        height = pane.size.height if self._is_reading() else papers.page_rows()
        self.move(round(pages * height) or (1 if pages > 0 else -1))

    def top(self) -> None:
        """Go to the first paper."""
        self.look_again()
        self._work.move(-len(self._work))
        self._draw.cursor()

    def end(self) -> None:
        """Go to the last paper."""
        self.look_again()
        self._work.move(len(self._work))
        self._draw.cursor()

    def next_undecided(self) -> None:
        """Go to the next undecided paper."""
        if not self._work.next_undecided():
            self._draw.say(_("no undecided paper here"))
        self._draw.cursor()

    def previous_undecided(self) -> None:
        """Go to the previous undecided paper."""
        if not self._work.previous_undecided():
            self._draw.say(_("no undecided paper here"))
        self._draw.cursor()

    def page(self) -> None:
        """Page through the detail, then go to the next undecided paper."""
        pane = self._screen.query_one(DetailPane)
        if pane.display and pane.scroll_rows(max(pane.size.height - 1, 1)):
            self._draw.status()
        elif not self._work.done:
            self._work.go_on()
            self._draw.cursor()

    # To one paper

    def to_paper(self, paper_id: str) -> None:
        """Go to a paper by its id, in the newest batch that has it."""
        self.look_again()
        if self._going.to_paper(paper_id):
            self.look_again()
            self._draw.cursor()

    def to_row(self, number: int) -> None:
        """Go to a row by its number, from 1."""
        self.look_again()
        self._work.move(number - 1 - self._work.cursor)
        self._draw.cursor()

    def look_again(self) -> None:
        """Show the papers of a finished day."""
        if self._work.done:
            self._work.done = False
            self._draw.anew()
