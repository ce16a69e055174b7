"""The numbers that Lynx puts before every link of a page that it dumps.

[1] [26]arXiv:2507.10367 [[27]pdf, [28]other]        References:  26. https://arxiv.org/abs/2507.10367
"""

from __future__ import annotations

from parsers.lazy_pattern import lazy_pattern

_NUMBERED_ENTRY = lazy_pattern(r"\[[0-9]{1,6}\][ ]{1,4}\[[0-9]{1,5}\]arXiv:")
# What stands before a space or a stop, "[1] " and "[7],", somebody has written.
_LINK_NUMBER = lazy_pattern(r"\[[0-9]{1,5}\](?=[\w\[\"'$\\(])")


def without_link_numbers(text: str) -> str:
    """Return a listing page's text with spaces for these numbers, so that every place in it stays where it is."""
    if _NUMBERED_ENTRY.search(text) is None:
        return text
    return _LINK_NUMBER.sub(lambda number: " " * len(number[0]), text)
