"""What is written to the terminal: little, and always enough to show what Textual's own writing would show."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tests.tui.terminal import Terminal
from tui.painting import Painter

COLUMNS, ROWS = 24, 3
PLAIN = Style(color="white", bgcolor="black")
STYLES = (
    PLAIN,
    Style(color="white", bgcolor="black", bold=True),
    Style(color="#ff8800", bgcolor="black", underline=True),
    Style(color="#ff8800", bgcolor="#102030", bold=True, italic=True),
    Style(),
    Style(reverse=True),
    None,
)
FRAGMENTS = ("paper", " ", "   ", "量子纠错", "ä", "v2", "─│", "x" * 9)

Runs = list[tuple[str, Style | None]]
_runs = st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(STYLES)), max_size=6)
_rows = st.lists(st.tuples(_runs, _runs), min_size=ROWS, max_size=ROWS)


def strip(runs: Sequence[tuple[str, Style | None]], width: int) -> Strip:
    """Return runs of text as a part of a row."""
    return Strip([Segment(text, style) for text, style in runs]).adjust_cell_length(width, PLAIN)


def frame(rows: Sequence[Sequence[Strip]]) -> LayoutUpdate:
    """Return what the compositor gives for a whole screen."""
    return LayoutUpdate(list(rows), Region(0, 0, COLUMNS, len(rows)))


def paint(painter: Painter, rows: Sequence[Sequence[Strip]], system: ColorSystem = ColorSystem.TRUECOLOR) -> str:
    return painter.paint(frame(rows), system)


def shown(screen: pyte.Screen) -> list[list[pyte.screens.Char]]:
    """Return each cell of a terminal: its character, colours and attributes."""
    return [[screen.buffer[y][x] for x in range(COLUMNS)] for y in range(ROWS)]


def terminal(written: str) -> pyte.Screen:
    screen = pyte.Screen(COLUMNS, ROWS)
    pyte.Stream(screen).feed(written)
    return screen


def textual_writes(rows: Sequence[Sequence[Strip]]) -> str:
    """Return a whole screen as Textual writes it."""
    return "".join(
        f"\x1b[{y};1H"
        + "".join(
            style.render(text, color_system=ColorSystem.TRUECOLOR) if style else text
            for part in row
            for text, style, _ in part
        )
        for y, row in enumerate(rows, 1)
    )


@given(st.lists(st.tuples(st.integers(4, COLUMNS - 4), _rows), min_size=1, max_size=4))
def test_frames_in_turn_leave_what_the_last_one_alone_would(frames: list[tuple[int, list[tuple[Runs, Runs]]]]) -> None:
    """However rows are divided and drawn, the terminal shows the last frame: each character, colour and attribute."""
    painter, written, rows = Painter(), "", list[list[Strip]]()
    for cut, texts in frames:
        rows = [[strip(left, cut), strip(right, COLUMNS - cut)] for left, right in texts]
        written += paint(painter, rows)
    assert shown(terminal(written)) == shown(terminal(textual_writes(rows)))


def test_a_frame_that_is_shown_already_writes_nothing() -> None:
    rows = [[strip([("paper", STYLES[1])], COLUMNS)]]
    painter = Painter()
    assert [bool(paint(painter, rows)), paint(painter, rows)] == [True, ""]


def test_only_the_part_that_changed_is_written() -> None:
    painter = Painter()
    paint(painter, [[strip([("left", PLAIN)], 10), strip([("right", PLAIN)], 14)]])
    written = paint(painter, [[strip([("left", PLAIN)], 10), strip([("other", PLAIN)], 14)]])
    assert written == "\x1b[1;11H\x1b[37;40mother         \x1b[0m"


def test_what_two_styles_share_is_said_once() -> None:
    red, bold = Style(color="#ff0000", bgcolor="#000000"), Style(color="#ff0000", bgcolor="#000000", bold=True)
    written = paint(Painter(), [[Strip([Segment("a", red), Segment("b", bold), Segment("c", red)])]])
    assert written == "\x1b[1;1H\x1b[38;2;255;0;0;48;2;0;0;0ma\x1b[1mb\x1b[0;38;2;255;0;0;48;2;0;0;0mc\x1b[0m"


def test_colours_are_those_that_the_terminal_has() -> None:
    style = Style.from_color(Color.parse("#ff0000"))
    written = paint(Painter(), [[Strip([Segment("a", style)])]], ColorSystem.STANDARD)
    assert written == "\x1b[1;1H\x1b[31ma\x1b[0m"


def test_what_stands_behind_text_of_unsure_width_is_written_with_it() -> None:
    """Terminals differ in how wide they draw an emoji with a selector: what it may cover is put right."""
    painter = Painter()
    paint(painter, [[strip([("plain", PLAIN)], 10), strip([("right", PLAIN)], 14)]])
    written = paint(painter, [[strip([("❤\ufe0f", PLAIN)], 10), strip([("right", PLAIN)], 14)]])
    assert "\x1b[1;11H" in written
    assert "right" in written


def test_a_link_is_not_written() -> None:
    written = paint(Painter(), [[Strip([Segment("here", Style(link="https://example.org"))])]])
    assert written == "\x1b[1;1Hhere"


def emulated(reader: Terminal, size: tuple[int, int]) -> list[str]:
    """Return the rows that a terminal shows after all that the reader has written."""
    screen = pyte.Screen(*size)
    pyte.ByteStream(screen).feed(reader.everything)
    return list(screen.display)


def test_after_many_keys_the_terminal_shows_what_drawing_anew_shows(tmp_path: Path) -> None:
    """Moves, decisions, languages, overlays, filters: nothing of an earlier frame is left standing."""
    size = (120, 36)
    with Terminal(["--demo"], tmp_path, size) as reader:
        reader.wait_for("left of")
        for keys in ("j", "s", "x", "\x1bOR", "w", "w", "/", "lea", "\x1b", "?", "\x1b", "G", "z", "z", "z", "uu", "<"):
            reader.type(keys)
        # Messages go after some seconds.
        reader.settle(quiet=5)
        before = emulated(reader, size)
        reader.type("\x0c")
        reader.settle()
        assert len(reader.raw) > 1000
        assert emulated(reader, size) == before


def test_ctrl_l_draws_over_what_another_program_wrote(tmp_path: Path) -> None:
    size = (100, 30)
    with Terminal(["--demo"], tmp_path, size) as reader:
        reader.wait_for("left of")
        reader.settle()
        before = emulated(reader, size)
        reader.everything += b"\x1b[3;1Hwall: the printer is on fire"
        assert emulated(reader, size) != before
        reader.type("\x0c")
        reader.settle()
        assert emulated(reader, size) == before


def test_a_terminal_that_takes_nothing_gets_no_frame_that_is_outdated(tmp_path: Path) -> None:
    """Keys are taken while the line stands still; when it goes on, what they led to is shown, and not each step."""
    with Terminal(["--demo"], tmp_path, (160, 45)) as reader:
        reader.wait_for("left of")
        reader.type("j", then="Undo Is Not the Inverse")
        one_frame = len(reader.raw)
        reader.settle()
        reader.raw = b""
        for _ in range(29):
            reader.send("j")
            time.sleep(0.05)
        reader.wait_for("▌   cs.CL    One Abstract, Three Languages")
        reader.settle()
        assert len(reader.raw) < 15 * one_frame
