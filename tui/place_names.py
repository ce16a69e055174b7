"""What a place is called: in the header, beside a kept filter, among the views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest_reader.i18n import _
from tui import words

if TYPE_CHECKING:
    from digest_reader.models import Order
    from tui.worklist import Worklist


def title_and_day(work: Worklist) -> tuple[str, str]:
    """Return what the header says of the place that is open: a title, and what is told beside it."""
    place = work.place
    match work.kind:
        case "inbox":
            return _("Inbox"), _("undecided, last {n} days").format(n=work.inbox_days)
        case "missed":
            return _("Missed"), _("undecided, older")
        case "list" | "later":
            return _("Reading lists"), ""
        case "filter" if place is not None:
            name = next((each.name for each in work.saved if each.query == place.key), "")
            return name or _("Whole library"), place.key
        case "batch" if work.batch is not None:
            return words.batch_source(work.batch), words.batch_day(work.batch)
        case _:
            return "digest-reader", ""


def short(work: Worklist) -> str:
    """Return what place it is, in the words that stand beside a filter that was kept: ``2026-11-20 Fri cs.LG``."""
    place = work.place
    if work.reading_list is not None:
        return work.reading_list.name
    if work.kind == "later":
        return _("later")
    title, day = title_and_day(work)
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
