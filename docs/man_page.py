"""Writes the manual page ``digest-reader.1`` from the table of commands: ``make man`` after every change of arguments.

The page is troff for man(7). It is kept in the repository, because who installs a wheel does not run this; a test
compares the two.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from digest_reader import __version__
from digest_reader.cli.arguments import COMMANDS, PROGRAM, Command, command_parser, help_of, program_parser

FILE = Path(__file__).with_name(f"{PROGRAM}.1")

_SUMMARY = "read the day's new arXiv papers in the terminal"
_DESCRIPTION = """\
Every day arXiv announces hundreds of papers, and people read them as digests: arXiv's own listings, daily digests with
a Chinese AI summary, weekly posts with German and Chinese titles. digest-reader puts all of these into one library, in
which a paper is one paper however many digests it came in, and lets you decide on each with one key.

Without a command it opens the screen on the newest day with undecided papers; without a terminal it prints them. On
the screen ? shows every key, and digest-reader keys prints them."""
_EXITS = {
    "0": "All is well.",
    "1": "Something failed.",
    "2": "The arguments make no sense.",
    "3": "Some of the input could not be read.",
    "130": "Interrupted.",
}
_ENVIRONMENT = {
    "NO_COLOR": "Draw without colours.",
    "LC_ALL, LC_MESSAGES, LANG": "The interface's language where config.toml names none: English, Chinese or German.",
    "VISUAL, EDITOR": "The editor for notes.",
    "BROWSER": "The program that opens a paper's pages.",
    "XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_CACHE_HOME": "Where files are kept, on systems that have these.",
    "https_proxy, no_proxy": "The proxy for what is fetched.",
}
_FILES = {
    "~/.local/share/digest-reader/library.sqlite3": "The library.",
    "~/.config/digest-reader/config.toml": "The settings; digest-reader config --init writes a commented one.",
    "~/.config/digest-reader/user.tcss": "A style sheet of your own, for Textual.",
    "~/.config/digest-reader/filters.toml": "Saved filters.",
    "~/.config/digest-reader/reading-lists/": "The reading lists, a TOML file each.",
}


def page() -> str:
    """Return the page."""
    lines = [
        f'.\\" Made by docs/man_page.py: do not edit.\n.TH {_word(PROGRAM.upper())} 1 "" "{PROGRAM} {__version__}"',
        ".SH NAME",
        f"{_text(PROGRAM)} \\- {_text(_SUMMARY)}",
        ".SH SYNOPSIS",
        f".B {_text(PROGRAM)}",
        "[\\fIOPTIONS\\fR] [\\fICOMMAND\\fR ...]",
        ".SH DESCRIPTION",
        *_paragraphs(_DESCRIPTION),
        ".SH OPTIONS",
        *_arguments(program_parser()),
        ".SH COMMANDS",
    ]
    for command in COMMANDS:
        lines += _command(command)
    lines += [".SH EXIT STATUS", *_definitions(_EXITS)]
    lines += [".SH ENVIRONMENT", *_definitions(_ENVIRONMENT)]
    lines += [
        ".SH FILES",
        "As Linux has them; \\fBdigest\\-reader paths\\fR prints yours.",
        *_definitions(_FILES),
    ]
    return "\n".join(lines) + "\n"


def _command(command: Command) -> Iterator[str]:
    yield f".SS {_word(f'{PROGRAM} {command.name} {command.usage}'.rstrip())}"
    yield from _paragraphs(command.description)
    yield from _arguments(command_parser(command, with_program_options=False))
    yield ".PP"
    yield "For example:"
    yield ".PP"
    yield ".nf"
    yield ".RS 4"
    for example in command.examples:
        yield _text(f"{PROGRAM} {example}")
    yield ".RE"
    yield ".fi"


def _arguments(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        metavar = f" \\fI{_text(str(action.metavar))}\\fR" if action.metavar and action.nargs != 0 else ""
        names = ", ".join(f"\\fB{_text(name)}\\fR" for name in action.option_strings)
        yield ".TP"
        yield f"{names}{metavar}" if names else metavar.strip()
        yield _text(help_of(action))


def _definitions(entries: dict[str, str]) -> Iterator[str]:
    for term, meaning in entries.items():
        yield ".TP"
        yield f"\\fB{_text(term)}\\fR"
        yield _text(meaning)


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield ".PP"
        yield _text(" ".join(paragraph.split()))


def _text(text: str) -> str:
    """Return a text as troff takes it: nothing in it is a command, and hyphens can be copied."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _word(text: str) -> str:
    return '"' + _text(text).replace('"', "\\(dq") + '"'


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{FILE}\n")
