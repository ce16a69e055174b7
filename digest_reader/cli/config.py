"""``digest-reader config``: the settings in force and where each comes from, a file to begin with, a check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from digest_reader import atomic_file, i18n, key_names, paths
from digest_reader.cli.cells import pad, width
from digest_reader.cli.output import count, say, write, write_json
from digest_reader.config.settings import DEFAULT_THEME, SETTINGS, Config, Setting
from digest_reader.errors import ConfigError
from digest_reader.i18n import _
from digest_reader.keymap import Keymap
from digest_reader.keys import BY_ID

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from digest_reader.cli.places import Places

FAILED = 1


def run(options: argparse.Namespace, places: Places) -> int:
    """Do what one of the options asks for, or print the settings."""
    file = paths.config_file(places.config)
    if options.path:
        return _path(file, as_json=options.json)
    if options.init:
        return _init(file, as_json=options.json)
    if options.check:
        return _check(file, places.settings, as_json=options.json)
    return _print(file, places, as_json=options.json)


def _path(file: Path, *, as_json: bool) -> int:
    if as_json:
        write_json({"file": str(file), "exists": file.exists()})
    else:
        write(str(file))
    return 0


def _init(file: Path, *, as_json: bool) -> int:
    """Write the commented default, never over a file that is there."""
    from digest_reader.config.template import commented_default

    try:
        atomic_file.make_folder(file.parent)
        atomic_file.put(file, [commented_default().encode()])
    except atomic_file.FileChangedError as error:
        raise ConfigError(
            _("{file} is there already and is left as it is.").format(file=file),
            _("To see the commented default, rename yours, or: digest-reader --config-dir DIR config --init"),
        ) from error
    except OSError as error:
        raise ConfigError(
            _("{file} cannot be written: {reason}.").format(file=file, reason=error.strerror or error),
            _("Make its folder writable, or name another with --config-dir."),
        ) from error
    if as_json:
        write_json({"file": str(file), "written": True})
    else:
        write(str(file))
        say("Every line in it is a comment: take the # away from what you want to set.")
    return 0


def _check(file: Path, config: Config, *, as_json: bool) -> int:
    """Print what is wrong with the file; 1 when something is."""
    if as_json:
        write_json({"file": str(file), "exists": file.exists(), **_wrong(config)})
    else:
        for problem in config.problems:
            write(problem.message)
            write(f"  {problem.hint}")
        for warning in config.warnings:
            write(warning)
        said = count(len(config.problems) + len(config.warnings), "mistake") if _is_wrong(config) else "nothing wrong"
        say(f"{file}: {said}" if file.exists() else f"There is no {file}: all settings are as by default.")
    return FAILED if _is_wrong(config) else 0


def _is_wrong(config: Config) -> bool:
    return bool(config.problems or config.warnings)


def _wrong(config: Config) -> dict[str, Any]:
    problems = [{"message": each.message, "hint": each.hint, "line": each.line or None} for each in config.problems]
    return {"problems": problems, "warnings": list(config.warnings)}


def _print(file: Path, places: Places, *, as_json: bool) -> int:
    config = places.settings
    rows = [(setting.path, _value(config, setting), _origin(places, setting)) for setting in SETTINGS]
    rows += [
        (f"fetch.repository {each.name}", each.url, f"line {config.lines['fetch.repository']}")
        for each in config.repositories
    ]
    keymap = Keymap(config.keys)
    rows += [
        (f"keys.{binding}", [key_names.shown(name) for name in names], f"line {config.lines[f'keys.{binding}']}")
        for binding, names in keymap.own.items()
        if binding in BY_ID
    ]
    if as_json:
        settings = {path: {"value": value, "from": origin} for path, value, origin in rows}
        write_json({"file": str(file), "exists": file.exists(), "settings": settings, **_wrong(config)})
        return 0
    shown = [(path, _written(value), origin) for path, value, origin in rows]
    path_cells = max(width(path) for path, _, _ in shown)
    value_cells = min(max(width(value) for _, value, _ in shown), 40)
    say(str(file) if file.exists() else f"There is no {file}; digest-reader config --init writes one.")
    for path, value, origin in shown:
        write(f"{pad(path, path_cells)}  {pad(value, value_cells)}  {origin}")
    if _is_wrong(config):
        mistakes = count(len(config.problems) + len(config.warnings), "mistake")
        say(f"{mistakes} in the file: digest-reader config --check")
    return 0


def _value(config: Config, setting: Setting) -> Any:
    """Return the value of a setting that is in force, as JSON."""
    match setting.path:
        case "interface.language":
            return config.language or i18n.of_environment()
        case "interface.theme":
            return config.theme or DEFAULT_THEME
        case "fetch.categories" | "fetch.feeds":
            kind = "Announcement" if setting.name == "categories" else "Page"
            return [source.name for source in config.sources if type(source).__name__ == kind]
    value = getattr(config, setting.attribute)
    return list(value) if isinstance(value, tuple) else value


def _origin(places: Places, setting: Setting) -> str:
    """Return where a setting's value comes from."""
    config = places.settings
    refused = any(f" {setting.path}: " in problem.message for problem in config.problems)
    if setting.path in config.lines and not refused:
        return f"line {config.lines[setting.path]}"
    if setting.path == "interface.language":
        return "default: the locale's"
    if setting.path == "interface.theme":
        return "default, until one is chosen in the palette"
    return f"default: line {config.lines[setting.path]} is refused" if refused else "default"


def _written(value: Any) -> str:
    """Return a value as a person would write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) if isinstance(value, list) else str(value or "")
