"""Notes and tags: for any paper, mirrored in the lists that hold it, and a person's own editor has the last word."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_reader.errors import LibraryError, ReadingListError, UnknownPaperError
from digest_reader.models import Step
from digest_reader.note_keeping import written_by_hand
from digest_reader.tags import tags_in
from tests.core.invented import listing, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest_reader.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with contextlib.closing(open_library(tmp_path)) as opened:
        opened.add(listing("2507.00001", "2507.00002"))
        yield opened


def listed(library: Library) -> dict[str, dict[str, str]]:
    """Return list name to last digit to note, as the files say."""
    return {each.name: {entry.id[-1]: entry.note for entry in each.entries} for each in library.lists()}


def write_by_hand(folder: Path, slug: str, old: str, new: str) -> None:
    file = folder / "lists" / f"{slug}.toml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_a_note_is_kept_on_a_paper_in_no_list_and_is_a_step(library: Library) -> None:
    step = library.set_note(1, "  ask Ada\nabout leases  ")
    assert step == Step(1, "note", (1,), title="On 2507.00001")
    assert (library.paper(1).note, library.paper(1).state) == ("ask Ada\nabout leases", "new")
    assert [row.note for row in library.rows([1, 2])] == [True, False]
    assert library.undo() == step
    assert (library.paper(1).note, library.rows([1])[0].note) == ("", False)
    assert library.redo() == step
    assert library.paper(1).note == "ask Ada\nabout leases"


def test_a_note_is_there_when_the_library_is_opened_again_and_undo_goes_on(tmp_path: Path) -> None:
    with contextlib.closing(open_library(tmp_path)) as library:
        library.add(listing("2507.00001"))
        library.set_note(1, "first")
        library.set_note(1, "second")
    with contextlib.closing(open_library(tmp_path)) as library:
        assert library.paper(1).note == "second"
        library.undo()
        assert library.paper(1).note == "first"


def test_what_a_terminal_would_obey_is_taken_out_of_a_note(library: Library) -> None:
    library.set_note(1, "\x1b]0;title\x07plain\u202etext")
    assert library.paper(1).note == "plaintext"


def test_a_note_on_a_paper_that_is_not_there_is_an_error(library: Library) -> None:
    with pytest.raises(UnknownPaperError):
        library.set_note(99, "x")
    assert library.undo() is None


def test_a_note_goes_to_every_list_that_holds_the_paper_and_with_it_into_a_new_one(library: Library) -> None:
    library.set_note(1, "before")
    library.decide([1, 2], "saved", new_list="A")
    library.decide([1], "saved", new_list="B")
    assert listed(library) == {"A": {"1": "before", "2": ""}, "B": {"1": "before"}}
    library.set_note(1, "after")
    assert listed(library) == {"A": {"1": "after", "2": ""}, "B": {"1": "after"}}
    library.undo()
    assert listed(library) == {"A": {"1": "before", "2": ""}, "B": {"1": "before"}}
    assert library.paper(1).note == "before"


def test_a_note_survives_the_paper_leaving_its_lists(library: Library) -> None:
    library.decide([1], "saved")
    library.set_note(1, "kept")
    library.decide([1], "skipped")
    assert library.paper(1).note == "kept"


def test_a_note_written_by_hand_in_a_list_is_taken_over_and_no_undo_touches_it(
    library: Library, tmp_path: Path
) -> None:
    library.decide([1], "saved")
    library.set_note(1, "by key")
    assert library.paper(1).note == "by key"
    write_by_hand(tmp_path, "to-read", "by key", "by hand")
    assert library.paper(1).note == "by hand"
    library.undo()
    assert library.paper(1).note == "by hand"
    assert listed(library) == {"To read": {"1": "by hand"}}


def test_a_note_written_by_hand_while_nothing_ran_is_taken_over(tmp_path: Path) -> None:
    with contextlib.closing(open_library(tmp_path)) as library:
        library.add(listing("2507.00001"))
        library.decide([1], "saved")
        library.set_note(1, "by key")
    write_by_hand(tmp_path, "to-read", "by key", "by hand")
    with contextlib.closing(open_library(tmp_path)) as library:
        assert library.paper(1).note == "by hand"
        assert library.rows([1])[0].note


def test_a_note_deleted_by_hand_is_gone(library: Library, tmp_path: Path) -> None:
    library.decide([1], "saved")
    library.set_note(1, "by key")
    assert library.paper(1).note == "by key"
    write_by_hand(tmp_path, "to-read", 'note = "by key"', 'note = ""')
    assert library.paper(1).note == ""


def test_a_paper_taken_out_of_a_list_by_hand_or_put_in_without_its_note_keeps_it(
    library: Library, tmp_path: Path
) -> None:
    library.decide([1], "saved")
    library.set_note(1, "mine")
    assert library.paper(1).note == "mine"
    file = tmp_path / "lists" / "to-read.toml"
    head = file.read_text().partition("[[paper]]")[0]
    file.write_text(head)
    assert library.paper(1).note == "mine"
    file.write_text(f'{head}[[paper]]\nid = "2507.00001"\n')
    assert library.paper(1).note == "mine"


def test_a_list_that_does_not_parse_takes_no_note_away(library: Library, tmp_path: Path) -> None:
    library.decide([1], "saved")
    library.set_note(1, "mine")
    file = tmp_path / "lists" / "to-read.toml"
    whole = file.read_text()
    file.write_text("= broken")
    assert library.paper(1).note == "mine"
    file.write_text(whole)
    assert library.paper(1).note == "mine"


def test_a_note_whose_list_cannot_be_written_is_not_kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.decide([1], "saved")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("digest_reader.atomic_file._write_new", full)
    with pytest.raises(ReadingListError, match="No space left"):
        library.set_note(1, "lost")
    monkeypatch.undo()
    assert library.paper(1).note == ""
    step = library.undo()
    assert step is not None
    assert step.action == "save"


def test_what_is_owed_of_a_note_after_a_crash_is_written_and_is_nobodys_hand(tmp_path: Path) -> None:
    with contextlib.closing(open_library(tmp_path)) as library:
        library.add(listing("2507.00001"))
        library.decide([1], "saved")
        library.set_note(1, "first")
        assert library.paper(1).note == "first"
        file = tmp_path / "lists" / "to-read.toml"
        behind = file.read_bytes()
        library.set_note(1, "second")
        library._decisions.finish()
        with library._database.write() as connection:
            connection.execute("UPDATE step SET pending = 1 WHERE number = (SELECT max(number) FROM step)")
    file.write_bytes(behind)
    with contextlib.closing(open_library(tmp_path)) as library:
        assert library.paper(1).note == "second"
        assert listed(library) == {"To read": {"1": "second"}}


def test_every_note_is_in_the_history(library: Library) -> None:
    library.set_note(1, "one")
    library.decide([1], "later", batch="2025-07-15", until="2025-07-20")
    library.set_note(1, "")
    library.undo()
    told = [
        {name: each[name] for name in ("action", "state", "until", "note", "undone")} for each in library.history(1)
    ]
    assert told == [
        {"action": "note", "state": None, "until": None, "note": "one", "undone": False},
        {"action": "decide", "state": "later", "until": "2025-07-20", "note": None, "undone": False},
        {"action": "note", "state": None, "until": None, "note": "", "undone": True},
    ]


def test_the_history_names_the_lists(library: Library) -> None:
    library.decide([1], "saved", new_list="Theory")
    library.remove_from_list("theory", [1])
    told = [(each["action"], each["state"], each["list"], each["list_slug"]) for each in library.history(1)]
    assert told == [("save", "saved", "Theory", "theory"), ("list-remove", "skipped", "Theory", "theory")]


# Which note is right


def test_only_what_changed_in_a_file_counts_as_written_by_hand() -> None:
    before = {1: "a", 2: "b", 3: "c", 4: "d", 5: "e"}
    now = {1: "a", 2: "B", 3: "library", 6: "new"}
    kept = {1: "library", 2: "b", 3: "library", 4: "d", 5: "e"}
    assert written_by_hand(now, before, kept, held={1, 2, 3, 4, 6}) == {2: "B", 6: "new", 4: ""}


# Tags


@pytest.mark.parametrize(
    ("note", "tags"),
    [
        ("", []),
        ("#read #Read #READ", ["read"]),
        ("ask #Ada-Lovelace, (#thesis)", ["ada-lovelace", "thesis"]),
        ("#量子 und #Größe #2go", ["量子", "grösse", "2go"]),
        ("C# is no tag, nor #2, ##, a#b, https://example.org/#part or &#39;", []),
        ("#Cafe\u0301", ["café"]),
    ],
)
def test_a_tag_is_a_word_after_a_hash(note: str, tags: list[str]) -> None:
    assert tags_in(note) == tags


@given(st.text(alphabet="#ab1-_ 量é\n."))
def test_tags_are_folded_words_each_once(note: str) -> None:
    tags = tags_in(note)
    assert len(set(tags)) == len(tags)
    assert all(tag == tag.casefold() and not set(tag) & set("# \n.") for tag in tags)


def test_a_note_by_hand_waits_for_another_process_that_writes(library: Library, tmp_path: Path) -> None:
    library.decide([1], "saved")
    write_by_hand(tmp_path, "to-read", 'note = ""', 'note = "by hand"')
    file = tmp_path / "data" / "library.sqlite3"
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert listed(library) == {"To read": {"1": "by hand"}}
        assert library.paper(1).note == ""
        with pytest.raises(LibraryError, match="in use by another program"):
            library.remember("place", {}, patient=False)
        other.execute("ROLLBACK")
    assert listed(library) == {"To read": {"1": "by hand"}}
    assert library.paper(1).note == "by hand"


def test_tags_are_counted_over_all_papers(library: Library) -> None:
    library.set_note(1, "#b #a")
    library.set_note(2, "#B")
    assert library.tags() == [("b", 2), ("a", 1)]
