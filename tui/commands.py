"""The palette: every action by name with its key, a paper by its id, a row by its number, a theme."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.widgets import Input

from digest_reader.i18n import _
from parsers.arxiv_id import parse_id
from tui.glyphs import ASCII
from tui.keymap import KEYS, LIST_KEYS, shown
from tui.screens.overlay import flattened
from tui.themed import themed

if TYPE_CHECKING:
    from tui.app import ReaderApp
    from tui.screens.triage import TriageScreen


class ReaderPalette(CommandPalette):
    """Textual's palette over the flattened screen."""

    def on_mount(self) -> None:
        """Draw with the characters of the moment."""
        self.set_class(themed(self).glyphs is ASCII, "-ascii")

    def on_key(self, event: events.Key) -> None:
        """Type what comes before the field has the focus into the field."""
        if event.is_printable and event.character is not None and not isinstance(self.focused, Input):
            event.stop()
            self.query_one(Input).insert_text_at_cursor(event.character)

    def render(self) -> RenderableType:
        """Draw the screen below, flattened."""
        return flattened(self)


class ReaderCommands(Provider):
    """The actions of the key table that make sense by name, and the themes."""

    async def discover(self) -> Hits:
        """Offer all actions, in the key table's order."""
        for name, key, action in self._commands():
            yield DiscoveryHit(_named(name, key), partial(self.screen.run_action, action), text=name)

    async def search(self, query: str) -> Hits:
        """Offer the actions that match, and themes by name."""
        matcher = self.matcher(query)
        for name, key, action in self._commands():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, _named(name, key), partial(self.screen.run_action, action), text=name)
        for theme in sorted(self.app.available_themes):
            score = matcher.match(f"Theme {theme}")
            if score > 0:
                yield Hit(score, Text(f"Theme {theme}"), partial(self._set_theme, theme), text=f"Theme {theme}")

    def _commands(self) -> list[tuple[str, str, str]]:
        return [
            (_(key.command), shown(key.id), key.action)
            for key in (*KEYS, *LIST_KEYS)
            if key.palette and self.screen.check_action(key.action.split("(")[0], ())
        ]

    def _set_theme(self, name: str) -> None:
        cast("ReaderApp", self.app).choose_theme(name)


class PaperCommands(Provider):
    """Jumps: an arXiv id goes to the paper, a number to the row."""

    async def search(self, query: str) -> Hits:
        """Offer the jump that was typed."""
        screen = cast("TriageScreen", self.screen)
        typed = query.strip()
        if typed.isascii() and typed.isdecimal() and len(typed) < 7:
            yield Hit(1.0, Text(f"Go to row {typed}"), partial(screen.go_to_row, int(typed)), text=typed)
        found = parse_id(typed)
        if found is not None:
            yield Hit(1.0, Text(f"Go to paper {found[0]}"), partial(screen.go_to_paper, found[0]), text=typed)


def _named(name: str, key: str) -> Text:
    return Text.assemble(name, "  ", (key, "bold"))
