"""Chinese by its sounds: which characters a typed syllable, or its first letter, may stand for.

The sounds come from pypinyin, which takes an eighth of a second to load; `write` keeps them in a file that takes none.
"""

from __future__ import annotations

import functools
import json
import os
import re
import unicodedata
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Characters = NDArray[np.int64]

_TWO_READINGS: Final = frozenset("行重长乐率调传参弹会系校朝都还觉角降卡模给便藏称省曾单区解查种")
"""Characters whose second reading is usual, too. That of most others is not: it would bring more junk than papers."""
_LONGEST: Final = 6
_MOST_INITIALS: Final = 12
_INITIALS: Final = frozenset("bpmfdtnlgkhjqxrzcsyw")
_VOWELS: Final = frozenset("aeo")
_VOWELS_OR_MORE: Final = frozenset("aeiouv")
_MOST_WAYS: Final = 4
_MOST_READ: Final = 64
_NO_PHRASES: Final = "PYPINYIN_NO_PHRASES"
_SHORTEST: Final = 4
"""Shorter beginnings of English words (``dis``, ``mode``) would be read as Chinese too often."""


class Sounds:
    """Which characters have which sound."""

    def __init__(self, characters: Mapping[str, str], initials: Mapping[str, str]) -> None:
        """Take the table.

        Args:
            characters: Syllable (without tone, ``v`` for ``ü``) to characters, in any of their readings.
            initials: First letter to characters, in the first of their readings.
        """
        self._by_syllable = {syllable: np.array(list(map(ord, said))) for syllable, said in characters.items()}
        self._by_initial = {letter: np.array(list(map(ord, said))) for letter, said in initials.items()}
        self._by_any_initial = {
            letter: np.array(list(map(ord, said + _second_readings(letter, said, characters))))
            for letter, said in initials.items()
        }

    def syllables(self, typed: str) -> list[list[Characters]]:
        """Return the ways to read what was typed as two or more syllables: the characters for each.

        The last syllable may be begun only, in what is long enough not to be read so by chance.
        """
        if not typed.isascii() or not typed.isalpha() or len(typed) < _SHORTEST:
            return []
        return [[self._characters(part) for part in way] for way in self._ways(typed) if len(way) > 1]

    def syllable(self, typed: str) -> Characters | None:
        """Return the characters of one whole syllable, None when it is none."""
        return self._by_syllable.get(typed)

    def initials(self, typed: str) -> list[Characters] | None:
        """Return the characters for each letter as the first of a syllable; None when a letter begins none."""
        # With vowels among them it is more often an English word that is begun.
        letters = _INITIALS if len(typed) < _SHORTEST else _INITIALS | _VOWELS
        if not 2 <= len(typed) <= _MOST_INITIALS or not letters.intersection(self._by_initial).issuperset(typed):
            return None
        # Two or three letters stand for much already.
        table = self._by_initial if len(typed) < _SHORTEST else self._by_any_initial
        return [table[letter] for letter in typed]

    @functools.lru_cache(maxsize=64)  # noqa: B019 - for one object, which lives as long as the process
    def patterns(self, typed: str) -> tuple[re.Pattern[str], ...]:
        """Return patterns of the characters that what was typed may stand for, best first."""
        if not typed.isascii() or not typed.isalpha():
            return ()
        ways = self.syllables(typed)
        if (letters := self.initials(typed)) is not None:
            ways.append(letters)
        if (one := self.syllable(typed)) is not None:
            ways.append([one])
        rows = ["".join(f"[{''.join(map(chr, each.tolist()))}]" for each in way) for way in ways if all(map(len, way))]
        return tuple(map(re.compile, rows))

    def _ways(self, typed: str) -> list[list[str]]:
        """Return the likeliest ways to read what was typed."""
        ways: list[list[str]] = []

        def read(at: int, before: list[str]) -> None:
            if len(ways) >= _MOST_READ:
                return
            if at == len(typed):
                ways.append(before)
                return
            # The longest first, as it is meant to be read.
            for stop in range(min(at + _LONGEST, len(typed)), at, -1):
                part = typed[at:stop]
                begun = stop == len(typed) > _SHORTEST and before and self._is_begun(part)
                if part in self._by_syllable or begun:
                    read(stop, [*before, part])

        read(0, [])
        return sorted(ways, key=_unlikeliness)[:_MOST_WAYS]

    def _is_begun(self, part: str) -> bool:
        return part[0] in _INITIALS and any(syllable.startswith(part) for syllable in self._by_syllable)

    def _characters(self, part: str) -> Characters:
        if part in self._by_syllable:
            return self._by_syllable[part]
        return self._begun(part)

    @functools.cache  # noqa: B019 - as many as there are beginnings of syllables, for one object
    def _begun(self, part: str) -> Characters:
        found = [said for syllable, said in self._by_syllable.items() if syllable.startswith(part)]
        return np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)


def _unlikeliness(way: Sequence[str]) -> tuple[int, int]:
    """Return how unlikely a way to read is: ``xian`` is one syllable sooner than two, and ``n`` is hardly any.

    A syllable that begins with a vowel is rare within a word, and where pinyin is written well it is set off by an
    apostrophe: ``sangege`` is ``san ge ge`` and no ``sang'e'ge``.
    """
    return sum((part[0] in _VOWELS) + 3 * (not _VOWELS_OR_MORE & set(part)) for part in way[1:]), len(way)


def _second_readings(letter: str, said: str, characters: Mapping[str, str]) -> str:
    """Return those characters with two usual readings of which a letter begins the one that is not the first."""
    syllables = [held for syllable, held in characters.items() if syllable[0] == letter]
    return "".join(each for each in _TWO_READINGS if each not in said and any(each in held for held in syllables))


def follows(characters: Characters) -> NDArray[np.bool_]:
    """Return for each code point whether it is one of some characters."""
    table = np.zeros(int(characters.max()) + 2 if len(characters) else 1, bool)
    table[characters] = True
    return table


def read(path: Path | None) -> Sounds:
    """Return the sounds as `write` left them, or as pypinyin has them where there is no such file."""
    if path is not None:
        try:
            said = json.loads(path.read_bytes())
            return Sounds(said["characters"], said["initials"])
        except (OSError, ValueError, AttributeError, TypeError, KeyError):
            # It is derived: one that is missing or damaged is made again with the next index.
            return Sounds(*_tables())
    return Sounds(*_tables())


def write(path: Path) -> None:
    """Keep the sounds in a file."""
    from digest_reader.atomic_file import put

    characters, initials = _tables()
    put(
        path,
        [json.dumps({"characters": characters, "initials": initials}, ensure_ascii=False).encode()],
        overwrite=True,
    )


@functools.cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Return syllable to the characters that may sound so, and first letter to those that most often begin so."""
    readings = _readings()
    characters: dict[str, list[str]] = {}
    initials: dict[str, list[str]] = {}
    for code, said in readings.items():
        if code > 0xFFFF:
            continue
        plain = [reading for reading in dict.fromkeys(_without_tones(said).split(",")) if reading.isalpha()]
        for reading in plain[: 2 if chr(code) in _TWO_READINGS else 1]:
            for spelled in {reading, reading.replace("v", "u")}:
                characters.setdefault(spelled, []).append(chr(code))
        if plain:
            initials.setdefault(plain[0][0], []).append(chr(code))
    return _joined(characters), _joined(initials)


def _readings() -> Mapping[int, str]:
    """Return code point to readings, with tones, the usual one first."""
    # With its phrases, which nobody asks for, pypinyin would hold all threads up for a quarter of a second:
    # https://pypinyin.readthedocs.io/zh_CN/master/faq.html#no-phrases
    known = os.environ.get(_NO_PHRASES)
    os.environ[_NO_PHRASES] = "1"
    try:
        from pypinyin.pinyin_dict import pinyin_dict
    finally:
        if known is None:
            del os.environ[_NO_PHRASES]
        else:
            os.environ[_NO_PHRASES] = known
    return pinyin_dict


def _joined(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: "".join(characters) for name, characters in table.items()}


def _without_tones(readings: str) -> str:
    plain = unicodedata.normalize("NFD", readings).replace("u\u0308", "v")
    return "".join(letter for letter in plain if letter.isascii())
