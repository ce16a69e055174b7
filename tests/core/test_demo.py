"""The sample library: its digests are read without a doubt and show what a reader meets in real ones."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from digest_reader.demo import files
from parsers.base import Record, Status
from parsers.digest import Digest, read
from parsers.source import Source

WEEKLY = "2026-11-18-weekly-cs.DC.txt"
BEFORE = "2026-11-19.md"
DAILY = "2026-11-20.md"
LISTING = "arxiv-cs.DC-2026-11-20.txt"


@pytest.fixture(scope="module")
def digests() -> dict[str, Digest]:
    return {name: read(Source.from_bytes(name, data)) for name, data in files()}


@pytest.fixture(scope="module")
def records(digests: dict[str, Digest]) -> dict[str, dict[str, Record]]:
    """File name to id to record."""
    return {name: {record.id: record for record in digest.records} for name, digest in digests.items()}


def test_files_come_oldest_first_and_stay_small() -> None:
    assert [name for name, _ in files()] == [WEEKLY, BEFORE, DAILY, LISTING]
    assert sum(len(data) for _, data in files()) < 200_000


def test_each_digest_tells_its_format_date_and_category(digests: dict[str, Digest]) -> None:
    assert {name: (digest.format, digest.date, digest.date_origin) for name, digest in digests.items()} == {
        WEEKLY: ("trilingual", "2026-11-18", "content"),
        BEFORE: ("daily-markdown", "2026-11-19", "filename"),
        DAILY: ("daily-markdown", "2026-11-20", "filename"),
        LISTING: ("listing-text", "2026-11-20", "content"),
    }


def test_every_entry_is_read_in_its_section(digests: dict[str, Digest]) -> None:
    counted = {
        name: Counter(record.section or record.primary for record in digest.records)
        for name, digest in digests.items()
        if name != WEEKLY
    }
    assert counted == {
        BEFORE: {"cs.DC": 4, "cs.LG": 2},
        DAILY: {"cs.DC": 10, "cs.LG": 3, "cs.CL": 3},
        LISTING: {"new": 14, "cross": 5, "replaced": 7},
    }
    assert Counter(record.date for record in digests[WEEKLY].records) == {
        "2026-11-17": 3,
        "2026-11-16": 3,
        "2026-11-13": 3,
        "2026-11-12": 3,
    }


def test_nothing_is_unread_and_what_is_odd_on_purpose_is_found(digests: dict[str, Digest]) -> None:
    assert [block.raw for digest in digests.values() for block in digest.blocks if block.kind == "unread"] == []
    assert {name: Counter(one.code for one in digest.diagnostics) for name, digest in digests.items()} == {
        WEEKLY: {"trilingual.missing": 1, "trilingual.untranslated": 1, "trilingual.degenerate": 1},
        BEFORE: {"daily.failed-fields": 1},
        DAILY: {"daily.failed-fields": 1},
        LISTING: {"listing.glued-entry": 4},
    }


def test_no_id_can_be_that_of_a_real_paper(records: dict[str, dict[str, Record]]) -> None:
    """A month of arXiv has some 30,000 papers, and these are numbered beyond 90,000."""
    ids = {paper_id for by_id in records.values() for paper_id in by_id}
    assert len(ids) == 44
    assert all(paper_id.partition(".")[2] > "90000" for paper_id in ids)


def test_papers_come_in_several_digests(records: dict[str, dict[str, Record]]) -> None:
    overlaps = {
        (one, other): len(records[one].keys() & records[other].keys())
        for one, other in [(WEEKLY, LISTING), (BEFORE, LISTING), (DAILY, LISTING), (WEEKLY, BEFORE), (BEFORE, DAILY)]
    }
    assert overlaps == {
        (WEEKLY, LISTING): 4,
        (BEFORE, LISTING): 1,
        (DAILY, LISTING): 11,
        (WEEKLY, BEFORE): 0,
        (BEFORE, DAILY): 0,
    }
    shared = records[WEEKLY].keys() & records[LISTING].keys()
    assert {records[LISTING][paper_id].section for paper_id in shared} == {"replaced"}


@pytest.mark.parametrize("name", [BEFORE, DAILY])
def test_a_daily_digest_has_the_listings_own_words(name: str, records: dict[str, dict[str, Record]]) -> None:
    for paper_id in records[name].keys() & records[LISTING].keys():
        listed, copied = records[LISTING][paper_id], records[name][paper_id]
        assert (copied.title, copied.abstract) == (listed.title, listed.abstract)
        assert listed.authors in (None, copied.authors)


def test_a_listing_shows_authors_only_where_their_names_are_long(records: dict[str, dict[str, Record]]) -> None:
    shown = [record.authors for record in records[LISTING].values() if record.authors is not None]
    assert len(shown) == 9
    assert max(len(names) for names in shown) == 18
    assert min(len(", ".join(names)) for names in shown) >= 100


def test_every_status_that_a_text_can_have_is_shown(digests: dict[str, Digest]) -> None:
    seen: dict[Status, set[str]] = {status: set() for status in get_args(Status)}
    for digest in digests.values():
        for record in digest.records:
            for note in record.notes:
                seen[note.status].add(record.id)
            for by_language in record.statuses.values():
                for status in by_language.values():
                    seen[status].add(record.id)
    assert len(seen.pop("ok")) == 20
    assert seen == {
        "placeholder": {"2611.96480"},
        "error": {"2611.95333"},
        "missing": {"2611.94877"},
        "untranslated": {"2611.93388"},
        "degenerate": {"2611.92994"},
    }


def test_the_weekly_digest_speaks_three_languages(records: dict[str, dict[str, Record]]) -> None:
    paper = records[WEEKLY]["2610.92749"]
    assert paper.title == {
        "en": "Mixed-Precision Lattice Boltzmann Simulation of Tea Leaves in a Stirred Cup",
        "de": "Mixed-Precision Lattice Boltzmann Simulation von Teeblättern in einem gerührten Becher",
        "zh": "搅动杯中茶叶的混合精密格子玻尔兹曼模拟",
    }
    assert paper.abstract.keys() == {"en", "zh"}
    assert paper.version == 2


def test_titles_hold_what_markup_would_swallow(records: dict[str, dict[str, Record]]) -> None:
    titles = {paper_id: record.title["en"] for by_id in records.values() for paper_id, record in by_id.items()}
    assert {paper_id: title for paper_id, title in titles.items() if not {"[", "|", "$"}.isdisjoint(title)} == {
        "2611.94877": "Sleepy $k$-Set Agreement: Deciding Among Nodes That Nap Unannounced",
        "2611.96139": "Is This Paper [cs.LG]? Category Drift in Ten Years of Preprint Metadata",
        "2611.96203": "From [x=1] to [x=2]: Explaining Weak-Memory Outcomes One Store at a Time",
        "2611.96248": "Merging [b] with [/b]: Rich Text That Closes What It Opens",
        "2611.96251": "Solar | Wind | Wait: Admission Control for Batch Clusters That Follow the Grid",
        "2611.96317": r"$\epsilon$-Agreement on Trees That Grow While You Agree",
    }
