"""The one door to the user's papers: what the screen and the command line call, and nothing below it.

`Library` owns the connection, the reading lists and the order in which both are written. Deciding how records
merge is `digest_reader.merge`, SQL is `digest_reader.storage`, TOML is `digest_reader.reading_lists`, and
which papers a query means is `digest_reader.filter`.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from digest_reader import browsing
from digest_reader.batch_list import Batches
from digest_reader.batches import ANNOUNCING
from digest_reader.clock import today
from digest_reader.decisions import Decisions
from digest_reader.errors import DoubtfulFilterError, ReadingListError, UnknownPaperError
from digest_reader.i18n import _
from digest_reader.large_views import LargeViews
from digest_reader.merge import merge
from digest_reader.models import STATES, Appearance, Paper, ViewCounts
from digest_reader.saved_filters import FILTERS_FILE, SavedFilters
from digest_reader.searching import Searcher
from digest_reader.storage import digests, notes, papers, steps
from digest_reader.storage.connection import Database
from digest_reader.tags import tags_in
from digest_reader.watching import Watch
from parsers.arxiv_id import id_from_url, parse_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from digest_reader.filter import Hits
    from digest_reader.merge import Evidence
    from digest_reader.models import (
        Batch,
        Counts,
        ImportedFile,
        Incomplete,
        Order,
        Row,
        State,
        Statistics,
        Step,
        View,
    )
    from digest_reader.preparing import Prepared
    from digest_reader.reading_lists import ReadingList
    from digest_reader.saved_filters import SavedFilter
    from digest_reader.version_diff import Difference
    from parsers.base import Record
    from parsers.digest import Digest


class Library:
    """The papers, decisions and reading lists of one person. Every method is safe to call from any thread."""

    ask_new_versions: bool = False
    """Whether a saved paper is undecided in the newest batch when that has a newer version of it."""
    inbox_days: int = 7
    """How many days back from the newest batch belong to the inbox; undecided papers older than that are missed."""
    watch: Watch = Watch()
    """Whom and what the person watches: what ``is:watched`` finds."""

    def __init__(self, file: Path, lists_folder: Path, filters_file: Path | None = None) -> None:
        """Open or make the library.

        Args:
            file: The SQLite file; made, with its folder, when absent.
            lists_folder: Where the reading lists are kept, one TOML file each.
            filters_file: Where the saved filters are kept; by default ``filters.toml`` beside the lists' folder.

        Raises:
            LibraryError: The file cannot be opened, is damaged, is no library, or is of a newer version.
        """
        self._database = Database(file)
        try:
            self._decisions = Decisions(self._database, lists_folder)
        except BaseException:
            self._database.close()
            raise
        self._saved_filters = SavedFilters(filters_file or lists_folder.parent / FILTERS_FILE)
        self._large_views = LargeViews(file)
        self._view_counts: tuple[object, ViewCounts] = (None, ViewCounts())
        self._searcher = Searcher(
            self._database,
            self._decisions,
            everything=self._everything,
            view=lambda name: (self.inbox_view() if name == "inbox" else self.missed_view()).keys,
            watch=lambda: self.watch,
        )

    def close(self) -> None:
        """Close the files. Decisions need no saving: they are on disk when `decide` returns."""
        self._searcher.close()
        self._decisions.finish()
        self._database.close()

    def changes_by_others(self) -> int:
        """Return a number that is another one when another process has changed the library; asking costs nothing."""
        return self._database.changes_by_others()

    # Digests in

    def add(
        self, digest: Digest | Prepared, *, reference: bool = False, again: bool = False, sync: bool = True
    ) -> ImportedFile:
        """Merge one digest into the library in one transaction; all of it or nothing.

        Args:
            digest: The digest, as read or prepared already.
            reference: Whether it only tells more of papers that the library has: it is evidence like any other, and
                its papers appear in no further batch.
            again: Whether it replaces what a digest of the same bytes said; else that digest stays as it was read. It
                is left as it was, with a note, where papers would be lost by it.
            sync: Whether to wait until no power cut can take it back; without that, `sync` does, for all that was
                added. A killed process loses nothing either way.

        Raises:
            ValueError: A reference tells of a paper that the library does not have.
        """
        # Adding loads much, and the first screen needs none of it.
        from digest_reader import adding
        from digest_reader.preparing import Prepared, prepare

        # Before the transaction: others may write meanwhile.
        prepared = digest if isinstance(digest, Prepared) else prepare(digest)
        with self._database.write(sync=sync) as connection:
            return adding.add(connection, prepared, reference=reference, again=again)

    def sync(self) -> None:
        """Wait until no power cut can take back what was added so far.

        Raises:
            LibraryError: The disk failed.
        """
        self._database.sync()

    def known(self, sha256: str, name: str) -> ImportedFile | None:
        """Return what adding a digest again comes to, without reading it; None when it would bring anything.

        Args:
            sha256: The digest of its bytes.
            name: The name that it comes under, as `add` was given it.
        """
        from digest_reader import adding

        with self._database.read() as connection:
            return adding.known(connection, sha256, name)

    def names_among(self, names: Iterable[str]) -> set[str]:
        """Return those of some names (files, addresses) that a digest of the library came under."""
        with self._database.read() as connection:
            return digests.names_among(connection, names)

    def announced(self, category: str) -> set[str]:
        """Return the days, ``YYYY-MM-DD``, of which the library has arXiv's own announcement of a category."""
        with self._database.read() as connection:
            return digests.dates_of(connection, category, ANNOUNCING)

    def incomplete(self, keys: Sequence[int], limit: int | None = None) -> list[Incomplete]:
        """Return those papers of which arXiv knows more than their digests tell, in the order given.

        Args:
            keys: The papers.
            limit: At most so many.
        """
        from digest_reader import completeness

        with self._database.read() as connection:
            return completeness.incomplete(connection, keys, limit)

    # Views

    def batches(self) -> Batches:
        """Return every batch, newest first; the counts of each are read when it is looked at."""
        with self._database.read() as connection:
            keys = papers.batch_keys(connection)
        return Batches(keys, self._read_batches)

    def _read_batches(self, keys: Sequence[str]) -> list[Batch]:
        with self._database.read() as connection:
            return browsing.batches(connection, keys, ask_again=self.ask_new_versions)

    def batch_to_open(self) -> str | None:
        """Return the key of the newest batch with undecided papers, else of the newest, else None."""
        with self._database.read() as connection:
            return browsing.batch_to_open(connection, ask_again=self.ask_new_versions)

    def batch_view(
        self, key: str, category: str | None = None, order: Order = "announced", *, lang: str = "en"
    ) -> View:
        """Return a batch, or the split of it whose primary category is given.

        Args:
            key: The batch.
            category: The split's category, None for all.
            order: The order of its papers; what orders there are is said in `digest_reader.orders`.
            lang: Language of the titles that order ``title`` goes by.
        """
        with self._database.read() as connection:
            return browsing.batch(connection, key, category, order, lang, ask_again=self.ask_new_versions)

    def inbox_view(self) -> View:
        """Return the undecided papers of the newest days, newest batch first, under dates; what came due is on top."""
        with self._database.read() as connection:
            return browsing.inbox(connection, self.inbox_days, ask_again=self.ask_new_versions)

    def missed_view(self) -> View:
        """Return the undecided papers that are in no batch of the inbox, newest batch first, under dates."""
        with self._database.read() as connection:
            return browsing.missed(connection, self.inbox_days, self._large_views)

    def filter_view(self, query: str) -> View:
        """Return the papers of the whole library that a query means, under the dates of their newest batches."""
        hits = self.search(query)
        with self._database.read() as connection:
            return replace(browsing.found(connection, hits.keys, self._large_views), unknown=hits.unknown)

    def view_counts(self) -> ViewCounts:
        """Return how many papers the views across days have, without making them."""
        # They stand above such a view with every key, and thousands may be put off.
        asked = (self._database.changes(), today(), self.inbox_days, self.ask_new_versions)
        known, counts = self._view_counts
        if known != asked:
            with self._database.read() as connection:
                counts = browsing.view_counts(connection, self.inbox_days, ask_again=self.ask_new_versions)
            self._view_counts = (asked, counts)
        return counts

    def list_view(self, slug: str, newest_first: bool = True) -> View:
        """Return a reading list as a view, newest first under date headings, or in the file's own order."""
        found = self._list(slug)
        with self._database.read() as connection:
            return browsing.reading_list(connection, found.name, found.entries, newest_first)

    def later_view(self) -> View:
        """Return all papers in state ``later``, by what they wait for; what is due comes first, as undecided."""
        with self._database.read() as connection:
            return browsing.later(connection)

    def all_view(self) -> View:
        """Return every paper, newest batch first."""
        with self._database.read() as connection:
            return self._large_views.everything(connection)

    def _everything(self) -> Sequence[int]:
        with self._database.read() as connection:
            return self._large_views.keys(connection)

    def in_order(self, keys: Sequence[int], order: Order, *, lang: str = "en") -> Sequence[int]:
        """Return some papers in one of the orders of `batch_view`."""
        with self._database.read() as connection:
            return browsing.in_order(connection, keys, order, lang)

    def rows(self, keys: Sequence[int]) -> list[Row]:
        """Return the rows of some papers, in the order asked for; one query for a screenful."""
        with self._database.read() as connection:
            return papers.rows(connection, keys)

    def paper(self, key: int) -> Paper:
        """Return all there is to a paper.

        Raises:
            UnknownPaperError: There is no such paper.
        """
        lists = self.lists()
        with self._database.read() as connection:
            found = papers.identity(connection, key)
            stored = digests.appearances(connection, key)
            note = notes.note_of(connection, key)
        if found is None or not stored:
            raise UnknownPaperError(
                _("There is no paper number {key} in the library.").format(key=key), _("Reload the list.")
            )
        paper_id, decision = found
        held = [each.slug for each in lists if any(entry.id == paper_id for entry in each.entries)]
        merged = merge(item for item, _, _ in stored)
        return Paper(
            key=key,
            id=paper_id,
            versions=merged.versions,
            title=merged.title,
            abstract=merged.abstract,
            authors=merged.authors,
            primary=merged.primary,
            categories=merged.categories,
            comments=merged.comments,
            journal_ref=merged.journal_ref,
            doi=merged.doi,
            urls=merged.urls,
            notes=merged.notes,
            appearances=tuple(_appearance(*each) for each in stored),
            decision=decision,
            lists=tuple(held),
            note=note,
        )

    def raw(self, key: int) -> list[str]:
        """Return the text of a paper in each digest as it was read, in the order of its appearances."""
        with self._database.read() as connection:
            return digests.raw_entries(connection, key)

    def find(self, paper_id: str) -> int:
        """Return a paper's key by its arXiv id (version, ``arXiv:`` or abstract URL allowed) or its own URL.

        Raises:
            UnknownPaperError: There is no such paper; the message names near ids.
        """
        as_typed = paper_id.strip()
        with self._database.read() as connection:
            key = papers.keys_of(connection, [as_typed]).get(as_typed)
            if key is not None:
                return key
            parsed = parse_id(paper_id) or id_from_url(paper_id)
            wanted = parsed[0] if parsed else as_typed
            key = papers.keys_of(connection, [wanted]).get(wanted)
            if key is not None:
                return key
            near = papers.ids_like(connection, wanted[:5], 2000) if wanted else []
        raise UnknownPaperError(
            _("There is no paper {wanted!r} in the library.").format(wanted=wanted), _near(wanted, near)
        )

    def batches_of(self, key: int) -> list[str]:
        """Return the keys of the batches that hold a paper, newest first."""
        with self._database.read() as connection:
            return papers.batches_of(connection, key)

    def counts(self) -> Counts:
        """Return the whole library's counts by state."""
        with self._database.read() as connection:
            return papers.tally(connection, 0)

    def search(self, text: str, within: Sequence[int] | None = None) -> Hits:
        """Return the papers that a query means, in the order of ``within`` (default: newest batch first).

        An unknown qualifier is reported in the hits with its place, and is not an error. While a large library is
        still being indexed, hits among papers given say that they are not ``complete``; a search in all papers waits.
        """
        return self._searcher.search(text, within)

    def prepare_search(self, within: Sequence[int] | None = None) -> None:
        """Begin to index a large library beside, so that the first search need not wait for it; safe to call often.

        Of the papers given, when they are few as those of a day, the index is made at once, in some tenths of a second.
        """
        self._searcher.prepare(within)

    def stop_searching(self) -> None:
        """Let nobody wait for the index any more, and stop making it: who leaves does not wait for a search."""
        self._searcher.close()

    # Decisions

    def decide(
        self,
        keys: Sequence[int],
        state: State,
        *,
        list_slug: str | None = None,
        batch: str | None = None,
        new_list: str | None = None,
        leaving: str | None = None,
        until: str | None = None,
    ) -> Step:
        """Give papers a state, durably, as one undoable step.

        ``saved`` adds them to the list named, by default to the first list, which is made when there is none.
        Every other state takes them out of all lists.

        Args:
            keys: The papers.
            state: Their new state; ``new`` takes a decision back.
            list_slug: The reading list to save to.
            batch: Key of the batch that the person was looking at.
            new_list: Name of a reading list to make and save to.
            leaving: Slug of the reading list that papers are moved out of as they are saved to another.
            until: For ``later``, what to wait for: a day ``YYYY-MM-DD``, ``version`` for a newer version of the paper
                than is known now, None for the next announcement.

        Raises:
            ReadingListError: There is no such list, or the new one's name is empty or taken.
            ValueError: ``until`` is neither, or the state is another.
        """
        return self._decisions.decide(keys, state, list_slug, batch, new_list, leaving, until)

    def set_note(self, key: int, text: str) -> Step:
        """Write the person's note on a paper, as one undoable step; an empty text deletes it.

        The reading lists that hold the paper get it too. A note that is edited in a list's file is taken over from
        there, and later undoing a step that wrote another one leaves it.

        Args:
            key: The paper.
            text: The note. What a terminal would obey is taken out, and white space at both ends.

        Raises:
            UnknownPaperError: There is no such paper.
            ReadingListError: The file of a list that holds it cannot be written.
        """
        return self._decisions.set_note(key, text)

    def tags(self) -> list[tuple[str, int]]:
        """Return the tags (see `digest_reader.tags`) of all notes with how many papers have each, the most first."""
        with self._database.read() as connection:
            written = notes.noted(connection)
        counted = Counter(tag for text in written.values() for tag in tags_in(text))
        return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))

    def undo(self) -> Step | None:
        """Take back the newest step that stands, exactly; None when there is none."""
        return self._decisions.undo()

    def redo(self) -> Step | None:
        """Do again what undo took back last; None when nothing was, or something else was done since."""
        return self._decisions.redo()

    def history(self, key: int) -> list[dict[str, Any]]:
        """Return everything that was ever decided and written on a paper, oldest first.

        Each is a mapping: ``at`` (UTC), ``action`` (as in `Step`), ``state`` (None for a note), ``version`` (the
        newest known then), ``batch`` (key, or None), ``until`` (see `Decision`), ``list_slug`` and ``list`` (the name
        then, empty when no list was meant), ``note`` (the text written, None for a decision), ``undone``.
        """
        with self._database.read() as connection:
            found = steps.history(connection, key)
        return [{**each, "state": None if each["state"] is None else STATES[each["state"]]} for each in found]

    def differences(self, key: int) -> tuple[Difference, ...]:
        """Return what is different in the newest version of a decided paper, when it was decided in an older one.

        Title, then abstract, each language in which both versions are the authors' own; nothing when they are equal,
        the paper is undecided, or its texts of then or now are not known.
        """
        from digest_reader.version_diff import differences

        with self._database.read() as connection:
            found = papers.identity(connection, key)
            stored = digests.appearances(connection, key)
        decision = None if found is None else found[1]
        return differences([evidence for evidence, _, _ in stored], decision)

    def statistics(self, days: int = 30) -> Statistics:
        """Return what was decided in the last days, today among them, by day and by category."""
        from digest_reader.day_statistics import statistics

        last = today()
        # A day more, because days begin at other times in UTC.
        since = (last - datetime.timedelta(days=days)).isoformat()
        with self._database.read() as connection:
            decided = steps.decided_since(connection, since)
        return statistics(decided, last, days)

    # Saved filters

    def saved_filters(self) -> list[SavedFilter]:
        """Return the saved filters in the file's order.

        Raises:
            SavedFilterError: The file cannot be read; nothing is written to it until it can.
        """
        return self._saved_filters.all()

    def save_filter(self, name: str, query: str) -> None:
        """Keep a query under a name, in the place of the one that has it.

        Raises:
            DoubtfulFilterError: A part of the query means nothing.
            SavedFilterError: Name or query is empty, or the file cannot be read or written.
        """
        if parts := self.doubtful_parts(query):
            from digest_reader.query_advice import complaint

            raise DoubtfulFilterError(*complaint(parts), parts)
        self._saved_filters.save(name, query)

    def doubtful_parts(self, query: str) -> tuple[str, ...]:
        """Return the parts of a query that mean nothing in the whole library, for which it cannot be kept."""
        # Among no papers a search costs nothing. It knows no category but arXiv's own then: only of another one, as
        # of a part that never means anything, the whole library is asked.
        if not self.search(query, ()).unknown:
            return ()
        # As far as it is indexed: nobody waits for the rest of a large one.
        return tuple(query[start:end] for start, end in self.search(query, self._everything()).unknown)

    def restore_filter(self, deleted: SavedFilter) -> None:
        """Put a saved filter back that was deleted, as it was, whatever it means.

        Raises:
            SavedFilterError: The file cannot be read or written.
        """
        self._saved_filters.save(deleted.name, deleted.query)

    def delete_filter(self, name: str) -> None:
        """Delete a saved filter.

        Raises:
            SavedFilterError: There is none of that name, or the file cannot be read or written.
        """
        self._saved_filters.delete(name)

    # Reading lists, each change one undoable step

    def lists(self) -> list[ReadingList]:
        """Return the reading lists in order, fresh from the files; one that does not parse says so."""
        return self._decisions.read_lists()

    def membership(self) -> Mapping[str, Sequence[int]]:
        """Return paper id to the numbers of the reading lists that hold it."""
        return self._decisions.membership()

    def create_list(self, name: str) -> Step:
        """Make an empty reading list.

        Raises:
            ReadingListError: The name is empty or taken.
        """
        return self._decisions.create_list(name)

    def rename_list(self, slug: str, name: str) -> Step:
        """Rename a list; its file keeps its name."""
        return self._decisions.rename_list(slug, name)

    def delete_list(self, slug: str) -> Step:
        """Delete a list and its file; papers in no other list become skipped. Undo brings all of it back."""
        return self._decisions.delete_list(slug)

    def remove_from_list(self, slug: str, keys: Sequence[int]) -> Step:
        """Take papers out of a list; those left in no list become skipped."""
        return self._decisions.remove_from_list(slug, keys)

    def move_in_list(self, slug: str, key: int, offset: int) -> Step:
        """Move a paper up (negative) or down within its list."""
        return self._decisions.move_in_list(slug, key, offset)

    def move_list(self, slug: str, offset: int) -> Step:
        """Move a list up or down among the lists, which changes their numbers."""
        return self._decisions.move_list(slug, offset)

    # What the reader remembers of itself

    def remember(self, name: str, value: Any, *, patient: bool = True) -> None:
        """Keep a JSON value under a name: where the person was, in which language.

        Args:
            name: The name.
            value: The value.
            patient: Whether to wait while another process writes, for up to ten seconds.

        Raises:
            LibraryError: It cannot be written now.
        """
        with self._database.write(sync=False, patient=patient) as connection:
            papers.remember(connection, name, value)

    def recall(self, name: str) -> Any:
        """Return what was remembered under a name, or None."""
        with self._database.read() as connection:
            return papers.recall(connection, name)

    def _list(self, slug: str) -> ReadingList:
        for each in self.lists():
            if each.slug == slug:
                return each
        raise ReadingListError(
            _("There is no reading list “{slug}”.").format(slug=slug), _("digest-reader lists shows those there are.")
        )


def _near(wanted: str, ids: Sequence[str]) -> str:
    # Only when something went wrong: difflib takes a while to load.
    import difflib

    near = difflib.get_close_matches(wanted, ids, n=3, cutoff=0.7)
    return (
        _("Near it: {ids}.").format(ids=", ".join(near)) if near else _("digest-reader list all shows those there are.")
    )


def _appearance(evidence: Evidence, batch: str, total: int) -> Appearance:
    record = evidence.record
    own = record.date is not None
    return Appearance(
        source=evidence.source,
        format=evidence.format,
        date=record.date if own else evidence.date,
        date_kind=record.date_kind if own else None if evidence.date is None else "announced",
        section=record.section,
        cross_from=record.cross_from,
        position=evidence.position,
        version=record.version,
        line=record.line,
        batch=batch,
        languages=_languages(record),
        total=total,
    )


def _languages(record: Record) -> tuple[str, ...]:
    """Return the languages other than English that a record has usable or unusable text in, sorted."""
    notes = {note.lang for note in record.notes if note.lang and note.status != "missing"}
    return tuple(sorted({*record.title, *record.abstract, *notes} - {"en"}))
