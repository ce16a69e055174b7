"""What newer versions changed, worked out beside the screen: comparing two abstracts takes tens of milliseconds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import Screen

from digest_reader.library import Library
from digest_reader.models import Paper

if TYPE_CHECKING:
    from digest_reader.version_diff import Difference

_KEPT = 64
"""Papers whose differences are remembered."""


class Differing:
    """Knows the differences of the papers that were looked at lately.

    Args:
        screen: Whose workers compare.
        library: Where the papers are.
        arrived: Is told the key of a paper whose differences are known now.
    """

    def __init__(self, screen: Screen[None], library: Library, arrived: Callable[[int], None]) -> None:
        self._screen = screen
        self._library = library
        self._arrived = arrived
        self._known: dict[tuple[int, int, int], tuple[Difference, ...]] = {}

    def of(self, paper: Paper) -> tuple[Difference, ...]:
        """Return what the newest version changed since the decision; nothing while it is still being worked out."""
        decided = paper.decision.version if paper.decision is not None else None
        newest = paper.versions[-1] if paper.versions else 0
        if paper.state == "new" or decided is None or newest <= decided:
            return ()
        which = (paper.key, decided, newest)
        known = self._known.get(which)
        if known is None:
            self._screen.run_worker(partial(self._compare, which), thread=True, group="differences", exclusive=True)
        return known or ()

    def _compare(self, which: tuple[int, int, int]) -> None:
        found = self._library.differences(which[0])
        self._screen.app.call_from_thread(self._take, which, found)

    def _take(self, which: tuple[int, int, int], found: tuple[Difference, ...]) -> None:
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[which] = found
        if found:
            self._arrived(which[0])
