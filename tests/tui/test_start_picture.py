"""The last screen is painted before the screen is loaded: at once, clean, only where it belongs, and no key is lost."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
import time
from pathlib import Path

import pytest

from digest_reader import paths, start_picture
from digest_reader.library import Library
from parsers.digest import Digest
from tests.core.invented import listing
from tests.tui.terminal import Terminal
from tests.tui.test_untrusted import PAYLOADS, check, hostile_digest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

PAINTED = b"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[1;1H"
"""How a picture begins; Textual begins otherwise."""


def stocked(home: Path, *more: Digest) -> Path:
    """Put a library of three papers, and more, where the reader looks for it, and return its file."""
    file = home / "data" / "digest-reader" / "library.sqlite3"
    library = Library(file, home / "config" / "digest-reader" / "reading-lists")
    for each in (listing("2607.00001", "2607.00002", "2607.00003"), *more):
        library.add(each)
    library.close()
    return file


def picture(home: Path) -> Path:
    """Return the file that the picture is kept in."""
    return home / "cache" / "digest-reader" / "last-screen"


def visit(home: Path, *arguments: str, keys: str = "", size: tuple[int, int] = (100, 30)) -> bytes:
    """Open the reader, press keys, leave, and return all that the terminal got."""
    with Terminal(arguments, home, size) as terminal:
        terminal.wait_for("left of 3")
        terminal.settle()
        if keys:
            terminal.type(keys)
            terminal.settle()
        terminal.type("q")
        assert terminal.wait() == 0
        return terminal.everything


def shown(drawn: bytes) -> str:
    """Return the text of some output without its colours."""
    return re.sub(rb"\x1b\[[0-9;]*m", b"", drawn).decode("utf-8", "replace")


def begun(terminal: Terminal) -> None:
    """Wait for the first bytes that the terminal gets."""
    end = time.monotonic() + 20
    while len(terminal.raw) < len(PAINTED) and time.monotonic() < end:
        terminal._read(0.01)


def test_the_second_start_shows_the_last_screen_first_and_then_the_true_one(tmp_path: Path) -> None:
    stocked(tmp_path)
    assert not visit(tmp_path, keys="s").startswith(PAINTED)
    kept = picture(tmp_path).read_bytes().partition(b"\n\n")[2]
    assert "2 left of 3" in shown(kept)
    with Terminal([], tmp_path) as terminal:
        end = time.monotonic() + 20
        while shown(terminal.raw).count("2 left of 3") < 2 and time.monotonic() < end:
            terminal._read(0.05)
        terminal.type("x", "skipped On 2607.00002")
        terminal.type("q")
        assert terminal.wait() == 0
    everything = terminal.everything
    assert everything.startswith(b"\x1b[?1049h\x1b[?25l\x1b[?7l" + kept)
    assert shown(everything.removeprefix(b"\x1b[?1049h\x1b[?25l\x1b[?7l" + kept)).count("2 left of 3") >= 1
    # The screen is entered once and left once: what is painted is painted over, not cleared.
    assert everything.count(b"\x1b[?1049h") == everything.count(b"\x1b[?1049l") == 1


def test_the_picture_is_the_persons_alone(tmp_path: Path) -> None:
    stocked(tmp_path)
    visit(tmp_path)
    assert picture(tmp_path).stat().st_mode & 0o777 == 0o600
    picture(tmp_path).chmod(0o644)
    assert not visit(tmp_path).startswith(PAINTED)


def test_keys_typed_at_once_do_what_they_would_have_done_later(tmp_path: Path) -> None:
    file = stocked(tmp_path)
    visit(tmp_path)
    with Terminal([], tmp_path) as terminal:
        begun(terminal)
        assert terminal.raw.startswith(PAINTED)
        os.write(terminal._file, b"sx")
        terminal.wait_for("1 left of 3")
        terminal.type("q")
        assert terminal.wait() == 0
    library = Library(file, tmp_path / "config" / "digest-reader" / "reading-lists")
    assert (library.counts().saved, library.counts().skipped) == (1, 1)
    library.close()


def test_the_terminal_is_as_before_when_the_reader_is_left(tmp_path: Path) -> None:
    stocked(tmp_path)
    visit(tmp_path)
    with Terminal([], tmp_path) as terminal:
        begun(terminal)
        assert terminal.raw.startswith(PAINTED)
        terminal.wait_for("left of 3")
        assert not termios.tcgetattr(terminal._file)[3] & (termios.ECHO | termios.ICANON)
        terminal.type("q")
        assert terminal.wait() == 0
        assert termios.tcgetattr(terminal._file)[3] & termios.ECHO
        assert termios.tcgetattr(terminal._file)[3] & termios.ICANON


@pytest.mark.parametrize("how", ["damaged", "SIGTERM", "ctrl+c"])
def test_the_terminal_is_given_back_when_the_start_fails(tmp_path: Path, how: str) -> None:
    file = stocked(tmp_path)
    visit(tmp_path)
    if how == "damaged":
        kept = file.stat()
        file.write_bytes(b"x" * kept.st_size)
        os.utime(file, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    with Terminal([], tmp_path) as terminal:
        begun(terminal)
        assert terminal.raw.startswith(PAINTED)
        if how == "SIGTERM":
            time.sleep(0.03)
            terminal.signal(signal.SIGTERM)
        elif how == "ctrl+c":
            os.write(terminal._file, b"\x03")
        code = terminal.wait()
        assert code != 0
        picture_end = terminal.raw.index(b"\x1b[?1049l")
        if how == "damaged":
            assert b"digest-reader: " in terminal.raw[picture_end:]
        assert b"\x1b[?25h" in terminal.raw[picture_end:]
        assert termios.tcgetattr(terminal._file)[3] & termios.ECHO


@pytest.mark.parametrize(
    "change", ["size", "library", "list", "config", "ascii", "NO_COLOR", "other library", "demo", "damaged", "language"]
)
def test_a_picture_of_anything_else_is_not_shown(tmp_path: Path, change: str) -> None:
    file = stocked(tmp_path)
    config = tmp_path / "config" / "digest-reader"
    (config / "reading-lists").mkdir(parents=True, exist_ok=True)
    visit(tmp_path)
    arguments: list[str] = []
    size = (100, 30)
    environment: dict[str, str] = {}
    match change:
        case "size":
            size = (101, 30)
        case "library":
            library = Library(file, config / "reading-lists")
            library.decide([1], "skipped")
            library.close()
        case "list":
            (config / "reading-lists" / "one.toml").write_text('name = "One"\n', encoding="utf-8")
        case "config":
            (config / "config.toml").write_text("# nothing\n", encoding="utf-8")
        case "ascii":
            arguments = ["--ascii"]
        case "NO_COLOR":
            environment = {"NO_COLOR": "1"}
        case "language":
            environment = {"LC_ALL": "de_DE.UTF-8"}
        case "other library":
            arguments = ["--library", str(tmp_path / "other.sqlite3")]
        case "demo":
            arguments = ["--demo"]
        case "damaged":
            kept = picture(tmp_path).read_bytes()
            picture(tmp_path).write_bytes(kept.replace(b"\x1b[1;1H", b"\x1b[1;1H\x1b]0;stolen\x07"))
    with Terminal(arguments, tmp_path, size, environment) as terminal:
        begun(terminal)
        assert terminal.raw.startswith(b"\x1b[?1049h")
        assert not terminal.raw.startswith(PAINTED)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_library_whose_name_is_no_text_has_no_picture(tmp_path: Path) -> None:
    home = tmp_path / "not-utf-8-\udcff"
    stocked(home)
    for _ in range(2):
        assert not visit(home).startswith(PAINTED)
    assert not picture(home).exists()


def test_a_damaged_picture_is_not_shown_and_made_again(tmp_path: Path) -> None:
    stocked(tmp_path)
    visit(tmp_path)
    head, _, kept = picture(tmp_path).read_bytes().partition(b"\x1f")
    picture(tmp_path).write_bytes(head + b"\x1f\0" + kept[1:])
    assert not visit(tmp_path).startswith(PAINTED)
    assert visit(tmp_path).startswith(PAINTED)


def test_the_settings_can_do_without(tmp_path: Path) -> None:
    stocked(tmp_path)
    visit(tmp_path)
    (tmp_path / "config" / "digest-reader").mkdir(parents=True)
    (tmp_path / "config" / "digest-reader" / "config.toml").write_text(
        "[interface]\nstart_picture = false\n", encoding="utf-8"
    )
    assert not visit(tmp_path).startswith(PAINTED)
    assert not picture(tmp_path).exists()
    assert not visit(tmp_path).startswith(PAINTED)


def test_hostile_text_is_clean_in_the_picture(tmp_path: Path) -> None:
    file = tmp_path / "data" / "digest-reader" / "library.sqlite3"
    library = Library(file, tmp_path / "config" / "digest-reader" / "reading-lists")
    library.add(hostile_digest(" ".join(PAYLOADS)))
    library.close()
    for _ in range(2):
        with Terminal([], tmp_path, (160, 45)) as terminal:
            terminal.wait_for("left of 1")
            terminal.settle()
            terminal.type("q")
            assert terminal.wait() == 0
            check(terminal.everything)
    assert terminal.everything.startswith(PAINTED)


@pytest.mark.parametrize("payload", [*PAYLOADS, "\x1b[2J", "\x1b[1A", "\x1bc", "\n", "\x1b[31mred\u202e", "text"])
def test_a_picture_that_does_more_than_show_text_is_refused(payload: str) -> None:
    good = "\x1b[1;1H\x1b[1;38;2;1;2;3mtext 中文 é\x1b[0m"
    assert start_picture.is_clean(good)
    assert not start_picture.is_clean((payload if payload == "text" else "") + good + payload + good)


def test_the_cache_is_where_everything_else_looks_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for cache in (str(tmp_path), "", None):
        if cache is None:
            monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        else:
            monkeypatch.setenv("XDG_CACHE_HOME", cache)
        assert start_picture._file() == str(paths.cache_folder() / "last-screen")
