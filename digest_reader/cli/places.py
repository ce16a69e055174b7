"""Where this run keeps things: the user's own library, one named on the command line, or the sample."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from digest_reader import i18n, paths
from digest_reader.cli.output import write, write_json
from digest_reader.config import Config, read
from digest_reader.errors import ConfigError, LibraryError
from digest_reader.i18n import _
from parsers.frozen import frozen

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from digest_reader.cli.opening import Opening
    from digest_reader.library import Library


@frozen
class Places:
    """Where things are kept.

    Attributes:
        library: The library file.
        config: The folder of settings and reading lists.
        lists: The folder of the reading lists.
        named: Whether the person named the library file.
        settings: What the settings file says, as far as it makes sense; of ``[fetch]`` only where it is looked at.
        ascii: Whether to draw with ASCII alone, as an option or the settings say.
    """

    library: Path
    config: Path
    lists: Path
    named: bool = False
    settings: Config = field(default_factory=Config)
    ascii: bool = False

    @contextlib.contextmanager
    def opened(self, *, make: bool = False) -> Iterator[Library]:
        """Open the library for a while.

        Args:
            make: Whether a library that the person named is made when it is not there; the usual one always is.

        Raises:
            LibraryError: The library cannot be opened, or the one named is not there.
        """
        from digest_reader.library import Library
        from digest_reader.watching import Watch

        if self.named and not make and not self.library.exists():
            raise LibraryError(
                _("There is no library {file}.").format(file=self.library),
                _("Check the name; digest-reader --library {file} import FILE makes one.").format(file=self.library),
            )
        with contextlib.closing(Library(self.library, self.lists)) as library:
            library.ask_new_versions = self.settings.ask_new_versions
            library.inbox_days = self.settings.inbox_days
            library.watch = Watch(self.settings.watch_authors, self.settings.watch_keywords)
            yield library


@contextlib.contextmanager
def places_of(options: argparse.Namespace | Opening) -> Iterator[Places]:
    """Settle where this run keeps things, and which language it speaks; the sample library lives as long as the run.

    Raises:
        ConfigError: What was named as the config folder is a file.
    """
    i18n.use()
    if options.demo:
        from digest_reader.sample import sample_library

        with tempfile.TemporaryDirectory(prefix="digest-reader-demo-") as folder:
            library, lists = sample_library(Path(folder))
            yield Places(library, Path(folder), lists, ascii=options.ascii)
        return
    config = paths.config_folder() if options.config_dir is None else Path(options.config_dir)
    library = paths.library_file() if options.library is None else Path(options.library)
    if options.config_dir is not None and config.is_file():
        raise ConfigError(
            _("--config-dir {file} is a file.").format(file=config), _("Name the folder in which config.toml is.")
        )
    settings = _settings(paths.config_file(config), options.command)
    yield Places(
        library,
        config,
        paths.lists_folder(config),
        named=options.library is not None,
        settings=settings,
        ascii=options.ascii or settings.ascii,
    )


def _settings(file: Path, command: str | None) -> Config:
    """Return what the settings file says, in the language that this run speaks from here on."""
    # Who fetches reads [fetch] anew; the screen does not wait for it.
    with_fetch = command in ("config", "doctor")
    before = i18n.in_use()
    if command == "doctor":
        # Its report is in English as a whole: one language a sentence, and for others to read.
        before = i18n.use("en")
    settings = read(file, fetch=with_fetch)
    if command != "doctor" and settings.language is not None and i18n.use(settings.language) != before:
        # What is wrong with the settings was told in the locale's language.
        return read(file, fetch=with_fetch) if settings.problems or settings.warnings else settings
    return settings


def run(options: argparse.Namespace, places: Places) -> int:
    """``digest-reader paths``: say where things are kept."""
    where = {
        "library": places.library,
        "config": places.config,
        "lists": places.lists,
        "cache": paths.cache_folder(),
        "log": paths.log_file(),
    }
    if options.json:
        write_json({name: str(path) for name, path in where.items()})
    else:
        for name, path in where.items():
            write(f"{name:8} {path}")
    return 0
