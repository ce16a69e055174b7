"""A block of lines in the middle of an otherwise empty body: the empty library, a finished day, no match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from digest_reader.i18n import N_, _, plural
from parsers.frozen import frozen
from parsers.lazy_pattern import lazy_pattern
from tui import words
from tui.glyphs import Glyphs
from tui.ink import ACCENT, ACCENT_BOLD, BOLD, FAINT, MUTED, MUTED_BOLD, TEXT, Line, Run
from tui.keymap import shown
from tui.text.wrap import fit, wrap
from tui.themed import cells, themed

_ONE_BLANK = lazy_pattern(r"(?<=\S) (?=\S)")


@frozen
class Choice:
    """Something that an empty library offers, in English: `_` translates it where it is shown."""

    name: str
    remark: str
    action: str


class Block(Widget):
    """Draws left-aligned lines, the block itself near the middle."""

    DEFAULT_CSS = "Block { height: 1fr; width: 1fr; background: $background; }"

    class Chosen(Message):
        """A choice was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._choices: dict[int, int] = {}
        self._folded: tuple[int, list[tuple[Line, int]]] | None = None

    def show(self, lines: Sequence[Line], choices: dict[int, int] | None = None) -> None:
        """Draw lines; ``choices`` maps a line's number to the choice that a click on it makes."""
        self._lines, self._choices, self._folded = lines, choices or {}, None
        self.refresh()

    @property
    def _rows(self) -> list[tuple[Line, int]]:
        """What is drawn, folded to the width that there is, and the number of the line that each row is of."""
        # When it is drawn, not before: until the layout it is as wide as it was, or has no width at all.
        width = self.size.width
        if self._folded is None or self._folded[0] != width:
            rows = [(row, number) for number, line in enumerate(self._lines) for row in folded(line, width - 1)]
            self._folded = width, rows
        return self._folded[1]

    @property
    def _top(self) -> int:
        return max((self.size.height - len(self._rows)) // 2, 0)

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        rows, number = self._rows, y - self._top
        line: Line = rows[number][0] if 0 <= number < len(rows) else ()
        return themed(self).palette.strip([(" " * self._indent, TEXT), *line], self.size.width)

    @property
    def _indent(self) -> int:
        """The cells at the left: fewer where a line would be folded."""
        widest = max(map(cells, self._lines), default=0)
        return min(self.size.width // 5, 22, max(self.size.width - widest - 1, 0))

    def on_click(self, event: events.Click) -> None:
        """Make the choice that was clicked."""
        row = event.y - self._top
        number = self._choices.get(self._rows[row][1]) if 0 <= row < len(self._rows) else None
        if number is not None:
            self.post_message(self.Chosen(number))


def folded(line: Line, width: int) -> list[Line]:
    """Return a line as rows that fit a width, each set in as the line is; a key and what it does stay together.

    Args:
        line: The line: its text begins with the blanks that it is set in by.
        width: Cells of a row.
    """
    if cells(line) <= width:
        return [line]
    text = "".join(run[0] for run in line)
    indent = len(text) - len(text.lstrip(" "))
    # Keys with what they do stand apart by several blanks: only there a row of them breaks.
    has_keys = any(ink == ACCENT_BOLD for _text, ink in line)
    glued = _ONE_BLANK.sub("\u00a0", text) if has_keys else text
    rows = [(start, stop) for start, stop in wrap(glued[indent:], max(width - indent, 1))]
    return [[(" " * indent, TEXT), *_cut(line, indent + start, indent + stop)] for start, stop in rows] or [line]


def _cut(line: Line, start: int, stop: int) -> list[Run]:
    """Return what a line has from one character up to another."""
    found, at = [], 0
    for text, ink in line:
        piece = text[max(start - at, 0) : max(stop - at, 0)]
        at += len(text)
        if piece:
            found.append((piece, ink))
    return found


def empty_library(choices: Sequence[Choice], cursor: int, glyph: str) -> tuple[list[Line], dict[int, int]]:
    """Return the lines of an empty library, and which lines make which choice."""
    lines: list[Line] = [
        [("  " + _("The library is empty."), BOLD)],
        [("  " + _("New arXiv papers, one key each. English, 中文, Deutsch."), MUTED)],
        [],
        [],
    ]
    places = {}
    width = max(cell_len(_(choice.name)) for choice in choices)
    for number, choice in enumerate(choices):
        here = number == cursor
        places[len(lines)] = number
        lines.append(
            [
                (glyph if here else " ", ACCENT),
                (f" {number + 1}  ", ACCENT_BOLD),
                (fit(_(choice.name), width), BOLD if here else TEXT),
                ("   " + _(choice.remark), MUTED if here else FAINT),
            ]
        )
        lines.append([])
    lines += [[], [("  " + _("or from a shell"), FAINT)], [("  " + _("digest-reader import FILE ..."), MUTED)]]
    return lines, places


@frozen
class Finished:
    """A finished day.

    Attributes:
        seen: Papers of the day.
        minutes: Time spent on them in this session, None when they were decided before.
        day: The day, as the header names it.
        saved: Papers saved.
        later: Papers put off.
        skipped: Papers skipped.
        papers: List number, title and first author of what was saved.
        back: What those that were put off wait for (see `digest_reader.models.Decision`), and how many do.
    """

    seen: int
    minutes: float | None
    day: str
    saved: int
    later: int
    skipped: int
    papers: Sequence[tuple[int, str, str]]
    back: Mapping[str | None, int] = field(default_factory=dict)


def finished_day(day: Finished, width: int, rows: int, glyphs: Glyphs) -> list[Line]:
    """Return the lines of a finished day: what was decided, and what was saved, as far as rows allow."""
    indent = min(width // 5, 22)
    lines = [*_head_of_day(day), [], *_bars(day, min(max(width - 40, 10), 50), glyphs)]
    back = _coming_back(day.back)
    room = rows - len(lines) - 6 - (len(back) + 2 if back else 0)
    if day.papers and room > 0:
        title_cells = min(max(width - indent - 24, 16), 56)
        lines += [[], [], [("  " + _("Saved"), MUTED_BOLD)], *_saved(day, title_cells, room, glyphs)]
    if back:
        lines += [[], *([("  " + said, MUTED)] for said in back)]
    return [*lines, [], _keys(width - indent)]


def _head_of_day(day: Finished) -> list[Line]:
    seen = _("{n} seen").format(n=f"{day.seen:,}")
    if day.minutes:
        seen = _("{seen} in {n} min").format(seen=seen, n=max(round(day.minutes), 1))
    about = day.day
    if day.minutes and day.minutes >= 1:
        about = _("{day}, {n} a minute").format(day=day.day, n=round(day.seen / day.minutes))
    return [[("  " + _("Done.") + "  ", ACCENT_BOLD), (seen, BOLD)], [(f"  {about}", MUTED)]]


def _bars(day: Finished, longest: int, glyphs: Glyphs) -> list[Line]:
    """Return how many were saved, put off and skipped, each with a bar of its share."""
    lines: list[Line] = []
    named = (
        ("+", day.saved, _("saved"), ACCENT),
        ("z", day.later, _("later"), MUTED),
        ("-", day.skipped, _("skipped"), MUTED),
    )
    name_cells = max(cell_len(name) for _mark, _count, name, _ink in named) + 2
    for mark, count, name, ink in named:
        bar = round(count / max(day.seen, 1) * longest) or (1 if count else 0)
        mark_run: Run = (f"  {mark} ", ACCENT_BOLD if mark == "+" else MUTED)
        lines.append([mark_run, (f"{count:>4,}  ", TEXT), (fit(name, name_cells), MUTED), (glyphs.done * bar, ink)])
    return lines


def _saved(day: Finished, title_cells: int, room: int, glyphs: Glyphs) -> list[Line]:
    lines: list[Line] = [
        [
            (f"  {number}  ", MUTED),
            (fit(title, title_cells, glyphs.ellipsis), TEXT),
            (f"  {author}", MUTED),
        ]
        for number, title, author in day.papers[:room]
    ]
    more = len(day.papers) - room
    return [*lines, [("     " + _("and {n} more").format(n=f"{more:,}"), FAINT)]] if more > 0 else lines


_BACK_LINES = 3
"""Lines at most that say when papers come back."""


def _coming_back(back: Mapping[str | None, int]) -> list[str]:
    """Return how many papers come back when: with the next announcement, on days, with new versions."""
    dates = sorted(until for until in back if until not in (None, "version"))
    ordered = [until for until in (None, *dates, "version") if back.get(until)]
    said = []
    for until in ordered[:_BACK_LINES]:
        count = back[until]
        if until is None:
            text = plural(
                "{n} comes back with the next announcement", "{n} come back with the next announcement", count
            )
        elif until == "version":
            text = plural("{n} comes back with a new version", "{n} come back with a new version", count)
        else:
            text = plural("{n} comes back on {day}", "{n} come back on {day}", count)
        said.append(text.format(n=f"{count:,}", day=words.weekday_and_day(until) or until))
    later = sum(back[until] for until in ordered[_BACK_LINES:])
    return [*said, _("{n} another time").format(n=f"{later:,}")] if later else said


_NEXT_KEYS = (
    ("lists", N_("reading lists")),
    ("previous-day", N_("yesterday")),
    ("undo", N_("undo last")),
    ("down", N_("look at it again")),
    ("quit", N_("quit")),
)


def _keys(width: int) -> Line:
    """Return the keys that go on from a finished day, as many as fit."""
    line: list[Run] = [("  ", TEXT)]
    used = 2
    for binding, name in _NEXT_KEYS:
        key, label = shown(binding), _(name)
        used += cell_len(key) + cell_len(label) + 4
        if key and used <= width + 3:
            line += [(key, ACCENT_BOLD), (f" {label}   ", MUTED)]
    return line
