"""Whether something takes linear time: what a quadratic expression in a parser would not."""

from __future__ import annotations

import time
from collections.abc import Callable

_TRIES = 5
_ROOM = 2.5
"""So many times as long as linear it may take: caches are of a size, and a quadratic one takes sixteen times."""


def takes_linear_time(work: Callable[[int], object], small: int, *, least: float = 0.5) -> bool:
    """Return whether sixteen times the size takes about sixteen times as long, of processor time.

    Others on the machine make it slower, never faster: one good time of five is enough.

    Args:
        work: Does it at a size.
        small: The smaller size.
        least: Seconds that the larger size may take in any case.
    """
    most = max(min(_seconds(work, small) for _ in range(2)) * 16 * _ROOM, least)
    return any(_seconds(work, 16 * small) < most for _ in range(_TRIES))


def _seconds(work: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    work(size)
    return time.process_time() - begun
