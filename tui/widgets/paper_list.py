"""The list of papers, drawn line by line: what is not in view costs nothing, however long the list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence

from rich.cells import cell_len
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from digest_reader.models import Row
from digest_reader.triage import Queue
from tui import words
from tui.ink import FAINT, HAIR, MUTED_BOLD, TEXT
from tui.row_layout import ListContext
from tui.themed import themed
from tui.widgets.drawn_rows import DrawnRows
from tui.widgets.lines import Lines

FetchRows = Callable[[Sequence[int]], list[Row]]
SectionNote = Callable[[Queue, int], str]
"""What stands at the right of a section's heading."""
_CACHED_ROWS = 2_000


class RowCache:
    """The rows that were on screen lately. A miss fetches the neighbourhood in one query."""

    def __init__(self, fetch: FetchRows) -> None:
        self._fetch = fetch
        self._rows: dict[int, Row] = {}

    def get(self, keys: Sequence[int], index: int, around: int) -> Row:
        """Return the row at an index, and make sure of those around it."""
        row = self._rows.get(keys[index])
        if row is None:
            start = max(index - around, 0)
            wanted = [key for key in keys[start : index + around + 1] if key not in self._rows]
            if len(self._rows) > _CACHED_ROWS:
                self._rows.clear()
                wanted = list(keys[start : index + around + 1])
            self._rows.update({fetched.key: fetched for fetched in self._fetch(wanted)})
            row = self._rows[keys[index]]
        return row

    def forget(self, keys: Collection[int] | None = None) -> None:
        """Drop rows that have changed; all of them without keys."""
        if keys is None:
            self._rows.clear()
            return
        for key in keys:
            self._rows.pop(key, None)


class PaperList(Lines, can_focus=True):
    """Shows a `Queue`. The cursor rests a third down, and the current section's heading sticks to the top."""

    class Pointed(Message):
        """A row was clicked."""

        def __init__(self, index: int, double: bool) -> None:
            super().__init__()
            self.index = index
            self.double = double

    def __init__(self, fetch: FetchRows, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.rows = RowCache(fetch)
        self.context = ListContext()
        self._drawn = DrawnRows()
        self._queue: Queue | None = None
        self._headings: list[int] = []
        self._note: SectionNote = lambda queue, number: ""
        self._cursor = 0
        self._selected: frozenset[int] = frozenset()

    # What is shown

    def show(self, queue: Queue, cursor: int, note: SectionNote) -> None:
        """Show another queue, with the cursor on one of its rows."""
        self._queue = queue
        self._note = note
        # The line of each heading: one heading above every section before it, and its rows.
        self._headings = queue.headings()
        self.virtual_size = Size(self.size.width, len(queue.keys) + len(self._headings))
        self.move(cursor)
        self.refresh()

    def move(self, index: int) -> None:
        """Put the cursor on a row and bring it to where it rests."""
        self._cursor = index
        height = self.size.height
        if height:
            rest = max(height // 3, min(4, height - 1))
            top = self.line_of(index) - rest
            limit = max(self.virtual_size.height - height, 0)
            self.scroll_to(y=min(max(top, 0), limit), animate=False, immediate=True, force=True)
        self.refresh()

    def select(self, indexes: frozenset[int]) -> None:
        """Draw some rows as selected."""
        if indexes != self._selected:
            self._selected = indexes
            self.refresh()

    def line_of(self, index: int) -> int:
        """Return the line, headings counted, of a row."""
        return index + (0 if self._queue is None else self._queue.headings_above(index))

    def page_rows(self) -> int:
        """Return how many rows make a page."""
        return max(self.size.height - 2, 1)

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of a region, of which most were drawn before."""
        self._drawn.look(self.context, themed(self).palette, self.size.width)
        return super().render_lines(crop)

    def draw_line(self, y: int, size: Size) -> Strip:
        """Draw one line: a heading, a row, or nothing below the last."""
        line = round(self.scroll_y) + y
        if self._queue is None or line >= self.virtual_size.height:
            return themed(self).palette.strip((), size.width)
        number = bisect_right(self._headings, line) - 1
        sticky = y == 0 and size.height > 1
        if number >= 0 and (self._headings[number] == line or sticky):
            return self._heading(number, size.width)
        return self._row(line - number - 1, size.height)

    def _heading(self, number: int, width: int) -> Strip:
        assert self._queue is not None
        name = words.section(self._queue.sections[number], self._queue.sections)
        note = self._note(self._queue, number)
        if cell_len(name) + cell_len(note) + 5 > width:
            note = ""  # rather than a part of a number
        rule = themed(self).glyphs.rule * max(width - cell_len(name) - cell_len(note) - 4, 0)
        line = [(f" {name} ", MUTED_BOLD), (rule, HAIR), (f" {note}", FAINT), (" ", TEXT)]
        return themed(self).palette.strip(line, width)

    def _row(self, index: int, around: int) -> Strip:
        assert self._queue is not None
        row = self.rows.get(self._queue.keys, index, around)
        return self._drawn.strip(row, cursor=index == self._cursor, selected=index in self._selected)

    # Mouse and size

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor where it rests."""
        self.virtual_size = Size(event.size.width, self.virtual_size.height)
        self.move(self._cursor)

    def on_click(self, event: events.Click) -> None:
        """Post which row was pointed at."""
        line = round(self.scroll_y) + event.y
        number = bisect_right(self._headings, line) - 1
        on_heading = number >= 0 and (self._headings[number] == line or event.y == 0)
        if self._queue is not None and not on_heading and line < self.virtual_size.height:
            event.stop()
            self.post_message(self.Pointed(line - number - 1, event.chain > 1))
