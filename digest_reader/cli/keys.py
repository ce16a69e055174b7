"""``digest-reader keys``: every binding with its keys, as the settings have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest_reader import key_names
from digest_reader.cli.cells import pad, width
from digest_reader.cli.output import complain, write, write_json
from digest_reader.i18n import _
from digest_reader.keymap import Keymap
from digest_reader.keys import BY_ID, GROUPS, Key

if TYPE_CHECKING:
    import argparse

    from digest_reader.cli.places import Places

_CHANGED = "*"


def run(options: argparse.Namespace, places: Places) -> int:
    """Print the table, or a JSON object a binding; what the person changed is marked."""
    keymap = Keymap(places.settings.keys)
    for problem in places.settings.problems:
        if problem.table in ("", "keys"):
            complain(problem.message, problem.hint)
    in_order = [key for group in GROUPS for key in BY_ID.values() if key.group == group]
    if options.json:
        for key in in_order:
            write_json(_json(keymap, key))
        return 0
    rows = {key.id: ", ".join(map(key_names.shown, keymap.names(key.id))) or _("none") for key in in_order}
    id_cells, key_cells = max(map(width, rows)), max(map(width, rows.values()))
    group = ""
    for key in in_order:
        if key.group != group:
            if group:
                write()
            write(_(key.group))
            group = key.group
        mark = _CHANGED if keymap.is_changed(key.id) else " "
        write(f"{mark} {pad(key.id, id_cells)}  {pad(rows[key.id], key_cells)}  {_(key.command)}")
    if any(keymap.is_changed(key.id) for key in in_order):
        write()
        write(_("{mark} changed in config.toml").format(mark=_CHANGED))
    return 0


def _json(keymap: Keymap, key: Key) -> dict[str, object]:
    return {
        "id": key.id,
        "keys": [key_names.shown(name) for name in keymap.names(key.id)],
        "default": [key_names.shown(name) for name in key.names],
        "changed": keymap.is_changed(key.id),
        "does": _(key.command),
        "group": _(key.group),
        "in": "reading lists" if key.context == "list" else "everywhere",
    }
