"""What was decided day by day, and kept of each category."""

from __future__ import annotations

import contextlib
import datetime
from typing import TYPE_CHECKING

from digest_reader.clock import today
from digest_reader.day_statistics import statistics
from digest_reader.models import CategoryCount, DayCount, Statistics
from tests.core.invented import digest, open_library, record

if TYPE_CHECKING:
    from pathlib import Path


def test_each_paper_counts_once_a_day_and_its_last_decision_counts() -> None:
    decisions = [
        ("2025-07-12", 9, 1, "cs.DC"),
        ("2025-07-13", 1, 1, "cs.DC"),
        ("2025-07-13", 2, 3, "cs.LG"),
        ("2025-07-13", 2, 1, "cs.LG"),
        ("2025-07-15", 1, 3, "cs.DC"),
        ("2025-07-15", 3, 2, None),
        ("2025-07-15", 4, 3, "cs.LG"),
    ]
    assert statistics(decisions, datetime.date(2025, 7, 15), 3) == Statistics(
        days=(DayCount("2025-07-13", 2, 2), DayCount("2025-07-14", 0, 0), DayCount("2025-07-15", 3, 0)),
        categories=(CategoryCount("cs.LG", 2, 1), CategoryCount("cs.DC", 1, 0), CategoryCount(None, 1, 0)),
        seen=4,
        saved=1,
    )


def test_a_library_counts_decisions_that_stand_and_neither_notes_nor_lists(tmp_path: Path) -> None:
    with contextlib.closing(open_library(tmp_path)) as library:
        papers = [record(f"2507.0000{number}", primary="cs.DC" if number < 3 else "cs.LG") for number in range(1, 6)]
        library.add(digest(*papers))
        nothing = library.statistics(2)
        assert [(day.seen, day.saved) for day in nothing.days] == [(0, 0), (0, 0)]
        assert (nothing.categories, nothing.seen, nothing.saved) == ((), 0, 0)
        library.decide([1], "saved")
        library.decide([2, 3], "skipped")
        library.decide([4], "skipped")
        library.undo()
        library.decide([4], "later")
        library.decide([4], "new")
        library.set_note(5, "not decided")
        library.remove_from_list("to-read", [1])
        found = library.statistics(1)
        # What was made undecided again had been seen all the same.
        assert found == Statistics(
            days=(DayCount(today().isoformat(), 4, 1),),
            categories=(CategoryCount("cs.DC", 2, 1), CategoryCount("cs.LG", 2, 0)),
            seen=4,
            saved=1,
        )
        assert [day.date for day in library.statistics(30).days][-1] == today().isoformat()
        assert len(library.statistics(30).days) == 30
