"""All benchmarks in turn, as one table: ``python -m tests.benchmarks [--sizes 10000,300000,3000000] [--short]``.

Prints Markdown, and with ``--json FILE`` writes the same rows for `docs/speed_plot.py`. Libraries are made where the
folder of ``--cache`` has none: a minute for 300,000 papers, ten for 3,000,000, and 14 GB. ``--short`` takes some
seconds, with invented papers alone, and only shows that everything runs.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks import bench_filter, bench_import, bench_library, bench_quality, bench_screen, bench_start
from tests.benchmarks.bench_screen import digest_lines
from tests.benchmarks.big_library import PER_DAY
from tests.benchmarks.figures import Row, markdown
from tests.benchmarks.libraries import place, small

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SIZES = (10_000, 300_000, 3_000_000)
IMPORTED = 10_000


def library_rows(sizes: Sequence[int], cache: Path, short: bool) -> list[Row]:
    """Return what the screen asks of libraries of some sizes, each in a process of its own."""
    rows = []
    for where in [small(cache)] if short else [place(size, cache) for size in sizes]:
        command = [sys.executable, "-m", bench_library.__name__, "--one", "--rounds", "1" if short else "7"]
        told = subprocess.run([*command, str(where.folder)], check=True, stdout=subprocess.PIPE).stdout
        for name, (median, p95) in json.loads(told).items():
            what, _, unit = name.partition(" (")
            is_size = bool(unit)
            more = {} if is_size else {"p95": p95}
            rows.append(
                Row("What the screen asks of the library", what, where.papers, unit.rstrip(")") or "ms", median, **more)
            )
    return rows


def import_rows(sizes: Sequence[int], cache: Path, short: bool) -> list[Row]:
    """Return how fast digests come in, with all that belongs to it."""
    group = "Import, everything included"
    with tempfile.TemporaryDirectory(prefix="digest-reader-") as scratch:
        folder = Path(scratch)
        files = _digests(folder, short)
        run, library = bench_import.run, folder / "library.sqlite3"
        told, wall, _ = run(library, files[:-1])
        one_day, started = (run(library, some)[1] for some in (files[-1:], []))
        many = _many_files(folder / "many", short)
        run(library, many)
        again = run(library, many)[1]
    papers = told["totals"]["entries"]
    note = f"{papers:,} papers of {len(files) - 1} daily digests as JSON Lines"
    return [
        Row(group, "papers a second", 0, "papers/s", papers / wall, goal=10_000, more_is_better=True, note=note),
        Row(group, "a day of 500", 0, "s", one_day - started, goal=0.2, note="without the start of Python"),
        Row(group, "500 files, nothing new", 0, "s", again - started, goal=2.0, note=f"{len(many)} files of 20 papers"),
    ]


def _digests(folder: Path, short: bool) -> list[Path]:
    if not short:
        bench_import.write(folder, IMPORTED + PER_DAY, ["daily-jsonl"])
        return sorted((folder / "daily-jsonl").iterdir())
    lines = list(digest_lines(300))
    for day in range(3):
        (folder / f"2026-11-{day + 16}.jsonl").write_text("".join(lines[100 * day : 100 * day + 100]), "utf-8")
    return sorted(folder.iterdir())


def _many_files(folder: Path, short: bool) -> list[Path]:
    folder.mkdir()
    lines = list(digest_lines(20 * (5 if short else 500)))
    for number in range(0, len(lines), 20):
        (folder / f"{number:05}.jsonl").write_text("".join(lines[number : number + 20]), "utf-8")
    return sorted(folder.iterdir())


def quality_rows(sizes: Sequence[int], cache: Path, short: bool) -> list[Row]:
    """Return the quality of the filter, on the real papers."""
    return bench_quality.run(cache, short)


BENCHMARKS: dict[str, Callable[[Sequence[int], Path, bool], list[Row]]] = {
    "start": bench_start.run,
    "screen": bench_screen.run,
    "filter": bench_filter.run,
    "index": bench_filter.run_index,
    "quality": quality_rows,
    "library": library_rows,
    "import": import_rows,
}
"""Name of each benchmark, and what runs it with sizes, the folder of libraries, and whether it is to be short."""


def machine() -> dict[str, Any]:
    """Return what the figures were taken on."""
    others = {
        name: _first_line(command) for name, command in {"fzf": "fzf --version", "newsboat": "newsboat -v"}.items()
    }
    return {
        "date": time.strftime("%Y-%m-%d"),
        "processors": os.cpu_count(),
        "model": _processor(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        **{name: version(name) for name in ("textual", "numpy", "rapidfuzz", "digest-reader")},
        **{name: told for name, told in others.items() if told},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _first_line(command: str) -> str:
    try:
        return subprocess.run(command.split(), capture_output=True, text=True, check=False).stdout.partition("\n")[0]
    except OSError:
        return ""


def measure(names: Sequence[str], sizes: Sequence[int], cache: Path, short: bool) -> list[Row]:
    """Run benchmarks in turn; one that cannot run is said on stderr and leaves the others alone."""
    rows: list[Row] = []
    for name in names:
        begun = time.monotonic()
        try:
            rows += BENCHMARKS[name](sizes, cache, short)
        except (AssertionError, OSError, subprocess.SubprocessError, TimeoutError) as error:
            print(f"{name} could not be measured: {error}", file=sys.stderr)
            rows.append(Row(name, "could not be measured", 0, "", None, note=type(error).__name__))
        print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr)
    # What a small library takes says nothing of the goals, which are for large ones.
    return [replace(row, goal=None) for row in rows] if short else rows


def main() -> int:
    """Print the table; 1 when a benchmark could not run."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="papers, separated by commas")
    parser.add_argument("--only", default=",".join(BENCHMARKS), help=f"some of {', '.join(BENCHMARKS)}")
    parser.add_argument("--cache", type=Path, help="folder that keeps the libraries; default: a temporary one")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows here too, behind those that it has")
    parser.add_argument("--short", action="store_true", help="only see that everything runs")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",") if size]
    with tempfile.TemporaryDirectory(prefix="digest-reader-") as scratch:
        cache = options.cache or Path(scratch)
        cache.mkdir(parents=True, exist_ok=True)
        rows = measure(options.only.split(","), sizes, cache, options.short)
    about = machine()
    print(", ".join(f"{name} {told}" for name, told in about.items()) + "\n")
    print(markdown(rows))
    if options.json is not None:
        _write(options.json, about, rows)
    return int(any(row.what == "could not be measured" for row in rows))


def _write(file: Path, about: dict[str, Any], rows: Sequence[Row]) -> None:
    """Write rows to a file; those that it has of other benchmarks and sizes stay, so that one may run at a time."""
    held = json.loads(file.read_text(encoding="utf-8"))["rows"] if file.exists() else []
    new = {(row.group, row.what, row.papers) for row in rows}
    kept = [each for each in held if (each["group"], each["what"], each["papers"]) not in new]
    data = {"machine": about, "rows": [*kept, *(row.to_json() for row in rows)]}
    file.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
