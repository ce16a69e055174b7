"""What every parser promises for any bytes, as one function that raises when a promise is broken."""

from __future__ import annotations

import contextlib
import json
import re
from typing import TYPE_CHECKING

from parsers.cleaning import clean
from parsers.container import ContainerError, unpack
from parsers.detect import UnknownFormatError, detect
from parsers.digest import Digest, read
from parsers.formats import PARSERS
from parsers.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FORMATS = tuple(parser.name for parser in PARSERS)

# Written without a look at parsers.arxiv_id, and narrower than it: what these find has to be somewhere.
_ID = re.compile(
    r"(?<!\d)(?:(?:0[89]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}|(?:1[5-9]|2\d)(?:0[1-9]|1[0-2])\.\d{5})(?!\d)"
    r"|\b(?:hep-th|math|cond-mat|quant-ph)/(?:9[1-9]|0[0-6])(?:0[1-9]|1[0-2])\d{3}(?!\d)",
    re.ASCII,
)


class BrokenPromiseError(AssertionError):
    """A parser did what none may do; the message says what, and of which format."""


def check(data: bytes, formats: Sequence[str] = FORMATS) -> None:
    """Read bytes as each of the formats.

    Raises:
        BrokenPromiseError: A parser failed, lost text or an id, or let through what a terminal would obey.
    """
    source = Source.from_bytes("2026-11-20_AI_enhanced_Chinese.jsonl", data)
    for name in formats:
        _check_digest(source, read(source, format=name))
    with contextlib.suppress(UnknownFormatError):
        detect(source)
    with contextlib.suppress(ContainerError):
        list(unpack("x", data))


def _check_digest(source: Source, digest: Digest) -> None:
    failed = [told.message for told in digest.diagnostics if told.code == "digest.parser-failed"]
    if failed:
        raise BrokenPromiseError(f"{digest.format}: {failed[0]}")
    if "".join(block.raw for block in digest.blocks) != source.text:
        raise BrokenPromiseError(f"{digest.format}: the blocks do not rejoin to the source")
    line = 1
    for block in digest.blocks:
        if block.line != line:
            raise BrokenPromiseError(f"{digest.format}: a block says line {block.line} and is in line {line}")
        line += block.raw.count("\n")
    records = [record.to_json() for record in digest.records]
    if [record["position"] for record in records] != list(range(len(records))):
        raise BrokenPromiseError(f"{digest.format}: the positions do not count up")
    json.dumps(digest.report(), allow_nan=False)
    texts = [*_texts(records), *(told.message for told in digest.diagnostics)]
    lost = set(_ID.findall(source.text)) - set(_ID.findall("\n".join(texts)))
    if lost:
        raise BrokenPromiseError(f"{digest.format}: {sorted(lost)} are in no record and no diagnostic")
    for text in texts:
        if clean(text) != text:
            raise BrokenPromiseError(f"{digest.format}: not cleaned: {text!r}")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, float):
        json.dumps(value, allow_nan=False)
