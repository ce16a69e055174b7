"""Names under headings with a count each, one of them current: the views beside the papers, or in an overlay."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingsMap
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from parsers.frozen import frozen
from tui.ink import ACCENT, ACCENT_BOLD, BOLD, FAINT, HAIR, MATCH, MUTED, MUTED_BOLD, TEXT, Ground, Ink, Line, Run
from tui.keymap import screen_keys
from tui.runs import inked
from tui.text.wrap import truncate
from tui.themed import themed

_WHEEL_ROWS = 3


@frozen
class Entry:
    """One name.

    Attributes:
        group: The heading that it stands under; entries of a group follow each other.
        name: What it is called.
        action: What choosing it does.
        count: What stands at its right.
        key: The key that chooses it, shown before the name.
        current: Whether it is what is open.
        quiet: Whether nothing waits there.
        marks: Where the name matches what was typed.
    """

    group: str
    name: str
    action: str
    count: str = ""
    key: str = ""
    current: bool = False
    quiet: bool = False
    marks: tuple[tuple[int, int], ...] = ()


class EntryList(Widget):
    """Draws entries; a click or Enter chooses one."""

    DEFAULT_CSS = "EntryList { background: $background; }"
    cursor: reactive[int] = reactive(0)
    """The entry that the cursor is on."""
    lit: reactive[bool] = reactive(True)
    """Whether the cursor is shown."""

    class Chosen(Message):
        """An entry was chosen."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.entries: Sequence[Entry] = ()
        self._lines: list[int | str] = []
        self._top = 0

    def show(self, entries: Sequence[Entry], cursor: int) -> None:
        """Draw entries, the cursor on one of them."""
        self.entries = entries
        self._lines = []
        group = ""
        for number, entry in enumerate(entries):
            if entry.group != group:
                group = entry.group
                self._lines.append(group)
            self._lines.append(number)
        self.cursor = min(max(cursor, 0), max(len(entries) - 1, 0))
        self._bring_into_view()
        self.refresh()

    def move(self, rows: int) -> None:
        """Move the cursor by entries, within the list."""
        self.cursor = min(max(self.cursor + rows, 0), max(len(self.entries) - 1, 0))

    def choose(self) -> None:
        """Choose what the cursor is on."""
        if self.cursor < len(self.entries):
            self.post_message(self.Chosen(self.entries[self.cursor].action))

    def watch_cursor(self) -> None:
        """Keep the cursor in view."""
        self._bring_into_view()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._bring_into_view()

    def _bring_into_view(self) -> None:
        if not self._lines or not self.size.height:
            return
        line = self._lines.index(self.cursor) if self.cursor in self._lines else 0
        # With the heading above it, where it has one.
        first = line - 1 if line and isinstance(self._lines[line - 1], str) else line
        self._top = min(max(self._top, line - self.size.height + 1), first)
        self._scroll(0)

    def _scroll(self, rows: int) -> None:
        self._top = min(max(self._top + rows, 0), max(len(self._lines) - self.size.height, 0))
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw a heading or an entry."""
        palette, width = themed(self).palette, self.size.width
        number = self._top + y
        if number >= len(self._lines):
            return palette.strip((), width)
        what = self._lines[number]
        if isinstance(what, str):
            rule = themed(self).glyphs.rule * max(width - cell_len(what) - 3, 0)
            return palette.strip([(f" {what} ", MUTED_BOLD), (rule, HAIR)], width)
        here = self.lit and what == self.cursor
        ground: Ground = "cursor" if here else "page"
        return palette.strip(self._entry(self.entries[what], here, width), width, ground)

    def _entry(self, entry: Entry, here: bool, width: int) -> Line:
        glyphs = themed(self).glyphs
        ink = _name_ink(entry, here)
        key: list[Run] = [(f"{entry.key} ", ACCENT_BOLD)] if entry.key else []
        count_cells = cell_len(entry.count)
        room = max(width - 2 - sum(cell_len(text) for text, _ in key) - count_cells - 2, 1)
        name = truncate(entry.name, room, glyphs.ellipsis)
        return [
            (glyphs.cursor if here else " ", ACCENT),
            (" ", TEXT),
            *key,
            *inked(name, entry.marks, MATCH, ink),
            (" " * (room + 1 - cell_len(name)), TEXT),
            (entry.count, ACCENT if entry.current else FAINT if entry.quiet else MUTED),
            (" ", TEXT),
        ]

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        number = self._top + event.y
        if number < len(self._lines) and isinstance(what := self._lines[number], int):
            event.stop()
            self.cursor = what
            self.choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by the wheel."""
        event.stop()
        self._scroll(_WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll by the wheel."""
        event.stop()
        self._scroll(-_WHEEL_ROWS)


def _name_ink(entry: Entry, here: bool) -> Ink:
    if entry.current:
        return MATCH
    return BOLD if here else MUTED if entry.quiet else TEXT


class SideList(EntryList, can_focus=False, inherit_bindings=False):
    """The views at the left of a wide screen; its keys work while it has the focus.

    It takes the focus only when it is asked to: when the papers give way to a finished day, nothing may have it.
    """

    DEFAULT_CSS = "SideList { width: 27; height: 1fr; }"

    def take_focus(self) -> None:
        """Go to the views."""
        self.can_focus = True
        self.focus()

    def on_mount(self) -> None:
        """Take the keys that move in a list of papers, as the person has them."""
        self.lit = False
        self._bindings = BindingsMap(
            Binding(keys, action, show=False)
            for keys, action in (
                (screen_keys("down"), "move(1)"),
                (screen_keys("up"), "move(-1)"),
                (screen_keys("page-down", "half-down"), "move(10)"),
                (screen_keys("page-up", "half-up"), "move(-10)"),
                (screen_keys("top"), "move(-1000)"),
                (screen_keys("end"), "move(1000)"),
                (screen_keys("read", "page"), "choose"),
            )
            if keys
        )

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self.move(rows)

    def action_choose(self) -> None:
        """Go to what the cursor is on."""
        self.choose()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.lit = True

    def on_blur(self) -> None:
        """Hide the cursor: what is open is marked anyway."""
        self.lit = self.can_focus = False
