"""Reading lists on the screen: made, opened, renamed, reordered, emptied, deleted, and every step undone."""

from __future__ import annotations

from pathlib import Path

from digest_reader.library import Library
from tests.tui.screen import reading


async def test_a_paper_is_saved_to_a_new_list_that_is_made_on_the_way(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("a", "c")
        assert reader.header.startswith(" New list:")
        await reader.type("Thesis")
        await reader.press("enter")
        assert [(one.name, len(one.entries)) for one in sample.lists()] == [("Thesis", 1)]
        await reader.press("r")
        assert reader.header.split()[:5] == ["Reading", "lists", "1", "Thesis", "1"]
        assert "Undo Is Not the Inverse" in reader.cursor_row
        assert reader.status.startswith(" 1 paper ")


async def test_lists_are_numbered_and_a_number_saves_to_its_list(sample: Library) -> None:
    sample.create_list("Inference")
    sample.create_list("Thesis")
    async with reading(sample) as reader:
        await reader.press("2", "1")
        assert [row[:6] for row in reader.rows()[3:5]] == [" +2 cs", " +  cs"]
        await reader.press("r", "full_stop")
        assert "2 Thesis 1" in reader.header
        assert "Undo Is Not the Inverse" in reader.cursor_row


async def test_removing_a_paper_from_a_list_is_undone_with_one_key(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("s", "s", "s", "r", "x")
        assert reader.status.startswith(" 2 papers ")
        assert "removed from To read:" in reader.status
        await reader.press("u")
        assert reader.status.startswith(" 3 papers ")


async def test_a_list_is_renamed_and_deleted_and_both_are_undone(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("s", "r", "e", "ctrl+u")
        await reader.type("Soon")
        await reader.press("enter")
        assert "1 Soon 1" in reader.header
        await reader.press("D")
        assert sample.lists() == []
        assert "2026-11-20" in reader.header
        await reader.press("u", "r")
        assert "1 Soon 1" in reader.header
        await reader.press("u")
        assert "1 To read 1" in reader.header


async def test_papers_and_lists_are_moved_by_keys(sample: Library) -> None:
    sample.create_list("One")
    sample.create_list("Two")
    async with reading(sample) as reader:
        await reader.press("1", "1", "r", "S", "g", "alt+j")
        assert [entry.title[:8] for entry in sample.lists()[0].entries] == ["Marmot: ", "Undo Is "]
        await reader.press("alt+full_stop")
        assert [one.name for one in sample.lists()] == ["Two", "One"]
        assert "2 One 2" in reader.header
        await reader.press("u", "u")
        assert [one.name for one in sample.lists()] == ["One", "Two"]
        assert [entry.title[:8] for entry in sample.lists()[0].entries] == ["Undo Is ", "Marmot: "]


async def test_a_paper_moves_to_another_list(sample: Library) -> None:
    sample.create_list("One")
    sample.create_list("Two")
    async with reading(sample) as reader:
        await reader.press("1", "r", "a", "2")
        assert [(one.name, len(one.entries)) for one in sample.lists()] == [("One", 0), ("Two", 1)]
        assert "One is empty." in reader.text


async def test_a_list_file_that_does_not_parse_is_named_and_left_alone(sample: Library, tmp_path: Path) -> None:
    sample.create_list("Broken")
    path = tmp_path / "lists" / "broken.toml"
    path.write_text('name = "Broken\n[[paper]]\n', encoding="utf-8")
    async with reading(sample) as reader:
        await reader.press("r")
        assert "cannot be read" in reader.text
        assert path.read_text(encoding="utf-8") == 'name = "Broken\n[[paper]]\n'


async def test_later_papers_have_a_view_of_their_own(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("b", "s", "r", "full_stop")
        assert "later 1" in reader.header
        assert "Undo Is Not the Inverse" in reader.cursor_row
        await reader.press("escape")
        assert "2026-11-20" in reader.header


async def test_a_list_that_an_editor_changes_is_read_again_by_itself(sample: Library, tmp_path: Path) -> None:
    async with reading(sample) as reader:
        await reader.press("s", "s", "r")
        path = tmp_path / "lists" / "to-read.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('name = "To read"', 'name = "Von Hand"'), encoding="utf-8")
        await reader.pilot.pause(2.3)
        assert "1 Von Hand 2" in reader.header
