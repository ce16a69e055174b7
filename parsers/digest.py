"""A whole digest: one source read by one parser, with its header and every block. The door to this package.

`read` is what the core and the command line call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from parsers.base import Block, Diagnostic, Record

DateOrigin = Literal["content", "filename", "guessed"]


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest as published, read.

    Attributes:
        name: The source's name.
        format: Name of the parser that read it.
        sha256: Hexadecimal digest of its bytes.
        size: Number of bytes.
        encoding: What the bytes were decoded with.
        category: The category it is about, when it is about one.
        date: Its date, ``YYYY-MM-DD``, or None when nothing tells.
        date_origin: Where the date came from.
        declared: Section or category to the number of entries that the source says it has.
        blocks: Every block, in source order; their raw texts joined are the decoded input.
    """

    name: str
    format: str
    sha256: str
    size: int
    encoding: str
    category: str | None
    date: str | None
    date_origin: DateOrigin | None
    declared: Mapping[str, int]
    blocks: tuple[Block, ...]

    @property
    def records(self) -> list[Record]:
        """The entries, in source order."""
        return [block.record for block in self.blocks if block.record is not None]

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Everything that was wrong, the entries' own warnings included, in source order."""
        raise NotImplementedError

    def report(self) -> dict[str, Any]:
        """Return the JSON object of ``parse --report``: what a person attaches to a bug report."""
        raise NotImplementedError
