"""How near a word may be to what was typed and still be meant: typos, letters left out, initials.

The rules alone, for one needle and one word or title; both are folded. Which words there are is
`digest_reader.index`, and where a shown text is marked `digest_reader.marks`.
"""

from __future__ import annotations

import re
from enum import IntEnum

from digest_reader.fold import BREAK, words

LONGEST = 40
"""Needles longer than this are only looked for as they are."""

# Little words of English and German: an acronym may run over one, but neither begins nor ends with one.
LITTLE = frozenset(
    """
    a an and are as at by can do does for from how in into is it its no not of on or so than that the their this to
    towards toward under up use using via we what when where which while with without
    als am an auf aus bei das dem den der des die durch ein eine einem einen einer eines für fur im in ist mit nach
    oder ohne und von vom vor wie zu zum zur über uber
    """.split()  # noqa: SIM905 - forty lines of one word each read worse
)


class Level(IntEnum):
    """How well a needle was found, best last."""

    SUBSEQUENCE = 1
    BEGUN = 2
    TYPOS = 3
    TYPO = 4
    INITIALS = 5
    SUBSTRING = 6
    PREFIX = 7
    WORD = 8


def is_short(needle: str) -> bool:
    """Tell whether a needle is one or two Latin letters: it is looked for at the beginning of words only."""
    return len(needle) <= 2 and needle.isascii()


def typos_allowed(needle: str) -> int:
    """Return how many typos a needle may have: none below 4 letters, one up to 7, then two.

    A needle with a digit has none: GPT-4 is not a misspelled GPT-3.
    """
    if not needle.isalpha() or not 4 <= len(needle) <= LONGEST:
        return 0
    return 1 if len(needle) <= 7 else 2


def typo_prefix_allowed(needle: str) -> bool:
    """Tell whether the beginning of a longer word may be meant with a typo, as while typing."""
    return needle.isalpha() and 6 <= len(needle) <= LONGEST


def left_out(needle: str) -> re.Pattern[str] | None:
    """Return a pattern for words that begin like the needle and go on with its letters in order; or None.

    The match is the shortest stretch of the word that has all of them; see `is_left_out`.
    """
    if not needle.isalpha() or not 4 <= len(needle) <= LONGEST:
        return None
    # Each class excludes the letter it leads to, so that a word is read once, without going back.
    rest = "".join(f"[^{re.escape(letter)}]*+{re.escape(letter)}" for letter in needle[1:])
    return re.compile(re.escape(needle[0]) + rest)


def is_left_out(needle: str, stretch: int) -> bool:
    """Tell whether a stretch of a word is short enough for the needle to stand for it: ``smth`` is no smartphone."""
    return stretch <= longest_stretch(needle)


def longest_stretch(needle: str) -> int:
    """Return how many letters of a word a needle may stand for."""
    return 2 * len(needle) - 2 if len(needle) <= 5 else 2 * len(needle)


def initials(raw_folded: str) -> str:
    """Return the initials of a title's words, a line a clause, upper case for little words: ``mOe`` of experts."""
    lines = []
    for clause in raw_folded.lower().split(BREAK):
        found = words(clause)
        if len(found) > 2:
            lines.append("".join([word[0].upper() if word in LITTLE else word[0] for word in found]))
    return "\n".join(lines)


def initials_letters(needle: str) -> str | None:
    """Return a needle in lower case if it may be an acronym, None for one that cannot."""
    needle = needle.lower()
    may_be = 3 <= len(needle) <= 8 and needle.isascii() and needle.isalnum() and needle not in LITTLE
    return needle if may_be else None


def initials_pattern(needle: str) -> re.Pattern[str] | None:
    """Return the pattern that finds a needle among `initials`, None for one that cannot be an acronym."""
    letters = initials_letters(needle)
    if letters is None:
        return None
    inner = "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in letters[1:-1])
    return re.compile(letters[0] + inner + letters[-1])
