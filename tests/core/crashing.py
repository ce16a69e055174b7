"""What the crash test kills: imports and decides without end, and prints each thing once it is done.

Run as ``python -m tests.core.crashing FOLDER``; the output is a line ``import DATE``, ``STATE ID``, ``note ID`` or
``undo`` each.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from digest_reader.models import STATES
from tests.core.invented import listing, open_library

PAPERS = 40


def batch(number: int) -> tuple[str, list[str]]:
    """Return the date and the papers of the n-th digest."""
    month, day = divmod(number, 28)
    return f"20{20 + month // 12}-{month % 12 + 1:02}-{day + 1:02}", [
        f"25{number % 12 + 1:02}.{number:02}{paper:03}" for paper in range(PAPERS)
    ]


def main() -> None:
    """Import a digest, decide on some of its papers, undo now and then; for ever."""
    library = open_library(Path(sys.argv[1]))
    done = {each.key for each in library.batches()}
    for number in itertools.count():
        date, ids = batch(number)
        if date in done:
            continue
        library.add(listing(*ids, date=date))
        print(f"import {date}", flush=True)
        for place, paper_id in enumerate(ids[:12]):
            state = STATES[1 + place % 3]
            library.decide([library.find(paper_id)], state, batch=date)
            print(f"{state} {paper_id}", flush=True)
            if place % 4 == 0:
                library.set_note(library.find(paper_id), f"on {paper_id}")
                print(f"note {paper_id}", flush=True)
            if place % 5 == 4:
                library.undo()
                print("undo", flush=True)


if __name__ == "__main__":
    main()
