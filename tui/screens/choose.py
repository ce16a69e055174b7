"""Choosing one reading list out of all, by number, by arrows, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.glyphs import ASCII
from tui.ink import ACCENT, ACCENT_BOLD, BOLD, FAINT, MUTED, TEXT, Line
from tui.screens.overlay import Overlay
from tui.text.wrap import truncate
from tui.themed import themed


@dataclass(frozen=True, slots=True)
class ListChoice:
    """A reading list to choose: its slug (None for a new one), what to call it, its number, and its papers."""

    slug: str | None
    name: str
    number: int = 0
    count: int = 0


class _Choices(Widget, can_focus=True):
    """The lines of the choices."""

    def __init__(self, title: str, choices: Sequence[ListChoice]) -> None:
        super().__init__(id="choices")
        self.title = title
        self.choices = choices
        self.cursor = 0

    @dataclass
    class Pointed(Message):
        """A choice was clicked."""

        number: int

    @property
    def _first(self) -> int:
        """The first choice in view: the cursor always is."""
        rows = max(self.size.height - 2, 1)
        return min(max(self.cursor - rows + 1, 0), max(len(self.choices) - rows, 0))

    def on_click(self, event: events.Click) -> None:
        """Post which choice was clicked."""
        number = event.y - self.gutter.top - 2 + self._first
        if event.y >= self.gutter.top + 2 and number < len(self.choices):
            self.post_message(self.Pointed(number))

    def render_line(self, y: int) -> Strip:
        """Draw the title, a blank row, then a choice a row."""
        return themed(self).palette.strip(self._line(y), self.size.width)

    def _line(self, y: int) -> Line:
        if y == 0:
            return [(self.title, BOLD)]
        number = y - 2 + self._first
        if y == 1 or number >= len(self.choices):
            return []
        choice, here = self.choices[number], number == self.cursor
        key = "c" if choice.slug is None else str(choice.number) if choice.number <= 9 else " "
        count = f"  {choice.count:,}" if choice.slug is not None else ""
        return [
            (themed(self).glyphs.cursor if here else " ", ACCENT),
            (f" {key}  ", ACCENT_BOLD),
            (truncate(choice.name, self.size.width - 12), BOLD if here else TEXT if choice.slug else MUTED),
            (count, FAINT),
        ]


class ChooseList(Overlay[ListChoice | None]):
    """Asks for a reading list; the result is the choice, or None."""

    DEFAULT_CSS = """
    ChooseList #choices { width: 46; max-width: 90%; max-height: 90%; border: round $dr-faint; background: $background;
        padding: 1 3; }
    ChooseList.-ascii #choices { border: ascii $dr-faint; }
    """

    def __init__(self, title: str, choices: Sequence[ListChoice]) -> None:
        super().__init__()
        self._title = title
        self._choices = choices

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        yield _Choices(self._title, self._choices)

    def on_mount(self) -> None:
        """Fit the box to the choices."""
        self.set_class(themed(self).glyphs is ASCII, "-ascii")
        box = self.query_one(_Choices)
        box.styles.height = len(self._choices) + 6
        box.focus()

    @on(_Choices.Pointed)
    def _pointed(self, event: _Choices.Pointed) -> None:
        self.dismiss(self._choices[event.number])

    def on_key(self, event: events.Key) -> None:
        """Choose by number or arrows."""
        box = self.query_one(_Choices)
        if event.key in ("j", "down", "k", "up"):
            box.cursor = (box.cursor + (1 if event.key in ("j", "down") else -1)) % len(self._choices)
            box.refresh()
        elif event.key in ("enter", "space"):
            self.dismiss(self._choices[box.cursor])
        elif event.key == "c":
            self.dismiss(self._choices[-1])
        elif event.key.isdecimal() and (numbered := [one for one in self._choices if str(one.number) == event.key]):
            self.dismiss(numbered[0])
        else:
            return
        event.stop()
