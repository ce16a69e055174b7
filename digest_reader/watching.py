"""The authors and keywords that a person watches: which of them a paper has, and where. Pure.

Names and words are compared as the filter compares them (`digest_reader.fold`): without case and accents, ``ä`` also
as ``ae``. Where the watched ones come from is the settings' business, how they are shown the screen's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from digest_reader.fold import CJK, fold, fold_mapped, respelled
from parsers.frozen import frozen
from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ASIAN = "\u1100-\u11ff\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""Chinese, Japanese, and Korean folded to its letters: written without gaps, or with endings on the words."""
_ASIAN_LETTER = lazy_pattern(f"[{_ASIAN}]")
_KEPT = 4_000
"""Names and texts whose answers are remembered."""

Answer = TypeVar("Answer")

_APOSTROPHES = str.maketrans("", "", "'’ʼ`")


@frozen
class Watched:
    """What of the watched is in a paper.

    Attributes:
        authors: Each watched author with the name that it was found under, in the order of the paper's names.
        keywords: The watched keywords, in their own order.
    """

    authors: tuple[tuple[str, str], ...] = ()
    keywords: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.authors or self.keywords)


class Watch:
    """Finds the watched in papers. Made once from the settings; immutable, so any thread may use it.

    A watched author is a family name (``Kähler``), or one with given names or initials before it or after a comma
    (``J. Kähler``, ``Kähler, Jonas``). An initial stands for every name that begins with it, on either side, and a
    middle name that only one side has is no obstacle. A keyword is one or more whole words, in any case; one that ends
    in a Chinese, Japanese or Korean character may stand anywhere on that side.

    Attributes:
        author_needles: Folded, lower-case texts, one of which is a part of every name that matches, folded.
        keyword_needles: Folded, lower-case texts, one of which is a part of every title that matches, folded.
    """

    def __init__(self, authors: Iterable[str] = (), keywords: Iterable[str] = ()) -> None:
        """Prepare what is watched; what has no letter or digit is left out.

        Args:
            authors: Names.
            keywords: Words or phrases.
        """
        self._authors = [(entry, wanted) for entry in authors if (wanted := _wanted(entry))]
        self._keywords = [(entry, _pattern(texts)) for entry in keywords if (texts := _readings(entry))]
        self.author_needles = frozenset(
            reading.split()[-1] for entry, _ in self._authors for reading in _readings(_family(entry)[0])
        )
        self.keyword_needles = frozenset(text for entry in keywords for text in _readings(entry))
        self._any_keyword = _pattern(self.keyword_needles)
        self._any_author = lazy_pattern("|".join(map(re.escape, self.author_needles)) or "(?!)")
        # A screen asks the same again with each key. Only whole answers are put in and taken out: threads may share.
        self._names: dict[str, str | None] = {}
        self._places: dict[str, tuple[tuple[int, int], ...]] = {}

    def __bool__(self) -> bool:
        return bool(self._authors or self._keywords)

    def matches(self, titles: Iterable[str], authors: Iterable[str] | None) -> bool:
        """Return whether a paper has anything watched in its titles or authors.

        Costs about 20 µs a paper, which is the folding of its titles and names: nothing for a day, too much for
        millions. There, look first for the papers that have one of `keyword_needles` in a folded title or one of
        `author_needles` in a folded name, in either reading of ``ä`` (`fold` and `respelled`), and ask only about
        those; no other paper matches.

        Args:
            titles: The titles, in every language.
            authors: The names, None when unknown.
        """
        if self._keywords and any(self._places.get(title) or self._has_keyword(title) for title in titles):
            return True
        return bool(self._authors) and any(self.author(name) is not None for name in authors or ())

    def found(self, titles: Iterable[str], authors: Iterable[str] | None) -> Watched:
        """Return all that is watched of a paper's titles and authors."""
        texts = [text for title in titles for text in _readings(title)] if self._keywords else []
        return Watched(
            tuple((entry, name) for name in authors or () if (entry := self.author(name)) is not None),
            tuple(entry for entry, pattern in self._keywords if any(map(pattern.search, texts))),
        )

    def author(self, name: str) -> str | None:
        """Return the watched author that a name is, as the settings write it; None for any other."""
        if not self._authors:
            return None
        found = self._names.get(name, "")
        return _keep(self._names, name, self._find_author(name)) if found == "" else found

    def _find_author(self, name: str) -> str | None:
        if not any(map(self._any_author.search, _readings(name))):
            return None
        readings = _name_words(name)
        for entry, wanted in self._authors:
            if any(one.may_be(words) for one in wanted for words in readings):
                return entry
        return None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where watched keywords stand in a text: start and end of each, in order, none overlapping."""
        if not self._keywords:
            return []
        found = self._places.get(text)
        if found is None:
            found = _keep(self._places, text, tuple(self._find_keywords(text)))
        return list(found)

    def _find_keywords(self, text: str) -> list[tuple[int, int]]:
        if not self._has_keyword(text):
            return []
        places: list[tuple[int, int]] = []
        for respell in (False,) if respelled(text) is None else (False, True):
            folded, origin = fold_mapped(text, respell)
            matches = self._any_keyword.finditer(folded.lower())
            places += [(origin[match.start()], origin[match.end() - 1] + 1) for match in matches]
        apart: list[tuple[int, int]] = []
        for start, end in sorted(places):
            if apart and start < apart[-1][1]:
                apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
            else:
                apart.append((start, end))
        return apart

    def _has_keyword(self, text: str) -> bool:
        return any(map(self._any_keyword.search, _readings(text)))


def _keep(known: dict[str, Answer], text: str, answer: Answer) -> Answer:
    """Remember an answer and return it; all others are forgotten once there are many."""
    if len(known) >= _KEPT:
        known.clear()
    known[text] = answer
    return answer


class _Name(NamedTuple):
    """A watched name in folded words."""

    given: tuple[str, ...]
    family: tuple[str, ...]

    def may_be(self, words: tuple[str, ...]) -> bool:
        """Return whether an author may be meant, of whose name these are the folded words, family name last."""
        given = words[: -len(self.family)]
        if words[len(given) :] != self.family:
            return False
        return not self.given or (bool(given) and all(map(_compatible, self.given, given)))


def _compatible(one: str, two: str) -> bool:
    """Return whether two given names may be the same: equal, or one is the other's initial."""
    return one == two or (min(len(one), len(two)) == 1 and one[0] == two[0])


def _readings(text: str) -> tuple[str, ...]:
    """Return a text folded and in lower case, with ``ä`` as ``a`` and, where there is such a letter, as ``ae``."""
    other = respelled(text)
    readings = (fold(text).lower(),) if other is None else (fold(text).lower(), fold(other).lower())
    return tuple(reading for reading in readings if reading)


def _pattern(texts: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of some folded texts as whole words; nothing when there are none."""
    inside = f"(?:(?![{_ASIAN}])\\w)"
    parts = []
    # The longest first: of two that begin alike it is the one to be found.
    for text in sorted(texts, key=len, reverse=True):
        before = "" if _ASIAN_LETTER.match(text[0]) else f"(?<![^\\W{_ASIAN}])"
        after = "" if _ASIAN_LETTER.match(text[-1]) else f"(?!{inside})"
        parts.append(before + re.escape(text) + after)
    return lazy_pattern("|".join(parts) or "(?!)")


def _wanted(entry: str) -> tuple[_Name, ...]:
    """Return how a watched name may be read, nothing for one without letters."""
    family, given = _family(entry)
    names = []
    for read in (_plain_words, _respelled_words):
        words = read(family)
        if words:
            names.append(_Name(read(given), words))
    return tuple(dict.fromkeys(names))


def _family(entry: str) -> tuple[str, str]:
    """Return the family name and the given names of a watched name."""
    family, comma, given = entry.partition(",")
    if comma:
        return family, given
    parts = [entry] if CJK.search(entry) else _without_suffix(entry.split())
    # The family name is the last word with its particles, which are in lower case where names are not: "van der Berg".
    at = len(parts) - 1
    while at > 0 and parts[at - 1].islower() and not parts[-1].islower():
        at -= 1
    return " ".join(parts[at:]), " ".join(parts[:at])


def _name_words(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the folded words of an author's name in each reading, the family name last."""
    family, comma, given = name.partition(",")
    if comma and given.strip().rstrip(".").lower() not in _SUFFIXES:
        ordered = f"{given} {family}"
    else:
        ordered = " ".join(_without_suffix(family.split()))
    return tuple(dict.fromkeys((_plain_words(ordered), _respelled_words(ordered))))


def _without_suffix(parts: list[str]) -> list[str]:
    """Return the parts of a name without ``Jr.`` and the like at its end."""
    while len(parts) > 1 and parts[-1].strip(".,").lower() in _SUFFIXES:
        parts = parts[:-1]
    return parts


def _plain_words(name: str) -> tuple[str, ...]:
    return tuple(fold(name.translate(_APOSTROPHES)).lower().split())


def _respelled_words(name: str) -> tuple[str, ...]:
    name = name.translate(_APOSTROPHES)
    return tuple(fold(respelled(name) or name).lower().split())
