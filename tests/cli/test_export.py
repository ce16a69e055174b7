"""``digest-reader export``: papers for other programs, in stdout and in files."""

from __future__ import annotations

import csv
import io
import stat

import bibtexparser  # type: ignore[import-untyped]
import pytest

from tests.cli.conftest import Reader


def keys_of(text: str) -> list[str]:
    """Return the keys of BibTeX entries."""
    return [entry["ID"] for entry in bibtexparser.loads(text).entries]


def test_the_newest_day_comes_as_bibtex(stocked: Reader) -> None:
    ran = stocked("export")
    assert (ran.code, ran.err) == (0, "")
    assert keys_of(ran.out)[:2] == ["hallvardsgaard2026undo", "shen2026marmot"]
    assert len(keys_of(ran.out)) == 31


def test_a_query_chooses_and_the_format_is_named(stocked: Reader) -> None:
    assert stocked("export", "leader", "election", "cat:cs.DC", "--format", "ids").out == "2611.96150\n"
    assert stocked("export", "all", "--format", "ids", "--limit", "2").out == "2611.96021\n2611.96087\n"


def test_a_reading_list_comes_in_its_own_order(stocked: Reader) -> None:
    stocked("mark", "2611.96087", "2611.96021", "--state", "saved", "--list", "Thesis", "--create")
    for name in ("Thesis", "thesis", "1"):
        ran = stocked("export", "--list", name, "--format", "ids")
        assert ran.out == "2611.96087\n2611.96021\n"
    assert stocked("export", "--list", "Thesis", "--format", "markdown").lines[0] == "# Thesis"


def test_the_ending_of_the_file_tells_the_format(stocked: Reader) -> None:
    ran = stocked("export", "leader election", "-o", "found.csv")
    assert (ran.code, ran.out, ran.err) == (0, "", "Wrote 1 paper to found.csv\n")
    [head, line] = csv.reader(io.StringIO((stocked.home / "found.csv").read_text(encoding="utf-8"), newline=""))
    assert dict(zip(head, line, strict=True))["id"] == "2611.96150"


def test_a_file_that_is_there_is_replaced_only_by_force(stocked: Reader) -> None:
    file = stocked.home / "mine.bib"
    file.write_text("mine", encoding="utf-8")
    file.chmod(0o640)
    ran = stocked("export", "-o", "mine.bib")
    assert (ran.code, file.read_text(encoding="utf-8")) == (1, "mine")
    assert ran.err == (
        "digest-reader: mine.bib is there already and stays as it is.\nName another, or replace it with --force.\n"
    )
    assert stocked("export", "-o", "mine.bib", "--force").code == 0
    assert (len(keys_of(file.read_text(encoding="utf-8"))), stat.S_IMODE(file.stat().st_mode)) == (31, 0o640)
    assert sorted(each.name for each in stocked.home.glob("*mine*")) == ["mine.bib"]


def test_a_paper_a_file_named_by_its_id(stocked: Reader) -> None:
    ran = stocked("export", "is:new", "--limit", "2", "--split-by-paper", "out/papers", "--format", "ris")
    assert (ran.code, ran.err) == (0, "Wrote 2 files to out/papers\n")
    folder = stocked.home / "out" / "papers"
    assert sorted(file.name for file in folder.iterdir()) == ["2611.96021.ris", "2611.96087.ris"]
    (folder / "2611.96021.ris").unlink()
    again = stocked("export", "is:new", "--limit", "2", "--split-by-paper", "out/papers", "--format", "ris")
    assert (again.code, [file.name for file in folder.iterdir()]) == (1, ["2611.96087.ris"])


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (["-o", "x.docx"], 1, "The name 'x.docx' tells no format."),
        (["-o", "."], 1, "The name '.' tells no format."),
        (["-o", ".", "--format", "csv"], 1, ". is no file."),
        (["-o", "no/where.bib"], 1, "no/where.bib cannot be written: No such file or directory."),
        (["--list", "Nowhere"], 1, "There is no reading list “Nowhere”."),
        (["--list", "Nowhere", "graphs"], 2, "argument QUERY: not allowed with argument --list"),
        (["colour:red"], 2, "The query has a part that means nothing: colour:red"),
        (["--format", "pdf"], 2, "argument --format: invalid choice: 'pdf'"),
    ],
)
def test_what_cannot_be_done_is_said(stocked: Reader, typed: list[str], code: int, said: str) -> None:
    ran = stocked("export", *typed)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(f"digest-reader: {said}")


def test_nothing_found_is_an_empty_export_and_says_so(stocked: Reader) -> None:
    ran = stocked("export", "zzyzx-nothing", "-o", "none.bib")
    assert (ran.code, (stocked.home / "none.bib").read_bytes()) == (0, b"")
    assert ran.err.startswith("No paper matches 'zzyzx-nothing'")


def test_ids_go_back_into_mark(stocked: Reader) -> None:
    ids = stocked("export", "leader election", "--format", "ids").out
    assert stocked("mark", "-", "--state", "saved", stdin=ids).code == 0
    assert stocked("export", "is:saved", "--format", "ids").out == ids
