"""The deciding keys of one screen: each is a step, and what it did is drawn and said.

What a step does to library and worklist is `tui.deciding`.
"""

from __future__ import annotations

from digest_reader.models import State
from tui.deciding import Deciding, Said
from tui.drawing import Drawing
from tui.first_steps import FirstSteps
from tui.worklist import Worklist


class Stepping:
    """Takes steps on one screen.

    Args:
        worklist: What is open.
        deciding: Takes the steps.
        first_steps: Are told what was done, and end with it.
        drawing: Draws what a step changed, and says it.
    """

    def __init__(self, worklist: Worklist, deciding: Deciding, first_steps: FirstSteps, drawing: Drawing) -> None:
        self._work = worklist
        self._deciding = deciding
        self._first_steps = first_steps
        self._draw = drawing

    def decide(self, state: State) -> None:
        """Give the paper or the selection a state; in a reading list, skipping means removing."""
        removing = self._work.reading_list is not None and state == "skipped"
        self.stepped(self._deciding.remove_from_list() if removing else self._deciding.decide(state))

    def save_to(self, number: int) -> None:
        """Save to the list with a number."""
        self.stepped(self._deciding.save_to(number))

    def skip_upward(self) -> None:
        """Skip every undecided paper from the cursor upward."""
        self.stepped(self._deciding.skip_upward())

    def remove_from_list(self) -> None:
        """Take the paper, or the selection, out of the list that is open."""
        self.stepped(self._deciding.remove_from_list())

    def undo(self) -> None:
        """Take back the last step."""
        said = self._deciding.undo()
        if said.step is not None:
            self._first_steps.undone()
        self.stepped(said)

    def redo(self) -> None:
        """Do again what was undone."""
        self.stepped(self._deciding.redo())

    def stepped(self, said: Said | None) -> None:
        """Draw what a step changed, and say it."""
        if said is not None:
            if said.step is not None and said.step.action in ("decide", "save"):
                self._first_steps.decided()
            self._draw.all()
            self._draw.say(said.text, said.hint, said.action)
