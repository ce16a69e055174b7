"""The sample library: four digests of invented papers, as their publishers would have published them.

This package owns the documents and hands out their bytes; opening a library with them is left to the command line.
Papers, people, journals and results are invented. The numbers in the arXiv ids lie above what a month reaches, so
that no id is that of a real paper.
"""

from __future__ import annotations

from importlib.resources import files as package_files

_SUFFIXES = (".md", ".txt")


def files() -> list[tuple[str, bytes]]:
    """Return name and content of every digest, the oldest first."""
    documents = [entry for entry in package_files(__name__).iterdir() if entry.name.endswith(_SUFFIXES)]
    return sorted((entry.name, entry.read_bytes()) for entry in documents)
