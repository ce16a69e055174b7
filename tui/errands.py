"""Long work beside the screen: importing files and pasted text, fetching. One errand at a time."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual.screen import Screen

from digest_reader.errors import DigestReaderError
from digest_reader.i18n import _
from digest_reader.library import Library
from tui import messages

Say = Callable[[str], None]


class Errands:
    """Runs errands of one screen in a thread and tells how they go and end.

    Args:
        screen: Whose workers they are.
        library: Where to what they bring.
        say: Is told how far an errand is.
        done: Is told what it brought, when the library may have changed.
    """

    def __init__(self, screen: Screen[None], library: Library, say: Say, done: Say) -> None:
        self._screen = screen
        self._library = library
        self._say = say
        self._done = done
        self._busy = False
        self._cancelled = False

    @property
    def busy(self) -> bool:
        """Whether an errand is under way."""
        return self._busy

    def cancel(self) -> None:
        """Ask the errand to stop soon; what it brought so far stays."""
        self._cancelled = True

    def import_path(self, path: str) -> None:
        """Import a file or a folder."""
        self._begin(partial(self._import, os.path.expanduser(path), None))

    def import_text(self, text: str) -> None:
        """Import a text that was pasted."""
        self._begin(partial(self._import, "-", text))

    def fetch(self, names: str, config_file: Path) -> None:
        """Fetch categories, addresses and repositories by name, or without names what the settings subscribe to."""
        self._begin(partial(self._fetch, names.split(), config_file))

    def _begin(self, work: Callable[[], str]) -> None:
        self._busy, self._cancelled = True, False
        self._screen.run_worker(partial(self._run, work), thread=True, group="errand")

    def _run(self, work: Callable[[], str]) -> None:
        try:
            said = work()
        except DigestReaderError as error:
            said = " ".join(part for part in (error.message, error.hint) if part)
        self._tell(self._end, said)
        # What came is indexed here, and no key of a search waits for that.
        with contextlib.suppress(DigestReaderError):
            self._library.prepare_search()

    def _end(self, said: str) -> None:
        self._busy = False
        self._done(said)

    def _tell(self, say: Say, text: str) -> None:
        # The screen may have gone while the errand ran: there is nobody to tell then.
        if self._screen.is_running:
            self._screen.app.call_from_thread(say, text)

    def _import(self, path: str, text: str | None) -> str:
        from digest_reader.ingest import import_paths

        def progress(done: int, total: int, name: str) -> None:
            if total > 1:
                said = _("importing {n} of {total}: {file}")
                self._tell(self._say, said.format(n=f"{done:,}", total=f"{total:,}", file=Path(name).name))

        stdin = None if text is None else io.BytesIO(text.encode())
        imported = import_paths(
            self._library, [path], progress=progress, stdin=stdin, cancelled=lambda: self._cancelled, aside=True
        )
        return messages.imported(imported)

    def _fetch(self, names: list[str], config_file: Path) -> str:
        from digest_reader import config
        from digest_reader.fetch import FetchProgress, fetch, named, subscribed

        settings = config.load(config_file, "fetch")
        sources = named(names, settings) if names else subscribed(self._library, settings)

        def progress(step: FetchProgress) -> None:
            self._tell(self._say, step.line)

        fetched = fetch(
            self._library, sources, progress=progress, cancelled=lambda: self._cancelled, mailto=settings.mailto
        )
        return messages.fetched(fetched)


def subscribes(config_file: Path) -> bool:
    """Return whether the settings name anything to fetch.

    Raises:
        ConfigError: They cannot be read.
    """
    from digest_reader import config

    return bool(config.load(config_file, "fetch").sources)
