"""Draws the reader's screen as an SVG: ``python docs/screenshot.py FILE.svg [--size 160x45] [--keys 'j j s']``.

Every cell is drawn where the terminal would put it, wide characters in the middle of their two cells, so that
Chinese is not squeezed. The library shown is the sample, unless ``--library`` and ``--lists`` name another.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot
from textual.strip import Strip

from digest_reader import i18n
from digest_reader.library import Library
from digest_reader.sample import sample_library
from tui.app import ReaderApp

CELL_WIDTH, CELL_HEIGHT, PADDING = 10, 22, 18
FONT = "'JetBrains Mono','DejaVu Sans Mono',monospace"
WIDE_FONT = "'Noto Sans Mono CJK SC','Noto Sans CJK SC',sans-serif"
FONT_SIZE = 50 / 3
"""At which a glyph of these fonts is as wide as a cell."""
_BLOCKS = " ▁▂▃▄▅▆▇█"
"""Eighths of a cell, drawn as shapes: glyphs leave gaps between the rows of a chart."""
_LINES = {
    "─": "hh",
    "━": "HH",
    "│": "vv",
    "┯": "HHv",
    "┬": "hhv",
    "┴": "hh^",
    "╭": "rv",
    "╮": "lv",
    "╰": "r^",
    "╯": "l^",
}

_SHAPED = {"▌", *_BLOCKS[1:]}


def svg(strips: Iterable[Strip], columns: int, background: str, foreground: str) -> str:
    """Return a screen as an SVG document.

    Args:
        strips: The rows, top to bottom.
        columns: Cells of a row.
        background: Colour behind everything, ``#rrggbb``.
        foreground: Colour of text that has none.
    """
    rows = list(strips)
    width, height = columns * CELL_WIDTH + 2 * PADDING, len(rows) * CELL_HEIGHT + 2 * PADDING
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f'<rect width="{width}" height="{height}" rx="10" fill="{background}"/>',
        f'<g font-family="{FONT}" font-size="{FONT_SIZE}" xml:space="preserve">',
    ]
    for number, strip in enumerate(rows):
        column = 0
        for segment in strip:
            parts += _segment(segment, column, number, background, foreground)
            column += cell_len(segment.text)
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _segment(segment: Segment, column: int, row: int, background: str, foreground: str) -> list[str]:
    style = segment.style or Style()
    front, back = _hex(style.color, foreground), _hex(style.bgcolor, background)
    if style.reverse:
        front, back = back, front
    x, y = PADDING + column * CELL_WIDTH, PADDING + row * CELL_HEIGHT
    width = cell_len(segment.text) * CELL_WIDTH
    parts = []
    if back != background:
        parts.append(f'<rect x="{x}" y="{y}" width="{width}" height="{CELL_HEIGHT}" fill="{back}"/>')
    if style.underline:
        parts.append(f'<rect x="{x}" y="{y + 19}" width="{width}" height="1.4" fill="{front}"/>')
    if style.strike:
        parts.append(f'<rect x="{x}" y="{y + 11}" width="{width}" height="1.2" fill="{front}"/>')
    attributes = f'fill="{front}"'
    attributes += ' font-weight="bold"' if style.bold else ""
    attributes += ' font-style="italic"' if style.italic else ""
    return parts + _glyphs(segment.text, x, y, front, attributes)


def _glyphs(text: str, x: float, y: float, color: str, attributes: str) -> list[str]:
    """Draw characters: lines as shapes, narrow ones in runs, wide ones each in the middle of its cells."""
    parts, run, start = [], "", x
    for character in text:
        cells = cell_len(character)
        shape = _LINES.get(character)
        if shape is None and character not in _SHAPED and cells == 1:
            start = x if not run else start
            run += character
        else:
            parts += _run(run, start, y, attributes)
            run = ""
            if shape is not None:
                parts.append(_line(shape, x, y, color))
            elif character == "▌":
                parts.append(f'<rect x="{x}" y="{y}" width="5" height="{CELL_HEIGHT}" fill="{color}"/>')
            elif character in _BLOCKS:
                tall = CELL_HEIGHT * _BLOCKS.index(character) / 8
                top = y + CELL_HEIGHT - tall
                parts.append(f'<rect x="{x}" y="{top}" width="{CELL_WIDTH}" height="{tall}" fill="{color}"/>')
            elif cells == 0 and run == "" and parts:
                continue
            else:
                middle = x + CELL_WIDTH
                parts.append(
                    f'<text x="{middle}" y="{y + 17}" text-anchor="middle" font-family="{WIDE_FONT}" font-size="18"'
                    f" {attributes}>{escape(character)}</text>"
                )
        x += cells * CELL_WIDTH
    return parts + _run(run, start, y, attributes)


def _run(run: str, x: float, y: float, attributes: str) -> list[str]:
    if not run.strip():
        return []
    width = cell_len(run) * CELL_WIDTH
    return [
        f'<text x="{x}" y="{y + 16.5}" textLength="{width}" lengthAdjust="spacing" {attributes}>'
        f"{escape(run.replace(' ', chr(160)))}</text>"
    ]


def _line(shape: str, x: float, y: float, color: str) -> str:
    middle_x, middle_y = x + CELL_WIDTH / 2, y + CELL_HEIGHT / 2
    thick = 2.6 if "H" in shape else 1.2
    paths = []
    if shape[0] in "rl":  # a rounded corner
        across = CELL_WIDTH / 2 if shape[0] == "r" else -CELL_WIDTH / 2
        down = CELL_HEIGHT / 2 if shape[1] == "v" else -CELL_HEIGHT / 2
        curve = f"M{middle_x} {middle_y + down}v{-down * 0.55}q0 {-down * 0.45} {across} {-down * 0.45}"
        return f'<path d="{curve}" stroke="{color}" stroke-width="1.2" fill="none"/>'
    if "h" in shape or "H" in shape:
        paths.append(f"M{x} {middle_y}h{CELL_WIDTH}")
    if shape == "vv":
        paths.append(f"M{middle_x} {y}v{CELL_HEIGHT}")
    elif "v" in shape:
        paths.append(f"M{middle_x} {middle_y}v{CELL_HEIGHT / 2}")
    elif "^" in shape:
        paths.append(f"M{middle_x} {middle_y}v{-CELL_HEIGHT / 2}")
    return f'<path d="{"".join(paths)}" stroke="{color}" stroke-width="{thick}" fill="none"/>'


def _hex(color: Color | None, default: str) -> str:
    if color is None or color.is_default:
        return default
    return color.get_truecolor().hex


async def _rest(app: ReaderApp, pilot: Pilot[None]) -> None:
    """Wait until threads have answered and what they brought is drawn, in the place it has after the last layout."""
    working = True
    while working:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.pause()
        working = any(worker.is_running for worker in app.workers)


async def draw(library: Library, columns: int, rows: int, keys: list[str], theme: str, ascii_only: bool) -> str:
    """Return the screen after some keys as an SVG document."""
    app = ReaderApp(library, ascii_only=ascii_only)
    async with app.run_test(size=(columns, rows)) as pilot:
        if theme:
            app.theme = theme
        await _rest(app, pilot)
        for key in keys:
            await pilot.press(key)
            await _rest(app, pilot)
        variables = app.theme_variables
        filters = app.get_line_filters()
        strips = []
        for strip in app.screen._compositor.render_strips():
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, app.screen.styles.background)
            strips.append(strip)
        page = Style(color=variables["foreground"], bgcolor=variables["background"])
        blank = Strip([Segment(" ", page)])
        for line_filter in filters:
            blank = blank.apply_filter(line_filter, app.screen.styles.background)
        drawn = next(iter(blank)).style or page
        background = _hex(drawn.bgcolor, variables["background"])
        return svg(strips, columns, background, _hex(drawn.color, variables["foreground"]))


def main() -> None:
    """Draw one screen into a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--size", default="160x45")
    parser.add_argument("--keys", default="", help="keys by Textual's names, separated by spaces")
    parser.add_argument("--theme", default="")
    parser.add_argument("--ascii", action="store_true")
    parser.add_argument("--ui", default="en", choices=i18n.LANGUAGES, help="the interface's language")
    parser.add_argument("--library", type=Path)
    parser.add_argument("--lists", type=Path)
    options = parser.parse_args()
    i18n.use(options.ui)
    columns, rows = (int(part) for part in options.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        if options.library is not None:
            file, lists = options.library, options.lists or Path(folder) / "lists"
        else:
            file, lists = sample_library(Path(folder))
        library = Library(file, lists)
        if options.library is None:
            library.remember("first steps", {"over": True})  # as it looks from the second day on
        try:
            drawn = asyncio.run(draw(library, columns, rows, options.keys.split(), options.theme, options.ascii))
        finally:
            library.close()
    options.file.write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
