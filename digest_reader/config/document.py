"""The text of a settings file while it is read: where things stand in it, and what was wrong so far."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from digest_reader.config.settings import Problem
from digest_reader.i18n import _


class RefusedError(Exception):
    """A part of the file makes no sense; it says what, where, and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Document:
    """One settings file.

    Attributes:
        problems: What was refused.
        found: ``table.name`` to the line of each setting that was looked for and is there.
    """

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._lines = text.split("\n")
        self._warnings: list[tuple[int, str]] = []
        self.problems: list[Problem] = []
        self.found: dict[str, int] = {}

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was not understood and is passed over, in the order of the file."""
        return tuple(text for _, text in sorted(self._warnings, key=lambda each: each[0]))

    def table(self, value: Mapping[str, Any], name: str, known: Iterable[str] | None = None) -> Mapping[str, Any]:
        """Return a table of the file, an empty one where it is absent or no table; names that are not known are told.

        Args:
            value: The whole file.
            name: The table's name.
            known: The names that it may have; without them, the caller looks at them.
        """
        table = value.get(name, {})
        with self.collecting():
            if not isinstance(table, dict):
                raise self.refused(
                    "", name, _("it must be a table"), _("Write [{name}] on a line of its own.").format(name=name)
                )
            if known is not None:
                self.unknown(name, table, known)
            for key in table:
                self.found[f"{name}.{key}"] = self._at(name, key)[0] + 1
            return table
        return {}

    @contextlib.contextmanager
    def collecting(self) -> Iterator[None]:
        """Note what is refused in the block, and go on after it."""
        try:
            yield
        except RefusedError as refused:
            self.problems.append(refused.problem)

    def texts(self, table: str, value: Mapping[str, Any], key: str, example: str) -> list[str]:
        """Return a list of texts, each once, empty where it is absent.

        Raises:
            RefusedError: It is something else.
        """
        found = value.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise self.refused(
                table,
                key,
                _("it must be a list of texts"),
                _("Write it as {key} = {example}.").format(key=key, example=example),
            )
        return list(dict.fromkeys(found))

    def unknown(self, table: str, value: Mapping[str, Any], known: Iterable[str]) -> None:
        """Warn of each name in a table that is not known."""
        known = list(known)
        for key in value:
            if key not in known:
                named = f"{table}.{key}" if table else key
                meant = near(key, known)
                said = _("there is no setting {name!r}; did you mean {meant!r}?")
                if not meant:
                    said = _("there is no setting {name!r}; known are {names}.")
                self.warn(table, key, said.format(name=named, meant=meant, names=", ".join(known)))

    def warn(self, table: str, key: str, message: str, value: str = "") -> None:
        """Warn of something, at the place of a key or of a value after it."""
        self._warnings.append((self._at(table, key, value)[0], f"{self.place(table, key, value)}: {message}"))

    def refused(self, table: str, key: str, reason: str, hint: str, value: str = "") -> RefusedError:
        """Return the refusal of a setting.

        Args:
            table: The table.
            key: The name in it.
            reason: What is wrong with it.
            hint: The next step for the person.
            value: The text of the value that is wrong, where it is one among several.
        """
        named = f"{table}.{key}" if table else key
        line = self._at(table, key, value)[0] + 1
        message = f"{self.place(table, key, value)}: {named}: {reason}."
        return RefusedError(Problem(message, hint, (table or key).partition(".")[0], line))

    def line(self, table: str, key: str) -> int:
        """Return the line of a key, from 1."""
        return self._at(table, key)[0] + 1

    def place(self, table: str, key: str, value: str = "") -> str:
        """Return where a key stands, or a text after it: file, line and column, as far as these can be told."""
        line, column = self._at(table, key, value)
        return _("{file}, line {line}, column {column}").format(file=self._name, line=line + 1, column=column + 1)

    def _at(self, table: str, key: str, value: str = "") -> tuple[int, int]:
        # A name stands before an equals sign, or in the brackets that begin a table; in front of it in its line stands
        # no value, unless that is a table in braces.
        keys = re.compile(rf"^(?:[^=]*?|[^=]*=\s*{{.*?)(?:^|[\s{{,.\[\"'])(?P<name>{re.escape(key)})[\"']?\s*[=.\]]")
        begin = 0 if not table else self._find(re.compile(rf"\[\s*{re.escape(table.partition('.')[0])}\b"), 0)[0]
        line, column = self._find(keys, begin)
        if value:
            line, column = self._find(re.compile(re.escape(value)), line)
        return line, column

    def _find(self, pattern: re.Pattern[str], begin: int) -> tuple[int, int]:
        for line in range(begin, len(self._lines)):
            if self._lines[line].lstrip().startswith("#"):
                continue
            if match := pattern.search(self._lines[line]):
                if "name" in match.groupdict():
                    # Where a name is quoted, its quote is the place.
                    start = match.start("name")
                    return line, start - (self._lines[line][start - 1 : start] in ("'", '"'))
                return line, match.start() + (len(match[0]) - len(match[0].lstrip(" \t{,.[\"'")))
        return begin, 0


def near(key: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like one, None when none is."""
    # Only for a mistake: difflib takes a while to load.
    import difflib

    found = difflib.get_close_matches(key.lower(), list(known), n=1, cutoff=0.7)
    return found[0] if found else None
