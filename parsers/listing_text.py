"""The arXiv listing page as text (``/list/cs.DC/new`` run through an extractor): entries, headings, totals.

    - [9] arXiv:2507.10367 [pdf, html, other]
    -
    Title: TITLE[AUTHORS][Comments: ...][Journal-ref: ...]Subjects: Name (cs.DC); Name (cs.PF)
    Abstract, one line a paragraph

This module owns where entries begin and end, and what the page says as a whole; the fields of an entry are read
by `parsers.listing_entry`. The same page as HTML is another format.

A revised entry has the section ``replaced`` whatever its primary category: the page prints "(replaced)" for both
kinds. Whoever wants replaced cross-lists compares ``primary`` with the listing's category.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.arxiv_id import abs_url, find_ids, parse_id
from parsers.base import Block, Diagnostic, Header, Record, Section
from parsers.categories import codes_named
from parsers.cleaning import hides, one_line
from parsers.lazy_pattern import lazy_pattern
from parsers.link_numbers import without_link_numbers
from parsers.listing_entry import EntryText, read_entry
from parsers.listing_headings import (
    DAY_NAME,
    LONE_DAY,
    OVERVIEW,
    PAGE_DAY,
    SECTION_NAME,
    SECTIONS,
    SHOWN,
    UNCOUNTED,
    category_named,
    day_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.source import Source

_CATEGORY = r"[a-z][a-z-]{1,15}(?:\.[A-Za-z][A-Za-z-]{1,9})?"
# Patterns begin with a literal, so that a search is one scan for it, and what stands before is looked at afterwards.
# White space is bounded: some extractors put every word on a line of its own, none puts a page between two.
_HEADING = lazy_pattern(
    r"\[(?P<number>[0-9]{1,6})\]\s{1,80}(?P<id>arXiv:[A-Za-z0-9./-]{1,40})"
    rf"(?:\s{{1,80}}\((?:cross-list from (?P<cross>{_CATEGORY})|(?P<replaced>replaced))\))?"
    r"(?P<links>\s{0,80}\[(?:pdf|ps|html|other|dvi|src|format|view|listen|\s|,){0,24}\])?[ \t\r]*$",
    re.MULTILINE,
)
_AFTER_LIST = (lazy_pattern(r"Total of [0-9]{1,7} entries"), lazy_pattern(r"Showing up to [0-9]{1,7} entries"))
_TORN = lazy_pattern(
    r"(?:\n[ \t]{0,8}(?:-[ ]{1,4})?|[ ]-[ ]{1,4})\[[0-9]{1,6}\] arXiv[^\n]{0,80}\Z"
    r"|(?:\n[ \t]{0,8}|[ ])-[ ]\[[0-9]{0,6}(?:\][^\n]{0,10})?\Z"
    r"|\n(?:New|Cross|Replacement) submissions?[^\n]{0,50}\Z"
)
"""The heading of an entry or of a section that a cut through the file left without its end."""
_LONGEST_TORN = 120
_PAGE_TITLE = (lazy_pattern(r"Showing new listings for"), lazy_pattern(r"Catchup results for"))
_ABOVE_TITLE = lazy_pattern(r"See (?:today's )?(?:recent|new) (?:articles|changes)")
"""What a page says above its title, beside its category."""
_LINES_ABOVE = 4
_PAGE_START = "\nSkip to main content"
_LONGEST_FRONT = 2000
_BULLETS = " \t*#>•-"
_LONGEST_PREFIX = 60

_BREADCRUMB = lazy_pattern(rf"arxiv logo > (?P<code>{_CATEGORY})[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
_TRAILING = lazy_pattern(r"(?<![ \t])[ \t]{1,200}\n")
_TITLE_AFTER = lazy_pattern(r"\s{0,80}[-*•]?\s{0,80}Title[ \t]?:")
_FIRST_SUBJECT = lazy_pattern(rf"Subjects?[ \t]?:\s{{0,200}}([^\W\d_][^();:\d]{{0,90}})\(({_CATEGORY})\)")

_FIELDS = ("Comments", "Journal-ref", "DOI")
_SAMPLE = 50
"""How many new entries are asked for their primary category to tell what the listing is about."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a part of the page begins: an entry, a section heading, or what follows the list.

    Attributes:
        start: Offset of its first character: of its line, or of the bullet that glues it to the line.
        match: What it says, for an entry and for a heading.
        section: The section that a heading names.
        date: The day that a heading of recent submissions names.
        is_entry: Whether it is an entry.
        is_glued: Whether the text before it has no line end.
        is_torn: Whether the text ends in the middle of it.
        is_page: Whether it is the title of a page that was joined to the one before.
    """

    start: int
    match: re.Match[str] | None = None
    section: Section | None = None
    date: str | None = None
    is_entry: bool = False
    is_glued: bool = False
    is_torn: bool = False
    is_page: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """What an entry's surroundings say of it.

    Attributes:
        line: Its line.
        position: Its place among the entries.
        previous: The number of the entry before it, None for the first.
        section: Its section unless its own mark says otherwise.
        date: Its day, where the page has headings for days.
    """

    line: int = 1
    position: int = 0
    previous: int | None = None
    section: Section | None = "new"
    date: str | None = None


class ListingText:
    """Parser of arXiv listing pages as text, whichever extractor made the text."""

    name = "listing-text"

    def sniff(self, head: str) -> float:
        """Return how sure it is that a text is a listing: its entries decide, its heading alone is a hint."""
        if head.lstrip()[:1] in ("<", "{"):
            return 0.0
        head = without_link_numbers(head)
        marks = [mark for mark in _entries(head) if mark.match]
        titled = sum(1 for mark in marks if mark.match and _TITLE_AFTER.match(head, mark.match.end()))
        if titled:
            return 0.98 if titled > 1 or PAGE_DAY.search(head) else 0.9
        if PAGE_DAY.search(head) or _headings(head):
            # A page's text holds no addresses: with the same heading and links it is a list that somebody made.
            return 0.2 if "arxiv.org/abs/" in head else 0.6
        return 0.4 if marks else 0.0

    def parse(self, source: Source) -> Iterator[Block]:
        """Yield the page's header, its entries, its section headings and what follows the list."""
        # As long as the source's text, so that places in one are places in the other.
        text, whole = without_link_numbers(source.text), source.text
        entries = _entries(text)
        marks = _in_order(text, entries)
        listed = frozenset(parsed[0] for mark in entries if mark.match and (parsed := parse_id(mark.match["id"])))
        first = marks[0].start if marks else len(text)
        place = _Place(section=None if OVERVIEW.search(text, 0, first) else "new")
        titled = PAGE_DAY.search(text, 0, first)
        page_day = day_of(titled) if titled else None
        if first:
            yield _front(whole[:first], _category(text, first, entries), listed)
            place = replace(place, line=1 + text.count("\n", 0, first))
        # Headings stand before their entries or after them; where the first thing is a heading, they lead.
        leads = bool(marks) and not marks[0].is_entry
        for index, mark in enumerate(marks):
            end = marks[index + 1].start if index + 1 < len(marks) else len(text)
            raw = whole[mark.start : end]
            if mark.is_entry and mark.match:
                block = _entry(raw, text[mark.match.end() : end], mark, place)
                yield block
                position = place.position + (block.record is not None)
                place = replace(place, position=position, previous=int(mark.match["number"]))
            else:
                yield _furniture(raw, mark, place.line, listed)
                if mark.is_page:
                    # The first page's day is the digest's; those joined to it have their own.
                    date = mark.date if mark.date != page_day else None
                    place = replace(place, section="new", date=date, previous=None)
                elif leads and place.section:
                    place = replace(place, section=mark.section or place.section, date=mark.date or place.date)
            place = replace(place, line=place.line + raw.count("\n"))


def _entries(text: str) -> list[_Mark]:
    """Return the entries of a page in order: at the start of a line, or glued to one by a bullet."""
    marks = []
    for match in _HEADING.finditer(text):
        start, prefix = _prefix(text, match.start())
        if not prefix.strip(_BULLETS):
            marks.append(_Mark(start, match, is_entry=True))
        elif match["links"] and prefix.endswith(" - "):
            marks.append(_Mark(match.start() - 2, match, is_entry=True, is_glued=True))
    return marks


def _prefix(text: str, at: int) -> tuple[int, str]:
    """Return where the line begins and what it holds before a place; only as much as matters on a long line."""
    low = max(0, at - _LONGEST_PREFIX)
    start = text.rfind("\n", low, at) + 1
    if start == 0 and low > 0:
        return low, "…" + text[low:at]
    return start, text[start:at]


def _in_order(text: str, entries: list[_Mark]) -> list[_Mark]:
    """Return every part of the page in order; what follows the list is one part until the next entry."""
    marks = entries + _headings(text)
    if entries:
        marks += _lone_days(text) + _tails(text, entries[0].start) + _torn(text, entries[-1].start)
        marks += _joined_pages(text, entries[0].start)
    marks.sort(key=lambda mark: mark.start)
    kept: list[_Mark] = []
    for mark in marks:
        if not (kept and mark.match is None and kept[-1].match is None):
            kept.append(mark)
    return kept


def _headings(text: str) -> list[_Mark]:
    marks = []
    for match in SHOWN.finditer(text):
        start, prefix = _prefix(text, match.start())
        if name := SECTION_NAME.search(prefix):
            before = prefix[: name.start()]
            glued = bool(before.strip(_BULLETS))
            at = start + name.start() if glued else start
            marks.append(_Mark(at, match, section=SECTIONS[name["name"]], is_glued=glued))
        elif (day := DAY_NAME.search(prefix)) and not prefix[: day.start()].strip(_BULLETS):
            marks.append(_Mark(start, match, date=day_of(day)))
    for pattern, section in zip(UNCOUNTED, SECTIONS.values(), strict=True):
        for match in pattern.finditer(text):
            start, prefix = _prefix(text, match.start())
            if not prefix.strip(_BULLETS):
                marks.append(_Mark(start, match, section=section))
    return marks


def _lone_days(text: str) -> list[_Mark]:
    """Return the days without a count; a page that is no listing has such lines too, so its entries come first."""
    days = ((match, DAY_NAME.fullmatch(match["name"])) for match in LONE_DAY.finditer(text))
    return [_Mark(match.start() + 1, match, date=day_of(day)) for match, day in days if day is not None]


def _tails(text: str, after: int) -> list[_Mark]:
    marks = []
    for pattern in _AFTER_LIST:
        for match in pattern.finditer(text, after):
            start, prefix = _prefix(text, match.start())
            if not prefix.strip(_BULLETS):
                marks.append(_Mark(start))
    return marks


def _joined_pages(text: str, after: int) -> list[_Mark]:
    """Return the titles of pages that were joined to the first one, with the lines above that are theirs."""
    marks = []
    for pattern in _PAGE_TITLE:
        for match in pattern.finditer(text, after):
            start, prefix = _prefix(text, match.start())
            title = PAGE_DAY.match(text, match.start())
            if title is None or prefix.strip(_BULLETS):
                continue
            for _ in range(_LINES_ABOVE):
                above = text.rfind("\n", 0, max(0, start - 1)) + 1
                line = one_line(text[above:start]).strip(_BULLETS)
                if above >= start or (line and not _ABOVE_TITLE.fullmatch(line) and not codes_named(line)):
                    break
                start = above
            skip = text.rfind(_PAGE_START, max(after, match.start() - _LONGEST_FRONT), match.start())
            start = skip + 1 if skip >= 0 else start
            marks.append(_Mark(start, title, date=day_of(title), is_page=True))
    return marks


def _torn(text: str, after: int) -> list[_Mark]:
    match = _TORN.search(text, max(after + 1, len(text) - _LONGEST_TORN))
    if match is None:
        return []
    return [_Mark(match.start() + 1, match, is_torn=True)]


def _entry(raw: str, body: str, mark: _Mark, place: _Place) -> Block:
    """Read one entry."""
    assert mark.match is not None
    parsed = parse_id(mark.match["id"])
    if parsed is None:
        message = f"{mark.match['id']} is no arXiv identifier; the entry was left out."
        unread = Diagnostic("listing.unknown-id", "error", place.line, message)
        return Block(place.line, raw, "unread", diagnostics=(unread, *_stray_ids(raw, place.line, ())))
    entry = read_entry(_TRAILING.sub("\n", body.replace("\r\n", "\n")))
    arxiv_id, version = parsed
    section = _section(mark.match, place)
    if version is None and section in ("new", "cross"):
        version = 1
    record = Record(
        id=arxiv_id,
        line=place.line,
        position=place.position,
        version=version,
        title={"en": entry.title} if entry.title else {},
        abstract={"en": entry.abstract} if entry.abstract else {},
        authors=entry.authors,
        primary=entry.categories[0] if entry.categories else None,
        categories=entry.categories,
        section=section,
        cross_from=mark.match["cross"],
        comments=entry.labelled.get("Comments"),
        journal_ref=entry.labelled.get("Journal-ref"),
        doi=entry.labelled.get("DOI"),
        date=place.date,
        date_kind="announced" if place.date else None,
        urls=_urls(arxiv_id, mark.match),
        extra={_key(label): value for label, value in entry.labelled.items() if label not in _FIELDS},
        warnings=tuple(_warnings(raw, entry, mark, place)),
    )
    strays = _stray_ids(raw, place.line, (arxiv_id, *_texts(entry)))
    return Block(place.line, raw, "entry", record=record, diagnostics=strays)


def _section(match: re.Match[str], place: _Place) -> Section | None:
    """Return an entry's section: its own mark decides, then the heading over it."""
    if match["replaced"]:
        return "replaced"
    return "cross" if match["cross"] else place.section


def _urls(arxiv_id: str, match: re.Match[str]) -> dict[str, str]:
    """Return the addresses that the bracketed list of formats promises."""
    links = match["links"] or ""
    urls = {"abs": abs_url(arxiv_id)}
    for kind in ("pdf", "html"):
        if kind in links:
            urls[kind] = f"https://arxiv.org/{kind}/{arxiv_id}"
    return urls


def _key(label: str) -> str:
    return label.lower().replace("-", "_").replace(" ", "_")


def _texts(entry: EntryText) -> tuple[str, ...]:
    return entry.title, entry.abstract, *entry.labelled.values(), *(entry.authors or ())


def _warnings(raw: str, entry: EntryText, mark: _Mark, place: _Place) -> Iterator[Diagnostic]:
    number = int(mark.match["number"]) if mark.match else 0
    if mark.is_glued:
        message = f"Entry [{number}] began in the last line of the abstract before it; they were taken apart."
        yield Diagnostic("listing.glued-entry", "info", place.line, message)
    if place.previous is not None and number > place.previous + 1:
        message = f"Entry [{number}] follows [{place.previous}]: those between are not in the text."
        yield Diagnostic("listing.missing-entries", "warning", place.line, message)
    if not entry.title:
        yield Diagnostic("listing.no-title", "warning", place.line, f"Entry [{number}] has no title.")
    if not entry.categories:
        yield Diagnostic("listing.no-subjects", "warning", place.line, f"Entry [{number}] has no subjects.")
    if hides(raw):
        message = "Control or invisible characters were taken out."
        yield Diagnostic("listing.cleaned", "info", place.line, message)


def _furniture(raw: str, mark: _Mark, line: int, listed: frozenset[str]) -> Block:
    """Read a section heading, or what follows the list; an id in it that has an entry is no stray."""
    strays = _stray_ids(raw, line, (), listed)
    if mark.is_torn:
        message = "The text ends in the middle of a heading; what it begins was left out."
        return Block(
            line, raw, "unread", diagnostics=(Diagnostic("listing.torn-heading", "warning", line, message), *strays)
        )
    count = mark.match.groupdict().get("count") if mark.match else None
    if mark.match is None:
        return Block(line, raw, "text", diagnostics=strays)
    declared = {str(mark.section): int(count)} if mark.section and count else {}
    return Block(line, raw, "header", header=Header(declared=declared), diagnostics=strays)


def _front(raw: str, category: str | None, listed: frozenset[str]) -> Block:
    """Read what stands before the first entry and the first heading."""
    showing = PAGE_DAY.search(raw)
    header = Header(category=category, date=day_of(showing) if showing else None)
    return Block(1, raw, "header", header=header, diagnostics=_stray_ids(raw, 1, (), listed))


def _stray_ids(
    raw: str, line: int, read: tuple[str, ...], listed: frozenset[str] = frozenset()
) -> tuple[Diagnostic, ...]:
    """Report every arXiv id of a text that is in none of the texts read from it; an entry's id is the first."""
    found = find_ids(raw, listed or frozenset(read[:1]))
    if not found:
        return ()
    known = {arxiv_id.id for arxiv_id in find_ids("\n".join(read))}
    strays = []
    counted, at = line, 0
    for arxiv_id in found:
        if arxiv_id.id in known:
            continue
        counted, at = counted + raw.count("\n", at, arxiv_id.start), arxiv_id.start
        message = f"{arxiv_id.id} stands in no field of an entry."
        strays.append(Diagnostic("listing.stray-id", "info", counted, message))
    return tuple(strays)


def _category(text: str, first: int, entries: list[_Mark]) -> str | None:
    """Return the code of the category that the page's title names."""
    front = text[:first]
    if crumb := _BREADCRUMB.search(front):
        return crumb["code"]
    primaries = _primaries(text, entries)
    for line in front.split("\n")[:200]:
        name = one_line(line[:200]).strip(_BULLETS)
        if code := category_named(name, primaries):
            return code
    return None


def _primaries(text: str, entries: list[_Mark]) -> list[tuple[str, str]]:
    """Return name and code of the primary category of the first new entries."""
    found = []
    for index, mark in enumerate(entries):
        match = mark.match
        if match is None or match["cross"] or match["replaced"]:
            continue
        end = entries[index + 1].start if index + 1 < len(entries) else len(text)
        if subject := _FIRST_SUBJECT.search(text, match.end(), end):
            found.append((one_line(subject[1]).casefold(), subject[2]))
        if len(found) == _SAMPLE:
            break
    return found
