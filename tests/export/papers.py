"""Invented papers for the exports: one that is all one could wish for, and any that strangers could write."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from digest_reader.models import Appearance, Decision, Paper, Text

KAEHLER = Paper(
    key=1,
    id="2507.10367",
    versions=(1, 2),
    title={
        "en": Text("Retrieval-Augmented Error Correction for $\\alpha$-Trees & {DNA}"),
        "zh": Text("检索增强的纠错", "machine"),
    },
    abstract={"en": Text("First 100% of it.\n\nThen the rest.")},
    authors=("Jürgen Kähler", "王芳", "Ludwig van Beethoven", "QUEUE Collaboration"),
    primary="cs.CL",
    categories=("cs.CL", "cs.LG"),
    comments="12 pages",
    journal_ref=None,
    doi="https://doi.org/10.9999/abc_1",
    urls={"abs": "https://arxiv.org/abs/2507.10367"},
    notes=(),
    appearances=(),
    decision=Decision("saved", "2025-07-20T08:00:00", 2, None),
    lists=("thesis",),
    note="=read again\n\n#chapter-2",
)
"""A paper of which everything is known."""


def paper(paper_id: str, title: str = "Leases", authors: tuple[str, ...] | None = ("Ada Kim",), **fields: Any) -> Paper:
    """Return a paper of which little is known."""
    bare = replace(
        KAEHLER,
        key=fields.pop("key", 2),
        id=paper_id,
        versions=(),
        abstract={},
        categories=(),
        primary=None,
        comments=None,
        doi=None,
        urls={},
        decision=None,
        lists=(),
        note="",
    )
    return replace(bare, title={"en": Text(title)} if title else {}, authors=authors, **fields)


def seen(date: str | None) -> Appearance:
    """Return an appearance on a day."""
    return Appearance("a.md", "markdown-list", date, "announced", None, None, 0, None, 1, "x", (), 1)


_SNIPPETS = st.sampled_from(
    [
        "}", "{", "}\n\n@misc{evil,", "@article{x, title={y}}", "\nER  - \nTY  - JOUR\nTI  - evil", "\r\nTY  - JOUR",
        "=1+1", "@SUM(A1)", "-2", "+3", "\t=1", '"', '";"', ",", "\n", "\r", "\x85", "\u2028", "\x1b]0;x\x07", "\x00",
        "$", "$x$", "$\\input{/etc/passwd}$", "\\", "\\write18{id}", "\\end{document}", "%", "#", "&", "_", "~", "^",
        "<script>", "](javascript:x)", "# H", "- a", "1. a", "```", "| a |", "\ud800", "and", " and ", ", ", "李",
        "Ä", "\u202e", "word", " ", "http://a.b/c d", "\\{", "\\}", "$\\{x$", "``", "''", "ER  -", "%}", "\\%}",
    ]
)  # fmt: skip
HOSTILE = st.lists(_SNIPPETS | st.text(max_size=6), max_size=6).map("".join)
"""Text as strangers write it who know the formats."""


@st.composite
def hostile_papers(draw: st.DrawFn) -> list[Paper]:
    """Some papers with hostile text in each field, each id once."""
    ids = st.sampled_from(["2507.10367", "2507.10368", "math/0309136", "hep-th/9901001"])
    others = HOSTILE.map(lambda text: f"https://a.example/{text}") | HOSTILE.filter(bool)
    chosen = draw(st.lists(ids | others, min_size=1, max_size=4, unique=True))
    text = st.builds(Text, HOSTILE)
    return [
        Paper(
            key=number,
            id=each,
            versions=tuple(draw(st.lists(st.integers(1, 9), max_size=2, unique=True))),
            title=draw(st.dictionaries(st.sampled_from(["en", "zh", "de"]), text, max_size=3)),
            abstract=draw(st.dictionaries(st.sampled_from(["en", "zh"]), text, max_size=2)),
            authors=draw(st.none() | st.lists(HOSTILE, max_size=3).map(tuple)),
            primary=draw(st.none() | HOSTILE),
            categories=tuple(draw(st.lists(HOSTILE, max_size=2))),
            comments=draw(st.none() | HOSTILE),
            journal_ref=draw(st.none() | HOSTILE),
            doi=draw(st.none() | HOSTILE),
            urls=draw(st.dictionaries(st.just("abs"), HOSTILE)),
            notes=(),
            appearances=tuple(map(seen, draw(st.lists(st.none() | st.just("2025-07-01") | HOSTILE, max_size=2)))),
            decision=None,
            lists=tuple(draw(st.lists(HOSTILE, max_size=2))),
            note=draw(HOSTILE),
        )
        for number, each in enumerate(chosen)
    ]
