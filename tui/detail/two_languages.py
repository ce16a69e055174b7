"""Two languages of one paper in two columns, each section beginning on the same row in both."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from rich.cells import cell_len

from digest_reader.models import Paper
from tui import words
from tui.detail.content import DetailContext, Section, available, fact_sections, provenance, text_sections
from tui.detail.page import INDENT, MEASURE, author_lines, label_runs, wrap_runs
from tui.ink import ACCENT_BOLD, BOLD, FAINT, FAINT_ITALIC, MUTED, MUTED_BOLD, TEXT, Line, Run

COLUMN_GAP = 4


def second_language(paper: Paper, lang: str) -> str:
    """Return the language to set beside the chosen one: the first other one that the paper has most of."""
    others = [other for other in available(paper) if other != lang]
    with_abstract = [other for other in others if other in paper.abstract and paper.abstract[other].text]
    fallback = next(other for other in words.LANGUAGES if other != lang)
    return next(iter([*with_abstract, *others]), fallback)


def lay_out_two(paper: Paper, context: DetailContext, width: int, *, short: bool) -> list[Line]:
    """Return the lines of the pane with the chosen language at the left and another at the right.

    Args:
        paper: The paper.
        context: What else it depends on; its language is the left one.
        width: Cells of the pane.
        short: Whether rows are few: no blank rows.
    """
    other = replace(context, lang=second_language(paper, context.lang))
    column = max(min(MEASURE, (width - INDENT - COLUMN_GAP - 1) // 2), 8)
    blank: list[Line] = [] if short else [[]]
    lines = [*blank] if not short else []
    lines += _side_by_side(_heading(paper, context, column, left=True), _heading(paper, other, column), column)
    lines += blank + [[(" " * INDENT, TEXT), *line] for line in _facts(paper, context, other, width - INDENT - 1)]
    for left, right in _pairs(text_sections(paper, context), text_sections(paper, other)):
        lines += blank
        lines += _side_by_side(_set(left, right, context, column), _set(right, left, other, column), column)
    for section in fact_sections(paper, context):
        body = [line for paragraph in section.paragraphs for line in wrap_runs(_joined(paragraph), width - INDENT - 1)]
        lines += blank + [[(" " * INDENT, TEXT), *line] for line in [label_runs(section), *body]]
    return lines


def _joined(paragraph: Line) -> list[Run]:
    """Set the columns of a line apart by three cells."""
    runs: list[Run] = []
    for text, ink in paragraph:
        runs += [("   ", TEXT), (text, ink)] if runs and not runs[-1][0].endswith(" ") else [(text, ink)]
    return runs


def _heading(paper: Paper, context: DetailContext, width: int, *, left: bool = False) -> list[Line]:
    """The language's name and the title in it, or that there is none."""
    name: list[Run] = [(words.LANGUAGE_NAMES.get(context.lang, context.lang), ACCENT_BOLD)]
    text = paper.title.get(context.lang)
    if text is None or not text.text:
        return [name, [(f"no title in {words.LANGUAGE_NAMES.get(context.lang, context.lang)}", FAINT)]]
    if provenance(text):
        name.append((f"  {provenance(text)}", FAINT_ITALIC))
    return [name, *wrap_runs([(context.shown(text.text, context.lang), BOLD)], width)]


def _facts(paper: Paper, context: DetailContext, other: DetailContext, width: int) -> list[Line]:
    """Titles in further languages, authors, and what the margin would say."""
    lines: list[Line] = []
    for lang in available(paper):
        text = paper.title.get(lang)
        if lang not in (context.lang, other.lang) and text is not None and text.text:
            runs: list[Run] = [(f"{context.badge(lang)}  ", FAINT), (context.shown(text.text, lang), MUTED)]
            lines += wrap_runs(runs, width)[:1]
    lines += author_lines(paper, width, 1)
    version = f" v{paper.versions[-1]}" if paper.versions else ""
    dates = [appearance.date for appearance in paper.appearances if appearance.date]
    facts: list[Run] = [(" ".join(paper.categories), TEXT), (f"   {paper.id}{version}", FAINT)]
    if dates:
        facts.append(("   " + words.short_day(dates[-1], context.near), FAINT))
    return [*lines, facts]


def _pairs(left: list[Section], right: list[Section]) -> list[tuple[Section | None, Section | None]]:
    """Pair the sections of two languages by field, in the order in which they come up."""
    pairs: list[tuple[Section | None, Section | None]] = []
    for name in dict.fromkeys(section.field for section in [*left, *right]):
        lefts = [section for section in left if section.field == name]
        rights = [section for section in right if section.field == name]
        pairs += zip_longest(lefts, rights)
    # A TL;DR in one language only still comes before the abstract that both have.
    return sorted(pairs, key=lambda pair: _rank(pair[0] or pair[1]))


def _rank(section: Section | None) -> int:
    order = ("tldr", "abstract")
    return order.index(section.field) if section is not None and section.field in order else len(order)


def _set(section: Section | None, twin: Section | None, context: DetailContext, width: int) -> list[Line]:
    if section is not None:
        return [
            label_runs(section),
            *(line for part in section.paragraphs for line in wrap_runs(part, width)),
        ]
    assert twin is not None, "a pair has at least one side"
    language = words.LANGUAGE_NAMES.get(context.lang, context.lang)
    return [[(words.label(twin.field, context.lang), MUTED_BOLD)], [(f"not in {language}", FAINT)]]


def _side_by_side(left: list[Line], right: list[Line], width: int) -> list[Line]:
    lines: list[Line] = []
    for one, two in zip_longest(left, right, fillvalue=()):
        used = sum(cell_len(text) for text, _ in one)
        lines.append([(" " * INDENT, TEXT), *one, (" " * (width - used + COLUMN_GAP), TEXT), *two])
    return lines
