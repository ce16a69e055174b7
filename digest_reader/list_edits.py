"""Edits of reading lists that can be done, taken back, done again and written down.

Each is idempotent both ways, because the library does what it owes after a crash without knowing how much of
it was done. Doing or taking back returns the edit as it is to be remembered: what it removed is as it was in
the file at that moment, so that a note which a person wrote there meanwhile comes back with the paper. A list
or paper that a person took away by hand stays away. When edits are made, and for which decision, is
`digest_reader.decisions`.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Protocol

from digest_reader.list_file import ListEntry, ListFile, render_paper
from parsers.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from digest_reader.reading_lists import ReadingList, ReadingLists

_NO_NOTE = '\nnote = ""\n'
"""How `text_of` writes that an entry has no note."""


class Edit(Protocol):
    """One edit of one list, or of the order of all."""

    def do(self, lists: ReadingLists) -> Edit:
        """Do it, unless it is done."""
        ...

    def undo(self, lists: ReadingLists) -> Edit:
        """Take it back, unless it is taken back."""
        ...


@frozen
class CreateList:
    """Make a list.

    Attributes:
        slug: Its file's name.
        name: Its name.
        text: The file as it was when this was taken back, None before.
    """

    slug: str
    name: str
    text: str | None = None

    def do(self, lists: ReadingLists) -> Edit:
        """Make the list, as it was if it has been there before."""
        if find(lists, self.slug) is None:
            if self.text is None:
                lists.create(self.name, self.slug)
            else:
                lists.restore(self.slug, self.text)
        return self

    def undo(self, lists: ReadingLists) -> Edit:
        """Delete the list; one that holds papers by now, which a person must have put there, stays."""
        found = find(lists, self.slug)
        if found is None or found.entries:
            return self
        return replace(self, text=lists.delete(self.slug))


@frozen
class DeleteList:
    """Delete a list.

    Attributes:
        slug: Its file's name.
        text: The file's text.
    """

    slug: str
    text: str

    def do(self, lists: ReadingLists) -> Edit:
        """Delete the list's file."""
        return self if find(lists, self.slug) is None else replace(self, text=lists.delete(self.slug))

    def undo(self, lists: ReadingLists) -> Edit:
        """Write the file again, to the letter."""
        if find(lists, self.slug) is None:
            lists.restore(self.slug, self.text)
        return self


@frozen
class RenameList:
    """Give a list another name."""

    slug: str
    before: str
    after: str

    def do(self, lists: ReadingLists) -> Edit:
        """Give it the new name."""
        if find(lists, self.slug) is not None:
            lists.rename(self.slug, self.after)
        return self

    def undo(self, lists: ReadingLists) -> Edit:
        """Give it the old name."""
        if find(lists, self.slug) is not None:
            lists.rename(self.slug, self.before)
        return self


@frozen
class OrderLists:
    """Give the lists another order, by their slugs.

    Attributes:
        before: The lists in the order they had.
        numbers: The numbers they had. Taking back must restore these: the order of a list that is deleted
            now, and restored later with the number in its text, depends on them.
        after: The lists in their new order.
    """

    before: tuple[str, ...]
    numbers: tuple[int, ...]
    after: tuple[str, ...]

    def do(self, lists: ReadingLists) -> Edit:
        """Give them the new order."""
        there = {each.slug for each in lists.all()}
        lists.reorder([slug for slug in self.after if slug in there])
        return self

    def undo(self, lists: ReadingLists) -> Edit:
        """Give them the old numbers."""
        lists.renumber(dict(zip(self.before, self.numbers, strict=True)))
        return self


@frozen
class MovePaper:
    """Give a paper of a list another index."""

    slug: str
    id: str
    before: int
    after: int

    def do(self, lists: ReadingLists) -> Edit:
        """Give it the new index."""
        return self._move(lists, self.after)

    def undo(self, lists: ReadingLists) -> Edit:
        """Give it the old index."""
        return self._move(lists, self.before)

    def _move(self, lists: ReadingLists, index: int) -> Edit:
        found = find(lists, self.slug)
        if found is not None and any(entry.id == self.id for entry in found.entries):
            lists.move(self.slug, self.id, index)
        return self


@frozen
class AddPapers:
    """Put papers at the end of a list; as TOML tables, which hold whatever a person adds to them."""

    slug: str
    entries: tuple[str, ...]

    def do(self, lists: ReadingLists) -> Edit:
        """Add those that the list does not hold."""
        if find(lists, self.slug) is not None:
            lists.add(self.slug, [entry_of(text) for text in self.entries])
        return self

    def undo(self, lists: ReadingLists) -> Edit:
        """Take them out again."""
        removed = _remove(lists, self.slug, [entry_of(text).id for text in self.entries])
        return replace(self, entries=tuple(removed.get(entry_of(text).id, text) for text in self.entries))


@frozen
class RemovePapers:
    """Take papers out of a list: the index that each has, and its TOML table."""

    slug: str
    indexes: tuple[int, ...]
    entries: tuple[str, ...]

    def do(self, lists: ReadingLists) -> Edit:
        """Take out those that the list holds."""
        removed = _remove(lists, self.slug, [entry_of(text).id for text in self.entries])
        return replace(self, entries=tuple(removed.get(entry_of(text).id, text) for text in self.entries))

    def undo(self, lists: ReadingLists) -> Edit:
        """Put them back where they were."""
        if find(lists, self.slug) is not None:
            lists.add(self.slug, [entry_of(text) for text in self.entries], at=self.indexes)
        return self


@frozen
class SetNote:
    """Write the note on a paper of a list; one that a person writes there meanwhile stays."""

    slug: str
    id: str
    before: str
    after: str

    def do(self, lists: ReadingLists) -> Edit:
        """Write the new note over the old one."""
        return self._turn(lists, self.before, self.after)

    def undo(self, lists: ReadingLists) -> Edit:
        """Write the old note over the new one."""
        return self._turn(lists, self.after, self.before)

    def _turn(self, lists: ReadingLists, old: str, new: str) -> Edit:
        found = find(lists, self.slug)
        entries = () if found is None else found.entries
        if old != new and any(entry.id == self.id and entry.note == old for entry in entries):
            lists.set_note(self.slug, self.id, new)
        return self


_KINDS: Mapping[str, Callable[..., Edit]] = {
    kind.__name__: kind
    for kind in (CreateList, DeleteList, RenameList, OrderLists, MovePaper, AddPapers, RemovePapers, SetNote)
}


def find(lists: ReadingLists, slug: str) -> ReadingList | None:
    """Return a list by its slug, None when there is none."""
    return next((each for each in lists.all() if each.slug == slug), None)


def text_of(entry: ListEntry) -> str:
    """Return a list's entry as TOML."""
    return render_paper(entry.to_toml())


def entry_of(text: str) -> ListEntry:
    """Return the entry that `text_of` gave."""
    entry = ListEntry.from_toml(ListFile.parse(text).papers[0])
    assert entry is not None
    return entry


def carries_note(edit: Edit) -> bool:
    """Return whether an edit brings a person's note into a file, or takes one out."""
    if isinstance(edit, AddPapers | RemovePapers):
        return any(_NO_NOTE not in text for text in edit.entries)
    return isinstance(edit, SetNote | DeleteList) or (isinstance(edit, CreateList) and edit.text is not None)


def to_json(edit: Edit) -> dict[str, Any]:
    """Return an edit as JSON."""
    return {"edit": type(edit).__name__, **asdict(edit)}  # type: ignore[call-overload]


def from_json(data: Mapping[str, Any]) -> Edit:
    """Return the edit that `to_json` gave."""
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    return _KINDS[str(values.pop("edit"))](**values)


def _remove(lists: ReadingLists, slug: str, ids: Sequence[str]) -> dict[str, str]:
    """Take papers out of a list if it is there; return id to table of those that it held."""
    if find(lists, slug) is None:
        return {}
    return {entry.id: text_of(entry) for _, entry in lists.remove(slug, ids)}
