"""One entry of a daily digest put together field by field, whether the digest is Markdown or JSON Lines.

The forks of that family publish the same entries in both forms, so that what becomes of a field is decided here
once: in which language it is, what it is worth, and where the record format has it. Finding the fields is for
`parsers.daily_entry` (Markdown) and `parsers.daily_jsonl`; what a label means for `parsers.labels`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from parsers.base import Diagnostic, Note, Record
from parsers.cleaning import clean_lines, clean_paragraphs, one_line, one_lines
from parsers.labels import NOTE_FIELDS
from parsers.language import language
from parsers.lazy_pattern import lazy_pattern
from parsers.translation import status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from parsers.base import DateKind, Origin, Severity, Status

LONGEST_FIELD = 200_000
"""Characters kept of one field: a thousand times what any digest has."""

_CATEGORY = lazy_pattern(r"[a-z][a-z-]{1,20}(?:\.[A-Za-z][A-Za-z-]{0,20})?")
_SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))
_DATE = lazy_pattern(r"([12][0-9]{3}-[01][0-9]-[0-3][0-9])(?:[T ][0-9:.+Z-]{1,24}(?: UTC| GMT)?)?")
_LINK = lazy_pattern(r"\[([^\[\]]{1,400})\]\([^()\s]{1,600}\)")
_SEPARATOR = lazy_pattern("[,;]")
_STOPS = lazy_pattern(r"(?:\bet\.? ?al\b\.?|\band others|等人?|\.\.\.|…)[*_ ]{0,4}\Z", re.IGNORECASE)
_LONGEST_STOP = 16
"""Characters at the end of a line of names that may say that there are more."""


class DailyRecord:
    """Takes fields in the order of the source and makes one record of them."""

    __slots__ = (
        "abstract",
        "authors",
        "categories",
        "date_kind",
        "extra",
        "language",
        "line",
        "notes",
        "origins",
        "plain",
        "position",
        "statuses",
        "title",
        "topic",
        "values",
        "warnings",
    )

    def __init__(self, title: str, line: int, position: int, *, plain: bool) -> None:
        """Begin an entry.

        Args:
            title: Its title as written; empty when there is none.
            line: Its first line in the source.
            position: Its place among the entries.
            plain: Whether all of its text is plain and in NFC, as for `parsers.cleaning.one_line`.
        """
        self.line = line
        self.position = position
        self.plain = plain
        self.language = title_language(title)
        title = one_line(title, plain=plain)
        self.title: dict[str, str] = {self.language: title} if title else {}
        self.abstract: dict[str, str] = {}
        self.authors: tuple[str, ...] | None = None
        self.categories: tuple[str, ...] = ()
        self.topic: str | None = None
        self.values: dict[str, str] = {}
        self.date_kind: DateKind | None = None
        self.notes: list[Note] = []
        self.origins: dict[str, dict[str, Origin]] = {}
        self.statuses: dict[str, dict[str, Status]] = {}
        self.extra: dict[str, Any] = {}
        self.warnings: list[Diagnostic] = []

    def add(self, name: str | None, label: str, raw: str) -> None:
        """Put one field where the record format has it.

        Args:
            name: The canonical name of `parsers.labels`, None for a label that no table knows.
            label: The label as the source shows it.
            raw: The text as written.
        """
        raw = self.cut(label, raw)
        if name is None or name in NOTE_FIELDS:
            self.add_note(name, label, raw)
        elif name == "abstract_en":
            self.add_abstract("en", raw)
        elif name == "abstract_zh":
            self.add_abstract("zh", raw)
        elif name == "title_zh":
            self.add_text("title", "zh", one_line(raw, plain=self.plain), self.title)
        else:
            self.add_value(name, one_line(raw, plain=self.plain).strip("`"))

    def cut(self, label: str, raw: str) -> str:
        """Return a field's text up to its longest length, and say so when there was more."""
        if len(raw) <= LONGEST_FIELD:
            return raw
        message = f"The field {one_line(label)} was cut after {LONGEST_FIELD} characters."
        self.say("daily.field-too-long", "warning", message)
        return raw[:LONGEST_FIELD]

    def add_note(
        self, name: str | None, label: str, raw: str, worth: Status | None = None, lang: str | None = None
    ) -> None:
        """Add a field that a language model wrote, unless it is empty; its worth and language are seen from it."""
        text = clean_lines(raw, plain=self.plain)
        if name in ("relevance", "keywords"):
            text = text.strip("`")
        if text:
            worth = worth or status(text, translated=False)
            self.notes.append(Note(name, _shown_label(label), lang or language(text), text, worth))

    def add_abstract(self, expected: str, raw: str, *, made: bool = False) -> None:
        """Add an abstract as written; the arguments are those of `add_text`."""
        text = clean_paragraphs(raw, indent_starts=True, plain=self.plain)
        self.add_text("abstract", expected, text, self.abstract, made=made)

    def add_text(self, name: str, expected: str, text: str, texts: dict[str, str], *, made: bool = False) -> None:
        """Keep a title or an abstract under the language that it is in, which its label may not say.

        Args:
            name: ``title`` or ``abstract``.
            expected: The language that its label says.
            text: The cleaned text.
            texts: Where the record keeps it.
            made: Whether the source says that a language model made it.
        """
        if not text:
            return
        # Authors write their own abstracts: only what a model made of them gets stuck on the way.
        worth = status(text, translated=made or expected != "en")
        if worth not in ("ok", "degenerate"):
            self.statuses.setdefault(name, {})[expected] = worth
            return
        lang = language(text) or expected
        if lang in texts:
            self.add_extra(name, text)
            return
        texts[lang] = text
        if worth != "ok":
            self.statuses.setdefault(name, {})[lang] = worth
        if made or name == "title" or (lang == expected == "zh" and self.language != "zh"):
            self.origins.setdefault(name, {})[lang] = "ai"

    def add_value(self, name: str, text: str) -> None:
        """Add a field that is no prose, by its canonical name and on one line."""
        if not text:
            return
        if name == "category":
            self.add_categories(text)
        elif name == "updated":
            self.add_day(text, "updated")
        elif name == "submitted":
            self.add_day(text, "submitted")
        elif name == "authors":
            if self.authors is None:
                self.add_names(text)
        elif name in ("comments", "journal", "doi"):
            link = _LINK.fullmatch(text) if text[:1] == "[" else None
            self.values.setdefault(name, text if link is None else link[1])
        else:
            self.add_extra(name, text)

    def add_names(self, text: str) -> None:
        """Take the names of a line; of one that stops at "et al." nobody knows the rest, so it is kept as text."""
        if is_partial(text) or ", ...," in text:
            self.add_extra("authors_shown", one_line(text, plain=self.plain))
        else:
            self.authors = split_names(text, plain=self.plain)

    def add_date(self, text: str, kind: DateKind | None) -> bool:
        """Take the day of an ISO date or time as the entry's own; False when it is none."""
        match = _DATE.fullmatch(text)
        if match is not None:
            self.values["date"] = match[1]
            self.date_kind = kind
        return match is not None

    def add_day(self, text: str, kind: Literal["updated", "submitted"]) -> None:
        """Take a labelled day as the entry's own; of two it is that of the update, and the other one is kept."""
        held = self.values.get("date")
        later = held is not None and (kind == "submitted" or self.date_kind == "updated")
        if later or not self.add_date(text, kind):
            self.add_extra(kind, text)
        elif held is not None:
            self.add_extra("submitted", held)

    def add_categories(self, text: str) -> None:
        """Take the categories out of a list with commas; what is none is a classification of another kind."""
        words = [word.strip(" `") for word in _SEPARATOR.split(text)]
        categories = [word for word in words if is_category(word)]
        self.add_known_categories(categories)
        taken = {"", self.topic, *categories}
        others = [word for word in words if word not in taken]
        if others:
            self.add_extra("classification", ", ".join(others))

    def add_known_categories(self, categories: Iterable[str]) -> None:
        """Take categories of arXiv's, each as its own text."""
        self.categories = tuple(dict.fromkeys((*self.categories, *categories)))

    def add_extra(self, name: str, value: str) -> None:
        """Keep a text that has no field in the record format; the same name again adds a line."""
        self.extra[name] = f"{self.extra[name]}\n{value}" if name in self.extra else value

    def say(self, code: str, severity: Severity, message: str) -> None:
        """Collect a warning on the entry's first line."""
        self.warnings.append(Diagnostic(code, severity, self.line, message))

    def record(self, known: tuple[str, int | None] | None, url: str, urls: Mapping[str, str]) -> Record:
        """Return the record.

        Args:
            known: The arXiv id and version, None for an entry that is no arXiv paper.
            url: The address that names such an entry.
            urls: Its links by their kind.
        """
        failed = [note.label or "TL;DR" for note in self.notes if note.status != "ok"]
        if failed:
            self.say("daily.failed-fields", "info", f"No usable text in: {', '.join(failed)}.")
        values = self.values
        return Record(
            id=known[0] if known else url,
            version=known[1] if known else None,
            line=self.line,
            position=self.position,
            title=self.title,
            abstract=self.abstract,
            authors=self.authors,
            primary=self.categories[0] if self.categories else None,
            categories=self.categories,
            comments=values.get("comments"),
            journal_ref=values.get("journal"),
            doi=values.get("doi"),
            date=values.get("date"),
            date_kind=self.date_kind,
            notes=tuple(self.notes),
            urls=urls,
            origins=self.origins,
            statuses=self.statuses,
            extra=self.extra,
            warnings=tuple(self.warnings),
        )


@lru_cache(maxsize=4096)
def _shown_label(label: str) -> str:
    return one_line(label)


def is_partial(names: str) -> bool:
    """Tell whether a line of names, or the last of a list, says that there are more."""
    return _STOPS.search(names[-_LONGEST_STOP:]) is not None


def is_category(word: str) -> bool:
    """Tell whether a word has the form of a category: those of other sources than arXiv have it too."""
    return _CATEGORY.fullmatch(word) is not None


def title_language(title: str) -> str:
    """Only another script tells that a title is not English: a few words are too few to know German by."""
    if title.isascii():
        return "en"
    lang = language(title)
    return lang if lang in ("zh", "ja", "ko") else "en"


def split_names(line: str, *, plain: bool) -> tuple[str, ...] | None:
    """Split the names at commas, with or without a space; ``Jr.`` belongs to the name before it."""
    names: list[str] = []
    for name in one_lines(line.split(","), plain=plain):
        if names and name in _SUFFIXES:
            names[-1] += f", {name}"
        else:
            names.append(name)
    return tuple(names) or None
