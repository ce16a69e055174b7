"""Bytes to text."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.source import Source, split_lines

CHINESE = "### 标题：分布式系统中的一致性，以及如何在小型集群里实现它。\n" * 3
GERMAN = "Größe und Übermut: schöne Bäume für Mädchen über Öl\n" * 3


@pytest.mark.parametrize(
    ("text", "written", "encoding"),
    [
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-8-sig", "utf-8"),
        (CHINESE, "utf-16", "utf-16-le"),
        (CHINESE, "utf-16-be", "utf-16-be"),
        (CHINESE, "utf-32", "utf-32-le"),
        (CHINESE, "gb18030", "gb18030"),
        (GERMAN, "utf-8", "utf-8"),
        (GERMAN, "latin-1", "cp1252"),
        (GERMAN, "utf-16-le", "utf-16-le"),
        ("plain\n", "ascii", "utf-8"),
        ("", "ascii", "utf-8"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(text: str, written: str, encoding: str) -> None:
    source = Source.from_bytes("x", text.encode(written))
    assert (source.text, source.encoding, source.diagnostics) == (text, encoding, ())


def test_a_source_knows_its_bytes() -> None:
    source = Source.from_bytes("a.md", b"\xef\xbb\xbfabc")
    assert (source.name, source.size) == ("a.md", 6)
    assert source.sha256 == hashlib.sha256(b"\xef\xbb\xbfabc").hexdigest()


def test_one_bad_byte_does_not_make_chinese_text_another_encoding() -> None:
    data = (CHINESE * 20).encode()
    source = Source.from_bytes("x", data[:500] + b"\xff" + data[500:])
    assert source.encoding == "utf-8"
    assert [(item.code, item.line) for item in source.diagnostics] == [("source.undecodable", 6)]


def test_a_character_cut_at_the_end_is_replaced_and_said() -> None:
    source = Source.from_bytes("x", CHINESE.encode()[:-3])
    assert source.encoding == "utf-8"
    assert source.text.endswith("\ufffd")
    assert [item.code for item in source.diagnostics] == ["source.undecodable"]


def test_a_replacement_character_that_the_source_holds_is_no_loss() -> None:
    assert Source.from_bytes("x", "a\ufffdb".encode()).diagnostics == ()


def test_more_than_the_limit_is_not_read_and_said() -> None:
    source = Source.from_bytes("x", b"one\ntwo\nthree\n", max_bytes=8)
    assert source.text == "one\ntwo\n"
    assert source.size == 14
    assert [(item.code, item.severity, item.line) for item in source.diagnostics] == [("source.too-large", "error", 3)]


def test_lines_end_at_line_feeds_alone() -> None:
    source = Source.from_bytes("x", "a\rb\x0cc\x85\u2028d\r\ne\u0301\n".encode())
    assert split_lines(source).text == ["a\rb\x0cc\x85\u2028d", "é"]
    assert split_lines(source).raw == ["a\rb\x0cc\x85\u2028d\r\n", "e\u0301\n"]


@given(st.text())
def test_raw_lines_rejoin(text: str) -> None:
    source = Source.from_bytes("x", text.encode("utf-8", "surrogatepass"))
    lines = split_lines(source)
    assert "".join(lines.raw) == source.text
    assert all(lines.raw)
    assert len(lines.raw) == len(lines.text)


@given(st.binary())
def test_any_bytes_give_a_source(data: bytes) -> None:
    source = Source.from_bytes("x", data)
    assert source.size == len(data)
    assert not any("\ud800" <= char <= "\udfff" for char in source.text)
