"""Names of people in lists of papers: which line is one of authors, and who they are.

    Ada Berg, Bo Ek and Li Mei         👤 Ada Berg et al.

This module owns what reads as a name; which lines may hold any is for `parsers.markdown_entry`.
"""

from __future__ import annotations

import re

from parsers.categories import CATEGORY_NAMES
from parsers.lazy_pattern import lazy_pattern
from parsers.markdown_text import plain

_NAMES_MARK = lazy_pattern(r"(?:👤|👥|✍️?|🧑‍🔬|👨‍🔬)[ ]{0,3}|by[ ]", re.IGNORECASE)
_WORD_OF_A_NAME = r"[^\W\d_a-z][\w.’'-]{0,20}"
_NAME = lazy_pattern(
    rf"{_WORD_OF_A_NAME}"
    rf"(?: (?:de|da|di|del|della|der|den|van|von|la|le|el|al|bin|dos|du|ter|{_WORD_OF_A_NAME})){{1,4}}"
)
_PARTIAL = lazy_pattern(r"\bet\.?\s?al\b|等[人]?$|\band others\b|(?:\.\.\.|…)[ ]?(?=[,，]|$)", re.IGNORECASE)
_YEAR = lazy_pattern(r"\.? \((?:19|20)[0-9]{2}\)$")
_BETWEEN = lazy_pattern(r"[,;、，&]|\band\b(?= )")
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
_SUBJECT_WORDS = frozenset(
    word for name in CATEGORY_NAMES.values() for word in re.findall(r"[A-Z][a-z]{3,}", name.replace("-", " "))
)
"""Words of which topics are named, "Reinforcement Learning" and "Neural Networks": people have other names."""


def are_names(line: str, *, first: bool) -> bool:
    """Tell a line of authors: marked as such, or several names on the first line below a title."""
    text = plain(line)
    mark = _NAMES_MARK.match(text)
    text = (text if mark is None else text[mark.end() :]).strip(" ,")
    marked = mark is not None or _PARTIAL.search(text) is not None or _YEAR.search(text) is not None
    text = _YEAR.sub("", text)
    names = _split(_PARTIAL.sub("", text).strip(" ,."))
    if not names or not (marked or (first and len(names) > 1)):
        return False
    return all(name in _SUFFIXES or _is_name(name) for name in names)


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and _SUBJECT_WORDS.isdisjoint(text.split(" "))


def names_in(text: str) -> tuple[str, ...] | None:
    """Return the names that a line lists; None for one that stops at "et al.", whose rest nobody knows."""
    if _PARTIAL.search(text):
        return None
    names: list[str] = []
    for name in _split(_YEAR.sub("", text)):
        if name in _SUFFIXES and names:
            names[-1] = f"{names[-1]}, {name}"
        else:
            names.append(name)
    return tuple(names)


def _split(text: str) -> list[str]:
    return [name for part in _BETWEEN.split(text) if (name := part.strip())]
