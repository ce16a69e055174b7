"""Counts stay what counting would give, whatever is imported, dated anew, decided, put back or done again."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from digest_reader.models import STATES
from tests.core.invented import digest, open_library, quick_folder, record

if TYPE_CHECKING:
    from digest_reader.library import Library

DAYS = ["2025-07-15", "2025-07-16", None]
PAPERS = st.lists(st.integers(1, 6), min_size=1, max_size=4)
IMPORTS = st.tuples(st.just("add"), PAPERS, st.sampled_from(DAYS), st.sampled_from("ab"))
DECISIONS = st.tuples(st.just("decide"), PAPERS, st.sampled_from(STATES), st.just(""))
TURNS: st.SearchStrategy[Any] = st.tuples(st.sampled_from(["undo", "redo"]), st.just([]), st.none(), st.just(""))


def act(library: Library, what: str, numbers: list[int], told: str | None, name: str) -> None:
    if what == "add":
        # The same papers under another name and day are the same digest, which moves.
        records = [record(f"2507.0000{number}", position=at) for at, number in enumerate(numbers)]
        library.add(digest(*records, date=told, name=name))
    elif what == "decide":
        held = library.all_view().keys
        if keys := [held[number % len(held)] for number in numbers if held]:
            library.decide(keys, told)  # type: ignore[arg-type]
    else:
        library.undo() if what == "undo" else library.redo()


def counts(library: Library, query: str) -> dict[tuple[int, int], int]:
    with library._database.read() as connection:
        return {(batch, state): papers for batch, state, papers in connection.execute(query) if papers}


@settings(deadline=None, max_examples=60)
@given(st.lists(IMPORTS | DECISIONS | TURNS, min_size=1, max_size=12))
def test_tallies_are_what_counting_gives(steps: list[tuple[str, list[int], str | None, str]]) -> None:
    with quick_folder() as folder, contextlib.closing(open_library(folder)) as library:
        for step in steps:
            act(library, *step)
            assert counts(library, "SELECT batch, state, papers FROM tally") == counts(
                library,
                "SELECT batch, state, count(*) FROM place JOIN paper ON key = paper GROUP BY 1, 2"
                " UNION ALL SELECT 0, state, count(*) FROM paper GROUP BY 2",
            )
            shown = library.view_counts()
            views = (library.inbox_view(), library.missed_view(), library.later_view())
            assert (shown.inbox, shown.missed, shown.later) == tuple(len(view.keys) for view in views)
