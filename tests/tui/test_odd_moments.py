"""Keys at odd moments: in empty places, while a prompt is open, after something changed underneath."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest_reader.library import Library
from digest_reader.models import Appearance, Paper, SourcedNote, Text
from parsers.base import Note
from tests.tui.screen import reading
from tui.detail.content import DetailContext
from tui.detail.two_languages import lay_out_two

EVERY_KEY = (
    *"sxb0123456789aXuUnp,.<>vVJKmALwtzoyrRzceDSlhjkgG",
    *("space", "enter", "escape", "f2", "f3", "f4", "ctrl+d", "ctrl+u", "pageup", "pagedown", "home", "end"),
    *("W", "escape", "F", "escape", "ctrl+t", "escape", "S", "alt+left", "alt+right", "alt+r"),
    *("alt+j", "alt+k", "alt+comma", "alt+full_stop", "slash", "escape", "question_mark", "escape", "colon", "escape"),
)


@pytest.mark.parametrize("first", [[], ["r"], ["slash", "z", "q", "q", "enter"], ["A", "x"]])
async def test_no_key_ends_the_reader_wherever_it_is_pressed(sample: Library, first: list[str]) -> None:
    async with reading(sample, (80, 24)) as reader:
        await reader.press("s", "b", *first)
        for key in EVERY_KEY:
            name = {",": "comma", ".": "full_stop", "<": "less_than_sign", ">": "greater_than_sign"}.get(key, key)
            await reader.pilot.press(name)
        await reader.rest()
        assert reader.app.return_code is None or reader.app.return_code == 0


async def test_keys_in_an_empty_library_do_nothing_they_should_not(empty: Library) -> None:
    async with reading(empty, (80, 24)) as reader:
        for key in ("s", "x", "u", "U", "v", "A", "slash", "r", "n", "space", "G", "w", "z", "escape", "9"):
            await reader.pilot.press(key)
        await reader.rest()
        assert "The library is empty." in reader.text


async def test_an_empty_library_opens_the_sample_over_itself(empty: Library) -> None:
    async with reading(empty) as reader:
        await reader.press("1")
        assert reader.status.startswith(" 31 left of 31 ")
        await reader.press("s", "x", "u", "S", "W", "escape")
        assert reader.status.startswith(" 30 left of 31   +1 ")
        assert empty.counts().total == 0


async def test_deciding_on_a_mark_set_where_there_are_no_papers_decides_nothing(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("slash", *"zzzzqq", "enter", "v", "m", "x")
        assert sample.counts().left == sample.counts().total


async def test_a_list_that_vanished_is_left_for_the_day(sample: Library, tmp_path: Path) -> None:
    async with reading(sample) as reader:
        await reader.press("s", "r")
        (tmp_path / "lists" / "to-read.toml").unlink()
        await reader.press("S", "full_stop", "alt+j")
        assert "2026-11-20" in reader.header or "later" in reader.header


async def test_a_memory_of_another_version_is_no_obstacle(sample: Library) -> None:
    newest = sample.batches()[0].key
    for memory in ({"newest": newest, "kind": "galaxy"}, {"newest": newest, "kind": "batch", "key": 7}, [1], "x"):
        sample.remember("place", memory)
        async with reading(sample) as reader:
            assert "2026-11-20" in reader.header


async def test_enter_right_after_typing_keeps_the_filter_that_was_typed(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.pilot.press("slash", *"leader", "enter")
        await reader.rest()
        assert reader.header.startswith(" / leader")
        assert "1 of 31" in reader.header
        assert "Leader Election" in reader.cursor_row


async def test_a_kept_filter_is_in_the_header_as_long_as_it_narrows_the_list(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("s", "slash", *"leader", "enter", "r")
        assert reader.header.startswith(" Reading lists")
        await reader.press("escape")
        assert reader.header.startswith(" / leader")
        await reader.press("I", "escape")
        assert reader.header.startswith(" / leader")
        await reader.press("escape")
        assert "2026-11-20" in reader.header


async def test_leaving_a_question_by_tab_leaves_it(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("I", *"for", "tab", "x")
        assert sample.counts().skipped == 1
        assert reader.footer.startswith(" s Save")


async def test_going_to_the_lists_and_back_comes_back_to_the_paper(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("s", *"jjjjj")
        before = reader.cursor_row
        await reader.press("r", "escape")
        assert reader.cursor_row == before


async def test_papers_put_off_can_be_seen_without_a_reading_list(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("b", "r")
        assert "Undo Is Not" in reader.cursor_row
        assert "later 1" in reader.header


async def test_deciding_in_a_list_does_not_skip_the_next_paper(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("s", "s", "s", "r")
        second = reader.rows()[4][13:40]
        await reader.press("b")
        assert second in reader.cursor_row


async def test_moving_to_another_list_is_undone_with_one_key(sample: Library) -> None:
    sample.create_list("One")
    sample.create_list("Two")
    async with reading(sample) as reader:
        await reader.press("1", "r", "a", "2", "u")
        assert [(one.name, len(one.entries)) for one in sample.lists()] == [("One", 1), ("Two", 0)]


async def test_nothing_is_decided_on_papers_that_the_summary_hides(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("A", "x", "s", "a", "m")
        assert sample.counts().saved == 0
        await reader.press("j", "0")
        assert reader.status.startswith(" 1 left of 31 ")
        await reader.press("x")
        assert "Done." in reader.text


async def test_importing_a_home_that_is_not_there_says_so(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("I")
        await reader.type("~nobodyatall/x")
        await reader.press("enter")
        assert "x: It cannot be opened: No such file or directory." in reader.status


async def test_the_sample_takes_no_import(sample: Library) -> None:
    from tui.app import ReaderApp

    app = ReaderApp(sample, is_sample=True)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("I")
        await pilot.pause()
        assert not app.screen.query("PromptInput").first().has_focus


def paper(**changes: object) -> Paper:
    """Return an invented paper."""
    fields: dict[str, object] = {
        "key": 1,
        "id": "2611.90001",
        "versions": (1,),
        "title": {"en": Text("Title"), "zh": Text("标题", "machine")},
        "abstract": {"en": Text("We show."), "zh": Text("本文。", "machine")},
        "authors": ("Ada Example",),
        "primary": "cs.DC",
        "categories": ("cs.DC",),
        "comments": None,
        "journal_ref": None,
        "doi": None,
        "urls": {},
        "notes": (),
        "appearances": (
            Appearance("a.md", "daily-markdown", "2026-11-20", "announced", None, None, 0, 1, 1, "2026-11-20", (), 1),
        ),
        "decision": None,
    }
    return Paper(**(fields | changes))  # type: ignore[arg-type]


def test_two_languages_with_the_same_notes_in_another_order_are_paired() -> None:
    def note(field: str, lang: str) -> SourcedNote:
        return SourcedNote(Note(field, field.title(), lang, f"{field} in {lang}."), "a.md")

    notes = (note("motivation", "en"), note("method", "en"), note("method", "zh"), note("motivation", "zh"))
    lines = lay_out_two(paper(notes=notes), DetailContext(), 100, short=False)
    drawn = ["".join(text for text, _ in line) for line in lines]
    for field in ("motivation", "method"):
        assert any(f"{field} in en." in line and f"{field} in zh." in line for line in drawn)


def test_a_paper_of_thousands_of_authors_names_those_that_fit_and_counts_the_rest() -> None:
    many = paper(authors=tuple(f"Author Number{number}" for number in range(3000)))
    drawn = "\n".join("".join(text for text, _ in line) for line in lay_out_two(many, DetailContext(), 80, short=True))
    assert "Author Number0" in drawn
    assert "+299" in drawn
