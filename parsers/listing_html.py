"""The arXiv listing page as HTML: ``/list/CAT/new``, ``/recent``, ``/pastweek``, and those of a month or a year.

    <dl id='articles'>
        <h3>New submissions (showing 14 of 14 entries)</h3>
        <dt> <a name='item1'>[1]</a> <a href ="/abs/2511.00038">arXiv:2511.00038</a> [<a href="...">pdf</a>] </dt>
        <dd> <div class='meta'> <div class='list-title mathjax'> ... <p class='mathjax'> the abstract </p> </div> </dd>

This module owns where entries and headings begin and end, and what the page says as a whole; the fields of one entry
are read by `parsers.listing_item`, the words of headings by `parsers.listing_headings`.

Headings stand before their entries, on every page that arXiv makes. As in the page as text, a revised entry has the
section ``replaced`` whatever its primary category. Only ``/new`` has abstracts; ``/recent`` and ``/pastweek`` have a
heading for each day instead, which is the date of the entries below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.base import Block, Diagnostic, Header
from parsers.categories import codes_named
from parsers.lazy_pattern import lazy_pattern
from parsers.listing_headings import CATCHUP, OVERVIEW, PAGE_DAY, category_named, day_of, read_heading
from parsers.listing_item import Place, listed_record, read_item
from parsers.markup import TAG, hidden_spans, plain_text, without_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.listing_headings import Heading
    from parsers.listing_item import Item
    from parsers.source import Source

_MARK = lazy_pattern(r"<(?:(?P<item>dt)|/?dl|(?P<heading>h[1-6]))(?=[\s/>])", re.IGNORECASE)
_HEADINGS = lazy_pattern(
    r"<(?P<name>h[1-6])(?=[\s>])[^<>]*>(?P<text>.{0,400}?)</(?P=name)\s{0,8}>", re.IGNORECASE | re.DOTALL
)
_TITLES = lazy_pattern(r"<(?P<name>h1|title)(?=[\s>])[^<>]*>(?P<text>[^<]{0,200})</(?P=name)\s{0,8}>", re.IGNORECASE)
_LIST_LINK = lazy_pattern(
    r"/(?:list|catchup)/(?P<code>[a-z][a-z-]{1,15}(?:\.[A-Za-z][A-Za-z-]{1,9})?)/(?:new\b|recent\b|pastweek\b|[0-9]{4}-)"
)
_NO_UPDATES = lazy_pattern(r"No (?:further )?updates (?:today|for this time period|for \w{3}, )")
_ARTICLES = lazy_pattern(r"<dl\b[^<>]*\bid\s{0,8}=\s{0,8}[\"']?articles\b", re.IGNORECASE)
_LIST_CLASS = lazy_pattern(r"<(?:div|span)\b[^<>]*\blist-(?:title|identifier|authors)\b", re.IGNORECASE)
_PAGE_WORDS = lazy_pattern(r"Showing new listings for|Authors and titles for|New submissions for|Catchup results for")
_OLD_ITEM = lazy_pattern(r"<dt[\s>].{0,200}?/abs/", re.IGNORECASE | re.DOTALL)
_FRONT = 64 * 1024
"""Characters of the page's top that are searched for its category."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the page: one entry, or everything between two entries."""

    start: int
    end: int
    is_item: bool


class ListingHtml:
    """Parser of arXiv listing pages as HTML."""

    name = "listing-html"

    def sniff(self, head: str) -> float:
        """Return how sure it is that a text is a listing page: its list decides, its headings alone are a hint."""
        if not head.lstrip("\ufeff \t\r\n").startswith("<"):
            return 0.0
        articles, classes = _ARTICLES.search(head), _LIST_CLASS.search(head)
        if articles and classes:
            return 0.98
        if classes or (articles and _PAGE_WORDS.search(head)):
            return 0.9
        if (_PAGE_WORDS.search(head) or _NO_UPDATES.search(head)) and (
            _LIST_LINK.search(head) or _OLD_ITEM.search(head)
        ):
            return 0.8
        return 0.0

    def parse(self, source: Source) -> Iterator[Block]:
        """Yield the page's header, its entries, its headings and what follows the list."""
        text = source.text
        stretches = _stretches(text)
        items = {
            stretch.start: read_item(text[stretch.start : stretch.end]) for stretch in stretches if stretch.is_item
        }
        place = Place()
        for index, stretch in enumerate(stretches):
            raw = text[stretch.start : stretch.end]
            if stretch.is_item:
                item = items[stretch.start]
                # An end that is left out is where the next entry begins.
                block = _entry(raw, replace(item, is_whole=item.is_whole or stretch.end < len(text)), place)
            else:
                block, place = _furniture(raw, place, list(items.values()) if index == 0 else None)
            yield block
            if block.record:
                place = replace(place, position=place.position + 1, previous=items[stretch.start].number)
            place = replace(place, line=place.line + raw.count("\n"))


def _stretches(text: str) -> list[_Stretch]:
    """Cut the page before every entry, and after an entry where a heading or the end of the list is."""
    hidden = list(hidden_spans(text))
    marks, skipped = [], 0
    for match in _MARK.finditer(text):
        while skipped < len(hidden) and hidden[skipped][1] <= match.start():
            skipped += 1
        if skipped == len(hidden) or match.start() < hidden[skipped][0]:
            marks.append((match.start(), bool(match["item"])))
    # Headings and ends of lists that follow each other are one stretch.
    kept = [(0, False)] if not marks or marks[0][0] > 0 else []
    for start, is_item in marks:
        if is_item or (kept and kept[-1][1]) or not kept:
            kept.append((start, is_item))
    ends = [start for start, _ in kept[1:]] + [len(text)]
    return [_Stretch(start, end, is_item) for (start, is_item), end in zip(kept, ends, strict=True) if start < end]


def _entry(raw: str, item: Item, place: Place) -> Block:
    """Read one entry."""
    if item.id is None:
        said = plain_text(raw)
        if not said:
            return Block(place.line, raw, "text")
        message = "This entry of the list has no arXiv identifier; it was left out."
        return Block(
            place.line, raw, "unread", diagnostics=(Diagnostic("listing.unknown-id", "error", place.line, message),)
        )
    return Block(place.line, raw, "entry", record=listed_record(raw, item, place))


def _furniture(raw: str, place: Place, items: Sequence[Item] | None) -> tuple[Block, Place]:
    """Read what stands between entries: headings, and in front of all entries what the page is about.

    Args:
        raw: The text.
        place: Where it is; returned with what its headings say of the entries after it.
        items: All entries of the page, for what is in front of them; else None.
    """
    shown = without_hidden(raw)
    headings = list(_headings(shown))
    for heading in headings:
        # The day of a page that was joined to the first one is its entries'; the first one's is the digest's.
        day = heading.day or (heading.page_day if heading.page_day != place.page_day and items is None else None)
        place = replace(place, section=heading.section or place.section, day=day or place.day)
    if items is not None and OVERVIEW.search(shown):
        place = replace(place, section=None)
    declared: dict[str, int] = {}
    for heading in headings:
        if heading.section and heading.count is not None:
            declared[heading.section] = declared.get(heading.section, 0) + heading.count
    if items is None:
        if not headings:
            return Block(place.line, raw, "text"), place
        return Block(place.line, raw, "header", header=Header(declared=declared)), place
    date = _page_day(headings) or _silent_day(shown, items)
    place = replace(place, page_day=date)
    header = Header(category=_category(shown[:_FRONT], items), date=date, declared=declared)
    return Block(place.line, raw, "header", header=header, diagnostics=_emptiness(raw, items, place.line)), place


def _headings(raw: str) -> Iterator[Heading]:
    for match in _HEADINGS.finditer(raw):
        if heading := read_heading(plain_text(match["text"])):
            yield heading


def _page_day(headings: Sequence[Heading]) -> str | None:
    """Return the day that the page is of: what it says itself, else the newest day that it has a heading for."""
    days = [heading.page_day for heading in headings if heading.page_day]
    return days[0] if days else max((heading.day for heading in headings if heading.day), default=None)


def _silent_day(shown: str, items: Sequence[Item]) -> str | None:
    """Return the day for which a page without entries says that it has none."""
    found = None if items else PAGE_DAY.search(shown)
    return day_of(found) if found else None


def _emptiness(raw: str, items: Sequence[Item], line: int) -> tuple[Diagnostic, ...]:
    """Say that arXiv announced nothing, where the page says so: that is no failure to read it."""
    found = None if items else _NO_UPDATES.search(raw)
    if not found:
        return ()
    at = line + raw.count("\n", 0, found.start())
    return (Diagnostic("listing.no-updates", "info", at, "The page says that there are no updates."),)


def _category(front: str, items: Sequence[Item]) -> str | None:
    """Return the code of the category that the page's title names; its links tell where a name has two codes."""
    links = [match["code"] for match in _LIST_LINK.finditer(front)]
    primaries = [subject for item in items if item.section is None for subject in item.subjects[:1]]
    for match in _TITLES.finditer(front):
        name = plain_text(TAG.sub("", match["text"]))
        if catchup := CATCHUP.fullmatch(name):
            name = catchup["name"]
        codes = codes_named(name)
        linked = next((code for code in links if code in codes), None)
        if named := linked or category_named(name, primaries):
            return named
    return links[0] if len(set(links)) == 1 else None
