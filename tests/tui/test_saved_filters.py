"""Saved filters on the screen: saved, applied, opened, deleted, brought back; and a filter that is widened."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest_reader.library import Library
from digest_reader.saved_filters import SavedFilter
from tests.tui.screen import reading

SIZES = [(160, 45), (100, 30), (80, 24)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_filter_there_is_is_saved_under_a_name(sample: Library, size: tuple[int, int]) -> None:
    async with reading(sample, size) as reader:
        await reader.press("slash", *"leader", "enter", "F")
        assert "save “leader” as ..." in reader.text
        await reader.press("enter")
        assert reader.header.startswith(" Save the filter as:")
        await reader.type("Leaders")
        await reader.press("enter")
        assert sample.saved_filters() == [SavedFilter("Leaders", "leader")]
        assert "saved the filter Leaders" in reader.status
        assert reader.header.startswith(" / leader")


async def test_a_saved_filter_narrows_what_is_open(sample: Library) -> None:
    sample.save_filter("learning", "cat:cs.LG")
    async with reading(sample) as reader:
        await reader.press("F")
        assert "learning   cat:cs.LG" in reader.text
        await reader.press("enter")
        assert reader.header.startswith(" / cat:cs.LG")
        assert " of 31 " in reader.header
        await reader.press("escape")
        assert "2026-11-20 Fri" in reader.header


async def test_a_saved_filter_is_opened_as_a_view_of_the_whole_library(sample: Library) -> None:
    sample.save_filter("learning", "cat:cs.LG")
    hits = len(sample.search("cat:cs.LG").keys)
    async with reading(sample) as reader:
        await reader.press("F", "tab")
        assert reader.header.split()[:2] == ["learning", "cat:cs.LG"]
        assert reader.status.startswith(f" {hits} papers")
        before = reader.cursor_row
        await reader.press("x")
        assert reader.cursor_row != before
        assert reader.status.startswith(f" {hits} papers")
        await reader.press("W", *"learning", "enter")
        assert reader.header.split()[:2] == ["learning", "cat:cs.LG"]


async def test_saved_filters_are_gone_through_like_splits(sample: Library) -> None:
    for name in ("one", "two", "three"):
        sample.save_filter(name, f"cat:cs.DC !{name}")
    async with reading(sample) as reader:
        await reader.press("F", "tab", "full_stop")
        assert reader.header.split()[0] == "two"
        await reader.press("comma", "comma")
        assert reader.header.split()[0] == "three"


async def test_filters_show_how_many_papers_of_the_library_they_find(sample: Library) -> None:
    sample.save_filter("learning", "cat:cs.LG")
    async with reading(sample) as reader:
        await reader.press("F")
        row = next(row for row in reader.rows() if "learning" in row)
        assert row.split("│")[-2].split()[-1] == str(len(sample.search("cat:cs.LG").keys))


async def test_typing_narrows_the_filters(sample: Library) -> None:
    sample.save_filter("learning", "cat:cs.LG")
    sample.save_filter("databases", "cat:cs.DB")
    async with reading(sample) as reader:
        await reader.press("F", *"data")
        assert "cat:cs.DB" in reader.text
        assert "cat:cs.LG" not in reader.text


async def test_a_deleted_filter_is_brought_back(sample: Library) -> None:
    sample.save_filter("learning", "cat:cs.LG")
    async with reading(sample) as reader:
        await reader.press("F", "delete")
        assert sample.saved_filters() == []
        assert "deleted learning" in reader.text
        await reader.press("ctrl+z")
        assert sample.saved_filters() == [SavedFilter("learning", "cat:cs.LG")]


async def test_without_a_filter_there_is_nothing_to_save(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("F")
        assert "none yet" in reader.text
        await reader.press("ctrl+s")
        assert "no filter is on" in reader.text


async def test_keys_typed_ahead_of_the_filters_are_for_what_they_show(sample: Library) -> None:
    sample.save_filter("leaders", "leader")
    async with reading(sample) as reader:
        await reader.press("F", "enter", "x", "escape")
        assert sample.counts().skipped == 1
        assert "Leader Election" in reader.cursor_row


async def test_a_broken_file_of_filters_is_named_and_nothing_ends(sample: Library, tmp_path: Path) -> None:
    sample.save_filter("x", "y")
    [file] = tmp_path.rglob("filters.toml")
    file.write_text("[filters\n", encoding="utf-8")
    async with reading(sample) as reader:
        await reader.press("F")
        assert "filters.toml" in reader.notice
        await reader.press("W", *"inbox", "enter")
        assert reader.header.split()[0] == "Inbox"


async def test_tab_widens_a_filter_to_abstracts_and_back(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("slash", *"replica")
        narrow = int(reader.header.split(" of ")[0].split()[-1])
        more = int(reader.header.split(" more with")[0].split()[-1])
        await reader.press("tab")
        assert f" {narrow + more} of 31 " in reader.header
        assert "abs: too" in reader.header
        await reader.press("enter")
        assert f" {narrow + more} of 31 " in reader.header
        await reader.press("slash", "tab")
        assert f" {narrow} of 31 " in reader.header


async def test_a_widened_filter_is_typed_on_and_remembered(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("slash", "tab", *"replica", "enter")
        assert "abs: too" in reader.header
        header = reader.header
        await reader.press("q")
    async with reading(sample) as reader:
        assert reader.header == header


def written_by_hand(sample: Library, folder: Path, line: str) -> None:
    sample.save_filter("x", "y")
    [file] = folder.rglob("filters.toml")
    file.write_text(f"[filters]\n{line}\n", encoding="utf-8")


async def test_a_view_whose_filter_names_what_is_not_there_says_so(sample: Library, tmp_path: Path) -> None:
    written_by_hand(sample, tmp_path, 'thesis = "list:gone has:"')
    async with reading(sample, (100, 30)) as reader:
        await reader.press("F", "tab")
        assert reader.header.split()[:3] == ["thesis", "list:gone", "has:"]
        assert "? list:gone   no reading list begins with “gone”" in reader.status
        sample.create_list("Gone too far")
        await reader.press("escape", "F", "tab")
        assert "? has:   has: knows abstract" in reader.status


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("leader is:foo", "not saved: is:foo means nothing   / mends it"),
        ("cat:xx.YY", "not saved: cat:xx.YY means nothing   / mends it"),
        ("list:gone has:", "not saved: list:gone, has: mean nothing   / mends it"),
    ],
)
async def test_a_filter_with_a_part_that_means_nothing_is_not_saved(sample: Library, typed: str, told: str) -> None:
    async with reading(sample, (100, 30)) as reader:
        await reader.press("slash")
        await reader.type(typed)
        await reader.press("enter", "F", "enter")
        assert told in reader.status
        assert reader.header.startswith(f" / {typed}")
        assert sample.saved_filters() == []
        await reader.press("slash", "ctrl+u", *"leader", "enter", "F", "enter", *"Leaders", "enter")
        assert sample.saved_filters() == [SavedFilter("Leaders", "leader")]


async def test_a_deleted_filter_comes_back_whatever_it_means(sample: Library, tmp_path: Path) -> None:
    written_by_hand(sample, tmp_path, 'odd = "is:foo"')
    async with reading(sample) as reader:
        await reader.press("F", "delete")
        assert sample.saved_filters() == []
        await reader.press("ctrl+z")
        assert sample.saved_filters() == [SavedFilter("odd", "is:foo")]
