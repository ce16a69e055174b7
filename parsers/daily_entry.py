"""One entry of a daily Markdown digest as a record.

    ### [2] [Title](https://arxiv.org/abs/2512.10977)
    *Alec M. Hammond,Aram Markosyan,...*
    Main category: cs.DC
    TL;DR: ...
    <details> <summary>Details</summary>
    Motivation: ... Abstract: ...
    </details>

Where entries begin and end is for `parsers.daily_markdown`, where their fields do for `parsers.daily_fields`, and what
becomes of a field for `parsers.daily_record`; this module adds what only the Markdown has: the heading above the
entry, text that nothing names, the fold that may not be closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.arxiv_id import abs_url, id_from_url
from parsers.cleaning import are_plain, clean_lines, hides, is_plain, one_line
from parsers.daily_fields import EntryHeading, Fields, collect_fields
from parsers.daily_record import DailyRecord, is_category, split_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.base import Record


def read_entry(lines: Sequence[str], heading: EntryHeading, line: int, position: int, topic: str | None) -> Record:
    """Read one entry.

    Args:
        lines: Its lines without line ends, the heading first.
        heading: What its heading says.
        line: The heading's line in the source.
        position: Its place among the entries.
        topic: The heading that it stands under: a category, in most digests.
    """
    fields = collect_fields(lines)
    untouched = are_plain(lines)
    # Some digests end every entry with a link and an arrow drawn as an emoji: that is in no field.
    plain = untouched or are_plain(_collected(heading, fields))
    entry = DailyRecord(heading.title, line, position, plain=plain)
    entry.topic = topic
    if fields.authors is not None:
        entry.authors = split_names(fields.authors, plain=plain)
    for field in fields.found:
        entry.add(field.name, field.label, "\n".join(field.lines))
    loose = clean_lines("\n".join(fields.loose), plain=plain)
    if loose:
        entry.extra["text"] = loose
    _take_topic(entry)
    if not untouched and hides("\n".join([text for text in lines if not is_plain(text)])):
        entry.say("text.cleaned", "info", "Control or invisible characters were taken out of this entry.")
    if fields.opened and not fields.closed:
        entry.say("daily.unclosed-entry", "warning", "The entry is not closed: its end may be missing.")
    known = id_from_url(heading.url)
    url = one_line(heading.url, plain=plain)
    return entry.record(known, url, {"abs": abs_url(known[0])} if known else {"html": url})


def _take_topic(entry: DailyRecord) -> None:
    """Use the heading above: it is the category where the entry names none, and a topic where it is none."""
    topic = entry.topic
    if topic is None:
        return
    if not entry.categories and "classification" not in entry.extra and is_category(topic):
        entry.categories = (topic,)
    if topic not in entry.categories[:1]:
        entry.extra["heading"] = topic


def _collected(heading: EntryHeading, fields: Fields) -> list[str]:
    texts = [heading.title, heading.url, fields.authors or "", *fields.loose]
    for field in fields.found:
        texts.append(field.label)
        texts += field.lines
    return texts
