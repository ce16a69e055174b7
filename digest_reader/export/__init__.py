"""Papers for other programs: BibTeX, RIS, CSV, JSON Lines, Markdown, plain ids.

Each format is a module with a pure renderer from papers to pieces of text, in which nothing that a paper says can
become more than a value of its field. Here they are named and chosen; `writing` puts the text into files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from digest_reader.models import Paper

Format = Literal["bibtex", "ris", "csv", "jsonl", "markdown", "ids"]
"""What papers can be written as."""
FORMATS: tuple[Format, ...] = get_args(Format)

ENDINGS: dict[Format, str] = {
    "bibtex": ".bib",
    "ris": ".ris",
    "csv": ".csv",
    "jsonl": ".jsonl",
    "markdown": ".md",
    "ids": ".txt",
}
"""How the names of files of each format end."""
_OTHER_ENDINGS: dict[str, Format] = {
    ".bibtex": "bibtex",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".markdown": "markdown",
    ".ids": "ids",
}


def format_of(name: str) -> Format | None:
    """Return the format that the ending of a file's name asks for, None when it asks for none."""
    lower = name.lower()
    for known, ending in ENDINGS.items():
        if lower.endswith(ending):
            return known
    return next((known for ending, known in _OTHER_ENDINGS.items() if lower.endswith(ending)), None)


def render(
    papers: Iterable[Paper], to: Format, *, title: str = "Papers", list_names: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Yield papers as text of a format, piece by piece; together the pieces are the whole file, as UTF-8.

    Args:
        papers: The papers, in order, each once. BibTeX goes through them twice, so that it needs more than an
            iterator.
        to: The format.
        title: What the papers are, for a format that has a heading.
        list_names: Slug to name of the reading lists; without it the slugs stand for the names.
    """
    names = list_names or {}
    match to:
        case "bibtex":
            from digest_reader.export.bibtex import bibtex

            return bibtex(papers)
        case "ris":
            from digest_reader.export.ris import ris

            return ris(papers)
        case "csv":
            from digest_reader.export.csv_table import csv_table

            return csv_table(papers, names)
        case "jsonl":
            from digest_reader.export.json_lines import json_lines

            return json_lines(papers, names)
        case "markdown":
            from digest_reader.export.markdown import markdown

            return markdown(papers, title)
        case "ids":
            from digest_reader.export.reference import one_id

            return (f"{one_id(paper)}\n" for paper in papers)
