"""Markdown that nobody checked as text: links, emphasis, the tags and entities of HTML within it.

This module owns what marks are taken off; what a text says is for those who ask.
"""

from __future__ import annotations

import html
import re

from parsers.cleaning import one_line
from parsers.lazy_pattern import lazy_pattern

ARXIV_ID = r"(?:[a-z-]{2,10}(?:\.[A-Z]{2})?/[0-9]{7}|[0-9]{4}\.[0-9]{4,5})(?:v[0-9]{1,3})?"
"""An identifier within an expression."""
LINK = lazy_pattern(r"(?<!!)\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]{0,100}\]){0,600})\]\((?P<url>[^()\s]{1,600})\)")
_GENERIC_WORD = (
    r"(?:arxiv|paper|pdf|links?|html|abs|abstract|page|code|github|here|url|full ?text|version|read|view|open|more"
    r"|details|cool|copy|demo|doi|hf|homepage|kimi|project|rel|slides|video|website|论文|链接|原文|代码|地址|主页|项目)"
)
_GENERIC = lazy_pattern(
    rf"(?:{_GENERIC_WORD}(?:[ /]{{0,2}}{_GENERIC_WORD}){{0,3}}"
    rf"|#[0-9]{{1,4}}|(?:arxiv\s?[:：]?\s?)?{ARXIV_ID}(?:\.pdf)?|https?://\S*|\W*)",
    re.IGNORECASE,
)
TAG = lazy_pattern(r"<[^<>\n]{1,600}>")
_HTML = lazy_pattern(r"</?(?:p|br|div|span|em|i|b|strong|details|summary)\b[^<>\n]{0,200}>", re.IGNORECASE)
_PARAGRAPH_END = lazy_pattern(r"</p>|<br[ ]?/?>", re.IGNORECASE)
_ENTITY = lazy_pattern(r"&(?:[a-z]{2,8}|#[0-9]{2,5});", re.IGNORECASE)
_EMPHASIS = frozenset("*_`")


def plain(text: str) -> str:
    """Return Markdown as text on one line: links become their texts, emphasis around the whole goes."""
    text = text.replace("\\|", "|")
    if "](" in text:
        text = LINK.sub(lambda link: link["text"], text)
    if "<" in text or "&" in text:
        text = html.unescape(TAG.sub(" ", text))
    text = one_line(text)
    for mark in ("**", "__", "*", "_", "`") if text[:1] in _EMPHASIS else ():
        if len(text) > 2 * len(mark) and text.startswith(mark) and text.endswith(mark):
            text = _without_mark(text, mark)
    return text


def _without_mark(text: str, mark: str) -> str:
    """Return what a mark stands around; words each in marks of their own, as tags in backticks, are a row."""
    parts = text.split(mark)
    if len(parts) > 3 and not any(between.strip(" ,、|·") for between in parts[::2]):
        return ", ".join(parts[1::2]) if mark == "`" else text.replace(mark, "")
    return text[len(mark) : -len(mark)].strip()


def is_generic(text: str) -> bool:
    """Tell whether the text of a link says nothing of a paper: ``PDF``, an identifier."""
    return _GENERIC.fullmatch(plain(text).strip("[]")) is not None


def without_tags(text: str) -> str:
    """Take the tags of HTML out of a text, where a formula's signs stay, and read its entities."""
    if "<" in text:
        text = _HTML.sub(" ", _PARAGRAPH_END.sub("\n\n", text))
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text


def unfenced(line: str) -> str:
    """Take the backticks off a line that stands in them."""
    return line.replace("`", "") if line.startswith("`") and line.endswith("`") else line
