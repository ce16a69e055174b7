r"""TeX in titles and abstracts shown as Unicode where that is readable, and as written where it is not.

This module reads running text: accents, quotes, dashes, ``\emph{...}``, and where a formula begins and ends. The
formulas themselves are shown by `digest_reader.tex_formula`; the tables are in `digest_reader.tex_symbols`.
Records keep the source's text: what is made here is for the screen and the search index.

Nothing is lost: every letter and digit of the text comes back, commands that are not known stay as written
together with their arguments, and so do braces and dollars without a partner. The time is linear in the length.
"""

from __future__ import annotations

import re
import unicodedata

from digest_reader import tex_symbols as symbols
from digest_reader.tex_formula import (
    COMMANDS,
    MAX_DEPTH,
    NO_BREAK_SPACE,
    TAKING_ARGUMENTS,
    FormulaReader,
    end_of_command,
)
from parsers.lazy_pattern import lazy_pattern

_LONGEST_FORMULA = 4000
_TEX = lazy_pattern(r"[\\$~]|--|``")
_MARKUP = lazy_pattern(r"\\[\s\S]?|\$+|[{}]|`+|'+|\"")
_SPECIAL = lazy_pattern(r"[\\${~'\"]|`+|-{2,}")
_CONTROL = lazy_pattern(r"\\(?:([A-Za-z]+)|([^A-Za-z]))", re.DOTALL)
_CLOSERS = {"$": "$", "$$": "$$", "\\(": "\\)", "\\[": "\\]"}
_CONTRACTION = lazy_pattern(r"(?:s|t|re|ve|ll|m|d)\b")


def to_unicode(text: str) -> str:
    r"""Return a title or an abstract with its TeX as Unicode.

    Args:
        text: Text as a source has it, TeX or not, in any language.

    Returns:
        The text for the eye: ``$O(\frac{n}{\rho}\log n)$`` as ``O(n/ρ log n)`` with no-break spaces inside the
        formula, ``G\k{a}sieniec`` as ``Gąsieniec``, ``56\%`` as ``56%``. What is not TeX, or not known, is
        unchanged.
    """
    if _TEX.search(text) is None:
        return text
    return _TextReader(text).show(0, len(text), 0)


def formulas(text: str) -> list[tuple[int, int]]:
    """Return start and end of each formula in running text, its dollars or brackets included, in order."""
    return _TextReader(text).formulas() if "$" in text or "\\" in text else []


class _TextReader:
    """Reads one text. Groups, formulas and quotes are paired once, before anything is shown."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._groups: dict[int, int] = {}
        self._formulas: dict[int, tuple[int, int, int]] = {}
        self._quotes: dict[int, tuple[int, str]] = {}
        self._pair()
        self._formula = FormulaReader(text, self._groups, self.show)
        # A quote escaped for JSON or Markdown has a partner that no letter follows; an accent never has.
        self._escaped_quotes = {mark for mark in '"`' if re.search(rf"\\{mark}(?![A-Za-z{{\\])", text)}

    def _pair(self) -> None:
        """Find which braces, dollars and quotes belong together."""
        braces: list[int] = []
        math: tuple[str, int, int, int] | None = None  # opener, its start, its end, open braces then
        lowest = 0
        quote: int | None = None
        for token in _MARKUP.finditer(self._text):
            mark, start, end = token[0], token.start(), token.end()
            if mark == "{":
                braces.append(start)
            elif mark == "}":
                if braces:
                    self._groups[braces.pop()] = start
                    lowest = min(lowest, len(braces))
                else:
                    lowest = -1
            elif mark[0] == "`":
                quote = start if mark == "``" else None
            elif mark == "''" or mark == '"':
                if quote is not None:
                    self._quotes[quote] = (2, "“")
                    self._quotes[start] = (len(mark), "”")
                quote = None
            elif math and mark == _CLOSERS[math[0]] and self._closes(math, start, end, len(braces), lowest):
                self._formulas[math[1]] = (math[2], start, end)
                math = None
            elif mark in _CLOSERS:
                math, lowest = (mark, start, end, len(braces)), len(braces)
            elif mark[0] == "$" or mark in ("\\)", "\\]"):
                math = None

    def formulas(self) -> list[tuple[int, int]]:
        """Return start and end of each formula, in order."""
        return [(start, after) for start, (_, _, after) in sorted(self._formulas.items())]

    def _closes(self, math: tuple[str, int, int, int], start: int, end: int, depth: int, lowest: int) -> bool:
        """Tell whether a formula that began with ``math`` ends with the mark at text[start:end]."""
        opener, _, inside, depth_then = math
        if depth != depth_then or lowest < depth_then or start - inside > _LONGEST_FORMULA:
            return False
        content = self._text[inside:start]
        if opener == "\\[":
            return _is_surely_math(content) and _is_formula(content, "")
        return _is_formula(content, self._text[end : end + 1])

    def show(self, start: int, end: int, depth: int) -> str:
        """Return text[start:end], which is outside of formulas, as Unicode."""
        text = self._text
        if depth > MAX_DEPTH:
            return text[start:end]
        out: list[str] = []
        at = start
        while special := _SPECIAL.search(text, at, end):
            out.append(text[at : special.start()])
            at = special.start()
            shown, at = self._special(special[0], at, end, depth)
            out.append(shown)
        out.append(text[at:end])
        return "".join(out)

    def _special(self, mark: str, at: int, end: int, depth: int) -> tuple[str, int]:
        """Return how the mark at text[at] is shown with all that belongs to it, and the offset after that."""
        if at in self._formulas and self._formulas[at][2] <= end:
            return self._show_formula(at, depth)
        if mark == "\\":
            return self._command(at, end, depth)
        if mark == "{":
            return self._group(at, end, depth)
        if mark == "~":
            return self._tie(at)
        if mark[0] == "-":
            return self._dash(mark, at)
        if at in self._quotes:
            length, shown = self._quotes[at]
            return shown, at + length
        if mark[0] == "`":  # a run that opens no quote is code or a fence
            return mark, at + len(mark)
        return mark, at + 1

    def _show_formula(self, at: int, depth: int) -> tuple[str, int]:
        inside, stop, after = self._formulas[at]
        shown = self._formula.show(inside, stop, depth + 1)
        if not shown.strip():  # nothing but a space, as in 5$\,$pc
            shown = "" if self._text[after : after + 1].isspace() else NO_BREAK_SPACE
        return shown, after

    def _group(self, at: int, end: int, depth: int) -> tuple[str, int]:
        r"""Show a group without its braces if a command that is understood begins it: ``{\em word}``."""
        close = self._groups.get(at, end)
        inside = at + 1
        control = _CONTROL.match(self._text, inside)
        if close >= end or control is None:
            return "{", at + 1
        if depth >= MAX_DEPTH:
            return self._text[at : close + 1], close + 1
        if control[1] in symbols.SWITCHES:
            body = control.end()
            shown = self.show(body, close, depth + 1)
            return (shown.lstrip() if shown[:1].isspace() else shown), close + 1
        written = self._text[inside:close]
        shown = self.show(inside, close, depth + 1)
        return (shown if shown != written else self._text[at : close + 1]), close + 1

    def _tie(self, at: int) -> tuple[str, int]:
        """Show ``~`` as a space where it surely ties two words, not where it means "about"."""
        before, after = self._text[max(0, at - 2) : at], self._text[at + 1 : at + 2]
        word = len(before) == 2 and before.isascii() and before.isalpha()
        tied = word or before[-1:] in (".", ",", "}", "$", ")") or (before[-1:].isalnum() and after in ("\\", "$"))
        return (NO_BREAK_SPACE if tied and after and (after.isalnum() or after in "\\$[({") else "~"), at + 1

    def _dash(self, mark: str, at: int) -> tuple[str, int]:
        """Show ``--`` and ``---`` as dashes between words or spaces, not in ``--option`` or a ruler."""
        after = at + len(mark)
        left, right = self._text[at - 1 : at], self._text[after : after + 1]
        spaced = left.isspace() and right.isspace()
        between = bool(left and right) and not (left + right).isspace() and _joins(left) and _joins(right)
        leaning = (left.isspace() and right.isalnum()) or (left.isalnum() and right.isspace())
        if len(mark) <= 3 and (spaced or between or (leaning and len(mark) == 3)):
            return "—" if len(mark) == 3 else "–", after
        return mark, after

    def _command(self, at: int, end: int, depth: int) -> tuple[str, int]:
        """Show the command at text[at]; what is not known stays as written with its arguments."""
        control = _CONTROL.match(self._text, at, end)
        if control is None:
            return "\\", at + 1
        name, after = control[1] or control[2], control.end()
        if name in symbols.TEXT_ACCENTS and (accented := self._accent(name, at, after, end)):
            return accented
        if control[2]:
            return self._escape(name, at, after)
        known = self._known_word(name, at, after, end, depth)
        if known is not None:
            return known
        after = end_of_command(self._text, self._groups, at, end)
        return self._text[at:after], after

    def _escape(self, char: str, at: int, after: int) -> tuple[str, int]:
        """Show a backslash before a character that is no letter."""
        before, behind = self._text[at - 1 : at], self._text[after : after + 1]
        if char in "%&#_${}":
            return char, after
        if char == " " and before.strip():
            return " ", after
        if char in ",;" and before.isalnum() and behind.isalnum():
            return NO_BREAK_SPACE, after
        if char == "-" and before.isalpha() and behind.isalpha():
            return "", after
        if char == "@" and (before.isalnum() or before == "."):
            return "", after
        return "\\" + char, after

    def _known_word(self, name: str, at: int, after: int, end: int, depth: int) -> tuple[str, int] | None:
        """Show a command made of letters, None if it is not known or its argument is missing."""
        text = self._text
        if name in symbols.LETTERS:
            return symbols.LETTERS[name], self._end_of_name(after, end, swallow=True)
        close = self._groups.get(after, end) if after < end else end
        if depth < MAX_DEPTH and close < end:
            if name in symbols.TEXT_FONTS:
                verbatim = name in ("url", "path", "nolinkurl")
                return (text[after + 1 : close] if verbatim else self.show(after + 1, close, depth + 1)), close + 1
            if name in ("textsuperscript", "textsubscript"):
                raised = name == "textsuperscript"
                return self._formula.show_script(after + 1, close, depth + 1, raised=raised), close + 1
            if name == "href":
                return self._link(after, close, end, depth)
        if name in symbols.TEXT_SYMBOLS:
            return symbols.TEXT_SYMBOLS[name], self._end_of_name(after, end, swallow=False)
        complete = name not in TAKING_ARGUMENTS or close < end
        if name in COMMANDS and complete and text[at - 1 : at] != ":" and len(name) > 1 and depth < MAX_DEPTH:
            return self._formula.show_command(at, end, depth + 1)
        return None

    def _end_of_name(self, after: int, end: int, *, swallow: bool) -> int:
        """Return the offset after the empty group, or after the space, that ends a command's name."""
        if self._text.startswith("{}", after) and after + 2 <= end:
            return after + 2
        return after + 1 if swallow and after < end and self._text[after] == " " else after

    def _link(self, after: int, close: int, end: int, depth: int) -> tuple[str, int] | None:
        """Show a link's text, and its address where the text does not say it."""
        start = close + 1
        stop = self._groups.get(start, end) if start < end else end
        if stop >= end:
            return None
        address, shown = self._text[after + 1 : close], self.show(start + 1, stop, depth + 1)
        plain = address.replace("\\", "").split("//")[-1].rstrip("/")
        return (shown if plain in shown else f"{shown} ({address})"), stop + 1

    def _accent(self, name: str, at: int, after: int, end: int) -> tuple[str, int] | None:
        """Show an accent over its letter; None where the backslash is something else."""
        text = self._text
        if name in self._escaped_quotes or (name == "~" and text[at - 1 : at] == "/"):
            return None
        mark = symbols.TEXT_ACCENTS[name]
        braced = text.startswith("{", after)
        if braced:
            close = self._groups.get(after, end)
            if close >= end or close - after > 4:
                return None
            base, past = text[after + 1 : close].strip(), close + 1
            if not base and name in "^~":
                return name, past
        else:
            start = after + 1 if name in "uvHckr" and text.startswith(" ", after) else after
            if name.isalpha() and start == after and not text.startswith("\\", start):
                return None
            past = start + 2 if text.startswith("\\", start) else start + 1
            base = text[start:past]
        base = {"\\i": "i", "\\j": "j"}.get(base, base)
        composed = unicodedata.normalize("NFC", base + mark)
        if past > end or len(base) != 1 or not base.isalpha() or not (braced or len(composed) == 1):
            return None
        if name == "'" and text[at - 1 : at].isalpha() and not braced and _CONTRACTION.match(text, past - 1):
            return None  # it\'s: an apostrophe that a program escaped
        if name == "." and not braced and text[at - 1 : at].isalnum():
            return None
        if past - after == 2 and text.startswith("\\", after) and text[past : past + 1] == " ":
            past += 1
        return composed, past


def _joins(char: str) -> bool:
    """Tell whether a dash may stand directly beside this character."""
    return char.isalnum() or char in "$}{\\)]([\"'”“’%°.,+²³"


_COMMAND_OR_GROUP = lazy_pattern(r"\\[A-Za-z]+|\{[^{}]*\}")
_PROSE = lazy_pattern(r"(?<!\S)[A-Za-z][a-z]{2,}(?=[\s,.;:]|$)")
_SPACED_WORD = lazy_pattern(r"(?<![^\s])[A-Za-z]{2,}(?=\s)|(?<=\s)[A-Za-z]{2,}(?!\S)")
_OPERATOR = lazy_pattern(r"[=<>+]")
_IDEOGRAPH = lazy_pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_SURELY_MATH = lazy_pattern(r"\\[A-Za-z,;!{}|%]|[\^_]")
_SPACED_FORMULA = lazy_pattern(
    r" (?:[A-Za-z]|[A-Za-z]\(\S{1,12}\)|\d+|[^\s]*[=<>+^_][^\s]*|[A-Za-z0-9]+( [=<>+] [A-Za-z0-9]+)+) "
)


def _is_surely_math(content: str) -> bool:
    return _SURELY_MATH.search(content) is not None


def _is_formula(content: str, following: str) -> bool:
    """Tell whether what stands between two dollars is a formula, not the words between two prices.

    Args:
        content: The text between the dollars.
        following: The character after the second one.
    """
    body = content.strip()
    if not body or "\n\n" in content or "\\begin" in content:
        return False
    bare = _COMMAND_OR_GROUP.sub(" ", body)
    prose = sum(1 for word in _PROSE.findall(bare) if word not in symbols.WORDS) if " " in body else 0
    if _IDEOGRAPH.search(bare) or prose > 1 or (prose and body[0].isdigit()):
        return False
    if _is_surely_math(content):
        return True
    if prose or (not _OPERATOR.search(body) and not symbols.WORDS.issuperset(_SPACED_WORD.findall(body))):
        return False
    if content != body:
        return len(content) <= 60 and _SPACED_FORMULA.fullmatch(content) is not None
    if not any(char.isalnum() for char in body):
        return len(body) <= 3
    if following.isdigit() and (body[0].isdigit() or len(body) > 3):
        return False
    return body[-1] not in "/:(="
