"""Every key on one page, made from the key table; typing narrows it."""

from __future__ import annotations

from itertools import zip_longest

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from digest_reader.i18n import _
from tui.glyphs import ASCII
from tui.ink import ACCENT_BOLD, BOLD, FAINT, FAINT_ITALIC, MUTED, TEXT, Line, Run
from tui.keymap import KEYS, LIST_KEYS, Key, shown_in_help
from tui.screens.overlay import Overlay
from tui.text.wrap import fit
from tui.themed import cells, themed

_COLUMNS = (("Decide", "Find"), ("Move", "Select"), ("Look", "Paper", "App"), ("Lists",))
_KEY_CELLS = 10


class HelpText(ScrollView):
    """The help's lines."""

    DEFAULT_CSS = "HelpText { scrollbar-size: 0 0; background: $background; height: 1fr; }"

    def on_mount(self) -> None:
        """Show all keys."""
        self.lines: list[Line] = []
        self.narrow("")

    def narrow(self, text: str) -> None:
        """Show the keys whose name or meaning holds a text."""
        self.lines = _page(text, self.size.width or 104, long=False)
        if len(self.lines) > self.size.height > 0:
            self.lines = _page(text, self.size.width, long=True)
        self.virtual_size = Size(self.size.width, len(self.lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        number = round(self.scroll_y) + y
        line = self.lines[number] if number < len(self.lines) else ()
        return themed(self).palette.strip(line, self.size.width)


class HelpScreen(Overlay[None]):
    """The help."""

    DEFAULT_CSS = """
    HelpScreen #help {
        width: 110; max-width: 96%; height: auto; max-height: 92%; min-height: 10;
        border: round $dr-faint; background: $background; padding: 1 3 0 3;
    }
    HelpScreen HelpText { height: 24; max-height: 100%; }
    HelpScreen.-ascii #help { border: ascii $dr-faint; }
    """
    BINDINGS = [("question_mark,f1", "dismiss(None)", "Close")]  # noqa: RUF012 - Textual's own declaration

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        text = HelpText(id="help")
        text.can_focus = True
        yield text

    def on_mount(self) -> None:
        """Take the keys, and fit the box to its lines."""
        self.set_class(themed(self).glyphs is ASCII, "-ascii")
        self.query_one(HelpText).focus()

    def on_resize(self) -> None:
        """Set the lines for the width."""
        self.call_after_refresh(self._narrow)

    def _narrow(self) -> None:
        text = self.query_one(HelpText)
        text.narrow(self._typed)
        text.styles.height = len(text.lines) + 4
        self.call_after_refresh(lambda: text.narrow(self._typed))

    def on_key(self, event: events.Key) -> None:
        """Narrow by what is typed; arrows scroll."""
        text = self.query_one(HelpText)
        if event.key in ("pagedown", "pageup", "down", "up", "space"):
            page = max(text.size.height - 2, 1) if event.key in ("pagedown", "pageup", "space") else 1
            text.scroll_to(y=text.scroll_y + (-page if event.key in ("pageup", "up") else page), animate=False)
        elif event.key == "backspace":
            self._typed = self._typed[:-1]
        elif event.character is not None and event.is_printable and event.character != "?":
            self._typed += event.character
        else:
            return
        event.stop()
        text.narrow(self._typed)


def _page(typed: str, width: int, *, long: bool) -> list[Line]:
    head: list[Run] = [("Keys", BOLD)]
    more: Line = [("PgDn", ACCENT_BOLD), (" more    ", MUTED)] if long else []
    hint: Line = [
        *more,
        (f"“{typed}”" if typed else "type to search", MUTED if typed else FAINT),
        ("    Esc", ACCENT_BOLD),
        (" close", MUTED),
    ]
    head.append((" " * max(width - cells(head) - cells(hint), 1), TEXT))
    lines: list[Line] = [[*head, *hint], []]
    columns = [_column(groups, typed) for groups in _COLUMNS]
    columns = [column for column in columns if column]
    if not columns:
        return [*lines, [(f"No key does “{typed}”. Backspace, or Esc to close.", MUTED)]]
    across = 3 if width >= 96 else 2 if width >= 60 else 1
    if len(columns) > across:
        columns = _fold(columns, across)
    widths = [max(map(cells, column)) for column in columns]
    gap = max((width - sum(widths)) // max(len(columns) - 1, 1), 2)
    for row in zip_longest(*columns, fillvalue=()):
        line: list[Run] = []
        for part, room in zip(row, widths, strict=True):
            line += [*part, (" " * (room + gap - cells(part)), TEXT)]
        lines.append(line)
    return [*lines, [], _marks()]


def _fold(columns: list[list[Line]], across: int) -> list[list[Line]]:
    """Hang columns that do not fit beside the others under the shortest."""
    folded = columns[:across]
    for column in columns[across:]:
        shortest = min(folded, key=len)
        shortest += [[], *column]
    return folded


def _column(groups: tuple[str, ...], typed: str) -> list[Line]:
    lines: list[Line] = []
    for group in groups:
        keys = [key for key in (*KEYS, *LIST_KEYS) if key.group == group and key.help and _wanted(key, typed)]
        if keys:
            lines += [[], [(_(group), BOLD)]] if lines else [[(_(group), BOLD)]]
            lines += [[(fit(shown_in_help(key.id), _KEY_CELLS), ACCENT_BOLD), (_(key.help), MUTED)] for key in keys]
    return lines


def _wanted(key: Key, typed: str) -> bool:
    said = f"{shown_in_help(key.id)} {_(key.help)} {_(key.command)} {_(key.group)}"
    return typed.lower() in said.lower()


def _marks() -> Line:
    return [
        ("Marks     ", BOLD),
        ("+", ACCENT_BOLD),
        (" saved   z later   - skipped   ", MUTED),
        ("*", ACCENT_BOLD),
        (" selected    ", MUTED),
        ("AI", FAINT_ITALIC),
        (" by a model   ", MUTED),
        ("MT", FAINT_ITALIC),
        (" machine translation", MUTED),
    ]
