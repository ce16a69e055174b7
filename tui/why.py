"""Why a paper is here, in plain words: where it came, what of it is watched, and what was decided on it when. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.cells import cell_len

from digest_reader.i18n import _
from digest_reader.models import Appearance, Paper
from tui import words
from tui.detail.content import DetailContext, seen_on
from tui.ink import ACCENT_BOLD, FAINT, MUTED, MUTED_BOLD, TEXT, Line, Run
from tui.runs import wrap_runs
from tui.text.wrap import truncate
from tui.themed import cells

History = Sequence[Mapping[str, Any]]
"""What `digest_reader.library.Library.history` returns."""
_WHEN_CELLS = 21
_LEAST_BESIDE = 30
"""Cells of text below which the time stands above it."""


def why_lines(paper: Paper, history: History, context: DetailContext, width: int) -> list[Line]:
    """Return the page that says why a paper is here.

    Args:
        paper: The paper.
        history: What was ever decided and written on it, oldest first.
        context: Language, glyphs, the day being read, the lists' names, what is watched.
        width: Cells of a line.
    """
    parts = [
        (_("Seen in"), _appearances(paper, context, max(width - _WHEN_CELLS, 8))),
        (_("Watched"), _watched(paper, context)),
        (_("Lists"), [("", [(", ".join(context.list_names.get(slug, slug) for slug in paper.lists), TEXT)])]),
        (_("Decisions"), [_decided(each, context) for each in history]),
    ]
    lines: list[Line] = []
    for label, entries in parts:
        told = [entry for entry in entries if any(text for text, _ink in entry[1])]
        if told:
            lines += [*([[]] if lines else []), [(label, MUTED_BOLD)]]
            lines += [line for when, runs in told for line in _beside(when, runs, width)]
    if not history:
        lines += [[], [(_("Nothing was decided on it yet."), FAINT)]]
    return lines


_Entry = tuple[str, list[Run]]
"""When, and what."""


def _beside(when: str, runs: Sequence[Run], width: int) -> Iterable[Line]:
    """Set what happened beside when it did, or under it where there is little room; what has no time takes all."""
    if width < _WHEN_CELLS + _LEAST_BESIDE or not when:
        indent = 2
        above: list[Line] = [[(" " * indent, TEXT), (when, MUTED)]] if when else []
        return [*above, *([(" " * indent, TEXT), *line] for line in wrap_runs(runs, max(width - indent, 8)))]
    lines = wrap_runs(runs, width - _WHEN_CELLS)
    first = "  " + when + " " * max(_WHEN_CELLS - 2 - cell_len(when), 1)
    margins = [first, *[" " * _WHEN_CELLS] * (len(lines) - 1)]
    return [[(margin, MUTED), *line] for margin, line in zip(margins, lines, strict=True)]


# Where it came


def _appearances(paper: Paper, context: DetailContext, room: int) -> list[_Entry]:
    ordered = sorted(paper.appearances, key=lambda each: (seen_on(each) or "", each.section is None, each.position))
    return [_appearance(each, context, room) for each in ordered]


def _appearance(appearance: Appearance, context: DetailContext, room: int) -> _Entry:
    told = [words.source(appearance.format)]
    if appearance.section is not None:
        told.append(_section(appearance))
    place = _("no. {n} of {total}")
    told.append(place.format(n=f"{appearance.position + 1:,}", total=f"{appearance.total:,}"))
    languages = " ".join(context.badge(lang) for lang in ("en", *appearance.languages))
    runs: list[Run] = [(", ".join(told), TEXT), (f"   {languages}", MUTED)]
    # What the file is called gives way to the rest, and is not broken.
    left = room - cells(runs) - 3
    if left >= min(8, cell_len(appearance.source)):
        runs.append((f"   {truncate(appearance.source, left, context.glyphs.ellipsis)}", FAINT))
    return words.weekday_and_day(seen_on(appearance)) or _("no date"), runs


def _section(appearance: Appearance) -> str:
    section = words.appeared_as(appearance.section or "new")
    if appearance.cross_from:
        section = _("{section} from {category}").format(section=section, category=appearance.cross_from)
    return f"{section} (v{appearance.version})" if appearance.version and appearance.version > 1 else section


# What is watched


def _watched(paper: Paper, context: DetailContext) -> list[_Entry]:
    if not context.watch:
        return []
    titles = [text.text for text in paper.title.values()]
    found = context.watch.found(titles, paper.authors)
    entries: list[_Entry] = []
    for entry, name in found.authors:
        said = name if entry == name else _("{name}, watched as {entry}").format(name=name, entry=entry)
        entries.append(("", [(_("author"), MUTED), ("  " + said, TEXT)]))
    return entries + [("", [(_("keyword"), MUTED), ("  " + entry, TEXT)]) for entry in found.keywords]


# What was decided


def _decided(entry: Mapping[str, Any], context: DetailContext) -> _Entry:
    done = _what(entry)
    if entry.get("version") and entry.get("state") in ("saved", "skipped"):
        done = _("{done}, as v{version}").format(done=done, version=entry["version"])
    runs: list[Run] = [(done, FAINT if entry.get("undone") else TEXT)]
    batch = entry.get("batch")
    if batch:
        day = _("an undated digest") if words.parse_date(batch) is None else batch
        runs.append(("   " + _("in {day}").format(day=day), FAINT))
    if entry.get("undone"):
        runs.append(("   " + _("undone"), ACCENT_BOLD))
    return local_time(entry["at"], context), runs


def _what(entry: Mapping[str, Any]) -> str:
    name = entry.get("list") or ""
    match entry.get("action"), entry.get("state"):
        case "note", _state:
            text = " ".join((entry["note"] or "").split())
            return _("note: {text}").format(text=text) if text else _("note deleted")
        case "list-remove", "skipped":
            return _("removed from {name}, so skipped").format(name=name)
        case "list-remove", _state:
            return _("removed from {name}").format(name=name)
        case "list-delete", "skipped":
            return _("{name} deleted, so skipped").format(name=name)
        case "list-delete", _state:
            return _("{name} deleted").format(name=name)
        case _action, "saved":
            return _("saved to {name}").format(name=name) if name else _("saved")
        case _action, "later":
            return _("later, {until}").format(until=words.until(entry.get("until")))
        case _action, "skipped":
            return _("skipped")
        case _:
            return _("undecided again")


def local_time(at: str, context: DetailContext) -> str:
    """Return an instant (UTC, ISO 8601) as the person's clock had it: ``Tue 3 Nov 10:12``, with the year if another."""
    try:
        moment = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at
    day = words.weekday_and_day(moment.date().isoformat())
    if context.near is not None and moment.year != context.near.year:
        day = words.short_day(moment.date().isoformat(), context.near)
    return f"{day} {moment:%H:%M}"
