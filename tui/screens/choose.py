"""Choosing one thing out of a few, by its key, by arrows or with the mouse; a reading list, for one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from digest_reader.i18n import _
from tui.glyphs import ASCII
from tui.ink import ACCENT, ACCENT_BOLD, BOLD, FAINT, MUTED, TEXT, Line
from tui.screens.overlay import Overlay
from tui.text.wrap import fit, truncate
from tui.themed import cells, themed

Value = TypeVar("Value")

_BESIDE = 5
"""Cells of a choice before its name: cursor, space, key, spaces."""
_LEAST_CELLS, _MOST_NAME_CELLS = 38, 44
_BORDER_AND_PADDING = 8


@dataclass(frozen=True, slots=True)
class Option(Generic[Value]):
    """One of the things to choose from.

    Attributes:
        key: What chooses it at once; empty for nothing.
        name: What to call it.
        value: What is the result when it is chosen.
        remark: A few words beside it.
        quiet: Whether it stands back behind the others.
    """

    key: str
    name: str
    value: Value
    remark: str = ""
    quiet: bool = False


class _Options(Widget, can_focus=True):
    """The lines of the options."""

    def __init__(self, title: str, options: Sequence[Option[Value]], cursor: int) -> None:
        super().__init__(id="choices")
        self.title = title
        self.options = options
        self.cursor = cursor
        self.name_cells = min(max((cells([(one.name, TEXT)]) for one in options), default=0), _MOST_NAME_CELLS)

    @dataclass
    class Pointed(Message):
        """An option was clicked."""

        number: int

    @property
    def wanted_cells(self) -> int:
        """How many cells the widest line takes."""
        remarks = max((cells([(one.remark, TEXT)]) for one in self.options), default=0)
        return max(_BESIDE + self.name_cells + (2 + remarks if remarks else 0), cells([(self.title, TEXT)]) + 12)

    @property
    def _first(self) -> int:
        """The first option in view: the cursor always is."""
        rows = max(self.size.height - 2, 1)
        return min(max(self.cursor - rows + 1, 0), max(len(self.options) - rows, 0))

    def on_click(self, event: events.Click) -> None:
        """Post which option was clicked."""
        number = event.y - self.gutter.top - 2 + self._first
        if event.y >= self.gutter.top + 2 and number < len(self.options):
            self.post_message(self.Pointed(number))

    def render_line(self, y: int) -> Strip:
        """Draw the title, a blank row, then an option a row."""
        return themed(self).palette.strip(self._line(y), self.size.width)

    def _line(self, y: int) -> Line:
        width = self.size.width
        if y == 0:
            close: Line = [("Esc", ACCENT_BOLD), (" " + _("close"), MUTED)]
            title = truncate(self.title, max(width - cells(close) - 2, 1))
            return [(title, BOLD), (" " * max(width - cells([(title, BOLD)]) - cells(close), 1), TEXT), *close]
        number = y - 2 + self._first
        if y == 1 or number >= len(self.options):
            return []
        option, here = self.options[number], number == self.cursor
        room = max(min(self.name_cells, width - _BESIDE), 1)
        return [
            (themed(self).glyphs.cursor if here else " ", ACCENT),
            (f" {option.key or ' '} ", ACCENT_BOLD),
            (" ", TEXT),
            (fit(option.name, room, themed(self).glyphs.ellipsis), BOLD if here else MUTED if option.quiet else TEXT),
            ("  " + truncate(option.remark, max(width - _BESIDE - room - 2, 1)) if option.remark else "", FAINT),
        ]


class Choose(Overlay[Value | None], Generic[Value]):
    """Asks for one of some options; the result is its value, or None."""

    DEFAULT_CSS = """
    Choose #choices { max-width: 90%; max-height: 90%; border: round $dr-faint; background: $background;
        padding: 1 3; }
    Choose.-ascii #choices { border: ascii $dr-faint; }
    """

    def __init__(
        self,
        title: str,
        options: Sequence[Option[Value]],
        *,
        cursor: int = 0,
        typed: Callable[[str], Value] | None = None,
    ) -> None:
        """Offer the options.

        Args:
            title: What is asked.
            options: What there is to choose; at least one.
            cursor: The option that the cursor is on at first.
            typed: Makes a value of a digit, for a choice that may be typed as well; such a digit ends the question.
        """
        super().__init__()
        self._title = title
        self._typed = typed
        self._options = options
        self._cursor = cursor

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        yield _Options(self._title, self._options, self._cursor)

    def on_mount(self) -> None:
        """Fit the box to the options."""
        self.set_class(themed(self).glyphs is ASCII, "-ascii")
        box = self.query_one(_Options)
        box.styles.height = len(self._options) + 6
        box.styles.width = max(box.wanted_cells, _LEAST_CELLS) + _BORDER_AND_PADDING
        box.focus()

    @on(_Options.Pointed)
    def _pointed(self, event: _Options.Pointed) -> None:
        self.dismiss(self._options[event.number].value)

    def on_key(self, event: events.Key) -> None:
        """Choose by an option's key or with the arrows."""
        box = self.query_one(_Options)
        chosen = [one for one in self._options if one.key and one.key in (event.key, event.character)]
        if chosen:
            self.dismiss(chosen[0].value)
        elif event.key in ("j", "down", "k", "up"):
            box.cursor = (box.cursor + (1 if event.key in ("j", "down") else -1)) % len(self._options)
            box.refresh()
        elif event.key in ("home", "end"):
            box.cursor = 0 if event.key == "home" else len(self._options) - 1
            box.refresh()
        elif event.key in ("enter", "space"):
            self.dismiss(self._options[box.cursor].value)
        elif self._typed is not None and event.character is not None and event.character.isdecimal():
            self.dismiss(self._typed(event.character))
        else:
            return
        event.stop()


@dataclass(frozen=True, slots=True)
class ListChoice:
    """A reading list to choose: its slug (None for a new one), what to call it, its number, and its papers."""

    slug: str | None
    name: str
    number: int = 0
    count: int = 0


class ChooseList(Choose[ListChoice]):
    """Asks for a reading list; the result is the choice, or None."""

    def __init__(self, title: str, choices: Sequence[ListChoice]) -> None:
        super().__init__(title, [_option(choice) for choice in choices])


def _option(choice: ListChoice) -> Option[ListChoice]:
    if choice.slug is None:
        return Option("c", choice.name, choice, quiet=True)
    return Option(str(choice.number) if choice.number <= 9 else "", choice.name, choice, f"{choice.count:,}")
