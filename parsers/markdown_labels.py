"""What labels, columns and parts of a line mean in lists of papers, beyond what `parsers.labels` knows of digests.

    - **Authors:** Ada Berg          2025-06-01 | cs.DC | **Score:** 8

This module owns what a labelled line looks like; what becomes of a field is for `parsers.markdown_entry`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.categories import is_code
from parsers.labels import bare, canonical
from parsers.lazy_pattern import lazy_pattern
from parsers.markdown_text import is_generic, plain

_OTHER_NAMES = {
    "title": "title | paper title | titles | 标题 | 题目 | 论文标题",
    "date": "date | publish date | published | publication date | publish time | 发布日期 | 发布时间 | 日期 | time",
    "category": "subjects | subject | primary category | 分类 | 类别",
    "link": "arxiv link | pdf link | paper | papers | paper link | arxiv | arxiv id | paper id | id | abs | html | url"
    " | doi link | 链接 | 论文 | 论文链接 | 原文链接 | 论文原文 | 论文id",
    "code": "code | codes | code link | github | repo | 代码",
    "section": "type | announce type",
    "number": "ref | # | no | no. | index | 序号",
    "tldr": "一句话要点 | takeaway",
}
"""What stands over columns and before fields of lists, beyond the labels of AI digests."""
_NAMES = {label.strip(): name for name, labels in _OTHER_NAMES.items() for label in labels.split("|")}
_LABEL = lazy_pattern(
    r"(?:[-*+•][ \t]{1,4})?(?:[^\w\s*#<\[(`|]{1,4}[ \t]{1,3})?(?P<bold>\*\*|__)?[ \t]{0,3}"
    r"(?P<label>[^\W\d_][^:：*\n|]{0,39}?)[ \t]{0,3}(?P<before>\*\*|__)?[ \t]{0,3}[:：](?P<after>\*\*|__)?"
    r"(?P<value>.*)",
    re.DOTALL,
)
_PUNCTUATION = lazy_pattern(r"[,.;!?，。；！？、]")
_BARE_LABEL = lazy_pattern(r"(?:[-*+•][ \t]{1,4})(?:\*\*|__)(?P<label>[^*\n]{1,40})(?:\*\*|__)")
BAR = lazy_pattern(r"(?:\s|&nbsp;){0,40}[|·•](?:\s|&nbsp;){0,40}")
_BARS = frozenset("|·•")
_LONGEST_LONE = 80
MARKS_BEFORE = lazy_pattern(r"\A[^\w\s*_`\[(<\\$]{1,4}[ \t]{1,3}")
_BRACKETS = lazy_pattern(r"[(（][^()（）]{0,40}[)）]")
_MERE_LINK = ("", "")
_LONE_DAY = lazy_pattern(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}")
_LONE_CODES = lazy_pattern(
    r"[a-z][A-Za-z.-]{1,20}(?:[ ]?[(（][^()（）]{1,40}[)）])?(?:[,;、][ ]?[a-z][A-Za-z.-]{1,20})*"
)
_CODE_IN_BRACKETS = lazy_pattern(r"[(（\[]([a-z][A-Za-z.-]{1,20})(?:[:：][^()（）\[\]]{0,60})?[)）\]]")
_CODE = lazy_pattern(r"[a-z][a-z-]{1,15}(?:\.[A-Za-z][A-Za-z-]{1,9}|(?<=-)[A-Z]{2}\b)?")


def codes_in(text: str) -> list[str]:
    """Return the codes of categories in a text, in its order; some write ``cs-DC`` for ``cs.DC``."""
    words = (word if is_code(word) else word.replace("-", ".") for word in _CODE.findall(text))
    return [word for word in words if is_code(word)]


def code_beside(heading: str) -> tuple[str, ...]:
    """Return the one category that a heading has in brackets beside a name, ``Networks (cs.NI)``; else nothing."""
    codes = [match[1] for match in _CODE_IN_BRACKETS.finditer(heading) if is_code(match[1])]
    return tuple(codes) if len(codes) == 1 else ()


@lru_cache(maxsize=4096)
def column_name(label: str) -> str | None:
    """Return what a column or a label holds, by the names of `parsers.labels` and of lists; None when unknown."""
    name = bare(plain(label)).casefold()
    return _NAMES.get(name) or canonical(name) or ("number" if not name else None)


def is_label(line: str) -> bool:
    """Tell whether a line is a labelled field, so that it begins no entry."""
    return label_of(line.strip()) is not None


def label_of(line: str) -> tuple[str, str] | None:
    """Return label and value of a labelled line; a plain word with a colon must be one that is known."""
    match = _BARE_LABEL.fullmatch(line)
    if match and column_name(match["label"]):
        return match["label"], ""
    match = _LABEL.match(line)
    if match is None or match["value"].startswith("//"):
        return None
    # "**Snails: A Survey**" is a title: where the bold ends with the label it is one, elsewhere only if it is known.
    bold = match["bold"] and (match["before"] or match["after"])
    return (match["label"], _value(match["value"])) if bold or column_name(match["label"]) else None


def any_label_of(line: str) -> tuple[str, str] | None:
    """Return label and value of a line that looks labelled, with whatever word: its neighbours tell that it is."""
    match = _LABEL.match(line)
    if match is None or _PUNCTUATION.search(match["label"]) is not None:
        return None
    value = _value(match["value"])
    return None if not value or plain(value).startswith(("//", "http")) else (match["label"], value)


def _value(text: str) -> str:
    """Return a value without the bold that stands around it, or that ends behind it and began before the label."""
    value = text.strip()
    if value.startswith("**") and value.endswith("**"):
        return plain(value)
    return value.strip(" *") if value.count("**") % 2 or "**" not in value else value


def row_of(line: str, *, alone: bool) -> list[tuple[str, str]] | None:
    """Take apart a line whose parts are kept apart by bars or dots.

    What has no label is told by its form: a day, categories. Mere links are none of the parts.

    Args:
        line: The line.
        alone: Whether a day or categories may be all that the line says.

    Returns:
        Label and value of each part; None when one says anything else, or the line is just one labelled field.
    """
    parts = [part for part in BAR.split(line) if part] if _BARS.intersection(line) else [line]
    if len(parts) == 1 and (not alone or len(line) > _LONGEST_LONE or label_of(line) is not None):
        return None
    row = []
    for part in parts:
        told = _told(MARKS_BEFORE.sub("", part, count=1))
        if told is None:
            return None
        if told != _MERE_LINK:
            row.append(told)
    return row or None


def _told(part: str) -> tuple[str, str] | None:
    """Return label and value of a part of a line; None when it is no day, no categories and not labelled."""
    if is_generic(part):
        return _MERE_LINK
    text = plain(part)
    if _LONE_DAY.fullmatch(text) is not None:
        return "date", text
    if _LONE_CODES.fullmatch(text) is not None and all(map(is_code, _CODE.findall(_BRACKETS.sub("", text)))):
        return "category", text
    return label_of(part)
