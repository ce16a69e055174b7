"""Bytes to text: encoding, limits, line ends. What the text means is left to the parsers."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from parsers.base import Diagnostic

MAX_BYTES = 256 * 1024 * 1024
"""More than this of one source is not read: a digest of 10,000 entries has 40 MB."""

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_GB18030_QUAD = re.compile(rb"[\x81-\xfe][0-9](?=[\x81-\xfe][0-9])")
_SAMPLE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """One digest as it came in.

    Attributes:
        name: What to call it in messages: a file name, a URL, ``-`` for standard input.
        text: The decoded text, verbatim but for the encoding: control characters and line ends are in it.
        sha256: Hexadecimal digest of the bytes.
        size: Number of bytes.
        encoding: The encoding that the bytes were decoded with.
        diagnostics: What was lost between the bytes and the text.
    """

    name: str
    text: str
    sha256: str
    size: int
    encoding: str
    diagnostics: tuple[Diagnostic, ...] = ()

    @classmethod
    def from_bytes(cls, name: str, data: bytes, *, max_bytes: int = MAX_BYTES) -> Source:
        """Decode the bytes of a digest; any bytes give a source.

        A byte order mark decides, then UTF-8 (a few bad bytes in it are replaced), UTF-16 without a mark,
        GB18030, and last Windows-1252, which is Latin-1 where that has visible characters.

        Args:
            name: What to call it in messages.
            data: The bytes.
            max_bytes: How much of it to read; a diagnostic tells when that was not all.
        """
        body = data[:max_bytes]
        encoding, start, text = _decoded(body)
        return cls(
            name=name,
            text=text,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            encoding=encoding,
            diagnostics=tuple(_losses(body[start:], text, encoding, len(data) - len(body))),
        )


class Lines(NamedTuple):
    """The lines of a source, twice.

    Attributes:
        raw: The text verbatim, line ends included.
        text: The text to read: in NFC, without line ends.
    """

    raw: list[str]
    text: list[str]

    def join(self, start: int, end: int) -> str:
        """Return the verbatim text of the lines from start to before end."""
        return "".join(self.raw[start:end])


def split_lines(source: Source) -> Lines:
    r"""Split a source on ``\n`` alone; the raw lines rejoin to the source.

    Fields of real digests hold CR, FF, U+0085 and U+2028, at which `str.splitlines` would cut. The normalisation
    composes nothing across ``\n``, so both sides have the same number of lines.
    """
    text = raw = source.text.split("\n")
    if not unicodedata.is_normalized("NFC", source.text):
        text = unicodedata.normalize("NFC", source.text).split("\n")
    if "\r\n" in source.text or source.text.endswith("\r"):
        text = [line.removesuffix("\r") for line in text]
    last = raw[-1]
    verbatim = [line + "\n" for line in raw[:-1]]
    if last:
        return Lines([*verbatim, last], text)
    return Lines(verbatim, text[: len(verbatim)])


def _decoded(data: bytes) -> tuple[str, int, str]:
    """Return the encoding, the number of bytes to leave out at the start, and the text after them."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding, len(bom), data[len(bom) :].decode(encoding, errors="replace")
    sample = data[:_SAMPLE]
    wide = _utf16_without_mark(sample)
    if wide is not None:
        return wide, 0, data.decode(wide, errors="replace")
    # Nearly every digest is UTF-8 without a fault: its text is the proof, and no sample need be decoded before.
    try:
        return "utf-8", 0, data.decode("utf-8")
    except UnicodeDecodeError:
        encoding = _eight_bit_encoding(sample)
        return encoding, 0, data.decode(encoding, errors="replace")


def _utf16_without_mark(sample: bytes) -> str | None:
    """Tell UTF-16 from the zero bytes that ASCII characters, line ends at least, leave at every other place."""
    sample = sample[:4096]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    # A few zeros on the other side are no contradiction: U+4E00 is one of the commonest Chinese characters.
    if max(even, odd) * 50 < len(sample) or min(even, odd) * 3 > max(even, odd):
        return None
    wide = "utf-16-le" if odd > even else "utf-16-be"
    return wide if _decodes(sample, wide) else None


def _eight_bit_encoding(sample: bytes) -> str:
    """Choose between UTF-8, GB18030 and Windows-1252 by what the high bytes do."""
    # A fault far behind, or a character cut off at the end: counting takes twenty times as long as decoding.
    if _decodes(sample, "utf-8", cut_off=3):
        return "utf-8"
    high = sum(len(run) for run in _HIGH_RUN.findall(sample))
    in_utf8 = sum(len(sequence) for sequence in _UTF8_SEQUENCE.findall(sample))
    # Up to three bytes of the last character may be cut off; beyond that a tenth of bad bytes is still UTF-8.
    if high - in_utf8 <= max(3, high // 10):
        return "utf-8"
    # Two bytes a character, both high, is how GB18030 writes the common Chinese characters; in Latin-1 text the
    # high bytes stand one by one between ASCII letters.
    paired = sum(len(run) for run in _HIGH_RUN.findall(sample) if len(run) >= 2)
    paired += 2 * len(_GB18030_QUAD.findall(sample))
    if paired * 5 >= high * 4 and _decodes(sample, "gb18030"):
        return "gb18030"
    return "cp1252" if _decodes(sample, "cp1252") else "latin-1"


def _decodes(sample: bytes, encoding: str, cut_off: int = 4) -> bool:
    """Tell whether a sample is of an encoding; at its end a few bytes of a character may be cut off."""
    try:
        sample.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start >= len(sample) - cut_off
    return True


def _losses(data: bytes, text: str, encoding: str, left_out: int) -> list[Diagnostic]:
    """Say where bytes could not be decoded and whether the end was left out."""
    losses = []
    if "\ufffd" in text and "\ufffd".encode(encoding, "replace") not in data:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        count = text.count("\ufffd")
        message = f"{count} characters could not be decoded as {encoding} and became U+FFFD."
        losses.append(Diagnostic("source.undecodable", "warning", line, message))
    if left_out:
        line = text.count("\n") + 1
        message = f"The source is too large: its last {left_out} bytes were not read."
        losses.append(Diagnostic("source.too-large", "error", line, message))
    return losses
