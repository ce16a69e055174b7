"""The one screen of the reader: list, detail, header, status and footer, and every key's action.

It routes: what a key means for library and worklist is `tui.deciding`, what is asked in the header `tui.prompting`,
what is drawn `tui.presenter` and `tui.body`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingsMap
from textual.containers import Container
from textual.geometry import Size
from textual.timer import Timer
from textual.widgets import Input

from digest_reader.config import Config
from digest_reader.errors import DigestReaderError
from digest_reader.i18n import _
from digest_reader.models import State
from digest_reader.watching import Watch
from tui import place_names
from tui.availability import Situation, impossible, reason
from tui.body import CHOICES, Body
from tui.going import Going
from tui.ink import Line
from tui.keymap import Mode, bindings, footer, help_key
from tui.pace import Pace
from tui.presenter import Presenter
from tui.prompting import Prompting
from tui.screens.framed import FramedScreen
from tui.settings import Settings
from tui.viewing import Viewing
from tui.widgets.block import Block
from tui.widgets.detail_pane import DetailPane
from tui.widgets.key_bar import KeyBar
from tui.widgets.masthead import Masthead
from tui.widgets.one_line import OneLine
from tui.widgets.paper_list import PaperList
from tui.widgets.prompt import PromptInput
from tui.widgets.rules import Divider, ProgressRule, SideRule, StatusRule
from tui.widgets.side_list import EntryList, SideList
from tui.worklist import Place, PlaceKind, Worklist

if TYPE_CHECKING:
    from digest_reader.library import Library
    from tui.deciding import Deciding, Said
    from tui.digests_in import DigestsIn
    from tui.links import LinkKind
    from tui.listkeeping import ListKeeping
    from tui.notekeeping import NoteKeeping
    from tui.paper_pages import PaperPages
    from tui.putting_off import PuttingOff

_MESSAGE_SECONDS = 4.0
_READ_A_SECOND = 12
"""Characters that a person reads in a second: a message stays at least as long."""
_LOOK_SECONDS = 2.0
"""How often the reading lists' files are looked at; a look that finds nothing new costs some microseconds."""
_REMEMBER_SECONDS = 1.0
"""How long after the last change of the view the place is written down."""


class TriageScreen(FramedScreen):
    """List, detail, and the keys that decide."""

    AUTO_FOCUS = "PaperList"

    def __init__(self, library: Library, *, is_sample: bool = False, config: Config | None = None) -> None:
        super().__init__()
        # Not as BINDINGS: the keys are those in use when the screen is made.
        self._bindings = BindingsMap.merge([BindingsMap(bindings()), self._bindings])
        self._library = library
        self._is_sample = is_sample
        self._settings = Settings.recalled(library.recall("settings"), config)
        self._work = Worklist(library, self._settings.orders, lambda: self._settings.lang)
        if config is not None:
            library.watch = Watch(config.watch_authors, config.watch_keywords)
        self._present = Presenter(self, library, self._work, self._settings)
        self._body = Body(self, library, self._work, self._settings)
        self._prompting = Prompting(self, library, self._work, self.draw_all, self._present.where)
        self._pace = Pace()
        self._message: tuple[str, Line, str] = ("", (), "")
        self._message_timer: Timer | None = None
        self._remember_timer: Timer | None = None
        self._choice = 0
        self._keys_at_preparing = 0
        self._seen_of_others = library.changes_by_others()
        self._going = Going(
            self,
            library,
            self._work,
            self._prompting,
            say=self.say,
            arrived=self._arrived,
            redraw=self.draw_all,
        )
        self.viewing = Viewing(
            self,
            library,
            self._work,
            self._going,
            self._settings,
            ask=self._ask,
            say=self.say,
            redraw=self._rearrange,
        )

    # What keys do is loaded with the first key that does it: the first frame needs none of it.

    @cached_property
    def _deciding(self) -> Deciding:
        from tui.deciding import Deciding

        return Deciding(self._library, self._work, self._pace, self._present.row_title)

    @cached_property
    def _listkeeping(self) -> ListKeeping:
        from tui.listkeeping import ListKeeping

        return ListKeeping(
            self,
            self._library,
            self._work,
            self._deciding,
            ask=self._ask,
            stepped=self._stepped,
            made=self._going.to_new_list,
        )

    @cached_property
    def _putting_off(self) -> PuttingOff:
        from tui.putting_off import PuttingOff

        return PuttingOff(self, self._work, self._deciding, ask=self._ask, stepped=self._stepped)

    @cached_property
    def _notekeeping(self) -> NoteKeeping:
        from tui.notekeeping import NoteKeeping

        return NoteKeeping(self, self._present, self._deciding, stepped=self._stepped)

    @cached_property
    def _digests(self) -> DigestsIn:
        from tui.digests_in import DigestsIn

        return DigestsIn(
            self,
            self._library,
            self._work,
            is_sample=self._is_sample,
            ask=self._ask,
            say=self.say,
            reread=self._reread,
            brought=partial(self._going.read_again, however_large=True),
        )

    @cached_property
    def _pages(self) -> PaperPages:
        from tui.paper_pages import PaperPages

        return PaperPages(self, self._library, self._work, self._present, ask=self._ask, say=self.say)

    # Composition

    def compose(self) -> ComposeResult:
        """Lay out the parts, top to bottom."""
        remembered = self._work.remembered(self._library.recall("place"))
        is_filtered = remembered is not None and bool(remembered[1])
        # The first frame is there sooner without a prompt, unless it shows the filter that was kept.
        yield Masthead(with_prompt=is_filtered or not self.reader.is_opening)
        yield ProgressRule()
        with Container(id="body"):
            yield SideList()
            yield SideRule()
            yield PaperList(self._library.rows)
            yield Divider()
            yield DetailPane()
            yield Block()
        yield StatusRule(id="status")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Go back to where the person was, or to the newest undecided papers."""
        self._work.changed = self.query_one(PaperList).rows.forget
        self._going.resume(self._library.recall("place"))
        self.set_interval(_LOOK_SECONDS, self.look_for_changes)
        # What searching needs takes a while to load: not before there is something to read.
        self.set_timer(_LOOK_SECONDS, self._prepare_search)
        # Sizes are known only after the first layout.
        self.draw_when_laid_out()

    def _prepare_search(self) -> None:
        keys, self._keys_at_preparing = self._keys_at_preparing, self.reader.keys_taken
        if keys != self._keys_at_preparing:
            # It holds each key up that comes meanwhile: better when the person reads.
            self.set_timer(_LOOK_SECONDS, self._prepare_search)
            return
        self.run_worker(self._library.prepare_search, thread=True, group="index", exit_on_error=False)

    def on_resize(self) -> None:
        """Divide the body anew."""
        self.draw_when_laid_out()

    def part_sizes(self) -> list[Size]:
        """Return the sizes of the parts that a layout may change."""
        parts = (Masthead, SideList, PaperList, DetailPane, Block, StatusRule)
        return [self.size, *(self.query_one(part).size for part in parts)]

    @property
    def mode(self) -> Mode:
        """What the person is doing."""
        if self._prompting.asking is not None:
            return "filter" if self._prompting.asking == "filter" else "prompt"
        if self._work.whole is None:
            return "empty"
        if self.query_one(SideList).has_focus:
            return "views"
        if self._work.done:
            return "done"
        if not len(self._work):
            return "empty-day" if self._work.batch is not None and self._work.query is None else "nothing"
        if self._reading:
            return "read"
        if self._work.kind == "list":
            return "list"
        return "triage" if self._work.kind in (None, "batch") else "found"

    @property
    def _reading(self) -> bool:
        """Whether moving means scrolling the paper: it has the focus, or the body to itself."""
        pane = self.query_one(DetailPane)
        return pane.has_focus or (pane.display and not self.query_one(PaperList).display)

    # Drawing

    def draw_all(self) -> None:
        """Draw every part."""
        if not self.is_mounted or not self.size.width:
            return
        self._body.arrange()
        if self.reader.is_opening:
            # The first frame is to be whole: nothing is drawn before the parts have their sizes, and those of the
            # header come from what it says.
            self._prompting.draw()
            self._present.header()
            self._refresh_layout()
        self._prompting.draw()
        self._present.papers()
        self._present.detail()
        self._present.header()
        self._body.block(self._choice, self._pace, self._prompting)
        self._draw_status()
        self.viewing.refresh_soon()
        self._remember_soon()
        self.drawn()

    async def complete(self) -> None:
        """Bring the prompt."""
        await self.query_one(Masthead).add_prompt()
        self._prompting.draw()

    def _draw_cursor(self) -> None:
        """Draw what a move of the cursor changes."""
        self._present.unfolds = False
        self._present.cursor()
        self._present.detail()
        self._present.header()
        self._draw_status()
        self._remember_soon()

    def _rearrange(self) -> None:
        """Draw all, and once more when the parts have their new sizes."""
        self.draw_all()
        self.draw_when_laid_out()

    def _draw_status(self) -> None:
        self._present.status(*self._message, self._pace, typing=self._prompting.asking is not None)
        self.query_one(KeyBar).offer(footer(self.mode), help_key(self.mode))

    def say(self, text: str, hint: Line = (), action: str = "", *, seconds: float = _MESSAGE_SECONDS) -> None:
        """Show a message for a few seconds."""
        self._unsay()
        self._message = (text, hint, action)
        self._present.unfolds = True
        if not hint:
            # What a key answers is known before it is read; what went wrong is not.
            seconds = max(seconds, len(text) / _READ_A_SECOND)
        self._message_timer = self.set_timer(seconds, self.hush)
        self._draw_status()

    def _unsay(self) -> None:
        """Forget the message, and the timer that would."""
        if self._message_timer is not None:
            self._message_timer.stop()
        self._message_timer = None
        self._message = ("", (), "")

    def hush(self) -> None:
        """Say nothing more."""
        self._unsay()
        self._draw_status()

    def on_notice_dismissed(self) -> None:
        """Take away what was read."""
        self.hush()

    # Where the person is, written down

    def _remember_soon(self) -> None:
        if self._remember_timer is not None:
            self._remember_timer.stop()
        # While another process writes the screen does not stand still for this: it is written again on leaving.
        self._remember_timer = self.set_timer(_REMEMBER_SECONDS, partial(self.remember, patient=False))

    def remember(self, *, patient: bool = True) -> None:
        """Write down place, filter, cursor and settings: a convenience, which is given up where it cannot be done."""
        with suppress(DigestReaderError):
            self._library.remember("place", self._work.memory(), patient=patient)
            self._library.remember("settings", self._settings.memory(), patient=patient)

    def remember_theme(self, name: str) -> None:
        """Write down the theme that the person chose."""
        self._settings.theme = name
        self.remember()

    def remember_interface(self, language: str) -> None:
        """Write down the interface's language that the person chose, and speak it."""
        self._settings.speak(language)
        self.remember()
        self.viewing.forget_names()
        self.draw_all()

    # Decisions

    def action_decide(self, state: State) -> None:
        """Give the paper or the selection a state; in a reading list, skipping means removing."""
        removing = self._work.reading_list is not None and state == "skipped"
        self._stepped(self._deciding.remove_from_list() if removing else self._deciding.decide(state))

    def action_save_to(self, number: int) -> None:
        """Save to the list with a number; in an empty library, choose what it offers."""
        if self.mode == "empty":
            self._choose(number - 1)
        else:
            self._stepped(self._deciding.save_to(number))

    def action_skip_upward(self) -> None:
        """Skip every undecided paper from the cursor upward."""
        self._stepped(self._deciding.skip_upward())

    def action_choose_list(self) -> None:
        """Ask for a list and save to it; in a reading list, move there."""
        self._listkeeping.choose()

    def action_choose_until(self) -> None:
        """Ask until when, and put the paper or the selection off."""
        self._putting_off.choose()

    def action_undo(self) -> None:
        """Take back the last step."""
        said = self._deciding.undo()
        if said.step is not None:
            self._present.first_steps.undone()
        self._stepped(said)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._stepped(self._deciding.redo())

    def _stepped(self, said: Said | None) -> None:
        """Draw what a step changed, and say it."""
        if said is not None:
            if said.step is not None and said.step.action in ("decide", "save"):
                self._present.first_steps.decided()
            self.draw_all()
            self.say(said.text, said.hint, said.action)

    # Moving

    def action_move(self, rows: int) -> None:
        """Move the cursor, or scroll what is being read."""
        if self.mode == "empty":
            self._choice = (self._choice + rows) % len(CHOICES)
            self._body.block(self._choice, self._pace, self._prompting)
        elif self._work.done:
            self._look_again()
        elif self._reading:
            self.query_one(DetailPane).scroll_rows(rows)
            self._draw_status()
        else:
            self._work.move(rows)
            self._draw_cursor()

    def action_move_page(self, pages: float) -> None:
        """Move by pages."""
        height = self.query_one(DetailPane).size.height if self._reading else self.query_one(PaperList).page_rows()
        self.action_move(round(pages * height) or (1 if pages > 0 else -1))

    def action_top(self) -> None:
        """Go to the first paper."""
        self._look_again()
        self._work.move(-len(self._work))
        self._draw_cursor()

    def action_end(self) -> None:
        """Go to the last paper."""
        self._look_again()
        self._work.move(len(self._work))
        self._draw_cursor()

    def action_next_undecided(self) -> None:
        """Go to the next undecided paper."""
        if not self._work.next_undecided():
            self.say(_("no undecided paper here"))
        self._draw_cursor()

    def action_previous_undecided(self) -> None:
        """Go to the previous undecided paper."""
        if not self._work.previous_undecided():
            self.say(_("no undecided paper here"))
        self._draw_cursor()

    def action_page(self) -> None:
        """Page through the detail, then go to the next undecided paper."""
        pane = self.query_one(DetailPane)
        if pane.display and pane.scroll_rows(max(pane.size.height - 1, 1)):
            self._draw_status()
        elif not self._work.done:
            self._work.go_on()
            self._draw_cursor()

    def action_split(self, offset: int) -> None:
        """Go to the next or previous split, or reading list."""
        self._going.split(offset)

    def action_go_to_split(self, number: int) -> None:
        """Go to a split by its place in the header."""
        self._going.to_split(number)

    def action_day(self, offset: int) -> None:
        """Go to an earlier or later day."""
        self._going.day(offset)

    def _arrived(self) -> None:
        """Draw another place."""
        self._unsay()
        self.query_one(PaperList).focus()
        self._rearrange()

    def go_to_paper(self, paper_id: str) -> None:
        """Go to a paper by its id, in the newest batch that has it."""
        self._look_again()
        if self._going.to_paper(paper_id):
            self._look_again()
            self._draw_cursor()

    def go_to_row(self, number: int) -> None:
        """Go to a row by its number, from 1."""
        self._look_again()
        self._work.move(number - 1 - self._work.cursor)
        self._draw_cursor()

    def action_read(self) -> None:
        """Read the paper: give the detail the focus, or the whole body where there is no room for both."""
        if self.mode == "empty":
            self._choose(self._choice)
        elif self._work.done:
            self._look_again()
        elif self._work.current_key is not None:
            if not self.query_one(DetailPane).display:
                self._settings.zoom = "detail"
            self.draw_all()
            self.query_one(DetailPane).focus()
            self._rearrange()

    def action_back(self) -> None:
        """Go back one level: reading, range, filter, two languages or zoom that hide the list, reading list."""
        hidden = self.query_one(DetailPane).display and not self.query_one(PaperList).display
        if self.query_one(SideList).has_focus:
            self.query_one(PaperList).focus()
        elif self.query_one(DetailPane).has_focus or hidden:
            if hidden and self._settings.two_languages and self._settings.zoom == "split":
                self._settings.two_languages = False
            elif self._settings.zoom == "detail":
                self._settings.zoom = "split"
            self._body.arrange()
            self.query_one(PaperList).focus()
        elif self._work.selection:
            self._work.selection.clear()
            self._unsay()
        elif self._work.query is not None:
            self._prompting.clear_filter()
        elif self._settings.zoom != "split":
            self._settings.zoom = "split"
        elif self._work.kind not in (None, "batch"):
            self._going.back()
        else:
            self._look_again()
        self._rearrange()

    def _look_again(self) -> None:
        """Show the papers of a finished day."""
        if self._work.done:
            self._work.done = False
            self._rearrange()

    # Selection

    def action_range(self) -> None:
        """Begin or end a range."""
        if len(self._work):
            self._work.selection.toggle_range(self._work.cursor)
            self._draw_cursor()

    def action_extend(self, rows: int) -> None:
        """Extend the range."""
        if len(self._work):
            self._work.selection.begin_range(self._work.cursor)
            self._work.move(rows)
            self._draw_cursor()

    def action_mark(self) -> None:
        """Mark the paper and go on."""
        if len(self._work):
            self._work.selection.toggle(self._work.cursor)
            self._work.move(1)
            self._draw_cursor()

    def action_select_all(self) -> None:
        """Select all undecided papers shown, at the second press all shown; the next decision decides them all."""
        selected = self._work.select_all()
        self._draw_cursor()
        self.say(_("{n} selected: the next decision is for all of them").format(n=f"{selected:,}"))

    # Looking

    def action_next_language(self) -> None:
        """Read in the next language."""
        self._settings.next_language()
        self._work.read_in_other_language()
        self.draw_all()

    def action_language(self, lang: str) -> None:
        """Read in a language."""
        self._settings.lang = lang
        self._work.read_in_other_language()
        self.draw_all()

    def action_zoom(self) -> None:
        """Split view, list only, detail only."""
        self._settings.next_zoom()
        self.draw_all()
        (self.query_one(DetailPane) if self._settings.zoom == "detail" else self.query_one(PaperList)).focus()
        self._rearrange()

    def action_two_languages(self) -> None:
        """Two languages side by side, or one."""
        self._settings.two_languages = not self._settings.two_languages
        self._rearrange()

    def action_tex(self) -> None:
        """TeX as written or as Unicode."""
        self._settings.unicode_tex = not self._settings.unicode_tex
        self.draw_all()
        self.say(_("TeX as Unicode") if self._settings.unicode_tex else _("TeX as written"))

    # The prompt

    def action_filter(self) -> None:
        """Type a filter in the header."""
        self._look_again()
        self._prompting.ask_filter()
        self.draw_all()

    def _ask(self, label: str, submit: Callable[[str], object], value: str = "", placeholder: str = "") -> None:
        """Ask for a line of text in the header."""
        self._prompting.ask(label, submit, value, placeholder)
        self._draw_status()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self._after_prompt(lambda: self._prompting.submitted(event.value))

    @on(PromptInput.Left)
    def _escaped(self) -> None:
        self._after_prompt(self._prompting.escaped)

    @on(Input.Blurred)
    def _blurred(self, event: Input.Blurred) -> None:
        # The terminal itself losing the focus is no answer, nor is what was asked again in the meantime left.
        if self._prompting.asking is not None and self.app.app_focus and not event.input.has_focus:
            self._prompting.leave()
            self.draw_all()

    def _after_prompt(self, take: Callable[[], None]) -> None:
        self.set_focus(self.query_one(PaperList))
        take()
        self.draw_all()
        self.reader.release_keys()

    @on(PromptInput.Moved)
    def _moved_in_prompt(self, event: PromptInput.Moved) -> None:
        pane = self.query_one(DetailPane)
        if event.pages and pane.display and pane.scroll_rows(round(event.pages * max(pane.size.height - 1, 1))):
            self._draw_status()
        elif self.mode == "filter":
            self._work.move(event.rows or round(event.pages * self.query_one(PaperList).page_rows()))
            self._draw_cursor()

    def action_prompt(self, what: Literal["submit", "leave", "widen", "order"]) -> None:
        """Do what a key of the prompt does, for the mouse."""
        match what:
            case "submit":
                self._after_prompt(lambda: self._prompting.submitted(self.query_one(PromptInput).value))
            case "leave":
                self._escaped()
            case "widen":
                self.action_widen_filter()
            case "order":
                self._order_of_hits()

    def action_widen_filter(self) -> None:
        """Seek the filter's plain words in abstracts and notes too, or no longer."""
        self._prompting.toggle_width()

    @on(PromptInput.Widened)
    def _widened(self) -> None:
        self.action_widen_filter()

    @on(PromptInput.Toggled)
    def _order_of_hits(self) -> None:
        self._prompting.toggle_order()
        self.draw_all()

    # Reading lists

    def action_lists(self) -> None:
        """Open the reading lists, or go back to the day."""
        self._going.lists()

    def action_go_to_list(self, number: int) -> None:
        """Open a reading list by its number; the number after the last is that of the papers put off."""
        self._going.to_list(number)

    def action_create_list(self) -> None:
        """Make a new reading list and open it."""
        self._listkeeping.create()

    def action_rename_list(self) -> None:
        """Rename the list that is open."""
        self._listkeeping.rename()

    def action_remove_from_list(self) -> None:
        """Take the paper, or the selection, out of the list that is open."""
        self._stepped(self._deciding.remove_from_list())

    def action_delete_list(self) -> None:
        """Delete the list that is open; undo brings it back."""
        self._listkeeping.delete()

    def action_move_in_list(self, offset: int) -> None:
        """Move the paper up or down in the list that is open."""
        self._listkeeping.move_paper(offset)

    def action_move_list(self, offset: int) -> None:
        """Move the list that is open among the lists, which changes its number."""
        self._listkeeping.move_list(offset)

    def action_sort(self) -> None:
        """Show the day, or the list, in another order."""
        sorted_anew = self._work.next_order()
        self.draw_all()
        self.say(place_names.current_order(self._work) if sorted_anew else _("days and reading lists can be sorted"))

    # The paper's pages

    def action_open(self, kind: LinkKind) -> None:
        """Open the abstract page or the PDF; where there is no browser, copy the address."""
        self._pages.open(kind)

    def action_copy_link(self) -> None:
        """Copy the address of the abstract page."""
        self._pages.copy_link()

    def action_note(self) -> None:
        """Write the paper's note."""
        self._notekeeping.write()

    def action_why(self) -> None:
        """Say why the paper is here, and what was decided on it."""
        paper = self._present.paper
        if paper is not None:
            from tui.screens.why import WhyScreen

            self.app.push_screen(WhyScreen(self._present.title_of(paper), self._present.why(paper)))

    def action_copy_bibtex(self) -> None:
        """Copy the BibTeX of the paper or the selection."""
        self._pages.copy_bibtex()

    def action_export(self) -> None:
        """Ask for a file and write what is selected or shown to it, in the format that its name tells."""
        self._pages.export()

    # Digests in

    def action_import_file(self) -> None:
        """Ask for a file or folder and import it."""
        self._digests.import_file()

    def action_fetch(self) -> None:
        """Ask what to fetch from arXiv."""
        self._digests.fetch(self.reader.config_file)

    def action_refresh(self) -> None:
        """Read library and lists again, and fetch what the settings subscribe to."""
        self._digests.refresh(self.reader.config_file)

    def on_paste(self, event: events.Paste) -> None:
        """Import a digest that is pasted into the reader."""
        event.stop()
        self._digests.paste(event.text)

    def look_for_changes(self) -> None:
        """Notice reading lists that an editor changed, and decisions and digests of another process."""
        # What cannot be read now is looked at again in a moment.
        with suppress(DigestReaderError):
            others = self._library.changes_by_others()
            if others != self._seen_of_others or self._library.lists() != self._work.lists:
                self._seen_of_others = others
                self._going.read_again()

    def _reread(self) -> None:
        self._work.reopen()
        self.draw_all()

    # Choices of the empty library

    def _choose(self, number: int) -> None:
        if number >= len(CHOICES):
            return
        match CHOICES[number].action:
            case "import":
                self.action_import_file()
            case "fetch":
                self.action_fetch()
            case _ if self._digests.possible():
                self.reader.open_sample()

    @on(Block.Chosen)
    def _clicked_choice(self, event: Block.Chosen) -> None:
        self._choose(event.number)

    # Everything else

    def action_views(self) -> None:
        """Go to a view: beside the list where there is room, else in an overlay."""
        self.viewing.key()

    def action_choose_view(self) -> None:
        """Choose a view in an overlay."""
        self.viewing.choose()

    def action_go_to_view(self, kind: PlaceKind) -> None:
        """Go to the inbox, to what was missed, or to what was put off."""
        self._going.to(Place(kind))

    def action_filters(self) -> None:
        """Show the saved filters."""
        self.viewing.filters()

    def action_statistics(self) -> None:
        """Show how many papers came, were kept, and how fast."""
        self.viewing.statistics(self._pace)

    def action_resize_list(self, steps: int) -> None:
        """Make the list larger or smaller."""
        if not self._body.resize(steps):
            self.say(_("there is nothing to divide"))

    def action_usual_sizes(self) -> None:
        """Put the divider back to where it stands by itself."""
        self._body.usual()

    @on(Divider.Dragged)
    def _dragged(self, event: Divider.Dragged) -> None:
        self._body.drag(event.x, event.y)
        self._remember_soon()

    @on(Divider.Reset)
    def _reset_sizes(self) -> None:
        self.action_usual_sizes()

    @on(EntryList.Chosen)
    def _view_chosen(self, event: EntryList.Chosen) -> None:
        self.viewing.go(event.action)

    def action_redraw(self) -> None:
        """Draw the whole screen anew."""
        self.reader.redraw()

    def action_suspend(self) -> None:
        """Go to the shell; everything is on disk already."""
        self.reader.suspend_to_shell()

    def action_help(self) -> None:
        """Show every key, those that mean nothing here faintly."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.mode, lambda action: self.reason_against(action) is None))

    def action_palette(self) -> None:
        """Every action by name, a paper by id, a row by number."""
        self.reader.action_command_palette()

    def action_quit(self) -> None:
        """Leave; everything is on disk already."""
        self.reader.leave()

    def on_unmount(self) -> None:
        """Let an errand end soon, if there ever was one."""
        if "_digests" in vars(self):
            self._digests.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep keys that have no meaning here from doing anything."""
        return impossible(action, self._situation) is None

    def reason_against(self, action: str) -> str | None:
        """Return why an action, by its name, makes no sense here, None when it does."""
        return reason(action, self._situation)

    @property
    def _situation(self) -> Situation:
        return Situation(
            empty=self._work.whole is None,
            done=self._work.done,
            in_list=self._work.reading_list is not None,
            shown=len(self._work),
            sample=self._is_sample,
        )

    def on_key(self, event: events.Key) -> None:
        """Say that the input method is on when a key types a Chinese character."""
        typed = event.character or ""
        if "\u3400" <= typed <= "\u9fff" and not isinstance(self.focused, Input):
            self.say(_("the input method is on: switch it off, and the keys decide again"))

    @on(OneLine.Pressed)
    async def _pressed(self, event: OneLine.Pressed) -> None:
        await self.run_action(event.action)

    @on(PaperList.Pointed)
    def _pointed(self, event: PaperList.Pointed) -> None:
        self._work.move(event.index - self._work.cursor)
        self._draw_cursor()
        if event.double:
            self.action_read()

    @on(DetailPane.Resized)
    def _pane_resized(self) -> None:
        self._present.detail()
        self._draw_status()

    @on(DetailPane.Scrolled)
    def _pane_scrolled(self) -> None:
        self._draw_status()

    def on_descendant_focus(self) -> None:
        """Draw what shows where the focus is."""
        if self.size.width:
            self._body.arrange()
            self._draw_status()
