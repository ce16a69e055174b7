"""``digest-reader completions``: what a shell needs to complete commands and options, made from the same table.

For bash and zsh it is shtab's work; fish, which shtab does not know, takes one plain line an option.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from digest_reader.cli.arguments import COMMANDS, PROGRAM, help_of, whole_parser
from digest_reader.cli.output import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest_reader.cli.places import Places

_FILES: Final = ("FILE", "PATH")
_FOLDERS: Final = ("DIR",)


def run(options: argparse.Namespace, places: Places) -> int:
    """Print the completions of a shell."""
    text = "\n".join(_fish()) if options.shell == "fish" else _by_shtab(options.shell)
    for line in text.rstrip("\n").split("\n"):
        write(line)
    return 0


def _by_shtab(shell: str) -> str:
    import shtab

    parser = whole_parser(options_everywhere=True)
    for each in (parser, *_commands(parser).values()):
        for action in each._actions:
            completed = shtab.FILE if action.metavar in _FILES else shtab.DIR if action.metavar in _FOLDERS else None
            if completed is not None:
                action.complete = completed  # type: ignore[attr-defined]
    text: str = shtab.complete(parser, shell)
    return text


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parsers of the commands by name."""
    group = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    found: dict[str, argparse.ArgumentParser] = group.choices
    return found


def _fish() -> Iterator[str]:
    parser = whole_parser()
    yield f"# Completions of {PROGRAM} for fish: keep them as ~/.config/fish/completions/{PROGRAM}.fish"
    yield f"complete -c {PROGRAM} -f"
    for action in parser._actions:
        yield from _fish_option(action, "")
    for command in COMMANDS:
        yield (f"complete -c {PROGRAM} -n __fish_use_subcommand -a {command.name} -d {_quoted(command.summary)}")
    for name, each in _commands(parser).items():
        condition = f" -n '__fish_seen_subcommand_from {name}'"
        for action in each._actions:
            yield from _fish_option(action, condition)
            if not action.option_strings and action.metavar in _FILES:
                yield f"complete -c {PROGRAM}{condition} -F"
            elif not action.option_strings and action.choices and action.nargs != argparse.PARSER:
                yield f"complete -c {PROGRAM}{condition} -a {_quoted(' '.join(action.choices))}"


def _fish_option(action: argparse.Action, condition: str) -> Iterator[str]:
    if not action.option_strings:
        return
    line = f"complete -c {PROGRAM}{condition}"
    for option in action.option_strings:
        line += f" -l {option[2:]}" if option.startswith("--") else f" -s {option[1:]}"
    if action.choices:
        line += f" -x -a {_quoted(' '.join(map(str, action.choices)))}"
    elif action.nargs != 0:
        line += " -r -F" if action.metavar in (*_FILES, *_FOLDERS) else " -x"
    yield f"{line} -d {_quoted(' '.join(help_of(action).split()))}"


def _quoted(text: str) -> str:
    """Return a text in single quotes, in which fish knows two escapes."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
