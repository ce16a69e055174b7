"""What a place is called: in the header, beside a kept filter, among the views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from digest_reader.i18n import _
from tui import words

if TYPE_CHECKING:
    from digest_reader.saved_filters import SavedFilter

    from tui.worklist import Order, Worklist


def title_and_day(work: Worklist, saved: Sequence[SavedFilter]) -> tuple[str, str]:
    """Return what the header says of a place: a title, and what is told beside it.

    Args:
        work: What is open.
        saved: The saved filters, of which the place may be one.
    """
    place = work.place
    match work.kind:
        case "inbox":
            return _("Inbox"), _("undecided, last days")
        case "missed":
            return _("Missed"), _("undecided, older")
        case "list" | "later":
            return _("Reading lists"), ""
        case "filter" if place is not None:
            name = next((each.name for each in saved if each.query == place.key), "")
            return name or _("Whole library"), place.key
        case "batch" if work.batch is not None:
            return words.batch_source(work.batch), words.batch_day(work.batch)
        case _:
            return "digest-reader", ""


def short(work: Worklist, saved: Sequence[SavedFilter]) -> str:
    """Return what place it is, in the words that stand beside a filter that was kept: ``2026-11-20 Fri cs.LG``."""
    place = work.place
    if work.reading_list is not None:
        return work.reading_list.name
    if work.kind == "later":
        return _("later")
    title, day = title_and_day(work, saved)
    category = place.category if place is not None else None
    return " ".join(part for part in (day if work.kind == "batch" else title, category) if part)


def order(name: Order) -> str:
    """Return what an order of a day is called."""
    match name:
        case "announced":
            return _("as announced")
        case "newest":
            return _("newest first")
        case "category":
            return _("by category")
        case "title":
            return _("by title")


def current_order(work: Worklist) -> str:
    """Return in which order the place that is open is shown, empty where it has but one."""
    if work.kind == "list":
        return _("newest first") if work.newest_first else _("in the list's order")
    return order(work.order) if work.kind == "batch" else ""
