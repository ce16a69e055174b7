"""The palette: every action by name with its key, a paper by its id, a row by its number, a view, a theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from rich.console import RenderableType
from rich.style import Style
from rich.text import Text
from textual import events
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.widgets import Input

from digest_reader import i18n
from digest_reader.i18n import _
from parsers.arxiv_id import parse_id
from tui.glyphs import ASCII
from tui.ink import ACCENT_BOLD, FAINT, FAINT_ITALIC, Ink, Palette
from tui.keymap import KEYS, LIST_KEYS, shown
from tui.screens.overlay import flattened
from tui.themed import themed
from tui.words import LANGUAGE_NAMES

if TYPE_CHECKING:
    from tui.app import ReaderApp
    from tui.screens.triage import TriageScreen

_BOX_CELLS, _EDGES = 74, 8
"""Cells of the palette's box, and of its borders and padding: as `ReaderPalette.DEFAULT_CSS` has them."""


def line_cells(width: int) -> int:
    """Return how much of a line of the palette there is to write on.

    Args:
        width: Columns of the terminal.
    """
    return min(_BOX_CELLS, width * 96 // 100) - _EDGES


class ReaderPalette(CommandPalette):
    """Textual's palette over the flattened screen."""

    # Here and not in the app's style sheet, which every start reads.
    DEFAULT_CSS = """
    ReaderPalette { background: $background 0%; align: center top; }
    ReaderPalette > Vertical, ReaderPalette:dark > Vertical {
        width: 74; max-width: 96%; height: auto; margin-top: 1; background: $background;
    }
    ReaderPalette #--input { border: round $dr-faint; background: $background; height: 3; }
    ReaderPalette #--input.--list-visible { border-bottom: none; height: 2; }
    ReaderPalette SearchIcon { display: none; }
    ReaderPalette CommandInput, ReaderPalette CommandInput:focus { border: none; padding: 0 3; height: 1; }
    ReaderPalette CommandInput > .input--cursor { background: $dr-accent; color: $background; text-style: none; }
    ReaderPalette #--results { background: $background; border: none; }
    ReaderPalette CommandList, ReaderPalette CommandList:focus {
        background: $background; border: round $dr-faint; border-top: none; scrollbar-size: 0 0;
        padding: 1 2 0 2; max-height: 75vh;
    }
    ReaderPalette CommandList > .option-list--option { color: $foreground; text-style: none; padding: 0 1; }
    ReaderPalette CommandList { text-wrap: nowrap; text-overflow: ellipsis; }
    ReaderPalette CommandList > .option-list--option-highlighted {
        background: $dr-cursor; color: $foreground; text-style: bold;
    }
    ReaderPalette CommandList:nocolor > .option-list--option-highlighted { text-style: bold; }
    ReaderPalette > .command-palette--highlight { color: $dr-accent; text-style: bold underline; }
    ReaderPalette.-ascii #--input, ReaderPalette.-ascii CommandList { border: ascii $dr-faint; }
    ReaderPalette.-ascii #--input.--list-visible { border-bottom: none; }
    ReaderPalette.-ascii CommandList { border-top: none; }
    """

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
    """An action of the key table as the palette offers it: with its key, or with the reason why it is of no use.

    It is found by its English name too: who speaks Chinese may have no input method on.
    """

    name: str
    english: str
    key: str
    action: str
    reason: str | None

    def display(self, palette: Palette, width: int) -> Text:
        """Return the name, and the key at the right end of a line, or the reason after it."""
        if self.reason is not None:
            faint, reason = _on_any_ground(palette, FAINT), _on_any_ground(palette, FAINT_ITALIC)
            return Text.assemble((self.name, faint), "  ", (self.reason, reason))
        gap = " " * max(width - cell_len(self.name) - cell_len(self.key), 2)
        return Text.assemble(self.name, gap, (self.key, _on_any_ground(palette, ACCENT_BOLD)))


def _on_any_ground(palette: Palette, ink: Ink) -> Style:
    """Return the style of an ink without the ground it is on: the line with the cursor has another."""
    style = palette.style(ink)
    return Style(color=style.color, bold=style.bold, italic=style.italic, dim=style.dim)


class ReaderCommands(Provider):
    """The actions of the key table that make sense by name, and the themes."""

    async def discover(self) -> Hits:
        """Offer all actions, in the key table's order, after those that make sense here those that do not."""
        for command in sorted(self._commands(), key=lambda command: command.reason is not None):
            yield DiscoveryHit(self._shown(command), self._running(command), text=command.name)
        for language in i18n.LANGUAGES:
            name = _("Interface: {language}").format(language=LANGUAGE_NAMES[language])
            yield DiscoveryHit(Text(name), partial(self._speak, language), text=name)

    async def search(self, query: str) -> Hits:
        """Offer the actions that match, and themes by name."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = max(matcher.match(command.name), matcher.match(command.english))
            if score > 0:
                yield Hit(
                    score if command.reason is None else score / 2,
                    self._shown(command),
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
            _Command(
                name=_(key.command),
                english=key.command,
                key=shown(key.id),
                action=key.action,
                reason=screen.does.reason_against(key.action.partition("(")[0]),
            )
            for key in (*KEYS, *LIST_KEYS)
            if key.palette
        ]

    def _shown(self, command: _Command) -> Text:
        return command.display(cast("ReaderApp", self.app).palette, line_cells(self.app.size.width))

    def _running(self, command: _Command) -> Callable[[], object]:
        if command.reason is not None:
            return partial(cast("TriageScreen", self.screen).drawing.say, f"{command.name}: {command.reason}")
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
        viewing, room = cast("TriageScreen", self.screen).viewing, line_cells(self.app.size.width)
        for entry in viewing.entries():
            name = _("Go to {name}").format(name=entry.name)
            score = matcher.match(name)
            if score > 0:
                yield Hit(
                    score,
                    Text.assemble(name, " " * max(room - cell_len(name) - cell_len(entry.count), 2), entry.count),
                    partial(viewing.go, entry.action),
                    text=name,
                )


_BEFORE_ALL = 1_000.0
"""The score of what was typed exactly: a date that holds the digits of a row's number matches as well."""


class PaperCommands(Provider):
    """Jumps: an arXiv id goes to the paper, a number to the row."""

    async def search(self, query: str) -> Hits:
        """Offer the jump that was typed."""
        screen = cast("TriageScreen", self.screen)
        typed = query.strip()
        if typed.isascii() and typed.isdecimal() and len(typed) < 7:
            yield Hit(
                _BEFORE_ALL,
                Text(_("Go to row {number}").format(number=typed)),
                partial(screen.does.moving.to_row, int(typed)),
                text=typed,
            )
        found = parse_id(typed)
        if found is not None:
            yield Hit(
                _BEFORE_ALL,
                Text(_("Go to paper {id}").format(id=found[0])),
                partial(screen.does.moving.to_paper, found[0]),
                text=typed,
            )
