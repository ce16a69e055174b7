r"""What one entry of arXiv's announcement grammar says: labelled fields, dates, and an abstract.

This module owns the fields of an entry, whatever holds it (a mail, a listing file, an ``.abs`` record). Which lines
an entry is, `parsers.mail_layout` knows; what its surroundings say of it is left to `parsers.mail` and `parsers.abs`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from parsers.arxiv_id import parse_id
from parsers.base import Diagnostic
from parsers.categories import old_categories
from parsers.cleaning import clean_paragraphs, hides, one_line
from parsers.days import first_day
from parsers.lazy_pattern import lazy_pattern
from parsers.mail_layout import id_line, is_ruler

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.mail_layout import EntrySpan

_DATE_LINE = lazy_pattern(
    r"[ \t]{0,4}(?:Date(?:[ ]?\((?:revised)?[ ]?(?:v(?P<version>[1-9][0-9]{0,2}))?\))?:"
    r"|(?P<replaced>replaced with (?:a )?revised version|(?:figures|part) added)"
    r"(?:[ ]?\(?v(?P<to>[1-9][0-9]{0,2})\)?)?)"
    r"(?P<when>[^()]{0,120})(?:\((?P<size>[^()]{1,60})\))?.{0,80}",
    re.IGNORECASE,
)
# A label begins a line; a line that begins with spaces continues the field before it, whatever it looks like.
_LABEL = lazy_pattern(r"(?P<label>[A-Z][A-Za-z]*(?:-[A-Za-z]+)*):(?=\s|$)(?P<value>.*)", re.DOTALL)
_LONGEST_LABEL = 24
_ONE_SPACE = lazy_pattern(r"[ \t](?=\S)")
_FEWEST_SPACED = 4
"""Lines of an abstract, blank ones included, from which on double spacing is no accident."""
_TRAILER_SIZE = lazy_pattern(r"\\\\\s*\(\s*https?://[^\s,]{1,200}\s*,\s*(?P<size>[^\s()]{1,60})\s*\)")

_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
_BETWEEN_NAMES = lazy_pattern(r",\s*and\s+|\s+and\s+|[,;]|:\s")
_SEVERAL_GROUPS = lazy_pattern(r"(?:The |the )?[^,;]{1,80}\band\b[^,;]{1,80} Collaborations")
_MORE = lazy_pattern(r"et\.?\s?al\.?|and others", re.IGNORECASE)

FIELDS = ("Title", "Authors", "Author", "Categories", "Comments", "Journal-ref", "DOI")
"""The labels that have a field of their own in a record."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One date line of an entry.

    Attributes:
        date: ``YYYY-MM-DD`` in UTC, None when it cannot be read.
        version: The version that it is of, None when the line does not say.
        size: Size and flags of the source as written: ``265kb,D``.
        is_replacement: Whether the line says "replaced with revised version", or "figures added" as in the nineties.
    """

    date: str | None
    version: int | None
    size: str | None
    is_replacement: bool

    def to_json(self) -> dict[str, Any]:
        """Return it for a record's ``extra``."""
        return {"version": self.version, "date": self.date, "size": self.size}


@dataclass(frozen=True, slots=True)
class EntryText:
    """The fields of an entry, cleaned.

    Attributes:
        id: The arXiv id without version.
        version: The version written behind the id.
        is_cross: Whether it is marked as a cross-listing.
        dates: Its date lines in order.
        labelled: Label to text, in order; without the date lines.
        abstract: The abstract, empty where there is none.
        size: What the last line says of the source's size.
    """

    id: str
    version: int | None
    is_cross: bool
    dates: tuple[Dated, ...]
    labelled: dict[str, str]
    abstract: str
    size: str | None

    @property
    def authors(self) -> tuple[str, ...] | None:
        """The names, None where there are none."""
        return split_authors(self.labelled.get("Authors") or self.labelled.get("Author") or "") or None

    @property
    def categories(self) -> tuple[str, ...]:
        """The category codes, the primary first; those of before 2007 are in the id and in ``Subj-class:``."""
        written = tuple(dict.fromkeys(self.labelled.get("Categories", "").replace(",", " ").split()))
        return written or old_categories(self.id, self.labelled.get("Subj-class", ""))

    def extra(self) -> dict[str, Any]:
        """Return what has no field in a record; the authors' line whole where it says more than their names."""
        found: dict[str, Any] = {
            "submitter" if label == "From" else label.lower().replace("-", "_"): text
            for label, text in self.labelled.items()
            if label not in FIELDS
        }
        line = self.labelled.get("Authors") or self.labelled.get("Author") or ""
        if "(" in line or _MORE.search(line):
            found["author_line"] = line
        size = self.size or next((each.size for each in reversed(self.dates) if each.size), None)
        if size:
            found["size"] = size
        return found


def read_entry(lines: Sequence[str], span: EntrySpan) -> EntryText | None:
    """Read the lines of an entry; None when its identifier is none."""
    head = id_line(lines[span.head])
    parsed = parse_id(head.id) if head else None
    if head is None or parsed is None:
        return None
    dates, labelled = _fields(lines[span.head + 1 : span.fields_end])
    body = list(lines[span.fields_end + 1 : span.end])
    trailer = _TRAILER_SIZE.match(lines[span.end - 1])
    if body and body[-1].startswith("\\\\"):
        body.pop()
    return EntryText(
        id=parsed[0],
        version=parsed[1],
        is_cross=head.is_cross,
        dates=dates,
        labelled=labelled,
        abstract=_abstract(body),
        size=one_line(trailer["size"]) if trailer else None,
    )


def _abstract(body: Sequence[str]) -> str:
    """Return the paragraphs of an abstract: the first line of each is indented by two spaces.

    What was copied out of a browser has only one of them left, and what a program set with double spacing has a blank
    line after each.
    """
    filled = next((at for at, text in enumerate(body) if text.strip()), len(body))
    lines = list(body[filled:])
    if len(lines) > _FEWEST_SPACED and not any(text.strip() for text in lines[1::2]):
        lines = lines[::2]
    if lines and _ONE_SPACE.match(lines[0]):
        lines = [f" {text}" if _ONE_SPACE.match(text) else text for text in lines]
    return clean_paragraphs("\n".join(lines), indent_starts=True)


def is_record(entries: Sequence[EntryText], lines: Sequence[str], spans: Sequence[EntrySpan]) -> bool:
    """Tell ``.abs`` records from a mail: they name submitters, only rulers are around them, and no links end them.

    A single one is known by its license or its versions too, where somebody has taken the submitter out.
    """
    if not entries or len(entries) != len(spans) or any("://" in lines[span.end - 1] for span in spans):
        return False
    ends = [0, *(span.end for span in spans)]
    around = (lines[end : span.start] for end, span in zip(ends, spans, strict=False))
    if any(text.strip() and not is_ruler(text) for stretch in around for text in stretch):
        return False
    if len(entries) > 1:
        return all("From" in entry.labelled for entry in entries)
    known = any(label in entries[0].labelled for label in ("From", "License"))
    return known or any(each.version for each in entries[0].dates)


def entry_warnings(name: str, entry: EntryText, raw: str, line: int, *, is_closed: bool) -> Iterator[Diagnostic]:
    """Say what is wrong with an entry, under codes that begin with the name of the format."""
    if "Title" not in entry.labelled:
        yield Diagnostic(f"{name}.no-title", "warning", line, f"{entry.id} has no title.")
    if not entry.categories:
        yield Diagnostic(f"{name}.no-categories", "warning", line, f"{entry.id} has no categories.")
    if not is_closed:
        yield Diagnostic(f"{name}.torn-entry", "warning", line, f"The text ends in the middle of {entry.id}.")
    if hides(raw):
        message = "Control or invisible characters were taken out."
        yield Diagnostic(f"{name}.cleaned", "info", line, message)


def _fields(lines: Sequence[str]) -> tuple[tuple[Dated, ...], dict[str, str]]:
    """Take labels and dates apart; a label met again continues its field, so nothing is lost."""
    dates: list[Dated] = []
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for text in lines:
        dated = _DATE_LINE.fullmatch(text)
        if dated and "Title" not in found:
            dates.append(_dated(dated))
            current = None
            continue
        label = _LABEL.match(text)
        if label and len(label["label"]) <= _LONGEST_LABEL:
            current = found.setdefault(label["label"], [])
            current.append(label["value"])
        elif text.strip():
            if current is None:
                current = found.setdefault("Note", [])
            current.append(text)
    joined = {label: one_line("\n".join(values)) for label, values in found.items()}
    return tuple(dates), {label: text for label, text in joined.items() if text}


def _dated(match: re.Match[str]) -> Dated:
    version = match["version"] or match["to"]
    return Dated(
        date=first_day(match["when"]),
        version=int(version) if version else None,
        size=one_line(match["size"]) if match["size"] else None,
        is_replacement=bool(match["replaced"]),
    )


def split_authors(line: str) -> tuple[str, ...]:
    """Return the names of an ``Authors:`` line, without the affiliations in brackets; ``et al.`` is no name."""
    text = one_line(_without_brackets(line))
    if _SEVERAL_GROUPS.fullmatch(text):
        return (text,)
    names: list[str] = []
    for piece in _BETWEEN_NAMES.split(text):
        name = piece.strip(" .,;:") if _MORE.fullmatch(piece.strip()) else piece.strip(" ,;:")
        if name in _SUFFIXES and names:
            names[-1] = f"{names[-1]}, {name}"
        elif name and not _MORE.fullmatch(name):
            names.append(name)
    return tuple(names)


def _without_brackets(text: str) -> str:
    """Take bracketed text out, brackets within brackets too; a bracket that does not close stays with its text."""
    if text.count("(") != text.count(")"):
        return text
    kept: list[str] = []
    depth = 0
    for piece in re.split(r"([()])", text):
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth = max(0, depth - 1)
        elif depth == 0:
            kept.append(piece)
    return "".join(kept)
