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

from digest_reader.index.updating import folder_of
from digest_reader.library import Library
from tests.benchmarks.queries import Paper
from tests.core.invented import digest, record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.base import Record

HERE = Path(__file__).resolve().parent
SHORT = 400
"""Papers of the library of the short form."""
_NAMES = ("Sato", "Kähler", "Okafor", "Lindqvist", "Moreau", "Petrenko", "Nakamura", "Grübel", "Haddad", "Silva")
_METHODS = ("Sparse", "Lazy", "Elastic", "Speculative", "Monotone", "Auditable", "Reversible", "Federated")
_SUBJECTS = ("replicas", "ledgers", "sensors", "markets", "proteins", "kernels", "glaciers", "orchestras", "tariffs")
_AIMS = ("scheduling", "compression", "forecasting", "reconciliation", "verification", "navigation", "estimation")
_CHINESE = "稀疏弹性单调可逆联邦层次节俭调度压缩预测核对验证导航估计副本账本传感市场蛋白冰川目录乐团关税"


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
        with closing(found.open()) as library:
            days = [f"2026-11-{day}" for day in (17, 18, 19, 20)]
            for number, day in enumerate(days):
                some = range(number * papers // len(days), (number + 1) * papers // len(days))
                library.add(digest(*map(_invented, some), name=f"{day}.txt", date=day))
    return found


def _invented(number: int) -> Record:
    """Return what a listing tells of a paper that does not exist, each unlike those near it."""

    def one_of(words: Sequence[str], step: int) -> str:
        return words[number // step % len(words)]

    name = "".join("bdfgklmnprstvz"[number // 14**n % 14] + "aeiou"[number // 5**n % 5] for n in range(3))
    sounds = "".join(_CHINESE[(number * 7 + place * place) % len(_CHINESE)] for place in range(12))
    method, aim, subject = one_of(_METHODS, 1), one_of(_AIMS, 1), one_of(_SUBJECTS, 7)
    return record(
        f"2611.{96000 + number:05}",
        title={
            "en": f"{name.title()}: {method} {aim} of {subject} beside {one_of(_SUBJECTS, 31)}",
            "zh": f"{sounds[:6]}，{sounds[6:]}",
            "de": f"{name.title()} für {aim}süberprüfungen und {subject}ähnliches",
        },
        abstract={"en": f"We study {aim} of {subject}, which {method.lower()} {name} makes quick."},
        authors=(f"Ada {one_of(_NAMES, 1)}", f"Yi {one_of(_NAMES, 13)}"),
        categories=("cs.DC" if number % 3 else "cs.LG",),
        primary="cs.DC" if number % 3 else "cs.LG",
        section="new",
        version=1,
        position=number,
        line=number + 1,
    )


def papers_of(where: Place, newest: int | None = None) -> list[Paper]:
    """Return every paper of a library, or so many of the newest, oldest first."""
    with closing(sqlite3.connect(f"file:{where.file}?mode=ro", uri=True)) as connection:
        found = connection.execute(
            "SELECT paper.key, paper.id, titles, authors FROM paper JOIN paper_row ON paper = key"
            " WHERE key > (SELECT max(key) FROM paper) - ? ORDER BY key",
            (newest or 1 << 40,),
        )
        return [
            Paper(key, paper_id, json.loads(titles), tuple(json.loads(authors or "[]")))
            for key, paper_id, titles, authors in found
        ]


def can_be_copied(where: Place) -> bool:
    """Return whether the disk has room for a copy of a library with its index, and for what is written to it then."""
    files = [where.file, *folder_of(where.file).glob("*")]
    return shutil.disk_usage(where.folder).free > 1.5 * sum(file.stat().st_size for file in files)


def beside(where: Place, scratch: Path, *, copy: bool = False) -> Place:
    """Return the same library in another folder.

    Args:
        where: The library.
        scratch: An empty folder.
        copy: Whether it is to be written to, with its index as it is; otherwise the other place only points to it, and
            its index does not exist yet.
    """
    if where.lists.exists():
        shutil.copytree(where.lists, scratch / where.lists.name)
    found = Place(scratch, where.papers)
    if copy:
        # Through SQLite, which takes along what has not reached the file yet.
        with closing(sqlite3.connect(where.file)) as source, closing(sqlite3.connect(found.file)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = WAL")
        if (index := folder_of(where.file)).exists():
            shutil.copytree(index, folder_of(found.file))
    else:
        found.file.symlink_to(where.file.resolve())
    return found


def line(paper: Paper) -> str:
    """Return a paper as the line that a line filter such as fzf is given."""
    fields = [paper.titles.get("en", ""), ", ".join(paper.authors), paper.titles.get("zh", "")]
    fields += [paper.titles.get("de", ""), paper.id]
    return "\t".join(" ".join(each.split()) for each in fields)
