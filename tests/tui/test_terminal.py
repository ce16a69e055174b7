"""The command in a real terminal: keys as bytes, signals, a killed process, a library that is all there afterwards."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from digest_reader.demo import files
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def command(home: Path, *arguments: str) -> str:
    """Run the command without a terminal and return what it prints."""
    environment = os.environ | {"HOME": str(home)}
    environment |= {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    return subprocess.run(
        [sys.executable, "-m", "digest_reader", *arguments],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A person's home with a library of the sample's digests, made through the command line."""
    folder = tmp_path / "digests"
    folder.mkdir()
    for name, data in files():
        (folder / name).write_bytes(data)
    command(tmp_path, "import", str(folder))
    return tmp_path


def test_what_was_decided_is_there_after_the_process_was_killed(home: Path) -> None:
    with Terminal([], home) as terminal:
        terminal.wait_for("31 left")
        terminal.type("s", "30 left")
        terminal.type("x", "29 left")
        terminal.type("b", "28 left")
        terminal.signal(signal.SIGKILL)
        assert terminal.wait() == -signal.SIGKILL
    states = [json.loads(line)["state"] for line in command(home, "list", "--json").splitlines()]
    assert states[:4] == ["saved", "skipped", "later", "new"]
    assert [one["name"] for one in map(json.loads, command(home, "lists", "--json").splitlines())] == ["To read"]
    with Terminal([], home) as terminal:
        terminal.wait_for("28 left")
        terminal.type("u", "29 left")
        terminal.type("uu", "31 left")
        terminal.type("q")
        assert terminal.wait() == 0


def test_a_filter_typed_while_it_starts_is_asked(home: Path) -> None:
    with Terminal([], home) as terminal:
        terminal.type("/leader", "leader ")
        terminal.wait_for(" of 31")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_reader_and_gives_the_terminal_back(home: Path, name: str) -> None:
    with Terminal([], home) as terminal:
        terminal.wait_for("31 left")
        terminal.type("x", "30 left")
        terminal.raw = b""
        terminal.signal(getattr(signal, name))
        assert terminal.wait() == 0
        assert b"\x1b[?1049l" in terminal.raw
        assert b"\x1b[?25h" in terminal.raw


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_reader_also_when_it_is_told_to_continue(home: Path, name: str) -> None:
    """Who ends a session wakes what may sleep: ``timeout`` and systemd send SIGCONT behind SIGTERM."""
    with Terminal([], home) as terminal:
        terminal.wait_for("31 left")
        for _again in range(4):
            terminal.signal(signal.SIGCONT)
            terminal.settle()
        terminal.signal(getattr(signal, name))
        terminal.signal(signal.SIGCONT)
        assert terminal.wait() == 0
        entered, left = (terminal.everything.count(sequence) for sequence in (b"\x1b[?1049h", b"\x1b[?1049l"))
        assert entered == left


def test_ctrl_z_gives_the_terminal_back_until_the_reader_is_continued(home: Path) -> None:
    with Terminal([], home) as terminal:
        terminal.wait_for("31 left")
        terminal.type("x", "30 left")
        for _twice in range(2):
            terminal.type("\x1a")
            assert terminal.wait_until_stopped() == signal.SIGSTOP
            assert b"\x1b[?1049l" in terminal.raw
            terminal.raw = b""
            terminal.signal(signal.SIGCONT)
            terminal.wait_for("30 left")
        terminal.type("u", "31 left")
        terminal.type("q")
        assert terminal.wait() == 0


def test_who_was_stopped_by_another_draws_the_screen_anew(home: Path) -> None:
    with Terminal([], home) as terminal:
        terminal.wait_for("31 left")
        terminal.settle()
        terminal.raw = b""
        terminal.signal(signal.SIGSTOP)
        assert terminal.wait_until_stopped() == signal.SIGSTOP
        terminal.signal(signal.SIGCONT)
        terminal.wait_for("31 left")
        terminal.type("q")
        assert terminal.wait() == 0


def test_a_terminal_that_does_not_know_its_size_shows_the_reader(home: Path) -> None:
    with Terminal([], home, (0, 0)) as terminal:
        terminal.wait_for("31 left")
        terminal.type("x", "30 left")
        terminal.type("q")
        assert terminal.wait() == 0


def test_a_terminal_that_goes_without_a_word_leaves_no_reader_behind(home: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "HOME": str(home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    environment |= {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    # In a session of its own, of which this is not the terminal: no SIGHUP comes.
    running = subprocess.Popen(
        [sys.executable, "-m", "digest_reader"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
    )
    try:
        os.close(theirs)
        seen = b""
        while b"31 left" not in seen:
            seen += os.read(ours, 65536)
        os.close(ours)
        assert running.wait(timeout=20) == 0
    finally:
        running.kill()
        running.wait()


def test_keys_arrive_as_a_terminal_sends_them(home: Path) -> None:
    with Terminal([], home, (160, 45)) as terminal:
        terminal.wait_for("31 left")
        terminal.type("\x1b[B\x1b[B", "A Queueing Model")
        terminal.type("\x1bOR", "动机")
        terminal.type("？", "type to search")
        terminal.type("\x1b", "31 left")
        terminal.type("\x03", "q quits")
        terminal.type("q")
        assert terminal.wait() == 0


def test_the_sample_leaves_the_persons_own_library_alone(tmp_path: Path) -> None:
    with Terminal(["--demo"], tmp_path) as terminal:
        terminal.wait_for("31 left")
        terminal.type("s", "30 left")
        terminal.type("q")
        assert terminal.wait() == 0
    assert command(tmp_path, "list", "all", "--json") == ""


def test_two_readers_on_one_library_both_keep_what_they_decide(home: Path) -> None:
    with Terminal([], home) as one, Terminal([], home) as other:
        one.wait_for("31 left")
        other.wait_for("31 left")
        one.type("s", "30 left")
        other.type("j")
        other.type("x", "30 left")
        one.type("q")
        other.type("q")
        assert (one.wait(), other.wait()) == (0, 0)
    states = [json.loads(line)["state"] for line in command(home, "list", "--json").splitlines()]
    assert states[:3] == ["saved", "skipped", "new"]


def test_keys_typed_ahead_mean_what_they_would_have_meant_typed_slowly(home: Path) -> None:
    with Terminal([], home) as terminal:
        terminal.wait_for("31 left")
        terminal.type("/sxb", "Nothing matches")
        terminal.type("\x1b", "31 left")
        terminal.type("/leader election\rs", "30 left")
        terminal.type("\x1b", "2026-11-20")
        terminal.type("nxx", "28 left")
        terminal.type("cNew bass\r", "New bass is empty")
        terminal.type("\x1b", "28 left")
        terminal.type("?save", "save, go on")
        terminal.type("\x1b", "28 left")
        terminal.type("q")
        assert terminal.wait() == 0
    papers = [json.loads(line) for line in command(home, "list", "--json").splitlines()]
    assert [paper["id"] for paper in papers if paper["state"] == "saved"] == ["2611.96150"]
    assert [one["name"] for one in map(json.loads, command(home, "lists", "--json").splitlines())] == [
        "To read",
        "New bass",
    ]


def test_a_style_sheet_that_asks_for_what_cannot_be_is_named(tmp_path: Path) -> None:
    style = tmp_path / "config" / "digest-reader" / "user.tcss"
    style.parent.mkdir(parents=True)
    style.write_text("* { layout: grid; grid-size: 2; grid-rows: 0fr; grid-columns: 0fr; }\n", encoding="utf-8")
    with Terminal([], tmp_path, (200, 30)) as terminal:
        assert terminal.wait() == 1
        assert f"your style sheet is in use: {style}." in terminal.text
