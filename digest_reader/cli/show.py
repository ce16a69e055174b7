"""``digest-reader show``: all there is to a paper, as text to read or as JSON."""

from __future__ import annotations

import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from digest_reader.cli.cells import fold
from digest_reader.cli.listing import write_papers
from digest_reader.cli.output import terminal_width, write, write_json
from digest_reader.languages import first_language
from digest_reader.tex import to_unicode
from parsers.arxiv_id import parse_id
from parsers.cleaning import one_line

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence

    from digest_reader.cli.places import Places
    from digest_reader.models import Appearance, Paper, SourcedNote, Text

_MEASURE = 88
"""Cells of a line of text on a wide terminal: a longer one is hard to read."""


def run(options: argparse.Namespace, places: Places) -> int:
    """Print one paper."""
    with places.opened() as library:
        key = library.find(options.id)
        if options.json:
            if options.history:
                names = {each.slug: each.name for each in library.lists()}
                write_json({**library.paper(key).to_json(names), "history": library.history(key)})
            else:
                write_papers(library, [key])
            return 0
        names = {each.slug: each.name for each in library.lists()}
        paper = library.paper(key)
        history = library.history(key) if options.history else []
    cells = terminal_width()
    measure = None if cells is None else min(cells, _MEASURE)
    page = _page(paper, options.lang, names, places.settings.read_in)
    for paragraph in chain(page, _history(history) if options.history else ()):
        # What is set in by two spaces is a row of a table: it stays one line, and its addresses and files are no TeX.
        is_row = paragraph.startswith("  ")
        text = paragraph if places.ascii or is_row else to_unicode(paragraph)
        for line in [text] if is_row else fold(text, measure):
            write(line)
    return 0


def _page(paper: Paper, lang: str | None, list_names: Mapping[str, str], read_in: Sequence[str]) -> Iterator[str]:
    """Yield the paper's paragraphs; an empty one is a blank line."""
    yield from _titles(paper.title, lang, read_in)
    yield "(authors unknown)" if paper.authors is None else ", ".join(paper.authors)
    yield ""
    yield from _facts(paper, list_names)
    yield from _text("Abstract", paper.abstract, lang, read_in)
    yield from _notes(paper.notes, lang)
    yield from _links(paper)
    yield from ("", "Seen in", *map(_appearance, paper.appearances))


def _titles(titles: Mapping[str, Text], lang: str | None, read_in: Sequence[str]) -> Iterator[str]:
    """Yield the title in the language asked for, then the one read best where it is another."""
    wanted = lang or read_in[0]
    order = dict.fromkeys(each for each in (wanted, *read_in, *titles) if each in titles and titles[each].text)
    shown = list(order)[: 1 if lang is None else 2]
    for each in shown:
        yield titles[each].text + _provenance(titles[each], each, wanted)
    if not shown:
        yield "(no title)"


def _facts(paper: Paper, list_names: Mapping[str, str]) -> Iterator[str]:
    version = f"v{paper.versions[-1]}" if paper.versions and parse_id(paper.id) is not None else ""
    yield f"{paper.id}{version}"
    if paper.categories:
        yield f"Categories: {', '.join(paper.categories)}"
    yield f"State: {_state(paper, list_names)}"
    for label, value in (
        ("Note", paper.note),
        ("Comments", paper.comments),
        ("Journal", paper.journal_ref),
        ("DOI", paper.doi),
    ):
        if value:
            yield f"{label}: {value}"


def _state(paper: Paper, list_names: Mapping[str, str]) -> str:
    said: str = "undecided" if paper.state == "new" else paper.state
    if paper.lists:
        said += " in " + ", ".join(list_names.get(slug, slug) for slug in paper.lists)
    return said + (f", {paper.decision.at[:10]}" if paper.decision and paper.state != "new" else "")


def _text(label: str, texts: Mapping[str, Text], lang: str | None, read_in: Sequence[str]) -> Iterator[str]:
    """Yield a text in the language asked for, or in one that there is, saying so."""
    there = [each for each in texts if texts[each].text]
    wanted = lang or read_in[0]
    shown = first_language(there, wanted, read_in)
    others = [each for each in there if each != shown]
    yield ""
    if lang is not None and lang in texts and not texts[lang].text:
        yield f"{label} ({lang}): the source has none"
    if shown is None:
        yield f"{label}: none"
        return
    more = f" (also in {', '.join(others)}: --lang)" if others else ""
    yield f"{label}{_provenance(texts[shown], shown, wanted)}{more}"
    yield from texts[shown].text.split("\n\n")


def _provenance(text: Text, lang: str, wanted: str) -> str:
    """Return what is to be known of a text: its language if not the one asked for, its maker, its worth."""
    made = {"author": "", "machine": "machine translation", "ai": "AI"}[text.origin]
    said = [
        lang if lang != wanted else "",
        made,
        text.status if text.status != "ok" else "",
    ]
    told = ", ".join(filter(None, said))
    return f" ({told})" if told else ""


def _notes(notes: Sequence[SourcedNote], lang: str | None) -> Iterator[str]:
    """Yield the AI notes: those in the language asked for if there are any, else all."""
    chosen = [each.note for each in notes if each.note.lang == lang] or [each.note for each in notes]
    for note in chosen:
        told = ", ".join(filter(None, ("AI", note.lang, note.status if note.status != "ok" else None)))
        yield ""
        yield f"{note.label} ({told})"
        yield from note.text.split("\n\n")


def _links(paper: Paper) -> Iterator[str]:
    """Yield the addresses of the paper's pages, by what they are."""
    width = max(map(len, paper.links), default=0)
    if paper.links:
        yield from ("", "Links")
    for kind, url in paper.links.items():
        yield f"  {kind:{width}}  {one_line(url)}"


def _history(history: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what was decided and written, oldest first."""
    yield from ("", "Decided")
    if not history:
        yield "  nothing yet"
    for each in history:
        here = datetime.datetime.fromisoformat(each["at"]).astimezone()
        yield f"  {here:%Y-%m-%d %H:%M}  {_event(each)}" + ("  (undone)" if each["undone"] else "")


def _event(each: Mapping[str, Any]) -> str:
    if each["note"] is not None:
        return f"note: {one_line(each['note'])}" if each["note"] else "note deleted"
    said = str(each["state"]) + (f" v{each['version']}" if each["version"] else "")
    if each["list"]:
        said += f" to {each['list']}" if each["action"] == "save" else f" as it left {each['list']}"
    if each["until"]:
        said += " until a new version" if each["until"] == "version" else f" until {each['until']}"
    return said + (f", in {each['batch']}" if each["batch"] else "")


def _appearance(seen: Appearance) -> str:
    version = f" v{seen.version}" if seen.version else ""
    kind = f" ({seen.date_kind})" if seen.date_kind not in (None, "announced") else ""
    return f"  {seen.date or 'undated'}{kind}  {seen.section or 'listed'}{version}  {seen.format}  {seen.source}"
