"""Puts what a `Worklist` holds onto the widgets. Reads the library for drawing, changes nothing in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import Screen

from digest_reader import paths
from digest_reader.i18n import _
from digest_reader.library import Library
from digest_reader.models import Paper, Row
from digest_reader.triage import Queue
from tui import place_names, words
from tui.arrangement import BodyPlan
from tui.detail.content import DetailContext, available, title
from tui.detail.page import GAP, INDENT, MARGIN, lay_out
from tui.differing import Differing
from tui.first_steps import FirstSteps, lesson
from tui.glyphs import ASCII
from tui.ink import ACCENT_BOLD, BOLD, FAINT, MUTED, Line
from tui.keymap import shown
from tui.pace import Pace
from tui.row_layout import ListContext, displayed_title
from tui.settings import Settings
from tui.themed import themed
from tui.widgets.detail_pane import DetailPane
from tui.widgets.masthead import Language, Masthead, Tab
from tui.widgets.paper_list import PaperList
from tui.widgets.rules import ProgressRule, StatusRule, left_of, said, tally
from tui.worklist import Worklist

if TYPE_CHECKING:
    from tui.widgets.notice import Notice

_ESTIMATE_FROM = 110
"""Columns from which the estimate stands beside the rate; it gives way first."""


class Presenter:
    """Draws one worklist on the widgets of one screen."""

    def __init__(self, screen: Screen[None], library: Library, worklist: Worklist, settings: Settings) -> None:
        self._screen = screen
        self._library = library
        self._worklist = worklist
        self._settings = settings
        self._differing = Differing(screen, library, self._compared)
        self.first_steps = FirstSteps(library)
        self._paper: Paper | None = None
        self._notice: Notice | None = None
        self.unfolds = True
        """Whether a message for which the status has no room is shown whole, above it."""

    # Header and bar

    def header(self) -> None:
        """Draw where one is, the splits, and the languages."""
        work = self._worklist
        title, day = place_names.title_and_day(work)
        tabs = list[Tab]()
        if work.kind in ("list", "later"):
            tabs = self._list_tabs()
        elif work.kind in ("inbox", "missed"):
            tabs = self._view_tabs()
        elif work.batch is not None:
            tabs = self._split_tabs()
        self._screen.query_one(Masthead).show(title, day, tabs, self._languages())
        self._bar()

    def _split_tabs(self) -> list[Tab]:
        place = self._worklist.place
        current = place.category if place is not None else None
        return [
            Tab(split.category or _("All"), split.count, f"go_to_split({number})", split.category == current)
            for number, split in enumerate(self._worklist.splits)
        ]

    def _list_tabs(self) -> list[Tab]:
        work = self._worklist
        slug = work.reading_list.slug if work.reading_list is not None else None
        tabs = [
            Tab(f"{one.number} {one.name}", len(one.entries), f"go_to_list({place})", one.slug == slug)
            for place, one in enumerate(work.lists, start=1)
        ]
        later = self._library.counts().later
        return [*tabs, Tab(_("later"), later, f"go_to_list({len(work.lists) + 1})", work.kind == "later")]

    def _view_tabs(self) -> list[Tab]:
        counts, kind = self._library.view_counts(), self._worklist.kind
        return [
            Tab(_("inbox"), counts.inbox, "go_to_view('inbox')", kind == "inbox"),
            Tab(_("missed"), counts.missed, "go_to_view('missed')", kind == "missed"),
        ]

    def where(self) -> str:
        """Return which place it is that a filter narrows."""
        return place_names.short(self._worklist)

    def _languages(self) -> list[Language]:
        glyphs = themed(self._screen.query_one(Masthead)).glyphs
        has = available(self._paper) if self._paper is not None else words.LANGUAGES
        return [
            Language(
                words.language_badge(lang, glyphs),
                f"language('{lang}')",
                lang == self._settings.lang,
                lang in has,
            )
            for lang in words.LANGUAGES
        ]

    def _bar(self) -> None:
        bar = self._screen.query_one(ProgressRule)
        work = self._worklist
        bar.share = None
        if work.triaged and work.whole is not None and len(work.whole):
            counts = work.whole.counts()
            bar.share = (counts.total - counts.left) / counts.total

    # List

    def list_context(self) -> ListContext:
        """Return what the look of rows depends on now."""
        work, settings = self._worklist, self._settings
        one = work.reading_list
        return ListContext(
            lang=settings.lang,
            unicode_tex=settings.unicode_tex,
            glyphs=themed(self._screen.query_one(PaperList)).glyphs,
            batch=work.place.key if work.place is not None and work.kind == "batch" else None,
            membership=self._library.membership(),
            query=work.marked,
            added=None if one is None else {entry.id: entry.added for entry in one.entries},
            narrow=self.plan.narrow_list,
            read_in=settings.read_in,
            watch=self._library.watch,
        )

    def papers(self) -> None:
        """Draw the list anew: other papers, another language, another look."""
        work = self._worklist
        if work.shown is None:
            return
        widget = self._screen.query_one(PaperList)
        widget.context = self.list_context()
        widget.select(work.selection.rows(work.cursor))
        widget.show(work.shown, work.cursor, self._section_note)

    def cursor(self) -> None:
        """Move the list's cursor and the selection; the rest of the list stays."""
        widget = self._screen.query_one(PaperList)
        widget.select(self._worklist.selection.rows(self._worklist.cursor))
        widget.move(self._worklist.cursor)

    def _section_note(self, queue: Queue, number: int) -> str:
        total = queue.section_total(number)
        work = self._worklist
        if work.query is not None and work.whole is not None:
            whole = work.whole.section_named(queue.sections[number].name)
            if whole is None:
                return f"{total:,}"
            return _("{n} of {total}").format(n=f"{total:,}", total=f"{work.whole.section_total(whole):,}")
        if not work.triaged:
            return f"{total:,}"
        return _("{n} of {total} left").format(n=f"{queue.section_left(number):,}", total=f"{total:,}")

    # Detail

    @property
    def plan(self) -> BodyPlan:
        """How the body is divided now."""
        return self._settings.plan(self._screen.size.width, self._screen.size.height)

    def detail(self) -> None:
        """Draw the paper under the cursor, at the place where one was in it."""
        key = self._worklist.current_key
        same = self._paper is not None and self._paper.key == key
        self._paper = None if key is None else self._library.paper(key)
        lines = () if self._paper is None else self._detail_lines(self._paper)
        self._screen.query_one(DetailPane).show(lines, keep_place=same, foot=self._foot())

    def _foot(self) -> list[Line]:
        self.first_steps.begin()
        if not self.first_steps.shown:
            return []
        pane, hanging = self._screen.query_one(DetailPane), self.plan.arrangement == "hanging"
        text_at = INDENT + (MARGIN + GAP if hanging and not self._settings.two_languages else 4)
        return lesson(pane.size.width, INDENT, text_at, themed(pane).glyphs)

    @property
    def paper(self) -> Paper | None:
        """The paper drawn in the detail pane."""
        return self._paper

    def title_of(self, paper: Paper) -> str:
        """Return what a paper is called in the language chosen."""
        return title(paper, self._detail_context())[0]

    def row_title(self, row: Row) -> str:
        """Return what a paper of the list is called in the language chosen."""
        settings = self._settings
        return displayed_title(row, settings.lang, settings.unicode_tex, settings.read_in)[0]

    def why(self, paper: Paper) -> Callable[[int], list[Line]]:
        """Return what makes the page that says why a paper is here, for a width."""
        # Loaded here, as what is drawn at the start needs it not.
        from tui.why import why_lines

        return partial(why_lines, paper, self._library.history(paper.key), self._detail_context())

    def _compared(self, key: int) -> None:
        if self._paper is not None and self._paper.key == key and self._screen.is_mounted:
            self.detail()

    def _detail_lines(self, paper: Paper) -> Sequence[Line]:
        pane, plan = self._screen.query_one(DetailPane), self.plan
        width = pane.size.width or 60
        context = replace(self._detail_context(), differences=self._differing.of(paper))
        if self._settings.two_languages:
            from tui.detail.two_languages import lay_out_two

            return lay_out_two(paper, context, width, short=plan.short)
        lines = lay_out(paper, context, width, plan.arrangement, stacked=plan.stacked, short=plan.short)
        return lines if plan.stacked else [[], *lines]

    def _detail_context(self) -> DetailContext:
        batch = self._worklist.batch
        return DetailContext(
            lang=self._settings.lang,
            unicode_tex=self._settings.unicode_tex,
            glyphs=themed(self._screen.query_one(DetailPane)).glyphs,
            near=words.parse_date(batch.date) if batch is not None else date.today(),
            list_names={one.slug: one.name for one in self._worklist.lists},
            read_in=self._settings.read_in,
            watch=self._library.watch,
            spelled=themed(self._screen).glyphs is ASCII or self._screen.app.no_color,
        )

    # Status

    def status(self, message: str, hint: Line, action: str, pace: Pace, *, typing: bool = False) -> None:
        """Draw what is left, what was decided, how fast, and a message.

        Args:
            message: What just happened; empty for nothing.
            hint: A key worth pressing now and what it does.
            action: What a click on the hint does.
            pace: How fast papers are decided.
            typing: Whether keys type into a prompt.
        """
        work, told = self._worklist, message
        left: list[Line] = []
        if work.whole is None:
            left = [[(words.papers(0), BOLD)]]
        elif work.triaged:
            left = self._batch_status(pace)
        else:
            left = self._list_status()
        if not message and not hint:
            if doubtful := work.doubtful():
                # It is not read by halves: what was decided gives way to it.
                left, message = left[:1], self._advice(doubtful)
            elif self._more_below():
                key = "PgDn" if typing else shown("page")
                hint, action = [(_("more below") + " ", FAINT), (key, ACCENT_BOLD)], "page"
            elif work.reading_list is not None:
                hint = [(f"{paths.LISTS_FOLDER}/{work.reading_list.slug}.toml", FAINT)]
        rule = self._screen.query_one(StatusRule)
        rule.say(left, message, hint, action)
        is_folded = bool(told) and not hint and rule.is_cut and self.unfolds
        self._show_whole(told if is_folded else "")
        if is_folded:
            rule.say(left, "")

    def _show_whole(self, message: str) -> None:
        """Show a message in rows of its own, none with an empty one."""
        if self._notice is not None:
            self._notice.show(message)
        elif message:
            # Next to none is so long: the first frame does without.
            from tui.widgets.notice import Notice

            self._notice = Notice(message)
            self._screen.mount(self._notice)

    def _advice(self, doubtful: Sequence[str]) -> str:
        """Return what could stand in the place of what means nothing in a filter, or in the query of a place."""
        # No first frame has one, but for a filter that was kept.
        from digest_reader.query_advice import advice

        # A filter has a mark where it stands, in the header.
        lead = "" if self._worklist.query is not None else f"? {doubtful[0]}   "
        return lead + advice(doubtful[0])

    def _more_below(self) -> bool:
        pane = self._screen.query_one(DetailPane)
        return pane.display and pane.more_below

    def _batch_status(self, pace: Pace) -> list[Line]:
        assert self._worklist.whole is not None
        counts = self._worklist.whole.counts()
        parts: list[Line] = [
            left_of(counts.left, counts.total),
            tally(counts.saved, counts.later, counts.skipped),
        ]
        if selected := len(self._worklist.selection.rows(self._worklist.cursor)):
            parts.insert(1, [(_("{n} selected").format(n=f"{selected:,}"), ACCENT_BOLD)])
        if self._worklist.kind == "batch" and self._worklist.order != "announced":
            parts.append(said(place_names.current_order(self._worklist)))
        rate = pace.per_minute()
        if rate is not None:
            parts.append(said(_("{n}/min").format(n=rate)))
            minutes = pace.minutes_for(counts.left)
            if minutes and self._screen.size.width >= _ESTIMATE_FROM:
                parts[-1] = said(_("{n}/min, about {minutes} min").format(n=rate, minutes=minutes))
        return parts

    def _list_status(self) -> list[Line]:
        work = self._worklist
        assert work.whole is not None
        parts: list[Line] = [[(words.papers(len(work.whole)), BOLD)]]
        if work.kind == "filter" and (left := work.whole.counts().left):
            parts.append([(_("{n} undecided").format(n=f"{left:,}"), MUTED)])
        newer = self._with_new_version()
        if newer:
            parts.append([(_("{n} with a new version").format(n=f"{newer:,}"), MUTED)])
        one = work.reading_list
        if one is not None:
            absent = len(one.entries) - len(work.whole)
            if absent > 0:
                parts.append([(_("{n} not in the library").format(n=f"{absent:,}"), MUTED)])
            parts.append(said(place_names.current_order(work)))
        return parts

    def _with_new_version(self) -> int:
        work = self._worklist
        if work.reading_list is None or work.whole is None:
            return 0
        rows = self._library.rows(work.whole.keys)
        return sum(
            1
            for row in rows
            if row.decision and row.version and row.decision.version and row.version > row.decision.version
        )
