"""``digest-reader list``: one line a paper; also the plain list that stands for the screen without a terminal.

Which papers a query means is `digest_reader.library`'s business, how a text is measured and cut is `cells`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest_reader.cli.cells import cut, pad, width
from digest_reader.cli.output import complain, count, say, terminal_width, write, write_json
from digest_reader.config.settings import LANGUAGES
from digest_reader.errors import SavedFilterError
from digest_reader.i18n import _
from digest_reader.languages import first_language
from digest_reader.tex import to_unicode
from parsers.cleaning import one_line

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from digest_reader.cli.places import Places
    from digest_reader.library import Library
    from digest_reader.models import Row

MARKS = {"new": " ", "saved": "+", "later": "z", "skipped": "-"}
VIEWS = ("inbox", "missed", "later")
"""Words that mean a view across days, where a query may stand."""
_AT_ONCE = 500
"""Papers asked of the library in one query: so a list of any length begins at once and takes little memory."""
_ID_CELLS = 10
_LONGEST_ID = 32
_CATEGORY_CELLS = 8
_AUTHOR_CELLS = 20
_ENOUGH_TITLE = 36
"""Under so many cells of title a terminal's line goes without author, and then without category."""


def run(options: argparse.Namespace, places: Places) -> int:
    """Print the newest batch, everything, or what a query means."""
    query = " ".join(options.query)
    with places.opened() as library:
        keys = _keys_of_filter(library, options.filter) if options.filter else keys_of_query(library, query)
        if keys is None:
            return 2
        if options.order is not None:
            keys = library.in_order(keys, options.order, lang=options.lang or next(iter(places.settings.read_in), "en"))
        if not keys:
            say_nothing_found(library, query or options.filter or "")
        shown = keys[: options.limit]
        if options.json:
            write_papers(library, shown)
        else:
            write_rows(library, shown, options.lang, ascii_only=places.ascii, read_in=places.settings.read_in)
    return 0


def undecided(options: argparse.Namespace, places: Places) -> int:
    """Print the undecided papers of the newest batch that has any: what the screen would open on."""
    with places.opened(make=True) as library:
        batch = library.batch_to_open()
        if batch is None:
            say_nothing_found(library, "")
            return 0
        view = library.batch_view(batch)
        keys = [key for key, state in zip(view.keys, view.states, strict=True) if state == 0]
        say(f"{_day(batch)}: {len(keys):,} undecided of {count(len(view.keys), 'paper')}")
        write_rows(library, keys, None, ascii_only=places.ascii, read_in=places.settings.read_in)
    return 0


def write_papers(library: Library, keys: Sequence[int]) -> None:
    """Print papers as JSON, one object a line."""
    names = {each.slug: each.name for each in library.lists()}
    for key in keys:
        write_json(library.paper(key).to_json(names))


def write_rows(
    library: Library,
    keys: Sequence[int],
    lang: str | None,
    *,
    ascii_only: bool,
    read_in: Sequence[str] = LANGUAGES,
) -> None:
    """Print papers as text, one a line, cut to the terminal if there is one.

    Args:
        library: Where they are.
        keys: The papers.
        lang: Language of the titles where there is one; by default the one that the person reads best.
        ascii_only: Whether to leave TeX as written and cut with ``...``.
        read_in: The languages that the person reads, best first.
    """
    cells = terminal_width()
    for row in _rows(library, keys):
        write(_line(row, lang, cells, ascii_only=ascii_only, read_in=read_in))


def _rows(library: Library, keys: Sequence[int]) -> Iterator[Row]:
    for start in range(0, len(keys), _AT_ONCE):
        yield from library.rows(keys[start : start + _AT_ONCE])


def keys_of_query(library: Library, query: str) -> Sequence[int] | None:
    """Return the papers that a query means: the newest batch's without one, those of a view by its name.

    None, and a message, when it cannot be understood.
    """
    if not query.strip():
        batches = library.batches()
        return library.batch_view(batches[0].key).keys if batches else ()
    match query.strip():
        case "all":
            return library.all_view().keys
        case "inbox":
            return library.inbox_view().keys
        case "missed":
            return library.missed_view().keys
        case "later":
            return library.later_view().keys
    hits = library.search(query)
    if hits.unknown:
        complain_of_query(query, hits.unknown)
        return None
    return hits.keys


def complain_of_query(query: str, unknown: Sequence[tuple[int, int]]) -> None:
    """Say which parts of a query mean nothing, and what could stand there."""
    from digest_reader.query_advice import complaint

    message, hints = complaint([query[start:end] for start, end in unknown])
    complain(message, f"{hints}\n" + _("`digest-reader list --help` tells more."))


def _keys_of_filter(library: Library, name: str) -> Sequence[int] | None:
    """Return the papers of a saved filter."""
    filters = library.saved_filters()
    query = next((each.query for each in filters if each.name == name), None)
    if query is None:
        there = ", ".join(f"“{each.name}”" for each in filters)
        raise SavedFilterError(
            _("There is no filter “{name}”.").format(name=name),
            _("There are: {names}.").format(names=there) if there else "",
        )
    return keys_of_query(library, query)


def say_nothing_found(library: Library, query: str) -> None:
    """Say that a query means no paper, and what to do."""
    if query.strip() in VIEWS:
        say(f"There is no paper in {query.strip()}.")
    elif library.counts().total and not query.strip():
        newest = _day(library.batches()[0].key)
        say(f"The newest day has no papers: {newest}; `digest-reader list all` shows every paper.")
    elif library.counts().total:
        say(f"No paper matches {query!r}; `digest-reader list all` shows every paper.")
    else:
        say("The library is empty. Read a digest into it: digest-reader import FILE")


def _day(batch: str) -> str:
    return "An undated digest" if batch.startswith("undated:") else batch


def _line(row: Row, lang: str | None, cells: int | None, *, ascii_only: bool, read_in: Sequence[str]) -> str:
    title, author = _title(row, lang, read_in), _first_author(row)
    if not ascii_only:
        title, author = to_unicode(title), to_unicode(author)
    category, paper_id = row.primary or "", row.id
    if cells is None:
        line = f"{MARKS[row.state]} {paper_id:{_ID_CELLS}}  {category:{_CATEGORY_CELLS}}  {title}"
        return f"{line}  {author}".rstrip()
    ellipsis = "..." if ascii_only else "…"
    line = f"{MARKS[row.state]} {pad(cut(one_line(paper_id), _LONGEST_ID, ellipsis), _ID_CELLS)}  "
    if cells - width(line) - _CATEGORY_CELLS - 2 >= _ENOUGH_TITLE:
        line += pad(cut(_short(category), _CATEGORY_CELLS, ellipsis), _CATEGORY_CELLS) + "  "
    room = cells - width(line)
    if room - _AUTHOR_CELLS - 2 < _ENOUGH_TITLE:
        return cut(line + title, cells, ellipsis)
    room -= _AUTHOR_CELLS + 2
    return (line + pad(cut(title, room, ellipsis), room) + "  " + cut(author, _AUTHOR_CELLS, ellipsis)).rstrip()


def _title(row: Row, lang: str | None, read_in: Sequence[str]) -> str:
    found = first_language(row.title, lang or read_in[0], read_in)
    if found is None:
        return "(no title)"
    # Says which language stands in for the one asked for.
    return one_line(row.title[found]) + (f" ({found})" if lang not in (None, found) else "")


def _first_author(row: Row) -> str:
    if not row.authors:
        return ""
    others = row.author_count - 1
    return one_line(row.authors[0]) + (f" +{others}" if others else "")


def _short(category: str) -> str:
    """Return a category without its archive where it is too long with it: ``flu-dyn`` for ``physics.flu-dyn``."""
    return category if len(category) <= _CATEGORY_CELLS else category.rpartition(".")[2]
