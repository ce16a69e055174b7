"""The orders in which a batch may be shown, other than as announced.

``newest`` goes by arXiv id from the newest submission to the oldest, ids of the old style after those of the new,
and what has no arXiv id last. ``category`` puts the papers of one primary category under a heading, categories by
name. ``title`` is the alphabet of one language, which papers without a title in it join by the title they have:
letters without accents and case, then Chinese characters by pinyin; what stands before the first letter or digit does
not count. Among equals all keep the order of the announcement.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest_reader.fold import fold
from digest_reader.storage import papers
from digest_reader.tex import to_unicode
from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from digest_reader.models import Order
    from digest_reader.storage.papers import Placed

_NEW_STYLE = lazy_pattern(r"([0-9]{4})\.([0-9]{4,5})")
_OLD_STYLE = lazy_pattern(r"[a-z-]+(?:\.[A-Za-z-]+)?/([0-9]{2})([0-9]{5})")


def in_order(
    connection: sqlite3.Connection, placed: Sequence[Placed], order: Order, lang: str
) -> tuple[list[Placed], list[str]]:
    """Return a batch's papers in an order, and the heading of each."""
    if order == "category":
        ordered = sorted(placed, key=lambda each: (each[3] is None, each[3] or ""))
        return ordered, [each[3] or "listed" for each in ordered]
    keys = [each[0] for each in placed]
    if order == "newest":
        ids = papers.ids_of(connection, keys)
        ordered = sorted(placed, key=lambda each: _submitted(ids[each[0]]), reverse=True)
    elif order == "title":
        titles = papers.titles_of(connection, keys)
        ordered = sorted(placed, key=lambda each: _alphabetical(titles[each[0]], lang))
    else:
        return list(placed), ["listed"] * len(placed)
    return ordered, [order] * len(ordered)


def _submitted(paper_id: str) -> tuple[int, int, int]:
    """Return a key that grows with the time of submission: century's side and month, then number in it."""
    if match := _NEW_STYLE.fullmatch(paper_id):
        return (2, int(match[1]), int(match[2]))
    if match := _OLD_STYLE.fullmatch(paper_id):
        year = int(match[1])
        # Ids of the old style run from August 1991 to March 2007.
        return (1, year + (0 if year >= 91 else 100), int(match[2]))
    return (0, 0, 0)


def _alphabetical(titles: Mapping[str, str], lang: str) -> tuple[bool, bytes]:
    """Return a key for the title in a language, or in the one that stands first; a paper without any comes last."""
    title = titles.get(lang) or next(iter(titles.values()), "")
    words = " ".join(re.findall(r"\w+", fold(to_unicode(title)).casefold()))
    # GB 18030 has the characters of everyday Chinese in the order of their pinyin (those of GB 2312's first level) and
    # the others, which few titles hold, by radical: a hundred times as fast as a table of readings.
    return (not title, words.encode("gb18030", "replace"))
