"""The table ``[keys]`` of a settings file: a binding's id and the key, or keys, that it is to have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from digest_reader.config.document import Document


def read_keys(document: Document, value: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the keys that the person gave to bindings; what is unknown or clashes is told and left out."""
    table = document.table(value, "keys", value["keys"] if isinstance(value["keys"], dict) else ())
    found: dict[str, tuple[str, ...]] = {}
    for binding, keys in table.items():
        if isinstance(keys, str):
            found[binding] = (keys,)
        elif isinstance(keys, list) and all(isinstance(key, str) for key in keys):
            found[binding] = tuple(keys)
    return found
