"""Fold text for matching: letters without accents, punctuation as spaces, Chinese without spaces; case is kept.

One table folds papers and queries, so that both sides always agree. What is done with folded text is
`digest_reader.index` and `digest_reader.marks`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

BREAK = "\x1e"
"""Stands where a clause ends, so that initials do not run over it; `str.split` takes it for a space."""

_SPELLED = {
    "ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ħ": "h", "Ħ": "H", "ı": "i",
}  # fmt: skip
# How the same letters are spelled where a keyboard lacks them: a second reading of the same word.
_RESPELLED = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "å": "aa",
    "ø": "oe",
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
    "Å": "Aa",
    "Ø": "Oe",
}
_CLAUSE = frozenset(":;,.?!()[]{}|/–—…。，：；？！、（）")
CJK_RANGES = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"

CJK = lazy_pattern(f"[{CJK_RANGES}]")
WORD = lazy_pattern(rf"[^\s{CJK_RANGES}]+")
_CJK_SPACE = lazy_pattern(rf"(?<=[{CJK_RANGES}]) | (?=[{CJK_RANGES}])")
_RESPELLABLE = lazy_pattern(f"[{''.join(_RESPELLED)}]")
_HYPHENS = lazy_pattern(r"(?<=\w)[-‐‑](?=\w)")
_NO_SPACE = lazy_pattern(r"\S+")
_COMPOUND = lazy_pattern(r"\w+(?:[-‐‑]\w+)+")


class _Table(dict[int, str]):
    """What each character becomes, worked out when it is first met; `str.translate` runs over it in C."""

    def __init__(self, spelled: dict[str, str]) -> None:
        super().__init__({ord("\n"): "\n"})
        self._spelled = spelled

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in self._spelled:
            folded = self._spelled[char]
        elif char in _CLAUSE:
            folded = BREAK
        elif CJK.match(char) and unicodedata.category(char) == "Lo":
            folded = unicodedata.normalize("NFKD", char)
        else:
            # A decomposition may hold a letter that is spelled out, as ǿ does.
            plain = "".join(map(_fold_part, unicodedata.normalize("NFKD", char)))
            folded = "".join(self._spelled.get(part, part) for part in plain)
        self[code] = folded
        return folded


def _fold_part(char: str) -> str:
    if "\u0300" <= char <= "\u036f" or "\ufe00" <= char <= "\ufe0f":
        return ""
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    if char.isalnum() or category[0] == "M":
        return char if len(char.lower()) == 1 else char.lower()[0]
    return " "


_PLAIN = _Table(_SPELLED)
_OTHER = _Table({**_SPELLED, **_RESPELLED})


def raw_fold(text: str) -> str:
    """Return a text folded character by character, with `BREAK` where clauses end and spaces as they come."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text.translate(_PLAIN)


def tidy(folded: str) -> str:
    """Return raw folded text with one space between words and none beside Chinese or Japanese characters."""
    text = " ".join(folded.split())
    return text if text.isascii() else _CJK_SPACE.sub("", text)


def tidy_lines(folded: str) -> str:
    """Return raw folded lines, each as `tidy` leaves it."""
    if not folded.isascii() and CJK.search(folded):
        return "\n".join(map(tidy, folded.split("\n")))
    text = folded.replace(BREAK, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.replace(" \n", "\n").replace("\n ", "\n").strip()


def fold(text: str) -> str:
    """Return the one form of a text that is compared: ``Kähler–Große 量子 纠错`` is ``Kahler Grosse量子纠错``."""
    return tidy(raw_fold(text))


def respelled(text: str) -> str | None:
    """Return the text folded with ``ä`` as ``ae``, None where that is the same as `fold`."""
    if text.isascii():
        return None
    text = unicodedata.normalize("NFC", text)
    return tidy_lines(text.translate(_OTHER)) if _RESPELLABLE.search(text) else None


def compounds(text: str) -> str:
    """Return the words that stand with a hyphen, folded and without it: ``pre-training`` is ``pretraining`` too."""
    if "-" not in text and "‐" not in text and "‑" not in text:
        return ""
    # Most words have none, and the expression takes long to find that out.
    with_hyphens = [piece for piece in text.split() if "-" in piece or "‐" in piece or "‑" in piece]
    return fold(_HYPHENS.sub("", " ".join(_COMPOUND.findall(" ".join(with_hyphens)))))


def unhyphenated(text: str) -> str:
    """Return a text without the hyphens inside its words."""
    return _HYPHENS.sub("", text)


def words(folded: str) -> list[str]:
    """Return the words of folded text; Chinese and Japanese characters stand between words."""
    return folded.split() if folded.isascii() else WORD.findall(folded)


@lru_cache(maxsize=1024)
def fold_mapped(text: str, respell: bool = False, join_hyphens: bool = False) -> tuple[str, Sequence[int]]:
    """Fold a text and keep the place of everything.

    The last texts are remembered: with each letter of a filter the same titles are looked through again.

    Returns:
        The folded text, and for each of its characters the index in ``text`` where it came from, then ``len(text)``.
    """
    table = _OTHER if respell else _PLAIN
    hyphens = {match.start() for match in _HYPHENS.finditer(text)} if join_hyphens else set()
    if text.isascii() and not hyphens:
        return _fold_ascii(text)
    pieces: list[str] = []
    places: list[int] = []
    index = 0
    while index < len(text):
        stop = index + 1
        while stop < len(text) and unicodedata.combining(text[stop]):
            stop += 1
        if index not in hyphens:
            piece = unicodedata.normalize("NFC", text[index:stop]).translate(table)
            for char in " " if piece == BREAK else piece:
                _append(pieces, places, char, index)
        index = stop
    while pieces and pieces[-1] == " ":
        pieces.pop()
        places.pop()
    return "".join(pieces), [*places, len(text)]


def _fold_ascii(text: str) -> tuple[str, Sequence[int]]:
    """Fold a text of which each character becomes one; a space between words has its place where the first one ends."""
    spans = [match.span() for match in _NO_SPACE.finditer(text.translate(_PLAIN))]
    places = [place for start, end in spans for place in range(start, end + 1)]
    return " ".join([text[start:end] for start, end in spans]), [*places[:-1], len(text)]


def _append(pieces: list[str], places: list[int], char: str, index: int) -> None:
    """Add a folded character as `tidy` would leave it."""
    if char.isspace():
        if not pieces or pieces[-1] == " " or CJK.match(pieces[-1]):
            return
        char = " "
    elif pieces and pieces[-1] == " " and CJK.match(char):
        pieces.pop()
        places.pop()
    pieces.append(char)
    places.append(index)
