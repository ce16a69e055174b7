"""Views over all batches equal what a walk paper by paper gives."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest_reader import browsing
from digest_reader.index.segment_file import SegmentFile
from digest_reader.index.updating import folder_of
from digest_reader.large_views import LargeViews
from digest_reader.models import STATES, SectionSpan, Split, View
from tests.core.invented import digest, listing, open_library, quick_folder, record

if TYPE_CHECKING:
    from pathlib import Path

    from digest_reader.library import Library

DAYS = ["2025-07-15", "2025-07-16", "2025-07-17", None]


def papers(library: Library, keys: list[int]) -> list[str]:
    """Return the last digits of papers' ids."""
    return [row.id[-1] for row in library.rows(keys)]


def test_every_paper_stands_once_in_its_newest_batch_under_its_date(tmp_path: Path) -> None:
    with contextlib.closing(open_library(tmp_path)) as library:
        assert (list(library.all_view().keys), library.all_view().splits) == ([], (Split(None, 0),))
        library.add(listing("2507.00001", "2507.00002", "2507.00003", date="2025-07-15"))
        library.add(listing("2507.00002", "2507.00004", date="2025-07-16"))
        library.add(digest(record("2507.00005", primary="cs.LG"), date=None, name="undated"))
        library.decide([library.find("2507.00003")], "skipped")
        view = library.all_view()
        assert papers(library, list(view.keys)) == ["5", "2", "4", "1", "3"]
        assert view.states == bytes([0, 0, 0, 0, 3])
        assert view.sections == (
            SectionSpan("Undated", 0, 1),
            SectionSpan("2025-07-16", 1, 3),
            SectionSpan("2025-07-15", 3, 5),
        )
        assert view.splits == (Split(None, 5), Split("cs.DC", 4), Split("cs.LG", 1))


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from(DAYS), st.sets(st.integers(1, 9), min_size=1)), min_size=1, max_size=5),
    st.sets(st.integers(1, 9)),
    st.permutations(range(1, 10)),
)
def test_many_papers_are_viewed_as_few_are(
    days: list[tuple[str | None, set[int]]], decided: set[int], order: list[int]
) -> None:
    with quick_folder() as folder, contextlib.closing(open_library(folder)) as library:
        for number, (day, numbers) in enumerate(days):
            library.add(digest(*(record(f"2507.0000{each}") for each in sorted(numbers)), date=day, name=str(number)))
        keys = list(library.all_view().keys)
        library.decide([key for key in keys if key in decided] or keys[:1], "skipped")
        large = LargeViews(library._database.file, large=0)
        with library._database.read() as connection:
            wanted = [key for key in order if key in keys]
            few, many = browsing.found(connection, wanted, large), large.found(connection, [*wanted, 99])
            assert (list(few.keys), few.states, few.sections, few.splits) == (
                list(many.keys),
                many.states,
                many.sections,
                many.splits,
            )
            assert large.everything(connection) == library.all_view()
            undecided = large.undecided_before(connection, "2025-07-17")
            assert undecided == LargeViews(library._database.file).undecided_before(connection, "2025-07-17")
        newest = {key: library.batches_of(key)[0] for key in keys}
        expected = [key for key, state in zip(keys, library.all_view().states, strict=True) if not state]
        assert list(undecided.keys) == [key for key in expected if newest[key] in ("2025-07-15", "2025-07-16")]


def everywhere(library: Library, held: LargeViews) -> list[View]:
    """Return all papers and the missed ones as small libraries show them, as columns kept since before, and afresh."""
    small, fresh = LargeViews(library._database.file), LargeViews(library._database.file, large=0)
    with library._database.read() as connection:
        views = [
            (each.everything(connection), each.undecided_before(connection, "2025-07-17"))
            for each in (small, held, fresh)
        ]
        assert list(held.keys(connection)) == list(small.keys(connection)) == list(views[0][0].keys)
    assert views[0] == views[1] == views[2]
    return list(views[0])


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(DAYS), st.sampled_from(["cs.DC", "cs.LG", None]), st.booleans()),
        min_size=1,
        max_size=8,
    )
)
def test_columns_that_are_kept_follow_every_import_and_decision(
    changes: list[tuple[int, str | None, str | None, bool]],
) -> None:
    with quick_folder() as folder, contextlib.closing(open_library(folder)) as library:
        held = LargeViews(library._database.file, large=0)
        for number, (which, day, category, decides) in enumerate(changes):
            # Some digests come again under another name and date, and go to another batch then.
            ids = [f"2507.0000{each}" for each in range(which, which + 3)]
            told = digest(*(record(each, primary=category) for each in ids), date=day, name=f"{which % 2} {number}")
            library.add(told)
            if decides:
                library.decide([library.find(ids[0])], STATES[1 + number % 3])
            everywhere(library, held)
        library.undo()
        everywhere(library, held)


@pytest.mark.parametrize("left", [b"", b"DGRDINDEX", None])
def test_columns_that_are_damaged_or_another_library_s_are_read_again(tmp_path: Path, left: bytes | None) -> None:
    (tmp_path / "other").mkdir()
    with contextlib.closing(open_library(tmp_path / "other")) as other:
        other.add(listing("2507.00007", "2507.00008", date="2025-07-15"))
        file = other._database.file
        everywhere(other, LargeViews(file, large=0))
        kept = folder_of(file) / "papers.columns"
    with contextlib.closing(open_library(tmp_path)) as library:
        library.add(listing("2507.00001", "2507.00002", "2507.00003", date="2025-07-15"))
        library.add(listing("2507.00001", date="2025-07-18"))
        mine = folder_of(library._database.file) / "papers.columns"
        mine.parent.mkdir(exist_ok=True)
        mine.write_bytes(kept.read_bytes() if left is None else left)
        everything, missed = everywhere(library, LargeViews(library._database.file, large=0))
        assert (papers(library, list(everything.keys)), papers(library, list(missed.keys))) == (
            ["1", "2", "3"],
            ["2", "3"],
        )
        SegmentFile(mine).verify()
