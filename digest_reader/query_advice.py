"""What is said of a part of a query that means nothing: what could stand in its place. Pure."""

from __future__ import annotations

import re

from digest_reader.i18n import _
from digest_reader.query import HAS_VALUES, IS_VALUES, LANGUAGES, QUALIFIERS
from parsers.lazy_pattern import lazy_pattern

_PART = lazy_pattern(r"[!！]*([a-z]+)[:：][!！]*(.*)", re.IGNORECASE | re.DOTALL)


def advice(part: str) -> str:
    """Return what could stand in the place of a part of a query that means nothing, in some words.

    Args:
        part: The part as it was typed: a qualifier, with its value if it has one.
    """
    match = _PART.fullmatch(part)
    name, value = (match[1].lower(), match[2].strip("'\"“”^$")) if match else (part, "")
    match name:
        case "is":
            return _knows(name, *IS_VALUES)
        case "has":
            return _knows(name, *HAS_VALUES, *LANGUAGES)
        case "lang":
            return _knows(name, *LANGUAGES)
        case "date":
            return _knows(name, "2026-11-20", "2026-11", "7d..", "2026-11-01..2026-11-20", "<2026")
        case "v":
            return _knows(name, "2", ">1", "2..3")
        case "cat" if value:
            return _("no category begins with “{value}”").format(value=value)
        case "list" if value:
            return _("no reading list begins with “{value}”").format(value=value)
        case _ if name in QUALIFIERS:
            return _("{name}: needs a word right behind it").format(name=name)
        case _:
            return _("{name}: is none of {names}").format(name=name, names=" ".join(f"{each}:" for each in QUALIFIERS))


def _knows(name: str, *values: str) -> str:
    return _("{name}: knows {values}").format(name=name, values="  ".join(values))
