"""Filtering on the screen: as one types, kept with Enter, cleared with Esc, unknown qualifiers marked."""

from __future__ import annotations

import pytest
from textual import events

from digest_reader.library import Library
from tests.tui.screen import reading
from tui.widgets.prompt import PromptInput


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


async def test_the_next_word_narrows_a_filter_that_was_kept(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("slash")
        await reader.type("for")
        await reader.press("enter", "slash")
        await reader.type("leader")
        assert reader.header.startswith(" / for leader ")
        await reader.press("enter", "slash", "enter")
        assert reader.header.startswith(" / for leader ")
        await reader.press("slash", "ctrl+u")
        await reader.type("undo")
        assert reader.header.startswith(" / undo ")


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


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("has:foo", "has: knows abstract code pdf note notes doi html journal "),
        ("!has:foo", "has: knows abstract code pdf note notes doi html journal "),
        ("has:jornal", "has: knows journal abstract code pdf "),
        ("is:nwe", "is: knows new saved later skipped undecided inbox "),
        ("lang:xx", "lang: knows en zh de ja ko fr es it pt ru vi tr"),
        ("lang:german", "lang: knows en zh de "),
        ("date:2026-02-30", "date: knows 2026-11-20 2026-11 7d.. <2026 2026-11-01"),
        ("v:0", "v: knows 2 >1 2..3"),
        ("cat:foo", "no category begins with “foo”"),
        ("!list:foo", "no reading list begins with “foo”"),
        ("foo:bar", "foo: is none of ti: au: id: abs: note: cat: is: list: "),
        ("author:bar", "author: is none of au: ti: id: "),
    ],
)
async def test_what_cannot_be_is_marked_where_it_stands_told_and_counts_for_nothing(
    sample: Library, typed: str, told: str
) -> None:
    async with reading(sample, (80, 24)) as reader:
        await reader.press("slash")
        await reader.type(typed)
        for _kept in range(2):
            assert reader.header.startswith(f" / {typed} ")
            assert f" 31 of 31   ? {typed} " in reader.header
            assert told in reader.status
            await reader.press("enter")


async def test_a_value_is_told_while_it_is_typed_and_marked_only_when_it_is_kept_unfinished(sample: Library) -> None:
    async with reading(sample, (100, 30)) as reader:
        await reader.press("slash")
        for typed in ("has:", "ab"):
            await reader.type(typed)
            assert "31 of 31 " in reader.header
            assert "?" not in reader.header
            assert "has: knows abstract code" in reader.status
        await reader.press("enter")
        assert " 31 of 31   ? has:ab " in reader.header
        await reader.press("slash")
        await reader.type("stract")
        assert "?" not in reader.header
        assert "has: knows" not in reader.status


async def test_a_list_that_is_not_there_is_marked_in_a_filter_that_seeks_abstracts_too(sample: Library) -> None:
    async with reading(sample, (100, 30)) as reader:
        await reader.press("slash")
        await reader.type("leader list:foo")
        await reader.press("tab")
        assert "? list:foo" in reader.header
        assert "no reading list begins with “foo”" in reader.status


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


async def test_a_book_that_is_pasted_into_the_filter_is_cut(sample: Library) -> None:
    """A filter of a megabyte was sought for a minute."""
    async with reading(sample) as reader:
        await reader.press("slash")
        reader.app.screen.query_one(PromptInput).post_message(events.Paste("queue of\nwords " * 100_000))
        await reader.rest()
        assert reader.header.startswith(" / ")
        await reader.press("enter")
        assert 1_900 < len(reader.app.screen.query_one(PromptInput).value) <= 2_000
        await reader.press("escape")
        assert "31 left of 31" in reader.status
