"""The arguments that open the screen on a library that is kept, understood without argparse.

Nearly every start is one of these, and to load argparse and make its parser took 3 % of the time to the first frame.
All other arguments, mistakes among them, are left to `digest_reader.cli.arguments`.

Like `digest_reader.start_picture`, which asks it before anything else is loaded, it loads next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class Opening:
    """What was typed: what `digest_reader.cli.arguments.parse_arguments` would return, attribute for attribute."""

    def __init__(self) -> None:
        self.library: str | None = None
        self.config_dir: str | None = None
        self.demo = False
        self.ascii = False
        self.command: str | None = None


def opening(arguments: Sequence[str]) -> Opening | None:
    """Return what was typed if it opens the screen on a library that is kept, None for anything else."""
    typed = Opening()
    rest = list(arguments)
    while rest:
        name, given, value = rest.pop(0).partition("=")
        if name == "--ascii" and not given:
            typed.ascii = True
            continue
        if name not in ("--library", "--config-dir"):
            return None
        if not given:
            if not rest or rest[0].startswith("-"):
                return None
            value = rest.pop(0)
        if name == "--library":
            typed.library = value
        else:
            typed.config_dir = value
    return typed
