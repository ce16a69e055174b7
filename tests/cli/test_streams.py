"""What reaches the terminal, the pipe and the exit code, whatever the digests, the encoding and the reader do."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import DAILY, Reader

ESCAPES = "\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x1b[31mred\x9b2J\x08\x7f\x00\u202egnp\u202c\u200b"
HOSTILE = (
    DAILY.replace("Queues That", f"Queues {ESCAPES} That")
    .replace("Ana Belmonte", f"Ana {ESCAPES} Belmonte")
    .replace("队列道歉了", f"队列{ESCAPES}道歉了")
    .replace("Motivation: 无", f"Moti{ESCAPES}vation: 无")
    .replace("We make", f"We {ESCAPES} make")
    .replace("# cs.DC [[", f"# cs.DC {ESCAPES} [[")
)


def outlaws(text: str) -> set[str]:
    """Return the characters that a terminal would obey or not show."""
    return {char for char in text if (ord(char) < 0x20 and char != "\n") or "\x7f" <= char <= "\x9f"} | (
        set(text) & set("\u202e\u202c\u200b\u2028\u2029")
    )


@pytest.fixture
def under_attack(reader: Reader) -> Reader:
    """A person who imported a digest full of escape sequences and has a list that holds some too."""
    name = "2026-11-21\x1b[31m.md"
    (reader.home / name).write_text(HOSTILE, encoding="utf-8")
    assert reader("import", name).code == 0
    reader.lists.mkdir(parents=True)
    toml_name = json.dumps(f"List {ESCAPES}").replace("\x7f", "\\u007f")
    (reader.lists / "evil.toml").write_text(f"name = {toml_name}\nnumber = 1\n", encoding="utf-8")
    (reader.lists / "worse\x1b[2J.toml").write_text("name = [\n", encoding="utf-8")
    return reader


@pytest.mark.parametrize(
    "typed",
    [
        ["list"],
        ["list", "--json"],
        ["list", ESCAPES.replace("\x00", "")],
        ["list", f"colour:{ESCAPES}".replace("\x00", "")],
        ["show", "2611.99001"],
        ["show", "2611.99001", "--json"],
        ["show", "\x1b]0;owned\x07"],
        ["mark", "2611.99001", "--state", "saved"],
        ["mark", "2611.99001", "--state", "saved", "--list", "\x1b[2J"],
        ["lists"],
        ["lists", "--json"],
        ["import", "."],
        ["import", ".", "--json"],
        ["import", "\x1b[2J.md"],
        ["parse", "2026-11-21\x1b[31m.md"],
        ["parse", "--report", "2026-11-21\x1b[31m.md"],
        ["parse", "\x1b[2J.md"],
        ["paths", "--config-dir", "\x1b[2J"],
        ["\x1b[2J"],
        [],
    ],
    ids=lambda typed: " ".join(typed).encode("ascii", "replace").decode().replace("\x1b", "ESC").replace("\x00", ""),
)
def test_nothing_that_a_terminal_obeys_comes_out(under_attack: Reader, typed: list[str]) -> None:
    ran = under_attack(*typed)
    assert ran.out + ran.err != ""
    assert "Traceback" not in ran.err
    assert outlaws(ran.out) == set()
    assert outlaws(ran.err) == set()


def test_json_gives_back_the_very_characters_that_it_does_not_show(reader: Reader) -> None:
    name = "2026-11-21\x9b\U000e0041\u202e.md"
    (reader.home / name).write_text(DAILY, encoding="utf-8")
    ran = reader("parse", "--report", name)
    assert outlaws(ran.out) == set()
    assert ran.objects[0]["name"] == name


def test_an_encoding_without_chinese_stops_nothing(reader: Reader) -> None:
    (reader.home / "2026-11-21.md").write_text(DAILY, encoding="utf-8")
    reader("import", "2026-11-21.md")
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    shown = reader("show", "2611.99001", env=ascii_only)
    assert shown.code == 0
    assert "\\u961f\\u5217" in shown.out
    assert reader("list", "--json", env=ascii_only).objects == reader("list", "--json").objects
    assert reader("show", "2611.99001", env={"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}).out == (
        reader("show", "2611.99001").out
    )


def test_a_reader_who_has_enough_ends_it_quietly(stocked: Reader) -> None:
    for typed in ("list all --json", "parse digests/2026-11-20.md digests/2026-11-19.md", "--help", ""):
        done = subprocess.run(
            f"for i in 1 2 3; do {sys.executable} -m digest_reader {typed}; done | head -n 1; echo ${{PIPESTATUS[0]}}",
            shell=True,
            executable="/bin/bash",
            cwd=stocked.home,
            env={**stocked.environment, "PYTHONUNBUFFERED": "1"},
            capture_output=True,
            timeout=60,
            check=True,
        )
        first, code = done.stdout.decode().splitlines()
        assert first
        assert code == "0"
        assert b"Traceback" not in done.stderr
        assert b"Broken" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell that closes streams")
@pytest.mark.parametrize(
    ("typed", "code", "out", "err"),
    [
        ("paths >&-", 0, "", ""),
        ("list --json >&-", 0, "", ""),
        ("list nonsense:1 2>&-", 2, "", ""),
        ("filters >&- 2>&- <&-", 0, "", ""),
        ("import - <&-", 3, "", "digest-reader: -: it is empty.\n"),
        ("parse - <&-", 3, "", "digest-reader: -: it is empty.\n"),
    ],
)
def test_streams_that_are_closed_stop_nothing(stocked: Reader, typed: str, code: int, out: str, err: str) -> None:
    ran = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m digest_reader {typed}'],
        cwd=stocked.home,
        env=stocked.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (code, out)
    assert ran.stderr.startswith(err)
    assert "Traceback" not in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_messages_that_cannot_be_written_change_nothing(stocked: Reader) -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "digest_reader", "filters", "add", "x", "ti:undo"],
            cwd=stocked.home,
            env=stocked.environment,
            stdout=subprocess.PIPE,
            stderr=full,
            timeout=60,
            check=False,
        )
    assert (ran.returncode, ran.stdout) == (0, b"x  ti:undo\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_under_the_output_is_said_in_one_line(stocked: Reader) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "digest_reader", "list"],
            cwd=stocked.home,
            env=stocked.environment,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, b"digest-reader: No space left on device.\n")


def test_an_interrupted_import_keeps_whole_files_and_ends_with_130(reader: Reader) -> None:
    folder = reader.home / "days"
    folder.mkdir()
    (folder / "2026-11-21.md").write_text(DAILY, encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "digest_reader", "import", "days", "-"],
        cwd=reader.home,
        env=reader.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        until = time.monotonic() + 30
        while not reader("list").out and time.monotonic() < until:
            time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        assert running.stdin is not None
        out, err = running.communicate(timeout=30)
    finally:
        running.kill()
    assert running.returncode == 130
    assert err == b"digest-reader: interrupted\n"
    assert b"days/2026-11-21.md  daily-markdown        2    2" in out
    assert len(reader("list").lines) == 2


def test_a_home_that_cannot_be_written_is_said_plainly(reader: Reader) -> None:
    (reader.home / "data").write_text("a file where a folder should be", encoding="utf-8")
    ran = reader("list")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("digest-reader: ")
    assert "Traceback" not in ran.err


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX alone")
def test_a_file_name_that_is_no_text_is_told_all_the_same(reader: Reader) -> None:
    name = b"2026-11-21-\xff.md"
    (reader.home / os.fsdecode(name)).write_text(DAILY, encoding="utf-8")
    assert reader("import", ".").code == 0
    [first, _] = reader("list", "--json").objects
    assert os.fsdecode(first["appearances"][0]["source"]).endswith(".md")
    assert reader("show", "2611.99001").code == 0
