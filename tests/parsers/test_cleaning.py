"""The cleaning at the border."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.cleaning import are_plain, clean, clean_lines, clean_paragraphs, hides, is_plain, one_line

NASTY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x1b\x9b\x9d\x07\\[]m;\u200d\u200c\ufe0f\u0301\u0300\u20dd❤👩💻🏽\r\n\t\u202e\u2066\U000e0041\ud800e한가か\u3099"
        ),
    )
)
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]52;c;aGk=\x1b\\b", "ab"),
        ("a\x1b]8;;https://example.org\x07link\x1b]8;;\x07b", "alinkb"),
        ("a\x1bP1$r\x1b\\b", "ab"),
        ("a\x9b2Jb\x9dx\x9cc", "abc"),
        ("a\x1b(Bb\x1bcd", "abd"),
        ("unfinished \x1b]0;stays", "unfinished 0;stays"),
        ("nul\0del\x7fbs\x08bell\x07", "nuldelbsbell"),
        ("a\u202egnp.exe\u2066\u2069", "agnp.exe"),
        ("ze\u200bro\ufeff wi\u2060dth\xad", "zero width"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("lone \ud800", "lone \ufffd"),
        ("tab\tff\fvt\vnel\x85cr\rend", "tab ff vt nel cr end"),
        ("crlf\r\nls\u2028ps\u2029end", "crlf\nls\nps\nend"),
        ("e" + "\u0301" * 30, "e" + "\u0301" * 8),
        ("x\u200dy", "xy"),
        ("\ufe0fa\ufe0f\ufe0f", "a\ufe0f"),
    ],
)
def test_what_a_terminal_would_obey_or_nobody_could_see_goes(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "👩🏽‍💻 and 👨‍👩‍👧",
        "❤️ 1️⃣ ✈︎",
        "می‌خواهم",
        "क्‍ष ന്‍",
        "葛󠄀城",
        "Köln, Straße, ﬁ, 漢字・かな 한글「」《》　。",
        "∑∫∀x∈ℝ ≤ 𝔸𝕓 ℏ ⟨ψ|φ⟩ x̂ ä̈ ∩︀",
        "[cs.LG] [x=1] [/b] [@click=quit] $\\epsilon$ `code`",
    ],
)
def test_what_is_legitimate_stays(text: str) -> None:
    assert clean(text) == text
    assert not hides(text)


@given(NASTY)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)
    assert clean_lines(clean_lines(text)) == clean_lines(text)
    assert clean_paragraphs(clean_paragraphs(text)) == clean_paragraphs(text)


@given(NASTY)
def test_nothing_forbidden_is_left(text: str) -> None:
    for cleaned in (clean(text), one_line(text), clean_lines(text), clean_paragraphs(text)):
        assert FORBIDDEN.search(cleaned) is None
        assert re.search("(?:[\u0300-\u036f]){9}", cleaned) is None


@given(
    st.text(st.characters(categories=["L", "N", "P", "Sm", "Sc", "So"], exclude_characters="\u115f\u1160\u3164\uffa0"))
)
def test_no_visible_character_is_changed(text: str) -> None:
    assert clean(text) == text


@given(NASTY)
def test_the_folding_functions_give_the_same_for_both_normal_forms(text: str) -> None:
    for fold in (one_line, clean_lines, clean_paragraphs):
        assert fold(unicodedata.normalize("NFD", text)) == fold(text) == unicodedata.normalize("NFC", fold(text))


def test_hides_tells_removal_from_white_space() -> None:
    assert hides("a\x08b")
    assert not hides("a\tb\r\nc")


@given(NASTY)
def test_a_plain_text_needs_no_cleaning(text: str) -> None:
    if is_plain(text):
        assert clean(text) == text


def test_no_single_character_that_may_go_is_plain() -> None:
    may_go = ("Mn", "Me", "Cf", "Cc", "Cs", "Zl", "Zp")
    plain = [chr(point) for point in range(0x110000) if unicodedata.category(chr(point)) in may_go and point != 10]
    assert [char for char in plain if is_plain(char)] == []
    assert is_plain("Größe, 中文，かな、한글 ∑ 𝔸 😀 “quoted”\n")


def test_one_line_folds_lines_and_spaces() -> None:
    assert one_line("  a \n b\r\n\tc   d ") == "a b c d"


def test_paragraphs_are_parted_by_blank_lines_and_by_indents_where_these_count() -> None:
    text = "first\nline  goes on\n\n\nsecond\n  third\nend"
    assert clean_paragraphs(text) == "first line goes on\n\nsecond third end"
    assert clean_paragraphs(text, indent_starts=True) == "first line goes on\n\nsecond\n\nthird end"


def test_lines_are_kept_and_blank_ones_folded() -> None:
    assert clean_lines("1. a \n 2.  b\n\n \n\nc\n") == "1. a\n2. b\n\nc"


def test_what_texts_are_taken_for_plain_cleaning_leaves_whatever_they_stand_beside() -> None:
    """Every character of the first plane, which is where the ranges are; whole texts are not looked at further."""
    plain = [char for char in map(chr, range(0x10000)) if are_plain([char])]
    assert "a" in plain
    assert "量" in plain
    # A base letter before each, to which a mark would be composed, and the syllables of Hangul.
    texts = [f"a{char}e{char}가" for char in plain]
    assert [text for text in texts if clean(text) != text or unicodedata.normalize("NFC", text) != text] == []


@given(st.lists(NASTY, max_size=4))
def test_texts_that_are_plain_together_are_plain_each(texts: list[str]) -> None:
    if are_plain(texts):
        assert [one_line(text, plain=True) for text in texts] == [one_line(text) for text in texts]
