"""Values as arXiv's feeds and interfaces write them: days, abstracts, categories, names, links.

Which element holds which value is left to the parsers of the formats.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.arxiv_id import abs_url, id_from_url, parse_id, pdf_url
from parsers.cleaning import clean_paragraphs, one_line
from parsers.days import first_day
from parsers.lazy_pattern import lazy_pattern
from parsers.mail_entry import split_authors

if TYPE_CHECKING:
    from collections.abc import Iterable

_CATEGORY = lazy_pattern(r"[a-z][a-z-]{1,15}(?:\.[A-Za-z][A-Za-z-]{1,9})?")
_LONGEST_TIME = 80
_OAI_PREFIX = lazy_pattern(r"\s*oai:arxiv\.org:", re.IGNORECASE)
_WRAP_WIDTH = 100
"""Longest line of a text that a tool wrapped; abstracts that nobody wrapped have longer lines."""


def day_of(text: str) -> str | None:
    """Return the day of a time, as written, without a change of time zone.

    Args:
        text: ``2025-08-20T00:00:00-04:00`` or ``Wed, 05 Nov 2025 00:00:00 -0500``.
    """
    return first_day(text[:_LONGEST_TIME])


def id_in(text: str) -> tuple[str, int | None] | None:
    """Return id and version of ``oai:arXiv.org:2508.13426v1``, an address of arXiv or a plain id."""
    text = _OAI_PREFIX.sub("", text, count=1)
    return parse_id(text) or id_from_url(text)


def abstract_of(text: str) -> str:
    """Return the paragraphs of an abstract: arXiv indents the first line of each by two spaces.

    Where every line is indented, somebody has laid out the XML, and the indentation tells nothing.
    """
    lines = text.strip().replace("\r\n", "\n").split("\n")
    following = [line for line in lines[1:] if line.strip()]
    laid_out = (
        len(following) > 1
        and all(line.startswith("  ") for line in following)
        and max(len(line.strip()) for line in lines) <= _WRAP_WIDTH
    )
    return clean_paragraphs("\n".join(line.strip() for line in lines) if laid_out else text, indent_starts=not laid_out)


def split_categories(words: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
    """Tell categories of arXiv from the other classes (``68T05``, ``I.2.6``) that stand among them.

    Returns:
        The categories, each once, and the other classes.
    """
    codes: dict[str, None] = {}
    others = []
    for word in words:
        shown = one_line(word)
        if _CATEGORY.fullmatch(shown):
            codes[shown] = None
        elif shown:
            others.append(shown)
    return tuple(codes), others


def names_in(line: str) -> tuple[tuple[str, ...] | None, str | None]:
    """Return the names of a line of authors, and the line itself where it says more than names."""
    shown = one_line(line)
    names = split_authors(shown)
    return names or None, shown if "(" in shown else None


def links_of(arxiv_id: str, *, has_pdf: bool) -> dict[str, str]:
    """Return the addresses of a paper."""
    urls = {"abs": abs_url(arxiv_id)}
    return urls | {"pdf": pdf_url(arxiv_id)} if has_pdf else urls
