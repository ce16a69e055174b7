"""The middle of the screen: which of list, detail and block are there, how wide, and what the block says."""

from __future__ import annotations

from collections import Counter

from textual.screen import Screen

from digest_reader.i18n import N_
from digest_reader.library import Library
from tui import place_names, words
from tui.arrangement import BodyPlan, share_at
from tui.ink import Line
from tui.pace import Pace
from tui.prompting import Prompting
from tui.row_layout import displayed_title
from tui.settings import Settings
from tui.themed import themed
from tui.widgets.block import Block, Choice, Finished, empty_library, finished_day
from tui.widgets.detail_pane import DetailPane
from tui.widgets.paper_list import PaperList
from tui.widgets.rules import Divider, ProgressRule, SideRule, StatusRule
from tui.widgets.side_list import SideList
from tui.worklist import Worklist

CHOICES = (
    Choice(N_("try the sample"), N_("invented papers; yours stay untouched"), "sample"),
    Choice(N_("fetch cs.DC"), N_("the newest listing from arXiv, or another category"), "fetch"),
    Choice(N_("import a file"), N_("a saved page, a digest in Markdown or text"), "import"),
)
"""What an empty library offers."""


class Body:
    """Arranges the body of one screen."""

    def __init__(self, screen: Screen[None], library: Library, worklist: Worklist, settings: Settings) -> None:
        self._screen = screen
        self._library = library
        self._work = worklist
        self._settings = settings
        self.choice = 0
        """Which of `CHOICES` the cursor is on."""

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
        side, side_rule = self._screen.query_one(SideList), self._screen.query_one(SideRule)
        side.display = side_rule.display = bool(plan.side) and self._work.whole is not None
        side_rule.lit = self._screen.focused is side
        columns = plan.columns if divider.display else plan.columns[:1] if side.display else ()
        self._screen.query_one(ProgressRule).columns = columns
        self._screen.query_one(StatusRule).columns = columns

    # The divider

    def drag(self, x: int, y: int) -> None:
        """Put the divider where the mouse is, in cells of the screen."""
        width, height = self._screen.size
        plan = self._settings.plan(width, height)
        cells = y - self._screen.query_one("#body").region.y if plan.stacked else x - plan.left
        self._divide(plan, share_at(plan, width, height, cells))

    def resize(self, steps: int) -> bool:
        """Make the list larger, or smaller, by steps; return whether there is a divider to move."""
        width, height = self._screen.size
        plan = self._settings.plan(width, height)
        cells = plan.list_height + steps if plan.stacked else plan.list_width + 4 * steps
        return self._divide(plan, share_at(plan, width, height, cells))

    def usual(self) -> None:
        """Put the divider back to where it stands by itself."""
        division = self._settings.plan(*self._screen.size).division
        if division is not None:
            self._settings.shares.pop(division, None)
            self.arrange()

    def _divide(self, plan: BodyPlan, share: float) -> bool:
        if plan.division is None or not self._screen.query_one(Divider).display:
            return False
        self._settings.shares[plan.division] = share
        self.arrange()
        return True

    # In place of list and detail

    def move_choice(self, rows: int) -> None:
        """Go to another of the choices, after the last to the first."""
        self.choice = (self.choice + rows) % len(CHOICES)

    def block(self, pace: Pace, prompting: Prompting) -> None:
        """Draw what stands in place of list and detail, if anything does.

        Args:
            pace: How long the day took.
            prompting: What is known of a filter.
        """
        block = self._screen.query_one(Block)
        glyphs = themed(block).glyphs
        if self._work.whole is None:
            block.show(*empty_library(CHOICES, self.choice, glyphs.cursor))
        elif self._work.done:
            block.show(finished_day(self._day(pace), self._screen.size.width, self._screen.size.height - 4, glyphs))
        elif not len(self._work):
            block.show(self._nothing_here(prompting))

    def _nothing_here(self, prompting: Prompting) -> list[Line]:
        # Not for the first frame of most starts.
        from tui import messages

        work = self._work
        if work.query is not None and work.whole:
            kept, typing = work.filter, prompting.asking == "filter"
            return messages.no_match(kept.text, len(work.whole), prompting.more, wide=kept.wide, typing=typing)
        if work.reading_list is not None:
            return messages.empty_list(work.reading_list)
        if work.batch is not None:
            before, after = (work.neighbour_batch(offset) is not None for offset in (-1, 1))
            day = words.batch_day(work.batch)
            return messages.empty_day(day, len(work.batch.sources), before=before, after=after)
        if work.place is not None and work.kind == "filter":
            return messages.no_paper_in_library(work.place.key, self._library.counts().total)
        return messages.nothing_waits(work.kind, work.inbox_days)

    def _day(self, pace: Pace) -> Finished:
        assert self._work.whole is not None
        counts, batch = self._work.whole.counts(), self._work.batch
        seconds = pace.seconds_for(batch.key, counts.total) if batch is not None else None
        membership = self._library.membership()
        papers = []
        back: Counter[str | None] = Counter()
        for row in self._library.rows(self._work.whole.keys):
            if row.state == "saved":
                title, _ = displayed_title(row, self._settings.lang, self._settings.unicode_tex, self._settings.read_in)
                papers.append((next(iter(membership.get(row.id, ())), 1), title, words.first_author(row)))
            elif row.state == "later" and row.decision is not None:
                back[row.decision.until] += 1
        return Finished(
            seen=counts.total,
            minutes=seconds / 60 if seconds is not None else None,
            day=words.batch_day(batch) if batch is not None else place_names.title_and_day(self._work)[0],
            saved=counts.saved,
            later=counts.later,
            skipped=counts.skipped,
            papers=papers,
            back=back,
        )
