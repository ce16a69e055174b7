"""``digest-reader completions``, and the manual page that is made from the same table."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from digest_reader.cli.arguments import COMMANDS
from tests.cli.conftest import ROOT, Reader

_COMPLETE = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 ))
_shtab_digest_reader digest-reader "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


def completed(script: Path, *words: str) -> list[str]:
    """Return what bash offers for the last of some words."""
    done = subprocess.run(
        ["bash", "-c", _COMPLETE, "bash", str(script), *words], capture_output=True, text=True, check=True, timeout=30
    )
    return sorted(word.strip() for word in done.stdout.split())


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_completes_commands_options_and_words(reader: Reader) -> None:
    script = reader.home / "completions.bash"
    script.write_text(reader("completions", "bash").out, encoding="utf-8")
    assert completed(script, "digest-reader", "conf") == ["config"]
    assert completed(script, "digest-reader", "config", "--c") == ["--check", "--config-dir"]
    assert completed(script, "digest-reader", "completions", "f") == ["fish"]
    assert "trilingual" in completed(script, "digest-reader", "parse", "--format", "tri")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_is_told_every_command_and_its_options(reader: Reader, shell: str) -> None:
    ran = reader("completions", shell)
    assert (ran.code, ran.err) == (0, "")
    for command in COMMANDS:
        assert re.search(rf"\b{command.name}\b", ran.out)
    for option in ("library", "split-by-paper", "thorough"):
        assert option in ran.out


def test_fish_is_told_an_option_a_line_with_its_words_and_files(reader: Reader) -> None:
    lines = reader("completions", "fish").lines
    condition = "complete -c digest-reader -n '__fish_seen_subcommand_from"
    assert "complete -c digest-reader -f" in lines
    assert "complete -c digest-reader -n __fish_use_subcommand -a lists -d 'print the reading lists'" in lines
    assert f"{condition} doctor' -l json -d 'print one JSON object'" in lines
    assert f"{condition} completions' -a 'bash zsh fish'" in lines
    assert f"{condition} import' -F" in lines
    assert f"{condition} fetch' -l days -x -d 'the last N days, where the library has gaps'" in lines
    assert "complete -c digest-reader -l library -r -F -d 'another library than the usual one'" in lines


@pytest.mark.parametrize(
    ("shell", "check"), [("bash", ["bash", "-n"]), ("zsh", ["zsh", "-n"]), ("fish", ["fish", "-n"])]
)
def test_the_shell_reads_its_completions(reader: Reader, shell: str, check: list[str]) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    script = reader.home / "script"
    script.write_text(reader("completions", shell).out, encoding="utf-8")
    assert subprocess.run([*check, str(script)], capture_output=True, check=False).stderr == b""


def test_another_shell_is_a_mistake(reader: Reader) -> None:
    assert reader("completions", "tcsh").code == 2


def test_the_manual_page_is_what_the_arguments_make_of_it() -> None:
    """`make man` writes it."""
    specification = importlib.util.spec_from_file_location("man_page", ROOT / "docs" / "man_page.py")
    assert specification is not None
    assert specification.loader is not None
    man_page = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(man_page)
    assert man_page.FILE.read_text(encoding="utf-8") == man_page.page()


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff here")
def test_the_manual_page_is_sound_and_names_every_command() -> None:
    file = ROOT / "docs" / "digest-reader.1"
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", "-P-c", str(file)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr == ""
    for command in COMMANDS:
        assert f"digest-reader {command.name}" in re.sub(r".\x08", "", done.stdout)
