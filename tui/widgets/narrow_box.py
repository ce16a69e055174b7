"""A box of entries that typing narrows, as overlays have it: a title, what is typed, the entries, a line of keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from digest_reader.i18n import _
from tui.ink import ACCENT_BOLD, BOLD, FAINT, MUTED, TEXT, Line, Run
from tui.narrowing import match
from tui.text.wrap import truncate
from tui.themed import cells, themed
from tui.widgets.one_line import LineBuilder, OneLine
from tui.widgets.side_list import Entry, EntryList

_AROUND = 8
"""Rows of the box besides the entries: border, padding, title, blank rows, keys."""
_MOVES = {
    "down": 1,
    "up": -1,
    "ctrl+n": 1,
    "ctrl+p": -1,
    "ctrl+j": 1,
    "ctrl+k": -1,
    "pagedown": 10,
    "pageup": -10,
    "home": -100_000,
    "end": 100_000,
}

KeyHint = tuple[str, str, str]
"""Key as shown, what it does, and the action of a click on it."""


class NarrowBox(Vertical, can_focus=True):
    """Shows entries, and of them those that match what is typed."""

    DEFAULT_CSS = """
    NarrowBox {
        width: 62; max-width: 96%; height: auto; max-height: 92%;
        border: round $dr-faint; background: $background; padding: 1 2;
    }
    NarrowBox.-ascii { border: ascii $dr-faint; }
    NarrowBox EntryList { height: 1fr; margin: 1 0; }
    """

    def __init__(self, title: str, keys: Sequence[KeyHint]) -> None:
        super().__init__()
        self._title = title
        self._keys = keys
        self._all: Sequence[Entry] = ()
        self._shown: list[Entry] = []
        self._said: Line = ()
        self.typed = ""

    def compose(self) -> ComposeResult:
        """Lay out title, entries and keys."""
        yield OneLine(id="box-title")
        yield EntryList()
        yield OneLine(id="box-keys")

    def on_resize(self) -> None:
        """Share the rows anew."""
        self._draw()

    @property
    def list(self) -> EntryList:
        """The entries."""
        return self.query_one(EntryList)

    @property
    def current(self) -> Entry | None:
        """The entry that the cursor is on."""
        entries = self.list.entries
        return entries[self.list.cursor] if self.list.cursor < len(entries) else None

    def offer(self, entries: Sequence[Entry], *, stay: bool = True) -> None:
        """Show entries.

        Args:
            entries: All there are.
            stay: Whether the cursor stays where it is; else it goes to what is open.
        """
        action = self.current.action if stay and self.current is not None else None
        self._all = entries
        self._narrow(action)
        if not stay:
            self.list.cursor = next((number for number, entry in enumerate(self._shown) if entry.current), 0)

    def say(self, line: Line) -> None:
        """Show something in place of the keys, until the next key."""
        self._said = line
        self._draw()

    def take(self, event: events.Key) -> bool:
        """Move or narrow by a key; return whether it was one that does."""
        self._said = ()
        if event.key in _MOVES:
            self.list.move(_MOVES[event.key])
        elif event.key in ("backspace", "ctrl+h"):
            self._type(self.typed[:-1])
        elif event.key == "ctrl+u":
            self._type("")
        elif event.character is not None and event.is_printable:
            self._type(self.typed + event.character)
        else:
            return False
        self._draw()
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Narrow by what is pasted."""
        event.stop()
        self._type(self.typed + " ".join(event.text.split()))

    def _type(self, text: str) -> None:
        self.typed = text
        self._narrow(None)

    def _narrow(self, action: str | None) -> None:
        found = [(entry, hit) for entry in self._all if (hit := match(entry.name, self.typed)) is not None]
        self._shown = [replace(entry, marks=hit.spans) for entry, hit in found]
        if action is not None:
            cursor = next((number for number, entry in enumerate(self._shown) if entry.action == action), 0)
        else:
            cursor = min(range(len(found)), key=lambda number: found[number][1].distance, default=0)
        self.list.show(self._shown, cursor)
        self._draw()

    def _draw(self) -> None:
        self.set_class(themed(self).glyphs.column == "|", "-ascii")
        groups = len({entry.group for entry in self._all})
        self.styles.height = max(len(self._all) + groups, 1) + _AROUND
        width = self.content_size.width
        if width:
            self.query_one("#box-title", OneLine).show(self._title_line(width))
            builder = self._keys_line(width)
            self.query_one("#box-keys", OneLine).show(self._said or builder.line, builder.targets)

    def _title_line(self, width: int) -> Line:
        close: Line = [("Esc", ACCENT_BOLD), (" " + _("close"), MUTED)]
        room = max(width - cell_len(self._title) - cells(close) - 6, 0)
        typed: Run = (truncate(self.typed, room), BOLD) if self.typed else (truncate(_("type to narrow"), room), FAINT)
        line: list[Run] = [(f" {self._title}   ", BOLD), typed]
        if self.typed and not self._shown:
            line.append(("  " + _("nothing"), MUTED))
        return [*line, (" " * max(width - cells(line) - cells(close) - 1, 0), TEXT), *close]

    def _keys_line(self, width: int) -> LineBuilder:
        builder = LineBuilder([(" ", TEXT)])
        for number, (key, label, action) in enumerate(self._keys):
            part: Line = [(key, ACCENT_BOLD), (f" {label}", MUTED)]
            if builder.width + cells(part) + 3 > width:
                break
            builder.add([("   " if number else "", TEXT)]).add(part, action)
        return builder
