"""Time what the screen asks of a library: ``python -m tests.benchmarks.bench_library [--rounds N] SIZE|FOLDER ...``.

A size makes a library of so many papers first (see `big_library`), a folder is one that was made before; what is
decided there is undone again. Prints two columns for each library, the median and the 95th percentile of some rounds,
in milliseconds; and the memory of its process that no file backs.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest_reader.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable

DECISIONS = 40
SCREENFUL = 50


def measure(folder: Path, rounds: int) -> dict[str, tuple[float, float]]:
    """Return name to median and 95th percentile, in milliseconds; of memory and disk, in megabytes."""
    times: dict[str, list[float]] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        found = work()
        times.setdefault(name, []).append(1000 * (time.perf_counter() - begun))
        return found

    for _ in range(rounds):
        library = timed("open", lambda: Library(folder / "library.sqlite3", folder / "reading-lists"))
        with closing(library):
            _open(library, timed)
    with closing(Library(folder / "library.sqlite3", folder / "reading-lists")) as library:
        times["memory, opened (MB)"] = [_anonymous()]
        _decide(library, timed)
        for _ in range(max(rounds // 3, 1)):
            for name in ("later_view", "inbox_view", "missed_view", "view_counts", "all_view"):
                if hasattr(library, name):
                    timed(name, getattr(library, name))
        times["memory, all viewed (MB)"] = [_anonymous()]
    times["disk (MB)"] = [(folder / "library.sqlite3").stat().st_size / 1e6]
    return {name: (statistics.median(found), _percentile(found)) for name, found in times.items()}


def _open(library: Library, timed: Callable[[str, Callable[[], Any]], Any]) -> None:
    timed("recall", lambda: library.recall("place"))
    batches = timed("batches", library.batches)
    timed("lists", library.lists)
    key = timed("batch_to_open", library.batch_to_open)
    view = timed("batch_view", lambda: library.batch_view(key))
    timed("membership", library.membership)
    timed("counts", library.counts)
    timed("rows of a screen", lambda: library.rows(view.keys[:SCREENFUL]))
    timed("paper", lambda: library.paper(view.keys[0]))
    timed("oldest batch", lambda: batches[-1])
    timed("day before", lambda: library.batch_view(batches[1].key))


def _decide(library: Library, timed: Callable[[str, Callable[[], Any]], Any]) -> None:
    key = library.batch_to_open()
    assert key is not None
    chosen = list(library.batch_view(key).keys[:DECISIONS])
    for paper in chosen:
        timed("skip", partial(library.decide, [paper], "skipped", batch=key))
    for paper in chosen:
        timed("save", partial(library.decide, [paper], "saved", batch=key))
    for _ in chosen * 2:
        timed("undo", library.undo)


def _percentile(found: list[float]) -> float:
    return sorted(found)[min(len(found) - 1, round(0.95 * len(found)))]


def _anonymous() -> float:
    """Return the megabytes of this process that no file backs (Linux)."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(status.partition("RssAnon:")[2].split()[0]) / 1024


def main() -> None:
    """Measure each library in a process of its own, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("libraries", nargs="+", metavar="SIZE|FOLDER")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(Path(options.libraries[0]), options.rounds)))
        return
    columns = {}
    with tempfile.TemporaryDirectory(prefix="digest-reader-") as scratch:
        for each in options.libraries:
            folder = Path(each)
            if each.isdigit():
                folder = Path(scratch) / each
                make = ["-m", "tests.benchmarks.big_library", each, str(folder)]
                subprocess.run([sys.executable, *make], check=True, stdout=sys.stderr)
            one = ["-m", "tests.benchmarks.bench_library", "--one", "--rounds", str(options.rounds), str(folder)]
            command = [sys.executable, *one]
            told = subprocess.run(command, check=True, stdout=subprocess.PIPE, env={**os.environ}).stdout
            columns[folder.name] = json.loads(told)
    _print(columns)


def _print(columns: dict[str, dict[str, tuple[float, float]]]) -> None:
    names = list(dict.fromkeys(name for column in columns.values() for name in column))
    width = max(map(len, names))
    print(f"{'ms: median, p95':<{width}}" + "".join(f"  {name:>18}" for name in columns))
    for name in names:
        cells = (column.get(name) for column in columns.values())
        told = (f"{'':18}" if cell is None else f"{cell[0]:8.2f} {cell[1]:9.2f}" for cell in cells)
        print(f"{name:<{width}}  {'  '.join(told)}")


if __name__ == "__main__":
    main()
