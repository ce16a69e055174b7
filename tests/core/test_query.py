"""What a person types is read as they mean it, at every key."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_reader.query import Query, Term, parse


def read(text: str) -> list[list[str]]:
    """Return a query's groups, each term in a short notation: ``!field:'^text$``."""
    return [[notation(term) for term in group] for group in parse(text).groups]


def notation(term: Term) -> str:
    field = "" if term.field == "any" else f"{term.field}:"
    marks = ("'" if term.exact else "") + ("^" if term.start else "")
    return f"{'!' * term.negated}{field}{marks}<{term.text}>{'$' * term.end}"


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("", []),
        ("graph neural", [["<graph>"], ["<neural>"]]),
        ("'exact ^start end$ !not", [["'<exact>"], ["^<start>"], ["<end>$"], ["!<not>"]]),
        ("^both$ !'no !^so !it$", [["^<both>$"], ["!'<no>"], ["!^<so>"], ["!<it>$"]]),
        ("a | b c", [["<a>", "<b>"], ["<c>"]]),
        ("a|b|!c", [["<a>", "<b>", "!<c>"]]),
        ('"a phrase" !"two words"$', [["'<a phrase>"], ["!'<two words>$"]]),
        ("au:meier ti:graph abs:proof id:2601 cat:cs.DC is:new list:read", [
            ["au:<meier>"], ["ti:<graph>"], ["abs:<proof>"], ["id:<2601>"], ["cat:<cs.DC>"], ["is:<new>"],
            ["list:<read>"],
        ]),
        ('AU:meier !au:x au:!x !au:!x au:"Jo Li" au:^jo', [
            ["au:<meier>"], ["!au:<x>"], ["!au:<x>"], ["au:<x>"], ["au:'<Jo Li>"], ["au:^<jo>"],
        ]),
        ("the-art C++ 量子纠错 $k$-means", [["<the-art>"], ["<C++>"], ["<量子纠错>"], ["<$k$-means>"]]),
        ("！量子｜纠错　ａｕ au：王 “a b” ‘x", [["!<量子>", "<纠错>"], ["<ａｕ>"], ["au:<王>"], ["'<a b>"], ["'<x>"]]),
        ("arXiv:2601.00012v3 | https://arxiv.org/abs/hep-th/9901001", [["id:'<2601.00012>", "id:'<hep-th/9901001>"]]),
        ("https://example.org/a|b x", [["<https://example.org/a|b>"], ["<x>"]]),
    ],
)  # fmt: skip
def test_a_query_is_read_as_groups_of_terms(text: str, groups: list[list[str]]) -> None:
    assert read(text) == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("!", []),
        ("|", []),
        ("'", []),
        ("^", []),
        ('"', []),
        ('a "', [["<a>"]]),
        ('a "b c', [["<a>"], ["'<b c>"]]),
        ("a |", [["<a>"]]),
        ("| a", [["<a>"]]),
        ("a || b", [["<a>", "<b>"]]),
        ("a !", [["<a>"]]),
        ("$", [["<$>"]]),
    ],
)
def test_what_is_not_finished_counts_as_far_as_it_goes(text: str, groups: list[list[str]]) -> None:
    assert (read(text), parse(text).doubtful) == (groups, ())


@pytest.mark.parametrize(
    ("typed", "unfinished"),
    [
        ("a au:", "au:"),
        ("a !is:", "!is:"),
        ("a | list:'", "list:'"),
        ("a cat:!", "cat:!"),
        ('a ti:"', 'ti:"'),
        ("has:", "has:"),
        ("has:ab", "has:ab"),
        ("!HAS:Ab", "!HAS:Ab"),
        ("is:unde", "is:unde"),
        ("lang:z", "lang:z"),
        ("date:20", "date:20"),
        ("date:2026-", "date:2026-"),
        ("date:2026-11-0", "date:2026-11-0"),
        ("date:>", "date:>"),
        ("date:yes", "date:yes"),
        ("date:3d.", "date:3d."),
        ("date:..", "date:.."),
        ("date:2026-11-20..2026-11-2", "date:2026-11-20..2026-11-2"),
        ("v:>=", "v:>="),
        ("v:2.", "v:2."),
        ("v:3..1", "v:3..1"),
    ],
)
def test_a_value_still_to_come_is_unfinished_until_anything_follows(typed: str, unfinished: str) -> None:
    query = parse(typed)
    assert query.unfinished is not None
    start, stop = query.unfinished
    assert (typed[start:stop], query.unknown, query.doubtful) == (unfinished, (), (query.unfinished,))
    query = parse(f"{typed} b".replace('" b', '"" b'))
    assert (query.unfinished, len(query.unknown)) == (None, 1)
    assert query.groups[-1][0].text == "b"


@pytest.mark.parametrize(
    ("text", "groups", "unknown"),
    [
        ("a long:zh b", [["<a>"], ["<b>"]], ["long:zh"]),
        (
            "date:3d.. v:>1 has:code !src:x #tag",
            [
                ["date:<3d..>"],
                ["v:<>1>"],
                ["has:<code>"],
                ["!src:<x>"],
                ["tag:<tag>"],
            ],
            [],
        ),
        (
            "date:soon v:x has:wings lang:klingon1 lang:xx !has:foo has:!foo foo:bar",
            [],
            [
                "date:soon",
                "v:x",
                "has:wings",
                "lang:klingon1",
                "lang:xx",
                "!has:foo",
                "has:!foo",
                "foo:bar",
            ],
        ),
        ("date: v: has: lang: is: au: b", [["<b>"]], ["date:", "v:", "has:", "lang:", "is:", "au:"]),
        ("a | au: b", [["<a>"], ["<b>"]], ["au:"]),
        ("a au: | b", [["<a>"], ["<b>"]], ["au:"]),
        (
            "date:2026-11-20..2026-11-01 date:2026-02-30 v:3..2 v:0 a",
            [["<a>"]],
            [
                "date:2026-11-20..2026-11-01",
                "date:2026-02-30",
                "v:3..2",
                "v:0",
            ],
        ),
        ("is:nwe is:New a", [["is:<New>"], ["<a>"]], ["is:nwe"]),
        ('foo:"a b" c', [["<c>"]], ['foo:"a b"']),
        ("foo: a", [["<a>"]], ["foo:"]),
    ],
)
def test_what_is_not_understood_is_reported_with_its_place_and_left_out(
    text: str, groups: list[list[str]], unknown: list[str]
) -> None:
    assert (read(text), [text[start:stop] for start, stop in parse(text).unknown]) == (groups, unknown)


def test_every_term_knows_its_place_with_its_operators() -> None:
    text = '  !au:\'Meier$ | "two words"  x'
    assert [text[term.span.start : term.span.stop] for term in parse(text).terms] == ["!au:'Meier$", '"two words"', "x"]


@pytest.mark.parametrize(
    ("text", "cased"), [("gnn", False), ("Gnn", True), ("Ä", True), ("ß 量", False), ("'Gnn", True)]
)
def test_a_term_minds_case_once_it_has_an_upper_case_letter(text: str, cased: bool) -> None:
    assert parse(text).terms[0].cased is cased


PIECES = st.sampled_from(
    ["a", "B", " ", "!", "|", "'", "^", "$", '"', ":", "au:", "is:new", "foo:", "：", "｜", "“", "量", "　"]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_any_text_is_a_query_whose_spans_are_in_order_and_inside_it(text: str) -> None:
    query = parse(text)
    assert query == Query(text, query.groups, query.unknown, query.unfinished)
    spans = sorted([*(term.span for term in query.terms), *query.doubtful])
    assert all(0 <= start < stop <= len(text) for start, stop in spans)
    assert all(before.stop <= after.start for before, after in pairwise(spans))
    assert all(term.text in text[term.span.start : term.span.stop] for term in query.terms)


@given(st.lists(PIECES).map("".join))
def test_each_key_reads_the_same_terms_before_the_one_that_is_being_typed(text: str) -> None:
    """What was finished by a space outside quotes and without an operator does not change with what follows."""
    if any(mark in text for mark in '"“|｜'):
        return
    finished = parse(text + " ")
    assert parse(text + " more").groups[: len(finished.groups)] == finished.groups
