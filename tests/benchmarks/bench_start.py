"""Time a start, exec to the first frame that can be read: ``python -m tests.benchmarks.bench_start SIZE|FOLDER ...``.

The reader with and without the picture of its last screen, a minimal list in Textual, and newsboat and arxiv-viewer
where they are installed, in turn in a pseudo-terminal of 160 columns that answers nothing: what they share of the
machine's noise is shared. Newsboat gets a feed of as many items, up to 70,000; arxiv-viewer a mail of as many papers,
up to 10,000.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.figures import Row, markdown
from tests.benchmarks.libraries import Place, place, small

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

GROUP = "Start, exec to the first frame"
RUNS = 7
NEWSBOAT_ITEMS = 70_000
VIEWER_PAPERS = 10_000
PICTURE_GOAL = 30.0
MINIMAL_RATIO = 1.15
SIZE = (45, 160)
_PATIENCE = 60.0
_SEQUENCE = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b[=>78cM]")
_MINIMAL = """
from rich.segment import Segment
from textual.app import App
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Rows(ScrollView, can_focus=True):
    def on_mount(self):
        self.virtual_size = Size(80, 1000)

    def render_line(self, y):
        return Strip([Segment(f"row {y + self.scroll_offset.y} of a thousand".ljust(self.size.width))])


class Minimal(App):
    def compose(self):
        yield Rows()


Minimal().run()
"""


@dataclass(frozen=True, slots=True)
class Program:
    """Something that is started.

    Attributes:
        name: What the table calls it.
        command: What is executed.
        sign: A text that its first readable frame holds.
        environment: Variables beside the usual ones.
    """

    name: str
    command: Sequence[str]
    sign: str
    environment: Mapping[str, str]


def started(program: Program) -> float:
    """Return the milliseconds from exec until the program has drawn its sign; it is killed then."""
    begun = time.perf_counter()
    pid, terminal = _fork(program)
    try:
        _wait_for(terminal, program.sign, begun)
        return (time.perf_counter() - begun) * 1000
    finally:
        os.kill(pid, signal.SIGKILL)
        os.close(terminal)
        os.waitpid(pid, 0)


def leave_once(program: Program, keys: str = "q") -> None:
    """Start a program, leave it with some keys, and wait until it has gone."""
    pid, terminal = _fork(program)
    _wait_for(terminal, program.sign, time.perf_counter())
    # What is drawn after the first frame belongs to the screen that is left.
    _drain(terminal, 2.0)
    for key in keys:
        os.write(terminal, key.encode())
        _drain(terminal, 2.0)
    _drain(terminal, 3.0)
    os.close(terminal)
    os.waitpid(pid, 0)


def _fork(program: Program) -> tuple[int, int]:
    environment = {
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
        **program.environment,
    }
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        os.execvpe(program.command[0], list(program.command), environment)
    return pid, terminal


def _wait_for(terminal: int, sign: str, begun: float) -> None:
    drawn = b""
    while time.perf_counter() - begun < _PATIENCE:
        if not select.select([terminal], [], [], 0.5)[0]:
            continue
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        drawn += data
        if not data or sign.encode() in _SEQUENCE.sub(b"", drawn):
            return
    raise AssertionError(f"{sign!r} was not drawn: {_SEQUENCE.sub(b'', drawn)[-300:]!r}")


def _drain(terminal: int, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        if select.select([terminal], [], [], left)[0]:
            try:
                if not os.read(terminal, 65536):
                    return
            except OSError:
                return


def programs(where: Place, scratch: Path) -> list[Program]:
    """Return what is compared on a library; the reader with a picture comes first, and has been left once."""
    with closing(where.open()) as library:
        # At the newest day, wherever whoever was there before has left.
        library.remember("place", None)
    config = scratch / f"config-{where.papers}"
    bare = scratch / f"bare-{where.papers}"
    for folder in (config, bare):
        folder.mkdir()
        if where.lists.exists():
            shutil.copytree(where.lists, folder / "reading-lists")
    (bare / "config.toml").write_text("[interface]\nstart_picture = false\n", encoding="utf-8")
    home = {"HOME": str(scratch), "XDG_CACHE_HOME": str(scratch / "cache")}
    reader = str(Path(sys.executable).with_name("digest-reader"))
    minimal = scratch / "minimal.py"
    minimal.write_text(_MINIMAL, encoding="utf-8")
    first = Program("picture", (reader, "--library", str(where.file), "--config-dir", str(config)), "left of", home)
    leave_once(first)
    others = [
        Program("no picture", (*first.command[:-1], str(bare)), "left of", {**home, "XDG_CACHE_HOME": str(bare)}),
        Program("minimal Textual", (sys.executable, str(minimal)), "row 5 of", home),
    ]
    installed: dict[str, tuple[Callable[[int, Path], Program], int]] = {
        "newsboat": (_newsboat, NEWSBOAT_ITEMS),
        "arxiv-viewer": (_arxiv_viewer, VIEWER_PAPERS),
    }
    for name, (make, most) in installed.items():
        if shutil.which(name):
            folder = scratch / f"{name}-{where.papers}"
            folder.mkdir()
            others.append(make(min(where.papers or most, most), folder))
    return [first, *others]


def _newsboat(items: int, home: Path) -> Program:
    """Return newsboat with a cache of so many items, which it has read from a file."""
    entries = "".join(
        f"<item><title>Item {number}</title><guid>g{number}</guid><description>Of {number}.</description></item>"
        for number in range(items)
    )
    feed = home / "feed.xml"
    feed.write_text(f"<rss version='2.0'><channel><title>All items</title>{entries}</channel></rss>", encoding="utf-8")
    (home / "urls").write_text(f"file://{feed}\n", encoding="utf-8")
    (home / "config").write_text("", encoding="utf-8")
    command = ("newsboat", "-u", f"{home}/urls", "-c", f"{home}/cache.db", "-C", f"{home}/config")
    environment = {"HOME": str(home)}
    subprocess.run([*command, "-x", "reload"], env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL)
    return Program("newsboat", (*command, "-q"), "All items", environment)


def _arxiv_viewer(papers: int, home: Path) -> Program:
    """Return arxiv-viewer on a mail that announces so many papers, with a home of its own."""
    mail = home / "mail.txt"
    dashes = "-" * 78
    mail.write_text(
        "".join(
            f"{dashes}\n\\\\\narXiv:2611.{10_000 + number:05}\nDate: Fri, 20 Nov 2026 09:00:00 GMT   (9kb)\n\n"
            f"Title: Paper {number}\nAuthors: Ada Sato\nCategories: cs.DC\n\\\\\n  Of number {number}.\n"
            f"\\\\ ( https://arxiv.org/abs/2611.{10_000 + number:05} ,  9kb)\n"
            for number in range(papers)
        ),
        encoding="utf-8",
    )
    command = ("arxiv-viewer", "browse", "--input", str(mail), "--no-restore")
    program = Program("arxiv-viewer", command, "Paper 1", {"HOME": str(home)})
    # It greets at the first start, and not again.
    leave_once(replace(program, sign="Welcome"), "\rq")
    return program


def measure(where: Place, scratch: Path, runs: int) -> list[Row]:
    """Return the rows of one library."""
    compared = programs(where, scratch)
    times: dict[str, list[float]] = {program.name: [] for program in compared}
    for number in range(runs + 1):
        for program in compared:
            taken = started(program)
            if number:  # the first round fills the system's caches
                times[program.name].append(taken)
    medians = {name: sorted(taken)[len(taken) // 2] for name, taken in times.items()}
    others = {name: taken for name, taken in medians.items() if name not in ("picture", "no picture")}
    ratio = medians["no picture"] / medians["minimal Textual"]
    return [
        _row("the last screen again", where.papers, times["picture"], PICTURE_GOAL, others),
        _row("without a picture", where.papers, times["no picture"], None, others),
        Row(GROUP, "the same, times a minimal Textual list", where.papers, "", ratio, goal=MINIMAL_RATIO),
    ]


def _row(what: str, papers: int, times: Sequence[float], goal: float | None, others: dict[str, float]) -> Row:
    """Return the row of a few times; the goal is the median's, as seven have no 95th percentile."""
    median = sorted(times)[len(times) // 2]
    return Row(GROUP, what, papers, "ms", median, worst=max(times), others=others, goal=goal)


def run(sizes: Sequence[int], cache: Path, short: bool) -> list[Row]:
    """Return the rows of libraries of some sizes, or of a small one.

    Args:
        sizes: Numbers of papers.
        cache: Where the libraries are kept.
        short: Whether only to see that it runs.
    """
    places = [small(cache)] if short else [place(size, cache) for size in sizes]
    with tempfile.TemporaryDirectory(prefix="digest-reader-") as scratch:
        return [row for where in places for row in measure(where, Path(scratch), 1 if short else RUNS)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("libraries", nargs="*", metavar="SIZE|FOLDER", help="without one, a small library")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="digest-reader-") as scratch:
        folder = Path(scratch)
        given = [place(int(each), folder) if each.isdigit() else Place(Path(each), 0) for each in options.libraries]
        for number, where in enumerate(given or [small(folder)]):
            here = folder / f"run-{number}"
            here.mkdir()
            print(markdown(measure(where, here, RUNS)))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
