"""How keys are called: what a person may write for one, the one name it is known by, and how it is shown.

The names are Textual's, as its key events carry them (``slash``, ``ctrl+n``, ``pagedown``), made here without
Textual: the settings and ``digest-reader keys`` need them before, or without, a screen. Which key does what is left to
`digest_reader.keys`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from digest_reader.i18n import N_, _
from parsers.lazy_pattern import lazy_pattern

NAMED: Final = {
    "backspace": "Backspace",
    "delete": "Del",
    "down": "Down",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "home": "Home",
    "insert": "Ins",
    "left": "Left",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "right": "Right",
    "space": "Space",
    "tab": "Tab",
    "up": "Up",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}
"""Keys that type no character, and how they are shown."""

_SPELLINGS: Final = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "spacebar": "space",
    "period": "full_stop",
    "dot": "full_stop",
}
_MODIFIERS: Final = {
    "alt": "alt",
    "option": "alt",
    "meta": "alt",
    "ctrl": "ctrl",
    "control": "ctrl",
    "strg": "ctrl",
    "shift": "shift",
    "umschalt": "shift",
    "super": "super",
    "cmd": "super",
}
_MODIFIER = lazy_pattern(rf"({'|'.join(_MODIFIERS)})\s*[+-]\s*(?=\S)", re.IGNORECASE)

# What Textual calls some characters; all others go by their Unicode name.
_CHARACTERS: Final = {"/": "slash", "\\": "backslash", "@": "at", "-": "minus", "+": "plus", "_": "underscore"}

_SAME_BYTES: Final = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
    "ctrl+h": "backspace",
}
_TAKEN: Final = {
    "ctrl+c": N_("{name} says how to leave, whatever the settings say"),
    "ctrl+q": N_("{name} always leaves the reader"),
}


class KeyNameError(ValueError):
    """A spelling that names no key that could be bound.

    Attributes:
        reason: What is wrong with it, part of a sentence.
        hint: The next step for the person.
    """

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


def key_name(spelling: str) -> str:
    """Return the name of the key that a person means: ``question_mark`` for ``?``, ``ctrl+n`` for ``Ctrl-N``.

    Raises:
        KeyNameError: It names no key, or one that cannot be bound.
    """
    rest, modifiers = unicodedata.normalize("NFC", spelling.strip() or spelling), set[str]()
    while len(rest) > 1 and (match := _MODIFIER.match(rest)):
        modifiers.add(_MODIFIERS[match[1].lower()])
        rest = rest[match.end() :]
    base = _base(rest, spelling)
    if len(base) == 1 and base.isalpha() and modifiers:
        base = base.lower() if modifiers != {"alt"} else base
        if modifiers == {"shift"}:
            return base.upper()
    elif modifiers == {"shift"} and base not in NAMED:
        raise KeyNameError(
            _("what shift makes of {rest!r} differs from keyboard to keyboard").format(rest=rest),
            _("Write the character that it types."),
        )
    name = "+".join([*sorted(modifiers), base])
    if name in _SAME_BYTES:
        raise KeyNameError(
            _("for most terminals {name} is the key {same!r}").format(
                name=name.replace("left_square_bracket", "["), same=_SAME_BYTES[name]
            ),
            _("Choose another."),
        )
    if name in _TAKEN:
        raise KeyNameError(_(_TAKEN[name]).format(name=name), _("Choose another."))
    return name


def _base(text: str, spelling: str) -> str:
    """Return the name of a key without modifiers."""
    if len(text) == 1 and (text.isprintable() or text == "\t"):
        return character_name(text)
    word = re.sub(r"[\s_-]+", "", text.lower())
    word = _SPELLINGS.get(word, word)
    if word in NAMED:
        return word
    name = text.lower().replace(" ", "_").replace("-", "_")
    if name in _SPELLINGS.values() or _character(name) is not None:
        return name
    # Only for a mistake: difflib takes a while to load.
    import difflib

    near = difflib.get_close_matches(word, [*NAMED, *_SPELLINGS, *_MODIFIERS], n=1, cutoff=0.6)
    raise KeyNameError(
        _("there is no key {spelling!r}").format(spelling=spelling),
        _("Did you mean {name!r}?").format(name=near[0])
        if near
        else _('Write a character, or a name as "F5", "Enter", "Space", "PgDn", "ctrl+n", "alt+k".'),
    )


def character_name(character: str) -> str:
    """Return the name of the key that types a character: letters and digits are their own."""
    if character == " ":
        return "space"
    if character == "\t":
        return "tab"
    if character.isalnum():
        return character
    if character in _CHARACTERS:
        return _CHARACTERS[character]
    unicode_name = unicodedata.name(character, character)
    name = unicode_name.lower().replace("-", "_").replace(" ", "_")
    if "-" in unicode_name:
        _HYPHENATED[name] = character
    return name


def shown(name: str) -> str:
    """Return how a key is shown to the person, by its name: ``?``, ``Esc``, ``ctrl+d``."""
    *modifiers, base = name.split("+")
    return "+".join([*modifiers, NAMED.get(base) or _character(base) or base])


def types(name: str) -> bool:
    """Tell whether a key types a character, and so belongs to a prompt while there is one."""
    return name == "space" or _character(name) is not None


def full_width(name: str) -> tuple[str, ...]:
    """Return the names of what the same key types while a Chinese input method is on, none for most named keys."""
    character = name if len(name) == 1 else _character(name)
    if character is None or not "!" <= character <= "~":
        return ()
    twins = [chr(ord(character) + 0xFEE0), *_CHINESE.get(character, "")]
    return tuple(dict.fromkeys(map(character_name, twins)))


_CHINESE: Final = {
    "/": "、",
    "\\": "、",
    ".": "。",
    "<": "《",
    ">": "》",
    "[": "【",
    "]": "】",
    "^": "…",
    "_": "—",
    "$": "￥",
    '"': "“”",
    "'": "‘’",
}
"""What input methods type for a key besides its full-width form."""


def _character(name: str) -> str | None:
    """Return the character that a name stands for, None when it stands for none."""
    if len(name) == 1:
        return name if name.isprintable() else None
    found = _ascii_names().get(name) or _HYPHENATED.get(name)
    if found is None:
        try:
            found = unicodedata.lookup(name.replace("_", " "))
        except KeyError:
            return None
    return found if found.isprintable() and character_name(found) == name else None


_HYPHENATED: Final[dict[str, str]] = {}
"""Characters that were named, by names that had a hyphen, which cannot be told from a space any more."""


@cache
def _ascii_names() -> dict[str, str]:
    return {character_name(chr(code)): chr(code) for code in range(0x21, 0x7F)}
