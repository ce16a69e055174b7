"""How fast the person decides: papers a minute, what is left at that pace, and how long a day took."""

from __future__ import annotations

from collections import defaultdict, deque
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
        self._last: float | None = None
        self._seconds: defaultdict[str | None, float] = defaultdict(float)
        self._papers: defaultdict[str | None, int] = defaultdict(int)

    def decided(self, at: float, day: str | None = None, papers: int = 1) -> None:
        """Count a step at a moment: one for the pace, however many papers a range or a selection had.

        Args:
            at: The moment.
            day: Key of the batch that was being read.
            papers: How many papers the step decided.
        """
        if self._last is not None and at - self._last <= _PAUSE:
            self._seconds[day] += at - self._last
        self._last = at
        self._papers[day] += papers
        self._times.append(at)
        while self._times and at - self._times[0] > _WINDOW:
            self._times.popleft()

    def seconds_for(self, day: str, papers: int) -> float | None:
        """Return the time, breaks left out, that a day's papers took; None unless all were decided in this session."""
        return self._seconds[day] if self._papers[day] >= papers and self._seconds[day] >= 1 else None

    def per_minute(self) -> int | None:
        """Return decisions a minute over the last minutes, or None for too few."""
        if len(self._times) < _LEAST:
            return None
        active = sum(later - earlier for earlier, later in pairwise(self._times) if later - earlier <= _PAUSE)
        return round((len(self._times) - 1) * 60 / active) if active > 0 else None

    def minutes_for(self, left: int) -> int | None:
        """Return how many minutes what is left takes at this pace, rounded up, or None when unknown."""
        rate = self.per_minute()
        return -(-left // rate) if rate else None
