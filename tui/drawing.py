"""What of one screen is drawn when: all of it, what a move of the cursor changes, the line that says what happened.

What the parts show is `tui.presenter` and `tui.body`; when a frame is painted is the screen's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.body import Body
from tui.ink import Line
from tui.keymap import Mode, footer, help_key
from tui.pace import Pace
from tui.presenter import Presenter
from tui.prompting import Prompting
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.screens.framed import FramedScreen

_MESSAGE_SECONDS = 4.0
_READ_A_SECOND = 12
"""Characters that a person reads in a second: a message stays at least as long."""


class Drawing:
    """Draws one screen.

    Args:
        screen: The screen.
        presenter: Draws what the worklist holds.
        body: Draws what stands in place of list and detail.
        prompting: Draws the prompt.
        pace: How fast papers are decided, which the status tells.
        mode: Returns what the person is doing, by which the footer goes.
        moved: Is told when the cursor may be elsewhere than before.
    """

    def __init__(
        self,
        screen: FramedScreen,
        presenter: Presenter,
        body: Body,
        prompting: Prompting,
        pace: Pace,
        *,
        mode: Callable[[], Mode],
        moved: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._present = presenter
        self._body = body
        self._prompting = prompting
        self._pace = pace
        self._mode = mode
        self._moved = moved
        self._message: tuple[str, Line, str] = ("", (), "")
        self._message_timer: Timer | None = None

    def all(self) -> None:
        """Draw every part."""
        if not self._screen.is_mounted or not self._screen.size.width:
            return
        self._body.arrange()
        if self._screen.reader.is_opening:
            # The first frame is to be whole: nothing is drawn before the parts have their sizes, and those of the
            # header come from what it says.
            self._prompting.draw()
            self._present.header()
            self._screen.lay_out()
        self._prompting.draw()
        self._present.papers()
        self._present.detail()
        self._present.header()
        self.block()
        self.status()
        self._screen.drawn()

    def anew(self) -> None:
        """Draw all, and once more when the parts have their new sizes."""
        self.all()
        self._screen.draw_when_laid_out()

    def cursor(self) -> None:
        """Draw what a move of the cursor changes."""
        self._present.unfolds = False
        self._present.cursor()
        self._present.detail()
        self._present.header()
        self.status()
        self._moved()

    def block(self) -> None:
        """Draw what stands in place of list and detail, if anything does."""
        self._body.block(self._pace, self._prompting)

    # The status

    def status(self) -> None:
        """Draw the line that says what is left and what happened, and the keys that mean something now."""
        self._present.status(*self._message, self._pace, typing=self._prompting.asking is not None)
        mode = self._mode()
        self._screen.query_one(KeyBar).offer(footer(mode), help_key(mode))

    def say(self, text: str, hint: Line = (), action: str = "", *, seconds: float = _MESSAGE_SECONDS) -> None:
        """Show a message for a few seconds.

        Args:
            text: What happened.
            hint: A key worth pressing now, and what it does.
            action: What a click on the hint does.
            seconds: How long at least.
        """
        self.forget_message()
        self._message = (text, hint, action)
        self._present.unfolds = True
        if not hint:
            # What a key answers is known before it is read; what went wrong is not.
            seconds = max(seconds, len(text) / _READ_A_SECOND)
        self._message_timer = self._screen.set_timer(seconds, self.hush)
        self.status()

    def forget_message(self) -> None:
        """Forget the message, and the timer that would; it stands until the status is drawn."""
        if self._message_timer is not None:
            self._message_timer.stop()
        self._message_timer = None
        self._message = ("", (), "")

    def hush(self) -> None:
        """Say nothing more."""
        self.forget_message()
        self.status()
