"""The one screen of the reader: list, detail, header, status and footer, and where the person is among them.

It composes the parts and hears what happens in them. Its actions are `tui.screens.keyed`, what they do are the groups
of `tui.doing`; what is drawn when is `tui.drawing`, and when it is painted `tui.screens.framed`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING

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
from digest_reader.watching import Watch
from tui.body import Body
from tui.drawing import Drawing
from tui.going import Going
from tui.keymap import Mode, bindings
from tui.pace import Pace
from tui.presenter import Presenter
from tui.prompting import Prompting
from tui.screens.keyed import KeyedScreen
from tui.settings import Settings
from tui.viewing import Viewing
from tui.whereabouts import Whereabouts
from tui.widgets.block import Block
from tui.widgets.detail_pane import DetailPane
from tui.widgets.key_bar import KeyBar
from tui.widgets.masthead import Masthead
from tui.widgets.one_line import OneLine
from tui.widgets.paper_list import PaperList
from tui.widgets.prompt import PromptInput
from tui.widgets.rules import Divider, ProgressRule, SideRule, StatusRule
from tui.widgets.side_list import EntryList, SideList
from tui.worklist import Worklist

if TYPE_CHECKING:
    from digest_reader.library import Library
    from tui.doing import Doing

_LOOK_SECONDS = 2.0
"""How often the reading lists' files are looked at; a look that finds nothing new costs some microseconds."""
_REMEMBER_SECONDS = 1.0
"""How long after the last change of the view the place is written down."""


class TriageScreen(KeyedScreen):
    """List, detail, and the keys that decide.

    Attributes:
        library: The library on the screen.
        is_sample: Whether that is the sample.
        settings: How the person wants to see things.
        work: What is open.
        whereabouts: Writes down where that is.
        present: Draws it.
        prompting: What is asked in the header.
        drawing: What is drawn when.
    """

    AUTO_FOCUS = "PaperList"

    def __init__(self, library: Library, *, is_sample: bool = False, config: Config | None = None) -> None:
        super().__init__()
        # Not as BINDINGS: the keys are those in use when the screen is made.
        self._bindings = BindingsMap.merge([BindingsMap(bindings()), self._bindings])
        self.library = library
        self.is_sample = is_sample
        self.settings = Settings.recalled(library.recall("settings"), config)
        self.work = Worklist(library, self.settings.orders, lambda: self.settings.lang)
        self.whereabouts = Whereabouts(library, self.work)
        if config is not None:
            library.watch = Watch(config.watch_authors, config.watch_keywords)
        self.present = Presenter(self, library, self.work, self.settings)
        self.body = Body(self, library, self.work, self.settings)
        self.prompting = Prompting(self, library, self.work, self.draw_all, self.present.where)
        self.pace = Pace()
        self.drawing = Drawing(
            self,
            self.present,
            self.body,
            self.prompting,
            self.pace,
            mode=lambda: self.mode,
            moved=self._remember_soon,
        )
        self._remember_timer: Timer | None = None
        self._keys_at_preparing = 0
        self.going = Going(
            self,
            library,
            self.work,
            self.whereabouts,
            self.prompting,
            say=self.drawing.say,
            arrived=self._arrived,
            redraw=self.draw_all,
        )
        self.viewing = Viewing(
            self,
            library,
            self.work,
            self.going,
            self.settings,
            ask=self.ask,
            say=self.drawing.say,
            redraw=self.drawing.anew,
        )

    @cached_property
    def does(self) -> Doing:
        """The groups of actions."""
        # What keys do is loaded with the first key: the first frame needs none of it.
        from tui.doing import Doing

        return Doing(self)

    # Composition

    def compose(self) -> ComposeResult:
        """Lay out the parts, top to bottom."""
        remembered = self.whereabouts.remembered(self.library.recall("place"))
        is_filtered = remembered is not None and bool(remembered[1])
        # The first frame is there sooner without a prompt, unless it shows the filter that was kept.
        yield Masthead(with_prompt=is_filtered or not self.reader.is_opening)
        yield ProgressRule()
        with Container(id="body"):
            yield SideList()
            yield SideRule()
            yield PaperList(self.library.rows)
            yield Divider()
            yield DetailPane()
            yield Block()
        yield StatusRule(id="status")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Go back to where the person was, or to the newest undecided papers."""
        self.work.changed = self.query_one(PaperList).rows.forget
        self.going.resume(self.library.recall("place"))
        self.set_interval(_LOOK_SECONDS, self.going.look_for_changes)
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
        self.run_worker(self.library.prepare_search, thread=True, group="index", exit_on_error=False)

    def on_resize(self) -> None:
        """Divide the body anew."""
        self.draw_when_laid_out()

    def part_sizes(self) -> list[Size]:
        """Return the sizes of the parts that a layout may change."""
        parts = (Masthead, SideList, PaperList, DetailPane, Block, StatusRule)
        return [self.size, *(self.query_one(part).size for part in parts)]

    def on_unmount(self) -> None:
        """Let an errand end soon, if there ever was one."""
        if "does" in vars(self):
            self.does.stop()

    # Where the person is

    @property
    def mode(self) -> Mode:
        """What the person is doing."""
        if self.prompting.asking is not None:
            return "filter" if self.prompting.asking == "filter" else "prompt"
        if self.work.whole is None:
            return "empty"
        if self.query_one(SideList).has_focus:
            return "views"
        if self.work.done:
            return "done"
        if not len(self.work):
            return "empty-day" if self.work.batch is not None and self.work.query is None else "nothing"
        if self.is_reading():
            return "read"
        if self.work.kind == "list":
            return "list"
        return "triage" if self.work.kind in (None, "batch") else "found"

    def is_reading(self) -> bool:
        """Whether moving means scrolling the paper: it has the focus, or the body to itself."""
        pane = self.query_one(DetailPane)
        return pane.has_focus or (pane.display and not self.query_one(PaperList).display)

    # Drawing

    def draw_all(self) -> None:
        """Draw every part."""
        self.drawing.all()

    def drawn(self) -> None:
        """Say that every part was drawn."""
        self.viewing.refresh_soon()
        self._remember_soon()
        super().drawn()

    async def complete(self) -> None:
        """Bring the prompt."""
        await self.query_one(Masthead).add_prompt()
        self.prompting.draw()

    def ask(self, label: str, submit: Callable[[str], object], value: str = "", placeholder: str = "") -> None:
        """Ask for a line of text in the header."""
        self.prompting.ask(label, submit, value, placeholder)
        self.drawing.status()

    def _arrived(self) -> None:
        """Draw another place."""
        self.drawing.forget_message()
        self.query_one(PaperList).focus()
        self.drawing.anew()

    def on_notice_dismissed(self) -> None:
        """Take away what was read."""
        self.drawing.hush()

    # Where the person is, written down

    def _remember_soon(self) -> None:
        if self._remember_timer is not None:
            self._remember_timer.stop()
        # While another process writes the screen does not stand still for this: it is written again on leaving.
        self._remember_timer = self.set_timer(_REMEMBER_SECONDS, partial(self.remember, patient=False))

    def remember(self, *, patient: bool = True) -> None:
        """Write down place, filter, cursor and settings: a convenience, which is given up where it cannot be done."""
        with suppress(DigestReaderError):
            self.library.remember("place", self.whereabouts.memory(), patient=patient)
            self.library.remember("settings", self.settings.memory(), patient=patient)

    def remember_theme(self, name: str) -> None:
        """Write down the theme that the person chose."""
        self.settings.theme = name
        self.remember()

    def remember_interface(self, language: str) -> None:
        """Write down the interface's language that the person chose, and speak it."""
        self.settings.speak(language)
        self.remember()
        self.viewing.forget_names()
        self.draw_all()

    # What happens in the parts

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.does.answering.submitted(event.value)

    @on(PromptInput.Left)
    def _escaped(self) -> None:
        self.does.answering.escaped()

    @on(Input.Blurred)
    def _blurred(self, event: Input.Blurred) -> None:
        self.does.answering.blurred(event.input)

    @on(PromptInput.Moved)
    def _moved_in_prompt(self, event: PromptInput.Moved) -> None:
        self.does.answering.moved(event.rows, event.pages)

    @on(PromptInput.Widened)
    def _widened(self) -> None:
        self.does.answering.widen()

    @on(PromptInput.Toggled)
    def _toggled(self) -> None:
        self.does.answering.reorder()

    @on(Block.Chosen)
    def _clicked_choice(self, event: Block.Chosen) -> None:
        self.choose_of_empty(event.number)

    @on(Divider.Dragged)
    def _dragged(self, event: Divider.Dragged) -> None:
        self.body.drag(event.x, event.y)
        self._remember_soon()

    @on(Divider.Reset)
    def _reset_sizes(self) -> None:
        self.action_usual_sizes()

    @on(EntryList.Chosen)
    def _view_chosen(self, event: EntryList.Chosen) -> None:
        self.viewing.go(event.action)

    def on_paste(self, event: events.Paste) -> None:
        """Import a digest that is pasted into the reader."""
        event.stop()
        self.does.digests.paste(event.text)

    def on_key(self, event: events.Key) -> None:
        """Say that the input method is on when a key types a Chinese character."""
        typed = event.character or ""
        if "\u3400" <= typed <= "\u9fff" and not isinstance(self.focused, Input):
            self.drawing.say(_("the input method is on: switch it off, and the keys decide again"))

    @on(OneLine.Pressed)
    async def _pressed(self, event: OneLine.Pressed) -> None:
        await self.run_action(event.action)

    @on(PaperList.Pointed)
    def _pointed(self, event: PaperList.Pointed) -> None:
        self.work.move(event.index - self.work.cursor)
        self.drawing.cursor()
        if event.double:
            self.action_read()

    @on(DetailPane.Resized)
    def _pane_resized(self) -> None:
        self.present.detail()
        self.drawing.status()

    @on(DetailPane.Scrolled)
    def _pane_scrolled(self) -> None:
        self.drawing.status()

    def on_descendant_focus(self) -> None:
        """Draw what shows where the focus is."""
        if self.size.width:
            self.body.arrange()
            self.drawing.status()
