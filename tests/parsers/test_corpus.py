"""Every real digest of a family that is read has as many entries as an independent count found."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from parsers.digest import read
from parsers.source import Source

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
FAMILIES = {
    "daily-md": "daily-markdown",
    "daily-jsonl": "daily-jsonl",
    "linguavitamin-text": "trilingual",
    "linguavitamin": "trilingual",
    "linguavitamin-news": "trilingual",
    "list-text": "listing-text",
    "list-text-real": "listing-text",
    "list-html": "listing-html",
    "feeds": "announcement-feed",
    "email": "mail",
    "other-md": "markdown-list",
}
NO_PAPERS = (
    "2025-05-31--news-de",
    "2025-06-13--hacker-news-hacker-news",
    "2025-06-20--arxiv-cs__LG",
    "2025-06-20--arxiv-cs__PL",
    "2025-06-22--news-de",
)
"""What these announce are news and failures of the API: all of their articles are skipped."""
MISCOUNTED = {"hdShang_index.md": 24}
"""A table of 24 papers, as it says itself; the count by links to arXiv missed its rows, which have none."""

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the real digests are not here")


def files() -> list[Any]:
    if not CORPUS.is_dir():
        return []
    with (CORPUS / "MANIFEST.tsv").open(encoding="utf-8", newline="") as manifest:
        rows = list(csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        pytest.param(
            row["family"],
            row["file"],
            MISCOUNTED.get(row["file"], int(row["expected_entries"])),
            id=f"{row['family']}-{row['file']}",
        )
        for row in rows
        if row["family"] in FAMILIES
    ]


def format_of(family: str, file: str) -> str:
    """Two families hold files of two formats."""
    if file.endswith(".csv"):
        return "trilingual-csv"
    return "api-atom" if family == "feeds" and file.startswith("api_") else FAMILIES[family]


@pytest.mark.parametrize(("family", "file", "expected"), files())
def test_a_real_digest_has_its_entries(family: str, file: str, expected: int) -> None:
    source = Source.from_bytes(file, (CORPUS / family / file).read_bytes())
    digest = read(source)
    skipped = [block for block in digest.blocks if block.kind == "skipped"]
    assert digest.format == format_of(family, file)
    no_papers = file.rpartition(".")[0] in NO_PAPERS
    assert (len(digest.records), len(skipped)) == ((0, expected) if no_papers else (expected, 0))
    assert "".join(block.raw for block in digest.blocks) == source.text
    assert [diagnostic for diagnostic in digest.diagnostics if diagnostic.severity == "error"] == []
