"""The interface's words for things: dates, sections, sources, languages, states."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from digest_reader.i18n import N_, _, in_use, plural
from digest_reader.models import Batch, Row, SectionSpan, State
from tui.glyphs import Glyphs
from tui.text.wrap import truncate

LANGUAGES = ("en", "zh", "de")
"""The languages of the reader, in the order of the badge, of ``L`` and of F2 to F4."""

LANGUAGE_NAMES = {"en": "English", "zh": "中文", "de": "Deutsch", "ja": "日本語", "ko": "한국어"}
_ENGLISH_NAMES = {"zh": "Chinese", "ja": "Japanese", "ko": "Korean"}
_SECTIONS = {
    "later": N_("Back from later"),
    "new": N_("New"),
    "cross": N_("Cross-lists"),
    "replaced": N_("Replacements"),
    "due": N_("Due"),
    "next": N_("With the next announcement"),
    "version": N_("With a new version"),
    "newest": N_("Newest first"),
    "title": N_("By title"),
    "Undated": N_("Undated"),
    "This week": N_("This week"),
    "Last week": N_("Last week"),
    "Earlier": N_("Earlier"),
}
_MONTH_NAMES = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
_APPEARED_AS = {
    "new": N_("New"),
    "cross": N_("Cross-list"),
    "replaced": N_("Replacement"),
    "replaced-cross": N_("Replaced cross-list"),
}
STATE_MARKS: dict[State, str] = {"new": "", "saved": "+", "later": "z", "skipped": "-"}

_LABELS = {
    "abstract": {"en": "Abstract", "zh": "摘要", "de": "Abstract"},
    "tldr": {"en": "TL;DR", "zh": "TL;DR", "de": "TL;DR"},
    "motivation": {"en": "Motivation", "zh": "动机", "de": "Motivation"},
    "background": {"en": "Background", "zh": "背景", "de": "Hintergrund"},
    "task": {"en": "Task", "zh": "任务", "de": "Aufgabe"},
    "data": {"en": "Data", "zh": "数据", "de": "Daten"},
    "challenges": {"en": "Challenges", "zh": "挑战", "de": "Probleme"},
    "method": {"en": "Method", "zh": "方法", "de": "Methode"},
    "contributions": {"en": "Contribution", "zh": "贡献", "de": "Beitrag"},
    "experiments": {"en": "Experiments", "zh": "实验", "de": "Versuche"},
    "result": {"en": "Result", "zh": "结果", "de": "Ergebnis"},
    "conclusion": {"en": "Conclusion", "zh": "结论", "de": "Fazit"},
    "limitations": {"en": "Limitations", "zh": "局限", "de": "Grenzen"},
    "related_work": {"en": "Related work", "zh": "相关工作", "de": "Verwandtes"},
    "keywords": {"en": "Keywords", "zh": "关键词", "de": "Stichworte"},
}

FIELDS = tuple(_LABELS)
"""The fields of a paper in the order in which two languages show them."""


def rank(lang: str) -> tuple[int, str]:
    """Return the key that sorts languages: the reader's own in their order, then the others by name."""
    return (LANGUAGES.index(lang) if lang in LANGUAGES else len(LANGUAGES), lang)


def language_badge(lang: str, glyphs: Glyphs) -> str:
    """Return the two or so letters that stand for a language: ``EN``, ``中``, ``DE``."""
    return glyphs.chinese if lang == "zh" else lang.split("-")[0].upper()


def language_name(lang: str, glyphs: Glyphs) -> str:
    """Return a language's own name, or its English one where only ASCII can be drawn."""
    name = LANGUAGE_NAMES.get(lang, lang)
    return name if glyphs.chinese != "ZH" or name.isascii() else _ENGLISH_NAMES.get(lang, lang)


def label(field: str, lang: str) -> str:
    """Return what to call a field of a paper in the language of its text, or the field itself when unknown."""
    names = _LABELS.get(field)
    return field if names is None else names.get(lang, names["en"])


def label_of_interface(field: str) -> str:
    """Return what to call a field of a paper in the interface's language."""
    return label(field, in_use())


def section(span: SectionSpan, among: Sequence[SectionSpan]) -> str:
    """Return the heading of a section among those of its view."""
    if span.name == "listed":
        beside_listing = any(other.name in ("new", "cross", "replaced") for other in among)
        return _("In other digests") if beside_listing else _("Papers")
    if span.name in _SECTIONS:
        return _(_SECTIONS[span.name])
    month, _blank, year = span.name.partition(" ")
    if month in _MONTH_NAMES:
        return _("{month} {year}").format(month=_(month), year=year) if year else _(month)
    return day_with_weekday(span.name)


def appeared_as(section_name: str) -> str:
    """Return how an arXiv listing announced a paper: New, Cross-list."""
    return _(_APPEARED_AS[section_name])


def parse_date(text: str | None) -> date | None:
    """Return the date of an ISO text that begins with one, or None."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def day_with_weekday(text: str) -> str:
    """Return ``2025-05-30 Fri`` for an ISO date."""
    day = parse_date(text)
    return text if day is None else f"{day:%Y-%m-%d} {_(_WEEKDAYS[day.weekday()])}"


def weekday_and_day(text: str | None) -> str:
    """Return ``Fri 30 May`` for an ISO date, and nothing for none."""
    day = parse_date(text)
    if day is None:
        return ""
    weekday, month = _(_WEEKDAYS[day.weekday()]), _(_MONTHS[day.month - 1])
    return _("{weekday} {day} {month}").format(weekday=weekday, day=day.day, month=month)


def short_day(text: str | None, near: date | None = None) -> str:
    """Return ``29 May``, with the year where it is not that of the date nearby."""
    day = parse_date(text)
    if day is None:
        return ""
    month = _(_MONTHS[day.month - 1])
    if near is not None and near.year != day.year:
        return _("{day} {month} {year}").format(day=day.day, month=month, year=day.year)
    return _("{day} {month}").format(day=day.day, month=month)


def until(text: str | None) -> str:
    """Return what a paper that is put off waits for: a day, its next version, or the next announcement."""
    if text is None:
        return _("until the next announcement")
    if text == "version":
        return _("until a new version")
    return _("until {day}").format(day=weekday_and_day(text) or text)


_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)

_SOURCES = {
    "listing-text": (N_("arXiv new listing"), "arXiv"),
    "listing-html": (N_("arXiv new listing"), "arXiv"),
    "announcement-feed": (N_("arXiv feed"), "arXiv"),
    "mail": (N_("arXiv e-mail"), "arXiv"),
    "api-atom": ("arXiv API", "arXiv"),
    "oai-pmh": ("arXiv OAI", "arXiv"),
    "abs": (N_("arXiv record"), "arXiv"),
    "daily-markdown": (N_("daily digest"), N_("daily")),
    "daily-jsonl": (N_("daily digest"), N_("daily")),
    "trilingual": (N_("weekly digest"), N_("weekly")),
    "trilingual-csv": (N_("weekly digest"), N_("weekly")),
    "markdown-list": (N_("paper list"), N_("list")),
}
"""Format to what kind of digest it is and to the family it belongs to, arXiv's own first."""


def source(format_name: str) -> str:
    """Return what kind of digest a format is, in a few words."""
    return _(_SOURCES[format_name][0]) if format_name in _SOURCES else format_name


def batch_source(batch: Batch) -> str:
    """Return the header's name for where a batch came from: ``arXiv``, ``Daily digest``, ``arXiv + daily``."""
    families = [family for name, (_, family) in _SOURCES.items() if name in batch.formats]
    distinct = list(dict.fromkeys(families))
    if len(distinct) == 1 and distinct != ["arXiv"]:
        kind = source(next(name for name in _SOURCES if name in batch.formats))
        return kind[:1].upper() + kind[1:]
    return " + ".join(_(family) for family in distinct) or _("Digest")


def batch_day(batch: Batch) -> str:
    """Return a batch's date with its weekday, or that it has none and the name of its file."""
    if batch.date is not None:
        return day_with_weekday(batch.date)
    return _("undated") + (f" {truncate(batch.sources[0].rsplit('/', 1)[-1], 13)}" if batch.sources else "")


def family_name(name: str) -> str:
    """Return the part of an author's name by which a list names them.

    A name that ends in a generational suffix is named by the word before it; a Chinese name of three or so
    characters without a space is its own short form.
    """
    words = name.split()
    while len(words) > 1 and words[-1].rstrip(".").lower() in {"jr", "sr", "ii", "iii", "iv"}:
        words.pop()
    return words[-1] if words else name


def first_author(row: Row) -> str:
    """Return ``Nezami +4`` for a row's authors, and nothing when no source shows them."""
    if not row.authors:
        return ""
    others = row.author_count - 1
    return family_name(row.authors[0]) + (f" +{others}" if others > 0 else "")


def papers(count: int) -> str:
    """Return ``1 paper`` or ``2 papers``."""
    return plural("{n} paper", "{n} papers", count).format(n=f"{count:,}")
