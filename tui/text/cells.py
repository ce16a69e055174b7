"""Cutting one line of text by terminal cells: what a reader sees as one character, truncating, padding.

Cells are counted as Textual counts them (`rich.cells.cell_len`). No cut falls into a wide character, between
a letter and its combining marks, or into an emoji sequence. Breaking text into lines is left to `tui.text.wrap`.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, get_character_cell_size

from parsers.lazy_pattern import lazy_pattern

_JOINER = "\u200d"
_SIMPLE = lazy_pattern(
    "[\u0020-\u02ff\u0370-\u0482\u048a-\u0513\u2010-\u2027\u2190-\u22ff\u3000-\u3029\u3040-\u3098\u309b-\u9fff\uff00-\uffef]*"
)
"""Text in which each character stands for itself: Latin without marks of their own, Greek, Cyrillic, Chinese, signs."""


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the characters as a reader sees them: marks, joiners and flag pairs stay together."""
    start = 0
    for at in range(1, len(text)):
        if not _belongs_to_last(text, start, at):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _belongs_to_last(text: str, start: int, at: int) -> bool:
    """Tell whether the character at ``at`` is a part of the cluster that begins at ``start``."""
    char = text[at]
    if text[at - 1] == _JOINER:
        return True
    if char < "\u0300":
        return False
    if "\U0001f3fb" <= char <= "\U0001f3ff" or get_character_cell_size(char) == 0:
        return True
    return at == start + 1 and _is_regional(char) and _is_regional(text[start])


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def cut(text: str, width: int) -> int:
    """Return how many code points of ``text`` fit into ``width`` cells."""
    if text.isascii():
        return max(0, min(width, len(text)))
    used = 0
    if _SIMPLE.fullmatch(text):
        for at, char in enumerate(text):
            used += get_character_cell_size(char)
            if used > width:
                return at
        return len(text)
    for start, end in clusters(text):
        used += cell_len(text[start:end])
        if used > width:
            return start
    return len(text)


def truncate(text: str, width: int, ellipsis: str = "…") -> str:
    """Return ``text`` if it fits into ``width`` cells, else its beginning and the ellipsis.

    Never half a wide character: the result may be a cell narrower than ``width``; `fit` fills it up.
    """
    # The longest line on any screen is far shorter than this: a hostile title is not measured to its end.
    if len(text) <= 4 * max(width, 64) and cell_len(text) <= width:
        return text
    room = width - cell_len(ellipsis)
    if room < 0:
        return text[: cut(text[: 4 * max(width, 64)], width)]
    head = text[: max(64, 16 * width)]
    shown = head[: cut(head, room)]
    if len(shown) == len(text):
        return text
    return shown.rstrip(" ") + ellipsis


def pad(text: str, width: int) -> str:
    """Return ``text`` with spaces after it to ``width`` cells; a longer text is unchanged."""
    missing = width - cell_len(text)
    if missing > 0 and cell_len(text + " ") == width - missing:  # a joiner at the end takes a space's cell
        missing += 1
    return text + " " * missing


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """Return ``text`` truncated or padded to exactly ``width`` cells."""
    return pad(truncate(text, width, ellipsis), width)
