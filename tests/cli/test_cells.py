"""Text measured, cut and folded in terminal cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_reader.cli.cells import cut, fold, pad, width
from parsers.cleaning import one_line

TEXT = st.text(alphabet="ab e\u0301中文，。（）(),.🙂ü-", max_size=80).map(one_line)


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("abc", 3), ("中文", 4), ("Kähler", 6), ("Ka\u0308hler", 6), ("🙂", 2), ("，", 2)]
)
def test_width_is_counted_in_cells(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "cells", "expected"),
    [
        ("leader", 6, "leader"),
        ("leader", 5, "lead…"),
        ("a leader", 3, "a…"),
        ("中文题目", 8, "中文题目"),
        ("中文题目", 7, "中文题…"),
        ("中文题目", 6, "中文…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_a_text_is_cut_between_characters(text: str, cells: int, expected: str) -> None:
    assert cut(text, cells) == expected


def test_padding_fills_cells_on_either_side() -> None:
    assert (pad("中", 4), pad("中", 4, right=True), pad("leader", 4)) == ("中  ", "  中", "leader")


def test_a_paragraph_is_folded_at_spaces_and_between_wide_characters() -> None:
    assert fold("a leader is elected", 8) == ["a leader", "is", "elected"]
    assert fold("撤销不是操作，而是", 8) == ["撤销不是", "操作，而", "是"]
    assert fold("撤销不操作，而是", 10) == ["撤销不操", "作，而是"]
    assert fold("extraordinary words", 5) == ["extraordinary", "words"]
    assert fold("at 2\xa0+\xa02 cost", 7) == ["at", "2\xa0+\xa02", "cost"]
    assert fold("", 10) == [""]
    assert fold("any length", None) == ["any length"]


@given(TEXT, st.integers(2, 40))
def test_a_cut_text_fits(text: str, cells: int) -> None:
    assert width(cut(text, cells)) <= cells


@given(TEXT, st.integers(2, 40))
def test_folding_loses_no_character(text: str, cells: int) -> None:
    assert "".join("".join(fold(text, cells)).split()) == "".join(text.split())
