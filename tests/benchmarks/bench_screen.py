"""Time the installed reader, key by key: ``python -m tests.benchmarks.bench_screen SIZE|FOLDER ...``.

Keys go through a pseudo-terminal (see `session`): moving, deciding and taking back, languages, resizing, sorting, other
days, and filters typed letter by letter, in a day and among the papers missed, which are most of a large library. Then
the same keys of a filter are typed while a large import runs, and while the index is made: there it is timed how long
the letter itself takes to appear.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.bench_filter import goal, typed
from tests.benchmarks.figures import Row, markdown, of_times, percentile
from tests.benchmarks.libraries import SHORT, Place, beside, can_be_copied, place, small
from tests.benchmarks.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

GROUP = "The screen, key to painted result"
FRAME = 16.0
KEY_GOALS = {300_000: 16.0, 3_000_000: 40.0}
MEMORY_GOALS = {300_000: 80.0, 3_000_000: 250.0}
KEYS = {"down": "j", "page": "\x1b[6~", "F2": "\x1bOQ", "F3": "\x1bOR", "clear": "\x15", "Esc": "\x1b"}
COUNT = r"([\d,]+) of [\d,]+"
IMPORTED = 20_000
QUERIES = 4
CALM = 0.3
"""Seconds without a frame after a key that begins a search; the cursor blinks every half."""
LONGEST = 12
"""Letters of a query that are typed."""


_MINIMAL = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    rows = 0
    def compose(self):
        yield Static("row 0")
    def on_key(self):
        self.rows += 1
        self.query_one(Static).update("\\n".join(f"row {self.rows + n}".ljust(150) for n in range(45)))

Minimal().run()
"""


def least() -> dict[str, dict[str, float]]:
    """Return what a Textual app takes that does no more than to draw 45 other rows after each key."""
    with tempfile.TemporaryDirectory(prefix="digest-reader-") as home, Session(["-c", _MINIMAL], Path(home)) as session:
        session.until("row 0")
        session.settle(1.0)
        keys = [each for _ in range(20) if (each := session.press("j")) is not None]
        sizes = [each for _ in range(4) for each in (session.resize(120, 40), session.resize(160, 45)) if each]
    return {
        "a row down": {"minimal Textual": percentile(keys, 50)},
        "another size of the terminal": {"minimal Textual": percentile(sizes, 50)} if sizes else {},
    }


@contextmanager
def reading(where: Place, home: Path) -> Iterator[Session]:
    """Open a library in a terminal, at its newest day, and wait until it has come to rest."""
    with closing(where.open()) as library:
        library.remember("place", None)
    arguments = ["-m", "digest_reader", "--library", str(where.file), "--config-dir", str(where.folder)]
    with Session(arguments, home) as session:
        session.until(r"\d left|papers|Done")
        session.settle(1.0)
        yield session


def measure(where: Place, queries: Sequence[str], rounds: int) -> list[Row]:
    """Return the rows of one library. What is decided is taken back."""
    others = least() if rounds > 1 else {}
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="digest-reader-") as home, reading(where, Path(home)) as session:
        for name, work in _looks(session).items():
            times[name] = [each for _ in range(rounds) for each in work() if each is not None]
        times["a letter of a filter in a day"] = _filter(session, queries)
        day = session.anonymous()
        session.press("W", r"Go to")
        session.press("missed" if where.papers != SHORT else "inbox")
        # What is typed in the overlay has to be there before Enter chooses.
        session.press("\r", quiet=CALM)
        times["a letter of a filter in most of the library"] = _filter(session, queries)
        whole = session.anonymous()
    rows = []
    for name, found in times.items():
        most = goal(KEY_GOALS, where.papers) if "filter" in name else FRAME
        rows.append(of_times(GROUP, name, where.papers, found, goal=most, others=others.get(name, {})))
    limit = goal(MEMORY_GOALS, where.papers)
    return [
        *rows,
        Row(GROUP, "memory of the reader, a day filtered", where.papers, "MB", day, goal=limit, note="anonymous"),
        Row(GROUP, "memory of the reader, all searched", where.papers, "MB", whole, goal=limit, note="anonymous"),
    ]


def _looks(session: Session) -> dict[str, Callable[[], list[float | None]]]:
    """Return what is done once a round."""
    press = session.press
    return {
        "a row down": lambda: [press(KEYS["down"]) for _ in range(10)],
        "a page down": lambda: [press(KEYS["page"]) for _ in range(5)],
        "the end, and the top": lambda: [press("G"), press("g")],
        "another language": lambda: [press(KEYS[key]) for key in ("F3", "F2") * 3],
        "a decision, durable": lambda: [press(key) for key in "xxb" * 3],
        "taking a decision back": lambda: [press("u") for _ in range(9)],
        "another order of the day": lambda: [press("S") for _ in range(4)],
        "the day before, and after": lambda: [press(key) for key in "<>" * 3],
        "another size of the terminal": lambda: [session.resize(120, 40), session.resize(160, 45)],
    }


def _filter(session: Session, queries: Sequence[str]) -> list[float]:
    """Type queries letter by letter, and return the times until the list that each letter brings."""
    times, count = [], ""
    session.press("/")
    for query in queries:
        for letter in query[:LONGEST]:
            taken, count = session.counted(letter, COUNT, count)
            # A letter that changes nothing, where nothing is found, need not be answered.
            times += [] if taken is None else [taken]
        session.press(KEYS["clear"], quiet=CALM)
    session.press(KEYS["Esc"], quiet=CALM)
    return times


def busy(where: Place, letters: int) -> list[Row]:
    """Return how long a letter takes to appear while an import runs, and while the index is made."""
    indexing, importing = (
        "a letter appears while the index is made",
        f"a letter appears while {IMPORTED:,} papers come in",
    )
    rows = []
    with tempfile.TemporaryDirectory(prefix="digest-reader-", dir=where.folder.parent) as name:
        scratch = Path(name)
        (scratch / "indexed").mkdir()
        (scratch / "written").mkdir()
        with reading(beside(where, scratch / "indexed"), scratch) as session:
            rows.append(_row(indexing, where, _echoes(session, letters)))
        if not can_be_copied(where):
            note = "the disk has no room for a copy"
            return [*rows, Row(GROUP, importing, where.papers, "ms", None, note=note)]
        file = scratch / "papers.jsonl"
        file.write_text("".join(digest_lines(IMPORTED)), encoding="utf-8")
        with reading(beside(where, scratch / "written", copy=True), scratch) as session:
            session.press("I")
            session.press(f"{file}\r", quiet=0.3)
            rows.append(_row(importing, where, _echoes(session, letters)))
    return rows


def _row(what: str, where: Place, times: list[float]) -> Row:
    return of_times(GROUP, what, where.papers, times, goal=FRAME)


def _echoes(session: Session, letters: int) -> list[float]:
    """Type a filter that is cleared after some letters, at the pace of a quick person."""
    session.send("/")
    chance, times, text = random.Random(3), [], ""
    for _ in range(letters):
        letter = chance.choice("abcdefghiklmnoprstuw")
        text += letter
        # Behind the letter nothing but the cursor and the field's blanks.
        times.append(session.echoed(letter, rf"(?:^|/ |\s){re.escape(text)}\s"))
        if len(text) == 6:
            session.send(KEYS["clear"])
            text = ""
    return times


def digest_lines(papers: int) -> Iterator[str]:
    """Yield a day's digest as JSON Lines."""
    for number in range(papers):
        paper = {
            "id": f"2612.{10_000 + number:05}",
            "title": f"Invented Paper {number} on {'abcdefghij'[number % 10] * 5} and Its Consequences",
            "authors": ["Ada Sato", "Yi Kähler"],
            "categories": ["cs.DC"],
            "summary": "We study what nobody asked for. " * 12,
            "AI": {"tldr": "研究无人问津之事。"},
        }
        yield json.dumps(paper, ensure_ascii=False) + "\n"


def run(sizes: Sequence[int], cache: Path, short: bool) -> list[Row]:
    """Return the rows of libraries of some sizes, or of the small one."""
    if short:
        return measure(small(cache), ["spa"], 1)
    rows: list[Row] = []
    for size in sizes:
        where = place(size, cache)
        rows += [*measure(where, typed(where, 1)[:QUERIES], 4), *busy(where, 40)]
    return rows


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("libraries", nargs="+", metavar="SIZE|FOLDER")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="digest-reader-") as scratch:
        for each in options.libraries:
            where = place(int(each), Path(scratch)) if each.isdigit() else Place(Path(each), 0)
            print(markdown([*measure(where, typed(where, 1)[:QUERIES], 4), *busy(where, 40)]))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
