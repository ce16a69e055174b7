"""Digests from anywhere into the library: what could not be read, what was in a container, how far it is.

Which files are meant is `digest_reader.finding`'s business, what a file says `parsers.digest`'s, and what becomes of
it in the library `Library.add`'s.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, BinaryIO, Final

from digest_reader.finding import STDIN, Found, find, in_memory
from digest_reader.models import Counted, ImportedFile

if TYPE_CHECKING:
    from digest_reader.library import Library
    from parsers.digest import Digest

__all__ = ["STDIN", "Progress", "import_bytes", "import_each", "import_paths", "totals"]

Progress = Callable[[int, int, str], None]
"""Called with the files done, all files, and the name of the one that comes next (empty at the end)."""

# At or below this score no parser takes a file for its own: see `parsers.detect`.
_NO_DIGEST: Final = 0.3


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
        paths: What `digest_reader.finding.find` takes: files, folders, patterns, git checkouts, and ``-``. Of a
            container (zip, tar, gzip, mail, mailbox) each member is a file of its own, ``days.zip/2026-11-20.md``.
        progress: Is told before each file and at the end.
        format: What all of them are read as; without it their content tells.
        date: Their date, ``YYYY-MM-DD``, over what they say themselves.
        stdin: Where ``-`` is read from.

    Raises:
        LibraryError: The library itself cannot be written.
        ValueError: The date is none.
    """
    with contextlib.ExitStack() as opened:
        found = [each for path in paths for each in find(os.fspath(path), stdin, opened)]
        for done, each in enumerate(found):
            if progress is not None:
                progress(done, len(found), each.name)
            yield from _import(library, each, format, date)
    if progress is not None:
        progress(len(found), len(found), "")


def import_bytes(
    library: Library,
    name: str,
    data: bytes,
    *,
    format: str | None = None,  # noqa: A002
    date: str | None = None,
) -> list[ImportedFile]:
    """Import what is no file, as what somebody pasted; the other arguments and errors are those of `import_each`."""
    return list(_import(library, in_memory(name, data), format, date))


def totals(files: Sequence[ImportedFile]) -> Counted:
    """Return the sums over all files; a paper that several of them bring is counted in each."""
    return Counted(
        **{field.name: sum(getattr(file.counted, field.name) for file in files) for field in fields(Counted)}
    )


def _import(library: Library, found: Found, digest_format: str | None, date: str | None) -> Iterator[ImportedFile]:
    """Import one file, or each member of it when it is a container."""
    from parsers.container import is_container

    if found.error is not None:
        yield _unread(found.name, None, found.error)
        return
    try:
        data = found.read()
    except OSError as error:
        yield _unread(found.name, None, f"It cannot be opened: {error.strerror or error}. Check its name and rights.")
        return
    if is_container(data):
        yield from _import_members(library, found, data, digest_format, date)
    else:
        yield _import_one(library, found, data, digest_format, date)


def _import_members(
    library: Library, found: Found, data: bytes, digest_format: str | None, date: str | None
) -> Iterator[ImportedFile]:
    """Import what a container holds; it need not all be digests, but a container that was named must hold one."""
    from parsers.container import ContainerError, unpack

    refused: str | None = None
    read = 0
    try:
        for name, content in unpack(found.name, data):
            dated_by = found.dated_by + name[len(found.name) :] if name.startswith(found.name) else found.dated_by
            member = replace(found, name=name, by_name=False, dated_by=dated_by)
            file = _import_one(library, member, content, digest_format, date)
            read += file.format is not None
            refused = refused or (file.notes[0] if file.format is None and file.error is None else file.error)
            yield file
    except ContainerError as error:
        yield _unread(found.name, hashlib.sha256(data).hexdigest(), str(error))
        return
    if found.by_name and not read:
        reason = "there is nothing in it" if refused is None else refused.rstrip(".")
        yield _unread(found.name, hashlib.sha256(data).hexdigest(), f"It holds no digest: {reason}.")


def _import_one(
    library: Library, found: Found, data: bytes, digest_format: str | None, date: str | None
) -> ImportedFile:
    from parsers.detect import UnknownFormatError

    sha256 = hashlib.sha256(data).hexdigest()
    # As the file is called wherever one stands, and so that the same file is not remembered under two names.
    name = os.path.abspath(found.name) if found.is_path else found.name
    # Only what is new is read: to go through 500 files that are all known takes as long as hashing them.
    known = library.known(sha256, name) if date is None else None
    if known is not None:
        return replace(known, path=found.name)
    try:
        digest = _digest(found, data, digest_format, date)
    except UnknownFormatError as error:
        if not found.by_name and max(error.scores.values(), default=0) <= _NO_DIGEST:
            return ImportedFile(found.name, None, sha256, Counted(), notes=("not a digest",))
        return _unread(found.name, sha256, f"{error} Name its format with --format.")
    if digest_format is not None and digest.is_misread:
        # Kept, it would be known, and not be read again in the format that it has.
        reason = f"It has no entry that can be read as {digest_format}. Leave --format out: the content tells."
        return _unread(found.name, sha256, reason)
    return replace(library.add(replace(digest, name=name)), path=found.name)


def _digest(found: Found, data: bytes, digest_format: str | None, date: str | None) -> Digest:
    from parsers.digest import date_in_name, read
    from parsers.source import Source

    digest = read(Source.from_bytes(found.name, data), format=digest_format, date=date)
    if digest.date_origin not in ("filename", None):
        return digest
    dated = date_in_name(found.dated_by)
    return replace(digest, date=dated, date_origin=None if dated is None else "filename")


def _unread(name: str, sha256: str | None, error: str) -> ImportedFile:
    return ImportedFile(name, None, sha256, Counted(), error=error)
