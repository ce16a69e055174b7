"""Bytes to prepared digests: what is done with a file before the library comes in.

The processes that do this for another one (`digest_reader.readers`) load this module and what it needs, and no more.
Which files there are and what becomes of them in the library is `digest_reader.ingest`.
"""

from __future__ import annotations

import contextlib
import gc
import pickle
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest_reader.preparing import Prepared, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO, Any, BinaryIO

    from digest_reader.models import Fault
    from parsers.digest import Digest


@dataclass(frozen=True, slots=True)
class Task:
    """A digest to read.

    Attributes:
        name: What it will be called.
        source: What it is called in messages, and where its parser looks for what only the name tells.
        data: Its bytes.
        dated_by: The part of its name that may hold its date.
        format: What to read it as, None to tell from the content.
        date: Its date over what it says itself.
    """

    name: str
    source: str
    data: bytes
    dated_by: str
    format: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a digest could not be read.

    Attributes:
        reason: What is wrong, for a person.
        highest: The score of the likeliest format, 0 to 1; None for one that was read as a format it is not in.
        fault: What is wrong in a word, where that says it all.
    """

    reason: str
    highest: float | None
    fault: Fault | None = None


Read = Prepared | Unread


def read(task: Task) -> Read:
    """Read and prepare a digest.

    Raises:
        ValueError: The date is none.
    """
    with _without_search_for_cycles():
        return _read_and_prepared(task)


@contextlib.contextmanager
def _without_search_for_cycles() -> Iterator[None]:
    """Keep Python from looking for cycles: records have none, and to look through them again takes a twentieth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_and_prepared(task: Task) -> Read:
    from parsers.detect import EmptySourceError, UnknownFormatError

    try:
        digest = _digest(task)
    except UnknownFormatError as error:
        highest = max(error.scores.values(), default=0.0)
        if isinstance(error, EmptySourceError):
            return Unread(str(error), highest, "empty")
        return Unread(f"{error} Name its format with --format.", highest, "unknown")
    if task.format is not None and digest.is_misread:
        # Kept, it would be known, and not be read again in the format that it has.
        reason = f"It has no entry that can be read as {task.format}. Leave --format out: the content tells."
        return Unread(reason, None)
    return prepare(replace(digest, name=task.name))


def _digest(task: Task) -> Digest:
    from parsers import digest as digests
    from parsers.source import Source

    digest = digests.read(Source.from_bytes(task.source, task.data), format=task.format, date=task.date)
    if digest.date_origin not in ("filename", None):
        return digest
    dated = digests.date_in_name(task.dated_by)
    return replace(digest, date=dated, date_origin=None if dated is None else "filename")


def read_if_possible(task: Task) -> Read | None:
    """Read and prepare a digest for somebody else; None when that fails, for them to meet the error."""
    try:
        return read(task)
    except Exception:
        return None


def serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    """Read tasks until there are no more: what a process of `digest_reader.readers` does."""
    while True:
        try:
            task = receive(tasks)
        except EOFError:
            return
        send(answers, read_if_possible(task))


def send(stream: IO[bytes], value: object) -> None:
    """Write a task or an answer into a pipe."""
    # Straight into it: a long digest's bytes are not copied into one more message first.
    pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL).dump(value)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read what `send` wrote.

    Raises:
        EOFError: There is no more.
    """
    return pickle.load(stream)
