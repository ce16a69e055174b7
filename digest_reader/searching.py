"""What the filter searches: an index of some papers until an import changes them, and their states, live.

What a query means and how papers match it is `digest_reader.query` and `digest_reader.filter`; these are
loaded with the first search, because the first screen needs none.
"""

from __future__ import annotations

import json
import threading
from array import array
from typing import TYPE_CHECKING

from digest_reader import browsing
from digest_reader.merge import merge
from digest_reader.models import STATES, State
from digest_reader.storage import digests, papers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest_reader.decisions import Decisions
    from digest_reader.filter import FilterIndex, Hits
    from digest_reader.storage.connection import Database

_KEPT = 3
"""So many indexes are kept: the batch on the screen, a list beside it, everything."""


class Searcher:
    """Finds papers of the library by a query."""

    def __init__(self, database: Database, decisions: Decisions) -> None:
        self._database = database
        self._decisions = decisions
        self._indexes: dict[tuple[tuple[int, int], bytes], FilterIndex] = {}
        self._lock = threading.Lock()

    def search(self, text: str, within: Sequence[int] | None) -> Hits:
        """Return the papers that a query means, in the order of ``within``, by default newest batch first."""
        from digest_reader.query import parse

        if within is None:
            with self._database.read() as connection:
                within = browsing.everything(connection).keys
        return self._index(within).search(parse(text), LiveFacts(self._database, self._decisions, within))

    def _index(self, within: Sequence[int]) -> FilterIndex:
        from digest_reader.filter import FilterIndex, Searchable

        with self._lock, self._database.read() as connection:
            identity = (digests.newest_digest(connection), array("q", within).tobytes())
            index = self._indexes.pop(identity, None)
            if index is None:
                index = FilterIndex(
                    Searchable(
                        key=key,
                        id=paper_id,
                        titles=json.loads(titles),
                        authors=None if authors is None else tuple(json.loads(authors)),
                        categories=tuple(json.loads(categories)),
                    )
                    for key, paper_id, titles, authors, categories in papers.searchable(connection, within)
                )
            self._indexes[identity] = index
            while len(self._indexes) > _KEPT:
                del self._indexes[next(iter(self._indexes))]
        return index


class LiveFacts:
    """What a query asks of papers that changes without an import, or is too long for an index."""

    def __init__(self, database: Database, decisions: Decisions, within: Sequence[int]) -> None:
        self._database = database
        self._decisions = decisions
        self._within = within
        self._states: dict[int, int] | None = None
        self._lists: dict[int, tuple[str, ...]] | None = None

    def state(self, key: int) -> State:
        """Return a paper's state."""
        if self._states is None:
            with self._database.read() as connection:
                placed = papers.placed(connection, self._within)
            self._states = {paper: state for paper, state, _, _ in placed}
        return STATES[self._states.get(key, 0)]

    def lists(self, key: int) -> tuple[str, ...]:
        """Return the names and slugs of the reading lists that hold a paper."""
        if self._lists is None:
            self._lists = self._names()
        return self._lists.get(key, ())

    def _names(self) -> dict[int, tuple[str, ...]]:
        lists = self._decisions.lists.all()
        with self._database.read() as connection:
            keys = papers.keys_of(connection, {entry.id for each in lists for entry in each.entries})
        found: dict[int, tuple[str, ...]] = {}
        for each in lists:
            names = tuple(dict.fromkeys((each.name, each.slug)))
            for entry in each.entries:
                if entry.id in keys:
                    found[keys[entry.id]] = (*found.get(keys[entry.id], ()), *names)
        return found

    def abstracts(self, key: int) -> Mapping[str, str]:
        """Return language to abstract of a paper."""
        with self._database.read() as connection:
            evidence = digests.evidence(connection, [key]).get(key)
        return {} if not evidence else {lang: text.text for lang, text in merge(evidence).abstract.items()}
