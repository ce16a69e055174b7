r"""Papers as BibTeX in UTF-8.

A value stands in braces, and its own braces are balanced or spelled out, so that no text can end its entry.
Formulas that hold nothing but known commands of mathematics stay TeX; everything else becomes text with LaTeX's special
characters escaped, because ``\input`` in a title would be obeyed by whoever cites the paper.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digest_reader import fold
from digest_reader.export import reference
from digest_reader.tex import formulas, to_unicode
from digest_reader.tex_formula import SHOWING
from parsers.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest_reader.models import Paper

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces whether or not a backslash stands before them.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "\u00a0": "~",
        **{char: f"\\{char}" for char in "&%$#_"},
    }
)
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_ENDS_FORMULA = re.compile(r"(?<!\\)[%#&$]")
_CORPORATE = re.compile(r"(?i)\b(?:collaborations?|consortium|team|group)$")
_SEPARATES_NAMES = re.compile(r"(?i)(?:^|\s)and(?:\s|$)|,|^others$")
# Words that tell nothing of a title, in the languages of the sources' titles.
_SMALL_WORD = re.compile(
    "an?|the|of|on|in|to|for|from|with|and|or|at|by|as|is|are|via|into|over|under|towards?|does|do|can|how|what|when|why"
    "|der|die|das|eine?|zur|zum|von|mit|und|fuer|im"
)
_LONGEST_WORD = 24


def bibtex(papers: Iterable[Paper]) -> Iterator[str]:
    """Yield one entry a paper. The papers are gone through twice: a key has to know of those it might clash with."""
    keys = entry_keys(papers)
    for paper in papers:
        yield _entry(paper, keys[paper.id])


def entry_keys(papers: Iterable[Paper]) -> dict[str, str]:
    """Return paper id to entry key: ``kaehler2025retrieval``, from first author, year and first word of the title.

    Of several papers that come to the same key the one with the lowest id has it, and the others carry their id behind
    it, so that their order does not matter.
    """
    bases = {paper.id: _base(paper) for paper in papers}
    owners: dict[str, str] = {}
    for paper_id in sorted(bases):
        owners.setdefault(bases[paper_id], paper_id)
    return {
        paper_id: base if owners[base] == paper_id else f"{base}-{reference.slug(paper_id).lower()}"
        for paper_id, base in bases.items()
    }


def latex(text: str) -> str:
    r"""Return a title or other running text, TeX or not, as LaTeX that is balanced and calls no command that acts."""
    text = one_line(text)
    out, at = [], 0
    for start, end in formulas(text):
        formula = text[start:end]
        if start >= at and _is_harmless(formula):
            out += [_escaped(text[at:start]), formula]
            at = end
    return "".join([*out, _escaped(text[at:])])


def _escaped(text: str) -> str:
    return to_unicode(text).translate(_SPECIAL)


def _is_harmless(formula: str) -> bool:
    """Tell whether a formula, with its dollars, is balanced for BibTeX and made of known mathematics alone."""
    inside = formula[1:-1]
    if not formula.startswith("$") or formula.startswith("$$") or inside.endswith("\\") or _ENDS_FORMULA.search(inside):
        return False
    depth = 0
    for char in inside:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0 and inside.isascii() and all(name in SHOWING for name in _COMMAND.findall(inside))


def _entry(paper: Paper, key: str) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(paper))
    return f"@{'article' if paper.journal_ref else 'misc'}{{{key},\n{fields}}}\n\n"


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the fields that there is something to say in, and their values as they are written."""
    date = reference.appeared(paper)
    is_arxiv = reference.is_arxiv(paper)
    # A second pair of braces: styles that lower titles would make "dna" of "DNA".
    title = latex(reference.own_title(paper)) or latex(paper.id)
    yield "title", f"{{{{{title}}}}}"
    yield from _field("author", " and ".join(map(_name, reference.authors(paper))))
    if date is not None:
        yield "year", f"{{{date.year}}}"
        if date.month is not None:
            yield "month", _MONTHS[date.month - 1]
    yield from _field("journal", latex(paper.journal_ref or ""))
    if is_arxiv:
        yield "eprint", f"{{{paper.id}}}"
        yield "archiveprefix", "{arXiv}"
        yield from _field("primaryclass", latex(paper.primary or ""))
    yield from _field("doi", reference.doi(paper) or "")
    yield from _field("url", reference.address(paper) or "")
    yield from _field("note", latex(paper.comments or ""))
    # What a person wrote for themselves belongs in no bibliography: no style prints this field.
    yield from _field("annote", latex(paper.note))


def _field(name: str, value: str) -> Iterator[tuple[str, str]]:
    if value:
        yield name, f"{{{value}}}"


def _name(name: str) -> str:
    """Return an author's name; one that BibTeX would take apart wrongly in braces of its own."""
    told = latex(name)
    return f"{{{told}}}" if _CORPORATE.search(name) or _SEPARATES_NAMES.search(name) else told


def _base(paper: Paper) -> str:
    names = reference.authors(paper)
    date = reference.appeared(paper)
    family = _ascii(_in_latin(reference.divided(to_unicode(names[0])).family)) if names else ""
    return f"{family or 'anonymous'}{'' if date is None else date.year}{_first_word(reference.own_title(paper))}"


def _first_word(title: str) -> str:
    """Return the first word that tells something: no article, no lone letter of a formula where there is a word."""
    words = [word for each in fold.fold(to_unicode(title)).split() if (word := _ascii(each))]
    told = [word for word in words if len(word) > 1 and not _SMALL_WORD.fullmatch(word)] or words
    return told[0][:_LONGEST_WORD] if told else ""


def _ascii(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", (fold.respelled(text) or fold.fold(text)).lower())


def _in_latin(family: str) -> str:
    """Return a family name in letters: of a Chinese name the first character, of one of four or more the first two."""
    if not fold.CJK.match(family):
        return family
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(family[: 2 if len(family) >= 4 else 1]))
