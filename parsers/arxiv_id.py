"""The grammar of arXiv identifiers: find them in text, take them apart, link to them.

Three forms, ASCII digits only (https://info.arxiv.org/help/arxiv_identifier.html): ``archive[.XX]/YYMMNNN``
to March 2007, ``YYMM.NNNN`` from April 2007 to December 2014, ``YYMM.NNNNN`` from January 2015, each with an
optional ``vN``. An id is kept as it was written: ``math.GT/0309136`` does not become ``math/0309136`` here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Set

_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|"
    "dg-ga|econ|eess|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th|"
    "patt-sol|physics|plasm-ph|q-alg|q-bio|q-fin|quant-ph|solv-int|stat|supr-con"
)
_MONTH = r"(?:0[1-9]|1[0-2])"
_NEW_STYLE = (
    rf"(?:(?:070[4-9]|071[0-2]|(?:0[89]|1[0-4]){_MONTH})\.[0-9]{{4}}"
    rf"|(?:1[5-9]|[2-8][0-9]){_MONTH}\.[0-9]{{5}})"
)
_OLD_STYLE = rf"(?:{_ARCHIVES})(?:\.[A-Za-z][A-Za-z-]{{1,9}})?/(?:(?:9[1-9]|0[0-6]){_MONTH}|070[1-3])[0-9]{{3}}"
# A version is at most three digits: longer runs are none, and int() must never meet a number without end.
_VERSION = r"(?:v(?P<version>[1-9][0-9]{0,2})(?![0-9]))?"
_ID = rf"(?P<id>{_NEW_STYLE}|{_OLD_STYLE})(?![0-9]){_VERSION}"

_AT = lazy_pattern(_ID)
# Digests are searched whole for ids: what a search meets first must be cheap to refuse. Both expressions begin
# with a character that sre skips to, nine times as fast as to any digit; the grammar is asked only where they match.
# Of "2502.2502.00102" this finds both points: what stands before one may stand behind another.
_POINT = lazy_pattern(r"\.[0-9]{4,5}(?![0-9])")
_BEFORE_POINT = lazy_pattern(r"[0-9](?<![0-9][0-9])[0-9]{3}")
_OLD_NUMBER = lazy_pattern(r"/[0-9]{7}(?![0-9])")
_BEFORE_NUMBER = lazy_pattern(
    rf"(?:.*[^A-Za-z0-9-])?(?P<archive>(?:{_ARCHIVES})(?:\.[A-Za-z][A-Za-z-]{{1,9}})?)", re.DOTALL
)
_LONGEST_ARCHIVE = 24
_PARSE = lazy_pattern(rf"\s*(?:[Aa][Rr][Xx][Ii][Vv]\s*:\s*)?{_ID}\s*")
_URL = lazy_pattern(
    rf"(?:https?://)?(?:[a-z0-9-]+\.)*arxiv\.org/(?:abs|pdf|html|format|ps)/{_ID}(?:\.pdf)?(?:[/?#].*)?",
    re.IGNORECASE | re.DOTALL,
)


class FoundId(NamedTuple):
    """An arXiv id in a text.

    Attributes:
        id: The id without its version.
        version: The version, None when there is none.
        start: Offset of its first character.
        end: Offset after its last character, the version included.
    """

    id: str
    version: int | None
    start: int
    end: int


def find_ids(text: str, known: Set[str] = frozenset()) -> list[FoundId]:
    """Return every arXiv id in a text, in order; one inside a longer run of digits is none.

    Args:
        text: The text.
        known: Ids that are left out. A digest is full of those of its entries, and to see that an id is one of them
            takes a quarter of the time of taking it apart.
    """
    starts = []
    for point in _POINT.finditer(text):
        start = point.start() - 4
        if start >= 0 and text[start : point.end()] not in known and _BEFORE_POINT.match(text, start) is not None:
            starts.append(start)
    if "/" in text:
        starts += _old_starts(text)
        starts.sort()
    found = []
    for start in starts:
        match = _AT.match(text, start)
        if match is not None and match["id"] not in known:
            found.append(FoundId(match["id"], _number(match["version"]), match.start(), match.end()))
    return found


def _old_starts(text: str) -> list[int]:
    """Return where ids of the old style may begin: a number after a slash, an archive before it."""
    starts = []
    for match in _OLD_NUMBER.finditer(text):
        window = max(0, match.start() - _LONGEST_ARCHIVE)
        archive = _BEFORE_NUMBER.fullmatch(text, window, match.start())
        if archive is not None:
            starts.append(archive.start("archive"))
    return starts


def parse_id(text: str) -> tuple[str, int | None] | None:
    """Take ``2507.10367v2`` or ``arXiv:2507.10367`` apart into id and version.

    Returns:
        The id and its version (None where none is written); None when the text is not just one arXiv id.
    """
    match = _PARSE.fullmatch(text)
    return None if match is None else (match["id"], _number(match["version"]))


def id_from_url(url: str) -> tuple[str, int | None] | None:
    """Return id and version that an arxiv.org address (``/abs/``, ``/pdf/``, ``/html/``) names, or None."""
    match = _URL.fullmatch(url.strip())
    return None if match is None else (match["id"], _number(match["version"]))


def abs_url(arxiv_id: str, version: int | None = None) -> str:
    """Return the address of the abstract page; without a version it is the newest one's."""
    suffix = "" if version is None else f"v{version}"
    return f"https://arxiv.org/abs/{arxiv_id}{suffix}"


def pdf_url(arxiv_id: str) -> str:
    """Return the address of the PDF of the newest version."""
    return f"https://arxiv.org/pdf/{arxiv_id}"


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)
