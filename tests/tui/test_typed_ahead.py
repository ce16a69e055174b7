"""Keys that come faster than the screen changes mean what they would have meant typed slowly."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from digest_reader.library import Library
from tests.tui.screen import Reader, reading


async def burst(reader: Reader, *keys: str, until: Callable[[], bool]) -> None:
    """Send keys as one read of the terminal would bring them, and wait until something is so, ten seconds at most."""
    characters = {"enter": "\r", "question_mark": "?", "colon": ":"}
    for key in keys:
        reader.app.post_message(events.Key(key, characters.get(key, key if len(key) == 1 else None)))
    for _ in range(200):
        await reader.pilot.pause(0.05)
        if until():
            break
    await reader.rest()


async def test_keys_typed_into_a_choice_and_behind_it_all_count(sample: Library) -> None:
    sample.create_list("One")
    sample.create_list("Two")
    async with reading(sample, (100, 30)) as reader:
        keys = ("a", "2", "a", "1", "x", "a", "escape", "x")
        await burst(reader, *keys, until=lambda: sample.counts().skipped == 2)
        assert [(one.name, len(one.entries)) for one in sample.lists()] == [("One", 1), ("Two", 1)]
        assert sample.counts().skipped == 2


async def test_keys_behind_the_help_and_the_palette_count(sample: Library) -> None:
    async with reading(sample, (80, 24)) as reader:
        keys = ("question_mark", "escape", "s", "colon", "escape", "x")
        await burst(reader, *keys, until=lambda: sample.counts().skipped == 1)
        assert (sample.counts().saved, sample.counts().skipped) == (1, 1)


async def test_a_filter_counts_that_is_typed_just_before_the_day_is_sorted_anew(sample: Library) -> None:
    sample.remember("settings", {"orders": {"batch": "title"}})
    async with reading(sample) as reader:
        for lang in ("f3", "f2", "f4", "f2"):
            await reader.press("slash")
            await burst(reader, *"leader", lang, until=lambda: "1 of 31" in reader.header)
            assert "1 of 31" in reader.header
            await reader.press("escape")


async def test_keys_that_edit_a_filter_take_effect_before_the_letters_behind_them(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("slash")
        keys = (*"xyz", "ctrl+u", *"eaderx", "backspace", "home", "l", "end")
        await burst(reader, *keys, until=lambda: "1 of 31" in reader.header)
        assert reader.header.startswith(" / leader ")
        assert "1 of 31" in reader.header
