"""How values are written into columns: JSON, text that SQLite can store, sections as numbers. Pure."""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from parsers.base import Note, Record, Section

SECTIONS: Final[tuple[Section, ...]] = ("new", "cross", "replaced", "replaced-cross")
"""Sections in announcement order; an entry of another section, or none, comes after all of them."""

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def _encode_by() -> Callable[[Any], str]:
    """Return `json.JSONEncoder.encode` without what it does anew for each value, which is most of it for small ones."""
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return _ENCODER.encode
    encode = make(None, _ENCODER.default, json.encoder.encode_basestring, None, ":", ",", False, False, True)
    return lambda value: "".join(encode(value, 0))


_encode: Final = _encode_by()
_escaped: Final[Callable[[str], str]] = json.encoder.encode_basestring
_TO_ESCAPE: Final = bytes(range(32)) + b'"\\'


def dumps(value: Any) -> str:
    """Return compact JSON that SQLite can store: a lone surrogate, no UTF-8, is written as an escape."""
    return plain(_encode(value))


def texts_json(texts: Mapping[str, str]) -> str:
    """Return what `dumps` returns of names and texts."""
    return _object(texts, _all_quoted(list(texts.values()))).decode()


def list_json(texts: Sequence[str]) -> str:
    """Return what `dumps` returns of a list of texts."""
    return (b"[%b]" % b",".join(_all_quoted(texts))).decode()


@lru_cache(maxsize=1024)
def words_json(words: tuple[str, ...]) -> str:
    """Return what `dumps` returns of words that others have too, as the categories of papers."""
    return list_json(words)


def record_json(record: Record) -> bytes:
    """Return what `dumps` returns of ``record.to_json()``, in UTF-8.

    An import writes nothing more often: this takes half the time, as nothing is built only to be taken apart, and
    SQLite and other processes take bytes as they are.
    """
    authors = record.authors or ()
    notes = record.notes
    # Most of it is short texts; an abstract stands alone, as it is the likeliest to hold what is to be escaped.
    short = [record.id, *record.title.values(), *authors, *[note.text for note in notes], *record.urls.values()]
    quoted = iter(_all_quoted(short))
    optional = b""
    if record.origins:
        optional += b',"origins":' + _other(record.origins)
    if record.statuses:
        optional += b',"statuses":' + _other(record.statuses)
    return (
        b'{"id":%b,"version":%b,"line":%d,"position":%d,"title":%b,"abstract":%b,"authors":%b,"primary":%b'
        b',"categories":%b,"section":%b,"cross_from":%b,"comments":%b,"journal_ref":%b,"doi":%b,"date":%b'
        b',"date_kind":%b,"notes":[%b],"urls":%b,"extra":%b,"warnings":%b%b}'
    ) % (
        next(quoted),
        b"null" if record.version is None else b"%d" % record.version,
        record.line,
        record.position,
        _object(record.title, quoted),
        _object(record.abstract, map(_quoted, record.abstract.values())),
        b"null" if record.authors is None else b"[%b]" % b",".join(islice(quoted, len(authors))),
        _word(record.primary),
        b"[%b]" % b",".join(map(_word, record.categories)),
        _word(record.section),
        _word(record.cross_from),
        _optional(record.comments),
        _optional(record.journal_ref),
        _optional(record.doi),
        _word(record.date),
        _word(record.date_kind),
        b",".join([_note(note, text) for note, text in zip(notes, quoted, strict=False)]),
        _object(record.urls, quoted),
        _other(record.extra) if record.extra else b"{}",
        _other([each.to_json() for each in record.warnings]) if record.warnings else b"[]",
        optional,
    )


def _quoted(text: str) -> bytes:
    data = text.encode("utf-8", "backslashreplace")
    # Few texts hold what JSON escapes; to see that they do not is four times as fast as to escape them.
    if len(data.translate(None, _TO_ESCAPE)) == len(data):
        return b'"%b"' % data
    return _escaped(text).encode("utf-8", "backslashreplace")


def _all_quoted(texts: Sequence[str]) -> list[bytes]:
    """Return what `_quoted` returns of each text; of short ones together it is far faster."""
    if not texts:
        return []
    data = ('"' + '"\n"'.join(texts) + '"').encode("utf-8", "backslashreplace")
    if len(data) - len(data.translate(None, _TO_ESCAPE)) == 3 * len(texts) - 1:
        return data.split(b"\n")
    return list(map(_quoted, texts))


def _object(names: Iterable[str], quoted: Iterable[bytes]) -> bytes:
    return b"{%b}" % b",".join([b"%b:%b" % (_word(name), text) for name, text in zip(names, quoted, strict=False)])


def _optional(text: str | None) -> bytes:
    return b"null" if text is None else _quoted(text)


# For what is one of a few, or the same for a whole day.
_word: Final = lru_cache(maxsize=1024)(_optional)


def _other(value: Any) -> bytes:
    return _encode(value).encode("utf-8", "backslashreplace")


def _note(note: Note, text: bytes) -> bytes:
    before, after = _around(note.field, note.label, note.lang, note.status)
    return before + text + after


@lru_cache(maxsize=1024)
def _around(field: str | None, label: str, lang: str | None, status: str) -> tuple[bytes, bytes]:
    """Return what stands before and after the text of a note."""
    before = b'{"field":%b,"label":%b,"lang":%b,"text":' % (_optional(field), _quoted(label), _optional(lang))
    return before, b',"status":%b}' % _quoted(status)


def plain(text: str) -> str:
    """Return text that SQLite can store: a lone surrogate (file names may hold some) is spelled out."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return text.encode("utf-8", "backslashreplace").decode()
    return text


def section_number(section: str | None) -> int:
    """Return a section's place in announcement order."""
    return SECTIONS.index(section) if section in SECTIONS else len(SECTIONS)
