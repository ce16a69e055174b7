"""Every key on one page, made from the key table; typing narrows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from digest_reader.i18n import N_, _
from tui.glyphs import ASCII, Glyphs
from tui.ink import ACCENT_BOLD, BOLD, FAINT, FAINT_ITALIC, MUTED, TEXT, Line, Run
from tui.keymap import KEYS, LIST_KEYS, Key, Mode, shown_in_help
from tui.screens.overlay import Overlay
from tui.text.wrap import fit
from tui.themed import cells, themed

_COLUMNS = (("Decide", "Find"), ("Move", "Select"), ("Look", "Paper", "App"), ("Lists",))
_KEY_CELLS, _MOST_KEY_CELLS = 10, 16
_MOST_ACROSS, _GAP = 3, 2
"""Columns of keys side by side, and the least cells between them."""
_PLACES: dict[Mode, str] = {
    "triage": N_("in the list"),
    "found": N_("in the list"),
    "list": N_("in a reading list"),
    "views": N_("in the views"),
    "read": N_("while reading"),
    "done": N_("after a day"),
    "empty": N_("in an empty library"),
}
"""What the focused pane is called: keys of no use there are faint."""


class HelpText(ScrollView):
    """The help's lines."""

    DEFAULT_CSS = "HelpText { scrollbar-size: 0 0; background: $background; height: 1fr; }"

    def __init__(self, here: str, useful: Callable[[str], bool]) -> None:
        super().__init__(id="help")
        self._here = here
        self._useful = useful
        self.lines: list[Line] = []

    def on_mount(self) -> None:
        """Show all keys."""
        self.narrow("")

    def narrow(self, text: str) -> None:
        """Show the keys whose name or meaning holds a text."""
        page = _Page(text, self.size.width or 104, self._here, self._useful, themed(self).glyphs)
        self.lines = page.lines(long=False)
        if len(self.lines) > self.size.height > 0:
            self.lines = page.lines(long=True)
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
        width: 116; max-width: 98%; height: auto; max-height: 92%; min-height: 10;
        border: round $dr-faint; background: $background; padding: 1 3 0 3;
    }
    HelpScreen HelpText { height: 24; max-height: 100%; }
    HelpScreen.-ascii #help { border: ascii $dr-faint; }
    """
    BINDINGS = [("question_mark,f1", "dismiss(None)", "Close")]  # noqa: RUF012 - Textual's own declaration

    def __init__(self, mode: Mode, useful: Callable[[str], bool]) -> None:
        """Explain the keys.

        Args:
            mode: What the person is doing.
            useful: Whether an action, by its name, means something there.
        """
        super().__init__()
        self._mode = mode
        self._useful = useful
        self._typed = ""

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        text = HelpText(_(_PLACES[self._mode]) if self._mode in _PLACES else "", self._useful)
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


@dataclass(frozen=True, slots=True)
class _Page:
    """The page of the keys that a text was typed for.

    Attributes:
        typed: The text.
        width: Cells across.
        here: Where the person is.
        useful: Whether an action means something there.
        glyphs: Which characters to draw with.
    """

    typed: str
    width: int
    here: str
    useful: Callable[[str], bool]
    glyphs: Glyphs

    def lines(self, *, long: bool) -> list[Line]:
        """Return its lines; of a long one that there is more of it."""
        lines: list[Line] = [self._head(long), []]
        columns = [column for groups in _COLUMNS if (column := self._column(groups))]
        if not columns:
            said = _("No key does “{typed}”. Backspace, or Esc to close.").format(typed=self.typed)
            return [*lines, [(said, MUTED)]]
        columns = self._beside_each_other(columns)
        widths = [_width(column) for column in columns]
        gap = max((self.width - sum(widths)) // max(len(columns) - 1, 1), _GAP)
        for row in zip_longest(*columns, fillvalue=()):
            line: list[Run] = []
            for part, room in zip(row, widths, strict=True):
                line += [*part, (" " * (room + gap - cells(part)), TEXT)]
            lines.append(line)
        return [*lines, [], *_marks(self.glyphs, self.width)]

    def _beside_each_other(self, columns: list[list[Line]]) -> list[list[Line]]:
        """Return the columns in as many as there is room for: better one fewer than words that are cut."""
        for across in range(min(len(columns), _MOST_ACROSS), 1, -1):
            folded = _fold(columns, across)
            if sum(map(_width, folded)) + _GAP * (across - 1) <= self.width:
                return folded
        return _fold(columns, 1)

    def _head(self, long: bool) -> Line:
        head: list[Run] = [(_("Keys"), BOLD), (f"   {self.here}", MUTED)]
        more: Line = [("PgDn", ACCENT_BOLD), (" " + _("more") + "    ", MUTED)] if long else []
        hint: Line = [
            *more,
            (f"“{self.typed}”" if self.typed else _("type to search"), MUTED if self.typed else FAINT),
            ("    Esc", ACCENT_BOLD),
            (" " + _("close"), MUTED),
        ]
        return [*head, (" " * max(self.width - cells(head) - cells(hint), 1), TEXT), *hint]

    def _column(self, groups: tuple[str, ...]) -> list[Line]:
        lines: list[Line] = []
        in_column = [shown_in_help(key.id) for key in (*KEYS, *LIST_KEYS) if key.group in groups and key.help]
        room = max([_KEY_CELLS - 1, *(min(len(keys), _MOST_KEY_CELLS) for keys in in_column)]) + 1
        for group in groups:
            keys = [key for key in (*KEYS, *LIST_KEYS) if key.group == group and key.help and _wanted(key, self.typed)]
            if keys:
                lines += [[], [(_(group), BOLD)]] if lines else [[(_(group), BOLD)]]
                lines += [self._line(key, room) for key in keys]
        return lines

    def _line(self, key: Key, room: int) -> Line:
        useful = self.useful(key.action.partition("(")[0])
        keys = fit(shown_in_help(key.id), room)
        return [(keys, ACCENT_BOLD if useful else FAINT), (_(key.help), MUTED if useful else FAINT)]


def _fold(columns: list[list[Line]], across: int) -> list[list[Line]]:
    """Hang columns that do not fit beside the others under the shortest, of equal ones under the widest."""
    folded = [list(column) for column in columns[:across]]
    for column in columns[across:]:
        shortest = min(folded, key=lambda lines: (len(lines), -_width(lines)))
        shortest += [[], *column]
    return folded


def _width(column: list[Line]) -> int:
    return max(map(cells, column), default=0)


def _wanted(key: Key, typed: str) -> bool:
    english = (key.help, key.command, key.group)
    said = " ".join([shown_in_help(key.id), *map(_, english), *english])
    return typed.lower() in said.lower()


def _marks(glyphs: Glyphs, width: int) -> list[Line]:
    """Return what the marks of the screen mean, on as many lines as the width asks for."""
    explained: list[tuple[Run, str]] = [
        (("+", ACCENT_BOLD), _("saved")),
        (("z", MUTED), _("later")),
        (("-", MUTED), _("skipped")),
        (("*", ACCENT_BOLD), _("selected")),
        ((glyphs.watched, ACCENT_BOLD), _("watched")),
        ((glyphs.note, MUTED), _("note")),
        (("AI", FAINT_ITALIC), _("by a model")),
        (("MT", FAINT_ITALIC), _("machine translation")),
    ]
    lines: list[list[Run]] = [[(fit(_("Marks"), _KEY_CELLS), BOLD)]]
    for mark, meaning in explained:
        part: list[Run] = [mark, (f" {meaning}   ", MUTED)]
        if cells(lines[-1]) + cells(part) - 3 > width:
            lines.append([(" " * _KEY_CELLS, TEXT)])
        lines[-1] += part
    return list(lines)
