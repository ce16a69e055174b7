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
from parsers.daily_fields import Fields, collect_fields
from parsers.daily_heading import EntryHeading
from parsers.daily_record import DailyRecord, is_category
from parsers.markdown_labels import code_beside

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
    fields = collect_fields(lines[heading.lines :])
    end = _end_of_fields(lines, fields)
    plain = are_plain(lines[:end])
    entry = DailyRecord(heading.title, line, position, plain=plain)
    entry.topic = topic
    if fields.authors is not None:
        entry.add_names(fields.authors)
    for field in fields.found:
        entry.add(field.name, field.label, "\n".join(field.lines))
    loose = clean_lines("\n".join(fields.loose), plain=plain)
    if loose:
        entry.extra["text"] = loose
    _take_topic(entry)
    suspects = [text for text in (lines[end:] if plain else lines) if not is_plain(text)]
    if suspects and hides("\n".join(suspects)):
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
    if not entry.categories and "classification" not in entry.extra:
        entry.categories = (topic,) if is_category(topic) else code_beside(topic)
    if topic not in entry.categories[:1]:
        entry.extra["heading"] = topic


def _end_of_fields(lines: Sequence[str], fields: Fields) -> int:
    """Return where the links back to the contents begin, which some digests draw with an emoji: they are in no field.

    Text with nothing to clean is read twice as fast, and such a link under every entry would spoil that.
    """
    end = len(lines)
    while fields.closed and end > 1 and (not lines[end - 1] or _is_way_back(lines[end - 1])):
        end -= 1
    return end


def _is_way_back(text: str) -> bool:
    return text[0] in "[-" and ":" not in text and "：" not in text and ("](#" in text or not text.strip("-"))
