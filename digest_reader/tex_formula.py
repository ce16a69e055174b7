"""A TeX formula as one line of Unicode: what stands between two dollars, or a lone command of mathematics.

A recursive descent over the source text, in two steps: the formula becomes a row of atoms, each with its kind, and
the row is joined with the spaces that the kinds ask for. Where a formula is, and what running text does with
TeX, is left to `digest_reader.tex`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from digest_reader import tex_symbols as symbols
from digest_reader.tex_layout import (
    RADICAND,
    SUM_AT_TOP,
    Atom,
    Kind,
    accented,
    attach,
    is_bracketed,
    is_denominator,
    join,
    script,
)
from parsers.lazy_pattern import lazy_pattern

MAX_DEPTH = 32
"""Groups nested deeper are left as written: no reader needs them, and the stack is finite."""
LONGEST_UNBROKEN = 40
"""A formula of more characters may break at its spaces, as no line could be sure to hold it."""
NO_BREAK_SPACE = "\u00a0"


_SIMPLE: dict[str, tuple[Kind, str]] = {
    **{name: (Kind.ORDINARY, char) for name, char in symbols.ORDINARY.items()},
    **{name: (Kind.RELATION, char) for name, char in symbols.RELATIONS.items()},
    **{name: (Kind.BINARY, char) for name, char in symbols.BINARY.items()},
    **{name: (Kind.LARGE, char) for name, char in symbols.LARGE.items()},
    **{name: (Kind.OPENING, char) for name, char in symbols.OPENING.items()},
    **{name: (Kind.CLOSING, char) for name, char in symbols.CLOSING.items()},
    **{name: (Kind.WORD, name.removeprefix("b") if name == "bmod" else name) for name in symbols.WORDS},
    **{name: (Kind.WORD, phrase) for name, phrase in symbols.PHRASES.items()},
    **{name: (Kind.ORDINARY, char) for name, char in symbols.LETTERS.items()},
    **{char: (Kind.ORDINARY, char) for char in "%&#_$"},
    "|": (Kind.ORDINARY, "‖"),
    "colon": (Kind.PUNCTUATION, ":"),
    "S": (Kind.ORDINARY, "§"),
}
_PLAIN_KINDS = {
    **dict.fromkeys("([", Kind.OPENING),
    **dict.fromkeys(")]!", Kind.CLOSING),
    **dict.fromkeys(",;.:", Kind.PUNCTUATION),
    **dict.fromkeys("+-*/<>=−≤≥≠", Kind.SIGN),
}
_UPRIGHT_FONTS = frozenset({"mathrm", "mathsf", "mathtt", "mathbf", "mathit"})
_WORD_FONTS = frozenset({"operatorname", "mathop"})
_NAME_FONTS = symbols.TEXT_FONTS - symbols.FONTS
_CONTROL = lazy_pattern(r"\\(?:([A-Za-z]+)\*?|([^A-Za-z]))", re.DOTALL)
_BLANKS = lazy_pattern(r"\s*")


class FormulaReader:
    """Shows the formulas of one text; knows the text and where its groups end."""

    def __init__(self, text: str, groups: Mapping[int, int], running_text: Callable[[int, int, int], str]) -> None:
        r"""Make a reader.

        Args:
            text: The whole source text.
            groups: Offset of each opening brace that has a partner, to the partner's offset.
            running_text: Shows text[start:end] outside formulas, given the depth: for ``\text{...}``.
        """
        self._text = text
        self._groups = groups
        self._running_text = running_text

    def show(self, start: int, end: int, depth: int = 0) -> str:
        """Return the formula text[start:end] as Unicode, its spaces no-break unless it is very long."""
        shown = join(self._row(start, end, depth))
        if len(shown) <= LONGEST_UNBROKEN:
            return shown.replace(" ", NO_BREAK_SPACE)
        return shown

    def show_command(self, start: int, end: int, depth: int) -> tuple[str, int]:
        """Return the command at text[start] as Unicode, and the offset after it and its arguments."""
        atoms: list[Atom] = []
        after = self._command(atoms, start, end, depth)
        if atoms and atoms[-1].kind is Kind.END_SPACE:
            after = start + len(self._text[start:after].rstrip())
        return join(atoms).replace(" ", NO_BREAK_SPACE), after

    def show_script(self, start: int, end: int, depth: int, *, raised: bool) -> str:
        """Return text[start:end] as a superscript or subscript."""
        return script(self._row(start, end, depth), raised=raised)[0]

    def _row(self, start: int, end: int, depth: int) -> list[Atom]:
        """Read text[start:end] into atoms."""
        text = self._text
        if depth > MAX_DEPTH:
            return [Atom(Kind.ORDINARY, text[start:end])]
        atoms: list[Atom] = []
        at = start
        while at < end:
            char = text[at]
            if char == "\\":
                at = self._command(atoms, at, end, depth)
            elif char in "^_":
                at = self._scripts(atoms, at, end, depth)
            elif char == "{":
                at = self._group(atoms, at, end, depth)
            elif char == "'":
                attach(atoms, "′")
                at += 1
            elif char.isspace() or char == "~":
                atoms.append(Atom(Kind.SPACE, " "))
                at += 1
            else:
                atoms.append(Atom(_PLAIN_KINDS.get(char, Kind.ORDINARY), char))
                at += 1
        return atoms

    def _group(self, atoms: list[Atom], at: int, end: int, depth: int) -> int:
        """Read the group whose brace stands at ``at``; a brace without a partner is shown."""
        close = self._groups.get(at, end)
        if close >= end:
            atoms.append(Atom(Kind.ORDINARY, "{"))
            return at + 1
        if depth >= MAX_DEPTH:
            atoms.append(Atom(Kind.ORDINARY, self._text[at : close + 1]))
        else:
            atoms.extend(self._row(at + 1, close, depth + 1))
        return close + 1

    def _scripts(self, atoms: list[Atom], at: int, end: int, depth: int) -> int:
        """Read ``^`` or ``_`` and its argument onto the atom before it."""
        mark = self._text[at]
        argument = self._argument(at + 1, end)
        if argument is None:
            atoms.append(Atom(Kind.ORDINARY, mark))
            return at + 1
        start, stop, after = argument
        shown, open_end = script(self._row(start, stop, depth + 1), raised=mark == "^")
        attach(atoms, shown, open_end=open_end)
        return after

    def _argument(self, at: int, end: int) -> tuple[int, int, int] | None:
        """Return start and end of the argument at ``at``, and the offset after it; None when there is none."""
        text = self._text
        at = _skip_blanks(text, at, end)
        if at >= end or text[at] in "}^_":
            return None
        if text[at] == "{":
            close = self._groups.get(at, end)
            return (at + 1, close, close + 1) if close < end else None
        if text[at] != "\\":
            return at, at + 1, at + 1
        control = _CONTROL.match(text, at, end)
        if control is None:
            return None
        stop = control.end()
        if control[1] in TAKING_ARGUMENTS:  # TeX would want braces around it, authors leave them out
            while stop < end and text[stop] == "{" and self._groups.get(stop, end) < end:
                stop = self._groups[stop] + 1
        return at, stop, stop

    def _command(self, atoms: list[Atom], at: int, end: int, depth: int) -> int:
        """Read the command at ``at`` with its arguments and return the offset after them."""
        control = _CONTROL.match(self._text, at, end)
        if control is None:
            atoms.append(Atom(Kind.ORDINARY, "\\"))
            return at + 1
        name, after = control[1] or control[2], control.end()
        if name in _SIMPLE:
            kind, shown = _SIMPLE[name]
            atoms.append(Atom(kind, shown))
            return self._end_of_name(atoms, control, end)
        if name in symbols.SPACES:
            if symbols.SPACES[name]:
                atoms.append(Atom(Kind.SPACE, " "))
            return after
        if name in symbols.SWITCHES:
            atoms.append(Atom(Kind.SWITCH, ""))
            return _skip_blanks(self._text, after, end)
        if name in symbols.DELIMITER_SIZES:
            after = _skip_blanks(self._text, after, end)
            return after + 1 if after < end and self._text[after] == "." else after
        reader = _READERS.get(name)
        read = reader(self, atoms, name, after, end, depth) if reader and depth < MAX_DEPTH else None
        return self._as_written(atoms, at, end) if read is None else read

    def _end_of_name(self, atoms: list[Atom], control: re.Match[str], end: int) -> int:
        """Note the space that ends a command's name; a star that no command of ours has is shown."""
        after = control.end()
        if control[1] and self._text[after - 1] == "*":
            atoms.append(Atom(Kind.SIGN, "*"))
        past = _skip_blanks(self._text, after, end) if control[1] else after
        if past > after:
            atoms.append(Atom(Kind.END_SPACE, " "))
        return past

    def _as_written(self, atoms: list[Atom], at: int, end: int) -> int:
        """Show the command at ``at`` and the groups directly after it as the source has them."""
        after = end_of_command(self._text, self._groups, at, end)
        atoms.append(Atom(Kind.ORDINARY, self._text[at:after]))
        return after

    # What follows reads the commands with arguments. Each returns the offset after the command, or None when an
    # argument is missing or has no plain form; the command is then shown as written.

    def _font(self, atoms: list[Atom], name: str, at: int, end: int, depth: int) -> int | None:
        argument = self._argument(at, end)
        if argument is None:
            return None
        start, stop, after = argument
        row = self._row(start, stop, depth + 1)
        shown = join(row)
        if name in _WORD_FONTS:
            atoms.append(Atom(Kind.WORD, shown))
        elif name in _UPRIGHT_FONTS and len(shown) > 1 and shown.replace("-", "").isalnum():
            atoms.append(Atom(Kind.UPRIGHT, shown))
        else:
            atoms.extend(row)
        return after

    def _double_struck(self, atoms: list[Atom], name: str, at: int, end: int, depth: int) -> int | None:
        argument = self._argument(at, end)
        if argument is None:
            return None
        start, stop, after = argument
        shown = join(self._row(start, stop, depth + 1))
        atoms.append(Atom(Kind.ORDINARY, "".join(symbols.DOUBLE_STRUCK.get(char, char) for char in shown)))
        return after

    def _words(self, atoms: list[Atom], name: str, at: int, end: int, depth: int) -> int | None:
        argument = self._argument(at, end)
        if argument is None:
            return None
        start, stop, after = argument
        shown = self._running_text(start, stop, depth + 1)
        if shown[:1].isspace():
            atoms.append(Atom(Kind.SPACE, " "))
        if shown.strip():
            atoms.append(Atom(Kind.UPRIGHT, " ".join(shown.split())))
        if shown[-1:].isspace():
            atoms.append(Atom(Kind.SPACE, " "))
        return after

    def _link(self, atoms: list[Atom], name: str, at: int, end: int, depth: int) -> int | None:
        start = at - len(name) - 1
        after = end_of_command(self._text, self._groups, start, end)
        shown = self._running_text(start, after, depth + 1)
        if shown == self._text[start:after]:
            return None
        atoms.append(Atom(Kind.UPRIGHT, shown))
        return after

    def _fraction(self, atoms: list[Atom], name: str, at: int, end: int, depth: int) -> int | None:
        pair = self._two_arguments(at, end, depth)
        if pair is None:
            return None
        above, below, after = pair
        if SUM_AT_TOP.search(above) and not is_bracketed(above):
            above = f"({above})"
        if not is_denominator(below):
            below = f"({below})"
        atoms.append(Atom(Kind.FRACTION, f"{above}/{below}"))
        return after

    def _binomial(self, atoms: list[Atom], name: str, at: int, end: int, depth: int) -> int | None:
        pair = self._two_arguments(at, end, depth)
        if pair is None:
            return None
        atoms.append(Atom(Kind.ORDINARY, f"({pair[0]} choose {pair[1]})"))
        return pair[2]

    def _two_arguments(self, at: int, end: int, depth: int) -> tuple[str, str, int] | None:
        first = self._argument(at, end)
        second = self._argument(first[2], end) if first else None
        if first is None or second is None:
            return None
        shown = [join(self._row(start, stop, depth + 1)) for start, stop, _ in (first, second)]
        return (shown[0], shown[1], second[2]) if all(shown) else None

    def _root(self, atoms: list[Atom], name: str, at: int, end: int, depth: int) -> int | None:
        degree = ""
        if self._text.startswith("[", at):
            close = self._text.find("]", at, min(end, at + 24))
            if close < 0:
                return None
            raised, _ = script(self._row(at + 1, close, depth + 1), raised=True)
            degree, at = raised.removeprefix("^"), close + 1
        argument = self._argument(at, end)
        if argument is None:
            return None
        start, stop, after = argument
        shown = join(self._row(start, stop, depth + 1))
        if not (RADICAND.fullmatch(shown) or is_bracketed(shown)):
            shown = f"({shown})"
        atoms.append(Atom(Kind.ORDINARY, f"{degree}√{shown}", open_end=not shown.endswith(")")))
        return after

    def _accent(self, atoms: list[Atom], name: str, at: int, end: int, depth: int) -> int | None:
        argument = self._argument(at, end)
        if argument is None:
            return None
        start, stop, after = argument
        shown = accented(join(self._row(start, stop, depth + 1), script=True), name)
        if shown is None:
            return None
        atoms.append(Atom(Kind.ORDINARY, shown))
        return after

    def _negation(self, atoms: list[Atom], name: str, at: int, end: int, depth: int) -> int | None:
        argument = self._argument(at, end)
        if argument is None:
            return None
        start, stop, after = argument
        shown = join(self._row(start, stop, depth + 1))
        if len(shown) != 1:
            return None
        atoms.append(Atom(Kind.RELATION, unicodedata.normalize("NFC", shown + "\u0338")))
        return after

    def _modulus(self, atoms: list[Atom], name: str, at: int, end: int, depth: int) -> int | None:
        argument = self._argument(at, end)
        if argument is None:
            return None
        start, stop, after = argument
        shown = join(self._row(start, stop, depth + 1))
        atoms += [Atom(Kind.SPACE, " "), Atom(Kind.ORDINARY, f"(mod {shown})")]
        return after


_Reader = Callable[[FormulaReader, list[Atom], str, int, int, int], int | None]
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(_NAME_FONTS, FormulaReader._words),
    **dict.fromkeys(symbols.FONTS, FormulaReader._font),
    **dict.fromkeys(symbols.MATH_ACCENTS, FormulaReader._accent),
    **dict.fromkeys(symbols.FRACTIONS, FormulaReader._fraction),
    **dict.fromkeys(symbols.BINOMIALS, FormulaReader._binomial),
    "href": FormulaReader._link,
    "mathbb": FormulaReader._double_struck,
    "sqrt": FormulaReader._root,
    "not": FormulaReader._negation,
    "pmod": FormulaReader._modulus,
}
TAKING_ARGUMENTS = frozenset(_READERS)

COMMANDS = frozenset(
    name for name, (kind, _) in _SIMPLE.items() if kind not in (Kind.WORD, Kind.OPENING, Kind.CLOSING)
) | (TAKING_ARGUMENTS - {"href", "not", "pmod", "vec", "dot", "check", "bar", "hat"})
"""Commands of mathematics that are understood even where an author, or a translation, lost the dollars."""

SHOWING = (
    frozenset(_SIMPLE)
    | (TAKING_ARGUMENTS - {"href"})
    | frozenset(symbols.SPACES)
    | symbols.SWITCHES
    | {"left", "right"}
)
"""Commands that show something in a formula and do nothing else: no file is read, nothing is defined or linked."""


def end_of_command(text: str, groups: Mapping[int, int], at: int, end: int) -> int:
    """Return the offset after the command at text[at] and the groups that stand directly after it."""
    control = _CONTROL.match(text, at, end)
    after = control.end() if control else at + 1
    while after < end and text[after] == "{" and groups.get(after, end) < end:
        after = groups[after] + 1
    return after


def _skip_blanks(text: str, at: int, end: int) -> int:
    blanks = _BLANKS.match(text, at, end)
    return blanks.end() if blanks else at
