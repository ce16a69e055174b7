"""Text in runs of one ink each: cut by spans, wrapped, sliced."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.ink import Ink, Run
from tui.text.wrap import wrap


def inked(text: str, spans: Sequence[tuple[int, int]], inside: Ink, outside: Ink) -> list[Run]:
    """Return a text in runs: what lies in the spans in one ink, the rest in another.

    Args:
        text: The text.
        spans: Start and end of each span, in order; what lies outside the text is cut off.
        inside: The ink of the spans.
        outside: The ink of the rest.
    """
    runs: list[Run] = []
    at = 0
    for start, end in spans:
        low, high = max(start, at), min(end, len(text))
        if low >= high:
            continue
        if low > at:
            runs.append((text[at:low], outside))
        runs.append((text[low:high], inside))
        at = high
    if at < len(text):
        runs.append((text[at:], outside))
    return runs


def reinked(runs: Sequence[Run], spans: Sequence[tuple[int, int]], change: Callable[[Ink], Ink]) -> list[Run]:
    """Return styled text with another ink where some spans of it lie.

    Args:
        runs: The text.
        spans: Start and end of each span in characters, in order.
        change: Returns the ink of a span's text from the one it has.
    """
    changed: list[Run] = []
    at = 0
    for text, ink in runs:
        inside = [(start - at, end - at) for start, end in spans]
        changed += inked(text, [(max(start, 0), end) for start, end in inside if end > 0], change(ink), ink)
        at += len(text)
    return changed


def wrap_runs(runs: Sequence[Run], width: int, first_used: int = 0) -> list[list[Run]]:
    """Wrap styled text; ``first_used`` cells of the first line are taken already."""
    text = "".join(part for part, _ in runs)
    pad = " " * first_used if first_used else ""
    # Padding with a word that cannot break keeps the wrapping rules in one place.
    padded = pad.replace(" ", "x") + text
    lines = []
    for start, end in wrap(padded, width):
        low, high = max(start - first_used, 0), max(end - first_used, 0)
        lines.append(slice_runs(runs, low, high))
    return lines


def slice_runs(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """Cut a stretch of characters out of styled text."""
    cut: list[Run] = []
    at = 0
    for text, ink in runs:
        low, high = max(start - at, 0), min(end - at, len(text))
        if low < high:
            cut.append((text[low:high], ink))
        at += len(text)
    return cut
