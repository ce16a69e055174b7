"""Notes are written over the screen or in one's own editor, and no way out of either loses a word."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from digest_reader.editor import EditorError, command, edit
from digest_reader.library import Library
from tests.tui.screen import reading
from tests.tui.terminal import Terminal
from tests.tui.test_terminal import command as run_command
from tests.tui.test_terminal import home as home
from tests.tui.test_typed_ahead import burst
from tui.screens.note import NoteScreen


def first_key(library: Library) -> int:
    """Return the first paper of the newest day."""
    return library.batch_view("2026-11-20").keys[0]


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (80, 24)])
async def test_leaving_keeps_the_note_and_shows_it(sample: Library, size: tuple[int, int]) -> None:
    async with reading(sample, size) as reader:
        await reader.press("N", *"why #hot", "enter", *"two", "escape")
        assert sample.paper(first_key(sample)).note == "why #hot\ntwo"
        assert "note: Undo Is Not" in reader.status
        assert "¶" in reader.cursor_row
        assert "why #hot" in reader.text
        await reader.press("u")
        assert "undone: note" in reader.status
        assert sample.paper(first_key(sample)).note == ""
        await reader.press("U", "N")
        assert "two" in reader.text
        await reader.press("escape")
        assert sample.tags() == [("hot", 1)]


async def test_a_note_that_was_not_changed_is_no_step(sample: Library) -> None:
    async with reading(sample, (80, 24), ascii_only=True) as reader:
        await reader.press("N", "escape")
        await reader.press("N", "x", "backspace", "escape")
        assert sample.undo() is None
        await reader.press("N", "x", "ctrl+s", "N", "backspace", "escape")
        assert sample.paper(first_key(sample)).note == ""
        assert '"' not in reader.cursor_row


async def test_keys_typed_into_the_note_and_behind_it_all_count(sample: Library) -> None:
    async with reading(sample, (100, 30)) as reader:
        keys = ("N", *"sxu", "escape", "s", "x")
        await burst(reader, *keys, until=lambda: sample.counts().skipped == 1)
        assert sample.paper(first_key(sample)).note == "sxu"
        assert (sample.counts().saved, sample.counts().skipped) == (1, 1)


async def test_the_selection_outlives_a_note(sample: Library) -> None:
    async with reading(sample, (100, 30)) as reader:
        await reader.press("m", "m", "N", "a", "escape", "x")
        assert sample.counts().skipped == 2


async def test_a_note_that_cannot_be_kept_stays_open_and_says_why(sample: Library) -> None:
    problems = ["The disk is full.", ""]
    kept: list[str] = []

    def keep(text: str) -> str:
        kept.append(text)
        return problems.pop(0)

    async with reading(sample, (80, 24)) as reader:
        screen = NoteScreen("A paper", "before", keep)
        reader.app.push_screen(screen)
        await reader.rest()
        await reader.press("!", "escape")
        assert "The disk is full." in reader.text
        await reader.press("!")
        assert "The disk is full." not in reader.text
        await reader.press("escape")
        assert kept == ["before!", "before!!"]
        assert reader.app.screen is not screen


async def test_quitting_keeps_what_is_being_written(sample: Library) -> None:
    async with reading(sample, (80, 24)) as reader:
        await reader.press("N", *"last words", "ctrl+q")
    assert sample.paper(first_key(sample)).note == "last words"


async def test_where_no_editor_can_have_the_terminal_the_note_goes_on(sample: Library) -> None:
    async with reading(sample, (80, 24)) as reader:
        await reader.press("N", "a", "ctrl+e")
        assert "no editor can have this terminal" in reader.text
        await reader.press("b", "escape")
        assert sample.paper(first_key(sample)).note == "ab"


async def test_the_keys_below_a_note_can_be_clicked(sample: Library) -> None:
    async with reading(sample, (100, 30)) as reader:
        await reader.press("N", "a")
        await reader.pilot.click("#note-keys", offset=(1, 0))
        await reader.rest()
        assert sample.paper(first_key(sample)).note == "a"


# The person's own editor


def script(folder: Path, body: str) -> str:
    """Return a command that runs some Python on the file it is given."""
    file = folder / "an editor.py"
    file.write_text(f"import pathlib, os, sys\nfile = pathlib.Path(sys.argv[-1])\n{body}\n", encoding="utf-8")
    return f"{sys.executable} '{file}' --flag"


def test_the_editor_gets_a_file_of_ones_own_that_is_gone_afterwards(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    written = script(
        tmp_path,
        f"pathlib.Path({str(seen)!r}).write_text(f'{{file}} {{file.stat().st_mode:o}} {{sys.argv[1]}}')\n"
        "file.write_text(file.read_text() + 'more; $(touch x)\\n')",
    )
    assert edit("before 中", command({"VISUAL": written, "EDITOR": "false"})) == "before 中\nmore; $(touch x)"
    name, mode, flag = seen.read_text().rsplit(" ", 2)
    assert (stat.S_IMODE(int(mode, 8)), flag) == (0o600, "--flag")
    assert not os.path.exists(name)


def test_an_editor_that_fails_leaves_the_note_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(EditorError, match="failed; the note is as it was"):
        edit("before", command({"EDITOR": script(tmp_path, "sys.exit(1)")}))
    with pytest.raises(EditorError, match="left no text behind"):
        edit("before", command({"EDITOR": script(tmp_path, "file.unlink()")}))
    with pytest.raises(EditorError, match="cannot be started"):
        edit("before", [str(tmp_path / "nothing")])
    with pytest.raises(EditorError, match=r"\$EDITOR cannot be read"):
        command({"EDITOR": "vim 'unclosed"})


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_editor_has_the_terminal_and_gives_it_back(
    home: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    body = "print('THE EDITOR', flush=True); sys.stdin.readline(); file.write_text(file.read_text() + 'zwei #eilig')"
    editor = script(tmp_path_factory.mktemp("editor"), body)
    with Terminal([], home, (100, 30), {"EDITOR": editor}) as terminal:
        terminal.wait_for("31 left")
        terminal.type("None", "keep and close")  # N, and "one"
        terminal.type("\x05", "THE EDITOR")
        terminal.type("\n", "zwei #eilig")
        terminal.type("\x1b", "note: Undo Is Not")
        terminal.type("q")
        assert terminal.wait() == 0
    papers = [json.loads(line) for line in run_command(home, "list", "--json").splitlines()]
    assert [paper["note"] for paper in papers if paper["note"]] == ["one\nzwei #eilig"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("false", "false failed; the note is as it was."),
        ("/nowhere/editor", "/nowhere/editor cannot be started: No such file or directory."),
        ("rm", "rm left no text behind: No such file or directory."),
        ('"', "$EDITOR cannot be read: No closing quotation."),
    ],
)
def test_an_editor_that_fails_is_told_and_the_note_goes_on(home: Path, editor: str, said: str) -> None:
    """A terminal that was lent is taken back in every case: the reader was deaf from then on."""
    with Terminal([], home, (120, 30), {"EDITOR": editor}) as terminal:
        terminal.wait_for("31 left")
        terminal.type("None", "keep and close")  # N, and "one"
        terminal.type("\x05", said)
        terminal.type(" two", "keep and close")
        terminal.type("\x1b", "note: Undo Is Not")
        terminal.type("q")
        assert terminal.wait() == 0
    papers = [json.loads(line) for line in run_command(home, "list", "--json").splitlines()]
    assert [paper["note"] for paper in papers if paper["note"]] == ["one two"]


async def test_why_a_note_cannot_be_kept_is_read_to_its_end(sample: Library) -> None:
    why = f"The disk that holds {'a/long/path/' * 8}library.sqlite3 is full. Make room and do it again."
    async with reading(sample, (80, 24)) as reader:
        reader.app.push_screen(NoteScreen("A paper", "before", lambda text: why))
        await reader.rest()
        await reader.press("!", "escape")
        assert reader.notice == why
        await reader.press("!")
        assert "Make room" not in reader.text
