r"""arXiv's ``.abs`` records: all that arXiv keeps of one paper, in the grammar of its announcement mails.

    \\
    arXiv:0704.0001
    From: A Submitter <someone@example.org>
    Date: Mon, 2 Apr 2007 19:18:42 GMT   (510kb,D)
    Date (revised v2): Tue, 24 Jul 2007 20:10:27 GMT   (510kb)

    Title: ...
    \\
      The abstract.
    \\

The grammar is read by `parsers.mail_layout` and `parsers.mail_entry`; this module owns what the date lines of a
record mean: each is a version, and the newest dates the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.arxiv_id import abs_url
from parsers.base import Block, Diagnostic, Header, Record
from parsers.cleaning import one_line
from parsers.mail_entry import EntryText, entry_warnings, is_record, read_entry
from parsers.mail_layout import as_sent, entry_spans
from parsers.source import Lines, split_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.mail_layout import EntrySpan
    from parsers.source import Source


class Abs:
    """Parser of ``.abs`` records; of a file with several of them each is an entry."""

    name = "abs"

    def sniff(self, head: str) -> float:
        """Return how sure it is: one entry that says what only a record says, and nothing of a mail around it."""
        lines = as_sent(head.replace("\r\n", "\n").split("\n"))
        spans = entry_spans(lines)
        entries = [entry for span in spans if (entry := read_entry(lines, span)) and entry.dates]
        return 0.97 if entries and is_record(entries, lines, spans) else 0.0

    def parse(self, source: Source) -> Iterator[Block]:
        """Yield the entries, and what stands around them."""
        raw, text = split_lines(source)
        lines = Lines(raw, list(as_sent(text)))
        at = position = 0
        spans = entry_spans(lines.text)
        for span in spans:
            # The date of one of several is not the file's.
            date = _newest(lines.text, span) if len(spans) == 1 else None
            if at < span.start:
                yield _around(lines, at, span.start, date)
            block = _entry(lines, span, position, date)
            position += block.record is not None
            yield block
            at = span.end
        if at < len(lines.raw):
            yield _around(lines, at, len(lines.raw), None)


def _around(lines: Lines, start: int, end: int, date: str | None) -> Block:
    """Read a ruler; the one over a record has its date, which is all that there is to date the file."""
    raw = lines.join(start, end)
    if date is None:
        return Block(start + 1, raw, "text")
    return Block(start + 1, raw, "header", header=Header(date=date))


def _newest(texts: Sequence[str], span: EntrySpan) -> str | None:
    entry = read_entry(texts, span)
    return entry.dates[-1].date if entry and entry.dates else None


def _entry(lines: Lines, span: EntrySpan, position: int, file_date: str | None) -> Block:
    raw, line = lines.join(span.start, span.end), span.start + 1
    entry = read_entry(lines.text, span)
    if entry is None:
        message = f"{one_line(lines.text[span.head])[:80]} holds no arXiv identifier; the record was left out."
        return Block(line, raw, "unread", diagnostics=(Diagnostic("abs.unknown-id", "error", line, message),))
    date = entry.dates[-1].date if entry.dates else None
    version = _version(entry)
    record = Record(
        id=entry.id,
        line=line,
        position=position,
        version=version,
        title={"en": entry.labelled["Title"]} if "Title" in entry.labelled else {},
        abstract={"en": entry.abstract} if entry.abstract else {},
        authors=entry.authors,
        primary=entry.categories[0] if entry.categories else None,
        categories=entry.categories,
        comments=entry.labelled.get("Comments"),
        journal_ref=entry.labelled.get("Journal-ref"),
        doi=entry.labelled.get("DOI"),
        date=date,
        date_kind=None if date is None else "updated" if len(entry.dates) > 1 else "submitted",
        urls={"abs": abs_url(entry.id)},
        extra=_extra(entry),
        warnings=tuple(entry_warnings("abs", entry, raw, line, is_closed=span.is_closed)),
    )
    # A record may begin with its double backslash: then there is nothing before it that could hold the date.
    header = Header(date=file_date) if span.start == 0 and file_date else None
    return Block(line, raw, "entry", record=record, header=header)


def _version(entry: EntryText) -> int | None:
    """Return the newest version: the one written, or one for each date line."""
    written = [each.version for each in entry.dates if each.version]
    return entry.version or max(written, default=None) or len(entry.dates) or None


def _extra(entry: EntryText) -> dict[str, Any]:
    """Return what has no field of its own, and every version when there are several."""
    found = entry.extra()
    if len(entry.dates) > 1:
        found["versions"] = [
            {**each.to_json(), "version": each.version or number} for number, each in enumerate(entry.dates, 1)
        ]
    return found
