"""Dublin Core, the format that every OAI-PMH interface has, as arXiv fills it in.

    <dc:title>TITLE</dc:title> <dc:creator>Berg, Ada</dc:creator> <dc:subject>Mathematics - Number Theory</dc:subject>
    <dc:description>ABSTRACT</dc:description> <dc:description>Comment: 9 pages</dc:description>
    <dc:date>2025-07-14</dc:date> <dc:identifier>http://arxiv.org/abs/2507.00001</dc:identifier>

The elements have no attributes that tell them apart: what an identifier or a description is, its text says. This module
owns that; which records there are is for `parsers.oai_pmh`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parsers.arxiv_fields import abstract_of, day_of, id_in
from parsers.categories import ARCHIVE_NAMES, codes_named
from parsers.cleaning import one_line
from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.xml_elements import Element

_COMMENT = lazy_pattern(r"\s*Comments?:\s")
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
_WITH_SUFFIX = 3
_DOI = lazy_pattern(r"\s*(?:doi:|https?://(?:dx\.)?doi\.org/)\s*(?P<doi>10\.\S{1,200})\s*")


class DublinCore(NamedTuple):
    """What a record in Dublin Core says of a paper.

    Attributes:
        abstract: The abstract, empty when there is none.
        authors: The names as arXiv shows them, given names first.
        categories: The categories whose names are among the subjects, in their order.
        classes: The other subjects.
        comments: The authors' comments.
        journal_ref: Where it was published.
        doi: Its DOI.
        dates: The days of its versions as far as they are told, in order.
    """

    abstract: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    classes: list[str]
    comments: str | None
    journal_ref: str | None
    doi: str | None
    dates: list[str]


def read_dublin_core(data: Element) -> DublinCore:
    """Read the element ``oai_dc:dc``."""
    subjects = [one_line(text) for text in _texts(data, "subject")]
    codes = [(subject, _code(subject)) for subject in subjects]
    descriptions = _texts(data, "description")
    comments = [text for text in descriptions if _COMMENT.match(text)]
    identifiers = [text for text in _texts(data, "identifier") if id_in(text) is None]
    dois = [match["doi"] for text in identifiers if (match := _DOI.fullmatch(text)) is not None]
    published = [one_line(text) for text in identifiers if _DOI.fullmatch(text) is None]
    return DublinCore(
        abstract=abstract_of(next((text for text in descriptions if text not in comments), "")),
        authors=tuple(filter(None, map(_name, _texts(data, "creator")))),
        categories=tuple(dict.fromkeys(code for _, code in codes if code is not None)),
        classes=[subject for subject, code in codes if code is None],
        comments=one_line(_COMMENT.sub("", comments[0], count=1)) if comments else None,
        journal_ref=", ".join(published) or None,
        doi=one_line(dois[0]) if dois else None,
        dates=sorted(filter(None, map(day_of, _texts(data, "date")))),
    )


def _texts(data: Element, name: str) -> Sequence[str]:
    return [each.text for each in data.children(name) if each.text.strip()]


def _name(creator: str) -> str:
    """Return ``Ada Berg`` for ``Berg, Ada``, and ``Ada Berg III`` for ``Berg, Ada, III``; all else keeps its order."""
    parts = one_line(creator).split(", ")
    if len(parts) == _WITH_SUFFIX and parts[2] in _SUFFIXES:
        return f"{parts[1]} {parts[0]} {parts[2]}"
    return f"{parts[1]} {parts[0]}" if len(parts) == _WITH_SUFFIX - 1 else one_line(creator)


def _code(subject: str) -> str | None:
    """Return the category that a subject names: ``Mathematics - Number Theory``, ``Quantum Physics``."""
    whole = [code for code in codes_named(subject) if "." not in code]
    group, _, name = subject.partition(" - ")
    archives = [code for code, known in ARCHIVE_NAMES.items() if known.casefold() == group.casefold()]
    divided = [code for code in codes_named(name) if code.partition(".")[0] in archives]
    return next(iter((*whole, *divided)), None)
