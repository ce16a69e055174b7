"""The whole command: from what was typed to an exit code.

Loads only what the command typed needs: a list is printed before Textual could have been imported. What may be
typed is `arguments`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from digest_reader.cli import output
from digest_reader.cli.opening import opening
from digest_reader.cli.places import places_of
from digest_reader.errors import DigestReaderError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from digest_reader.cli.opening import Opening
    from digest_reader.cli.places import Places

OK = 0
FAILED = 1
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: The arguments without the program's name; those of the process by default.

    Returns:
        0 when all is well, 1 when something failed, 2 when the arguments make no sense, 3 when some of the input
        could not be read, 130 when interrupted.
    """
    output.prepare_streams()
    try:
        code = _guarded(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads our lines (``head``) has enough of them: nothing went wrong.
        output.leave_stdout()
        code = OK
    except OSError as error:
        # A full disk, as a rule: what could not be written must not be tried again at exit.
        output.flush_or_leave()
        output.complain(f"{error.filename}: {error.strerror}." if error.filename else f"{error.strerror or error}.")
        code = FAILED
    return code


def _guarded(argv: Sequence[str]) -> int:
    """Run, and turn what a person can do something about into a message."""
    try:
        return _run(argv)
    except SystemExit as stop:  # argparse: after its help, its version, its complaint
        return stop.code if isinstance(stop.code, int) else OK
    except KeyboardInterrupt:
        output.say("digest-reader: interrupted")
        return INTERRUPTED
    except DigestReaderError as error:
        output.complain(error.message, error.hint)
        return FAILED
    except OSError:
        raise
    except Exception:
        # A mistake of ours. Its traceback may quote a digest, so it is cleaned like all else.
        import traceback

        output.say(traceback.format_exc().rstrip())
        output.complain("This is a mistake in digest-reader.", "Please report it with the lines above.")
        return FAILED


def _run(argv: Sequence[str]) -> int:
    options: argparse.Namespace | Opening | None = opening(argv)
    if options is None:
        from digest_reader.cli.arguments import parse_arguments

        options = parse_arguments(argv)
    run = _command(options.command)
    with places_of(options) as places:
        return run(options, places)


def _command(name: str | None) -> Callable[[Any, Places], int]:
    """Return what carries out a command, given what was typed for it, loading no other."""
    match name:
        case "import":
            from digest_reader.cli.importing import run
        case "fetch":
            from digest_reader.cli.fetching import fetch as run
        case "complete":
            from digest_reader.cli.fetching import complete as run
        case "parse":
            from digest_reader.cli.parse import run
        case "list":
            from digest_reader.cli.listing import run
        case "show":
            from digest_reader.cli.show import run
        case "mark":
            from digest_reader.cli.deciding import mark as run
        case "note":
            from digest_reader.cli.notes import run
        case "filters":
            from digest_reader.cli.filters import run
        case "stats":
            from digest_reader.cli.stats import run
        case "undo":
            from digest_reader.cli.deciding import undo as run
        case "lists":
            from digest_reader.cli.lists import run
        case "export":
            from digest_reader.cli.export import run
        case "config":
            from digest_reader.cli.config import run
        case "keys":
            from digest_reader.cli.keys import run
        case "doctor":
            from digest_reader.cli.doctor import run
        case "completions":
            from digest_reader.cli.completions import run
        case "paths":
            from digest_reader.cli.places import run
        case _:
            from digest_reader.cli import screen

            if screen.has_terminal():
                return screen.run
            from digest_reader.cli.listing import undecided as run
    return run
