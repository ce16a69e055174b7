"""Saved filters: a file for hand and program, of which nothing is lost and nothing broken is written over."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_reader.errors import SavedFilterError
from digest_reader.saved_filters import SavedFilter, SavedFilters
from tests.core.invented import open_library, quick_folder

BY_HAND = """\
# Mine.
[filters]
# The one for Mondays.
"Edge computing" = "cat:cs.DC edge"   # not fog
"Kähler" = 'au:Kähler "a phrase"'

[elsewhere]
kept = 1
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "filters.toml"


_KAEHLER = '"Kähler" = \'au:Kähler "a phrase"\'\n'


def held(file: Path) -> dict[str, str]:
    return {each.name: each.query for each in SavedFilters(file).all()}


def test_a_library_keeps_filters_beside_its_lists(tmp_path: Path) -> None:
    with contextlib.closing(open_library(tmp_path)) as library:
        assert library.saved_filters() == []
        assert not (tmp_path / "filters.toml").exists()
        library.save_filter("Edge", "cat:cs.DC edge")
        library.save_filter("  Two\nlines ", " a\tb ")
        library.save_filter("Edge", "edge")
        assert library.saved_filters() == [SavedFilter("Edge", "edge"), SavedFilter("Two lines", "a b")]
        library.delete_filter("Edge")
        assert library.saved_filters() == [SavedFilter("Two lines", "a b")]
    assert (tmp_path / "filters.toml").read_text() == '[filters]\n"Two lines" = "a b"\n'


def test_an_edit_changes_its_line_and_leaves_what_a_person_wrote(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(BY_HAND)
    filters = SavedFilters(file)
    filters.save("Kähler", "au:Kähler")
    filters.save("New", "is:new")
    changed = BY_HAND.replace(_KAEHLER, '"Kähler" = "au:Kähler"\nNew = "is:new"\n')
    assert file.read_text() == changed
    filters.delete("New")
    filters.delete("Kähler")
    assert file.read_text() == BY_HAND.replace(_KAEHLER, "")


@pytest.mark.parametrize(
    "text",
    [
        "filters = { a = 'x', b = 'y' }\n",
        "filters.a = 'x'\nfilters.b = 'y'\n",
        '[filters]\na = """\nx"""\nb = "y"',
        '["filters"]\n"a" = "x"\r\nb = "y"\r\n',
        "\ufeff[ filters ] # here\na='x'\nb='y'\n[other]\n",
    ],
)
def test_other_ways_of_writing_the_same_can_be_edited_too(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text, newline="")
    filters = SavedFilters(file)
    filters.save("c", "z")
    filters.save("a", "new")
    filters.delete("b")
    assert held(file) == {"a": "new", "c": "z"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('# Mine.\r\n[filters]\r\na = "x"  # keep\r\n', '# Mine.\r\n[filters]\r\na = "new"\r\nc = "z"\r\n'),
        ('[other]\na = 1  # one\n["filters"]\na = "x"\n', '[other]\na = 1  # one\n["filters"]\na = "new"\nc = "z"\n'),
        (
            '[filters]\na = "x"\n# Mine.\n\n# Of others.\n[other]\na = 1\n',
            '[filters]\na = "new"\nc = "z"\n\n# Mine.\n\n# Of others.\n[other]\na = 1\n',
        ),
    ],
)
def test_comments_and_line_ends_survive_whatever_stands_around(file: Path, before: str, after: str) -> None:
    file.parent.mkdir()
    file.write_text(before, newline="")
    SavedFilters(file).save("a", "new")
    SavedFilters(file).save("c", "z")
    assert file.read_bytes().decode() == after


@pytest.mark.parametrize("text", ["# Mine.\nfilters.a = 'x'\n", "filters = { a = '#x' }  # mine\n"])
def test_a_file_whose_comments_would_be_lost_is_left_to_an_editor(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    with pytest.raises(SavedFilterError, match="without losing comments"):
        SavedFilters(file).save("a", "new")
    assert file.read_text() == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[filters]\na = \n", "line 2: Invalid value"),
        ("[filters]\nKähler = 'x'\n", "line 2: Expected '='"),
        ("[filters]\n\na = 3\n", "line 3: “a” has no query"),
        ("[filters]\na = ' '\n", "line 2: “a” has no query"),
        ("filters = 3\n", "line 1: filters is no table"),
        (b"[filters]\na = '\xff'\n", "line 2: not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line_and_never_written(
    file: Path, text: str | bytes, said: str
) -> None:
    file.parent.mkdir()
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    before = file.read_bytes()
    filters = SavedFilters(file)
    for act in (filters.all, lambda: filters.save("b", "c"), lambda: filters.delete("a")):
        with pytest.raises(SavedFilterError) as error:
            act()
        assert said in error.value.message
    assert file.read_bytes() == before


@pytest.mark.parametrize(("name", "query", "said"), [(" \x07", "x", "needs a name"), ("x", "  ", "no query")])
def test_a_filter_has_a_name_and_a_query(file: Path, name: str, query: str, said: str) -> None:
    with pytest.raises(SavedFilterError, match=said):
        SavedFilters(file).save(name, query)
    assert not file.exists()


def test_deleting_a_filter_that_is_not_there_names_those_that_are(file: Path) -> None:
    filters = SavedFilters(file)
    filters.save("Edge", "edge")
    with pytest.raises(SavedFilterError) as error:
        filters.delete("edge")
    assert str(error.value) == "There is no filter “edge”.\nThere are “Edge”."


def test_filters_saved_at_the_same_time_are_all_kept(file: Path) -> None:
    def save(start: int) -> None:
        filters = SavedFilters(file)
        for number in range(start, start + 10):
            filters.save(f"f{number}", f"q{number}")

    threads = [threading.Thread(target=save, args=(start,)) for start in (0, 10, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert held(file) == {f"f{number}": f"q{number}" for number in range(30)}


def test_a_filter_written_by_hand_meanwhile_survives(file: Path) -> None:
    filters = SavedFilters(file)
    filters.save("a", "x")
    assert len(filters.all()) == 1
    file.write_text(file.read_text() + "b = 'y'\n")
    filters.save("c", "z")
    assert held(file) == {"a": "x", "b": "y", "c": "z"}


def test_what_cannot_be_written_is_said_and_changes_nothing(file: Path) -> None:
    file.parent.mkdir()
    file.mkdir()
    with pytest.raises(SavedFilterError, match=r"cannot be read"):
        SavedFilters(file).save("a", "x")


NAMES = st.text(min_size=1, max_size=8).filter(lambda text: any(mark.isprintable() and mark != " " for mark in text))


@given(st.lists(st.tuples(NAMES, NAMES, st.booleans()), max_size=8))
def test_any_names_and_queries_come_back_as_they_were_kept(edits: list[tuple[str, str, bool]]) -> None:
    with quick_folder() as folder:
        filters = SavedFilters(folder / "filters.toml")
        expected: dict[str, str] = {}
        for name, query, keep in edits:
            shown = " ".join("".join(mark for mark in name if mark.isprintable() or mark.isspace()).split())
            kept = " ".join("".join(mark for mark in query if mark.isprintable() or mark.isspace()).split())
            if keep:
                filters.save(name, query)
                expected[shown] = kept
            elif shown in expected:
                filters.delete(name)
                del expected[shown]
        assert held(folder / "filters.toml") == expected
