"""Breaking text into lines by cells, eliding the middle of a line, and punctuation as the reader expects it.

Lines are offsets into the text, so that styled spans and matches can be cut with it. Chinese breaks between
characters, never before closing or after opening punctuation; formulas joined by no-break spaces stay whole
where they fit a line. Words are never hyphenated: a word that has a hyphen or a slash breaks after it only where a
ragged edge of more than a quarter of the width would be left. Cutting by cells is in `tui.text.cells`, whose
functions are given out here too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len

from parsers.lazy_pattern import lazy_pattern
from tui.text.cells import clusters, cut, fit, pad, truncate

__all__ = [
    "Piece",
    "Span",
    "break_units",
    "clusters",
    "cut",
    "display_punctuation",
    "elide_to",
    "fit",
    "pad",
    "truncate",
    "wrap",
]

Span = tuple[int, int]
"""Start and end of a stretch of text, in code points."""
Piece = tuple[int, int, int]
"""Start and end of a stretch of the source text, and where it starts in the shown text."""

_WORD = lazy_pattern(r"[^ \t\n\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+")
# Where the ranges begin, and the character after each: no expression, which would take milliseconds to compile.
_IDEOGRAPHS = (
    *(0x1100, 0x1200, 0x2E80, 0x2FE0, 0x3005, 0x3008, 0x3021, 0x302A, 0x3031, 0x303D, 0x3041, 0x4DC0, 0x4E00, 0xA4D0),
    *(0xA960, 0xA980, 0xAC00, 0xD800, 0xF900, 0xFB00, 0xFF10, 0xFF1A, 0xFF21, 0xFF3B, 0xFF41, 0xFF5B, 0xFF66, 0xFFDD),
    *(0x1F000, 0x1FB00, 0x20000, 0x40000),
)
_CLOSING_WIDE = frozenset("，。、；：！？）」』】》〉］｝〕〗〙〛｣､｡．％～〜—")
_CLOSING = frozenset(",.;:!?)]}%'\"”’…‥·・‧ー々〻゛゜ヽヾゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ°℃‰′″-–/~»›")
_OPENING_WIDE = frozenset("（「『【《〈［｛〔〖〘〚｢")
_OPENING = frozenset("([{“‘'\"$¥￥£€#＃＄«‹")
_GLUE = frozenset("\u00a0\u202f\u2007\u2060\ufeff")
_STRAY_CLOSING = lazy_pattern("[，。、；：！？）」』】》〉］｝〕〗〙〛｣]|[,.;:!?)\\]}%]+(?:$|(?=[^!-~]))")
_HYPHEN = lazy_pattern(r"(?<=[^\W\d_]{2}[-‐/])(?=[^\W\d_]{2})")
_ADDRESS = lazy_pattern(r"(?<=[/?&=_,;#+-])(?=[^/?&=_,;#+-])")
_GLUE_BREAK = lazy_pattern("[\u00a0\u202f\u2007]")


def wrap(text: str, width: int) -> list[Span]:
    r"""Break a text into lines.

    Args:
        text: The text; ``\n`` ends a line.
        width: Cells of a line, at least 1.

    Returns:
        Start and end of each line in the text. The spaces at a break belong to no line. No line is wider than the
        width, except that a character of two cells stands alone where only one is given. Empty text has no lines.
    """
    width = max(width, 1)
    lines: list[Span] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        lines += _Lines(text, width).fill(start, end) or [(start, start)]
        start = end + 1
    return lines


class _Lines:
    """Fills lines with the units of one paragraph, greedily."""

    def __init__(self, text: str, width: int) -> None:
        self._text = text
        self._width = width
        self._lines: list[Span] = []
        self._start = -1  # of the line being filled; -1 when it is empty
        self._end = -1
        self._used = 0

    def fill(self, start: int, end: int) -> list[Span]:
        """Return the lines of text[start:end]."""
        for unit_start, unit_end in break_units(self._text, start, end):
            self._place(unit_start, unit_end)
        self._new_line()
        return self._lines

    def _place(self, start: int, end: int) -> None:
        """Put a unit on the line, on the next one, or break it."""
        if self._append(start, end):
            return
        too_long = cell_len(self._text[start:end]) > self._width
        if too_long and " " in self._text[start:end]:
            for word in _WORD.finditer(self._text, start, end):
                self._place_whole(*word.span())
            return
        if too_long or self._width - self._used > self._width // 4:
            parts = _parts(self._text, start, end, _HYPHEN)
            if len(parts) > 1 and (too_long or self._fits(*parts[0])):
                for part in parts:
                    self._place_whole(*part)
                return
        self._place_whole(start, end)

    def _place_whole(self, start: int, end: int) -> None:
        """Put a unit on the line or the next one; cut it only if it is longer than a line."""
        if self._append(start, end):
            return
        if cell_len(self._text[start:end]) <= self._width:
            self._new_line()
            self._append(start, end)
            return
        if self._width - self._used <= self._width // 4:
            self._new_line()
        self._break(start, end)

    def _break(self, start: int, end: int) -> None:
        """Break a unit that is longer than a line: at no-break spaces, in addresses, and last anywhere."""
        for glued_start, glued_end in _glued_parts(self._text, start, end):
            for part_start, part_end in _parts(self._text, glued_start, glued_end, _ADDRESS):
                if self._append(part_start, part_end):
                    continue
                if cell_len(self._text[part_start:part_end]) <= self._width:
                    self._new_line()
                    self._append(part_start, part_end)
                    continue
                for low, high in clusters(self._text[part_start:part_end]):
                    if not self._append(part_start + low, part_start + high):
                        self._new_line()
                        self._append(part_start + low, part_start + high)

    def _fits(self, start: int, end: int) -> bool:
        gap = self._text[self._end : start] if self._start >= 0 else ""
        return self._used + cell_len(gap) + cell_len(self._text[start:end]) <= self._width

    def _append(self, start: int, end: int) -> bool:
        """Put text[start:end] on the line if there is room; an empty line takes one character of any width."""
        if self._start < 0:
            used = cell_len(self._text[start:end])
            if used > self._width and end - start > 1:
                return False
            self._start, self._end, self._used = start, end, used
            return True
        used = self._used + cell_len(self._text[self._end : end])
        if used > self._width:
            return False
        self._end, self._used = end, used
        return True

    def _new_line(self) -> None:
        if self._start >= 0:
            self._lines.append((self._start, self._end))
        self._start, self._end, self._used = -1, -1, 0


def break_units(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the stretches of text[start:end] between which a line may break, without the spaces between them.

    A stretch has a space in it only before closing punctuation that stands apart from what it closes.
    """
    held: Span | None = None
    for word in _WORD.finditer(text, start, len(text) if end is None else end):
        units = [word.span()]
        if not word[0].isascii() and any(map(_breaks_beside, word[0])):
            units = list(_split_wide(text, *word.span()))
        if held and _STRAY_CLOSING.match(word[0]) and held[1] + 1 == word.start() and held[1] - held[0] <= 8:
            units[0] = (held[0], units[0][1])
            held = None
        if held:
            yield held
        yield from units[:-1]
        held = units[-1]
    if held:
        yield held


def _split_wide(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the units of a word that has Chinese in it."""
    unit = start
    before = ""
    for low, high in clusters(text[start:end]):
        char, last = text[start + low], text[start + high - 1]
        if before and _may_break(before, char):
            yield unit, start + low
            unit = start + low
        before = char if last not in _GLUE else last
    yield unit, end


def _may_break(before: str, after: str) -> bool:
    """Tell whether a line may break between two characters of a word."""
    if before in _GLUE or after in _GLUE or after in _CLOSING_WIDE or after in _CLOSING:
        return False
    if before in _OPENING_WIDE or before in _OPENING:
        return False
    if before in _CLOSING_WIDE or after in _OPENING_WIDE:
        return True
    return _is_ideograph(before) or _is_ideograph(after)


def _breaks_beside(char: str) -> bool:
    """Tell whether a line may break beside a character, with no space there."""
    return _is_ideograph(char) or char in _CLOSING_WIDE or char in _OPENING_WIDE


def _is_ideograph(char: str) -> bool:
    return bisect_right(_IDEOGRAPHS, ord(char)) % 2 == 1


def _parts(text: str, start: int, end: int, breaks: re.Pattern[str]) -> list[Span]:
    """Cut text[start:end] where the pattern matches; a formula and an address have no hyphens to break at."""
    if breaks is _HYPHEN and (_GLUE_BREAK.search(text, start, end) or "://" in text[start:end]):
        return [(start, end)]
    cuts = [start, *(match.start() for match in breaks.finditer(text, start + 1, end)), end]
    return list(pairwise(cuts))


def _glued_parts(text: str, start: int, end: int) -> list[Span]:
    """Cut text[start:end] at its no-break spaces, which belong to no part."""
    parts: list[Span] = []
    at = start
    for glue in _GLUE_BREAK.finditer(text, start, end):
        if glue.start() > at:
            parts.append((at, glue.start()))
        at = glue.end()
    if at < end:
        parts.append((at, end))
    return parts


def elide_to(
    text: str, width: int, span: Span, ellipsis: str = "…", also: Sequence[Span] = ()
) -> tuple[str, list[Piece]]:
    """Return a line that shows what would lie beyond the cut, its middle elided at word boundaries.

    The beginning keeps a third of the width, then comes the ellipsis, then as much before the wanted stretch as
    leaves the words of the stretch whole.

    Args:
        text: One line of text.
        width: Cells to fill at most.
        span: What is to be seen; nothing is elided if a plain cut shows it with its whole word.
        ellipsis: What stands for the text left out.
        also: Later stretches, in order: those that a plain cut hides too are shown if there is room.

    Returns:
        The shown text, and which stretches of the source it shows: what is at ``s`` in the source, with
        ``start <= s < end`` of a piece, is shown at ``s - start + target``.
    """
    if cell_len(text) <= width:
        return text, [(0, len(text), 0)]
    units = list(break_units(text))
    starts = [start for start, _ in units]
    visible = cut(text, width - cell_len(ellipsis))
    hidden = [(low, high, _unit_end(units, starts, high)) for low, high in (span, *also[:64])]
    hidden = [stretch for stretch in hidden if stretch[2] > visible]
    if not hidden:
        return _joined(text, width, 0, 0, ellipsis)
    low, high, _ = hidden[0]
    first = max(bisect_right(starts, low) - 1, 0)
    head = _head(text, width // 3, units[:first])
    for _, _, end in sorted(hidden, key=lambda stretch: stretch[2], reverse=True):
        more = cell_len(ellipsis) if end < len(text) else 0
        tail = _tail(text, width - more, units[: first + 1], head, end, ellipsis)
        if tail is not None:
            return _joined(text, width, head, tail, ellipsis)
    return _joined(text, width, 0, _visible_start(text, width, (low, high), units[first : first + 1]), ellipsis)


def _unit_end(units: list[Span], starts: list[int], end: int) -> int:
    """Return the end of the word that a stretch ends in."""
    at = bisect_right(starts, end - 1) - 1
    return max(units[at][1], end) if at >= 0 else end


def _head(text: str, width: int, units: list[Span]) -> int:
    """Return the end of the words that fit into ``width`` cells, without the punctuation after them."""
    end = 0
    for _, unit_end in units:
        if cell_len(text[:unit_end]) > width:
            break
        end = unit_end
    return len(text[:end].rstrip(",.;:-–—，。；：、 "))


def _tail(text: str, width: int, units: list[Span], head: int, end: int, ellipsis: str) -> int | None:
    """Return the leftmost word's start from which all up to ``end`` fits beside the head, None if none does."""
    best = None
    for start, _ in reversed(units):
        if start <= head or cell_len(_with_ellipsis(text, head, start, ellipsis) + text[start:end]) > width:
            break
        best = start
    return best


def _visible_start(text: str, width: int, span: Span, unit: list[Span]) -> int:
    """Return where to start when there is no room for a head: the word of the span, or the span itself."""
    start = unit[0][0] if unit else span[0]
    return start if cell_len(text[start : span[1]]) <= width - 4 else span[0]


def _with_ellipsis(text: str, head: int, start: int, ellipsis: str) -> str:
    """Return the head and the ellipsis for what is left out before ``start``, spaced as the text is."""
    before = " " if head and " " in text[head:start] else ""
    after = " " if text[start - 1 : start] == " " else ""
    return text[:head] + before + (ellipsis if start else "") + after


def _joined(text: str, width: int, head: int, start: int, ellipsis: str) -> tuple[str, list[Piece]]:
    """Return head, ellipsis and the text from ``start`` as far as it fits, and the pieces of it."""
    left = _with_ellipsis(text, head, start, ellipsis)
    tail = text[start:]
    shown = truncate(tail, width - cell_len(left), ellipsis)
    kept = len(tail) if shown == tail else max(len(shown) - len(ellipsis), 0)
    pieces = [(0, head, 0)] if head else []
    return left + shown, [*pieces, (start, start + kept, len(left))]


_FULL_WIDTH = str.maketrans(",:;!?", "，：；！？")
_HALF_AFTER_CHINESE = lazy_pattern(r"(?<=[^\x00-\xff])(?:[,:;!?]|\.(?=\s|$|[^\x00-\xff]))")


def display_punctuation(text: str) -> str:
    """Return Chinese text with the half-width punctuation directly after its characters full-width.

    The text keeps its length in code points, so that spans into it stay valid; punctuation after Latin letters and
    digits stays as it is.
    """
    if text.isascii():
        return text
    return _HALF_AFTER_CHINESE.sub(_full_width, text)


def _full_width(mark: re.Match[str]) -> str:
    """Return the full-width form of a mark that stands after a Chinese character, any other as it is."""
    before, after = mark.string[mark.start() - 1], mark.string[mark.end() : mark.end() + 1]
    if not _is_chinese(before):
        return mark[0]
    if mark[0] == ".":
        return "。" if not after or after.isspace() or "\u3400" <= after <= "\u9fff" else "."
    return mark[0].translate(_FULL_WIDTH)


def _is_chinese(char: str) -> bool:
    """Tell whether a character is Chinese, or closes what is."""
    return (
        "\u3400" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
        or char in "\u3007》」』】）〉"
    )
