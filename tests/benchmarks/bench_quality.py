"""Whether the paper that is meant comes first: ``python -m tests.benchmarks.bench_quality [LIBRARY]``.

Queries are drawn by `queries`, which knows nothing of the index, and asked of the whole library by relevance: recall
in the first ten and mean reciprocal rank (of the first ten) by kind, beside ``fzf --filter`` on the same papers. Short
queries, which many papers hold, are asked for what else they bring: how many of the first 20 papers hold the word, its
initials, its sound, or a word that is one slip away.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.figures import Row, markdown, percentile, timed
from tests.benchmarks.fzf import Fzf
from tests.benchmarks.libraries import Place, papers_of, place, small
from tests.benchmarks.queries import CORPUS, KINDS, Query, Texts, generate, plain, real_papers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from digest_reader.library import Library
    from tests.benchmarks.queries import Paper

GROUP = "Quality of the filter"
FIRST = 10
REAL = 80_000
"""The library of this size has real papers alone."""
GOAL = 98.0
SHORT_QUERIES = ("gnn", "smth", "eror", "llm", "qec", "rag", "moe", "form", "ising", "lora", "kv", "3d")
SHORT_CHINESE = ("liangzi", "lz", "shendu", "xx", "量子")
SHOWN = 20
JUDGED = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query brought.

    Attributes:
        query: The query.
        ours: Rank of the paper that is meant in ours, from 1; 0 where it is not among the first ten.
        theirs: Its rank in fzf's, None where that was not asked.
    """

    query: Query
    ours: int
    theirs: int | None = None


def rank(keys: Sequence[int], meant: int) -> int:
    """Return the place of a paper among the first ten, from 1, or 0."""
    first = list(keys[:FIRST])
    return first.index(meant) + 1 if meant in first else 0


def measure(where: Place, per_kind: int, fzf_per_kind: int, report: TextIO) -> list[Row]:
    """Return recall and mean reciprocal rank by kind, then what short queries bring."""
    papers = papers_of(where)
    texts = Texts(papers)
    queries = generate(_memorable(papers), texts, per_kind)
    with closing(where.open()) as library:
        library.search("warming up")
        times: list[float] = []
        answers = [_asked(library, query, times) for query in queries]
        if Fzf.installed() and fzf_per_kind:
            answers = _with_fzf(papers, answers, fzf_per_kind)
        rows = [*_by_kind(where.papers, answers), *_precision(library, papers, where.papers, report)]
    _write_misses(report, answers, papers)
    whole = Row(
        GROUP, "a whole query, ranked", where.papers, "ms", percentile(times, 50), percentile(times, 95), max(times)
    )
    return [*rows, whole]


def _memorable(papers: Sequence[Paper]) -> list[Paper]:
    """Return the papers that queries are drawn from: the real ones where they are at hand, with the library's keys.

    Their German titles are those that the real papers have: some of a made library's are none.
    """
    by_title = {paper.titles.get("en"): paper for paper in papers}
    found = []
    for each in real_papers():
        held = by_title.get(each.titles.get("en"))
        if held is not None and held.authors == each.authors[:25]:
            found.append(replace(each, key=held.key, id=held.id, authors=held.authors))
    return found or list(papers)


def _asked(library: Library, query: Query, times: list[float]) -> Answer:
    found: list[int] = []
    times.append(timed(lambda: found.extend(library.search(query.text).ranked[:FIRST])))
    return Answer(query, rank(found, query.meant))


def _with_fzf(papers: Sequence[Paper], answers: Sequence[Answer], per_kind: int) -> list[Answer]:
    asked: defaultdict[str, int] = defaultdict(int)
    found = []
    with Fzf(papers) as fzf:
        for answer in answers:
            if answer.query.identifies and asked[answer.query.kind] < per_kind:
                asked[answer.query.kind] += 1
                keys, _ = fzf.find(answer.query.text, FIRST)
                answer = replace(answer, theirs=rank(keys, answer.query.meant))
            found.append(answer)
    return found


def _by_kind(papers: int, answers: Sequence[Answer]) -> list[Row]:
    rows = []
    identifying = [answer for answer in answers if answer.query.identifies]
    for kind in KINDS:
        rows += _recall(kind, papers, [answer for answer in identifying if answer.query.kind == kind])
    return [*rows, *_recall("all kinds", papers, identifying)]


def _recall(kind: str, papers: int, answers: Sequence[Answer]) -> list[Row]:
    if not answers:
        return []
    beside = [answer for answer in answers if answer.theirs is not None]
    theirs = [answer.theirs or 0 for answer in beside]
    found = Row(
        GROUP,
        f"{kind}: in the first ten",
        papers,
        "%",
        100 * sum(answer.ours > 0 for answer in answers) / len(answers),
        others={"fzf": 100 * sum(map(bool, theirs)) / len(theirs)} if theirs else {},
        goal=GOAL,
        more_is_better=True,
        note=f"{len(answers)} queries" + (f", {len(theirs)} asked of fzf" if theirs else ""),
    )
    ranks = replace(
        found,
        what=f"{kind}: mean reciprocal rank",
        unit="",
        ours=_mean_reciprocal([answer.ours for answer in answers]),
        others={"fzf": _mean_reciprocal(theirs)} if theirs else {},
        goal=None,
        note="",
    )
    return [found, ranks]


def _mean_reciprocal(ranks: Sequence[int]) -> float:
    return sum(1 / each for each in ranks if each) / len(ranks)


def _write_misses(report: TextIO, answers: Sequence[Answer], papers: Sequence[Paper]) -> None:
    by_key = {paper.key: paper for paper in papers}
    identifying = [answer for answer in answers if answer.query.identifies]
    for kind in KINDS:
        some = [answer for answer in identifying if answer.query.kind == kind]
        missed = [answer for answer in some if not answer.ours]
        if not some:
            continue
        report.write(f"{kind}: {100 - 100 * len(missed) / len(some):.1f} % of {len(some)} in the first ten\n")
        for answer in missed:
            paper, query = by_key[answer.query.meant], answer.query
            slip = "" if query.text == " ".join(query.words) else f" (meant: {' '.join(query.words)})"
            taken = " [what was typed is in more than ten papers as it stands]" if query.taken else ""
            title = " | ".join(paper.titles.values())
            report.write(
                f"  {query.text}{slip}{taken} -> {paper.key} {paper.id} {title} | {', '.join(paper.authors)[:200]}\n"
            )


# Precision


def _precision(library: Library, papers: Sequence[Paper], size: int, report: TextIO) -> list[Row]:
    by_key = {paper.key: paper for paper in papers}
    rows = []
    for query in (*SHORT_QUERIES, *SHORT_CHINESE):
        hits = library.search(query)
        shown = [by_key[key] for key in hits.ranked[:SHOWN]]
        junk = [paper for paper in shown if not holds(paper, query)]
        # Of many hits some are judged, evenly over all of them.
        some = [by_key[key] for key in hits.keys[:: -(-len(hits.keys) // JUDGED) or 1]]
        part = 100 * sum(holds(paper, query) for paper in some) / len(some) if some else 0
        note = f"{len(hits.keys):,} hits, {part:.0f} % of them" if some else "no hits"
        good = 100 * (len(shown) - len(junk)) / len(shown) if shown else None
        rows.append(Row(GROUP, f"`{query}`: first {SHOWN} that hold it", size, "%", good, note=note))
        report.writelines(
            f"  junk for {query}: {' | '.join(paper.titles.values())} | {', '.join(paper.authors)[:200]}\n"
            for paper in junk
        )
    return rows


def holds(paper: Paper, query: str) -> bool:
    """Tell whether a paper holds a short query: in a word, as initials, as a sound, or but for one slip."""
    texts = [plain(text) for text in (*paper.titles.values(), *paper.authors, paper.id)]
    sought = plain(query)
    if any(sought in text for text in texts):
        return True
    if any(sought in "".join(word[0] for word in text.split()) for text in texts):
        return True
    if any(sought in sound for sound in _sounds(paper)):
        return True
    return len(sought) >= 4 and any(one_slip(word, sought) for text in texts for word in text.split())


def _sounds(paper: Paper) -> list[str]:
    from pypinyin import lazy_pinyin

    sounds = lazy_pinyin(paper.titles.get("zh", ""))
    return ["".join(sounds), "".join(each[:1] for each in sounds)]


def one_slip(word: str, sought: str) -> bool:
    """Tell whether the word, or its beginning, is what is sought but for one letter more, less, other or swapped."""
    return any(
        _one_slip_whole(word[:length], sought) for length in {len(word), *range(len(sought) - 1, len(sought) + 2)}
    )


def _one_slip_whole(word: str, sought: str) -> bool:
    if abs(len(word) - len(sought)) > 1:
        return False
    shortest = min(len(word), len(sought))
    same = next((place for place in range(shortest) if word[place] != sought[place]), shortest)
    left, right = word[same:], sought[same:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]


def run(cache: Path, short: bool, report: Path | None = None) -> list[Row]:
    """Return the rows: of the library of real papers, or of the small one."""
    if not short and not CORPUS.exists():
        print(f"the quality of the filter is not measured: there is no {CORPUS}", file=sys.stderr)
        return []
    with (report or Path(os.devnull)).open("w", encoding="utf-8") as written:
        return measure(small(cache), 3, 1, written) if short else measure(place(REAL, cache), 100, 10, written)


def main() -> None:
    """Print the table of one library."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("library", nargs="?", type=Path, help="folder of a library; default: one of the real papers")
    parser.add_argument("--per-kind", type=int, default=100)
    parser.add_argument("--fzf", type=int, default=10, metavar="N", help="ask fzf N queries of each kind")
    parser.add_argument("--report", type=Path, help="write here what was not found")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="digest-reader-") as scratch:
        where = Place(options.library, 0) if options.library else place(REAL, Path(scratch))
        with (options.report or Path(os.devnull)).open("w", encoding="utf-8") as report:
            print(markdown(measure(where, options.per_kind, options.fzf, report)))


if __name__ == "__main__":
    main()
