"""What is asked and when: papers put off, the inbox, what was missed, and what is not asked again."""

from __future__ import annotations

import contextlib
import datetime
from typing import TYPE_CHECKING

import pytest

from digest_reader.clock import today
from digest_reader.models import Counts, Split, View, ViewCounts
from tests.core.invented import digest, listing, open_library, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest_reader.library import Library
    from digest_reader.models import Order

TODAY = today()
TOMORROW = (TODAY + datetime.timedelta(days=1)).isoformat()
YESTERDAY = (TODAY - datetime.timedelta(days=1)).isoformat()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with contextlib.closing(open_library(tmp_path)) as opened:
        yield opened


def sections(library: Library, view: View) -> dict[str, str]:
    """Return heading to the papers' last digits, each behind its state as ``.+z-``."""
    marks = [".+z-"[state] + row.id[-1] for row, state in zip(library.rows(view.keys), view.states, strict=True)]
    return {span.name: " ".join(marks[span.start : span.stop]) for span in view.sections}


# Later


def test_a_paper_put_off_until_a_day_comes_back_on_that_day_and_not_before(library: Library) -> None:
    library.add(listing("2507.00001", "2507.00002", "2507.00003"))
    library.decide([1], "later", batch="2025-07-15", until=TOMORROW)
    library.decide([2], "later", batch="2025-07-15", until=TODAY.isoformat())
    library.decide([3], "later", batch="2025-07-15", until=YESTERDAY)
    assert sections(library, library.batch_view("2025-07-15")) == {"later": ".2 .3", "new": "z1"}
    library.add(listing("2507.00004", date="2025-07-16"))
    assert sections(library, library.batch_view("2025-07-16")) == {"later": ".2 .3", "new": ".4"}
    assert library.batches()[0].counts == Counts(3, left=3)


def test_a_paper_put_off_until_a_version_comes_back_with_it(library: Library) -> None:
    library.add(listing("2507.00001"))
    library.decide([1], "later", batch="2025-07-15", until="version")
    library.add(listing("2507.00002", date="2025-07-16"))
    assert sections(library, library.batch_view("2025-07-16")) == {"new": ".2"}
    library.add(digest(record("2507.00001", version=2), date="2025-07-17"))
    assert sections(library, library.batch_view("2025-07-17")) == {"later": ".1"}


def test_a_replacement_whose_version_nobody_tells_is_a_new_version(library: Library) -> None:
    library.add(digest(record("2507.00001", version=None)))
    library.decide([1], "later", batch="2025-07-15", until="version")
    library.add(digest(record("2507.00001", "A repeat", version=None), date="2025-07-16"))
    assert sections(library, library.batch_view("2025-07-16")) == {"listed": "z1"}
    library.add(digest(record("2507.00001", version=None, section="replaced"), date="2025-07-17"))
    assert sections(library, library.batch_view("2025-07-17")) == {"later": ".1"}


def test_papers_put_off_stand_under_what_they_wait_for(library: Library) -> None:
    library.add(listing(*(f"2507.0000{number}" for number in range(1, 7))))
    for key, until in {1: "version", 2: "2999-01-02", 3: None, 4: "2999-01-01", 5: YESTERDAY, 6: None}.items():
        library.decide([key], "later", batch="2025-07-15", until=until)
    expected = {"due": ".5", "next": "z3 z6", "2999-01-01": "z4", "2999-01-02": "z2", "version": "z1"}
    assert sections(library, library.later_view()) == expected
    assert library.view_counts() == ViewCounts(inbox=1, missed=0, later=6, due=1)


def test_waiting_is_taken_back_and_done_again_as_it_was(library: Library) -> None:
    library.add(listing("2507.00001"))
    library.decide([1], "later", until="2999-01-01")
    step = library.decide([1], "later", until="version")
    assert (step.state, step.until) == ("later", "version")

    def until() -> str | None:
        decision = library.rows([1])[0].decision
        return decision.until if decision is not None else "undecided"

    seen = [until()]
    for turn in (library.undo, library.undo, library.redo, library.redo):
        turn()
        seen.append(until())
    assert seen == ["version", "2999-01-01", "undecided", "2999-01-01", "version"]
    library.decide([1], "skipped")
    assert until() is None


@pytest.mark.parametrize(
    ("state", "until"), [("later", "tomorrow"), ("later", "20990101"), ("later", ""), ("saved", "2999-01-01")]
)
def test_only_later_waits_and_for_nothing_but_a_day_or_a_version(library: Library, state: str, until: str) -> None:
    library.add(listing("2507.00001"))
    with pytest.raises(ValueError, match=r"waits for nothing|isoformat|YYYY-MM-DD"):
        library.decide([1], state, until=until)  # type: ignore[arg-type]
    assert library.undo() is None


# Inbox and missed


def test_the_inbox_is_what_is_undecided_of_the_last_days_and_the_rest_is_missed(library: Library) -> None:
    library.add(listing("2507.00001", "2507.00002", date="2025-07-07"))
    library.add(listing("2507.00003", "2507.00004", date="2025-07-08"))
    library.add(listing("2507.00005", "2507.00002", "2507.00003", date="2025-07-15", section="cross"))
    library.decide([4], "skipped")
    assert sections(library, library.inbox_view()) == {"2025-07-15": ".5 .2 .3"}
    assert sections(library, library.missed_view()) == {"2025-07-07": ".1"}
    assert library.view_counts() == ViewCounts(inbox=3, missed=1)
    library.decide([5, 2, 3], "skipped")
    assert library.view_counts() == ViewCounts(missed=1)
    assert library.batch_to_open() == "2025-07-07"


def test_each_paper_of_the_inbox_is_there_once_under_its_newest_day(library: Library) -> None:
    library.add(listing("2507.00001", "2507.00002", date="2025-07-14"))
    library.add(listing("2507.00002", "2507.00003", date="2025-07-15", section="replaced"))
    assert sections(library, library.inbox_view()) == {"2025-07-15": ".2 .3", "2025-07-14": ".1"}
    assert library.view_counts() == ViewCounts(inbox=3)


def test_how_far_back_the_inbox_goes_can_be_set(library: Library) -> None:
    for day in ("01", "13", "14", "15"):
        library.add(listing(f"2507.000{day}", date=f"2025-07-{day}"))
    counted = []
    for days in (0, 1, 2, 365):
        library.inbox_days = days
        counted.append((library.view_counts().inbox, len(library.inbox_view().keys), len(library.missed_view().keys)))
    assert counted == [(1, 1, 3), (2, 2, 2), (3, 3, 1), (4, 4, 0)]


def test_what_came_due_is_on_top_of_the_inbox(library: Library) -> None:
    library.add(listing("2507.00001", "2507.00002", date="2025-07-14"))
    library.decide([1], "later", batch="2025-07-14")
    library.add(listing("2507.00003", date="2025-07-15"))
    assert sections(library, library.inbox_view()) == {"later": ".1", "2025-07-15": ".3", "2025-07-14": ".2"}
    assert library.view_counts() == ViewCounts(inbox=3, later=1, due=1)


def test_how_many_papers_wait_follows_what_is_decided_here_and_elsewhere(library: Library, tmp_path: Path) -> None:
    library.add(listing("2507.00001", "2507.00002", "2507.00003", date="2025-07-14"))
    counted = [library.view_counts().inbox]
    library.decide([1], "skipped")
    counted.append(library.view_counts().inbox)
    with contextlib.closing(open_library(tmp_path)) as elsewhere:
        elsewhere.decide([2], "saved")
        counted.append(library.view_counts().inbox)
    library.undo()
    assert [*counted, library.view_counts().inbox] == [3, 2, 1, 2]


def test_undated_digests_belong_to_the_days_of_their_month(library: Library) -> None:
    library.add(listing("2507.00001", date="2025-07-15"))
    library.add(digest(record("2506.00002"), date=None))
    assert sections(library, library.inbox_view()) == {"2025-07-15": ".1"}
    library.add(digest(record("2507.00003"), date=None, name="b"))
    assert sections(library, library.inbox_view()) == {"Undated": ".3"}
    assert library.view_counts() == ViewCounts(inbox=1, missed=2)


def test_an_empty_library_waits_for_nothing(library: Library) -> None:
    empty = View((), b"", (), (Split(None, 0),))
    for view in (library.inbox_view(), library.missed_view(), library.later_view(), library.filter_view("x")):
        assert (list(view.keys), view.states, view.sections, view.splits) == ([], b"", (), empty.splits)
    assert library.view_counts() == ViewCounts()


def test_a_filter_over_the_whole_library_shows_papers_under_their_newest_days(library: Library) -> None:
    library.add(listing("2507.00001", "2507.00002", date="2025-07-14"))
    library.add(listing("2507.00002", "2508.00003", date="2025-07-15", section="replaced"))
    library.decide([1], "saved")
    assert sections(library, library.filter_view("id:2507")) == {"2025-07-15": ".2", "2025-07-14": "+1"}


# One decision a paper


@pytest.mark.parametrize("section", ["new", "cross", "replaced", "replaced-cross", None])
def test_a_paper_that_is_decided_is_not_asked_again_however_it_comes_back(
    library: Library, section: str | None
) -> None:
    library.add(listing("2507.00001", "2507.00002"))
    library.decide([1], "saved", batch="2025-07-15")
    library.decide([2], "skipped", batch="2025-07-15")
    again = [record(f"2507.0000{number}", "Another title", section=section) for number in (1, 2)]
    library.add(digest(*again, date="2025-07-16", format="mail"))
    assert [(row.state, row.decision and row.decision.version) for row in library.rows([1, 2])] == [
        ("saved", 1),
        ("skipped", 1),
    ]
    assert library.batch_view("2025-07-16").states == b"\1\3"
    assert library.view_counts() == ViewCounts()
    assert library.batches()[0].counts == Counts(2, saved=1, skipped=1)


def test_the_new_version_of_a_saved_paper_is_asked_when_that_is_wanted(library: Library) -> None:
    library.add(listing("2507.00001", "2507.00002", "2507.00003"))
    library.decide([1, 3], "saved", batch="2025-07-15")
    library.decide([2], "skipped", batch="2025-07-15")
    library.add(listing("2507.00001", "2507.00002", date="2025-07-16", section="replaced"))
    library.add(listing("2507.00003", date="2025-07-16", section="cross", name="b"))
    assert library.batch_to_open() == "2025-07-16"
    assert library.view_counts() == ViewCounts()

    library.ask_new_versions = True
    # Neither what was skipped nor a mere cross-list of what was saved.
    assert sections(library, library.batch_view("2025-07-16")) == {"cross": "+3", "replaced": ".1 -2"}
    assert sections(library, library.inbox_view()) == {"2025-07-16": ".1"}
    assert library.view_counts() == ViewCounts(inbox=1)
    assert library.batches()[0].counts == Counts(3, left=1, saved=1, skipped=1)
    # In the day it was saved in it stays decided.
    assert sections(library, library.batch_view("2025-07-15")) == {"new": "+1 -2 +3"}

    library.decide([1], "saved", batch="2025-07-16")
    assert sections(library, library.batch_view("2025-07-16")) == {"cross": "+3", "replaced": "+1 -2"}
    (row,) = library.rows([1])
    assert (row.decision and row.decision.version, row.version) == (2, 2)
    library.undo()
    assert library.view_counts() == ViewCounts(inbox=1)


def test_a_new_version_in_an_older_day_is_not_asked(library: Library) -> None:
    library.ask_new_versions = True
    library.add(listing("2507.00001"))
    library.decide([1], "saved", batch="2025-07-15")
    library.add(listing("2507.00001", date="2025-07-16", section="replaced"))
    assert library.batch_to_open() == "2025-07-16"
    library.add(listing("2507.00002", date="2025-07-17"))
    assert library.view_counts() == ViewCounts(inbox=1)
    assert library.batch_view("2025-07-16").states == b"\1"


def test_the_same_replacement_told_by_two_digests_is_asked_once(library: Library) -> None:
    library.ask_new_versions = True
    library.add(listing("2507.00001"))
    library.decide([1], "saved", batch="2025-07-15")
    library.add(listing("2507.00001", date="2025-07-16", section="replaced"))
    library.decide([1], "saved", batch="2025-07-16")
    told = record("2507.00001", version=2, section="replaced", date="2025-07-15", date_kind="updated")
    library.add(digest(told, date="2025-07-17", format="announcement-feed"))
    assert library.view_counts() == ViewCounts()


# Orders


def test_a_batch_is_ordered_by_time_category_or_title_and_keeps_what_is_due_on_top(library: Library) -> None:
    library.add(listing("2507.00009", date="2025-07-14"))
    library.decide([1], "later", batch="2025-07-14")
    papers = [
        record("2507.00001", "the second", primary="cs.LG", section="new"),
        record("hep-th/9901002", "“An old one”", primary=None, section="new"),
        record("2507.00123", "Élan", primary="cs.DC", section="new"),
        record("https://example.org/4", "$\\beta$ at last", primary="cs.LG", section="cross"),
        record("math.AG/0401005", "Zebras", primary="cs.DC", section="cross"),
    ]
    library.add(digest(*papers, date="2025-07-15"))
    shown: dict[Order, dict[str, str]] = {
        "announced": {"later": ".9", "new": ".1 .2 .3", "cross": ".4 .5"},
        "newest": {"later": ".9", "newest": ".3 .1 .5 .2 .4"},
        "category": {"later": ".9", "cs.DC": ".3 .5", "cs.LG": ".1 .4", "listed": ".2"},
        "title": {"later": ".9", "title": ".2 .3 .1 .5 .4"},
    }
    assert {order: sections(library, library.batch_view("2025-07-15", order=order)) for order in shown} == shown
    narrowed = library.batch_view("2025-07-15", "cs.LG", "newest")
    assert sections(library, narrowed) == {"newest": ".1 .4"}
    assert list(library.in_order([2, 4, 6], "newest")) == [4, 2, 6]


def test_titles_are_ordered_in_a_language_chinese_ones_by_pinyin(library: Library) -> None:
    papers = [
        record("2507.00001", title={"en": "C", "zh": "中文", "de": "Ähre"}),
        record("2507.00002", title={"en": "B", "zh": "北京", "de": "Zug"}),
        record("2507.00003", title={"en": "A", "zh": "量子", "de": "Ofen"}),
        record("2507.00004", title={"en": "Lone"}),
    ]
    library.add(digest(*papers))
    ordered = {
        lang: sections(library, library.batch_view("2025-07-15", order="title", lang=lang))
        for lang in ("en", "zh", "de")
    }
    assert ordered == {"en": {"title": ".3 .2 .1 .4"}, "zh": {"title": ".4 .2 .3 .1"}, "de": {"title": ".1 .4 .3 .2"}}
