"""What a parser makes of a text, in a form that a test can compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.source import Source

if TYPE_CHECKING:
    from parsers.base import Block, Header, Parser, Record


def blocks_of(parser: Parser, text: str) -> list[Block]:
    """Parse a text, and check that the blocks rejoin to it and count its lines."""
    source = Source.from_bytes("x", text.encode("utf-8", "surrogatepass"))
    found = list(parser.parse(source))
    assert "".join(block.raw for block in found) == source.text
    line = 1
    for block in found:
        assert block.line == line
        line += block.raw.count("\n")
    return found


def records_of(parser: Parser, text: str) -> list[Record]:
    """Return the records of a text."""
    return [block.record for block in blocks_of(parser, text) if block.record]


def headers_of(parser: Parser, text: str) -> list[Header]:
    """Return what a text says of itself."""
    return [block.header for block in blocks_of(parser, text) if block.header]


def codes_of(parser: Parser, text: str) -> list[tuple[str, int]]:
    """Return code and line of everything that is said of a text, block by block."""
    return [
        (diagnostic.code, diagnostic.line)
        for block in blocks_of(parser, text)
        for diagnostic in (*block.diagnostics, *(block.record.warnings if block.record else ()))
    ]


def told(record: Record) -> dict[str, Any]:
    """Return what a record says, without what it does not; its position and line only where they are not 0."""
    return {name: value for name, value in record.to_json().items() if value not in (None, [], {}, 0)}
