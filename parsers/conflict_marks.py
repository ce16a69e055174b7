"""The lines that git leaves in a file whose two sides it could not merge: both are read, and the marks are no text.

    <<<<<<< HEAD
    =======
    >>>>>>> origin/main

Digests are committed by machines, and some commit these lines too (https://git-scm.com/docs/git-merge, "how conflicts
are presented"). This module knows the marks; what stands between them is for the formats.
"""

from __future__ import annotations

from parsers.lazy_pattern import lazy_pattern

_MARK = lazy_pattern(r"(?:<{7}|>{7}|\|{7})(?: .{0,200})?|={7}")
_BEGINNINGS = tuple(7 * sign for sign in "<=>|")
_BEGINS = "<<<<<<< "


def is_conflict_mark(line: str) -> bool:
    """Tell whether a line, without its line end, is such a mark."""
    return line.startswith(_BEGINNINGS) and _MARK.fullmatch(line) is not None


def first_conflict(text: str) -> int | None:
    """Return the offset of the first line that begins a conflict, None where there is none."""
    if text.startswith(_BEGINS):
        return 0
    at = text.find("\n" + _BEGINS)
    return None if at < 0 else at + 1
