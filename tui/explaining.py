"""Pages over one screen that explain: what every key does here, and why a paper is here."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from tui.keymap import Mode
from tui.presenter import Presenter


class Explaining:
    """Explains on one screen.

    Args:
        screen: Over which the pages are shown.
        presenter: Knows the paper that is shown.
    """

    def __init__(self, screen: Screen[None], presenter: Presenter) -> None:
        self._screen = screen
        self._present = presenter

    def keys(self, mode: Mode, useful: Callable[[str], bool]) -> None:
        """Show every key, those that mean nothing here faintly.

        Args:
            mode: What the person is doing.
            useful: Tells whether an action, by its name, means something here.
        """
        from tui.screens.help import HelpScreen

        self._screen.app.push_screen(HelpScreen(mode, useful))

    def why(self) -> None:
        """Say why the paper is here, and what was decided on it."""
        from tui.screens.why import WhyScreen

        paper = self._present.paper
        if paper is not None:
            self._screen.app.push_screen(WhyScreen(self._present.title_of(paper), self._present.why(paper)))
