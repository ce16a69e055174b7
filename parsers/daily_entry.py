"""One entry of a daily Markdown digest as a record.

    ### [2] [Title](https://arxiv.org/abs/2512.10977)
    *Alec M. Hammond,Aram Markosyan,...*
    Main category: cs.DC
    TL;DR: ...
    <details> <summary>Details</summary>
    Motivation: ... Abstract: ...
    </details>

Where entries begin and end is for `parsers.daily_markdown`, where their fields do for `parsers.daily_fields`; this
module puts each field where the record format has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from parsers.arxiv_id import abs_url, id_from_url
from parsers.base import Diagnostic, Note, Record
from parsers.cleaning import clean_lines, clean_paragraphs, hides, is_plain, one_line
from parsers.daily_fields import EntryHeading, Field, Fields, collect_fields
from parsers.labels import NOTE_FIELDS
from parsers.language import language
from parsers.translation import status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.base import Origin, Severity, Status

_LONGEST_FIELD = 200_000
"""Characters kept of one field: a thousand times what any digest has."""

_CATEGORY = re.compile(r"[a-z][a-z-]{1,20}(?:\.[A-Za-z][A-Za-z-]{0,20})?")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_ISO_DATE = re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]")


def read_entry(lines: Sequence[str], heading: EntryHeading, line: int, position: int, topic: str | None) -> Record:
    """Read one entry.

    Args:
        lines: Its lines without line ends, the heading first.
        heading: What its heading says.
        line: The heading's line in the source.
        position: Its place among the entries.
        topic: The heading that it stands under: a category, in most digests.
    """
    return _Assembly(collect_fields(lines), heading, lines, line, position, topic).record()


class _Assembly:
    """Makes a record of what was collected, field by field."""

    def __init__(
        self,
        fields: Fields,
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

    def _place(self, collected: Field) -> None:
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

    def _add_note(self, collected: Field, text: str) -> None:
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

    def _say(self, code: str, severity: Severity, message: str) -> None:
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
