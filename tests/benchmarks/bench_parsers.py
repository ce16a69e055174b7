"""Time every format on the real digests: ``python tests/benchmarks/bench_parsers.py [FORMAT ...]``.

Prints one line a format: entries and characters a second, parsing alone and with everything that `parsers.digest.read`
adds, and how much longer a file takes that is sixteen times as long. Ends at once where the real digests are absent.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.detect import UnknownFormatError, detect
from parsers.digest import read
from parsers.formats import PARSERS
from parsers.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.base import Parser

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
ROUNDS = 3


def sources() -> dict[str, list[Source]]:
    """Read every real digest and sort them by the format that they are detected as."""
    found: dict[str, list[Source]] = {}
    for path in sorted(CORPUS.rglob("*")):
        if not path.is_file() or path.suffix in (".xz", ".tsv", ".json") or path.name == "README.md":
            continue
        source = Source.from_bytes(path.name, path.read_bytes())
        try:
            found.setdefault(detect(source).name, []).append(source)
        except UnknownFormatError:
            continue
    return found


def best(work: Callable[[], object]) -> float:
    """Return the shortest CPU time of a few rounds, in seconds: the machine may be busy with other things."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def entries(parser: Parser, digests: list[Source]) -> int:
    """Parse and count."""
    return sum(block.record is not None for source in digests for block in parser.parse(source))


def growth(parser: Parser, digests: list[Source]) -> float:
    """Return how many times as long sixteen times a file of middling size takes."""
    middling = sorted(digests, key=lambda source: source.size)[len(digests) // 2]
    longer = Source.from_bytes(middling.name, middling.text.encode("utf-8", "surrogatepass") * 16)
    short = best(lambda: [entries(parser, [middling]) for _ in range(4)]) / 4
    return best(lambda: entries(parser, [longer])) / short


def main(names: list[str]) -> None:
    """Print one line for each format."""
    if not CORPUS.is_dir():
        print(f"skipped: no {CORPUS}")
        return
    found = sources()
    print(f"{'format':<18} {'files':>5} {'entries':>7} {'parse/s':>8} {'read/s':>8} {'MB/s':>6} {'16 times':>8}")
    for parser in PARSERS:
        digests = found.get(parser.name, [])
        if not digests or (names and parser.name not in names):
            continue
        count = entries(parser, digests)
        parsing = best(lambda parser=parser, digests=digests: entries(parser, digests))  # type: ignore[misc]
        reading = best(lambda parser=parser, digests=digests: [read(one, format=parser.name) for one in digests])  # type: ignore[misc]
        size = sum(source.size for source in digests) / 1e6
        print(
            f"{parser.name:<18} {len(digests):5} {count:7} {count / parsing:8.0f} {count / reading:8.0f}"
            f" {size / parsing:6.1f} {growth(parser, digests):8.1f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
