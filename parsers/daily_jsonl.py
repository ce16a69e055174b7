r"""Daily digests as JSON Lines: what the generators of the daily Markdown digests write before they render it.

    {"id": "2511.15887", "categories": ["cs.CL"], "abs": "https://arxiv.org/abs/2511.15887", "pdf": "...",
     "authors": ["..."], "title": "...", "comment": null, "summary": "...",
     "AI": {"tldr": "...", "motivation": "...", "method": "...", "result": "...", "conclusion": "..."}}

One object a line, or one document that holds the same objects at some depth (`parsers.daily_document`).
This module owns lines and their limits, and the language that the file name promises; how JSON is decoded is for
`parsers.json_values`, which paper an object is and where its keys belong for `parsers.daily_object`. A line that is no
object is unread and said; the others are read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from parsers.base import Block, Diagnostic, Record
from parsers.conflict_marks import is_conflict_mark
from parsers.daily_document import holds_entries, read_document
from parsers.daily_object import Objects, is_entry
from parsers.json_document import begins_as_document
from parsers.json_values import BLANKS, DECODER, decoded
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
_ARRAY = frozenset("[],")
"""What is left of an array that has each of its objects on a line of its own."""

_NOT_BLANK = lazy_pattern(r"[^\s\ufeff\x1e]")
_KEYS_OF_A_CUT_LINE = lazy_pattern(r'\s*\{.{0,60000}"(?:abs|pdf|summary|abstract|authors|AI)"\s?:', re.DOTALL)
_TITLE_KEY = lazy_pattern(r'"title"\s?:\s?"')
# Of a collaboration's paper the names alone may be longer than what is looked at, and its title comes behind them.
_ARXIV_KEY = lazy_pattern(
    r'"(?:abs|pdf|url|link|id|entry_id|arxiv_id|paper_id)"\s?:\s?"'
    r'(?:https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/|[0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,3})?")'
)
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
        if begins_as_document(head) and holds_entries(head):
            return 0.9
        first = head.lstrip(BLANKS + "\n").partition("\n")[0]
        told = _TITLE_KEY.search(first) or (len(first) == len(head.lstrip(BLANKS + "\n")) and _ARXIV_KEY.search(first))
        return 0.8 * bool(_KEYS_OF_A_CUT_LINE.match(first) and told)

    def parse(self, source: Source) -> Iterator[Block]:
        """Yield the entries and the lines that could not be read."""
        promised = _promised_language(source.name)
        # JSON needs no normalised text to be read by, and the values are normalised when they are cleaned.
        objects = Objects(_said_language(promised))
        read = read_document if _is_document(source.text) else _blocks
        blocks = list(read(source.text, objects))
        if promised is not None and promised in _TOLD_APART:
            _check_language(blocks, promised)
        yield from blocks


def _has_entry_lines(head: str) -> bool:
    """Tell whether one of the first lines is an entry."""
    lines = [line for line in head.split("\n", 4 * _SNIFFED_LINES) if line.strip(BLANKS)][:_SNIFFED_LINES]
    return any(is_entry(value) for line in lines if line.lstrip(BLANKS)[:1] == "{" for value in _values(line))


def _values(line: str) -> Iterator[Any]:
    return (piece.value for piece in decoded(line) if piece.error is None)


def _is_document(text: str) -> bool:
    """Tell a document from lines: the first line of a document is no whole object, nor the bracket above lines."""
    begin = _NOT_BLANK.search(text) if begins_as_document(text) else None
    if begin is None:
        return False
    end = text.find("\n", begin.start())
    opening = text[begin.start() : end if end >= 0 else len(text)].rstrip(BLANKS)
    lines = (opening == "[" or opening.endswith("}")) and _has_entry_lines(text[:_OPENING])
    return not lines and holds_entries(text)


def _said_language(promised: str | None) -> str | None:
    """Return the language of the fields where only the file name tells it."""
    return None if promised in _TOLD_APART else promised


def _blocks(text: str, objects: Objects) -> Iterator[Block]:
    position = begin = start = 0
    line = first = 1
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        raw = text[start:end]
        if raw[0] == "{" or raw.strip(BLANKS + "\n"):
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
        value, end = DECODER.raw_decode(raw)
    except (ValueError, RecursionError):
        return None
    return value if end >= len(raw) - 1 and raw[end:] in ("\n", "") else None


def _line(raw: str, line: int, position: int, objects: Objects) -> Iterator[Block]:
    """Read one line: a block for each object, as files that were joined without a line end have more than one."""
    if len(raw) > _LONGEST_LINE:
        message = f"This line has {len(raw)} characters, which no entry has, and was not read."
        yield _told(line, raw, "unread", "daily.line-too-long", "error", message)
        return
    if is_conflict_mark(raw.strip(BLANKS + "\n")):
        yield Block(line, raw, "text")
        return
    for piece in decoded(raw):
        if piece.error is not None and piece.raw.strip(BLANKS + "\n") in _ARRAY:
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
