"""A JSON value as one line that is safe on a terminal and in a UTF-8 file."""

from __future__ import annotations

import json
import re
from typing import Any

from parsers.lazy_pattern import lazy_pattern

# Valid in JSON as they are, but a terminal obeys some and shows others as nothing, and a lone surrogate is no
# UTF-8. The reader of an escape gets the same character.
_ESCAPED = lazy_pattern(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


def json_line(value: Any, *, ascii_only: bool = False) -> str:
    """Return a JSON value in one line, without its end.

    Args:
        value: What `json.dumps` takes.
        ascii_only: Whether every character beyond ASCII is escaped.
    """
    return _ESCAPED.sub(_escape, json.dumps(value, ensure_ascii=ascii_only))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
