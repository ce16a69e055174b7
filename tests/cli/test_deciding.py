"""``digest-reader mark``, ``undo`` and ``lists``: decisions that are there for the next process."""

from __future__ import annotations

import json

from tests.cli.conftest import Reader


def states(reader: Reader) -> dict[str, str]:
    papers = reader("list", "all", "--json").objects
    return {paper["id"]: paper["state"] for paper in papers if paper["state"] != "new"}


def test_a_decision_is_there_for_the_next_run_and_undo_takes_it_back(stocked: Reader) -> None:
    marked = stocked("mark", "2611.96021", "--state", "skipped")
    assert marked.code == 0
    assert marked.out.startswith("- 2611.96021  cs.DC     Undo Is Not the Inverse of Do")
    assert marked.err == (
        "Skipped: “Undo Is Not the Inverse of Do: Selective Rollback in Collaborative Editors”."
        " `digest-reader undo` takes it back.\n"
    )
    assert states(stocked) == {"2611.96021": "skipped"}
    undone = stocked("undo")
    assert undone.err.startswith("Undone: Skipped: “Undo Is Not")
    assert undone.out.startswith("  2611.96021")
    assert states(stocked) == {}


def test_several_papers_are_one_step(stocked: Reader) -> None:
    stocked("mark", "2611.96021", "--state", "later")
    assert stocked("mark", "2611.96021", "2611.96087", "2611.96021v1", "--state", "skipped").err.startswith(
        "Skipped: 2 papers."
    )
    assert states(stocked) == {"2611.96021": "skipped", "2611.96087": "skipped"}
    stocked("undo")
    assert states(stocked) == {"2611.96021": "later"}


def test_new_takes_a_decision_back(stocked: Reader) -> None:
    stocked("mark", "2611.96021", "--state", "saved")
    stocked("mark", "2611.96021", "--state", "new")
    assert states(stocked) == {}


def test_with_an_unknown_id_nothing_is_done(stocked: Reader) -> None:
    ran = stocked("mark", "2611.96021", "2611.00000", "2611.00001", "--state", "skipped")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("digest-reader: There is no paper '2611.00000' in the library. So it is with 1 more.\n")
    assert ran.err.endswith("\nNothing was done.\n")
    assert states(stocked) == {}


def test_what_list_prints_can_be_marked(stocked: Reader) -> None:
    stocked("mark", "2611.96087", "--state", "saved")
    for listed in (stocked("list", "--limit", "2").out, stocked("list", "--limit", "2", "--json").out):
        assert stocked("mark", "-", "--state", "skipped", stdin=listed).code == 0
        assert states(stocked) == {"2611.96021": "skipped", "2611.96087": "skipped"}
        stocked("undo")
        assert states(stocked) == {"2611.96087": "saved"}


def test_ids_from_stdin_may_be_bare_and_lines_empty(stocked: Reader) -> None:
    stocked("mark", "-", "--state", "later", stdin="\n2611.96021\r\n  https://arxiv.org/abs/2611.96087v1 \n\n")
    assert states(stocked) == {"2611.96021": "later", "2611.96087": "later"}
    nothing = stocked("mark", "-", "--state", "later", stdin="\n")
    assert (nothing.code, nothing.err) == (0, "No ids came: nothing to do.\n")


def test_saving_to_a_list_that_is_not_there_needs_a_word(stocked: Reader) -> None:
    stocked("mark", "2611.96087", "--state", "saved")
    refused = stocked("mark", "2611.96021", "--state", "saved", "--list", "Editors")
    assert refused.code == 1
    assert refused.err == (
        "digest-reader: There is no reading list “Editors”.\nThere are: “To read”.\nWith --create it is made.\n"
    )
    assert states(stocked) == {"2611.96087": "saved"}
    made = stocked("mark", "2611.96021", "--state", "saved", "--list", "Editors", "--create")
    assert made.err.startswith("Made the list “Editors”.\nSaved “Undo Is Not")
    for name in ("Editors", "editors", "2"):
        assert stocked("mark", "2611.96150", "--state", "saved", "--list", name).code == 0
    assert stocked("lists").out == "  1  To read  1 paper\n  2  Editors  2 papers\n"


def test_a_list_goes_with_saving_alone(stocked: Reader) -> None:
    for typed in (["--state", "skipped", "--list", "x"], ["--state", "saved", "--create"]):
        ran = stocked("mark", "2611.96021", *typed)
        assert (ran.code, ran.out) == (2, "")
    assert states(stocked) == {}


def test_nothing_to_undo_is_said(stocked: Reader) -> None:
    ran = stocked("undo")
    assert (ran.code, ran.out, ran.err) == (1, "", "digest-reader: There is nothing to undo.\n")


def test_lists_are_told_with_their_papers(stocked: Reader) -> None:
    assert stocked("lists").err == "There are no reading lists yet. Saving a paper makes the first one.\n"
    stocked("mark", "2611.96150", "--state", "saved", "--list", "Leaders", "--create")
    [one] = stocked("lists", "--json").objects
    added = one["papers"][0].pop("added")
    assert len(added) == len("2026-11-20")
    assert one == {
        "number": 1,
        "name": "Leaders",
        "slug": "leaders",
        "file": str(stocked.lists / "leaders.toml"),
        "papers": [{"id": "2611.96150", "title": "Leader Election with a Forgetful Majority", "note": ""}],
        "problem": None,
    }
    assert (stocked.lists / "leaders.toml").exists()


def test_a_list_that_does_not_parse_is_named_and_the_others_are_told(stocked: Reader) -> None:
    stocked("mark", "2611.96150", "--state", "saved", "--list", "Leaders", "--create")
    (stocked.lists / "broken.toml").write_text("name = \n", encoding="utf-8")
    ran = stocked("lists")
    assert (ran.code, ran.out) == (3, "  1  Leaders  1 paper\n")
    assert str(stocked.lists / "broken.toml") in ran.err
    assert "line 1" in ran.err
    assert [each["problem"] is None for each in stocked("lists", "--json").objects] == [True, False]


def test_paths_are_those_of_the_environment_and_none_is_made(reader: Reader) -> None:
    expected = {
        "library": str(reader.library),
        "config": str(reader.home / "config" / "digest-reader"),
        "lists": str(reader.lists),
        "cache": str(reader.home / "cache" / "digest-reader"),
        "log": str(reader.home / "state" / "digest-reader" / "log" / "digest-reader.log"),
    }
    assert json.loads(reader("paths", "--json").out) == expected
    assert reader("paths").lines == [f"{name:8} {path}" for name, path in expected.items()]
    assert list(reader.home.iterdir()) == []


def test_library_and_config_folder_can_be_elsewhere(stocked: Reader) -> None:
    typed = ("--library", "other.sqlite3", "--config-dir", "other")
    assert stocked(*typed, "import", "digests/2026-11-19.md").code == 0
    assert stocked("mark", "2611.95204", "--state", "saved", *typed).code == 0
    assert (stocked.home / "other" / "reading-lists" / "to-read.toml").exists()
    assert states(stocked) == {}
    assert stocked("list", "is:saved", *typed).out.startswith("+ 2611.95204")


def test_a_library_that_is_named_and_not_there_is_not_made_by_reading(reader: Reader) -> None:
    for typed in (["list"], ["show", "2611.96021"], ["undo"], ["mark", "2611.96021", "--state", "saved"]):
        ran = reader(*typed, "--library", "typo.sqlite3")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == (
            "digest-reader: There is no library typo.sqlite3.\n"
            "Check the name; digest-reader --library typo.sqlite3 import FILE makes one.\n"
        )
    assert list(reader.home.iterdir()) == []


def test_what_is_no_library_is_refused_and_left_as_it_is(reader: Reader) -> None:
    file = reader.home / "diary.txt"
    file.write_text("Dear diary, " * 100, encoding="utf-8")
    ran = reader("--library", "diary.txt", "list")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("digest-reader: ")
    assert "diary.txt" in ran.err
    assert "Traceback" not in ran.err
    assert file.read_text(encoding="utf-8") == "Dear diary, " * 100


def test_json_is_of_the_papers_as_they_are_then(stocked: Reader) -> None:
    [marked] = stocked("mark", "2611.96021", "skipped", "--json").objects
    assert (marked["id"], marked["state"]) == ("2611.96021", "skipped")
    [undone] = stocked("undo", "--json").objects
    assert (undone["id"], undone["state"]) == ("2611.96021", "new")
