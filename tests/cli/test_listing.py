"""``digest-reader list`` and the plain list that stands for the screen."""

from __future__ import annotations

from digest_reader.demo import files
from tests.cli.conftest import DAILY, Reader


def test_without_a_terminal_the_undecided_papers_are_printed(stocked: Reader) -> None:
    before = stocked()
    assert before.code == 0
    assert before.err == "2026-11-20: 31 undecided of 31 papers\n"
    assert len(before.lines) == 31
    assert before.lines[0] == (
        "  2611.96021  cs.DC     Undo Is Not the Inverse of Do: Selective Rollback in Collaborative Editors"
        "  Ingrid Hallvardsgård +2"
    )
    stocked("mark", "2611.96021", "--state", "skipped")
    after = stocked()
    assert after.err == "2026-11-20: 30 undecided of 31 papers\n"
    assert after.lines == before.lines[1:]


def test_list_prints_the_newest_batch_decided_or_not(stocked: Reader) -> None:
    stocked("mark", "2611.96021", "--state", "saved")
    stocked("mark", "2611.96087", "--state", "later")
    stocked("mark", "2611.96112", "--state", "skipped")
    lines = stocked("list").lines
    assert [line[:12] for line in lines[:4]] == ["+ 2611.96021", "z 2611.96087", "- 2611.96112", "  2611.96150"]
    assert len(lines) == 31


def test_later_means_the_next_announcement(stocked: Reader) -> None:
    stocked("mark", "2611.96021", "--state", "later")
    assert "2611.96021" not in stocked().out
    (stocked.home / "2026-11-21.md").write_text(DAILY, encoding="utf-8")
    stocked("import", "2026-11-21.md")
    assert [line[:12] for line in stocked().lines] == ["z 2611.96021", "  2611.99001", "  2611.99002"]


def test_list_all_prints_every_paper_once(stocked: Reader) -> None:
    papers = stocked("list", "all", "--json").objects
    assert len({paper["id"] for paper in papers}) == len(papers) == len(stocked("list", "all").lines) > 31


def test_a_paper_is_the_json_of_the_record_format(reader: Reader) -> None:
    (reader.home / "2026-11-21.md").write_text(DAILY, encoding="utf-8")
    reader("import", "2026-11-21.md")
    [_, paper] = reader("list", "--json").objects
    assert paper == {
        "id": "2611.99002",
        "versions": [],
        "title": {"en": "Clocks Without Hands"},
        "abstract": {"en": "Hands break. We leave them out."},
        "authors": ["Cem Dağdelen"],
        "primary": "cs.DC",
        "categories": ["cs.DC"],
        "comments": None,
        "journal_ref": None,
        "doi": None,
        "urls": {"abs": "https://arxiv.org/abs/2611.99002", "pdf": "https://arxiv.org/pdf/2611.99002"},
        "notes": [
            {**note, "lang": "zh", "status": "ok", "source": str(reader.home / "2026-11-21.md")}
            for note in (
                {"field": "tldr", "label": "TL;DR", "text": "没有指针的钟。"},
                {"field": "motivation", "label": "Motivation", "text": "指针会断。"},
            )
        ],
        "state": "new",
        "decided_at": None,
        "lists": [],
        "note": "",
        "appearances": [
            {
                "source": str(reader.home / "2026-11-21.md"),
                "format": "daily-markdown",
                "date": "2026-11-21",
                "date_kind": "announced",
                "section": None,
                "cross_from": None,
                "position": 1,
                "version": None,
            }
        ],
    }


def test_json_names_the_lists_that_hold_a_paper(stocked: Reader) -> None:
    stocked("mark", "2611.96021", "--state", "saved", "--list", "Editors & Co", "--create")
    [paper] = stocked("list", "is:saved", "--json").objects
    assert (paper["id"], paper["state"], paper["lists"]) == ("2611.96021", "saved", ["Editors & Co"])
    assert paper["decided_at"].startswith("20")


def test_a_query_may_come_in_one_word_or_several(stocked: Reader) -> None:
    found = stocked("list", "leader election cat:cs.DC")
    assert found.lines[0].startswith("  2611.96150  cs.DC     Leader Election with a Forgetful Majority")
    assert stocked("list", "leader", "election", "cat:cs.DC").out == found.out


def test_titles_come_in_the_language_asked_for_or_say_which_stands_in(stocked: Reader) -> None:
    [german] = stocked("list", "2611.94402", "--lang", "de").lines
    assert "Föderiertes Lernen auf Fischerbooten: Training, wenn Kunden auf See sind  " in german
    [english] = stocked("list", "2611.96021", "--lang", "de").lines
    assert "Collaborative Editors (en)  " in english


def test_limit_takes_the_first_papers(stocked: Reader) -> None:
    assert stocked("list", "--limit", "3").lines == stocked("list").lines[:3]


def test_a_query_without_hits_prints_nothing_and_says_so(stocked: Reader) -> None:
    ran = stocked("list", "zzyzx-nothing")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "No paper matches 'zzyzx-nothing'; `digest-reader list all` shows every paper.\n"


def test_a_newest_day_without_papers_is_named(stocked: Reader) -> None:
    (stocked.home / "2026-11-26.md").write_text("<div id=toc></div>\n\n# Table of Contents\n")
    stocked("import", "2026-11-26.md")
    ran = stocked("list")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "The newest day has no papers: 2026-11-26; `digest-reader list all` shows every paper.\n"


def test_an_unknown_qualifier_is_named_and_not_an_empty_list(stocked: Reader) -> None:
    ran = stocked("list", "leader colour:red")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("digest-reader: The query has a part that means nothing: colour:red\n")


def test_values_that_cannot_be_are_named_with_those_that_can(stocked: Reader) -> None:
    ran = stocked("list", "leader !list:gone lang:xx has:ab")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "digest-reader: The query has parts that mean nothing: !list:gone, lang:xx, has:ab",
        "no reading list begins with “gone”",
        "lang: knows en zh de ja ko fr es it pt ru vi tr",
        "has: knows abstract code pdf note notes doi html journal comments project authors title"
        " en zh de ja ko fr es it pt ru vi tr",
        "`digest-reader list --help` tells more.",
    ]
    german = stocked("list", "au:", env={"LC_ALL": "de_DE.UTF-8"})
    assert (german.code, german.err.splitlines()[0]) == (2, "digest-reader: Ein Teil der Suche bedeutet nichts: au:")


def test_a_saved_filter_that_was_edited_into_nonsense_is_named(stocked: Reader) -> None:
    stocked.lists.parent.mkdir(parents=True, exist_ok=True)
    (stocked.lists.parent / "filters.toml").write_text('[filters]\nx = "undo is:nwe"\n')
    ran = stocked("list", "--filter", "x")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("digest-reader: The query has a part that means nothing: is:nwe\nis: knows new saved")


def test_an_empty_library_names_the_next_step(reader: Reader) -> None:
    for typed in ([], ["list"], ["list", "all"], ["list", "--json"]):
        ran = reader(*typed)
        assert (ran.code, ran.out) == (0, "")
        assert ran.err == "The library is empty. Read a digest into it: digest-reader import FILE\n"


def test_the_demo_leaves_the_users_own_library_alone(reader: Reader) -> None:
    demo = reader("--demo", "list")
    assert (demo.code, demo.err) == (0, "")
    assert len(demo.lines) == 31
    assert reader("list", "--demo").out == demo.out
    assert reader("--demo").lines == demo.lines
    assert reader("--demo", "show", "2611.96021").code == 0
    assert list(reader.home.iterdir()) == []


def test_the_demo_shows_the_digests_that_come_with_the_package(reader: Reader) -> None:
    sources = {
        seen["source"] for paper in reader("--demo", "list", "all", "--json").objects for seen in paper["appearances"]
    }
    assert sources == {name for name, _ in files()}


def test_tex_is_shown_as_unicode_and_left_alone_in_json_and_ascii(stocked: Reader) -> None:
    [plain] = stocked("list", "2611.96317").lines
    assert "ε-Agreement on Trees" in plain
    [raw] = stocked("list", "2611.96317", "--ascii").lines
    assert "$\\epsilon$-Agreement" in raw
