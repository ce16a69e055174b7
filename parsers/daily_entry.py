"""One entry of a daily Markdown digest: its heading, its authors, and the labelled fields below them.

    ### [2] [Title](https://arxiv.org/abs/2512.10977)
    *Alec M. Hammond,Aram Markosyan,...*
    Main category: cs.DC
    TL;DR: ...
    <details> <summary>Details</summary>
    Motivation: ... Abstract: ...
    </details>

This module owns what stands inside an entry; where entries begin and end is for `parsers.daily_markdown`, what a
label means for `parsers.labels`. The decision that needs care is whether a line that looks like a label is one:
real abstracts hold lines such as "Conclusion: ...".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from parsers.arxiv_id import abs_url, id_from_url
from parsers.base import Diagnostic, Note, Record
from parsers.cleaning import clean_lines, clean_paragraphs, hides, is_plain, one_line
from parsers.labels import NOTE_FIELDS, bare, canonical
from parsers.language import language
from parsers.translation import status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.base import Origin, Status

_LONGEST_FIELD = 200_000
"""Characters kept of one field: a thousand times what any digest has."""

_HEADING = re.compile(r"(#{1,6})[ \t]{1,8}(?:<a [^<>]{0,200}></a>[ \t]{0,8})?(?:\[([0-9]{1,6})\][ \t]{0,8})?\[")
# Every space is bounded, so that a line of spaces costs no more than any other.
_LABEL = re.compile(
    r"[ \t]{0,3}(?:>[ \t]{0,3})?(?:[-*+•][ \t]{1,3})?(?:(?P<hashes>#{2,6})[ \t]{1,3})?"
    r"(?:[^\w\s*>#<(\[]{1,4}[ \t]{1,3})?"
    r"(?P<bold>\*\*|__)?[ \t]{0,3}(?P<label>[^\W\d_][^:：*\n]{0,39}?)[ \t]{0,3}(?:\*\*|__)?[ \t]{0,3}[:：]"
    r"(?P<after>\*\*|__)?(?P<value>.*)",
    re.DOTALL,
)
_HEADING_LABEL = re.compile(r"#{2,6}[ \t]{1,8}(.{1,80})")
_SUMMARY = re.compile(r"<summary>(.{0,80}?)</summary>(.*)", re.DOTALL)
_QUOTED_ITALIC = re.compile(r">[ \t]{0,3}\*([^*].*)\*")
_QUOTE = re.compile(r">[ \t]?")
_PLAIN_LABEL = re.compile(r"[^\W\d_a-z][^\s,.;，。；、“”]{0,30}(?: [^\s,.;，。；、“”]{1,20}){0,3}")
_RULER = re.compile(r"(?:-{3,}|\*{3,}|_{3,})")
_CATEGORY = re.compile(r"[a-z][a-z-]{1,20}(?:\.[A-Za-z][A-Za-z-]{0,20})?")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_ONE_LINE = frozenset(("category", "updated", "authors", "comments", "journal", "doi", "source", "link"))
"""Fields whose text has no second paragraph: what follows a blank line is something else."""
_ISO_DATE = re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]")


class EntryHeading(NamedTuple):
    """The line that starts an entry.

    Attributes:
        level: How many number signs it has.
        title: The title as written.
        url: Where it links to.
    """

    level: int
    title: str
    url: str


def entry_heading(text: str) -> EntryHeading | None:
    """Read a heading that is a link to a paper, with or without a number: None for any other line.

    The last ``](http`` ends the title, so brackets, bars and formulas in it are its own.
    """
    if not text.startswith("#"):
        return None
    match = _HEADING.match(text)
    end = text.rfind("](http")
    if match is None or end < match.end():
        return None
    url = text[end + 2 :].partition(" [[")[0].rstrip()
    if not url.endswith(")"):
        return None
    return EntryHeading(len(match[1]), text[match.end() : end], url[:-1].strip())


@dataclass(slots=True)
class _Field:
    """A labelled text while it is collected; ``name`` is canonical, None when no table knows the label."""

    name: str | None
    label: str
    lines: list[str]


@dataclass(slots=True)
class _Fields:
    """The state of reading an entry line by line."""

    found: list[_Field] = field(default_factory=list)
    authors: str | None = None
    loose: list[str] = field(default_factory=list)
    current: _Field | None = None
    seen: set[str | None] = field(default_factory=set)
    labelled: bool = False
    """Whether a label was met: what has none stands above the first."""
    under_headings: bool = False
    """Whether the labels are headings: then a line that ends in a colon is text."""
    packed: bool = False
    """Whether the fields follow each other without blank lines between them."""
    opened: bool = False
    closed: bool = False

    def start(self, name: str | None, label: str, value: str) -> None:
        self.current = _Field(name, bare(label), [value] if value else [])
        self.found.append(self.current)
        self.labelled = True
        self.seen.add(name)

    @property
    def in_abstract(self) -> bool:
        return self.current is not None and self.current.name in ("abstract_en", "abstract_zh")


def read_entry(lines: Sequence[str], heading: EntryHeading, line: int, position: int, topic: str | None) -> Record:
    """Read one entry.

    Args:
        lines: Its lines without line ends, the heading first.
        heading: What its heading says.
        line: The heading's line in the source.
        position: Its place among the entries.
        topic: The heading that it stands under: a category, in most digests.
    """
    fields = _Fields()
    blank = False
    for text in lines[1:]:
        stripped = text.strip()
        if not stripped:
            blank = True
            if fields.current is not None:
                fields.current.lines.append("")
            continue
        # Most lines are more of an abstract: those that cannot be anything else need no closer look.
        if blank or fields.current is None or not fields.opened or _may_be_more(text, stripped):
            _read_line(fields, text, stripped, blank)
        else:
            fields.current.lines.append(text)
        blank = False
    return _Assembly(fields, heading, lines, line, position, topic).record()


def _may_be_more(text: str, stripped: str) -> bool:
    """Tell whether a line in the middle of a field may be a tag, a label or the end."""
    window = text[:56]
    return stripped[0] in "<>#*" or ":" in window or "：" in window or stripped.endswith("</details>")


def _read_line(fields: _Fields, text: str, stripped: str, blank: bool) -> None:
    first = stripped[0]
    if first == "<" and _read_tag(fields, stripped):
        return
    if blank and fields.current is not None and fields.current.name in _ONE_LINE:
        fields.current = None
    if fields.current is None and not fields.labelled and _read_names(fields, first, stripped):
        return
    ends = stripped.endswith("</details>")
    if ends:
        text = text[: text.rindex("</details>")]
    if not _read_label(fields, text, first, blank=blank) and not fields.closed:
        _read_text(fields, text, first, stripped)
    if ends:
        fields.closed, fields.current = True, None


def _read_tag(fields: _Fields, stripped: str) -> bool:
    """Read the tags that fold an entry; a summary may be a label: ``<summary>Abstract</summary>``."""
    if stripped == "</details>":
        fields.closed, fields.current = True, None
        return True
    if not stripped.startswith(("<details", "<summary")):
        return False
    fields.opened, fields.closed, fields.current = True, False, None
    match = _SUMMARY.search(stripped)
    if match is not None and (name := canonical(match[1])) is not None:
        fields.start(name, match[1], match[2].strip())
    return True


def _read_names(fields: _Fields, first: str, stripped: str) -> bool:
    """Read what stands between the heading and the first field: the authors, a translated title."""
    if first == ">":
        match = _QUOTED_ITALIC.fullmatch(stripped)
        if match is not None and fields.authors is None:
            fields.found.append(_Field("title_zh", "", [match[1]]))
        return match is not None and fields.authors is None
    if first == "*" and not stripped.startswith(("* ", "**")) and fields.authors is None:
        names, _, tail = stripped.partition("* | ")
        fields.authors = names.strip("* ")
        for part in tail.split(" | ") if tail else ():
            _read_label(fields, part, "*", blank=True)
        fields.current, fields.labelled = None, False
        return True
    if stripped == "**" and fields.authors is None:
        return True
    if fields.authors is None and not fields.opened and _LABEL.match(stripped) is None and language(stripped) == "zh":
        fields.found.append(_Field("title_zh", "", [stripped]))
        return True
    return False


def _read_label(fields: _Fields, text: str, first: str, *, blank: bool) -> bool:
    """Start a field when a line is a label and not just looks like one."""
    window = text[:56]
    if ":" not in window and "：" not in window:
        return first == "#" and _read_heading_label(fields, text)
    match = _LABEL.match(text)
    if match is None:
        return first == "#" and _read_heading_label(fields, text)
    label = match["label"]
    name = canonical(label)
    strong = bool(match["bold"] or match["hashes"])
    if not _is_label(fields, name, label, match["value"], strong=strong, blank=blank):
        return False
    if name in ("abstract_en", "abstract_zh"):
        fields.packed = not blank and fields.current is not None
    fields.start(name, label, _value(match))
    return True


def _is_label(fields: _Fields, name: str | None, label: str, value: str, *, strong: bool, blank: bool) -> bool:
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


def _read_heading_label(fields: _Fields, text: str) -> bool:
    match = _HEADING_LABEL.match(text)
    if match is None or not bare(match[1]):
        return False
    fields.start(canonical(match[1]), match[1], "")
    fields.under_headings = True
    return True


def _value(match: re.Match[str]) -> str:
    """Take off the bold that a label began and its value ends: ``**中文标题：...**``."""
    value = match["value"].strip()
    if match["bold"] and not match["after"] and value.endswith("**") and value.count("**") == 1:
        value = value[:-2]
    return value


def _read_text(fields: _Fields, text: str, first: str, stripped: str) -> None:
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


class _Assembly:
    """Makes a record of what was collected, field by field."""

    def __init__(
        self,
        fields: _Fields,
        heading: EntryHeading,
        lines: Sequence[str],
        line: int,
        position: int,
        topic: str | None,
    ) -> None:
        self.fields = fields
        self.heading = heading
        self.line = line
        self.position = position
        self.language = _title_language(heading.title)
        self.title: dict[str, str] = {}
        self.abstract: dict[str, str] = {}
        self.categories: tuple[str, ...] = ()
        self.values: dict[str, str] = {}
        self.notes: list[Note] = []
        self.origins: dict[str, dict[str, Origin]] = {}
        self.statuses: dict[str, dict[str, Status]] = {}
        self.extra: dict[str, Any] = {}
        self.warnings: list[Diagnostic] = []
        self.topic = topic
        self.text = "\n".join(lines)
        self.plain = is_plain(self.text)

    def record(self) -> Record:
        self.title[self.language] = one_line(self.heading.title, plain=self.plain)
        for collected in self.fields.found:
            self._place(collected)
        loose = clean_lines("\n".join(self.fields.loose))
        if loose:
            self.extra["text"] = loose
        self._take_topic()
        self._warn()
        known = id_from_url(self.heading.url)
        url = one_line(self.heading.url, plain=self.plain)
        return Record(
            id=known[0] if known else url,
            version=known[1] if known else None,
            line=self.line,
            position=self.position,
            title=self.title,
            abstract=self.abstract,
            authors=_names(self.fields.authors, plain=self.plain),
            primary=self.categories[0] if self.categories else None,
            categories=self.categories,
            comments=self.values.get("comments"),
            journal_ref=self.values.get("journal"),
            doi=self.values.get("doi"),
            date=self.values.get("date"),
            date_kind="updated" if "date" in self.values else None,
            notes=tuple(self.notes),
            urls={"abs": abs_url(known[0])} if known else {"html": url},
            origins=self.origins,
            statuses=self.statuses,
            extra=self.extra,
            warnings=tuple(self.warnings),
        )

    def _place(self, collected: _Field) -> None:
        """Put one field where the record format has it."""
        name = collected.name
        raw = "\n".join(collected.lines)
        if len(raw) > _LONGEST_FIELD:
            raw = raw[:_LONGEST_FIELD]
            message = (
                f"The field {one_line(collected.label, plain=self.plain)} was cut after {_LONGEST_FIELD} characters."
            )
            self._say("daily.field-too-long", "warning", message)
        if name is None or name in NOTE_FIELDS:
            self._add_note(collected, clean_lines(raw, plain=self.plain))
        elif name in ("abstract_en", "abstract_zh"):
            self._add_text(
                "abstract", name[-2:], clean_paragraphs(raw, indent_starts=True, plain=self.plain), self.abstract
            )
        elif name == "title_zh":
            self._add_text("title", "zh", one_line(raw, plain=self.plain), self.title)
        else:
            self._add_value(name, one_line(raw, plain=self.plain))

    def _add_note(self, collected: _Field, text: str) -> None:
        if collected.name == "relevance":
            text = text.strip("`")
        if text:
            label = one_line(collected.label, plain=self.plain)
            self.notes.append(Note(collected.name, label, language(text), text, status(text, translated=False)))

    def _add_text(self, name: str, expected: str, text: str, texts: dict[str, str]) -> None:
        """Keep a title or an abstract under the language that it is in, which its label may not say."""
        if not text:
            return
        worth = status(text)
        if worth not in ("ok", "degenerate"):
            self.statuses.setdefault(name, {})[expected] = worth
            return
        lang = language(text) or expected
        if lang in texts:
            self._add_extra(name, text)
            return
        texts[lang] = text
        if worth != "ok":
            self.statuses.setdefault(name, {})[lang] = worth
        if name == "title" or (lang == expected == "zh" and self.language != "zh"):
            self.origins.setdefault(name, {})[lang] = "ai"

    def _add_value(self, name: str, text: str) -> None:
        if not text:
            return
        if name == "category":
            self._take_categories(text)
        elif name == "updated":
            if _ISO_DATE.fullmatch(text):
                self.values["date"] = text
        elif name == "authors":
            if self.fields.authors is None:
                self.fields.authors = text
        elif name in ("comments", "journal", "doi"):
            self.values.setdefault(name, text)
        else:
            self._add_extra(name, text)

    def _take_categories(self, text: str) -> None:
        words = [word.strip() for word in re.split("[,;]", text)]
        categories = [word for word in words if _CATEGORY.fullmatch(word)]
        self.categories = tuple(dict.fromkeys((*self.categories, *categories)))
        others = [word for word in words if word and word not in categories and word != self.topic]
        if others:
            self._add_extra("classification", ", ".join(others))

    def _add_extra(self, name: str, text: str) -> None:
        self.extra[name] = f"{self.extra[name]}\n{text}" if name in self.extra else text

    def _take_topic(self) -> None:
        """Use the heading above: it is the category where the entry names none, and a topic where it is none."""
        if self.topic is None:
            return
        if not self.categories and "classification" not in self.extra and _CATEGORY.fullmatch(self.topic):
            self.categories = (self.topic,)
        if self.topic not in self.categories[:1]:
            self.extra["heading"] = self.topic

    def _warn(self) -> None:
        if not self.plain and hides(self.text):
            message = "Control or invisible characters were taken out of this entry."
            self._say("text.cleaned", "info", message)
        if self.fields.opened and not self.fields.closed:
            self._say("daily.unclosed-entry", "warning", "The entry is not closed: its end may be missing.")
        failed = [note.label or "TL;DR" for note in self.notes if note.status != "ok"]
        if failed:
            message = f"No usable text in: {', '.join(failed)}."
            self._say("daily.failed-fields", "info", message)

    def _say(self, code: str, severity: Any, message: str) -> None:
        self.warnings.append(Diagnostic(code, severity, self.line, message))


def _title_language(title: str) -> str:
    """Only another script tells that a title is not English: a few words are too few to know German by."""
    lang = language(title)
    return lang if lang in ("zh", "ja", "ko") else "en"


def _names(line: str | None, *, plain: bool) -> tuple[str, ...] | None:
    """Split the names at commas, with or without a space; ``Jr.`` belongs to the name before it."""
    if line is None:
        return None
    names: list[str] = []
    for part in line.split(","):
        name = one_line(part, plain=plain)
        if names and _SUFFIX.fullmatch(name):
            names[-1] += f", {name}"
        elif name:
            names.append(name)
    return tuple(names) or None
