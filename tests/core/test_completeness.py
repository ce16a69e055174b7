"""What is looked up: it tells more of papers that digests brought, and makes no day of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from digest_reader.library import Library
from digest_reader.models import Incomplete, Lack
from digest_reader.storage.connection import Database
from digest_reader.storage.schema import MIGRATIONS
from parsers.digest import Digest
from tests.core.invented import digest, listing, open_library, record

DAY = "2026-11-20"
FIRST, SECOND = "2611.99001", "2611.99002"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with a daily digest of two papers, without abstracts."""
    with closing(open_library(tmp_path)) as library:
        library.add(daily())
        yield library


def daily(date: str = DAY) -> Digest:
    records = [record(each, primary="cs.DC", categories=("cs.DC",)) for each in (FIRST, SECOND)]
    return digest(*records, format="daily-markdown", date=date, name=f"{date}.md")


def looked_up(*ids: str, date: str | None = "2026-12-24") -> Digest:
    records = (
        record(
            each,
            abstract={"en": "We keep clocks apart."},
            authors=("Ana Belmonte",),
            primary="cs.DC",
            categories=("cs.DC", "cs.PF"),
            version=1,
        )
        for each in ids
    )
    return digest(*records, format="api-atom", date=date, name="https://export.arxiv.org/api/query", category=None)


def shape(library: Library) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(each.key, each.counts.total, each.formats) for each in library.batches()]


def test_what_is_looked_up_completes_papers_and_makes_no_day(library: Library) -> None:
    told = library.add(looked_up(FIRST), reference=True)
    assert (told.counted.updated, told.counted.new, told.batch) == (1, 0, None)
    key = library.find(FIRST)
    paper = library.paper(key)
    assert (paper.authors, paper.categories) == (("Ana Belmonte",), ("cs.DC", "cs.PF"))
    assert paper.abstract["en"].text == "We keep clocks apart."
    assert shape(library) == [(DAY, 2, ("daily-markdown",))]
    assert library.batches_of(key) == [DAY]
    assert library.batch_to_open() == DAY
    assert len(library.all_view().keys) == 2


def test_it_is_shown_among_the_sources_of_its_papers(library: Library) -> None:
    library.add(looked_up(FIRST), reference=True)
    seen = library.paper(library.find(FIRST)).appearances
    assert [(each.format, each.batch) for each in seen] == [("daily-markdown", DAY), ("api-atom", "")]
    assert library.raw(library.find(FIRST))[1].startswith(FIRST)


def test_of_a_paper_that_the_library_lacks_it_tells_nothing(library: Library) -> None:
    before = library.counts()
    with pytest.raises(ValueError, match=r"2611\.99003"):
        library.add(looked_up(FIRST, "2611.99003"), reference=True)
    assert library.counts() == before
    assert library.paper(library.find(FIRST)).authors is None


def test_looking_up_twice_is_looking_up_once(library: Library) -> None:
    library.add(looked_up(FIRST), reference=True)
    again = library.add(looked_up(FIRST), reference=True)
    assert (again.counted.updated, again.counted.unchanged, again.batch) == (0, 1, None)
    assert shape(library) == [(DAY, 2, ("daily-markdown",))]


def test_what_was_looked_up_and_is_then_read_as_a_digest_gets_its_day(library: Library) -> None:
    library.add(looked_up(SECOND), reference=True)
    library.add(looked_up(FIRST), reference=True)
    assert library.add(looked_up(FIRST)).batch == "2026-12-24"
    assert shape(library) == [("2026-12-24", 1, ("api-atom",)), (DAY, 2, ("daily-markdown",))]


def test_what_was_read_as_a_digest_and_is_then_looked_up_keeps_its_day(library: Library) -> None:
    library.add(looked_up(FIRST))
    library.add(looked_up(FIRST), reference=True)
    assert library.batches_of(library.find(FIRST)) == ["2026-12-24", DAY]


def test_a_library_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    file = tmp_path / "data" / "library.sqlite3"
    Database(file, MIGRATIONS[:1]).close()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    with closing(open_library(tmp_path)) as library:
        assert (list(library.batches()), library.batch_to_open(), list(library.all_view().keys)) == ([], None, [])
        library.add(daily())
        library.add(looked_up(FIRST), reference=True)
        assert shape(library) == [(DAY, 2, ("daily-markdown",))]


def test_what_papers_lack_is_told_in_the_order_given(library: Library) -> None:
    first, second = library.find(FIRST), library.find(SECOND)
    missing: tuple[Lack, ...] = ("authors", "abstract", "categories")
    assert library.incomplete([second, first]) == [
        Incomplete(second, SECOND, missing),
        Incomplete(first, FIRST, missing),
    ]
    assert library.incomplete([second, first], limit=1) == [Incomplete(second, SECOND, missing)]
    library.add(looked_up(SECOND), reference=True)
    assert library.incomplete([second, first]) == [Incomplete(first, FIRST, missing)]


def test_a_listing_tells_categories_and_a_machine_no_abstract(library: Library) -> None:
    library.add(listing(FIRST, date=DAY))
    translated = record(
        SECOND, abstract={"zh": "我们把时钟分开。"}, origins={"abstract": {"zh": "machine"}}, authors=("Bo Cederquist",)
    )
    library.add(digest(translated, format="trilingual", date=DAY))
    first, second = library.find(FIRST), library.find(SECOND)
    assert [each.lacks for each in library.incomplete([first, second])] == [
        ("authors", "abstract"),
        ("abstract", "categories"),
    ]


def test_what_is_no_paper_of_arxiv_lacks_nothing(library: Library) -> None:
    library.add(digest(record("https://example.org/post"), format="daily-markdown", date=DAY))
    assert library.incomplete([library.find("https://example.org/post")]) == []


def test_the_names_and_days_that_the_library_knows(library: Library) -> None:
    library.add(listing(FIRST, date="2026-11-19"))
    library.add(listing(SECOND, date="2026-11-18", category="cs.PF"))
    library.add(listing("2611.99009", date="2026-11-17", format="api-atom"))
    assert library.names_among(["2026-11-20.md", "2026-11-21.md"]) == {"2026-11-20.md"}
    assert library.announced("cs.DC") == {"2026-11-19"}
