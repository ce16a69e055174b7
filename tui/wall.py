"""The second wall: whatever text reaches the terminal, nothing in it is obeyed. Cleaning is the parsers' work."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SPACES = dict.fromkeys((*range(32), 127, *range(128, 160), 8232, 8233), " ")
_REMOVED = dict.fromkeys((*range(8234, 8239), *range(8294, 8298), 8203, 8206, 8207, 65279, *range(917504, 917632)))
_OBEYED = {**_SPACES, **_REMOVED, **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
"""Control characters, direction overrides, tags and lone surrogates, and what is drawn in their place."""


def harmless(text: str) -> str:
    """Return a text as it is only shown."""
    return text if text.isascii() and text.isprintable() else text.translate(_OBEYED)


class ControlCharacters(LineFilter):
    """Replaces what a terminal would obey, in every segment of text that is drawn."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return segments whose text is only shown."""
        return [
            segment if segment.control or shown is segment.text else Segment(shown, segment.style)
            for segment in segments
            for shown in (harmless(segment.text),)
        ]
