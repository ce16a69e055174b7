"""What a person does, as steps that are durable, and that undo and redo take back and do again exactly.

Papers' states are in the database and reading lists in TOML files, and no transaction spans both. So a step
is committed together with the edits of list files that it owes; then the files are edited; then, when no power
cut can undo these edits, the debt is struck off. A process killed between leaves a debt that the next one pays
(`Decisions.settle`), and edits are idempotent. So a step is durable with the commit and shown when its files are
edited; waiting for the folder's sync is left to a thread (`Decisions.finish` waits for that). When the files refuse
(a full disk, a file that does not parse), the step is taken off again and the error goes to the caller: what raised
has not happened.

SQL is `digest_reader.storage.steps`, and the edits of files are `digest_reader.list_edits`.
"""

from __future__ import annotations

import contextlib
import datetime
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from digest_reader import list_edits
from digest_reader.clock import today, utc_now
from digest_reader.errors import LibraryError, ReadingListError, UnknownPaperError
from digest_reader.i18n import _
from digest_reader.list_edits import (
    AddPapers,
    CreateList,
    DeleteList,
    Edit,
    MovePaper,
    OrderLists,
    RemovePapers,
    RenameList,
    SetNote,
)
from digest_reader.models import STATES, State, Step
from digest_reader.note_keeping import ListedNotes
from digest_reader.reading_lists import ListEntry, ReadingList, ReadingLists, slug_of
from digest_reader.storage import notes, papers, steps
from digest_reader.storage.steps import StoredStep
from parsers.cleaning import clean

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from digest_reader.storage.connection import Database

FIRST_LIST = "To read"
"""Name of the list that is made when a paper is saved and there is none."""


class Decisions:
    """The person's decisions and edits of lists, one at a time."""

    def __init__(self, database: Database, folder: Path) -> None:
        """Take over what a killed process left undone.

        Args:
            database: The library's database.
            folder: The folder of the reading lists.
        """
        self.lists = ReadingLists(folder, sync=False)
        self._folder = folder
        self._database = database
        # One step at a time from its plan to its end: a plan is made of what the lists hold at its beginning.
        self._one_at_a_time = threading.RLock()
        self._finishing: threading.Thread | None = None
        self._membership: tuple[list[ReadingList], dict[str, tuple[int, ...]]] = ([], {})
        self._last_read: list[ReadingList] | None = None
        self._listed_notes = ListedNotes(database)
        self.settle()
        self.finish()

    # Asking

    def read_lists(self) -> list[ReadingList]:
        """Return the reading lists; what was written by hand on a paper in a file that changed is its note then.

        Where their folder cannot be read any more (a share that is gone), they are as they were last: papers can be
        read without them, and whoever edits one is told.

        Raises:
            ReadingListError: The folder could not be read even once.
        """
        try:
            self._last_read = self._read_now()
        except ReadingListError:
            if self._last_read is None:
                raise
        return self._last_read

    def _read_now(self) -> list[ReadingList]:
        lists = self.lists.all()
        if not self._listed_notes.are_known(lists):
            # No step meanwhile: its edits of the files would be taken for edits by hand.
            with self._one_at_a_time:
                if self._owes_notes():
                    self.finish()
                lists = self.lists.all()
                # Files that are behind the library are looked at again when they have caught up.
                if not self._owes_notes():
                    # Where the library cannot be written now, the files have it still, and are looked at again.
                    with contextlib.suppress(LibraryError):
                        self._listed_notes.take_over(lists)
        return lists

    def membership(self) -> Mapping[str, Sequence[int]]:
        """Return paper id to the numbers of its lists, made anew only when a file changed."""
        lists = self.read_lists()
        known, numbers = self._membership
        if len(known) == len(lists) and all(
            old.entries is new.entries and old.number == new.number for old, new in zip(known, lists, strict=True)
        ):
            return numbers
        found: dict[str, tuple[int, ...]] = {}
        for each in lists:
            for entry in each.entries:
                found[entry.id] = (*found.get(entry.id, ()), each.number)
        self._membership = (lists, found)
        return found

    # Deciding

    def decide(
        self,
        keys: Sequence[int],
        state: State,
        list_slug: str | None,
        batch: str | None,
        new_list: str | None = None,
        leaving: str | None = None,
        until: str | None = None,
    ) -> Step:
        """Give papers a state, and put them into a list (out of another) or take them out of all."""
        keys = list(dict.fromkeys(keys))
        if not keys:
            raise ValueError("a decision needs at least one paper")
        _check_until(until, state)
        with self._step():
            ids = self._ids(keys)
            if state == "saved":
                target, edits = self._saving(keys, ids, list_slug, new_list)
                if leaving is not None and leaving != target.slug:
                    edits += self._leaving([self._list(leaving)], set(ids.values()))
                return self._take("save", keys, edits, state, keys, batch, target)
            edits = self._leaving(self.lists.all(), set(ids.values()))
            return self._take("decide", keys, edits, state, keys, batch, until=until)

    def set_note(self, key: int, text: str) -> Step:
        """Write the note on a paper, here and in the lists that hold it."""
        with self._step():
            lists = self.read_lists()
            paper_id = self._ids([key])[key]
            held = [(each.slug, entry) for each in lists for entry in each.entries if entry.id == paper_id]
            text = clean(text).strip()
            edits = [SetNote(slug, paper_id, entry.note, text) for slug, entry in held]
            return self._take("note", [key], edits, note=text)

    def _saving(
        self, keys: Sequence[int], ids: Mapping[int, str], slug: str | None, new_list: str | None
    ) -> tuple[ReadingList, list[Edit]]:
        edits: list[Edit] = []
        lists = self.lists.all()
        if new_list is not None:
            target = _named(new_list, lists)
            edits.append(CreateList(target.slug, target.name))
        elif slug is None and not lists:
            target = ReadingList(slug_of(FIRST_LIST), FIRST_LIST, 1)
            edits.append(CreateList(target.slug, target.name))
        else:
            target = self._list(slug or lists[0].slug)
        held = {entry.id for entry in target.entries}
        added = [key for key in keys if ids[key] not in held]
        if added:
            titles, written = self._titles(added), self._notes(added)
            day = today().isoformat()
            entries = (ListEntry(ids[key], titles.get(key, ""), day, written.get(key, "")) for key in added)
            edits.append(AddPapers(target.slug, tuple(map(list_edits.text_of, entries))))
        return target, edits

    def _leaving(self, lists: Iterable[ReadingList], ids: set[str]) -> list[Edit]:
        edits: list[Edit] = []
        for each in lists:
            gone = [(index, entry) for index, entry in enumerate(each.entries) if entry.id in ids]
            if gone:
                edits.append(
                    RemovePapers(
                        each.slug,
                        tuple(index for index, _ in gone),
                        tuple(list_edits.text_of(entry) for _, entry in gone),
                    )
                )
        return edits

    # Editing lists

    def create_list(self, name: str) -> Step:
        """Make an empty list."""
        with self._step():
            target = _named(name, self.lists.all())
            return self._take("list-create", [], [CreateList(target.slug, target.name)], target=target)

    def rename_list(self, slug: str, name: str) -> Step:
        """Rename a list."""
        with self._step():
            target = self._list(slug)
            name = _checked_name(name, [each.name for each in self.lists.all() if each.slug != slug])
            edit = RenameList(slug, target.name, name)
            return self._take("list-rename", [], [edit], target=replace(target, name=name))

    def delete_list(self, slug: str) -> Step:
        """Delete a list; papers in no other list become skipped."""
        with self._step():
            target = self._list(slug)
            keys = list(self._keys(entry.id for entry in target.entries).values())
            edit = DeleteList(slug, self._text(slug))
            return self._take("list-delete", keys, [edit], "skipped", self._orphans(target, keys), None, target)

    def remove_from_list(self, slug: str, keys: Sequence[int]) -> Step:
        """Take papers out of a list; those in no other list become skipped."""
        keys = list(dict.fromkeys(keys))
        with self._step():
            target = self._list(slug)
            edits = self._leaving([target], set(self._ids(keys).values()))
            return self._take("list-remove", keys, edits, "skipped", self._orphans(target, keys), None, target)

    def move_in_list(self, slug: str, key: int, offset: int) -> Step:
        """Move a paper within its list."""
        with self._step():
            target = self._list(slug)
            paper_id = self._ids([key])[key]
            before = next((at for at, entry in enumerate(target.entries) if entry.id == paper_id), None)
            if before is None:
                raise ReadingListError(
                    _("The reading list “{name}” does not hold {paper_id}.").format(
                        name=target.name, paper_id=paper_id
                    ),
                    _("It may have been removed meanwhile."),
                )
            after = min(max(before + offset, 0), len(target.entries) - 1)
            edit = MovePaper(slug, paper_id, before, after)
            return self._take("list-move", [key], [edit], target=target)

    def move_list(self, slug: str, offset: int) -> Step:
        """Move a list among the lists."""
        with self._step():
            target = self._list(slug)
            lists = self.lists.all()
            before = [each.slug for each in lists]
            after = [each for each in before if each != slug]
            after.insert(min(max(before.index(slug) + offset, 0), len(after)), slug)
            edit = OrderLists(tuple(before), tuple(each.number for each in lists), tuple(after))
            return self._take("list-order", [], [edit], target=target)

    # Taking back and doing again

    def undo(self) -> Step | None:
        """Take back the newest step that stands."""
        with self._step():
            with self._database.write() as connection:
                step = steps.newest_standing(connection)
                if step is None:
                    return None
                self._turn(connection, step, undone=True)
            return self._carry_out(step, undo=True)

    def redo(self) -> Step | None:
        """Do the oldest step again that was undone since the last one was taken."""
        with self._step():
            with self._database.write() as connection:
                step = steps.oldest_undone(connection)
                if step is None:
                    return None
                self._turn(connection, step, undone=False)
            return self._carry_out(step, undo=False)

    def settle(self) -> None:
        """Edit the list files as a killed process still owed; what the files refuse stays owed."""
        with self._database.read() as connection:
            owing = steps.owing(connection)
        for step in owing:
            with contextlib.suppress(ReadingListError):
                self._pay(step, undo=step.pending == steps.TO_UNDO)

    # How a step comes about

    @contextlib.contextmanager
    def _step(self) -> Iterator[None]:
        """Keep other threads out, and begin with the list files as they ought to be."""
        with self._one_at_a_time:
            self.finish()
            self.settle()
            yield

    def _take(
        self,
        action: str,
        keys: Sequence[int],
        edits: Sequence[Edit],
        state: State | None = None,
        changed: Sequence[int] = (),
        batch: str | None = None,
        target: ReadingList | None = None,
        *,
        until: str | None = None,
        note: str | None = None,
    ) -> Step:
        """Write a step down, give the papers ``changed`` the state, and carry its edits of list files out.

        With ``note``, that becomes the note on the first of the papers.
        """
        payload = {
            "keys": list(keys),
            "state": state if action in ("decide", "save") else None,
            "title": self._titles(keys[:1]).get(keys[0], "") if keys else "",
            "list_slug": None if target is None else target.slug,
            "list_name": "" if target is None else target.name,
            "until": until,
            "edits": [list_edits.to_json(edit) for edit in edits],
        }
        at = utc_now()
        pending = steps.TO_DO if edits else steps.NOTHING
        with self._database.write(sync=not edits) as connection:
            number = steps.add(connection, action, at, batch, payload, pending)
            if state is not None and changed:
                steps.change_papers(connection, number, changed, STATES.index(state), at, batch, until)
            if note is not None:
                notes.change(connection, number, keys[0], note)
        step = StoredStep(number, action, payload, undone=False, pending=pending)
        try:
            with self._synced_meanwhile() if edits else contextlib.nullcontext():
                self._pay(step, undo=False)
        except (ReadingListError, LibraryError):
            with self._database.write() as connection:
                steps.set_before(connection, number)
                steps.forget(connection, number)
            raise
        return _public(step)

    @contextlib.contextmanager
    def _synced_meanwhile(self) -> Iterator[None]:
        """Sync the commit before while the files' new contents are made and synced; none takes its place before that.

        Two syncs at once take little longer than one.
        """
        # Loaded here: no first screen needs it.
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(1, "sync") as beside:
            committed = beside.submit(self._database.sync)
            self.lists.ready = committed.result
            try:
                yield
                committed.result()
            finally:
                self.lists.ready = None

    def _turn(self, connection: sqlite3.Connection, step: StoredStep, *, undone: bool) -> None:
        owed = steps.TO_UNDO if undone else steps.TO_DO
        steps.set_undone(connection, step.number, undone, owed if step.payload["edits"] else steps.NOTHING)
        (steps.set_before if undone else steps.set_after)(connection, step.number)

    def _carry_out(self, step: StoredStep, *, undo: bool) -> Step:
        try:
            self._pay(step, undo=undo)
        except ReadingListError:
            with self._database.write() as connection:
                self._turn(connection, step, undone=not undo)
                steps.settle(connection, step.number, step.payload)
            raise
        return _public(step)

    def _pay(self, step: StoredStep, *, undo: bool) -> None:
        """Edit the list files as a step says: all of it or, as far as the files allow, nothing."""
        edits = [list_edits.from_json(edit) for edit in step.payload["edits"]]
        if not edits:
            return
        order = range(len(edits))[::-1] if undo else range(len(edits))
        paid: list[int] = []
        try:
            for number in order:
                edits[number] = edits[number].undo(self.lists) if undo else edits[number].do(self.lists)
                paid.append(number)
        except ReadingListError:
            for number in reversed(paid):
                with contextlib.suppress(ReadingListError):
                    edits[number] = edits[number].do(self.lists) if undo else edits[number].undo(self.lists)
            raise
        payload = {**step.payload, "edits": [list_edits.to_json(edit) for edit in edits]}
        self.finish()
        self._finishing = threading.Thread(target=self._strike_off, args=(step.number, payload), name="list files")
        self._finishing.start()

    def _strike_off(self, step: int, payload: Mapping[str, Any]) -> None:
        """Wait until the edits of a step are durable, and note that nothing is owed for it any more.

        Not synced: without this write the edits are merely done once more, to no effect. So is it when it fails.
        """
        with contextlib.suppress(ReadingListError, LibraryError):
            self.lists.sync()
            with self._database.write(sync=False) as connection:
                steps.settle(connection, step, payload)

    def finish(self) -> None:
        """Wait for what is still to be done of the last step beside the screen."""
        thread, self._finishing = self._finishing, None
        if thread is not None:
            thread.join()

    # What a plan is made of

    def _ids(self, keys: Sequence[int]) -> dict[int, str]:
        with self._database.read() as connection:
            ids = papers.ids_of(connection, keys)
        for key in keys:
            if key not in ids:
                raise UnknownPaperError(
                    _("There is no paper number {key} in the library.").format(key=key), _("Reload the list.")
                )
        return ids

    def _keys(self, ids: Iterable[str]) -> dict[str, int]:
        wanted = list(ids)
        with self._database.read() as connection:
            found = papers.keys_of(connection, wanted)
        return {paper_id: found[paper_id] for paper_id in wanted if paper_id in found}

    def _titles(self, keys: Sequence[int]) -> dict[int, str]:
        """Return the papers' titles in their authors' language, which comes first."""
        with self._database.read() as connection:
            rows = papers.rows(connection, keys)
        return {row.key: next(iter(row.title.values()), "") for row in rows}

    def _notes(self, keys: Sequence[int]) -> dict[int, str]:
        with self._database.read() as connection:
            return notes.notes_of(connection, keys)

    def _owes_notes(self) -> bool:
        with self._database.read() as connection:
            owing = [list_edits.from_json(edit) for step in steps.owing(connection) for edit in step.payload["edits"]]
        return any(map(list_edits.carries_note, owing))

    def _orphans(self, target: ReadingList, keys: Sequence[int]) -> list[int]:
        """Return those of a list's saved papers that are in no other list."""
        elsewhere = {entry.id for each in self.lists.all() if each.slug != target.slug for entry in each.entries}
        with self._database.read() as connection:
            rows = papers.rows(connection, keys)
        return [row.key for row in rows if row.state == "saved" and row.id not in elsewhere]

    def _list(self, slug: str) -> ReadingList:
        """Return a list that can be read."""
        found = list_edits.find(self.lists, slug)
        if found is None:
            raise ReadingListError(
                _("There is no reading list “{slug}”.").format(slug=slug),
                _("digest-reader lists shows those there are."),
            )
        if found.problem is not None:
            raise ReadingListError(
                _("The reading list “{slug}” cannot be read: {reason}.").format(slug=slug, reason=found.problem),
                _("Mend the file in an editor; until then nothing is written to it."),
            )
        return found

    def _text(self, slug: str) -> str:
        try:
            return (self._folder / f"{slug}.toml").read_bytes().decode()
        except (OSError, UnicodeDecodeError) as error:
            raise ReadingListError(
                _("The reading list “{slug}” cannot be read: {reason}.").format(slug=slug, reason=error)
            ) from error


def _checked_name(name: str, taken: Sequence[str]) -> str:
    """Return a list's name on one line and without marks that nobody sees, if it can be one.

    The same is refused when the file is written; but then the step would have to be taken back.
    """
    name = " ".join("".join(mark for mark in name if mark.isprintable() or mark.isspace()).split())
    if not name:
        raise ReadingListError(_("A reading list needs a name."), _("Type at least one letter."))
    if name.casefold() in {each.casefold() for each in taken}:
        raise ReadingListError(
            _("There is a reading list named “{name}” already.").format(name=name), _("Choose another name.")
        )
    return name


def _named(name: str, lists: Sequence[ReadingList]) -> ReadingList:
    """Return the new list of a name, empty and last."""
    name = _checked_name(name, [each.name for each in lists])
    return ReadingList(_free_slug(name, lists), name, len(lists) + 1)


def _free_slug(name: str, lists: Sequence[ReadingList]) -> str:
    base, taken = slug_of(name), {each.slug.casefold() for each in lists}
    slug, number = base, 1
    while slug.casefold() in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _public(step: StoredStep) -> Step:
    payload = step.payload
    return Step(
        number=step.number,
        action=step.action,
        keys=tuple(payload["keys"]),
        state=payload["state"],
        title=payload["title"],
        list_slug=payload["list_slug"],
        list_name=payload["list_name"],
        # Steps that an older version wrote down have none.
        until=payload.get("until"),
    )


def _check_until(until: str | None, state: State) -> None:
    if until is None or (state == "later" and until == "version"):
        return
    if state != "later":
        raise ValueError(f"a paper that is {state} waits for nothing")
    if datetime.date.fromisoformat(until).isoformat() != until:
        raise ValueError(f"{until!r} is no day of the form YYYY-MM-DD")
