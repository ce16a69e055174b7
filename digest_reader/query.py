"""What a person types into the filter: text to terms, with their places.

Which papers a term means is left to `digest_reader.filter`. The grammar is fzf's with qualifiers. Terms are
separated by spaces and all of them must hold; ``a | b`` is either; ``!`` negates; ``'exact``, ``^start``, ``end$``
and ``"a phrase"`` are taken literally; ``au:``, ``cat:`` and the like ask one field. Nothing that is typed is an
error: what is not understood is reported with its place and left out, and what is not finished counts as far as
it goes. Which categories and reading lists there are only the library knows: `digest_reader.index.search` reports
those that there are not.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from digest_reader.query_ranges import begins_date_range, begins_version_range, date_range, version_range
from parsers.lazy_pattern import lazy_pattern

Field = Literal["any", "ti", "au", "id", "abs", "note", "cat", "is", "list", "lang", "date", "v", "has", "src", "tag"]
"""What a term asks: ``any`` is titles, authors and id, ``tag`` the tags in the person's notes, typed ``#tag``."""

QUALIFIERS: tuple[Field, ...] = (
    "ti",
    "au",
    "id",
    "abs",
    "note",
    "cat",
    "is",
    "list",
    "lang",
    "date",
    "v",
    "has",
    "src",
)
"""The qualifiers that may stand before a colon."""

_NAMED: dict[str, Field] = {name: name for name in QUALIFIERS}

IS_VALUES = ("new", "saved", "later", "skipped", "undecided", "inbox", "missed", "watched")
"""What ``is:`` knows, the most usual first."""
HAS_VALUES = (
    "abstract",
    "code",
    "pdf",
    "note",
    "notes",
    "doi",
    "html",
    "journal",
    "comments",
    "project",
    "authors",
    "title",
)
"""What ``has:`` knows beside languages, the most usual first."""
LANGUAGES = ("en", "zh", "de", "ja", "ko", "fr", "es", "it", "pt", "ru", "vi", "tr")
"""The languages that digests have texts in, the most usual first: what ``lang:`` knows, and ``has:`` as well."""
_VALUES: dict[Field, frozenset[str]] = {
    "is": frozenset(IS_VALUES),
    "has": frozenset((*HAS_VALUES, *LANGUAGES)),
    "lang": frozenset(LANGUAGES),
}
"""All that a qualifier can be followed by, for those that do not take any text."""
_ANY_DAY = datetime.date(2000, 1, 1)
_TAG = lazy_pattern(r"#(?=\w)")

# One character for one: places in the text stay what they are.
_TWINS = str.maketrans("：！｜＂“”＇‘’＾＄\u3000", ":!|\"\"\"'''^$ ")
_QUALIFIER = lazy_pattern(r"([A-Za-z]+):(?!//)")
_ARXIV = lazy_pattern(
    r"(?:(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:)"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?(?=\s|$)",
    re.IGNORECASE,
)
_VERSIONED = lazy_pattern(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})v\d*(?=\s|$)", re.IGNORECASE)
_URL = lazy_pattern(r"https?://\S+", re.IGNORECASE)


class Span(NamedTuple):
    """A place in a text: from ``start`` up to ``stop``, in characters."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a paper must, or must not, have.

    Attributes:
        text: What is looked for, without operators.
        field: Where.
        span: Where the term stands in the query, operators included.
        negated: It must not be there.
        exact: Only as written: no initials, no typos.
        start: At the beginning of a title, a name or an id.
        end: At the end of one.
        quoted: It stood in quotes.
    """

    text: str
    field: Field
    span: Span
    negated: bool = False
    exact: bool = False
    start: bool = False
    end: bool = False
    quoted: bool = False

    @property
    def cased(self) -> bool:
        """Whether case matters: it does once a term has an upper-case letter."""
        return self.text != self.text.lower()


@dataclass(frozen=True, slots=True)
class Query:
    """A query, read.

    Attributes:
        text: What was typed.
        groups: All groups must hold, and of each group one term.
        unknown: Places of qualifiers and values that are not known; they are in no group.
        unfinished: The place of a qualifier at the very end whose value is still to come, or to go on: ``has:``,
            ``has:ab``. It is in no group either, and unknown when nothing more is typed; None without one.
    """

    text: str
    groups: tuple[tuple[Term, ...], ...] = ()
    unknown: tuple[Span, ...] = ()
    unfinished: Span | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms in the order typed."""
        return tuple(term for group in self.groups for term in group)

    @property
    def doubtful(self) -> tuple[Span, ...]:
        """The places of what means nothing once nothing more is typed."""
        return self.unknown if self.unfinished is None else (*self.unknown, self.unfinished)


def parse(text: str) -> Query:
    """Read a query. Never raises."""
    return _Reader(text).read()


class _Reader:
    """Reads one query from left to right."""

    def __init__(self, text: str) -> None:
        self._original = text
        self._text = text.translate(_TWINS)
        self._at = 0
        self._groups: list[list[Term]] = []
        self._unknown: list[Span] = []
        self._unfinished: Span | None = None

    def read(self) -> Query:
        either = False
        while self._at < len(self._text):
            char = self._text[self._at]
            if char.isspace():
                self._at += 1
            elif char == "|":
                either = True
                self._at += 1
            else:
                term = self._item()
                # An item that counts for nothing keeps its place: in `a lang:zh | b` the b is no alternative to a.
                if not (either and self._groups):
                    self._groups.append([])
                if term is not None:
                    self._groups[-1].append(term)
                either = False
        groups = tuple(tuple(group) for group in self._groups if group)
        return Query(self._original, groups, tuple(self._unknown), self._unfinished)

    def _item(self) -> Term | None:
        start = self._at
        negated = self._take_negation()
        reference = _ARXIV.match(self._text, self._at) or _VERSIONED.match(self._text, self._at)
        if reference:
            self._at = reference.end()
            return Term(reference.group(1), "id", Span(start, self._at), negated, exact=True)
        field: Field | None = "any"
        qualifier = _QUALIFIER.match(self._text, self._at)
        if qualifier:
            field = _NAMED.get(qualifier.group(1).lower())
            self._at = qualifier.end()
            negated ^= self._take_negation()
        elif _TAG.match(self._text, self._at):
            field, self._at = "tag", self._at + 1
        exact = anchored = False
        if self._peek() == "'":
            exact, self._at = True, self._at + 1
        elif self._peek() == "^":
            anchored, self._at = True, self._at + 1
        body, quoted, end = self._body()
        span = Span(start, self._at)
        lacks_value = qualifier is not None and not body.strip()
        if field is None or lacks_value or not _is_known(field, body):
            if field is not None and self._at == len(self._text) and (lacks_value or _is_begun(field, body)):
                self._unfinished = span
            else:
                self._unknown.append(span)
            return None
        if not body.strip():
            return None
        return Term(body, field, span, negated, exact or quoted, anchored, end, quoted)

    def _take_negation(self) -> bool:
        negated = False
        while self._peek() == "!":
            negated = not negated
            self._at += 1
        return negated

    def _body(self) -> tuple[str, bool, bool]:
        """Return the text of a term, whether it was quoted, and whether it is to be at the end."""
        if self._peek() == '"':
            stop = self._text.find('"', self._at + 1)
            # A quote that is still being typed reaches to the end.
            stop = len(self._text) if stop < 0 else stop
            body = self._original[self._at + 1 : stop]
            self._at = min(stop + 1, len(self._text))
            end = self._peek() == "$"
            self._at += end
            return body, True, end
        url = _URL.match(self._text, self._at)
        stop = self._at
        while stop < len(self._text) and not self._text[stop].isspace() and (url or self._text[stop] != "|"):
            stop += 1
        body, self._at = self._original[self._at : stop], stop
        end = len(body) > 1 and self._text[stop - 1] == "$"
        return body[:-1] if end else body, False, end

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]


def _is_known(field: Field, value: str) -> bool:
    """Return whether a qualifier can have a value: others take any text."""
    if field == "date":
        # Which day it is makes no difference here.
        return date_range(value, _ANY_DAY) is not None
    if field == "v":
        return version_range(value) is not None
    return field not in _VALUES or value.lower() in _VALUES[field]


def _is_begun(field: Field, value: str) -> bool:
    """Return whether a value that a qualifier cannot have is the beginning of one that it can."""
    if field == "date":
        return begins_date_range(value, _ANY_DAY)
    if field == "v":
        return begins_version_range(value)
    value = value.lower()
    return any(each.startswith(value) for each in _VALUES.get(field, ()))
