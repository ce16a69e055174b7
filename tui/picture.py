"""The screen as a picture for the next start: what is shown, as text with positions and colours and nothing else.

When a picture is worth keeping is decided here; its file and its painting are `digest_reader.start_picture`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digest_reader import start_picture
from digest_reader.paths import STYLE_FILE
from digest_reader.saved_filters import FILTERS_FILE
from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App

_LINK = lazy_pattern("\x1b\\]8;[^\x1b\x07]*(?:\x1b\\\\|\x07)")


class PictureKeeper:
    """Keeps the pictures of one session on one library.

    Args:
        library_file: The library.
        lists_folder: Its reading lists, in the config folder.
        wanted: Whether the person wants pictures; if not, the one that is kept goes.
    """

    def __init__(self, library_file: Path, lists_folder: Path, wanted: bool) -> None:
        self._library_file = library_file
        self._lists_folder = lists_folder
        self._wanted = wanted
        self._drawn = ""
        self._size = (0, 0)

    def draw(self, app: App[None]) -> None:
        """Draw the screen on top as it is now; `keep` keeps it."""
        if self._wanted:
            self._drawn, self._size = picture_of(app), (app.size.width, app.size.height)

    def keep(self) -> None:
        """Keep what was drawn last: to be called when all that it shows is in the files."""
        if not self._wanted:
            start_picture.forget()
        elif self._drawn:
            start_picture.keep(self._drawn, self._size, map(str, self._files()))

    def _files(self) -> Iterator[Path]:
        """Yield what a screen is drawn from; of SQLite's companions the log alone says that something changed."""
        yield self._library_file
        yield self._library_file.with_name(f"{self._library_file.name}-wal")
        for name in ("config.toml", STYLE_FILE, FILTERS_FILE):
            yield self._lists_folder.parent / name
        yield self._lists_folder
        yield from sorted(self._lists_folder.glob("*.toml"))


def picture_of(app: App[None]) -> str:
    """Return the screen on top as it is drawn now, one positioned line a row."""
    screen, console = app.screen, app.console
    background = screen.styles.background
    rows = []
    for number, strip in enumerate(screen._compositor.render_strips(), 1):
        for line_filter in app.get_line_filters():
            strip = strip.apply_filter(line_filter, background)
        drawn = _LINK.sub("", strip.render(console)).replace("\u00a0", " ")
        rows.append(f"\x1b[{number};1H" + "".join(char for char in drawn if char == "\x1b" or char.isprintable()))
    return "".join([*rows, "\x1b[0m"])
