"""What stands around a title in lists of papers and is no part of it: numbers, grades, categories, who wrote it.

    12. cs.DC: Snails        (3/32) Snails (Ada Berg et al., 2023)        Snails (评分: 8/10)
    Snails. (arXiv:2301.00001v2 [cs.DC])

This module owns what is taken off; where a title stands is for `parsers.markdown_list`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from parsers.arxiv_id import find_ids
from parsers.categories import is_code
from parsers.lazy_pattern import lazy_pattern
from parsers.markdown_text import ARXIV_ID, LINK, is_generic, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.base import Section

_NUMBERING = lazy_pattern(
    rf"(?:\[?\^?[0-9]{{1,4}}\]?[.)、:：]?|\([0-9]{{1,4}}/[0-9]{{1,4}}\)|\\?\[[ ]?{ARXIV_ID}[ ]?\\?\])\s{{1,4}}"
)
_STARRED = lazy_pattern(
    r"(?:[^\w\s*]{1,4}[ ]{0,3})?\*\*No\.?[ ]?[0-9]{1,4}\*\*[ ]{0,3}(?:[^\w\s*]{1,4}[ ]{1,3})?(?=\*\*)"
)
_LEADING_CODE = lazy_pattern(
    r"(?P<code>`[a-z][A-Za-z.-]{1,20}`|[a-z][a-z-]{1,15}\.[A-Za-z-]{2,9})[ ]{1,3}[-–—:|][ ]{1,3}"
)
_ADDRESS = lazy_pattern(r"[ ]{0,3}[\[(](?:[A-Za-z]{2,8}:[ ]?)?https?://[^\s()\[\]]{1,500}[\])]")
_GRADE = lazy_pattern(r"[ ]{0,3}[(（](?P<label>评分|score)[:：][ ]?(?P<value>[0-9./]{1,8})[)）]$", re.IGNORECASE)
_CITED = lazy_pattern(r"[ ]{1,3}\((?P<names>[^()]{2,60} et al\.?), (?:19|20)[0-9]{2}\)$")
_BARE_SUFFIX = lazy_pattern(rf"[ ,;–—-]{{1,4}}arXiv[:：]\s?{ARXIV_ID}[ .,;]{{0,3}}$", re.IGNORECASE)
_RSS_SUFFIX = lazy_pattern(
    rf"\s{{0,4}}\(arXiv:(?P<id>{ARXIV_ID})(?: \[(?P<category>[A-Za-z.-]{{2,20}})\])?"
    r"(?P<marks>(?: UPDATED| CROSS LISTED){0,2})\)\s{0,4}"
)
_SECTIONS: dict[str, Section] = {
    "UPDATED": "replaced",
    "CROSS LISTED": "cross",
    "UPDATED CROSS LISTED": "replaced-cross",
}

_LONGEST_SUFFIX = 40
_BOLD_TITLE = lazy_pattern(
    r"(?:(?P<day>[0-9]{4}[-./][0-9]{2}[-./][0-9]{2})[ ]{0,3}[,:|-]?[ ]{0,3})?"
    r"\*\*(?P<title>[^*\n]{8,600})\*\*(?P<rest>.*)"
)
_BEFORE_LABEL = lazy_pattern(r",[ ]{1,3}(?=[A-Z][A-Za-z ]{1,20}[:：])")
_ESCAPE = lazy_pattern(r"\\(?P<mark>[-\[\]#+!*_`|>~.(){}])")
_TEX = lazy_pattern(r"\$|\\(?:[A-Za-z]|[.'\"^`~=][{]?[A-Za-z])")
_MARKS_OF_TEX = frozenset("(){}")
"""What TeX has a use for behind a backslash as well: these alone do not tell Markdown from it."""


class Title(NamedTuple):
    """A title and what stood around it.

    Attributes:
        text: The title alone.
        codes: The category before or behind it, empty when there is none.
        version: The version that its number behind it has, as digits.
        grade: Label and value of the grade behind it.
        names: Who wrote it, as the citation behind it says.
        section: The part of arXiv's announcement that the mark behind its number names.
    """

    text: str
    codes: str = ""
    version: str = ""
    grade: tuple[str, str] | None = None
    names: str = ""
    section: Section | None = None


def is_announced_title(text: str) -> bool:
    """Tell a title by the number that arXiv's feed puts behind it."""
    return _RSS_SUFFIX.search(text) is not None


def _unescaped(title: str) -> str:
    r"""Take the backslashes out that Markdown wants before its marks, ``Snails \[Extended\]``; TeX keeps its own."""
    if "\\" not in title or _TEX.search(title) is not None or _MARKS_OF_TEX.issuperset(_ESCAPE.findall(title)):
        return title
    return _ESCAPE.sub(lambda escape: escape["mark"], title)


def title_in(text: str) -> Title:
    """Take a title out of what stands around it."""
    text = _STARRED.sub("", text.strip(), count=1) if "**No" in text else text
    title = _unescaped(plain(_ADDRESS.sub("", text) if "://" in text else text))
    if (number := _NUMBERING.match(title)) is not None:
        title = plain(title[number.end() :])
    if title.startswith("《") and title.endswith("》") and title.count("《") == 1:
        title = title[1:-1]
    codes = version = names = ""
    grade = section = None
    if (leading := _LEADING_CODE.match(title)) is not None and is_code(leading["code"].strip("`")):
        codes, title = leading["code"], title[leading.end() :]
    if title.endswith((")", "）")):
        if (found := _GRADE.search(title)) is not None:
            grade, title = (found["label"], found["value"]), title[: found.start()]
        elif (found := _CITED.search(title)) is not None:
            names, title = found["names"], title[: found.start()]
    if "arxiv" in title[-_LONGEST_SUFFIX:].lower():
        title = _BARE_SUFFIX.sub("", title)
    if (suffix := _RSS_SUFFIX.search(title)) is not None:
        codes = suffix["category"] or codes
        version = suffix["id"].partition("v")[2]
        section = _SECTIONS.get(suffix["marks"].strip())
        title = title[: suffix.start()] + title[suffix.end() :]
    return Title(title, codes, version, grade, names, section)


def title_and_rest(text: str) -> tuple[str, Sequence[str]]:
    """Split the first line of an entry into its title and lines for the rest.

    The title is the text of the first telling link, what is bold, or all of it.
    """
    if "](" not in text and "**" not in text:
        return text, ()
    links = list(LINK.finditer(text[:4000]))
    telling = next((each for each in links if not is_generic(each["text"]) and find_ids(each["url"])), None)
    if telling is not None:
        return telling["text"], (text[telling.end() :].lstrip("*_ \t-–—:："),)
    if (bold := _BOLD_TITLE.fullmatch(text)) is not None and not is_generic(bold["title"]):
        return bold["title"], (bold["day"] or "", *_BEFORE_LABEL.split(bold["rest"].strip(" ,，;-–—")))
    generic = [each[0] for each in links if is_generic(each["text"])]
    for each in generic:
        text = text.replace(each, "", 1)
    return text.rstrip(" \t,;|·") if generic else text, (" | ".join(generic),)
