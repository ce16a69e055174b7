"""What is done to a filter as typed before it is searched: widened to abstracts and notes, its doubtful parts found.

Pure. What a query means is `digest_reader.query`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest_reader.query import Term

_WIDER = ("abs", "note")
"""The qualifiers that plain words are widened to."""
_QUOTES = '"＂“”'


def widened(text: str) -> str:
    """Return a query whose plain words are sought in abstracts and notes too: ``a`` is ``a | abs:a | note:a``.

    What has a qualifier stays as it is; a word that must not be there must not be in the abstract either.
    """
    # The query language is loaded for the first filter: no first screen has one.
    from digest_reader.query import parse

    for term in sorted(parse(text).terms, key=lambda term: term.span.start, reverse=True):
        if term.field == "any":
            start, stop = term.span
            text = text[:start] + _everywhere(text[start:stop], term) + text[stop:]
    return text


def _everywhere(written: str, term: Term) -> str:
    if term.quoted and sum(map(written.count, _QUOTES)) == 1:
        # A phrase that is still being typed reaches to the end of the text, and no further.
        written += '"'
    if term.negated:
        bare = written.lstrip("!！")
        return " ".join([written, *(f"!{field}:{bare}" for field in _WIDER)])
    return " | ".join([written, *(f"{field}:{written}" for field in _WIDER)])


def unknown_parts(text: str) -> list[tuple[int, int]]:
    """Return where a query has parts that it cannot use."""
    from digest_reader.query import parse

    return [(start, end) for start, end in parse(text).unknown]
