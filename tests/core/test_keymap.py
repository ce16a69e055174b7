"""The table of keys, what keys are called, and the person's own in their place."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from digest_reader.key_names import NAMED, KeyNameError, character_name, full_width, key_name, shown
from digest_reader.keymap import Clash, Keymap
from digest_reader.keys import BY_ID, GROUPS, KEYS, LIST_KEYS


@pytest.mark.parametrize(
    ("spelling", "name", "as_shown"),
    [
        ("s", "s", "s"),
        ("S", "S", "S"),
        ("?", "question_mark", "?"),
        ("question_mark", "question_mark", "?"),
        ("-", "minus", "-"),
        ("+", "plus", "+"),
        ("less_than_sign", "less_than_sign", "<"),
        ("中", "中", "中"),
        ("é", "é", "é"),
        ("space", "space", "Space"),
        (" ", "space", "Space"),
        ("Esc", "escape", "Esc"),
        ("Return", "enter", "Enter"),
        ("Page Down", "pagedown", "PgDn"),
        ("page_up", "pageup", "PgUp"),
        ("f5", "f5", "F5"),
        ("F12", "f12", "F12"),
        ("Ctrl+N", "ctrl+n", "ctrl+n"),
        ("ctrl-n", "ctrl+n", "ctrl+n"),
        ("Strg+F", "ctrl+f", "ctrl+f"),
        ("ctrl++", "ctrl+plus", "ctrl++"),
        ("alt+,", "alt+comma", "alt+,"),
        ("alt+K", "alt+K", "alt+K"),
        ("shift+x", "X", "X"),
        ("shift+tab", "shift+tab", "shift+Tab"),
        ("shift+Ctrl+x", "ctrl+shift+x", "ctrl+shift+x"),
    ],
)
def test_a_key_goes_by_many_spellings_and_has_one_name(spelling: str, name: str, as_shown: str) -> None:
    assert (key_name(spelling), shown(name), key_name(as_shown)) == (name, as_shown, name)


@given(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zs"]))
def test_a_character_has_the_name_that_textual_has_for_it(character: str) -> None:
    assert character_name(character) == _character_to_key(character)


@given(st.text(max_size=20))
@example("𝠀")
def test_any_text_names_a_key_or_says_why_not(text: str) -> None:
    name, refusal = named(text)
    if refusal is None:
        assert key_name(shown(name)) == name
    else:
        assert refusal.reason
        assert refusal.hint.endswith((".", "?"))


def named(spelling: str) -> tuple[str, KeyNameError | None]:
    """Return the name of a key, or why there is none."""
    try:
        return key_name(spelling), None
    except KeyNameError as error:
        return "", error


def test_a_chinese_input_method_types_something_else_for_the_same_key() -> None:
    assert full_width("slash") == ("fullwidth_solidus", "ideographic_comma")
    assert full_width("full_stop") == ("fullwidth_full_stop", "ideographic_full_stop")
    assert full_width("s") == ("ｓ",)
    assert [full_width(name) for name in ("enter", "f5", "ctrl+d", "中")] == [(), (), (), ()]


def test_the_table_is_sound() -> None:
    assert len(BY_ID) == len(KEYS) + len(LIST_KEYS)
    assert list(Keymap().clashes()) == []
    for key in BY_ID.values():
        assert [key_name(shown(name)) for name in key.names] == list(key.names)
        assert key.group in GROUPS
        assert key.command
        assert all(BY_ID[other].group == key.group and not BY_ID[other].help for other in key.beside)


def test_every_binding_is_in_the_help_by_itself_or_beside_another() -> None:
    beside = {other for key in BY_ID.values() for other in key.beside}
    told = {key.id for key in BY_ID.values() if key.help} | beside
    # Keys that say what they do, and one that goes with those that move the divider.
    assert set(BY_ID) - told <= {"page-down", "page-up", "usual-sizes"}


def test_no_default_key_needs_a_key_that_german_keyboards_hide() -> None:
    hidden = {character_name(character) for character in "[]{}\\|@~^`"}
    assert {name.rpartition("+")[2] for key in BY_ID.values() for name in key.names} & hidden == set()
    assert "slash" not in NAMED


def test_the_help_shows_what_belongs_together_in_one_place() -> None:
    keymap = Keymap()
    assert [keymap.shown_in_help(BY_ID[each]) for each in ("undo", "save-to-1", "filter", "half-down", "english")] == [
        "u U",
        "1-9",
        "/ f",
        "ctrl+d u",
        "F2 F3 F4",
    ]
    own = Keymap({"undo": ("f5",), "redo": (), "save-to-9": (), "half-up": ("ctrl+b",), "filter": ()})
    assert [own.shown_in_help(BY_ID[each]) for each in ("undo", "save-to-1", "filter", "half-down")] == [
        "F5",
        "1-8",
        "",
        "ctrl+d b",
    ]
    assert own.is_changed("undo")
    assert not own.is_changed("save")
    assert (own.names("redo"), own.shown("redo")) == ((), "")


def test_a_clash_is_the_doing_of_the_binding_that_was_given_the_key() -> None:
    assert list(Keymap({"save": ("x",)}).clashes()) == [Clash("save", "skip", "x")]
    assert list(Keymap({"undo": ("f5",), "save": ("f5",)}).clashes()) == [Clash("save", "undo", "f5")]
    assert list(Keymap({"list-remove": ("s",)}).clashes()) == []
    assert list(Keymap({"undo": ()}).clashes()) == []
