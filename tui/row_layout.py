"""One paper as one line of the list: which columns there are, and what stands in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len

from digest_reader.config.settings import LANGUAGES
from digest_reader.i18n import N_, _
from digest_reader.languages import first_language
from digest_reader.models import Row, State
from digest_reader.tex import to_unicode
from digest_reader.watching import Watch
from parsers.frozen import frozen
from tui import words
from tui.glyphs import UNICODE, Glyphs
from tui.ink import FAINT, MATCH, TEXT, Ink, Line, Run, watched_ink
from tui.runs import inked, reinked
from tui.text.wrap import display_punctuation, elide_to, fit, truncate

if TYPE_CHECKING:
    from digest_reader.query import Query

CATEGORY_CELLS = 8
AUTHOR_CELLS = 12
_FIXED_CELLS = 4 + 1
"""Cursor, mark (2) and a gap before the title; an edge after it."""
_CATEGORY_FROM = 36
_AUTHORS_FROM = 48
"""Cells of title below which the category and the authors give way."""


@frozen
class ListContext:
    """What a row's look depends on besides the paper.

    Attributes:
        lang: The language chosen for titles.
        unicode_tex: Whether TeX is shown as Unicode.
        glyphs: Which characters to draw with.
        batch: Key of the batch shown: what was decided in another one is named. None where all the same.
        membership: Paper id to the numbers of the reading lists that hold it.
        query: The filter, whose matches are marked.
        added: In a reading list, paper id to the day it was added, which stands where the author would.
        narrow: Mark and title only.
        read_in: The languages that the person reads, best first: which stands in where one is missing.
        watch: The authors and keywords that stand out.
    """

    lang: str = "en"
    unicode_tex: bool = True
    glyphs: Glyphs = UNICODE
    batch: str | None = None
    membership: Mapping[str, Sequence[int]] = field(default_factory=dict)
    query: Query | None = None
    added: Mapping[str, str] | None = None
    narrow: bool = False
    read_in: tuple[str, ...] = LANGUAGES
    watch: Watch | None = None


@frozen
class Columns:
    """The width of each column of the list, in cells; 0 for one that has given way."""

    category: int
    title: int
    author: int

    @classmethod
    def for_width(cls, width: int, narrow: bool) -> Columns:
        """Return the columns of a list of some cells: authors give way first, then the category."""
        bare = max(width - _FIXED_CELLS, 1)
        if narrow:
            return cls(0, bare, 0)
        with_category = bare - CATEGORY_CELLS - 1
        with_author = with_category - AUTHOR_CELLS - 2
        if with_author >= _AUTHORS_FROM:
            return cls(CATEGORY_CELLS, with_author, AUTHOR_CELLS)
        if with_category >= _CATEGORY_FROM:
            return cls(CATEGORY_CELLS, with_category, 0)
        return cls(0, bare, 0)


def short_category(category: str | None, width: int = CATEGORY_CELLS) -> str:
    """Return a category in so many cells: one that is longer loses its archive (``flu-dyn``)."""
    if category is None:
        return ""
    if cell_len(category) > width:
        category = category.rpartition(".")[2]
    return truncate(category, width)


def row_line(row: Row, context: ListContext, width: int, *, cursor: bool = False, selected: bool = False) -> Line:
    """Return one row of the list as runs that fill the width.

    Args:
        row: The paper.
        context: What else its look depends on.
        width: Cells of the list.
        cursor: Whether the cursor is on it.
        selected: Whether it is in the selection.
    """
    glyphs = context.glyphs
    columns = Columns.for_width(width, context.narrow)
    title_ink, side_ink, mark_ink = _inks(row, cursor)
    corner = glyphs.cursor if cursor else "*" if selected else " "
    line: list[Run] = [
        (corner, Ink("accent", bold=selected)),
        *_marks(row, context, mark_ink),
    ]
    if columns.category:
        line.append((fit(short_category(row.primary), columns.category) + " ", side_ink))
    note, borrows = _side_note(row, context)
    note += " " if borrows and row.note else ""
    note = truncate(note, max(columns.title - 12, AUTHOR_CELLS), glyphs.ellipsis) if borrows else note
    title_cells, note_cells = columns.title, columns.author
    if borrows and note:
        whole = columns.title + (columns.author + 2 if columns.author else 0)
        note_cells = max(cell_len(note), columns.author)
        title_cells = whole - note_cells - 2
    if not note and not borrows and note_cells:
        # Nothing stands in the last column: the title may.
        title_cells, note_cells = columns.title + columns.author + 2, 0
    line += _title(row, context, title_cells, title_ink)
    if note_cells:
        if not borrows:
            note = _author_in(note, note_cells, glyphs)
        shown = " " * (note_cells - cell_len(note)) + note if borrows else fit(note, note_cells)
        author_marks = _marked(context.query, shown, "au") if not borrows else []
        name = shown.rstrip()
        name_ink = watched_ink(side_ink) if not borrows and _watched_author(row, context) is not None else side_ink
        line += [("  ", TEXT), *inked(name, author_marks, MATCH, name_ink), (shown[len(name) :], TEXT)]
    line.append((glyphs.note if row.note else " ", Ink("faint" if row.state == "skipped" else "muted")))
    return line


def _marks(row: Row, context: ListContext, ink: Ink) -> list[Run]:
    """Return the mark of the state and, right behind it, that of something watched, in three cells."""
    mark = _mark(row, context)
    if not context.watch or not context.watch.matches(row.title.values(), row.authors):
        return [(fit(mark, 3), ink)]
    watched = Ink("faint" if row.state == "skipped" else "accent")
    return [(mark or " ", ink), (fit(context.glyphs.watched, 3 - len(mark or " ")), watched)]


def _watched_author(row: Row, context: ListContext) -> int | None:
    """Return which of a row's authors is watched, from 0; None when none is."""
    if not context.watch or context.added is not None:
        return None
    names = enumerate(row.authors or ())
    return next((number for number, name in names if context.watch.author(name) is not None), None)


def _inks(row: Row, cursor: bool) -> tuple[Ink, Ink, Ink]:
    """Return the inks of title, side columns and mark: a state is a mark and a weight, and only then a colour."""
    match row.state:
        case "skipped":
            inks = Ink("faint"), Ink("faint"), Ink("faint")
        case "later":
            inks = Ink("muted"), Ink("muted"), Ink("muted")
        case "saved":
            inks = Ink("text"), Ink("muted"), Ink("accent", bold=True)
        case _:
            inks = Ink("text"), Ink("muted"), Ink("text")
    title, side, mark = inks
    return (
        (title._replace(role="text" if title.role != "faint" else "muted", bold=True) if cursor else title),
        side,
        mark,
    )


def _mark(row: Row, context: ListContext) -> str:
    numbers = context.membership.get(row.id, ())
    if row.state == "saved" or (numbers and row.state == "new"):
        number = numbers[0] if numbers else 1
        return "+" if number == 1 else f"+{number}"
    return words.STATE_MARKS[row.state]


_STATES: dict[State, str] = {"new": N_("new"), "saved": N_("saved"), "later": N_("later"), "skipped": N_("skipped")}
"""What became of a paper in another digest, beside the day."""


def _side_note(row: Row, context: ListContext) -> tuple[str, bool]:
    """Return what stands in the last column and whether it may borrow width from the title."""
    if context.added is not None:
        added = words.short_day(context.added.get(row.id))
        return (f"{added}, {_newer(row)}", True) if _newer(row) else (added, False)
    decision = row.decision
    if decision is None or decision.state == "new" or context.batch is None or decision.batch == context.batch:
        return _first_or_watched_author(row, context), False
    if _newer(row):
        return f"{_(_STATES[decision.state])}, {_newer(row)}", True
    if decision.state == "later" and decision.until is not None and decision.until != "version":
        return _("until {day}").format(day=words.short_day(decision.until)), True
    return f"{_(_STATES[decision.state])} {_local_day(decision.at)}", True


def _first_or_watched_author(row: Row, context: ListContext) -> str:
    """Return the first author and how many more there are, or a watched one where it is another: ``…Kähler +3``."""
    number = _watched_author(row, context)
    if not number or row.authors is None:
        return words.first_author(row)
    return f"{context.glyphs.ellipsis}{words.family_name(row.authors[number])} +{row.author_count - 1}"


def _newer(row: Row) -> str:
    """Return ``now v2`` when a version has come since the decision."""
    seen = row.decision.version if row.decision else None
    return _("now v{version}").format(version=row.version) if row.version and seen and row.version > seen else ""


def _local_day(at: str) -> str:
    day = datetime.fromisoformat(at).astimezone().date()
    return words.short_day(day.isoformat())


def _author_in(author: str, width: int, glyphs: Glyphs) -> str:
    """Shorten the name, never the number of the others: ``Keshavar… +2``."""
    if cell_len(author) <= width:
        return author
    name, plus, others = author.rpartition(" +")
    return (
        truncate(name, width - cell_len(plus + others), glyphs.ellipsis) + plus + others
        if name
        else truncate(author, width, glyphs.ellipsis)
    )


def displayed_title(
    row: Row, lang: str, unicode_tex: bool, read_in: Sequence[str] = LANGUAGES
) -> tuple[str, str | None]:
    """Return a row's title as shown and the language it is in: the chosen one, or the first that stands in."""
    found = first_language(row.title, lang, read_in)
    if found is None:
        return row.id, None
    text = row.title[found]
    text = to_unicode(text) if unicode_tex else text
    return (display_punctuation(text) if found == "zh" else text), found


def _title(row: Row, context: ListContext, width: int, ink: Ink) -> list[Run]:
    text, lang = displayed_title(row, context.lang, context.unicode_tex, context.read_in)
    badge = words.language_badge(lang, context.glyphs) if lang is not None and lang != context.lang else ""
    room = max(width - cell_len(badge) - 1, 1) if badge else width
    marks = _marked(context.query, text, "ti")
    if marks:
        text, marks = _bring_into_view(text, marks, room, context.glyphs)
    shown = truncate(text, room, context.glyphs.ellipsis)
    runs = inked(shown, marks, MATCH, ink)
    if context.watch:
        runs = reinked(runs, context.watch.spans(shown), lambda ink: ink if ink == MATCH else watched_ink(ink))
    runs.append((" " * (width - cell_len(shown) - cell_len(badge)), TEXT))
    if badge:
        runs.append((badge, FAINT))
    return runs


def _marked(query: Query | None, text: str, field: Literal["ti", "au"]) -> list[tuple[int, int]]:
    """Return where a text matches the filter, nothing when there is none."""
    if query is None:
        return []
    # What filters is loaded for the first filter: no first screen has one.
    from digest_reader.filter import spans

    return spans(query, text, field=field)


def _bring_into_view(
    text: str, marks: list[tuple[int, int]], width: int, glyphs: Glyphs
) -> tuple[str, list[tuple[int, int]]]:
    """Elide the middle of a title whose matches lie beyond the cut, and move the matches along."""
    shown, pieces = elide_to(text, width, marks[0], glyphs.ellipsis, also=marks[1:])
    moved = []
    for start, end in marks:
        for source_start, source_end, target in pieces:
            low, high = max(start, source_start), min(end, source_end)
            if low < high:
                moved.append((low - source_start + target, high - source_start + target))
    return shown, moved
