"""``digest-reader import``: digests into the library, and a summary for a person or a program.

What is read and what becomes of it is `digest_reader.ingest`'s business.
"""

from __future__ import annotations

import dataclasses
import os
import shlex
import sys
from typing import TYPE_CHECKING, Any

from digest_reader.cli.cells import cut, pad, width
from digest_reader.cli.output import complain, count, terminal_width, write, write_json
from digest_reader.cli.progress import Progress
from digest_reader.clipboard import read_clipboard
from digest_reader.errors import DigestReaderError
from digest_reader.ingest import STDIN, import_bytes, import_each, totals
from parsers.cleaning import one_line

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from digest_reader.cli.places import Places
    from digest_reader.library import Library
    from digest_reader.models import Counted, ImportedFile

UNREAD = 3
_ALL_SHOWN = 20
"""Up to so many files each has its line; of more only those that something is to be said of."""
_NOTES_SHOWN = 5
_NOTES_SHOWN_OF_MANY = 1
"""Warnings shown of each file, and of each when more than three files have some."""
_SMALLEST_NAME = 16
_HEADS = ("entries", "new", "updated", "unchanged", "warnings")


def run(options: argparse.Namespace, places: Places) -> int:
    """Import, then print what came of it; an interrupted import tells of the files that were finished."""
    progress = Progress()
    files: list[ImportedFile] = []
    try:
        pasted = read_clipboard() if options.clipboard else None
        with places.opened(make=True) as library:
            for file in _imported(library, options, pasted, progress):
                files.append(file)
                if file.error is not None:
                    progress.clear()
                    named = file.error.startswith(f"{file.path}: ")
                    complain(file.error if named else f"{file.path}: {file.error}")
    except (KeyboardInterrupt, DigestReaderError):
        progress.clear()
        if files:
            _report(files, options)
        raise
    progress.clear()
    _report(files, options)
    return UNREAD if any(file.error is not None for file in files) else 0


def _imported(
    library: Library, options: argparse.Namespace, pasted: bytes | None, progress: Progress
) -> Iterator[ImportedFile]:
    reading = {"format": options.format, "date": options.date, "again": options.again}
    if pasted is not None:
        yield from import_bytes(library, "clipboard", pasted, **reading)
    yield from import_each(library, options.paths, progress=progress, stdin=sys.stdin.buffer, **reading)


def _report(files: Sequence[ImportedFile], options: argparse.Namespace) -> None:
    if options.json:
        write_json({"files": [file_json(file) for file in files], "totals": dataclasses.asdict(totals(files))})
    elif not options.quiet:
        for line in _summary(files):
            write(line)


def file_json(file: ImportedFile) -> dict[str, Any]:
    """Return the public JSON object of a file that was imported."""
    return {
        "path": file.path,
        "format": file.format,
        "sha256": file.sha256,
        **dataclasses.asdict(file.counted),
        "error": file.error,
    }


def _summary(files: Sequence[ImportedFile]) -> list[str]:
    """Return the table, the warnings under it, and one sentence."""
    read = [file for file in files if file.format is not None]
    passed_over = [file for file in files if file.format is None and file.error is None]
    shown = read if len(read) <= _ALL_SHOWN else [file for file in read if file.counted.warnings or file.notes]
    lines = table(shown[:_ALL_SHOWN], totals(files)) if read else []
    if len(read) > len(shown[:_ALL_SHOWN]):
        lines.append(f"({count(len(read) - len(shown[:_ALL_SHOWN]), 'more file')}, counted above)")
    with_notes = [file for file in shown[:_ALL_SHOWN] if file.notes]
    for file in with_notes:
        lines += _warnings(file, _NOTES_SHOWN if len(with_notes) <= 3 else _NOTES_SHOWN_OF_MANY)
    lines += _undated(read)
    if read and not any(file.counted.new or file.counted.updated for file in files):
        lines.append("Nothing is new.")
    if passed_over:
        lines.append(f"Passed over, no digest: {count(len(passed_over), 'file')}.")
    if not files:
        lines.append("There was no file to read.")
    return lines


def _undated(files: Sequence[ImportedFile]) -> list[str]:
    """Say how to give a date to what has none; each such file is a day of its own until then."""
    undated = [_name(file.path) for file in files if file.date is None]
    if not undated:
        return []
    what = f"{undated[0]} has no date" if len(undated) == 1 else f"{len(undated):,} files have no date: {undated[0]}"
    more = "" if len(undated) < 3 else ", ..."
    more = f", {undated[1]}{more}" if len(undated) > 1 else ""
    return [f"{what}{more}. To give one: digest-reader import --date YYYY-MM-DD {_shell_name(undated[0])}"]


def _shell_name(name: str) -> str:
    """Return what to type again for a file; for a member of a container, the container."""
    if name == "clipboard":
        return "--clipboard"
    while name and name != STDIN and not os.path.isfile(name):
        name = os.path.dirname(name)
    return shlex.quote(name) if name else "PATH"


def table(files: Sequence[ImportedFile], total: Counted) -> list[str]:
    """Return a line for each file that was read, between the heads and the totals, no wider than the terminal."""
    heads = ("file", "format", *_HEADS)
    body = [(_name(file.path), file.format or "", *_numbers(file.counted)) for file in files]
    last = ("total", "", *_numbers(total))
    rows = [heads, *body, last]
    columns = [max(width(row[column]) for row in rows) for column in range(len(heads))]
    cells = terminal_width()
    if cells is not None:
        others = sum(columns[1:]) + 2 * len(columns[1:])
        columns[0] = min(columns[0], max(cells - others, _SMALLEST_NAME))
    return [_row(row, columns) for row in rows]


def _row(row: Sequence[str], columns: Sequence[int]) -> str:
    name, digest_format, *numbers = row
    fields = [pad(_cut_start(name, columns[0]), columns[0]), pad(digest_format, columns[1])]
    fields += [pad(number, cells, right=True) for number, cells in zip(numbers, columns[2:], strict=True)]
    return "  ".join(fields).rstrip()


def _numbers(counted: Counted) -> list[str]:
    return [f"{getattr(counted, name):,}" for name in _HEADS]


def _warnings(file: ImportedFile, most: int) -> list[str]:
    lines = ["", f"{_name(file.path)}:", *(f"  {note}" for note in file.notes[:most])]
    if len(file.notes) > most:
        lines.append(f"  and {len(file.notes) - most:,} more: digest-reader parse --report {_name(file.path)}")
    return lines


def _name(path: str) -> str:
    return one_line(os.path.relpath(path) if os.path.isabs(path) and path.startswith(os.getcwd() + os.sep) else path)


def _cut_start(name: str, cells: int) -> str:
    """Return a path's end, which tells more than its start."""
    return name if width(name) <= cells else "…" + cut(name[::-1], cells - 1, "")[::-1]
