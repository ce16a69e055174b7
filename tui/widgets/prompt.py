"""A line to type in, in the top row: the filter, a list's name, a file to import."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from tui.ink import ACCENT_BOLD, BOLD, FAINT, MUTED, TEXT, WARNING, Line
from tui.text.wrap import truncate
from tui.themed import cells, themed
from tui.widgets.one_line import OneLine

_FIELD_CELLS = 43
"""Cells of the field at most: what is said of the text stands beside it."""

_MOST_PASTED = 2_000
"""Characters up to which a text is pasted: a title or a path. A filter of a megabyte would be sought for a minute."""

Doubtful = Callable[[str], list[tuple[int, int]]]
"""Where a text has parts that cannot be understood."""
Typed = Callable[[str], None]
"""Told a text whenever the person has changed it."""


class _MarkDoubtful(Highlighter):
    """Underlines what cannot be understood, where it stands."""

    def __init__(self, doubtful: Doubtful, style: Style) -> None:
        self._doubtful = doubtful
        self._style = style

    def highlight(self, text: Text) -> None:
        for start, end in self._doubtful(text.plain):
            text.stylize(self._style, start, end)


class PromptInput(Input):
    """The text field. Keys that move in the list are passed on to it while one types."""

    BINDINGS = []  # noqa: RUF012 - Textual's own declaration
    ENDING_KEYS = frozenset({"enter", "escape"})
    """After these the prompt is left."""
    widens = False
    """Whether Tab asks for more to be searched rather than leaving the field."""
    typed: Typed | None = None
    """Told at once, before a message would be: what is typed is searched for before the letter is painted."""
    # How long the text is changes nothing but what is in view: no layout, which a letter would wait for.
    virtual_size = Reactive(Size(0, 0))

    class Moved(Message):
        """A key asked to move in the list: down or up, by a row or a page."""

        def __init__(self, rows: int, pages: float = 0) -> None:
            super().__init__()
            self.rows = rows
            self.pages = pages

    class Left(Message):
        """The person pressed Esc."""

    class Toggled(Message):
        """The person asked for the other order of hits."""

    class Widened(Message):
        """The person asked for more to be searched, or for less again."""

    async def on_key(self, event: events.Key) -> None:
        """Take the keys that mean something other than text here, and those that edit it.

        Textual lets a key that edits go up to the app and come back as an action: letters typed right behind it would
        be there sooner, and be deleted by it.
        """
        messages: dict[str, Message] = {
            "down": self.Moved(1),
            "up": self.Moved(-1),
            "shift+down": self.Moved(1),
            "shift+up": self.Moved(-1),
            "ctrl+n": self.Moved(1),
            "ctrl+p": self.Moved(-1),
            "pagedown": self.Moved(0, 1),
            "pageup": self.Moved(0, -1),
            "escape": self.Left(),
            "ctrl+s": self.Toggled(),
            **({"tab": self.Widened()} if self.widens else {}),
        }
        message = messages.get(event.key)
        if message is not None:
            event.stop()
            event.prevent_default()
            self.post_message(message)
            return
        for binding in () if event.is_printable else self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, self):
                event.stop()
                event.prevent_default()
                return

    def watch_value(self, value: str) -> None:
        """Tell what was typed."""
        if self.typed is not None:
            self.typed(value)

    def on_paste(self, event: events.Paste) -> None:
        """Take a text of several lines as one line, as titles are copied."""
        event.stop()
        event.prevent_default()
        room = max(_MOST_PASTED - len(self.value), 0)
        # Cut before it is split: the clipboard may hold a digest, or a book.
        self.insert_text_at_cursor(" ".join(event.text[: 2 * _MOST_PASTED].split())[:room])


class Prompt(Horizontal):
    """A label, a text field, and what is said about the text at its right."""

    DEFAULT_CSS = """
    Prompt { height: 1; width: 1fr; }
    Prompt #prompt-label { width: auto; }
    Prompt #prompt-said { width: 1fr; }
    Prompt PromptInput {
        border: none; padding: 0; height: 1; width: 1fr; max-width: 43;
        background: $background; color: $foreground;
    }
    Prompt PromptInput:focus { border: none; background: $background; background-tint: transparent; }
    Prompt PromptInput > .input--placeholder { color: $dr-faint; }
    Prompt PromptInput > .input--cursor { background: $dr-accent; color: $background; text-style: none; }
    Prompt PromptInput > .input--selection { background: $dr-cursor; }
    """

    def compose(self) -> ComposeResult:
        """Lay out label, field and remark."""
        yield OneLine(id="prompt-label")
        yield PromptInput(compact=True, select_on_focus=False)
        yield OneLine(id="prompt-said")

    @property
    def field(self) -> PromptInput:
        """The text field."""
        return self.query_one(PromptInput)

    def fill(
        self,
        label: str,
        value: str = "",
        placeholder: str = "",
        doubtful: Doubtful | None = None,
        typed: Typed | None = None,
    ) -> None:
        """Set what is asked for and the text to begin with.

        Args:
            label: What is asked for.
            value: The text.
            placeholder: Shown while the field is empty.
            doubtful: Says which parts of the text cannot be understood.
            typed: Told what the person makes of the text.
        """
        line: Line = [(f" {label} ", ACCENT_BOLD)]
        label_line = self.query_one("#prompt-label", OneLine)
        label_line.styles.width = cells(line)
        label_line.show(line)
        field = self.field
        style = themed(self).palette.style(WARNING._replace(underline=True))
        field.highlighter = _MarkDoubtful(doubtful, style) if doubtful is not None else None
        field.placeholder = placeholder
        field.widens = doubtful is not None
        field.typed = None
        field.value = value
        field.typed = typed
        field.cursor_position = len(value)
        self.say("", "")

    def say(self, strong: str, weak: str, key: str = "", action: str = "", *, warning: bool = False) -> None:
        """Say something about the text: a strong word, a weaker remark, a key and what a click on it does."""
        room = self._room_beside()
        if room:
            others = cell_len(strong) + 7 + (cell_len(key) + 1 if key else 0)
            weak = truncate(weak, max(room - others, 0), themed(self).glyphs.ellipsis)
        line: Line = [
            ("   ", TEXT),
            (strong, WARNING if warning else BOLD),
            ("   " if strong else "", TEXT),
            (weak, MUTED if key else FAINT),
            (f" {key}" if key else "", ACCENT_BOLD),
        ]
        width = cells(line)
        targets = [(width - cells(line[3:]), width, action)] if action else []
        self.query_one("#prompt-said", OneLine).show(line, targets)

    def _room_beside(self) -> int:
        """Return the cells beside the field: where they are few, a filter that is kept takes no more than it needs."""
        kept = not self.field.can_focus and self.size.width < _FIELD_CELLS * 2
        most = min(cell_len(self.field.value) + 2, _FIELD_CELLS) if kept else _FIELD_CELLS
        self.field.styles.max_width = most
        rest = self.size.width - self.query_one("#prompt-label").size.width
        return max(rest - min(most, (rest + 1) // 2), 0)

    def on_click(self, event: events.Click) -> None:
        """Type in the field again when a filter that was kept is clicked."""
        if not self.field.can_focus and event.widget is not self.query_one("#prompt-said"):
            self.post_message(OneLine.Pressed("filter"))
