"""What the filter searches: an index of some papers until an import changes them, and their states, live.

What a query means and how papers match it is `digest_reader.query` and `digest_reader.filter`; these are
loaded with the first search, because the first screen needs none.
"""

from __future__ import annotations

import json
import threading
from array import array
from typing import TYPE_CHECKING

from digest_reader import large_views
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

_READ_AHEAD = 500
_NO_ABSTRACTS: Mapping[str, str] = {}


class Searcher:
    """Finds papers of the library by a query."""

    def __init__(self, database: Database, decisions: Decisions) -> None:
        """Index nothing yet."""
        self._database = database
        self._decisions = decisions
        self._indexes: dict[bytes, FilterIndex] = {}
        self._everything: Sequence[int] = ()
        self._digests: tuple[int, int] | None = None
        # An index serves one search at a time, and building one twice would be slower than waiting for it.
        self._one_at_a_time = threading.Lock()

    def search(self, text: str, within: Sequence[int] | None) -> Hits:
        """Return the papers that a query means, in the order of ``within``, by default newest batch first."""
        from digest_reader.query import parse

        query = parse(text)
        with self._one_at_a_time:
            self._drop_what_an_import_changed()
            if within is None:
                within = self._everything = self._everything or self._all_keys()
            return self._index(within).search(query, LiveFacts(self._database, self._decisions, within))

    def _drop_what_an_import_changed(self) -> None:
        with self._database.read() as connection:
            now = digests.newest_digest(connection)
        if now != self._digests:
            self._digests = now
            self._everything = ()
            self._indexes.clear()

    def _all_keys(self) -> Sequence[int]:
        with self._database.read() as connection:
            return large_views.everything(connection).keys

    def _index(self, within: Sequence[int]) -> FilterIndex:
        identity = array("q", within).tobytes()
        index = self._indexes.pop(identity, None) or self._built(within)
        self._indexes[identity] = index
        while len(self._indexes) > _KEPT:
            del self._indexes[next(iter(self._indexes))]
        return index

    def _built(self, within: Sequence[int]) -> FilterIndex:
        from digest_reader.filter import FilterIndex, Searchable

        with self._database.read() as connection:
            found = papers.searchable(connection, within)
        return FilterIndex(
            Searchable(
                key=key,
                id=paper_id,
                titles=json.loads(titles),
                authors=None if authors is None else tuple(json.loads(authors)),
                categories=tuple(json.loads(categories)),
            )
            for key, paper_id, titles, authors, categories in found
        )


class LiveFacts:
    """What a query asks of papers that changes without an import, or is too long for an index.

    Everything is read when it is first asked for, once for all papers or for some hundreds of them, because a
    query for each would take longer than the search.
    """

    def __init__(self, database: Database, decisions: Decisions, within: Sequence[int]) -> None:
        """Name the papers that may be asked for, in the order in which they will be."""
        self._database = database
        self._decisions = decisions
        self._within = within
        self._states: dict[int, int] | None = None
        self._lists: dict[int, tuple[str, ...]] | None = None
        self._rows: dict[int, int] | None = None
        self._abstracts: dict[int, Mapping[str, str]] = {}

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
        if key not in self._abstracts:
            if self._rows is None:
                self._rows = {paper: row for row, paper in enumerate(self._within)}
            row = self._rows.get(key)
            ahead = [key] if row is None else self._within[row : row + _READ_AHEAD]
            with self._database.read() as connection:
                evidence = digests.evidence(connection, ahead)
            self._abstracts = dict.fromkeys(ahead, _NO_ABSTRACTS)
            for paper, said in evidence.items():
                self._abstracts[paper] = {lang: text.text for lang, text in merge(said).abstract.items()}
        return self._abstracts[key]
