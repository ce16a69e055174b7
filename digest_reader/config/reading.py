"""From the bytes of ``config.toml`` to a `Config`: every table but what ``[fetch]`` says of sources.

A setting that makes no sense is refused by itself: it keeps its default, the problem is told, and the rest holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from digest_reader.config.document import Document, near
from digest_reader.config.settings import SETTINGS, TABLES, Config, Problem, Setting
from digest_reader.errors import ConfigError
from digest_reader.i18n import _
from parsers.lazy_pattern import lazy_pattern

_PLACE = lazy_pattern(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_LANGUAGE: Final = lazy_pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_PLAIN_TABLES: Final = ("interface", "reading", "watch")
_MOST_DAYS: Final = 366


def load(file: Path, *tables: str) -> Config:
    """Return what a settings file says, or complain; one that is absent says nothing.

    Args:
        file: The file.
        tables: The tables whose mistakes matter to the caller; without one, all do. A file that cannot be read or
            does not parse always matters.

    Raises:
        ConfigError: It cannot be read, does not parse, or something in it makes no sense.
    """
    config = read(file)
    for problem in config.problems:
        if not tables or not problem.table or problem.table in tables:
            raise ConfigError(problem.message, problem.hint)
    return config


def read(file: Path, *, fetch: bool = True) -> Config:
    """Return what a settings file says, with what is wrong in it as `Config.problems`; it never raises for that.

    Args:
        file: The file.
        fetch: Whether ``[fetch]`` is read; without it reading is quicker, for who has no use of it.
    """
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return Config()
    except OSError as error:
        return Config(
            problems=(
                Problem(
                    _("{file} cannot be read: {reason}.").format(file=file, reason=error.strerror or error),
                    _("Check its rights."),
                ),
            )
        )
    return read_bytes(data, str(file), fetch=fetch)


def parse(data: bytes, name: str) -> Config:
    """Return what the bytes of a settings file say.

    Args:
        data: The bytes.
        name: What to call the file in messages.

    Raises:
        ConfigError: They do not parse, or something in them makes no sense.
    """
    config = read_bytes(data, name)
    for problem in config.problems:
        raise ConfigError(problem.message, problem.hint)
    return config


def read_bytes(data: bytes, name: str, *, fetch: bool = True) -> Config:
    """Return what the bytes of a settings file say; see `read`.

    Args:
        data: The bytes.
        name: What to call the file in messages.
        fetch: Whether ``[fetch]`` is read.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = Problem(
            _("{file}, line {line}: it is not UTF-8.").format(file=name, line=line), _("Save it as UTF-8."), line=line
        )
        return Config(problems=(problem,))
    # Not at import: most people have no settings file.
    import tomllib

    try:
        value = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        return Config(problems=(_syntax_problem(error, name, text),))
    return _config(Document(name, text), value, fetch=fetch)


def _syntax_problem(error: Exception, name: str, text: str) -> Problem:
    place = _PLACE.search(str(error))
    line, column = (int(place[1]), int(place[2])) if place and place[1] else (text.count("\n") + 1, 1)
    reason = _("it is nested too deeply") if isinstance(error, RecursionError) else _PLACE.sub("", str(error))
    message = _("{file}, line {line}, column {column}: {reason}.").format(
        file=name, line=line, column=column, reason=reason
    )
    return Problem(message, _("Mend that line; nothing was changed."), line=line)


def _config(document: Document, value: Mapping[str, Any], *, fetch: bool) -> Config:
    document.unknown("", value, TABLES)
    said: dict[str, Any] = {}
    for table in _PLAIN_TABLES:
        said |= _plain_table(document, value, table)
    if fetch and "fetch" in value:
        from digest_reader.config.fetching import read_fetch

        said |= read_fetch(document, value)
    if "keys" in value:
        from digest_reader.config.keymap import read_keys

        said["keys"] = read_keys(document, value)
    return Config(
        **said,
        warnings=document.warnings,
        problems=tuple(sorted(document.problems, key=lambda problem: problem.line)),
        lines=document.found,
    )


def _plain_table(document: Document, value: Mapping[str, Any], name: str) -> dict[str, Any]:
    settings = [each for each in SETTINGS if each.table == name]
    table = document.table(value, name, [each.name for each in settings])
    said: dict[str, Any] = {}
    for setting in settings:
        if setting.name in table:
            with document.collecting():
                said[setting.attribute] = _READERS[setting.kind](document, table, setting)
    return {attribute: value for attribute, value in said.items() if value is not None}


# A value of each kind: what the setting's attribute becomes, or None for the default


def _flag(document: Document, table: Mapping[str, Any], setting: Setting) -> bool:
    value = table[setting.name]
    if not isinstance(value, bool):
        raise document.refused(
            setting.table,
            setting.name,
            _("it must be true or false"),
            _("Write it as {name} = true.").format(name=setting.name),
        )
    return value


def _number(document: Document, table: Mapping[str, Any], setting: Setting) -> int:
    value = table[setting.name]
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MOST_DAYS:
        reason = _("it must be a whole number from 1 to {n}").format(n=_MOST_DAYS)
        raise document.refused(
            setting.table,
            setting.name,
            reason,
            _("Write it as {name} = {default}.").format(name=setting.name, default=setting.default),
        )
    return value


def _choice(document: Document, table: Mapping[str, Any], setting: Setting) -> str | None:
    value = table[setting.name]
    if value not in setting.choices:
        meant = near(value, setting.choices) if isinstance(value, str) else None
        hint = _("Did you mean {name!r}?").format(name=meant)
        if not meant:
            hint = _("Known are {names}.").format(names=", ".join(setting.choices))
        reason = _("it is no {name} there is").format(name=setting.name)
        if isinstance(value, str):
            reason = _("{value!r} is no {name} there is").format(value=value[:60], name=setting.name)
        raise document.refused(setting.table, setting.name, reason, hint)
    return None if value == "auto" else str(value)


def _languages(document: Document, table: Mapping[str, Any], setting: Setting) -> tuple[str, ...] | None:
    found = document.texts(setting.table, table, setting.name, setting.default)
    for each in found:
        if not _LANGUAGE.fullmatch(each):
            raise document.refused(
                setting.table,
                setting.name,
                _("{each!r} is no language").format(each=each),
                _('Write them as "en", "de", "zh".'),
                each,
            )
    return tuple(found) or None


def _texts(document: Document, table: Mapping[str, Any], setting: Setting) -> tuple[str, ...]:
    found = [each.strip() for each in document.texts(setting.table, table, setting.name, setting.example)]
    if not all(found):
        raise document.refused(setting.table, setting.name, _("one of its texts is empty"), _("Take that one out."))
    return tuple(found)


_READERS: Final[Mapping[str, Callable[[Document, Mapping[str, Any], Setting], Any]]] = {
    "flag": _flag,
    "number": _number,
    "choice": _choice,
    "languages": _languages,
    "texts": _texts,
}
