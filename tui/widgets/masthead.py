"""The top row: where one is and its splits, or a prompt in their place; the languages at the right."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal

from parsers.frozen import frozen
from tui.ink import ACCENT, BOLD, FAINT, HAIR, MATCH, MUTED, TEXT, Line
from tui.text.wrap import truncate
from tui.themed import themed
from tui.widgets.one_line import LineBuilder, OneLine
from tui.widgets.prompt import Prompt

_BADGE_FROM = 48
"""Columns below which the languages give way to the place."""


@frozen
class Tab:
    """A split or a reading list in the top row."""

    name: str
    count: int
    action: str
    current: bool = False


@frozen
class Language:
    """One language of the badge."""

    badge: str
    action: str
    current: bool
    available: bool


class Masthead(Horizontal):
    """The top row."""

    DEFAULT_CSS = """
    Masthead { height: 1; }
    Masthead #where { width: 1fr; }
    Masthead #badge { width: auto; }
    """

    def __init__(self, *, with_prompt: bool = True) -> None:
        """Make the row.

        Args:
            with_prompt: Whether it has its prompt from the beginning; otherwise `add_prompt` brings it.
        """
        super().__init__()
        self._with_prompt = with_prompt
        self._prompt: Prompt | None = None

    def compose(self) -> ComposeResult:
        """Lay the parts side by side; the prompt is hidden until it is asked for."""
        yield OneLine(id="where")
        if self._with_prompt:
            self._prompt = _hidden_prompt()
            yield self._prompt
        yield OneLine(id="badge")

    async def add_prompt(self) -> None:
        """Bring the prompt, hidden, unless it is there."""
        if self._prompt is None:
            self._prompt = _hidden_prompt()
            await self.mount(self._prompt, before="#badge")

    @property
    def prompt(self) -> Prompt | None:
        """The prompt, None before it is there with all its parts."""
        return self._prompt if self._prompt is not None and self._prompt.is_mounted else None

    def show(self, title: str, day: str, tabs: Sequence[Tab], languages: Sequence[Language]) -> None:
        """Draw title, day, tabs and languages; tabs that do not fit end in an ellipsis."""
        glyphs = themed(self).glyphs
        for offered in (languages if self.size.width >= _BADGE_FROM else (), ()):
            badge = _badge(offered, glyphs.missing_language)
            room = max(self.size.width - badge.width - 2, 8)
            where = _where(title, day, tabs, room, glyphs.ellipsis)
            if where.width <= room:
                break
        badge_line = self.query_one("#badge", OneLine)
        badge_line.styles.width = badge.width
        badge_line.show(badge.line, badge.targets)
        self.query_one("#where", OneLine).show(where.line, where.targets)

    def prompting(self, on: bool) -> None:
        """Show the prompt in place of title and tabs, or take it away."""
        self.query_one("#where").display = not on
        if self.prompt is not None:
            self.prompt.display = on


def _hidden_prompt() -> Prompt:
    prompt = Prompt()
    prompt.display = False
    return prompt


def _where(title: str, day: str, tabs: Sequence[Tab], room: int, ellipsis: str) -> LineBuilder:
    builder = LineBuilder([(" ", TEXT)]).add([(title, BOLD)], "choose_view")
    if day:
        day = truncate(day, max(room - builder.width - 8, 8), ellipsis)
        builder.add([("  ", TEXT)]).add([(day, TEXT)], "choose_view")
    shown = _tabs_in_view(tabs, room - builder.width)
    for tab in shown:
        builder.add([("   ", TEXT)]).add(_tab(tab), tab.action)
    gap = min(3, room - builder.width - 1)
    if len(shown) < len(tabs) and gap > 0:
        builder.add([(" " * gap, TEXT), (ellipsis, FAINT)])
    return builder


def _tab(tab: Tab) -> Line:
    name_ink, count_ink = (MATCH, ACCENT) if tab.current else (MUTED, FAINT)
    return [(tab.name, name_ink), (f" {tab.count:,}", count_ink)]


def _tabs_in_view(tabs: Sequence[Tab], room: int) -> list[Tab]:
    """Return the tabs that fit, the current one always among them."""

    def width(some: Sequence[Tab]) -> int:
        return sum(3 + cell_len(tab.name) + 1 + len(f"{tab.count:,}") for tab in some)

    if width(tabs) <= room:
        return list(tabs)
    current = next((number for number, tab in enumerate(tabs) if tab.current), 0)
    first, last = current, current + 1
    while True:
        if first > 0 and width(tabs[first - 1 : last]) <= room - 4:
            first -= 1
        elif last < len(tabs) and width(tabs[first : last + 1]) <= room - 4:
            last += 1
        else:
            return list(tabs[first:last])


def _badge(languages: Sequence[Language], missing: str | None) -> LineBuilder:
    builder = LineBuilder()
    for language in languages:
        name = language.badge if language.available or missing is None else missing
        ink = MATCH if language.current else MUTED if language.available else HAIR
        builder.add([("" if builder.width == 0 else " ", TEXT)]).add([(name, ink)], language.action)
    return builder.add([(" ", TEXT)])
