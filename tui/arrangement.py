"""Which parts the body of the screen has at a size, and how wide they are. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal, get_args

from parsers.frozen import frozen
from tui.detail.page import Arrangement

Zoom = Literal["split", "list", "detail"]
ZOOMS: tuple[Zoom, ...] = get_args(Zoom)
Division = Literal["wide", "medium", "two", "stacked"]
"""Ways of dividing the body between list and detail; each has a share of its own."""
DIVISIONS: tuple[Division, ...] = get_args(Division)

_WIDE, _SIDE_BY_SIDE, _HANGING = 150, 120, 96
"""Columns from which labels hang beside a list; list and detail stand side by side; labels hang when stacked."""
_VIEWS_FROM, _VIEWS_CELLS = 190, 27
"""Columns from which there is room for the views beside the list, and theirs: what is left is wide."""
_LEAST_ROWS = 20
_SHORT_ROWS = 28
"""Rows below which the list is alone; below which the detail has no blank rows."""
_TWO_LANGUAGES_LIST = 44
_BARE_LIST = 60
"""Cells below which the list beside two languages shows mark and title only."""
_LABELS_BESIDE = 70
"""Cells of a detail pane beside the list from which its labels can hang."""
_FRAME_ROWS = 4
"""Header, bar, status and footer."""
_LEAST_LIST, _LEAST_DETAIL = 24, 40
_LEAST_LIST_ROWS, _LEAST_DETAIL_ROWS = 3, 5
"""Cells and rows that the divider leaves on either side."""
_NO_SHARES: Mapping[Division, float] = MappingProxyType({})


@frozen
class BodyPlan:
    """How the body is divided.

    Attributes:
        list_width: Cells of the list, 0 without one.
        list_height: Rows of the list, 0 without one.
        stacked: Whether the detail lies under the list rather than beside it.
        detail: Whether there is a detail pane.
        arrangement: Where the detail's labels stand.
        short: Whether rows are few.
        narrow_list: Whether the list shows mark and title only.
        division: How list and detail share the body, None where there is but one of them.
        side: Cells of the views at the left, 0 without them.
    """

    list_width: int
    list_height: int
    stacked: bool
    detail: bool
    arrangement: Arrangement
    short: bool
    narrow_list: bool
    division: Division | None = None
    side: int = 0

    @property
    def left(self) -> int:
        """The cell at which list and detail begin."""
        return self.side + 1 if self.side else 0

    @property
    def columns(self) -> tuple[int, ...]:
        """The cells of the upright lines between the parts, from the left."""
        side = (self.side,) if self.side else ()
        between = self.detail and self.list_width and not self.stacked
        return (*side, self.left + self.list_width) if between else side


def plan(
    width: int,
    height: int,
    zoom: Zoom,
    two_languages: bool,
    *,
    side: bool = False,
    shares: Mapping[Division, float] = _NO_SHARES,
) -> BodyPlan:
    """Return how to divide a screen.

    Args:
        width: Columns of the terminal.
        height: Rows of the terminal.
        zoom: What the person wants to see.
        two_languages: Whether two languages are shown side by side.
        side: Whether the views are wanted beside the list, where there is room.
        shares: The list's share of the body, for each way of dividing it that the person changed.
    """
    if side and width >= _VIEWS_FROM and height >= _LEAST_ROWS and zoom != "detail":
        inner = plan(width - _VIEWS_CELLS - 1, height, zoom, two_languages, shares=shares)
        return replace(inner, side=_VIEWS_CELLS)
    body = max(height - _FRAME_ROWS, 1)
    short = height < _SHORT_ROWS
    hanging: Arrangement = "hanging" if width >= _HANGING else "run-in"
    if zoom == "list" or (zoom == "split" and height < _LEAST_ROWS):
        return BodyPlan(width, body, False, False, hanging, short, False)
    if zoom == "detail" or (two_languages and width < _SIDE_BY_SIDE):
        return BodyPlan(0, 0, True, True, hanging, short, False)
    if width < _SIDE_BY_SIDE:
        rows = _shared(shares, "stacked", body, _LEAST_LIST_ROWS, _LEAST_DETAIL_ROWS)
        return BodyPlan(width, rows or min(max(round(body / 3), 8), 10), True, True, hanging, short, False, "stacked")
    division: Division = "two" if two_languages else "wide" if width >= _WIDE else "medium"
    usual = {"two": _TWO_LANGUAGES_LIST, "wide": width // 2, "medium": int(width * 0.53), "stacked": 0}[division]
    cells = _shared(shares, division, width, _LEAST_LIST, _LEAST_DETAIL) or usual
    labels: Arrangement = "hanging" if division == "wide" and width - cells > _LABELS_BESIDE else "above"
    return BodyPlan(cells, body, False, True, labels, short, two_languages and cells < _BARE_LIST, division)


def _shared(shares: Mapping[Division, float], division: Division, whole: int, least: int, rest: int) -> int:
    """Return what the list's share comes to, within what either side needs; 0 where the person chose none."""
    share = shares.get(division)
    return 0 if share is None else max(min(round(share * whole), whole - rest - 1), least)


def share_at(plan: BodyPlan, width: int, height: int, cells: int) -> float:
    """Return the share of the list that puts the divider at a cell, or a row when stacked, of the body.

    Args:
        plan: How the body is divided now.
        width: Columns of the terminal.
        height: Rows of the terminal.
        cells: Where the divider is to be, from the beginning of the list.
    """
    whole = max(height - _FRAME_ROWS, 1) if plan.stacked else width - plan.left
    return min(max(cells / whole, 0.01), 0.99)
