"""What a person watches stands out in list and detail, by a mark and an underline, never by colour alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest_reader.config import Config
from digest_reader.library import Library
from digest_reader.models import Row, Text
from digest_reader.watching import Watch
from tests.tui.screen import Reader
from tests.tui.test_odd_moments import paper
from tui.app import ReaderApp
from tui.detail.content import DetailContext
from tui.detail.page import lay_out
from tui.glyphs import ASCII
from tui.ink import Line
from tui.row_layout import ListContext, row_line

WATCH = Watch(["Kähler"], ["leader election", "量子"])


def row(**changes: object) -> Row:
    """Return an invented row."""
    fields: dict[str, object] = {
        "key": 1,
        "id": "2611.90001",
        "title": {"en": "On Leader-Election", "zh": "面向量子的选举"},
        "authors": ("Ada Example", "Jonas Kähler", "Zoë Third"),
        "author_count": 3,
        "primary": "cs.DC",
        "version": 1,
        "decision": None,
    }
    return Row(**(fields | changes))  # type: ignore[arg-type]


def text(line: Line) -> str:
    """Return a line's text."""
    return "".join(part for part, _ink in line)


def underlined(lines: list[Line]) -> list[str]:
    """Return what is underlined in some lines."""
    return [part for line in lines for part, ink in line if ink.underline]


def test_a_watched_row_has_a_mark_and_its_words_and_author_are_underlined() -> None:
    line = row_line(row(), ListContext(watch=WATCH), 100)
    assert text(line).startswith("  • cs.DC    On Leader-Election")
    assert text(line).endswith("  …Kähler +2   ")
    assert underlined([line]) == ["Leader-Election", "…Kähler +2"]
    plain = row_line(row(authors=("Ada Example",), title={"en": "Other"}), ListContext(watch=WATCH), 100)
    assert text(plain).startswith("    cs.DC    Other")
    assert underlined([plain]) == []


def test_the_mark_of_a_state_and_of_a_watched_paper_stand_together() -> None:
    context = ListContext(watch=WATCH, glyphs=ASCII, membership={"2611.90001": (2,)})
    assert text(row_line(row(note=True), context, 60)).startswith(" +2!cs.DC")
    assert text(row_line(row(note=True), context, 60)).endswith('"')
    assert text(row_line(row(), replace(context, narrow=True, lang="zh"), 40)).startswith(" +2!面向量子的选举")


def test_the_detail_marks_watched_words_and_authors() -> None:
    shown = paper(
        title={"en": Text("On Leader Election")},
        abstract={"en": Text("We show leader election. Leader elections are others.")},
        authors=("Ada Example", "J. Kähler"),
    )
    lines = lay_out(shown, DetailContext(watch=WATCH), 100, "hanging", stacked=False, short=False)
    assert underlined(lines) == ["Leader Election", "J. Kähler", "leader election"]


def test_a_watched_author_among_thousands_is_named() -> None:
    shown = paper(authors=(*(f"Author Number{number}" for number in range(3000)), "Jonas Kähler"))
    lines = lay_out(shown, DetailContext(watch=WATCH), 80, "hanging", stacked=True, short=True)
    assert underlined(lines) == ["Jonas Kähler"]
    assert any("…, Jonas Kähler +29" in text(line) for line in lines)


@pytest.fixture
def watching(sample: Library) -> ReaderApp:
    """The reader of somebody who watches an author and a keyword."""
    return ReaderApp(sample, config=Config(watch_authors=("Yilmaz", "Rahm"), watch_keywords=("leader election",)))


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (80, 24)])
async def test_the_settings_are_watched_on_the_screen(watching: ReaderApp, size: tuple[int, int]) -> None:
    async with watching.run_test(size=size) as pilot:
        reader = Reader(watching, pilot)
        await reader.rest()
        [marked] = [line for line in reader.rows() if "Leader Election" in line]
        assert marked.startswith("  • cs.DC    Leader Election with a Forgetful Majority")
        await reader.press("j", "j", "j", "i")
        assert "leader election" in reader.text
        assert "Watched" in reader.text
