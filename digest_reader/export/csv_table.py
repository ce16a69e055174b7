"""Papers as a table in CSV (RFC 4180), safe to open in a spreadsheet.

A cell that a spreadsheet would take for a formula has an apostrophe before it: a title may begin with ``=``.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from digest_reader.export import reference
from digest_reader.tex import to_unicode
from parsers.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from digest_reader.models import Paper

COLUMNS = (
    "id",
    "version",
    "title",
    "title_zh",
    "title_de",
    "authors",
    "primary",
    "categories",
    "year",
    "month",
    "state",
    "decided",
    "lists",
    "note",
    "comments",
    "journal",
    "doi",
    "url",
    "abstract",
)
"""The heads of the columns."""
# The wide forms, which some spreadsheets treat alike, too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_table(papers: Iterable[Paper], list_names: Mapping[str, str]) -> Iterator[str]:
    """Yield the head, then one line a paper; several authors, categories or lists stand in one cell with ``; ``."""
    yield _line(COLUMNS)
    for paper in papers:
        yield _line(map(guarded, _cells(paper, list_names)))


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cells(paper: Paper, list_names: Mapping[str, str]) -> Iterator[str]:
    date = reference.appeared(paper)
    titles = reference.other_titles(paper)
    told = (
        reference.one_id(paper),
        str(paper.versions[-1]) if paper.versions else "",
        reference.own_title(paper),
        titles.get("zh", ""),
        titles.get("de", ""),
        "; ".join(reference.authors(paper)),
        paper.primary or "",
        "; ".join(paper.categories),
        "" if date is None else str(date.year),
        "" if date is None or date.month is None else str(date.month),
        paper.state,
        "" if paper.decision is None else paper.decision.at[:10],
        "; ".join(list_names.get(each, each) for each in paper.lists),
        paper.note,
        paper.comments or "",
        paper.journal_ref or "",
        reference.doi(paper) or "",
        reference.address(paper) or "",
        reference.own_abstract(paper),
    )
    return (one_line(to_unicode(each)) for each in told)


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
