"""Bytes to text: encoding, limits, line ends. What the text means is left to the parsers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One digest as it came in.

    Attributes:
        name: What to call it in messages: a file name, a URL, ``-`` for standard input.
        text: The decoded text, verbatim but for the encoding: control characters and line ends are still in it.
        sha256: Hexadecimal digest of the bytes.
        size: Number of bytes.
        encoding: The encoding that the bytes were decoded with.
    """

    name: str
    text: str
    sha256: str
    size: int
    encoding: str
