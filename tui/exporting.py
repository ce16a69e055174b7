"""Papers for other programs, from the screen: BibTeX onto the clipboard, what is shown into a file.

The papers are read in a thread: a selection may hold hundreds. What the formats look like is `digest_reader.export`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from textual.screen import Screen

from digest_reader.errors import DigestReaderError
from digest_reader.i18n import _, plural
from digest_reader.library import Library

_MOST_COPIED = 1000
"""Terminals take no endless text onto the clipboard; a file does."""


class Exporting:
    """Exports of one screen.

    Args:
        screen: Whose workers they are.
        library: Where the papers are.
        say: Is told how an export ended.
    """

    def __init__(self, screen: Screen[None], library: Library, say: Callable[[str], None]) -> None:
        self._screen = screen
        self._library = library
        self._say = say

    def copy(self, keys: Sequence[int]) -> None:
        """Copy the BibTeX of some papers."""
        if len(keys) > _MOST_COPIED:
            self._say(
                _("{n} papers are too many to copy: write them to a file from the palette").format(n=f"{len(keys):,}")
            )
        elif keys:
            self._begin(partial(self._copied, keys))

    def write(self, keys: Sequence[int], title: str, path: str) -> None:
        """Write some papers to a file, in the format that its name tells.

        Args:
            keys: The papers.
            title: What they are.
            path: The file, ``~`` for the person's home.
        """
        if path.strip():
            self._begin(partial(self._written, list(keys), title, Path(os.path.expanduser(path.strip()))))

    def _begin(self, work: Callable[[], str]) -> None:
        self._screen.run_worker(partial(self._run, work), thread=True, group="export")

    def _run(self, work: Callable[[], str]) -> None:
        try:
            said = work()
        except DigestReaderError as error:
            said = " ".join(part for part in (error.message, error.hint) if part)
        if self._screen.is_running:
            self._screen.app.call_from_thread(self._say, said)

    def _copied(self, keys: Sequence[int]) -> str:
        from digest_reader.export.writing import Papers

        text = "".join(Papers(self._library, keys).text("bibtex"))
        self._screen.app.call_from_thread(self._screen.app.copy_to_clipboard, text)
        count = len(keys)
        return plural("copied BibTeX of {n} paper", "copied BibTeX of {n} papers", count).format(n=f"{count:,}")

    def _written(self, keys: Sequence[int], title: str, file: Path) -> str:
        from digest_reader.export.writing import Papers, format_for, write_file

        write_file(file, Papers(self._library, keys).text(format_for(file.name), title))
        count = len(keys)
        return plural("wrote {n} paper to {file}", "wrote {n} papers to {file}", count).format(
            n=f"{count:,}", file=file
        )
