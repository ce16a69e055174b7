"""The heading that starts an entry of a daily Markdown digest: a link to the paper, with or without a number.

    ### [2] [Title](https://arxiv.org/abs/2512.10977)

Sections have headings as well, which are no links; what these mean is for `parsers.daily_markdown`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADING = lazy_pattern(r"(#{1,6})[ \t]{1,8}(?:<a [^<>]{0,200}></a>[ \t]{0,8})?(?:\[([0-9]{1,6})\][ \t]{0,8})?\[")
_MOST_LINES_OF_A_TITLE = 4


class EntryHeading(NamedTuple):
    """The line that starts an entry.

    Attributes:
        level: How many number signs it has.
        title: The title as written.
        url: Where it links to.
        lines: How many lines it has: a title may have been written with its line ends.
    """

    level: int
    title: str
    url: str
    lines: int = 1


def entry_heading(text: str) -> EntryHeading | None:
    """Read a heading that is a link to a paper, with or without a number: None for any other line.

    The last ``](http`` ends the title, so brackets, bars and formulas in it are its own.
    """
    if not text.startswith("#"):
        return None
    match = _HEADING.match(text)
    end = text.rfind("](http")
    if match is None or end < match.end():
        return None
    url = text[end + 2 :].partition(" [[")[0].rstrip()
    if not url.endswith(")"):
        return None
    return EntryHeading(len(match[1]), text[match.end() : end], url[:-1].strip())


def heading_over_lines(lines: Sequence[str]) -> EntryHeading | None:
    """Read a heading whose title goes on in the next lines, as those of arXiv's API do; None for any other line."""
    start = _HEADING.match(lines[0])
    # Where the bracket that begins the title is closed, the heading is a whole one and no link.
    if start is None or lines[0].count("]", start.end()) > lines[0].count("[", start.end()):
        return None
    for count in range(2, min(_MOST_LINES_OF_A_TITLE, len(lines)) + 1):
        last = lines[count - 1]
        if not last.strip() or last.startswith("#"):
            return None
        if "](http" in last:
            heading = entry_heading(" ".join(line.strip() for line in lines[:count]))
            return None if heading is None else heading._replace(lines=count)
    return None
