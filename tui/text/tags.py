"""Where a note has tags: ``#word``, as the filter takes them."""

from __future__ import annotations

import re

_TAG = re.compile(r"(?<![\w#])#\w+")


def tag_spans(text: str) -> list[tuple[int, int]]:
    """Return where a text has tags, the number sign included."""
    return [match.span() for match in _TAG.finditer(text)]
