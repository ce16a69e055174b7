"""The way to the screen: the one module of the core that names `tui`, and only when a screen is wanted."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from digest_reader import paths, start_picture
from digest_reader.cli.output import complain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from digest_reader.cli.places import Places


def has_terminal() -> bool:
    """Tell whether a person sits at both ends: keys come from a terminal and the picture goes to one."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def load() -> Callable[..., int]:
    """Load the screen, and return what opens it: `tui.app.run`."""
    # asyncio takes TLS along where there is any. The screen never speaks it, and to load OpenSSL takes a twentieth of
    # the time to the first frame. A module that None stands for is not found ("The import system" in Python's
    # reference); `digest_reader.fetch` finds it, once it asks.
    hidden = "ssl" not in sys.modules
    if hidden:
        sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        from tui.app import run as open_screen
    finally:
        if hidden:
            del sys.modules["ssl"]
    return open_screen


def style_file(folder: Path) -> Path | None:
    """Return the style sheet of the screen in a config folder, None where there is none.

    Raises:
        ConfigError: It cannot be read, or does not parse.
    """
    if not (folder / paths.STYLE_FILE).exists():
        return None
    # Only what draws the screen can read it.
    from tui.user_style import user_style

    return user_style(folder)


def run(options: argparse.Namespace, places: Places) -> int:
    """Open the screen, unless the terminal says of itself that it cannot show one."""
    if os.environ.get("TERM") == "dumb":
        complain("TERM=dumb: this terminal cannot show the screen; digest-reader list prints the papers.")
        return 2
    # Of all that is loaded and drawn first nothing is garbage, and looking for some takes a tenth of the time. The
    # app looks again when it has drawn.
    gc.disable()
    try:
        return load()(places.library, places.lists, ascii_only=places.ascii, demo=options.demo, config=places.settings)
    finally:
        gc.enable()
        # Before anybody says what went wrong: on the picture it would go with it.
        start_picture.take_down()
