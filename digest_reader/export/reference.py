"""What every reference to a paper needs, whatever the format: its title, date, address, names, and a file's name.

All text comes back on one line, cleaned; escaping it for a format is the format's business.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from parsers.arxiv_id import abs_url, parse_id
from parsers.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest_reader.models import Paper, Text

_LONGEST_SLUG = 80
_NEW_STYLE = re.compile(r"([0-9]{2})([0-9]{2})\.")
_OLD_STYLE = re.compile(r"/([0-9]{2})([0-9]{2})[0-9]{3}$")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})")
# What may stand in an address as it is (RFC 3986); all else, braces and backslashes among it, is percent-encoded.
_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=~-._"
_PARTICLE = re.compile(r"(?i)van|von|der|den|del?|della|d[aiou]|d[ao]s|l[ae]|te[rn]|zu[rm]?|a[fv]|el|al|i?bi?n")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")


class Month(NamedTuple):
    """When a paper appeared; ``month`` is 1 to 12, None where only the year is known."""

    year: int
    month: int | None


class PersonName(NamedTuple):
    """A person's name in two parts; ``given`` is empty for a name that is not to be divided."""

    family: str
    given: str


def own_title(paper: Paper) -> str:
    """Return the title as its authors gave it, else one that there is, else an empty text."""
    return one_line(_own(paper.title))


def own_abstract(paper: Paper) -> str:
    """Return the abstract as its authors gave it, else one that there is; its paragraphs stand apart."""
    return _own(paper.abstract)


def other_titles(paper: Paper) -> dict[str, str]:
    """Return language to title for every usable title but the authors' own."""
    own = own_title(paper)
    told = {lang: one_line(text.text) for lang, text in paper.title.items() if text.status == "ok"}
    return {lang: title for lang, title in told.items() if title and title != own}


def _own(texts: Mapping[str, Text]) -> str:
    told = [(lang, text) for lang, text in texts.items() if text.text]
    told.sort(key=lambda each: (each[1].status != "ok", each[1].origin != "author", each[0] != "en"))
    return told[0][1].text if told else ""


def one_id(paper: Paper) -> str:
    """Return the paper's id on one line."""
    return one_line(paper.id)


def is_arxiv(paper: Paper) -> bool:
    """Tell whether the paper has an arXiv id."""
    return parse_id(paper.id) is not None


def appeared(paper: Paper) -> Month | None:
    """Return year and month that an arXiv id tells, else those of the first digest that has a date."""
    found = _NEW_STYLE.match(paper.id) or _OLD_STYLE.search(paper.id) if is_arxiv(paper) else None
    if found is not None:
        year, month = int(found[1]), int(found[2])
        # Ids began in 1991 (https://info.arxiv.org/help/arxiv_identifier.html).
        return Month(year + (1900 if year >= 91 else 2000), month if 1 <= month <= 12 else None)
    dates = sorted(seen.date for seen in paper.appearances if seen.date is not None and _DATE.match(seen.date))
    found = _DATE.match(dates[0]) if dates else None
    return None if found is None else Month(int(found[1]), int(found[2]) if 1 <= int(found[2]) <= 12 else None)


def address(paper: Paper) -> str | None:
    """Return the http(s) address of the paper's page, percent-encoded; None when none is known."""
    if is_arxiv(paper):
        return abs_url(paper.id)
    for candidate in (paper.id, *paper.urls.values()):
        url = one_line(candidate)
        if url.startswith(("https://", "http://")):
            return quote(url, safe=_IN_ADDRESS)
    return None


def doi(paper: Paper) -> str | None:
    """Return the DOI without the address of its resolver; None when none is known."""
    found = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", one_line(paper.doi or ""), flags=re.IGNORECASE)
    return quote(found, safe=_IN_ADDRESS + "<>") or None


def authors(paper: Paper) -> list[str]:
    """Return the authors' names, none where they are not known."""
    return [name for each in paper.authors or () if (name := one_line(each))]


def divided(name: str) -> PersonName:
    """Return a name's family and given part: ``Ludwig van Beethoven`` is ``van Beethoven``, ``Ludwig``.

    A Chinese name is not divided, nor one of one word or one that has a comma already.
    """
    words = name.split(" ")
    if len(words) < 2 or "," in name or _HAN.match(name):
        return PersonName(name, "")
    start = len(words) - 1
    while start > 1 and _PARTICLE.fullmatch(words[start - 1]):
        start -= 1
    return PersonName(" ".join(words[start:]), " ".join(words[:start]))


def slug(paper_id: str) -> str:
    """Return a file's name for an id, without ending: letters, digits, ``.`` and ``-``, the first a letter or digit.

    Different ids have different slugs: what is no arXiv id carries a part of its SHA-256.
    """
    plain = re.sub(r"[^A-Za-z0-9.]+", "-", paper_id).strip(".-")
    if parse_id(paper_id) is not None:
        return plain
    digest = hashlib.sha256(paper_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain[:_LONGEST_SLUG].strip('.-')}-{digest}".lstrip("-")
