"""The index of one library, as a search needs it: mapped files, what was imported since, and who brings it up to date.

Files that are missing, damaged or of another version are made again by another process while this one goes on with what
there is. How is `digest_reader.index.updating`.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from digest_reader.index import manifest
from digest_reader.index.building import AT_ONCE
from digest_reader.index.manifest import Manifest, Part
from digest_reader.index.pinyin import Sounds
from digest_reader.index.pinyin import read as read_sounds
from digest_reader.index.segment import Segment
from digest_reader.index.segment_file import DamagedIndexError, SegmentFile
from digest_reader.index.updating import (
    PARTS,
    SOUNDS,
    PartName,
    builder_of,
    documents_of,
    folder_of,
    write_segment,
    writing,
)
from digest_reader.marks import know_sounds
from digest_reader.storage import searchable

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_ADDED_AT_ONCE: Final = 3_000
"""Papers that a search adds to the index itself; more are left to the process beside it."""
_MOST_SEGMENTS: Final = 12
"""More than so many are merged: each costs every search a little."""
_AGAIN_AFTER: Final = 3
"""So often in a row a process that leaves the index as it was is started."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What there is of one part.

    Attributes:
        segments: Its segments, oldest first.
        complete: Whether it has every paper as the library has it.
    """

    segments: tuple[Segment, ...] = ()
    complete: bool = False


@dataclass(slots=True)
class _Held:
    """One part as this process knows it."""

    part: Part = field(default_factory=Part)
    names: tuple[str, ...] = ()
    added: tuple[Segment, ...] = ()
    digest: int = 0


class Store:
    """The index files of one library. Used by one thread at a time, but for `close`."""

    def __init__(self, library_file: Path) -> None:
        """Open nothing yet."""
        self._library_file = library_file
        self._folder = folder_of(library_file)
        self._stamp: tuple[int, int, int] | None = None
        self._files: dict[str, Segment] = {}
        self._held: dict[PartName, _Held] = {part: _Held() for part in PARTS}
        self._updater: subprocess.Popen[bytes] | None = None
        self._started = 0
        self._closed = threading.Event()
        self._sounds: Sounds | None = None

    def close(self) -> None:
        """Stop what is under way beside; what was finished of it stays."""
        self._closed.set()
        if self._updater is not None:
            if self._updater.poll() is None:
                self._updater.terminate()
            self._updater.wait()
            self._updater = None

    def sounds(self) -> Sounds:
        """Return the sounds of Chinese characters."""
        if self._sounds is None:
            self._sounds = read_sounds(self._folder / SOUNDS)
            know_sounds(self._sounds.patterns)
        return self._sounds

    def indexed(self, connection: sqlite3.Connection, part: PartName) -> Indexed:
        """Return what is indexed by now, and see to it that the rest is.

        Args:
            connection: In a transaction.
            part: Which of the two indexes.
        """
        self._read_manifest(connection)
        held = self._held[part]
        newest = searchable.newest_digest(connection)
        if held.part.whole and newest != held.digest:
            self._add(connection, part, newest)
        complete = held.part.whole and newest == held.digest
        if not complete or len(held.names) + len(held.added) > _MOST_SEGMENTS:
            self._start_updating()
        return Indexed((*(self._files[name] for name in held.names), *held.added), complete)

    def wait(self, seconds: float) -> bool:
        """Wait for what is being brought up to date beside; return whether it is worth looking at it again."""
        updater = self._updater
        if updater is None or self._closed.is_set():
            return False
        with contextlib.suppress(subprocess.TimeoutExpired):
            updater.wait(seconds)
        return updater.poll() is None or self._started < _AGAIN_AFTER

    def damaged(self) -> None:
        """Take note that a search met what cannot be: all files are made again, unless others were made meanwhile."""
        if self._stamp_now() == self._stamp:
            with contextlib.suppress(OSError):
                (self._folder / manifest.NAME).unlink(missing_ok=True)
        self._stamp = None
        self._held = {part: _Held() for part in PARTS}
        self._files = {}

    def is_damaged(self) -> bool:
        """Return whether a file is not what was written, or gone; reads all of them, which takes seconds."""
        try:
            for name in self._files:
                SegmentFile(self._folder / name).verify(self._closed.is_set)
        except DamagedIndexError:
            return True
        return False

    # Files

    def _read_manifest(self, connection: sqlite3.Connection) -> None:
        while (stamp := self._stamp_now()) != self._stamp:
            known = manifest.read(self._folder) or Manifest()
            try:
                self._files = {name: self._files.get(name) or self._open(name) for name in known.files}
            except DamagedIndexError:
                if self._stamp_now() != stamp:
                    # Another process has merged these files meanwhile, and says so in a newer manifest.
                    continue
                self._stamp = stamp
                self.damaged()
                return
            self._stamp = stamp
            self._started = 0
            for part in PARTS:
                self._hold(connection, part, getattr(known, part))

    def _stamp_now(self) -> tuple[int, int, int] | None:
        try:
            said = (self._folder / manifest.NAME).stat()
        except OSError:
            return None
        return (said.st_mtime_ns, said.st_size, said.st_ino)

    def _hold(self, connection: sqlite3.Connection, name: PartName, part: Part) -> None:
        told = searchable.told_by(connection, part.digest)
        if part.digest and (told is None or told[0] != part.sha256):
            # It is another library's: this file was put in the place of the one that was indexed.
            part = Part()
        self._held[name] = _Held(part, part.segments, (), part.digest)

    def _open(self, name: str) -> Segment:
        file = SegmentFile(self._folder / name)
        thread = threading.Thread(target=self._verify, args=(file,), name="verify index", daemon=True)
        try:
            segment = Segment(file.arrays, file.about)
        except (KeyError, ValueError, IndexError, TypeError) as error:
            raise DamagedIndexError(f"{name}: {error}") from error
        thread.start()
        return segment

    def _verify(self, file: SegmentFile) -> None:
        """Read a file through, which finds damage and leaves it in memory, fast to search."""
        try:
            file.verify(self._closed.is_set)
        except DamagedIndexError:
            known = manifest.read(self._folder)
            with contextlib.suppress(OSError):
                file.path.unlink(missing_ok=True)
                if known is not None and file.path.name in known.files:
                    (self._folder / manifest.NAME).unlink(missing_ok=True)

    # Up to date

    def _add(self, connection: sqlite3.Connection, name: PartName, newest: int) -> None:
        """Index what was imported since, when it is little."""
        held = self._held[name]
        keys = searchable.told_since(connection, held.digest)
        if len(keys) > _ADDED_AT_ONCE:
            return
        builder = builder_of(name)
        for start in range(0, len(keys), AT_ONCE):
            builder.add(documents_of(connection, name, keys[start : start + AT_ONCE]))
        told = searchable.told_by(connection, newest)
        if keys:
            arrays, about = builder.arrays()
            held.added = (*held.added, Segment(arrays, about))
        held.digest = newest
        part = replace(held.part, digest=newest, sha256="" if told is None else told[0])
        if keys:
            self._keep(name, part, held)

    def _keep(self, name: PartName, part: Part, held: _Held) -> None:
        """Write what was added, unless another process writes now; then it is added again by the next reader."""
        try:
            with writing(self._folder) as ours:
                known = manifest.read(self._folder)
                if not ours or known is None or getattr(known, name) != held.part:
                    return
                segment = held.added[-1]
                file = write_segment(self._folder, name, dict(segment.arrays), dict(segment.about))
                part = replace(part, segments=(*held.part.segments, file))
                manifest.write(self._folder, replace(known, **{name: part}))
                self._stamp = self._stamp_now()
        except OSError:
            # A full or read-only disk: the index in memory serves as well.
            return
        self._files[file] = segment
        held.part, held.names, held.added = part, part.segments, ()

    def _start_updating(self) -> None:
        if self._closed.is_set() or (self._updater is not None and self._updater.poll() is None):
            return
        if self._started >= _AGAIN_AFTER:
            return
        self._started += 1
        # No process to be had: what is indexed is searched all the same.
        with contextlib.suppress(OSError):
            self._updater = subprocess.Popen(
                # -P: whatever lies in the folder that the person is in is not to be imported.
                [sys.executable, "-P", "-m", "digest_reader.index", str(self._library_file.absolute())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
