"""Trilingual weekly posts as the table that their page is made from.

    ,abstract,abstract-zh,authors,date,title,title-de,title-zh,url
    0,"Snails are slow, ...",蜗牛很慢。,"Uwe Ahorn, Lotte M. Birke",2025-05-29T17:58:02Z,Slow Snails,...,http://arxiv.org/abs/...v1

This module owns rows: where they begin and end, quotes that are never closed, columns in any order. What becomes of
their texts is for `parsers.trilingual_article`.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

from parsers.arxiv_id import id_from_url, parse_id
from parsers.base import Block, Diagnostic, Header
from parsers.categories import CATEGORY_NAMES
from parsers.cleaning import one_line
from parsers.lazy_pattern import lazy_pattern
from parsers.trilingual_article import Article, author_names, not_a_paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from parsers.source import Source

_LONGEST_FIELD = 20_000
"""Characters of a field: more than that is no abstract, but a quote that nobody closed."""
_LONGEST_ROW = 4 * _LONGEST_FIELD
_CREDIT = 4 * _LONGEST_ROW
"""Characters that rows which come to nothing may cost in advance, see `_Rows`."""

_NEEDED = frozenset(("title", "url"))
_TELLING = frozenset(("abstract-zh", "title-de", "title-zh"))
"""Those of the translations, which the first tables do not have."""
_COLUMNS = frozenset(("", "abstract", "abstract-de", "authors", "date")) | _NEEDED | _TELLING
_FEWEST_COLUMNS = 5
_ROW_START = lazy_pattern(r"[0-9]{1,6},")
_DATE = lazy_pattern(r"([12][0-9]{3}-[01][0-9]-[0-3][0-9])(?:[T ].{0,30})?")
_ABOUT = lazy_pattern(r"arxiv-([a-z-]{2,10})(?:__([A-Za-z-]{2,20}))?\.csv\b")
_BLANKS = " \t\r\n\ufeff"


class TrilingualCsv:
    """Reads trilingual posts that are CSV."""

    @property
    def name(self) -> str:
        """The format's public name."""
        return "trilingual-csv"

    def sniff(self, head: str) -> float:
        """Tell by the names of the columns, which are the first line."""
        first = head.lstrip(_BLANKS).partition("\n")[0] if "," in head[:2000] else ""
        columns = _column_names(first[:2000])
        if columns is None:
            return 0.0
        return 0.95 if columns.keys() >= _TELLING else 0.6

    def parse(self, source: Source) -> Iterator[Block]:
        """Yield the names of the columns and the rows."""
        rows = _Rows(source.text)
        about = _category_in_name(source.name)
        columns: Mapping[str, int] | None = None
        names: list[str] = []
        position = 0
        for row in rows:
            if row.cells is not None and columns is None and (columns := _column_names(row.raw)) is not None:
                names = row.cells
                rows.expect(len(names), numbered="" in columns)
                yield Block(row.line, row.raw, "header", header=Header(category=about))
                continue
            if row.cells is None or columns is None:
                yield _unread(row)
                continue
            if row.cells == names:
                yield Block(row.line, row.raw, "text")
                continue
            block = _article(row, dict(zip(columns, (row.cells[at] for at in columns.values()), strict=True)))
            if isinstance(block, Block):
                yield block
                continue
            article, known = block
            yield Block(row.line, row.raw, "entry", record=article.record(known, position, about))
            position += 1


class _Row(NamedTuple):
    """One row: the line it begins in, its text verbatim, and its cells or what is wrong with it."""

    line: int
    raw: str
    cells: list[str] | None
    problem: str = ""


class _Rows:
    """Takes a table apart into rows; one that is broken costs no other.

    After a row that does not end, or has the wrong number of cells, reading goes on at the next line that begins with
    a number as every row of a numbered table does. Reading ahead in vain is paid from a credit that grows with what
    was read: however the quotes stand, the time is linear in the size of the table.
    """

    def __init__(self, text: str) -> None:
        *lines, last = text.split("\n")
        self._lines = [line + "\n" for line in lines]
        if last:
            self._lines.append(last)
        self._cells = 0
        self._numbered = False
        self._credit = _CREDIT

    def expect(self, cells: int, *, numbered: bool) -> None:
        """Say how many cells a row has, and whether the first is its number."""
        self._cells = cells
        self._numbered = numbered

    def __iter__(self) -> Iterator[_Row]:
        at, begin = 0, 0
        while at < len(self._lines):
            if not self._lines[at].strip(_BLANKS):
                at += 1
                continue
            cells, end, problem = self._read(at)
            if cells is None:
                end = self._next_start(at + 1)
            # Blank lines go with the row after them.
            yield _Row(begin + 1, "".join(self._lines[begin:end]), cells, problem)
            at = begin = end
        if begin < at:
            yield _Row(begin + 1, "".join(self._lines[begin:]), None, "")

    def _read(self, at: int) -> tuple[list[str] | None, int, str]:
        """Read one row; return its cells, the line after it, and what is wrong with it."""
        fed = _Feed(self._lines, at, max(min(_LONGEST_ROW, self._credit), len(self._lines[at])))
        if len(self._lines[at]) > _LONGEST_ROW:
            return None, at + 1, f"it has {len(self._lines[at])} characters"
        try:
            cells = next(csv.reader(fed, strict=True), [])
        except csv.Error:
            self._credit -= fed.size
            return None, at + 1, "its quotes are not closed"
        self._credit = min(self._credit + 8 * fed.size, _CREDIT)
        if self._cells and len(cells) != self._cells:
            return None, at + 1, f"it has {len(cells)} cells and not {self._cells}"
        if max(map(len, cells), default=0) > _LONGEST_FIELD:
            return None, at + 1, f"a cell of it is longer than {_LONGEST_FIELD} characters"
        return cells, fed.at, ""

    def _next_start(self, at: int) -> int:
        """Return the next line that may begin a row."""
        while self._numbered and at < len(self._lines) and _ROW_START.match(self._lines[at]) is None:
            at += 1
        return at


class _Feed:
    """Feeds lines to the csv module, and no more than a row may have."""

    def __init__(self, lines: Sequence[str], at: int, most: int) -> None:
        self._lines = lines
        self.at = at
        self.size = 0
        self._most = most

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self.at >= len(self._lines) or self.size + len(self._lines[self.at]) > self._most:
            raise StopIteration
        line = self._lines[self.at]
        self.at += 1
        self.size += len(line)
        # Writers do not quote a lone carriage return, and the reader takes none; cleaning makes it a space as well.
        return line if "\r" not in line else line.rstrip("\r\n").replace("\r", " ") + "\n"


def _column_names(line: str) -> dict[str, int] | None:
    """Return column to place, None when these are not the columns of this format."""
    try:
        cells = next(csv.reader([line.strip(_BLANKS)], strict=True), [])
    except csv.Error:
        return None
    columns = {one_line(cell).lower(): at for at, cell in enumerate(cells[:40])}
    known = columns.keys() & _COLUMNS
    return columns if columns.keys() >= _NEEDED and len(known) >= _FEWEST_COLUMNS else None


def _unread(row: _Row) -> Block:
    if not row.raw.strip(_BLANKS):
        return Block(row.line, row.raw, "text")
    reason = f": {row.problem}" if row.problem else ": the names of the columns are not above it"
    message = f"This row could not be read{reason}."
    told = Diagnostic("trilingual.bad-row", "warning", row.line, message)
    return Block(row.line, row.raw, "unread", diagnostics=(told,))


def _article(row: _Row, cells: Mapping[str, str]) -> Block | tuple[Article, tuple[str, int | None]]:
    """Read a row as an article and the paper's id; as a skipped block when it is on no paper."""
    line = row.line + _lines_above(row.raw)
    known = id_from_url(cells["url"]) or parse_id(cells["url"])
    if known is None:
        failed = cells["url"].strip().endswith("/api/errors") or one_line(cells["title"]) == "Error"
        body = [cells.get("abstract", "")]
        told = not_a_paper(line, cells["title"], failed=failed, body=body)
        return Block(row.line, row.raw, "skipped", diagnostics=(told,))
    date = _DATE.fullmatch(cells.get("date", "").strip())
    article = Article(
        line=line,
        title={"en": cells["title"], "de": _text(cells, "title-de"), "zh": _text(cells, "title-zh")},
        abstract={
            "en": _paragraphs(cells.get("abstract", "")),
            "de": _text(cells, "abstract-de"),
            "zh": _text(cells, "abstract-zh"),
        },
        authors=author_names(cells.get("authors", "")) or None,
        date=None if date is None else date[1],
        text="\n".join(cells.values()),
    )
    return article, known


def _lines_above(raw: str) -> int:
    """Count the blank lines above a row."""
    return raw.count("\n", 0, len(raw) - len(raw.lstrip(_BLANKS)))


def _text(cells: Mapping[str, str], column: str) -> str | None:
    """Return a translation; a cell that is empty is what the pages show as ``nan``."""
    if column not in cells:
        return None
    return cells[column] if cells[column].strip() else "nan"


def _paragraphs(text: str) -> str:
    """Part the lines of an abstract as the page that is made from it does."""
    return "\n\n".join(text.split("\n"))


def _category_in_name(name: str) -> str | None:
    """Return the category that a post is about: only the name of its file says it."""
    match = _ABOUT.search(name)
    if match is None:
        return None
    category = match[1] if match[2] is None else f"{match[1]}.{match[2]}"
    return category if category in CATEGORY_NAMES else None
