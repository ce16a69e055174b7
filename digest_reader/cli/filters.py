"""``digest-reader filters``: the saved filters, printed, added and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest_reader.cli.cells import pad, width
from digest_reader.cli.output import complain, say, write, write_json
from digest_reader.errors import DoubtfulFilterError
from digest_reader.i18n import _
from parsers.cleaning import one_line

if TYPE_CHECKING:
    import argparse

    from digest_reader.cli.places import Places
    from digest_reader.library import Library


def run(options: argparse.Namespace, places: Places) -> int:
    """Print the saved filters, or change them first: 2 when the arguments make no sense."""
    words = options.words
    if words and (words[0] not in ("add", "remove") or len(words) < (3 if words[0] == "add" else 2)):
        complain("It is filters, filters add NAME QUERY, or filters remove NAME.", "Quote a name of several words.")
        return 2
    with places.opened(make=True) as library:
        if words and not _change(library, words[0], words[1], " ".join(words[2:])):
            return 2
        filters = library.saved_filters()
    if not filters and not words:
        say("There are no saved filters yet: digest-reader filters add NAME QUERY makes one.")
    cells = max((width(one_line(each.name)) for each in filters), default=0)
    for each in filters:
        if options.json:
            write_json({"name": each.name, "query": each.query})
        else:
            write(f"{pad(one_line(each.name), cells)}  {each.query}")
    return 0


def _change(library: Library, what: str, name: str, query: str) -> bool:
    """Add or remove a filter; return whether the arguments made sense."""
    if what == "remove":
        if query:
            complain("filters remove takes one name.", "Quote a name of several words.")
            return False
        library.delete_filter(name)
        say(f"Removed the filter “{name}”.")
        return True
    try:
        library.save_filter(name, query)
    except DoubtfulFilterError as error:
        complain(error.message, f"{error.hint}\n" + _("`digest-reader list --help` tells more."))
        return False
    say(f"Kept “{query}” as “{name}”.")
    return True
