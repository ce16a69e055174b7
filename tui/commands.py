"""The palette: every action by name with its key, a paper by its id, a row by its number, a view, a theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.widgets import Input

from digest_reader import i18n
from digest_reader.i18n import _
from parsers.arxiv_id import parse_id
from tui.glyphs import ASCII
from tui.keymap import KEYS, LIST_KEYS, shown
from tui.screens.overlay import flattened
from tui.themed import themed
from tui.words import LANGUAGE_NAMES

if TYPE_CHECKING:
    from tui.app import ReaderApp
    from tui.screens.triage import TriageScreen


class ReaderPalette(CommandPalette):
    """Textual's palette over the flattened screen."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("type to search"))

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


@dataclass(frozen=True, slots=True)
class _Command:
    """An action of the key table as the palette offers it: with its key, or with the reason why it is of no use."""

    name: str
    key: str
    action: str
    reason: str | None

    @property
    def display(self) -> Text:
        if self.reason is not None:
            return Text.assemble((self.name, "dim"), "  ", (self.reason, "dim italic"))
        return Text.assemble(self.name, "  ", (self.key, "bold"))


class ReaderCommands(Provider):
    """The actions of the key table that make sense by name, and the themes."""

    async def discover(self) -> Hits:
        """Offer all actions, in the key table's order, after those that make sense here those that do not."""
        for command in sorted(self._commands(), key=lambda command: command.reason is not None):
            yield DiscoveryHit(command.display, self._running(command), text=command.name)
        for language in i18n.LANGUAGES:
            name = _("Interface: {language}").format(language=LANGUAGE_NAMES[language])
            yield DiscoveryHit(Text(name), partial(self._speak, language), text=name)

    async def search(self, query: str) -> Hits:
        """Offer the actions that match, and themes by name."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = matcher.match(command.name)
            if score > 0:
                yield Hit(
                    score if command.reason is None else score / 2,
                    command.display,
                    self._running(command),
                    text=command.name,
                )
        for language in i18n.LANGUAGES:
            name = _("Interface: {language}").format(language=LANGUAGE_NAMES[language])
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, Text(name), partial(self._speak, language), text=name)
        for theme in sorted(self.app.available_themes):
            name = _("Theme {name}").format(name=theme)
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, Text(name), partial(self._set_theme, theme), text=name)

    def _commands(self) -> list[_Command]:
        screen = cast("TriageScreen", self.screen)
        return [
            _Command(_(key.command), shown(key.id), key.action, screen.reason_against(key.action.partition("(")[0]))
            for key in (*KEYS, *LIST_KEYS)
            if key.palette
        ]

    def _running(self, command: _Command) -> Callable[[], object]:
        if command.reason is not None:
            return partial(cast("TriageScreen", self.screen).say, f"{command.name}: {command.reason}")
        return partial(self.screen.run_action, command.action)

    def _speak(self, language: str) -> None:
        cast("ReaderApp", self.app).choose_interface(language)

    def _set_theme(self, name: str) -> None:
        cast("ReaderApp", self.app).choose_theme(name)


class ViewCommands(Provider):
    """The views by name: inbox, days, reading lists, saved filters."""

    async def search(self, query: str) -> Hits:
        """Offer the views that match."""
        matcher = self.matcher(query)
        viewing = cast("TriageScreen", self.screen).viewing
        for entry in viewing.entries():
            name = _("Go to {name}").format(name=entry.name)
            score = matcher.match(name)
            if score > 0:
                yield Hit(
                    score,
                    Text.assemble(name, "  ", (entry.count, "dim")),
                    partial(viewing.go, entry.action),
                    text=name,
                )


class PaperCommands(Provider):
    """Jumps: an arXiv id goes to the paper, a number to the row."""

    async def search(self, query: str) -> Hits:
        """Offer the jump that was typed."""
        screen = cast("TriageScreen", self.screen)
        typed = query.strip()
        if typed.isascii() and typed.isdecimal() and len(typed) < 7:
            yield Hit(
                1.0,
                Text(_("Go to row {number}").format(number=typed)),
                partial(screen.go_to_row, int(typed)),
                text=typed,
            )
        found = parse_id(typed)
        if found is not None:
            yield Hit(
                1.0, Text(_("Go to paper {id}").format(id=found[0])), partial(screen.go_to_paper, found[0]), text=typed
            )
