"""Which files an import means: files, folders, patterns, standard input, and the branches of a git checkout.

What is in them is for `digest_reader.ingest` to read.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from digest_reader.errors import DigestReaderError
from digest_reader.git_branches import GitBranches
from parsers.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import ExitStack

    from digest_reader.git_branches import BranchFile

STDIN: Final = "-"
"""The path that means standard input."""
_MOST: Final = MAX_BYTES + 1
"""One byte more than is read, so that a source can tell that it was cut."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something to read.

    Attributes:
        name: What it is called: a path, ``-``, ``FOLDER@branch:path``.
        read: Gives its bytes, or raises OSError.
        by_name: Whether somebody named it; what only a folder held need not be a digest.
        dated_by: The part of its name that may hold its date.
        is_path: Whether its name is a path, which is remembered as an absolute one.
        error: Why there is nothing to read, None when there is.
    """

    name: str
    read: Callable[[], bytes]
    by_name: bool = True
    dated_by: str = ""
    is_path: bool = True
    error: str | None = None


def find(path: str, stdin: BinaryIO | None, opened: ExitStack) -> Iterator[Found]:
    """Yield what a path means.

    Args:
        path: A file; a folder with what is in it, hidden files left out, in order of their names; a pattern such as
            ``2026-11-*.md`` or ``days/**/*.md`` that no shell expanded; or ``-``.
        stdin: Where ``-`` is read from.
        opened: Closes what has to stay open until everything is read.
    """
    if path == STDIN:
        yield Found(path, lambda: b"" if stdin is None else stdin.read(_MOST), is_path=False)
    elif os.path.isdir(path):
        yield from _in_folder(path, opened)
    elif not os.path.exists(path) and glob.has_magic(path):
        yield from _matching(path, opened)
    else:
        yield _file(path, by_name=True)


def in_memory(name: str, data: bytes) -> Found:
    """Return something to read that is no file: what was pasted."""
    return Found(name, lambda: data, is_path=False)


def _file(path: str, *, by_name: bool) -> Found:
    # A file tells its date by its name or that of its folder; a folder further up is a date of something else.
    return Found(path, lambda: _bytes(path), by_name=by_name, dated_by="/".join(Path(path).parts[-2:]))


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read(_MOST)


def _matching(pattern: str, opened: ExitStack) -> Iterator[Found]:
    paths = sorted(glob.glob(pattern, recursive=True))
    if not paths:
        yield Found(pattern, lambda: b"", error="No file matches this pattern.")
    for path in paths:
        if os.path.isdir(path):
            # "days/**" matches the folders whose files it matches as well.
            if "**" not in pattern:
                yield from _in_folder(path, opened)
        else:
            yield _file(path, by_name=True)


def _in_folder(path: str, opened: ExitStack) -> Iterator[Found]:
    for folder, folders, names in os.walk(path):
        is_checkout = ".git" in folders or ".git" in names
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = os.path.join(folder, name)
            # Only regular files: a pipe in a folder would be waited for without end.
            if not name.startswith(".") and os.path.isfile(file):
                yield _file(file, by_name=False)
        if is_checkout:
            yield from _on_other_branches(folder, opened)


def _on_other_branches(folder: str, opened: ExitStack) -> Iterator[Found]:
    branches = opened.enter_context(GitBranches(folder))
    try:
        files = branches.files()
    except DigestReaderError as error:
        yield Found(folder, lambda: b"", error=str(error))
        return
    yield from (_on_branch(folder, branches, file) for file in files)


def _on_branch(folder: str, branches: GitBranches, file: BranchFile) -> Found:
    return Found(
        f"{folder}@{file.branch}:{file.path}",
        lambda: branches.read(file, _MOST),
        by_name=False,
        dated_by="/".join(Path(file.path).parts[-2:]),
    )
