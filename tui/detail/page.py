"""Sets the content of the detail pane in a width: labels hanging in a margin, above their text, or run in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rich.cells import cell_len

from digest_reader.i18n import _
from digest_reader.models import Paper
from tui import words
from tui.detail.content import SEEN_IN_STOPS, DetailContext, Section, second_title, sections, title
from tui.ink import BOLD, FAINT, FAINT_ITALIC, MUTED, MUTED_BOLD, TEXT, Line, Run, watched_ink
from tui.row_layout import short_category
from tui.runs import wrap_runs
from tui.text.wrap import fit, truncate

Arrangement = Literal["hanging", "above", "run-in"]
INDENT = 2
MARGIN = 13
GAP = 2
MEASURE = 72
MEASURE_STACKED = 78
"""The longest line of text, in cells: the eye finds the next one without a ruler."""


def lay_out(
    paper: Paper, context: DetailContext, width: int, arrangement: Arrangement, *, stacked: bool, short: bool
) -> list[Line]:
    """Return the lines of the pane for one paper in one language.

    Args:
        paper: The paper.
        context: What else it depends on.
        width: Cells of the pane.
        arrangement: Where labels stand.
        stacked: Whether the pane lies under the list.
        short: Whether rows are few: no blank rows, second title and authors on one line each.
    """
    measure = MEASURE_STACKED if stacked else MEASURE
    if arrangement == "hanging":
        return _hanging(paper, context, min(measure, width - INDENT - MARGIN - GAP - 1), short)
    text_width = max(min(measure, width - INDENT - 1), 8)
    head = _head(paper, context, text_width, short)
    head.append(facts_line(paper, context, text_width))
    set_section = _above if arrangement == "above" else _run_in
    lines = [_indented(line) for line in head]
    for section in sections(paper, context):
        if not short:
            lines.append([])
        lines += [_indented(line) for line in set_section(section, text_width)]
    return lines


def _indented(line: Line) -> Line:
    return [(" " * INDENT, TEXT), *line] if line else line


def _head(paper: Paper, context: DetailContext, width: int, short: bool) -> list[Line]:
    """Title, second title and authors."""
    shown, _lang = title(paper, context)
    lines: list[Line] = list(wrap_runs(context.marked([(shown, BOLD)]), width))
    second = second_title(paper, context)
    if second is not None:
        ellipsis = context.glyphs.ellipsis
        lines += [[(truncate(second[0], width, ellipsis), FAINT)]] if short else wrap_runs([(second[0], FAINT)], width)
    lines += author_lines(paper, context, width, 1 if short else 2)
    return lines


def author_lines(paper: Paper, context: DetailContext, width: int, most: int) -> list[Line]:
    """Return the authors on so many lines at most; those that do not fit are counted: ``+3``.

    The watched ones come before others that do not fit.
    """
    if paper.authors is None:
        return [[(_("authors not in this digest"), FAINT)]]
    watched = [name for name in paper.authors if context.is_watched(name)]
    # More names than there are cells cannot fit: papers of thousands of authors are not tried name by name.
    for count in range(min(len(paper.authors), width * most // 2 + 1), 0, -1):
        runs = _names(paper.authors, count, watched, context)
        if sum(cell_len(text) for text, _ink in runs) <= width * most:
            lines = wrap_runs(runs, width)
            if len(lines) <= most:
                return list(lines)
    name, left = paper.authors[0], len(paper.authors) - 1
    return [[(truncate(name, width - 6) + (f" +{left}" if left else ""), TEXT)]]


def _names(authors: Sequence[str], count: int, watched: Sequence[str], context: DetailContext) -> list[Run]:
    """Return the first authors, those that are watched among the others, and how many are left."""
    named = authors[:count]
    later = [name for name in watched if name not in named]
    runs: list[Run] = []
    for name in [*named, *([context.glyphs.ellipsis] if later else []), *later]:
        runs += [(", ", TEXT)] if runs else []
        runs.append((name, watched_ink(TEXT) if name in watched else TEXT))
    left = len(authors) - len(named) - len(later)
    return [*runs, (f" +{left}", TEXT)] if left > 0 else runs


def facts_line(paper: Paper, context: DetailContext, width: int) -> Line:
    """Return categories, id, version and date on one line, where there is no margin for them."""
    version, day = _version_and_day(paper, context)
    identity = " ".join(part for part in (paper.id, version) if part)
    line: list[Run] = [(" ".join(paper.categories[:4]), TEXT), ("   " + identity, FAINT)]
    if day:
        line.append(("   " + day, FAINT))
    return next(iter(wrap_runs(line, width)), [])


def _version_and_day(paper: Paper, context: DetailContext) -> tuple[str, str]:
    version = f"v{paper.versions[-1]}" if paper.versions else ""
    dates = [appearance.date for appearance in paper.appearances if appearance.date]
    return version, words.short_day(dates[-1], context.near) if dates else ""


def _hanging(paper: Paper, context: DetailContext, width: int, short: bool) -> list[Line]:
    width = max(width, 8)
    lines = _beside(_margin_facts(paper, context), _head(paper, context, width, short))
    for section in sections(paper, context):
        if not short:
            lines.append([])
        lines += _beside(_hanging_label(section), _body(section, width))
    return lines


def _margin_facts(paper: Paper, context: DetailContext) -> list[Line]:
    facts: list[Line] = [[(paper.id if cell_len(paper.id) <= MARGIN else truncate(paper.id, MARGIN), MUTED)]]
    parts = [part for part in _version_and_day(paper, context) if part]
    together = ", ".join(parts)
    facts += [[(text, FAINT)] for text in ([together] if cell_len(together) <= MARGIN else parts) if text]
    return facts + _margin_categories(paper.categories)


def _margin_categories(categories: Sequence[str]) -> list[Line]:
    """Return categories on as many lines of the margin as they take, none of them in two parts."""
    lines: list[str] = []
    for name in (short_category(category, MARGIN) for category in categories):
        if lines and cell_len(lines[-1]) + 1 + cell_len(name) <= MARGIN:
            lines[-1] += f" {name}"
        else:
            lines.append(name)
    return [[(line, TEXT)] for line in lines]


def _beside(margin: Sequence[Line], text: Sequence[Line]) -> list[Line]:
    """Set lines of the margin beside lines of text."""
    lines: list[Line] = []
    for number in range(max(len(margin), len(text))):
        left = list(margin[number]) if number < len(margin) else []
        used = sum(cell_len(part) for part, _ in left)
        right = list(text[number]) if number < len(text) else []
        lines.append([(" " * INDENT, TEXT), *left, (" " * (MARGIN - used + GAP), TEXT), *right])
    return lines


def _hanging_label(section: Section) -> list[Line]:
    """The label at the left of the margin and the provenance at its right; a long label alone goes on below."""
    room = MARGIN - (cell_len(section.provenance) + 1 if section.provenance else 0)
    if not section.provenance:
        return list(wrap_runs([(section.label, FAINT)], MARGIN))
    shown = truncate(section.label, room)
    gap = MARGIN - cell_len(shown) - cell_len(section.provenance)
    return [[(shown, FAINT), (" " * gap, TEXT), (section.provenance, FAINT_ITALIC)]]


def _body(section: Section, width: int) -> list[Line]:
    if section.columns:
        return [_in_columns(line, width) for line in section.paragraphs]
    return [line for paragraph in section.paragraphs for line in wrap_runs(paragraph, width)]


def _in_columns(line: Line, width: int) -> Line:
    """Set one line of "Seen in" on its tab stops, nearer together where the width is small."""
    stops = SEEN_IN_STOPS if width >= 52 else (0, 19, 32)
    shown: list[Run] = []
    for number, (text, ink) in enumerate(line):
        last = number == len(line) - 1
        shown.append(
            (truncate(text, width - stops[number]), ink)
            if last
            else (fit(text, stops[number + 1] - stops[number] - 1) + " ", ink)
        )
    return shown


def label_runs(section: Section, *, gap: int = 2) -> list[Run]:
    """Return a section's label with its provenance after it, as two of the arrangements show it."""
    runs: list[Run] = [(section.label, MUTED_BOLD)]
    if section.provenance:
        runs.append((" " * gap + section.provenance, FAINT_ITALIC))
    return runs


def _above(section: Section, width: int) -> list[Line]:
    return [label_runs(section), *_body(section, width)]


def _run_in(section: Section, width: int) -> list[Line]:
    label = label_runs(section, gap=1)
    used = sum(cell_len(text) for text, _ in label) + 2
    if section.columns or used > width // 2 or not section.paragraphs:
        return _above(section, width)
    first, *rest = section.paragraphs
    lines = wrap_runs(first, width, first_used=used)
    lines[0] = [*label, ("  ", TEXT), *lines[0]]
    return [*lines, *(line for paragraph in rest for line in wrap_runs(paragraph, width))]
