"""Why is this paper here: every appearance, what is watched of it, and what was decided when."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical

from digest_reader.i18n import _
from tui.glyphs import ASCII
from tui.ink import ACCENT_BOLD, BOLD, FAINT, MUTED, TEXT, Line
from tui.screens.overlay import Overlay
from tui.text.wrap import truncate
from tui.themed import cells, themed
from tui.widgets.detail_pane import DetailPane
from tui.widgets.one_line import LineBuilder, OneLine

_FRAME_ROWS = 6
"""Border, padding, title, blank row."""


class WhyScreen(Overlay[None]):
    """The page, scrolled."""

    DEFAULT_CSS = """
    WhyScreen #why {
        width: 88; max-width: 96%; max-height: 94%; border: round $dr-faint; background: $background; padding: 1 3;
    }
    WhyScreen.-ascii #why { border: ascii $dr-faint; }
    WhyScreen #why-title { margin-bottom: 1; }
    """

    def __init__(self, title: str, lines: Callable[[int], list[Line]]) -> None:
        """Tell of a paper.

        Args:
            title: What it is called.
            lines: Returns what there is to tell for a width in cells.
        """
        super().__init__()
        self._title = title
        self._lines = lines
        self._set: list[Line] = []

    def compose(self) -> ComposeResult:
        """Lay out the title, the page and what is below."""
        with Vertical(id="why"):
            yield OneLine(id="why-title")
            yield DetailPane()
            yield OneLine(id="why-more")

    def on_mount(self) -> None:
        """Take the keys."""
        self.set_class(themed(self).glyphs is ASCII, "-ascii")
        self._pane.focus()

    @property
    def _pane(self) -> DetailPane:
        return self.query_one(DetailPane)

    @on(DetailPane.Resized)
    def _set_for_width(self) -> None:
        pane, title = self._pane, self.query_one("#why-title", OneLine)
        if not pane.size.width:
            return
        self._set = self._lines(pane.size.width)
        pane.show(self._set, keep_place=True)
        self.query_one("#why").styles.height = len(self._set) + _FRAME_ROWS
        close: Line = [("Esc", ACCENT_BOLD), (" " + _("close"), MUTED)]
        label = _("Why is this here")
        room = max(title.size.width - cells([(label, BOLD), *close]) - 6, 1)
        shown = truncate(self._title, room, themed(self).glyphs.ellipsis)
        built = LineBuilder([(label, BOLD), ("   ", TEXT), (shown, MUTED)])
        built.add([(" " * max(title.size.width - built.width - cells(close), 1), TEXT)])
        built.add(close, "dismiss(None)")
        title.show(built.line, built.targets)
        self._say_more()

    @on(DetailPane.Scrolled)
    def _say_more(self) -> None:
        more: Line = [(_("more below") + " ", FAINT), ("Space", ACCENT_BOLD)] if self._pane.more_below else []
        below = self.query_one("#why-more", OneLine)
        below.display = bool(more)
        below.show(more, [(0, cells(more), "page")] if more else None)

    @on(OneLine.Pressed)
    async def _pressed(self, event: OneLine.Pressed) -> None:
        event.stop()
        await self.run_action(event.action)

    def action_page(self) -> None:
        """Go on by a page."""
        self._pane.scroll_rows(max(self._pane.size.height - 1, 1))

    def on_key(self, event: events.Key) -> None:
        """Scroll, or close with the key that opened it."""
        page = max(self._pane.size.height - 1, 1)
        rows = {
            **dict.fromkeys(("j", "down"), 1),
            **dict.fromkeys(("k", "up"), -1),
            **dict.fromkeys(("space", "pagedown", "ctrl+d"), page),
            **dict.fromkeys(("pageup", "ctrl+u"), -page),
            **dict.fromkeys(("G", "end"), len(self._set)),
            **dict.fromkeys(("g", "home"), -len(self._set)),
        }
        if event.key in rows:
            self._pane.scroll_rows(rows[event.key])
        elif event.key in ("i", "q", "h", "left", "enter"):
            self.dismiss(None)
        else:
            return
        event.stop()
