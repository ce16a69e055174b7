"""What went wrong is read whole, however long it is: where the status has no room for it, in rows above it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest_reader import i18n
from digest_reader.library import Library
from digest_reader.sample import sample_library
from tests.tui.screen import reading


@pytest.fixture
def unwritable(tmp_path: Path) -> Iterator[Library]:
    """The sample library of somebody whose one reading list does not parse, in a folder with a long name."""
    file, _lists = sample_library(tmp_path)
    lists = tmp_path / "a folder of reading lists with a name that leaves no room for what is wrong with it"
    lists.mkdir()
    (lists / "thesis.toml").write_text('name = "Thesis"\n<<<<<<< HEAD\n', encoding="utf-8")
    library = Library(file, lists)
    library.remember("first steps", {"over": True})
    yield library
    library.close()


END = "Mend the file in an editor; until then nothing is written to it."


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (80, 24)])
async def test_why_a_decision_could_not_be_kept_is_read_to_its_end(unwritable: Library, size: tuple[int, int]) -> None:
    async with reading(unwritable, size=size) as reader:
        left = reader.status.split("   ")[0]
        await reader.press("1")
        assert "thesis.toml: line 2, column 1: Invalid statement." in reader.notice
        assert reader.notice.endswith(END)
        assert reader.status.startswith(left)


@pytest.mark.parametrize(
    ("language", "end"), [("de", "bis dahin wird nichts hineingeschrieben."), ("zh", "在此之前不会写入。")]
)
async def test_it_is_told_whole_in_the_languages_of_the_interface(unwritable: Library, language: str, end: str) -> None:
    i18n.use(language)
    try:
        async with reading(unwritable, size=(80, 24)) as reader:
            await reader.press("1")
            assert end in reader.notice
    finally:
        i18n.use("en")


async def test_the_next_step_of_the_cursor_takes_it_away_and_a_resize_folds_it_anew(unwritable: Library) -> None:
    async with reading(unwritable, size=(80, 24)) as reader:
        await reader.press("1")
        assert "Invalid statement" in reader.text
        await reader.pilot.resize_terminal(60, 20)
        await reader.rest()
        assert reader.notice.endswith(END)
        await reader.press("j")
        assert "Invalid statement" not in reader.text
        await reader.press("1")
        assert "Invalid statement" in reader.text


async def test_a_click_takes_it_away(unwritable: Library) -> None:
    async with reading(unwritable, size=(80, 24)) as reader:
        before = reader.rows()
        await reader.press("1")
        assert "Invalid statement" in reader.text
        await reader.pilot.click(offset=(10, 20))
        await reader.rest()
        assert reader.rows() == before


async def test_what_has_room_stays_in_the_status(sample: Library) -> None:
    async with reading(sample, size=(80, 24)) as reader:
        rows = reader.rows()
        await reader.press("u")
        assert reader.rows()[:-2] == rows[:-2]
        assert "nothing to undo" in reader.status
