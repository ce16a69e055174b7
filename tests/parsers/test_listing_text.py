"""The arXiv listing page as text, in the shapes that extractors give it, with invented papers."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.arxiv_id import find_ids
from parsers.base import Block, Header, Record
from parsers.listing_text import ListingText
from parsers.source import Source
from tests.parsers.linear import takes_linear_time

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = SHARED / "corpus"

NAMES = (
    "Ada Berg, Bruno Castell, Chiara Dumont, Dmitri Egorov, Elif Fidan, Farid Ghazal, Greta Holm, Hiro Ishida, "
    "Ines Jardim"
)
DC = "Distributed, Parallel, and Cluster Computing (cs.DC)"

PAGE = f"""\
Distributed, Parallel, and Cluster Computing
See recent articles
Showing new listings for Tuesday, 4 February 2025
- [1] arXiv:2502.00101 [pdf, html, other]
-
Title: Moss: Lazy Clocks for Large ClustersSubjects: {DC}; Performance (cs.PF)
Clocks drift. We let them.
- [2] arXiv:2502.00102 [pdf, other]
-
Title: A Queue for Slow Networks{NAMES}Comments: 9 pages, accepted at QSN'25Journal-ref: J. Queues 3Subjects: {DC}
Queues grow when nobody looks, see arXiv:2401.00007.
We look, at this https URL and at $O(\\log n)$ cost. - [3] arXiv:2502.00103 [pdf, html, other]
-
Title: Comments: a StudyComments: 3 figuresSubjects: {DC}
We read comments.
New submissions (showing 3 of 3 entries)
- [4] arXiv:2502.00104 (cross-list from math.CO) [pdf, html, other]
-
Title: Counting TreesSubjects: Combinatorics (math.CO); {DC}
Trees are counted.
Cross submissions (showing 1 of 1 entries)
- [5] arXiv:2311.00105 (replaced) [pdf, html, other]
-
Title: Old Trees, New RootsSubjects: Quantum Physics (quant-ph); {DC}
Roots were replaced.
"""


def source(text: str) -> Source:
    return Source.from_bytes("listing.txt", text.encode("utf-8", "surrogatepass"))


def blocks(text: str) -> list[Block]:
    found = list(ListingText().parse(Source("listing.txt", text, "", 0, "utf-8")))
    assert "".join(block.raw for block in found) == text
    assert [block.line for block in found] == [
        1 + "".join(block.raw for block in found[:index]).count("\n") for index in range(len(found))
    ]
    return found


def records(text: str) -> list[Record]:
    return [block.record for block in blocks(text) if block.record]


def entry(text: str) -> Record:
    """Read the text of one entry under an ordinary heading."""
    (record,) = records(f"[1] arXiv:2502.00101 [pdf, html, other]\n{text}")
    return record


def codes(found: list[Block]) -> list[tuple[str, int]]:
    warnings = [warning for block in found if block.record for warning in block.record.warnings]
    return [(item.code, item.line) for item in [*warnings, *(d for block in found for d in block.diagnostics)]]


def test_reads_every_field_of_a_page() -> None:
    expected: list[dict[str, Any]] = [
        {
            "id": "2502.00101",
            "version": 1,
            "line": 4,
            "title": "Moss: Lazy Clocks for Large Clusters",
            "abstract": "Clocks drift. We let them.",
            "categories": ["cs.DC", "cs.PF"],
            "section": "new",
        },
        {
            "id": "2502.00102",
            "version": 1,
            "line": 8,
            "title": "A Queue for Slow Networks",
            "abstract": "Queues grow when nobody looks, see arXiv:2401.00007.\n\n"
            "We look, at this https URL and at $O(\\log n)$ cost.",
            "authors": NAMES.split(", "),
            "categories": ["cs.DC"],
            "section": "new",
            "comments": "9 pages, accepted at QSN'25",
            "journal_ref": "J. Queues 3",
            "kinds": ["pdf"],
        },
        {
            "id": "2502.00103",
            "version": 1,
            "line": 12,
            "title": "Comments: a Study",
            "abstract": "We read comments.",
            "categories": ["cs.DC"],
            "section": "new",
            "comments": "3 figures",
            "warnings": ["listing.glued-entry"],
        },
        {
            "id": "2502.00104",
            "version": 1,
            "line": 17,
            "title": "Counting Trees",
            "abstract": "Trees are counted.",
            "categories": ["math.CO", "cs.DC"],
            "section": "cross",
            "cross_from": "math.CO",
        },
        {
            "id": "2311.00105",
            "version": None,
            "line": 22,
            "title": "Old Trees, New Roots",
            "abstract": "Roots were replaced.",
            "categories": ["quant-ph", "cs.DC"],
            "section": "replaced",
        },
    ]
    assert [record.to_json() for record in records(PAGE)] == [
        _json(position, entry) for position, entry in enumerate(expected)
    ]


def _json(position: int, entry: dict[str, Any]) -> dict[str, Any]:
    kinds = {"abs", *entry.get("kinds", ["pdf", "html"])}
    message = "Entry [3] began in the last line of the abstract before it; they were taken apart."
    return {
        "id": entry["id"],
        "version": entry["version"],
        "line": entry["line"],
        "position": position,
        "title": {"en": entry["title"]},
        "abstract": {"en": entry["abstract"]},
        "authors": entry.get("authors"),
        "primary": entry["categories"][0],
        "categories": entry["categories"],
        "section": entry["section"],
        "cross_from": entry.get("cross_from"),
        "comments": entry.get("comments"),
        "journal_ref": entry.get("journal_ref"),
        "doi": None,
        "date": None,
        "date_kind": None,
        "notes": [],
        "urls": {kind: f"https://arxiv.org/{kind}/{entry['id']}" for kind in kinds},
        "extra": {},
        "warnings": [
            {"code": code, "severity": "info", "line": entry["line"], "message": message}
            for code in entry.get("warnings", [])
        ],
    }


def test_the_page_says_its_category_its_date_and_how_many_entries_it_has() -> None:
    headers = [block.header for block in blocks(PAGE) if block.header]
    assert headers == [
        Header(category="cs.DC", date="2025-02-04"),
        Header(declared={"new": 3}),
        Header(declared={"cross": 1}),
    ]


def test_carriage_returns_change_nothing() -> None:
    assert records(PAGE.replace("\n", "\r\n")) == records(PAGE)


def test_decomposed_letters_change_nothing() -> None:
    text = PAGE.replace("Ada Berg", "Zoë Núñez")
    decomposed = text.replace("ë", "e\u0308").replace("ú", "u\u0301").replace("ñ", "n\u0303")
    assert records(decomposed) == records(text)


LINES = f"""\
# Number Theory

Showing new listings for Friday, 31 January 2025

Total of 3 entries
Showing up to 2000 entries per page: fewer | more | all

### New submissions (showing first 1 of 40 entries)

[1] arXiv:2501.00201 [pdf]
Title: Sums of Squares
Ada Berg, Bruno Castell
Comments: 5 pages
Subjects: Number Theory (math.NT) ; Combinatorics (math.CO)

    Squares are summed.

    Sums are squared.

### Cross submissions (continued, showing last 1 of 9 entries)

[2] arXiv:2501.00202 (cross-list from cs.IT) [pdf, html, other]
Title: Codes
Ada Berg
Subjects: Information Theory (cs.IT); Number Theory (math.NT)

    Codes are kept.

### Replacement submissions (showing 1 of 1 entries)

[3] arXiv:2401.00203v4 (replaced) [pdf, html, other]
Title: Primes,
  Revisited by Many
{NAMES.replace("Dmitri", chr(10) + "Dmitri")}
Subjects: Number Theory (math.NT)

    Primes are many.

Total of 3 entries
Showing up to 2000 entries per page: fewer | more | all
"""


def test_reads_a_page_with_headings_before_their_entries_and_a_field_a_line() -> None:
    found = records(LINES)
    assert [(r.id, r.version, r.section, r.cross_from) for r in found] == [
        ("2501.00201", 1, "new", None),
        ("2501.00202", 1, "cross", "cs.IT"),
        ("2401.00203", 4, "replaced", None),
    ]
    assert [(r.title["en"], r.authors) for r in found] == [
        ("Sums of Squares", ("Ada Berg", "Bruno Castell")),
        ("Codes", ("Ada Berg",)),
        ("Primes, Revisited by Many", tuple(NAMES.split(", "))),
    ]
    assert [r.abstract["en"] for r in found] == [
        "Squares are summed.\n\nSums are squared.",
        "Codes are kept.",
        "Primes are many.",
    ]
    assert [r.categories for r in found] == [("math.NT", "math.CO"), ("cs.IT", "math.NT"), ("math.NT",)]


def test_a_partial_section_declares_what_this_page_shows_of_it() -> None:
    headers = [block.header for block in blocks(LINES) if block.header]
    assert headers == [
        Header(category="math.NT", date="2025-01-31"),
        Header(declared={"new": 1}),
        Header(declared={"cross": 1}),
        Header(declared={"replaced": 1}),
    ]


def test_the_foot_of_the_page_belongs_to_no_entry() -> None:
    foot = blocks(LINES)[-1]
    assert (foot.kind, foot.raw.split("\n")[0]) == ("text", "Total of 3 entries")


def test_an_unmarked_entry_is_in_the_section_of_the_heading_over_it() -> None:
    text = "Replacement submissions (showing 1 of 1 entries)\n[1] arXiv:2502.00101 [pdf]\nTitle: A\n"
    assert [(r.section, r.version) for r in records(text)] == [("replaced", None)]


def test_reads_a_page_with_a_word_a_line() -> None:
    text = (
        "[1]\narXiv:2502.00101\n(cross-list from cs.NI) [\npdf\n,\nhtml\n,\nother\n]\nTitle:\nMoss: A Clock\n"
        "Ada Berg\n,\nBruno Castell\nComments:\nCode at\nthis https URL\n.\nSubjects:\n"
        "Networking and Internet Architecture (cs.NI)\n; Performance (cs.PF)\nIt ticks at\nthis https URL\n, slowly.\n"
    )
    (record,) = records(text)
    assert (record.title, record.authors) == ({"en": "Moss: A Clock"}, ("Ada Berg", "Bruno Castell"))
    assert (record.comments, record.categories) == ("Code at this https URL.", ("cs.NI", "cs.PF"))
    assert record.abstract == {"en": "It ticks at this https URL, slowly."}
    assert (record.cross_from, sorted(record.urls)) == ("cs.NI", ["abs", "html", "pdf"])


@pytest.mark.parametrize("joint", ["", " ", "\n", "\n          "])
def test_an_abstract_may_be_glued_to_the_subjects(joint: str) -> None:
    record = entry(f"-\nTitle: A ClockSubjects: Performance (cs.PF); {DC}{joint}It ticks (cs.XX); it tocks.\n-\n")
    assert (record.categories, record.abstract) == (("cs.PF", "cs.DC"), {"en": "It ticks (cs.XX); it tocks."})


def test_bulleted_lines_of_an_abstract_are_paragraphs_of_it() -> None:
    record = entry(f"-\nTitle: A ClockSubjects: {DC}\nIt ticks:\n- Once.\n- Twice.\n-\n")
    assert record.abstract == {"en": "It ticks:\n\n- Once.\n\n- Twice."}


def test_lines_that_a_tool_wrapped_are_joined() -> None:
    text = f"""\
Title: A Clock for Very Large Clusters of
Machines{NAMES.replace("Dmitri Egorov, Elif", "Dmitri" + chr(10) + "Egorov, Elif")}Comments: 9 pages, with
  figuresSubjects: Distributed, Parallel,
and Cluster Computing (cs.DC)

Clocks drift apart from one another in
clusters of machines, and nobody in any
of them knows the time.
"""
    record = entry(text)
    assert record.title == {"en": "A Clock for Very Large Clusters of Machines"}
    assert record.authors == tuple(NAMES.split(", "))
    assert (record.comments, record.categories) == ("9 pages, with figures", ("cs.DC",))
    assert record.abstract == {
        "en": "Clocks drift apart from one another in clusters of machines, and nobody in any of them knows the time."
    }


@pytest.mark.parametrize("end", ["  \n", "\t\n", "\n"])
def test_spaces_at_the_ends_of_lines_change_nothing(end: str) -> None:
    text = f"Title:\nA Clock\nComments:\nWorkshop: QSN\nSubjects:\n{DC}\nIt ticks at\nthis https URL\n, slowly.\n"
    record = entry(text.replace("\n", end))
    assert (record.comments, record.abstract) == ("Workshop: QSN", {"en": "It ticks at this https URL, slowly."})


LYNX = """\
Performance

   See [23]recent articles

Showing new listings for Tuesday, 4 February 2025

New submissions (showing 1 of 1 entries)

   [1] [26]arXiv:2502.00101 [[27]pdf, [28]html, [29]other]
          Title: Moss: Lazy Clocks for Large Clusters of Very Slow
          Machines
          [30]Ada Berg, [31]Bruno Castell
          Subjects: Performance (cs.PF)

          Clocks drift away from one another in clusters, see [32]this
          https URL and [7].

   Total of 1 entries

References

   Visible links:
  26. https://arxiv.org/abs/2502.00101
  33. https://arxiv.org/abs/2502.00109
"""


def test_a_page_as_lynx_dumps_it_has_numbers_at_its_links_that_nobody_wrote() -> None:
    (record,) = records(LYNX)
    assert record.title == {"en": "Moss: Lazy Clocks for Large Clusters of Very Slow Machines"}
    assert record.authors == ("Ada Berg", "Bruno Castell")
    assert record.abstract == {"en": "Clocks drift away from one another in clusters, see this https URL and [7]."}
    assert sorted(record.urls) == ["abs", "html", "pdf"]
    assert blocks(LYNX)[0].header == Header("cs.PF", "2025-02-04")
    assert [(item.code, item.line) for block in blocks(LYNX) for item in block.diagnostics] == [
        ("listing.stray-id", 24)
    ]
    assert ListingText().sniff(LYNX) >= 0.9


def test_labels_without_a_field_of_the_record_are_kept() -> None:
    record = entry(
        f"Title: A ClockComments: 9 pagesReport-no: CL-7Journal-ref: J. Clocks 1DOI: 10.1000/clockMSC-class: 11A41"
        f"ACM-class: C.2.4Subjects: {DC}\nIt ticks.\n"
    )
    assert (record.comments, record.journal_ref, record.doi) == ("9 pages", "J. Clocks 1", "10.1000/clock")
    assert record.extra == {"report_no": "CL-7", "msc_class": "11A41", "acm_class": "C.2.4"}
    record = entry(f"Title: A Clock\nAda Berg\nComments: 9 pages\nLicense: free\nSubjects: {DC}\nIt ticks.\n")
    assert (record.comments, record.extra) == ("9 pages", {"license": "free"})


def test_a_label_within_a_sentence_is_none() -> None:
    record = entry(f"Title: On Comments: a StudyComments: see DOI: below (DOI: none)Subjects: {DC}\nText.\n")
    assert (record.title, record.comments) == ({"en": "On Comments: a Study"}, "see DOI: below (DOI: none)")


def test_an_unavailable_list_of_authors_is_unknown() -> None:
    record = entry(f"Title: A Clock\n(author list is unavailable)\nSubjects: {DC}\nIt ticks.\n")
    assert (record.title, record.authors) == ({"en": "A Clock"}, None)


def test_entries_of_recent_submissions_have_their_day_and_no_abstract() -> None:
    text = f"""\
Number Theory
Authors and titles for recent submissions
Fri, 31 Jan 2025 (showing 1 of 1 entries )
[1] arXiv:2501.00201 [pdf, html, other]
Title: Sums
Ada Berg
Subjects: Number Theory (math.NT)
Thu, 30 Jan 2025 (showing first 1 of 9 entries )
[2] arXiv:2501.00202 [pdf, html, other]
Title: Products
{NAMES}
Subjects: Number Theory (math.NT)
"""
    assert [(r.id, r.section, r.date, r.date_kind, r.abstract) for r in records(text)] == [
        ("2501.00201", "new", "2025-01-31", "announced", {}),
        ("2501.00202", "new", "2025-01-30", "announced", {}),
    ]
    assert codes(blocks(text)) == []


def test_the_days_of_old_pages_have_no_count() -> None:
    text = f"""\
Number Theory
Authors and titles for recent submissions
- Fri, 31 Jan 2020
- Thu, 30 Jan 2020
Fri, 31 Jan 2020
[1] arXiv:2001.00201 [pdf, ps, other]
Title: Sums
Ada Berg
Subjects: Number Theory (math.NT)
Thu, 30 Jan 2020
[2] arXiv:2001.00202 [pdf, ps, other]
Title: Products
{NAMES}
Subjects: Number Theory (math.NT)
"""
    assert [(r.id, r.date, r.date_kind, r.title) for r in records(text)] == [
        ("2001.00201", "2020-01-31", "announced", {"en": "Sums"}),
        ("2001.00202", "2020-01-30", "announced", {"en": "Products"}),
    ]
    assert codes(blocks(text)) == []


def test_a_page_of_a_day_gone_by_has_its_category_and_its_day() -> None:
    text = PAGE.replace("See recent articles\n", "").replace(
        "Distributed, Parallel, and Cluster Computing\nShowing new listings for Tuesday, 4 February 2025",
        "Catchup results for Distributed, Parallel, and Cluster Computing on Tue, 04 Feb 2025",
    )
    assert blocks(text)[0].header == Header("cs.DC", "2025-02-04")
    assert [record.id for record in records(text)] == [record.id for record in records(PAGE)]


def test_pages_that_were_joined_leave_each_other_alone() -> None:
    first = records(PAGE)
    joined = records(PAGE + "\n" + PAGE.replace("4 February", "5 February"))
    assert [(r.title, r.abstract, r.section, r.date) for r in joined] == [
        (r.title, r.abstract, r.section, date) for date in (None, "2025-02-05") for r in first
    ]


def test_a_month_of_a_category_tells_no_section() -> None:
    text = "Number Theory\nAuthors and titles for January 2025\n[1] arXiv:2501.00201 [pdf]\nTitle: Sums\n"
    assert [(r.section, r.version) for r in records(text)] == [(None, None)]


@pytest.mark.parametrize(
    ("front", "subject", "category"),
    [
        ("Machine Learning\n", "Machine Learning (stat.ML); Machine Learning (cs.LG)", "stat.ML"),
        ("Machine Learning\n", "Machine Learning (cs.LG)", "cs.LG"),
        ("Machine Learning\n", "Performance (cs.PF)", None),
        ("# Statistics Theory\n", "Statistics Theory (math.ST)", "math.ST"),
        ("arxiv logo > math.ST\nStatistics Theory\n", "Performance (cs.PF)", "math.ST"),
        ("Computer Science\n", "Performance (cs.PF)", "cs"),
        ("Robotics\n", "Performance (cs.PF)", "cs.RO"),
        ("Astrology\n", "Performance (cs.PF)", None),
    ],
)
def test_the_title_of_the_page_names_its_category(front: str, subject: str, category: str | None) -> None:
    text = f"{front}\n[1] arXiv:2502.00101 [pdf]\nTitle: ASubjects: {subject}\nText.\n"
    header = blocks(text)[0].header
    assert header is not None
    assert header.category == category


def test_identifiers_of_every_age_are_read() -> None:
    ids = ["2502.00101", "0704.0001", "hep-th/9901001", "math.GT/0309136"]
    text = "".join(f"[{n}] arXiv:{i} [pdf, ps, other]\nTitle: T{n}\nSubjects: {DC}\n" for n, i in enumerate(ids, 1))
    assert [r.id for r in records(text)] == ids


def test_what_is_missing_is_told() -> None:
    text = f"[1] arXiv:2502.00101 [pdf]\n[3] arXiv:2502.00103 [pdf]\nTitle: A\nSubjects: {DC}\n"
    assert codes(blocks(text)) == [
        ("listing.no-title", 1),
        ("listing.no-subjects", 1),
        ("listing.missing-entries", 2),
    ]


def test_ids_outside_any_entry_are_told_with_their_lines() -> None:
    text = f"Notice:\nsee 2401.00009\n{PAGE}Total of 5 entries\narXiv:2401.00008v2\n"
    assert codes(blocks(text)) == [
        ("listing.glued-entry", 14),
        ("listing.stray-id", 2),
        ("listing.stray-id", 29),
    ]


def test_a_heading_with_an_impossible_id_is_told_and_spoils_no_other_entry() -> None:
    text = PAGE.replace("arXiv:2502.00104", "arXiv:2502.0")
    assert [r.id for r in records(text)] == ["2502.00101", "2502.00102", "2502.00103", "2311.00105"]
    assert ("listing.unknown-id", 17) in codes(blocks(text))


def test_an_abstract_may_cite_in_the_style_of_a_heading() -> None:
    record = entry(f"Title: A\nSubjects: {DC}\nAs in [10] arXiv:2401.00007, and - [11] arXiv:2401.00008 [sic].\n")
    assert record.abstract == {"en": "As in [10] arXiv:2401.00007, and - [11] arXiv:2401.00008 [sic]."}


def test_control_characters_are_taken_out_and_that_is_told() -> None:
    record = entry(f"Title: A \x1b[31mRed\x1b[0m ClockSubjects: {DC}\nIt ticks.\n")
    assert (record.title, [w.code for w in record.warnings]) == ({"en": "A Red Clock"}, ["listing.cleaned"])


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        (PAGE, 0.95, 1.0),
        (LINES, 0.95, 1.0),
        (PAGE[:300], 0.9, 1.0),
        ("Number Theory\nShowing new listings for Friday, 31 January 2025\n", 0.31, 0.8),
        ("", 0.0, 0.0),
        ("# cs.DC\n### [1] [A](https://arxiv.org/abs/2502.00101)\n", 0.0, 0.0),
        ('{"id": "2502.00101"}\n', 0.0, 0.0),
        (f"<html><body>{PAGE}", 0.0, 0.0),
        ("cs.DC @ 2025-02-04: 1\n-\n01 02-04 A B C 2502.00101v1\n", 0.0, 0.0),
        ("\\\\\narXiv:2502.00101\nDate: Tue, 4 Feb 2025\n\nTitle: A\nAuthors: B\n\\\\\n", 0.0, 0.0),
    ],
)
def test_tells_a_listing_from_other_digests(text: str, low: float, high: float) -> None:
    assert low <= ListingText().sniff(text) <= high


@dataclass(frozen=True)
class Entry:
    """An invented entry, to be rendered as the page's own extractor renders it."""

    id: str
    mark: str
    title: str
    names: tuple[str, ...]
    comments: str | None
    journal_ref: str | None
    subjects: tuple[str, ...]
    paragraphs: tuple[str, ...]

    def render(self, number: int, after: str) -> str:
        names = ", ".join(self.names)
        fields = self.title + (names if len(names) >= 100 else "")
        fields += f"Comments: {self.comments}" if self.comments else ""
        fields += f"Journal-ref: {self.journal_ref}" if self.journal_ref else ""
        subjects = "; ".join(f"{SUBJECTS[code]} ({code})" for code in self.subjects)
        abstract = "\n".join(self.paragraphs)
        start = " - " if after else "- "
        return f"{start}[{number}] arXiv:{self.id}{self.mark} [pdf]\n-\nTitle: {fields}Subjects: {subjects}\n{abstract}"


SUBJECTS = {
    "cs.DC": "Distributed, Parallel, and Cluster Computing",
    "cs.HC": "Human-Computer Interaction",
    "gr-qc": "General Relativity and Quantum Cosmology",
    "cond-mat.dis-nn": "Disordered Systems and Neural Networks",
    "hep-ph": "High Energy Physics - Phenomenology",
}
WORD = st.sampled_from(
    ["clocks", "drift", "in", "Large", "graphs", "$O(n)$", "(see", "below)", "of", "\\'etale", "LLMs", "50\\%", "我们"]
)
SENTENCE = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
ENTRIES = st.builds(
    Entry,
    id=st.builds("25{:02}.{:05}".format, st.integers(1, 12), st.integers(1, 99999)),
    mark=st.sampled_from(["", " (cross-list from math.CO)", " (replaced)"]),
    title=SENTENCE.map(lambda words: f"On {words} systems"),
    names=st.lists(st.sampled_from(NAMES.split(", ")), min_size=1, max_size=30, unique=False).map(tuple),
    comments=st.none() | SENTENCE.map(lambda words: f"9 pages, {words}"),
    journal_ref=st.none() | SENTENCE.map(lambda words: f"J. {words} 7"),
    subjects=st.lists(st.sampled_from(sorted(SUBJECTS)), min_size=1, max_size=4, unique=True).map(tuple),
    paragraphs=st.lists(SENTENCE.map(lambda words: f"We see {words}."), min_size=1, max_size=2).map(tuple),
)


@given(entries=st.lists(ENTRIES, min_size=1, max_size=6), carriage_returns=st.booleans())
@settings(deadline=None)
def test_what_is_rendered_in_the_layout_of_the_page_is_read_back(entries: list[Entry], carriage_returns: bool) -> None:
    text = ""
    for number, item in enumerate(entries, 1):
        glued = number > 1 and len(entries[number - 2].paragraphs) > 1
        text += ("" if glued or not text else "\n") + item.render(number, "glued" if glued else "")
    text += "\n"
    found = records(text.replace("\n", "\r\n") if carriage_returns else text)
    assert [_as_entry(record) for record in found] == [
        replace(item, names=item.names if len(", ".join(item.names)) >= 100 else ()) for item in entries
    ]
    assert [(r.section, r.version) for r in found] == [
        {"": ("new", 1), " (cross-list from math.CO)": ("cross", 1)}.get(item.mark, ("replaced", None))
        for item in entries
    ]


def _as_entry(record: Record) -> Entry:
    mark = {"cross": f" (cross-list from {record.cross_from})", "replaced": " (replaced)"}
    return Entry(
        record.id,
        mark.get(record.section or "", ""),
        record.title["en"],
        record.authors or (),
        record.comments,
        record.journal_ref,
        record.categories,
        tuple(record.abstract["en"].split("\n\n")),
    )


PIECES = st.sampled_from(
    [
        "- [1] arXiv:2502.00101 [pdf, html, other]",
        "[2] arXiv:2502.00102v3",
        "[3]\narXiv:hep-th/9901001\n(replaced) [\npdf\n]\n",
        " (cross-list from cs.GT)",
        "Title: ",
        "A, B",
        NAMES,
        "Comments: ",
        "DOI:",
        "Subjects: Performance (cs.PF)",
        "; ",
        "New submissions (showing 1 of 2 entries)",
        "Fri, 31 Jan 2025 (showing 1 of 1 entries )",
        "Total of 7 entries",
        "Showing new listings for Friday, 31 January 2025",
        "\n",
        "\r\n",
        " - ",
        "-",
        "arXiv:2401.00009",
        "\x1b[31m",
        "\u2028",
        "\ud800",
    ]
)


@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join))
@settings(deadline=None)
def test_any_text_is_kept_whole_and_every_id_in_it_is_found_again(text: str) -> None:
    found = blocks(text)
    told = json.dumps([record.to_json() for record in records(text)], ensure_ascii=False)
    told += " ".join(d.message for block in found for d in block.diagnostics)
    assert {arxiv_id.id for arxiv_id in find_ids(text)} <= {arxiv_id.id for arxiv_id in find_ids(told)}


@pytest.mark.parametrize("end", range(0, len(PAGE), 7))
def test_a_cut_through_the_page_loses_only_its_tail(end: int) -> None:
    """Every entry before the last one is as it was; of the last one nothing is told that is not in it."""
    whole, cut = records(PAGE), records(PAGE[:end])
    assert [r.id for r in cut] == [r.id for r in whole][: len(cut)]
    assert cut[:-1] == whole[: max(0, len(cut) - 1)]
    for record, full in zip(cut[-1:], whole[len(cut) - 1 :], strict=False):
        assert record.categories == full.categories[: len(record.categories)]
        assert not record.abstract or record.title == full.title


@pytest.mark.parametrize(
    "piece",
    [
        "- [1] arXiv:2502.00101 [pdf]\n",
        " - [1] arXiv:2502.00101 [pdf]",
        "Title: ",
        "[",
        "\n\n",
        "- ",
        "(showing 1 of 2 entries)\n",
        "Subjects: A (cs.DC); ",
        "Comments: ",
        "Aa Bb, ",
        "AaBb",
        "2502.{:05} ",
    ],
)
def test_takes_linear_time(piece: str) -> None:
    def work(size: int) -> None:
        text = "[1] arXiv:2502.00101 [pdf]\nTitle: A\n"
        text += "".join(piece.format(number % 100_000) for number in range(size // len(piece)))
        list(ListingText().parse(source(text)))

    assert takes_linear_time(work, 20_000, least=0.04)


def _manifest() -> list[dict[str, str]]:
    path = CORPUS / "MANIFEST.tsv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row["family"].startswith("list-text")]


@pytest.mark.skipif(not CORPUS.exists(), reason="the collection of real digests is not here")
def test_finds_every_entry_that_independent_counts_found_in_real_listings() -> None:
    counted = {}
    for row in _manifest():
        text = (CORPUS / row["family"] / row["file"]).read_text(encoding="utf-8")
        counted[row["file"]] = (len(records(text)), ListingText().sniff(text) > 0.9)
    assert counted == {row["file"]: (int(row["expected_entries"]), True) for row in _manifest()}


def _folded(text: str | None) -> str:
    """Return the words of a text, links left out: the listing hides them behind "this https URL"."""
    return re.sub(r"this https? URL|https?://[^\s,;]+(?<![.,)])|[\W_]+", "", text or "")


@pytest.mark.skipif(not CORPUS.exists(), reason="the collection of real digests is not here")
@pytest.mark.parametrize("path", sorted((CORPUS / "list-text").glob("*.txt")), ids=lambda path: path.name)
def test_reads_what_real_listings_say_whichever_extractor_made_the_text(path: Path) -> None:
    page = path.name.rsplit(".", 2)[0]
    truth = json.loads((CORPUS / "list-html" / f"{page}.truth.json").read_text(encoding="utf-8"))["entries"]
    found = records(path.read_text(encoding="utf-8"))
    assert [_facts(record) for record in found] == [
        (
            item["id"],
            " ".join(item["title"].split()),
            tuple(item["categories"]),
            item["section"],
            item["cross_from"],
            _folded(item["comments"]),
            _folded(item["journal_ref"]),
            _folded(item["abstract"]),
        )
        for item in truth
    ]
    named = [(record, item["authors"]) for record, item in zip(found, truth, strict=True) if record.authors]
    assert [record.authors for record, _ in named] == [tuple(" ".join(n.split()) for n in names) for _, names in named]


def _facts(record: Record) -> tuple[object, ...]:
    return (
        record.id,
        record.title.get("en"),
        record.categories,
        record.section,
        record.cross_from,
        _folded(record.comments),
        _folded(record.journal_ref),
        _folded(record.abstract.get("en")),
    )


def test_an_entry_that_is_left_out_takes_no_position() -> None:
    text = (
        "Showing new listings for Tuesday, 15 July 2025\n"
        "- [1] arXiv:2507.95001 [pdf]\n-\nTitle: Kelp\n"
        "- [2] arXiv:2507.9J002 [pdf]\n-\nTitle: Foam\n"
        "- [3] arXiv:2507.95003 [pdf]\n-\nTitle: Sand\n"
    )
    found = [block.record for block in blocks(text) if block.record is not None]
    assert [(record.id, record.position) for record in found] == [("2507.95001", 0), ("2507.95003", 1)]
