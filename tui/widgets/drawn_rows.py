"""The rows of the list that were drawn lately, so that a key draws those alone that it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.strip import Strip

from digest_reader import i18n
from digest_reader.models import Row
from parsers.frozen import frozen
from tui.ink import Ground, Palette
from tui.row_layout import ListContext, row_line

_KEPT = 2_000


@frozen
class _Drawn:
    """A row as it was drawn, and what its look depends on that other rows do not."""

    row: Row
    lists: Sequence[int]
    cursor: bool
    selected: bool
    strip: Strip


class DrawnRows:
    """Draws rows for one look of the list, and remembers them until the look is another one."""

    def __init__(self) -> None:
        self._context = ListContext()
        self._look: object = None
        self._drawn: dict[int, _Drawn] = {}

    def look(self, context: ListContext, palette: Palette, width: int) -> None:
        """Say what all rows are drawn with from now on."""
        # Which lists hold a paper is a matter of its row alone: saving one leaves the others as they are.
        look = (replace(context, membership={}), palette, width, i18n.in_use())
        self._context = context
        self._palette, self._width = palette, width
        if look != self._look:
            self._look = look
            self._drawn.clear()

    def strip(self, row: Row, *, cursor: bool, selected: bool) -> Strip:
        """Return a row of the list."""
        drawn = self._drawn.get(row.key)
        lists = self._context.membership.get(row.id, ())
        if (
            drawn is None
            or drawn.row is not row
            or drawn.lists != lists
            or (drawn.cursor, drawn.selected) != (cursor, selected)
        ):
            if len(self._drawn) >= _KEPT:
                self._drawn.clear()
            line = row_line(row, self._context, self._width, cursor=cursor, selected=selected)
            ground: Ground = "cursor" if cursor else "selected" if selected else "page"
            drawn = _Drawn(row, lists, cursor, selected, self._palette.strip(line, self._width, ground))
            self._drawn[row.key] = drawn
        return drawn.strip
