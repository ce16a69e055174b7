r"""arXiv's announcement e-mails, and the listing files of the same grammar.

    Submissions to:
    Mathematical Finance
     received from  Tue 14 Mar 23 18:00:00 GMT  to  Wed 15 Mar 23 18:00:00 GMT
    ------------------------------------------------------------------------------
    \\
    arXiv:2303.08217
    ...

This module owns what a mail says as a whole (category, day, sections); entries are found by `parsers.mail_layout`
and read by `parsers.mail_entry`. The mail's own encoding and its parts are undone before, by `parsers.container`.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.arxiv_id import abs_url
from parsers.base import Block, DateKind, Diagnostic, Header, Record, Section
from parsers.categories import ARCHIVE_NAMES, CATEGORY_NAMES, codes_named
from parsers.cleaning import one_line
from parsers.days import first_day
from parsers.lazy_pattern import lazy_pattern
from parsers.mail_entry import EntryText, entry_warnings, is_record, read_entry
from parsers.mail_layout import as_sent, entry_spans
from parsers.source import Lines, split_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.mail_layout import EntrySpan
    from parsers.source import Source

_RECEIVED = lazy_pattern(
    r"received from[ \t]{1,8}(?P<start>[^\n]{6,40}?)[ \t]{1,8}to[ \t]{1,8}(?P<end>[^\n]{6,40})", re.IGNORECASE
)
_SENT = lazy_pattern(r"^Date:[ \t]{0,8}(?P<when>[^\n]{6,60})", re.MULTILINE)
_SUBJECT = lazy_pattern(r"^Subject:[^\n]{0,40}?(?P<code>[a-z][a-z-]{1,15}(?:\.[A-Za-z-]{2,10})?) daily\b", re.MULTILINE)
_SUBMISSIONS = lazy_pattern(r"Submissions to:[ \t]{0,8}\n?(?P<names>(?:[^\n]{0,80}\n){0,40}?)[ \t]{0,8}received from")
_ARCHIVE = lazy_pattern(r"e-mail To: (?P<archive>[a-z-]{2,12})@", re.IGNORECASE)
_DAY_COMMENT = lazy_pattern(r"/\*[ \t]{0,8}(?P<when>[^*\n]{6,60})\*/")
_TOTAL = lazy_pattern(
    r"^[ \t]{0,8}(?:(?:Total )?number of )?"
    r"(?P<what>new submissions|cross-lists?(?:ings)?|cross submissions|replacements|submissions|total)"
    r"[ \t]{0,8}[:=][ \t]{0,8}(?P<count>[0-9]{1,6})[ \t]{0,8}$",
    re.MULTILINE | re.IGNORECASE,
)
_LOST_ENTRY = lazy_pattern(r"^[ \t]{0,4}(?:arXiv|Paper)[ ]?(?:\([^()\n]{0,30}\))?:|^Title:", re.MULTILINE)
# The rulers after the new submissions, after the cross-lists, and after the replacements.
_SECTION_RULERS: tuple[tuple[str, Section], ...] = (("%-%-", "cross"), ("%%--", "replaced"))
_STARTS = ("Submissions to:", "received from ", "%%%---")
"""What a mail begins with, and the ruler after its last entry; the oldest mails name no submissions."""
_TOTALS = {"new": "new", "cro": "cross", "rep": "replaced", "sub": "total", "tot": "total"}
_LONGEST_FRONT = 16 * 1024


@dataclass(frozen=True, slots=True)
class _Place:
    """What an entry's surroundings say of it: its place, its section, the day of a listing of several."""

    position: int = 0
    section: Section = "new"
    date: str | None = None


class Mail:
    """Parser of announcement e-mails and listing files."""

    name = "mail"

    def sniff(self, head: str) -> float:
        """Return how sure it is: an entry in the grammar decides, the preamble alone is a strong hint."""
        lines = as_sent(head.replace("\r\n", "\n").split("\n"))
        spans = entry_spans(lines)
        entries = [entry for span in spans if (entry := read_entry(lines, span)) and entry.dates]
        if entries:
            return 0.1 if is_record(entries, lines, spans) else 0.97
        front = head[:_LONGEST_FRONT]
        named = _SUBMISSIONS.search(front) or _ARCHIVE.search(front)
        return 0.7 if named and _RECEIVED.search(head) else 0.0

    def parse(self, source: Source) -> Iterator[Block]:
        """Yield what stands before the entries, the entries, and what divides them."""
        raw, text = split_lines(source)
        lines = Lines(raw, list(as_sent(text)))
        place, at = _Place(), 0
        day: str | None = None
        for span in entry_spans(lines.text):
            if at < span.start:
                block = _furniture(lines, at, span.start)
                yield block
                place = _after(lines.text[at : span.start], place)
                if dated := block.header and block.header.date:
                    day = day or dated
                    # The first mail's day is the digest's; those joined to it have their own.
                    place = replace(place, date=dated if dated != day else place.date)
            block = _entry(lines, span, place)
            if block.record is not None:
                place = replace(place, position=place.position + 1)
            yield block
            at = span.end
        if at < len(lines.raw):
            yield _furniture(lines, at, len(lines.raw))


def _entry(lines: Lines, span: EntrySpan, place: _Place) -> Block:
    raw, line = lines.join(span.start, span.end), span.start + 1
    entry = read_entry(lines.text, span)
    if entry is None:
        message = f"{one_line(lines.text[span.head])[:80]} holds no arXiv identifier; the entry was left out."
        return Block(line, raw, "unread", diagnostics=(Diagnostic("mail.unknown-id", "error", line, message),))
    section = _section(entry, place.section)
    written = entry.dates[-1].date if entry.dates else None
    kind: DateKind = "updated" if section.startswith("replaced") else "submitted"
    extra = entry.extra()
    if place.date and written:
        extra[kind] = written
    record = Record(
        id=entry.id,
        line=line,
        position=place.position,
        version=_version(entry, section),
        title={"en": entry.labelled["Title"]} if "Title" in entry.labelled else {},
        abstract={"en": entry.abstract} if entry.abstract else {},
        authors=entry.authors,
        primary=entry.categories[0] if entry.categories else None,
        categories=entry.categories,
        section=section,
        cross_from=entry.categories[0] if entry.categories and section == "cross" else None,
        comments=entry.labelled.get("Comments"),
        journal_ref=entry.labelled.get("Journal-ref"),
        doi=entry.labelled.get("DOI"),
        date=place.date or written,
        date_kind="announced" if place.date else kind if written else None,
        urls={"abs": abs_url(entry.id)},
        extra=extra,
        warnings=tuple(entry_warnings("mail", entry, raw, line, is_closed=span.is_closed)),
    )
    return Block(line, raw, "entry", record=record)


def _section(entry: EntryText, here: Section) -> Section:
    """Return an entry's section: its own marks decide, then the ruler over it."""
    if any(each.is_replacement for each in entry.dates):
        return "replaced-cross" if entry.is_cross else "replaced"
    if entry.is_cross:
        return "cross"
    return here


def _version(entry: EntryText, section: Section) -> int | None:
    """Return the version that is written; what is new or cross-listed is the first."""
    written = entry.version or next((each.version for each in reversed(entry.dates) if each.version), None)
    if written is None and len(entry.dates) > 1:
        # What was revised before it was announced has a date line for each version.
        return len(entry.dates)
    return written or (1 if section in ("new", "cross") else None)


def _after(texts: Sequence[str], place: _Place) -> _Place:
    """Return the place of what follows some lines between entries."""
    for text in texts:
        stripped = text.strip()
        if stripped.startswith(_STARTS):
            # Where mails were joined, the next one begins.
            place = replace(place, section="new")
        for start, section in _SECTION_RULERS:
            if stripped.startswith(start):
                place = replace(place, section=section)
        if (comment := _DAY_COMMENT.match(stripped)) and (date := first_day(comment["when"])):
            # The sections begin anew on every day.
            place = replace(place, date=date, section="new")
    return place


def _furniture(lines: Lines, start: int, end: int) -> Block:
    """Read what stands before, between or after the entries."""
    raw, text = lines.join(start, end), "\n".join(lines.text[start:end]) + "\n"
    line = start + 1
    if lost := _LOST_ENTRY.search(text):
        at = line + text.count("\n", 0, lost.start())
        message = "This looks like an entry, but the grammar of the mail around it is broken."
        return Block(line, raw, "unread", diagnostics=(Diagnostic("mail.broken-entry", "error", at, message),))
    front = text[:_LONGEST_FRONT]
    date, found = _date(front, line)
    header = Header(category=_category(front), date=date, declared=_declared(front))
    if header == Header():
        return Block(line, raw, "text")
    return Block(line, raw, "header", header=header, diagnostics=found)


def _date(front: str, line: int) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the day of announcement: when the mail was sent, a day's heading, or what follows from the deadline."""
    # Whoever forwards a mail puts headers of another day in front of its own.
    sent = list(_SENT.finditer(front))
    if sent and (date := _utc_day(sent[-1]["when"])):
        return date, ()
    if (comment := _DAY_COMMENT.search(front)) and (date := first_day(comment["when"])):
        return date, ()
    received = _RECEIVED.search(front)
    deadline = first_day(received["end"]) if received else None
    if received is None or deadline is None:
        return None, ()
    announced = _announced(datetime.date.fromisoformat(deadline))
    at = line + front.count("\n", 0, received.start())
    message = f"The mail is not dated; what arXiv received to {deadline} it announced on {announced}."
    return announced, (Diagnostic("mail.date-from-deadline", "info", at, message),)


def _announced(deadline: datetime.date) -> str:
    """Return the day whose listing holds what was received up to a deadline, a day in UTC.

    Submissions to 14:00 US Eastern time are announced at 20:00, which is the next day in UTC and in the heading of
    the listing; those of Friday on Sunday evening (https://info.arxiv.org/help/availability.html).
    """
    days = {4: 3, 5: 2}.get(deadline.weekday(), 1)
    return (deadline + datetime.timedelta(days=days)).isoformat()


def _utc_day(when: str) -> str | None:
    """Return the day of a mail's ``Date:`` header in UTC; the year may have two digits."""
    # Only for mails: email.utils takes a while to load.
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(when)
    except (TypeError, ValueError, IndexError, OverflowError):
        return first_day(when)
    try:
        return (moment.astimezone(datetime.UTC) if moment.tzinfo else moment).date().isoformat()
    except (OverflowError, ValueError):
        return first_day(when)


def _category(front: str) -> str | None:
    """Return the category, or the archive of several, that a mail is about."""
    known = CATEGORY_NAMES.keys() | ARCHIVE_NAMES.keys()
    if (subject := _SUBJECT.search(front)) and subject["code"] in known and "." in subject["code"]:
        return subject["code"]
    archive = match["archive"].lower() if (match := _ARCHIVE.search(front)) else None
    submissions = _SUBMISSIONS.search(front)
    names = [name for text in submissions["names"].split("\n") if (name := one_line(text))] if submissions else []
    if len(names) == 1:
        codes = codes_named(names[0])
        here = [code for code in codes if archive and code.partition(".")[0] == archive] or list(codes)
        if len(here) == 1:
            return here[0]
    if subject and subject["code"] in known:
        return subject["code"]
    return archive if archive in known else None


def _declared(text: str) -> dict[str, int]:
    return {_TOTALS[match["what"][:3].lower()]: int(match["count"]) for match in _TOTAL.finditer(text)}
