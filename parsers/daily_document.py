"""Daily digests as one JSON document, which holds entries at some depth: ``{"date": "2025-06-01", "papers": [...]}``.

This module owns what such a document says beside its entries: its day, its category, how many entries it declares, and
what of it cannot be read. The walk to the entries is for `parsers.json_document`, an entry for `parsers.daily_object`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.base import Block, Diagnostic, Header
from parsers.daily_object import is_entry
from parsers.daily_record import is_category
from parsers.json_document import objects_within
from parsers.json_values import DECODER, decoded
from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.daily_object import Objects

_DAY_KEY = lazy_pattern(
    r'"(?:date|day|(?:report|announcement)(?:_date|Date))"\s?:\s?"([12][0-9]{3}-[01][0-9]-[0-3][0-9])'
)
_CATEGORY_KEY = lazy_pattern(r'"category"\s?:\s?"([^"\\]{2,20})"')
_ENTRY_KEY = lazy_pattern(r'"(?:abs|pdf|abstract|authors|AI|arxiv_id|pdf_url)"\s?:')
_TITLE_KEY = lazy_pattern(r'"title"\s?:\s?"')
_TOTALS = ("papers_count", "paper_count", "total_papers", "num_papers", "total_count", "total", "count")
"""Keys of the number of entries, the plainest first."""
_ABOUT = ("metadata", "meta", "stats", "statistics")
"""Keys of an object that tells of the whole document."""


def holds_entries(text: str) -> bool:
    """Tell whether a document holds an entry at some depth."""
    return any(objects_within(text, DECODER, is_entry))


def read_document(text: str, objects: Objects) -> Iterator[Block]:
    """Yield a block for each entry and for what stands around it; the first one tells of the whole document."""
    values = [piece.value for piece in decoded(text) if piece.error is None]
    is_whole = len(values) == 1
    header = _header(text, values[0] if is_whole else None)
    position, end, line = 0, 0, 1
    for found in objects_within(text, DECODER, is_entry):
        if end < found.start:
            yield _around(text[end : found.start], line, header if not end else None, is_whole=is_whole)
            line += text.count("\n", end, found.start)
        raw = text[found.start : found.end]
        record = objects.read(found.value, line, position)
        if isinstance(record, str):
            told = Diagnostic("daily.no-paper", "warning", line, record)
            yield Block(line, raw, "unread", diagnostics=(told,))
        else:
            yield Block(line, raw, "entry", record=record)
            position += 1
        end = found.end
        line += raw.count("\n")
    if end < len(text):
        yield _around(text[end:], line, None, is_whole=is_whole)


def _around(raw: str, line: int, header: Header | None, *, is_whole: bool) -> Block:
    """Return what stands around the entries: the keys of the whole digest, or an entry that is broken."""
    if header is not None and header != Header():
        return Block(line, raw, "header", header=header)
    if not is_whole and header is None and _TITLE_KEY.search(raw) and _ENTRY_KEY.search(raw):
        message = "This looks like an entry, but it is no JSON, or it is cut off."
        return Block(line, raw, "unread", diagnostics=(Diagnostic("daily.bad-json", "warning", line, message),))
    return Block(line, raw, "text")


def _header(text: str, document: object) -> Header:
    """Read what a document says of itself.

    Args:
        text: Its text, whose beginning tells day and category though the rest may be cut off.
        document: Its value; None when it is no whole one, whose entries nobody need count.
    """
    first = next(objects_within(text, DECODER, is_entry), None)
    front = text if first is None else text[: first.start]
    day, about = _DAY_KEY.search(front), _CATEGORY_KEY.search(front)
    category = about[1] if about is not None and is_category(about[1]) else None
    total = _declared(document)
    return Header(category, None if day is None else day[1], {} if total is None else {"total": total})


def _declared(document: object) -> int | None:
    """Return the number of entries that a document says it has."""
    if not isinstance(document, dict):
        return None
    about = [held for key in _ABOUT if isinstance(held := document.get(key), dict)]
    counts = (told.get(key) for told in (document, *about) for key in _TOTALS)
    return next((count for count in counts if type(count) is int), None)
