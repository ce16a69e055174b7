"""Where the person is and what is shown there: a place, its papers, the filter, the cursor, the selection.

Knows the library and no widget; the screen asks it what to draw and tells it what was pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from digest_reader.errors import UnknownPaperError
from digest_reader.filter import Hits
from digest_reader.library import Library
from digest_reader.models import Batch, Row, Split, State, Step
from digest_reader.query import Query, parse
from digest_reader.reading_lists import ReadingList
from digest_reader.triage import Queue

PlaceKind = Literal["batch", "list", "later", "all"]


@dataclass(frozen=True, slots=True)
class Place:
    """What is open.

    Attributes:
        kind: A batch, a reading list, the papers put off, or all papers.
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
        self._anchor: int | None = None
        self._marked: set[int] = set()
        self.reload_names()

    # Where to be

    def reload_names(self) -> None:
        """Read again which batches and lists there are."""
        self.batches = self._library.batches()
        self.lists = self._library.lists()

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
        """Go to a place, to a paper there if it is given and there, else to the first undecided one."""
        match place.kind:
            case "batch":
                view = self._library.batch_view(place.key, place.category)
            case "list":
                view = self._library.list_view(place.key, self.newest_first)
            case "later":
                view = self._library.later_view()
            case "all":
                view = self._library.all_view()
        self.place = place
        self.done = False
        self.splits = view.splits
        self.whole = self.shown = Queue(view)
        self.filter_text, self.query, self.hits = "", None, None
        self.clear_selection()
        found = self.whole.index_of(cursor_key) if cursor_key is not None else None
        first = self.whole.first_undecided() if place.kind == "batch" else 0
        self.cursor = found if found is not None else first or 0

    def reopen(self) -> None:
        """Read the place again after the library changed under it, and stay with paper and filter."""
        if self.place is None:
            return
        key, text, cursor, done = self.current_key, self.filter_text, self.cursor, self.done
        self.reload_names()
        if self.place.kind == "list" and self.reading_list is None:
            self.open_home()
            return
        self.open(self.place, key)
        if text:
            self.apply_filter(text, self._library.search(text, self.whole.keys if self.whole else ()))
            if key is not None:
                self.go_to_key(key)
        if self.current_key != key:
            self.cursor = min(cursor, max(len(self) - 1, 0))
        self.done = done and self.finished()

    def open_home(self) -> bool:
        """Go to the newest batch with undecided papers; return False when the library is empty."""
        key = self._library.batch_to_open()
        if key is None:
            self.place = self.whole = self.shown = None
            return False
        self.open(Place("batch", key))
        return True

    def neighbour_batch(self, offset: int) -> Batch | None:
        """Return the batch so many days later (positive) or earlier than this one, or than the newest."""
        keys = [batch.key for batch in self.batches]
        if self.place is None or self.place.kind != "batch" or self.place.key not in keys:
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
        found = None if self.shown is None else self.shown.next_undecided(self.cursor)
        if found is not None:
            self.cursor = found
        return found is not None

    def previous_undecided(self) -> bool:
        """Go to the previous undecided paper; return False when none is left."""
        found = None if self.shown is None else self.shown.previous_undecided(self.cursor)
        if found is not None:
            self.cursor = found
        return found is not None

    def go_on(self) -> bool:
        """In a batch, go to the next undecided paper; return whether there was one."""
        return self.place is not None and self.place.kind == "batch" and self.next_undecided()

    def finished(self) -> bool:
        """Return whether a whole batch is shown and nothing in it waits for a decision."""
        whole = self.place is not None and self.place.kind == "batch" and self.place.category is None
        if not whole or self.whole is None or self.query is not None or not len(self.whole):
            return False
        return self.whole.counts().left == 0

    def stepped(self, step: Step) -> None:
        """Take over what a step, done or undone, made of its papers and of the lists."""
        in_batch = self.place is not None and self.place.kind == "batch"
        if not in_batch or step.action not in ("decide", "save"):
            self.changed(None)
            self.reopen()
            return
        self.changed(step.keys)
        self.lists = self._library.lists()
        for row in self._library.rows(step.keys):
            for queue in {id(queue): queue for queue in (self.whole, self.shown) if queue is not None}.values():
                queue.set_state(row.key, self._state_here(queue, row))

    def _state_here(self, queue: Queue, row: Row) -> State:
        """Return a paper's state as this place counts it: one that came back from later waits for a decision."""
        index = queue.index_of(row.key)
        section = None if index is None else queue.section_of(index)
        back = section is not None and queue.sections[section].name == "later"
        here = row.decision is not None and self.place is not None and row.decision.batch == self.place.key
        return "new" if back and row.state == "later" and not here else row.state

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
        self.clear_selection()
        self.cursor = 0
        if key is not None and not self.by_relevance:
            self.go_to_key(key)

    def clear_filter(self) -> None:
        """Show the whole place again, the cursor staying on its paper."""
        key = self.current_key
        self.filter_text, self.query, self.hits = "", None, None
        self.shown = self.whole
        self.clear_selection()
        if key is None or not self.go_to_key(key):
            self.cursor = 0

    # Selection

    @property
    def selected(self) -> frozenset[int]:
        """The rows selected: the range from its anchor to the cursor, and what was marked."""
        if self._anchor is None:
            return frozenset(self._marked)
        low, high = sorted((self._anchor, self.cursor))
        return frozenset(self._marked) | frozenset(range(low, high + 1))

    @property
    def selecting(self) -> bool:
        """Whether anything is selected."""
        return self._anchor is not None or bool(self._marked)

    def clear_selection(self) -> None:
        """Select nothing."""
        self._anchor = None
        self._marked.clear()

    def toggle_range(self) -> None:
        """Begin a range at the cursor, or keep the one there is as marked rows."""
        if self._anchor is None:
            self._anchor = self.cursor
        else:
            self._marked = set(self.selected)
            self._anchor = None

    def extend(self, offset: int) -> None:
        """Begin a range if there is none, and move its end."""
        if self._anchor is None:
            self._anchor = self.cursor
        self.move(offset)

    def toggle_mark(self) -> None:
        """Mark the row under the cursor or unmark it."""
        self._marked ^= {self.cursor}

    def select_all(self) -> None:
        """Select every row shown."""
        self._anchor = None
        self._marked = set(range(len(self)))

    def chosen_keys(self) -> list[int]:
        """Return the papers that a decision key decides: the selection, else the one under the cursor."""
        if self.selecting:
            return [self.keys[index] for index in sorted(self.selected)]
        return [] if self.current_key is None else [self.current_key]

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
        if not isinstance(memory, dict) or not self.batches or memory.get("newest") != self.batches[0].key:
            return False
        place = Place(memory.get("kind") or "batch", memory.get("key") or "", memory.get("category"))
        batch_keys = {batch.key for batch in self.batches}
        list_slugs = {one.slug for one in self.lists}
        if (place.kind == "batch" and place.key not in batch_keys) or (
            place.kind == "list" and place.key not in list_slugs
        ):
            return False
        paper = memory.get("paper")
        self.open(place)
        key = self._key_of(paper)
        text = memory.get("filter")
        if text and self.whole is not None:
            self.apply_filter(text, self._library.search(text, self.whole.keys))
        found = key is not None and self.go_to_key(key)
        if found and place.kind == "batch" and self.shown is not None and self.shown.state(self.cursor) != "new":
            self.next_undecided()
        return True

    def _key_of(self, paper_id: Any) -> int | None:
        try:
            return self._library.find(paper_id) if isinstance(paper_id, str) else None
        except UnknownPaperError:
            return None
