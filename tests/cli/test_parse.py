"""``digest-reader parse``: digests to JSON without a library."""

from __future__ import annotations

import gzip

from digest_reader.demo import files
from parsers.digest import read
from parsers.source import Source
from tests.cli.conftest import DAILY, Reader


def test_each_entry_is_one_line_of_json(reader: Reader) -> None:
    (reader.home / "2026-11-21.md").write_text(DAILY, encoding="utf-8")
    ran = reader("parse", "2026-11-21.md")
    digest = read(Source.from_bytes("2026-11-21.md", DAILY.encode()))
    assert (ran.code, ran.err) == (0, "")
    assert ran.objects == [record.to_json() for record in digest.records]
    assert [(record["id"], record["title"]) for record in ran.objects] == [
        ("2611.99001", {"en": "Queues That Apologise"}),
        ("2611.99002", {"en": "Clocks Without Hands"}),
    ]
    assert list(reader.home.iterdir()) == [reader.home / "2026-11-21.md"]


def test_text_is_written_as_itself_and_not_as_escapes(reader: Reader) -> None:
    assert "队列道歉了。" in reader("parse", "-", stdin=DAILY).out


def test_a_report_is_one_object_a_file(reader: Reader) -> None:
    for name, content in files():
        (reader.home / name).write_bytes(content)
    reports = reader("parse", "--report", *(name for name, _ in files())).objects
    assert [report["format"] for report in reports] == [
        "trilingual",
        "daily-markdown",
        "daily-markdown",
        "listing-text",
    ]
    keys = {
        "format",
        "sha256",
        "category",
        "date",
        "date_origin",
        "declared",
        "parsed",
        "skipped",
        "warnings",
        "unread",
    }
    assert all(keys <= set(report) for report in reports)


def test_what_cannot_be_read_is_named_with_every_score_and_the_others_are_printed(reader: Reader) -> None:
    (reader.home / "day.md").write_text(DAILY, encoding="utf-8")
    (reader.home / "letter.txt").write_text("Dear Sir or Madam,\n", encoding="utf-8")
    (reader.home / "folder").mkdir()
    ran = reader("parse", "nothing.md", "letter.txt", "folder", "day.md")
    assert ran.code == 3
    assert [record["id"] for record in ran.objects] == ["2611.99001", "2611.99002"]
    assert "digest-reader: nothing.md cannot be opened: No such file or directory.\n" in ran.err
    assert "digest-reader: letter.txt: " in ran.err
    for name in ("daily-markdown", "trilingual", "listing-text"):
        assert f"{name} 0.0" in ran.err
    assert "name its format with --format" in ran.err
    assert "digest-reader import takes folders." in ran.err


def test_the_report_of_a_file_that_cannot_be_read_holds_the_scores(reader: Reader) -> None:
    [report] = reader("parse", "--report", "-", stdin="Dear Sir or Madam,\n").objects
    assert (report["name"], report["format"]) == ("-", None)
    assert set(report["scores"]) >= {"daily-markdown", "trilingual", "listing-text"}


def test_the_date_given_is_the_digests(reader: Reader) -> None:
    [report] = reader("parse", "--report", "--date", "2026-11-21", "-", stdin=DAILY).objects
    assert (report["date"], report["date_origin"]) == ("2026-11-21", "given")


def test_of_an_archive_each_member_is_printed(reader: Reader) -> None:
    (reader.home / "day.md.gz").write_bytes(gzip.compress(DAILY.encode()))
    assert [record["id"] for record in reader("parse", "day.md.gz").objects] == ["2611.99001", "2611.99002"]
    (reader.home / "day.md.gz").write_bytes(gzip.compress(DAILY.encode())[:12])
    ran = reader("parse", "day.md.gz")
    assert (ran.code, ran.out) == (3, "")
    (reader.home / "days.zip").write_bytes(b"PK\x03\x04 and nothing more")
    ran = reader("parse", "days.zip")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("digest-reader: days.zip is a damaged zip archive")
