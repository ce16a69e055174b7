"""What every parser promises for any bytes: nothing raises, nothing is lost, the encoding does not matter."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.detect import UnknownFormatError, detect
from parsers.digest import Digest, read
from parsers.formats import PARSERS
from parsers.source import Source
from tests.parsers.invented import SHAPES, read_text
from tests.parsers.linear import takes_linear_time

if TYPE_CHECKING:
    from parsers.base import Block

NAMES = [parser.name for parser in PARSERS]

# Written without a look at parsers.arxiv_id: digits of the two new styles, and old ids of a few archives.
NEW_ID = re.compile(
    r"(?<!\d)(?:(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}|(?:1[5-9]|2\d)(?:0[1-9]|1[0-2])\.\d{5})(?!\d)", re.ASCII
)
OLD_ID = re.compile(r"\b(?:hep-th|math|cond-mat|quant-ph)/(?:9[1-9]|0[0-6])(?:0[1-9]|1[0-2])\d{3}(?!\d)", re.ASCII)

LINES = st.sampled_from(
    [
        *sorted({line for shape in SHAPES.values() for line in shape.split("\n")}),
        "Conclusion: so",
        "see hep-th/9901001v2",
        "2401.12345",
        "</details>",
        "### [9] [Broken](http",
        "- [3] arXiv:2507.99999 (cross-list from cs.GT)",
        "\x1b]0;title\x07",
        "\u202eabc",
        "nan",
        "Article 7",
        "Title: | | |",
        "# ",
        "**",
        ":" * 40,
        "a\rb\x0bc\u2028d",
    ]
)
PIECES = st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=40).map("\n".join)


def ids(text: str) -> set[str]:
    return {match[0] for pattern in (NEW_ID, OLD_ID) for match in pattern.finditer(text)}


def told(digest: Digest) -> set[str]:
    """Every id that a record holds or a diagnostic names."""
    texts = [str(record.to_json()) for record in digest.records]
    texts += [diagnostic.message for diagnostic in digest.diagnostics]
    return ids("\n".join(texts))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=120, deadline=None)
@given(text=PIECES)
def test_any_text_rejoins_and_no_id_is_lost(name: str, text: str) -> None:
    digest = read_text(text, format=name)
    source = Source.from_bytes("", text.encode("utf-8", "surrogatepass"))
    assert "digest.parser-failed" not in {diagnostic.code for diagnostic in digest.diagnostics}
    assert "".join(block.raw for block in digest.blocks) == source.text
    assert ids(source.text) <= told(digest)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=80, deadline=None)
@given(text=PIECES)
def test_lines_and_positions_count_up(name: str, text: str) -> None:
    digest = read_text(text, format=name)
    line = 1
    for block in digest.blocks:
        assert block.line == line
        line += block.raw.count("\n")
    assert [record.position for record in digest.records] == list(range(len(digest.records)))


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_by_name(data: bytes) -> None:
    source = Source.from_bytes("x", data)
    for name in NAMES:
        digest = read(source, format=name)
        assert "".join(block.raw for block in digest.blocks) == source.text
        assert "digest.parser-failed" not in {diagnostic.code for diagnostic in digest.diagnostics}
    with pytest.raises(UnknownFormatError, match=r"^x: "):
        detect(Source.from_bytes("x", b"\0" + data))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "crlf", "nfd"]
)
def test_the_encoding_does_not_matter(shape: str, encoding: str) -> None:
    text = SHAPES[shape]
    if encoding == "gb18030" and text.isascii():
        pytest.skip("nothing in it is written differently")
    expected = read_text(text)
    if encoding == "crlf":
        found = read_text(text.replace("\n", "\r\n"))
    elif encoding == "nfd":
        found = read_text(unicodedata.normalize("NFD", text))
    else:
        found = read(Source.from_bytes("digest.md", text.encode(encoding)))
    assert found.records == expected.records
    assert (found.format, found.date, found.declared) == (expected.format, expected.date, expected.declared)
    assert [diagnostic.line for diagnostic in found.diagnostics] == [item.line for item in expected.diagnostics]


@settings(max_examples=100, deadline=None)
@given(text=PIECES, name=st.sampled_from(NAMES))
def test_line_ends_do_not_matter_for_any_text(text: str, name: str) -> None:
    text = text.replace("\r", "")
    assert read_text(text.replace("\n", "\r\n"), format=name).records == read_text(text, format=name).records


@pytest.mark.parametrize("shape", SHAPES)
def test_cutting_at_any_byte_loses_only_the_tail(shape: str) -> None:
    data = SHAPES[shape].encode()
    whole = read(Source.from_bytes("digest.md", data))
    for end in range(len(data)):
        part = read(Source.from_bytes("digest.md", data[:end]), format=whole.format)
        kept = part.records[:-1]
        assert kept == whole.records[: len(kept)], end
        assert len(part.records) <= len(whole.records)
        complete = sum(block.line + block.raw.count("\n") <= data[:end].count(b"\n") for block in entries(whole))
        assert len(part.records) >= complete, end


def entries(digest: Digest) -> list[Block]:
    return [block for block in digest.blocks if block.kind == "entry"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "pattern",
    [
        "### [1] [a](https://arxiv.org/abs/2501.00001)\n",
        "### [1] [",
        "](https://",
        " ",
        "\n",
        "> ",
        "*" * 3,
        "a: ",
        "**a",
        "<summary>",
        "- [1](#1) ",
        "Article 1\nTitle@2025-01-01: x\n",
        " | ",
        "[x](",
        "- [1] arXiv:2501.00001\n",
        "Title: a, ",
        "\x1b]",
        "\u0301",
        "ab",
        "2501.0000",
        "/",
        "`",
        "(",
        "\\\\\narXiv:2501.00001\n",
        "| a | b ",
        "- [a](https://arxiv.org/abs/2501.00001)\n",
        "**a** ",
    ],
)
def test_sixteen_times_the_text_takes_linear_time(name: str, pattern: str) -> None:
    def work(count: int) -> None:
        read(Source.from_bytes("x", (pattern * count).encode()), format=name)

    assert takes_linear_time(work, 1_000)
