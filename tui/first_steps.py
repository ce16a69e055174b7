"""Three lines that teach the first keys over a person's own papers, until they have been used."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from digest_reader.errors import DigestReaderError
from digest_reader.i18n import _
from digest_reader.library import Library
from tui.glyphs import Glyphs
from tui.ink import ACCENT_BOLD, FAINT, HAIR, TEXT, Line
from tui.keymap import shown
from tui.text.wrap import fit, truncate

_MEMORY = "first steps"
_ENOUGH = 3
"""Decisions after which the keys are known."""


class FirstSteps:
    """Knows whether a person is at the beginning, and remembers when that is over."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._decided = 0
        self.over = _is_over(library.recall(_MEMORY))
        self._asked = self.over

    def begin(self) -> None:
        """See whether anything was ever decided in this library, the first time that it has papers."""
        if self._asked:
            return
        counts = self._library.counts()
        if counts.total:
            self._asked = True
            if counts.left < counts.total or self._library.lists():
                self._end()

    @property
    def shown(self) -> bool:
        """Whether the lines are to be seen."""
        return self._asked and not self.over

    def decided(self) -> None:
        """Count a decision."""
        self._decided += 1
        if self._decided >= _ENOUGH:
            self._end()

    def undone(self) -> None:
        """Take note that the person knows the way back, and so all that matters."""
        self._end()

    def _end(self) -> None:
        if not self.over:
            self.over = True
            # A convenience like the place: where it cannot be written down, the lines come once more.
            with suppress(DigestReaderError):
                self._library.remember(_MEMORY, {"over": True})


def _is_over(memory: Any) -> bool:
    return isinstance(memory, dict) and memory.get("over") is True


def lesson(width: int, indent: int, text_at: int, glyphs: Glyphs) -> list[Line]:
    """Return the lines: a hairline, and a line for each of the keys that save, skip and undo.

    Args:
        width: Cells of a line.
        indent: Cells before the keys.
        text_at: Cells before what they do.
        glyphs: Which characters to draw with.
    """
    taught = (
        ("save", _("saves this paper to your first list, and goes on")),
        ("skip", _("skips it, and goes on")),
        ("undo", _("takes back the last one; nothing is ever lost")),
    )
    keys = max(text_at - indent, 4)
    room = max(width - indent - keys - 1, 1)
    rule: Line = [(" " * indent, TEXT), (glyphs.rule * max(width - indent - 1, 0), HAIR)]
    return [
        rule,
        *(
            [(" " * indent, TEXT), (fit(key, keys), ACCENT_BOLD), (truncate(does, room, glyphs.ellipsis), FAINT)]
            for binding, does in taught
            if (key := shown(binding))
        ),
    ]
