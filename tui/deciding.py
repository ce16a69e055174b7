"""What the deciding keys do to library and worklist, and what is said of it. Knows no widget."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from digest_reader.errors import DigestReaderError
from digest_reader.i18n import _, plural
from digest_reader.library import Library
from digest_reader.models import Row, State, Step
from parsers.frozen import frozen
from tui import messages
from tui.ink import Line
from tui.pace import Pace
from tui.worklist import Worklist


@frozen
class Said:
    """A message for the status line.

    Attributes:
        text: What happened.
        hint: A key worth pressing now, and what it does.
        action: What a click on the hint does.
        step: The step that was taken, None when nothing was.
    """

    text: str
    hint: Line = ()
    action: str = ""
    step: Step | None = None


class Deciding:
    """Takes steps. Each is durable when its method returns; what goes wrong is said and shown as nothing done."""

    def __init__(self, library: Library, worklist: Worklist, pace: Pace, title: Callable[[Row], str]) -> None:
        """Take steps.

        Args:
            library: Where.
            worklist: What is open.
            pace: Counts them.
            title: Returns what a paper is called on the screen, in the language that is read.
        """
        self._title = title
        self._library = library
        self._work = worklist
        self._pace = pace

    def decide(
        self,
        state: State,
        list_slug: str | None = None,
        keys: list[int] | None = None,
        *,
        new_list: str | None = None,
        move: bool = False,
        until: str | None = None,
    ) -> Said | None:
        """Give papers a state and go on to the next undecided one.

        Args:
            state: The state.
            list_slug: For ``saved``, the list to save to.
            keys: The papers; by default the selection, or the one under the cursor.
            new_list: For ``saved``, the name of a list to make and save to.
            move: Whether papers leave the reading list that is open as they are saved.
            until: For ``later``, the day or ``version`` that they wait for, None for the next announcement.
        """
        chosen = self._work.chosen_keys() if keys is None else keys
        if not chosen:
            return None
        if state == "new" and all(row.state == "new" for row in self._library.rows(chosen)):
            return Said(_("undecided already"))
        batch = self._work.decided_in
        here = self._work.reading_list
        leaving = here.slug if move and here is not None else None
        before = self._work.current_key
        said = self._take(
            lambda: self._library.decide(
                chosen, state, list_slug=list_slug, batch=batch, new_list=new_list, leaving=leaving, until=until
            )
        )
        if said.step is not None and state != "new":
            self._pace.decided(time.monotonic(), batch, len(chosen))
            # Where the decided paper has left the list, the next one is under the cursor already.
            if self._work.current_key == before:
                self._work.go_on()
        return said

    def set_note(self, key: int, text: str) -> Said:
        """Keep the note on a paper; the selection stays."""
        try:
            step = self._library.set_note(key, text)
        except DigestReaderError as error:
            return _failed(error)
        self._work.stepped(step)
        return Said(self._told(step), messages.hint("undo", _("undo")), "undo", step)

    def save_to(self, number: int) -> Said | None:
        """Save to the list with a number, from 1."""
        numbered = [one for one in self._work.lists if one.number == number]
        if numbered:
            return self.decide("saved", numbered[0].slug)
        if number == 1 and not self._work.lists:
            return self.decide("saved")
        return Said(
            _("there is no list {n} yet").format(n=number), messages.hint("list-create", _("new list")), "create_list"
        )

    def skip_upward(self) -> Said | None:
        """Skip every undecided paper from the cursor upward."""
        if self._work.shown is None:
            return None
        return self.decide("skipped", keys=self._work.shown.undecided(0, self._work.cursor + 1))

    def on_list(self, call: Callable[[str], Step]) -> Said | None:
        """Do something to the reading list that is open; ``call`` gets its slug."""
        one = self._work.reading_list
        return None if one is None else self._take(lambda: call(one.slug))

    def create_list(self, name: str) -> Said:
        """Make a reading list."""
        return self._take(lambda: self._library.create_list(name))

    def remove_from_list(self) -> Said | None:
        """Take the chosen papers out of the list that is open."""
        keys = self._work.chosen_keys()
        return self.on_list(lambda slug: self._library.remove_from_list(slug, keys)) if keys else None

    def move_in_list(self, offset: int) -> Said | None:
        """Move the paper within the list that is open, which is shown in its own order for that."""
        one, key = self._work.reading_list, self._work.current_key
        if one is None or key is None:
            return None
        if self._work.newest_first:
            self._work.newest_first = False
            self._work.reopen()
        return self.on_list(lambda slug: self._library.move_in_list(slug, key, offset))

    def undo(self) -> Said:
        """Take back the last step."""
        return self._back_and_forth(
            self._library.undo, _("nothing to undo"), _("undone: {step}"), messages.hint("redo", _("redo")), "redo"
        )

    def redo(self) -> Said:
        """Do again what was undone last; after a decision the cursor goes on, as it did then."""
        said = self._back_and_forth(
            self._library.redo, _("nothing to redo"), _("redone: {step}"), messages.hint("undo", _("undo")), "undo"
        )
        if said.step is not None and said.step.keys and said.step.state not in (None, "new"):
            # Else the next decision would fall on the paper that was just decided again.
            self._work.go_to_key(said.step.keys[-1])
            self._work.go_on()
        return said

    def _back_and_forth(
        self, call: Callable[[], Step | None], nothing: str, done: str, hint: Line, action: str
    ) -> Said:
        try:
            step = call()
        except DigestReaderError as error:
            return _failed(error)
        if step is None:
            return Said(nothing)
        self._work.stepped(step)
        if step.keys:
            self._work.go_to_key(step.keys[0])
        return Said(done.format(step=self._told(step)), hint, action, step)

    def _take(self, call: Callable[[], Step]) -> Said:
        try:
            step = call()
        except DigestReaderError as error:
            return _failed(error)
        self._work.selection.clear()
        self._work.stepped(step)
        return Said(self._told(step) + self._left_without_list(step), messages.hint("undo", _("undo")), "undo", step)

    def _left_without_list(self, step: Step) -> str:
        """Say how many papers a change of lists left in none: they are skipped."""
        if step.action not in ("list-remove", "list-delete"):
            return ""
        skipped = sum(row.state == "skipped" for row in self._library.rows(step.keys))
        said = plural("; {n} paper now skipped", "; {n} papers now skipped", skipped)
        return said.format(n=f"{skipped:,}") if skipped else ""

    def _told(self, step: Step) -> str:
        """Return what a step did, a single paper by the title under which it stands in the list."""
        rows = self._library.rows(step.keys) if step.title and len(step.keys) == 1 else []
        return messages.step_done(replace(step, title=self._title(rows[0])) if rows else step)


def _failed(error: DigestReaderError) -> Said:
    return Said(" ".join(part for part in (error.message, error.hint) if part))
