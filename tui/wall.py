"""The second wall: whatever text reaches the terminal, nothing in it is obeyed. Cleaning is the parsers' work."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SPACES = dict.fromkeys((*range(32), 127, *range(128, 160), 8232, 8233), " ")
_REMOVED = dict.fromkeys((*range(8234, 8239), *range(8294, 8298), 8203, 8206, 8207, 65279, *range(917504, 917632)))
_OBEYED = {**_SPACES, **_REMOVED, **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
"""Control characters, direction overrides, tags and lone surrogates, and what is drawn in their place."""


class ControlCharacters(LineFilter):
    """Replaces what a terminal would obey, in every segment of text that is drawn."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return segments whose text is only shown."""
        return [
            segment
            if segment.control or (segment.text.isascii() and segment.text.isprintable())
            else Segment(segment.text.translate(_OBEYED), segment.style)
            for segment in segments
        ]
