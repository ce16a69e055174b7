"""How digests say that a day has nothing new: a page of such a day has no paper to be known by.

# Robotics arXiv Daily 2026-01-17
No new papers found today.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.days import first_day
from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAID = lazy_pattern(
    r"[^\w#]{0,12}(?:(?:今日|今天|本日)?(?:没有|暂无|无)(?:找到|检索到|发现|收录|符合条件的?)?(?:任何)?(?:新的?|更新的|相关的?|匹配的?)?(?:论文|文章)"
    r"|No (?:new |matching |relevant |arXiv ){0,3}(?:papers|articles|submissions)\b"
    r"|(?:Total(?: papers)?|Today|Papers|共)[:：]?[ *]{0,4}0[ ]?(?:papers\b|篇|\Z)).{0,80}",
    re.IGNORECASE,
)
_HEADING_ON_PAPERS = lazy_pattern(r"#{1,3} .{0,120}?(?:arxiv|papers\b|论文)", re.IGNORECASE)
_MOST_LINES = 60
"""Lines of such a page: the frame of a digest, and nothing in it."""


def says_empty(line: str) -> bool:
    """Tell whether a line says that there is nothing new."""
    return _SAID.fullmatch(line) is not None


def is_empty_day(lines: Sequence[str]) -> bool:
    """Tell the page of a day without papers: a heading on papers, a day in a heading, and a line that says so."""
    told = [line.strip() for line in lines if line.strip()]
    headings = [line for line in told if line.startswith("#")]
    return (
        len(told) <= _MOST_LINES
        and any(_HEADING_ON_PAPERS.match(line) for line in headings)
        and any(first_day(line) for line in headings)
        and any(says_empty(line) for line in told)
    )
