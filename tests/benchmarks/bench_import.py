"""Time an import, all of it: ``python -m tests.benchmarks.bench_import [--papers N] [--format NAME ...]``.

Writes days of 500 invented papers (see `big_library`) in several formats and imports each format into a library of its
own with the command line: cleaning, merging, raw blocks, diagnostics and counts included. Prints papers a second of
wall clock and of processor time; the time of one more day; and that of all files again, when nothing is new. Real
digests are imported too, where they are at hand.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.big_library import CORPUS, LAST_DAY, PER_DAY, Corpus, Inventor, days_before

FORMATS = ("daily-jsonl", "daily-markdown", "listing-text")
LISTING = """Distributed, Parallel, and Cluster Computing
Showing new listings for {date:%A}, {date.day} {date:%B %Y}
Total of {total} entries
New submissions (showing {total} of {total} entries)
"""
MARKDOWN = """### [{number}] [{title}](https://arxiv.org/abs/{id})
*{authors}*

Main category: {category}

TL;DR: {zh}


<details>
  <summary>Details</summary>
Motivation: {zh}

Method: {zh}

Abstract: {abstract}

</details>


"""


def main() -> None:
    """Print a line for each format."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--format", action="append", choices=(*FORMATS, "real"))
    options = parser.parse_args()
    print(f"{'format':<16} {'papers':>7} {'MB':>6} {'s':>6} {'a second':>9} {'s CPU':>6} {'one day':>8} {'again':>6}")
    with tempfile.TemporaryDirectory(prefix="digest-reader-") as name:
        folder = Path(name)
        wanted = options.format or [*FORMATS, "real"]
        write(folder, options.papers + PER_DAY, [each for each in wanted if each != "real"])
        if "real" in wanted and CORPUS.is_dir():
            for each in ("daily-md", "daily-jsonl", "linguavitamin-text"):
                shutil.copytree(CORPUS / each, folder / f"real {each}")
        for digests in sorted(path for path in folder.iterdir() if path.is_dir()):
            print(line(digests, folder))


def write(folder: Path, count: int, formats: list[str]) -> None:
    """Write a folder of digests for each format, a file a day."""
    chance = random.Random(5)
    inventor = Inventor(Corpus(chance), chance)
    for number, day in enumerate(days_before(LAST_DAY, -(-count // PER_DAY))):
        entries = [
            {**inventor.invented(), "id": f"{day:%y%m}.{50_000 + number * PER_DAY + each:05}"}
            for each in range(PER_DAY)
        ]
        for digest_format in formats:
            ending = {"daily-jsonl": "jsonl", "daily-markdown": "md"}.get(digest_format, "txt")
            file = folder / digest_format / f"{day}.{ending}"
            file.parent.mkdir(exist_ok=True)
            file.write_text(rendered(digest_format, entries, day.isoformat()), encoding="utf-8")


def rendered(digest_format: str, entries: list[dict[str, Any]], date: str) -> str:
    """Return a day's digest."""
    if digest_format == "daily-jsonl":
        return "".join(json.dumps(_object(each), ensure_ascii=False) + "\n" for each in entries)
    if digest_format == "daily-markdown":
        by_category: dict[str, list[dict[str, Any]]] = {}
        for each in entries:
            by_category.setdefault(each["categories"][0], []).append(each)
        contents = "\n".join(f"- [{name}](#{name}) [Total: {len(held)}]" for name, held in by_category.items())
        body, number = "", 0
        for name, held in by_category.items():
            body += f"<div id='{name}'></div>\n\n# {name} [[Back]](#toc)\n\n"
            for each in held:
                number += 1
                fields = {**each, "authors": ", ".join(each["authors"]), "category": name, "number": number}
                body += MARKDOWN.format(**fields)
        return f"<div id=toc></div>\n\n# Table of Contents\n\n{contents}\n\n\n{body}"
    total = len(entries)
    body = "".join(_listed(number, each) for number, each in enumerate(entries, 1))
    return LISTING.format(date=datetime.date.fromisoformat(date), total=total) + body


def _listed(number: int, paper: dict[str, Any]) -> str:
    authors = "\n,\n".join(paper["authors"])
    subjects = "\n; ".join(f"{name} ({name})" for name in paper["categories"])
    return (
        f"[{number}]\narXiv:{paper['id']}\n[\npdf\n,\nother\n]\nTitle:\n{paper['title']}\n{authors}\n"
        f"Subjects:\n{subjects}\n{paper['abstract']}\n"
    )


def _object(paper: dict[str, Any]) -> dict[str, Any]:
    made = dict.fromkeys(("tldr", "motivation", "method", "result", "conclusion"), paper["zh"])
    return {
        "id": paper["id"],
        "pdf": f"https://arxiv.org/pdf/{paper['id']}",
        "abs": f"https://arxiv.org/abs/{paper['id']}",
        "authors": paper["authors"],
        "title": paper["title"],
        "categories": paper["categories"],
        "comment": None,
        "summary": paper["abstract"],
        "AI": made if paper["zh"] else {},
    }


def line(digests: Path, scratch: Path) -> str:
    """Import a folder but for its last file, that file, and all of it again."""
    library = scratch / f"{digests.name}.sqlite3"
    files = sorted(path for path in digests.iterdir() if path.is_file())
    size = sum(path.stat().st_size for path in files[:-1]) / 1e6
    told, wall, cpu = run(library, files[:-1])
    _, one_day, _ = run(library, files[-1:])
    _, again, _ = run(library, files)
    started = run(library, [])[1]
    papers = told["totals"]["entries"]
    return (
        f"{digests.name:<16} {papers:7} {size:6.1f} {wall:6.2f} {papers / wall:9.0f} {cpu:6.2f}"
        f" {one_day - started:8.2f} {again - started:6.2f}"
    )


def run(library: Path, files: list[Path]) -> tuple[dict[str, Any], float, float]:
    """Run an import; return what it says, its seconds, and those of the processors."""
    places = ["--library", str(library), "--config-dir", str(library.parent / "config")]
    work = ["import", "--json", *map(str, files)] if files else ["paths"]
    command = [sys.executable, "-m", "digest_reader", *places, *work]
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    # With its bytecode, as an installed program has it: without, half of a short run would be compiling.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {"NO_COLOR": "1"}
    done = subprocess.run(command, check=False, capture_output=True, env=env)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr.decode())
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(done.stdout) if files else {}, wall, cpu


if __name__ == "__main__":
    main()
