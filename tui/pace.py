"""How fast the person decides: papers a minute, and what is left at that pace."""

from __future__ import annotations

from collections import deque
from itertools import pairwise

_WINDOW = 300.0
"""Seconds that the pace looks back."""
_PAUSE = 60.0
"""A gap longer than this many seconds is a break, not reading."""
_LEAST = 5
"""Decisions below which no pace is given: it would jump about."""


class Pace:
    """The moments of the decisions of this session.

    Times are seconds of any steady clock, given by the caller.
    """

    def __init__(self) -> None:
        self._times: deque[float] = deque()
        self._active = 0.0
        self._last: float | None = None

    def decided(self, at: float) -> None:
        """Count a decision at a moment: one for a step, however many papers a range or a selection had."""
        if self._last is not None and at - self._last <= _PAUSE:
            self._active += at - self._last
        self._last = at
        self._times.append(at)
        while self._times and at - self._times[0] > _WINDOW:
            self._times.popleft()

    @property
    def seconds(self) -> float:
        """Time spent deciding, breaks left out."""
        return self._active

    def per_minute(self) -> int | None:
        """Return decisions a minute over the last minutes, or None for too few."""
        if len(self._times) < _LEAST:
            return None
        active = 0.0
        times = list(self._times)
        for earlier, later in pairwise(times):
            active += later - earlier if later - earlier <= _PAUSE else 0.0
        return round((len(times) - 1) * 60 / active) if active > 0 else None

    def minutes_for(self, left: int) -> int | None:
        """Return how many minutes what is left takes at this pace, rounded up, or None when unknown."""
        rate = self.per_minute()
        return -(-left // rate) if rate else None
