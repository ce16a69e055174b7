"""Which parts the body of the screen has at a size, and how wide they are. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tui.detail.page import Arrangement

Zoom = Literal["split", "list", "detail"]
ZOOMS: tuple[Zoom, ...] = ("split", "list", "detail")

_WIDE, _SIDE_BY_SIDE, _HANGING = 150, 120, 96
"""Columns from which labels hang beside a list; list and detail stand side by side; labels hang when stacked."""
_LEAST_ROWS = 20
_SHORT_ROWS = 28
"""Rows below which the list is alone; below which the detail has no blank rows."""
_TWO_LANGUAGES_LIST = 44
_FRAME_ROWS = 4
"""Header, bar, status and footer."""


@dataclass(frozen=True, slots=True)
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
    """

    list_width: int
    list_height: int
    stacked: bool
    detail: bool
    arrangement: Arrangement
    short: bool
    narrow_list: bool

    @property
    def column(self) -> int | None:
        """The cell of the line between list and detail, None where there is none."""
        return self.list_width if self.detail and self.list_width and not self.stacked else None


def plan(width: int, height: int, zoom: Zoom, two_languages: bool) -> BodyPlan:
    """Return how to divide a screen.

    Args:
        width: Columns of the terminal.
        height: Rows of the terminal.
        zoom: What the person wants to see.
        two_languages: Whether two languages are shown side by side.
    """
    body = max(height - _FRAME_ROWS, 1)
    short = height < _SHORT_ROWS
    hanging: Arrangement = "hanging" if width >= _HANGING else "run-in"
    if zoom == "list" or (zoom == "split" and height < _LEAST_ROWS):
        return BodyPlan(width, body, False, False, hanging, short, False)
    if zoom == "detail" or (two_languages and width < _SIDE_BY_SIDE):
        return BodyPlan(0, 0, True, True, hanging, short, False)
    if width < _SIDE_BY_SIDE:
        rows = min(max(round(body / 3), 8), 10)
        return BodyPlan(width, rows, True, True, hanging, short, False)
    if two_languages:
        return BodyPlan(_TWO_LANGUAGES_LIST, body, False, True, "above", short, True)
    if width >= _WIDE:
        return BodyPlan(width // 2, body, False, True, "hanging", short, False)
    return BodyPlan(int(width * 0.53), body, False, True, "above", short, False)
