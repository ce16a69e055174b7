"""The terminal from the hands of a start that has painted the last screen already: no flicker, and the keys kept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from digest_reader import start_picture

if TYPE_CHECKING:
    from textual.driver import Driver

_ENTER = "\x1b[?1049h"


def driver_class() -> type[Driver] | None:
    """Return the driver of this terminal, one that takes it over when a picture is shown; None for the usual one."""
    if sys.platform == "win32":
        return None
    from tui.terminal_driver import SteadyDriver

    if not start_picture.is_shown():
        return SteadyDriver

    class TakingOver(SteadyDriver):
        """A driver which begins on the alternate screen.

        To enter it once more would clear it: on xterm and its kin that is a blank frame.
        """

        def start_application_mode(self) -> None:
            """Begin, and remember the terminal as it was before the picture, not as it is now."""
            super().start_application_mode()
            before = start_picture.hand_over()
            if before is not None:
                self.attrs_before = before

        def write(self, data: str) -> None:
            """Write, unless it is the way in and a picture is shown."""
            if data != _ENTER or not start_picture.is_shown():
                super().write(data)

    return TakingOver
