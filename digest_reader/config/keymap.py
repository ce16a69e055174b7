"""The table ``[keys]`` of a settings file: a binding's id and the key, or keys, that it is to have.

Loaded only where there is such a table. A key that cannot be, or that two bindings would have, is refused, and what is
refused keeps the keys that it has by default.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from digest_reader.config.document import Document, near
from digest_reader.i18n import _
from digest_reader.key_names import KeyNameError, key_name, shown
from digest_reader.keymap import Keymap
from digest_reader.keys import BY_ID


def read_keys(document: Document, value: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the names of the keys that the person gave to bindings, in the order of the file."""
    own: dict[str, tuple[str, ...]] = {}
    for binding, keys in document.table(value, "keys").items():
        if binding not in BY_ID:
            _warn_unknown(document, binding)
            continue
        with document.collecting():
            own[binding] = _names(document, binding, keys)
    return _without_clashes(document, own)


def _warn_unknown(document: Document, binding: str) -> None:
    meant = near(binding, BY_ID)
    said = _("there is no binding {name!r}; did you mean {meant!r}?")
    if not meant:
        said = _("there is no binding {name!r}; `digest-reader keys` prints them all.")
    document.warn("keys", binding, said.format(name=binding, meant=meant))


def _names(document: Document, binding: str, keys: Any) -> tuple[str, ...]:
    spellings = [keys] if isinstance(keys, str) else keys
    if not isinstance(spellings, list) or not all(isinstance(each, str) for each in spellings):
        hint = _('Write it as {name} = "s" or {name} = ["s", "F5"].').format(name=binding)
        raise document.refused("keys", binding, _("it must be a key or a list of keys"), hint)
    names: list[str] = []
    for spelling in spellings:
        try:
            names.append(key_name(spelling))
        except KeyNameError as error:
            raise document.refused("keys", binding, error.reason, error.hint, spelling) from error
    return tuple(dict.fromkeys(names))


def _without_clashes(document: Document, own: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    # Taking one back may make its default clash with what another was given: until none is left.
    while clash := next(Keymap(own).clashes(), None):
        key = shown(clash.name)
        reason = _("{key!r} is the key of {other!r} ({command}) too")
        reason = reason.format(key=key, other=clash.other, command=_(BY_ID[clash.other].command))
        hint = _("Choose another key for {id!r}, or give {other!r} one on a line of its own.")
        hint = hint.format(id=clash.id, other=clash.other)
        document.problems.append(document.refused("keys", clash.id, reason, hint).problem)
        del own[clash.id]
    return own
