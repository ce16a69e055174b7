"""Narrowing a short list of names by what is typed: every word must be in the name, at least letter by letter. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digest_reader.fold import fold, fold_mapped


@dataclass(frozen=True, slots=True)
class Match:
    """How a name matches what was typed.

    Attributes:
        distance: 0 where every word begins a word of the name; more the worse it fits.
        spans: What to mark in the name, in order.
    """

    distance: int = 0
    spans: tuple[tuple[int, int], ...] = ()


def match(name: str, typed: str) -> Match | None:
    """Return how a name matches what was typed, None where it does not.

    A word matches where it stands, best at the beginning of a word, or as letters in order. Case, accents and
    punctuation make no difference.
    """
    folded, places = fold_mapped(name)
    folded = folded.lower()
    distance, marked = 0, set[int]()
    # Folding makes spaces of punctuation: a date's parts stay together as one word does.
    for word in filter(None, (fold(part).lower() for part in typed.split())):
        found = _place(folded, word)
        if found is None:
            return None
        distance += found[0]
        marked |= set(found[1])
    return Match(distance, _spans(sorted({place for at in marked for place in range(places[at], places[at + 1])})))


def _place(folded: str, word: str) -> tuple[int, list[int]] | None:
    """Return how badly a word fits and which characters it takes."""
    at = -1 if folded.startswith(word) else folded.find(" " + word)
    if folded.startswith(word) or at >= 0:
        return 0, list(range(at + 1, at + 1 + len(word)))
    at = folded.find(word)
    if at >= 0:
        return 1, list(range(at, at + len(word)))
    taken: list[int] = []
    for letter in word:
        at = folded.find(letter, taken[-1] + 1 if taken else 0)
        if at < 0:
            return None
        taken.append(at)
    return 2 + taken[-1] - taken[0] - len(word), taken


def _spans(places: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return runs of places as spans."""
    spans: list[tuple[int, int]] = []
    for place in places:
        if spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return tuple(spans)
