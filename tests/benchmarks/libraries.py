"""The libraries that are measured: made once for each size and kept in a folder, or a small one for the short form.

How a large one is made is `big_library`. Reading all papers of one goes past `Library` on purpose: what is compared
with is given every author, and counts what is asked of the library's own search by other means.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digest_reader.library import Library
from tests.benchmarks.queries import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
SHORT = 400
"""Papers of the library of the short form."""
_NAMES = "Sato Kähler Okafor Lindqvist Moreau Petrenko Nakamura Grübel Haddad Silva Ionescu Tanaka".split()
_SUBJECTS = "replicas ledgers sensors markets proteins kernels glaciers catalogues orchestras tariffs".split()
_METHODS = "Sparse Lazy Elastic Speculative Monotone Auditable Reversible Federated Hierarchical Frugal".split()
_AIMS = "scheduling compression forecasting reconciliation verification navigation estimation".split()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a library is.

    Attributes:
        folder: Its folder, with ``library.sqlite3`` and ``reading-lists/``.
        papers: How many papers it has.
    """

    folder: Path
    papers: int

    @property
    def file(self) -> Path:
        """The library's file."""
        return self.folder / "library.sqlite3"

    @property
    def lists(self) -> Path:
        """The folder of its reading lists."""
        return self.folder / "reading-lists"

    def open(self) -> Library:
        """Open it."""
        return Library(self.file, self.lists)


def place(papers: int, cache: Path) -> Place:
    """Return the library of so many papers, which is made where the cache has none: 10 minutes for 3,000,000."""
    found = Place(cache / f"{papers}", papers)
    if not found.file.exists():
        making = cache / f"{papers}.making"
        shutil.rmtree(making, ignore_errors=True)
        command = [sys.executable, str(HERE / "big_library.py"), str(papers), str(making)]
        subprocess.run(command, check=True, stdout=sys.stderr)
        making.rename(found.folder)
    return found


def small(cache: Path, papers: int = SHORT) -> Place:
    """Return a small library of invented papers, which come in as any digest does."""
    found = Place(cache / "short", papers)
    if not found.file.exists():
        digest = cache / "short.jsonl"
        digest.write_text("".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in _invented(papers)), "utf-8")
        command = [sys.executable, "-m", "digest_reader", "import", str(digest), "--date", "2026-11-20"]
        command += ["--library", str(found.file), "--config-dir", str(found.folder)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return found


def _invented(papers: int) -> Iterator[dict[str, object]]:
    """Yield lines of a daily digest; every paper differs in its words from those near it."""
    chinese = "稀疏弹性单调可逆联邦层次节俭调度压缩预测核对验证导航估计副本账本传感市场蛋白冰川目录乐团关税"
    for number in range(papers):
        method, aim = _METHODS[number % 10], _AIMS[number % 7]
        subject, other = _SUBJECTS[number // 10 % 10], _SUBJECTS[(number // 10 + 3) % 10]
        name = "".join("bdfgklmnprstvz"[number // 14**n % 14] + "aeiou"[number // 5**n % 5] for n in range(3))
        sounds = "".join(chinese[(number * 7 + place * place) % len(chinese)] for place in range(12))
        yield {
            "id": f"2611.{96000 + number:05}",
            "title": f"{name.title()}: {method} {aim} of {subject} beside {other}",
            "authors": [f"Ada {_NAMES[number % 12]}", f"Yi {_NAMES[number // 12 % 12]}"],
            "categories": ["cs.DC" if number % 3 else "cs.LG"],
            "summary": f"We study {aim} of {subject}, which {method.lower()} {name} makes quick.",
            "AI": {"tldr": f"{sounds}。"},
        }


def papers_of(where: Place) -> list[Paper]:
    """Return every paper of a library, oldest first."""
    with closing(sqlite3.connect(f"file:{where.file}?mode=ro", uri=True)) as connection:
        found = connection.execute(
            "SELECT paper.key, paper.id, titles, authors FROM paper JOIN paper_row ON paper = key ORDER BY key"
        )
        return [
            Paper(key, paper_id, json.loads(titles), tuple(json.loads(authors or "[]")))
            for key, paper_id, titles, authors in found
        ]


def line(paper: Paper) -> str:
    """Return a paper as the line that a line filter such as fzf is given."""
    fields = [paper.titles.get("en", ""), ", ".join(paper.authors), paper.titles.get("zh", "")]
    fields += [paper.titles.get("de", ""), paper.id]
    return "\t".join(" ".join(each.split()) for each in fields)
