"""Papers as BibTeX: what is written, and that an independent reader gets each entry back whatever a paper says."""

from __future__ import annotations

import bibtexparser  # type: ignore[import-untyped]
import pytest
from bibtexparser.bparser import BibTexParser  # type: ignore[import-untyped]
from hypothesis import given

from digest_reader.export.bibtex import bibtex, entry_keys, latex
from digest_reader.models import Paper
from tests.export.papers import KAEHLER, hostile_papers, paper, seen


def read(text: str) -> list[dict[str, str]]:
    """Return the entries as bibtexparser reads them."""
    return bibtexparser.loads(text, BibTexParser(ignore_nonstandard_types=False)).entries  # type: ignore[no-any-return]


def test_a_paper_is_an_entry_with_all_that_a_citation_needs() -> None:
    assert "".join(bibtex([KAEHLER])) == (
        "@misc{kaehler2025retrieval,\n"
        "  title = {{Retrieval-Augmented Error Correction for $\\alpha$-Trees \\& "
        "\\textbraceleft{}DNA\\textbraceright{}}},\n"
        "  author = {Jürgen Kähler and 王芳 and Ludwig van Beethoven and {QUEUE Collaboration}},\n"
        "  year = {2025},\n"
        "  month = jul,\n"
        "  eprint = {2507.10367},\n"
        "  archiveprefix = {arXiv},\n"
        "  primaryclass = {cs.CL},\n"
        "  doi = {10.9999/abc_1},\n"
        "  url = {https://arxiv.org/abs/2507.10367},\n"
        "  note = {12 pages},\n"
        "  annote = {=read again \\#chapter-2},\n"
        "}\n\n"
    )


def test_a_published_paper_is_an_article_in_its_journal() -> None:
    [entry] = read("".join(bibtex([paper("math/0309136", journal_ref="J. Inv. 3 (2003) 1-9")])))
    assert (entry["ENTRYTYPE"], entry["journal"], entry["year"], entry["month"]) == (
        "article",
        "J. Inv. 3 (2003) 1-9",
        "2003",
        "September",
    )


def test_a_paper_from_elsewhere_has_its_address_and_the_year_it_was_seen() -> None:
    elsewhere = paper("https://papers.example/{a} b", appearances=(seen("2025-08-01"), seen("2025-06-30")))
    assert "".join(bibtex([elsewhere])) == (
        "@misc{kim2025leases,\n  title = {{Leases}},\n  author = {Ada Kim},\n  year = {2025},\n  month = jun,\n"
        "  url = {https://papers.example/%7Ba%7D%20b},\n}\n\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain", "Plain"),
        ("50% of R&D_1 #2", r"50\% of R\&D\_1 \#2"),
        ("Schr\\\"odinger's cat", "Schrödinger's cat"),
        ("$O(n^2)$ for {X}", r"$O(n^2)$ for \textbraceleft{}X\textbraceright{}"),
        ("from $5 to $6", r"from \$5 to \$6"),
        ("$\\input{/etc/passwd}$", r"\textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{}"),
        ("\\write18{id}", r"\textbackslash{}write18\textbraceleft{}id\textbraceright{}"),
        ("$\\mathcal{O}(\\log n)$", r"$\mathcal{O}(\log n)$"),
        ("two\nlines", "two lines"),
        ("a~b ^ \\", r"a\textasciitilde{}b \textasciicircum{} \textbackslash{}"),
    ],
)
def test_text_is_escaped_and_harmless_formulas_stay(text: str, expected: str) -> None:
    assert latex(text) == expected


@pytest.mark.parametrize(
    ("authors", "title", "key"),
    [
        (("Jürgen Kähler",), "Retrieval-Augmented Things", "kaehler2025retrieval"),
        (("王芳",), "On the Queues", "wang2025queues"),
        (("欧阳小明",), "量子", "ouyang2025"),
        (("Łucja Drzewińska",), "A Study", "drzewinska2025study"),
        (("Ludwig van Beethoven",), "$\\epsilon$-Agreement", "vanbeethoven2025agreement"),
        (None, "The", "anonymous2025the"),
        (("Kim, Ada",), "", "kimada2025"),
    ],
)
def test_a_key_is_made_of_author_year_and_first_telling_word(
    authors: tuple[str, ...] | None, title: str, key: str
) -> None:
    assert entry_keys([paper("2507.00001", title, authors)]) == {"2507.00001": key}


def test_keys_are_unique_and_do_not_depend_on_the_order() -> None:
    papers = [paper(f"2507.0000{number}") for number in (2, 1, 3)]
    expected = {
        "2507.00001": "kim2025leases",
        "2507.00002": "kim2025leases-2507.00002",
        "2507.00003": "kim2025leases-2507.00003",
    }
    assert entry_keys(papers) == entry_keys(papers[::-1]) == expected


@given(hostile_papers())
def test_any_papers_are_read_back_as_so_many_entries(papers: list[Paper]) -> None:
    text = "".join(bibtex(papers))
    entries = read(text)
    assert [entry["ID"] for entry in entries] == [entry_keys(papers)[each.id] for each in papers]
    assert len({entry["ID"] for entry in entries}) == len(papers)
    assert text.count("{") == text.count("}")
    for entry in entries:
        assert entry.keys() <= {
            "ENTRYTYPE", "ID", "title", "author", "year", "month", "journal", "eprint", "archiveprefix", "primaryclass",
            "doi", "url", "note", "annote",
        }  # fmt: skip
        assert not {"\\input", "\\write", "\\end"} & set(" ".join(entry.values()).replace("{", " ").split())
