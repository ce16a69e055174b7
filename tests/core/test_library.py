"""The library through its own door: digests in, batches, views and papers out."""

from __future__ import annotations

import contextlib
import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest_reader.errors import ReadingListError, UnknownPaperError
from digest_reader.models import (
    Appearance,
    Batch,
    Counted,
    Counts,
    ImportedFile,
    Row,
    SourcedNote,
    Split,
    Text,
    View,
)
from digest_reader.storage import digests as stored
from parsers.base import Block, Diagnostic, Note
from tests.core.invented import digest, listing, open_library, quick_folder, record
from tests.core.strategies import records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest_reader.library import Library
    from parsers.digest import Digest


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with contextlib.closing(open_library(tmp_path)) as opened:
        yield opened


def ids(library: Library, view: View) -> list[str]:
    return [row.id for row in library.rows(view.keys)]


def sections(library: Library, view: View) -> dict[str, list[str]]:
    """Return heading to ids; a heading that comes twice would fail."""
    shown = ids(library, view)
    found = {span.name: shown[span.start : span.stop] for span in view.sections}
    assert len(found) == len(view.sections)
    assert [each for part in found.values() for each in part] == shown
    return found


# Digests in


def test_an_empty_library_has_nothing_and_says_so(library: Library) -> None:
    assert (list(library.batches()), library.batch_to_open(), library.counts()) == ([], None, Counts())
    assert library.all_view() == library.later_view() == View(library.all_view().keys, b"", (), (Split(None, 0),))
    assert library.batch_view("2025-07-15") == View((), b"", (), ())


def test_importing_a_digest_tells_what_it_brought(library: Library) -> None:
    warned = record("2507.00002", warnings=(Diagnostic("listing.glued-entry", "warning", 7, "Two in one."),))
    news = Block(9, "news\n", "skipped", diagnostics=(Diagnostic("x.news", "info", 9, "No paper."),))
    first = digest(record("2507.00001"), warned, others=[news])
    assert library.add(first) == ImportedFile(
        path="a.txt",
        format="listing-text",
        sha256=first.sha256,
        counted=Counted(entries=2, new=2, skipped=1, warnings=1),
        date="2025-07-15",
        batch="2025-07-15",
        notes=("line 7: Two in one.",),
    )
    again = digest(record("2507.00001"), record("2507.00002", doi="10.9999/2"), record("2507.00003"), name="b.txt")
    assert library.add(again).counted == Counted(entries=3, new=1, updated=1, unchanged=1)


def test_importing_twice_is_importing_once(library: Library) -> None:
    first = listing("2507.00001", "2507.00002")
    library.add(first)
    before = (list(library.batches()), library.paper(library.find("2507.00001")))
    assert library.add(first).counted == Counted(entries=2, unchanged=2)
    assert (list(library.batches()), library.paper(library.find("2507.00001"))) == before


def test_a_digest_without_entries_is_a_batch_without_papers(library: Library) -> None:
    library.add(digest(name="empty.txt"))
    assert library.batches() == [Batch("2025-07-15", "2025-07-15", ("listing-text",), ("empty.txt",), Counts())]
    assert library.batch_to_open() == "2025-07-15"


def test_a_paper_twice_in_a_digest_is_one_paper_with_two_appearances(library: Library) -> None:
    library.add(listing("2507.00001", "2507.00002", "2507.00001"))
    view = library.batch_view("2025-07-15")
    assert ids(library, view) == ["2507.00001", "2507.00002"]
    assert [each.position for each in library.paper(view.keys[0]).appearances] == [0, 2]


def test_the_same_bytes_under_another_name_are_one_digest_that_learns_its_date(library: Library) -> None:
    piped = digest(record("2507.00001"), name="-", date=None, sha256="ab" * 32)
    named = digest(
        record("2507.00001"), name="2025-07-15.md", date="2025-07-15", date_origin="filename", sha256="ab" * 32
    )
    assert library.add(piped).batch == "undated:abababababab"
    library.decide([1], "skipped", batch="undated:abababababab")
    assert library.add(named).batch == "2025-07-15"
    assert library.add(piped).batch == "2025-07-15"
    assert library.batches() == [
        Batch("2025-07-15", "2025-07-15", ("listing-text",), ("2025-07-15.md",), Counts(1, skipped=1))
    ]
    (appearance,) = library.paper(1).appearances
    assert (appearance.source, appearance.date) == ("2025-07-15.md", "2025-07-15")


def test_a_date_that_a_person_gives_is_believed_before_all_others(library: Library) -> None:
    read = digest(record("2507.00001"), date="2025-07-15")
    given_date = digest(record("2507.00001"), date="2025-07-16", date_origin="given")
    library.add(read)
    assert library.add(given_date).batch == "2025-07-16"
    assert library.add(read).batch == "2025-07-16"
    assert [batch.key for batch in library.batches()] == ["2025-07-16"]


def test_bytes_known_under_a_name_need_not_be_read(library: Library) -> None:
    first = listing("2507.00001")
    assert library.known(first.sha256, first.name) is None
    library.add(first)
    assert library.known(first.sha256, first.name) == library.add(first)
    assert library.known(first.sha256, "other.txt") is None


def test_a_digest_read_as_another_format_is_not_taken_for_another(library: Library) -> None:
    library.add(digest(record("2507.00001"), sha256="ab" * 32))
    again = library.add(digest(record("2507.00002"), sha256="ab" * 32, format="trilingual"))
    assert (again.format, again.notes) == (
        "listing-text",
        ("already in the library, read as listing-text; it was not read again",),
    )
    assert library.counts().total == 1


def test_the_text_of_a_digest_is_kept_to_the_letter_with_its_blocks(library: Library) -> None:
    header, junk = Block(2, "# cs.DC\r\n", "header"), Block(3, "?\x0c\ud800 用", "unread")
    library.add(digest(record("2507.00001"), others=[header, junk]))
    with library._database.read() as connection:
        assert stored.raw_blocks(connection, 1) == [
            ("entry", 1, "2507.00001 On 2507.00001\n", 0),
            ("header", 2, "# cs.DC\r\n", None),
            ("unread", 3, "?\x0c\ud800 用", None),
        ]
        assert stored.raw_blocks(connection, 2) == []


def test_each_appearance_of_a_paper_can_be_shown_as_it_was_read(library: Library) -> None:
    library.add(digest(record("2507.00001", "Leases revisited"), date="2025-07-16", name="b.txt"))
    library.add(digest(record("2507.00002"), record("2507.00001", "Leases"), date="2025-07-15"))
    assert library.raw(1) == ["2507.00001 Leases\n", "2507.00001 Leases revisited\n"]
    assert library.raw(99) == []


def test_text_that_is_no_unicode_is_kept_and_stops_nothing(library: Library) -> None:
    odd = "lone \ud800 surrogate"
    library.add(
        digest(record("2507.00001", odd, primary=odd, authors=(odd,)), record(f"https://a.org/{odd}"), name=odd)
    )
    paper = library.paper(1)
    assert (paper.title["en"].text, paper.authors) == (odd, (odd,))
    assert library.counts().total == 2


# Papers


def test_a_paper_new_in_one_listing_and_replaced_in_another_is_one_with_two_appearances(library: Library) -> None:
    library.add(listing("2507.10367", date="2025-09-23", section="replaced"))
    library.add(listing("2507.10367", "2507.10368", date="2025-07-15"))
    key = library.find("2507.10367")
    paper = library.paper(key)
    assert (paper.versions, library.counts().total) == ((1, 2), 2)
    assert [(each.batch, each.section, each.version) for each in paper.appearances] == [
        ("2025-07-15", "new", 1),
        ("2025-09-23", "replaced", None),
    ]
    assert library.batches_of(key) == ["2025-09-23", "2025-07-15"]


def test_a_paper_says_all_there_is_and_where_from(library: Library) -> None:
    note = Note("tldr", "TL;DR", "zh", "快")
    said = record(
        "2507.00001",
        "Leases",
        title={"en": "Leases", "de": "Pacht"},
        origins={"title": {"de": "machine"}},
        statuses={"abstract": {"zh": "missing"}},
        version=2,
        authors=("Ada Kim",),
        categories=("cs.DC",),
        notes=(note,),
        date="2025-07-11",
        date_kind="updated",
        line=3,
    )
    library.add(digest(said, format="trilingual"))
    library.decide([1], "saved", batch="2025-07-15")
    paper = library.paper(1)
    decided_at = paper.decision.at if paper.decision else ""
    assert paper.title == {"en": Text("Leases"), "de": Text("Pacht", "machine")}
    assert paper.abstract == {"zh": Text("", "author", "missing")}
    assert paper.notes == (SourcedNote(note, "a.txt"),)
    assert paper.appearances == (
        Appearance("a.txt", "trilingual", "2025-07-11", "updated", None, None, 0, 2, 3, "2025-07-15", ("de", "zh"), 1),
    )
    assert paper.to_json({"to-read": "To read"}) == {
        "id": "2507.00001",
        "versions": [2],
        "title": {"en": "Leases", "de": "Pacht"},
        "abstract": {},
        "authors": ["Ada Kim"],
        "primary": None,
        "categories": ["cs.DC"],
        "comments": None,
        "journal_ref": None,
        "doi": None,
        "urls": {"abs": "https://arxiv.org/abs/2507.00001", "pdf": "https://arxiv.org/pdf/2507.00001"},
        "notes": [{"field": "tldr", "label": "TL;DR", "lang": "zh", "text": "快", "status": "ok", "source": "a.txt"}],
        "state": "saved",
        "decided_at": decided_at,
        "lists": ["To read"],
        "note": "",
        "appearances": [
            {
                "source": "a.txt",
                "format": "trilingual",
                "date": "2025-07-11",
                "date_kind": "updated",
                "section": None,
                "cross_from": None,
                "position": 0,
                "version": 2,
            }
        ],
        "origins": {"title": {"de": "machine"}},
        "statuses": {"abstract": {"zh": "missing"}},
    }


def test_the_note_that_a_person_wrote_into_a_list_is_the_papers_note(library: Library, tmp_path: Path) -> None:
    library.add(listing("2507.00001"))
    library.decide([1], "saved")
    file = tmp_path / "lists" / "to-read.toml"
    file.write_text(file.read_text().replace('note = ""', 'note = "ask Ada"'))
    assert library.paper(1).note == "ask Ada"


def test_rows_come_in_the_order_asked_for_with_what_a_list_shows(library: Library) -> None:
    library.add(
        digest(
            record("2507.00001", authors=("Ada Kim", "Bo Li"), primary="cs.DC", version=1),
            record("2507.00002", categories=("cs.LG", "cs.DC"), title={"zh": "线程"}),
        )
    )
    first = Row(1, "2507.00001", {"en": "On 2507.00001"}, ("Ada Kim", "Bo Li"), 2, "cs.DC", 1, None)
    second = Row(2, "2507.00002", {"zh": "线程"}, None, 0, "cs.LG", None, None)
    assert library.rows([2, 1, 2, 99]) == [second, first, second]


@pytest.mark.parametrize(
    "written",
    [
        "2507.00001",
        "2507.00001v3",
        " arXiv:2507.00001 ",
        "https://arxiv.org/abs/2507.00001v1",
        "http://arxiv.org/pdf/2507.00001.pdf",
    ],
)
def test_a_paper_is_found_by_its_id_however_it_is_written(library: Library, written: str) -> None:
    library.add(listing("2507.00001"))
    assert library.find(written) == 1


def test_an_entry_that_is_no_arxiv_paper_is_found_by_its_address(library: Library) -> None:
    library.add(digest(record("https://a.org/1")))
    assert library.find("https://a.org/1") == 1


def test_a_paper_that_is_not_there_is_an_error_that_names_near_ids(library: Library) -> None:
    library.add(listing("2507.00001", "2507.98765"))
    with pytest.raises(UnknownPaperError, match=r"There is no paper '2507.00002'") as caught:
        library.find("2507.00002")
    assert caught.value.hint == "Near it: 2507.00001."
    with pytest.raises(UnknownPaperError):
        library.paper(99)
    with pytest.raises(UnknownPaperError):
        library.find("")


# Batches and views


def test_batches_are_newest_first_and_undated_ones_come_after_the_days_of_their_month(library: Library) -> None:
    library.add(listing("2510.00001", date="2025-10-31"))
    library.add(listing("2511.00001", date="2025-11-03"))
    library.add(digest(record("2510.00002"), record("2509.00001"), date=None, sha256="cd" * 32, name="u.md"))
    library.add(digest(record("https://a.org/1"), date=None, sha256="ef" * 32, name="news.md"))
    library.add(digest(record("math/0309136"), date=None, sha256="12" * 32, name="old.md"))
    assert [batch.key for batch in library.batches()] == [
        "2025-11-03",
        "undated:cdcdcdcdcdcd",
        "2025-10-31",
        "undated:121212121212",
        "undated:efefefefefef",
    ]


def test_the_batch_to_open_is_the_newest_with_something_left(library: Library) -> None:
    library.add(listing("2507.00001", date="2025-07-15"))
    library.add(listing("2507.00002", date="2025-07-16"))
    assert library.batch_to_open() == "2025-07-16"
    library.decide([2], "skipped", batch="2025-07-16")
    assert library.batch_to_open() == "2025-07-15"
    library.decide([1], "skipped", batch="2025-07-15")
    assert library.batch_to_open() == "2025-07-16"


def entry(paper_id: str, section: str | None, **fields: Any) -> Any:
    return record(paper_id, section=section, primary="cs.DC", categories=("cs.DC",), **fields)


def test_a_batch_is_in_announcement_order_with_each_paper_once_at_its_first_place(library: Library) -> None:
    library.add(
        digest(
            entry("2507.00004", None), entry("2507.00009", None), entry("2507.00002", None),
            format="daily-markdown", name="day.md", category=None,
        )
    )  # fmt: skip
    library.add(
        digest(
            entry("2507.00005", "cross"), entry("2507.00001", "new"), entry("2507.00007", "replaced-cross"),
            entry("2507.00002", "new"), entry("2507.00006", "replaced"), name="list.txt",
        )
    )  # fmt: skip
    view = library.batch_view("2025-07-15")
    assert sections(library, view) == {
        "new": ["2507.00001", "2507.00002"],
        "cross": ["2507.00005"],
        "replaced": ["2507.00006", "2507.00007"],
        "listed": ["2507.00004", "2507.00009"],
    }
    assert library.batches() == [
        Batch(
            "2025-07-15",
            "2025-07-15",
            ("daily-markdown", "listing-text"),
            ("day.md", "list.txt"),
            Counts(7, left=7),
        )
    ]


def test_splits_are_by_primary_category_by_falling_count(library: Library) -> None:
    library.add(
        digest(
            record("2507.00001", primary="cs.LG", section="new"),
            record("2507.00002", primary="cs.DC", section="new"),
            record("2507.00003", categories=("cs.DC", "cs.LG")),
            record("2507.00004", primary="cs.AI", section="cross"),
            record("2507.00005"),
        )
    )
    splits = (Split(None, 5), Split("cs.DC", 2), Split("cs.AI", 1), Split("cs.LG", 1))
    assert library.batch_view("2025-07-15").splits == splits
    split = library.batch_view("2025-07-15", "cs.DC")
    assert sections(library, split) == {"new": ["2507.00002"], "listed": ["2507.00003"]}
    assert split.splits == splits


def test_what_was_put_off_comes_back_first_with_the_next_batch(library: Library) -> None:
    library.add(listing("2507.00001", "2507.00002", "2507.00003", date="2025-07-15"))
    library.decide([2], "later", batch="2025-07-15")
    assert library.batch_view("2025-07-15").states == b"\0\2\0"
    assert library.batches()[0].counts == Counts(3, left=2, later=1)

    library.add(listing("2507.00004", "2507.00002", date="2025-07-16", section="replaced"))
    library.decide([3], "later", batch="2025-07-16")
    view = library.batch_view("2025-07-16")
    assert sections(library, view) == {"later": ["2507.00002"], "replaced": ["2507.00004"]}
    assert view.states == b"\0\0"
    assert library.batches()[0].counts == Counts(2, left=2)
    assert library.batch_view("2025-07-15").states == b"\0\2\2"
    assert sections(library, library.later_view()) == {"due": ["2507.00002"], "next": ["2507.00003"]}
    assert library.later_view().states == b"\0\2"

    library.decide([2], "later", batch="2025-07-16")
    assert sections(library, library.batch_view("2025-07-16")) == {"replaced": ["2507.00004", "2507.00002"]}
    assert library.batches()[0].counts == Counts(2, left=1, later=1)


def test_what_was_put_off_on_the_command_line_comes_back_with_the_newest_batch(library: Library) -> None:
    library.add(listing("2507.00001", date="2025-07-15"))
    library.add(listing("2507.00002", date="2025-07-16"))
    library.decide([1, 2], "later")
    assert library.batch_to_open() == "2025-07-16"
    assert sections(library, library.batch_view("2025-07-16")) == {"later": ["2507.00001", "2507.00002"]}
    assert library.batches()[0].counts == Counts(2, left=2)


def test_all_papers_stand_under_their_newest_batch(library: Library) -> None:
    library.add(listing("2507.00001", "2507.00002", date="2025-07-15"))
    library.add(listing("2507.00001", date="2025-07-16", section="replaced"))
    library.add(digest(record("https://a.org/1"), date=None))
    library.decide([2], "saved")
    view = library.all_view()
    assert sections(library, view) == {
        "2025-07-16": ["2507.00001"],
        "2025-07-15": ["2507.00002"],
        "Undated": ["https://a.org/1"],
    }
    assert view.states == b"\0\1\0"


def test_a_reading_list_is_shown_newest_first_or_as_it_stands(library: Library, tmp_path: Path) -> None:
    library.add(listing("2507.00001", "2507.00002", "2507.00003"))
    library.create_list("Inference")
    today = datetime.date.today()
    months_ago = datetime.date(today.year - 1, 3, 5)
    (tmp_path / "lists" / "inference.toml").write_text(
        'name = "Inference"\nnumber = 1\n'
        f'[[paper]]\nid = "2507.00001"\nadded = {today}\n'
        f'[[paper]]\nid = "2507.00002"\nadded = {months_ago}\n'
        '[[paper]]\nid = "2507.99999"\n'
        f'[[paper]]\nid = "2507.00003"\nadded = {today}\n'
    )
    assert sections(library, library.list_view("inference")) == {
        "This week": ["2507.00003", "2507.00001"],
        f"March {today.year - 1}": ["2507.00002"],
    }
    as_listed = library.list_view("inference", newest_first=False)
    assert sections(library, as_listed) == {"Inference": ["2507.00001", "2507.00002", "2507.00003"]}
    with pytest.raises(ReadingListError, match="no reading list"):
        library.list_view("nowhere")


# What the reader remembers


def test_what_is_remembered_is_there_when_the_library_is_opened_again(tmp_path: Path) -> None:
    with contextlib.closing(open_library(tmp_path)) as library:
        library.remember("place", {"batch": "2025-07-15", "row": 3, "语": ["en"]})
        library.remember("place", {"batch": "2025-07-16"})
    with contextlib.closing(open_library(tmp_path)) as library:
        assert (library.recall("place"), library.recall("nothing")) == ({"batch": "2025-07-16"}, None)


# What holds for any digests


def contents(library: Library) -> object:
    """Return all that a library says, papers by id, because their numbers depend on the order of imports."""
    view = library.all_view()
    papers = [library.paper(key) for key in view.keys]
    return (
        [(batch.key, sorted(batch.sources), sorted(batch.formats), batch.counts) for batch in library.batches()],
        [(paper.to_json(), paper.appearances) for paper in papers],
        [(row.id, dict(row.title), row.authors, row.primary, row.version) for row in library.rows(view.keys)],
        [sections(library, library.batch_view(batch.key)) for batch in library.batches()],
        [library.batch_view(batch.key).splits for batch in library.batches()],
    )


@st.composite
def some_digests(draw: st.DrawFn) -> list[Digest]:
    drawn = []
    for number in range(draw(st.integers(2, 4))):
        papers = draw(st.lists(st.sampled_from(["2507.00001", "2507.00002", "math/0309136"]), max_size=3))
        date = draw(st.sampled_from(["2025-07-15", "2025-07-16", None]))
        drawn.append(
            digest(
                *(draw(records(each)) for each in papers),
                name=f"{number}.txt",
                format=draw(st.sampled_from(["listing-text", "daily-markdown"])),
                date=date,
                date_origin=None if date is None else draw(st.sampled_from(["content", "filename"])),
                category=draw(st.sampled_from(["cs.DC", "cs.LG", None])),
                sha256=draw(st.sampled_from(["a", "b", "c"])) * 64 if number else "a" * 64,
            )
        )
    # Bytes that are equal are read equally, whatever their name.
    first: dict[str, Digest] = {}
    return [
        digest(
            *first.setdefault(each.sha256, each).records,
            name=each.name,
            format=first[each.sha256].format,
            date=each.date if each.date_origin == "filename" else first[each.sha256].date,
            date_origin=each.date_origin if each.date_origin == "filename" else first[each.sha256].date_origin,
            category=first[each.sha256].category,
            sha256=each.sha256,
        )
        for each in drawn
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some_digests(), st.randoms(), st.data())
def test_the_order_of_imports_does_not_matter(drawn: list[Digest], chance: Any, data: st.DataObject) -> None:
    shuffled = list(drawn)
    chance.shuffle(shuffled)
    shuffled += data.draw(st.lists(st.sampled_from(drawn), max_size=2))
    said = []
    for order in (drawn, shuffled):
        with quick_folder() as folder, contextlib.closing(open_library(folder)) as library:
            for each in order:
                library.add(each)
            said.append(contents(library))
            assert library.counts() == Counts(len(library.all_view().keys), left=len(library.all_view().keys))
            for batch in library.batches():
                assert batch.counts.total == len(library.batch_view(batch.key).keys)
    assert said[0] == said[1]


def test_a_digest_of_which_nothing_could_be_read_makes_no_day_and_is_read_again(library: Library) -> None:
    """What a later version of the program reads of the same bytes comes in."""
    broken = Diagnostic("listing.bug", "error", 1, "The parser failed here.")
    whole = listing("2507.00001")
    unread = digest(sha256=whole.sha256, others=(Block(1, "2507.00001\n", "text", diagnostics=(broken,)),))
    told = library.add(unread)
    assert (told.counted, told.batch) == (Counted(warnings=1), None)
    assert library.known(whole.sha256, unread.name) is None
    assert list(library.batches()) == []
    assert library.add(whole).counted == Counted(entries=1, new=1)


# Digests that are read anew


def misread(whole: Digest, kept: int) -> Digest:
    """Return what an older parser may have made of a digest: its first entries, and of these their titles alone."""
    return digest(
        *(record(each.id, "Misread") for each in whole.records[:kept]),
        name=whole.name,
        format=whole.format,
        date=whole.date,
        date_origin=whole.date_origin,
        sha256=whole.sha256,
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some_digests(), st.randoms(), st.data())
def test_digests_that_are_read_anew_say_what_they_say_today_and_no_more(
    drawn: list[Digest], chance: Any, data: st.DataObject
) -> None:
    kept = data.draw(st.integers(0, 3))
    said = []
    for before in ([], [misread(each, kept) for each in drawn]):
        with quick_folder() as folder, contextlib.closing(open_library(folder)) as library:
            for each in before:
                library.add(each)
            chance.shuffle(drawn)
            for each in drawn:
                library.add(each, again=True)
            said.append(contents(library))
            assert library.counts().total == len(library.all_view().keys)
    assert said[0] == said[1]


def test_reading_a_digest_anew_tells_what_it_brought_and_touches_nothing_that_a_person_did(library: Library) -> None:
    other = listing("2507.00003", date="2025-07-16")
    whole = listing("2507.00001", "2507.00002", "2507.00003")
    library.add(misread(whole, 1))
    library.add(other)
    key = library.find("2507.00001")
    library.decide([key], "saved", new_list="Good", batch="2025-07-15")
    library.set_note(key, "Read twice.")
    before = (library.paper(key).decision, library.paper(key).note, library.paper(key).lists, library.history(key))
    told = library.add(whole, again=True)
    assert told.counted == Counted(entries=3, new=1, updated=1, unchanged=1)
    assert (told.batch, told.date) == ("2025-07-15", "2025-07-15")
    paper = library.paper(key)
    assert (paper.title["en"].text, library.raw(key)) == ("On 2507.00001", ["2507.00001 On 2507.00001\n"])
    assert (paper.decision, paper.note, paper.lists, library.history(key)) == before
    numbers = library._database.changes()
    assert library.add(whole, again=True).counted == Counted(entries=3, unchanged=3)
    assert library._database.changes() == numbers
    assert list(library.search("misread", library.all_view().keys).keys) == []


def test_a_digest_that_is_read_to_tell_of_fewer_papers_stays_and_says_so(library: Library) -> None:
    whole = listing("2507.00001", "2507.00002", "2507.00003")
    library.add(whole)
    before = contents(library)
    told = library.add(misread(whole, 1), again=True)
    assert told.counted == Counted(entries=3, unchanged=3)
    assert told.notes == ("left as it was read before: 2507.00002 and 1 more would not be in it any more",)
    assert contents(library) == before


def test_a_date_that_a_person_gave_stays_when_the_digest_is_read_anew(library: Library) -> None:
    whole = listing("2507.00001")
    library.add(replace(whole, date="2025-07-01", date_origin="given"))
    told = library.add(listing("2507.00001", "2507.00002", sha256=whole.sha256), again=True)
    assert (told.batch, told.date, told.counted.new) == ("2025-07-01", "2025-07-01", 1)
    assert [batch.key for batch in library.batches()] == ["2025-07-01"]


def test_a_digest_that_only_tells_more_of_papers_is_in_no_day_when_it_is_read_anew(library: Library) -> None:
    library.add(listing("2507.00001"))
    more = digest(record("2507.00001", doi="10.1/1"), name="answer.xml", format="api-atom", date="2025-07-20")
    library.add(more, reference=True)
    assert library.add(more, again=True).batch is None
    both = replace(digest(*more.records, record("2507.00002"), sha256=more.sha256), format=more.format)
    told = library.add(both, again=True)
    assert told.notes == ("left as it was read before: 2507.00002 is in no digest of a day",)
    assert [(batch.key, batch.counts.total) for batch in library.batches()] == [("2025-07-15", 1)]
