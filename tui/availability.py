"""Which actions mean something where the person is, and why the others do not. Knows no widget.

The keys go by it, the palette tells the reason, the help shows what is of no use here faintly.
"""

from __future__ import annotations

from digest_reader.i18n import _
from parsers.frozen import frozen

_IN_EMPTY_LIBRARY = frozenset(
    {
        "move",
        "read",
        "help",
        "palette",
        "quit",
        "import_file",
        "fetch",
        "refresh",
        "redraw",
        "suspend",
        "undo",
        "redo",
        "save_to",
        "language",
    }
)
_IN_A_LIST = frozenset({"remove_from_list", "rename_list", "delete_list", "move_in_list", "move_list"})
_ON_PAPERS = frozenset(
    {
        "decide",
        "save_to",
        "skip_upward",
        "choose_list",
        "choose_until",
        "note",
        "why",
        "range",
        "extend",
        "mark",
        "select_all",
        "open",
        "copy_link",
        "copy_bibtex",
    }
)
_BRINGING = frozenset({"import_file", "fetch"})


@frozen
class Situation:
    """What decides on the actions.

    Attributes:
        empty: The library has no papers.
        done: The summary of a finished day is shown in place of its papers.
        in_list: A reading list is open.
        shown: How many papers are shown.
        sample: This is the sample library.
    """

    empty: bool
    done: bool
    in_list: bool
    shown: int
    sample: bool


def reason(action: str, here: Situation) -> str | None:
    """Return why an action (its name without parameters) makes no sense here, None when it does."""
    if here.sample and action in _BRINGING:
        return _("not in the sample, which is forgotten")
    return impossible(action, here) or (
        _("no paper is shown") if action in _ON_PAPERS and not here.shown and not here.empty else None
    )


def impossible(action: str, here: Situation) -> str | None:
    """Return why an action is not even tried here; others that make no sense say so themselves when they are."""
    if here.empty:
        return None if action in _IN_EMPTY_LIBRARY else _("there are no papers yet")
    if action in _IN_A_LIST and not here.in_list:
        return _("only in a reading list")
    if here.done and action in _ON_PAPERS:
        return _("the day is done: its papers come back with a move")
    return None
