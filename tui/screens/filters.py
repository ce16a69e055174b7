"""The saved filters: applied to what is open, opened as a view of the whole library, saved, deleted, brought back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual import events, on
from textual.app import ComposeResult

from digest_reader.errors import DigestReaderError
from digest_reader.i18n import _
from tui.ink import ACCENT_BOLD, MUTED
from tui.screens.overlay import Overlay
from tui.widgets.narrow_box import NarrowBox
from tui.widgets.one_line import OneLine
from tui.widgets.side_list import Entry, EntryList

if TYPE_CHECKING:
    from digest_reader.saved_filters import SavedFilter

_SAVE = "save"
"""The action of the entry that saves the filter there is."""


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """What is to be done with a filter.

    Attributes:
        do: Narrow what is open with it, open it as a view, or ask for a name and save the one there is.
        query: The filter.
    """

    do: Literal["apply", "open", "save"]
    query: str


class FilterStore:
    """What the overlay needs of the library.

    Args:
        saved: Returns the saved filters.
        delete: Deletes the filter of a name.
        restore: Puts a deleted filter back.
        found: Text of a filter to how many papers of the library it finds, as far as counted.
    """

    def __init__(
        self,
        saved: Callable[[], Sequence[SavedFilter]],
        delete: Callable[[str], object],
        restore: Callable[[SavedFilter], object],
        found: Mapping[str, int],
    ) -> None:
        self.saved = saved
        self.delete = delete
        self.restore = restore
        self.found = found


class FiltersScreen(Overlay[FilterChoice | None]):
    """Asks for a saved filter and what to do with it."""

    def __init__(self, store: FilterStore, current: str) -> None:
        """Offer the filters.

        Args:
            store: The saved filters.
            current: The filter that narrows what is open, empty for none.
        """
        super().__init__()
        self._store = store
        self._current = current
        self._deleted: list[SavedFilter] = []

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        keys = (
            ("Enter", _("apply"), "apply"),
            ("Tab", _("whole library"), "open"),
            ("ctrl+s", _("save"), "save"),
            ("Del", _("delete"), "delete"),
        )
        yield NarrowBox(_("Filters"), keys)

    def on_mount(self) -> None:
        """Offer the filters."""
        self.query_one(NarrowBox).focus()
        self._offer(stay=False)

    def show_counts(self) -> None:
        """Show the counts that have come since."""
        if self.is_mounted:
            self._offer()

    def _offer(self, *, stay: bool = True) -> None:
        saved = self._store.saved()
        entries = [
            Entry(
                _("Saved"),
                f"{each.name}   {each.query}" if each.query != each.name else each.name,
                f"={each.query}",
                f"{self._store.found[each.query]:,}" if each.query in self._store.found else "",
                current=each.query == self._current,
            )
            for each in saved
        ]
        if self._current and all(each.query != self._current for each in saved):
            name = _("save “{filter}” as ...").format(filter=self._current)
            entries.insert(0, Entry(_("The filter there is"), name, _SAVE))
        self.query_one(NarrowBox).offer(entries, stay=stay)
        if not entries:
            self.query_one(NarrowBox).say([(" " + _("none yet: / filters, and here is where it is saved"), MUTED)])

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Do something with the filter under the cursor; narrow by any other key."""
        actions = {"enter": "apply", "tab": "open", "ctrl+o": "open", "ctrl+s": "save", "delete": "delete"}
        if event.key == "ctrl+z":
            self._bring_back()
        elif event.key in actions:
            self._do(actions[event.key])
        elif not self.query_one(NarrowBox).take(event):
            return
        event.stop()
        event.prevent_default()

    @on(EntryList.Chosen)
    def _chosen(self, event: EntryList.Chosen) -> None:
        event.stop()
        self._do("apply")

    @on(OneLine.Pressed)
    def _pressed(self, event: OneLine.Pressed) -> None:
        event.stop()
        self._do(event.action)

    def _do(self, what: str) -> None:
        entry = self.query_one(NarrowBox).current
        if what == "save" or (entry is not None and entry.action == _SAVE and what == "apply"):
            if self._current:
                self.dismiss(FilterChoice("save", self._current))
            else:
                self.query_one(NarrowBox).say([(" " + _("no filter is on: / begins one"), MUTED)])
        elif entry is None or entry.action == _SAVE:
            return
        elif what == "delete":
            self._delete(entry.action[1:])
        else:
            self.dismiss(FilterChoice("open" if what == "open" else "apply", entry.action[1:]))

    def _delete(self, query: str) -> None:
        one = next((each for each in self._store.saved() if each.query == query), None)
        if one is None or not self._done(lambda: self._store.delete(one.name)):
            return
        self._deleted.append(one)
        said = _("deleted {name}").format(name=one.name)
        self.query_one(NarrowBox).say(
            [(f" {said}   ", MUTED), ("ctrl+z", ACCENT_BOLD), (" " + _("brings it back"), MUTED)]
        )

    def _bring_back(self) -> None:
        if self._deleted:
            one = self._deleted.pop()
            self._done(lambda: self._store.restore(one))

    def _done(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except DigestReaderError as error:
            self.query_one(NarrowBox).say([(f" {error.message}", MUTED)])
            return False
        self._offer()
        return True
