"""``digest-reader mark`` and ``undo``: decisions from the command line, one step each, as on the screen."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from digest_reader.cli.listing import write_papers, write_rows
from digest_reader.cli.output import complain, count, say
from digest_reader.clock import today
from digest_reader.errors import ReadingListError, UnknownPaperError
from digest_reader.i18n import _
from parsers.arxiv_id import id_from_url, parse_id

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from digest_reader.cli.places import Places
    from digest_reader.library import Library
    from digest_reader.models import Step

_DONE = {"saved": "Saved", "later": "Put off", "skipped": "Skipped", "new": "Made undecided again"}


def mark(options: argparse.Namespace, places: Places) -> int:
    """Decide on papers; all of them or, when one is unknown, none."""
    if options.until is not None and options.state != "later":
        complain("--until goes with --state later: no other decision waits for anything.")
        return 2
    if options.until not in (None, "version") and options.until <= today().isoformat():
        complain(f"--until takes a day to come, and {options.until} is not.", f"Today is {today().isoformat()}.")
        return 2
    if options.list is not None and options.state != "saved":
        complain("--list goes with --state saved: no other decision puts a paper into a list.")
        return 2
    if options.create and options.list is None:
        complain("--create goes with --list NAME: say which list to make.")
        return 2
    with places.opened() as library:
        keys = list(dict.fromkeys(_keys(library, options.ids)))
        if not keys:
            say("No ids came: nothing to do.")
            return 0
        slug = None if options.list is None else _list(library, options.list, create=options.create)
        # Later is the next announcement: after the newest that there is, wherever the paper stands.
        batch = next((each.key for each in library.batches()), None) if options.state == "later" else None
        step = library.decide(keys, options.state, list_slug=slug, batch=batch, until=options.until)
        say(f"{described(step)}. `digest-reader undo` takes it back.")
        _write(library, keys, options)
    return 0


def undo(options: argparse.Namespace, places: Places) -> int:
    """Take back the last step, 1 when there is none."""
    with places.opened() as library:
        step = library.undo()
        if step is None:
            complain(_("There is nothing to undo."))
            return 1
        say(f"Undone: {described(step)}.")
        _write(library, step.keys, options)
    return 0


def _write(library: Library, keys: Sequence[int], options: argparse.Namespace) -> None:
    """Print papers as they are now."""
    if options.json:
        write_papers(library, keys)
    else:
        write_rows(library, keys, None, ascii_only=options.ascii)


def described(step: Step) -> str:
    """Return what a step did, as the start of a sentence."""
    papers = f"“{step.title}”" if len(step.keys) == 1 and step.title else count(len(step.keys), "paper")
    name = f"“{step.list_name}”"
    match step.action:
        case "save":
            return f"Saved {papers} to {name}"
        case "decide":
            return f"{_DONE[step.state or 'new']}{_until(step.until)}: {papers}"
        case "note":
            return f"Wrote the note on {papers}"
        case "list-create":
            return f"Made the list {name}"
        case "list-rename":
            return f"Renamed a list to {name}"
        case "list-delete":
            return f"Deleted the list {name}"
        case "list-remove":
            return f"Took {papers} out of {name}"
        case "list-move":
            return f"Moved {papers} in {name}"
        case "list-order":
            return f"Moved the list {name}"
        case _:
            return f"{step.action}: {papers}"


def _until(until: str | None) -> str:
    return " until there is a new version" if until == "version" else f" until {until}" if until else ""


def _keys(library: Library, typed: Sequence[str]) -> Iterator[int]:
    """Yield the papers, all ids found before anything is decided."""
    unknown: list[UnknownPaperError] = []
    for paper_id in _ids(typed):
        try:
            yield library.find(paper_id)
        except UnknownPaperError as error:
            unknown.append(error)
    if unknown:
        said, more = unknown[0].message, len(unknown) - 1
        if more:
            said = _("{message} So it is with {n} more.").format(message=said, n=f"{more:,}")
        raise UnknownPaperError(said, "\n".join(filter(None, (unknown[0].hint, _("Nothing was done.")))))


def _ids(typed: Sequence[str]) -> Iterator[str]:
    for each in typed:
        if each != "-":
            yield each
            continue
        for line in sys.stdin.buffer.read().decode("utf-8", errors="replace").split("\n"):
            if line.strip():
                yield _id_in(line.strip())


def _id_in(line: str) -> str:
    """Return the id in a line that ``list`` or ``list --json`` printed; any other line is an id as it stands."""
    if line.startswith("{"):
        try:
            return str(json.loads(line)["id"])
        except (ValueError, LookupError, TypeError, RecursionError):
            return line
    for word in line.split():
        if parse_id(word) or id_from_url(word) or word.startswith(("https://", "http://")):
            return word
    return line


def _list(library: Library, name: str, *, create: bool) -> str:
    """Return the slug of the list of that name, slug or number."""
    lists = library.lists()
    for slug in (
        *(each.slug for each in lists if each.name == name),
        *(each.slug for each in lists if name in (each.slug, str(each.number))),
    ):
        return slug
    if create:
        step = library.create_list(name)
        say(f"{described(step)}.")
        if step.list_slug is not None:
            return step.list_slug
    there = ", ".join(f"“{each.name}”" for each in lists)
    made = _("With --create it is made.")
    raise ReadingListError(
        _("There is no reading list “{slug}”.").format(slug=name),
        _("There are: {names}.").format(names=there) + f"\n{made}" if there else made,
    )
