"""What is said of parts of a query that mean nothing: which they are, and what could stand in their place. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest_reader.i18n import _, plural
from digest_reader.query import HAS_VALUES, IS_VALUES, LANGUAGES, QUALIFIERS
from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_PART = lazy_pattern(r"[!！]*([a-z]+)[:：][!！]*(.*)", re.IGNORECASE | re.DOTALL)


def complaint(parts: Sequence[str]) -> tuple[str, str]:
    """Return a sentence that names the parts of a query that mean nothing, and a line of advice for each of them.

    Args:
        parts: The parts as they were typed, at least one.
    """
    message = plural(
        "The query has a part that means nothing: {parts}", "The query has parts that mean nothing: {parts}", len(parts)
    )
    return message.format(parts=_(", ").join(parts)), "\n".join(dict.fromkeys(advice(part) for part in parts))


def advice(part: str) -> str:
    """Return what could stand in the place of a part of a query that means nothing, in some words.

    Args:
        part: The part as it was typed: a qualifier, with its value if it has one.
    """
    match = _PART.fullmatch(part)
    name, value = (match[1].lower(), match[2].strip("'\"“”^$")) if match else (part, "")
    match name:
        case "is":
            return _knows(name, _nearest_first(value, IS_VALUES))
        case "has":
            return _knows(name, _nearest_first(value, (*HAS_VALUES, *LANGUAGES)))
        case "lang":
            return _knows(name, _nearest_first(value, LANGUAGES))
        case "date":
            return _knows(name, ("2026-11-20", "2026-11", "7d..", "<2026", "2026-11-01..2026-11-20"))
        case "v":
            return _knows(name, ("2", ">1", "2..3"))
        case "cat" if value:
            return _("no category begins with “{value}”").format(value=value)
        case "list" if value:
            return _("no reading list begins with “{value}”").format(value=value)
        case _ if name in QUALIFIERS:
            return _("{name}: needs a word right behind it").format(name=name)
        case _:
            names = " ".join(f"{each}:" for each in _nearest_first(name, QUALIFIERS))
            return _("{name}: is none of {names}").format(name=name, names=names)


def _knows(name: str, values: Sequence[str]) -> str:
    return _("{name}: knows {values}").format(name=name, values=" ".join(values))


def _nearest_first(typed: str, known: Sequence[str]) -> list[str]:
    """Return what is known, first what was probably meant: a narrow screen shows the beginning alone."""
    from rapidfuzz.distance import OSA

    typed = typed.lower()

    def farness(value: str) -> int:
        if typed and (value.startswith(typed) or typed.startswith(value)):
            return 0
        allowed = min(len(value) // 2, 2)
        return 1 if OSA.distance(typed, value, score_cutoff=allowed) <= allowed else 2

    return sorted(known, key=farness)
