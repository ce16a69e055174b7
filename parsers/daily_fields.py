"""The lines of an entry of a daily Markdown digest taken apart into labelled fields.

This module owns where a field begins and ends; what a label means is for `parsers.labels`, what becomes of the
fields for `parsers.daily_entry`. The decision that needs care is whether a line that looks like a label is one: real
abstracts hold lines such as "Conclusion: ...".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.conflict_marks import is_conflict_mark
from parsers.labels import PLACED, bare, canonical
from parsers.language import language
from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

# Every space is bounded, so that a line of spaces costs no more than any other.
_LABEL = lazy_pattern(
    r"[ \t]{0,3}(?:>[ \t]{0,3})?(?P<bullet>[-*+•][ \t]{1,3})?(?:(?P<hashes>#{2,6})[ \t]{1,3})?"
    r"(?:[^\w\s*>#<(\[]{1,4}[ \t]{1,3})?"
    r"(?:(?P<bold>\*\*|__)[ \t]{0,3}(?:[^\w\s*>#<(\[:]{1,4}[ \t]{1,3})?)?"
    r"(?P<label>[^\W\d_][^:：*\n]{0,39}?)[ \t]{0,3}(?:\*\*|__)?[ \t]{0,3}[:：]"
    r"(?P<after>\*\*|__)?(?P<value>.*)",
    re.DOTALL,
)
_HEADING_LABEL = lazy_pattern(r"#{2,6}[ \t]{1,8}(.{1,80})")
_SUMMARY = lazy_pattern(r"<summary>(.{0,80}?)</summary>(.*)", re.DOTALL)
_QUOTED_ITALIC = lazy_pattern(r">[ \t]{0,3}\*([^*].*)\*")
_OF_A_CONFLICT = frozenset("<=>|")
_QUOTE = lazy_pattern(r">[ \t]?")
_PLAIN_LABEL = lazy_pattern(r"[^\W\d_a-z][^\s,.;，。；、“”]{0,30}(?: [^\s,.;，。；、“”]{1,20}){0,3}")
_RULER = lazy_pattern(r"(?:-{3,}|\*{3,}|_{3,})")
_LABEL_WINDOW = 56
"""Characters in which a label's colon stands."""
_TAG = lazy_pattern(r"<[^<>]{1,80}>")
_LINK = lazy_pattern(r"\[(?:[^\[\]]|\[[^\[\]]{0,40}\]){0,200}\]\(([^()\s]{1,600})\)")
_BAR = lazy_pattern(r"(?:[ \t]|&nbsp;){1,40}[|·](?:[ \t]|&nbsp;){1,40}")
_CELL_END = lazy_pattern(r"(?<!\\)\|")
_ONE_LINE = frozenset(
    ("category", "updated", "submitted", "authors", "comments", "journal", "doi", "source", "link", "title_zh")
)
"""Fields whose text has no second paragraph: what follows a blank line is something else."""
_ABSTRACTS = frozenset(("abstract_en", "abstract_zh"))
_IN_A_ROW: frozenset[str | None] = (PLACED - _ABSTRACTS) | {None, "relevance", "keywords"}
"""Fields that may stand beside others on one line, with bars between them: the others are prose."""


@dataclass(slots=True)
class Field:
    """A labelled text while it is collected; ``name`` is canonical, None when no table knows the label."""

    name: str | None
    label: str
    lines: list[str]


@dataclass(slots=True)
class Fields:
    """The state of reading an entry line by line."""

    found: list[Field] = field(default_factory=list)
    authors: str | None = None
    loose: list[str] = field(default_factory=list)
    current: Field | None = None
    seen: set[str | None] = field(default_factory=set)
    labelled: bool = False
    """Whether a label was met, other than a translated title's: what has none stands above the first."""
    bulleted: bool = False
    """Whether the last label was bold in a bullet: then the next of that form is one too."""
    under_headings: bool = False
    """Whether the labels are headings: then a line that ends in a colon is text."""
    packed: bool = False
    """Whether the fields follow each other without blank lines between them."""
    in_table: bool = False
    """Whether a table was met whose rows are fields."""
    opened: bool = False
    closed: bool = False

    def start(self, name: str | None, label: str, value: str) -> None:
        """Begin a field; what it is called comes from `canonical`, its text grows line by line."""
        self.current = Field(name, bare(label), [value] if value else [])
        self.found.append(self.current)
        if name != "title_zh":
            self.labelled = True
        self.bulleted = False
        self.seen.add(name)

    @property
    def in_abstract(self) -> bool:
        """Whether the lines read now are an abstract's."""
        return self.current is not None and self.current.name in _ABSTRACTS

    @property
    def in_group(self) -> bool:
        """Whether the line read now is right below a heading that only groups fields, or below one of these."""
        current = self.current
        return self.bulleted or (current is not None and current.name is None and not any(current.lines))


def collect_fields(lines: Sequence[str]) -> Fields:
    """Take what is below an entry's heading apart."""
    fields = Fields()
    blank = False
    for text in lines:
        stripped = text.strip()
        if not stripped:
            blank = True
            if fields.current is not None:
                fields.current.lines.append("")
            continue
        # Most lines are more of an abstract: those that cannot be a tag, a label or the end need no closer look.
        if (
            blank
            or (current := fields.current) is None
            or not fields.opened
            or stripped[0] in "<>#*=|"
            or ":" in (window := text[:_LABEL_WINDOW])
            or "：" in window
            or stripped.endswith("</details>")
        ):
            _read_line(fields, text, stripped, blank)
            # Below a tag a field begins as it does below a blank line.
            blank = stripped[0] == "<" and fields.current is None
        else:
            current.lines.append(text)
    return fields


def _read_line(fields: Fields, text: str, stripped: str, blank: bool) -> None:
    first = stripped[0]
    if first == "<" and _read_tag(fields, stripped):
        return
    if first in _OF_A_CONFLICT and is_conflict_mark(stripped):
        return
    if blank and fields.current is not None and fields.current.name in _ONE_LINE:
        fields.current = None
    if not fields.labelled and _is_head(fields) and _read_names(fields, first, stripped):
        return
    if first == "|" and fields.current is None and _read_row(fields, stripped):
        return
    ends = stripped.endswith("</details>")
    if ends:
        text = text[: text.rindex("</details>")]
    if not _read_label(fields, text, first, blank=blank) and not (first == "[" and _read_links(fields, stripped)):
        _read_text(fields, text, first, stripped)
    if ends:
        fields.closed, fields.current = True, None


def _read_row(fields: Fields, stripped: str) -> bool:
    """Read a row of a table whose rows are fields, ``| 作者 | Ada Berg |``; head and ruler of it say nothing."""
    parts = _CELL_END.split(stripped.strip("|"))
    if len(parts) != 2:
        return False
    label, value = (part.strip() for part in parts)
    if not label.strip(":-") and not value.strip(":-"):
        if fields.loose and fields.loose[-1].lstrip().startswith("|"):
            fields.loose.pop()
        fields.in_table = True
        return True
    name = canonical(label)
    if name is None and not fields.in_table:
        return False
    fields.start(name, label, value)
    fields.in_table, fields.current = True, None
    return True


def _is_head(fields: Fields) -> bool:
    return fields.current is None or fields.current.name == "title_zh"


def _read_tag(fields: Fields, stripped: str) -> bool:
    """Read the tags that fold an entry; a summary may be a label: ``<summary>Abstract</summary>``."""
    if stripped == "</details>":
        fields.closed, fields.current = True, None
        return True
    if not stripped.startswith(("<details", "<summary")):
        return False
    fields.opened, fields.closed, fields.current = True, False, None
    match = _SUMMARY.search(stripped)
    if match is not None:
        label = match[1] if "<" not in match[1] else _TAG.sub("", match[1])
        if (name := canonical(label)) is not None:
            fields.start(name, label, match[2].strip())
    return True


def _read_names(fields: Fields, first: str, stripped: str) -> bool:
    """Read what stands between the heading and the first field: the authors, a translated title."""
    if first == ">":
        match = _QUOTED_ITALIC.fullmatch(stripped)
        if match is not None and fields.authors is None:
            fields.found.append(Field("title_zh", "", [match[1]]))
        return match is not None and fields.authors is None
    if first == "*" and not stripped.startswith("* ") and fields.authors is None:
        if _is_italic_field(stripped):
            return _read_label(fields, stripped[1:-1], "", blank=True)
        return _read_italic_names(fields, stripped)
    if first in "|#[-<" or fields.authors is not None or fields.opened or "title_zh" in fields.seen:
        return False
    # What ends as a sentence does is a brief, and no title.
    if "。" not in stripped and _LABEL.match(stripped) is None and language(stripped) == "zh":
        fields.found.append(Field("title_zh", "", [stripped]))
        return True
    return False


def _is_italic_field(stripped: str) -> bool:
    """Tell a labelled field in italics, ``*Comments: 4 pages*``, from a line of authors."""
    window = stripped[:_LABEL_WINDOW]
    if (":" not in window and "：" not in window) or not stripped.endswith("*") or stripped.startswith("**"):
        return False
    match = _LABEL.match(stripped[1:-1])
    return match is not None and canonical(match["label"]) not in (None, "authors")


def _read_italic_names(fields: Fields, stripped: str) -> bool:
    """Read the line of authors, which are in italics; beside them, parted by bars, stand fields or a mere grade."""
    before = ""
    if stripped.startswith("**"):
        before, bar, stripped = stripped.partition(" | *")
        if stripped.startswith("*") or not (bar or before == "**"):
            return False
    names, _, after = stripped.partition("* | ")
    fields.authors = names.strip("* ") or None
    for part in (before, *(after.split(" | ") if after else ())):
        if part.strip("* ") and not _read_label(fields, part, "*", blank=True):
            fields.loose.append(part.strip("* "))
    fields.current, fields.labelled = None, False
    return True


def _read_label(fields: Fields, text: str, first: str, *, blank: bool) -> bool:
    """Start a field when a line is a label and not just looks like one."""
    window = text[:_LABEL_WINDOW]
    if ":" not in window and "：" not in window:
        return first == "#" and _read_heading_label(fields, text)
    match = _LABEL.match(text)
    if match is None:
        return first == "#" and _read_heading_label(fields, text)
    bullet, hashes, bold, label, after, value = match.groups()
    name = canonical(label)
    strong = bold is not None or hashes is not None
    bulleted = bullet is not None and bold is not None
    if bulleted and fields.under_headings:
        # A list below a heading is the field's text, unless the heading only groups fields.
        if not fields.in_group:
            return False
        blank = True
    if not _is_label(fields, name, label, value, strong=strong, blank=blank):
        return False
    value = _value(value, bold, after)
    beside: Sequence[re.Match[str]] = ()
    if name in _ABSTRACTS:
        if value.startswith("[") and _LINK.fullmatch(value) is not None:
            name = "link"
        else:
            fields.packed = not blank and fields.current is not None
    elif name in _IN_A_ROW and ("|" in value or "·" in value):
        value, beside = _row(value)
    fields.start(name, label, value)
    if bulleted:
        fields.bulleted = True
    for other in beside:
        fields.start(canonical(other["label"]), other["label"], _value(other["value"], other["bold"], other["after"]))
    return True


def _row(value: str) -> tuple[str, Sequence[re.Match[str]]]:
    """Part a value from what stands beside it between bars, if all of that is labelled too."""
    first, *others = _BAR.split(value)
    found = [match for other in others if (match := _LABEL.match(other)) is not None and _is_short(match)]
    return (first.removesuffix("**"), found) if len(found) == len(others) else (value, ())


def _is_short(match: re.Match[str]) -> bool:
    return bool(match["bold"]) or _PLAIN_LABEL.fullmatch(match["label"]) is not None


def _read_links(fields: Fields, stripped: str) -> bool:
    """Read a line of links beside which, between bars, labelled fields stand; False for any other line."""
    parts = _BAR.split(stripped)
    links = [match[1] for part in parts if (match := _LINK.fullmatch(part)) is not None]
    labelled = [match for part in parts if (match := _LABEL.match(part)) is not None and match["bold"]]
    if not labelled or len(links) + len(labelled) != len(parts):
        return False
    for link in links:
        fields.start("link", "", link)
    for match in labelled:
        fields.start(canonical(match["label"]), match["label"], _value(match["value"], match["bold"], match["after"]))
    return True


def _is_label(fields: Fields, name: str | None, label: str, value: str, *, strong: bool, blank: bool) -> bool:
    """Decide on a line that looks like a label.

    Abstracts of arXiv have no blank lines, so a plain label inside one is its text unless a blank line parts it
    from the abstract and the entry has not had that field: then fields follow the abstract in this digest.
    An unknown label must look like one, stand after a blank line, and is kept verbatim.
    """
    if name is None:
        if not blank or value.startswith("//") or (fields.in_abstract and not strong):
            return False
        return strong or (not fields.under_headings and _PLAIN_LABEL.fullmatch(label) is not None)
    if strong:
        return True
    if fields.in_abstract:
        return name not in fields.seen and (blank or fields.packed)
    return blank or fields.current is None or name not in fields.seen


def _read_heading_label(fields: Fields, text: str) -> bool:
    match = _HEADING_LABEL.match(text)
    if match is None or not bare(match[1]):
        return False
    fields.start(canonical(match[1]), match[1], "")
    fields.under_headings = True
    return True


def _value(value: str, bold: str | None, after: str | None) -> str:
    """Take off the bold that a label began and its value ends: ``**中文标题：...**``."""
    value = value.strip()
    if bold is not None and after is None and value.endswith("**") and value.count("**") == 1:
        value = value[:-2]
    return value


def _read_text(fields: Fields, text: str, first: str, stripped: str) -> None:
    """Read a line without a label: more of the current field, a quoted TL;DR, or text that nothing names."""
    if first == ">":
        text = stripped = _QUOTE.sub("", stripped, count=1)
        if fields.current is None and not fields.opened:
            fields.start("tldr", "", stripped)
            return
    if fields.current is not None:
        if fields.opened or not _is_furniture(stripped):
            fields.current.lines.append(text)
    elif not _is_furniture(stripped):
        fields.loose.append(text)


def _is_furniture(stripped: str) -> bool:
    return _RULER.fullmatch(stripped) is not None or (stripped.startswith("[") and "](#" in stripped)
