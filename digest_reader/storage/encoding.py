"""How values are written into columns: JSON, text that SQLite can store, sections as numbers. Pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.base import Section

SECTIONS: Final[tuple[Section, ...]] = ("new", "cross", "replaced", "replaced-cross")
"""Sections in announcement order; an entry of another section, or none, comes after all of them."""

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def _encode_by() -> Callable[[Any], str]:
    """Return `json.JSONEncoder.encode` without what it does anew for each value, which is most of it for small ones."""
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return _ENCODER.encode
    encode = make(None, _ENCODER.default, json.encoder.encode_basestring, None, ":", ",", False, False, True)
    return lambda value: "".join(encode(value, 0))


_encode: Final = _encode_by()


def dumps(value: Any) -> str:
    """Return compact JSON that SQLite can store: a lone surrogate, no UTF-8, is written as an escape."""
    return plain(_encode(value))


def plain(text: str) -> str:
    """Return text that SQLite can store: a lone surrogate (file names may hold some) is spelled out."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return text.encode("utf-8", "backslashreplace").decode()
    return text


def section_number(section: str | None) -> int:
    """Return a section's place in announcement order."""
    return SECTIONS.index(section) if section in SECTIONS else len(SECTIONS)
