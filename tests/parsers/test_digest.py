"""A whole digest: its header, its date, its report, and what it checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parsers import digest as reading
from parsers.base import Block, Diagnostic
from parsers.digest import date_in_name, read
from parsers.source import Source
from tests.parsers.invented import API_ERROR, DAILY, INSIGHT_SHAPE, TRILINGUAL, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2025-12-15.md", "2025-12-15"),
        ("2025-06-01--arxiv-cs__DC.txt", "2025-06-01"),
        ("2025-10-24_AI_enhanced_Chinese.jsonl", "2025-10-24"),
        ("/home/me/digests/20251215.md", "2025-12-15"),
        ("arxiv_20251215_063000.md", "2025-12-15"),
        ("arxiv-20251215063000.md", "2025-12-15"),
        ("2025_12_15.md", "2025-12-15"),
        ("https://example.org/data/2025-12-15.md", "2025-12-15"),
        ("9-Sep-2025/IR/README.md", "2025-09-09"),
        ("2024-01-01/2025-12-15.md", "2025-12-15"),
        ("2025-12-15/README.md", "2025-12-15"),
        ("from 2025-12-01 to 2025-12-15.md", "2025-12-15"),
        ("2025-02-30.md", None),
        ("2025-13-01.md", None),
        ("2025-12.15.md", None),
        ("2512.11762.md", None),
        ("000_248901c849eeed48.txt", None),
        ("20251215999.md", None),
        ("-", None),
    ],
)
def test_a_date_is_read_from_a_name_or_none_is(name: str, date: str | None) -> None:
    assert date_in_name(name) == date


def test_the_content_tells_the_date_before_the_name_does() -> None:
    digest = read_text(TRILINGUAL, "2024-01-01.txt")
    assert (digest.date, digest.date_origin) == ("2025-06-01", "content")


def test_the_name_tells_the_date_where_the_content_does_not() -> None:
    digest = read_text(DAILY, "2025-11-07.md")
    assert (digest.date, digest.date_origin) == ("2025-11-07", "filename")


def test_a_digest_that_does_not_tell_has_no_date() -> None:
    digest = read_text(DAILY, "digest.md")
    assert (digest.date, digest.date_origin) == (None, None)


def test_a_given_date_overrides_all() -> None:
    digest = read(Source.from_bytes("2024-01-01.md", TRILINGUAL.encode()), date="2025-07-01")
    assert (digest.date, digest.date_origin) == ("2025-07-01", "given")


def test_a_given_date_must_be_one() -> None:
    with pytest.raises(ValueError, match="yesterday"):
        read(Source.from_bytes("x", TRILINGUAL.encode()), date="yesterday")


def test_a_report_says_what_was_read() -> None:
    source = Source.from_bytes("2025-11-07.md", DAILY.encode())
    assert read(source).report() == {
        "name": "2025-11-07.md",
        "format": "daily-markdown",
        "sha256": source.sha256,
        "size": len(DAILY.encode()),
        "encoding": "utf-8",
        "category": None,
        "date": "2025-11-07",
        "date_origin": "filename",
        "declared": {"cs.DC": 2, "cs.PL": 1},
        "parsed": {"cs.DC": 2, "cs.PL": 1},
        "entries": 3,
        "skipped": [],
        "warnings": [
            {
                "code": "daily.failed-fields",
                "severity": "info",
                "line": 37,
                "message": "No usable text in: TL;DR, Motivation.",
            }
        ],
        "unread": [],
    }


def test_a_report_shows_what_was_skipped_and_what_was_not_understood() -> None:
    report = read_text(API_ERROR.replace("-\n", "-\nAn advertisement.\n", 1)).report()
    assert report["skipped"] == [{"line": 5, "text": "Article 0"}]
    assert report["unread"] == [{"line": 3, "text": "An advertisement.\n"}]
    assert report["declared"] == {"cs.LG": 1}
    assert report["parsed"] == {"cs.LG": 0}
    assert [item["code"] for item in report["warnings"]] == ["trilingual.unread", "trilingual.api-error"]


def test_a_total_that_does_not_hold_is_a_warning() -> None:
    digest = read_text(DAILY.replace("[Total: 2]", "[Total: 5]"))
    assert [
        (item.code, item.severity, item.line, item.message) for item in digest.diagnostics if "total" in item.code
    ] == [("digest.total-differs", "warning", 1, "The source declares 5 entries for cs.DC, but 2 were found.")]


def test_a_total_of_the_whole_digest_is_checked_too() -> None:
    digest = read_text(INSIGHT_SHAPE.replace("今日总计: 1", "今日总计: 9"))
    assert [item.message for item in digest.diagnostics] == [
        "The source declares 9 entries for total, but 1 were found."
    ]


@pytest.mark.parametrize("format", ["daily-markdown", "markdown-list"])
def test_a_file_that_git_could_not_merge_is_read_on_both_sides_and_said(format: str) -> None:  # noqa: A002
    text = (
        "# Table of Contents\n\n<<<<<<< HEAD\n### [1] [Oil](https://arxiv.org/abs/2511.90001)\n*Ann Lee*\n\n"
        "TL;DR: Oil burns.\n=======\n### [1] [Wicks](https://arxiv.org/abs/2511.90002)\n*Bo Ek*\n"
        ">>>>>>> origin/main\n"
    )
    digest = read(Source.from_bytes("x.md", text.encode()), format=format)
    assert [(record.id, record.authors, record.extra) for record in digest.records] == [
        ("2511.90001", ("Ann Lee",), {} if format == "daily-markdown" else {"heading": "Table of Contents"}),
        ("2511.90002", ("Bo Ek",), {} if format == "daily-markdown" else {"heading": "Table of Contents"}),
    ]
    assert [note.text for record in digest.records for note in record.notes] == ["Oil burns."]
    assert [(found.code, found.line) for found in digest.findings] == [("digest.merge-conflict", 3)]


def test_an_id_that_is_in_no_entry_is_named_with_its_line() -> None:
    text = DAILY.replace("# cs.PL [[Back]]", "Not to be missed: 2511.04999 and hep-th/9901001\n\n# cs.PL [[Back]]")
    found = [(item.code, item.line, item.message) for item in read_text(text).diagnostics if item.line == 56]
    assert found == [
        ("digest.id-not-in-entry", 56, "arXiv:2511.04999 stands in this line, but in no entry."),
        ("digest.id-not-in-entry", 56, "arXiv:hep-th/9901001 stands in this line, but in no entry."),
        ("daily.unread", 56, "This text is no entry and nothing that is known of this format."),
    ]


def test_an_id_that_an_abstract_cites_belongs_to_its_entry() -> None:
    digest = read_text(DAILY)
    assert "2301.00001" in digest.records[0].abstract["en"]
    assert [item for item in digest.diagnostics if "2301.00001" in item.message] == []


def test_what_a_failing_parser_did_not_read_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing:
        name = "failing"

        def sniff(self, head: str) -> float:
            return 1.0

        def parse(self, source: Source) -> Iterator[Block]:
            yield Block(1, "a\n", "text")
            raise RecursionError("too deep")

    monkeypatch.setattr(reading, "detect", lambda source: Failing())
    digest = read(Source.from_bytes("x", b"a\nb\nc\n"))
    assert digest.blocks == (Block(1, "a\n", "text"), Block(2, "b\nc\n", "unread"))
    message = "The parser of failing failed here, which is a bug of it: RecursionError: too deep"
    assert digest.diagnostics == [Diagnostic("digest.parser-failed", "error", 2, message)]
