"""JSON as digests hold it: with control characters in strings, numbers without end, ``NaN``, values one after another.

This module owns how a value is decoded; which values are entries is for those who ask.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

BLANKS = " \t\r\v\f\ufeff\x1e"
"""What stands around a value and says nothing, beside line ends."""


class Piece(NamedTuple):
    """A stretch of a text: a value, or what is wrong with it."""

    raw: str
    value: Any = None
    error: str | None = None


def decoded(raw: str) -> Iterator[Piece]:
    """Decode the values of a line that follow each other; after what is no JSON the rest of it is one piece."""
    begin, at = 0, _skip(raw, 0)
    while at < len(raw):
        try:
            value, end = DECODER.raw_decode(raw, at)
        except RecursionError:
            yield Piece(raw[begin:], error="This line nests too deeply to be read.")
            return
        except ValueError as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "a number has too many digits"
            yield Piece(raw[begin:], error=f"This is no JSON: {reason}.")
            return
        at = _skip(raw, end)
        yield Piece(raw[begin:at], value)
        begin = at


def _skip(raw: str, at: int) -> int:
    while at < len(raw) and (raw[at] == "\n" or raw[at] in BLANKS):
        at += 1
    return at


def _integer(digits: str) -> int | str:
    """Python refuses to read integers of more than 4,300 digits."""
    return int(digits) if len(digits) < 300 else digits


def _number(digits: str) -> float | str:
    """A record is JSON again, in which there is no infinity."""
    value = float(digits)
    return value if math.isfinite(value) else digits


def _constant(name: str) -> str | None:
    """``NaN`` is how pandas writes that there is nothing; the infinities stay as they are written."""
    return None if name == "NaN" else name


# Control characters stand unescaped in strings of real files.
DECODER = json.JSONDecoder(strict=False, parse_int=_integer, parse_float=_number, parse_constant=_constant)
