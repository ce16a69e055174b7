"""Where the person is and what is shown there: a place, its papers, the filter, the cursor.

Knows the library and no widget; the screen asks it what to draw and tells it what was pressed. How all that is written
down and found again is `tui.whereabouts`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from digest_reader.batch_list import Batches
from digest_reader.errors import ReadingListError, SavedFilterError
from digest_reader.library import Library
from digest_reader.models import ORDERS, Batch, Order, Row, Split, State, Step, View
from digest_reader.reading_lists import ReadingList
from digest_reader.saved_filters import SavedFilter
from digest_reader.triage import Queue
from tui.place import NO_FILTER, STANDING, TRIAGED, Filter, Opened, Place, PlaceKind
from tui.query_text import doubtful_parts
from tui.selection import Selection

if TYPE_CHECKING:
    from digest_reader.filter import Hits
    from digest_reader.query import Query


def _parsed(text: str) -> Query:
    # The query language is loaded for the first filter: no first screen has one.
    from digest_reader.query import parse

    return parse(text)


class Worklist:
    """One place of the library at a time, and where one is in it."""

    def __init__(
        self, library: Library, orders: dict[str, str] | None = None, lang: Callable[[], str] = lambda: "en"
    ) -> None:
        """Be nowhere yet.

        Args:
            library: Where the papers are.
            orders: Kind of place to the order that the person gave it; changed when they choose another.
            lang: Returns the language of titles, by which they are sorted.
        """
        self._library = library
        self._lang = lang
        self._orders = {} if orders is None else orders
        self.edition = 0
        """Another number whenever anything here has changed: what was read before is out of date then."""
        self.batches = Batches((), lambda keys: ())
        self.lists: list[ReadingList] = []
        self.saved: list[SavedFilter] = []
        self.saved_problem = ""
        """Why the saved filters cannot be read, empty when they can."""
        self.place: Place | None = None
        self.splits: tuple[Split, ...] = ()
        self.whole: Queue | None = None
        self.shown: Queue | None = None
        self.cursor = 0
        self.filter = NO_FILTER
        self.query: Query | None = None
        self.hits: Hits | None = None
        self._unknown: Sequence[tuple[int, int]] = ()
        self.by_relevance = False
        self.done = False
        """Whether the finished day's summary stands in place of its papers."""
        self.changed: Callable[[Sequence[int] | None], None] = lambda keys: None
        """Told which papers' rows changed, None for all."""
        self.selection = Selection()
        self.reload_names()

    # Where to be

    def reload_names(self) -> None:
        """Read again which batches, lists and saved filters there are."""
        self.saved = self._saved_filters()
        self.batches = self._library.batches()
        self.lists = self._library.lists()

    def _saved_filters(self) -> list[SavedFilter]:
        try:
            self.saved_problem = ""
            return self._library.saved_filters()
        except SavedFilterError as error:
            self.saved_problem = " ".join(part for part in (error.message, error.hint) if part)
            return []

    @property
    def kind(self) -> PlaceKind | None:
        """What kind of place is open, None in an empty library."""
        return None if self.place is None else self.place.kind

    @property
    def inbox_days(self) -> int:
        """How many days the inbox looks back."""
        return self._library.inbox_days

    @property
    def triaged(self) -> bool:
        """Whether the papers of the place wait for decisions."""
        return self.kind in TRIAGED

    @property
    def decided_in(self) -> str | None:
        """Key of the batch that a decision taken here belongs to, None where it belongs to none."""
        if self.place is None or self.kind not in STANDING:
            return None
        return self.place.key if self.kind == "batch" else self.batches.keys[0] if self.batches else None

    @property
    def marked(self) -> Query | None:
        """The query whose matches are worth marking: the filter's, else that of the place itself."""
        if self.query is None and self.place is not None and self.kind == "filter":
            return _parsed(self.place.key)
        return self.query

    # Order

    @property
    def newest_first(self) -> bool:
        """Whether reading lists are shown newest first rather than in their own order."""
        return self._orders.get("list") != "own"

    @newest_first.setter
    def newest_first(self, on: bool) -> None:
        self._orders["list"] = "newest" if on else "own"

    def read_in_other_language(self) -> None:
        """Sort anew what is sorted by titles."""
        if self.kind == "batch" and self.order == "title":
            self.reopen()

    @property
    def order(self) -> Order:
        """In which order days are shown."""
        order = self._orders.get("batch")
        return next((each for each in ORDERS if each == order), ORDERS[0])

    def next_order(self) -> bool:
        """Show the place in the next order that its kind has, the cursor staying on its paper.

        Returns:
            Whether its kind has more than one.
        """
        if self.kind == "list":
            self.newest_first = not self.newest_first
        elif self.kind == "batch":
            self._orders["batch"] = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        else:
            return False
        self.reopen()
        return True

    @property
    def batch(self) -> Batch | None:
        """The batch that is open, None elsewhere."""
        if self.place is None or self.place.kind != "batch":
            return None
        return self.batches.of(self.place.key)

    @property
    def reading_list(self) -> ReadingList | None:
        """The reading list that is open, None elsewhere."""
        if self.place is None or self.place.kind != "list":
            return None
        return next((one for one in self.lists if one.slug == self.place.key), None)

    def read(self, place: Place, kept: Filter = NO_FILTER) -> Opened:
        """Read a place without going there. Safe in any thread.

        Args:
            place: The place.
            kept: The filter to narrow it with.

        Raises:
            ReadingListError: The place is a reading list that is no longer there.
        """
        view = self._view(place)
        if place.category is not None and place.category not in {split.category for split in view.splits}:
            # The papers of a split may have gone elsewhere since.
            place = Place(place.kind, place.key)
            view = self._view(place)
        return Opened(place, view, kept, self._library.search(kept.query, view.keys) if kept else None)

    def open(self, place: Place, cursor_key: int | None = None) -> None:
        """Go to a place, to a paper there if it is given and there, else to the first undecided one.

        Raises:
            ReadingListError: The place is a reading list that is no longer there.
        """
        self.enter(self.read(place), cursor_key)

    def enter(self, opened: Opened, cursor_key: int | None = None) -> None:
        """Go to a place that was read, to a paper there if it is given and there, else to the first undecided one."""
        self.edition += 1
        self.place = opened.place
        self.splits = opened.view.splits
        self.whole = self.shown = Queue(opened.view)
        self.filter, self.query, self.hits = NO_FILTER, None, None
        self._unknown = opened.view.unknown
        self.selection.clear()
        self.changed(None)
        if opened.hits is not None:
            self.apply_filter(opened.filter, opened.hits)
        self.done = self._finished()
        first = self.shown.first_undecided() if self.kind in STANDING and not self.by_relevance else 0
        self.cursor = first or 0
        if cursor_key is not None:
            self.go_to_key(cursor_key)

    def _view(self, place: Place) -> View:
        match place.kind:
            case "batch":
                return self._library.batch_view(place.key, place.category, self.order, lang=self._lang())
            case "list":
                return self._library.list_view(place.key, self.newest_first)
            case "later":
                return self._library.later_view()
            case "inbox":
                return self._library.inbox_view()
            case "missed":
                return self._library.missed_view()
            case "filter":
                return self._library.filter_view(place.key)

    def reopen(self, opened: Opened | None = None) -> None:
        """Show the place anew after the library changed under it, and stay with paper, filter and selection.

        Args:
            opened: The place with its filter as it was read beside the screen; read here when absent.
        """
        if self.place is None:
            self.reload_names()
            self.open_home()
            return
        key, cursor, done = self.current_key, self.cursor, self.done
        selected = [self.keys[index] for index in self.selection.rows(self.cursor)]
        self.reload_names()
        try:
            self.enter(opened or self.read(self.place, self.filter))
        except ReadingListError:
            self.open_home()
            return
        if key is None or not self.go_to_key(key):
            self.cursor = min(cursor, max(len(self) - 1, 0))
        if self.shown is not None:
            self.selection.mark(row for key in selected if (row := self.shown.index_of(key)) is not None)
        self.done = self.done and done

    def refresh_rows(self) -> None:
        """Show what is new of the papers that are here, without reading again which these are."""
        self.reload_names()
        self.changed(None)

    def open_home(self) -> bool:
        """Go to the newest batch with undecided papers; return False when the library is empty."""
        key = self._library.batch_to_open()
        if key is None:
            self.place = self.whole = self.shown = None
            return False
        self.open(Place("batch", key))
        return True

    def neighbour_batch(self, offset: int) -> Batch | None:
        """Return the batch so many days later (positive) or earlier; from a reading list, the newest."""
        place = None if self.place is None else self.batches.place_of(self.place.key)
        if place is None:
            return self.batches[0] if self.batches else None
        at = place - offset
        return self.batches[at] if 0 <= at < len(self.batches) else None

    # Papers

    def __len__(self) -> int:
        return 0 if self.shown is None else len(self.shown)

    @property
    def keys(self) -> Sequence[int]:
        """The papers shown, in order."""
        return () if self.shown is None else self.shown.keys

    @property
    def current_key(self) -> int | None:
        """The paper under the cursor."""
        return self.keys[self.cursor] if self.cursor < len(self) else None

    def chosen_keys(self) -> list[int]:
        """Return the papers that a decision key decides: the selection, else the one under the cursor."""
        rows = self.selection.rows(self.cursor) or {self.cursor}
        return [self.keys[index] for index in sorted(rows) if index < len(self)]

    def select_all(self) -> int:
        """Select what is undecided of what is shown, or all of it; return how many that are.

        Whoever has saved nine papers of a day and skips the rest does not mean the nine. All are selected where all
        or none are undecided, in a reading list, and when what is undecided is selected already.
        """
        undecided = [] if self.shown is None or self.kind == "list" else self.shown.undecided_rows()
        again = self.selection.rows(self.cursor) == frozenset(undecided)
        rows = range(len(self)) if again or not undecided else undecided
        self.selection.mark(rows)
        return len(rows)

    def go_to_key(self, key: int) -> bool:
        """Put the cursor on a paper; return whether it is shown."""
        index = None if self.shown is None else self.shown.index_of(key)
        if index is not None:
            self.cursor = index
        return index is not None

    def move(self, offset: int) -> None:
        """Move the cursor by rows, within the list."""
        self.cursor = min(max(self.cursor + offset, 0), max(len(self) - 1, 0))

    def next_undecided(self) -> bool:
        """Go to the next undecided paper; return False when none is left."""
        return self._go_to(None if self.shown is None else self.shown.next_undecided(self.cursor))

    def previous_undecided(self) -> bool:
        """Go to the previous undecided paper; return False when none is left."""
        return self._go_to(None if self.shown is None else self.shown.previous_undecided(self.cursor))

    def _go_to(self, index: int | None) -> bool:
        if index is not None:
            self.cursor = index
        return index is not None

    def go_on(self) -> None:
        """Where papers wait go to the next undecided one; elsewhere, or when none is left, to the next row."""
        if self.kind not in STANDING or not self.next_undecided():
            self.move(1)

    # Steps

    def stepped(self, step: Step) -> None:
        """Take over what a step, done or undone, made of its papers and of the lists."""
        self.edition += 1
        if not self._can_follow(step) or self.whole is None:
            left = 0 if self.whole is None else self.whole.counts().left
            self.reopen()
        else:
            left = self.whole.counts().left
            self.changed(step.keys)
            self.lists = self._library.lists()
            for row in self._library.rows(step.keys):
                for queue in {id(queue): queue for queue in (self.whole, self.shown) if queue is not None}.values():
                    queue.set_state(row.key, self._state_here(queue, row))
        # The summary comes with the last decision, not again with each later change of mind.
        self.done = self._finished() and (self.done or left > 0)

    def _can_follow(self, step: Step) -> bool:
        """Tell whether a step changes nothing here but states of papers that are here.

        What stays until it is left, and may be most of the library, is not read again for any step.
        """
        if self.whole is not None and self.kind in STANDING and self.kind != "batch":
            return True
        if self.kind not in STANDING or self.whole is None or step.action not in ("decide", "save", "note"):
            return False
        return all(self.whole.index_of(key) is not None for key in step.keys)

    def _state_here(self, queue: Queue, row: Row) -> State:
        """Return a paper's state as this place counts it: one that is back from later waits for a decision."""
        index = queue.index_of(row.key)
        section = None if index is None else queue.section_of(index)
        back = section is not None and queue.sections[section].name == "later"
        here = row.decision is not None and row.decision.batch == self.decided_in
        return "new" if back and row.state == "later" and not here else row.state

    def _finished(self) -> bool:
        """Return whether a whole day, or all that waits, is shown and nothing in it waits for a decision."""
        if not self.triaged or self.place is None or self.place.category is not None or self.query is not None:
            return False
        return self.whole is not None and len(self.whole) > 0 and self.whole.counts().left == 0

    # Filter

    def apply_filter(self, kept: Filter, hits: Hits) -> None:
        """Show only what a filter found, the cursor staying on its paper if that is among it."""
        if self.whole is None:
            return
        self.edition += 1
        key = self.current_key
        self.filter, self.hits = kept, hits
        self.query = _parsed(kept.text) if kept else None
        if self.query is None:
            self.shown = self.whole
        elif self.by_relevance:
            self.shown = self.whole.in_order(hits.ranked)
        else:
            self.shown = self.whole.narrowed(hits)
        self.selection.clear()
        self.cursor = 0
        if key is not None and not self.by_relevance:
            self.go_to_key(key)

    def clear_filter(self) -> None:
        """Show the whole place again, the cursor staying on its paper."""
        self.edition += 1
        key = self.current_key
        self.filter, self.query, self.hits = NO_FILTER, None, None
        self.shown = self.whole
        self.selection.clear()
        if key is None or not self.go_to_key(key):
            self.cursor = 0

    @property
    def told_unknown(self) -> frozenset[str]:
        """The parts of the filter that mean nothing, as the search told them that found what is shown."""
        query = self.filter.query
        return frozenset() if self.hits is None else frozenset(query[start:end] for start, end in self.hits.unknown)

    def doubtful(self) -> list[str]:
        """Return the parts that mean nothing of the filter, without one of the query that the place is."""
        if self.query is None:
            return [] if self.place is None else [self.place.key[start:end] for start, end in self._unknown]
        text = self.filter.text
        return [text[start:end] for start, end in doubtful_parts(text, self.told_unknown)]
