"""One entry of a Markdown list of papers whose form nobody promised: what its lines or cells seem to say.

This module owns the guesses about one entry: which text is its title, which lines are labelled, what is left over.
Which lines are an entry is for `parsers.markdown_list`; what a label means for `parsers.labels`.
"""

from __future__ import annotations

import re
from dataclasses import InitVar, dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from parsers.arxiv_id import abs_url, parse_id
from parsers.base import Diagnostic, Note, Record
from parsers.categories import codes_named, is_code
from parsers.cleaning import clean_lines, clean_paragraphs, hides, one_line
from parsers.conflict_marks import is_conflict_mark
from parsers.days import first_day
from parsers.labels import NOTE_FIELDS, bare
from parsers.language import language
from parsers.lazy_pattern import lazy_pattern
from parsers.markdown_labels import (
    BAR,
    MARKS_BEFORE,
    any_label_of,
    code_beside,
    codes_in,
    column_name,
    label_of,
    row_of,
)
from parsers.markdown_names import are_names, names_in
from parsers.markdown_table import field as field_in
from parsers.markdown_table import is_separator, unfolded
from parsers.markdown_text import LINK, TAG, is_generic, plain, unfenced, without_tags
from parsers.markdown_title import is_announced_title, title_in
from parsers.translation import status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.base import DateKind, Origin, Section, Status

_ANY_URL = lazy_pattern(r"https?://[^\s<>()\[\]|\"'`]{1,500}")
_BOLD_LABEL = lazy_pattern(r"(?:\*\*|__)(?P<label>[^\W\d_][^*:：|\n]{0,39})(?:\*\*|__)")
_HEADING = lazy_pattern(r"#{1,6}[ \t]{1,8}(?P<text>.{1,1000})")
_SUMMARY = lazy_pattern(r"(?:<details[^>\n]{0,40}>\s{0,8})?<summary>(?P<label>.{0,80}?)</summary>(?P<rest>.*)")
_FURNITURE = lazy_pattern(
    r"(?:</?(?:a|button|center|hr|img|table|tbody|thead|tr)\b[^\n]*|!\[.*|-{3,}|={3,}|\*{3,}|_{3,}|(?:```[^`\n]{0,80}){1,8}"
    r"|\{\{[<%][^{}\n]{0,80}[>%]\}\})",
    re.IGNORECASE,
)
_BULLET = lazy_pattern(r"[-*+•][ \t]{1,4}")
_ITALIC = lazy_pattern(r"(?P<mark>[_*])(?P<text>[^_*\s][^\n]{1,4000}?)(?P=mark)")
_ANNOUNCED = lazy_pattern(
    r"arXiv:[^\sv]{5,30}(?:v(?P<version>[1-9][0-9]{0,2}))?\s{1,8}"
    r"Announce Type: (?P<type>new|cross|replace-cross|replace)"
    r"\s{1,8}(?:Abstract:\s?)?"
)
_SECTIONS: dict[str, Section] = {
    "new": "new",
    "cross": "cross",
    "replace": "replaced",
    "replace-cross": "replaced-cross",
}
_ONE_LINE = frozenset(
    {
        *("affiliation", "authors", "category", "code", "comments", "date", "doi", "journal", "link", "source"),
        *("submitted", "title_zh", "topic", "updated"),
    }
)
_NOTHING = frozenset({"", "null", "none", "nan", "n/a", "-", "--", "link", "no comments"})
_LONGEST_NAME = 60
_LONGEST_BRIEF = 400
_SHORTEST_ABSTRACT = {"en": 200, "zh": 80, "ja": 80, "ko": 80}


class Found(NamedTuple):
    """The paper that an entry is about.

    Attributes:
        id: Its arXiv id.
        version: The version written, None when there is none.
    """

    id: str
    version: int | None


@dataclass(slots=True)
class _Text:
    """Lines that are collected: a labelled field's, or a paragraph's without a label, which may be a quotation."""

    label: str | None = None
    value: InitVar[str] = ""
    quoted: bool = False
    depth: int | None = None
    """How far the bullet that its label stands behind is indented; None without a bullet or without a value."""
    is_guessed: bool = False
    """Whether the label is one because it is bold and alone below another field's text."""
    lines: list[str] = field(init=False)

    def __post_init__(self, value: str) -> None:
        self.lines = [value]

    @property
    def is_loose(self) -> bool:
        return self.label is None

    @property
    def is_field_with_text(self) -> bool:
        return self.label is not None and any(self.lines)

    @property
    def is_one_line(self) -> bool:
        """Whether a blank line ends it, and what follows is something else."""
        return self.label is None or column_name(self.label) in _ONE_LINE

    def lists_names(self, line: str, depth: int | None) -> bool:
        """Tell whether a bullet is one of the names that are listed below a heading "Authors"."""
        if depth is None or self.label is None or column_name(self.label) != "authors":
            return False
        return all(not held or _BULLET.match(held) for held in self.lines) and label_of(line) is None

    def is_followed_by_labels(self, depth: int | None, *, blank: bool) -> bool:
        """Tell whether a line that looks labelled is another field whatever its label is.

        It is below a field in a bullet when it is such a bullet too, and right below names, days and the like; only
        comments go on with a colon in a line of theirs.
        """
        if self.label is None:
            return False
        if depth is not None:
            return depth == self.depth
        return not blank and any(self.lines) and self.is_one_line and column_name(self.label) != "comments"


class MarkdownEntry:
    """Collects what is said of one paper, from a row or from lines, and makes a record of it."""

    def __init__(self, found: Found, line: int, position: int) -> None:
        """Begin the entry of a paper; the line is that of its start, the position its place in the list."""
        self._found = found
        self._line = line
        self._position = position
        self._title: dict[str, str] = {}
        self._abstract: dict[str, str] = {}
        self._authors: tuple[str, ...] | None = None
        self._categories: tuple[str, ...] = ()
        self._section: Section | None = None
        self._values: dict[str, str] = {}
        self._date_kind: DateKind | None = None
        self._notes: list[Note] = []
        self._origins: dict[str, dict[str, Origin]] = {}
        self._statuses: dict[str, dict[str, Status]] = {}
        self._extra: dict[str, Any] = {}
        self._urls = {"abs": abs_url(found.id)}

    def add_row(self, cells: Sequence[str], columns: Sequence[str | None], heads: Sequence[str]) -> None:
        """Add the cells of a table's row; without known columns the cells are told by what they look like."""
        names = list(columns)
        if "title" in names and len(cells) > len(names):
            # A bar within a title makes cells of its parts.
            at, more = names.index("title"), len(cells) - len(names)
            cells = [*cells[:at], "|".join(cells[at : at + more + 1]), *cells[at + more + 1 :]]
        for index, cell in enumerate(cells):
            name = names[index] if index < len(names) else None
            self._add_cell(name, heads[index] if index < len(heads) else "", cell)

    def _add_cell(self, name: str | None, head: str, cell: str) -> None:
        cell = unfolded(cell) if "<details>" in cell else cell
        self._add_links(cell)
        if name in ("number", "link", "code") and (is_generic(cell) or name != "link" or self._title):
            return
        if name in (None, "link", "title") and not self._title and (name == "title" or self._looks_like_title(cell)):
            self._add_title_cell(cell)
        elif name is not None and name not in ("link", "title"):
            self._add_field(name, head, cell)
        elif (text := plain(cell)).casefold() not in _NOTHING and not is_generic(text):
            self._add_extra(bare(head).casefold() or "text", text)

    def _add_title_cell(self, cell: str) -> None:
        """Take the title that a cell links; what stands beside the link is no part of it."""
        for link in LINK.finditer(cell):
            if self._found.id in link["url"] and not is_generic(link["text"]):
                self.add_title(link["text"])
                rest = f"{cell[: link.start()]} {cell[link.end() :]}".strip(" *_|")
                if row := row_of(rest, alone=True):
                    self._add_fields(row)
                elif not is_generic(rest):
                    self._add_extra("text", plain(rest))
                return
        self.add_title(cell)

    def _looks_like_title(self, cell: str) -> bool:
        links = [link for link in LINK.finditer(cell) if self._found.id in link["url"]]
        return any(not is_generic(link["text"]) for link in links)

    def add_title(self, text: str) -> None:
        """Take a text as the title, under the language that it is in; what stands around it has its own fields."""
        title, codes, version, grade, names, section = title_in(text)
        self._section = self._section or section
        if codes:
            self._add_categories(codes)
        if grade is not None:
            self._add_note(column_name(grade[0]), *grade)
        if names:
            self._add_authors(names)
        self._take_version(version)
        if title.casefold() in _NOTHING or is_generic(title):
            return
        lang = language(title)
        lang = lang if lang in ("zh", "ja", "ko") else "en"
        if lang not in self._title:
            self._title[lang] = title
            if lang != "en":
                self._origins.setdefault("title", {})[lang] = "ai"
        elif title != self._title[lang] and not self._title[lang].startswith(title.rstrip(".")):
            self._add_extra("title", title)

    def add_lines(self, lines: Iterable[str]) -> None:
        """Add the lines of an entry after its title: labelled fields, and paragraphs without a label."""
        text, blank = _Text(), False
        for each in lines:
            line = each.strip()
            if is_conflict_mark(line):
                continue
            quoted = line.startswith(">")
            line = line.lstrip("> \t") if quoted else line
            closes, line = line.endswith("</details>"), line.removesuffix("</details>").rstrip()
            depth = len(each) - len(each.lstrip("> \t")) if _BULLET.match(line) else None
            if not line:
                text.lines.append("")
            elif row := row_of(line, alone=text.is_loose):
                self._finish(text)
                text = _Text()
                self._add_fields(row)
            elif (started := self._start_of(line)) is not None:
                self._finish(text)
                text = _Text(*started, depth=depth if started[1] else None)
            elif text.is_followed_by_labels(depth, blank=blank) and (unknown := any_label_of(line)) is not None:
                self._finish(text)
                text = _Text(*unknown, depth=depth)
            elif blank and text.is_field_with_text and (bold := _BOLD_LABEL.fullmatch(line)) is not None:
                self._finish(text)
                text = _Text(bold["label"], is_guessed=True)
            else:
                if (text.is_loose and quoted != text.quoted) or (
                    (blank or depth is not None) and text.is_one_line and not text.lists_names(line, depth)
                ):
                    self._finish(text)
                    text = _Text(quoted=quoted)
                if not _is_furniture(line) and not self._take_line(line, text):
                    text.lines.append(unfenced(line))
            if closes:
                self._finish(text)
                text = _Text()
            blank = not line
        self._finish(text)

    def _add_fields(self, fields: Iterable[tuple[str, str]]) -> None:
        for label, value in fields:
            self._add_field(column_name(label), label, value)

    def _start_of(self, line: str) -> tuple[str, str] | None:
        """Return label and value of a line that starts a field."""
        if line.startswith("|") and (row := field_in(line)) is not None:
            return row
        if summary := _SUMMARY.match(line):
            return summary["label"], summary["rest"]
        if heading := _HEADING.fullmatch(line):
            return plain(heading["text"]), ""
        if (bold := _BOLD_LABEL.fullmatch(line)) and column_name(bold["label"]):
            return bold["label"], ""
        return None if _ANNOUNCED.match(line) else label_of(line)

    def _take_line(self, line: str, text: _Text) -> bool:
        """Take a line that is the authors, in italics or the first one, or nothing but links."""
        self._add_links(line)
        if not text.is_loose:
            return "](" in line and _is_mere_links(line)
        if self._authors is None:
            first = not any(text.lines) and "text" not in self._extra
            if not self._abstract and are_names(line, first=first):
                self._add_authors(MARKS_BEFORE.sub("", line, count=1))
                return True
            italic = _ITALIC.fullmatch(line)
            # One word in italics, "Withdrawn", is no name.
            if italic is not None and ("," in (said := italic["text"]) or (" " in said and len(said) < _LONGEST_NAME)):
                self._add_authors(italic["text"])
                return True
        return _is_mere_links(line)

    def _finish(self, text: _Text) -> None:
        lines = text.lines
        if text.label is not None and column_name(text.label) == "authors" and not lines[0]:
            lines = [", ".join(_BULLET.sub("", each, count=1) for each in lines if each)]
        said = "\n".join(lines)
        if text.label is not None and text.is_guessed and not said.strip():
            self._add_extra("text", plain(text.label))
        elif text.label is not None:
            self._add_field(column_name(text.label), text.label, said)
        elif said.strip():
            self._add_paragraph(one_line(without_tags(said)), quoted=text.quoted)

    def _add_paragraph(self, text: str, *, quoted: bool) -> None:
        """Place a paragraph without a label: a title, an abstract, or what a model made of it."""
        if announced := _ANNOUNCED.match(text):
            self._section = _SECTIONS[announced["type"]]
            self._take_version(announced["version"] or "")
            text = text[announced.end() :]
        lang = language(text) or "en"
        unnamed = lang == "en" and "en" not in self._title and len(text) < 300 and not self._abstract
        if unnamed or (len(text) < 600 and is_announced_title(text)):
            self.add_title(text)
        elif any(note.text == text for note in self._notes):
            return
        elif len(text) >= _SHORTEST_ABSTRACT.get(lang, 200) and lang not in self._abstract and self._may_hold(lang):
            self._add_abstract(text, made=lang != "en")
        elif quoted and len(text) < _LONGEST_BRIEF:
            self._add_note("tldr", "", text)
        elif plain(text) not in self._title.values():
            self._add_extra("text", text)

    def _take_version(self, digits: str) -> None:
        if digits and self._found.version is None:
            self._found = Found(self._found.id, int(digits))

    def _may_hold(self, lang: str) -> bool:
        """Tell whether an abstract in this language may come: after the authors' own there is no translation."""
        return lang == "en" or "en" not in self._abstract

    def _add_field(self, name: str | None, label: str, raw: str) -> None:
        text = plain(raw)
        if text.casefold() in _NOTHING and name != "number":
            return
        if name == "title":
            self.add_title(raw)
        elif name == "authors":
            self._add_authors(text)
        elif name in ("abstract_en", "abstract_zh", "title_zh"):
            if name == "title_zh":
                self.add_title(raw)
            else:
                self._add_abstract(raw, made=name == "abstract_zh")
        elif name in ("date", "updated", "submitted"):
            self._add_date(text, label, name)
        elif name == "category":
            self._add_categories(text)
        elif name == "section" and text in _SECTIONS:
            self._section = _SECTIONS[text]
        elif name in ("comments", "journal", "doi"):
            if self._values.setdefault(name, text) != text:
                self._add_extra(name, text)
        elif name in ("link", "code"):
            self._add_links(raw)
            if (known := parse_id(text)) is not None and known[0] == self._found.id:
                self._found = Found(known[0], self._found.version or known[1])
        elif name is None or name == "section" or name in NOTE_FIELDS:
            self._add_note(None if name == "section" else name, label, raw)
        elif name != "number":
            self._add_extra(name, text)

    def _add_abstract(self, raw: str, *, made: bool) -> None:
        text = clean_paragraphs(without_tags(raw))
        worth = status(text)
        lang = language(text) or "en"
        if worth not in ("ok", "degenerate"):
            self._statuses.setdefault("abstract", {})[lang] = worth
            return
        if lang in self._abstract:
            self._add_extra("abstract", text)
            return
        self._abstract[lang] = text
        if worth != "ok":
            self._statuses.setdefault("abstract", {})[lang] = worth
        if made and lang != "en":
            self._origins.setdefault("abstract", {})[lang] = "ai"

    def _add_note(self, name: str | None, label: str, raw: str) -> None:
        text = "\n".join(map(plain, clean_lines(without_tags(raw)).split("\n")))
        if text:
            worth = status(text, translated=False)
            self._notes.append(Note(name, bare(plain(label)), language(text), text, worth))

    def _add_authors(self, text: str) -> None:
        """Take the names; of a list that stops at "et al." nobody knows the rest, so it is kept as text."""
        text = plain(text)
        names = names_in(text)
        if names is None:
            self._add_extra("authors_shown", text)
        elif names and self._authors is None:
            self._authors = names
        elif names and names != self._authors:
            self._add_extra("authors", text)

    def _add_date(self, text: str, label: str, name: str) -> None:
        date = first_day(text)
        if date is None or "date" in self._values:
            self._add_extra("date", text)
            return
        self._values["date"] = date
        published = name == "submitted" or "publi" in label.casefold() or "发布" in label
        self._date_kind = "updated" if name == "updated" else "submitted" if published else None
        if text != date:
            self._add_extra("date", text)

    def _add_categories(self, text: str) -> None:
        words = codes_in(text) or [
            code for name in text.split(", ") if len(codes := codes_named(name)) == 1 for code in codes
        ]
        self._categories = tuple(dict.fromkeys((*self._categories, *words)))
        if text and not words:
            self._add_extra("classification", text)

    def _add_links(self, text: str) -> None:
        """Keep the links that are not to the paper's own page."""
        for match in _ANY_URL.finditer(text):
            url = match[0].rstrip(".,;")
            if "arxiv.org/" in url:
                if "/pdf/" in url and self._found.id in url:
                    self._urls.setdefault("pdf", url)
            elif any(host in url for host in ("github.com/", "gitlab.com/", "huggingface.co/")):
                self._extra.setdefault("code_url", url)
            elif "doi.org/10." in url and "doi" not in self._values:
                self._values["doi"] = url.partition("doi.org/")[2]

    def _add_extra(self, name: str, text: str) -> None:
        held = self._extra.get(name)
        if held != text:
            self._extra[name] = f"{held}\n{text}" if isinstance(held, str) else text

    def record(self, heading: str | None, raw: str) -> Record:
        """Return the record.

        Args:
            heading: What stands over the entry; its category, when it is one.
            raw: The text of the entry.
        """
        if heading and is_code(heading):
            self._categories = self._categories or (heading,)
        elif heading:
            self._extra["heading"] = heading
            self._categories = self._categories or code_beside(heading)
        self._give_back_comment()
        warnings = []
        if not self._title:
            message = f"No title was found for {self._found.id}."
            warnings.append(Diagnostic("markdown-list.no-title", "warning", self._line, message))
        if hides(raw):
            message = "Control or invisible characters were taken out."
            warnings.append(Diagnostic("markdown-list.cleaned", "info", self._line, message))
        return Record(
            id=self._found.id,
            version=self._found.version,
            line=self._line,
            position=self._position,
            title=self._title,
            abstract=self._abstract,
            authors=self._authors,
            primary=self._categories[0] if self._categories else None,
            categories=self._categories,
            section=self._section,
            comments=self._values.get("comments"),
            journal_ref=self._values.get("journal"),
            doi=self._values.get("doi"),
            date=self._values.get("date"),
            date_kind=self._date_kind,
            notes=tuple(self._notes),
            urls=self._urls,
            origins=self._origins,
            statuses=self._statuses,
            extra=self._extra,
            warnings=tuple(warnings),
        )

    def _give_back_comment(self) -> None:
        """Take a comment above a grade of the novelty for a model's: "Comment, Relevance, Novelty" are its answer."""
        comment = self._values.get("comments")
        if comment is not None and any(note.label.casefold() == "novelty" for note in self._notes):
            del self._values["comments"]
            self._notes.insert(0, Note("ai_comment", "Comment", language(comment), comment, "ok"))

    @property
    def fields(self) -> int:
        """How much was found beside the paper's id; what has a label that nobody knows says nothing."""
        notes = [note for note in self._notes if note.field is not None]
        known = (self._title, self._abstract, self._authors, self._values, self._categories, notes)
        return sum(bool(each) for each in known)


def _is_mere_links(line: str) -> bool:
    if "] [" in line:
        line = LINK.sub(lambda link: "" if is_generic(link["text"]) else link[0], line)
    return all(is_generic(MARKS_BEFORE.sub("", part, count=1)) for part in BAR.split(line))


def _is_furniture(line: str) -> bool:
    """Tell a line that shows nothing of a paper: rulers, images, tags without text."""
    return (
        _FURNITURE.fullmatch(line) is not None
        or is_separator(line)
        or (line.startswith("<") and is_generic(TAG.sub(" ", line)))
    )
