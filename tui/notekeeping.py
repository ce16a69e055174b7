"""The notes of one screen: opened on the paper under the cursor, kept as a step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from tui.deciding import Deciding, Said
from tui.presenter import Presenter


class NoteKeeping:
    """Keeps notes.

    Args:
        screen: Over which a note is written.
        presenter: Knows the paper that is shown.
        deciding: Takes the step.
        stepped: Is told what the step did.
    """

    def __init__(
        self,
        screen: Screen[None],
        presenter: Presenter,
        deciding: Deciding,
        *,
        stepped: Callable[[Said | None], None],
    ) -> None:
        self._screen = screen
        self._present = presenter
        self._deciding = deciding
        self._stepped = stepped

    def write(self) -> None:
        """Open the note of the paper that is shown."""
        # Only for who writes: a field of several lines takes a while to load.
        from tui.screens.note import NoteScreen

        paper = self._present.paper
        if paper is not None:
            title = self._present.title_of(paper)
            self._screen.app.push_screen(NoteScreen(title, paper.note, lambda text: self._keep(paper.key, text)))

    def _keep(self, key: int, text: str) -> str:
        said = self._deciding.set_note(key, text)
        if said.step is None:
            return said.text
        self._stepped(said)
        return ""
