"""Where a title ends and the names begin, when an extractor glued them together.

    FalconFS: A File System for Deep Learning PipelinesJingwei Xu, Junbin Kang, Mingkai Dong, ...

This module owns that decision and nothing else: finding the text between ``Title:`` and the next label is
left to `parsers.listing_entry`. The rule is to take the cut with the least cost: a segment between commas costs
what is odd about it as a name where it would be one, and costs a little where it would be title and yet reads
like a name. No cost is negative, so the search from the right ends as soon as the names alone cost more than
the best cut. `tests/benchmarks/bench_title_split.py` measures the rule on real titles; its constants were set
with it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST_LIST = 100
"""Length of ``", ".join(authors)`` from which extractors keep it: they drop a shorter line of links."""

_LONGEST_NAME = 120
"""No cut further left than this in a segment is looked at, and no longer segment is a name.

It bounds the work that a hostile line can ask for."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES = _words(
    "de da do dos das del della delle degli di du des la le el al bin ibn ben van von der den dem ter ten te"
    " ver vom zu zur zum af av y e i bint abu ul ur ud os as las los st san the d l dal dalla lo mc team"
)
"""Words that stand in names without a capital; ``the`` and ``team`` are for collaborations."""

_TITLE_WORDS = _words(
    "and based beyond does for from how into not that their through toward towards under using via what when"
    " where which why with without"
)
"""Words that a title is full of and a name is not, with a capital or without."""

_GLUED_PREFIXES = _words(
    "Mc Mac De Di Da Du Del Della La Le Van Von Vander Vande Fitz Al El Ben Des Dos St Ter Ten Abd Abdel"
    " Abdul Lo Mag Ver Mohammad Amir"
)
"""What may stand before a capital inside a name: ``McDonald``, ``DeVito``, ``AbdelRahman``."""

_SYLLABLE = lazy_pattern(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:a|o|e|i|u|ai|ei|ao|ou|an|en|ang|eng|ong|ia|ie|iao|iu|ian|in|iang|ing|iong|ua|uo|uai|ui|uan|un|uang|ue|er"
    r"|ae|eo|eon|eong|eun|eul|eok|eung|oo|oon|oong|oung|ook|il|im|um|won|woo|woong|wan|hwan"
    r"|yu|yun|young|yung|yeon|yeong|yeol)",
    re.IGNORECASE,
)
"""A syllable of a Chinese or Korean given name in Latin letters: ``GuangHao`` is one name."""

_PLAIN_ENDING = (
    r"(?:ion|ons|els|del|ents|ent|sis|nce|ges|ems|ies|ity|ata|rks|ces|ork|ics|ors|sks|eos|res|ngs|ure|ess|ort|ses"
    r"|ive|ory|udy|ets|ext|phs|cts|rts|rol|ncy|dge|als|vey|tem|rds|ign|iew|deo|pts|ows|lds|ery|ach|rch|set|zed|ted"
    r"|[aeiou]rning|oning|ering|eling|nding|[krvzcg]ing|lling|tting|pping|[cpsr]ting|ssing|[cs]hing|ining)"
)
_PLAIN_WORD = lazy_pattern(rf"\w*{_PLAIN_ENDING}")
"""A word with an ending that most titles end with and hardly any name has; measured on both."""
_PLAIN_JOINT = lazy_pattern(rf"[a-z]{_PLAIN_ENDING}[A-Z]")

_INITIALS = lazy_pattern(r"-?(?:[^\W\d_]\.-?)+")
_ONLY_TITLE = lazy_pattern(r"[?!;$=+]|.:$|.[)\]\"][^\W\d_]|\d[A-Z][a-z]")

_ELISION = lazy_pattern(r"(?:d|l|dell|dall|n|t|al|el|ad|ul|as|ash|abu)[-'’`][^\W\d_]\w*")
"""A word with a particle that is written together with it: ``d'Alembert``, ``al-Khwarizmi``."""

_GROUP = lazy_pattern(
    r"\b(?:Collaborations?|Consortium|Team|team|Group|Project|Initiative|Authors|Community|Labs?)$|AI$"
)

_TEX = lazy_pattern(r"\\(?:[\"'`^~=.]|[uvHcdbkr](?![A-Za-z])|(?=(?:L|l|O|o|AA|aa|AE|ae|OE|oe|ss|i|j)\b))|[{}]")
_TEX_CAPITAL = lazy_pattern(r"\{?\\(?:[\"'`^~=.]\{?[A-Z]|[uvHcdbkr]\s?\{[A-Z]|(?:L|O|AA|AE|OE)(?![A-Za-z]))")
"""TeX for a capital with an accent, with which a name may begin: ``{\\"O}``, ``\\'E``, ``\\L``."""

_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})

_TITLE_TEXT = 6.0
"""Cost, in a name, of what only titles hold: a colon, a question mark."""
_GLUED = 4.0
"""Cost of a capital right after a letter that nothing explains."""
_PASSED_OVER = 3.5
"""Cost, in a title, of an English noun with a capital glued to it where a better joint might have been."""
_NAMES_IN_TITLE = 2.0
"""Cost of a title segment that reads as a name."""
_ODD_ONCE, _ODD_EACH = 9.0, 0.4
"""What may be odd about a list of names as a whole, and more for each name: above that it is all title."""


def split_title(text: str, shortest: int = SHORTEST_LIST) -> tuple[str, tuple[str, ...] | None]:
    """Split a line that holds a title and perhaps, glued to its end, the names of the authors.

    Args:
        text: One line, cleaned, without the ``Title:`` label and without what follows the names.
        shortest: Fewest characters that a list of names has in this kind of text.

    Returns:
        The title and the names, or the whole text and None where no list of names stands at its end.
    """
    cut = _best_cut(text, shortest)
    if cut is None:
        return text, None
    return text[:cut].rstrip(), split_names(text[cut:])


def split_names(text: str) -> tuple[str, ...]:
    """Return the names of a list as arXiv prints it; ``Team: Name`` and ``Team, :, Name`` are two names."""
    names: list[str] = []
    for part in text.split(","):
        for piece in part.split(": "):
            name = piece.strip(" :")
            if name in _SUFFIXES and names:
                names[-1] = f"{names[-1]}, {name}"
            elif name:
                names.append(name)
    return tuple(names)


def reads_as_names(text: str) -> bool:
    """Tell whether a line of its own reads as a list of names rather than as a piece of a title."""
    segments = text.split(", ")
    return sum(map(_name_cost, segments)) < 8.0 + _ODD_EACH * len(segments)


def _best_cut(text: str, shortest: int) -> int | None:
    """Return where the names begin, None when nothing at the end of the text reads as a list of names."""
    segments = text.split(", ")
    if len(segments) < 2 or len(text) <= shortest:
        return None
    as_name = [_name_cost(segment) for segment in segments]
    title_before = [0.0]
    for segment, cost in zip(segments[:-1], as_name, strict=False):
        title_before.append(title_before[-1] + _title_cost(segment, cost))
    best: tuple[float, int, int] | None = None
    names_after = 0.0
    end = len(text)
    for index in range(len(segments) - 1, -1, -1):
        segment = segments[index]
        start = end - len(segment)
        if index < len(segments) - 1 and len(text) - start > shortest:
            for offset, joint in _cuts(segment, whole=index == 0):
                if len(text) - start - offset < shortest:
                    break
                cost = names_after + joint + _name_cost(segment[offset:]) + title_before[index]
                if best is None or cost < best[0]:
                    best = cost, start + offset, len(segments) - index
        names_after += as_name[index]
        if names_after > (_ODD_ONCE + _ODD_EACH * len(segments) if best is None else best[0]):
            break
        end = start - 2
    if best is None or best[0] > _ODD_ONCE + _ODD_EACH * best[2]:
        return None
    return best[1]


def _cuts(segment: str, *, whole: bool) -> Iterator[tuple[int, float]]:
    """Yield every place of a segment where a name may be glued to a title, and the cost of that joint.

    Args:
        segment: The text between two commas.
        whole: Whether it begins the title, so that what is before the cut cannot be a name in the title.
    """
    passed = 0
    for at in range(max(1, len(segment) - _LONGEST_NAME), len(segment)):
        before, here = segment[at - 1], segment[at]
        if before == " ":
            continue
        if here in "{\\":
            if before not in "{\\" and _TEX_CAPITAL.match(segment, at):
                yield at, 0.0
            continue
        if here == "t" and segment.startswith("the ", at) and _GROUP.search(segment):
            yield at, 0.0
        if not here.isalpha() or here.islower():
            continue
        plain = _PLAIN_WORD.fullmatch(_last_piece(segment, at)) is not None
        cost = _joint_cost(segment, at)
        if not plain and before.isalpha() and passed > 0 and segment.count(" ", passed, at) <= 2:
            cost += _PASSED_OVER
        if not whole and not plain:
            cost += _name_in_title_cost(segment[max(0, at - _LONGEST_NAME) : at])
        yield at, cost
        passed = at if plain else passed


def _name_in_title_cost(text: str) -> float:
    """Return what speaks against a text's being the end of a title: that it is a name, or half of one."""
    if _name_cost(text if " " in text else f"{text} X") >= 1:
        return 0.0
    return _NAMES_IN_TITLE


def _joint_cost(segment: str, at: int) -> float:
    """Return what is odd about a title's ending before a capital and a name's beginning with it."""
    before = segment[at - 1]
    if before in "-'’`.({\\" or (before == '"' and segment[at - 2 : at - 1] == " "):
        return 5.0
    following = segment[at + 1 : at + 2]
    if before.isupper():
        return 0.0 if following.islower() else 2.0
    if before.isdigit():
        return 0.0 if following.islower() or following == "." else 3.0
    if before.isalpha() and not before.islower() and not segment[at].isupper():
        return 5.0  # both without case, as in Chinese: no joint is to be seen
    piece = _last_piece(segment, at)
    if piece in _GLUED_PREFIXES:
        return 3.0
    inner = at - len(piece)
    if inner > 0 and segment[inner - 1] != " " and _SYLLABLE.fullmatch(piece):
        return 2.5
    return 0.0


def _last_piece(segment: str, at: int) -> str:
    """Return the letters before a place back to their capital: ``Fabric`` in ``AMD Fabric``."""
    start = at
    while start > 0 and at - start < 30 and segment[start - 1].isalpha():
        start -= 1
        if segment[start].isupper():
            break
    return segment[start:at]


@lru_cache(maxsize=16384)
def _word_cost(word: str) -> float:
    """Return what is odd about a word as part of a name."""
    if "\\" in word or "{" in word:
        word = _TEX.sub("", word) or "-"
    if word.lower() in _TITLE_WORDS:
        return 8.0
    if word in _PARTICLES or _ELISION.fullmatch(word):
        return 0.3
    if (word.isalpha() and word[0].isupper() and (len(word) == 1 or word[1:].islower())) or _INITIALS.fullmatch(word):
        return 0.0
    cost = 0.0
    if word[0].islower():
        cost += 3.0
    if any(char.isdigit() for char in word):
        cost += 3.0
    if _ONLY_TITLE.search(word):
        cost += _TITLE_TEXT
    if len(word) > 1 and word.isupper():
        cost += min(1.5, len(word) * 0.25)
    return cost + _GLUED * _glued_capitals(word)


def _glued_capitals(word: str) -> float:
    """Count capitals right after another letter, half where both sides are syllables of a given name."""
    if word.isupper():
        return 0.0
    count = 0.0
    for at in range(1, min(len(word), 40)):
        if not word[at].isupper() or not word[at - 1].isalpha():
            continue
        piece = _last_piece(word, at)
        if piece in _GLUED_PREFIXES:
            continue
        syllables = _SYLLABLE.fullmatch(piece) and _SYLLABLE.match(word, at)
        count += 0.35 if syllables else 1.0
    return min(count, 3.0)


def _name_cost(segment: str) -> float:
    """Return what is odd about a segment as a name: 0 for ``Ada B. Lovelace``, 8 and more for titles."""
    if len(segment) > 4 * _LONGEST_NAME:
        return 100.0
    words = segment.split(None, 13)
    if not words:
        return 4.0
    if words == [":"]:
        return 0.5
    cost = sum(map(_word_cost, words[:13]))
    group = _GROUP.search(segment)
    if group and len(words) < 6 and not _PLAIN_JOINT.search(segment):
        return min(cost, 0.3) if cost < 10 else cost
    if len(words) == 1:
        return cost + 2.0
    # Most names are shorter than that.
    return cost if len(words) < 5 else cost + max(0, sum(len(word) > 2 for word in words) - 4) * 1.5


def _title_cost(segment: str, as_name: float) -> float:
    """Return what speaks against a segment's being title: that it reads as a name, or passes over a joint."""
    if _PLAIN_JOINT.search(segment):
        return _PASSED_OVER
    return _NAMES_IN_TITLE if as_name < 1 and " " in segment else 0.0
