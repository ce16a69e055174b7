"""``digest-reader stats``: what was decided day by day, and how much of each category was kept."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from digest_reader.cli.cells import pad, width
from digest_reader.cli.output import count, say, write, write_json

if TYPE_CHECKING:
    import argparse

    from digest_reader.cli.places import Places
    from digest_reader.models import Statistics

_BAR = 30
"""Cells of the longest bar."""


def run(options: argparse.Namespace, places: Places) -> int:
    """Print the statistics of the last days."""
    with places.opened() as library:
        found = library.statistics(options.days)
    if options.json:
        write_json(asdict(found))
        return 0
    if not found.seen:
        say(f"Nothing was decided in the last {count(options.days, 'day')}.")
        return 0
    write(f"{count(found.seen, 'paper')} seen, {found.saved:,} saved ({_share(found.saved, found.seen)})")
    write()
    _write_days(found, ascii_only=places.ascii)
    write()
    cells = max(width(each.category or "none") for each in found.categories)
    write(f"{'category':{max(cells, 8)}}  {'seen':>6}  {'saved':>6}  kept")
    for each in found.categories:
        name = pad(each.category or "none", max(cells, 8))
        write(f"{name}  {each.seen:6,}  {each.saved:6,}  {_share(each.saved, each.seen)}")
    return 0


def _write_days(found: Statistics, *, ascii_only: bool) -> None:
    """Print the days from the first to the last with a decision, each with a bar."""
    most = max(day.seen for day in found.days)
    mark, kept = ("#", "+") if ascii_only else ("░", "█")
    busy = [number for number, day in enumerate(found.days) if day.seen]
    write(f"{'day':10}  {'seen':>6}  {'saved':>6}")
    for day in found.days[busy[0] : busy[-1] + 1]:
        saved = -(-day.saved * _BAR // most)
        bar = kept * saved + mark * (-(-day.seen * _BAR // most) - saved)
        write(f"{day.date}  {day.seen:6,}  {day.saved:6,}  {bar}".rstrip())


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"
