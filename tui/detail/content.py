"""What the detail pane says of a paper in one language: sections of text with their provenance, no widths.

Nothing is left out in silence: what is missing in the chosen language, doubtful, or made by a machine is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import partial, reduce
from typing import TYPE_CHECKING

from digest_reader.config.settings import LANGUAGES
from digest_reader.i18n import N_, _, plural
from digest_reader.languages import first_language
from digest_reader.models import Appearance, Paper, SourcedNote, Text
from digest_reader.tags import tag_spans
from digest_reader.tex import to_unicode
from digest_reader.watching import Watch
from parsers.frozen import frozen
from tui import words
from tui.detail.changes import changed_runs
from tui.glyphs import UNICODE, Glyphs
from tui.ink import ACCENT, ACCENT_BOLD, FAINT, MUTED, TEXT, WARNING, Line, Run, watched_ink
from tui.keymap import shown
from tui.runs import inked, reinked
from tui.text.claim import claim_spans
from tui.text.wrap import display_punctuation

if TYPE_CHECKING:
    from digest_reader.version_diff import Difference

_PROVENANCE = {"author": "", "machine": "MT", "ai": "AI"}


@frozen
class DetailContext:
    """What the detail pane depends on besides the paper.

    Attributes:
        lang: The chosen language.
        unicode_tex: Whether TeX is shown as Unicode.
        glyphs: Which characters to draw with.
        near: The day being read: dates of its year go without the year.
        list_names: Slug to name of the reading lists.
        read_in: The languages that the person reads, best first: which stands in where one is missing.
        watch: The authors and keywords that stand out.
        differences: What a newer version of a decided paper changed.
        spelled: Whether what changed is marked by characters, where shades and strokes may not be seen.
    """

    lang: str = "en"
    unicode_tex: bool = True
    glyphs: Glyphs = UNICODE
    near: date | None = None
    list_names: Mapping[str, str] = field(default_factory=dict)
    read_in: tuple[str, ...] = LANGUAGES
    watch: Watch | None = None
    differences: tuple[Difference, ...] = ()
    spelled: bool = False

    def badge(self, lang: str) -> str:
        """Return how a language is called in a cell or three."""
        return words.language_badge(lang, self.glyphs)

    def shown(self, text: str, lang: str | None) -> str:
        """Return a paper's text as the reader sees it."""
        text = to_unicode(text) if self.unicode_tex else text
        return display_punctuation(text) if lang == "zh" else text

    def is_watched(self, author: str) -> bool:
        """Return whether an author is watched."""
        return self.watch is not None and self.watch.author(author) is not None

    def marked(self, runs: Sequence[Run]) -> list[Run]:
        """Return text with the watched keywords marked."""
        if not self.watch:
            return list(runs)
        return reinked(runs, self.watch.spans("".join(text for text, _ink in runs)), watched_ink)


@frozen
class Section:
    """A labelled part of the detail pane.

    Attributes:
        label: What it is.
        paragraphs: Its text, each paragraph beginning on a line of its own.
        provenance: ``AI``, ``MT`` or the language that stands in; empty for authors' text in the chosen one.
        field: Which field of a paper it shows, for pairing two languages; empty for facts about the paper.
        columns: Whether each paragraph is one line with the tab stops of `SEEN_IN_STOPS`.
    """

    label: str
    paragraphs: tuple[Line, ...]
    provenance: str = ""
    field: str = ""
    columns: bool = False


def available(paper: Paper) -> tuple[str, ...]:
    """Return the languages in which there is anything of a paper to read, in the badge's order first."""
    langs = {lang for texts in (paper.title, paper.abstract) for lang, text in texts.items() if text.text}
    langs |= {sourced.note.lang for sourced in paper.notes if sourced.note.lang and sourced.note.status == "ok"}
    return tuple(sorted(langs, key=words.rank))


def title(paper: Paper, context: DetailContext) -> tuple[str, str | None]:
    """Return the title as shown and its language."""
    lang = _in_language(paper.title, context)
    return (paper.id, None) if lang is None else (context.shown(paper.title[lang].text, lang), lang)


def second_title(paper: Paper, context: DetailContext) -> tuple[str, str] | None:
    """Return the title in the next preferred language and that language, unless it says the same."""
    first = _in_language(paper.title, context)
    others = {lang: text for lang, text in paper.title.items() if lang != first and text.text}
    lang = first_language(others, context.read_in[0], context.read_in)
    if lang is None or (first is not None and others[lang].text == paper.title[first].text):
        return None
    return context.shown(others[lang].text, lang), lang


def sections(paper: Paper, context: DetailContext) -> list[Section]:
    """Return all that the pane says below title and authors, in its order."""
    tldr, others, elsewhere = _notes(paper, context)
    texts = [
        *own_sections(paper, context),
        *tldr,
        *_missing(paper, context),
        *_abstract(paper, context),
        *others,
        *elsewhere,
    ]
    return texts + fact_sections(paper, context)


def own_sections(paper: Paper, context: DetailContext) -> list[Section]:
    """Return what the person wrote on a paper, and what is new since they decided on it."""
    return [*_own_note(paper), *_changes(context)]


def text_sections(paper: Paper, context: DetailContext) -> list[Section]:
    """Return only the texts that a paper has in the chosen language itself, nothing standing in."""
    tldr, others, _elsewhere = _notes(paper, context)
    abstract = paper.abstract.get(context.lang)
    own = _abstract(paper, context) if abstract is not None and abstract.text else []
    return [*tldr, *own, *others]


def fact_sections(paper: Paper, context: DetailContext) -> list[Section]:
    """Return the sections that say something about the paper rather than what it says."""
    return [
        *_seen_in(paper, context),
        *_plain(_("Comments"), paper.comments, context),
        *_plain(_("Published"), paper.journal_ref, context),
        *_plain("DOI", paper.doi, context),
        *_waits(paper),
        *_plain(_("Lists"), ", ".join(context.list_names.get(slug, slug) for slug in paper.lists), context),
        *_why_here(paper),
    ]


def provenance(text: Text) -> str:
    """Return ``MT`` or ``AI`` for a text that its authors did not write."""
    return _PROVENANCE[text.origin]


def _in_language(texts: Mapping[str, Text], context: DetailContext) -> str | None:
    return first_language([name for name, text in texts.items() if text.text], context.lang, context.read_in)


def _paragraphs(text: str, ink_spans: Iterable[tuple[int, int]] | None) -> tuple[Line, ...]:
    """Cut a text at its line ends; what lies in the spans is text, the rest muted; None for all text."""
    spans = None if ink_spans is None else list(ink_spans)
    paragraphs: list[Line] = []
    at = 0
    for part in text.split("\n"):
        if part.strip():
            paragraphs.append(
                [(part, TEXT)]
                if spans is None
                else inked(part, [(start - at, end - at) for start, end in spans], TEXT, MUTED)
            )
        at += len(part) + 1
    return tuple(paragraphs)


def _plain(label: str, text: str | None, context: DetailContext) -> list[Section]:
    return [Section(label, ([(context.shown(text, None), MUTED)],))] if text else []


def _own_note(paper: Paper) -> list[Section]:
    """The person's own note, its tags as they are typed into the filter."""
    lines = _paragraphs(paper.note, None)
    tagged = (reinked(line, tag_spans("".join(text for text, _ink in line)), lambda ink: ACCENT) for line in lines)
    return [Section(_("Note"), tuple(tagged))] if paper.note else []


def _changes(context: DetailContext) -> list[Section]:
    """What a newer version changed, in the chosen language where that is told, else in those that are."""
    listed = [each for each in context.differences if each.lang == context.lang] or context.differences
    if not listed:
        return []
    paragraphs = []
    for each in listed:
        runs = changed_runs(
            each.parts,
            partial(context.shown, lang=each.lang),
            ellipsis=context.glyphs.ellipsis,
            spelled=context.spelled,
            whole=each.field == "title",
        )
        name = words.label(each.field, each.lang) if each.field != "title" else _("Title")
        paragraphs.append([(f"{name}  ", FAINT), *runs])
    return [Section(_("Changed since v{version}").format(version=listed[0].before), tuple(paragraphs))]


def _abstract(paper: Paper, context: DetailContext) -> list[Section]:
    lang = _in_language(paper.abstract, context)
    if lang is None:
        return []
    text = paper.abstract[lang]
    shown = context.shown(text.text, lang)
    stands_in = "" if lang == context.lang else context.badge(lang)
    paragraphs = tuple(context.marked(line) for line in _paragraphs(shown, claim_spans(shown, lang)))
    return [Section(words.label("abstract", lang), paragraphs, stands_in or provenance(text), field="abstract")]


def _notes(paper: Paper, context: DetailContext) -> tuple[list[Section], list[Section], list[Section]]:
    """Return the TL;DRs and the other notes in the chosen language, and a line for those only in others."""
    tldr: list[Section] = []
    others: list[Section] = []
    elsewhere: dict[str, set[str]] = {}
    shown_fields = set()
    for sourced in paper.notes:
        note = sourced.note
        field_name = note.field or note.label
        if note.lang in (None, context.lang) or note.status in ("error", "placeholder", "missing"):
            (tldr if note.field == "tldr" else others).append(_note(sourced, context))
            shown_fields.add(field_name)
        else:
            elsewhere.setdefault(field_name, set()).add(note.lang or "")
    only = {name: langs for name, langs in elsewhere.items() if name not in shown_fields}
    return tldr, others, _only_elsewhere(only, context)


def _only_elsewhere(only: Mapping[str, set[str]], context: DetailContext) -> list[Section]:
    if not only:
        return []
    langs = sorted({lang for found in only.values() for lang in found}, key=words.rank)
    names = [words.label_of_interface(name) for name in only]
    more = len(names) - 1
    said = (
        plural("in {languages} only, and {n} more note", "in {languages} only, and {n} more notes", more)
        if more
        else _("in {languages} only")
    )
    said = said.format(languages=" ".join(context.badge(lang) for lang in langs), n=f"{more:,}")
    line: list[Run] = [(f"{said}   ", MUTED), (shown("two"), ACCENT_BOLD), (" " + _("side by side"), MUTED)]
    return [Section(names[0], (line,), provenance="AI")]


def _note(sourced: SourcedNote, context: DetailContext) -> Section:
    note = sourced.note
    lang = note.lang or context.lang
    label = words.label(note.field, lang) if note.field else note.label
    if note.status == "missing":
        paragraphs: tuple[Line, ...] = ([(_("the source says only “nan”"), FAINT)],)
    elif note.status in ("error", "placeholder"):
        kind = _("the source has no summary:") if note.status == "placeholder" else _("the source has an error:")
        paragraphs = ([(f"{kind} ", WARNING), (context.shown(note.text, lang), FAINT)],)
    else:
        shown = context.shown(note.text, lang)
        paragraphs = _paragraphs(shown, None if note.field == "tldr" else ())
    return Section(label, paragraphs, provenance="AI", field=note.field or note.label)


def _missing(paper: Paper, context: DetailContext) -> list[Section]:
    """Say once what the chosen language lacks, and what is wrong with what it has."""
    lang = context.badge(context.lang)
    absent: dict[str | None, list[str]] = {}
    wrong = []
    for name, texts in (("title", paper.title), ("abstract", paper.abstract)):
        text = texts.get(context.lang)
        stand_in = _in_language(texts, context)
        if text is not None:
            if text.status in _WRONG:
                what = _("{language} title: {problem}") if name == "title" else _("{language} abstract: {problem}")
                problem = what.format(language=lang, problem=_(_WRONG[text.status]))
                wrong.append(problem if text.text else _showing(problem, stand_in, context))
        elif stand_in is not None or name == "abstract":
            absent.setdefault(stand_in, []).append(name)
    said = [
        _showing(_(_ABSENT[tuple(names)]).format(language=lang), stand_in, context)
        for stand_in, names in absent.items()
    ]
    said += wrong
    return [Section(_("Missing"), tuple([(line, FAINT)] for line in said))] if said else []


def _showing(missing: str, stand_in: str | None, context: DetailContext) -> str:
    """Return what is missing with the language that stands in for it."""
    if stand_in is None:
        return missing
    return _("{missing}, showing {language}").format(missing=missing, language=context.badge(stand_in))


_ABSENT = {
    ("title",): N_("{language} title"),
    ("abstract",): N_("{language} abstract"),
    ("title", "abstract"): N_("{language} title and abstract"),
}


_WRONG = {
    "missing": N_("the source says only “nan”"),
    "untranslated": N_("same as the original, not translated"),
    "degenerate": N_("the machine translation repeats itself"),
    "placeholder": N_("the source has a placeholder"),
    "error": N_("the source has an error message"),
}
"""What is said of a text by its status."""

SEEN_IN_STOPS = (0, 24, 37)
"""Cells at which the columns of "Seen in" begin: source, date, place."""


def _seen_in(paper: Paper, context: DetailContext) -> list[Section]:
    # Oldest first; of one day arXiv's own listing before what others made of it.
    appearances = sorted(paper.appearances, key=lambda each: (seen_on(each) or "", each.section is None))
    lines = [_appearance(appearance, context) for appearance in appearances]
    return [Section(_("Seen in"), tuple(lines), columns=True)] if lines else []


def _appearance(appearance: Appearance, context: DetailContext) -> Line:
    source = " ".join([words.source(appearance.format), *(context.badge(lang) for lang in appearance.languages)])
    day = seen_on(appearance)
    parsed = words.parse_date(day)
    shown = words.weekday_and_day(day) or _("no date")
    if parsed is not None and context.near is not None and parsed.year != context.near.year:
        shown = words.short_day(day, context.near)
    if appearance.section is not None:
        place = words.appeared_as(appearance.section)
        place += f" v{appearance.version}" if appearance.version and appearance.version > 1 else ""
    else:
        place = _("no. {n} of {total}").format(n=appearance.position + 1, total=appearance.total)
    return [(source, MUTED), (shown, MUTED), (place, FAINT)]


def seen_on(appearance: Appearance) -> str | None:
    """Return the digest's day, which is its batch's; an entry's own date says when the paper was updated."""
    return appearance.batch if words.parse_date(appearance.batch) is not None else appearance.date


def _waits(paper: Paper) -> list[Section]:
    """Say what a paper that was put off waits for."""
    if paper.decision is None or paper.decision.state != "later":
        return []
    return [Section(_("Later"), ([(words.until(paper.decision.until), MUTED)],))]


def _why_here(paper: Paper) -> list[Section]:
    """Say how arXiv announced the paper; other digests' lists speak for themselves."""
    said = []
    for appearance in paper.appearances:
        match appearance.section:
            case "new":
                said.append(_("new in {category}").format(category=paper.primary))
            case "cross":
                said.append(_("cross-list from {category}").format(category=appearance.cross_from or paper.primary))
            case "replaced" | "replaced-cross":
                version = appearance.version
                by = _("replaced by v{version}") if version else _("replaced by a newer version")
                said.append(by.format(version=version))
            case _:
                continue
    distinct = list(dict.fromkeys(said))
    listed = _("listed as {ways}").format(ways=reduce(_then, distinct)) if distinct else ""
    return [Section(_("Why here"), ([(listed, MUTED)],))] if distinct else []


def _then(first: str, second: str) -> str:
    return _("{first}, then {second}").format(first=first, second=second)
