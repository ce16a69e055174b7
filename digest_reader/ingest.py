"""Files, folders and standard input into the library: which files, what could not be read, how far it is.

What a file says is `parsers.digest`'s business, and what becomes of it in the library is `Library.add`'s.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from digest_reader.models import Counted, ImportedFile

if TYPE_CHECKING:
    from digest_reader.library import Library
    from parsers.digest import Digest

Progress = Callable[[int, int, str], None]
"""Called with the files done, all files, and the name of the one that comes next (empty at the end)."""

STDIN: Final = "-"
"""The path that means standard input."""

# At or below this score no parser takes a file for its own: see `parsers.detect`.
_NO_DIGEST = 0.3


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to read: as it was named, where it is, and whether somebody named it or a folder held it."""

    name: str
    path: Path
    by_name: bool


def import_paths(
    library: Library,
    paths: Iterable[str | os.PathLike[str]],
    *,
    progress: Progress | None = None,
    format: str | None = None,  # noqa: A002
    date: str | None = None,
    stdin: BinaryIO | None = None,
) -> list[ImportedFile]:
    """Import files and folders; the arguments and errors are those of `import_each`."""
    return list(import_each(library, paths, progress=progress, format=format, date=date, stdin=stdin))


def import_each(
    library: Library,
    paths: Iterable[str | os.PathLike[str]],
    *,
    progress: Progress | None = None,
    format: str | None = None,  # noqa: A002
    date: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[ImportedFile]:
    """Import files and folders one by one, and tell of each what became of it.

    Each file is one transaction: whoever stops between two has all of the first and nothing of the second. A
    file that cannot be read does not stop the others. A file in a folder (not one that is named itself) that is
    no digest is passed over: it comes without format and without error.

    Args:
        library: Where to.
        paths: Files, folders (with what is in them, hidden files left out, in order of their names), and ``-``.
        progress: Is told before each file and at the end.
        format: What all of them are read as; without it their content tells.
        date: Their date, ``YYYY-MM-DD``, over what they say themselves.
        stdin: Where ``-`` is read from.

    Raises:
        LibraryError: The library itself cannot be written.
        ValueError: The date is none.
    """
    found = [each for path in paths for each in _found(os.fspath(path))]
    for done, each in enumerate(found):
        if progress is not None:
            progress(done, len(found), each.name)
        yield _import(library, each, format, date, stdin)
    if progress is not None:
        progress(len(found), len(found), "")


def totals(files: Sequence[ImportedFile]) -> Counted:
    """Return the sums over all files; a paper that several of them bring is counted in each."""
    return Counted(
        **{field.name: sum(getattr(file.counted, field.name) for file in files) for field in fields(Counted)}
    )


def _found(path: str) -> Iterator[_Found]:
    if path == STDIN or not os.path.isdir(path):
        yield _Found(path, Path(path), by_name=True)
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = os.path.join(folder, name)
            # Only regular files: a pipe in a folder would be waited for without end.
            if not name.startswith(".") and os.path.isfile(file):
                yield _Found(file, Path(file), by_name=False)


def _import(
    library: Library,
    found: _Found,
    digest_format: str | None,
    date: str | None,
    stdin: BinaryIO | None,
) -> ImportedFile:
    from parsers.detect import UnknownFormatError

    try:
        data = _bytes(found, stdin)
    except OSError as error:
        return _unread(found, None, f"It cannot be opened: {error.strerror or error}. Check its name and rights.")
    sha256 = hashlib.sha256(data).hexdigest()
    # As the file is called wherever one stands, and so that the same file is not remembered under two names.
    name = STDIN if found.name == STDIN else os.path.abspath(found.path)
    # Only what is new is read: to go through 500 files that are all known takes as long as hashing them.
    known = library.known(sha256, name) if date is None else None
    if known is not None:
        return replace(known, path=found.name)
    try:
        digest = _digest(found.name, data, digest_format, date)
    except UnknownFormatError as error:
        if not found.by_name and max(error.scores.values(), default=0) <= _NO_DIGEST:
            return ImportedFile(found.name, None, sha256, Counted(), notes=("not a digest",))
        return _unread(found, sha256, f"{error} Name its format with --format.")
    return replace(library.add(replace(digest, name=name)), path=found.name)


def _bytes(found: _Found, stdin: BinaryIO | None) -> bytes:
    from parsers.source import MAX_BYTES

    # One more than is read, so that the source can tell that it was cut.
    if found.name == STDIN:
        return b"" if stdin is None else stdin.read(MAX_BYTES + 1)
    with found.path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _digest(name: str, data: bytes, digest_format: str | None, date: str | None) -> Digest:
    from parsers.digest import date_in_name, read
    from parsers.source import Source

    digest = read(Source.from_bytes(name, data), format=digest_format, date=date)
    if digest.date_origin != "filename":
        return digest
    # A file tells its date by its name or that of its folder; a folder further up is a date of something else.
    dated = date_in_name("/".join(Path(name).parts[-2:]))
    return replace(digest, date=dated, date_origin=None if dated is None else "filename")


def _unread(found: _Found, sha256: str | None, error: str) -> ImportedFile:
    return ImportedFile(found.name, None, sha256, Counted(), error=error)
