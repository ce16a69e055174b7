"""How many papers were gone through a day, which share was kept by category, and how fast: a page over the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from digest_reader.i18n import _
from tui import words
from tui.glyphs import ASCII, Glyphs
from tui.ink import ACCENT, ACCENT_BOLD, BOLD, FAINT, HAIR, MUTED, MUTED_BOLD, TEXT, Ink, Line, Run
from tui.pace import Pace
from tui.row_layout import short_category
from tui.screens.overlay import Overlay
from tui.text.wrap import fit
from tui.themed import cells, themed
from tui.widgets.rules import tally

if TYPE_CHECKING:
    from digest_reader.models import CategoryCount, Counts, Statistics

_BARS, _ASCII_BARS = " ▁▂▃▄▅▆▇█", " ...:::##"
"""Eighths of a cell, from none to all of it."""
_SEEN_ROWS, _SAVED_ROWS = 5, 2
_SHORT_ROWS, _SHORT_SEEN_ROWS, _SHORT_SAVED_ROWS = 24, 3, 1
"""Lines of a page below which the charts are lower, and how low."""
_CATEGORIES, _LEAST_CATEGORIES = 10, 3
_NAME_CELLS = 12
_MOST_PERCENT = 94
"""Of the screen's rows the box has so many at most: as in its style."""


class StatisticsText(ScrollView, can_focus=True):
    """The page's lines."""

    DEFAULT_CSS = "StatisticsText { scrollbar-size: 0 0; background: $background; }"

    def __init__(self, statistics: Statistics, counts: Counts, pace: Pace) -> None:
        super().__init__(id="statistics")
        self._statistics = statistics
        self._counts = counts
        self._pace = pace
        self._lines: list[Line] = []

    def on_resize(self) -> None:
        """Set the lines for the width."""
        rows = self.app.size.height * _MOST_PERCENT // 100 - self.gutter.height
        self._lines = page(self._statistics, self._counts, self._pace, self.size.width, rows, themed(self).glyphs)
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.styles.height = len(self._lines) + self.gutter.height
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        number = round(self.scroll_y) + y
        line = self._lines[number] if number < len(self._lines) else ()
        return themed(self).palette.strip(line, self.size.width)


class StatisticsScreen(Overlay[None]):
    """The statistics."""

    DEFAULT_CSS = """
    StatisticsScreen #statistics {
        width: 78; max-width: 96%; height: auto; max-height: 94%; border: round $dr-faint; padding: 1 3;
    }
    StatisticsScreen.-ascii #statistics { border: ascii $dr-faint; }
    """

    def __init__(self, statistics: Statistics, counts: Counts, pace: Pace) -> None:
        super().__init__()
        self._text = StatisticsText(statistics, counts, pace)

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield self._text

    def on_mount(self) -> None:
        """Take the keys."""
        self.set_class(themed(self).glyphs is ASCII, "-ascii")
        self._text.focus()

    def on_key(self, event: events.Key) -> None:
        """Scroll, or close with what else closes things."""
        rows = {"j": 1, "down": 1, "k": -1, "up": -1, "space": 10, "pagedown": 10, "pageup": -10}
        if event.key in rows:
            event.stop()
            self._text.scroll_to(y=self._text.scroll_y + rows[event.key], animate=False)
        elif event.key in ("q", "enter", "ctrl+t"):
            event.stop()
            self.dismiss(None)


def page(statistics: Statistics, counts: Counts, pace: Pace, width: int, rows: int, glyphs: Glyphs) -> list[Line]:
    """Return the page.

    Args:
        statistics: What was counted.
        counts: The whole library's papers by state.
        pace: The pace of this session.
        width: Cells of a line.
        rows: Lines that there is room for; where they are few, charts are lower and categories fewer.
        glyphs: Which characters to draw with.
    """
    close: Line = [("Esc", ACCENT_BOLD), (" " + _("close"), MUTED)]
    title = _("Statistics")
    head: Line = [(title, BOLD), (" " * max(width - cell_len(title) - cells(close), 1), TEXT), *close]
    days = _days(statistics, width, glyphs, short=rows < _SHORT_ROWS)
    totals = _totals(statistics, counts, pace)
    most = max(min(rows - len(days) - len(totals) - 4, _CATEGORIES), _LEAST_CATEGORIES)
    return [head, [], *days, *_categories(statistics.categories, width, most, glyphs), *totals]


def _days(statistics: Statistics, width: int, glyphs: Glyphs, *, short: bool) -> list[Line]:
    """Return papers gone through and kept a day, a column each."""
    step = 2 if width >= _NAME_CELLS + 2 * len(statistics.days) else 1
    days = statistics.days[-max((width - _NAME_CELLS) // step, 1) :]
    seen, saved = [day.seen for day in days], [day.saved for day in days]
    if not days or not any(seen):
        return [[(_("Nothing was decided in these days."), MUTED)], []]
    most = max(range(len(days)), key=seen.__getitem__)
    busy = sum(map(bool, seen))
    lines = _chart(_("Decided"), seen, _SHORT_SEEN_ROWS if short else _SEEN_ROWS, MUTED, step, glyphs)
    lines.append([])
    lines += _chart(_("Kept"), saved, _SHORT_SAVED_ROWS if short else _SAVED_ROWS, ACCENT, step, glyphs)
    first, last = words.weekday_and_day(days[0].date), words.weekday_and_day(days[-1].date)
    gap = max(step * len(days) - cells([(first, FAINT), (last, FAINT)]), 1)
    lines.append([(" " * _NAME_CELLS, TEXT), (first + " " * gap + last, FAINT)])
    usual = _("{n} on a day").format(n=f"{round(sum(seen) / busy):,}")
    peak = _("{n} at most, on {day}").format(n=f"{seen[most]:,}", day=words.weekday_and_day(days[most].date))
    lines.append([(" " * _NAME_CELLS, TEXT), (usual, TEXT), (f"   {peak}", MUTED)])
    return [*lines, []]


def _chart(name: str, values: Sequence[int], rows: int, ink: Ink, step: int, glyphs: Glyphs) -> list[Line]:
    """Return a bar chart, a column a value, under its greatest value."""
    bars = _ASCII_BARS if glyphs is ASCII else _BARS
    most = max(values, default=0) or 1
    # A value that is not nothing is seen.
    heights = [max(round(value / most * rows * 8), 1) if value else 0 for value in values]
    lines: list[Line] = []
    for row in range(rows - 1, -1, -1):
        columns = (bars[min(max(height - 8 * row, 0), 8)] + " " * (step - 1) for height in heights)
        label = name if row == rows - 1 else ""
        lines.append([(fit(label, _NAME_CELLS), MUTED_BOLD), ("".join(columns), ink)])
    return lines


def _categories(categories: Sequence[CategoryCount], width: int, most: int, glyphs: Glyphs) -> list[Line]:
    """Return the share kept of each category, most papers first, of so many at most."""
    shown = [each for each in categories if each.seen][:most]
    if not shown:
        return []
    lines: list[Line] = [[(_("Kept by category"), MUTED_BOLD)]]
    numbers = [_("{n} of {total}").format(n=f"{each.saved:,}", total=f"{each.seen:,}") for each in shown]
    widest = max(map(cell_len, numbers))
    room = max(width - _NAME_CELLS - widest - 9, 8)
    for each, said in zip(shown, numbers, strict=True):
        share = each.saved / each.seen
        done = min(round(share * room) or (1 if each.saved else 0), room)
        name = short_category(each.category, _NAME_CELLS - 1) or _("none")
        lines.append(
            [
                (fit(name, _NAME_CELLS), TEXT),
                (glyphs.done * done, ACCENT),
                (glyphs.rule * (room - done), HAIR),
                (" " * (2 + widest - cell_len(said)) + said, MUTED),
                (f"  {round(share * 100):>3} %", FAINT),
            ]
        )
    return [*lines, []]


def _totals(statistics: Statistics, counts: Counts, pace: Pace) -> list[Line]:
    """Return what was done today and in all these days, at which pace, and all there is."""
    today = statistics.days[-1] if statistics.days else None
    lines: list[Line] = []
    if today is not None:
        lines.append(_named(_("Today"), _decided(today.seen, today.saved)))
        name = _("{n} days").format(n=len(statistics.days))
        lines.append(_named(name, _decided(statistics.seen, statistics.saved)))
    rate = pace.per_minute()
    if rate is not None:
        lines.append(_named(_("Pace"), [(_("{n} a minute").format(n=f"{rate:,}"), TEXT)]))
    left = _("{n} left of {total}").format(n=f"{counts.left:,}", total=f"{counts.total:,}")
    return [
        *lines,
        _named(_("Library"), [(left, TEXT), ("   ", TEXT), *tally(counts.saved, counts.later, counts.skipped)]),
    ]


def _decided(seen: int, saved: int) -> list[Run]:
    share = f"   {round(saved / seen * 100)} %" if seen else ""
    return [
        (_("{n} decided").format(n=f"{seen:,}"), TEXT),
        ("   " + _("{n} kept").format(n=f"{saved:,}"), MUTED),
        (share, FAINT),
    ]


def _named(name: str, runs: Sequence[Run]) -> Line:
    return [(fit(name, _NAME_CELLS), MUTED_BOLD), *runs]
