"""Bringing the index files up to what the library holds: reading it front to back, adding what is new, merging.

One process at a time writes, and each step ends with a whole index, so that a process that is killed loses the work of
one segment. The library is read in short transactions on a connection of its own, which holds nobody up.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from digest_reader.atomic_file import locked, remove_leftovers
from digest_reader.errors import DigestReaderError
from digest_reader.index import documents, manifest, pinyin
from digest_reader.index.building import AT_ONCE, Builder, Document
from digest_reader.index.manifest import Manifest, Part
from digest_reader.index.merging import merge
from digest_reader.index.segment import Segment
from digest_reader.index.segment_file import VERSION, DamagedIndexError, SegmentFile, SegmentWriter
from digest_reader.storage import searchable

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

PartName = Literal["shown", "texts"]
PARTS: Final[tuple[PartName, ...]] = ("shown", "texts")

SOUNDS: Final = f"sounds-{VERSION}.json"
_LOCK: Final = "lock"
_PAPERS: Final[dict[PartName, int]] = {"shown": 50_000, "texts": 25_000}
"""So many papers make a segment while an index is built: what is read of them takes some 300 MB."""
_MOST_SEGMENTS: Final = 6


def folder_of(library_file: Path) -> Path:
    """Return where the index of a library is kept: beside it."""
    return library_file.with_name(f"{library_file.name}.index")


def builder_of(part: PartName) -> Builder:
    """Return an empty segment of one of the two indexes."""
    return Builder(keep_text=part == "shown", initials=part == "shown")


def documents_of(
    connection: sqlite3.Connection, part: PartName, keys: Sequence[int], numbers: Sequence[int] | None = None
) -> list[Document]:
    """Return what one of the two indexes takes of some papers, numbered by their keys unless told otherwise."""
    if part == "texts":
        return documents.texts(connection, keys, numbers or keys)
    found = searchable.shown_of(connection, keys)
    return documents.shown(connection, found, numbers or [paper.key for paper in found])


@contextlib.contextmanager
def writing(folder: Path, timeout: float = 0.0) -> Iterator[bool]:
    """Hold the right to write an index, and say whether it was to be had.

    Args:
        folder: The index.
        timeout: How long to wait for another process, in seconds.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(locked(folder / _LOCK, timeout))
        except (DigestReaderError, OSError):
            yield False
            return
        yield True


def update(library_file: Path, timeout: float = 0.0) -> bool:
    """Bring an index up to date; return whether this process did, and not another one that was at it already.

    Args:
        library_file: The library.
        timeout: How long to wait for another process, in seconds.

    Raises:
        OSError: The index cannot be written.
        sqlite3.Error: The library cannot be read.
    """
    folder = folder_of(library_file)
    with writing(folder, timeout) as ours:
        if not ours:
            return False
        if not (folder / SOUNDS).exists():
            pinyin.write(folder / SOUNDS)
        address = f"{library_file.absolute().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            for part in PARTS:
                _Update(folder, connection, part).run()
        _remove_others(folder)
    return True


@dataclass(slots=True)
class _Update:
    """One part of one index."""

    folder: Path
    connection: sqlite3.Connection
    name: PartName

    def run(self) -> None:
        part = self._checked(self._part())
        if part.until is not None:
            part = self._read_through(part)
        part = self._catch_up(part)
        self._tidy(part)

    def _part(self) -> Part:
        known = manifest.read(self.folder) or Manifest()
        part: Part = getattr(known, self.name)
        return part

    def _publish(self, part: Part) -> Part:
        known = manifest.read(self.folder) or Manifest()
        manifest.write(self.folder, replace(known, **{self.name: part}))
        return part

    def _checked(self, part: Part) -> Part:
        """Return a part if its files are whole and of this library, else an empty one."""
        told = searchable.told_by(self.connection, part.digest)
        if part.digest and (told is None or told[0] != part.sha256):
            return Part()
        try:
            for segment in part.segments:
                file = SegmentFile(self.folder / segment)
                file.verify()
                file.release()
        except DamagedIndexError:
            return Part()
        return part

    def _read_through(self, part: Part) -> Part:
        """Index every paper in order of the keys, from where an earlier process left off."""
        if not part.until:
            digest, sha256 = self._newest()
            part = Part(digest=digest, sha256=sha256, until=0)
        until: int | None = part.until
        while until is not None:
            builder = builder_of(self.name)
            until = self._fill(builder, until or 0)
            part = self._add(replace(part, until=until), builder)
        return part

    def _fill(self, builder: Builder, key: int) -> int | None:
        """Add a segment's papers from a key on; return the key to go on from, None at the end."""
        while len(builder) < _PAPERS[self.name]:
            with self._reading():
                papers = searchable.shown_from(self.connection, key, AT_ONCE)
                keys = [paper.key for paper in papers]
                if self.name == "shown":
                    builder.add(documents.shown(self.connection, papers, keys))
                else:
                    builder.add(documents.texts(self.connection, keys, keys))
            if not papers:
                return None
            key = keys[-1] + 1
        return key

    def _catch_up(self, part: Part) -> Part:
        """Index again what newer digests tell of."""
        with self._reading():
            keys = searchable.told_since(self.connection, part.digest)
            digest, sha256 = self._newest()
        if digest == part.digest:
            return part
        for start in range(0, len(keys), _PAPERS[self.name]):
            builder = builder_of(self.name)
            some = keys[start : start + _PAPERS[self.name]]
            for at in range(0, len(some), AT_ONCE):
                with self._reading():
                    builder.add(documents_of(self.connection, self.name, some[at : at + AT_ONCE]))
            part = self._add(part, builder)
        return self._publish(replace(part, digest=digest, sha256=sha256))

    def _add(self, part: Part, builder: Builder) -> Part:
        if not len(builder):
            return self._publish(part)
        name = write_segment(self.folder, self.name, *builder.arrays())
        return self._publish(replace(part, segments=(*part.segments, name)))

    def _tidy(self, part: Part) -> None:
        """Merge the newest segments that are not much smaller than what comes after them, until they are few."""
        sizes = [len(SegmentFile(self.folder / name).arrays["papers"]) for name in part.segments]
        count = to_merge(sizes, _MOST_SEGMENTS)
        if not count:
            return
        kept, merged = part.segments[:-count], part.segments[-count:]
        name = _new_name(self.name)
        _write(self.folder, name, [self.folder / each for each in merged])
        self._publish(replace(part, segments=(*kept, name)))

    def _newest(self) -> tuple[int, str]:
        digest = searchable.newest_digest(self.connection)
        told = searchable.told_by(self.connection, digest)
        return digest, "" if told is None else told[0]

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("COMMIT")


def to_merge(sizes: Sequence[int], most: int) -> int:
    """Return how many of the newest segments to merge, 0 for none.

    Args:
        sizes: How many papers each has, oldest first.
        most: So many segments are left alone while they are each less than half of the one before.
    """
    count, total = 1, sizes[-1] if sizes else 0
    for size in reversed(sizes[:-1]):
        if size > 2 * total and len(sizes) - count < most:
            break
        count, total = count + 1, total + size
    return count if count > 1 else 0


def write_segment(folder: Path, part: PartName, arrays: dict[str, NDArray[Any]], about: dict[str, Any]) -> str:
    """Write a segment into a file of its own; return its name.

    Raises:
        OSError: It cannot be written.
    """
    name = _new_name(part)

    def fill(out: SegmentWriter) -> None:
        out.about = about
        for each, array in arrays.items():
            out.put(each, array)

    in_one_step(folder / name, fill)
    return name


def _write(folder: Path, name: str, merged: Sequence[Path]) -> None:
    files = [SegmentFile(path) for path in merged]
    segments = [Segment(file.arrays, file.about) for file in files]

    def release() -> None:
        for file in files:
            file.release()

    in_one_step(folder / name, lambda out: merge(segments, out, release))


def in_one_step(path: Path, fill: Callable[[SegmentWriter], None]) -> None:
    """Write a file of arrays, which is there once it is whole.

    Args:
        path: The file.
        fill: Writes the arrays.

    Raises:
        OSError: It cannot be written.
    """
    temporary = path.with_name(f"{path.name}.{os.urandom(8).hex()}.partial")
    try:
        with SegmentWriter(temporary) as out:
            fill(out)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _new_name(part: PartName) -> str:
    return f"{part}-{os.urandom(8).hex()}.segment"


def _remove_others(folder: Path) -> None:
    """Delete the files that no manifest names any more; who has one open keeps it until they close it."""
    known = manifest.read(folder)
    if known is None:
        return
    for kept in (manifest.NAME, SOUNDS):
        remove_leftovers(folder / kept)
    for path in folder.iterdir():
        is_ours = path.suffix in (".segment", ".partial") or path.name.startswith("sounds")
        if is_ours and path.name not in {*known.files, SOUNDS}:
            # Where an open file cannot be deleted it is deleted the next time.
            with contextlib.suppress(OSError):
                path.unlink()
