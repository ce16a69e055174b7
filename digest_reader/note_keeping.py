"""Which note is right when a list file and the library differ, and taking over what was written by hand.

A note is the library's, whether its paper is in a list or not; list files carry a copy for the person to read and
edit. So a file's note that differs from the one that the file had when it was last looked at was written there by
hand, and counts. One that merely differs from the library's is a copy that was not brought up to date. Writing notes
into list files is for the steps of `digest_reader.decisions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest_reader.storage import notes, papers

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping, Sequence

    from digest_reader.reading_lists import ListEntry, ReadingList
    from digest_reader.storage.connection import Database


class ListedNotes:
    """The notes in list files, as they were when last looked at. One thread at a time takes over."""

    def __init__(self, database: Database) -> None:
        """Look at nothing yet."""
        self._database = database
        # The papers of each list, and id to note of those that have one.
        self._seen: dict[str, tuple[tuple[ListEntry, ...], dict[str, str]]] = {}

    def are_known(self, lists: Sequence[ReadingList]) -> bool:
        """Return whether all files that can be read are as they were, which costs next to nothing."""
        return not any(map(self._has_changed, lists))

    def take_over(self, lists: Sequence[ReadingList]) -> None:
        """Make what was written by hand the library's. No edit of these files may be owed or under way."""
        changed = [each for each in lists if self._has_changed(each)]
        said = {each.slug: {entry.id: entry.note for entry in each.entries if entry.note} for each in changed}
        # Most changes of a list are no change of a note: then the library need not be asked.
        other = [each for each in changed if each.slug not in self._seen or self._seen[each.slug][1] != said[each.slug]]
        if other:
            self._take_over(other)
        self._seen |= {each.slug: (each.entries, said[each.slug]) for each in changed}

    def _has_changed(self, each: ReadingList) -> bool:
        return each.problem is None and (each.slug not in self._seen or self._seen[each.slug][0] is not each.entries)

    def _take_over(self, lists: Sequence[ReadingList]) -> None:
        with self._database.read() as connection:
            here, taken = _compared(connection, lists)
        if here:
            # Not synced: what is lost in a power cut is still in the files.
            with self._database.write(sync=False, patient=False) as connection:
                for key, text in taken.items():
                    notes.put(connection, key, text)
                for slug, now in here.items():
                    notes.set_listed(connection, slug, now)


def _compared(
    connection: sqlite3.Connection, lists: Sequence[ReadingList]
) -> tuple[dict[str, dict[int, str]], dict[int, str]]:
    """Return the lists whose notes changed, paper to note in each, and the notes to take over, paper to note."""
    before = notes.listed(connection)
    here: dict[str, dict[int, str]] = {}
    taken: dict[int, str] = {}
    for each in lists:
        noted = {entry.id: entry.note for entry in each.entries if entry.note}
        now = {key: noted[paper_id] for paper_id, key in papers.keys_of(connection, noted).items()}
        said = before.get(each.slug, {})
        if now != said:
            here[each.slug] = now
            kept = notes.notes_of(connection, {*now, *said})
            held = papers.keys_of(connection, [entry.id for entry in each.entries])
            # Of two lists that tell different notes the first is believed.
            taken = written_by_hand(now, said, kept, set(held.values())) | taken
    return here, taken


def written_by_hand(
    now: Mapping[int, str], before: Mapping[int, str], kept: Mapping[int, str], held: Collection[int]
) -> dict[int, str]:
    """Return the notes to take over from a list file: paper to note, empty for one that was deleted there.

    Args:
        now: Paper to note in the file, where there is one.
        before: The same when the file was last looked at.
        kept: Paper to note in the library.
        held: The papers that the file lists. A note that went with its paper was not deleted.
    """
    changed = {key: text for key, text in now.items() if text not in (before.get(key), kept.get(key))}
    # Only what the file had said until then: a paper added by hand comes without its note.
    cleared = {key: "" for key, text in before.items() if key in held and key not in now and kept.get(key) == text}
    return changed | cleared
