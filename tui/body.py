"""The middle of the screen: which of list, detail and block are there, how wide, and what the block says."""

from __future__ import annotations

from textual.screen import Screen

from digest_reader.library import Library
from tui import messages, words
from tui.ink import Line
from tui.pace import Pace
from tui.row_layout import displayed_title
from tui.settings import Settings
from tui.themed import themed
from tui.widgets.block import Block, Choice, Finished, empty_library, finished_day
from tui.widgets.detail_pane import DetailPane
from tui.widgets.paper_list import PaperList
from tui.widgets.rules import Divider, ProgressRule, StatusRule
from tui.worklist import Worklist

CHOICES = (
    Choice("try the sample", "invented papers; yours stay untouched", "sample"),
    Choice("fetch cs.DC", "the newest listing from arXiv, or another category", "fetch"),
    Choice("import a file", "a saved page, a digest in Markdown or text", "import"),
)
"""What an empty library offers."""


class Body:
    """Arranges the body of one screen."""

    def __init__(self, screen: Screen[None], library: Library, worklist: Worklist, settings: Settings) -> None:
        self._screen = screen
        self._library = library
        self._work = worklist
        self._settings = settings

    def arrange(self) -> None:
        """Show and size the parts as size, zoom and place ask for."""
        plan = self._settings.plan(self._screen.size.width, self._screen.size.height)
        papers, pane = self._screen.query_one(PaperList), self._screen.query_one(DetailPane)
        divider, block = self._screen.query_one(Divider), self._screen.query_one(Block)
        block.display = self._work.whole is None or self._work.done or not len(self._work)
        papers.display = bool(plan.list_width) and not block.display
        pane.display = plan.detail and not block.display
        divider.display = papers.display and pane.display
        papers.styles.width = plan.list_width
        papers.styles.height = plan.list_height
        divider.set_class(plan.stacked, "-level")
        divider.lit = isinstance(self._screen.focused, DetailPane)
        self._screen.query_one("#body").set_class(plan.stacked, "-stacked")
        column = plan.column if divider.display else None
        self._screen.query_one(ProgressRule).column = column
        self._screen.query_one(StatusRule).column = column

    def block(self, choice: int, pace: Pace) -> None:
        """Draw what stands in place of list and detail, if anything does.

        Args:
            choice: Which of `CHOICES` the cursor is on.
            pace: How long the day took.
        """
        block = self._screen.query_one(Block)
        glyphs = themed(block).glyphs
        if self._work.whole is None:
            block.show(*empty_library(CHOICES, choice, glyphs.cursor))
        elif self._work.done:
            block.show(finished_day(self._day(pace), self._screen.size.width, self._screen.size.height - 4, glyphs))
        elif not len(self._work):
            block.show(self._nothing_here())

    def _nothing_here(self) -> list[Line]:
        if self._work.query is not None:
            return messages.no_match(self._work.filter_text, len(self._work.whole or ()))
        if self._work.reading_list is not None:
            return messages.empty_list(self._work.reading_list)
        return messages.nothing_later()

    def _day(self, pace: Pace) -> Finished:
        assert self._work.whole is not None
        counts, batch = self._work.whole.counts(), self._work.batch
        seconds = pace.seconds_for(batch.key, counts.total) if batch is not None else None
        membership = self._library.membership()
        papers = []
        for row in self._library.rows(self._work.whole.keys):
            if row.state == "saved":
                title, _ = displayed_title(row, self._settings.lang, self._settings.unicode_tex)
                papers.append((next(iter(membership.get(row.id, ())), 1), title, words.first_author(row)))
        return Finished(
            seen=counts.total,
            minutes=seconds / 60 if seconds is not None else None,
            day=words.batch_day(batch) if batch is not None else "",
            saved=counts.saved,
            later=counts.later,
            skipped=counts.skipped,
            papers=papers,
        )
