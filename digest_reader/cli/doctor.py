"""``digest-reader doctor``: a line for everything that the reader needs, with the next step where one is due."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from digest_reader import paths
from digest_reader.cli.cells import pad
from digest_reader.cli.output import count, say, write, write_json
from digest_reader.cli.screen import style_file
from digest_reader.doctor.desktop import look_at_clock, look_at_desktop
from digest_reader.doctor.files import (
    look_at_disk,
    look_at_filters,
    look_at_folders,
    look_at_index,
    look_at_library,
    look_at_lists,
    look_at_settings,
)
from digest_reader.doctor.findings import Finding
from digest_reader.doctor.program import look_at_program
from digest_reader.doctor.terminal import look_at_terminal
from digest_reader.errors import ConfigError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from digest_reader.cli.places import Places

FAILED = 1
_NAME_CELLS = 16


def run(options: argparse.Namespace, places: Places) -> int:
    """Look at everything; 1 when something fails."""
    findings: list[Finding] = []
    for finding in _findings(places, thorough=options.thorough):
        findings.append(finding)
        if not options.json:
            _write(finding)
    failed = sum(each.level == "fail" for each in findings)
    doubtful = sum(each.level == "warn" for each in findings)
    if options.json:
        checks = [{"name": each.name, "level": each.level, "said": each.said, "hint": each.hint} for each in findings]
        write_json({"ok": not failed, "checks": checks})
    else:
        say(f"{count(failed, 'failure')}, {count(doubtful, 'warning')}" if failed or doubtful else "All is well.")
    return FAILED if failed else 0


def _findings(places: Places, *, thorough: bool) -> Iterator[Finding]:
    yield from look_at_program()
    yield from look_at_terminal()
    yield from look_at_desktop()
    yield from look_at_folders(
        {
            "library folder": places.library.parent,
            "config folder": places.config,
            "cache folder": paths.cache_folder(),
            "log folder": paths.log_file().parent,
        }
    )
    yield look_at_disk(places.library.parent)
    yield from look_at_settings(paths.config_file(places.config), places.settings)
    yield _look_at_style(places.config)
    yield from look_at_filters(places.config)
    yield from look_at_lists(places.lists)
    yield from look_at_library(places.library, thorough=thorough)
    if places.library.exists():
        yield look_at_index(places.library)
    newest = places.library.stat().st_mtime if places.library.exists() else None
    yield look_at_clock(datetime.datetime.now().astimezone(), newest)


def _look_at_style(folder: Path) -> Finding:
    """Return whether the person's own style sheet can be used, if there is one."""
    try:
        file = style_file(folder)
    except ConfigError as error:
        hint = f"Mend it, or move it away: {folder / paths.STYLE_FILE}. Until then the screen does without it."
        return Finding("style sheet", "fail", error.message, hint)
    return Finding("style sheet", "ok", "none of yours" if file is None else f"{file} parses")


def _write(finding: Finding) -> None:
    write(f"{finding.level:4}  {pad(finding.name, _NAME_CELLS)}  {finding.said}")
    if finding.hint:
        write(f"      {' ' * _NAME_CELLS}  {finding.hint}")
