"""Daily Markdown digests with AI fields: the family of ``daily-arXiv-ai-enhanced`` and its forks.

    <div id=toc></div>  # Table of Contents  - [cs.DC](#cs.DC) [Total: 14]
    <div id='cs.DC'></div>  # cs.DC [[Back]](#toc)
    ### [2] [Title](https://arxiv.org/abs/2512.10977)

This module owns where entries begin and end and what stands between them: contents lists, section headings,
totals. An entry is read by `parsers.daily_entry`. A line scanner, not a Markdown parser: the texts between the
marks are no Markdown that anybody checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from parsers.base import Block, Diagnostic, Header
from parsers.cleaning import one_line
from parsers.conflict_marks import is_conflict_mark
from parsers.counted_name import count_in, counted_name
from parsers.daily_entry import read_entry
from parsers.daily_heading import EntryHeading, entry_heading, heading_over_lines
from parsers.empty_day import says_empty
from parsers.lazy_pattern import lazy_pattern
from parsers.source import split_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.source import Lines, Source

_HEADING = lazy_pattern(r"(#{1,6})(?:[ \t]+(.*))?", re.DOTALL)
_ANCHOR = lazy_pattern(r"<(?:div|a)\b[^<>]{0,200}>[ \t]{0,8}(?:</(?:div|a)>)?")
_BACK = lazy_pattern(r"\[\[?\w{1,20}\]?\]\(#[^()]{0,80}\)")
_CONTENTS = lazy_pattern(r"[ \t]{0,8}[-*+][ \t]{1,8}\[(?P<name>.*)\]\(#[^()]{0,200}\)(?P<rest>.{0,80})", re.DOTALL)
_TOTAL = lazy_pattern(r"(?:今日总计|总计|Total(?: papers)?)[ \t]{0,3}[:：]?[ \t]{0,3}([0-9]{1,6})")
_FRONT_MATTER = lazy_pattern(r"(?:title|date|layout|tags|categories|author|description|draft|permalink):.{0,400}")
_RULER = lazy_pattern(r"(?:-{3,}|\*{3,}|_{3,}|={3,})")
_NO_TOPIC = lazy_pattern(r"table of contents|目录|contents|総目次|今日|daily|[12][0-9]{3}-[0-9]{2}", re.IGNORECASE)
_DATE = lazy_pattern(r"(?<![0-9])([12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))(?![0-9])")
_CATEGORY = lazy_pattern(r"[a-z][a-z-]{1,20}(?:\.[A-Za-z][A-Za-z-]{0,20})?")

# What the head of a source is searched for. Each begins with the line end before it, to which the search skips at once;
# "^" would be tried at every character, which took longer than all other formats' questions together.
_NUMBERED = lazy_pattern(r"\n#{2,4} \[[0-9]{1,6}\] \[.{0,2000}\]\(https?://")
_LINKED = lazy_pattern(r"\n#{2,4} (?:<a [^<>\n]{0,200}></a>)?\[.{0,2000}\]\(https?://(?:\w{1,20}\.)?arxiv\.org/")
_CONTENTS_HEAD = lazy_pattern(
    r"\n(?:(?:<div id=['\"]?toc['\"]?></div>\s{0,8})?# (?:<a [^<>\n]{0,80}></a>)?Table of Contents|\[\[toc\]\])"
)
_TITLE_LINE = lazy_pattern(r"\n# .{0,40}(?:AI[ -]Enhanced )?arXiv Daily", re.IGNORECASE)
_BEGUN = lazy_pattern(r"\n#{2,4} \[[0-9]{1,6}\] \[")
_PAPER = lazy_pattern(r"arxiv\.org/(?:abs|pdf|html)/[^\s/]")
_FIELDS = lazy_pattern(r"\n(?:Main category|\*{0,2}TL;DR|\*[^*\n]{3,2000}\*\r?$|<details>)", re.MULTILINE)
_LINES_OF_AN_EMPTY_DAY = 40
_OWN_FIELDS = lazy_pattern(r"\n(?:Main category|\*{0,2}TL;DR|\*[^*\n]{3,2000}\*\r?$)", re.MULTILINE)


class DailyMarkdown:
    """Reads daily Markdown digests."""

    @property
    def name(self) -> str:
        """The format's public name."""
        return "daily-markdown"

    def sniff(self, head: str) -> float:
        """Tell by the headings that are links; a contents list or a title without papers is an empty day's."""
        head = "\n" + head.removeprefix("\ufeff")
        score, fields = 0.0, _FIELDS
        if framed := _CONTENTS_HEAD.search(head) or _TITLE_LINE.search(head):
            score = 0.6
        if _NUMBERED.search(head):
            score += 0.35
        elif _LINKED.search(head):
            # Many lists have linked titles and folds: without a number or a frame it takes the fields of this format.
            score, fields = score + 0.25, fields if score else _OWN_FIELDS
        elif framed and _BEGUN.search(head) is None and (_PAPER.search(head) or not _is_frame(head)):
            # It has papers, but none below a heading of this format: a list of another form with such a title. Or it
            # has none and does not say so, as the page of who makes such digests.
            return 0.0
        if score and fields.search(head):
            score += 0.3
        return min(score, 0.95)

    def parse(self, source: Source) -> Iterator[Block]:
        """Yield the entries and what stands between them."""
        lines = split_lines(source)
        headings = [
            (number, heading)
            for number, text in enumerate(lines.text)
            if text.startswith("#")
            and (heading := entry_heading(text) or heading_over_lines(lines.text[number : number + 4])) is not None
        ]
        ends = [*(number for number, _ in headings[1:]), len(lines.text)] if headings else []
        between = _Between()
        yield from between.blocks(lines, 0, headings[0][0] if headings else len(lines.text))
        for position, ((start, heading), limit) in enumerate(zip(headings, ends, strict=True)):
            end = _entry_end(lines.text, start, limit, heading)
            record = read_entry(lines.text[start:end], heading, start + 1, position, between.topic)
            yield Block(start + 1, lines.join(start, end), "entry", record=record)
            yield from between.blocks(lines, end, limit)


def _is_frame(head: str) -> bool:
    """Tell whether a text without entries is that of an empty day: a contents list, or a line that says so."""
    return _CONTENTS_HEAD.search(head) is not None or any(
        says_empty(line.strip("#>* \r")) for line in head.split("\n", _LINES_OF_AN_EMPTY_DAY)[:_LINES_OF_AN_EMPTY_DAY]
    )


def _entry_end(lines: list[str], start: int, limit: int, heading: EntryHeading) -> int:
    """Return where an entry ends: before the next one, an anchor, or a heading that is no deeper than its own."""
    folded = False
    for number, text in enumerate(lines[start + 1 : limit], start + 1):
        first = text[:1]
        if first == "<":
            if text.startswith("<details"):
                folded = True
            elif text.startswith("</details"):
                folded = False
            elif text.startswith(("<div id", "<a id")):
                return number
        elif first == "#" and not folded and (match := _HEADING.fullmatch(text)) is not None:
            if len(match[1]) <= heading.level:
                return number
        elif folded and text.endswith("</details>"):
            folded = False
    return limit


class _Between:
    """Reads what is no entry, and remembers under which heading the next entries stand."""

    def __init__(self) -> None:
        self.topic: str | None = None
        self._declared: dict[str, int] = {}
        self._date: str | None = None

    def blocks(self, lines: Lines, start: int, end: int) -> Iterator[Block]:
        """Yield lines start to end as runs of furniture, of statements on the digest, and of what is neither."""
        self._declared, self._date = {}, None
        begin, kind = start, None
        for number in range(start, end):
            now = self._kind(lines.text[number])
            if now is None or now == kind:
                continue
            if kind is not None:
                yield self._block(lines, begin, number, kind)
                begin = number
            kind = now
        if begin < end:
            yield self._block(lines, begin, end, kind or "text")

    def _kind(self, text: str) -> Literal["text", "unread"] | None:
        """Read one line; None for a blank one, which belongs to whatever is around it."""
        stripped = text.strip()
        if not stripped:
            return None
        if stripped.startswith("#"):
            return self._read_heading(stripped)
        contents = _CONTENTS.fullmatch(text)
        if contents is not None:
            self._declare(one_line(contents["name"]), count_in(contents["rest"]))
            return "text"
        if stripped == "[[toc]]" or _RULER.fullmatch(stripped) or is_conflict_mark(stripped) or says_empty(stripped):
            return "text"
        if not _BACK.sub("", _ANCHOR.sub("", stripped)).strip(" |"):
            return "text"
        total = _TOTAL.match(stripped)
        if total is not None:
            self._declared.setdefault("total", int(total[1]))
            return "text"
        if _FRONT_MATTER.fullmatch(stripped) is not None:
            date = _DATE.search(stripped)
            self._date = self._date or (date[1] if date else None)
            return "text"
        return "unread"

    def _read_heading(self, stripped: str) -> Literal["text", "unread"]:
        match = _HEADING.fullmatch(stripped)
        if match is None or "](http" in stripped or _BROKEN_ENTRY.match(stripped):
            return "unread"
        title = one_line(_BACK.sub("", _ANCHOR.sub("", match[2] or "")))
        date = _DATE.search(title)
        if date is not None:
            self._date = self._date or date[1]
        total = _TOTAL.match(title)
        if total is not None:
            self._declared.setdefault("total", int(total[1]))
        elif title and not _NO_TOPIC.search(title) and not says_empty(title):
            self.topic = counted_name(title).name
        return "text"

    def _declare(self, name: str, behind: int | None) -> None:
        """Take the count of a name in the contents, which stands behind the link or in it."""
        name, within = counted_name(name) if behind is None else (name, behind)
        if within is not None:
            self._declared.setdefault(name, within)

    def _block(self, lines: Lines, begin: int, end: int, kind: Literal["text", "unread"]) -> Block:
        raw = lines.join(begin, end)
        if kind == "unread":
            message = "This text is no entry and nothing that is known of this format."
            return Block(begin + 1, raw, kind, diagnostics=(Diagnostic("daily.unread", "warning", begin + 1, message),))
        if not self._declared and self._date is None:
            return Block(begin + 1, raw, kind)
        names = [name for name in self._declared if name != "total"]
        category = names[0] if len(names) == 1 and _CATEGORY.fullmatch(names[0]) else None
        header = Header(category, self._date, self._declared)
        self._declared, self._date = {}, None
        return Block(begin + 1, raw, "header", header=header)


_BROKEN_ENTRY = lazy_pattern(r"#{2,4}[ \t]{1,3}\[[0-9]{0,6}\]?[ \t]{0,3}\[?")
