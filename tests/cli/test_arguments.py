"""What may be typed, and what is said to who mistypes."""

from __future__ import annotations

import re
import shlex

import pytest

from digest_reader import __version__
from digest_reader.cli.arguments import COMMANDS, Command, parse_arguments
from digest_reader.cli.opening import opening
from tests.cli.conftest import Reader


def test_the_version_is_the_packages(reader: Reader) -> None:
    assert reader("--version").out == f"digest-reader {__version__}\n"
    assert reader("list", "--version").out == f"digest-reader {__version__}\n"


def test_help_names_every_command_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    for typed in (["--help"], ["-h"], ["help"], ["--ascii", "--help"]):
        with pytest.raises(SystemExit) as stop:
            parse_arguments(typed)
        assert stop.value.code in (0, None)
        out = capsys.readouterr().out
        for command in COMMANDS:
            assert f"\n  {command.name} " in out
        assert "3 some of the input could" in out


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_has_help_with_examples_that_fits_80_columns(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for typed in ([command, "--help"], ["help", command]):
        with pytest.raises(SystemExit) as stop:
            parse_arguments(typed)
        assert stop.value.code in (0, None)
        out = capsys.readouterr().out
        assert f"usage: digest-reader {command}" in out
        assert f"  digest-reader {command}" in out.partition("examples:")[2]
        assert [line for line in out.splitlines() if len(line) > 80 and not line.startswith("  digest-reader")] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_option_is_explained(
    command: Command, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit):
        parse_arguments([command.name, "--help"])
    explained = re.findall(r"^  (?:-h, )?--\S+(?: \S+)?(.*)$", capsys.readouterr().out, re.MULTILINE)
    assert len(explained) >= 6
    assert all(text.strip() for text in explained)


def test_the_examples_in_the_help_can_be_typed() -> None:
    for command in COMMANDS:
        for example in command.examples:
            typed = [part.removeprefix("digest-reader ") for part in example.partition(" < ")[0].split(" | ")]
            typed[-1] = typed[-1].partition(" > ")[0]
            assert [parse_arguments(shlex.split(part)).command for part in typed][-1] == command.name


def test_options_of_the_program_stand_before_or_after_the_command() -> None:
    before = parse_arguments(["--library", "l", "--config-dir", "c", "--ascii", "list", "all", "--json"])
    after = parse_arguments(["list", "--json", "--library", "l", "all", "--config-dir=c", "--ascii"])
    assert vars(before) == vars(after)
    assert (before.library, before.config_dir, before.ascii, before.query) == ("l", "c", True, ["all"])


def test_what_follows_two_hyphens_is_no_option() -> None:
    assert parse_arguments(["list", "--", "-x"]).query == ["-x"]
    assert parse_arguments(["list", "--", "--json"]).json is False


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["lst"], "there is no command 'lst'; did you mean 'list'?"),
        (["improt", "x"], "there is no command 'improt'; did you mean 'import'?"),
        (["qqqqqq"], "there is no command 'qqqqqq'"),
        (["help", "shw"], "there is no command 'shw'; did you mean 'show'?"),
        (["--jsn"], "there is no option --jsn"),
        (["list", "--jsn"], "unrecognized arguments: --jsn"),
        (["--lib", "x", "list"], "there is no option --lib"),
        (["mark", "2611.99001"], "the following arguments are required: --state"),
        (["mark", "2611.99001", "maybe"], "'maybe' is no state: there are new, saved, later, skipped"),
        (["mark", "2611.99001", "--state", "read"], "argument --state: invalid choice: 'read'"),
        (["import"], "the following arguments are required: PATH"),
        (["import", "x", "--format", "odt"], "argument --format: invalid choice: 'odt'"),
        (["import", "x", "--date", "2026-02-30"], "'2026-02-30' is no date"),
        (["import", "x", "--date", "20260203"], "'20260203' is no date"),
        (["list", "--limit", "0"], "'0' is no number of papers"),
        (["list", "--limit", "-1"], "argument --limit"),
        (["list", "--lang", "中文"], "'中文' is no language"),
        (["--demo", "--library", "x", "list"], "--demo opens a library of its own"),
        (["\x1b]0;title\x07"], "there is no command"),
        (["list", "--\x1b]0;title\x07"], "unrecognized arguments: --"),
    ],
)
def test_a_mistake_is_named_with_the_usage_and_code_2(
    typed: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        parse_arguments(typed)
    err = capsys.readouterr().err
    assert stop.value.code == 2
    assert err.startswith("digest-reader: ")
    assert said in err.splitlines()[0]
    assert "\nusage: digest-reader" in err
    assert "\x1b" not in err


def test_a_file_in_place_of_a_command_is_told_how_to_be_read(reader: Reader) -> None:
    (reader.home / "day.md").write_text("x", encoding="utf-8")
    ran = reader("day.md")
    assert (ran.code, ran.out) == (2, "")
    assert "to read that file: digest-reader import day.md" in ran.err


@pytest.mark.parametrize(
    "typed",
    [
        [],
        ["--ascii"],
        ["--library", "l"],
        ["--library=l", "--config-dir", "c d", "--ascii"],
        ["--library", "l", "--library=m"],
        ["--config-dir="],
    ],
)
def test_a_start_of_the_screen_is_understood_without_the_parser(typed: list[str]) -> None:
    understood = opening(typed)
    assert understood is not None
    assert vars(understood) == vars(parse_arguments(typed))


@pytest.mark.parametrize(
    "typed",
    [["list"], ["--demo"], ["--help"], ["--library"], ["--library", "--ascii"], ["--ascii=1"], ["--"], ["--lib", "l"]],
)
def test_all_else_is_left_to_the_parser(typed: list[str]) -> None:
    assert opening(typed) is None
