"""What a test sees of the running reader: the text on the screen, row by row."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from digest_reader.config import read
from digest_reader.library import Library
from tui.app import ReaderApp


class Reader:
    """A running reader and the keys one presses in it."""

    def __init__(self, app: ReaderApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys and wait until all they start has come to rest."""
        for key in keys:
            await self.pilot.press(key)
        await self.rest()

    async def type(self, text: str) -> None:
        """Type a text, character by character."""
        names = {" ": "space", "/": "slash", ":": "colon", "!": "exclamation_mark", ".": "full_stop", "-": "minus"}
        await self.press(*(names.get(character, character) for character in text))

    async def rest(self) -> None:
        """Wait until workers are done and the screen is drawn."""
        while True:
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
            await self.pilot.pause()
            # A key that waited for the papers that a worker brought may have begun another.
            if not any(worker.is_running for worker in self.app.workers):
                break
        for _ in range(20):
            # What a key opens is laid out a moment later where other processes take the time.
            if not self.app.screen._layout_required:
                return
            await self.pilot.pause(0.02)

    def rows(self) -> list[str]:
        """Return the screen's text, row by row, without trailing blanks."""
        filters = self.app.get_line_filters()
        rows = []
        for strip in self.app.screen._compositor.render_strips():
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, self.app.screen.styles.background)
            rows.append(strip.text.rstrip())
        return rows

    @property
    def text(self) -> str:
        """The whole screen as one text."""
        return "\n".join(self.rows())

    @property
    def header(self) -> str:
        """The top row."""
        return self.rows()[0]

    @property
    def status(self) -> str:
        """The row above the footer."""
        return self.rows()[-2]

    @property
    def notice(self) -> str:
        """What stands between the lowest rule across the screen and the status, in one line."""
        rows = self.rows()[:-2]
        first = max(number for number, row in enumerate(rows) if row and set(row) <= set("─┴-"))
        return "".join(row[1:] + ("" if row.endswith(("/", "-")) else " ") for row in rows[first + 1 :]).rstrip()

    @property
    def footer(self) -> str:
        """The bottom row."""
        return self.rows()[-1]

    @property
    def cursor_row(self) -> str:
        """The row of the list that the cursor is on."""
        return next((row for row in self.rows() if row.startswith(("▌", ">"))), "")


@asynccontextmanager
async def reading(
    library: Library,
    size: tuple[int, int] = (160, 45),
    *,
    ascii_only: bool = False,
    config_file: Path | None = None,
) -> AsyncIterator[Reader]:
    """Run the reader on a library without a terminal; without a settings file everything is as by default."""
    config = None if config_file is None else read(config_file, fetch=False)
    app = ReaderApp(library, ascii_only=ascii_only, config_file=config_file, config=config)
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot)
        await reader.rest()
        yield reader
