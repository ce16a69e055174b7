"""Deciding, reading lists, undo and redo: exact, durable, and beside a person's own editor."""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from digest_reader.errors import ReadingListError, UnknownPaperError
from digest_reader.models import Counts, Step
from digest_reader.storage import steps
from tests.core.invented import digest, listing, open_library, quick_folder, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from digest_reader.library import Library

DAY = "2025-07-15"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with contextlib.closing(open_library(tmp_path)) as opened:
        opened.add(listing("2507.00001", "2507.00002", "2507.00003", "2507.00004"))
        yield opened


def states(library: Library) -> str:
    """Return the states of the day's papers as ``.+z-``."""
    return "".join(".+z-"[state] for state in library.batch_view(DAY).states)


def lists(library: Library) -> dict[str, list[str]]:
    """Return list name to the papers' last digit."""
    return {each.name: [entry.id[-1] for entry in each.entries] for each in library.lists()}


# Deciding


def test_a_decision_says_what_was_decided_when_and_on_which_version(library: Library) -> None:
    step = library.decide([1], "skipped", batch=DAY)
    assert step == Step(1, "decide", (1,), "skipped", "On 2507.00001")
    (row,) = library.rows([1])
    assert row.decision is not None
    assert (row.decision.state, row.decision.version, row.decision.batch) == ("skipped", 1, DAY)
    assert row.decision.at.endswith("Z")
    library.add(listing("2507.00001", date="2025-07-16", section="replaced"))
    (later,) = library.rows([1])
    assert (later.decision, later.version) == (row.decision, 2)


def test_saving_without_a_list_makes_one_and_undo_takes_it_away(library: Library, tmp_path: Path) -> None:
    step = library.decide([2, 1, 2], "saved")
    assert (step.action, step.keys, step.list_slug, step.list_name) == ("save", (2, 1), "to-read", "To read")
    assert (states(library), lists(library)) == ("++..", {"To read": ["2", "1"]})
    assert library.membership() == {"2507.00002": (1,), "2507.00001": (1,)}
    library.undo()
    assert (states(library), lists(library), library.membership()) == ("....", {}, {})
    library.redo()
    assert (states(library), lists(library)) == ("++..", {"To read": ["2", "1"]})


def test_saving_goes_to_the_first_list_or_the_one_named(library: Library) -> None:
    library.create_list("Inference")
    library.create_list("Theory")
    library.decide([1], "saved")
    library.decide([1, 2], "saved", list_slug="theory")
    assert lists(library) == {"Inference": ["1"], "Theory": ["1", "2"]}
    assert library.membership() == {"2507.00001": (1, 2), "2507.00002": (2,)}
    assert library.paper(1).lists == ("inference", "theory")


def test_any_other_decision_takes_a_paper_out_of_all_lists_and_undo_puts_it_where_it_was(library: Library) -> None:
    library.create_list("Inference")
    library.create_list("Theory")
    library.decide([1, 2, 3], "saved")
    library.decide([2], "saved", list_slug="theory")
    library.decide([2, 4], "later", batch=DAY)
    assert (states(library), lists(library)) == ("+z+z", {"Inference": ["1", "3"], "Theory": []})
    library.undo()
    assert (states(library), lists(library)) == ("+++.", {"Inference": ["1", "2", "3"], "Theory": ["2"]})


def test_a_decision_can_be_taken_back_and_that_is_a_step_too(library: Library) -> None:
    library.decide([1], "skipped", batch=DAY)
    library.decide([1], "new")
    assert states(library) == "...."
    assert [(each["state"], each["batch"], each["undone"]) for each in library.history(1)] == [
        ("skipped", DAY, False),
        ("new", None, False),
    ]
    library.undo()
    assert states(library) == "-..."
    assert [each["undone"] for each in library.history(1)] == [False, True]


def test_many_papers_at_once_are_one_step(library: Library) -> None:
    library.decide([1, 2, 3, 4], "skipped", batch=DAY)
    assert library.counts() == Counts(4, skipped=4)
    undone = library.undo()
    assert undone is not None
    assert (undone.keys, library.counts()) == ((1, 2, 3, 4), Counts(4, left=4))
    assert library.undo() is None


def test_a_new_decision_after_undo_leaves_nothing_to_redo(library: Library) -> None:
    library.decide([1], "skipped")
    library.decide([2], "skipped")
    library.undo()
    library.undo()
    library.decide([3], "later", batch=DAY)
    assert (library.redo(), states(library)) == (None, "..z.")
    library.undo()
    assert states(library) == "...."
    # Back behind the place where the ways part, redo follows the newer way.
    library.redo()
    assert (library.redo(), states(library)) == (None, "..z.")


def test_undo_goes_on_after_the_library_was_closed(library: Library, tmp_path: Path) -> None:
    library.decide([1], "saved")
    library.close()
    with contextlib.closing(open_library(tmp_path)) as again:
        undone = again.undo()
        assert undone is not None
        assert (undone.action, undone.title, again.counts().left, again.lists()) == ("save", "On 2507.00001", 4, [])


def test_a_decision_on_no_paper_or_an_unknown_one_is_an_error_and_changes_nothing(library: Library) -> None:
    with pytest.raises(ValueError, match="at least one"):
        library.decide([], "saved")
    with pytest.raises(UnknownPaperError, match="99"):
        library.decide([1, 99], "saved")
    with pytest.raises(ReadingListError, match="no reading list"):
        library.decide([1], "saved", list_slug="nowhere")
    assert (states(library), library.lists(), library.undo()) == ("....", [], None)


# Lists


def test_lists_are_made_renamed_and_deleted_and_undo_brings_all_of_it_back(library: Library, tmp_path: Path) -> None:
    library.create_list("Inference")
    library.decide([1, 2], "saved")
    library.rename_list("inference", "Serving")
    library.create_list("Theory")
    library.decide([2], "saved", list_slug="theory")
    file = tmp_path / "lists" / "inference.toml"
    file.write_text(file.read_text() + "# my own words\n")
    text = file.read_text()

    step = library.delete_list("inference")
    assert (step.action, step.keys, step.list_name) == ("list-delete", (1, 2), "Serving")
    assert (states(library), lists(library)) == ("-+..", {"Theory": ["2"]})
    library.undo()
    assert (states(library), file.read_text()) == ("++..", text)
    for _ in range(3):
        library.undo()
    assert lists(library) == {"Inference": ["1", "2"]}


def test_saving_to_a_new_list_is_one_step(library: Library) -> None:
    step = library.decide([1, 2], "saved", new_list="Thesis")
    assert (step.action, step.list_name) == ("save", "Thesis")
    assert (lists(library), states(library)) == ({"Thesis": ["1", "2"]}, "++..")
    library.undo()
    assert (lists(library), states(library)) == ({}, "....")
    library.redo()
    assert (lists(library), states(library)) == ({"Thesis": ["1", "2"]}, "++..")


def test_moving_from_list_to_list_is_one_step(library: Library) -> None:
    library.decide([1, 2], "saved", new_list="From")
    library.decide([3], "saved", new_list="To")
    library.decide([1], "saved", list_slug="to", leaving="from")
    assert lists(library) == {"From": ["2"], "To": ["3", "1"]}
    library.undo()
    assert lists(library) == {"From": ["1", "2"], "To": ["3"]}


def test_a_paper_taken_out_of_its_last_list_becomes_skipped(library: Library) -> None:
    library.create_list("Inference")
    library.create_list("Theory")
    library.decide([1, 2], "saved")
    library.decide([1], "saved", list_slug="theory")
    library.remove_from_list("inference", [1, 2, 3])
    assert (states(library), lists(library)) == ("+-..", {"Inference": [], "Theory": ["1"]})
    library.undo()
    assert (states(library), lists(library)) == ("++..", {"Inference": ["1", "2"], "Theory": ["1"]})


def test_papers_and_lists_move_and_stop_at_the_ends(library: Library) -> None:
    for name in ("A", "B", "C"):
        library.create_list(name)
    library.decide([1, 2, 3], "saved")
    library.move_in_list("a", 1, 1)
    assert lists(library)["A"] == ["2", "1", "3"]
    library.move_in_list("a", 3, -9)
    assert lists(library)["A"] == ["3", "2", "1"]
    library.move_list("c", -1)
    library.move_list("a", 9)
    assert list(lists(library)) == ["C", "B", "A"]
    for _ in range(4):
        library.undo()
    assert lists(library) == {"A": ["1", "2", "3"], "B": [], "C": []}


def test_list_names_are_neither_empty_nor_taken(library: Library) -> None:
    library.create_list("Inference")
    for name in ("inference ", "", " "):
        with pytest.raises(ReadingListError):
            library.create_list(name)
    library.create_list("Theory")
    with pytest.raises(ReadingListError, match="already"):
        library.rename_list("theory", "Inference")
    with pytest.raises(ReadingListError, match="does not hold"):
        library.move_in_list("theory", 1, 1)
    assert lists(library) == {"Inference": [], "Theory": []}
    undone = library.undo()
    assert undone is not None
    assert undone.list_name == "Theory"


# Beside a person's own editor


def test_what_a_person_wrote_into_a_list_survives_decisions_undo_and_redo(library: Library, tmp_path: Path) -> None:
    library.decide([1, 2], "saved")
    file = tmp_path / "lists" / "to-read.toml"
    text = file.read_text().replace('note = ""', 'note = "ask Ada"\nmood = "good"', 1)
    file.write_text(f'# mine\n{text}\n[[paper]]\nid = "2402.12345"\ntitle = "By hand"\n')
    library.decide([1, 3], "skipped")
    library.undo()
    library.redo()
    library.undo()
    library.undo()
    library.redo()
    (found,) = library.lists()
    assert [(entry.id, entry.note, entry.extra) for entry in found.entries] == [
        ("2402.12345", "", {}),
        ("2507.00001", "ask Ada", {"mood": "good"}),
        ("2507.00002", "", {}),
    ]
    assert file.read_text().startswith("# mine\n")


def test_a_list_that_a_person_filled_is_not_deleted_by_undoing_its_creation(library: Library, tmp_path: Path) -> None:
    library.create_list("Inference")
    file = tmp_path / "lists" / "inference.toml"
    file.write_text(file.read_text() + '\n[[paper]]\nid = "2402.12345"\n')
    library.undo()
    assert lists(library) == {"Inference": ["5"]}


def test_a_list_that_a_person_deleted_stays_deleted_and_stops_no_undo(library: Library, tmp_path: Path) -> None:
    library.decide([1], "saved")
    library.decide([1], "skipped")
    (tmp_path / "lists" / "to-read.toml").unlink()
    library.undo()
    assert (states(library), lists(library)) == ("+...", {})
    library.undo()
    assert states(library) == "...."


def test_saving_to_a_list_that_does_not_parse_fails_and_changes_nothing(library: Library, tmp_path: Path) -> None:
    library.create_list("Inference")
    file = tmp_path / "lists" / "inference.toml"
    file.write_text("name = [")
    with pytest.raises(ReadingListError, match="line 1"):
        library.decide([1], "saved", list_slug="inference")
    assert (states(library), file.read_text()) == ("....", "name = [")
    library.decide([1], "skipped", batch=DAY)
    assert states(library) == "-..."


def test_a_step_whose_list_file_cannot_be_written_has_not_happened(library: Library, tmp_path: Path) -> None:
    library.create_list("Inference")
    library.decide([1], "saved")
    library.decide([2], "saved")
    library.undo()
    before = (states(library), lists(library), library.history(2))
    shutil.move(tmp_path / "lists", tmp_path / "away")
    # A file in the place of the folder: whatever is asked of it fails, also for a user who may do everything.
    (tmp_path / "lists").write_text("")
    for act in (lambda: library.decide([3], "saved"), library.undo, library.redo):
        with pytest.raises(ReadingListError):
            act()
    (tmp_path / "lists").unlink()
    shutil.move(tmp_path / "away", tmp_path / "lists")
    assert (states(library), lists(library), library.history(2)) == before
    assert library.redo() is not None
    assert lists(library) == {"Inference": ["1", "2"]}


def test_list_names_lose_what_could_steer_a_terminal(library: Library) -> None:
    step = library.create_list("In\x1b[31mference\u202e\n now")
    assert (step.list_name, list(lists(library))) == ("In[31mference now", ["In[31mference now"])
    step = library.rename_list(library.lists()[0].slug, "\x07Serving")
    assert (step.list_name, list(lists(library))) == ("Serving", ["Serving"])


# After a crash


def killed_between(folder: Path, act: Callable[[Library], object]) -> Library:
    """Do something, put all on disk as it is between the database's commit and the list files, and open that."""
    before = folder / "before"
    shutil.copytree(folder / "lists", before)
    with contextlib.closing(open_library(folder)) as library:
        act(library)
        library._decisions.finish()
        with library._database.write() as connection:
            # 1 is to do, 2 to take back; the step is the newest one touched.
            connection.execute("UPDATE step SET pending = 1 + undone WHERE number = (SELECT max(number) FROM step)")
    shutil.rmtree(folder / "lists")
    shutil.move(before, folder / "lists")
    return open_library(folder)


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (lambda library: library.decide([3], "saved"), ("+++.", {"Inference": ["1", "2", "3"]})),
        (lambda library: library.decide([1], "skipped"), ("-+..", {"Inference": ["2"]})),
        (lambda library: library.undo(), ("+...", {"Inference": ["1"]})),
        (lambda library: library.delete_list("inference"), ("--..", {})),
        (lambda library: library.create_list("Theory"), ("++..", {"Inference": ["1", "2"], "Theory": []})),
        (lambda library: library.rename_list("inference", "Serving"), ("++..", {"Serving": ["1", "2"]})),
        (lambda library: library.move_in_list("inference", 2, -1), ("++..", {"Inference": ["2", "1"]})),
    ],
)
def test_what_list_files_were_owed_at_a_crash_is_paid_when_the_library_is_opened(
    tmp_path: Path, act: Callable[[Library], object], expected: tuple[str, dict[str, list[str]]]
) -> None:
    with contextlib.closing(open_library(tmp_path)) as library:
        library.add(listing("2507.00001", "2507.00002", "2507.00003", "2507.00004"))
        library.create_list("Inference")
        library.decide([1], "saved")
        library.decide([2], "saved")
    with contextlib.closing(killed_between(tmp_path, act)) as library:
        assert (states(library), lists(library)) == expected
        with library._database.read() as connection:
            assert steps.owing(connection) == []


# Any sequence of all of it

KEYS = st.lists(st.integers(1, 4), min_size=1, max_size=3)


def test_while_the_lists_cannot_be_read_papers_can_and_no_step_is_taken(library: Library, tmp_path: Path) -> None:
    library.decide([1], "saved")
    held = library.lists()
    (tmp_path / "lists").rename(tmp_path / "away")
    (tmp_path / "lists").write_text("no folder")
    assert library.lists() == held
    assert (library.paper(1).lists, library.membership()) == (("to-read",), {"2507.00001": (1,)})
    assert list(library.search("list:to-read").keys) == [1]
    with pytest.raises(ReadingListError):
        library.decide([2], "saved")
    with pytest.raises(ReadingListError):
        library.undo()
    assert states(library) == "+..."
    (tmp_path / "lists").unlink()
    (tmp_path / "away").rename(tmp_path / "lists")
    assert library.undo() is not None
    assert (states(library), library.lists()) == ("....", [])


class Person(RuleBasedStateMachine):
    """Decides, edits lists, undoes, redoes, imports and restarts, beside a simple model of what should come of it.

    The model is a line of moments with a place in it: undo and redo move the place, a new step cuts the line there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.open = contextlib.ExitStack()
        self.folder = self.open.enter_context(quick_folder())
        self.library = open_library(self.folder)
        self.library.add(listing("2507.00001", "2507.00002", "2507.00003", "2507.00004"))
        self.imports = self.renames = 0
        self.moments = [self.moment()]
        self.place = 0

    def teardown(self) -> None:
        while self.library.undo() is not None:
            self.place -= 1
            assert self.moment() == self.moments[self.place]
        assert self.moment() == self.moments[0]
        self.library.close()
        self.open.close()

    def moment(self) -> tuple[Any, ...]:
        """Return all decisions and all lists, to the letter but for comments."""
        lists = self.library.lists()
        rows = self.library.rows(range(1, 5))
        notes = {row.id: self.library.paper(row.key).note for row in rows}
        assert {row.id for row in rows if row.note} == {paper for paper, note in notes.items() if note}
        # Each list that holds a paper says of it what the library says.
        assert [entry for each in lists for entry in each.entries if entry.note != notes[entry.id]] == []
        return ({row.id: row.decision for row in rows}, notes, lists)

    def expect(self, key: int) -> tuple[str, list[str]]:
        """Return a paper's state and the lists that hold it, as the library has them."""
        (row,) = self.library.rows([key])
        return row.state, [
            each.slug for each in self.library.lists() if any(entry.id == row.id for entry in each.entries)
        ]

    def stepped(self) -> None:
        self.place += 1
        self.moments[self.place :] = [self.moment()]

    @rule(keys=KEYS, state=st.sampled_from(["new", "later", "skipped"]), batch=st.sampled_from([DAY, None]))
    def decide(self, keys: list[int], state: Any, batch: str | None) -> None:
        self.library.decide(keys, state, batch=batch)
        self.stepped()
        assert {key: self.expect(key) for key in keys} == dict.fromkeys(keys, (state, []))

    @rule(keys=KEYS, until=st.sampled_from([None, "2025-07-20", "version"]))
    def put_off(self, keys: list[int], until: str | None) -> None:
        self.library.decide(keys, "later", batch=DAY, until=until)
        self.stepped()
        assert {row.decision.until for row in self.library.rows(keys) if row.decision} == {until}

    @rule(key=st.integers(1, 4), text=st.sampled_from(["", "ask Ada", "#read\nit “twice”", 'a = "b"']))
    def write(self, key: int, text: str) -> None:
        self.library.set_note(key, text)
        self.stepped()
        assert self.library.paper(key).note == text

    @rule(keys=KEYS, which=st.integers(0, 3))
    def save(self, keys: list[int], which: int) -> None:
        there = [each.slug for each in self.library.lists()]
        slug = there[which] if which < len(there) else None
        before = {key: self.expect(key)[1] for key in keys}
        self.library.decide(keys, "saved", list_slug=slug)
        self.stepped()
        target = slug or (there or ["to-read"])[0]
        for key in keys:
            state, held = self.expect(key)
            assert (state, set(held)) == ("saved", {*before[key], target})

    @rule(name=st.sampled_from(["Inference", "Theory", "To read", "读"]))
    def create(self, name: str) -> None:
        names = [each.name for each in self.library.lists()]
        if name in names:
            with pytest.raises(ReadingListError):
                self.library.create_list(name)
            return
        self.library.create_list(name)
        self.stepped()
        assert [each.name for each in self.library.lists()] == [*names, name]

    @precondition(lambda self: self.library.lists())
    @rule(
        which=st.integers(0, 3), change=st.sampled_from(["rename", "delete", "remove", "move", "order"]), data=st.data()
    )
    def edit(self, which: int, change: str, data: st.DataObject) -> None:
        there = self.library.lists()
        target = there[which % len(there)]
        ids = [entry.id for entry in target.entries]
        if change == "rename":
            self.renames += 1
            self.library.rename_list(target.slug, f"{target.name} {self.renames}")
        elif change == "delete":
            self.library.delete_list(target.slug)
        elif change == "remove":
            keys = data.draw(KEYS)
            self.library.remove_from_list(target.slug, keys)
            for key in keys:
                state, held = self.expect(key)
                assert target.slug not in held
                assert bool(held) == (state == "saved")
        elif change == "move" and ids:
            self.library.move_in_list(
                target.slug, int(data.draw(st.sampled_from(ids))[-1]), data.draw(st.integers(-2, 2))
            )
        else:
            self.library.move_list(target.slug, data.draw(st.integers(-2, 2)))
        self.stepped()

    @rule()
    def undo(self) -> None:
        undone = self.library.undo()
        assert (undone is None) == (self.place == 0)
        self.place = max(self.place - 1, 0)

    @rule()
    def redo(self) -> None:
        redone = self.library.redo()
        assert (redone is None) == (self.place == len(self.moments) - 1)
        self.place = min(self.place + 1, len(self.moments) - 1)

    @rule()
    def import_more(self) -> None:
        self.imports += 1
        again = record("2507.00002", f"Leases {self.imports}", section="replaced")
        self.library.add(digest(again, record(f"2508.{self.imports:05}"), date=f"2025-08-{1 + self.imports % 28:02}"))

    @rule()
    def restart(self) -> None:
        self.library.close()
        self.library = open_library(self.folder)

    @invariant()
    def all_is_as_the_place_in_the_line_says(self) -> None:
        assert self.moment() == self.moments[self.place]


Person.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestPerson = Person.TestCase
