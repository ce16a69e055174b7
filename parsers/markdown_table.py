r"""Tables of Markdown and of HTML within it: rows, cells, and what the columns hold.

    | Date | Title | Link |
    |:---|:---|:---|
    |**2025-06-01**|**Snails \| and Slugs**|[2506.00001](http://arxiv.org/abs/2506.00001)|

This module owns how a table is written; what becomes of a cell is for `parsers.markdown_entry`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.lazy_pattern import lazy_pattern
from parsers.markdown_labels import column_name
from parsers.markdown_text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEPARATOR = lazy_pattern(r"\|?(?:[ \t]{0,8}:?-{1,200}:?[ \t]{0,8}\|){1,40}(?:[ \t]{0,8}:?-{1,200}:?[ \t]{0,8})?\|?")
# Cells are cut at their beginnings: to look for the end of each from there takes quadratic time where none has one.
_CELL_START = lazy_pattern(r"<t[dh]\b[^>\n]{0,200}>", re.IGNORECASE)
_CELL_END = lazy_pattern(r"</t[dh]>", re.IGNORECASE)
_FEWEST_COLUMNS_OF_NONE = 3


def is_row(line: str) -> bool:
    """Tell a row of a table of at least two columns."""
    return line.startswith("|") and line.count("|") > 2


def is_separator(line: str) -> bool:
    """Tell the line between a table's head and its rows."""
    return _SEPARATOR.fullmatch(line) is not None


def cells(row: str) -> list[str]:
    r"""Split a row at its bars, not at ``\|``."""
    return re.split(r"(?<!\\)\|", row.strip().strip("|"))


def html_cells(row: str) -> list[str]:
    """Return the cells of a row in HTML."""
    return [_CELL_END.split(cell, 1)[0] for cell in _CELL_START.split(row)[1:]]


def unfolded(cell: str) -> str:
    """Return what a cell says when it is unfolded: a fold shows the first letters of its text."""
    before, *folds = cell.split("<details>")
    return before + "".join(map(_unfolded, folds))


def _unfolded(fold: str) -> str:
    held, _, after = fold.partition("</details>")
    summary, _, text = held.partition("</summary>")
    return (text if text.strip() else summary) + after


def columns(names: Sequence[str]) -> list[str | None]:
    """Return what the columns hold; of two that may be the title, "Paper" and "Title", one is the link."""
    found = [column_name(name) for name in names]
    if "title" not in found:
        found = [
            "title" if plain(name).casefold() == "paper" else each for name, each in zip(names, found, strict=True)
        ]
    return found


def field(row: str) -> tuple[str, str] | None:
    """Return label and value of a row that is a field of a paper, ``| **Authors** | Ada Berg |``; None for others."""
    if not _has_two_cells(row):
        return None
    label, value = cells(row)
    return None if column_name(label) in (None, "number") else (label, value.strip())


def _has_two_cells(row: str) -> bool:
    row = row.strip()
    return row.count("|") - row.count("\\|") == 3 and row.startswith("|") and row.endswith("|") and row[-2:] != "\\|"


def is_of_fields(lines: Sequence[str], at: int) -> bool:
    """Tell whether a row belongs to a table whose rows are fields; so do its head and its separator."""
    if not _has_two_cells(lines[at]):
        return False
    below = lines[at + 1].strip() if at + 1 < len(lines) else ""
    first = at + 2 if is_separator(below) else at + 1 if is_separator(lines[at].strip()) else at
    return first < len(lines) and field(lines[first]) is not None


def has_columns_of_papers(lines: Sequence[str]) -> bool:
    """Tell whether there is the head of a table of papers; without a paper below, it is a day without news."""
    for at, text in enumerate(lines):
        if at and "|" in text and is_separator(text.strip()):
            found = columns(cells(lines[at - 1]))
            if "title" in found and len(found) >= _FEWEST_COLUMNS_OF_NONE and None not in found:
                return True
    return False
