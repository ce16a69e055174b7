"""The views of the library as entries to choose from: inbox, missed, later, days, reading lists, saved filters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from digest_reader.i18n import _
from tui import words
from tui.widgets.side_list import Entry

if TYPE_CHECKING:
    from digest_reader.models import ViewCounts
    from tui.place import PlaceKind
    from tui.worklist import Worklist

NEWEST_DAYS = 14
"""So many days are offered; a last entry offers all."""
ALL_DAYS = "all_days"
"""The action of that entry."""


def view_entries(
    work: Worklist,
    counts: ViewCounts,
    found: Mapping[str, int],
    *,
    all_days: bool = False,
) -> list[Entry]:
    """Return every view with its count.

    Args:
        work: What is open, and which days, lists and filters there are.
        counts: How many papers wait where.
        found: Text of a filter to how many papers it finds, for those that were counted.
        all_days: Whether to offer every day.
    """
    return [*_waiting(work, counts), *_days(work, all_days), *_lists(work), *_filters(work, found)]


def _here(work: Worklist, kind: PlaceKind, key: str = "") -> bool:
    return work.place is not None and (work.place.kind, work.place.key) == (kind, key)


def _waiting(work: Worklist, counts: ViewCounts) -> list[Entry]:
    later = f"{counts.later:,}"
    if counts.due:
        later += " " + _("({n} due)").format(n=f"{counts.due:,}")
    kinds: tuple[tuple[PlaceKind, str, str, bool], ...] = (
        ("inbox", _("Inbox"), f"{counts.inbox:,}", not counts.inbox),
        ("missed", _("Missed"), f"{counts.missed:,}", not counts.missed),
        ("later", _("Later"), later, not counts.later),
    )
    return [
        Entry(_("Views"), name, _go(kind), count, current=_here(work, kind), quiet=quiet)
        for kind, name, count, quiet in kinds
    ]


def _days(work: Worklist, all_days: bool) -> list[Entry]:
    shown = work.batches if all_days else work.batches[:NEWEST_DAYS]
    entries = [
        Entry(
            _("Days"),
            words.batch_day(batch),
            _go("batch", batch.key),
            f"{batch.counts.left:,}",
            current=_here(work, "batch", batch.key),
            quiet=not batch.counts.left,
        )
        for batch in shown
    ]
    if len(shown) < len(work.batches):
        entries.append(Entry(_("Days"), _("all days..."), ALL_DAYS, f"{len(work.batches):,}", quiet=True))
    return entries


def _lists(work: Worklist) -> list[Entry]:
    return [
        Entry(
            _("Reading lists"),
            one.name,
            _go("list", one.slug),
            f"{len(one.entries):,}",
            key=str(one.number) if one.number <= 9 else "",
            current=_here(work, "list", one.slug),
            quiet=not one.entries,
        )
        for one in work.lists
    ]


def _filters(work: Worklist, found: Mapping[str, int]) -> list[Entry]:
    return [
        Entry(
            _("Filters"),
            each.name,
            _go("filter", each.query),
            f"{found[each.query]:,}" if each.query in found else "",
            current=_here(work, "filter", each.query),
        )
        for each in work.saved
    ]


def _go(kind: PlaceKind, key: str = "") -> str:
    """Return where an entry leads, as an action: JSON, because a key is any text that a person typed."""
    return json.dumps([kind, key])


def place_of(action: str) -> tuple[PlaceKind, str]:
    """Return kind and key of the place that an entry's action leads to."""
    kind, key = json.loads(action)
    return kind, key
