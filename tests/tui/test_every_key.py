"""Every key in the help works, and every action is in the palette."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest_reader.i18n import _
from digest_reader.keys import KEYS, LIST_KEYS, Key
from digest_reader.library import Library
from tests.tui.screen import Reader, reading
from tui.commands import ReaderCommands

_IN_A_LIST = ("s", "s", "s", "r")
_BEFORE: dict[str, tuple[str, ...]] = {
    "english": ("f3",),
    "undecide": ("s", "k"),
    "undo": ("x",),
    "redo": ("x", "u"),
    "up": ("j",),
    "half-up": ("G",),
    "page-up": ("G",),
    "top": ("G",),
    "extend-up": ("j",),
    "previous-day": (),
    "next-day": ("less_than_sign",),
    "back": ("v",),
    "usual-sizes": ("alt+left", "alt+left"),
    "page": ("z", "z"),
    "list-remove": _IN_A_LIST,
    "list-rename": _IN_A_LIST,
    "list-delete": _IN_A_LIST,
    "paper-up": (*_IN_A_LIST, "G"),
    "paper-down": _IN_A_LIST,
    "list-left": ("s", "c", "two", "enter"),
    "list-right": ("s", "c", "two", "enter", "comma"),
    **{f"save-to-{n}": ("f3",) for n in range(2, 10)},
}
"""What is pressed before, where a key would change nothing on the first row of the first day."""

_UNSEEN = {"redraw", "suspend"}
"""What changes nothing where nothing else wrote on the terminal: see `test_painting`."""
_TABLE = [(key, name) for key in (*KEYS, *LIST_KEYS) if key.id not in _UNSEEN for name in key.names]


def _seen(reader: Reader, library: Library) -> tuple[object, ...]:
    """Return all that a key may change: what is drawn in which style, the clipboard, the library, the process."""
    app = reader.app
    drawn = tuple(
        tuple((segment.text, str(segment.style)) for segment in strip)
        for strip in app.screen._compositor.render_strips()
    )
    return drawn, app.clipboard, library.counts(), app.return_code, len(app.screen_stack)


async def _press(reader: Reader, keys: tuple[str, ...]) -> None:
    for key in keys:
        if len(key) > 1 and key == "two":
            await reader.type(key)
        else:
            await reader.press(key)


@pytest.mark.parametrize(("key", "name"), _TABLE, ids=[f"{key.id} {name}" for key, name in _TABLE])
async def test_every_key_does_something_that_can_be_seen(
    sample: Library, key: Key, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each key of each binding changes the screen, the clipboard or the library, or leaves."""
    monkeypatch.setenv("BROWSER", "true")
    monkeypatch.chdir(tmp_path)
    async with reading(sample, (160, 24)) as reader:
        await _press(reader, _BEFORE.get(key.id, ()))
        before = _seen(reader, sample)
        await reader.press(name)
        assert _seen(reader, sample) != before


async def test_the_palette_offers_every_action(sample: Library) -> None:
    """All actions of the table stand in the palette, those of no use at the moment with the reason; and languages."""
    async with reading(sample, (160, 45)) as reader:
        offered = [hit.text async for hit in ReaderCommands(reader.app.screen).discover()]
    languages = [f"Interface: {name}" for name in ("English", "中文", "Deutsch")]
    actions = [_(key.command) for key in (*KEYS, *LIST_KEYS) if key.palette]
    assert sorted(offered, key=str) == sorted([*actions, *languages])


async def test_only_moves_and_numbers_are_left_out_of_the_palette() -> None:
    """What the palette leaves out is what one does many times over, and the palette itself."""
    left_out = {key.id for key in (*KEYS, *LIST_KEYS) if not key.palette}
    moves = {"down", "up", "page", "half-down", "half-up", "page-down", "page-up", "extend-down", "extend-up", "back"}
    assert left_out == moves | {"palette"} | {f"save-to-{n}" for n in range(1, 10)}


async def test_an_action_of_no_use_says_why(sample: Library) -> None:
    """Renaming a list is offered on a day too, with the reason against it, which Enter puts in the status line."""
    async with reading(sample, (100, 30)) as reader:
        await reader.press("colon")
        await reader.type("rename")
        assert "only in a reading list" in reader.text
        await reader.press("enter")
        assert "Rename this reading list: only in a reading list" in reader.status


async def test_the_help_knows_where_it_was_called(sample: Library) -> None:
    """The help names the pane that has the focus."""
    places = []
    async with reading(sample, (160, 45)) as reader:
        for keys in ((), ("enter",), ("escape", "s", "r")):
            await reader.press(*keys, "question_mark")
            headline = next(row for row in reader.rows() if "type to search" in row)
            places.append(headline.split("Keys", 1)[1].split("type")[0].strip())
            await reader.press("escape")
    assert places == ["in the list", "while reading", "in a reading list"]
