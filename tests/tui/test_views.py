"""Going to views: inbox, missed, later, days, lists, saved filters; in an overlay, or beside the list when wide."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest_reader.library import Library
from digest_reader.sample import sample_library
from tests.core.invented import listing
from tests.tui.screen import reading

SIZES = [(160, 45), (100, 30), (80, 24)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_switcher_lists_every_view_with_its_count(sample: Library, size: tuple[int, int]) -> None:
    sample.create_list("Thesis")
    sample.save_filter("leaders", "leader")
    async with reading(sample, size) as reader:
        await reader.press("s", "b", "W")
        listed = [row.split("│")[-2].split() for row in reader.rows() if row.count("│") >= 2]
        shown = [words for words in listed if words and "─" not in words[-1]]
        for expected in (
            ["Inbox", "42"],
            ["Missed", "0"],
            ["Later", "1"],
            ["▌", "2026-11-20", "Fri", "29"],
            ["2026-11-19", "Thu", "6"],
            ["2026-11-18", "Wed", "12"],
            ["1", "Thesis", "1"],
            ["leaders", "1"],
        ):
            assert expected in shown


async def test_a_day_that_is_typed_is_found_however_old_it_is(sample: Library) -> None:
    for day in range(10, 31):
        sample.add(listing(f"2507.000{day}", date=f"2025-07-{day}"))
    async with reading(sample) as reader:
        await reader.press("W", *"2025-07-11", "enter")
        assert "2025-07-11 Fri" in reader.header


@pytest.mark.parametrize("size", SIZES)
async def test_typing_narrows_and_enter_goes(sample: Library, size: tuple[int, int]) -> None:
    async with reading(sample, size) as reader:
        await reader.press("W")
        await reader.type("inb")
        await reader.press("enter")
        assert reader.header.split()[0] == "Inbox"
        assert reader.status.startswith(" 44 left of 44 ")
        await reader.press("escape")
        assert "2026-11-20 Fri" in reader.header


async def test_keys_typed_ahead_of_the_switcher_are_for_where_it_leads(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("b", "W", *"later", "enter", "s")
        assert sample.counts().saved == 1
        assert sample.counts().later == 0


async def test_a_day_is_found_by_parts_of_its_date(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("W", *"wed", "enter")
        assert "2026-11-18 Wed" in reader.header


async def test_a_number_goes_to_its_reading_list_at_once(sample: Library) -> None:
    sample.create_list("One")
    sample.create_list("Two")
    async with reading(sample) as reader:
        await reader.press("2", "W", "2")
        assert "2 Two 1" in reader.header
        assert "Undo Is Not" in reader.cursor_row


async def test_what_matches_nothing_says_so_and_stays(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("W", *"qqqq", "enter")
        assert "qqqq" in reader.text
        assert "nothing" in reader.text
        await reader.press("escape")
        assert "2026-11-20 Fri" in reader.header


async def test_older_days_are_behind_the_last_entry(empty: Library) -> None:
    for day in range(1, 21):
        empty.add(listing(f"2611.9{day:04}", date=f"2026-11-{day:02}"))
    async with reading(empty) as reader:
        await reader.press("W")
        assert "2026-11-07" in reader.text
        assert "2026-11-06" not in reader.text
        await reader.type("all days")
        await reader.press("enter", "ctrl+u")
        await reader.type("11-03")
        await reader.press("enter")
        assert "2026-11-03" in reader.header


async def test_what_was_left_undecided_long_ago_is_missed_and_can_be_decided(empty: Library) -> None:
    empty.add(listing("2611.90001", "2611.90002", date="2026-11-02"))
    empty.add(listing("2611.90003", date="2026-11-20"))
    async with reading(empty) as reader:
        await reader.press("W", *"missed", "enter")
        assert reader.header.split()[0] == "Missed"
        assert reader.status.startswith(" 2 left of 2 ")
        await reader.press("x")
        assert reader.status.startswith(" 1 left of 2 ")
        assert "On 2611.90002" in reader.cursor_row
        await reader.press("u")
        assert reader.status.startswith(" 2 left of 2 ")
        await reader.press("full_stop")
        assert reader.header.split()[0] == "Inbox"


async def test_a_decided_paper_stays_in_the_inbox_until_it_is_left(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("W", *"inbox", "enter", "s")
        assert reader.status.startswith(" 43 left of 44   +1 ")
        await reader.press("b", "greater_than_sign", "W", *"inbox", "enter")
        assert reader.status.startswith(" 42 left of 42 ")
        assert sample.view_counts().due == 0


async def test_a_finished_inbox_says_so(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("W", *"inbox", "enter", "A", "x")
        assert "Done.  44 seen" in reader.text
        await reader.press("j", "escape", "W", *"inbox", "enter")
        assert "Nothing waits." in reader.text


async def test_a_view_is_where_the_reader_comes_back_to(tmp_path: Path) -> None:
    files = sample_library(tmp_path)
    for keys in (["W", *"inbox", "enter", "j"], ["b", "W", *"later", "enter"]):
        library = Library(*files)
        async with reading(library) as reader:
            await reader.press(*keys)
            before = reader.header, reader.cursor_row
            await reader.press("q")
        library.close()
        library = Library(*files)
        async with reading(library) as reader:
            assert (reader.header, reader.cursor_row) == before
        library.close()


async def test_a_wide_screen_has_the_views_beside_the_list(sample: Library) -> None:
    async with reading(sample, (200, 45)) as reader:
        assert reader.rows()[2].startswith(" Views ─")
        assert any(row.startswith("  Inbox                 44 │") for row in reader.rows())
        await reader.press("W", "k", "k", "k", "enter")
        assert reader.header.split()[0] == "Inbox"
        await reader.press("x")
        await reader.pilot.pause(0.6)
        await reader.rest()
        assert any(row.startswith("  Inbox                 43 │") for row in reader.rows())


async def test_the_views_are_hidden_and_stay_so(tmp_path: Path) -> None:
    files = sample_library(tmp_path)
    library = Library(*files)
    async with reading(library, (200, 45)) as reader:
        await reader.press("W", "W")
        assert not reader.rows()[2].startswith(" Views")
        assert reader.cursor_row
        await reader.press("q")
    library.close()
    library = Library(*files)
    async with reading(library, (200, 45)) as reader:
        assert not reader.rows()[2].startswith(" Views")
        await reader.press("W")
        assert reader.rows()[2].startswith(" Views")
    library.close()


async def test_esc_goes_from_the_views_to_the_papers(sample: Library) -> None:
    async with reading(sample, (200, 45)) as reader:
        await reader.press("W", "escape", "x")
        assert sample.counts().skipped == 1
        assert reader.footer.startswith(" s Save")


async def test_a_finished_day_does_not_give_the_focus_to_the_views(sample: Library) -> None:
    async with reading(sample, (200, 45)) as reader:
        await reader.press("A", "x")
        assert "Done." in reader.text
        await reader.press("j")
        assert "Done." not in reader.text
        assert reader.footer.startswith(" s Save")


async def test_views_are_clicked_where_they_stand(sample: Library) -> None:
    async with reading(sample, (200, 45)) as reader:
        await reader.pilot.click(offset=(5, 3))
        await reader.rest()
        assert reader.header.split()[0] == "Inbox"


async def test_a_kept_filter_goes_along_to_other_days_and_splits_until_esc(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("slash", *"for", "enter", "less_than_sign")
        assert reader.header.startswith(" / for")
        assert "4 of 6   2026-11-19 Thu" in reader.header
        await reader.press("greater_than_sign", "full_stop")
        assert "cs.DC" in reader.header
        await reader.press("W", *"inbox", "enter")
        assert reader.header.startswith(" / for")
        assert "Inbox" in reader.header
        await reader.press("escape")
        assert reader.header.split()[0] == "Inbox"
        await reader.press("escape")
        assert "2026-11-20 Fri" in reader.header


async def test_a_day_is_sorted_in_four_ways_and_the_cursor_stays_on_its_paper(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("j", "j", "j")
        paper = reader.cursor_row[13:40]
        orders = []
        for _ in range(4):
            await reader.press("S")
            assert reader.cursor_row[13:40] == paper
            orders.append(
                next(
                    order
                    for order in ("newest first", "by category", "by title", "as announced")
                    if order in reader.status
                )
            )
        assert orders == ["newest first", "by category", "by title", "as announced"]


async def test_views_across_days_keep_their_order_and_say_so(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("W", *"inbox", "enter", "S")
        assert "days and reading lists can be sorted" in reader.status
        await reader.press("escape")
        assert reader.rows()[2].startswith(" New ")


async def test_the_order_of_days_is_remembered_apart_from_that_of_lists(tmp_path: Path) -> None:
    files = sample_library(tmp_path)
    library = Library(*files)
    async with reading(library) as reader:
        await reader.press("s", "S", "S", "S", "r", "S", "q")
    library.close()
    library = Library(*files)
    async with reading(library) as reader:
        assert "in the list's order" in reader.status
        await reader.press("escape")
        assert "by title" in reader.status
    library.close()


async def test_the_palette_goes_to_a_view_by_name(sample: Library) -> None:
    sample.save_filter("[red]leaders", "leader")
    async with reading(sample) as reader:
        await reader.press("colon")
        await reader.type("go to inbox")
        await reader.pilot.pause(0.5)
        await reader.press("enter")
        await reader.rest()
        assert reader.header.split()[0] == "Inbox"
        await reader.press("colon")
        await reader.type("leaders")
        await reader.pilot.pause(0.5)
        assert "Go to [red]leaders" in reader.text
