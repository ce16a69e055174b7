"""``digest-reader parse``: what digests say, as JSON, without a library. Of a container, what each member says."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from digest_reader.cli.output import complain, write_json
from digest_reader.i18n import _
from parsers.container import ContainerError, unpack
from parsers.detect import EmptySourceError, UnknownFormatError
from parsers.digest import read
from parsers.source import MAX_BYTES, Source

if TYPE_CHECKING:
    import argparse

    from digest_reader.cli.places import Places

UNREAD = 3


def run(options: argparse.Namespace, places: Places) -> int:
    """Print the records, or with ``--report`` the report, of each file; 3 when one could not be read."""
    return max([_print_file(name, options) for name in options.files], default=0)


def _print_file(name: str, options: argparse.Namespace) -> int:
    """Print what a file says, or each member of a container."""
    try:
        data = _bytes(name)
    except OSError as error:
        hint = _("digest-reader import takes folders.") if isinstance(error, IsADirectoryError) else ""
        complain(_("{file} cannot be opened: {reason}.").format(file=name, reason=error.strerror or error), hint)
        return UNREAD
    code = 0
    try:
        for member, content in unpack(name, data):
            code = max(code, _print(member, content, options))
    except ContainerError as error:
        complain(str(error))
        return UNREAD
    return code


def _print(name: str, data: bytes, options: argparse.Namespace) -> int:
    try:
        digest = read(Source.from_bytes(name, data), format=options.format, date=options.date)
    except UnknownFormatError as error:
        is_empty = isinstance(error, EmptySourceError)
        complain(str(error), "" if is_empty else _("If you know better, name its format with --format."))
        if options.report:
            write_json({"name": name, "format": None, "scores": error.scores, "error": str(error)})
        return UNREAD
    for value in [digest.report()] if options.report else (record.to_json() for record in digest.records):
        write_json(value)
    if options.format is not None and digest.is_misread:
        complain(
            _("{file} has no entry that can be read as {format}.").format(file=name, format=options.format),
            _("Leave --format out: the content tells."),
        )
        return UNREAD
    return 0


def _bytes(name: str) -> bytes:
    # One more than is read, so that the source can tell that it was cut.
    if name == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(MAX_BYTES + 1)
