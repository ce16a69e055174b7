"""Any record and any evidence, for the properties of the library."""

from __future__ import annotations

from hypothesis import strategies as st

from digest_reader.merge import Evidence
from parsers.base import Diagnostic, Note, Origin, Record, Status

DAYS = st.sampled_from(["2025-07-01", "2025-07-04", "2025-07-15", "2025-08-20"])
TEXTS = st.sampled_from(["Leases", "Leases revisited", "Fäden", "线程", ""])
LANGS = st.sampled_from(["en", "zh", "de"])
STATUSES: st.SearchStrategy[Status] = st.sampled_from(["placeholder", "error", "missing", "untranslated", "degenerate"])
ORIGINS: st.SearchStrategy[Origin] = st.sampled_from(["machine", "ai"])
CATEGORIES = st.sampled_from(["cs.DC", "cs.LG", "math.CO"])


@st.composite
def records(draw: st.DrawFn, paper_id: str = "2507.00001") -> Record:
    """Any record of one paper, as digests of all formats might give it."""
    section = draw(st.sampled_from(["new", "cross", "replaced", "replaced-cross", None]))
    dated = draw(st.booleans())
    title = draw(st.dictionaries(LANGS, TEXTS, max_size=2))
    statuses = draw(st.dictionaries(LANGS, STATUSES, max_size=1))
    # What is missing is in no other field of a record.
    title = {lang: text for lang, text in title.items() if statuses.get(lang) != "missing"}
    return Record(
        id=paper_id,
        line=draw(st.integers(1, 9)),
        position=0,
        version=draw(st.none() | st.integers(1, 4)),
        title=title,
        abstract=draw(st.dictionaries(LANGS, TEXTS, max_size=2)),
        authors=draw(st.none() | st.lists(st.sampled_from(["Ada Kim", "Bo Li"]), min_size=1).map(tuple)),
        primary=draw(st.none() | CATEGORIES),
        categories=tuple(draw(st.lists(CATEGORIES, max_size=2, unique=True))),
        section=section,  # type: ignore[arg-type]
        comments=draw(st.none() | st.sampled_from(["9 pages", "v2: fixed"])),
        journal_ref=draw(st.none() | st.just("J. Inv. 3 (2025)")),
        doi=draw(st.none() | st.just("10.9999/1")),
        date=draw(DAYS) if dated else None,
        date_kind="updated" if dated else None,
        notes=tuple(
            draw(st.lists(st.builds(Note, st.sampled_from(["tldr", None]), st.just("TL;DR"), LANGS, TEXTS), max_size=2))
        ),
        urls=draw(st.dictionaries(st.just("abs"), st.sampled_from(["https://a.org", "https://b.org"]))),
        origins={"title": draw(st.dictionaries(LANGS, ORIGINS, max_size=1))},
        statuses={"title": statuses},
        warnings=(Diagnostic("x.y", "info", 1, "odd"),) if draw(st.booleans()) else (),
    )


@st.composite
def evidence(draw: st.DrawFn) -> list[Evidence]:
    """One to five pieces of evidence on one paper, of digests that are told apart by their sha256."""
    formats = st.sampled_from(["listing-text", "daily-markdown", "trilingual"])
    return [
        Evidence(draw(records()), position, draw(formats), draw(st.none() | DAYS), sha256, f"{sha256}.txt")
        for position, sha256 in draw(
            st.lists(st.tuples(st.integers(0, 1), st.sampled_from("abc")), min_size=1, max_size=5, unique=True)
        )
    ]
