"""The one door to the user's papers: what the screen and the command line call, and nothing below it.

`Library` owns the connection, the reading lists and the order in which both are written. Deciding how records
merge is `digest_reader.merge`, SQL is `digest_reader.storage`, TOML is `digest_reader.reading_lists`, and which
papers a query means is `digest_reader.filter`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digest_reader.filter import Hits
    from digest_reader.models import Batch, Counts, ImportedFile, Paper, Row, State, Step, View
    from digest_reader.reading_lists import ReadingList
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

    def close(self) -> None:
        """Close the files. Decisions need no saving: they are on disk when `decide` returns."""

    # Digests in

    def add(self, digest: Digest) -> ImportedFile:
        """Merge one digest into the library in one transaction; all of it or nothing."""
        raise NotImplementedError

    # Views

    def batches(self) -> list[Batch]:
        """Return every batch with its counts, newest first."""
        raise NotImplementedError

    def batch_to_open(self) -> str | None:
        """Return the key of the newest batch with undecided papers, else of the newest, else None."""
        raise NotImplementedError

    def batch_view(self, key: str, category: str | None = None) -> View:
        """Return a batch, or the split of it whose primary category is given, in announcement order."""
        raise NotImplementedError

    def list_view(self, slug: str, newest_first: bool = True) -> View:
        """Return a reading list as a view, newest first under date headings, or in the file's own order."""
        raise NotImplementedError

    def later_view(self) -> View:
        """Return all papers in state ``later``."""
        raise NotImplementedError

    def all_view(self) -> View:
        """Return every paper, newest batch first."""
        raise NotImplementedError

    def rows(self, keys: Sequence[int]) -> list[Row]:
        """Return the rows of some papers, in the order asked for; one query for a screenful."""
        raise NotImplementedError

    def paper(self, key: int) -> Paper:
        """Return all there is to a paper.

        Raises:
            UnknownPaperError: There is no such paper.
        """
        raise NotImplementedError

    def find(self, paper_id: str) -> int:
        """Return a paper's key by its arXiv id (with or without version, ``arXiv:`` or abstract URL before it) or URL.

        Raises:
            UnknownPaperError: There is no such paper; the message names near ids.
        """
        raise NotImplementedError

    def batches_of(self, key: int) -> list[str]:
        """Return the keys of the batches that hold a paper, newest first."""
        raise NotImplementedError

    def counts(self) -> Counts:
        """Return the whole library's counts by state."""
        raise NotImplementedError

    def search(self, text: str, within: Sequence[int] | None = None) -> Hits:
        """Return the papers that a query means, in the order of ``within`` (default: newest batch first).

        An unknown qualifier is reported in the hits with its place, and is not an error.
        """
        raise NotImplementedError

    # Decisions

    def decide(
        self, keys: Sequence[int], state: State, *, list_slug: str | None = None, batch: str | None = None
    ) -> Step:
        """Give papers a state, durably, as one undoable step.

        ``saved`` adds them to the list named, by default to the first list, which is made when there is none. Every
        other state takes them out of all lists.

        Args:
            keys: The papers.
            state: Their new state; ``new`` takes a decision back.
            list_slug: The reading list to save to.
            batch: Key of the batch that the person was looking at.
        """
        raise NotImplementedError

    def undo(self) -> Step | None:
        """Take back the newest step that stands, exactly; None when there is none."""
        raise NotImplementedError

    def redo(self) -> Step | None:
        """Do the oldest step again that was undone after the newest one that stands; None when there is none."""
        raise NotImplementedError

    def history(self, key: int) -> list[dict[str, Any]]:
        """Return every decision ever taken on a paper, oldest first: at, state, batch, undone."""
        raise NotImplementedError

    # Reading lists, each change one undoable step

    def lists(self) -> list[ReadingList]:
        """Return the reading lists in order, read again where a file changed; a file that does not parse says so."""
        raise NotImplementedError

    def membership(self) -> Mapping[str, Sequence[int]]:
        """Return paper id to the 1-based numbers of the reading lists that hold it."""
        raise NotImplementedError

    def create_list(self, name: str) -> Step:
        """Make an empty reading list.

        Raises:
            ReadingListError: The name is empty or taken.
        """
        raise NotImplementedError

    def rename_list(self, slug: str, name: str) -> Step:
        """Rename a list; its file keeps its name."""
        raise NotImplementedError

    def delete_list(self, slug: str) -> Step:
        """Delete a list and its file; papers in no other list become skipped, and undo brings all of it back."""
        raise NotImplementedError

    def remove_from_list(self, slug: str, keys: Sequence[int]) -> Step:
        """Take papers out of a list; those left in no list become skipped."""
        raise NotImplementedError

    def move_in_list(self, slug: str, key: int, offset: int) -> Step:
        """Move a paper up (negative) or down within its list."""
        raise NotImplementedError

    def move_list(self, slug: str, offset: int) -> Step:
        """Move a list up or down among the lists, which changes their numbers."""
        raise NotImplementedError

    # What the reader remembers of itself

    def remember(self, name: str, value: Any) -> None:
        """Keep a JSON value under a name: where the person was, in which language."""
        raise NotImplementedError

    def recall(self, name: str) -> Any:
        """Return what was remembered under a name, or None."""
        raise NotImplementedError
