"""Writing the note of one paper. Leaving keeps what is written, and asks nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import TextArea

from digest_reader.editor import EditorError, command, edit
from digest_reader.i18n import _
from tui.glyphs import ASCII
from tui.ink import ACCENT_BOLD, BOLD, FAINT, MUTED, TEXT, WARNING, Line
from tui.screens.overlay import Overlay
from tui.text.wrap import truncate
from tui.themed import cells, themed
from tui.widgets.notice import Notice
from tui.widgets.one_line import LineBuilder, OneLine

Keep = Callable[[str], str]
"""Keeps a note; returns what went wrong, nothing when it is kept."""


class NoteScreen(Overlay[None]):
    """A small editor. Esc keeps the text and closes; what cannot be kept stays open, and is said."""

    DEFAULT_CSS = """
    NoteScreen #note {
        width: 76; max-width: 96%; height: 16; max-height: 92%;
        border: round $dr-faint; background: $background; padding: 1 3;
    }
    NoteScreen.-ascii #note { border: ascii $dr-faint; }
    NoteScreen #note-title { margin-bottom: 1; }
    NoteScreen #note-keys { margin-top: 1; }
    NoteScreen TextArea, NoteScreen TextArea:focus {
        border: none; padding: 0; height: 1fr; background: $background; color: $foreground;
        scrollbar-size: 0 0; background-tint: transparent;
    }
    NoteScreen TextArea .text-area--cursor {
        background: $dr-accent !important; color: $background !important; text-style: none !important;
    }
    NoteScreen TextArea .text-area--cursor-line { background: $background; }
    NoteScreen TextArea .text-area--selection { background: $dr-cursor; }
    NoteScreen { layers: default notice; }
    NoteScreen TextArea .text-area--placeholder { color: $dr-faint; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "keep", "Keep", priority=True),
        Binding("ctrl+e", "edit", "Editor", priority=True),
    ]

    def __init__(self, title: str, text: str, keep: Keep) -> None:
        """Open the note of a paper.

        Args:
            title: What the paper is called.
            text: The note as it is.
            keep: Keeps it when the person leaves.
        """
        super().__init__()
        self._title = title
        self._before = text
        self._keep = keep
        self._problem = ""
        self._notice: Notice | None = None

    def compose(self) -> ComposeResult:
        """Lay out the title, the text and the keys."""
        with Vertical(id="note"):
            yield OneLine(id="note-title")
            yield TextArea(self._before, soft_wrap=True, show_line_numbers=False, placeholder=_("#word is a tag"))
            yield OneLine(id="note-keys")

    def on_mount(self) -> None:
        """Put the cursor at the end."""
        self.set_class(themed(self).glyphs is ASCII, "-ascii")
        text = self._text
        text.move_cursor(text.document.end)
        text.focus()

    def on_resize(self) -> None:
        """Fit title and keys to the width."""
        self.call_after_refresh(self._draw)

    @property
    def _text(self) -> TextArea:
        return self.query_one(TextArea)

    def _draw(self) -> None:
        title = self.query_one("#note-title", OneLine)
        label = _("Note")
        room = max(title.size.width - cells([(label, BOLD)]) - 3, 1)
        title.show([(label, BOLD), ("   ", TEXT), (truncate(self._title, room, themed(self).glyphs.ellipsis), MUTED)])
        keys = self.query_one("#note-keys", OneLine)
        is_cut = cell_len(self._problem) > keys.size.width
        self._show_whole(self._problem if is_cut else "")
        if self._problem:
            keys.show([(truncate(self._problem, max(keys.size.width, 1), themed(self).glyphs.ellipsis), WARNING)])
            return
        built = LineBuilder()
        for key, does, action in (("Esc", _("keep and close"), "keep"), ("ctrl+e", _("editor"), "edit")):
            part: Line = [(key, ACCENT_BOLD), (f" {does}", MUTED)]
            if built.width + cells(part) <= keys.size.width:
                built.add(part, action).add([("   ", FAINT)])
        keys.show(built.line, built.targets)

    def _show_whole(self, problem: str) -> None:
        """Show what went wrong in rows of its own, none with an empty text."""
        if self._notice is not None:
            self._notice.show(problem)
        elif problem:
            self._notice = Notice(problem)
            self.mount(self._notice)

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._problem:
            self._problem = ""
            self._draw()

    @on(OneLine.Pressed)
    async def _pressed(self, event: OneLine.Pressed) -> None:
        event.stop()
        await self.run_action(event.action)

    def keep(self) -> bool:
        """Keep the text if it has changed; return whether nothing stands in the way of closing."""
        text = self._text.text.rstrip()
        if text == self._before.rstrip():
            return True
        self._problem = self._keep(text)
        if not self._problem:
            self._before = text
        return not self._problem

    def action_keep(self) -> None:
        """Keep the text and close."""
        if self.keep():
            self.dismiss(None)
        else:
            self._draw()

    def action_edit(self) -> None:
        """Write in the person's own editor, which has the terminal meanwhile."""
        text = self._text
        written, failure = text.text, None
        try:
            words = command(os.environ)
            with self.app.suspend():
                try:
                    written = edit(text.text, words)
                except EditorError as error:
                    # Within: Textual takes the terminal back only after a block that nothing was raised from.
                    failure = error
        except SuspendNotSupported:
            self._problem = _("no editor can have this terminal")
        except EditorError as error:
            failure = error
        if failure is not None:
            self._problem = " ".join(part for part in (failure.message, failure.hint) if part)
        if written != text.text:
            text.load_text(written)
            text.move_cursor(text.document.end)
        self._draw()
