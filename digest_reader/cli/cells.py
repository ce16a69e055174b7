"""Text in terminal cells: how wide it is, cut and folded to a width. What the text says is left to the commands.

A wide character (East Asian Width W or F, Unicode Standard Annex 11) takes two cells, a combining mark none.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# A line may break at spaces (not the no-break ones inside formulas) and beside a wide character.
_PIECE = re.compile(r" +|[^ \u1100-\U0003fffd]+|.", re.DOTALL)
_CLOSING = frozenset("，。、；：？！）》」』】〉”’…,.;:?!)]}")
_OPENING = frozenset("（《「『【〈“‘([{")


def width(text: str) -> int:
    """Return how many cells a text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def cut(text: str, cells: int, ellipsis: str = "…") -> str:
    """Return a text in at most so many cells, the ellipsis telling that it was longer."""
    if width(text) <= cells:
        return text
    room, kept = cells - width(ellipsis), []
    for character in text:
        room -= _width(character)
        if room < 0:
            break
        kept.append(character)
    return ("".join(kept).rstrip() + ellipsis)[: max(cells, 0)]


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """Return a text filled with spaces to so many cells; a longer one as it is."""
    space = " " * (cells - width(text))
    return space + text if right else text + space


def fold(text: str, cells: int | None) -> list[str]:
    """Return a paragraph in lines of at most so many cells; None leaves it in one line."""
    if cells is None:
        return [text]
    lines, line, used = [], "", 0
    for piece in _pieces(text):
        size = width(piece)
        if used + width(piece.rstrip(" ")) > cells and line.strip():
            lines.append(line.rstrip())
            line, used = "", 0
            if piece[0] == " ":
                continue
        line, used = line + piece, used + size
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str) -> Iterator[str]:
    """Yield what a line break may not cut: words, and wide characters with the punctuation that clings to them."""
    piece = ""
    for match in _PIECE.finditer(text):
        found = match[0]
        if piece and not _clings(piece, found):
            yield piece
            piece = ""
        piece += found
    if piece:
        yield piece


def _clings(piece: str, found: str) -> bool:
    if found[0] == " " or piece[-1] == " ":
        return False
    return found[0] in _CLOSING or piece[-1] in _OPENING or unicodedata.combining(found[0]) > 0


def _width(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1
