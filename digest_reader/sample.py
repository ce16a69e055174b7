"""The sample library: the invented digests of `digest_reader.demo`, imported into a folder of its own.

Where that folder is, and when it goes away, is left to the caller; the user's own library is never touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest_reader.demo import files
from digest_reader.library import Library
from parsers.digest import read
from parsers.source import Source

if TYPE_CHECKING:
    from pathlib import Path


def sample_library(folder: Path) -> tuple[Path, Path]:
    """Make the sample library.

    Args:
        folder: An empty folder to make it in.

    Returns:
        Its library file and the folder of its reading lists, as `Library` takes them.
    """
    library_file, lists_folder = folder / "library.sqlite3", folder / "lists"
    library = Library(library_file, lists_folder)
    try:
        for name, data in files():
            library.add(read(Source.from_bytes(name, data)))
    finally:
        library.close()
    return library_file, lists_folder
