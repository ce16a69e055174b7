"""Trilingual posts that are tables: quotes, line ends, columns, and what is no paper."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.digest import read
from parsers.source import Source
from parsers.trilingual_csv import TrilingualCsv
from tests.parsers.invented_daily import NEWS, TRILINGUAL_CSV
from tests.parsers.linear import takes_linear_time

if TYPE_CHECKING:
    from parsers.base import Block, Record

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "linguavitamin"
HEADER, *_ = TRILINGUAL_CSV.partition("\n")
COLUMNS = HEADER.split(",")


def blocks(text: str, name: str = "2025-06-01--arxiv-cs__DC.csv") -> list[Block]:
    source = Source.from_bytes(name, text.encode())
    found = list(TrilingualCsv().parse(source))
    assert "".join(block.raw for block in found) == source.text
    return found


def records(text: str) -> list[Record]:
    return [block.record for block in blocks(text) if block.record is not None]


def row(number: int, abstract: str = "Snails.") -> str:
    return f"{number},{abstract},蜗牛,Uwe Ahorn,2025-05-29,T{number},S,慢,http://arxiv.org/abs/2505.1000{number}v1\n"


def test_a_row_is_read_whole() -> None:
    assert records(TRILINGUAL_CSV)[0].to_json() == {
        "id": "2505.10001",
        "version": 1,
        "line": 2,
        "position": 0,
        "title": {"en": "Slow Snails", "de": "Langsame Schnecken", "zh": "慢蜗牛"},
        "abstract": {"en": 'Snails are slow, "very" slow.', "zh": "蜗牛很慢。"},
        "authors": ["Uwe Ahorn", "Lotte M. Birke"],
        "primary": None,
        "categories": ["cs.DC"],
        "section": None,
        "cross_from": None,
        "comments": None,
        "journal_ref": None,
        "doi": None,
        "date": "2025-05-29",
        "date_kind": "updated",
        "notes": [],
        "urls": {"abs": "https://arxiv.org/abs/2505.10001"},
        "extra": {},
        "warnings": [],
        "origins": {"title": {"de": "machine", "zh": "machine"}, "abstract": {"zh": "machine"}},
    }


def test_missing_untranslated_and_stuck_translations_are_marked() -> None:
    second, third = records(TRILINGUAL_CSV)[1:]
    assert second.abstract == {"en": "One of two.\n\nThe other one."}
    assert second.statuses == {"title": {"de": "untranslated"}, "abstract": {"zh": "missing"}}
    assert third.statuses == {"abstract": {"zh": "degenerate"}}
    assert (second.line, third.line) == (3, 5)


def test_a_failure_of_the_api_is_skipped_and_said() -> None:
    last = blocks(TRILINGUAL_CSV)[-1]
    assert (last.line, last.kind) == (6, "skipped")
    assert [(told.code, told.line, told.severity) for told in last.diagnostics] == [
        ("trilingual.api-error", 6, "warning")
    ]


def test_other_news_in_the_layout_is_skipped_and_said() -> None:
    text = f"{HEADER}\n0,<p>Points: 8</p>,x,me,2025-06-12T19:05:12+00:00,A snail,S,慢,https://example.org/snail\n"
    header, skipped = blocks(text)
    assert (header.kind, skipped.kind) == ("header", "skipped")
    assert [(told.code, told.message) for told in skipped.diagnostics] == [
        ("trilingual.not-a-paper", "No arXiv paper, skipped: A snail")
    ]


def test_news_posts_are_read_as_articles_that_are_no_papers() -> None:
    digest = read(Source.from_bytes("x.md", NEWS.encode()))
    assert (digest.format, digest.date, digest.date_origin) == ("trilingual", "2025-06-01", "content")
    assert dict(digest.declared) == {"German News": 2}
    assert [(block.line, block.kind) for block in digest.blocks if block.kind != "text"] == [
        (2, "header"),
        (11, "skipped"),
        (24, "skipped"),
    ]
    assert [told.message for told in digest.diagnostics] == [
        "No arXiv paper, skipped: Schnecke gewinnt Rennen",
        "No arXiv paper, skipped: Ein Fisch lernt lesen",
    ]


def test_the_columns_may_stand_in_any_order_and_some_be_missing() -> None:
    text = 'url,title,title-zh,title-de,authors,notes\nhttp://arxiv.org/abs/2505.10001v2,Slow,慢,Langsam,"A B, C D",x\n'
    (record,) = records(text)
    assert (record.id, record.version, record.title) == ("2505.10001", 2, {"en": "Slow", "de": "Langsam", "zh": "慢"})
    assert (record.authors, record.abstract, record.date) == (("A B", "C D"), {}, None)


def test_the_first_tables_have_no_translations() -> None:
    text = (
        ",title,abstract,date,url,authors\n0,Slow,Snails.,2025-05-29T17:58:02Z,http://arxiv.org/abs/cs/0101001v3,A B\n"
    )
    digest = read(Source.from_bytes("x.csv", text.encode()))
    (record,) = digest.records
    assert (digest.format, record.id, record.version) == ("trilingual-csv", "cs/0101001", 3)
    assert (record.title, record.abstract, record.statuses) == ({"en": "Slow"}, {"en": "Snails."}, {})


def test_an_abstract_may_be_in_german_too() -> None:
    text = (
        "url,title,title-de,title-zh,abstract,abstract-de\nhttp://arxiv.org/abs/2505.10001v2,Slow,L,慢,Slow.,Langsam.\n"
    )
    (record,) = records(text)
    assert record.abstract == {"en": "Slow.", "de": "Langsam."}


def test_the_file_name_tells_date_and_category() -> None:
    name = "csv/arxiv/2025/06/2025-06-01--arxiv-cs__DC.csv"
    digest = read(Source.from_bytes(name, TRILINGUAL_CSV.encode()))
    assert (digest.category, digest.date, digest.date_origin) == ("cs.DC", "2025-06-01", "filename")
    assert read(Source.from_bytes("x.csv", TRILINGUAL_CSV.encode())).category is None


@pytest.mark.parametrize(
    ("broken", "lines"),
    [
        (row(2, '"An open quote'), 1),
        (row(2, '"Closed" and not'), 1),
        (row(2, "One, cell too many"), 1),
        ("2,too,few\n", 1),
        ('2,"An open quote\nand a line, 7\n' + "more\n" * 3, 5),
        (row(2, '"' + "long " * 5000 + '"'), 1),
        (row(2, "long " * 40_000), 1),
    ],
)
def test_a_broken_row_costs_no_other(broken: str, lines: int) -> None:
    found = blocks(f"{HEADER}\n{row(1)}{broken}{row(3)}{row(4)}")
    assert [(block.line, block.kind) for block in found] == [
        (1, "header"),
        (2, "entry"),
        (3, "unread"),
        (3 + lines, "entry"),
        (4 + lines, "entry"),
    ]
    assert [(told.code, told.line) for told in found[2].diagnostics] == [("trilingual.bad-row", 3)]


def test_the_ids_of_a_broken_row_are_said() -> None:
    digest = read(Source.from_bytes("x.csv", f"{HEADER}\n{row(1)}{row(2, chr(34))}{row(3)}".encode()))
    assert [record.id for record in digest.records] == ["2505.10001", "2505.10003"]
    assert "2505.10002" in " ".join(told.message for told in digest.diagnostics)


def test_blank_lines_and_a_second_header_are_no_rows() -> None:
    text = f"{HEADER}\n\n{row(1)}\n{HEADER}\n{row(2)}\n"
    found = blocks(text)
    assert [(block.line, block.kind) for block in found] == [
        (1, "header"),
        (2, "entry"),
        (4, "text"),
        (6, "entry"),
        (7, "text"),
    ]
    assert [record.line for record in records(text)] == [3, 6]


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "title,url\nx,y\n", "id;title;url\n", '"open', "", "title-zh,url\n"])
def test_other_tables_are_not_taken_for_it(text: str) -> None:
    assert TrilingualCsv().sniff(text) == 0


CELLS = st.text(st.sampled_from('ab,"\n\r 慢\u0301é0.'), max_size=12)


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6))
def test_what_the_csv_module_writes_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, (abstract, authors, title) in enumerate(rows):
        url = f"http://arxiv.org/abs/2505.1{number:04}v1"
        writer.writerow([number, abstract, "", authors, "2025-05-29", f"T{title}", "S", "慢", url])
    found = records(written.getvalue())
    assert [(record.id, record.title["en"][0]) for record in found] == [
        (f"2505.1{number:04}", "T") for number in range(len(rows))
    ]


@pytest.mark.parametrize(
    "line",
    ['"a","\n', '1,"a","\n', '"', '1,"\n', ",,,,\n", '""', '1,"a\n', "1,\r", '"""\n', '2,"a"""\n,"'],
)
def test_sixteen_times_the_text_takes_linear_time_however_the_quotes_stand(line: str) -> None:
    def work(count: int) -> None:
        list(TrilingualCsv().parse(Source.from_bytes("x.csv", f"{HEADER}\n{line * count}".encode())))

    assert takes_linear_time(work, 2_000)


def tables() -> list[Any]:
    return [pytest.param(path, id=path.name) for path in sorted(CORPUS.glob("*.csv"))] if CORPUS.is_dir() else []


@pytest.mark.parametrize("path", tables())
def test_a_real_table_says_what_its_page_says(path: Path) -> None:
    table = read(Source.from_bytes(path.name, path.read_bytes()))
    page = read(Source.from_bytes(f"{path.stem}.md", path.with_suffix(".md").read_bytes()))
    assert [said(record) for record in table.records] == [said(record) for record in page.records]
    told = [[diagnostic.message for diagnostic in digest.diagnostics] for digest in (table, page)]
    assert told[0] == told[1]


def said(record: Record) -> dict[str, Any]:
    data = record.to_json()
    data["warnings"] = [(warning["code"], warning["message"]) for warning in data["warnings"]]
    return {key: value for key, value in data.items() if key != "line"}
