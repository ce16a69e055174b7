"""The other formats: what is written, and that independent readers get every paper back whatever it says."""

from __future__ import annotations

import csv
import io
import json

import pytest
import rispy  # type: ignore[import-untyped]
from hypothesis import given

from digest_reader.export import FORMATS, format_of, render
from digest_reader.export.csv_table import COLUMNS
from digest_reader.export.markdown import escaped
from digest_reader.export.reference import slug
from digest_reader.models import Paper
from parsers.arxiv_id import find_ids
from parsers.markdown_list import MarkdownList
from parsers.source import Source
from tests.export.papers import HOSTILE, KAEHLER, hostile_papers, paper


def text_of(papers: list[Paper], to: str) -> str:
    """Return an export as a whole."""
    return "".join(render(papers, to, title="Thesis", list_names={"thesis": "My = thesis"}))  # type: ignore[arg-type]


def test_a_paper_as_ris() -> None:
    assert text_of([KAEHLER], "ris") == "\r\n".join(
        [
            "TY  - UNPB",
            "TI  - Retrieval-Augmented Error Correction for α-Trees & {DNA}",
            "TT  - 检索增强的纠错",
            "AU  - Kähler, Jürgen",
            "AU  - 王芳",
            "AU  - van Beethoven, Ludwig",
            "AU  - Collaboration, QUEUE",
            "PY  - 2025",
            "DA  - 2025/07//",
            "AB  - First 100% of it. Then the rest.",
            "KW  - cs.CL",
            "KW  - cs.LG",
            "DO  - 10.9999/abc_1",
            "UR  - https://arxiv.org/abs/2507.10367",
            "AN  - arXiv:2507.10367",
            "N1  - 12 pages",
            "N1  - =read again #chapter-2",
            "ER  - ",
            "",
            "",
        ]
    )


def test_a_paper_as_a_line_of_csv() -> None:
    [head, line] = csv.reader(io.StringIO(text_of([KAEHLER], "csv"), newline=""))
    assert dict(zip(head, line, strict=True)) == {
        "id": "2507.10367",
        "version": "2",
        "title": "Retrieval-Augmented Error Correction for α-Trees & {DNA}",
        "title_zh": "检索增强的纠错",
        "title_de": "",
        "authors": "Jürgen Kähler; 王芳; Ludwig van Beethoven; QUEUE Collaboration",
        "primary": "cs.CL",
        "categories": "cs.CL; cs.LG",
        "year": "2025",
        "month": "7",
        "state": "saved",
        "decided": "2025-07-20",
        "lists": "My = thesis",
        "note": "'=read again #chapter-2",
        "comments": "12 pages",
        "journal": "",
        "doi": "10.9999/abc_1",
        "url": "https://arxiv.org/abs/2507.10367",
        "abstract": "First 100% of it. Then the rest.",
    }


def test_a_paper_in_a_markdown_document() -> None:
    assert text_of([KAEHLER], "markdown") == (
        "# Thesis\n\n"
        "## [Retrieval-Augmented Error Correction for α-Trees \\& \\{DNA\\}](https://arxiv.org/abs/2507.10367)\n\n"
        "*检索增强的纠错*\n\n"
        "Jürgen Kähler, 王芳, Ludwig van Beethoven, QUEUE Collaboration\n\n"
        "arXiv:2507.10367v2 · cs.CL, cs.LG · 12 pages\n\n"
        "> \\=read again\n>\n> \\#chapter-2\n\n"
        "First 100% of it.\n\nThen the rest.\n"
    )


def test_a_paper_as_json_is_what_list_prints() -> None:
    assert json.loads(text_of([KAEHLER], "jsonl")) == KAEHLER.to_json({"thesis": "My = thesis"})


def test_ids_are_a_line_each() -> None:
    assert text_of([KAEHLER, paper("math/0309136")], "ids") == "2507.10367\nmath/0309136\n"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[x](y) *a* _b_ `c`", "\\[x\\](y) \\*a\\* \\_b\\_ \\`c\\`"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("===", "\\==="),
        ("# head\nnext", "\\# head next"),
        ("<b> &amp;", "\\<b\\> \\&amp;"),
    ],
)
def test_markdown_shows_text_as_it_is_written(written: str, shown: str) -> None:
    assert escaped(written) == shown


@given(hostile_papers())
def test_rispy_reads_back_as_many_records(papers: list[Paper]) -> None:
    records = rispy.loads(text_of(papers, "ris"))
    assert len(records) == len(papers)
    assert {record["type_of_reference"] for record in records} <= {"UNPB", "JOUR"}


@given(hostile_papers())
def test_csv_reads_back_as_many_lines_and_no_formula(papers: list[Paper]) -> None:
    text = text_of(papers, "csv")
    [head, *lines] = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert (tuple(head), len(lines)) == (COLUMNS, len(papers))
    assert all(len(line) == len(COLUMNS) for line in lines)
    assert text.count("\n") == text.count("\r\n") == len(papers) + 1
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for line in lines for cell in line)


@given(hostile_papers())
def test_json_reads_back_the_same(papers: list[Paper]) -> None:
    lines = text_of(papers, "jsonl").split("\n")
    assert [json.loads(line) for line in lines if line] == [each.to_json({"thesis": "My = thesis"}) for each in papers]


@given(hostile_papers())
def test_no_text_makes_a_heading_of_its_own_in_markdown(papers: list[Paper]) -> None:
    lines = text_of(papers, "markdown").split("\n")
    assert sum(line.startswith("## ") for line in lines) == len(papers)
    assert sum(line.startswith(("#", "---", "===", "```", "- ", "|")) for line in lines) == len(papers) + 1


@given(hostile_papers())
def test_every_format_is_utf8_without_control_characters(papers: list[Paper]) -> None:
    for to in FORMATS:
        text = text_of(papers, to).replace("\r\n", "\n")
        text.encode("utf-8")
        assert not any(char < " " and char != "\n" for char in text), to


def test_the_markdown_document_can_be_imported_again() -> None:
    text = text_of([KAEHLER, paper("2507.00001", "Leases *in* [Brackets]")], "markdown")
    records = [block.record for block in MarkdownList().parse(Source.from_bytes("x.md", text.encode())) if block.record]
    assert [each.id for each in records] == ["2507.10367", "2507.00001"]


@given(HOSTILE.filter(bool), HOSTILE.filter(bool))
def test_a_slug_is_a_plain_file_name_of_its_own(one: str, other: str) -> None:
    for name in (slug(one), slug(other)):
        assert name
        assert name[0] not in ".-"
        assert "/" not in name
        assert "\\" not in name
        assert name.isascii()
        assert name.isprintable()
        assert len(name) < 100
    assert (slug(one) == slug(other)) == (one == other)


@pytest.mark.parametrize(
    ("paper_id", "name"),
    [("2507.10367", "2507.10367"), ("math/0309136", "math-0309136"), ("math.GT/0309136", "math.GT-0309136")],
)
def test_the_slug_of_an_arxiv_id_is_the_id(paper_id: str, name: str) -> None:
    assert (slug(paper_id), find_ids(paper_id)[0].id) == (name, paper_id)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.bib", "bibtex"),
        ("A.RIS", "ris"),
        ("a.b.csv", "csv"),
        ("x.jsonl", "jsonl"),
        ("l.md", "markdown"),
        ("x", None),
    ],
)
def test_the_format_is_told_from_the_ending(name: str, found: str | None) -> None:
    assert format_of(name) == found
