"""What keys do on one screen: the groups of actions, each loaded and made with the first key that needs it.

The first frame waits for none of them. Which action is whose is `tui.screens.keyed`, which mean something where the
person is `tui.availability`.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from tui.availability import Situation, impossible, reason

if TYPE_CHECKING:
    from tui.answering import Answering
    from tui.deciding import Deciding
    from tui.digests_in import DigestsIn
    from tui.explaining import Explaining
    from tui.keymap import Mode
    from tui.listkeeping import ListKeeping
    from tui.looking import Looking
    from tui.moving import Moving
    from tui.notekeeping import NoteKeeping
    from tui.paper_pages import PaperPages
    from tui.putting_off import PuttingOff
    from tui.screens.triage import TriageScreen
    from tui.selecting import Selecting
    from tui.stepping import Stepping


class Doing:
    """The groups of actions of one screen."""

    def __init__(self, screen: TriageScreen) -> None:
        self._screen = screen

    def _mode(self) -> Mode:
        return self._screen.mode

    # Which actions mean something here

    def impossible(self, action: str) -> str | None:
        """Return why an action, by its name, is not even tried here, None when it is."""
        return impossible(action, self._situation())

    def reason_against(self, action: str) -> str | None:
        """Return why an action, by its name, makes no sense here, None when it does."""
        return reason(action, self._situation())

    def _situation(self) -> Situation:
        work = self._screen.work
        return Situation(
            empty=work.whole is None,
            done=work.done,
            in_list=work.reading_list is not None,
            shown=len(work),
            sample=self._screen.is_sample,
        )

    # Deciding

    @cached_property
    def _deciding(self) -> Deciding:
        from tui.deciding import Deciding

        screen = self._screen
        return Deciding(screen.library, screen.work, screen.pace, screen.present.row_title)

    @cached_property
    def stepping(self) -> Stepping:
        """What is decided, undone and done again."""
        from tui.stepping import Stepping

        return Stepping(self._screen.work, self._deciding, self._screen.present.first_steps, self._screen.drawing)

    @cached_property
    def putting_off(self) -> PuttingOff:
        """Papers put off until a time of one's choice."""
        from tui.putting_off import PuttingOff

        screen = self._screen
        return PuttingOff(screen, screen.work, self._deciding, ask=screen.ask, stepped=self.stepping.stepped)

    @cached_property
    def listkeeping(self) -> ListKeeping:
        """Reading lists."""
        from tui.listkeeping import ListKeeping

        screen = self._screen
        return ListKeeping(
            screen,
            screen.library,
            screen.work,
            self._deciding,
            ask=screen.ask,
            stepped=self.stepping.stepped,
            made=screen.going.to_new_list,
        )

    @cached_property
    def notekeeping(self) -> NoteKeeping:
        """Notes."""
        from tui.notekeeping import NoteKeeping

        return NoteKeeping(self._screen, self._screen.present, self._deciding, stepped=self.stepping.stepped)

    # Moving, selecting, looking

    @cached_property
    def moving(self) -> Moving:
        """The cursor."""
        from tui.moving import Moving

        screen = self._screen
        return Moving(
            screen,
            screen.work,
            screen.body,
            screen.going,
            screen.drawing,
            mode=self._mode,
            is_reading=screen.is_reading,
        )

    @cached_property
    def selecting(self) -> Selecting:
        """The selection."""
        from tui.selecting import Selecting

        return Selecting(self._screen.work, self._screen.drawing)

    @cached_property
    def looking(self) -> Looking:
        """Language, order, zoom, and into a paper and back."""
        from tui.looking import Looking

        screen = self._screen
        return Looking(
            screen,
            screen.work,
            screen.settings,
            screen.body,
            screen.prompting,
            screen.going,
            self.moving,
            screen.drawing,
        )

    @cached_property
    def answering(self) -> Answering:
        """The prompt."""
        from tui.answering import Answering

        screen = self._screen
        return Answering(screen, screen.work, screen.prompting, self.moving, screen.drawing, mode=self._mode)

    # What leads in and out

    @cached_property
    def digests(self) -> DigestsIn:
        """Digests that come in."""
        from tui.digests_in import DigestsIn

        screen = self._screen
        return DigestsIn(
            screen,
            screen.library,
            screen.work,
            is_sample=screen.is_sample,
            ask=screen.ask,
            say=screen.drawing.say,
            reread=self._reread,
            brought=partial(screen.going.read_again, however_large=True),
            open_sample=screen.reader.open_sample,
        )

    def _reread(self) -> None:
        self._screen.work.reopen()
        self._screen.draw_all()

    @cached_property
    def pages(self) -> PaperPages:
        """A paper's pages, its BibTeX, an export."""
        from tui.paper_pages import PaperPages

        screen = self._screen
        return PaperPages(screen, screen.library, screen.work, screen.present, ask=screen.ask, say=screen.drawing.say)

    @cached_property
    def explaining(self) -> Explaining:
        """The help, and why a paper is here."""
        from tui.explaining import Explaining

        return Explaining(self._screen, self._screen.present)

    def stop(self) -> None:
        """Let an errand end soon, if there ever was one."""
        if "digests" in vars(self):
            self.digests.stop()
