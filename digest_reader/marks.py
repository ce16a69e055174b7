"""Where a shown text has what a query looks for, for marking: one text at a time, for rows on the screen only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest_reader.closeness import initials as initials_of
from digest_reader.closeness import (
    initials_pattern,
    is_left_out,
    is_short,
    left_out,
    typo_prefix_allowed,
    typos_allowed,
)
from digest_reader.fold import CJK, WORD, fold, fold_mapped, raw_fold, respelled, unhyphenated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digest_reader.query import Field, Query, Term

_TEXT_FIELDS: tuple[Field, ...] = ("any", "ti", "au", "id", "abs")

_Range = tuple[int, int]

_sounding: Callable[[str], Sequence[re.Pattern[str]]] = lambda typed: ()  # noqa: E731


def know_sounds(sounding: Callable[[str], Sequence[re.Pattern[str]]]) -> None:
    """Mark Chinese by its sounds from now on.

    Which characters sound how takes long to load; a search that finds papers so has loaded it.

    Args:
        sounding: Gives patterns of the characters that what was typed may stand for, best first.
    """
    global _sounding
    _sounding = sounding


def spans(query: Query, text: str, field: Field = "any") -> list[_Range]:
    """Return where a text matches a query, in order and without overlap.

    Args:
        query: The query; its negated terms mark nothing.
        text: The text as it is shown.
        field: What the text is (``ti``, ``au``, ``id``, ``abs``); by default terms of every field are marked.
    """
    found: list[_Range] = []
    for term in query.terms:
        if term.negated or term.field not in _TEXT_FIELDS:
            continue
        if field == "any" or term.field in ("any", field):
            found += _term_spans(term, text)
    return _merged(found)


def _term_spans(term: Term, text: str) -> list[_Range]:
    """Return the places of one term, by the best kind of match that the text has."""
    views = [(fold(term.text), fold_mapped(text))]
    if (other := respelled(term.text)) is not None:
        views.append((other, views[0][1]))
    if not text.isascii():
        views.append((views[0][0], fold_mapped(text, respell=True)))
    if not term.quoted:
        views.append((fold(unhyphenated(term.text)), fold_mapped(text, join_hyphens=True)))
    if not views[0][0]:
        return []
    ranges = []
    for needle, (folded, places) in views:
        cased = needle != needle.lower()
        literal = _literal(term, needle, folded if cased else folded.lower())
        ranges += [_original(places, text, one) for one in literal]
    if ranges or term.exact or term.start or term.end or term.field == "id":
        return ranges
    needle, (folded, places) = views[0]
    return [_original(places, text, one) for one in _near(needle, folded, text)]


def _literal(term: Term, needle: str, folded: str) -> Iterator[_Range]:
    pattern = re.escape(needle)
    if term.start:
        pattern = r"\A" + pattern
    elif is_short(needle) and not term.exact:
        pattern = r"(?<![^\W_])" + pattern
    if term.end:
        pattern += r"\Z"
    for match in re.finditer(pattern, folded):
        yield match.span()


def _near(needle: str, folded: str, text: str) -> list[_Range]:
    """Return the places of initials, else of misspelled words and words with letters left out, else of sounds."""
    if CJK.search(needle) and not WORD.search(needle):
        return _characters(needle, folded)
    if " " in needle or CJK.search(needle):
        parts = needle.split() if not CJK.search(needle) else WORD.findall(needle)
        return [
            one
            for part in parts
            for one in ([match.span() for match in re.finditer(re.escape(part), folded)] or _near_word(part, folded))
            if len(part) > 2
        ]
    return _initials(needle, folded, text) or _near_word(needle, folded) or _sounds(needle, folded)


def _characters(needle: str, folded: str) -> list[_Range]:
    """Return the places of every two characters of a Chinese text that is not there as a whole."""
    pairs = [re.escape(needle[at : at + 2]) for at in range(len(needle) - 1)]
    return [match.span(1) for match in re.finditer(f"(?=({'|'.join(pairs)}))", folded)] if len(needle) > 3 else []


def _sounds(needle: str, folded: str) -> list[_Range]:
    if needle != needle.lower() or folded.isascii():
        return []
    for pattern in _sounding(needle):
        if found := [match.span() for match in pattern.finditer(folded)]:
            return found
    return []


def _initials(needle: str, folded: str, text: str) -> list[_Range]:
    pattern = initials_pattern(needle)
    if pattern is None:
        return []
    # The words of the clauses with more than two words, in the order in which the initials name them.
    lines = initials_of(raw_fold(text))
    starts = [match.start() for match in WORD.finditer(folded)]
    letters = "".join(folded[start].lower() for start in starts)
    ranges: list[_Range] = []
    at = 0
    for line in lines.split("\n"):
        begin = letters.find(line.lower(), at) if line else -1
        if begin < 0:
            continue
        at = begin + len(line)
        for match in pattern.finditer(line):
            ranges += ((start, start + 1) for start in starts[begin + match.start() : begin + match.end()])
    return ranges


def _near_word(needle: str, folded: str) -> list[_Range]:
    from rapidfuzz.distance import OSA

    allowed, pattern = typos_allowed(needle), left_out(needle)
    cased = needle != needle.lower()
    ranges, begun = [], []
    for match in WORD.finditer(folded if cased else folded.lower()):
        word, start = match.group(), match.start()
        if allowed and OSA.distance(needle, word, score_cutoff=allowed) <= allowed:
            ranges.append(match.span())
        elif pattern and (found := pattern.match(word)) and is_left_out(needle, found.end()):
            ranges += _letters(needle, word, start)
        elif typo_prefix_allowed(needle) and len(word) > len(needle):
            lengths = range(len(needle) - 1, len(needle) + 2)
            if any(OSA.distance(needle, word[:length], score_cutoff=1) <= 1 for length in lengths):
                begun.append((start, start + len(needle)))
    return ranges or begun


def _letters(needle: str, word: str, start: int) -> list[_Range]:
    ranges, at = [], 0
    for letter in needle:
        at = word.index(letter, at)
        ranges.append((start + at, start + at + 1))
        at += 1
    return ranges


def _original(places: Sequence[int], text: str, folded_range: _Range) -> _Range:
    """Return the range of the text that a range of its folded form came from; a letter keeps its accents."""
    start, stop = places[folded_range[0]], places[folded_range[1] - 1] + 1
    later = [place for place in places[folded_range[1] :] if place >= stop]
    # Up to the next folded character stand only marks that belong to this one, or what folds to nothing.
    limit = later[0] if later else len(text)
    while stop < limit and not fold(text[stop]) and not text[stop].isspace() and _is_mark(text[stop]):
        stop += 1
    return start, stop


def _is_mark(char: str) -> bool:
    return "\u0300" <= char <= "\u036f" or "\ufe00" <= char <= "\ufe0f"


def _merged(ranges: list[_Range]) -> list[_Range]:
    merged: list[_Range] = []
    for start, stop in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged
