"""``digest-reader import``."""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import DAILY, Reader

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def with_days(reader: Reader) -> Reader:
    """A person with a folder of two digests, a picture and a hidden file."""
    folder = reader.home / "days"
    folder.mkdir()
    (folder / "2026-11-20.md").write_text(DAILY, encoding="utf-8")
    (folder / "2026-11-21.md").write_text(DAILY.replace("2611.9900", "2611.9911"), encoding="utf-8")
    (folder / "cover.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (folder / ".hidden.md").write_text(DAILY, encoding="utf-8")
    return reader


def test_a_folder_is_summed_up_in_a_table(with_days: Reader) -> None:
    ran = with_days("import", "days")
    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out
        == """\
file                format          entries  new  updated  unchanged  warnings
days/2026-11-20.md  daily-markdown        2    2        0          0         0
days/2026-11-21.md  daily-markdown        2    2        0          0         0
total                                     4    4        0          0         0
Passed over, no digest: 1 file.
"""
    )


def test_importing_again_changes_nothing(with_days: Reader) -> None:
    with_days("import", "days")
    papers = with_days("list", "all", "--json").out
    again = with_days("import", "days", "--json").objects[0]
    assert (again["totals"]["new"], again["totals"]["updated"], again["totals"]["unchanged"]) == (0, 0, 4)
    assert with_days("list", "all", "--json").out == papers


def test_json_is_one_object_with_files_and_totals(with_days: Reader) -> None:
    ran = with_days("import", "days/2026-11-20.md", "nothing.md", "--json")
    assert ran.code == 3
    counted = {"entries": 2, "new": 2, "updated": 0, "unchanged": 0, "skipped": 0, "warnings": 0}
    [told] = ran.objects
    assert "No such file or directory" in told["files"][1].pop("error")
    assert told == {
        "files": [
            {
                "path": "days/2026-11-20.md",
                "format": "daily-markdown",
                "sha256": hashlib.sha256(DAILY.encode()).hexdigest(),
                **counted,
                "error": None,
            },
            {"path": "nothing.md", "format": None, "sha256": None, **dict.fromkeys(counted, 0)},
        ],
        "totals": counted,
    }


def test_what_cannot_be_read_is_named_and_the_rest_imported(with_days: Reader) -> None:
    (with_days.home / "letter.txt").write_text("Dear Sir or Madam,\n\nno papers today.\n", encoding="utf-8")
    ran = with_days("import", "letter.txt", "days")
    assert ran.code == 3
    assert ran.err.startswith("digest-reader: letter.txt: ")
    assert "daily-markdown 0." in ran.err
    assert "--format" in ran.err
    assert len(with_days("list", "all").lines) == 4


def test_standard_input_is_a_digest_too(reader: Reader) -> None:
    assert reader("import", "-", "--date", "2026-11-21", stdin=DAILY).code == 0
    [paper, _] = reader("list", "--json").objects
    assert (paper["appearances"][0]["source"], paper["appearances"][0]["date"]) == ("-", "2026-11-21")


def test_quiet_prints_nothing_but_errors(with_days: Reader) -> None:
    ran = with_days("import", "--quiet", "days")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert with_days("import", "--quiet", "nothing.md").err.startswith("digest-reader: nothing.md: ")


def test_warnings_are_shown_with_their_lines(reader: Reader) -> None:
    broken = DAILY.replace("Total: 2", "Total: 7")
    (reader.home / "2026-11-21.md").write_text(broken, encoding="utf-8")
    lines = reader("import", "2026-11-21.md").lines
    assert lines[1].endswith(" 1")
    assert lines[4] == "2026-11-21.md:"
    assert lines[5].startswith("  line ")


def test_of_many_files_only_those_with_something_to_say_are_shown(reader: Reader) -> None:
    folder = reader.home / "days"
    folder.mkdir()
    for day in range(1, 31):
        text = DAILY.replace("2611.9900", f"2611.97{day:02}")
        (folder / f"2026-10-{day:02}.md").write_text(text, encoding="utf-8")
    broken = DAILY.replace("Total: 2", "Total: 7").replace("2611.9900", "2611.9800")
    (folder / "2026-11-01.md").write_text(broken, encoding="utf-8")
    lines = reader("import", "days").lines
    assert [line.split()[0] for line in lines[:4]] == ["file", "days/2026-11-01.md", "total", "(30"]
    assert lines[2].split()[1:] == ["62", "62", "0", "0", "1"]
    assert lines[3] == "(30 more files, counted above)"


def test_an_empty_folder_is_said_to_be_empty(reader: Reader) -> None:
    (reader.home / "none").mkdir()
    ran = reader("import", "none")
    assert (ran.code, ran.out) == (0, "There was no file to read.\n")
    assert json.loads(reader("import", "none", "--json").out)["files"] == []


def test_a_format_may_be_named_over_what_the_file_looks_like(reader: Reader) -> None:
    (reader.home / "day.md").write_text(DAILY, encoding="utf-8")
    [told] = reader("import", "day.md", "--format", "listing-text", "--json").objects
    assert told["files"][0]["format"] == "listing-text"


def test_what_has_no_date_says_how_to_give_it_one(reader: Reader) -> None:
    (reader.home / "my digest.md").write_text(DAILY, encoding="utf-8")
    (reader.home / "2026-11-20.md").write_text(DAILY.replace("2611.9900", "2611.9911"), encoding="utf-8")
    said = "my digest.md has no date. To give one: digest-reader import --date YYYY-MM-DD 'my digest.md'"
    assert said in reader("import", "my digest.md", "2026-11-20.md").lines
    assert "has no date" not in reader("import", "--date", "2026-11-21", "my digest.md").out
    assert "has no date" not in reader("import", "my digest.md").out


def test_importing_again_says_that_nothing_is_new(with_days: Reader) -> None:
    assert "Nothing is new." not in with_days("import", "days").lines
    assert "Nothing is new." in with_days("import", "days").lines


def test_an_archive_is_imported_member_by_member(reader: Reader) -> None:
    with zipfile.ZipFile(reader.home / "days.zip", "w") as archive:
        archive.writestr("2026-11-20.md", DAILY)
        archive.writestr("day.md", DAILY.replace("2611.9900", "2611.9911"))
    ran = reader("import", "days.zip")
    assert ran.code == 0
    assert [line.split()[0] for line in ran.lines[1:3]] == ["days.zip/2026-11-20.md", "days.zip/day.md"]
    assert "days.zip/day.md has no date. To give one: digest-reader import --date YYYY-MM-DD days.zip" in ran.lines


def test_the_clipboard_is_read_by_the_program_that_there_is(reader: Reader, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "wl-paste"
    program.parent.mkdir()
    (tmp_path / "copied.md").write_text(DAILY, encoding="utf-8")
    program.write_text(f"#!/bin/sh\nexec /bin/cat '{tmp_path / 'copied.md'}'\n")
    program.chmod(0o755)
    ran = reader("import", "--clipboard", "--date", "2026-11-21", env={"PATH": str(program.parent)})
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[1].split() == ["clipboard", "daily-markdown", "2", "2", "0", "0", "0"]
    program.write_text("#!/bin/sh\necho 'Nothing is copied' >&2\nexit 1\n")
    ran = reader("import", "--clipboard", env={"PATH": str(program.parent)})
    assert ran.code == 1
    assert "The clipboard gave no text (wl-paste: Nothing is copied)." in ran.err


def test_without_a_program_for_the_clipboard_it_says_which_to_install(reader: Reader, tmp_path: Path) -> None:
    ran = reader("import", "--clipboard", env={"PATH": str(tmp_path), "WAYLAND_DISPLAY": "wayland-0"})
    assert ran.code == 1
    assert ran.err.startswith("digest-reader: There is no program here that reads the clipboard.\n")
    assert ("wl-clipboard" if sys.platform == "linux" else "digest-reader import -") in ran.err


def test_a_digest_is_read_anew_when_that_is_asked_for(with_days: Reader) -> None:
    """What is read is the same as before here, so that nothing is new; decisions stay."""
    with_days("import", "days")
    with_days("mark", "2611.99001", "--state", "skipped")
    before = with_days("list", "all", "--json").out
    again = with_days("import", "days", "--again", "--json").objects[0]
    assert (again["totals"]["new"], again["totals"]["updated"], again["totals"]["unchanged"]) == (0, 0, 4)
    assert with_days("list", "all", "--json").out == before
