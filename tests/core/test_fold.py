"""A text folded with the place of everything is the text folded, and each place is where its character came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_reader.fold import fold, fold_mapped

ALPHABET = "ab Z9-.,:;\n\t()/_'\"~\x00äßé\u0301–量子，。"


@given(st.text(alphabet=ALPHABET, max_size=16))
def test_folding_with_places_folds_as_without(text: str) -> None:
    folded, places = fold_mapped(text)
    assert folded == fold(text)
    assert len(places) == len(folded) + 1
    assert places[-1] == len(text)
    assert list(places) == sorted(places)


@given(st.text(alphabet="ab Z9-.,:;\n\t()/_'\"~\x00", max_size=16))
def test_what_is_plain_has_the_places_that_it_has_beside_what_is_not(text: str) -> None:
    """Plain text goes a quicker way, which comes to the same."""
    folded, places = fold_mapped(text)
    beside, others = fold_mapped(f"{text} é")
    assert beside == f"{folded} e".lstrip()
    assert list(places[:-1]) == list(others[: len(folded)])


@pytest.mark.parametrize(
    ("text", "folded", "places"),
    [
        ("", "", [0]),
        ("  Pre-training:  GNNs ", "Pre training GNNs", [2, 3, 4, 5, 6, *range(7, 15), 17, 18, 19, 20, 22]),
        ("Große Maß", "Grosse Mass", [0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 8, 9]),
    ],
)
def test_each_character_knows_its_place(text: str, folded: str, places: list[int]) -> None:
    found, where = fold_mapped(text)
    assert (found, list(where)) == (folded, places)
