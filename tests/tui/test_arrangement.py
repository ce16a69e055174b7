"""How the body is divided: the design's arrangement at each size, and the person's shares within what fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.arrangement import DIVISIONS, ZOOMS, plan, share_at


@pytest.mark.parametrize(
    ("size", "two", "division", "columns", "rows", "labels"),
    [
        ((160, 45), False, "wide", (80,), 41, "hanging"),
        ((130, 40), False, "medium", (68,), 36, "above"),
        ((100, 30), False, "stacked", (), 9, "hanging"),
        ((80, 24), False, "stacked", (), 8, "run-in"),
        ((80, 18), False, None, (), 14, "run-in"),
        ((160, 45), True, "two", (44,), 41, "above"),
        ((200, 50), False, "wide", (27, 114), 46, "hanging"),
        ((200, 50), True, "two", (27, 72), 46, "above"),
    ],
)
def test_a_size_has_its_arrangement(
    size: tuple[int, int], two: bool, division: str | None, columns: tuple[int, ...], rows: int, labels: str
) -> None:
    made = plan(*size, "split", two, side=True)
    assert (made.division, made.columns, made.list_height, made.arrangement) == (division, columns, rows, labels)


def test_the_views_stand_beside_the_list_only_where_they_are_wanted_and_fit() -> None:
    assert plan(200, 50, "split", False).side == 0
    assert plan(189, 50, "split", False, side=True) == plan(189, 50, "split", False)
    assert plan(200, 50, "detail", False, side=True).side == 0


@given(
    st.integers(20, 400),
    st.integers(6, 120),
    st.sampled_from(ZOOMS),
    st.booleans(),
    st.booleans(),
    st.dictionaries(st.sampled_from(DIVISIONS), st.floats(0.01, 0.99)),
)
def test_whatever_the_shares_both_list_and_detail_have_room(
    width: int, height: int, zoom: str, two: bool, side: bool, shares: dict[str, float]
) -> None:
    made = plan(width, height, zoom, two, side=side, shares=shares)  # type: ignore[arg-type]
    if made.division == "stacked":
        assert 3 <= made.list_height <= height - 4 - 5
    elif made.division is not None:
        assert 24 <= made.list_width <= width - made.left - 40


@given(st.integers(64, 300), st.integers(20, 80), st.floats(0.01, 0.99))
def test_the_divider_goes_where_it_is_put_and_stays_there(width: int, height: int, share: float) -> None:
    first = plan(width, height, "split", False, side=True, shares=dict.fromkeys(DIVISIONS, share))
    at = first.list_height if first.stacked else first.list_width
    put = share_at(first, width, height, at)
    again = plan(width, height, "split", False, side=True, shares=dict.fromkeys(DIVISIONS, put))
    assert again == first
