"""Keys that come faster than the screen changes mean what they would have meant typed slowly."""

from __future__ import annotations

from textual import events

from digest_reader.library import Library
from tests.tui.screen import Reader, reading


async def burst(reader: Reader, *keys: str) -> None:
    """Send keys as one read of the terminal would bring them, and wait until all has come to rest."""
    characters = {"escape": None, "enter": "\r", "question_mark": "?", "colon": ":"}
    for key in keys:
        reader.app.post_message(events.Key(key, characters.get(key, key)))
    for _ in range(12):
        await reader.pilot.pause(0.05)
    await reader.rest()


async def test_keys_typed_into_a_choice_and_behind_it_all_count(sample: Library) -> None:
    sample.create_list("One")
    sample.create_list("Two")
    async with reading(sample, (100, 30)) as reader:
        await burst(reader, "a", "2", "a", "1", "x", "a", "escape", "x")
        assert [(one.name, len(one.entries)) for one in sample.lists()] == [("One", 1), ("Two", 1)]
        assert sample.counts().skipped == 2


async def test_keys_behind_the_help_and_the_palette_count(sample: Library) -> None:
    async with reading(sample, (80, 24)) as reader:
        await burst(reader, "question_mark", "escape", "s", "colon", "escape", "x")
        assert (sample.counts().saved, sample.counts().skipped) == (1, 1)
