"""The table of `digest_reader.keys` as the screen needs it: Textual's bindings, the footer, and what a key is called.

The keys in use are the person's: the app says at its start which they are (`use`), as it says which language is
spoken, and every text that names a key asks `shown`.
"""

from __future__ import annotations

from typing import Literal

from textual.binding import Binding, BindingType

from digest_reader import key_names
from digest_reader.i18n import N_, _
from digest_reader.keymap import Keymap
from digest_reader.keys import BY_ID, KEYS, LIST_KEYS, Key

__all__ = [
    "KEYS",
    "LIST_KEYS",
    "Key",
    "Mode",
    "bindings",
    "footer",
    "help_key",
    "in_use",
    "screen_keys",
    "shown",
    "shown_in_help",
    "use",
]

Mode = Literal["triage", "list", "found", "views", "filter", "prompt", "read", "nothing", "empty-day", "empty", "done"]
"""What the person is doing, as far as the footer is concerned."""

_FOOTERS: dict[Mode, tuple[str, ...]] = {
    "triage": (
        "save",
        "skip",
        "later",
        "save-to-1",
        "undo",
        "range",
        "filter",
        "language",
        "zoom",
        "two",
        "open",
        "lists",
        "views",
    ),
    "found": ("save", "skip", "later", "save-to-1", "undo", "range", "filter", "filters", "language", "views", "back"),
    "views": (),
    "list": (
        "read",
        "list-remove",
        "choose-list",
        "note",
        "sort",
        "filter",
        "copy",
        "language",
        "back",
        "list-create",
        "list-rename",
    ),
    "read": ("save", "skip", "later", "save-to-1", "undo", "language", "two", "tex", "open", "note", "why", "back"),
    "done": ("lists", "previous-day", "next-day", "undo", "filter", "quit"),
    "empty-day": ("previous-day", "next-day", "views", "lists", "undo", "quit"),
    "nothing": ("back", "filter", "filters", "undo", "lists", "views", "previous-day", "next-day"),
    "empty": (),
    "filter": (),
    "prompt": (),
}
_PROMPT_FOOTERS: dict[Mode, tuple[tuple[str, str, str], ...]] = {
    "filter": (
        ("Enter", N_("Keep"), "prompt('submit')"),
        ("Esc", N_("Clear"), "prompt('leave')"),
        ("Up Down", N_("Move"), ""),
        ("Tab", N_("Abstracts too"), "prompt('widen')"),
        ("ctrl+s", N_("By relevance"), "prompt('order')"),
    ),
    "prompt": (("Enter", N_("Do it"), "prompt('submit')"), ("Esc", N_("Cancel"), "prompt('leave')")),
}
"""What ends a prompt is no binding of the screen, and stays as it is: key, label, and what a click does."""

_keymap = Keymap()


def use(keymap: Keymap) -> None:
    """Go by a person's keys from now on."""
    global _keymap
    _keymap = keymap


def in_use() -> Keymap:
    """Return the keys in use."""
    return _keymap


def shown(binding: str) -> str:
    """Return how the first key of a binding is shown (``u``, ``Esc``), an empty text when it has none."""
    return _keymap.shown(binding)


def shown_in_help(binding: str) -> str:
    """Return how the keys of a binding are shown with those beside it: ``u U`` for undo and redo."""
    return _keymap.shown_in_help(BY_ID[binding])


def help_key(mode: Mode) -> str:
    """Return how the key of the help is shown in a mode: in a prompt one that types nothing; empty for none."""
    names = _keymap.names("help")
    if mode in ("filter", "prompt"):
        names = tuple(name for name in names if not key_names.types(name))
    return key_names.shown(names[0]) if names else ""


def screen_keys(*ids: str) -> str:
    """Return the keys of some bindings of the screen as Textual takes them, for a widget that has its own meaning."""
    return ",".join(name for binding in ids for name in _keymap.names(binding))


def footer(mode: Mode) -> list[tuple[str, str, str]]:
    """Return (key as shown, label, action) for the footer of a mode, most important first; help is apart."""
    if mode in _PROMPT_FOOTERS:
        return [(keys, _(label), action) for keys, label, action in _PROMPT_FOOTERS[mode]]
    if mode == "empty":
        offered = [
            (shown_in_help("down"), _("Choose"), ""),
            (shown("read"), _("Start"), "read"),
            (shown("palette"), _("Palette"), "palette"),
            (shown("quit"), _("Quit"), "quit"),
        ]
    elif mode == "views":
        offered = [
            (shown("read"), _("Go"), ""),
            (shown_in_help("down"), _("Move"), ""),
            (shown("back"), _("Back"), "back"),
            (shown("views"), _("Hide"), "views"),
        ]
    else:
        keys = [BY_ID[binding] for binding in _FOOTERS[mode]]
        offered = [(_shown_in_footer(key), _label(key, mode), key.action) for key in keys]
    return [each for each in offered if each[0]]


def _label(key: Key, mode: Mode) -> str:
    return _("Move to") if mode == "list" and key.id == "choose-list" else _(key.label)


def _shown_in_footer(key: Key) -> str:
    return _keymap.shown_in_help(key) if key.id == "save-to-1" else _keymap.shown(key.id)


def bindings() -> list[BindingType]:
    """Return the screen's bindings with the keys in use, each with its id and with what its keys type in Chinese.

    What holds in a reading list alone comes first: of two bindings with one key Textual takes the first that may be
    done now.
    """
    given = {name for key in BY_ID.values() for name in _keymap.names(key.id)}
    made: list[BindingType] = []
    for key in sorted(BY_ID.values(), key=lambda key: key.context != "list"):
        names = _keymap.names(key.id)
        if key.id == "list-remove" and set(names) <= set(_keymap.names("skip")):
            continue  # the same key as skip, which does what the place asks for
        twins = [twin for name in names for twin in _twins(name) if twin not in given]
        if names:
            made.append(Binding(",".join([*names, *twins]), key.action, key.command, show=False, id=key.id))
    return made


def _twins(name: str) -> tuple[str, ...]:
    """Return what else arrives for a key: what it types in Chinese, and what some terminals call it."""
    return ("ctrl+@",) if name == "ctrl+space" else key_names.full_width(name)
