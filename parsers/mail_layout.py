r"""Where the entries of arXiv's announcement grammar begin and end, in mails, listing files and ``.abs`` records.

    ------------------------------------------------------------------------------
    \\
    arXiv:2303.08217
    Date: Tue, 14 Mar 2023 20:20:27 GMT   (265kb,D)

    Title: ...
    \\
      The abstract, when there is one.
    \\ ( https://arxiv.org/abs/2303.08217 ,  265kb)

This module owns the lines that divide: the double backslash, the rulers, the line with the identifier. What stands
between them is read by `parsers.mail_entry`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_ID_LINE = lazy_pattern(
    r"[ \t]{0,4}(?:arXiv|Paper)(?P<before>[ ]?\(\*?cross-list\w{0,5}\*?\))?:[ \t]{0,4}(?P<id>[A-Za-z0-9./-]{4,40})"
    r"(?P<after>[ \t]{1,8}\(\*?cross-list\w{0,5}\*?\))?[ \t]{0,200}"
)
_STATUS_LINE = lazy_pattern(
    r"[ \t]{0,4}(?:Date|From|(?P<replaced>replaced with (?:a )?revised version|(?:figures|part) added))\b",
    re.IGNORECASE,
)
_RULER = lazy_pattern(r"[ \t]{0,4}(?:-{30,}|[%-]{30,})[ \t]{0,8}")
_CLOSING = lazy_pattern(r"\\\\[ \t]{0,8}(?:\([ \t]{0,8}https?://.{0,300})?")
_OPENING = lazy_pattern(r"\\\\[ \t]{0,8}")
_PREFIXED_OPENING = lazy_pattern(r"(?P<prefix>[ \t>|]{0,24})\\\\[ \t]{0,8}")


@dataclass(frozen=True, slots=True)
class EntrySpan:
    r"""Which lines an entry is; numbers are indices into the lines of the source.

    Attributes:
        start: Its first line: the double backslash that opens it, or its identifier.
        head: The line of its identifier.
        fields_end: The line after its labelled fields.
        end: The line after its last one.
        is_closed: Whether its end was seen, rather than the end of the text or the next entry.
    """

    start: int
    head: int
    fields_end: int
    end: int
    is_closed: bool


@dataclass(frozen=True, slots=True)
class IdLine:
    """What the line with the identifier says.

    Attributes:
        id: The identifier as written, which may be none.
        is_cross: Whether the entry is marked as a cross-listing.
    """

    id: str
    is_cross: bool


def id_line(text: str) -> IdLine | None:
    """Read ``arXiv:2303.08477 (*cross-listing*)``, or ``Paper: math.AG/0309136`` of the years before 2007."""
    match = _ID_LINE.fullmatch(text)
    return None if match is None else IdLine(match["id"], bool(match["before"] or match["after"]))


def is_ruler(text: str) -> bool:
    """Tell whether a line is one of dashes, or of dashes and percent signs."""
    return _RULER.fullmatch(text) is not None


def as_sent(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines without what programs on their way did to them.

    That is what a quoting or an indentation put in front of them all (``> ``, four spaces; the double backslashes tell,
    which begin their lines), and no-break spaces, which browsers make of spaces.
    """
    if any("\xa0" in text for text in lines):
        lines = [text.replace("\xa0", " ") for text in lines]
    openings = (match for text in lines if "\\\\" in text and (match := _PREFIXED_OPENING.fullmatch(text)))
    common = Counter(match["prefix"] for match in openings).most_common(1)
    if not common or not common[0][0]:
        return lines
    prefix = common[0][0]
    # Programs that quote put no space behind the mark of an empty line.
    empty = prefix.rstrip()
    return ["" if text.rstrip() == empty else text.removeprefix(prefix) for text in lines]


def entry_spans(lines: Sequence[str]) -> list[EntrySpan]:
    """Return the entries of a text in order."""
    heads = [index for index, text in enumerate(lines) if ":" in text and _is_head(lines, index)]
    starts = [_start(lines, head, heads[at - 1] if at else -1) for at, head in enumerate(heads)]
    limits = [*starts[1:], len(lines)][: len(starts)]
    return [_span(lines, *each) for each in zip(starts, heads, limits, strict=True)]


def _is_head(lines: Sequence[str], index: int) -> bool:
    """Tell an entry's identifier from a line of an abstract that looks like one by what stands around it."""
    if _ID_LINE.fullmatch(lines[index]) is None:
        return False
    before = _filled(lines, index - 1, -1)
    if before is None or _OPENING.fullmatch(lines[before]) or is_ruler(lines[before]):
        return True
    after = _filled(lines, index + 1, 1)
    return after is not None and _STATUS_LINE.match(lines[after]) is not None


def _filled(lines: Sequence[str], index: int, step: int) -> int | None:
    """Return the nearest of three lines that is not blank."""
    for at in range(index, index + 3 * step, step):
        if not 0 <= at < len(lines):
            return None
        if lines[at].strip():
            return at
    return None


def _start(lines: Sequence[str], head: int, previous: int) -> int:
    opening = _filled(lines, head - 1, -1)
    if opening is not None and opening > previous + 1 and _OPENING.fullmatch(lines[opening]):
        return opening
    return head


def _span(lines: Sequence[str], start: int, head: int, limit: int) -> EntrySpan:
    fields_end = next((at for at in range(head + 1, limit) if _ends_fields(lines[at])), limit)
    if fields_end == limit or is_ruler(lines[fields_end]):
        return EntrySpan(start, head, fields_end, fields_end, is_closed=fields_end < limit)
    if _OPENING.fullmatch(lines[fields_end]) is None or _has_no_abstract(lines, fields_end + 1, limit):
        return EntrySpan(start, head, fields_end, fields_end + 1, is_closed=True)
    for at in range(fields_end + 1, limit):
        if _CLOSING.fullmatch(lines[at]):
            return EntrySpan(start, head, fields_end, at + 1, is_closed=True)
        if is_ruler(lines[at]):
            return EntrySpan(start, head, fields_end, at, is_closed=True)
    return EntrySpan(start, head, fields_end, limit, is_closed=False)


def _ends_fields(text: str) -> bool:
    return _CLOSING.fullmatch(text) is not None or is_ruler(text)


def _has_no_abstract(lines: Sequence[str], start: int, limit: int) -> bool:
    """Tell whether only blank lines follow until a ruler, the next entry or the end of the text."""
    first = next((at for at in range(start, limit) if lines[at].strip()), limit)
    return first == limit or is_ruler(lines[first])
