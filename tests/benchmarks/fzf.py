"""What fzf finds among the same papers, where it is installed: one line a paper, the whole process a query."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.libraries import line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from tests.benchmarks.queries import Paper


class Fzf:
    """fzf on the lines of some papers. Use it as a context manager."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        """Write the lines, each behind its paper's key, which fzf does not search."""
        self._file = tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="digest-reader-", suffix=".tsv")  # noqa: SIM115
        self._file.writelines(f"{paper.key}\t{line(paper)}\n" for paper in papers)
        self._file.flush()

    @staticmethod
    def installed() -> bool:
        """Tell whether there is one."""
        return shutil.which("fzf") is not None

    def __enter__(self) -> Fzf:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def find(self, query: str, most: int = 10) -> tuple[list[int], float]:
        """Return the keys of the best papers, best first, and the milliseconds that the process took."""
        command = ["fzf", "--delimiter", "\t", "--nth", "2..", "--filter", query]
        begun = time.perf_counter()
        with Path(self._file.name).open("rb") as lines:
            found = subprocess.run(command, stdin=lines, capture_output=True, check=False).stdout
        taken = (time.perf_counter() - begun) * 1000
        return [int(each.partition(b"\t")[0]) for each in found.split(b"\n", most)[:most] if each], taken
