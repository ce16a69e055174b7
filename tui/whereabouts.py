"""Where the person is, as it is written down, and how it is found again: at the next start, and on the way back."""

from __future__ import annotations

from typing import Any, cast

from digest_reader.errors import UnknownPaperError
from digest_reader.library import Library
from tui.place import Filter, Opened, Place, PlaceKind
from tui.worklist import Worklist


class Whereabouts:
    """Place, filter and paper of one worklist, as JSON and back."""

    def __init__(self, library: Library, worklist: Worklist) -> None:
        self._library = library
        self._work = worklist

    def memory(self) -> dict[str, Any]:
        """Return where the person is, as JSON."""
        work, key = self._work, self._work.current_key
        return {
            "newest": work.batches.keys[0] if work.batches else None,
            "kind": work.place.kind if work.place else None,
            "key": work.place.key if work.place else None,
            "category": work.place.category if work.place else None,
            "filter": work.filter.text,
            "wide": work.filter.wide,
            "paper": self._library.rows([key])[0].id if key is not None else None,
        }

    def remembered(self, memory: Any) -> tuple[Place, Filter] | None:
        """Return place and filter of a memory, None when it is of no use or newer digests have come since."""
        place = self._place_of(memory)
        if place is None or not self._work.batches or memory.get("newest") != self._work.batches.keys[0]:
            return None
        text = memory.get("filter")
        return place, Filter(text if isinstance(text, str) else "", memory.get("wide") is True)

    def come_back(self, opened: Opened, memory: Any) -> None:
        """Go to a place that was read, and to the paper of a memory, or the next undecided one after it."""
        self._work.enter(opened)
        key = self._key_of(memory.get("paper"))
        work = self._work
        found = key is not None and work.go_to_key(key)
        if found and work.triaged and work.shown is not None and work.shown.state(work.cursor) != "new":
            work.next_undecided()

    def _place_of(self, memory: Any) -> Place | None:
        """Return the place of a memory if it is still there, None for anything else, of whatever version."""
        if not isinstance(memory, dict):
            return None
        kind, key, category = memory.get("kind"), memory.get("key"), memory.get("category")
        there: dict[Any, set[str]] = {
            "batch": set(self._work.batches.keys),
            "list": {one.slug for one in self._work.lists},
            "later": {""},
            "inbox": {""},
            "missed": {""},
            "filter": {key} if isinstance(key, str) else set(),
        }
        if not isinstance(kind, str) or not isinstance(key, str) or key not in there.get(kind, ()):
            return None
        return Place(cast("PlaceKind", kind), key, category if isinstance(category, str) else None)

    def _key_of(self, paper_id: Any) -> int | None:
        try:
            return self._library.find(paper_id) if isinstance(paper_id, str) else None
        except UnknownPaperError:
            return None
