"""Regular expressions that are compiled when they are first used: most of them no start and no command needs.

For modules that have many, or large classes of characters, which take milliseconds to compile each.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _LazyPattern:
    """Stands for a compiled expression; its methods become those of the compiled one, at no cost afterwards."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Only asked for what is not there yet. Two threads may both compile: they come to the same.
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what can be searched with as `re.compile` returns it, at next to no cost before the first search.

    A mistake in the expression (`re.error`) is raised by the first search. The functions of `re` do not take it.

    Args:
        source: The expression.
        flags: As for `re.compile`.
    """
    return cast("re.Pattern[str]", _LazyPattern(source, flags))
