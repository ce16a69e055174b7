"""Three lines teach the first keys over a person's own papers, and go when they have been used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest_reader.config import Config
from digest_reader.library import Library
from digest_reader.sample import sample_library
from tests.tui.screen import Reader, reading
from tui.app import ReaderApp

LINES = ("saves this paper to your first list", "skips it, and goes on", "takes back the last one")


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Library]:
    """A library with papers of which none was ever decided."""
    library = Library(*sample_library(tmp_path))
    yield library
    library.close()


def taught(reader: Reader) -> bool:
    """Return whether all the lines are there; some of them alone never are."""
    there = {line in reader.text for line in LINES}
    assert len(there) == 1
    return there.pop()


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (80, 24)])
async def test_they_go_after_three_decisions_and_do_not_come_again(fresh: Library, size: tuple[int, int]) -> None:
    async with reading(fresh, size) as reader:
        assert taught(reader)
        await reader.press("s", "x")
        assert taught(reader)
        await reader.press("x")
        assert not taught(reader)
    async with reading(fresh, size) as reader:
        assert not taught(reader)


async def test_they_go_with_the_first_undo(fresh: Library) -> None:
    async with reading(fresh, (100, 30)) as reader:
        await reader.press("u")
        assert taught(reader)
        await reader.press("x", "u")
        assert not taught(reader)


async def test_who_has_decided_before_does_not_see_them(fresh: Library) -> None:
    fresh.decide([fresh.batch_view("2026-11-20").keys[3]], "skipped")
    async with reading(fresh, (100, 30)) as reader:
        assert not taught(reader)


async def test_the_text_scrolls_above_them_to_its_end(fresh: Library) -> None:
    async with reading(fresh, (80, 24)) as reader:
        assert "more below" in reader.status
        await reader.press("enter", *["pagedown"] * 9)
        assert taught(reader)
        assert "listed as new in cs.DC" in reader.text
        assert "more below" not in reader.status


async def test_they_name_the_keys_that_the_person_has(fresh: Library) -> None:
    app = ReaderApp(fresh, config=Config(keys={"save": ("f9",), "undo": ()}))
    async with app.run_test(size=(100, 30)) as pilot:
        reader = Reader(app, pilot)
        await reader.rest()
        [line] = [row for row in reader.rows() if LINES[0] in row]
        assert line.split()[0] == "F9"
        assert LINES[2] not in reader.text


async def test_an_empty_library_teaches_nothing_of_papers(empty: Library) -> None:
    async with reading(empty, (100, 30)) as reader:
        assert not taught(reader)
