"""Making, renaming, deleting and ordering reading lists from the screen: what is asked for each, and what follows.

The steps themselves are `tui.deciding`'s; this module owns the questions, and asks again when an answer will not do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from textual.screen import Screen

from digest_reader.i18n import _
from digest_reader.library import Library
from tui.deciding import Deciding, Said
from tui.worklist import Worklist

if TYPE_CHECKING:
    from tui.screens.choose import ListChoice


class Ask(Protocol):
    """Asks for a line of text in the header."""

    def __call__(self, label: str, submit: Callable[[str], object], value: str = "", placeholder: str = "") -> None:
        """Ask; ``submit`` gets the answer, ``value`` is the text to begin with, ``placeholder`` shown where none is."""


class ListKeeping:
    """Keeps the reading lists of one screen.

    Args:
        screen: Over which a choice is shown.
        library: Whose lists they are.
        worklist: What is open.
        deciding: Takes the steps.
        ask: Asks in the header.
        stepped: Is told what a step did.
        made: Is told the slug of a list that was made, to open it.
    """

    def __init__(
        self,
        screen: Screen[None],
        library: Library,
        worklist: Worklist,
        deciding: Deciding,
        *,
        ask: Ask,
        stepped: Callable[[Said | None], None],
        made: Callable[[str], None],
    ) -> None:
        self._screen = screen
        self._library = library
        self._work = worklist
        self._deciding = deciding
        self._ask = ask
        self._stepped = stepped
        self._made = made

    def choose(self) -> None:
        """Ask for a list and save to it; in a reading list, move there."""
        # Overlays are loaded when they are wanted: no first screen has one.
        from tui.screens.choose import ChooseList, ListChoice

        if self._work.chosen_keys():
            choices = [ListChoice(one.slug, one.name, one.number, len(one.entries)) for one in self._work.lists]
            title = _("Save to") if self._work.reading_list is None else _("Move to")
            box = ChooseList(title, [*choices, ListChoice(None, _("new list"))])
            self._screen.app.push_screen(box, self._chosen)

    def _chosen(self, choice: ListChoice | None) -> None:
        if choice is None:
            return
        if choice.slug is None:
            self._ask(_("New list:"), self._save_to_new)
        else:
            self._stepped(self._deciding.decide("saved", choice.slug, move=True))

    def _save_to_new(self, name: str) -> None:
        said = self._deciding.decide("saved", new_list=name, move=True)
        if said is not None and said.step is None:
            self._ask(_("New list:"), self._save_to_new, name)
        self._stepped(said)

    def create(self) -> None:
        """Make a new reading list and open it."""
        self._ask(_("New list:"), self._created)

    def _created(self, name: str) -> None:
        said = self._deciding.create_list(name)
        if said.step is not None and said.step.list_slug is not None:
            self._made(said.step.list_slug)
        else:
            self._ask(_("New list:"), self._created, name)
        self._stepped(said)

    def rename(self) -> None:
        """Rename the list that is open."""
        one = self._work.reading_list
        if one is not None:
            self._ask(_("Rename to:"), lambda name: self._rename(one.name, name), one.name)

    def _rename(self, before: str, after: str) -> None:
        if after == before:
            return
        said = self._deciding.on_list(lambda slug: self._library.rename_list(slug, after))
        if said is not None and said.step is None:
            self._ask(_("Rename to:"), lambda name: self._rename(before, name), after)
        self._stepped(said)

    def delete(self) -> None:
        """Delete the list that is open; undo brings it back."""
        self._stepped(self._deciding.on_list(self._library.delete_list))

    def move_paper(self, offset: int) -> None:
        """Move the paper up or down in the list that is open."""
        self._stepped(self._deciding.move_in_list(offset))

    def move_list(self, offset: int) -> None:
        """Move the list that is open among the lists, which changes its number."""
        self._stepped(self._deciding.on_list(lambda slug: self._library.move_list(slug, offset)))
