"""``digest-reader note``, ``filters`` and ``stats``, and what waits, from the command line."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from digest_reader.clock import today
from tests.cli.conftest import Reader

PAPER = "2611.96021"
TITLE = "“Undo Is Not the Inverse of Do: Selective Rollback in Collaborative Editors”"


def test_a_note_is_written_printed_and_taken_back(stocked: Reader) -> None:
    nothing = stocked("note", PAPER)
    assert (nothing.code, nothing.out, nothing.err) == (0, "", f"There is no note on {PAPER}.\n")
    written = stocked("note", PAPER, "ask Kim", "#Thesis")
    assert (written.code, written.out) == (0, "ask Kim #Thesis\n")
    assert written.err == f"Wrote the note on {TITLE}. `digest-reader undo` takes it back.\n"
    assert stocked("note", PAPER, "--json").objects == [{"id": PAPER, "note": "ask Kim #Thesis", "tags": ["thesis"]}]
    assert stocked("note", PAPER, "ask Kim #Thesis").err == "The note is as it was.\n"
    assert stocked("undo").err == f"Undone: Wrote the note on {TITLE}.\n"
    assert stocked("note", PAPER).out == ""


def test_a_note_comes_from_stdin_and_an_empty_text_deletes_it(stocked: Reader) -> None:
    assert stocked("note", PAPER, "-", stdin="first\n\x1b[31msecond\n").out == "first\nsecond\n"
    deleted = stocked("note", f"https://arxiv.org/abs/{PAPER}v1", "")
    assert (deleted.code, deleted.out) == (0, "")
    assert deleted.err == "Deleted the note. `digest-reader undo` takes it back.\n"
    assert stocked("show", PAPER, "--json").objects[0]["note"] == ""


def test_a_note_is_edited_in_the_persons_editor(stocked: Reader, tmp_path: Path) -> None:
    stocked("note", PAPER, "a first thought")
    script = tmp_path / "an editor.py"
    script.write_text(
        "import sys, pathlib\nfile = pathlib.Path(sys.argv[1])\nfile.write_text(file.read_text().upper())\n"
    )
    edited = stocked("note", PAPER, "--edit", env={"EDITOR": f"'{sys.executable}' '{script}'"})
    assert (edited.code, edited.out) == (0, "A FIRST THOUGHT\n")
    failed = stocked("note", PAPER, "--edit", env={"VISUAL": "false"})
    assert (failed.code, failed.out) == (1, "")
    assert failed.err == "digest-reader: false failed; the note is as it was.\n"
    both = stocked("note", PAPER, "--edit", "text")
    assert (both.code, both.out) == (2, "")
    assert stocked("note", PAPER).out == "A FIRST THOUGHT\n"


def test_a_note_on_an_unknown_paper_is_an_error(stocked: Reader) -> None:
    ran = stocked("note", "2611.00000", "x")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("digest-reader: There is no paper '2611.00000' in the library.\n")


def test_filters_are_added_printed_used_and_removed(stocked: Reader) -> None:
    assert stocked("filters").err.startswith("There are no saved filters yet")
    assert stocked("filters", "add", "Mine too", "id:2611.96021").out == "Mine too  id:2611.96021\n"
    assert (
        stocked("filters", "add", "dc", "cat:cs.DC", "!undo").out
        == "Mine too  id:2611.96021\ndc        cat:cs.DC !undo\n"
    )
    assert stocked("filters", "--json").objects == [
        {"name": "Mine too", "query": "id:2611.96021"},
        {"name": "dc", "query": "cat:cs.DC !undo"},
    ]
    assert [line.split()[0] for line in stocked("list", "--filter", "Mine too").lines] == [PAPER]
    removed = stocked("filters", "remove", "Mine too")
    assert (removed.code, removed.out, removed.err) == (
        0,
        "dc  cat:cs.DC !undo\n",
        "Removed the filter “Mine too”.\n",
    )
    unknown = stocked("list", "--filter", "Mine too")
    assert (unknown.code, unknown.err) == (1, "digest-reader: There is no filter “Mine too”.\nThere are: “dc”.\n")


def test_a_filter_that_means_nothing_is_not_kept(stocked: Reader) -> None:
    ran = stocked("filters", "add", "x", "nonsense:1")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("digest-reader: The query has a part that means nothing: nonsense:1\n")
    assert stocked("filters", "add", "x", "undo", "has:").err.startswith(
        "digest-reader: The query has a part that means nothing: has:\nhas: knows abstract "
    )
    assert stocked("filters", "add", "x", "cat:xx.YY", "list:gone").err == (
        "digest-reader: The query has parts that mean nothing: cat:xx.YY, list:gone\n"
        "no category begins with “xx.YY”\n"
        "no reading list begins with “gone”\n"
        "`digest-reader list --help` tells more.\n"
    )
    for typed in (("add", "x"), ("remove",), ("remove", "x", "y"), ("x",)):
        assert (stocked("filters", *typed).code, stocked("filters").out) == (2, "")


def test_a_filter_may_name_a_category_of_which_no_paper_has_come_yet(reader: Reader) -> None:
    assert reader("filters", "add", "strings", "cat:hep-th").out == "strings  cat:hep-th\n"
    assert reader("filters", "add", "x", "cat:xx.YY").code == 2
    assert reader("filters").out == "strings  cat:hep-th\n"


def test_a_filters_file_that_is_broken_is_named_with_its_line_and_left_alone(stocked: Reader) -> None:
    file = stocked.lists.parent / "filters.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[filters]\nx =\n")
    ran = stocked("filters", "add", "y", "ti:undo")
    assert (ran.code, ran.out) == (1, "")
    assert f"{file}, line 2: Invalid value" in ran.err
    assert file.read_text() == "[filters]\nx =\n"


def test_statistics_count_what_was_decided_by_day_and_category(stocked: Reader) -> None:
    assert stocked("stats", "--days", "3").err == "Nothing was decided in the last 3 days.\n"
    stocked("mark", PAPER, "saved")
    stocked("mark", "2611.96087", "2611.96574", "skipped")
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    told = stocked("stats", "--days", "1", env={"TZ": "UTC"}, stdin="")
    assert told.lines == [
        "3 papers seen, 1 saved (33 %)",
        "",
        "day           seen   saved",
        f"{today}       3       1  ██████████░░░░░░░░░░░░░░░░░░░░",
        "",
        "category    seen   saved  kept",
        "cs.DC          2       1  50 %",
        "cs.CL          1       0  0 %",
    ]
    assert stocked("stats", "--days", "1", "--json", env={"TZ": "UTC"}).objects == [
        {
            "days": [{"date": today, "seen": 3, "saved": 1}],
            "categories": [
                {"category": "cs.DC", "seen": 2, "saved": 1},
                {"category": "cs.CL", "seen": 1, "saved": 0},
            ],
            "seen": 3,
            "saved": 1,
        }
    ]
    assert "░" not in stocked("--ascii", "stats").out
    for days in ("0", "-1", "x", "99999999"):
        assert stocked("stats", "--days", days).code == 2


def test_a_paper_waits_for_a_day_or_a_version(stocked: Reader) -> None:
    marked = stocked("mark", PAPER, "later", "--until", "version")
    assert marked.err == f"Put off until there is a new version: {TITLE}. `digest-reader undo` takes it back.\n"
    marked = stocked("mark", PAPER, "later", "--until", "2999-12-01")
    assert marked.err == f"Put off until 2999-12-01: {TITLE}. `digest-reader undo` takes it back.\n"
    assert stocked("list", "later").out.startswith(f"z {PAPER}")
    assert stocked("undo").err == f"Undone: Put off until 2999-12-01: {TITLE}.\n"
    in_two_weeks = (today() + datetime.timedelta(weeks=2)).isoformat()
    assert stocked("mark", PAPER, "later", "--until", "2w").err.startswith(f"Put off until {in_two_weeks}: ")
    past = stocked("mark", PAPER, "later", "--until", "2020-01-01")
    assert past.code == 2
    assert past.err.startswith("digest-reader: --until takes a day to come, and 2020-01-01 is not.\nToday is ")
    assert stocked("mark", PAPER, "saved", "--until", "version").err.startswith(
        "digest-reader: --until goes with --state later"
    )
    assert stocked("mark", PAPER, "later", "--until", "soon").code == 2


def test_a_state_may_stand_last(stocked: Reader) -> None:
    assert stocked("mark", PAPER, "saved").out.startswith(f"+ {PAPER}")
    assert stocked("mark", "-", "new", stdin=stocked("list", "is:saved").out).out.startswith(f"  {PAPER}")
    for typed in ((PAPER,), ("saved",), ("--state", "saved")):
        ran = stocked("mark", *typed)
        assert (ran.code, ran.out) == (2, "")


def test_the_views_across_days_are_listed_by_their_names(stocked: Reader) -> None:
    inbox = [line.split()[0] for line in stocked("list", "inbox").lines]
    missed = [line.split()[0] for line in stocked("list", "missed").lines]
    everything = [line.split()[0] for line in stocked("list", "all").lines]
    assert PAPER in inbox
    assert sorted(inbox + missed) == sorted(everything)
    stocked("mark", PAPER, "skipped")
    assert PAPER not in stocked("list", "inbox").out
    empty = stocked("list", "later")
    assert (empty.code, empty.out, empty.err) == (0, "", "There is no paper in later.\n")


def test_a_list_is_printed_in_another_order(stocked: Reader) -> None:
    newest = [line.split()[0] for line in stocked("list", "--order", "newest").lines]
    assert newest == sorted(newest, reverse=True)
    ordered = stocked("list", "all", "--order", "category", "--json").objects
    categories = [paper["primary"] or [*paper["categories"], "~"][0] for paper in ordered]
    assert categories == sorted(categories)
    titles = [paper["title"]["en"] for paper in stocked("list", "is:new", "--order", "title", "--json").objects]
    assert (titles[0][:9], titles[-1][:9]) == ("A Billion", "$\\epsilon")


def test_the_history_of_a_paper_is_shown(stocked: Reader) -> None:
    assert stocked("show", PAPER, "--history").lines[-2:] == ["Decided", "  nothing yet"]
    stocked("mark", PAPER, "saved")
    stocked("note", PAPER, "two\nlines")
    stocked("undo")
    stocked("mark", PAPER, "later", "--until", "version")
    told = [line[20:] for line in stocked("show", PAPER, "--history").lines[-3:]]
    assert told == ["saved v1 to To read", "note: two lines  (undone)", "later v1 until a new version, in 2026-11-20"]
    (paper,) = stocked("show", PAPER, "--history", "--json").objects
    assert [(each["action"], each["state"], each["undone"]) for each in paper["history"]] == [
        ("save", "saved", False),
        ("note", None, True),
        ("decide", "later", False),
    ]
    assert "history" not in stocked("show", PAPER, "--json").objects[0]
