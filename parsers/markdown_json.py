r"""Lists of papers that keep the rows of their Markdown in one JSON document: ``docs/cv-arxiv-daily.json`` and its kin.

    {"SLAM": {"2506.00001": "|**2025-06-01**|**Title**|Ada Berg et.al.|[2506.00001](http://...)|null|\n",
              "2506.00002": "- 2025-06-01, **Title**, Bo Ek et.al., Paper: [http://...](http://...)\n"}}

This module owns which texts of the document are rows, and what the cells of these rows are; what a cell says is for
`parsers.markdown_entry`. What Markdown is made of these rows is a list as any other.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from parsers.arxiv_id import find_ids
from parsers.base import Block, Diagnostic
from parsers.cleaning import clean
from parsers.json_document import begins_as_document, marks_within
from parsers.markdown_entry import Found, MarkdownEntry
from parsers.markdown_table import cells, columns, is_row
from parsers.markdown_title import title_and_rest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BULLET = "- "
_HEADS = ("Publish Date", "Title", "Authors", "PDF", "Code")
"""What stands over these cells in the Markdown that is made of them."""
_LINK_COLUMN = 3


class _Row(NamedTuple):
    """A row: where its key begins and its text ends in the document, the heading that it is under, and its text."""

    start: int
    end: int
    heading: str
    text: str


def holds_rows(text: str) -> bool:
    """Tell whether a document, which may be cut off, holds rows about papers."""
    return begins_as_document(text) and any(find_ids(row.text) for row in _rows(text))


def read_rows(text: str, diagnostics: tuple[Diagnostic, ...]) -> Iterator[Block]:
    """Yield a block for each row and for what stands between them; the first one carries the diagnostics."""
    end, line, position = 0, 1, 0
    for row in _rows(text):
        ids = list(find_ids(row.text))
        if not ids:
            continue
        found = Found(ids[0].id, next((each.version for each in ids if each.id == ids[0].id and each.version), None))
        if end < row.start:
            yield Block(line, text[end : row.start], "text", diagnostics=diagnostics)
            line += text.count("\n", end, row.start)
            diagnostics = ()
        raw = text[row.start : row.end]
        entry = MarkdownEntry(found, line, position)
        _read(entry, row.text, found.id)
        yield Block(line, raw, "entry", record=entry.record(row.heading or None, row.text), diagnostics=diagnostics)
        diagnostics = ()
        position += 1
        line += raw.count("\n")
        end = row.end
    if end < len(text):
        yield Block(line, text[end:], "text", diagnostics=diagnostics)


def _rows(text: str) -> Iterator[_Row]:
    """Yield the texts that have a key and are a row or a bullet, with the key of the object that they are in."""
    heading, key, key_start, end = "", "", 0, 0
    for start, mark in marks_within(text):
        follows = text[end:start].strip()
        end = start + len(mark)
        if mark[0] != '"':
            if mark == "{":
                heading = key
            continue
        value = _decoded(mark)
        if follows == ":" and (is_row(value.strip()) or value.startswith(_BULLET)):
            yield _Row(key_start, end, heading, value)
        else:
            key, key_start = value, start


def _decoded(mark: str) -> str:
    try:
        return str(json.loads(mark, strict=False))
    except ValueError:
        return ""


def _read(entry: MarkdownEntry, row: str, arxiv_id: str) -> None:
    text = clean(row).replace("\n", " ").strip()
    if text.startswith(_BULLET):
        title, rest = title_and_rest(text.removeprefix(_BULLET))
        entry.add_title(title)
        entry.add_lines(rest)
    else:
        entry.add_row(_in_columns(cells(text), arxiv_id), columns(_HEADS), _HEADS)


def _in_columns(found: Sequence[str], arxiv_id: str) -> Sequence[str]:
    """Join the cells that a bar within a title has made; behind the code there may be more."""
    link = next((at for at, cell in enumerate(found) if arxiv_id in cell and "](" in cell), _LINK_COLUMN)
    if link <= _LINK_COLUMN:
        return found
    return [found[0], "|".join(found[1 : link - 1]), *found[link - 1 :]]
