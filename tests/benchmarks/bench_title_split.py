"""How often a title and the names glued to it are taken apart rightly: prints one table.

Run ``python tests/benchmarks/bench_title_split.py [FILE]``. The file holds one JSON object a line with ``title`` and
``authors``, packed with xz; without it the sample beside the repository is read, and where that is absent nothing
is measured.
"""

from __future__ import annotations

import json
import lzma
import sys
import time
from pathlib import Path
from typing import NamedTuple

from parsers.cleaning import one_line
from parsers.listing_authors import SHORTEST_LIST, split_names, split_title

SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "papers-80k.jsonl.xz"


class Paper(NamedTuple):
    """A title and its names as one line, as an extractor shows them."""

    title: str
    names: str


def read(path: Path) -> list[Paper]:
    """Return the papers of a file."""
    papers = []
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            paper = json.loads(line)
            papers.append(Paper(one_line(paper["title"]), ", ".join(map(one_line, paper["authors"]))))
    return papers


def shown(papers: list[Paper]) -> list[Paper]:
    """Return the papers whose names an extractor keeps."""
    return [paper for paper in papers if len(paper.names) >= SHORTEST_LIST]


def wrong(papers: list[Paper]) -> list[Paper]:
    """Return the papers whose title and names, glued, are not taken apart where they were joined."""
    return [
        paper
        for paper in shown(papers)
        if split_title(paper.title + paper.names) != (paper.title, split_names(paper.names))
    ]


def invented(papers: list[Paper]) -> list[Paper]:
    """Return the papers whose title alone, the names hidden, is thought to end in names."""
    hidden = [paper for paper in papers if len(paper.names) < SHORTEST_LIST]
    return [paper for paper in hidden if split_title(paper.title)[1] is not None]


def main() -> int:
    """Print the figures; 0 where there is nothing to measure."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    if not path.exists():
        print(f"nothing to measure: {path} does not exist")
        return 0
    papers = read(path)
    start = time.process_time()
    missed, false = wrong(papers), invented(papers)
    seconds = time.process_time() - start
    glued = len(shown(papers))
    print(f"{'papers':32}{len(papers):>10}")
    print(f"{'names shown, split rightly':32}{glued - len(missed):>10} of {glued} ({1 - len(missed) / glued:.2%})")
    print(f"{'names hidden, yet some seen':32}{len(false):>10} of {len(papers) - glued}")
    print(f"{'microseconds a title':32}{seconds / len(papers) * 1e6:>10.1f}")
    for paper in missed:
        print(f"  {paper.title[-40:]} | {paper.names[:40]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
