"""Papers as a Markdown document to read, print or share: a heading a paper, who wrote it, the note, the abstract.

What a paper says is escaped (CommonMark, section 2.4), so that it shows as it is written and makes no structure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest_reader.export import reference
from digest_reader.tex import to_unicode
from parsers.cleaning import clean_paragraphs, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest_reader.models import Paper

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_AT_START = re.compile(r"^([-+=:]|[0-9]{1,9}(?=[.)]))")
# A closing bracket would end the link.
_IN_LINK = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E"})


def markdown(papers: Iterable[Paper], title: str) -> Iterator[str]:
    """Yield a heading, then a section a paper."""
    yield f"# {escaped(title)}\n"
    for paper in papers:
        yield "\n" + "\n\n".join(_paragraphs(paper)) + "\n"


def escaped(text: str) -> str:
    """Return a text on one line that shows in Markdown as it is written, also where it begins a line."""
    shown = _MARKS.sub(r"\\\1", one_line(to_unicode(text)).replace("\u00a0", " "))
    return _AT_START.sub(lambda match: f"{match[1]}\\" if match[1].isdigit() else f"\\{match[1]}", shown)


def _paragraphs(paper: Paper) -> Iterator[str]:
    url = reference.address(paper)
    title = escaped(reference.own_title(paper)) or "(no title)"
    yield f"## {title}" if url is None else f"## [{title}]({url.translate(_IN_LINK)})"
    for other in reference.other_titles(paper).values():
        yield f"*{escaped(other)}*"
    names = reference.authors(paper)
    if names:
        yield escaped(", ".join(names))
    yield " · ".join(map(escaped, _facts(paper)))
    if paper.note.strip():
        yield "> " + "\n>\n> ".join(map(escaped, clean_paragraphs(paper.note).split("\n\n")))
    abstract = clean_paragraphs(reference.own_abstract(paper))
    if abstract:
        yield from map(escaped, abstract.split("\n\n"))


def _facts(paper: Paper) -> Iterator[str]:
    version = f"v{paper.versions[-1]}" if paper.versions else ""
    yield f"arXiv:{paper.id}{version}" if reference.is_arxiv(paper) else paper.id
    if paper.categories:
        yield ", ".join(paper.categories)
    for told in (paper.comments, paper.journal_ref):
        if told:
            yield told
