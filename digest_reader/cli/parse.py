"""``digest-reader parse``: what digests say, as JSON, without a library."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from digest_reader.cli.output import complain, write_json
from parsers.detect import UnknownFormatError
from parsers.digest import read
from parsers.source import MAX_BYTES, Source

if TYPE_CHECKING:
    import argparse

    from digest_reader.cli.places import Places

UNREAD = 3


def run(options: argparse.Namespace, places: Places) -> int:
    """Print the records, or with ``--report`` the report, of each file; 3 when one could not be read."""
    code = 0
    for name in options.files:
        try:
            digest = read(Source.from_bytes(name, _bytes(name)), format=options.format, date=options.date)
        except OSError as error:
            hint = "digest-reader import takes folders." if isinstance(error, IsADirectoryError) else ""
            complain(f"{name} cannot be opened: {error.strerror or error}.", hint)
            code = UNREAD
        except UnknownFormatError as error:
            complain(str(error), "If you know better, name its format with --format.")
            if options.report:
                write_json({"name": name, "format": None, "scores": error.scores, "error": str(error)})
            code = UNREAD
        else:
            for value in [digest.report()] if options.report else (record.to_json() for record in digest.records):
                write_json(value)
    return code


def _bytes(name: str) -> bytes:
    # One more than is read, so that the source can tell that it was cut.
    if name == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(MAX_BYTES + 1)
