"""The person's files: folders, disk space, settings, keys, saved filters, reading lists, the library."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from digest_reader.config import Config
from digest_reader.doctor.findings import Finding
from digest_reader.errors import DigestReaderError
from digest_reader.query import parse
from digest_reader.query_advice import advice
from digest_reader.reading_lists import ReadingLists
from digest_reader.saved_filters import FILTERS_FILE, SavedFilters
from digest_reader.storage.examining import LibraryFile, examine

_MEGABYTE = 1_000_000
_LITTLE, _TOO_LITTLE = 1_000 * _MEGABYTE, 50 * _MEGABYTE
_SHOWN = 5
"""So many problems are told one by one."""


def look_at_folders(folders: dict[str, Path]) -> Iterator[Finding]:
    """Yield whether each folder can be written, or made where it is not there yet.

    Args:
        folders: What a folder is for, and where it is.
    """
    for name, folder in folders.items():
        above = next((each for each in (folder, *folder.parents) if each.exists()), folder)
        if not above.is_dir():
            yield Finding(name, "fail", f"{above} is no folder", "Move that file away.")
        elif not os.access(above, os.W_OK | os.X_OK):
            yield Finding(name, "fail", f"{above} cannot be written", f"Make it yours: chown, or chmod u+rwx {above}")
        else:
            yield Finding(name, "ok", f"{folder}" if folder.exists() else f"{folder}, made when it is needed")


def look_at_disk(folder: Path) -> Finding:
    """Return whether there is room on the disk of a folder."""
    above = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    free = shutil.disk_usage(above).free
    said = f"{free / _MEGABYTE:,.0f} MB free"
    if free < _TOO_LITTLE:
        return Finding("disk", "fail", said, "Make room: nothing can be imported or decided on a full disk.")
    return Finding("disk", "warn" if free < _LITTLE else "ok", said, "Make room soon." if free < _LITTLE else "")


def look_at_settings(file: Path, config: Config) -> Iterator[Finding]:
    """Yield what is wrong with the settings file and with the keys in it, or that nothing is.

    Args:
        file: The settings file.
        config: What was read of it.
    """
    for name, tables in (("settings", None), ("keys", "keys")):
        problems = [each for each in config.problems if (each.table == "keys") == (tables == "keys")]
        for problem in problems[:_SHOWN]:
            yield Finding(name, "fail", problem.message, problem.hint)
        if not problems and (name == "settings" or config.keys):
            yield Finding(name, "ok", _settings_said(file, config) if name == "settings" else _keys_said(config))
    for warning in config.warnings[:_SHOWN]:
        yield Finding("settings", "warn", warning, "Mend or remove that line.")


def _settings_said(file: Path, config: Config) -> str:
    if not file.exists():
        return f"no {file}: all as by default; digest-reader config --init writes one"
    set_here = sum(not name.startswith("keys.") for name in config.lines)
    return f"{file}, {set_here} set"


def _keys_said(config: Config) -> str:
    return f"{len(config.keys)} bindings have keys of yours"


def look_at_filters(folder: Path) -> Iterator[Finding]:
    """Yield whether the saved filters can be read, and what in them means nothing."""
    file = folder / FILTERS_FILE
    try:
        found = SavedFilters(file).all()
    except DigestReaderError as error:
        yield Finding("saved filters", "fail", error.message, error.hint)
        return
    doubtful = [(each.name, each.query[start:end]) for each in found for start, end in parse(each.query).doubtful]
    for name, part in doubtful[:_SHOWN]:
        hint = f"{advice(part)}. Mend the line in {file}."
        yield Finding("saved filters", "warn", f"“{name}” has a part that means nothing: {part}", hint)
    if not doubtful:
        yield Finding("saved filters", "ok", f"{len(found)} in {file}" if file.exists() else "none yet")


def look_at_lists(folder: Path) -> Iterator[Finding]:
    """Yield each reading list that cannot be read, or how many there are."""
    if not folder.exists():
        yield Finding("reading lists", "ok", "none yet")
        return
    try:
        lists = ReadingLists(folder).all()
    except DigestReaderError as error:
        yield Finding("reading lists", "fail", error.message, error.hint)
        return
    broken = [each for each in lists if each.problem is not None]
    for each in broken[:_SHOWN]:
        hint = f"Mend {folder / each.slug}.toml in an editor; it is left as it is."
        yield Finding("reading lists", "fail", f"{each.name}: {each.problem}", hint)
    papers = sum(len(each.entries) for each in lists)
    if not broken:
        yield Finding("reading lists", "ok", f"{len(lists)} with {papers:,} papers in {folder}")


def look_at_library(file: Path, *, thorough: bool = False) -> Iterator[Finding]:
    """Yield the library's schema and whether it is sound; it is opened for reading alone.

    Args:
        file: The library.
        thorough: Whether everything in it is compared with everything else, which takes longer.
    """
    if not file.exists():
        yield Finding("library", "ok", f"no {file} yet: the first import makes it")
        return
    try:
        found = examine(file, thorough=thorough)
    except DigestReaderError as error:
        yield Finding("library", "fail", error.message, error.hint)
        return
    size = f"{file}, {found.bytes / _MEGABYTE:,.1f} MB"
    if found.damage:
        hint = "Keep a copy of the file as it is; then make a new library and import your digests again."
        for said in found.damage[:_SHOWN]:
            yield Finding("library", "fail", f"{size}: {said}", hint)
    else:
        yield Finding("library", "ok", f"{size}, {'thoroughly' if thorough else 'quickly'} checked")
    yield _schema(found)


def look_at_index(library: Path) -> Finding:
    """Return how far the index files are that the filter searches everything with; they are made of the library."""
    from digest_reader.index import manifest
    from digest_reader.index.updating import folder_of

    folder = folder_of(library)
    if not folder.is_dir():
        return Finding("index", "ok", "none: it is built when everything is searched for the first time")
    known = manifest.read(folder)
    if known is None:
        return Finding("index", "warn", f"{folder} cannot be read", "It will be built anew, which takes a while.")
    missing = sorted(name for name in known.files if not (folder / name).is_file())
    if missing:
        said = f"{folder} lacks {', '.join(missing[:_SHOWN])}"
        return Finding("index", "warn", said, "It will be built anew, which takes a while.")
    size = sum(each.stat().st_size for each in folder.iterdir() if each.is_file())
    whole = known.shown.whole and known.texts.whole
    state = "whole" if whole else "still being built: until then searching everything is slower"
    return Finding("index", "ok", f"{folder}, {size / _MEGABYTE:,.1f} MB, {state}")


def _schema(found: LibraryFile) -> Finding:
    if found.schema < found.newest:
        said = f"{found.schema}; this program has {found.newest}"
        return Finding("schema", "ok", f"{said}, and will bring it up to date after putting a copy beside it")
    return Finding("schema", "ok", str(found.schema))
