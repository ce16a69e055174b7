"""The commented default of ``config.toml``: every setting with its default and a line on what it does.

Prose is commented with ``# ``, what can be set with ``#`` alone: taking that sign away sets it. As it is written, the
file sets nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from digest_reader import key_names
from digest_reader.config.settings import SETTINGS, TABLES, Setting
from digest_reader.keys import BY_ID, GROUPS, Key

_HEAD = """\
# The settings of digest-reader. The program reads this file and never writes to it.
# A line sets something once the # before it is taken away; `digest-reader config --check` looks for mistakes.
"""
_REPOSITORY = """\
# A digest a day, each at an address of its own: {date} is the day, as 2026-11-20, or {date:%Y%m%d} for 20261120.
#[[fetch.repository]]
#name = "Daily"
#url = "https://example.org/data/{date}.jsonl"
#from = "2026-11-01"
"""


def commented_default() -> str:
    """Return the text of the file."""
    return "\n".join([_HEAD, *(f"{''.join(_table(name))}" for name in TABLES)])


def _table(name: str) -> Iterator[str]:
    yield f"# {TABLES[name]}\n[{name}]\n"
    if name == "keys":
        yield from _keys()
        return
    for setting in SETTINGS:
        if setting.table == name:
            yield from _setting(setting)
    if name == "fetch":
        yield f"\n{_REPOSITORY}"


def _setting(setting: Setting) -> Iterator[str]:
    yield f"\n# {setting.about}\n"
    if setting.choices and len(setting.choices) > 5:
        yield from _listed(setting.choices)
    if setting.example:
        yield f"# By default {setting.default}; for example:\n"
    yield f"#{setting.name} = {setting.example or setting.default}\n"


def _listed(words: tuple[str, ...]) -> Iterator[str]:
    """Yield comment lines with words, as many as fit."""
    line = "#"
    for number, word in enumerate(words):
        said = f" {word}" + ("," if number < len(words) - 1 else "")
        if len(line) + len(said) > 100:
            yield f"{line}\n"
            line = "#"
        line += said
    yield f"{line}\n"


def _keys() -> Iterator[str]:
    for group in GROUPS:
        members = [key for key in BY_ID.values() if key.group == group]
        lines = [f"#{key.id} = {_written(key)}" for key in members]
        column = max(map(len, lines), default=0) + 2
        if members:
            yield f"\n# {group}\n"
        for line, key in zip(lines, members, strict=True):
            yield f"{line:{column}}# {key.command}\n"


def _written(key: Key) -> str:
    """Return a binding's keys as TOML."""
    keys = ['"' + shown.replace("\\", "\\\\").replace('"', '\\"') + '"' for shown in map(key_names.shown, key.names)]
    return keys[0] if len(keys) == 1 else f"[{', '.join(keys)}]"
