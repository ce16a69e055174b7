"""Whose turn it is to ask arXiv: one request at a time, three seconds apart, over all that runs on this machine.

https://info.arxiv.org/help/api/tou.html asks for that of everything under one person's control, so a lock in the
user's cache folder is held during a request, and the file beside it tells the others when the last one was and
until when arXiv asked to be left alone. What is asked is `digest_reader.fetch.fetcher`'s business.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digest_reader import atomic_file
from digest_reader.errors import FetchError
from digest_reader.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

INTERVAL: Final = 3.0
"""Seconds from one request to the next that arXiv asks for."""
LONGEST_PAUSE: Final = 3600.0
"""Seconds. A pause that ends later than this was written by a clock that went wrong."""
LONGEST_WAIT: Final = 180.0
"""Seconds that a pause is waited out; of a longer one the person is told instead."""

_LOCK, _FILE = "arxiv.lock", "arxiv-turn.json"
_LOCK_WAIT = 0.2
_SLICE = 0.25


class CancelledError(Exception):
    """Whoever asked for the fetch does not want it any more."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time, replaceable so that a test of waiting need not wait.

    Attributes:
        now: The wall clock, in seconds: the only one that all processes share.
        sleep: Waits for so many seconds.
    """

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


def wait(
    seconds: float,
    clock: Clock,
    cancelled: Callable[[], bool],
    waiting: Callable[[float], None] = lambda left: None,
) -> None:
    """Wait in short slices, telling the seconds left about once a second.

    Raises:
        CancelledError: It was asked to stop.
    """
    told: int | None = None
    left = seconds
    while left > 0:
        if cancelled():
            raise CancelledError
        if (whole := int(left + 0.999)) != told:
            told = whole
            waiting(left)
        clock.sleep(min(left, _SLICE))
        left -= _SLICE


class Turn:
    """One machine's turn to ask arXiv. Used by one thread at a time; threads and processes keep each other out."""

    def __init__(self, folder: Path, interval: float = INTERVAL, clock: Clock | None = None) -> None:
        """Name the folder that all processes share; it is made when absent."""
        self._folder = folder
        self._interval = interval
        self._clock = clock or Clock()

    @contextlib.contextmanager
    def taken(self, cancelled: Callable[[], bool], waiting: Callable[[float | None], None]) -> Iterator[None]:
        """Hold the turn for one request, once it has come.

        Args:
            cancelled: Asked often whether to stop.
            waiting: Told the seconds left; None while another process asks.

        Raises:
            CancelledError: It was asked to stop.
            FetchError: arXiv asked for a long pause, or the lock cannot be made: without it nothing is asked.
        """
        with ExitStack() as stack:
            self._lock(stack, cancelled, waiting)
            wait(self._left(), self._clock, cancelled, waiting)
            # Before, so that a request during which the process dies counts; and after, because it took a while.
            self._write()
            try:
                yield
            finally:
                self._write()

    def pause(self, seconds: float) -> None:
        """Leave arXiv alone for a while, in all processes. Only within `taken`."""
        self._write(self._clock.now() + min(seconds, LONGEST_PAUSE))

    def _lock(self, stack: ExitStack, cancelled: Callable[[], bool], waiting: Callable[[float | None], None]) -> None:
        told = False
        try:
            atomic_file.make_folder(self._folder)
            while True:
                if cancelled():
                    raise CancelledError
                try:
                    stack.enter_context(atomic_file.locked(self._folder / _LOCK, timeout=_LOCK_WAIT))
                    return
                except TimeoutError:
                    if not told:
                        waiting(None)
                        told = True
        except OSError as error:
            raise _no_lock(self._folder, error) from error

    def _left(self) -> float:
        """Return the seconds until the next request may be made."""
        now = self._clock.now()
        last, pause = self._read()
        # A time in the future is that of a clock that was set back since: then the longest wait is the whole one.
        left = min(last + self._interval - now, self._interval)
        paused = pause - now if pause - now <= LONGEST_PAUSE else 0.0
        if paused > LONGEST_WAIT:
            raise asked_to_wait("arXiv", pause)
        return max(left, paused, 0.0)

    def _read(self) -> tuple[float, float]:
        try:
            value = json.loads((self._folder / _FILE).read_bytes())
            last, pause = float(value["last"]), float(value["pause"])
        except FileNotFoundError:
            return 0.0, 0.0
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return self._clock.now(), 0.0  # Not one of ours: as if a request had just been made.
        return (last, pause) if math.isfinite(last) and math.isfinite(pause) else (self._clock.now(), 0.0)

    def _write(self, pause: float | None = None) -> None:
        kept = self._read()[1] if pause is None else pause
        file = self._folder / _FILE
        # The lock is held, so that there is one writer: a plain replacement is enough.
        temporary = file.with_suffix(".new")
        try:
            temporary.write_text(json.dumps({"last": self._clock.now(), "pause": kept}), encoding="ascii")
            os.replace(temporary, file)
        except OSError as error:
            raise _no_lock(self._folder, error) from error


def asked_to_wait(host: str, until: float) -> FetchError:
    """Return the error that tells until when (seconds since 1970) a server asked not to be asked again."""
    return FetchError(
        _("{host} asks to be left alone until {time}.").format(
            host=host, time=time.strftime("%Y-%m-%d %H:%M", time.localtime(until))
        ),
        _("Fetch again after that; what was fetched so far is in the library."),
        status=429,
    )


def _no_lock(folder: Path, error: OSError) -> FetchError:
    return FetchError(
        _("The time of the last request to arXiv cannot be kept in {folder}: {reason}.").format(
            folder=folder, reason=error.strerror or error
        ),
        _("Nothing was asked of arXiv. Make that folder writable, or set XDG_CACHE_HOME to one that is."),
    )
