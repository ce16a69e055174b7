"""``digest-reader doctor``: what is well, what is doubtful, what is broken, and that looking changes nothing."""

from __future__ import annotations

import datetime
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from digest_reader.doctor.desktop import look_at_clock, look_at_desktop
from digest_reader.doctor.files import look_at_disk, look_at_folders
from digest_reader.doctor.findings import Finding
from digest_reader.doctor.terminal import look_at_terminal
from digest_reader.storage.schema import MIGRATIONS
from tests.cli.conftest import Ran, Reader
from tests.tui.terminal import Terminal


def checks(ran: Ran) -> dict[str, dict[str, Any]]:
    """Return the checks of a run by name, the worst of each name."""
    found: dict[str, dict[str, Any]] = {}
    for check in ran.objects[0]["checks"]:
        if found.get(check["name"], {}).get("level") != "fail":
            found[check["name"]] = check
    return found


def test_all_that_is_there_is_looked_at_and_nothing_is_made(reader: Reader) -> None:
    ran = reader("doctor", "--json")
    assert (ran.code, ran.objects[0]["ok"]) == (0, True)
    found = checks(ran)
    assert list(found) == [
        "digest-reader",
        "Python",
        "SQLite",
        "packages",
        "terminal",
        "encoding",
        "browser",
        "clipboard",
        "library folder",
        "config folder",
        "cache folder",
        "log folder",
        "disk",
        "settings",
        "style sheet",
        "saved filters",
        "reading lists",
        "library",
        "clock",
    ]
    assert found["library"]["said"] == f"no {reader.library} yet: the first import makes it"
    assert "textual" in found["packages"]["said"]
    assert list(reader.home.iterdir()) == []


def test_a_line_says_how_it_is_and_the_next_one_what_to_do(reader: Reader) -> None:
    ran = reader("doctor", env={"PATH": "/nowhere"})
    assert ran.lines[0].startswith("ok    digest-reader     ")
    at = ran.lines.index("warn  browser           none: there is no desktop here")
    assert ran.lines[at + 1].strip() == (
        "The keys that open a page copy its address instead; BROWSER names a program that opens one."
    )
    assert ran.err.endswith("2 warnings\n")


def test_a_sound_library_is_told_with_its_schema(stocked: Reader) -> None:
    for typed in (["doctor", "--json"], ["doctor", "--thorough", "--json"]):
        found = checks(stocked(*typed))
        assert found["schema"] == {"name": "schema", "level": "ok", "said": str(len(MIGRATIONS)), "hint": ""}
        assert found["library"]["level"] == "ok"
    assert found["library"]["said"].endswith("MB, thoroughly checked")


def test_a_damaged_library_fails_and_is_left_as_it_is(stocked: Reader) -> None:
    with sqlite3.connect(stocked.library) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = connection.execute("SELECT max(rootpage) FROM sqlite_master").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    data = bytearray(stocked.library.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    stocked.library.write_bytes(data)
    ran = stocked("doctor", "--json")
    assert (ran.code, checks(ran)["library"]["level"]) == (1, "fail")
    assert stocked.library.read_bytes() == bytes(data)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no database, but long enough to look at" * 20, "cannot be read: file is not a database."),
        (b"", "is not a digest-reader library."),
    ],
)
def test_what_is_no_library_fails(reader: Reader, content: bytes, said: str) -> None:
    reader.library.parent.mkdir(parents=True)
    reader.library.write_bytes(content)
    ran = reader("doctor", "--json")
    assert ran.code == 1
    assert checks(ran)["library"]["said"] == f"{reader.library} {said}"
    assert reader.library.read_bytes() == content


def test_a_library_of_a_newer_program_fails(stocked: Reader) -> None:
    with sqlite3.connect(stocked.library) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert checks(stocked("doctor", "--json"))["library"]["said"] == (
        f"{stocked.library} was written by a newer digest-reader (schema 99; this one knows {len(MIGRATIONS)})."
    )


def test_an_index_that_is_not_there_or_not_readable_is_no_failure(stocked: Reader) -> None:
    folder = stocked.library.with_name(f"{stocked.library.name}.index")
    assert checks(stocked("doctor", "--json"))["index"]["said"] == (
        "none: it is built when everything is searched for the first time"
    )
    folder.mkdir()
    (folder / "manifest.json").write_text("{")
    ran = stocked("doctor", "--json")
    assert (ran.code, checks(ran)["index"]) == (
        0,
        {
            "name": "index",
            "level": "warn",
            "said": f"{folder} cannot be read",
            "hint": "It will be built anew, which takes a while.",
        },
    )


def test_settings_keys_filters_and_lists_that_do_not_parse_fail(stocked: Reader) -> None:
    config = stocked.lists.parent
    stocked.lists.mkdir(parents=True, exist_ok=True)
    (config / "config.toml").write_text("[keys]\nsave = 'x'\n[interface]\nascii = 1\nfoo = 2\n")
    (config / "filters.toml").write_text("[filters\n")
    (stocked.lists / "broken.toml").write_text("name = \n")
    ran = stocked("doctor", "--json")
    found = checks(ran)
    assert ran.code == 1
    assert [found[name]["level"] for name in ("settings", "keys", "saved filters", "reading lists")] == ["fail"] * 4
    assert found["keys"]["said"] == (
        f"{config / 'config.toml'}, line 2, column 1: keys.save: 'x' is the key of 'skip' (Skip) too."
    )
    assert "line 1" in found["saved filters"]["said"]
    assert "line 1" in found["reading lists"]["said"]


@pytest.mark.parametrize(
    ("style", "level", "said"),
    [
        ("#keys { display: none; color: $dr-accent; }\n", "ok", "{file} parses"),
        ("#keys {\n  colour: red;\n}\n", "fail", "user.tcss, line 2, column 3: Invalid CSS property 'colour'."),
        ("#keys { color: $primary-no; }\n", "fail", "user.tcss, line 1, column 16: reference to undefined variable"),
        (
            "#keys { height: 1001; }\n",
            "fail",
            "user.tcss, line 1, column 17: 1001 is larger than any screen, 1000 at most",
        ),
        (None, "fail", "user.tcss cannot be read: Is a directory."),
    ],
)
def test_a_style_sheet_parses_or_is_told_with_its_line(
    stocked: Reader, style: str | None, level: str, said: str
) -> None:
    file = stocked.lists.parent / "user.tcss"
    file.parent.mkdir(parents=True, exist_ok=True)
    if style is None:
        file.mkdir()
    else:
        file.write_text(style)
    ran = stocked("doctor", "--json")
    found = checks(ran)["style sheet"]
    assert (ran.code, found["level"]) == (int(level == "fail"), level)
    assert found["said"].startswith(said.format(file=file))
    mend = f"Mend it, or move it away: {file}. Until then the screen does without it."
    assert found["hint"] == (mend if level == "fail" else "")


def test_a_saved_filter_that_means_nothing_is_doubted(stocked: Reader) -> None:
    file = stocked.lists.parent / "filters.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('[filters]\nfine = "has:code"\nx = "undo v:x"\n')
    ran = stocked("doctor", "--json")
    assert (ran.code, checks(ran)["saved filters"]) == (
        0,
        {
            "name": "saved filters",
            "level": "warn",
            "said": "“x” has a part that means nothing: v:x",
            "hint": f"v: knows 2 >1 2..3. Mend the line in {file}.",
        },
    )


def test_a_terminal_is_told_by_what_it_says_of_itself() -> None:
    found = {each.name: each for each in look_at_terminal({"TERM": "dumb", "LC_ALL": "C.UTF-8"})}
    assert found["terminal"] == Finding(
        "terminal", "fail", "TERM=dumb", "Use another terminal for the screen; digest-reader list works here."
    )


def test_in_a_terminal_its_size_colours_and_wide_characters_are_looked_at(tmp_path: Path) -> None:
    with Terminal(["doctor"], tmp_path, size=(100, 30)) as terminal:
        terminal.wait_for("中")
        terminal.type("\x1b[9;3R", "ok    wide characters   two cells")
        assert terminal.wait() == 0
        assert b"ok    colours           16 million" in terminal.everything
        assert b"ok    size              100x30" in terminal.everything


def test_a_terminal_that_draws_wide_characters_narrow_is_doubted(tmp_path: Path) -> None:
    with Terminal(["doctor"], tmp_path) as terminal:
        terminal.wait_for("中")
        terminal.type("\x1b[9;2R", "a Chinese character is drawn in 1 cells")
        assert terminal.wait() == 0


def test_a_folder_that_cannot_be_one_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert list(look_at_folders({"config folder": tmp_path / "file" / "x", "cache folder": tmp_path / "new"})) == [
        Finding("config folder", "fail", f"{tmp_path / 'file'} is no folder", "Move that file away."),
        Finding("cache folder", "ok", f"{tmp_path / 'new'}, made when it is needed"),
    ]
    assert look_at_disk(tmp_path / "new" / "er").name == "disk"


def test_a_clock_that_lags_behind_the_library_is_doubted() -> None:
    now = datetime.datetime(2026, 11, 21, 9, 30, tzinfo=datetime.UTC)
    assert look_at_clock(now, now.timestamp()) == Finding("clock", "ok", "2026-11-21 09:30 UTC")
    assert look_at_clock(now, now.timestamp() + 86400).level == "warn"
    assert look_at_clock(now.replace(year=1970), None).level == "fail"


def test_a_browser_is_the_desktops_or_one_that_is_named() -> None:
    found = {each.name: each for each in look_at_desktop({"BROWSER": "surfer"})}
    assert found["browser"] == Finding("browser", "ok", "surfer")


def test_a_file_in_the_place_of_the_reading_lists_fails(stocked: Reader) -> None:
    stocked.lists.parent.mkdir(parents=True, exist_ok=True)
    stocked.lists.write_text("no folder", encoding="utf-8")
    lines = stocked("doctor").lines
    at = next(number for number, line in enumerate(lines) if line.startswith("fail  reading lists"))
    assert lines[at].endswith(f"{stocked.lists} cannot be read: Not a directory.")
    assert lines[at + 1].strip() == "A file is where the folder of the reading lists has to be: move it away."
