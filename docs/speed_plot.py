"""Draw how cost grows with the size of the library: ``python docs/speed_plot.py ROWS.json docs/speed.svg``.

The rows are those that ``python -m tests.benchmarks --json ROWS.json`` writes. Both axes are logarithmic; a figure that
the rows do not have is left out, never made up. The picture takes its colours from the reader's system, light or dark.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 1080, 400
TOP, BOTTOM = 64, 344
SMALLEST, LARGEST = 1_000, 3_000_000
FILTER, SCREEN = "The filter's engine", "The screen, key to painted result"
START = "Start, exec to the first frame"

STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #444c56 }
  .title { font-size: 15px; font-weight: 600; fill: #1f2328 }
  .grid { stroke: #d0d7de; stroke-width: 1 }
  .line { fill: none; stroke-width: 2.25; stroke-linejoin: round }
  .a { stroke: #0969da } .b { stroke: #1a7f37 } .c { stroke: #9a6700 } .d { stroke: #8250df } .e { stroke: #cf222e }
  circle.a, text.a { fill: #0969da } circle.b, text.b { fill: #1a7f37 } circle.c, text.c { fill: #9a6700 }
  circle.d, text.d { fill: #8250df } circle.e, text.e { fill: #cf222e }
  circle { stroke: none } text.a, text.b, text.c, text.d, text.e { stroke: none }
  @media (prefers-color-scheme: dark) {
    text { fill: #b1bac4 } .title { fill: #f0f6fc } .grid { stroke: #373e47 }
    .a { stroke: #539bf5 } .b { stroke: #57ab5a } .c { stroke: #c69026 } .d { stroke: #b083f0 } .e { stroke: #f47067 }
    circle.a, text.a { fill: #539bf5 } circle.b, text.b { fill: #57ab5a } circle.c, text.c { fill: #c69026 }
    circle.d, text.d { fill: #b083f0 } circle.e, text.e { fill: #f47067 }
  }
"""


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a panel.

    Attributes:
        label: What it is called.
        group: The benchmark that it comes from.
        what: The row.
        value: ``ours``, ``p95``, or the name of another program.
        colour: Class of its colour.
    """

    label: str
    group: str
    what: str
    value: str
    colour: str

    def points(self, rows: Sequence[dict[str, Any]]) -> list[tuple[int, float]]:
        """Return size and value of all rows that have it, by size."""
        mine = [row for row in rows if row["group"] == self.group and row["what"] == self.what]
        found = [(row["papers"], row["others"].get(self.value, row.get(self.value))) for row in mine]
        return sorted((papers, value) for papers, value in found if value and papers >= SMALLEST)


@dataclass(frozen=True, slots=True)
class Panel:
    """A pair of axes.

    Attributes:
        title: What is drawn.
        left: Where the axis stands.
        right: Where it ends.
        low: Least value.
        high: Greatest value.
        series: Its lines.
    """

    title: str
    left: int
    right: int
    low: float
    high: float
    series: tuple[Series, ...]

    def x(self, papers: float) -> float:
        """Return the place of a size."""
        part = math.log(papers / SMALLEST) / math.log(LARGEST / SMALLEST)
        return self.left + part * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return the place of a value."""
        part = math.log(value / self.low) / math.log(self.high / self.low)
        return BOTTOM - part * (BOTTOM - TOP)


PANELS = (
    Panel(
        "Milliseconds",
        66,
        400,
        0.1,
        10_000,
        (
            Series("fzf --filter, a query", FILTER, "a key", "`fzf --filter`", "e"),
            Series("first frame", START, "without a picture", "ours", "c"),
            Series("a letter, painted (p95)", SCREEN, "a letter of a filter in most of the library", "p95", "d"),
            Series("engine, a letter (p95)", FILTER, "a key", "p95", "a"),
            Series("engine, a letter (median)", FILTER, "a key", "ours", "b"),
        ),
    ),
    Panel(
        "Megabytes",
        660,
        900,
        0.1,
        10_000,
        (
            Series("index, titles and names", FILTER, "index of titles and names", "ours", "a"),
            Series("index, abstracts", FILTER, "index of abstracts and notes", "ours", "b"),
            Series("memory of the reader", SCREEN, "memory of the reader, all searched", "ours", "d"),
        ),
    ),
)


def draw(rows: Sequence[dict[str, Any]]) -> str:
    """Return the picture."""
    parts = [part for panel in PANELS for part in _panel(panel, rows)]
    title = "How time and memory grow with the number of papers, both on logarithmic axes"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def _panel(panel: Panel, rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield f'<text class="title" x="{panel.left}" y="34">{panel.title}</text>'
    value = panel.low
    while value <= panel.high * 1.001:
        y = panel.y(value)
        yield f'<path class="grid" d="M{panel.left} {y:.1f}H{panel.right}"/>'
        yield f'<text x="{panel.left - 8}" y="{y + 4:.1f}" text-anchor="end">{value:,g}</text>'
        value *= 10
    for papers, told in ((1_000, "1k"), (10_000, "10k"), (100_000, "100k"), (1_000_000, "1M"), (3_000_000, "3M")):
        x = panel.x(papers)
        yield f'<path class="grid" d="M{x:.1f} {TOP}V{BOTTOM}"/>'
        yield f'<text x="{x:.1f}" y="{BOTTOM + 20}" text-anchor="middle">{told}</text>'
    yield f'<text x="{(panel.left + panel.right) / 2}" y="{BOTTOM + 42}" text-anchor="middle">papers</text>'
    yield from _lines(panel, rows)


def _lines(panel: Panel, rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    drawn = [(series, points) for series in panel.series if (points := series.points(rows))]
    ends = sorted(drawn, key=lambda each: panel.y(each[1][-1][1]))
    label_y = -math.inf
    for series, points in ends:
        places = [(panel.x(papers), panel.y(value)) for papers, value in points]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        yield f'<path class="line {series.colour}" d="M{path}"/>'
        yield from (f'<circle class="{series.colour}" cx="{x:.1f}" cy="{y:.1f}" r="3.2"/>' for x, y in places)
        # Labels stand at the right, in the order of the lines' ends, never over each other.
        label_y = max(places[-1][1] + 4, label_y + 18)
        yield f'<text class="{series.colour}" x="{panel.right + 12}" y="{label_y:.1f}">{series.label}</text>'


def main() -> None:
    """Read the rows and write the picture."""
    source, target = map(Path, sys.argv[1:3])
    target.write_text(draw(json.loads(source.read_text(encoding="utf-8"))["rows"]), encoding="utf-8")


if __name__ == "__main__":
    main()
