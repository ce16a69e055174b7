"""The filters that a person keeps under names: one TOML file, written by this program and by hand.

The file::

    [filters]
    "Edge computing" = "cat:cs.DC edge"
    mine = 'au:Kähler "leader election"'

A name of other than ASCII letters, digits, ``-`` and ``_`` stands in quotes, as TOML wants it.

An edit changes only the line of its filter, made of what the file holds at that moment and under a lock, so that
what others write meanwhile survives, as do comments. A file that does not parse is never written. What a query means
is `digest_reader.query`.
"""

from __future__ import annotations

import contextlib
import re
import tomllib
from functools import partial
from typing import TYPE_CHECKING, Final

import tomli_w

from digest_reader import atomic_file
from digest_reader.errors import SavedFilterError
from digest_reader.i18n import _
from parsers.frozen import frozen
from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

FILTERS_FILE: Final = "filters.toml"
"""What the file is called in the config folder."""
_TRIES: Final = 20
_NAME_OF_TABLE = r"""(?:filters|"filters"|'filters')"""
_HEADER = lazy_pattern(rf"^\ufeff?[ \t]*\[[ \t]*{_NAME_OF_TABLE}[ \t]*\][ \t]*(?:#[^\n]*)?\r?$", re.MULTILINE)
_NEXT_TABLE = lazy_pattern(r"(?:^[ \t]*(?:#[^\n]*)?\r?\n)*^[ \t]*\[", re.MULTILINE)
"""Where another table begins, with the comments above it."""
_STRING_OR_COMMENT = lazy_pattern(
    r'"{3}(?:\\.|[^\\])*?"{3}' r"|'{3}.*?'{3}" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'" r"|#[^\n]*", re.DOTALL
)
_PLACE = lazy_pattern(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


@frozen
class SavedFilter:
    """A query with a name."""

    name: str
    query: str


class SavedFilters:
    """The saved filters of one file. Every method is safe from any thread and beside other processes."""

    def __init__(self, file: Path) -> None:
        """Name the file; it is made by the first filter that is saved."""
        self._file = file

    def all(self) -> list[SavedFilter]:
        """Return the filters in the file's order.

        Raises:
            SavedFilterError: The file cannot be read.
        """
        return [SavedFilter(name, query) for name, query in self._parsed(self._read() or b"").items()]

    def save(self, name: str, query: str) -> None:
        """Keep a query under a name, in the place of the one that has it.

        Raises:
            SavedFilterError: Name or query is empty, or the file cannot be read or written.
        """
        name, query = _one_line(name), _one_line(query)
        if not name:
            raise SavedFilterError(_("A filter needs a name."), _("Type at least one letter."))
        if not query:
            raise SavedFilterError(_("There is no query to keep."), _("Type a filter first."))
        self._edit(lambda text, held: _put(text, held, name, query))

    def delete(self, name: str) -> None:
        """Delete a filter.

        Raises:
            SavedFilterError: There is none of that name, or the file cannot be read or written.
        """
        name = _one_line(name)

        def edit(text: str, held: Mapping[str, str]) -> str:
            if name not in held:
                there = ", ".join(f"“{each}”" for each in held)
                raise SavedFilterError(
                    _("There is no filter “{name}”.").format(name=name),
                    _("There are {there}.").format(there=there) if there else "",
                )
            return _put(text, held, name, None)

        self._edit(edit)

    def _edit(self, edit: Callable[[str, Mapping[str, str]], str]) -> None:
        with self._said("written"):
            atomic_file.make_folder(self._file.parent)
            with atomic_file.locked(self._file.with_name(f".{self._file.name}.lock")):
                atomic_file.remove_leftovers(self._file)
                for _try in range(_TRIES):
                    data = self._read()
                    held = self._parsed(data or b"")
                    text = edit((data or b"").decode(), held)
                    if data is not None and text.encode() == data:
                        return
                    with contextlib.suppress(atomic_file.FileChangedError):
                        atomic_file.replace(self._file, text.encode(), data)
                        return
        raise SavedFilterError(
            _("{file} is being changed by another program all the time.").format(file=self._file), _("Try again.")
        )

    def _read(self) -> bytes | None:
        with self._said("read"):
            return atomic_file.read(self._file)

    def _parsed(self, data: bytes) -> dict[str, str]:
        try:
            return _filters(data.decode())
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise self._broken(_("not UTF-8"), line) from None
        except _NoFiltersError as error:
            raise self._broken(error.reason, error.line) from None

    def _broken(self, reason: str, line: int) -> SavedFilterError:
        return SavedFilterError(
            _("The saved filters cannot be read: {file}, line {line}: {reason}.").format(
                file=self._file, line=line, reason=reason
            ),
            _('Mend the file in an editor: a line is "NAME" = "QUERY". Until then nothing is written to it.'),
        )

    @contextlib.contextmanager
    def _said(self, verb: str) -> Iterator[None]:
        try:
            yield
        except TimeoutError as error:
            raise SavedFilterError(
                _("Another program holds {file}.").format(file=self._file), _("Close it, or try again.")
            ) from error
        except OSError as error:
            reading = verb == "read"
            not_done = _("{file} cannot be read: {reason}.") if reading else _("{file} cannot be written: {reason}.")
            raise SavedFilterError(
                not_done.format(file=self._file, reason=error.strerror or error),
                _("The filters are as they were."),
            ) from error


class _NoFiltersError(ValueError):
    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def _filters(text: str) -> dict[str, str]:
    """Return name to query of a file's text."""
    try:
        table = tomllib.loads(text.removeprefix("\ufeff")).get("filters", {})
    except RecursionError:
        raise _NoFiltersError(_("nested too deeply"), 1) from None
    except ValueError as error:
        place = _PLACE.search(str(error))
        reason = str(error)[: place.start()] if place else str(error)
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        raise _NoFiltersError(reason, line) from None
    if not isinstance(table, dict):
        raise _NoFiltersError(_("filters is no table of names and queries"), _line_of(text, "filters"))
    for name, query in table.items():
        if not isinstance(query, str) or not query.strip():
            raise _NoFiltersError(
                _("“{name}” has no query: write it in quotes").format(name=name), _line_of(text, name)
            )
    return table


def _line_of(text: str, name: str) -> int:
    place = text.find(name)
    return text.count("\n", 0, max(place, 0)) + 1


def _put(text: str, held: Mapping[str, str], name: str, query: str | None) -> str:
    """Return the file's text with a filter in it, or without it when there is no query."""
    wanted = {key: value for key, value in held.items() if key != name or query is not None}
    if query is not None:
        wanted[name] = query
    if wanted == held:
        return text
    for edit in (partial(_with_line, text, name, query), partial(_anew, text, wanted)):
        with contextlib.suppress(_NoFiltersError):
            edited = edit()
            if _filters(edited) == wanted and _rest(edited) == _rest(text):
                return edited
    raise SavedFilterError(_("“{name}” cannot be written as TOML.").format(name=name), _("Nothing was changed."))


def _with_line(text: str, name: str, query: str | None) -> str:
    """Return the text with one line changed, added or gone."""
    newline = "\r\n" if "\r\n" in text else "\n"
    line = "" if query is None else tomli_w.dumps({name: query}).rstrip("\n") + newline
    keys = "|".join(re.escape(key) for key in (name, f'"{name}"', f"'{name}'", tomli_w.dumps({name: 0}).split(" =")[0]))
    header = _HEADER.search(text)
    if header is None:
        above = text + ("" if not text or text.endswith("\n") else newline) + (newline if text.strip() else "")
        return f"{above}[filters]{newline}{line}"
    # Only below its own header: another table may have a key of that name.
    following = _NEXT_TABLE.search(text, header.end() + 1)
    end = following.start() if following else len(text)
    present = re.compile(rf"^[ \t]*(?:{keys})[ \t]*=[^\n]*(?:\n|\Z)", re.MULTILINE).search(text, header.end(), end)
    if present:
        return text[: present.start()] + line + text[present.end() :]
    above = text[:end].rstrip()
    below = text[end:] if following else ""
    gap = newline if below.startswith(("\n", "\r\n")) or not below else newline * 2
    return f"{above}{newline}{line}{below and gap.removeprefix(newline) + below}"


def _anew(text: str, wanted: Mapping[str, str]) -> str:
    """Return the whole file anew, the last resort for TOML written otherwise.

    Raises:
        SavedFilterError: Comments would be lost.
    """
    if any(found[0].startswith("#") for found in _STRING_OR_COMMENT.finditer(text)):
        raise SavedFilterError(
            _("The saved filters are written in a way that cannot be changed here without losing comments."),
            _('Edit the file by hand, or write each filter as a line "NAME" = "QUERY" below [filters].'),
        )
    return tomli_w.dumps({**_rest(text), "filters": dict(wanted)})


def _rest(text: str) -> dict[str, object]:
    """Return what the file holds besides filters."""
    return {key: value for key, value in tomllib.loads(text.removeprefix("\ufeff")).items() if key != "filters"}


def _one_line(text: str) -> str:
    return " ".join("".join(mark for mark in text if mark.isprintable() or mark.isspace()).split())
