"""Views out of columns: the runs of rows under headings, the splits by category. Pure."""

from __future__ import annotations

import datetime
from array import array
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from digest_reader.models import SectionSpan, Split, View

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

HEADINGS = ("new", "cross", "replaced", "replaced", "listed")
"""Name of the section of each number that `digest_reader.storage` gives."""

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def view_of(
    keys: Sequence[int],
    states: Iterable[int],
    headings: Iterable[Hashable],
    categories: Sequence[str | None],
    category: str | None = None,
    name: Callable[[Hashable], str] = str,
) -> View:
    """Return papers as a view.

    Args:
        keys: The papers in order.
        states: Their states.
        headings: What tells each one's section; papers with equal headings stand together.
        categories: Their primary categories.
        category: The split to narrow the view to.
        name: The section's name for a heading.
    """
    splits = splits_of(categories)
    columns = zip(keys, states, headings, categories, strict=True)
    if category is not None:
        columns = (column for column in columns if column[3] == category)  # type: ignore[assignment]
    shown = array("q")
    shown_states = bytearray()
    spans, start = [], 0
    for heading, run in groupby(columns, key=lambda column: column[2]):
        for key, state, _, _ in run:
            shown.append(key)
            shown_states.append(state)
        spans.append(SectionSpan(name(heading), start, len(shown)))
        start = len(shown)
    return View(shown, bytes(shown_states), tuple(spans), splits)


def splits_of(categories: Sequence[str | None]) -> tuple[Split, ...]:
    """Return all papers, then each category's, by falling count, then name; no split for those without."""
    return splits_of_counts(Counter(categories), len(categories))


def splits_of_counts(counted: Mapping[str | None, int] | Mapping[str, int], total: int) -> tuple[Split, ...]:
    """Return what `splits_of` returns of categories that are counted already; an empty category is none."""
    by_count = sorted((-count, category) for category, count in counted.items() if category)
    return (Split(None, total), *(Split(category, -count) for count, category in by_count))


def age_heading(day: str, today: datetime.date) -> str:
    """Return the heading of a date: "This week", "Last week", a month, with its year when not this one.

    Args:
        day: ``YYYY-MM-DD``; what is no date comes under "Earlier".
        today: The day as the person's clock has it. Weeks begin on Monday.
    """
    try:
        date = datetime.date.fromisoformat(day)
    except ValueError:
        return "Earlier"
    monday = today - datetime.timedelta(days=today.weekday())
    if date >= monday:
        return "This week"
    if date >= monday - datetime.timedelta(days=7):
        return "Last week"
    month = _MONTHS[date.month - 1]
    return month if date.year == today.year else f"{month} {date.year}"
