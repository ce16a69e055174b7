"""Where things are kept when nobody says otherwise.

Functions, not constants, so that the environment is read when asked and not when imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from pathlib import Path

_APP = "digest-reader"
LISTS_FOLDER = "reading-lists"
"""What the folder of the reading lists is called."""
STYLE_FILE = "user.tcss"
"""What the person's own style sheet in the config folder is called."""


def data_folder() -> Path:
    """Return the folder of the library."""
    return platformdirs.user_data_path(_APP, appauthor=False)


def library_file() -> Path:
    """Return the library file."""
    return data_folder() / "library.sqlite3"


def config_folder() -> Path:
    """Return the folder of what a person writes or edits: settings and reading lists."""
    return platformdirs.user_config_path(_APP, appauthor=False)


def config_file(folder: Path | None = None) -> Path:
    """Return the settings file, of the config folder given or the usual one."""
    return (folder or config_folder()) / "config.toml"


def lists_folder(folder: Path | None = None) -> Path:
    """Return the folder of the reading lists, of the config folder given or the usual one."""
    return (folder or config_folder()) / LISTS_FOLDER


def cache_folder() -> Path:
    """Return the folder of what can be made anew."""
    return platformdirs.user_cache_path(_APP, appauthor=False)


def log_file() -> Path:
    """Return the log that is written without a screen to write on."""
    return platformdirs.user_log_path(_APP, appauthor=False) / "digest-reader.log"
