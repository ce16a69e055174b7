"""What an arXiv listing page says over its entries: sections, days, counts, and the category that it is of.

    Showing new listings for Tuesday, 15 July 2025
    New submissions (showing 12 of 12 entries)
    Fri, 31 Jan 2025 (showing first 20 of 32 entries )

The page as text and the page as HTML have the same headings. This module owns their grammar; where a heading begins
in the page, and what it means for the entries near it, is left to `parsers.listing_text` and `parsers.listing_html`.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.categories import codes_named
from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.base import Section

SECTIONS: dict[str, Section] = {"New": "new", "Cross": "cross", "Replacement": "replaced"}
"""The first word of a section's heading to the section."""

# Patterns begin with a literal, so that a search is one scan for it, and what stands before is looked at afterwards.
SHOWN = lazy_pattern(
    r"\((?:continued, )?showing (?:first |last )?(?P<count>[0-9]{1,7}) of [0-9]{1,7} entries ?\)[ \t\r]*$",
    re.MULTILINE,
)
"""How many entries of a section or day the page shows, at the end of the heading's line."""
SECTION_NAME = lazy_pattern(r"(?P<name>New|Cross|Replacement)(?:[ -]submissions?|[ -]?lists?|s)\s?$")
"""The name of a section, right before its count."""
DAY_NAME = lazy_pattern(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}, (?P<day>[0-9]{1,2}) (?P<month>[A-Z][a-z]{2,8}) (?P<year>[0-9]{4})\s?$"
)
"""The day of recent submissions, right before its count, or alone in its line before 2024."""
LONE_DAY = lazy_pattern(
    r"\n[ \t#>*•-]{0,8}(?P<name>(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}, [0-9]{1,2} [A-Z][a-z]{2,8} [0-9]{4})"
    r"[ \t\r*]{0,8}(?=\n)"
)
"""The day of recent submissions in a line of its own, as pages had it before 2024."""
UNCOUNTED = tuple(
    lazy_pattern(rf"{name} for \w{{3}}, [0-9]{{1,2}} \w{{3,9}} [0-9]{{2,4}}[ \t\r]*$", re.MULTILINE)
    for name in ("New submissions", "Cross-lists", "Replacements")
)
"""The headings before 2024, without a count; in the order of `SECTIONS`."""
PAGE_DAY = lazy_pattern(
    r"(?:Showing new listings for|New submissions for|Catchup results for [^\n<>]{1,90}? on|No updates for"
    r"|No further updates for)\s{1,20}(?:\w{3,9},\s{1,20})?"
    r"(?P<day>[0-9]{1,2})\s{1,20}(?P<month>[A-Z][a-z]{2,8})\s{1,20}(?P<year>[0-9]{4}|[0-9]{2})\b"
)
"""The day that the whole page is of."""
CATCHUP = lazy_pattern(r"\s*Catchup results for (?P<name>[^\n<>]{1,90}?) on \w{3}, [0-9]{1,2} \w{3,9} [0-9]{4}\s*")
"""The title of a page of a day that has gone by, whole."""
OVERVIEW = lazy_pattern(r"Authors and titles for (?!recent)|articles on arXiv\b", re.IGNORECASE)
"""The title of a page that lists a month, a year or an author: its entries belong to no section."""
_BARE = lazy_pattern(r"(?P<name>New|Cross|Replacement)(?:[ -]submissions?|[ -]?lists?|s)")
"""The name of a section that is all of a heading, without day and count."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a listing page.

    Attributes:
        section: The section that it begins.
        day: The day that the entries under it were announced, ``YYYY-MM-DD``.
        page_day: The day that the page is of, ``YYYY-MM-DD``.
        count: The number of entries that the page says it shows under it.
    """

    section: Section | None = None
    day: str | None = None
    page_day: str | None = None
    count: int | None = None


def read_heading(text: str) -> Heading | None:
    """Read the text of one heading, a single line; None where it is none of a listing's."""
    page = PAGE_DAY.search(text)
    page_day = day_of(page) if page else None
    if shown := SHOWN.search(text):
        before, count = text[: shown.start()], int(shown["count"])
        if name := SECTION_NAME.search(before):
            return Heading(section=SECTIONS[name["name"]], page_day=page_day, count=count)
        if day := DAY_NAME.search(before):
            return Heading(day=day_of(day), count=count)
    for pattern, section in zip(UNCOUNTED, SECTIONS.values(), strict=True):
        if pattern.search(text):
            return Heading(section=section, page_day=page_day)
    if day := DAY_NAME.fullmatch(text.strip()):
        return Heading(day=day_of(day))
    if bare := _BARE.fullmatch(text.strip()):
        return Heading(section=SECTIONS[bare["name"]])
    return Heading(page_day=page_day) if page_day else None


def day_of(match: re.Match[str]) -> str | None:
    """Return ``YYYY-MM-DD`` for a day, a month's English name and a year of two or four digits; None for no day."""
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    try:
        month = _MONTHS.index(match["month"][:3].lower()) + 1
        return datetime.date(year, month, int(match["day"])).isoformat()
    except ValueError:
        return None


def category_named(name: str, primaries: Sequence[tuple[str, str]]) -> str | None:
    """Return the code of the category that the page's title names.

    A name may stand for two codes (Machine Learning is cs.LG and stat.ML): new entries have it as their primary.

    Args:
        name: A line of the page's top.
        primaries: Name, in lower case, and code of the primary categories of new entries.
    """
    if catchup := CATCHUP.fullmatch(name):
        name = catchup["name"]
    codes = codes_named(name)
    known = Counter(code for subject, code in primaries if subject == name.casefold() and (not codes or code in codes))
    if known:
        return known.most_common(1)[0][0]
    return codes[0] if len(codes) == 1 else None
