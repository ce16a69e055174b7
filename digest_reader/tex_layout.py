"""The pieces of a formula and how they are set in one line: spaces, scripts, brackets, accents.

Knows no TeX: `digest_reader.tex_formula` reads the source into atoms and asks here how they look side by side.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto

from digest_reader import tex_symbols as symbols
from parsers.lazy_pattern import lazy_pattern


class Kind(Enum):
    """How an atom stands among its neighbours."""

    ORDINARY = auto()
    UPRIGHT = auto()  # several letters that are one name: ID, eff
    WORD = auto()  # log, max: set off by spaces
    LARGE = auto()  # sums and integrals
    RELATION = auto()  # commands for relations: spaces on both sides
    BINARY = auto()  # commands for operators: both sides alike
    SIGN = auto()  # + - = < > as typed
    FRACTION = auto()
    OPENING = auto()
    CLOSING = auto()
    PUNCTUATION = auto()
    SPACE = auto()  # typed, or a spacing command
    END_SPACE = auto()  # after a command, where TeX needs it only to end the name
    SWITCH = auto()  # no text: upright letters follow


class Atom:
    """A piece of a formula as it will be shown.

    Attributes:
        kind: How it stands among its neighbours.
        text: What is shown.
        scripted: Whether it bears a subscript or superscript.
        open_end: Whether a letter directly after it would read as a part of it: the ``n^ρ`` in ``n^ρ k``.
    """

    __slots__ = ("kind", "open_end", "scripted", "text")

    def __init__(self, kind: Kind, text: str, scripted: bool = False, open_end: bool = False) -> None:
        self.kind = kind
        self.text = text
        self.scripted = scripted
        self.open_end = open_end


_VOWELS = frozenset("aeou")
_ORDINALS = frozenset({"th", "st", "nd", "rd"})
_SCRIPT_CHARS = frozenset(symbols.SUPERSCRIPTS.values()) | frozenset(symbols.SUBSCRIPTS.values())
_ATTACHED = "".join(sorted(_SCRIPT_CHARS)) + "′″°*†‡\u0300-\u036f\u20d0-\u20ff"
_NAME = rf"[^\W_{_ATTACHED}]"
_ATOMIC_HEAD = lazy_pattern(rf"-?√?(?:[^\W_]|[.∞∗⊤⊥∅…{_ATTACHED}])*", re.UNICODE)
_DENOMINATOR_HEAD = lazy_pattern(rf"√?(?:\d+(?:\.\d+)?%?|{_NAME}[{_ATTACHED}]*(?:[_^][^\W_]+)?|[A-Za-z]{{2,}}(?=\())")
RADICAND = lazy_pattern(rf"(?:\d+|{_NAME}[{''.join(symbols.SUBSCRIPTS.values())}]*)")
SUM_AT_TOP = lazy_pattern(r"[\s+<>=≤≥≠/,±∓−]|(?<=.)-")


def attach(atoms: list[Atom], script: str, *, open_end: bool = False) -> None:
    """Put a script onto the last atom that shows anything, as TeX does over spaces."""
    while atoms and atoms[-1].kind in (Kind.SPACE, Kind.END_SPACE):
        atoms.pop()
    if not atoms or atoms[-1].kind is Kind.SWITCH:
        atoms.append(Atom(Kind.ORDINARY, script, scripted=True, open_end=open_end))
        return
    base = atoms[-1]
    if base.kind is Kind.FRACTION:
        base.text, base.kind = f"({base.text})", Kind.ORDINARY
    base.text += script
    base.scripted = True
    base.open_end = open_end


def script(row: list[Atom], *, raised: bool) -> tuple[str, bool]:
    """Return a row as a script, and whether a letter directly after it would read as a part of it."""
    shown = join(row, script=True)
    if not shown:
        return "", False
    table = symbols.SUPERSCRIPTS if raised else symbols.SUBSCRIPTS
    if raised and all(char in symbols.RAISED_ALREADY for char in shown):
        return "".join(symbols.RAISED_ALREADY[char] for char in shown), False
    named = len(shown) > 1 and any(atom.kind in (Kind.UPRIGHT, Kind.WORD, Kind.SWITCH) for atom in row)
    named = named or (len(shown) > 2 and shown.isalpha() and not _VOWELS.isdisjoint(shown))  # eval, not ijk
    if all(char in table for char in shown) and (not named or shown in _ORDINALS):
        return "".join(table[char] for char in shown), False
    mark = "^" if raised else "_"
    if _is_atomic(shown):
        return mark + shown, not shown.endswith((")", "]"))
    return f"{mark}({shown})", False


def is_bracketed(shown: str) -> bool:
    """Tell whether the first character opens a bracket that the last one closes."""
    return shown.startswith("(") and _closes_at_end(shown, 0)


def _closes_at_end(shown: str, start: int) -> bool:
    depth = 0
    for at in range(start, len(shown)):
        if shown[at] in "([{":
            depth += 1
        elif shown[at] in ")]}":
            depth -= 1
            if depth == 0:
                return at == len(shown) - 1
    return False


def _is_atomic(shown: str) -> bool:
    """Tell whether a script needs no brackets: a name, a number, or a function with its argument."""
    if len(shown) == 1:
        return True
    head = _ATOMIC_HEAD.match(shown)
    past = head.end() if head else 0
    return past == len(shown) or (shown[past] in "([" and _closes_at_end(shown, past))


def is_denominator(shown: str) -> bool:
    """Tell whether something below a fraction's bar needs no brackets."""
    if is_bracketed(shown):
        return True
    head = _DENOMINATOR_HEAD.match(shown)
    if head is None:
        return False
    return head.end() == len(shown) or (shown[head.end()] == "(" and _closes_at_end(shown, head.end()))


def accented(shown: str, name: str) -> str | None:
    """Return ``shown`` under the accent, None where no combining mark says it."""
    mark = symbols.MATH_ACCENTS[name]
    if not shown:
        return None
    rest = shown[1:]
    if shown[0].isalnum() and all(char in _SCRIPT_CHARS or unicodedata.combining(char) for char in rest):
        return unicodedata.normalize("NFC", shown[0] + mark) + rest
    if name == "underline":
        return shown
    if name in ("overline", "bar") and len(shown) <= 4 and shown.isalnum():
        return "".join(char + "\u0305" for char in shown)
    return None


def join(atoms: list[Atom], *, script: bool = False) -> str:
    """Return the atoms' text with the spaces that their kinds ask for."""
    out: list[str] = []
    before: Atom | None = None
    space: Kind | None = None
    spaced_before = False
    first = True
    for atom in atoms:
        if atom.kind in (Kind.SPACE, Kind.END_SPACE):
            space = Kind.SPACE if Kind.SPACE in (atom.kind, space) else Kind.END_SPACE
            continue
        if not atom.text:
            continue
        spaced = False
        if before is not None:
            spaced = _is_spaced(before, atom, space, after_space=spaced_before, first=first, script=script)
            if spaced:
                out.append(" ")
            else:
                _bracket_fractions(out, before, atom)
            first = False
        glued = before is not None and not spaced
        out.append(f"({atom.text})" if atom.kind is Kind.FRACTION and glued and _binds(before) else atom.text)
        before, space, spaced_before = atom, None, spaced
    return "".join(out)


def _binds(atom: Atom | None) -> bool:
    """Tell whether a fraction directly beside this atom would be misread."""
    return atom is not None and atom.kind in (Kind.ORDINARY, Kind.UPRIGHT, Kind.CLOSING, Kind.FRACTION)


def _bracket_fractions(out: list[str], before: Atom, atom: Atom) -> None:
    """Put a fraction into brackets when what comes directly after it would join its denominator."""
    follows = atom.kind in (Kind.ORDINARY, Kind.UPRIGHT, Kind.OPENING, Kind.FRACTION)
    if before.kind is Kind.FRACTION and follows and not out[-1].startswith("("):
        out[-1] = f"({out[-1]})"


_NAMES = frozenset({Kind.ORDINARY, Kind.UPRIGHT, Kind.WORD, Kind.LARGE, Kind.FRACTION})


def _is_spaced(before: Atom, atom: Atom, space: Kind | None, *, after_space: bool, first: bool, script: bool) -> bool:
    """Tell whether a space is shown between two atoms.

    Args:
        before: The atom to the left.
        atom: The atom to the right.
        space: The space that the source has between them, if any.
        after_space: Whether a space is shown before the left one.
        first: Whether the left one is the row's first.
        script: Whether the row is a script, which is set tight.
    """
    left, right = before.kind, atom.kind
    if left is Kind.OPENING or right in (Kind.CLOSING, Kind.PUNCTUATION):
        return False
    if (left is Kind.WORD and right in _NAMES) or (right is Kind.WORD and (left in _NAMES or left is Kind.CLOSING)):
        return True
    if before.open_end and right in (Kind.ORDINARY, Kind.UPRIGHT, Kind.FRACTION):
        return True
    if script:
        return space is Kind.SPACE and Kind.UPRIGHT in (left, right) and left in _NAMES and right in _NAMES
    if right is Kind.RELATION:
        return True
    if left is Kind.RELATION:
        return space is Kind.SPACE if first else True
    if left is Kind.BINARY:
        return after_space
    if left is Kind.LARGE and right is not Kind.OPENING:
        return before.scripted or space is not None
    if space is Kind.END_SPACE:
        return right in (Kind.SIGN, Kind.BINARY) or (after_space and right in _NAMES)
    return space is Kind.SPACE
