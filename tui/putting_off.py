"""Putting papers off until a time of one's choice: what is asked, and what is said of the answer."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from digest_reader import clock
from digest_reader.i18n import _
from tui.deciding import Deciding, Said
from tui.worklist import Worklist

if TYPE_CHECKING:
    from tui.listkeeping import Ask
    from tui.screens.until import Until


class PuttingOff:
    """Puts papers off on one screen.

    Args:
        screen: Over which the choice is shown.
        worklist: What is open.
        deciding: Takes the step.
        ask: Asks in the header.
        stepped: Is told what the step did.
    """

    def __init__(
        self,
        screen: Screen[None],
        worklist: Worklist,
        deciding: Deciding,
        *,
        ask: Ask,
        stepped: Callable[[Said | None], None],
    ) -> None:
        self._screen = screen
        self._work = worklist
        self._deciding = deciding
        self._ask = ask
        self._stepped = stepped

    def choose(self) -> None:
        """Ask until when the selection, or the paper under the cursor, is put off."""
        from tui.screens.until import choose_until

        papers = len(self._work.chosen_keys())
        if papers:
            self._screen.app.push_screen(choose_until(clock.today(), papers), self._chosen)

    def _chosen(self, choice: Until | None) -> None:
        if choice is None:
            return
        if choice.asks:
            self._ask_day(choice.typed)
        else:
            self._stepped(self._deciding.decide("later", until=choice.until))

    def _ask_day(self, value: str) -> None:
        self._ask(_("Later until:"), self._typed, value)

    def _typed(self, text: str) -> None:
        today = clock.today()
        day = clock.read_day(text, today)
        if day is not None and day > today:
            self._stepped(self._deciding.decide("later", until=day.isoformat()))
            return
        self._ask_day(text)
        said = _("a day to come, please") if day is not None else _("a day is typed as {day}, 3d or 2w")
        self._stepped(Said(said.format(day=today + datetime.timedelta(days=30))))
