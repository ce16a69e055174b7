"""The views and the saved filters of one screen: offered in overlays and beside the list, counted beside the screen.

What there is to choose from is `tui.view_entries`; going there is `tui.going`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from digest_reader.errors import DigestReaderError
from digest_reader.i18n import _, plural
from digest_reader.library import Library
from tui.going import Going
from tui.ink import Line
from tui.place import Filter, Place
from tui.settings import Settings
from tui.widgets.paper_list import PaperList
from tui.widgets.side_list import Entry, SideList
from tui.worklist import Worklist

if TYPE_CHECKING:
    from textual.timer import Timer

    from digest_reader.models import Counts, Statistics
    from tui.app import ReaderApp
    from tui.listkeeping import Ask
    from tui.pace import Pace
    from tui.screens.filters import FilterChoice

_SOON_SECONDS = 0.4
"""How long after the last change the side list is counted anew: deciding never waits for it."""


class Viewing:
    """Shows the views of one screen and takes what is chosen.

    Args:
        screen: Over which overlays are shown, and whose workers count.
        library: What is viewed.
        worklist: What is open.
        going: Goes where a choice leads.
        settings: Say whether the views stand beside the list.
        ask: Asks for a name in the header.
        say: Shows a message, a key worth pressing with what it does, and what a click on that does.
        redraw: Is told when the parts of the body are others.
    """

    def __init__(
        self,
        screen: Screen[None],
        library: Library,
        worklist: Worklist,
        going: Going,
        settings: Settings,
        *,
        ask: Ask,
        say: Callable[[str, Line, str], object],
        redraw: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._library = library
        self._work = worklist
        self._going = going
        self._settings = settings
        self._ask = ask
        self._say = say
        self._redraw = redraw
        self._found: dict[str, int] = {}
        self._side_entries: Sequence[Entry] = ()
        self._timer: Timer | None = None
        self._drawn_edition = -1

    def entries(self, all_days: bool = False) -> list[Entry]:
        """Return every view there is now, with its count."""
        # Most first frames have no views beside the list.
        from tui.view_entries import view_entries

        self._work.reload_names()
        return view_entries(self._work, self._library.view_counts(), self._found, all_days=all_days)

    # The views

    def key(self) -> None:
        """Where there is room for the views beside the list: show them, go to them, hide them; else ask."""
        side = self._screen.query_one(SideList)
        if not self._settings.room_for_side(*self._screen.size):
            self.choose()
            return
        if side.has_focus or not self._settings.side:
            self._settings.side = not self._settings.side
            if not self._settings.side:
                self._screen.query_one(PaperList).focus()
            self._redraw()
        if self._settings.side:
            self._draw_side()
            side.take_focus()

    def choose(self, *, all_days: bool = False) -> None:
        """Ask for a view in an overlay."""
        # Overlays are loaded when they are wanted: no first screen has one.
        from tui.screens.views import ViewsScreen

        overlay = ViewsScreen(self.entries, all_days=all_days)
        self._screen.app.push_screen(overlay, self.go)
        self._count(overlay.show_counts)

    def go(self, action: str | None) -> None:
        """Go where an entry leads."""
        from tui.view_entries import ALL_DAYS, place_of

        if action == ALL_DAYS:
            self.choose(all_days=True)
        elif action is not None:
            kind, key = place_of(action)
            self._screen.query_one(PaperList).focus()
            self._going.to(Place(kind, key))

    # The views beside the list

    def refresh_soon(self) -> None:
        """Count and draw the views beside the list when nothing has changed for a moment."""
        if not self._screen.query_one(SideList).display or self._drawn_edition == self._work.edition:
            return
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(_SOON_SECONDS if self._side_entries else 0.01, self._refresh)

    def forget_names(self) -> None:
        """Draw the views beside the list anew, whose names are in another language now."""
        self._drawn_edition = -1

    def _refresh(self) -> None:
        self._drawn_edition = self._work.edition
        self._draw_side()
        self._count(self._draw_side)

    def _draw_side(self) -> None:
        side = self._screen.query_one(SideList)
        self._side_entries = self.entries()
        at = next((number for number, entry in enumerate(self._side_entries) if entry.current), side.cursor)
        side.show(self._side_entries, side.cursor if side.has_focus else at)

    # Statistics

    def statistics(self, pace: Pace) -> None:
        """Show how much was decided and kept, and how fast; it is counted beside the screen."""
        reader = cast("ReaderApp", self._screen.app)
        reader.hold_keys(reader.papers_came)
        self._screen.run_worker(lambda: self._read_statistics(pace), thread=True, group="statistics")

    def _read_statistics(self, pace: Pace) -> None:
        statistics, counts = self._library.statistics(), self._library.counts()
        if self._screen.is_running:
            self._screen.app.call_from_thread(self._show_statistics, statistics, counts, pace)

    def _show_statistics(self, statistics: Statistics, counts: Counts, pace: Pace) -> None:
        from tui.screens.statistics import StatisticsScreen

        self._screen.app.push_screen(StatisticsScreen(statistics, counts, pace))
        cast("ReaderApp", self._screen.app).papers_came()

    # Saved filters

    def filters(self) -> None:
        """Show the saved filters."""
        self._work.reload_names()
        if self._work.saved_problem:
            self._say(self._work.saved_problem, (), "")
            return
        from tui.screens.filters import FiltersScreen, FilterStore

        library = self._library
        store = FilterStore(library.saved_filters, library.delete_filter, library.restore_filter, self._found)
        overlay = FiltersScreen(store, self._work.filter.text.strip())
        self._screen.app.push_screen(overlay, self._filter_chosen)
        self._count(overlay.show_counts)

    def _filter_chosen(self, choice: FilterChoice | None) -> None:
        if choice is None:
            return
        query = choice.query
        match choice.do:
            case "apply":
                self._going.narrow(Filter(query))
            case "open":
                self._going.to(Place("filter", query))
            case "save":
                self._ask_name(query)

    def _ask_name(self, query: str) -> None:
        if parts := self._library.doubtful_parts(query):
            from tui.messages import hint

            told = plural("not saved: {parts} means nothing", "not saved: {parts} mean nothing", len(parts))
            self._say(told.format(parts=_(", ").join(parts)), hint("filter", _("mends it")), "filter")
        else:
            self._ask(_("Save the filter as:"), lambda name: self._save(name, query))

    def _save(self, name: str, query: str) -> None:
        try:
            self._library.save_filter(name, query)
        except DigestReaderError as error:
            self._ask(_("Save the filter as:"), lambda again: self._save(again, query), name)
            self._say(error.message, (), "")
        else:
            self._say(_("saved the filter {name}").format(name=name), (), "")

    # Counting

    def _count(self, counted: Callable[[], None]) -> None:
        """Count what the saved filters find in the whole library, beside the screen."""
        queries = [each.query for each in self._work.saved]
        if queries:
            self._screen.run_worker(lambda: self._search(queries, counted), thread=True, group="counts", exclusive=True)

    def _search(self, queries: Sequence[str], counted: Callable[[], None]) -> None:
        found = {query: len(self._library.search(query).keys) for query in queries}
        if self._screen.is_running:
            self._screen.app.call_from_thread(self._counted, found, counted)

    def _counted(self, found: dict[str, int], counted: Callable[[], None]) -> None:
        self._found.update(found)
        counted()
