"""Papers as RIS, the tagged format that reference managers take.

A tag and its value are one line, so that a value without line ends can begin no record of its own. The tags are those
of https://en.wikipedia.org/wiki/RIS_(file_format).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest_reader.export import reference
from digest_reader.tex import to_unicode
from parsers.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest_reader.models import Paper


def ris(papers: Iterable[Paper]) -> Iterator[str]:
    """Yield one record a paper."""
    for paper in papers:
        lines = (f"{tag}  - {shown}" for tag, value in _tags(paper) if (shown := one_line(to_unicode(value))))
        yield "\r\n".join((*lines, "ER  - ", "", ""))


def _tags(paper: Paper) -> Iterator[tuple[str, str]]:
    date = reference.appeared(paper)
    yield "TY", "JOUR" if paper.journal_ref else "UNPB"
    yield "TI", reference.own_title(paper)
    for title in reference.other_titles(paper).values():
        yield "TT", title
    for name in reference.authors(paper):
        family, given = reference.divided(name)
        yield "AU", f"{family}, {given}" if given else family
    if date is not None:
        yield "PY", str(date.year)
        yield "DA", f"{date.year}/{date.month:02}//" if date.month is not None else f"{date.year}///"
    yield "JO", paper.journal_ref or ""
    yield "AB", reference.own_abstract(paper)
    for category in paper.categories:
        yield "KW", category
    yield "DO", reference.doi(paper) or ""
    yield "UR", reference.address(paper) or ""
    yield "AN", f"arXiv:{paper.id}" if reference.is_arxiv(paper) else paper.id
    yield "N1", paper.comments or ""
    yield "N1", paper.note
