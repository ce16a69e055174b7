"""Text by cells: wrapping, truncating, eliding, and the punctuation of Chinese."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text.wrap import clusters, display_punctuation, elide_to, fit, truncate, wrap


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, []),
        ("one two three", 7, ["one two", "three"]),
        ("one   two  ", 7, ["one", "two"]),
        ("first\n\nthird\n", 10, ["first", "", "third"]),
        ("Dawn of Self-Evolving Systems", 14, ["Dawn of Self-", "Evolving", "Systems"]),
        ("The Dawn of Self-Evolving Systems", 17, ["The Dawn of Self-", "Evolving Systems"]),
        ("Autonomy: The Dawn of Self-Evolving", 27, ["Autonomy: The Dawn of", "Self-Evolving"]),
        ("from 2019-2020 on", 9, ["from", "2019-2020", "on"]),
        ("an over-longwordindeed", 8, ["an over-", "longword", "indeed"]),
        ("see https://a.example/path/of/it", 15, ["see https://", "a.example/path/", "of/it"]),
        ("a time O(n\u00a0log\u00a0n) is", 9, ["a time", "O(n\u00a0log", "n) is"]),
        ("a time O(n\u00a0log\u00a0n) is", 12, ["a time", "O(n\u00a0log\u00a0n)", "is"]),
        ("中文排版测试", 5, ["中文", "排版", "测试"]),
        ("中文，排版。", 6, ["中文，", "排版。"]),
        ("前中文，排版", 6, ["前中", "文，排", "版"]),
        ("中文（排版）", 6, ["中文", "（排", "版）"]),
        ("提升12.5%的GPU利用率", 10, ["提升12.5%", "的GPU利用", "率"]),
        ("方法，O(n\u00a0log\u00a0n)的", 12, ["方法，", "O(n\u00a0log\u00a0n)的"]),
        ("aaa bbb ， ccc", 7, ["aaa", "bbb ，", "ccc"]),
        ("破折——号", 6, ["破折——", "号"]),
        ("cafe\u0301cafe\u0301", 4, ["cafe\u0301", "cafe\u0301"]),
        ("👩‍🔬👩‍🔬", 3, ["👩‍🔬", "👩‍🔬"]),
        ("中文", 1, ["中", "文"]),
    ],
)
def test_lines_break_where_a_reader_expects_it(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


_TEXT = st.text(
    alphabet=st.sampled_from("ab cd  -/.,\n\u00a0中文，。（）「」ée\u0301👍🏽\u200d❤\ufe0f…—“”3%$"), max_size=80
)


@given(_TEXT, st.integers(2, 30))
def test_lines_rejoin_to_the_text_but_for_the_spaces_at_breaks(text: str, width: int) -> None:
    at = 0
    for start, end in wrap(text, width):
        assert set(text[at:start]) <= {" ", "\n", "\u00a0"}
        at = end
    assert set(text[at:]) <= {" ", "\n", "\u00a0"}


@given(_TEXT, st.integers(2, 30))
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    for start, end in wrap(text, width):
        assert cell_len(text[start:end]) <= width or len(list(clusters(text[start:end]))) == 1


@given(_TEXT, st.integers(2, 30))
def test_no_line_begins_or_ends_with_a_space(text: str, width: int) -> None:
    assert all(line == line.strip(" ") for line in lines(text, width))


_PHRASES = st.lists(
    st.sampled_from(["中", "文，", "（字", "字）。", "「中文」", " ab", "GPU", "5%，", "“引文”", "——"]), max_size=40
)


@given(_PHRASES.map("".join), st.integers(12, 30))
def test_no_line_begins_with_closing_or_ends_with_opening_punctuation(text: str, width: int) -> None:
    broken = lines(text.replace("————", "——"), width)
    assert not [line for line in broken[1:] if line[0] in "，。）」”%—"]
    assert not [line for line in broken if line[-1] in "（「“"]


@given(_TEXT, st.integers(0, 30))
def test_truncated_text_fits_and_begins_as_the_text_does(text: str, width: int) -> None:
    shown = truncate(text, width)
    assert cell_len(shown) <= width
    assert shown == text or text.startswith(shown.removesuffix("…"))


@given(_TEXT.map(lambda text: text.replace("\n", "")), st.integers(0, 30))
def test_fitted_text_has_exactly_the_width(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Serverless", 10, "Serverless"),
        ("Serverless", 6, "Serve…"),
        ("Leader Election: Polynomial", 18, "Leader Election:…"),
        ("中文排版", 6, "中文…"),
        ("中文排版", 5, "中文…"),
        ("中文排版", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_truncation_ends_at_the_last_cell_that_fits(text: str, width: int, expected: str) -> None:
    assert truncate(text, width) == expected


def test_the_ascii_ellipsis_replaces_the_last_cell_too() -> None:
    assert truncate("Serverless", 6, "~") == "Serve~"


TITLE = "Robust, Carefully Private Federated Learning for Harbour Data"


def test_a_match_beyond_the_cut_is_brought_into_view_with_its_neighbourhood() -> None:
    start = TITLE.index("Learn")
    shown, pieces = elide_to(TITLE, 40, (start, start + 5))
    assert shown == "Robust … Private Federated Learning for…"
    assert pieces == [(0, 6, 0), (18, 48, 9)]


def test_a_match_that_a_plain_cut_shows_leaves_the_line_alone() -> None:
    assert elide_to(TITLE, 40, (8, 17)) == ("Robust, Carefully Private Federated Lea…", [(0, 39, 0)])


def test_as_many_matches_are_shown_as_there_is_room_for() -> None:
    near, far = TITLE.index("Learn"), TITLE.index("Data")
    shown, _ = elide_to(TITLE, 40, (near, near + 5), also=[(far, far + 4)])
    assert shown == "Robust … Learning for Harbour Data"


def test_a_title_without_spaces_is_elided_between_its_characters() -> None:
    title = "关于大规模分布式训练系统内存优化与联邦学习"
    start = title.index("联邦")
    assert elide_to(title, 24, (start, start + 2))[0] == "关于大规…内存优化与联邦…"


@given(_TEXT.map(lambda text: text.replace("\n", " ")), st.integers(4, 40), st.data())
def test_an_elided_line_fits_and_its_pieces_say_where_everything_went(
    text: str, width: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, max(len(text) - 1, 0)))
    end = data.draw(st.integers(start, len(text)))
    shown, pieces = elide_to(text, width, (start, end))
    assert cell_len(shown) <= width
    for low, high, target in pieces:
        assert shown[target : target + high - low] == text[low:high]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("从连接到自主:自我发展", "从连接到自主：自我发展"),
        ("方法,见表;好吗?是!完.", "方法，见表；好吗？是！完。"),
        ("Ghidorah:快速LLM", "Ghidorah:快速LLM"),
        ("时间12:30,共3,000个", "时间12:30,共3,000个"),
        ("《书》,图1.2", "《书》，图1.2"),
        ("plain, English.", "plain, English."),
    ],
)
def test_punctuation_after_chinese_is_full_width_and_the_length_stays(written: str, expected: str) -> None:
    assert display_punctuation(written) == expected
    assert len(written) == len(expected)


@pytest.mark.parametrize(
    "piece", ["a", "a ", "中", "，", "-", "ab-", "/", "\u00a0", "a\u00a0", "\u0301", "👍🏽", "（", "\n"]
)
def test_long_text_wraps_without_delay(piece: str) -> None:
    began = time.process_time()
    wrap(piece * 20_000, 40)
    assert time.process_time() - began < 5
