"""The reading lists of one person: a folder of TOML files that this program, an editor and git all write.

Owns the folder: which lists there are, their order and names, and edits that are safe against crashes and
against others who write at the same time. The text of one file is `digest_reader.list_file`, replacing it is
`digest_reader.atomic_file`; states of papers and undo are the library's.
"""

from __future__ import annotations

import contextlib
import errno
import os
import threading
import time
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from digest_reader import atomic_file
from digest_reader.errors import ReadingListError
from digest_reader.i18n import _
from digest_reader.list_file import ListEntry, ListFile, ListFileError, id_of, without_surrogates
from parsers.frozen import frozen

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ListEntry", "ReadingList", "ReadingLists"]

_T = TypeVar("_T")
_Tables = list[Mapping[str, Any]]
_TRIES = 20
# A file written twice within one tick of the file system's clock can keep its time and size: so young a stamp
# is no proof that the content is the one read.
_SETTLED = 0.1
_NEVER = (-1, -1, -1)
_SLUG_BYTES = 80
_SPELLED = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i"})
_WINDOWS = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


@frozen
class ReadingList:
    """One reading list.

    Attributes:
        slug: The file's name without ``.toml``; it never changes.
        name: What the person calls it.
        number: Its place among the lists as its file says; lists without a number come after those with one.
        entries: Its papers, each id once, in the file's order.
        problem: Why the file cannot be read, with line and column; None when all is well.
    """

    slug: str
    name: str
    number: int
    entries: tuple[ListEntry, ...] = ()
    problem: str | None = None


@frozen
class _Seen:
    """What a file was when it was last read."""

    stamp: tuple[int, int, int]
    settled: bool
    data: bytes | None
    file: ListFile | None
    shown: ReadingList


class ReadingLists:
    """The reading lists in one folder. Every method is safe from any thread and beside other processes."""

    def __init__(self, folder: Path, *, sync: bool = True) -> None:
        """Name the folder; it is made by the first edit that needs it.

        Args:
            folder: The folder.
            sync: Whether an edit waits until a power cut cannot take it back; without that, `sync` does. A file is
                whole at any moment either way.
        """
        self._folder = folder
        self._sync_at_once = sync
        self._unsynced: set[Path] = set()
        self.ready: Callable[[], None] | None = None
        """Is waited for before a file is changed, after all that can be done before."""
        self._seen: dict[str, _Seen] = {}
        self._editing = threading.Lock()

    def all(self) -> list[ReadingList]:
        """Return the lists by number, then name. Reads only the files that changed since the last call.

        A file that does not parse is there with its ``problem`` and without entries, after the others.

        Raises:
            ReadingListError: The folder itself cannot be read.
        """
        seen = {slug: self._look(slug) for slug in self._slugs()}
        self._seen = seen
        found = sorted((each.shown for each in seen.values()), key=_order)
        highest = max((each.number for each in found if each.number >= 0), default=0)
        unnumbered = [each.slug for each in found if each.number < 0]
        return [
            replace(each, number=highest + 1 + unnumbered.index(each.slug)) if each.number < 0 else each
            for each in found
        ]

    def create(self, name: str, slug: str | None = None) -> ReadingList:
        """Make an empty list after the others.

        Args:
            name: Its name; control characters are dropped.
            slug: The file's name, by default made from the list's.

        Raises:
            ReadingListError: The name is empty or taken, the slug is taken or no file name, or the disk
                does not take it.
        """
        name = _clean_name(name)
        with self._edit():
            self._refuse_taken(name)
            lists = self.all()
            slug = self._free_slug(name, [each.slug for each in lists]) if slug is None else slug
            head = {"name": name, "number": max((each.number for each in lists), default=0) + 1}
            self._write(slug, ListFile("", {}, (), (), ("",)).edited(head, []).text, None)
            return next(each for each in self.all() if each.slug == slug)

    def rename(self, slug: str, name: str) -> None:
        """Give a list another name; its file keeps its own.

        Raises:
            ReadingListError: The name is empty or taken, there is no such list, or it cannot be read or
                written.
        """
        name = _clean_name(name)
        with self._edit():
            self._refuse_taken(name, but=slug)
            self._set(slug, "name", name)

    def delete(self, slug: str) -> str:
        """Delete a list and return its file's text for `restore`.

        Raises:
            ReadingListError: There is no such list, it cannot be deleted, or it does not parse: such a file
                is left to the person.
        """
        with self._edit():
            text = self._read(slug)[1].text
            with self._said(self._path(slug)):
                if self.ready is not None:
                    self.ready()
                self._unsynced.add(atomic_file.remove(self._path(slug), sync=self._sync_at_once))
            return text

    def restore(self, slug: str, text: str) -> None:
        """Write a deleted list's file again, to the letter.

        Raises:
            ReadingListError: There is such a list again, or it cannot be written.
        """
        with self._edit():
            self._write(slug, text, None)

    def add(self, slug: str, entries: Sequence[ListEntry], at: Sequence[int] | None = None) -> list[str]:
        """Add papers that the list does not hold yet.

        Args:
            slug: The list.
            entries: The papers.
            at: The index that each is to have, as `remove` gave it; by default they go to the end.

        Returns:
            The ids added.

        Raises:
            ReadingListError: There is no such list, or it cannot be read or written.
        """
        wanted = list(zip(at, entries, strict=True)) if at is not None else [(-1, entry) for entry in entries]
        if at is not None:
            wanted.sort(key=lambda pair: pair[0])

        def edit(head: Mapping[str, Any], papers: _Tables) -> tuple[Mapping[str, Any], _Tables, list[str]]:
            held = {id_of(table) for table in papers}
            added = []
            for index, entry in wanted:
                paper_id = without_surrogates(entry.id).strip()
                if not paper_id or paper_id in held:
                    continue
                table = _writable({**entry.to_toml(), "id": paper_id})
                papers.insert(len(papers) if index < 0 else _row(papers, index), table)
                held.add(paper_id)
                added.append(entry.id)
            return head, papers, added

        with self._edit():
            return self._change(slug, edit)

    def remove(self, slug: str, ids: Collection[str]) -> list[tuple[int, ListEntry]]:
        """Take papers out of a list.

        Returns:
            The index that each had and the paper, in the list's order: what `add` takes to bring them back.

        Raises:
            ReadingListError: There is no such list, or it cannot be read or written.
        """
        unwanted = {paper_id.strip() for paper_id in ids}

        def edit(
            head: Mapping[str, Any], papers: _Tables
        ) -> tuple[Mapping[str, Any], _Tables, list[tuple[int, ListEntry]]]:
            ids = dict.fromkeys(paper_id for table in papers if (paper_id := id_of(table)) is not None)
            index = {paper_id: number for number, paper_id in enumerate(ids)}
            gone = _distinct(ListEntry.from_toml(table) for table in papers if id_of(table) in unwanted)
            removed = [(index[entry.id], entry) for entry in gone]
            return head, [table for table in papers if id_of(table) not in unwanted], removed

        with self._edit():
            return self._change(slug, edit)

    def move(self, slug: str, paper_id: str, index: int) -> None:
        """Give a paper of a list the index it is to have; one beyond the end is the end.

        Raises:
            ReadingListError: There is no such list, it does not hold the paper, or it cannot be written.
        """

        def edit(head: Mapping[str, Any], papers: _Tables) -> tuple[Mapping[str, Any], _Tables, None]:
            table = papers.pop(self._place(slug, papers, paper_id))
            papers.insert(_row(papers, max(index, 0)), table)
            return head, papers, None

        with self._edit():
            self._change(slug, edit)

    def reorder(self, slugs: Sequence[str]) -> None:
        """Number the lists 1 to n in this order; those not named follow in the order they had.

        A list that does not parse keeps the number in its file.

        Raises:
            ReadingListError: There is no such list, or one cannot be written.
        """
        with self._edit():
            lists = {each.slug: each for each in self.all()}
            for slug in slugs:
                if slug not in lists:
                    raise self._unknown(slug)
            order = [*dict.fromkeys(slugs), *(slug for slug in lists if slug not in slugs)]
            readable = [slug for slug in order if lists[slug].problem is None]
            for number, slug in enumerate(readable, 1):
                self._set(slug, "number", number)

    def renumber(self, numbers: Mapping[str, int]) -> None:
        """Give lists, by slug, the numbers that they had; those that are gone or do not parse are left out.

        Raises:
            ReadingListError: One cannot be written.
        """
        with self._edit():
            for each in self.all():
                if each.slug in numbers and each.problem is None:
                    self._set(each.slug, "number", numbers[each.slug])

    def set_note(self, slug: str, paper_id: str, note: str) -> None:
        """Write the person's note on a paper of a list.

        Raises:
            ReadingListError: There is no such list, it does not hold the paper, or it cannot be written.
        """

        def edit(head: Mapping[str, Any], papers: _Tables) -> tuple[Mapping[str, Any], _Tables, None]:
            place = self._place(slug, papers, paper_id)
            papers[place] = {**papers[place], "note": without_surrogates(note)}
            return head, papers, None

        with self._edit():
            self._change(slug, edit)

    def sync(self) -> None:
        """Wait until no power cut can take back what was edited so far.

        Raises:
            ReadingListError: The disk failed; the edits are done, and their durability is not known.
        """
        with self._editing, self._said(self._folder):
            while self._unsynced:
                folder = self._unsynced.pop()
                atomic_file.sync_folder(folder)

    # Reading

    def _slugs(self) -> list[str]:
        try:
            names = os.listdir(self._folder)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise _failure(self._folder, error, "read") from error
        return sorted(name[:-5] for name in names if name.endswith(".toml") and name[0] != ".")

    def _path(self, slug: str) -> Path:
        if not slug or slug[0] == "." or any(mark in slug for mark in "/\\\0"):
            raise self._unknown(slug)
        return self._folder / f"{slug}.toml"

    def _look(self, slug: str) -> _Seen:
        """Return a file as it is now, parsed again only if its bytes are others."""
        old = self._seen.get(slug)
        path = self._path(slug)
        try:
            info = path.stat()
            stamp = (info.st_mtime_ns, info.st_size, info.st_ino)
            if old is not None and old.settled and old.stamp == stamp:
                return old
            settled = time.time() - info.st_mtime > _SETTLED
            data = path.read_bytes()
        except OSError as error:
            problem = f"{path}: {error.strerror or error}"
            return _Seen(_NEVER, False, None, None, _broken(slug, problem))
        if old is not None and old.data == data:
            return replace(old, stamp=stamp, settled=settled)
        try:
            file = _decode(data)
        except ListFileError as error:
            return _Seen(stamp, settled, data, None, _broken(slug, f"{path}: {error}"))
        return _Seen(stamp, settled, data, file, _shown(slug, file))

    def _read(self, slug: str) -> tuple[bytes, ListFile]:
        """Return a list's bytes and what they say, fresh from the disk."""
        path = self._path(slug)
        with self._said(path, "read"):
            data = atomic_file.read(path)
        if data is None:
            raise self._unknown(slug)
        seen = self._seen.get(slug)
        if seen is not None and seen.data == data and seen.file is not None:
            return data, seen.file
        try:
            return data, _decode(data)
        except ListFileError as error:
            raise ReadingListError(
                _("The reading list {path} cannot be read: {reason}.").format(path=path, reason=error),
                _("Mend line {line} in an editor; until then nothing is written to this file.").format(line=error.line),
            ) from error

    # Writing

    @contextlib.contextmanager
    def _edit(self) -> Iterator[None]:
        """Hold the folder's lock: one edit at a time among all threads and processes."""
        with self._editing, self._said(self._folder), contextlib.ExitStack() as stack:
            atomic_file.make_folder(self._folder)
            stack.enter_context(atomic_file.locked(self._folder / ".lock"))
            yield

    def _change(
        self,
        slug: str,
        edit: Callable[[Mapping[str, Any], _Tables], tuple[Mapping[str, Any], _Tables, _T]],
    ) -> _T:
        """Apply an edit to what the file holds now, and again when it changed under our hands."""
        for _try in range(_TRIES):
            data, file = self._read(slug)
            head, papers, result = edit(file.head, list(file.papers))
            if head == file.head and papers == list(file.papers):
                return result
            try:
                changed = file.edited(head, papers)
            except ListFileError as error:
                raise ReadingListError(f"{self._path(slug)}: {error}.", _("Nothing was changed.")) from error
            try:
                self._write(slug, changed.text, data)
            except atomic_file.FileChangedError:
                continue
            # What was just written need not be parsed again: the next look finds these very bytes.
            self._seen[slug] = _Seen(_NEVER, False, changed.text.encode(), changed, _shown(slug, changed))
            return result
        raise ReadingListError(
            _("{file} is being changed by another program all the time.").format(file=self._path(slug)),
            _("Nothing was changed here; try again when that program is done."),
        )

    def _set(self, slug: str, key: str, value: str | int) -> None:
        self._change(slug, lambda head, papers: ({**head, key: value}, papers, None))

    def _write(self, slug: str, text: str, was: bytes | None) -> None:
        path = self._path(slug)
        atomic_file.remove_leftovers(path)
        with self._said(path):
            try:
                folder = atomic_file.replace(path, text.encode(), was, sync=self._sync_at_once, ready=self.ready)
                self._unsynced.add(folder)
            except atomic_file.FileChangedError:
                if was is not None:
                    raise
                raise ReadingListError(
                    _("There is a reading list file {path} already.").format(path=path), _("Choose another name.")
                ) from None

    def _free_slug(self, name: str, taken: Sequence[str]) -> str:
        """Return a file name for a list, one that also a file system without case would keep apart."""
        base = slug_of(name)
        # Dangling links and folders of that name take the place too.
        used = {unicodedata.normalize("NFC", each).casefold() for each in taken}
        slug, number = base, 1
        while slug.casefold() in used or os.path.lexists(self._folder / f"{slug}.toml"):
            number += 1
            slug = f"{base}-{number}"
        return slug

    def _refuse_taken(self, name: str, but: str | None = None) -> None:
        for each in self.all():
            if each.slug != but and each.name.casefold() == name.casefold():
                raise ReadingListError(
                    _("There is a reading list named “{name}” already.").format(name=each.name),
                    _("Choose another name."),
                )

    def _place(self, slug: str, papers: _Tables, paper_id: str) -> int:
        for place, table in enumerate(papers):
            if id_of(table) == paper_id:
                return place
        raise ReadingListError(
            _("The reading list “{slug}” does not hold {paper_id}.").format(slug=slug, paper_id=paper_id),
            _("It may have been removed meanwhile."),
        )

    def _unknown(self, slug: str) -> ReadingListError:
        return ReadingListError(
            _("There is no reading list “{slug}” in {folder}.").format(slug=slug, folder=self._folder),
            _("digest-reader lists shows those there are."),
        )

    @contextlib.contextmanager
    def _said(self, path: Path, verb: str = "written") -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise _failure(path, error, verb) from error


def slug_of(name: str) -> str:
    """Return a file name for a list's name: letters (Latin ones without accents) and digits of any script."""
    folded = unicodedata.normalize("NFKD", name.lower().translate(_SPELLED))
    kept = "".join(mark for mark in folded if not "\u0300" <= mark <= "\u036f")
    words = "".join(mark if mark.isalnum() else " " for mark in unicodedata.normalize("NFC", kept)).split()
    slug = "-".join(words).encode()[:_SLUG_BYTES].decode(errors="ignore").strip("-")
    if not slug:
        return "list"
    return f"{slug}-list" if slug in _WINDOWS else slug


def _decode(data: bytes) -> ListFile:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before.rpartition(b"\n")[2].decode(errors="replace")) + 1
        raise ListFileError(_("not UTF-8"), before.count(b"\n") + 1, column) from None
    return ListFile.parse(text)


def _broken(slug: str, problem: str) -> ReadingList:
    return ReadingList(slug, _cleaned(slug), -1, problem=_cleaned(problem))


def _shown(slug: str, file: ListFile) -> ReadingList:
    name, number = file.head.get("name"), file.head.get("number")
    numbered = isinstance(number, int) and not isinstance(number, bool) and number >= 0
    return ReadingList(
        slug=slug,
        name=(_cleaned(name) if isinstance(name, str) else "") or _cleaned(slug),
        number=number if numbered and isinstance(number, int) else -1,
        entries=tuple(_distinct(file.entries)),
    )


def _distinct(entries: Iterable[ListEntry | None]) -> list[ListEntry]:
    """Return the papers of a file; tables without an id stay in the file, and a repeated id counts once."""
    found: dict[str, ListEntry] = {}
    for entry in entries:
        if entry is not None:
            found.setdefault(entry.id, entry)
    return list(found.values())


def _row(papers: _Tables, index: int) -> int:
    """Return where in the file the paper with an index stands; tables that name no new paper do not count."""
    held: set[str] = set()
    for row, table in enumerate(papers):
        paper_id = id_of(table)
        if paper_id is None or paper_id in held:
            continue
        if len(held) == index:
            return row
        held.add(paper_id)
    return len(papers)


def _writable(table: dict[str, Any]) -> dict[str, Any]:
    return {key: without_surrogates(value) if isinstance(value, str) else value for key, value in table.items()}


def _order(each: ReadingList) -> tuple[bool, bool, int, str, str]:
    return (each.problem is not None, each.number < 0, each.number, each.name.casefold(), each.slug)


def _clean_name(name: str) -> str:
    cleaned = _cleaned(name)
    if not cleaned:
        raise ReadingListError(_("A reading list needs a name."), _("Type at least one letter."))
    return cleaned


def _cleaned(name: str) -> str:
    """Return a name on one line without what steers a terminal: controls, bidi and zero-width marks."""
    spaced = "".join(" " if mark.isspace() else mark for mark in name)
    kept = "".join(mark for mark in spaced if unicodedata.category(mark) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    return " ".join(kept.split())


def _failure(path: Path, error: OSError, verb: str) -> ReadingListError:
    """Say a system's error to a person."""
    if isinstance(error, TimeoutError):
        return ReadingListError(
            _("Another program holds the reading lists in {path} and does not let go.").format(path=path),
            _("Close the other digest-reader, or wait for it, and try again."),
        )
    hints = {
        errno.ENOSPC: _("The disk is full: free some space and try again. The list is as it was."),
        errno.EDQUOT: _("Your disk quota is used up: free some space and try again. The list is as it was."),
        errno.EROFS: _("The file system is read-only. The list is as it was."),
        errno.ENOTDIR: _("A file is where the folder of the reading lists has to be: move it away."),
        errno.EACCES: _("Check the permissions of the file and its folder. The list is as it was."),
        errno.EPERM: _("Check the permissions of the file and its folder. The list is as it was."),
    }
    hint = hints.get(error.errno or 0, _("Check the disk, then try again. The list is as it was."))
    message = _("{file} cannot be read: {reason}.") if verb == "read" else _("{file} cannot be written: {reason}.")
    return ReadingListError(message.format(file=path, reason=error.strerror or error), hint)
