"""A file of named arrays: written front to back, mapped into memory when read, refused when it is damaged.

Layout: 16 bytes of magic and version; the arrays, each at a multiple of 64 bytes; a footer of JSON (each array's place,
type, length and CRC-32, and what else the writer had to say); its length, its CRC-32 and the magic again. What the
arrays mean is `digest_reader.index.segment`.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import struct
import zlib
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from numpy.typing import NDArray

_MAGIC: Final = b"DGRDINDEX\0\0\0\0\0"
VERSION: Final = 4
"""Of the layout and of what the arrays mean: files of another version are built anew."""
_HEAD: Final = struct.Struct("<14sH")
_TAIL: Final = struct.Struct("<QI14s")
_ALIGNMENT: Final = 64
_CHUNK: Final = 1 << 20


class DamagedIndexError(Exception):
    """An index file is not what was written; the index is to be built anew. Never shown to a person."""


class SegmentWriter:
    """Writes one file; it is whole when the block ends without an error."""

    def __init__(self, path: Path) -> None:
        """Begin a file."""
        self._file = path.open("wb")
        self._file.write(_HEAD.pack(_MAGIC, VERSION))
        self._arrays: dict[str, dict[str, Any]] = {}
        self.about: dict[str, Any] = {}
        """Written into the footer: plain JSON."""

    def __enter__(self) -> SegmentWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if kind is None:
            footer = json.dumps({"arrays": self._arrays, "about": self.about}, ensure_ascii=False).encode()
            self._file.write(footer)
            self._file.write(_TAIL.pack(len(footer), zlib.crc32(footer), _MAGIC))
        self._file.close()

    def put(self, name: str, array: NDArray[Any]) -> None:
        """Write a whole array."""
        with self.stream(name, array.dtype) as append:
            append(array)

    @contextlib.contextmanager
    def stream(self, name: str, dtype: Any) -> Iterator[Callable[[NDArray[Any]], None]]:
        """Lend a function that writes the next part of an array; one array at a time."""
        self._file.write(bytes(-self._file.tell() % _ALIGNMENT))
        start, checksum, kind = self._file.tell(), 0, np.dtype(dtype)

        def append(part: NDArray[Any]) -> None:
            nonlocal checksum
            data = np.ascontiguousarray(part, kind).data.cast("B") if len(part) else b""
            checksum = zlib.crc32(data, checksum)
            self._file.write(data)

        yield append
        length = (self._file.tell() - start) // kind.itemsize
        self._arrays[name] = {"at": start, "type": kind.str, "length": length, "crc": checksum}


class SegmentFile:
    """A file's arrays, mapped: they take no memory of the process's own."""

    def __init__(self, path: Path) -> None:
        """Map a file.

        Raises:
            DamagedIndexError: It is missing, cut short, of another version, or its footer is damaged. What the arrays
                hold is only told by `verify`, which reads all of it.
        """
        self.path = path
        try:
            with path.open("rb") as file:
                self.buffer = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise DamagedIndexError(f"{path}: {error}") from error
        try:
            footer, end = self._footer()
            self.about: dict[str, Any] = footer["about"]
            self._arrays: Mapping[str, Mapping[str, Any]] = footer["arrays"]
            self.arrays: dict[str, NDArray[Any]] = {name: self._array(each, end) for name, each in self._arrays.items()}
        except (struct.error, ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedIndexError(f"{path}: {error}") from error

    def _footer(self) -> tuple[dict[str, Any], int]:
        size = len(self.buffer)
        magic, version = _HEAD.unpack(self.buffer[: _HEAD.size])
        length, checksum, again = _TAIL.unpack(self.buffer[max(size - _TAIL.size, 0) :])
        if magic != _MAGIC or again != _MAGIC or version != VERSION:
            raise ValueError("not an index of this version")
        end = size - _TAIL.size - length
        footer = self.buffer[max(end, 0) : size - _TAIL.size]
        if end < _HEAD.size or zlib.crc32(footer) != checksum:
            raise ValueError("its footer is damaged")
        return json.loads(footer), end

    def _array(self, said: Mapping[str, Any], end: int) -> NDArray[Any]:
        kind, start, length = np.dtype(said["type"]), said["at"], said["length"]
        if start < _HEAD.size or length < 0 or start + length * kind.itemsize > end:
            raise ValueError("an array lies outside the file")
        return np.frombuffer(self.buffer, kind, length, start)

    def release(self) -> None:
        """Let the system count what was read of the file as its own memory again, where it can be told to."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self.buffer.madvise(mmap.MADV_DONTNEED)

    def verify(self, stopped: Callable[[], bool] = lambda: False) -> None:
        """Read everything once and compare the checksums; what was read is in memory then and fast to search.

        Args:
            stopped: Asked between chunks of a megabyte; when it says so, the rest is left unread.

        Raises:
            DamagedIndexError: An array is not what was written.
        """
        for name, said in self._arrays.items():
            start, checksum = said["at"], 0
            stop = start + said["length"] * np.dtype(said["type"]).itemsize
            for at in range(start, stop, _CHUNK):
                if stopped():
                    return
                # zlib lets other threads run while it works on as much as this.
                checksum = zlib.crc32(memoryview(self.buffer)[at : min(at + _CHUNK, stop)], checksum)
            if checksum != said["crc"]:
                raise DamagedIndexError(f"{self.path}: {name} is damaged")
