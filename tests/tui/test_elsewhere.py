"""What another process does to the library shows by itself, and the cursor stays where it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest_reader.library import Library
from digest_reader.sample import sample_library
from tests.core.invented import listing
from tests.tui.screen import Reader, reading


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Library, Library]]:
    """The sample library, opened as two processes would open it."""
    files = sample_library(tmp_path)
    ours, other = Library(*files), Library(*files)
    yield ours, other
    other.close()
    ours.close()


async def look(reader: Reader) -> None:
    """Let the reader take its look at what changed."""
    await reader.pilot.pause(2.2)
    await reader.rest()


async def test_a_decision_taken_elsewhere_shows_in_place(two: tuple[Library, Library]) -> None:
    ours, other = two
    async with reading(ours) as reader:
        await reader.press("j", "j")
        before = reader.cursor_row
        other.decide([ours.find("2611.96021")], "saved")
        await look(reader)
        assert reader.status.startswith(" 30 left of 31   +1 ")
        assert reader.rows()[3].startswith(" +  cs.DC    Undo Is Not")
        assert reader.cursor_row == before


async def test_a_digest_fetched_elsewhere_is_offered_and_nothing_moves(two: tuple[Library, Library]) -> None:
    ours, other = two
    async with reading(ours) as reader:
        await reader.press("slash", *"leader", "enter")
        header, row = reader.header, reader.cursor_row
        other.add(listing("2611.90001", date="2026-11-23"))
        await look(reader)
        assert (reader.header, reader.cursor_row) == (header, row)
        await reader.press("greater_than_sign", "escape")
        assert "2026-11-23 Mon" in reader.header


async def test_a_range_that_was_begun_stays(two: tuple[Library, Library]) -> None:
    ours, other = two
    async with reading(ours) as reader:
        await reader.press("v", "j", "j")
        other.decide([ours.find("2611.96021")], "saved")
        await look(reader)
        assert "3 selected" in reader.status
        await reader.press("x")
        assert ours.counts().skipped == 3


async def test_the_first_digest_that_comes_from_elsewhere_opens(empty: Library, tmp_path: Path) -> None:
    other = Library(tmp_path / "library.db", tmp_path / "lists")
    async with reading(empty) as reader:
        assert "The library is empty." in reader.text
        other.add(listing("2611.90001", date="2026-11-23"))
        await look(reader)
        assert "On 2611.90001" in reader.cursor_row
    other.close()
