"""Choosing where to go: inbox, missed, later, a day, a reading list, a saved filter; typing narrows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult

from digest_reader.i18n import _
from tui.screens.overlay import Overlay
from tui.view_entries import ALL_DAYS
from tui.widgets.narrow_box import NarrowBox
from tui.widgets.one_line import OneLine
from tui.widgets.side_list import Entry, EntryList

Entries = Callable[[bool], Sequence[Entry]]
"""Returns the views there are, with every day or with the newest."""


class ViewsScreen(Overlay[str | None]):
    """Asks for a view; the result is the entry's action, or None."""

    def __init__(self, entries: Entries, *, all_days: bool = False) -> None:
        super().__init__()
        self._entries = entries
        self._all_days = all_days

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        numbered = any(entry.key for entry in self._entries(self._all_days))
        keys = [("Enter", _("go"), "choose")]
        yield NarrowBox(_("Go to"), [*keys, ("1-9", _("reading list"), "")] if numbered else keys)

    def on_mount(self) -> None:
        """Offer the views."""
        box = self.query_one(NarrowBox)
        box.focus()
        box.offer(self._entries(self._all_days), stay=False)

    def on_key(self, event: events.Key) -> None:
        """Choose by Enter or a number; narrow by anything else."""
        box = self.query_one(NarrowBox)
        numbered = [] if box.typed else [entry for entry in box.list.entries if entry.key == event.key]
        if event.key == "enter":
            box.list.choose()
        elif numbered:
            self._go(numbered[0].action)
        elif box.take(event):
            self._look_further()
        else:
            return
        event.stop()

    def _look_further(self) -> None:
        """Offer every day where what is typed is in none of the newest."""
        box = self.query_one(NarrowBox)
        if box.typed and not box.list.entries and not self._all_days:
            self._go(ALL_DAYS)

    def show_counts(self) -> None:
        """Show the counts that have come since."""
        if self.is_mounted:
            self.query_one(NarrowBox).offer(self._entries(self._all_days))

    @on(EntryList.Chosen)
    def _chosen(self, event: EntryList.Chosen) -> None:
        event.stop()
        self._go(event.action)

    @on(OneLine.Pressed)
    def _pressed(self, event: OneLine.Pressed) -> None:
        event.stop()
        self.query_one(NarrowBox).list.choose()

    def _go(self, action: str) -> None:
        if action == ALL_DAYS:
            self._all_days = True
            self.query_one(NarrowBox).offer(self._entries(True))
        else:
            self.dismiss(action)
