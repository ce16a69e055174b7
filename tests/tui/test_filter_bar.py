"""Filtering on the screen: as one types, kept with Enter, cleared with Esc, unknown qualifiers marked."""

from __future__ import annotations

from digest_reader.library import Library
from tests.tui.screen import reading


async def test_the_list_narrows_as_one_types_and_enter_keeps_the_filter(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("slash")
        await reader.type("leader")
        assert reader.header.startswith(" / leader")
        assert "1 of 31" in reader.header
        assert "Leader Election with a Forgetful Majority" in reader.cursor_row
        await reader.press("enter", "x")
        assert reader.status.startswith(" 30 left of 31 ")
        assert reader.header.startswith(" / leader")
        await reader.press("escape")
        assert "2026-11-20" in reader.header
        assert "Leader Election" in reader.cursor_row


async def test_a_typo_is_forgiven(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("f")
        await reader.type("leadre electoin")
        assert "Leader Election with a Forgetful Majority" in reader.cursor_row


async def test_a_filter_without_hits_says_so_and_names_the_next_key(sample: Library) -> None:
    async with reading(sample, (100, 30)) as reader:
        await reader.press("slash")
        await reader.type("zzzzqq")
        assert "Nothing matches “zzzzqq”" in reader.text
        assert "Esc clears the filter" in reader.text
        await reader.press("escape")
        assert reader.cursor_row.startswith("▌")


async def test_an_unknown_qualifier_is_named_and_does_not_empty_the_list(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("slash")
        await reader.type("leader foo:bar")
        assert "1 of 31" in reader.header
        assert "? foo:bar" in reader.header


async def test_chinese_titles_are_found_from_an_english_list(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("less_than_sign", "less_than_sign", "slash")
        for character in "联邦学习":
            await reader.press(character)
        assert "1 of 12" in reader.header
        assert "Federated Learning on Fishing Boats" in reader.cursor_row


async def test_qualifiers_narrow_by_state_and_category(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("s", "s", "slash")
        await reader.type("is:saved cat:cs.DC")
        assert "2 of 31" in reader.header


async def test_arrows_move_in_the_hits_while_one_types(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("slash")
        await reader.type("cat:cs.LG")
        first = reader.cursor_row
        await reader.press("down")
        assert reader.cursor_row != first
        await reader.press("up")
        assert reader.cursor_row == first


async def test_hits_in_abstracts_are_counted(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("slash")
        await reader.type("replica")
        assert "more with abs:" in reader.header


async def test_ctrl_s_orders_by_relevance_and_back(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("slash")
        await reader.type("for")
        hits = reader.header.split(" of ")[0]
        await reader.press("ctrl+s")
        assert "by relevance" in reader.header or "more with" in reader.header
        assert reader.header.split(" of ")[0] == hits
        assert "New ─" not in reader.text
        await reader.press("ctrl+s")
        assert "New ─" in reader.text
