"""A person goes through the day's papers: every decision is one key, and every key is undone by one."""

from __future__ import annotations

from pathlib import Path

from digest_reader.library import Library
from digest_reader.sample import sample_library
from tests.tui.screen import reading


async def test_the_reader_opens_on_the_newest_day_with_the_first_undecided_paper(sample: Library) -> None:
    async with reading(sample) as reader:
        assert reader.header.split()[:6] == ["arXiv", "+", "daily", "2026-11-20", "Fri", "All"]
        assert reader.cursor_row.startswith("▌   cs.DC    Undo Is Not the Inverse of Do")
        assert reader.status.startswith(" 31 left of 31   +0  z0  -0 ")


async def test_one_key_decides_and_goes_on_to_the_next_paper(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("s", "x", "b")
        assert [row[:45].rstrip() for row in reader.rows()[3:7]] == [
            " +  cs.DC    Undo Is Not the Inverse of Do: S",
            " -  cs.DC    Marmot: Hibernating Key-Value Ca",
            " z  cs.DC    A Queueing Model of the Departme",
            "▌   cs.DC    Leader Election with a Forgetful",
        ]
        assert reader.status.startswith(" 28 left of 31   +1  z1  -1 ")
        assert "later: A Queueing Model" in reader.status
        assert reader.status.endswith("u undo")


async def test_undo_takes_ten_decisions_back_one_by_one_and_redo_brings_them_again(sample: Library) -> None:
    async with reading(sample) as reader:
        before = reader.rows()[2:-2]
        await reader.press(*"sxbs2xxbsx")
        decided = sample.counts()
        await reader.press(*["u"] * 9)
        assert reader.rows()[2:-2] == before
        assert sample.counts().left == sample.counts().total
        assert "undone: saved to To read: Undo Is Not" in reader.status
        await reader.press("u")
        assert "nothing to undo" in reader.status
        await reader.press(*["U"] * 9)
        assert sample.counts() == decided


async def test_what_follows_a_redone_decision_is_for_the_next_paper(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press(*"suUx")
        assert reader.status.startswith(" 29 left of 31   +1  z0  -1 ")
        await reader.press(*"vjxuUs")
        assert reader.status.startswith(" 26 left of 31   +2  z0  -3 ")


async def test_saving_to_a_list_that_is_not_there_says_so_and_decides_nothing(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("5")
        assert "there is no list 5 yet" in reader.status
        assert sample.counts().left == sample.counts().total


async def test_a_range_is_decided_with_one_key_and_undone_with_one(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("v", "j", "j", "j", "x")
        assert reader.status.startswith(" 27 left of 31   +0  z0  -4 ")
        assert "skipped 4 papers" in reader.status
        await reader.press("u")
        assert reader.status.startswith(" 31 left of 31 ")


async def test_all_shown_can_be_selected_and_a_finished_day_says_so(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("s", "A", "x")
        assert "Done.  31 seen" in reader.text
        assert reader.status.startswith(" 0 left of 31 ")
        await reader.press("u")
        assert "Done." not in reader.text
        assert reader.status.startswith(" 30 left of 31 ")


async def test_what_is_decided_is_selected_at_the_second_press_alone(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("s", "b", "A", "x")
        assert reader.status.startswith(" 0 left of 31   +1  z1  -29 ")
        await reader.press("u", "A", "A", "x")
        assert reader.status.startswith(" 0 left of 31   +0  z0  -31 ")
        await reader.press("u")
        assert reader.status.startswith(" 29 left of 31   +1  z1  -0 ")


async def test_esc_takes_back_what_was_said_of_the_selection(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("A")
        assert "31 selected: the next decision" in reader.status
        await reader.press("escape")
        assert "selected" not in reader.status


async def test_skipping_upward_skips_what_is_undecided_above(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("s", "j", "j", "X")
        assert reader.status.startswith(" 27 left of 31   +1  z0  -3 ")


async def test_back_to_undecided_is_a_decision_too(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("x", "k", "0")
        assert reader.status.startswith(" 31 left of 31 ")
        assert "undecided again: Undo Is Not" in reader.status
        await reader.press("u")
        assert reader.status.startswith(" 30 left of 31 ")


async def test_splits_and_days_are_gone_through_with_four_keys(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("full_stop")
        assert reader.status.startswith(" 16 left of 16 ")
        await reader.press("comma", "comma")
        assert reader.status.startswith(" 1 left of 1 ")
        await reader.press("less_than_sign")
        assert "Daily digest  2026-11-19 Thu" in reader.header
        await reader.press("less_than_sign", "less_than_sign")
        assert "Weekly digest  2026-11-18 Wed" in reader.header
        assert "this is the oldest day" in reader.status
        await reader.press("greater_than_sign", "greater_than_sign", "greater_than_sign")
        assert "2026-11-20" in reader.header
        assert "this is the newest day" in reader.status


async def test_the_reader_comes_back_to_where_it_was(tmp_path: Path) -> None:
    files = sample_library(tmp_path)
    library = Library(*files)
    async with reading(library) as reader:
        await reader.press("less_than_sign", "x", "j", "f3", "w", "z", "q")
    library.close()
    library = Library(*files)
    async with reading(library) as reader:
        assert "2026-11-19" in reader.header
        assert "Garbage Collection for Data Lakes" in reader.cursor_row
        assert sample_settings(library) == {"lang": "zh", "zoom": "list", "two_languages": True, "unicode_tex": True}
    library.close()


def sample_settings(library: Library) -> object:
    """Return how the library's owner wants to see things."""
    return library.recall("settings")


async def test_split_filter_and_cursor_are_remembered_too(tmp_path: Path) -> None:
    files = sample_library(tmp_path)
    library = Library(*files)
    async with reading(library) as reader:
        await reader.press("full_stop", "slash")
        await reader.type("for")
        await reader.press("enter", "j", "q")
    library.close()
    library = Library(*files)
    async with reading(library) as reader:
        assert reader.header.startswith(" / for")
        assert "Leader Election with a Forgetful Majority" in reader.cursor_row
        await reader.press("escape")
        assert reader.status.startswith(" 16 left of 16 ")
    library.close()


async def test_newer_digests_are_opened_in_place_of_where_one_was(sample: Library, tmp_path: Path) -> None:
    from parsers.digest import read
    from parsers.source import Source

    async with reading(sample) as reader:
        await reader.press("less_than_sign", "q")
    text = (
        "# cs.DC [[Back]](#toc)\n\n### [1] [A Paper of Tomorrow](https://arxiv.org/abs/2611.99001)\n"
        "*Ada Example*\n\nMain category: cs.DC\n\nTL;DR: Short.\n\n<details>\n  <summary>Details</summary>\n"
        "Motivation: none.\n\nAbstract: We describe tomorrow.\n\n</details>\n"
    )
    sample.add(read(Source.from_bytes("2026-11-23.md", text.encode())))
    async with reading(sample) as reader:
        assert "2026-11-23 Mon" in reader.header
        assert "A Paper of Tomorrow" in reader.cursor_row


async def test_what_was_done_is_told_by_the_title_that_stands_in_the_list(sample: Library) -> None:
    async with reading(sample, (122, 37)) as reader:
        await reader.press("less_than_sign", "less_than_sign", "f3", "x")
        assert "skipped 困倦的k-集合协议" in reader.status
        await reader.press("f2", "u")
        assert "undone: skipped Sleepy k-Set Agreement" in reader.status
