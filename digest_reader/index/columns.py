"""Which papers each batch has, in order, and each paper's category: what a view of millions of papers is made of.

Reading these from a library of three million papers takes seconds, so they are kept in a file beside the index, and
what digests changed since is all that is read anew. They are derived, as the index is, and can be thrown away. What a
person decided is not among them.
"""

from __future__ import annotations

import contextlib
import threading
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from digest_reader.index.segment_file import DamagedIndexError, SegmentFile
from digest_reader.index.updating import folder_of, in_one_step
from digest_reader.storage import columns

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from digest_reader.index.segment_file import SegmentWriter

_NAME: Final = "papers.columns"
_KEPT_AGAIN: Final = 100
"""When so many digests changed, the file is written anew; a few are read again by each process instead."""


@dataclass(frozen=True, slots=True)
class PaperColumns:
    """The columns at one moment.

    Attributes:
        digests: Of each digest its number, its batch, and the checksum of what else there is to it.
        batches: The number of each batch that has papers.
        starts: Where each batch's papers begin in `papers`, and at last where they end.
        papers: The papers of one batch after the other, in announcement order.
        categories: By a paper's key, the place of its category in `names`.
        names: The categories, "" for none.
    """

    digests: NDArray[np.int64]
    batches: NDArray[np.int64]
    starts: NDArray[np.int64]
    papers: NDArray[np.uint32]
    categories: NDArray[np.uint16]
    names: tuple[str, ...]

    def batch(self, at: int) -> NDArray[np.uint32]:
        """Return the papers of a batch, by its place."""
        return self.papers[int(self.starts[at]) : int(self.starts[at + 1])]


_NONE: Final = PaperColumns(
    np.empty((0, 3), np.int64),
    np.empty(0, np.int64),
    np.zeros(1, np.int64),
    np.empty(0, np.uint32),
    np.empty(0, np.uint16),
    (),
)


class KeptColumns:
    """The columns of one library, for any thread."""

    def __init__(self, library_file: Path) -> None:
        """Read nothing yet."""
        self._file = folder_of(library_file) / _NAME
        self._held: PaperColumns | None = None
        self._lock = threading.Lock()

    def read(self, connection: sqlite3.Connection) -> PaperColumns:
        """Return the columns as a transaction sees them."""
        with self._lock:
            held = self._held or self._kept() or _NONE
            told = _digests(connection)
            if np.array_equal(told, held.digests):
                self._held = held
                return held
            changed = _changed(held.digests, told)
            made = _read(connection, told) if changed is None else _brought_up_to(connection, held, told, changed)
            if changed is None or len(changed) >= _KEPT_AGAIN:
                self._keep(made)
            self._held = made
            return made

    def _kept(self) -> PaperColumns | None:
        try:
            file = SegmentFile(self._file)
            file.verify()
            arrays = file.arrays
            return PaperColumns(
                arrays["digests"].reshape(-1, 3),
                arrays["batches"],
                arrays["starts"],
                arrays["papers"],
                arrays["categories"],
                tuple(file.about["names"]),
            )
        except (DamagedIndexError, LookupError, TypeError, ValueError):
            return None

    def _keep(self, made: PaperColumns) -> None:
        def fill(out: SegmentWriter) -> None:
            out.about = {"names": made.names}
            out.put("digests", made.digests.reshape(-1))
            for name in ("batches", "starts", "papers", "categories"):
                out.put(name, getattr(made, name))

        # A full or read-only disk: the next process reads them again.
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(mode=0o700, exist_ok=True)
            in_one_step(self._file, fill)


def states(connection: sqlite3.Connection, size: int) -> NDArray[np.uint8]:
    """Return the state of each paper by its key, of keys below a size."""
    keys, said = columns.decided(connection)
    found = np.zeros(size, np.uint8)
    found[_numbers(keys)] = np.frombuffer(said.encode("ascii"), np.uint8) - ord("0")
    return found


def _digests(connection: sqlite3.Connection) -> NDArray[np.int64]:
    told = [
        (number, batch, zlib.crc32("\n".join(rest).encode("utf-8", "surrogatepass")))
        for number, batch, *rest in columns.digests(connection)
    ]
    return np.array(told, np.int64).reshape(-1, 3)


def _changed(before: NDArray[np.int64], now: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """Return the numbers of the digests that are new or not as they were; None where reading all anew is as quick."""
    at = np.searchsorted(before[:, 0], now[:, 0])
    known = np.append(before, [[0, 0, 0]], axis=0)[at]
    was_there = known[:, 0] == now[:, 0]
    # A digest never goes: without it this is another library.
    if np.count_nonzero(was_there) < len(before):
        return None
    changed: NDArray[np.int64] = now[(known != now).any(axis=1), 0]
    return None if 2 * len(changed) > len(now) else changed


def _read(connection: sqlite3.Connection, told: NDArray[np.int64]) -> PaperColumns:
    names = _Names()
    found = _with_categories(_NONE.categories, columns.categories(connection), names)
    return _joined(told, dict(_places(connection, None)), found, names)


def _brought_up_to(
    connection: sqlite3.Connection, held: PaperColumns, told: NDArray[np.int64], changed: NDArray[np.int64]
) -> PaperColumns:
    """Return columns of which those batches and papers are read anew that some digests have to do with."""
    among = [digests[np.isin(digests[:, 0], changed), 1] for digests in (held.digests, told)]
    again = set(np.concatenate(among).tolist())
    batches = {
        number: held.batch(at) for at, number in enumerate(held.batches.tolist()) if number not in again
    } | _places(connection, sorted(again))
    names = _Names(held.names)
    found = _with_categories(held.categories, columns.categories_told_by(connection, changed.tolist()), names)
    return _joined(told, batches, found, names)


def _joined(
    told: NDArray[np.int64],
    batches: Mapping[int, NDArray[np.uint32]],
    categories: NDArray[np.uint16],
    names: Mapping[str, int],
) -> PaperColumns:
    starts = np.cumsum([0, *map(len, batches.values())])
    papers = np.concatenate([_NONE.papers, *batches.values()])
    return PaperColumns(told, np.array(list(batches), np.int64), starts, papers, categories, tuple(names))


def _places(connection: sqlite3.Connection, batches: Sequence[int] | None) -> dict[int, NDArray[np.uint32]]:
    return {number: _numbers(text).astype(np.uint32) for number, text in columns.places(connection, batches)}


class _Names(dict[str, int]):
    """The place of each category, in the order in which they were met."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        super().__init__((name, place) for place, name in enumerate(names))

    def __missing__(self, name: str) -> int:
        self[name] = place = len(self)
        return place


def _with_categories(held: NDArray[np.uint16], told: Iterable[tuple[str, str]], names: _Names) -> NDArray[np.uint16]:
    """Return categories by key with those that are told in their places."""
    parts = [(_numbers(keys), np.fromiter(map(names.__getitem__, said.split("\n")), np.uint16)) for keys, said in told]
    size = max([len(held), *(int(keys.max()) + 1 for keys, _ in parts)])
    found = np.zeros(size, np.uint16)
    found[: len(held)] = held
    for keys, said in parts:
        found[keys] = said
    return found


def _numbers(text: str) -> NDArray[np.int64]:
    return np.fromstring(text, np.int64, sep=",") if text else np.empty(0, np.int64)
