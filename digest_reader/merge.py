"""What many digests say of one paper, made into one answer. Pure rules: no database, no files, no clock.

`merge` depends on the set of its evidence alone, not on its order, so that a library is the same whatever
order its digests came in. The rules:

- Unknown never overwrites known.
- A usable text beats a broken one, the authors' own a machine's, a machine translation a model's.
- Then a newer version beats an older one, arXiv's own metadata a copy, a later digest an earlier one.
- A primary category is asked of arXiv first. Categories, links and notes of all digests are kept.

Which digests there are, and where the result is kept, is `digest_reader.library`'s business.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeVar

from digest_reader.models import SourcedNote, Text
from parsers.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from parsers.base import Note, Origin, Record, Status

_T = TypeVar("_T")

# Formats that pass on what others wrote. All others are pages, feeds and mails that arXiv itself makes.
_COPIES: Final = frozenset({"daily-markdown", "daily-jsonl", "trilingual", "trilingual-csv", "markdown-list"})

_WORTH: Final[Mapping[Status, int]] = {
    "ok": 2,
    "untranslated": 1,
    "degenerate": 1,
    "placeholder": 1,
    "error": 1,
    "missing": 0,
}
_AUTHORITY: Final[Mapping[Origin, int]] = {"author": 2, "machine": 1, "ai": 0}

# arXiv announces a replacement on the next working day after it was made; weekends and holidays make that
# five days.
_ANNOUNCED_WITHIN = datetime.timedelta(days=5)


@frozen
class Evidence:
    """One record and where it comes from.

    Attributes:
        record: What the digest says.
        position: The record's place among the digest's entries.
        format: The digest's format.
        date: The digest's date, ``YYYY-MM-DD``, None when nothing tells.
        sha256: Which digest it is.
        source: The digest's name.
    """

    record: Record
    position: int
    format: str
    date: str | None
    sha256: str
    source: str


@frozen
class Merged:
    """What all evidence together says of a paper; the fields are those of `digest_reader.models.Paper`.

    Attributes:
        versions: The versions known, ascending: those stated, and that of a replacement whose version the
            listing does not tell and whose predecessor is known.
        title: Language to title, the authors' language first.
        abstract: Language to abstract, the authors' language first.
    """

    versions: tuple[int, ...]
    title: Mapping[str, Text]
    abstract: Mapping[str, Text]
    authors: tuple[str, ...] | None
    primary: str | None
    categories: tuple[str, ...]
    comments: str | None
    journal_ref: str | None
    doi: str | None
    urls: Mapping[str, str]
    notes: tuple[SourcedNote, ...]

    @property
    def version(self) -> int | None:
        """The newest version known."""
        return self.versions[-1] if self.versions else None

    def says_the_same(self, other: Merged) -> bool:
        """Return whether there is no difference but in which digest a note is known from."""
        return replace(self, notes=()) == replace(other, notes=()) and [each.note for each in self.notes] == [
            each.note for each in other.notes
        ]


def is_arxivs_own(digest_format: str) -> bool:
    """Return whether a format's texts come from arXiv itself and not from somebody's copy."""
    return digest_format not in _COPIES


def in_order(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return each piece of evidence once, oldest digest first, undated ones last."""
    distinct = {(item.sha256, item.position): item for item in evidence}
    return sorted(
        distinct.values(),
        key=lambda item: (item.date is None, item.date or "", item.sha256, item.position),
    )


def merge(evidence: Iterable[Evidence]) -> Merged:
    """Return what a paper's evidence says together.

    Args:
        evidence: At least one piece, all of the same paper, in any order.
    """
    items = in_order(evidence)
    if not items:
        raise ValueError("a paper needs at least one record")
    numbers = versions_of(items)
    ranked = [items[index] for index in _best_first(items, numbers)]
    own_first = sorted(ranked, key=lambda item: not is_arxivs_own(item.format))
    primary = _first(own_first, lambda record: record.primary)
    return Merged(
        versions=tuple(sorted({number for number in numbers if number is not None})),
        title=_texts(ranked, "title"),
        abstract=_texts(ranked, "abstract"),
        authors=_first(ranked, lambda record: record.authors),
        primary=primary,
        categories=_categories(primary, [item.record for item in own_first]),
        comments=_first(ranked, lambda record: record.comments),
        journal_ref=_first(ranked, lambda record: record.journal_ref),
        doi=_first(ranked, lambda record: record.doi),
        urls=_urls(ranked),
        notes=_notes(items),
    )


class Shown(NamedTuple):
    """What a list shows of a paper; the fields are those of `Merged`."""

    version: int | None
    title: Mapping[str, Text]
    authors: tuple[str, ...] | None
    primary: str | None
    categories: tuple[str, ...]


def shown_alone(record: Record) -> Shown:
    """Return what `merge` returns as far as a list shows it, of a single record without weighing it."""
    primary = record.primary or None
    return Shown(
        # Which version a replacement is that does not tell, only others know.
        version=record.version,
        title=_authors_first(_told(record, "title")),
        authors=record.authors or None,
        primary=primary,
        categories=_categories(primary, (record,)),
    )


def _best_first(items: Sequence[Evidence], numbers: Sequence[int | None]) -> list[int]:
    """Return the indices of the evidence, that whose author-given fields are to be believed first in front.

    A version that nobody tells is at least the first, and a replacement's is at least the second.
    """

    def rank(index: int) -> tuple[int, bool, bool, str]:
        item, number = items[index], numbers[index]
        least = 2 if _is_replacement(item.record) else 1
        return (
            max(number or least, least),
            is_arxivs_own(item.format),
            number is not None,
            item.date or "",
        )

    # Sorting is stable, also in reverse: equals stay in canonical order.
    return sorted(range(len(items)), key=rank, reverse=True)


def _is_replacement(record: Record) -> bool:
    return record.section in ("replaced", "replaced-cross")


def versions_of(items: Sequence[Evidence]) -> list[int | None]:
    """Return each piece's version: as stated, or worked out for a replacement whose listing does not tell.

    The pieces come as `in_order` gives them.
    Such a replacement is the version that another digest says was made in the days before; else it follows
    the newest version known from an earlier date; else (nothing earlier is known) it stays unknown.
    """
    numbers = [item.record.version for item in items]
    unstated = [index for index, item in enumerate(items) if numbers[index] is None and _is_replacement(item.record)]
    if not unstated:
        return numbers
    stated = [(item, item.record.version) for item in items if item.record.version is not None]
    known_before = 1 if any(version == 1 for _, version in stated) else 0
    # By date, so that a second replacement follows the first; items are in that order already.
    for index in unstated:
        day = items[index].date
        if day is None:
            continue
        same = [version for item, version in stated if version > 1 and _tells_of(item, day)]
        earlier = [version for item, version in stated if (known := _known_on(item)) is not None and known < day]
        worked_out = [
            number for other in unstated if (number := numbers[other]) is not None and (items[other].date or "") < day
        ]
        newest = max([known_before, *earlier, *worked_out])
        numbers[index] = max(same) if same else newest + 1 if newest else None
    return numbers


def _known_on(item: Evidence) -> str | None:
    """Return the day on which a digest's version was known: one that was asked for later is no earlier than made."""
    if item.date is None or item.record.date is None or item.record.date_kind != "updated":
        return item.date
    return max(item.date, item.record.date)


def _tells_of(item: Evidence, day: str) -> bool:
    """Return whether a digest's newest version is the one announced on that day."""
    if item.date == day:
        return True
    if item.record.date_kind != "updated" or item.record.date is None:
        return False
    try:
        passed = datetime.date.fromisoformat(day) - datetime.date.fromisoformat(item.record.date)
    except ValueError:
        return False
    return datetime.timedelta(0) <= passed <= _ANNOUNCED_WITHIN


def _texts(ranked: Sequence[Evidence], name: Literal["title", "abstract"]) -> dict[str, Text]:
    """Return the best text of each language; among equals that of the evidence in front."""
    best: dict[str, Text] = {}
    for item in ranked:
        for lang, text in _told(item.record, name).items():
            if lang not in best or _worth(text) > _worth(best[lang]):
                best[lang] = text
    return _authors_first(best)


def _authors_first(texts: dict[str, Text]) -> dict[str, Text]:
    """Return texts by language, those of the authors first."""
    if len(texts) < 2:
        return texts
    order = sorted(texts, key=lambda lang: (texts[lang].origin != "author", lang != "en", lang))
    return {lang: texts[lang] for lang in order}


def _told(record: Record, name: Literal["title", "abstract"]) -> dict[str, Text]:
    """Return a record's texts, those included that the source says are missing."""
    values = record.title if name == "title" else record.abstract
    statuses, origins = record.statuses.get(name), record.origins.get(name)
    if not statuses and not origins:
        return {lang: Text(text) for lang, text in values.items() if text}
    statuses, origins = statuses or {}, origins or {}
    return {
        lang: Text(text, origins.get(lang, "author"), statuses.get(lang, "ok") if text else "missing")
        for lang in {**values, **statuses}
        if (text := values.get(lang, "")) or lang in statuses
    }


def _worth(text: Text) -> tuple[int, int]:
    return _WORTH[text.status], _AUTHORITY[text.origin]


def _first(ranked: Sequence[Evidence], field: Callable[[Record], _T | None]) -> _T | None:
    for item in ranked:
        value = field(item.record)
        if value:
            return value
    return None


def _categories(primary: str | None, ranked: Iterable[Record]) -> tuple[str, ...]:
    seen = {} if primary is None else {primary: None}
    for record in ranked:
        if record.primary is not None:
            seen[record.primary] = None
        seen.update(dict.fromkeys(record.categories))
    return tuple(seen)


def _urls(ranked: Sequence[Evidence]) -> dict[str, str]:
    urls: dict[str, str] = {}
    for item in ranked:
        for kind, url in item.record.urls.items():
            urls.setdefault(kind, url)
        # What daily digests tell in a key of their own.
        code = item.record.extra.get("code_url")
        if isinstance(code, str) and code:
            urls.setdefault("code", code)
    return urls if len(ranked) == 1 else dict(sorted(urls.items()))


def _notes(items: Sequence[Evidence]) -> tuple[SourcedNote, ...]:
    seen: dict[tuple[str | None, str, str | None, str], SourcedNote] = {}
    for item in items:
        for note in item.record.notes:
            seen.setdefault(_identity(note), SourcedNote(note, item.source))
    return tuple(seen.values())


def _identity(note: Note) -> tuple[str | None, str, str | None, str]:
    return note.field, note.label, note.lang, note.text
