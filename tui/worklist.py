"""Where the person is and what is shown there: a place, its papers, the filter, the cursor.

Knows the library and no widget; the screen asks it what to draw and tells it what was pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from digest_reader.errors import ReadingListError, UnknownPaperError
from digest_reader.filter import Hits
from digest_reader.library import Library
from digest_reader.models import Batch, Row, Split, State, Step, View
from digest_reader.query import Query, parse
from digest_reader.reading_lists import ReadingList
from digest_reader.triage import Queue
from tui.selection import Selection

PlaceKind = Literal["batch", "list", "later"]


@dataclass(frozen=True, slots=True)
class Place:
    """What is open.

    Attributes:
        kind: A batch, a reading list, or the papers put off.
        key: Key of the batch or slug of the list.
        category: The split of a batch, None for all of it.
    """

    kind: PlaceKind
    key: str = ""
    category: str | None = None


class Worklist:
    """One place of the library at a time, and where one is in it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.batches: list[Batch] = []
        self.lists: list[ReadingList] = []
        self.place: Place | None = None
        self.splits: tuple[Split, ...] = ()
        self.whole: Queue | None = None
        self.shown: Queue | None = None
        self.cursor = 0
        self.filter_text = ""
        self.query: Query | None = None
        self.hits: Hits | None = None
        self.by_relevance = False
        self.newest_first = True
        self.done = False
        """Whether the finished day's summary stands in place of its papers."""
        self.changed: Callable[[Sequence[int] | None], None] = lambda keys: None
        """Told which papers' rows changed, None for all."""
        self.selection = Selection()
        self.reload_names()

    # Where to be

    def reload_names(self) -> None:
        """Read again which batches and lists there are."""
        self.batches = self._library.batches()
        self.lists = self._library.lists()

    @property
    def kind(self) -> PlaceKind | None:
        """What kind of place is open, None in an empty library."""
        return None if self.place is None else self.place.kind

    @property
    def batch(self) -> Batch | None:
        """The batch that is open, None elsewhere."""
        if self.place is None or self.place.kind != "batch":
            return None
        return next((batch for batch in self.batches if batch.key == self.place.key), None)

    @property
    def reading_list(self) -> ReadingList | None:
        """The reading list that is open, None elsewhere."""
        if self.place is None or self.place.kind != "list":
            return None
        return next((one for one in self.lists if one.slug == self.place.key), None)

    def open(self, place: Place, cursor_key: int | None = None) -> None:
        """Go to a place, to a paper there if it is given and there, else to the first undecided one.

        Raises:
            ReadingListError: The place is a reading list that is no longer there.
        """
        view = self._view(place)
        if place.category is not None and place.category not in {split.category for split in view.splits}:
            # The papers of a split may have gone elsewhere since.
            place = Place(place.kind, place.key)
            view = self._view(place)
        self.place = place
        self.splits = view.splits
        self.whole = self.shown = Queue(view)
        self.filter_text, self.query, self.hits = "", None, None
        self.selection.clear()
        self.changed(None)
        self.done = self._finished()
        first = self.whole.first_undecided() if place.kind == "batch" else 0
        self.cursor = first or 0
        if cursor_key is not None:
            self.go_to_key(cursor_key)

    def _view(self, place: Place) -> View:
        match place.kind:
            case "batch":
                return self._library.batch_view(place.key, place.category)
            case "list":
                return self._library.list_view(place.key, self.newest_first)
            case "later":
                return self._library.later_view()

    def reopen(self) -> None:
        """Read the place again after the library changed under it, and stay with paper, filter and selection."""
        if self.place is None:
            self.reload_names()
            self.open_home()
            return
        key, text, cursor, done = self.current_key, self.filter_text, self.cursor, self.done
        selected = [self.keys[index] for index in self.selection.rows(self.cursor)]
        self.reload_names()
        try:
            self.open(self.place, key)
        except ReadingListError:
            self.open_home()
            return
        if text:
            self.apply_filter(text, self._library.search(text, self.whole.keys if self.whole else ()))
        if key is None or not self.go_to_key(key):
            self.cursor = min(cursor, max(len(self) - 1, 0))
        if self.shown is not None:
            self.selection.mark(row for key in selected if (row := self.shown.index_of(key)) is not None)
        self.done = self.done and done

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
        keys = [batch.key for batch in self.batches]
        if self.place is None or self.place.key not in keys:
            return self.batches[0] if self.batches else None
        at = keys.index(self.place.key) - offset
        return self.batches[at] if 0 <= at < len(keys) else None

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
        """In a batch go to the next undecided paper; elsewhere, or when none is left, to the next row."""
        if self.kind != "batch" or not self.next_undecided():
            self.move(1)

    # Steps

    def stepped(self, step: Step) -> None:
        """Take over what a step, done or undone, made of its papers and of the lists."""
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
        """Tell whether a step changes nothing here but states of papers that are here."""
        if self.kind != "batch" or self.whole is None or step.action not in ("decide", "save"):
            return False
        return all(self.whole.index_of(key) is not None for key in step.keys)

    def _state_here(self, queue: Queue, row: Row) -> State:
        """Return a paper's state as this place counts it: one that is back from later waits for a decision."""
        index = queue.index_of(row.key)
        section = None if index is None else queue.section_of(index)
        back = section is not None and queue.sections[section].name == "later"
        here = row.decision is not None and self.place is not None and row.decision.batch == self.place.key
        return "new" if back and row.state == "later" and not here else row.state

    def _finished(self) -> bool:
        """Return whether a whole batch is shown and nothing in it waits for a decision."""
        if self.kind != "batch" or self.place is None or self.place.category is not None or self.query is not None:
            return False
        return self.whole is not None and len(self.whole) > 0 and self.whole.counts().left == 0

    # Filter

    def apply_filter(self, text: str, hits: Hits) -> None:
        """Show only what a filter found, the cursor staying on its paper if that is among it."""
        if self.whole is None:
            return
        key = self.current_key
        self.filter_text, self.hits = text, hits
        self.query = parse(text) if text.strip() else None
        if self.query is None:
            self.shown = self.whole
        elif self.by_relevance:
            self.shown = self.whole.in_order(hits.ranked)
        else:
            self.shown = self.whole.narrowed(hits.keys)
        self.selection.clear()
        self.cursor = 0
        if key is not None and not self.by_relevance:
            self.go_to_key(key)

    def clear_filter(self) -> None:
        """Show the whole place again, the cursor staying on its paper."""
        key = self.current_key
        self.filter_text, self.query, self.hits = "", None, None
        self.shown = self.whole
        self.selection.clear()
        if key is None or not self.go_to_key(key):
            self.cursor = 0

    # Coming back

    def memory(self) -> dict[str, Any]:
        """Return where the person is, as JSON."""
        key = self.current_key
        return {
            "newest": self.batches[0].key if self.batches else None,
            "kind": self.place.kind if self.place else None,
            "key": self.place.key if self.place else None,
            "category": self.place.category if self.place else None,
            "filter": self.filter_text,
            "paper": self._library.rows([key])[0].id if key is not None else None,
        }

    def resume(self, memory: Any) -> bool:
        """Go back to where the person was, unless newer digests have come since; return whether it did."""
        place = self._place_of(memory)
        if place is None or not self.batches or memory.get("newest") != self.batches[0].key:
            return False
        self.open(place)
        text = memory.get("filter")
        if isinstance(text, str) and text and self.whole is not None:
            self.apply_filter(text, self._library.search(text, self.whole.keys))
        key = self._key_of(memory.get("paper"))
        found = key is not None and self.go_to_key(key)
        if found and place.kind == "batch" and self.shown is not None and self.shown.state(self.cursor) != "new":
            self.next_undecided()
        return True

    def _place_of(self, memory: Any) -> Place | None:
        """Return the place of a memory if it is still there, None for anything else, of whatever version."""
        if not isinstance(memory, dict):
            return None
        kind, key, category = memory.get("kind"), memory.get("key"), memory.get("category")
        there: dict[Any, set[str]] = {
            "batch": {batch.key for batch in self.batches},
            "list": {one.slug for one in self.lists},
            "later": {""},
        }
        if not isinstance(kind, str) or not isinstance(key, str) or key not in there.get(kind, ()):
            return None
        return Place(cast("PlaceKind", kind), key, category if isinstance(category, str) else None)

    def _key_of(self, paper_id: Any) -> int | None:
        try:
            return self._library.find(paper_id) if isinstance(paper_id, str) else None
        except UnknownPaperError:
            return None
