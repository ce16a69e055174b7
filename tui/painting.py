"""What the terminal shows, and the least that makes it show the next frame.

Textual writes every part of a row that was drawn anew, each run of text with its whole style and a reset behind it:
27 KB for a key that moves the cursor at 160x45, which a slow line takes longer to carry than all else takes together.
A `Painter` knows what stands in the terminal. It leaves out the parts that stand there already, and of a style it
writes what differs from the style before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from rich.color import ColorSystem
from rich.console import Console, ConsoleOptions, RenderResult
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from parsers.frozen import frozen
from parsers.lazy_pattern import lazy_pattern

Parts = Mapping[int, Strip]
"""The parts of a row, as much of it as one widget has: the cell where each begins, and what stands there."""

_SURE = lazy_pattern("[\u0020-\u02ff\u0370-\u0482\u048a-\u0513\u2010-\u203e\u2190-\u21ff\u2500-\u25ff\u3000-\u9fff]*")
"""Text whose width is the same in every terminal: no emoji, no combining marks, nothing that joins."""


class _Row:
    """A row of the terminal: the parts that are known to stand there."""

    def __init__(self) -> None:
        self.parts: dict[int, Strip] = {}

    def take(self, cell: int, strip: Strip) -> bool:
        """Let a part stand in the row; return whether that is a change."""
        before = self.parts.get(cell)
        if before is strip or before == strip:
            return False
        if before is None or before.cell_length != strip.cell_length:
            # Parts are divided otherwise now: what the new one covers is no longer known.
            end = cell + strip.cell_length
            self.parts = {at: each for at, each in self.parts.items() if at + each.cell_length <= cell or at >= end}
        self.parts[cell] = strip
        return True


class Painter:
    """Turns frames into what is to be written to one terminal."""

    def __init__(self) -> None:
        self._rows: dict[int, _Row] = {}

    def forget(self) -> None:
        """Take nothing for known: another size, another program, or a garbled line may have changed the terminal."""
        self._rows.clear()

    def frame(self, update: LayoutUpdate | ChopsUpdate) -> _Frame:
        """Return an update that brings the terminal to a frame of Textual's compositor when it is written."""
        return _Frame(self, update)

    def paint(self, update: LayoutUpdate | ChopsUpdate, system: ColorSystem) -> str:
        """Return what has to be written for the terminal to show a frame.

        Args:
            update: The frame, or the parts of it that were drawn anew.
            system: The colours that the terminal has.
        """
        written: list[str] = []
        pen = _Pen(system, written)
        for y, parts in _drawn(update):
            row = self._rows.setdefault(y, _Row())
            before: Strip | None = None
            for x, strip in parts.items():
                # Where a terminal draws a text wider than it is, it covers what stands behind it.
                if row.take(x, strip) or not (before is None or _is_of_sure_width(before)):
                    written.append(f"\x1b[{y + 1};{x + 1}H")
                    pen.write(strip)
                    before = strip
                else:
                    before = None
        pen.lay_down()
        return "".join(written)


class _Frame(CompositorUpdate):
    """A frame that is painted when it is written: one that is never written leaves the terminal as it is."""

    def __init__(self, painter: Painter, update: LayoutUpdate | ChopsUpdate) -> None:
        self._painter = painter
        self._update = update

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Render it as Textual itself would, for a console that is no terminal of ours."""
        return self._update.__rich_console__(console, options)

    def render_segments(self, console: Console) -> str:
        """Return what is written to the terminal."""
        return self._painter.paint(self._update, console._color_system or ColorSystem.TRUECOLOR)


def _drawn(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, Parts]]:
    """Yield each row that was drawn, with its parts from left to right."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            parts, x = {}, update.region.x
            for strip in strips:
                parts[x] = strip
                x += strip.cell_length
            yield y, parts
        return
    for y, start, stop in update.spans:
        # Outside of its spans a row may hold what is hidden there.
        yield (
            y,
            {
                x: strip
                for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=True)
                if strip is not None and x < stop and end > start
            },
        )


def _is_of_sure_width(strip: Strip) -> bool:
    """Return whether a strip is as wide in every terminal as it is meant to be."""
    return _SURE.fullmatch(strip.text) is not None


class _Pen:
    """Writes strips one after the other, and remembers which style is on."""

    def __init__(self, system: ColorSystem, written: list[str]) -> None:
        self._system = system
        self._written = written
        self._style: Style | None = None

    def write(self, strip: Strip) -> None:
        """Write a strip."""
        for text, style, _control in strip:
            if style is not self._style:
                self._written.append(_change(self._style, style, self._system))
                self._style = style
            self._written.append(text)

    def lay_down(self) -> None:
        """Leave no style on: others write to the terminal too."""
        if self._style is not None:
            self._written.append(_change(self._style, None, self._system))


@frozen
class _Codes:
    """Parameters of "Select Graphic Rendition" (ECMA-48, 8.3.117): what a style switches on, and its two colours."""

    attributes: frozenset[str] = frozenset()
    color: tuple[str, ...] = ()
    ground: tuple[str, ...] = ()


_NOTHING = _Codes()


def _codes(style: Style | None, system: ColorSystem) -> _Codes:
    """Return what a style is made of. A link is no part of it: the terminal is to follow none from a paper's text."""
    if style is None:
        return _NOTHING
    on = {
        "1": style.bold,
        "2": style.dim,
        "3": style.italic,
        "4": style.underline,
        "5": style.blink,
        "6": style.blink2,
        "7": style.reverse,
        "8": style.conceal,
        "9": style.strike,
        "21": style.underline2,
        "53": style.overline,
    }
    return _Codes(
        frozenset(code for code, is_on in on.items() if is_on),
        style.color.downgrade(system).get_ansi_codes() if style.color else (),
        style.bgcolor.downgrade(system).get_ansi_codes(foreground=False) if style.bgcolor else (),
    )


@lru_cache(maxsize=4096)
def _change(before: Style | None, after: Style | None, system: ColorSystem) -> str:
    """Return the shortest sequence that turns one style into another: what is new, where nothing is to be taken off."""
    old, new = _codes(before, system), _codes(after, system)
    parameters: list[str] = []
    if old.attributes - new.attributes or (old.color and not new.color) or (old.ground and not new.ground):
        old, parameters = _NOTHING, ["0"]
    parameters += sorted(new.attributes - old.attributes, key=int)
    parameters += new.color if new.color != old.color else ()
    parameters += new.ground if new.ground != old.ground else ()
    return f"\x1b[{';'.join(parameters)}m" if parameters else ""
