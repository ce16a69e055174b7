"""Time the filter key by key: ``python tests/benchmarks/bench_filter.py``. Ends at once where the corpus is absent."""

from __future__ import annotations

import json
import lzma
import random
import statistics
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from digest_reader.filter import FilterIndex, Searchable
from digest_reader.query import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from digest_reader.models import State

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "papers-80k.jsonl.xz"
QUERIES = 40


class NoFacts:
    """Papers of which nothing is decided."""

    def state(self, key: int) -> State:
        return "new"

    def lists(self, key: int) -> Collection[str]:
        return ()

    def abstracts(self, key: int) -> Mapping[str, str]:
        return {}


def papers() -> Iterator[Searchable]:
    """Read the papers of the corpus, in its order."""
    with lzma.open(CORPUS, "rt", encoding="utf-8") as lines:
        for key, line in enumerate(filter(str.strip, lines)):
            paper = json.loads(line)
            titles = {"en": paper["title"], "zh": paper["zh"], "de": paper["de"]}
            titles = {language: title for language, title in titles.items() if title}
            yield Searchable(key, paper["id"], titles, tuple(paper["authors"]) or None, tuple(paper["cats"]))


def typed(chosen: list[Searchable], chance: random.Random) -> list[str]:
    """Return queries as a person types them: words of a title, a Chinese stretch, a name, a word with a typo."""
    queries = []
    for paper in chosen:
        words = [word for word in paper.titles["en"].lower().split() if len(word) > 3 and word.isalpha()]
        word = chance.choice(words or ["learning"])
        at = chance.randrange(len(word))
        chinese = paper.titles.get("zh", "")
        start = chance.randrange(max(len(chinese) - 4, 1))
        name = paper.authors[0].lower() if paper.authors else "wang"
        queries += [" ".join(words[:3]), name, word[:at] + word[at + 1 :], chinese[start : start + 4] or "模型"]
    return queries


def main() -> None:
    """Print one line for each size of library."""
    if not CORPUS.exists():
        print(f"skipped: no {CORPUS}")
        return
    everything = list(papers())
    print(f"{'papers':>7} {'build':>9} {'keys':>6} {'p50':>8} {'p95':>8} {'worst':>8}")
    for size in (200, 10_000, 80_000):
        some = list(islice(everything, size))
        begun = time.perf_counter()
        index = FilterIndex(some)
        build = time.perf_counter() - begun
        chance = random.Random(7)
        index.search(parse("warmingup"), NoFacts())  # loads rapidfuzz
        times = []
        for query in typed(chance.sample(some, QUERIES), chance):
            for length in range(1, len(query) + 1):
                begun = time.perf_counter()
                index.search(parse(query[:length]), NoFacts())
                times.append((time.perf_counter() - begun) * 1000)
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"{size:7} {build * 1000:6.0f} ms {len(times):6} {p50:5.1f} ms {p95:5.1f} ms {max(times):5.1f} ms")


if __name__ == "__main__":
    main()
