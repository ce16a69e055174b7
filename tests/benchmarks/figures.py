"""What every benchmark gives: rows of one table, as Markdown and as JSON, and how a time is taken."""

from __future__ import annotations

import statistics
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, beside the same of others in the same run.

    Attributes:
        group: The benchmark.
        what: What was measured.
        papers: Size of the library, 0 where it has none.
        unit: ``ms``, ``s``, ``MB``, ``%``, ``papers/s`` or nothing.
        ours: The median, or the only value; None where it could not be measured.
        p95: The 95th percentile, where many values were taken.
        worst: The greatest of them.
        others: Name of another program to its figure.
        goal: What ``p95``, or ``ours`` where there is none, is to reach; None where there is no goal.
        more_is_better: Whether the goal is a least value.
        note: Why a figure is missing, or what it holds.
    """

    group: str
    what: str
    papers: int
    unit: str
    ours: float | None
    p95: float | None = None
    worst: float | None = None
    others: dict[str, float] = field(default_factory=dict)
    goal: float | None = None
    more_is_better: bool = False
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None where there is none, or no figure."""
        judged = self.ours if self.p95 is None else self.p95
        if self.goal is None or judged is None:
            return None
        return judged >= self.goal if self.more_is_better else judged <= self.goal

    def to_json(self) -> dict[str, Any]:
        """Return the row as a JSON object."""
        return asdict(self)


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds some work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def of_times(group: str, what: str, papers: int, times: Sequence[float], **more: Any) -> Row:
    """Return the row of many times in milliseconds."""
    if not times:
        return Row(group, what, papers, "ms", None, **more)
    return Row(group, what, papers, "ms", statistics.median(times), percentile(times, 95), max(times), **more)


def percentile(values: Sequence[float], part: int) -> float:
    """Return the least value that ``part`` percent of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(-(-len(ordered) * part // 100) - 1, 0)]


def markdown(rows: Iterable[Row]) -> str:
    """Return rows as one Markdown table for each group."""
    told: list[str] = []
    group = None
    for row in rows:
        if row.group != group:
            group = row.group
            told += ["", f"### {group}", "", "| what | papers | median | p95 | worst | goal | others |"]
            told.append("|---|--:|--:|--:|--:|--:|---|")
        told.append(_line(row))
    return "\n".join([*told[1:], ""])


def _line(row: Row) -> str:
    cells = [row.what, f"{row.papers:,}" if row.papers else "", _told(row.ours, row.unit)]
    cells += [_told(value, row.unit) if value is not None else "" for value in (row.p95, row.worst)]
    goal = "" if row.goal is None else f"{'≥' if row.more_is_better else '≤'} {_told(row.goal, row.unit)}"
    cells.append(goal + {None: "", True: " ✓", False: " ✗"}[row.reached])
    others = [f"{name} {_told(value, row.unit)}{_ratio(row, value)}" for name, value in row.others.items()]
    cells.append("; ".join([*others, *([row.note] if row.note else [])]))
    return f"| {' | '.join(cells)} |"


def _told(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    digits = (
        0 if abs(value) >= 100 or (value == int(value) and unit not in ("ms", "s")) else 1 if abs(value) >= 10 else 2
    )
    return f"{value:,.{digits}f} {unit}".rstrip()


def _ratio(row: Row, value: float) -> str:
    """Return how many times as long or as much the other takes."""
    if row.ours is None or not row.ours or row.more_is_better or row.unit in ("%", ""):
        return ""
    return f" ({value / row.ours:,.1f} times)"
