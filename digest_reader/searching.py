"""What the filter searches: an index in memory of a day, index files of everything, and what changes meanwhile, live.

What a query means and how papers match it is `digest_reader.query` and `digest_reader.index`; these are loaded with the
first search, because the first screen needs none.
"""

from __future__ import annotations

import json
import threading
from array import array
from typing import TYPE_CHECKING

from digest_reader import memory
from digest_reader.clock import today
from digest_reader.models import STATES, State
from digest_reader.storage import digests, notes, papers, searchable

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Collection, Mapping, Sequence

    from digest_reader.decisions import Decisions
    from digest_reader.filter import DigestFact, Hits
    from digest_reader.index.scoring import Scorer
    from digest_reader.index.search import Filter, Order
    from digest_reader.index.store import Store
    from digest_reader.query import Query
    from digest_reader.storage.connection import Database
    from digest_reader.watching import Watch

SMALL = 2_000
"""Up to so many papers are indexed in memory, which takes a fifth of a second at most."""

_KEPT = 3
"""So many indexes in memory are kept: the batch on the screen, a list beside it, another."""
_WAITED_SECONDS = 0.1
_INDEXED_AT_ONCE = 250
"""Papers after which other threads have a turn while an index in memory is made."""


class Searcher:
    """Finds papers of the library by a query."""

    def __init__(
        self,
        database: Database,
        decisions: Decisions,
        everything: Callable[[], Sequence[int]],
        view: Callable[[str], Sequence[int]],
        watch: Callable[[], Watch],
    ) -> None:
        """Index nothing yet.

        Args:
            database: The library.
            decisions: What was decided.
            everything: Gives all papers, newest batch first.
            view: Gives the papers of the ``inbox``, or those ``missed``.
            watch: Gives what the person watches.
        """
        self._database = database
        self._facts = LiveFacts(database, decisions, view, watch)
        self._read_everything = everything
        self._closed = False
        self._small: dict[bytes, Filter] = {}
        self._store: Store | None = None
        self._large: _Large | None = None
        self._everything: Sequence[int] = ()
        self._digests: tuple[int, int] | None = None
        # An index serves one search at a time, and building one twice would be slower than waiting for it.
        self._one_at_a_time = threading.Lock()

    def close(self) -> None:
        """Stop what is done beside."""
        self._closed = True
        if self._store is not None:
            self._store.close()

    def search(self, text: str, within: Sequence[int] | None) -> Hits:
        """Return the papers that a query means, in the order of ``within``, by default newest batch first.

        Among some thousands of papers it searches what is indexed by now, and the hits say when that is not all. Among
        all papers (no ``within``) it waits until all are indexed.
        """
        from digest_reader.query import parse

        # Half a character, as the command line gives for bytes that are no text, is nothing that an index can hold.
        query = parse(text.encode("utf-8", "replace").decode())
        if within is None:
            self._wait_for_index(_asks_texts(query))
        with self._one_at_a_time:
            self._drop_what_an_import_changed()
            if within is None:
                within = self._everything = self._everything or self._read_everything()
            if len(within) <= SMALL:
                return self._in_order(self._small_filter(within).search(query, self._facts))
            return self._search_large(query, within)

    def prepare(self, within: Sequence[int] | None = None) -> None:
        """Get ready what a search needs: index files where the library is large, and an index of few papers.

        The index files are brought up to date beside.

        Args:
            within: The papers that are likely to be searched next.
        """
        if self._closed:
            return
        with self._database.read() as connection:
            large = searchable.size(connection) > SMALL
        few = within if within is not None and len(within) <= SMALL else None
        if not (large or few):
            return
        memory.share()
        # What a search loads takes a tenth of a second.
        import rapidfuzz.distance
        import rapidfuzz.fuzz
        import rapidfuzz.process  # noqa: F401

        import digest_reader.index.search
        import digest_reader.query  # noqa: F401

        if few:
            with self._one_at_a_time:
                self._drop_what_an_import_changed()
                index = self._small_filter(few)
            # By itself, so that a search may come between.
            with self._one_at_a_time:
                if not self._closed:
                    index.load_texts()
        if self._closed or not large:
            return
        # The papers in their order, which may take seconds the first time: a search of few papers does not wait for it.
        imports, everything = self._imports(), self._read_everything()
        with self._one_at_a_time:
            if self._closed:
                return
            self._drop_what_an_import_changed()
            if imports == self._digests:
                self._everything = self._everything or everything
                self._large_index(self._everything, texts=True)
        memory.give_back()

    def _wait_for_index(self, texts: bool) -> None:
        """Wait until everything is indexed, and let others search what is until then."""
        last = False
        while True:
            with self._one_at_a_time, self._database.read() as connection:
                if searchable.size(connection) <= SMALL:
                    return
                store = self._index_files()
                shown = store.indexed(connection, "shown")
                if shown.complete and (not texts or store.indexed(connection, "texts").complete):
                    return
            if last:
                return
            last = not store.wait(_WAITED_SECONDS)

    def _drop_what_an_import_changed(self) -> None:
        now = self._imports()
        if now != self._digests:
            self._digests = now
            self._everything = ()
            self._small.clear()
        self._facts.refresh(now)

    def _imports(self) -> tuple[int, int]:
        """Return what is another one after an import."""
        with self._database.read() as connection:
            return digests.newest_digest(connection)

    def _in_order(self, hits: Hits) -> Hits:
        """Let hits be ranked later, when another search may be under way."""
        rank = hits.rank

        def alone() -> Sequence[int]:
            with self._one_at_a_time:
                return rank()

        hits.rank = alone
        return hits

    # Few papers

    def _small_filter(self, within: Sequence[int]) -> Filter:
        identity = array("q", within).tobytes()
        index = self._small.pop(identity, None) or self._built(within)
        self._small[identity] = index
        while len(self._small) > _KEPT:
            del self._small[next(iter(self._small))]
        return index

    def _built(self, within: Sequence[int]) -> Filter:
        from digest_reader.index.search import Filter, Order

        texts: list[Scorer] = []

        def searched_texts() -> Scorer:
            if not texts:
                texts.append(self._indexed("texts", within))
            return texts[0]

        with self._database.read() as connection:
            there = set(papers.ids_of(connection, within))
        places = [place for place, key in enumerate(within) if key in there]
        within = [within[place] for place in places]
        return Filter(self._indexed("shown", within), searched_texts, Order(within, by_row=True, places=places))

    def _indexed(self, part: str, within: Sequence[int]) -> Scorer:
        from digest_reader.index import documents
        from digest_reader.index.building import Builder
        from digest_reader.index.scoring import Scorer
        from digest_reader.index.segment import Segment

        builder = Builder(keep_text=True, initials=part == "shown")
        with self._database.read() as connection:
            for start in range(0, len(within), _INDEXED_AT_ONCE):
                keys = within[start : start + _INDEXED_AT_ONCE]
                numbers = range(start, start + len(keys))
                if part == "shown":
                    found = searchable.shown_of(connection, keys)
                    row = dict(zip(keys, numbers, strict=True))
                    builder.add(documents.shown(connection, found, [row[paper.key] for paper in found]))
                else:
                    builder.add(documents.texts(connection, keys, numbers))
        return Scorer([Segment(*builder.arrays())], len(within), self._index_files().sounds)

    # Many papers

    def _index_files(self) -> Store:
        from digest_reader.index.store import Store

        if self._store is None:
            self._store = Store(self._database.file)
        return self._store

    def _search_large(self, query: Query, within: Sequence[int]) -> Hits:
        from digest_reader.index.segment_file import DamagedIndexError

        for _ in range(2):
            try:
                large = self._large_index(within, texts=_asks_texts(query))
                hits = large.filter.search(query, self._facts)
                hits.complete = large.complete
                return self._in_order(hits)
            except (ArithmeticError, LookupError, ValueError, MemoryError, DamagedIndexError):
                # What a damaged file says leads out of its arrays. Its papers are found again once it is made anew;
                # a sound one is kept, whatever went wrong.
                if not self._index_files().is_damaged():
                    raise
                self._index_files().damaged()
                self._large = None
        raise DamagedIndexError("an index cannot be searched although it was made anew")

    def _large_index(self, within: Sequence[int], *, texts: bool) -> _Large:
        from digest_reader.index.scoring import Scorer
        from digest_reader.index.search import Filter, Order

        store = self._index_files()
        with self._database.read() as connection:
            size = searchable.size(connection)
            shown = store.indexed(connection, "shown")
            told = store.indexed(connection, "texts") if texts else None
        old = self._large
        order = old.order if old is not None and old.within is within else Order(within, by_row=False)
        scorer = old.scorer if old is not None and old.shown == shown.segments and old.scorer.size == size else None
        scorer = scorer or Scorer(shown.segments, size, store.sounds)
        texts_scorer = old.texts if old is not None else None
        if told is not None and (old is None or old.told != told.segments or texts_scorer is None):
            texts_scorer = Scorer(told.segments, size, store.sounds)
        same = old is not None and (old.scorer, old.texts, old.order) == (scorer, texts_scorer, order)
        self._large = _Large(
            within=within,
            order=order,
            shown=shown.segments,
            told=told.segments if told is not None else (old.told if old is not None else ()),
            scorer=scorer,
            texts=texts_scorer,
            filter=old.filter if old is not None and same else Filter(scorer, lambda: texts_scorer, order),
            complete=shown.complete and (told is None or told.complete),
        )
        return self._large


class _Large:
    """The index files as they were at the last search."""

    def __init__(
        self,
        within: Sequence[int],
        order: Order,
        shown: tuple[object, ...],
        told: tuple[object, ...],
        scorer: Scorer,
        texts: Scorer | None,
        filter: Filter,  # noqa: A002
        complete: bool,
    ) -> None:
        self.within = within
        self.order = order
        self.shown = shown
        self.told = told
        self.scorer = scorer
        self.texts = texts
        self.filter = filter
        self.complete = complete


def _asks_texts(query: Query) -> bool:
    return any(term.field in ("abs", "note", "has", "lang") for term in query.terms)


class LiveFacts:
    """What a query asks of papers that changes without an import, or is too long for an index.

    Everything is read when it is first asked for, for all papers at once, and again once something was written.
    """

    def __init__(
        self,
        database: Database,
        decisions: Decisions,
        view: Callable[[str], Sequence[int]],
        watch: Callable[[], Watch],
    ) -> None:
        """Read nothing yet."""
        self._database = database
        self._decisions = decisions
        self._view = view
        self._watch = watch
        self._changes: object = None
        self._imports: object = None
        self._states: dict[State, Sequence[int]] = {}
        self._views: dict[str, Sequence[int]] = {}
        self._notes: Mapping[int, str] | None = None
        self._digests: Sequence[DigestFact] | None = None

    def refresh(self, imports: object) -> None:
        """Forget what may have changed since: before each search."""
        changes = self._database.changes()
        if changes != self._changes:
            self._changes = changes
            self._states, self._views, self._notes = {}, {}, None
        if imports != self._imports:
            self._imports, self._digests = imports, None

    def in_state(self, state: State) -> Sequence[int]:
        """Return the papers in a state other than ``new``."""
        if state not in self._states:
            with self._database.read() as connection:
                self._states[state] = searchable.in_state(connection, STATES.index(state))
        return self._states[state]

    def in_view(self, name: str) -> Sequence[int]:
        """Return the papers of the ``inbox`` or those ``missed``."""
        if name not in self._views:
            self._views[name] = self._view(name)
        return self._views[name]

    def lists(self) -> Mapping[str, Collection[int]]:
        """Return the papers that reading lists hold, by name and by slug."""
        lists = self._decisions.read_lists()
        with self._database.read() as connection:
            keys = papers.keys_of(connection, {entry.id for each in lists for entry in each.entries})
        found: dict[str, set[int]] = {}
        for each in lists:
            held = {keys[entry.id] for entry in each.entries if entry.id in keys}
            for name in (each.name, each.slug):
                found[name] = found.get(name, set()) | held
        return found

    def notes(self) -> Mapping[int, str]:
        """Return what the person wrote on papers."""
        if self._notes is None:
            with self._database.read() as connection:
                self._notes = notes.noted(connection)
        return self._notes

    def digests(self) -> Sequence[DigestFact]:
        """Return all digests."""
        from digest_reader.filter import DigestFact

        if self._digests is None:
            found: dict[int, tuple[str, list[str], str | None]] = {}
            with self._database.read() as connection:
                for number, form, name, date in searchable.digests(connection):
                    found.setdefault(number, (form, [], date))[1].append(name)
            self._digests = [
                DigestFact(number, form, tuple(names), date) for number, (form, names, date) in found.items()
            ]
        return self._digests

    def watch(self) -> Watch:
        """Return what the person watches."""
        return self._watch()

    def shown(self, keys: Sequence[int]) -> Mapping[int, tuple[Sequence[str], Sequence[str]]]:
        """Return titles and authors of some papers."""
        with self._database.read() as connection:
            found = searchable.shown_of(connection, keys)
        return {
            paper.key: (
                list(json.loads(paper.titles).values()),
                [] if paper.authors is None else json.loads(paper.authors),
            )
            for paper in found
        }

    def texts(self, keys: Sequence[int]) -> Mapping[int, tuple[Sequence[str], Sequence[str]]]:
        """Return abstracts and AI notes of some papers."""
        from digest_reader.index.documents import said_in

        with self._database.read() as connection:
            found = searchable.records_of(connection, keys)
        return {key: said_in(map(json.loads, records)) for key, records in found.items()}

    def today(self) -> datetime.date:
        """Return the day as the person's clock has it."""
        return today()
