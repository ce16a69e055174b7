r"""Daily digests as JSON Lines: what the generators of the daily Markdown digests write before they render it.

    {"id": "2511.15887", "categories": ["cs.CL"], "abs": "https://arxiv.org/abs/2511.15887", "pdf": "...",
     "authors": ["..."], "title": "...", "comment": null, "summary": "...",
     "AI": {"tldr": "...", "motivation": "...", "method": "...", "result": "...", "conclusion": "..."}}

One object a line, or one document that holds the same objects at some depth (`parsers.json_document`).
This module owns lines, JSON and its limits, and the language that the file name promises; which paper an object is and
where its keys belong is for `parsers.daily_object`. A line that is no object is unread and said; the others are read.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from parsers.base import Block, Diagnostic, Header, Record
from parsers.daily_object import Objects, is_entry
from parsers.daily_record import is_category
from parsers.json_document import begins_as_document, objects_within
from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.base import BlockKind, Severity
    from parsers.source import Source

_LONGEST_LINE = 4 * 1024 * 1024
"""Characters of a line that is decoded: a thousand times what an entry has."""
_SNIFFED_LINES = 20
_OPENING = 64 * 1024
"""Characters in which lines are told from a document."""
_BLANKS = " \t\r\v\f\ufeff\x1e"
_ARRAY = frozenset("[],")
"""What is left of an array that has each of its objects on a line of its own."""

_DAY_KEY = lazy_pattern(r'"(?:date|day|report_date)"\s?:\s?"([12][0-9]{3}-[01][0-9]-[0-3][0-9])')
_CATEGORY_KEY = lazy_pattern(r'"category"\s?:\s?"([^"\\]{2,20})"')
_NOT_BLANK = lazy_pattern(r"[^\s\ufeff\x1e]")
_KEYS_OF_A_CUT_LINE = lazy_pattern(r'\s*\{.{0,60000}"(?:abs|pdf|summary|abstract|authors|AI)"\s?:', re.DOTALL)
_ENTRY_KEY = lazy_pattern(r'"(?:abs|pdf|abstract|authors|AI|arxiv_id|pdf_url)"\s?:')
_TITLE_KEY = lazy_pattern(r'"title"\s?:\s?"')
_PROMISED = lazy_pattern(r"AI[_-]enhanced[_-]([^\W\d_]{2,20})", re.IGNORECASE)
_LANGUAGES = {
    "chinese": "zh",
    "中文": "zh",
    "english": "en",
    "japanese": "ja",
    "日本語": "ja",
    "korean": "ko",
    "한국어": "ko",
    "german": "de",
    "deutsch": "de",
    "french": "fr",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "russian": "ru",
    "vietnamese": "vi",
    "turkish": "tr",
}
_NAMES = {code: name.capitalize() for name, code in reversed(_LANGUAGES.items()) if name.isascii()}
_TOLD_APART = frozenset(("zh", "en", "ja", "ko", "de"))
"""What `parsers.language` can tell from a text: of the others only the file name knows."""


class DailyJsonl:
    """Reads daily digests that are JSON Lines."""

    @property
    def name(self) -> str:
        """The format's public name."""
        return "daily-jsonl"

    def sniff(self, head: str) -> float:
        """Tell by an object with a title and something that names a paper; the last line may be cut."""
        if "{" not in head:
            return 0.0
        if _has_entry_lines(head):
            return 0.95
        if begins_as_document(head) and any(objects_within(head, _DECODER, is_entry)):
            return 0.9
        first = head.lstrip(_BLANKS + "\n").partition("\n")[0]
        return 0.8 * bool(_KEYS_OF_A_CUT_LINE.match(first) and _TITLE_KEY.search(first))

    def parse(self, source: Source) -> Iterator[Block]:
        """Yield the entries and the lines that could not be read."""
        promised = _promised_language(source.name)
        # JSON needs no normalised text to be read by, and the values are normalised when they are cleaned.
        read = _document if _is_document(source.text) else _blocks
        blocks = list(read(source.text, promised))
        if promised is not None and promised in _TOLD_APART:
            _check_language(blocks, promised)
        yield from blocks


def _has_entry_lines(head: str) -> bool:
    """Tell whether one of the first lines is an entry."""
    lines = [line for line in head.split("\n", 4 * _SNIFFED_LINES) if line.strip(_BLANKS)][:_SNIFFED_LINES]
    return any(is_entry(value) for line in lines if line.lstrip(_BLANKS)[:1] == "{" for value in _values(line))


def _is_document(text: str) -> bool:
    """Tell a document from lines: the first line of a document is no whole object, nor the bracket above lines."""
    begin = _NOT_BLANK.search(text) if begins_as_document(text) else None
    if begin is None:
        return False
    end = text.find("\n", begin.start())
    opening = text[begin.start() : end if end >= 0 else len(text)].rstrip(_BLANKS)
    lines = (opening == "[" or opening.endswith("}")) and _has_entry_lines(text[:_OPENING])
    return not lines and any(objects_within(text, _DECODER, is_entry))


def _document(text: str, promised: str | None) -> Iterator[Block]:
    """Read one document: a block for each entry and for what stands around it, which may tell the digest's day."""
    objects = Objects(_said_language(promised))
    position, end, line = 0, 0, 1
    for found in objects_within(text, _DECODER, is_entry):
        if end < found.start:
            yield _around(text, end, found.start, line)
            line += text.count("\n", end, found.start)
        raw = text[found.start : found.end]
        record = objects.read(found.value, line, position)
        if isinstance(record, str):
            yield _told(line, raw, "unread", "daily.no-paper", "warning", record)
        else:
            yield Block(line, raw, "entry", record=record)
            position += 1
        end = found.end
        line += raw.count("\n")
    if end < len(text):
        yield _around(text, end, len(text), line)


def _around(text: str, start: int, end: int, line: int) -> Block:
    """Return what stands around the entries: the keys of the whole digest, or an entry that is broken."""
    raw = text[start:end]
    if not start and ((header := _header(raw)).date or header.category):
        return Block(line, raw, "header", header=header)
    if start and _TITLE_KEY.search(raw) and _ENTRY_KEY.search(raw) and any(piece.error for piece in _decoded(text)):
        message = "This looks like an entry, but it is no JSON, or it is cut off."
        return _told(line, raw, "unread", "daily.bad-json", "warning", message)
    return Block(line, raw, "text")


def _header(raw: str) -> Header:
    day, about = _DAY_KEY.search(raw), _CATEGORY_KEY.search(raw)
    return Header(about[1] if about and is_category(about[1]) else None, day[1] if day else None)


def _said_language(promised: str | None) -> str | None:
    """Return the language of the fields where only the file name tells it."""
    return None if promised in _TOLD_APART else promised


def _blocks(text: str, promised: str | None) -> Iterator[Block]:
    objects = Objects(_said_language(promised))
    position = begin = start = 0
    line = first = 1
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        raw = text[start:end]
        if raw[0] == "{" or raw.strip(_BLANKS + "\n"):
            if begin < start:
                yield Block(first, text[begin:start], "text")
            record = None if (value := _only_object(raw)) is None else objects.read(value, line, position)
            if isinstance(record, Record):
                position += 1
                yield Block(line, raw, "entry", record=record)
            else:
                for block in _line(raw, line, position, objects):
                    position += block.record is not None
                    yield block
            begin, first = end, line + 1
        line += 1
        start = end
    if begin < start:
        yield Block(first, text[begin:], "text")


def _only_object(raw: str) -> dict[str, Any] | None:
    """Return the object that a line is, as nearly every one; None for any other line, which `_line` takes apart."""
    if raw[0] != "{" or len(raw) > _LONGEST_LINE:
        return None
    try:
        value, end = _DECODER.raw_decode(raw)
    except (ValueError, RecursionError):
        return None
    return value if end >= len(raw) - 1 and raw[end:] in ("\n", "") else None


def _line(raw: str, line: int, position: int, objects: Objects) -> Iterator[Block]:
    """Read one line: a block for each object, as files that were joined without a line end have more than one."""
    if len(raw) > _LONGEST_LINE:
        message = f"This line has {len(raw)} characters, which no entry has, and was not read."
        yield _told(line, raw, "unread", "daily.line-too-long", "error", message)
        return
    for piece in _decoded(raw):
        if piece.error is not None and piece.raw.strip(_BLANKS + "\n") in _ARRAY:
            yield Block(line, piece.raw, "text")
            continue
        if piece.error is not None:
            yield _told(line, piece.raw, "unread", "daily.bad-json", "warning", piece.error)
            continue
        value = piece.value
        if not isinstance(value, dict):
            message = "This line is JSON, but no object."
            yield _told(line, piece.raw, "unread", "daily.bad-json", "warning", message)
            continue
        record = objects.read(value, line, position)
        if isinstance(record, str):
            failed = "error" in value and "title" not in value
            kind: BlockKind = "skipped" if failed else "unread"
            yield _told(line, piece.raw, kind, "daily.no-paper", "warning", record)
            continue
        position += 1
        yield Block(line, piece.raw, "entry", record=record)


def _told(line: int, raw: str, kind: BlockKind, code: str, severity: Severity, message: str) -> Block:
    return Block(line, raw, kind, diagnostics=(Diagnostic(code, severity, line, message),))


class _Piece(NamedTuple):
    """A stretch of a line: a value, or what is wrong with it."""

    raw: str
    value: Any = None
    error: str | None = None


def _decoded(raw: str) -> Iterator[_Piece]:
    """Decode the values of a line; after what is no JSON the rest of it is one piece."""
    begin, at = 0, _skip(raw, 0)
    while at < len(raw):
        try:
            value, end = _DECODER.raw_decode(raw, at)
        except RecursionError:
            yield _Piece(raw[begin:], error="This line nests too deeply to be read.")
            return
        except ValueError as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "a number has too many digits"
            yield _Piece(raw[begin:], error=f"This is no JSON: {reason}.")
            return
        at = _skip(raw, end)
        yield _Piece(raw[begin:at], value)
        begin = at


def _skip(raw: str, at: int) -> int:
    while at < len(raw) and (raw[at] == "\n" or raw[at] in _BLANKS):
        at += 1
    return at


def _values(line: str) -> Iterator[Any]:
    return (piece.value for piece in _decoded(line) if piece.error is None)


def _integer(digits: str) -> int | str:
    """Python refuses to read integers of more than 4,300 digits."""
    return int(digits) if len(digits) < 300 else digits


def _number(digits: str) -> float | str:
    """A record is JSON again, in which there is no infinity."""
    value = float(digits)
    return value if math.isfinite(value) else digits


def _constant(name: str) -> str | None:
    """``NaN`` is how pandas writes that there is nothing; the infinities stay as they are written."""
    return None if name == "NaN" else name


# Control characters stand unescaped in strings of real files.
_DECODER = json.JSONDecoder(strict=False, parse_int=_integer, parse_float=_number, parse_constant=_constant)


def _promised_language(name: str) -> str | None:
    match = _PROMISED.search(name)
    return None if match is None else _LANGUAGES.get(match[1].lower())


def _check_language(blocks: list[Block], promised: str) -> None:
    """Say once, where it begins, that the fields are in another language than the file name promises."""
    others = [
        (number, found)
        for number, block in enumerate(blocks)
        if block.record is not None and (found := _other_language(block.record, promised)) is not None
    ]
    if not others:
        return
    entries = sum(block.record is not None for block in blocks)
    number, found = others[0]
    severity: Severity = "warning" if len(others) * 2 > entries else "info"
    message = (
        f"The file name promises fields in {_NAMES.get(promised, promised)}, but {len(others)} of {entries} entries"
        f" have none; the first is in {_NAMES.get(found, found)}."
    )
    block = blocks[number]
    told = Diagnostic("daily.language-differs", severity, block.line, message)
    blocks[number] = replace(block, diagnostics=(*block.diagnostics, told))


def _other_language(record: Record, promised: str) -> str | None:
    """Return the language of an entry's fields when not one of them is in the promised one."""
    langs = [note.lang for note in record.notes if note.status == "ok" and note.lang is not None]
    return langs[0] if langs and promised not in langs else None
