"""Memory that is free again: used by the next thread, and given back to the system.

Searching and ordering millions of papers takes arrays of some megabytes for a moment. The C library of GNU keeps what
was freed for the next time, in each thread's own arena: 170 MB of a reader at 3,000,000 papers. Elsewhere nothing of
this is known, and nothing done.
"""

from __future__ import annotations

import sys
from typing import Any

_M_ARENA_MAX = -8
"""``malloc.h`` of glibc."""


def share() -> None:
    """Let threads that begin to take memory take it from one arena: Python lets one run at a time in any case."""
    _call("mallopt", _M_ARENA_MAX, 1)


def give_back() -> None:
    """Give back to the system what is free."""
    _call("malloc_trim", 0)


def _call(name: str, *arguments: int) -> None:
    if sys.platform != "linux":
        return
    # Loaded here: the first frame needs it not.
    import ctypes

    function: Any = getattr(ctypes.CDLL(None), name, None)
    if function is not None:
        function(*arguments)
