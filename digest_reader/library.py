"""The one door to the user's papers: what the screen and the command line call, and nothing below it.

`Library` owns the connection, the reading lists and the order in which both are written. Deciding how records
merge is `digest_reader.merge`, SQL is `digest_reader.storage`, TOML is `digest_reader.reading_lists`, and
which papers a query means is `digest_reader.filter`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from digest_reader import adding, browsing, completeness
from digest_reader.batch_list import Batches
from digest_reader.batches import ANNOUNCING
from digest_reader.decisions import Decisions
from digest_reader.errors import ReadingListError, UnknownPaperError
from digest_reader.merge import merge
from digest_reader.models import STATES, Appearance, Paper
from digest_reader.searching import Searcher
from digest_reader.storage import digests, papers, steps
from digest_reader.storage.connection import Database
from parsers.arxiv_id import id_from_url, parse_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from digest_reader.filter import Hits
    from digest_reader.merge import Evidence
    from digest_reader.models import Batch, Counts, ImportedFile, Incomplete, Row, State, Step, View
    from digest_reader.reading_lists import ReadingList
    from parsers.base import Record
    from parsers.digest import Digest


class Library:
    """The papers, decisions and reading lists of one person. Every method is safe to call from any thread."""

    def __init__(self, file: Path, lists_folder: Path) -> None:
        """Open or make the library.

        Args:
            file: The SQLite file; made, with its folder, when absent.
            lists_folder: Where the reading lists are kept, one TOML file each.

        Raises:
            LibraryError: The file cannot be opened, is damaged, is no library, or is of a newer version.
        """
        self._database = Database(file)
        try:
            self._decisions = Decisions(self._database, lists_folder)
        except BaseException:
            self._database.close()
            raise
        self._searcher = Searcher(self._database, self._decisions)

    def close(self) -> None:
        """Close the files. Decisions need no saving: they are on disk when `decide` returns."""
        self._decisions.finish()
        self._database.close()

    def changes_by_others(self) -> int:
        """Return a number that is another one when another process has changed the library; asking costs nothing."""
        return self._database.changes_by_others()

    # Digests in

    def add(self, digest: Digest, *, reference: bool = False) -> ImportedFile:
        """Merge one digest into the library in one transaction; all of it or nothing.

        Args:
            digest: The digest.
            reference: Whether it only tells more of papers that the library has: it is evidence like any other, and
                its papers appear in no further batch.

        Raises:
            ValueError: A reference tells of a paper that the library does not have.
        """
        with self._database.write() as connection:
            return adding.add(connection, digest, reference=reference)

    def known(self, sha256: str, name: str) -> ImportedFile | None:
        """Return what adding a digest again comes to, without reading it; None when it would bring anything.

        Args:
            sha256: The digest of its bytes.
            name: The name that it comes under, as `add` was given it.
        """
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
            return browsing.batches(connection, keys)

    def batch_to_open(self) -> str | None:
        """Return the key of the newest batch with undecided papers, else of the newest, else None."""
        with self._database.read() as connection:
            return browsing.batch_to_open(connection)

    def batch_view(self, key: str, category: str | None = None) -> View:
        """Return a batch, or the split of it whose primary category is given, in announcement order."""
        with self._database.read() as connection:
            return browsing.batch(connection, key, category)

    def list_view(self, slug: str, newest_first: bool = True) -> View:
        """Return a reading list as a view, newest first under date headings, or in the file's own order."""
        found = self._list(slug)
        with self._database.read() as connection:
            return browsing.reading_list(connection, found.name, found.entries, newest_first)

    def later_view(self) -> View:
        """Return all papers in state ``later``."""
        with self._database.read() as connection:
            return browsing.later(connection)

    def all_view(self) -> View:
        """Return every paper, newest batch first."""
        with self._database.read() as connection:
            return browsing.everything(connection)

    def rows(self, keys: Sequence[int]) -> list[Row]:
        """Return the rows of some papers, in the order asked for; one query for a screenful."""
        with self._database.read() as connection:
            return papers.rows(connection, keys)

    def paper(self, key: int) -> Paper:
        """Return all there is to a paper.

        Raises:
            UnknownPaperError: There is no such paper.
        """
        with self._database.read() as connection:
            found = papers.identity(connection, key)
            stored = digests.appearances(connection, key)
        if found is None or not stored:
            raise UnknownPaperError(f"There is no paper number {key} in the library.", "Reload the list.")
        paper_id, decision = found
        held = [(each.slug, entry) for each in self.lists() for entry in each.entries if entry.id == paper_id]
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
            lists=tuple(slug for slug, _ in held),
            note=next((entry.note for _, entry in held if entry.note), ""),
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
        parsed = parse_id(paper_id) or id_from_url(paper_id)
        wanted = parsed[0] if parsed else paper_id.strip()
        with self._database.read() as connection:
            key = papers.keys_of(connection, [wanted]).get(wanted)
            if key is not None:
                return key
            near = papers.ids_like(connection, wanted[:5], 2000) if wanted else []
        raise UnknownPaperError(f"There is no paper {wanted!r} in the library.", _near(wanted, near))

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

        An unknown qualifier is reported in the hits with its place, and is not an error.
        """
        return self._searcher.search(text, within)

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

        Raises:
            ReadingListError: There is no such list, or the new one's name is empty or taken.
        """
        return self._decisions.decide(keys, state, list_slug, batch, new_list, leaving)

    def undo(self) -> Step | None:
        """Take back the newest step that stands, exactly; None when there is none."""
        return self._decisions.undo()

    def redo(self) -> Step | None:
        """Do again what undo took back last; None when nothing was, or something else was done since."""
        return self._decisions.redo()

    def history(self, key: int) -> list[dict[str, Any]]:
        """Return every decision ever taken on a paper, oldest first: at, state, batch, undone."""
        with self._database.read() as connection:
            found = steps.history(connection, key)
        return [{**each, "state": STATES[each["state"]]} for each in found]

    # Reading lists, each change one undoable step

    def lists(self) -> list[ReadingList]:
        """Return the reading lists in order, fresh from the files; one that does not parse says so."""
        return self._decisions.lists.all()

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

    def remember(self, name: str, value: Any) -> None:
        """Keep a JSON value under a name: where the person was, in which language."""
        with self._database.write(sync=False) as connection:
            papers.remember(connection, name, value)

    def recall(self, name: str) -> Any:
        """Return what was remembered under a name, or None."""
        with self._database.read() as connection:
            return papers.recall(connection, name)

    def _list(self, slug: str) -> ReadingList:
        for each in self.lists():
            if each.slug == slug:
                return each
        raise ReadingListError(f"There is no reading list “{slug}”.", "digest-reader lists shows those there are.")


def _near(wanted: str, ids: Sequence[str]) -> str:
    # Only when something went wrong: difflib takes a while to load.
    import difflib

    near = difflib.get_close_matches(wanted, ids, n=3, cutoff=0.7)
    return f"Near it: {', '.join(near)}." if near else "digest-reader list all shows those there are."


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
