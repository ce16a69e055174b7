"""``digest-reader note``: what the person wrote on a paper, printed, written or edited."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from digest_reader.cli.deciding import described
from digest_reader.cli.output import complain, say, write, write_json
from digest_reader.tags import tags_in

if TYPE_CHECKING:
    import argparse

    from digest_reader.cli.places import Places
    from digest_reader.library import Library


def run(options: argparse.Namespace, places: Places) -> int:
    """Print the note on a paper; with a text, ``-`` or ``--edit`` write it first."""
    if options.edit and options.text:
        complain("--edit opens an editor: leave out the text.")
        return 2
    with places.opened() as library:
        key = library.find(options.id)
        paper = library.paper(key)
        text = _wanted(options, paper.note)
        if text is not None:
            _write(library, key, text, paper.note)
            paper = library.paper(key)
        if options.json:
            write_json({"id": paper.id, "note": paper.note, "tags": tags_in(paper.note)})
        elif paper.note:
            for line in paper.note.split("\n"):
                write(line)
        elif text is None:
            say(f"There is no note on {paper.id}.")
    return 0


def _wanted(options: argparse.Namespace, note: str) -> str | None:
    """Return the text to write, None to leave the note as it is."""
    if options.edit:
        from digest_reader import editor

        return editor.edit(note, editor.command(os.environ))
    if options.text == ["-"]:
        return sys.stdin.buffer.read().decode("utf-8", errors="replace")
    return " ".join(options.text) if options.text else None


def _write(library: Library, key: int, text: str, before: str) -> None:
    if text.strip() == before:
        say("The note is as it was.")
        return
    step = library.set_note(key, text)
    done = described(step) if text.strip() else "Deleted the note"
    say(f"{done}. `digest-reader undo` takes it back.")
