"""Views over all batches equal what a walk paper by paper gives."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from digest_reader import browsing, large_views
from digest_reader.models import SectionSpan, Split
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
        with library._database.read() as connection:
            wanted = [key for key in order if key in keys]
            few, many = browsing.found(connection, wanted), large_views.found(connection, [*wanted, 99])
            assert (list(few.keys), few.states, few.sections, few.splits) == (
                list(many.keys),
                many.states,
                many.sections,
                many.splits,
            )
            undecided = large_views.undecided_before(connection, "2025-07-17")
        newest = {key: library.batches_of(key)[0] for key in keys}
        expected = [key for key, state in zip(keys, library.all_view().states, strict=True) if not state]
        assert list(undecided.keys) == [key for key in expected if newest[key] in ("2025-07-15", "2025-07-16")]
