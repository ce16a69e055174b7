"""Reading lists: TOML files that this program, a person, an editor and git all write."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
import textwrap
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from digest_reader.errors import ReadingListError
from digest_reader.reading_lists import ListEntry, ReadingList, ReadingLists, slug_of


def entry(number: int, note: str = "") -> ListEntry:
    return ListEntry(f"2601.{number:05}", f"Paper {number}", "2026-01-05", note)


def ids(each: ReadingList) -> list[str]:
    return [held.id for held in each.entries]


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(textwrap.dedent(text), encoding="utf-8", newline="")
    return path


# What is in the folder


def test_a_folder_that_is_not_there_has_no_lists(tmp_path: Path) -> None:
    assert ReadingLists(tmp_path / "none").all() == []


def test_a_created_list_is_a_file_that_a_person_can_read(tmp_path: Path) -> None:
    lists = ReadingLists(tmp_path)
    assert lists.create("Inference & Co") == ReadingList("inference-co", "Inference & Co", 1)
    lists.add("inference-co", [ListEntry("2505.23254", "A \\(k\\)-means", "2025-05-30", "read “it”")])
    assert (tmp_path / "inference-co.toml").read_text(encoding="utf-8") == textwrap.dedent(
        """\
        name = "Inference & Co"
        number = 1

        [[paper]]
        id = "2505.23254"
        title = "A \\\\(k\\\\)-means"
        added = 2025-05-30
        note = "read “it”"
        """
    )


def test_a_list_written_by_hand_reads_with_whatever_it_leaves_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        "My papers.toml",
        """\
        [[paper]]
        id = "2601.00001"

        [[paper]]
        id = 2601.00020
        added = 2026-01-05T10:00:00Z
        rating = 4

        [[paper]]
        title = "no id"

        [[paper]]
        id = "2601.00001"
        title = "again"

        [[paper]]
        id = "2601.00003"
        title = 7
        added = "in May"
        """,
    )
    (found,) = ReadingLists(tmp_path).all()
    assert (found.slug, found.name, found.number, found.problem) == ("My papers", "My papers", 1, None)
    assert [(each.id, each.title, each.added) for each in found.entries] == [
        ("2601.00001", "", ""),
        ("2601.00020", "", "2026-01-05"),
        ("2601.00003", "", "in May"),
    ]
    assert [set(each.extra) for each in found.entries] == [set(), {"added", "rating"}, {"title"}]


def test_lists_come_by_number_then_name_those_without_number_after_them_and_broken_ones_last(
    tmp_path: Path,
) -> None:
    write(tmp_path, "a.toml", "name = 'Zebra'\nnumber = 2\n")
    write(tmp_path, "b.toml", "name = 'ant'\nnumber = 2\n")
    write(tmp_path, "c.toml", "name = 'First'\nnumber = 1\n")
    write(tmp_path, "d.toml", "name = 'Loose'\n")
    write(tmp_path, "broken.toml", "name = \n")
    write(tmp_path, ".hidden.toml", "name = 'no'\n")
    write(tmp_path, "readme.md", "no\n")
    found = [(each.name, each.number, each.problem is None) for each in ReadingLists(tmp_path).all()]
    assert found == [
        ("First", 1, True),
        ("ant", 2, True),
        ("Zebra", 2, True),
        ("Loose", 3, True),
        ("broken", 4, False),
    ]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"name = 'x'\n[[paper]]\nid = \n", "line 3, column 6"),
        (b"name = 'x", "line 1, column 10"),
        (b"name = 'x'\ntitle = 'M\xfcller'\n", "line 2, column 11"),
        (b"paper = 3\n", "line 1, column 1"),
        (b"x = " + b"[" * 100_000, "nested too deeply"),
        (b"x = " + b"1" * 5_000, "line 1"),
    ],
)
def test_a_file_that_does_not_parse_says_where_and_is_never_written_over(
    tmp_path: Path, data: bytes, place: str
) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(data)
    lists = ReadingLists(tmp_path)
    lists.create("Good")
    lists.add("good", [entry(1)])
    good, bad = lists.all()
    assert ids(good) == ["2601.00001"]
    assert bad.entries == ()
    assert place in (bad.problem or "")
    for edit in (
        lambda: lists.add("bad", [entry(1)]),
        lambda: lists.remove("bad", ["x"]),
        lambda: lists.rename("bad", "Better"),
        lambda: lists.move("bad", "x", 0),
        lambda: lists.set_note("bad", "x", "y"),
        lambda: lists.delete("bad"),
        lambda: lists.restore("bad", ""),
    ):
        with pytest.raises(ReadingListError, match="bad"):
            edit()
    lists.reorder(["bad", "good"])
    assert path.read_bytes() == data
    assert str(path) in (bad.problem or "")


@pytest.mark.parametrize("change", ["in place", "replaced"])
def test_a_file_that_another_program_changed_is_read_again(tmp_path: Path, change: str) -> None:
    path = write(tmp_path, "a.toml", "name = 'One'\n")
    lists = ReadingLists(tmp_path)
    names = [lists.all()[0].name]
    for name in ("Two", "Six", "Ten"):
        if change == "replaced":
            path.rename(tmp_path / "old")
        path.write_text(f"name = '{name}'\n")
        names.append(lists.all()[0].name)
    path.unlink()
    assert (names, lists.all()) == (["One", "Two", "Six", "Ten"], [])


# Edits


def test_only_absent_papers_are_added_and_the_added_ones_are_told(tmp_path: Path) -> None:
    lists = ReadingLists(tmp_path)
    lists.create("A")
    assert lists.add("a", [entry(1), entry(2)]) == ["2601.00001", "2601.00002"]
    assert lists.add("a", [entry(2, "other"), entry(3), entry(3)]) == ["2601.00003"]
    assert lists.all()[0].entries == (entry(1), entry(2), entry(3))


def test_removed_papers_come_back_where_they_were(tmp_path: Path) -> None:
    lists = ReadingLists(tmp_path)
    lists.create("A")
    lists.add("a", [entry(number) for number in range(6)])
    before = (tmp_path / "a.toml").read_text()
    removed = lists.remove("a", {"2601.00000", "2601.00003", "2601.00005", "unknown"})
    assert removed == [(0, entry(0)), (3, entry(3)), (5, entry(5))]
    assert ids(lists.all()[0]) == ["2601.00001", "2601.00002", "2601.00004"]
    lists.add("a", [held for _, held in reversed(removed)], at=[at for at, _ in reversed(removed)])
    assert (tmp_path / "a.toml").read_text() == before


def test_a_deleted_list_comes_back_to_the_letter(tmp_path: Path) -> None:
    text = "# mine\r\nname = 'A'\r\n"
    path = write(tmp_path, "a.toml", text)
    lists = ReadingLists(tmp_path)
    kept = lists.delete("a")
    assert lists.all() == []
    lists.restore("a", kept)
    assert path.read_bytes() == text.encode()
    with pytest.raises(ReadingListError, match="already"):
        lists.restore("a", kept)


def test_lists_are_numbered_in_the_order_asked_for(tmp_path: Path) -> None:
    lists = ReadingLists(tmp_path)
    for name in ("A", "B", "C", "D"):
        lists.create(name)
    lists.reorder(["d", "b"])
    assert [(each.name, each.number) for each in lists.all()] == [("D", 1), ("B", 2), ("A", 3), ("C", 4)]


def test_a_paper_moves_to_the_index_it_is_given(tmp_path: Path) -> None:
    lists = ReadingLists(tmp_path)
    lists.create("A")
    lists.add("a", [entry(1), entry(2), entry(3)])
    lists.move("a", "2601.00003", 0)
    lists.move("a", "2601.00001", 99)
    assert ids(lists.all()[0]) == ["2601.00003", "2601.00002", "2601.00001"]


def test_an_edit_keeps_comments_unknown_keys_line_endings_and_the_order_of_keys(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a.toml",
        """\
        # what I read on the train\r
        colour = "red"\r
        name = "Trains"  # short\r
        [view]\r
        sort = "old"\r
        \r
        [[paper]]\r
        title = "First"\r
        id = "2601.00001" # keep\r
        [paper.mine]\r
        stars = 0.50\r
        # about the second\r
        [[paper]]\r
        id = "2601.00002"\r
        """,
    )
    lists = ReadingLists(tmp_path)
    lists.rename("a", "Planes")
    lists.add("a", [entry(3)])
    lists.set_note("a", "2601.00002", "a note")
    removed = lists.remove("a", ["2601.00001"])
    lists.add("a", [held for _, held in removed])
    assert path.read_bytes().decode() == textwrap.dedent(
        """\
        # what I read on the train\r
        colour = "red"\r
        name = "Planes"\r
        [view]\r
        sort = "old"\r
        \r
        [[paper]]\r
        id = "2601.00002"\r
        note = "a note"\r
        \r
        [[paper]]\r
        id = "2601.00003"\r
        title = "Paper 3"\r
        added = 2026-01-05\r
        note = ""\r
        \r
        [[paper]]\r
        id = "2601.00001"\r
        title = "First"\r
        note = ""\r
        \r
        [paper.mine]\r
        stars = 0.50\r
        """
    )


@pytest.mark.parametrize(
    "text",
    [
        "# top\npaper = [{id = 'x', k = 1}, {id = 'y'}]\nname = 'A'\n",
        "# top\n'name' = '''A'''\n[[ 'paper' ]]\nid = 'x'\nk = 1\n[[paper]]\nid = 'y'\n",
        '# top\n[[paper]]\nid = "x"\nk = 1\nnote = """\n[[paper]]\n"""\n[[paper]]\nid = "y"\n',
        "# top\n[[paper]]\nid = 'x'\nk = 1\n[[paper]]\nid = 'y'\n[other]\nlow = -nan\n",
        "\ufeff# top\nname = 'A'\n[[paper]]\nid = 'x'\nk = 1\n[[paper]]\nid = 'y'\n",
    ],
)
def test_an_edit_of_a_file_written_in_another_way_of_toml_is_right_and_keeps_the_comment_at_the_top(
    tmp_path: Path, text: str
) -> None:
    path = write(tmp_path, "a.toml", text)
    lists = ReadingLists(tmp_path)
    lists.rename("a", "New")
    lists.add("a", [entry(1)])
    assert lists.remove("a", ["y"])[0][0] == 1
    after = path.read_text(encoding="utf-8").removeprefix("\ufeff")
    assert after.startswith("# top\n")
    value = tomllib.loads(after)
    assert value["name"] == "New"
    assert [(table["id"], table.get("k")) for table in value["paper"]] == [("x", 1), ("2601.00001", None)]
    assert ("other" in value) == ("other" in text)


@pytest.mark.parametrize(
    "edit",
    [
        lambda lists: lists.add("none", [entry(1)]),
        lambda lists: lists.add("../a", [entry(1)]),
        lambda lists: lists.restore("../b", "name = 'B'\n"),
        lambda lists: lists.create("B", slug="../b"),
        lambda lists: lists.create("B", slug=".b"),
        lambda lists: lists.create(" \x1b\u202e "),
        lambda lists: lists.create("a"),
        lambda lists: lists.rename("b", "A"),
        lambda lists: lists.rename("a", "\x00"),
        lambda lists: lists.move("a", "2601.00001", 0),
        lambda lists: lists.set_note("a", "2601.00001", "x"),
        lambda lists: lists.reorder(["none"]),
    ],
)
def test_an_edit_of_what_is_not_there_or_must_not_be_is_refused_and_changes_nothing(
    tmp_path: Path, edit: object
) -> None:
    folder = tmp_path / "lists"
    write(folder, "a.toml", "name = 'A'\n")
    write(folder, "b.toml", "name = 'other'\n")
    with pytest.raises(ReadingListError) as caught:
        edit(ReadingLists(folder))  # type: ignore[operator]
    assert caught.value.hint
    assert {path.name for path in tmp_path.rglob("*")} - {".lock"} == {"a.toml", "b.toml", "lists"}
    assert (folder / "a.toml").read_text() == "name = 'A'\n"


# Names of lists and of their files


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Große Modelle, Übersicht", "grosse-modelle-ubersicht"),
        ("量子纠错", "量子纠错"),
        ("../../etc/passwd", "etc-passwd"),
        ("-rf .hidden", "rf-hidden"),
        ("CON", "con-list"),
        ("com1", "com1-list"),
        ("!?", "list"),
        ("ｆｕｌｌ", "full"),
        ("word " * 100, "word-" * 15 + "word"),
    ],
)
def test_a_list_name_makes_a_plain_file_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_two_names_with_one_slug_make_two_files(tmp_path: Path) -> None:
    lists = ReadingLists(tmp_path)
    (tmp_path / "A-B.toml").write_text("name = 'x'\n")
    (tmp_path / "a-b-2.toml").symlink_to("nowhere")
    assert lists.create("a b").slug == "a-b-3"
    assert lists.create("a/b").slug == "a-b-4"


def test_control_and_direction_characters_are_dropped_from_names(tmp_path: Path) -> None:
    lists = ReadingLists(tmp_path)
    assert lists.create("Red\x1b[31m\n\u202elist\u200b").name == "Red[31m list"
    write(tmp_path, "b.toml", 'name = "b\\u001b]0;x\\u0007"\n')
    assert lists.all()[1].name == "b]0;x"


@given(st.text())
def test_any_name_makes_a_file_inside_the_folder(name: str) -> None:
    slug = slug_of(name)
    assert slug == Path(slug).name
    assert slug[0] not in ".-"
    assert len(slug.encode()) < 100


# Faults


@pytest.mark.parametrize(
    ("code", "said"),
    [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only"), (errno.EIO, "Check the disk")],
)
def test_an_error_of_the_disk_is_said_and_the_list_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    lists = ReadingLists(tmp_path)
    lists.create("A")
    before = (tmp_path / "a.toml").read_bytes()

    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ReadingListError) as caught:
        lists.add("a", [entry(1)])
    assert said in caught.value.hint
    assert str(tmp_path / "a.toml") in caught.value.message
    assert (tmp_path / "a.toml").read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == [".lock", "a.toml"]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ReadingListError, match="cannot be written"):
        ReadingLists(tmp_path / "file" / "lists").create("A")


def test_a_change_that_lands_between_reading_and_replacing_survives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor knows nothing of the lock: the edit is made again on what it wrote."""
    path = write(tmp_path, "a.toml", "name = 'A'\n")
    lists = ReadingLists(tmp_path)
    fsync, left = os.fsync, [1]

    def meanwhile(descriptor: int) -> None:
        fsync(descriptor)
        if left and left.pop():
            path.write_text("name = 'A'\n[[paper]]\nid = 'theirs'\n")

    monkeypatch.setattr(os, "fsync", meanwhile)
    lists.add("a", [entry(1)])
    assert ids(lists.all()[0]) == ["theirs", "2601.00001"]
    assert sorted(os.listdir(tmp_path)) == [".lock", "a.toml"]


def test_two_processes_adding_at_once_lose_nothing(tmp_path: Path) -> None:
    ReadingLists(tmp_path).create("A")
    program = """if True:
        import sys
        from pathlib import Path
        from digest_reader.reading_lists import ListEntry, ReadingLists
        lists = ReadingLists(Path(sys.argv[1]))
        for number in range(25):
            lists.add("a", [ListEntry(f"{sys.argv[2]}{number}", "", "")])
    """
    running = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path), mark]) for mark in "xyz"]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    (found,) = ReadingLists(tmp_path).all()
    assert sorted(ids(found)) == sorted(f"{mark}{number}" for mark in "xyz" for number in range(25))


# Properties

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.builds(
            ListEntry,
            id=TEXT.map(str.strip).filter(bool),
            title=TEXT,
            added=st.dates().map(str) | TEXT,
            note=TEXT,
        ),
        max_size=4,
        unique_by=lambda each: each.id,
    )
)
def test_any_text_in_titles_and_notes_reads_back_as_it_was_written(entries: list[ListEntry]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lists = ReadingLists(Path(folder))
        lists.create("A")
        assert lists.add("a", entries) == [each.id for each in entries]
        assert lists.all()[0].entries == tuple(entries)
        assert ReadingLists(Path(folder)).all() == lists.all()


def test_lone_surrogates_do_not_make_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    lists = ReadingLists(tmp_path)
    lists.create("A")
    lists.add("a", [ListEntry("x\ud800", "t\udfff", "", "n\ud800")])
    lists.set_note("a", "x�", "m\ud800")
    assert lists.all()[0].entries == (ListEntry("x�", "t�", "", "m�"),)


NUMBERS = st.integers(0, 5)


class TwoInstances(RuleBasedStateMachine):
    """Two instances edit one list in turn, a person adds lines by hand; a list of entries is the model."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = tempfile.TemporaryDirectory()
        self.folder = Path(self.directory.name)
        self.both = [ReadingLists(self.folder), ReadingLists(self.folder)]
        self.both[0].create("A")
        self.name = "A"
        self.model: list[ListEntry] = []
        self.removed: list[tuple[int, ListEntry]] = []

    def teardown(self) -> None:
        self.directory.cleanup()

    @rule(who=st.integers(0, 1), numbers=st.lists(NUMBERS, max_size=3))
    def add(self, who: int, numbers: list[int]) -> None:
        held = {each.id for each in self.model}
        wanted = [entry(number) for number in dict.fromkeys(numbers) if entry(number).id not in held]
        assert self.both[who].add("a", [entry(number) for number in numbers]) == [each.id for each in wanted]
        self.model += wanted
        self.removed = []

    @rule(who=st.integers(0, 1), numbers=st.sets(NUMBERS))
    def remove(self, who: int, numbers: set[int]) -> None:
        unwanted = {entry(number).id for number in numbers}
        expected = [(at, each) for at, each in enumerate(self.model) if each.id in unwanted]
        self.removed = self.both[who].remove("a", unwanted)
        assert self.removed == expected
        self.model = [each for each in self.model if each.id not in unwanted]

    @precondition(lambda self: self.removed)
    @rule(who=st.integers(0, 1))
    def bring_back(self, who: int) -> None:
        self.both[who].add("a", [each for _, each in self.removed], at=[at for at, _ in self.removed])
        for at, each in self.removed:
            self.model.insert(at, each)
        self.removed = []

    @precondition(lambda self: self.model)
    @rule(who=st.integers(0, 1), at=NUMBERS, to=NUMBERS)
    def move(self, who: int, at: int, to: int) -> None:
        each = self.model.pop(at % (len(self.model)))
        self.model.insert(to, each)
        self.both[who].move("a", each.id, to)
        self.removed = []

    @precondition(lambda self: self.model)
    @rule(who=st.integers(0, 1), at=NUMBERS, note=st.text(max_size=5))
    def annotate(self, who: int, at: int, note: str) -> None:
        at %= len(self.model)
        each = self.model[at]
        self.both[who].set_note("a", each.id, note)
        written = "".join("�" if "\ud800" <= mark <= "\udfff" else mark for mark in note)
        self.model[at] = ListEntry(each.id, each.title, each.added, written, each.extra)
        self.removed = []

    @rule(who=st.integers(0, 1), name=st.sampled_from(["A", "B", "“C” = 'c' # \\"]))
    def rename(self, who: int, name: str) -> None:
        self.both[who].rename("a", name)
        self.name = name

    @rule(number=st.integers(10, 15))
    def write_by_hand(self, number: int) -> None:
        if entry(number).id in {each.id for each in self.model}:
            return
        with (self.folder / "a.toml").open("a", encoding="utf-8") as file:
            file.write(f"# by hand\n[[paper]]\nid='{entry(number).id}'\nstars = {number}\n")
        self.model.append(ListEntry(entry(number).id, "", "", extra={"stars": number}))
        self.removed = []

    @invariant()
    def both_show_the_model(self) -> None:
        for each in self.both:
            assert each.all() == [ReadingList("a", self.name, 1, tuple(self.model))]


def test_edits_of_two_instances_and_an_editor_in_turn_equal_a_simple_model() -> None:
    run_state_machine_as_test(TwoInstances, settings=settings(deadline=None, max_examples=40, stateful_step_count=15))
