"""Narrowing names by what is typed, and widening queries to abstracts and notes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_reader.query import QUALIFIERS, parse
from tui.narrowing import Match, match
from tui.query_text import to_go_on, widened


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("Inbox", "", Match()),
        ("Inbox", "inb", Match(0, ((0, 3),))),
        ("2026-11-20 Fri", "20 fri", Match(0, ((0, 2), (11, 14)))),
        ("2026-11-20 Fri", "11-20", Match(0, ((5, 10),))),
        ("Journal club", "club", Match(0, ((8, 12),))),
        ("Journal club", "urn", Match(1, ((2, 5),))),
        ("Journal club", "jclub", Match(8, ((0, 1), (8, 12)))),
        ("Kähler", "kahl", Match(0, ((0, 4),))),
        ("联邦学习", "学习", Match(1, ((2, 4),))),
        ("Inbox", "xq", None),
    ],
)
def test_a_name_matches_by_words_by_parts_and_by_letters_in_order(
    name: str, typed: str, expected: Match | None
) -> None:
    assert match(name, typed) == expected


@given(st.text(), st.text())
def test_any_text_is_matched_within_the_name(name: str, typed: str) -> None:
    found = match(name, typed)
    if found is not None:
        ends = [end for span in found.spans for end in span]
        assert ends == sorted(ends)
        assert not ends or ends[-1] <= len(name)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("edge", ("edge | abs:edge",)),
        ("edge cat:cs.DC", ("edge | abs:edge", "cat:cs.DC")),
        ('"two words" | one', ('"two words" | abs:"two words"', "| one | abs:one")),
        ("!edge", ("!edge !abs:edge",)),
        ("", ()),
    ],
)
def test_plain_words_are_widened_and_the_rest_stays(text: str, fields: tuple[str, ...]) -> None:
    expected = " ".join(fields)
    if "note" in QUALIFIERS:
        for plain in ("edge", '"two words"', "one"):
            expected = expected.replace(f"abs:{plain}", f"abs:{plain} | note:{plain}")
        expected = expected.replace("!abs:edge | note:edge", "!abs:edge !note:edge")
    assert widened(text) == expected


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("", ""),
        (" ", " "),
        ("edge", "edge "),
        ("edge  ", "edge "),
        ("edge |", "edge | "),
        ("edge long:zh", "edge long:zh "),
        ("edge has:", "edge has:"),
        ("edge has:ab", "edge has:ab"),
        ('"two words"', '"two words" '),
        ('"two wor', '"two wor'),
    ],
)
def test_a_query_goes_on_with_the_next_word_unless_the_last_is_not_finished(text: str, begun: str) -> None:
    assert to_go_on(text) == begun


@given(st.text(alphabet="ab |!'\"^$: cat", max_size=20))
def test_widening_keeps_what_is_unknown_unknown(text: str) -> None:
    unknown = [parse(text).text[start:stop] for start, stop in parse(text).unknown]
    wide = parse(widened(text))
    assert [wide.text[start:stop] for start, stop in wide.unknown] == unknown
