"""How the words that a new version of a paper changed are set: what was added, what was removed, little of the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len

from digest_reader.fold import CJK
from tui.ink import FAINT, MATCH, MUTED, Ink, Run
from tui.text.wrap import truncate

if TYPE_CHECKING:
    from digest_reader.version_diff import Part

ADDED: Ink = MATCH
REMOVED: Ink = FAINT._replace(strike=True)
_AROUND = 32
"""Cells of unchanged text that are left beside a change; more is left out."""


def changed_runs(
    parts: Iterable[Part], shown: Callable[[str], str], *, ellipsis: str, spelled: bool, whole: bool
) -> list[Run]:
    """Return a text with its changes marked.

    Args:
        parts: The text, cut at its changes.
        shown: Returns a text as the reader sees it.
        ellipsis: Stands for what is left out.
        spelled: Whether changes are spelled out (``[-old-]{+new+}``), for terminals that can show neither shades nor
            strokes.
        whole: Whether unchanged text is all shown.
    """
    listed = list(parts)
    runs: list[Run] = []
    for number, part in enumerate(listed):
        text = shown(part.text)
        if part.kind == "same":
            if not whole:
                text = _shortened(text, number > 0, number < len(listed) - 1, ellipsis)
            runs.append((text, MUTED))
            continue
        words = text.strip()
        lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        opening, closing = ("{+", "+}") if part.kind == "added" else ("[-", "-]")
        ink = ADDED if part.kind == "added" else REMOVED
        # What was removed and what came for it stand apart, however they were cut.
        touches = bool(runs) and runs[-1][1] in (ADDED, REMOVED) and not lead and not CJK.match(words[:1])
        marked = [(" " if touches else lead, MUTED), (f"{opening}{words}{closing}" if spelled else words, ink)]
        runs += [run for run in (*marked, (trail, MUTED)) if run[0]]
    return [run for run in runs if run[0]]


def _shortened(text: str, before: bool, after: bool, ellipsis: str) -> str:
    """Leave out the middle of unchanged text, or its end where no change follows, or its beginning."""
    kept = _AROUND * (before + after)
    if cell_len(text) <= kept + 2 * cell_len(ellipsis) + 6:
        return text
    head = _whole_words(truncate(text, _AROUND, ""), from_end=False) if before else ""
    tail = _whole_words(_last_cells(text, _AROUND), from_end=True) if after else ""
    return f"{head} {ellipsis} {tail}" if head and tail else f"{head} {ellipsis}" if head else f"{ellipsis} {tail}"


def _last_cells(text: str, width: int) -> str:
    used = 0
    for at in range(len(text) - 1, -1, -1):
        used += cell_len(text[at])
        if used > width:
            return text[at + 1 :]
    return text


def _whole_words(text: str, *, from_end: bool) -> str:
    """Return a stretch without the word that was cut at its beginning or its end, unless it is all one word."""
    stretch = text.rstrip() if not from_end else text.lstrip()
    if CJK.search(stretch) or " " not in stretch:
        return stretch if not from_end else stretch.lstrip()
    return stretch.partition(" ")[2] if from_end else stretch.rpartition(" ")[0]
