"""Two languages of one paper in two columns, each section beginning on the same row in both."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from rich.cells import cell_len

from digest_reader.i18n import _
from digest_reader.models import Paper
from tui import words
from tui.detail.content import (
    DetailContext,
    Section,
    available,
    fact_sections,
    own_sections,
    provenance,
    text_sections,
)
from tui.detail.page import INDENT, MEASURE, author_lines, facts_line, label_runs
from tui.ink import ACCENT_BOLD, BOLD, FAINT, FAINT_ITALIC, MUTED, MUTED_BOLD, TEXT, Line, Run
from tui.runs import wrap_runs

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
    lines += _across(own_sections(paper, context), blank, width)
    for left, right in _stretches(text_sections(paper, context), text_sections(paper, other)):
        lines += blank
        columns = (_set(left, right, context, column, short), _set(right, left, other, column, short))
        lines += _side_by_side(*columns, column)
    return lines + _across(fact_sections(paper, context), blank, width)


def _across(sections: list[Section], blank: list[Line], width: int) -> list[Line]:
    """Set sections over the whole width."""
    lines: list[Line] = []
    for section in sections:
        paragraphs = [_joined(part) if section.columns else part for part in section.paragraphs]
        body = [line for paragraph in paragraphs for line in wrap_runs(paragraph, width - INDENT - 1)]
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
    name: list[Run] = [(words.language_name(context.lang, context.glyphs), ACCENT_BOLD)]
    text = paper.title.get(context.lang)
    if text is None or not text.text:
        return [
            name,
            [(_("no title in {language}").format(language=words.language_name(context.lang, context.glyphs)), FAINT)],
        ]
    if provenance(text):
        name.append((f"  {provenance(text)}", FAINT_ITALIC))
    return [name, *wrap_runs(context.marked([(context.shown(text.text, context.lang), BOLD)]), width)]


def _facts(paper: Paper, context: DetailContext, other: DetailContext, width: int) -> list[Line]:
    """Titles in further languages, authors, and what the margin would say."""
    lines: list[Line] = []
    for lang in available(paper):
        text = paper.title.get(lang)
        if lang not in (context.lang, other.lang) and text is not None and text.text:
            runs: list[Run] = [(f"{context.badge(lang)}  ", FAINT), (context.shown(text.text, lang), MUTED)]
            lines += wrap_runs(runs, width)[:1]
    lines += author_lines(paper, context, width, 1)
    return [*lines, facts_line(paper, context, width)]


def _stretches(left: list[Section], right: list[Section]) -> list[tuple[list[Section], list[Section]]]:
    """Cut two columns where both have the same field, so that it begins on the same row in both.

    What only one of them has flows on in its own column in between.
    """
    left, right = sorted(left, key=_rank), sorted(right, key=_rank)
    common = {section.field for section in left} & {section.field for section in right}
    stretches: list[tuple[list[Section], list[Section]]] = []
    # Both sides are in one order of fields, so that what both have comes up in the same order.
    for name in dict.fromkeys(section.field for section in [*left] if section.field in common):
        before = _up_to(left, name), _up_to(right, name)
        if any(before):
            stretches.append(before)
        stretches.append((_take(left, name), _take(right, name)))
    return [*stretches, (left, right)] if left or right else stretches


def _up_to(sections: list[Section], name: str) -> list[Section]:
    """Take the sections before the first of a field off the front."""
    at = next(number for number, section in enumerate(sections) if section.field == name)
    taken = sections[:at]
    del sections[:at]
    return taken


def _take(sections: list[Section], name: str) -> list[Section]:
    """Take the sections of a field off the front."""
    at = next((number for number, section in enumerate(sections) if section.field != name), len(sections))
    taken = sections[:at]
    del sections[:at]
    return taken


def _rank(section: Section) -> tuple[int, str]:
    """A TL;DR comes before the abstract, then the other fields in the order of the table of their names."""
    order = ("tldr", *words.FIELDS)
    return (order.index(section.field) if section.field in order else len(order), section.field)


def _set(sections: list[Section], twins: list[Section], context: DetailContext, width: int, short: bool) -> list[Line]:
    lines: list[Line] = []
    for section in sections:
        lines += [[]] if lines and not short else []
        lines += [label_runs(section), *(line for part in section.paragraphs for line in wrap_runs(part, width))]
    if sections:
        return lines
    language = words.language_name(context.lang, context.glyphs)
    return [
        [(words.label(twins[0].field, context.lang), MUTED_BOLD)],
        [(_("not in {language}").format(language=language), FAINT)],
    ]


def _side_by_side(left: list[Line], right: list[Line], width: int) -> list[Line]:
    lines: list[Line] = []
    for one, two in zip_longest(left, right, fillvalue=()):
        used = sum(cell_len(text) for text, _ in one)
        lines.append([(" " * INDENT, TEXT), *one, (" " * (width - used + COLUMN_GAP), TEXT), *two])
    return lines
