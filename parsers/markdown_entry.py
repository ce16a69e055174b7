"""One entry of a Markdown list of papers whose form nobody promised: what its lines or cells seem to say.

This module owns the guesses about one entry: which text is its title, which lines are labelled, what is left over.
Which lines are an entry is for `parsers.markdown_list`; what a label means for `parsers.labels`.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from parsers.arxiv_id import abs_url, parse_id
from parsers.base import Diagnostic, Note, Record
from parsers.categories import ALIASES, ARCHIVE_NAMES, CATEGORY_NAMES
from parsers.cleaning import clean_lines, clean_paragraphs, hides, one_line
from parsers.days import first_day
from parsers.labels import NOTE_FIELDS, bare, canonical
from parsers.language import language
from parsers.lazy_pattern import lazy_pattern
from parsers.translation import status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.base import DateKind, Origin, Section, Status

_OTHER_NAMES = {
    "title": "title | paper title | titles | 标题 | 题目 | 论文标题",
    "date": "date | publish date | published | publication date | publish time | 发布日期 | 发布时间 | 日期 | time",
    "category": "subjects | subject | primary category | 分类 | 类别",
    "link": "arxiv link | pdf link | paper | papers | paper link | arxiv | arxiv id | paper id | id | abs | html | url"
    " | doi link | 链接 | 论文 | 论文链接 | 原文链接 | 论文原文 | 论文id",
    "code": "code | codes | code link | github | repo | 代码",
    "section": "type | announce type",
    "number": "ref | # | no | no. | index | 序号",
    "tldr": "一句话要点 | takeaway",
}
"""What stands over columns and before fields of lists, beyond the labels of AI digests."""
_NAMES = {label.strip(): name for name, labels in _OTHER_NAMES.items() for label in labels.split("|")}

_ID = r"(?:[a-z-]{2,10}(?:\.[A-Z]{2})?/[0-9]{7}|[0-9]{4}\.[0-9]{4,5})(?:v[0-9]{1,3})?"
LINK = lazy_pattern(r"(?<!!)\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]{0,100}\]){0,600})\]\((?P<url>[^()\s]{1,600})\)")
_ANY_URL = lazy_pattern(r"https?://[^\s<>()\[\]|\"'`]{1,500}")
_GENERIC = lazy_pattern(
    rf"(?:arxiv|paper|pdf|link|links|html|abs|abstract|code|github|here|url|read more|details|论文|链接|原文|代码"
    rf"|(?:arxiv\s?[:：]?\s?)?{_ID}(?:\.pdf)?|https?://\S*|\W*)",
    re.IGNORECASE,
)
_LABEL = lazy_pattern(
    r"(?:[-*+•][ \t]{1,4})?(?:[^\w\s*#<\[(`|]{1,4}[ \t]{1,3})?(?P<bold>\*\*|__)?[ \t]{0,3}"
    r"(?P<label>[^\W\d_][^:：*\n|]{0,39}?)[ \t]{0,3}(?P<before>\*\*|__)?[ \t]{0,3}[:：](?P<after>\*\*|__)?"
    r"(?P<value>.*)",
    re.DOTALL,
)
_BARE_LABEL = lazy_pattern(r"(?:[-*+•][ \t]{1,4})(?:\*\*|__)(?P<label>[^*\n]{1,40})(?:\*\*|__)")
_BOLD_LABEL = lazy_pattern(r"(?:\*\*|__)(?P<label>[^\W\d_][^*:：|\n]{0,39})(?:\*\*|__)")
_HEADING = lazy_pattern(r"#{1,6}[ \t]{1,8}(?P<text>.{1,1000})")
_SUMMARY = lazy_pattern(r"(?:<details[^>\n]{0,40}>\s{0,8})?<summary>(?P<label>.{0,80}?)</summary>(?P<rest>.*)")
_FURNITURE = lazy_pattern(
    r"(?:</?(?:a|button|center|hr|img|table|tbody|thead|tr)\b[^\n]*|!\[.*|-{3,}|\*{3,}|_{3,}|(?:```[^`\n]{0,80}){1,8})",
    re.IGNORECASE,
)
_ITALIC = lazy_pattern(r"(?P<mark>[_*])(?P<text>[^_*\s][^\n]{1,4000}?)(?P=mark)")
_TAG = lazy_pattern(r"<[^<>\n]{1,600}>")
_NUMBERING = lazy_pattern(rf"(?:\[?\^?[0-9]{{1,4}}\]?[.)、:：]?|\\?\[[ ]?{_ID}[ ]?\\?\])\s{{1,4}}")
_LEADING_CODE = lazy_pattern(
    r"(?P<code>`[a-z][A-Za-z.-]{1,20}`|[a-z][a-z-]{1,15}\.[A-Za-z-]{2,9})[ ]{1,3}[-–—:|][ ]{1,3}"
)
_ADDRESS = lazy_pattern(r"[ ]{0,3}[\[(](?:[A-Za-z]{2,8}:[ ]?)?https?://[^\s()\[\]]{1,500}[\])]")
_GRADE = lazy_pattern(r"[ ]{0,3}[(（](?P<label>评分|score)[:：][ ]?(?P<value>[0-9./]{1,8})[)）]$", re.IGNORECASE)
_HTML = lazy_pattern(r"</?(?:p|br|div|span|em|i|b|strong|details|summary)\b[^<>\n]{0,200}>", re.IGNORECASE)
_PARAGRAPH_END = lazy_pattern(r"</p>|<br[ ]?/?>", re.IGNORECASE)
_ENTITY = lazy_pattern(r"&(?:[a-z]{2,8}|#[0-9]{2,5});", re.IGNORECASE)
_FOLD = lazy_pattern(r"<details>\s{0,4}<summary>(?P<label>.*?)</summary>(?P<text>.*?)</details>", re.IGNORECASE)
_BAR = lazy_pattern(r"(?:\s|&nbsp;){0,40}[|·•](?:\s|&nbsp;){0,40}")
_EMPHASIS = frozenset("*_`")
_BARS = frozenset("|·•")
_LONGEST_LONE = 80
_MARKS_BEFORE = lazy_pattern(r"\A[^\w\s*_`\[(<\\$]{1,4}[ \t]{1,3}")
_BRACKETS = lazy_pattern(r"[(（][^()（）]{0,40}[)）]")
_MERE_LINK = ("", "")
_NAMES_MARK = lazy_pattern(r"(?:👤|👥|✍️?|🧑‍🔬|👨‍🔬)[ ]{0,3}|by[ ]", re.IGNORECASE)
_LONE_DAY = lazy_pattern(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}")
_LONE_CODES = lazy_pattern(
    r"[a-z][A-Za-z.-]{1,20}(?:[ ]?[(（][^()（）]{1,40}[)）])?(?:[,;、][ ]?[a-z][A-Za-z.-]{1,20})*"
)
_WORD_OF_A_NAME = r"[^\W\d_a-z][\w.’'-]{0,20}"
_NAME = lazy_pattern(
    rf"{_WORD_OF_A_NAME}"
    rf"(?: (?:de|da|di|del|della|der|den|van|von|la|le|el|al|bin|dos|du|ter|{_WORD_OF_A_NAME})){{1,4}}"
)
_RSS_SUFFIX = lazy_pattern(rf"\s*\(arXiv:(?P<id>{_ID})(?: \[(?P<category>[A-Za-z.-]{{2,20}})\])?(?: UPDATED)?\)\s*")
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
_PARTIAL = lazy_pattern(r"\bet\.?\s?al\b|等[人]?$|\band others\b|\.\.\.$|…$", re.IGNORECASE)
_CODE = lazy_pattern(r"[a-z][a-z-]{1,15}(?:\.[A-Za-z][A-Za-z-]{1,9})?")
_ONE_LINE = frozenset(
    {"authors", "category", "comments", "date", "doi", "journal", "link", "source", "updated", "code"}
)
_NOTHING = frozenset({"", "null", "none", "nan", "n/a", "-", "--", "link"})
_SHORTEST_ABSTRACT = {"en": 200, "zh": 80, "ja": 80, "ko": 80}
_SUBJECTS = frozenset(CATEGORY_NAMES.values())
"""What would read like names of people."""
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})


class Found(NamedTuple):
    """The paper that an entry is about.

    Attributes:
        id: Its arXiv id.
        version: The version written, None when there is none.
    """

    id: str
    version: int | None


def column_name(label: str) -> str | None:
    """Return what a column or a label holds, by the names of `parsers.labels` and of lists; None when unknown."""
    name = bare(plain(label)).casefold()
    return _NAMES.get(name) or canonical(name) or ("number" if not name else None)


def plain(text: str) -> str:
    """Return Markdown as text on one line: links become their texts, emphasis around the whole goes."""
    text = text.replace("\\|", "|")
    if "](" in text:
        text = LINK.sub(lambda link: link["text"], text)
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub(" ", text))
    text = one_line(text)
    for mark in ("**", "__", "*", "_", "`") if text[:1] in _EMPHASIS else ():
        if len(text) > 2 * len(mark) and text.startswith(mark) and text.endswith(mark):
            text = _without_mark(text, mark)
    return text


def _without_mark(text: str, mark: str) -> str:
    """Return what a mark stands around; words each in marks of their own, as tags in backticks, are a row."""
    parts = text.split(mark)
    if len(parts) > 3 and not any(between.strip(" ,、|·") for between in parts[::2]):
        return ", ".join(parts[1::2]) if mark == "`" else text.replace(mark, "")
    return text[len(mark) : -len(mark)].strip()


def is_generic(text: str) -> bool:
    """Tell whether the text of a link says nothing of a paper: ``PDF``, an identifier."""
    return _GENERIC.fullmatch(plain(text)) is not None


def is_label(line: str) -> bool:
    """Tell whether a line is a labelled field, so that it begins no entry."""
    return _label(line.strip()) is not None


def _label(line: str) -> tuple[str, str] | None:
    """Return label and value of a labelled line; a plain word with a colon must be one that is known."""
    match = _BARE_LABEL.fullmatch(line)
    if match and column_name(match["label"]):
        return match["label"], ""
    match = _LABEL.match(line)
    if match is None or match["value"].startswith("//"):
        return None
    # "**Snails: A Survey**" is a title: where the bold ends with the label it is one, elsewhere only if it is known.
    bold = match["bold"] and (match["before"] or match["after"])
    if bold or column_name(match["label"]):
        value = match["value"].strip()
        whole = value.startswith("**") and value.endswith("**")
        return match["label"], plain(value) if whole else value.strip(" *")
    return None


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
        # What is folded is shown by its first letters: "<summary>23 pa...</summary>".
        if "<details>" in cell:
            cell = _FOLD.sub(lambda fold: fold["text"] if fold["text"].strip() else fold["label"], cell)
        text = plain(cell)
        self._add_links(cell)
        if name in ("number", "link", "code") and (is_generic(cell) or name != "link" or self._title):
            return
        if name in (None, "link", "title") and not self._title and (name == "title" or self._looks_like_title(cell)):
            self._add_title_cell(cell)
        elif name is not None and name not in ("link", "title"):
            self._add_field(name, head, cell)
        elif text.casefold() not in _NOTHING and not is_generic(cell):
            self._add_extra(bare(head).casefold() or "text", text)

    def _add_title_cell(self, cell: str) -> None:
        """Take the title that a cell links; what stands beside the link is no part of it."""
        for link in LINK.finditer(cell):
            if self._found.id in link["url"] and not is_generic(link["text"]):
                self.add_title(link["text"])
                rest = f"{cell[: link.start()]} {cell[link.end() :]}".strip(" *_|")
                if row := _row(rest, alone=True):
                    self._add_row_of_fields(row)
                elif not is_generic(rest):
                    self._add_extra("text", plain(rest))
                return
        self.add_title(cell)

    def _looks_like_title(self, cell: str) -> bool:
        links = [link for link in LINK.finditer(cell) if self._found.id in link["url"]]
        return any(not is_generic(link["text"]) for link in links)

    def add_title(self, text: str) -> None:
        """Take a text as the title, under the language that it is in; a number before it is none of it."""
        title = plain(_ADDRESS.sub("", text) if "://" in text else text)
        if (number := _NUMBERING.match(title)) is not None:
            title = plain(title[number.end() :])
        if (leading := _LEADING_CODE.match(title)) is not None and is_code(leading["code"].strip("`")):
            self._add_categories(leading["code"])
            title = title[leading.end() :]
        if title.endswith((")", "）")) and (grade := _GRADE.search(title)) is not None:
            self._add_note(column_name(grade["label"]), grade["label"], grade["value"])
            title = title[: grade.start()]
        if suffix := _RSS_SUFFIX.search(title):
            title = title[: suffix.start()] + title[suffix.end() :]
            self._add_categories(suffix["category"] or "")
            self._take_version(suffix["id"].partition("v")[2])
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
        name: str | None = None
        label, kept, blank, loose = "", [""], False, True
        for text in (*lines, None):
            line = (text or "").strip()
            line = line.lstrip("> \t") if line.startswith(">") else line
            closes, line = line.endswith("</details>"), line.removesuffix("</details>").rstrip()
            row = _row(line, alone=loose) if line else None
            started = None if text is None or row else self._start_of(line)
            if text is None or started or row or (blank and line and (loose or name in _ONE_LINE)):
                self._finish(name, label, "\n".join(kept), loose=loose)
                name, label, kept, loose = None, "", [], True
            if row:
                self._add_row_of_fields(row)
            elif started is not None:
                label, value = started
                name, kept, loose = column_name(label), [value], False
            elif line and not _is_furniture(line):
                if not self._take_line(line, loose=loose, first=not any(kept)):
                    kept.append(_unfenced(line))
            elif not line:
                kept.append("")
            if closes:
                self._finish(name, label, "\n".join(kept), loose=loose)
                name, label, kept, loose = None, "", [], True
            blank = not line

    def _add_row_of_fields(self, row: list[tuple[str, str]]) -> None:
        for label, value in row:
            self._add_field(column_name(label), label, value)

    def _start_of(self, line: str) -> tuple[str, str] | None:
        if summary := _SUMMARY.match(line):
            return summary["label"], summary["rest"]
        if heading := _HEADING.fullmatch(line):
            return plain(heading["text"]), ""
        if (bold := _BOLD_LABEL.fullmatch(line)) and column_name(bold["label"]):
            return bold["label"], ""
        return None if _ANNOUNCED.match(line) else _label(line)

    def _take_line(self, line: str, *, loose: bool, first: bool) -> bool:
        """Take a line that is the authors, in italics or the first one, or nothing but links."""
        self._add_links(line)
        if not loose:
            return False
        if self._authors is None and not self._abstract and _are_names(line, first=first and "text" not in self._extra):
            self._add_authors(_MARKS_BEFORE.sub("", line, count=1))
            return True
        italic = _ITALIC.fullmatch(line)
        if italic and self._authors is None and ("," in italic["text"] or len(italic["text"]) < 60):
            self._add_authors(italic["text"])
            return True
        return all(is_generic(part) for part in _BAR.split(line))

    def _finish(self, name: str | None, label: str, text: str, *, loose: bool) -> None:
        if not loose:
            self._add_field(name, label, text)
        elif text.strip():
            self._add_paragraph(one_line(_without_tags(text)))

    def _add_paragraph(self, text: str) -> None:
        """Place a paragraph without a label: a title, an abstract, or what a model made of it."""
        if announced := _ANNOUNCED.match(text):
            self._section = _SECTIONS[announced["type"]]
            self._take_version(announced["version"] or "")
            text = text[announced.end() :]
        lang = language(text) or "en"
        unnamed = lang == "en" and "en" not in self._title and len(text) < 300 and not self._abstract
        if unnamed or (len(text) < 600 and _RSS_SUFFIX.search(text)):
            self.add_title(text)
        elif any(note.text == text for note in self._notes):
            return
        elif len(text) >= _SHORTEST_ABSTRACT.get(lang, 200) and lang not in self._abstract and self._may_hold(lang):
            self._add_abstract(text, made=lang != "en")
        elif text not in self._title.values():
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
        elif name in ("date", "updated"):
            self._add_date(text, label, updated=name == "updated")
        elif name == "category":
            self._add_categories(text)
        elif name == "section" and text in _SECTIONS:
            self._section = _SECTIONS[text]
        elif name in ("comments", "journal", "doi"):
            self._values.setdefault(name, text)
        elif name in ("link", "code"):
            self._add_links(raw)
            if (known := parse_id(text)) is not None and known[0] == self._found.id:
                self._found = Found(known[0], self._found.version or known[1])
        elif name is None or name == "section" or name in NOTE_FIELDS:
            self._add_note(None if name == "section" else name, label, raw)
        elif name != "number":
            self._add_extra(name, text)

    def _add_abstract(self, raw: str, *, made: bool) -> None:
        text = clean_paragraphs(_without_tags(raw))
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
        text = clean_lines(_without_tags(raw))
        if "\n" not in text:
            text = plain(text)
        if text:
            worth = status(text, translated=False)
            self._notes.append(Note(name, bare(plain(label)), language(text), text, worth))

    def _add_authors(self, text: str) -> None:
        """Take the names; of a list that stops at "et al." nobody knows the rest, so it is kept as text."""
        text = plain(text)
        if _PARTIAL.search(text):
            self._add_extra("authors_shown", text)
            return
        names: list[str] = []
        for part in re.split(r",|;|、|，|\band\b(?= )", text):
            name = part.strip()
            if name in _SUFFIXES and names:
                names[-1] = f"{names[-1]}, {name}"
            elif name:
                names.append(name)
        if names and self._authors is None:
            self._authors = tuple(names)

    def _add_date(self, text: str, label: str, *, updated: bool) -> None:
        date = first_day(text)
        if date is None or "date" in self._values:
            self._add_extra("date", text)
            return
        self._values["date"] = date
        published = "publi" in label.casefold() or "发布" in label
        self._date_kind = "updated" if updated else "submitted" if published else None
        if text != date:
            self._add_extra("date", text)

    def _add_categories(self, text: str) -> None:
        words = [code for code in _CODE.findall(text) if is_code(code)]
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

    @property
    def fields(self) -> int:
        """How much was found beside the paper's id."""
        known = (self._title, self._abstract, self._authors, self._values, self._categories, self._notes)
        return sum(bool(each) for each in known)


def is_code(word: str) -> bool:
    """Tell whether a word is the code of a category of arXiv."""
    return word in CATEGORY_NAMES or word in ALIASES or word in ARCHIVE_NAMES


def _row(line: str, *, alone: bool) -> list[tuple[str, str]] | None:
    """Take apart a line whose parts are kept apart by bars or dots.

    What has no label is told by its form: a day, categories. Mere links are none of the parts.

    Args:
        line: The line.
        alone: Whether a day or categories may be all that the line says.

    Returns:
        Label and value of each part; None when one says anything else, or the line is just one labelled field.
    """
    parts = [part for part in _BAR.split(line) if part] if _BARS.intersection(line) else [line]
    if len(parts) == 1 and (not alone or len(line) > _LONGEST_LONE or _label(line) is not None):
        return None
    row = []
    for part in parts:
        told = _told(_MARKS_BEFORE.sub("", part, count=1))
        if told is None:
            return None
        if told != _MERE_LINK:
            row.append(told)
    return row or None


def _told(part: str) -> tuple[str, str] | None:
    """Return label and value of a part of a line; None when it is no day, no categories and not labelled."""
    if is_generic(part):
        return _MERE_LINK
    text = plain(part)
    if _LONE_DAY.fullmatch(text) is not None:
        return "date", text
    if _LONE_CODES.fullmatch(text) is not None and all(map(is_code, _CODE.findall(_BRACKETS.sub("", text)))):
        return "category", text
    return _label(part)


def _are_names(line: str, *, first: bool) -> bool:
    """Tell a line of authors: marked as such, or several names on the first line below a title."""
    text = plain(line)
    mark = _NAMES_MARK.match(text)
    text = (text if mark is None else text[mark.end() :]).strip(" ,")
    marked = mark is not None or _PARTIAL.search(text) is not None
    text = _PARTIAL.sub("", text).strip(" ,.")
    names = [name for part in re.split(r",|;|、|，|\band\b(?= )|&", text) if (name := part.strip())]
    if not (marked or (first and len(names) > 1)) or any(name in _SUBJECTS for name in names):
        return False
    return bool(names) and all(name in _SUFFIXES or _NAME.fullmatch(name) for name in names)


def _is_furniture(line: str) -> bool:
    """Tell a line that shows nothing of a paper: rulers, images, tags without text."""
    return _FURNITURE.fullmatch(line) is not None or (line.startswith("<") and is_generic(_TAG.sub(" ", line)))


def _without_tags(text: str) -> str:
    """Take the tags of HTML out of a text, where a formula's signs stay, and read its entities."""
    if "<" in text:
        text = _HTML.sub(" ", _PARAGRAPH_END.sub("\n\n", text))
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text


def _unfenced(line: str) -> str:
    return line.replace("`", "") if line.startswith("`") and line.endswith("`") else line
