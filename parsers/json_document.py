"""The objects that are wanted out of one JSON document, with the places where they stand in its text.

    {"date": "2025-06-01", "papers": [{"title": "...", ...}, {"title": "...", ...}]}

How deep they are, and under which keys, is for each publisher to choose. This module owns the walk through the text,
which a document that was cut off does not end; which objects are wanted is for who asks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from json import JSONDecoder

_DEEPEST = 6
"""Levels at which objects are decoded: each costs the time of the whole document once more."""

# A string that nothing closes reaches to the end: looked for again from each of its quotes
# it would take quadratic time.
_TOKEN = lazy_pattern(r'"[^"\\]*+(?:\\.?[^"\\]*+)*+"?|[{}\[\]]', re.DOTALL)
_BEGINNING = lazy_pattern(r'[\ufeff\s]*(?:\{\s*"|\[\s*\{)')


class Found(NamedTuple):
    """An object that was wanted: where it begins and ends in the text, and its value."""

    start: int
    end: int
    value: dict[str, Any]


def begins_as_document(text: str) -> bool:
    """Tell whether a text begins as an object with keys or an array of objects does."""
    return _BEGINNING.match(text) is not None


def marks_within(text: str) -> Iterator[tuple[int, str]]:
    """Yield the strings and the brackets of a document in order, each with its place; the last string may be cut."""
    return ((token.start(), token[0]) for token in _TOKEN.finditer(text))


def objects_within(text: str, decoder: JSONDecoder, wanted: Callable[[object], bool]) -> Iterator[Found]:
    """Yield the outermost wanted objects in order; what cannot be decoded as a whole is looked into all the same.

    Args:
        text: The document, which may be cut off.
        decoder: What decodes an object.
        wanted: Tells whether a decoded object is one of those that are asked for.
    """
    depth = at = 0
    while (token := _TOKEN.search(text, at)) is not None:
        at = token.end()
        mark = token[0]
        if mark == "{" and depth < _DEEPEST:
            found = _decoded(text, token.start(), decoder)
            if found is not None and wanted(found.value):
                yield found
                at = found.end
                continue
        depth = max(0, depth + (mark in "{[") - (mark in "}]"))


def _decoded(text: str, start: int, decoder: JSONDecoder) -> Found | None:
    try:
        value, end = decoder.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    return Found(start, end, value)
