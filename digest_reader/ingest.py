"""Digests from anywhere into the library: what could not be read, what was in a container, how far it is.

Which files are meant is `digest_reader.finding`'s business, who reads them `digest_reader.readers`', what a file says
`parsers.digest`'s, and what becomes of it in the library `Library.add`'s.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, Final

from digest_reader.finding import STDIN, Found, find, in_memory
from digest_reader.i18n import _
from digest_reader.models import Counted, ImportedFile
from digest_reader.preparing import Prepared
from digest_reader.readers import CancelledError, Readers
from digest_reader.reading import Read, Task, read

if TYPE_CHECKING:
    from digest_reader.library import Library

__all__ = ["STDIN", "Progress", "import_bytes", "import_each", "import_paths", "totals"]

Progress = Callable[[int, int, str], None]
"""Called with the files done, all files, and the name of the one that comes next (empty at the end)."""

# At or below this score no parser takes a file for its own: see `parsers.detect`.
_NO_DIGEST: Final = 0.3
_WORTH_PROCESSES: Final = 2_000_000
"""Bytes from which on other processes read: they take a tenth of a second to come about."""

_Finish = Callable[[], Iterator[ImportedFile]]


def import_paths(
    library: Library,
    paths: Iterable[str | os.PathLike[str]],
    *,
    progress: Progress | None = None,
    format: str | None = None,  # noqa: A002
    date: str | None = None,
    stdin: BinaryIO | None = None,
    cancelled: Callable[[], bool] | None = None,
    aside: bool = False,
    again: bool = False,
) -> list[ImportedFile]:
    """Import files and folders; the arguments and errors are those of `import_each`."""
    return list(
        import_each(
            library,
            paths,
            progress=progress,
            format=format,
            date=date,
            stdin=stdin,
            cancelled=cancelled,
            aside=aside,
            again=again,
        )
    )


def import_each(
    library: Library,
    paths: Iterable[str | os.PathLike[str]],
    *,
    progress: Progress | None = None,
    format: str | None = None,  # noqa: A002
    date: str | None = None,
    stdin: BinaryIO | None = None,
    cancelled: Callable[[], bool] | None = None,
    aside: bool = False,
    again: bool = False,
) -> Iterator[ImportedFile]:
    """Import files and folders one by one, and tell of each what became of it.

    Each file is one transaction: whoever stops between two, or is killed, has all of the first and nothing of the
    second. A power cut before the end may take back the newest ones, each whole. A file that cannot be read does not
    stop the others. A file in a folder (not one that is named itself) that is no digest is passed over: it comes
    without format and without error.

    Args:
        library: Where to.
        paths: What `digest_reader.finding.find` takes: files, folders, patterns, git checkouts, and ``-``. Of a
            container (zip, tar, gzip, mail, mailbox) each member is a file of its own, ``days.zip/2026-11-20.md``.
        progress: Is told before each file and at the end.
        format: What all of them are read as; without it their content tells.
        date: Their date, ``YYYY-MM-DD``, over what they say themselves.
        stdin: Where ``-`` is read from.
        cancelled: Is asked before each file and, while another process reads it, again and again; once it says so,
            what was stored by then is all.
        aside: Whether even a little is read by another process: it takes longer to begin, and holds up no screen.
        again: Whether digests that the library knows are read anew and replace what they said; see `Library.add`.

    Raises:
        LibraryError: The library itself cannot be written.
        ValueError: The date is none.
    """
    with contextlib.ExitStack() as opened:
        found = [each for path in paths for each in find(os.fspath(path), stdin, opened)]
        work = _Import(
            library,
            format,
            date,
            found,
            worth=0 if aside else _WORTH_PROCESSES,
            aside=aside,
            cancelled=cancelled,
            again=again,
        )
        opened.callback(work.close)
        for done, (name, finish) in enumerate(work.begun(found)):
            if cancelled is not None and cancelled():
                return
            if progress is not None:
                progress(done, len(found), name)
            try:
                yield from finish()
            except CancelledError:
                return
    if progress is not None:
        progress(len(found), len(found), "")


def import_bytes(
    library: Library,
    name: str,
    data: bytes,
    *,
    format: str | None = None,  # noqa: A002
    date: str | None = None,
    again: bool = False,
) -> list[ImportedFile]:
    """Import what is no file, as what somebody pasted; the other arguments and errors are those of `import_each`."""
    with contextlib.closing(_Import(library, format, date, again=again)) as work:
        return list(work.one(in_memory(name, data)))


def totals(files: Sequence[ImportedFile]) -> Counted:
    """Return the sums over all files; a paper that several of them bring is counted in each."""
    return Counted(
        **{field.name: sum(getattr(file.counted, field.name) for file in files) for field in fields(Counted)}
    )


class _Import:
    """Files on their way into a library: some are being read while another is stored."""

    def __init__(
        self,
        library: Library,
        digest_format: str | None,
        date: str | None,
        found: Sequence[Found] = (),
        worth: float = float("inf"),
        *,
        aside: bool = False,
        cancelled: Callable[[], bool] | None = None,
        again: bool = False,
    ) -> None:
        self._again = again
        self._cancelled = cancelled
        self._library = library
        self._format = digest_format
        self._date = date
        self._bytes = sum(map(_size, found))
        self._worth = worth
        self._aside = aside
        self._readers: Readers | None = None
        self._to_sync = False

    def close(self) -> None:
        """End what still reads, and wait until what was stored is on the disk."""
        if self._readers is not None:
            self._readers.close()
        if self._to_sync:
            self._library.sync()

    def begun(self, found: Iterable[Found]) -> Iterator[tuple[str, _Finish]]:
        """Begin to read files ahead of the one that is to be stored next; yield its name and what stores it.

        A few small files are not worth other processes: each is opened when its turn comes, so that its name has been
        told while standard input, for one, lets wait.
        """
        waiting: deque[tuple[str, _Finish]] = deque()
        for each in found:
            early = self._readers is not None or self._bytes >= self._worth
            waiting.append((each.name, self._begin(each) if early else partial(self.one, each)))
            while len(waiting) > self._ahead:
                yield waiting.popleft()
        yield from waiting

    def one(self, found: Found) -> Iterator[ImportedFile]:
        """Import one file, or each member of it when it is a container."""
        return self._begin(found)()

    @property
    def _ahead(self) -> int:
        return 0 if self._readers is None else self._readers.ahead

    def _begin(self, found: Found) -> _Finish:
        from parsers.container import is_container

        if found.error is not None:
            return partial(iter, [_unread(found.name, None, found.error)])
        try:
            data = found.read()
        except OSError as error:
            reason = _("It cannot be opened: {reason}. Check its name and rights.")
            reason = reason.format(reason=error.strerror or error)
            return partial(iter, [_unread(found.name, None, reason)])
        if is_container(data):
            return partial(self._members, found, data)
        finish = self._begin_one(found, data)
        return lambda: iter([finish()])

    def _members(self, found: Found, data: bytes) -> Iterator[ImportedFile]:
        """Import what a container holds; it need not all be digests, but a container that was named must hold one."""
        from parsers.container import ContainerError

        refused: str | None = None
        read = 0
        try:
            for finish in self._begun_members(found, data):
                file = finish()
                read += file.format is not None
                refused = refused or (file.notes[0] if file.format is None and file.error is None else file.error)
                yield file
        except ContainerError as error:
            yield _unread(found.name, hashlib.sha256(data).hexdigest(), str(error))
            return
        if found.by_name and not read:
            reason = _("there is nothing in it") if refused is None else refused.rstrip(".")
            yield _unread(
                found.name, hashlib.sha256(data).hexdigest(), _("It holds no digest: {reason}.").format(reason=reason)
            )

    def _begun_members(self, found: Found, data: bytes) -> Iterator[Callable[[], ImportedFile]]:
        from parsers.container import ContainerError, unpack

        waiting: deque[Callable[[], ImportedFile]] = deque()
        try:
            for name, content in unpack(found.name, data):
                dated_by = found.dated_by + name[len(found.name) :] if name.startswith(found.name) else found.dated_by
                self._bytes += len(content)
                waiting.append(self._begin_one(replace(found, name=name, by_name=False, dated_by=dated_by), content))
                while len(waiting) > self._ahead:
                    yield waiting.popleft()
        except ContainerError:
            # What came before the damage is whole.
            yield from waiting
            raise
        yield from waiting

    def _begin_one(self, found: Found, data: bytes) -> Callable[[], ImportedFile]:
        """Have a digest read that the library does not know, and return what stores it."""
        sha256 = hashlib.sha256(data).hexdigest()
        # As the file is called wherever one stands, and so that the same file is not remembered under two names.
        name = os.path.abspath(found.name) if found.is_path else found.name
        # Only what is new is read: to go through 500 files that are all known takes as long as hashing them.
        known = self._library.known(sha256, name) if self._date is None and not self._again else None
        worth = self._bytes >= self._worth
        self._bytes -= len(data)
        if known is not None:
            return lambda: replace(known, path=found.name)
        task = Task(name, found.name, data, found.dated_by, self._format, self._date)
        if worth and self._readers is None:
            self._readers = Readers(aside=self._aside, cancelled=self._cancelled)
        answer = partial(read, task) if self._readers is None else self._readers.begin(task)
        return lambda: self._finish(found, sha256, answer())

    def _finish(self, found: Found, sha256: str, told: Read) -> ImportedFile:
        if isinstance(told, Prepared):
            # The disk is waited for once, in the end: meanwhile the next digest is read.
            self._to_sync = True
            return replace(self._library.add(told, again=self._again, sync=False), path=found.name)
        if not found.by_name and told.highest is not None and told.highest <= _NO_DIGEST:
            return ImportedFile(found.name, None, sha256, Counted(), notes=("not a digest",))
        return replace(_unread(found.name, sha256, told.reason), fault=told.fault)


def _size(found: Found) -> int:
    if not found.is_path or found.error is not None:
        return 0
    try:
        return os.stat(found.name).st_size
    except OSError:
        return 0


def _unread(name: str, sha256: str | None, error: str) -> ImportedFile:
    return ImportedFile(name, None, sha256, Counted(), error=error)
