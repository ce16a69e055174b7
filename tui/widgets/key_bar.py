"""The bottom row: the keys that work now, the most useful first, help pinned at the right."""

from __future__ import annotations

from collections.abc import Sequence

from digest_reader.i18n import _
from tui.ink import ACCENT_BOLD, MUTED, TEXT, Line
from tui.themed import cells
from tui.widgets.one_line import LineBuilder, OneLine

WIDE = 120
"""Columns from which keys stand further apart."""


class KeyBar(OneLine):
    """Shows keys; a click does what the key does."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._keys: Sequence[tuple[str, str, str]] = ()
        self._help = "?"

    def offer(self, keys: Sequence[tuple[str, str, str]], help_key: str = "?") -> None:
        """Show keys as (key, label, action), as many as fit, and the key of the help."""
        self._keys, self._help = keys, help_key
        self._draw()

    def on_resize(self) -> None:
        """Share the row anew."""
        self._draw()

    def _draw(self) -> None:
        width = self.size.width
        gap = "   " if width >= WIDE else "  "
        help_line: Line = [(self._help, ACCENT_BOLD), (" " + _("Help"), MUTED), (" ", TEXT)] if self._help else []
        builder = LineBuilder([(" ", TEXT)])
        for number, (key, label, action) in enumerate(self._keys):
            part: Line = [(key, ACCENT_BOLD), (f" {label}", MUTED)]
            before = gap if number else ""
            if builder.width + len(before) + cells(part) + len(gap) + cells(help_line) > width:
                break
            builder.add([(before, TEXT)]).add(part, action)
        builder.add([(" " * max(width - builder.width - cells(help_line), 0), TEXT)]).add(help_line, "help")
        self.show(builder.line, builder.targets)
