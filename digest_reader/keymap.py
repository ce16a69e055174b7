"""The keys in use: those of the table `digest_reader.keys`, and the person's own in their place.

Tells what is shown for a binding and where two bindings have one key. Who reads the person's keys and says what is
wrong with them is `digest_reader.config`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from itertools import pairwise

from digest_reader import key_names
from digest_reader.keys import BY_ID, Context, Key
from parsers.frozen import frozen


@frozen
class Clash:
    """One key that two bindings of one context have.

    Attributes:
        id: The binding that the person gave it to; the one further down when both were.
        other: The other.
        name: The key.
    """

    id: str
    other: str
    name: str


@frozen
class Keymap:
    """The keys in use: the person's own where there are, else those of the table.

    Attributes:
        own: Binding id to the names of the keys that the person gave it, in the order of the settings file.
    """

    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def names(self, binding: str) -> tuple[str, ...]:
        """Return the names of a binding's keys, none when the person took them away."""
        return self.own[binding] if binding in self.own else BY_ID[binding].names

    def is_changed(self, binding: str) -> bool:
        """Tell whether the person gave a binding other keys than it has by default."""
        return self.names(binding) != BY_ID[binding].names

    def shown(self, binding: str) -> str:
        """Return how a binding's first key is shown, an empty text when it has none."""
        names = self.names(binding)
        return key_names.shown(names[0]) if names else ""

    def shown_in_help(self, key: Key) -> str:
        """Return how the keys of an entry of the help are shown, with those of the bindings that stand beside it."""
        if key.every_key:
            return " ".join(map(key_names.shown, self.names(key.id)))
        shown = [each for each in map(self.shown, (key.id, *key.beside)) if each]
        return _run(shown) or " ".join(_without_repeated_modifier(shown))

    def clashes(self) -> Iterator[Clash]:
        """Yield each key that two bindings of one context have, as the person's doing."""
        rank = {binding: number for number, binding in enumerate(self.own)}
        holders: dict[tuple[str, Context], str] = {}
        for key in BY_ID.values():
            for name in self.names(key.id):
                other = holders.setdefault((name, key.context), key.id)
                if other != key.id:
                    later, earlier = sorted((key.id, other), key=lambda each: rank.get(each, -1), reverse=True)
                    yield Clash(later, earlier, name)


def _run(shown: list[str]) -> str:
    """Return ``1-9`` for single characters that follow each other, three at least, else nothing."""
    follow = len(shown) > 2 and all(len(each) == 1 for each in shown)
    if follow and all(ord(after) == ord(before) + 1 for before, after in pairwise(shown)):
        return f"{shown[0]}-{shown[-1]}"
    return ""


def _without_repeated_modifier(shown: list[str]) -> list[str]:
    """Return ``ctrl+d``, ``u`` for ``ctrl+d``, ``ctrl+u``."""
    modifier = shown[0].rpartition("+")[0] if shown and len(shown[0]) > 1 else ""
    return [*shown[:1], *(each.removeprefix(f"{modifier}+") if modifier else each for each in shown[1:])]
