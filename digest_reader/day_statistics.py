"""What was decided day by day, and how much of each category was kept. Pure."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from digest_reader.models import STATES, CategoryCount, DayCount, Statistics

if TYPE_CHECKING:
    from collections.abc import Iterable

_SAVED = STATES.index("saved")


def statistics(decisions: Iterable[tuple[str, int, int, str | None]], today: datetime.date, days: int) -> Statistics:
    """Return the statistics of the days up to today; of several decisions on a paper the last one counts.

    Args:
        decisions: Day ``YYYY-MM-DD``, paper, state and category of each decision, oldest first.
        today: The last day.
        days: How many days, today among them.
    """
    each_day = [(today - datetime.timedelta(days=back)).isoformat() for back in range(days - 1, -1, -1)]
    by_day: dict[str, dict[int, int]] = {day: {} for day in each_day}
    last: dict[int, tuple[str | None, int]] = {}
    for day, paper, state, category in decisions:
        if day in by_day:
            by_day[day][paper] = state
            last[paper] = (category, state)
    kept: dict[str | None, list[int]] = {}
    for category, state in last.values():
        kept.setdefault(category, []).append(state)
    counted = [CategoryCount(category, len(states), states.count(_SAVED)) for category, states in kept.items()]
    return Statistics(
        days=tuple(DayCount(day, len(papers), list(papers.values()).count(_SAVED)) for day, papers in by_day.items()),
        categories=tuple(sorted(counted, key=lambda each: (-each.seen, each.category is None, each.category or ""))),
        seen=len(last),
        saved=sum(state == _SAVED for _, state in last.values()),
    )
