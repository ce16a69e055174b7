"""``digest-reader lists``: the reading lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest_reader.cli.cells import pad, width
from digest_reader.cli.output import complain, count, say, write, write_json
from digest_reader.i18n import _
from parsers.cleaning import one_line

if TYPE_CHECKING:
    import argparse

    from digest_reader.cli.places import Places

UNREAD = 3


def run(options: argparse.Namespace, places: Places) -> int:
    """Print the reading lists; 3 when the file of one cannot be read."""
    with places.opened() as library:
        lists = library.lists()
    if not lists:
        say("There are no reading lists yet. Saving a paper makes the first one.")
    name_cells = max((width(one_line(each.name)) for each in lists), default=0)
    for each in lists:
        if each.problem is not None:
            complain(
                _("The reading list “{slug}” cannot be read: {reason}.").format(slug=each.name, reason=each.problem),
                _("Mend the file in an editor; until then nothing is written to it."),
            )
        if options.json:
            write_json(
                {
                    "number": each.number,
                    "name": each.name,
                    "slug": each.slug,
                    "file": str(places.lists / f"{each.slug}.toml"),
                    "papers": [
                        {"id": entry.id, "title": entry.title, "added": entry.added, "note": entry.note}
                        for entry in each.entries
                    ],
                    "problem": each.problem,
                }
            )
        elif each.problem is None:
            write(f"{each.number:3}  {pad(one_line(each.name), name_cells)}  {count(len(each.entries), 'paper')}")
    return UNREAD if any(each.problem is not None for each in lists) else 0
