"""Other daily lists of papers in Markdown: tables, bullets, headings, footnotes, in whatever form.

    |**2025-06-01**|**Title**|Ada Berg et.al.|[2506.00001](http://arxiv.org/abs/2506.00001)|null|

    - **[Title](https://arxiv.org/abs/2506.00001)**

    #### Title
     - **Authors:** Ada Berg

Nobody promised a form, so this reader guesses and says so: an entry is a row, a heading, a bullet or a paragraph
with a link to arXiv. This module owns which lines are an entry; what they say is read by `parsers.markdown_entry`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers import markdown_table
from parsers.arxiv_id import find_ids
from parsers.base import Block, Diagnostic, Header
from parsers.categories import is_code
from parsers.cleaning import clean, is_plain, one_line
from parsers.counted_name import counted_name
from parsers.days import first_day
from parsers.empty_day import is_empty_day
from parsers.lazy_pattern import lazy_pattern
from parsers.markdown_entry import Found, MarkdownEntry
from parsers.markdown_json import holds_rows, read_rows
from parsers.markdown_labels import column_name, is_label
from parsers.markdown_text import LINK, is_generic, plain
from parsers.markdown_title import title_and_rest
from parsers.source import Source, split_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_POINTER = lazy_pattern(
    r"(?:arxiv\.org/(?:abs|pdf|html|format)/|arxiv[*_]{0,2}[:：]?[*_]{0,2}\s?|data-arxiv-id=[\"']?|alphaxiv\.org/abs/"
    r"|huggingface\.co/papers/|papers\.cool/arxiv/|(?:arxiv|paper|论文)[ _-]?id\W{1,8})$",
    re.IGNORECASE,
)
_USUAL_POINTERS = ("arxiv.org/abs/", "arxiv.org/pdf/")
_LONGEST_POINTER = 30
_HEADING = lazy_pattern(r"[ ]{0,3}(?P<marks>#{1,6})[ \t]{1,8}(?P<text>.{1,1000})")
_HTML_HEADING = lazy_pattern(r"[ ]{0,3}<h(?P<level>[1-6])\b[^>\n]{0,200}>(?P<text>.{1,500}?)</h[1-6]>.{0,40}")
_FOLD_MARK = lazy_pattern(r"<details\b|</details>")
_FOLD = lazy_pattern(
    r"[ ]{0,1}<details\b[^<>\n]{0,40}>\s{0,16}<summary>[ ]{0,8}(?P<text>[^\n]{1,600}?)[ ]{0,8}</summary>[^\n]*"
)
_BULLET = lazy_pattern(r"[ ]{0,1}(?:[-*+•]|[0-9]{1,4}[.)])[ \t]{1,4}(?P<text>\S.*)")
_LEADING_LINK = lazy_pattern(r"(?:[0-9]{1,4}[.)][ \t]{1,4})?(?:\*\*|__)?\[")
_BOLD_LINE = lazy_pattern(r"[ ]{0,1}(?:\*\*|__)(?P<text>[^*\n]{3,600})(?:\*\*|__)[ \t]{0,4}")
_FOOTNOTE = lazy_pattern(r"\[\^(?P<mark>[^\]\s]{1,20})\]:[ \t]{0,4}(?P<text>.*)")
_OTHER_FORMAT = lazy_pattern(r"\s*(?:\{|\[\s*\{|<\?xml|<!doctype|<html|<rss|<feed|<oai)", re.IGNORECASE)
_CONTENTS = lazy_pattern(r"[-*+] \[(?P<name>[^\[\]]{1,200})\]\(#[^()]{0,200}\)")
_TOTAL = lazy_pattern(
    r"(?:Today: |Total(?:(?: relevant)? papers)?: |共[ ]{0,2})\**(?P<of>[0-9]{1,5})\**[ ]{0,2}(?:papers?\b|篇)"
    r"|(?:Paper count|Papers found|New papers|Total(?: relevant)? papers|最终保留数|(?<!命中)(?<!检索)论文(?:总)?数量?)"
    r"\**[:：]\**[ ]{0,2}(?P<count>[0-9]{1,5})\b",
    re.IGNORECASE,
)
_FRONT_MATTER_DAY = lazy_pattern(r"[\W_]{0,12}(?:updated|date|title|last update\w{0,2})\b", re.IGNORECASE)
_BEGINS_WITH_DAY = lazy_pattern(r"[\W_]{0,12}(?:19|20)[0-9]{2}[-./年][0-9]{1,2}[-./月][0-9]{1,2}(?![0-9])")

_LINES_OF_A_ROW = 80
_EMPTY = 200
"""Lines that are asked whether they are the table of a day without papers."""
_FRONT = 40
"""Lines before the first entry that are asked for the list's day."""
_FOLD_LEVEL, _BOLD_LEVEL, _BULLET_LEVEL, _PARAGRAPH_LEVEL = 10, 20, 30, 40
"""Depth of what is no heading: of two starts the deeper belongs to the other."""
_FOLDED = 50
"""How much deeper is what stands within a fold."""
_SHORTEST_TITLE = 8
"""Characters of the summary of a fold that may be a paper's title: "Show" and "More" are none."""
_SHARE = 4
"""A list of papers is entries for at least one part of so many: a text that cites papers is none."""
_SURE, _SURE_TABLE, _SURE_EMPTY = 0.4, 0.45, 0.35
MOST_SURE = _SURE_TABLE
"""It never says that it is surer than this."""


@dataclass(slots=True)
class _Piece:
    """Some lines that belong together, as far as their form tells.

    Attributes:
        start: The first line.
        end: The line after the last one.
        level: How deep it is: of a heading the number of its marks.
        kind: ``row``, ``heading``, ``fold``, ``bullet``, ``footnote``, ``paragraph`` or ``text``.
        title: What its first line shows, for a heading, a fold or a bullet.
        lead: How many lines show that.
        found: The paper that it is about.
        columns: For a row, what its cells hold.
        heads: For a row, what stands over its cells.
    """

    start: int
    end: int
    level: int
    kind: str
    title: str = ""
    lead: int = 1
    found: Found | None = None
    columns: Sequence[str | None] = ()
    heads: Sequence[str] = ()
    ids: set[str] = field(default_factory=set)


class MarkdownList:
    """Parser of lists of papers in Markdown whose form is not known exactly."""

    name = "markdown-list"

    def sniff(self, head: str) -> float:
        """Return a low score for what holds more than a few papers: any exact format goes before this one."""
        if _OTHER_FORMAT.match(head):
            return _SURE_TABLE if holds_rows(head) else 0.0
        lines = head.replace("\r\n", "\n").split("\n")
        pieces = _entries(_pieces(lines, _pointers(lines)))
        rows = [piece for piece in pieces if piece.found]
        if not rows:
            empty = markdown_table.has_columns_of_papers(lines[:_EMPTY]) or is_empty_day(lines)
            return _SURE_EMPTY if empty else 0.0
        covered = sum(
            len(lines[at])
            for piece in pieces
            if piece.found or piece.kind == "footnote"
            for at in range(piece.start, piece.end)
        )
        if covered * _SHARE < len(head):
            return 0.0
        if len(rows) == 1:
            return _SURE if _read(lines, rows[0], 0, None, {}).fields > 2 else 0.1
        return _SURE_TABLE if any(piece.columns for piece in rows) else _SURE

    def parse(self, source: Source) -> Iterator[Block]:
        """Yield an entry for each row, heading, bullet or paragraph about a paper, and what stands around them."""
        if _OTHER_FORMAT.match(source.text) and holds_rows(source.text):
            yield from read_rows(source.text, (_guessed(1),))
            return
        lines = split_lines(source)
        # Cleaned here, once: titles, labels, column heads and addresses all come from these lines.
        texts = [text if is_plain(text) else clean(text).replace("\n", " ") for text in lines.text]
        pieces = _entries(_pieces(texts, _pointers(texts)))
        details = _details(pieces)
        heading, position, first = None, 0, True
        front = next((piece.start for piece in pieces if piece.found), len(texts))
        for piece in pieces:
            raw, line = lines.join(piece.start, piece.end), piece.start + 1
            diagnostics = (_guessed(line),) if first else ()
            if piece.found:
                entry = _read(texts, piece, position, heading, details)
                record = entry.record(heading, raw)
                position += 1
                yield Block(line, raw, "entry", record=record, diagnostics=diagnostics)
            else:
                heading = counted_name(one_line(piece.title)).name if piece.kind == "heading" else heading
                header = _header(texts[piece.start : piece.end]) if piece.start < front else Header()
                kind = "header" if header != Header() else "text"
                yield (
                    Block(line, raw, "header", header=header, diagnostics=diagnostics)
                    if kind == "header"
                    else Block(line, raw, "text", diagnostics=diagnostics)
                )
            first = False


def _guessed(line: int) -> Diagnostic:
    message = "This list is in no form that is known exactly: its entries and their fields were guessed."
    return Diagnostic("markdown-list.guessed", "info", line, message)


# Which lines belong together


def _pointers(lines: Sequence[str]) -> list[tuple[int, Found]]:
    """Return the papers that a text points to, with their lines: links and ``arXiv:`` numbers, not mere numbers."""
    found = []
    for index, text in enumerate(lines):
        if "." not in text and "/" not in text:
            continue
        for item in find_ids(text):
            before = text[max(0, item.start - _LONGEST_POINTER) : item.start]
            if before.endswith(_USUAL_POINTERS) or _POINTER.search(before):
                found.append((index, Found(item.id, item.version)))
    return found


def _pieces(lines: Sequence[str], pointers: list[tuple[int, Found]]) -> list[_Piece]:
    """Cut the lines at every row, heading, bullet and footnote."""
    pieces: list[_Piece] = []
    numbers = [index for index, _ in pointers]
    columns: Sequence[str | None] = ()
    heads: Sequence[str] = ()
    folded = _folded(lines)
    at = 0
    while at < len(lines):
        piece = _piece(lines, at, columns, heads)
        if piece is not None and at in folded:
            piece.level += _FOLDED
        if piece is None:
            if pieces and pieces[-1].kind != "row":
                pieces[-1].end = at + 1
            else:
                pieces.append(_Piece(at, at + 1, _PARAGRAPH_LEVEL, "text"))
        else:
            pieces.append(piece)
            if piece.kind == "head":
                columns, heads = piece.columns, piece.heads
            elif piece.kind == "heading":
                columns, heads = (), ()
        at = pieces[-1].end
    for piece in pieces:
        low, high = bisect_left(numbers, piece.start), bisect_left(numbers, piece.end)
        here = [found for _, found in pointers[low:high]]
        piece.ids = {found.id for found in here}
        piece.found = _best(here)
    return [part for piece in pieces for part in _paragraphs(lines, piece, pointers, numbers)]


def _folded(lines: Sequence[str]) -> set[int]:
    """Return the lines within folds: their headings, which a model wrote at any depth, are below the fold's own text.

    A fold that nothing closes has no lines, so that what follows it keeps its depth.
    """
    opened: list[int] = []
    folded: set[int] = set()
    for at, text in enumerate(lines):
        if "details" not in text:
            continue
        for mark in _FOLD_MARK.finditer(text):
            if mark[0] != "</details>":
                opened.append(at)
            elif opened and (start := opened.pop()) < at and not opened:
                folded.update(range(start + 1, at))
    return folded


def _best(found: list[Found]) -> Found | None:
    """Return the first paper, with the version that any mention of it has."""
    if not found:
        return None
    version = next((each.version for each in found if each.id == found[0].id and each.version), None)
    return Found(found[0].id, version)


def _piece(lines: Sequence[str], at: int, columns: Sequence[str | None], heads: Sequence[str]) -> _Piece | None:
    """Return what begins at a line; None for a line that continues what is before it."""
    text = lines[at]
    stripped = text.strip()
    if markdown_table.is_row(stripped):
        if markdown_table.is_of_fields(lines, at):
            return None
        if markdown_table.is_separator(stripped):
            return _Piece(at, at + 1, _PARAGRAPH_LEVEL, "head", columns=columns, heads=heads)
        below = lines[at + 1].strip() if at + 1 < len(lines) else ""
        if below.startswith("|") and markdown_table.is_separator(below):
            names = markdown_table.cells(stripped)
            return _Piece(at, at + 1, _PARAGRAPH_LEVEL, "head", columns=markdown_table.columns(names), heads=names)
        return _Piece(at, at + 1, _PARAGRAPH_LEVEL, "row", columns=columns, heads=heads)
    if stripped.startswith("<tr"):
        return _html_row(lines, at, columns, heads)
    for pattern in (_HEADING, _HTML_HEADING):
        if match := pattern.fullmatch(text):
            groups = match.groupdict()
            level = len(groups["marks"]) if groups.get("marks") else int(groups["level"])
            return _Piece(at, at + 1, level, "heading", title=match["text"])
    if "<details" in text and (fold := _fold(lines, at)) is not None:
        return fold
    if match := _FOOTNOTE.match(text):
        return _Piece(at, at + 1, 0, "footnote", title=match["text"])
    if (match := _BULLET.fullmatch(text)) and not is_label(text) and not _is_link_only(match["text"]):
        return _Piece(at, at + 1, _BULLET_LEVEL, "bullet", title=match["text"])
    if (match := _BOLD_LINE.fullmatch(text)) and not is_label(text) and (at == 0 or not lines[at - 1].strip()):
        return _Piece(at, at + 1, _BOLD_LEVEL, "bullet", title=match["text"])
    if _LEADING_LINK.match(text) and _leading_title(text):
        return _Piece(at, at + 1, _BULLET_LEVEL, "bullet", title=text)
    return None


def _fold(lines: Sequence[str], at: int) -> _Piece | None:
    """Return a fold whose summary is a title, in the line of its tag or the next; one that is a label is a field's."""
    lead = 1 if "<summary" in lines[at] else 2
    match = _FOLD.fullmatch("\n".join(lines[at : at + lead]).rstrip())
    if match is None:
        return None
    title = plain(match["text"])
    if len(title) < _SHORTEST_TITLE or is_generic(title) or column_name(title) is not None:
        return None
    return _Piece(at, at + lead, _FOLD_LEVEL, "fold", title=match["text"], lead=lead)


def _is_link_only(text: str) -> bool:
    """Tell a bullet that is nothing but links, ``[PDF](...)``, from one that begins an entry."""
    return "](" in text and is_generic(text)


def _leading_title(text: str) -> bool:
    number = LINK.search(text, 0, 2000)
    if number is None:
        return False
    # The number in the list may be a link of its own, "[#1](...) [Title](...)".
    after = LINK.match(text, number.end() + 1, 2000) if is_generic(number["text"]) else None
    link = after or number
    return bool(find_ids(link["url"])) and not is_generic(link["text"])


def _html_row(lines: Sequence[str], at: int, columns: Sequence[str | None], heads: Sequence[str]) -> _Piece:
    last = min(len(lines), at + _LINES_OF_A_ROW)
    end = next((index for index in range(at, last) if "</tr>" in lines[index]), None)
    if end is None:
        return _Piece(at, at + 1, _PARAGRAPH_LEVEL, "row", columns=columns, heads=heads)
    text = "\n".join(lines[at : end + 1])
    if "<th" in text:
        names = markdown_table.html_cells(text)
        return _Piece(at, end + 1, _PARAGRAPH_LEVEL, "head", columns=markdown_table.columns(names), heads=names)
    return _Piece(at, end + 1, _PARAGRAPH_LEVEL, "row", columns=columns, heads=heads)


def _paragraphs(
    lines: Sequence[str], piece: _Piece, pointers: list[tuple[int, Found]], numbers: list[int]
) -> list[_Piece]:
    """Cut text that stands under nothing at its blank lines: each paragraph may be a paper."""
    if piece.kind != "text" or len(piece.ids) == 0:
        return [piece]
    parts: list[_Piece] = []
    for at in range(piece.start, piece.end):
        if not parts or (lines[at].strip() and at > 0 and not lines[at - 1].strip()):
            parts.append(_Piece(at, at, _PARAGRAPH_LEVEL, "paragraph"))
        parts[-1].end = at + 1
    for part in parts:
        low, high = bisect_left(numbers, part.start), bisect_left(numbers, part.end)
        part.ids = {found.id for _, found in pointers[low:high]}
        part.found = _best([found for _, found in pointers[low:high]])
    return parts


def _entries(pieces: list[_Piece]) -> list[_Piece]:
    """Join what belongs to an entry to it: deeper headings, lists within an abstract, a footnote to its row."""
    rows = {piece.found.id for piece in pieces if piece.kind == "row" and piece.found}
    joined: list[_Piece] = []
    titles = Counter(piece.title.strip() for piece in pieces if piece.kind == "heading")
    for piece in pieces:
        if piece.kind == "footnote" and piece.ids & rows:
            piece.found = None
        last = joined[-1] if joined else None
        recurs = titles[piece.title.strip()] > 1
        if last is not None and _continues(last, piece, recurs=recurs):
            last.end = piece.end
            last.ids |= piece.ids
            if last.found and piece.found and last.found.id == piece.found.id and last.found.version is None:
                last.found = piece.found
        else:
            joined.append(piece)
    return joined


def _continues(last: _Piece, piece: _Piece, *, recurs: bool) -> bool:
    """Tell whether a piece is more of the entry before it.

    A heading of the same depth is when it is the label of a field and recurs: one for each paper.
    """
    if last.found is None or last.kind in ("row", "head") or piece.kind in ("row", "head", "footnote"):
        return False
    if piece.kind == "fold" and (last.kind == "heading" or piece.ids <= last.ids):
        # What may be unfolded below a title belongs to it, whoever is cited there.
        return True
    if piece.level <= last.level:
        same = piece.kind == last.kind == "heading" and piece.level == last.level
        return same and recurs and not piece.ids and column_name(piece.title) is not None
    if piece.ids <= last.ids:
        return True
    if piece.kind == "bullet":
        return not (_LEADING_LINK.match(piece.title) and _leading_title(piece.title))
    return column_name(piece.title) is not None


def _details(pieces: list[_Piece]) -> dict[str, _Piece]:
    """Return the footnotes that say more of the papers of a table's rows, by their ids."""
    return {paper: piece for piece in pieces if piece.kind == "footnote" and piece.found is None for paper in piece.ids}


# What an entry says


def _read(
    lines: Sequence[str], piece: _Piece, position: int, heading: str | None, details: Mapping[str, _Piece]
) -> MarkdownEntry:
    """Read the lines of one entry."""
    assert piece.found is not None
    entry = MarkdownEntry(piece.found, piece.start + 1, position)
    texts = lines[piece.start : piece.end]
    if piece.kind == "row":
        cells = (
            markdown_table.cells(texts[0])
            if texts[0].strip().startswith("|")
            else markdown_table.html_cells("\n".join(texts))
        )
        entry.add_row(cells, piece.columns, piece.heads)
        more = details.get(piece.found.id)
        if more is not None:
            entry.add_title(more.title)
            entry.add_lines(lines[more.start + 1 : more.end])
        return entry
    if piece.kind == "paragraph":
        title, rest = _title_of_paragraph(texts)
        entry.add_title(title)
        entry.add_lines(rest)
        return entry
    title, rest = title_and_rest(piece.title)
    entry.add_title(title)
    entry.add_lines([*rest, *texts[piece.lead :]])
    return entry


def _title_of_paragraph(texts: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Return the title of a paragraph with a link to a paper: its first line, unless that is labelled."""
    first = texts[0]
    if is_label(first):
        return "", texts
    title, rest = title_and_rest(first)
    return title, [*rest, *texts[1:]]


def _header(texts: Sequence[str]) -> Header:
    """Read the list's day, its category and its total off what stands before the first entry."""
    date = category = None
    declared: dict[str, int] = {}
    for text in texts[:_FRONT]:
        line = one_line(text[:500])
        heads = line.startswith("#") or _FRONT_MATTER_DAY.match(line) is not None
        if date is None and (heads or _BEGINS_WITH_DAY.match(line)):
            date = first_day(line)
        if category is None and line.startswith("#"):
            category = next(
                (word for word in re.findall(r"[a-z-]{2,12}(?:\.[A-Za-z-]{2,8})?", line) if is_code(word)), None
            )
        if (contents := _CONTENTS.fullmatch(line)) is not None:
            name, count = counted_name(contents["name"])
            if count is not None:
                declared.setdefault(name, count)
        if "数据来源" not in line and (total := _TOTAL.search(line)):
            declared.setdefault("total", int(total["of"] or total["count"]))
    return Header(category=category, date=date, declared=declared)
