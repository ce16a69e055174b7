"""``digest-reader export``: papers for other programs, to stdout or into files.

What the formats look like is `digest_reader.export`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from digest_reader.cli.listing import keys_of_query, say_nothing_found
from digest_reader.cli.output import complain, count, say
from digest_reader.errors import ReadingListError
from digest_reader.export.writing import FileIsThereError, Papers, format_for, write_file, write_folder
from digest_reader.i18n import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from digest_reader.cli.places import Places
    from digest_reader.library import Library
    from digest_reader.reading_lists import ReadingList


def run(options: argparse.Namespace, places: Places) -> int:
    """Write the papers that a query means, or those of a reading list."""
    to_file = options.output != "-" and options.split_by_paper is None
    to = options.format or (format_for(options.output) if to_file else "bibtex")
    with places.opened() as library:
        title, keys = _chosen(library, options)
        if keys is None:
            return 2
        papers = Papers(library, keys[: options.limit])
        try:
            if options.split_by_paper is not None:
                written = write_folder(Path(options.split_by_paper), papers, to, overwrite=options.force)
                say(f"Wrote {count(written, 'file')} to {options.split_by_paper}")
            elif to_file:
                write_file(Path(options.output), papers.text(to, title), overwrite=options.force)
                say(f"Wrote {count(len(papers.keys), 'paper')} to {options.output}")
            else:
                for piece in papers.text(to, title):
                    # As bytes: the formats say UTF-8 and their own line ends, wherever this goes.
                    sys.stdout.buffer.write(piece.encode("utf-8", "replace"))
                sys.stdout.buffer.flush()
        except FileIsThereError as error:
            complain(error.message, _("Name another, or replace it with --force."))
            return 1
    return 0


def _chosen(library: Library, options: argparse.Namespace) -> tuple[str, Sequence[int] | None]:
    """Return what the papers are, and which; None and a message when the query cannot be understood."""
    if options.list is not None:
        chosen = _reading_list(library, options.list)
        return chosen.name, library.list_view(chosen.slug, newest_first=False).keys
    query = " ".join(options.query).strip()
    keys = keys_of_query(library, query)
    if keys is not None and not keys:
        say_nothing_found(library, query)
    return {"": "Papers of the newest day", "all": "All papers"}.get(query, query), keys


def _reading_list(library: Library, name: str) -> ReadingList:
    """Return the reading list of that name, slug or number.

    Raises:
        ReadingListError: There is none, or its file cannot be read.
    """
    lists = library.lists()
    named = [each for each in lists if each.name == name]
    named += [each for each in lists if name in (each.slug, str(each.number))]
    if not named:
        raise ReadingListError(
            _("There is no reading list “{slug}”.").format(slug=name), _("digest-reader lists shows those there are.")
        )
    if named[0].problem:
        raise ReadingListError(
            _("The reading list “{slug}” cannot be read: {reason}.").format(
                slug=named[0].name, reason=named[0].problem
            ),
            _("Mend the file in an editor; until then nothing is written to it."),
        )
    return named[0]
