"""Tags: the ``#words`` that a person writes in notes. Pure.

A tag is ``#`` and letters, digits, underscores and hyphens of any script, at least one letter among them; it stands
at the beginning or after what is no part of a word or address, so that neither ``C#``, nor ``#2``, nor the end of a
link is one. Case does not matter.
"""

from __future__ import annotations

import unicodedata

from parsers.lazy_pattern import lazy_pattern

_TAG = lazy_pattern(r"(?<![\w/#&?=.])#(?=[\w-]*[^\W\d_])(\w+(?:-\w+)*)")


def tags_in(note: str) -> list[str]:
    """Return the tags of a note in order, each once, without ``#``, folded to lower case."""
    text = unicodedata.normalize("NFC", note)
    return list(dict.fromkeys(fold_tag(match[1]) for match in _TAG.finditer(text)))


def tag_spans(note: str) -> list[tuple[int, int]]:
    """Return where a text has tags, ``#`` included: start and end of each, in order."""
    return [match.span() for match in _TAG.finditer(note)]


def fold_tag(word: str) -> str:
    """Return the form in which tags are compared: of a tag in a note, and of one that was typed, without ``#``."""
    return unicodedata.normalize("NFC", word).casefold()
