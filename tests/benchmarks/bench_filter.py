"""Time the filter's engine alone, key by key: ``python -m tests.benchmarks.bench_filter SIZE|FOLDER ...``.

Every query is typed letter by letter and asked of the whole library through `Library.search`, in a process of its own
for each library, whose memory is told too. Further: how long the index takes to make and how large it is, how long a
day's papers take until they are found, and what ``fzf --filter`` takes for the same queries on the same papers, from
start to end of its process.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.figures import Row, markdown, of_times, percentile, timed
from tests.benchmarks.fzf import Fzf
from tests.benchmarks.libraries import Place, beside, can_be_copied, papers_of, place, small
from tests.benchmarks.queries import Texts, generate, real_papers
from tests.benchmarks.session import anonymous
from tests.core.invented import digest, record

if TYPE_CHECKING:
    from collections.abc import Sequence

GROUP = "The filter's engine"
PER_KIND = 4
FZF_QUERIES = 10
DRAWN_FROM = 20_000
FZF_UP_TO = 300_000
"""fzf takes six gigabytes and half a minute a query at 3,000,000."""
DAY = 500
KEY_GOALS = {300_000: 6.0, 3_000_000: 25.0}
MEMORY_GOALS = {300_000: 80.0, 3_000_000: 250.0}


def goal(goals: dict[int, float], papers: int) -> float | None:
    """Return the goal of the least size that is as large."""
    return next((goals[size] for size in sorted(goals) if papers <= size), None)


def typed(where: Place, per_kind: int, seed: int = 5) -> list[str]:
    """Return queries of every kind, made from the newest papers of a library, in no order."""
    papers = papers_of(where, DRAWN_FROM)
    found = [query.text for query in generate(papers, Texts(papers), per_kind, seed)]
    random.Random(seed).shuffle(found)
    return found


def measure(where: Place, queries: Sequence[str]) -> dict[str, Any]:
    """Return what is measured of a library in this process, which is to hold nothing else."""
    with closing(where.open()) as library:
        # An index that is not there yet is waited for, which is no part of a search.
        library.search("warming up")
    keys, processor, ranked = [], [], []
    with closing(where.open()) as library:

        def search(text: str) -> float:
            return timed(lambda: library.search(text))

        first = search("warming up")
        for query in queries:
            for end in range(1, len(query) + 1):
                begun = time.process_time()
                keys.append(search(query[:end]))
                processor.append((time.process_time() - begun) * 1000)
        memory = anonymous()
        for query in queries:
            begun = time.perf_counter()
            list(library.search(query).ranked[:50])
            ranked.append((time.perf_counter() - begun) * 1000)
    return {"first": first, "keys": keys, "processor": processor, "ranked": ranked, "memory": memory}


def rows_of(where: Place, per_kind: int) -> list[Row]:
    """Return the rows of one library."""
    queries = typed(where, per_kind)
    command = [sys.executable, "-m", "tests.benchmarks.bench_filter", "--one", str(where.folder)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, input=json.dumps(queries).encode()).stdout
    found = json.loads(told)
    others = _fzf(where, queries[:FZF_QUERIES])
    papers = where.papers
    return [
        of_times(GROUP, "a key", papers, found["keys"], goal=goal(KEY_GOALS, papers), others=others),
        of_times(GROUP, "a key, processor time", papers, found["processor"], note="what other programs do left out"),
        of_times(GROUP, "a whole query, first 50 by relevance", papers, found["ranked"]),
        Row(GROUP, "first search, files opened", papers, "ms", found["first"]),
        Row(
            GROUP,
            "memory, anonymous",
            papers,
            "MB",
            found["memory"],
            goal=goal(MEMORY_GOALS, papers),
            note="of a process that searches and shows nothing",
        ),
    ]


def _fzf(where: Place, queries: Sequence[str]) -> dict[str, float]:
    if not Fzf.installed() or where.papers > FZF_UP_TO:
        return {}
    with Fzf(papers_of(where)) as fzf:
        return {"`fzf --filter`": percentile([fzf.find(query)[1] for query in queries], 50)}


def making(where: Place) -> list[Row]:
    """Return how long an index takes to make, the most memory that takes, and how large it is."""
    with tempfile.TemporaryDirectory(prefix="digest-reader-", dir=where.folder.parent) as scratch:
        other = beside(where, Path(scratch))
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        taken = timed(
            lambda: subprocess.run([sys.executable, "-m", "digest_reader.index", str(other.file)], check=True)
        )
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        files = sorted(other.file.with_name(f"{other.file.name}.index").iterdir())
        parts = {"titles and names": "shown", "abstracts and notes": "texts"}
        sizes = {
            told: sum(file.stat().st_size for file in files if file.name.startswith(part))
            for told, part in parts.items()
        }
    rows = [Row(GROUP, "making the index", where.papers, "s", taken / 1000)]
    if most * 1024 > before:
        rows.append(Row(GROUP, "most memory that takes", where.papers, "MB", most, goal=1024, note="with mapped files"))
    return [*rows, *(Row(GROUP, f"index of {told}", where.papers, "MB", size / 1e6) for told, size in sizes.items())]


def appending(where: Place) -> list[Row]:
    """Return how long the first search takes after a day of 500 papers has come in."""
    what = f"first search after {DAY} papers came"
    if not can_be_copied(where):
        return [Row(GROUP, what, where.papers, "ms", None, note="the disk has no room for a copy")]
    times = []
    with (
        tempfile.TemporaryDirectory(prefix="digest-reader-", dir=where.folder.parent) as scratch,
        closing(beside(where, Path(scratch), copy=True).open()) as library,
    ):
        library.search("warming up")
        for day in range(1, 6):
            library.add(_day(day))
            times.append(timed(lambda: library.search("zyxwabc")))
            assert len(library.search(f"zyxwabc{day}").keys) == 1
    return [of_times(GROUP, what, where.papers, times)]


def _day(number: int) -> Any:
    """Return a listing of papers of a day to come."""
    chance = random.Random(number)
    words = [word for paper in real_papers()[:2000] for word in paper.titles["en"].split()] or ["invented", "words"]
    records = [
        record(f"2612.{number * DAY + each:05}", " ".join(chance.choice(words) for _ in range(9)), position=each)
        for each in range(DAY - 1)
    ]
    last = record(f"2612.{number * DAY + DAY:05}", f"zyxwabc{number}", position=DAY - 1)
    return digest(*records, last, date=f"2026-12-{number:02}", name=f"{number}.txt")


def run(sizes: Sequence[int], cache: Path, short: bool) -> list[Row]:
    """Return the rows of searching libraries of some sizes, or the small one."""
    if short:
        return rows_of(small(cache), 1)
    return [row for size in sizes for row in rows_of(place(size, cache), PER_KIND)]


def run_index(sizes: Sequence[int], cache: Path, short: bool) -> list[Row]:
    """Return the rows of making the index of libraries of some sizes, or of the small one."""
    places = [small(cache)] if short else [place(size, cache) for size in sizes]
    return [row for where in places for row in [*making(where), *appending(where)]]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("libraries", nargs="+", metavar="SIZE|FOLDER")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(Place(Path(options.libraries[0]), 0), json.load(sys.stdin))))
        return
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="digest-reader-") as scratch:
        for each in options.libraries:
            where = place(int(each), Path(scratch)) if each.isdigit() else Place(Path(each), 0)
            print(markdown([*making(where), *rows_of(where, PER_KIND), *appending(where)]))
    print(f"{time.monotonic() - begun:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
