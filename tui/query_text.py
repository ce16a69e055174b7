"""What is done to a filter as typed before it is searched: widened to abstracts and notes, its doubtful parts found.

Pure. What a query means is `digest_reader.query`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

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


def to_go_on(text: str) -> str:
    """Return a query to be typed on: with a space behind it, where one does not change what it means."""
    from digest_reader.query import parse

    query, further = parse(text), parse(f"{text} ")
    finished = (query.groups, query.unknown) == (further.groups, further.unknown)
    return f"{text.rstrip()} " if text.strip() and finished else text


def doubtful_parts(text: str, told: Collection[str] = (), *, typing: bool = False) -> list[tuple[int, int]]:
    """Return where a query has parts that mean nothing, in order.

    Args:
        text: The query.
        told: Parts of which a search said that there is no such category or list.
        typing: Whether it is still being typed: what is not finished at its end is spared then.
    """
    from digest_reader.query import parse

    query = parse(text)
    found = query.unknown if typing else query.doubtful
    return sorted([*found, *(term.span for term in query.terms if text[term.span.start : term.span.stop] in told)])
