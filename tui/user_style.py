"""The person's own style sheet, ``user.tcss`` in the config folder: looked at before Textual reads it.

A style sheet that does not parse would end the program, and one that asks for a list of a million rows would take all
memory before anything is drawn; here it is told with its line and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from textual.css.scalar import Scalar, Unit
from textual.css.stylesheet import Stylesheet, StylesheetParseError
from textual.css.tokenizer import TokenError
from textual.theme import BUILTIN_THEMES

from digest_reader.config.settings import DEFAULT_THEME
from digest_reader.errors import ConfigError
from digest_reader.i18n import _
from digest_reader.paths import STYLE_FILE
from tui.ink import derived_variables

_MOST_CELLS: Final = 1_000
"""The largest number of cells: more than a terminal has."""
_MOST_SHARE: Final = 200
"""The largest share, in percent or in parts, of what a part is in, which is within another one that may be as large."""
_MOST_OF_GRID: Final = 20
"""The most rows or columns of a grid: laying one out takes as long as all that its parts span together."""
_OF_GRID: Final = ("grid_size_columns", "grid_size_rows", "column_span", "row_span")


def user_style(folder: Path) -> Path | None:
    """Return the person's style sheet, None where there is none.

    Args:
        folder: The config folder.

    Raises:
        ConfigError: It cannot be read, does not parse, or asks for what is larger than any screen.
    """
    file = folder / STYLE_FILE
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ConfigError(
            _("{file} cannot be read: {reason}.").format(file=STYLE_FILE, reason=reason),
            _("It is left out."),
        ) from error
    sheet = Stylesheet(variables=_lasting_variables())
    sheet.add_source(text, read_from=(str(file), ""))
    try:
        sheet.parse()
    except StylesheetParseError as error:
        token, what = next(each for rule in error.errors.rules for each in rule.errors)
        # The value that cannot be stands where it is used; a variable's own place would be of no help.
        line, column = (token.referenced_by or token).location
        summary = what if isinstance(what, str) else what.summary
        raise _refused(line + 1, column + 1, summary) from error
    except TokenError as error:
        raise _refused(*error.start, str(error)) from error
    for rule in sheet.rules:
        for name, value in rule.styles.get_rules().items():
            for number, most in _too_large(value, _MOST_OF_GRID if name in _OF_GRID else _MOST_CELLS):
                said = _("{number} is larger than any screen, {most} at most").format(number=number, most=most)
                raise _refused(*_place(text, number), said)
    return file


def _too_large(value: object, most: int) -> Iterator[tuple[str, int]]:
    """Yield each number of a style's value that is too large, as it is written, and how large it may be."""
    if isinstance(value, Scalar):
        yield from _too_large(value.value, most if value.unit is Unit.CELLS else _MOST_SHARE)
    elif isinstance(value, int | float):
        if abs(value) > most:
            yield f"{value:.15g}", most
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _too_large(each, most)


def _place(text: str, number: str) -> tuple[int, int]:
    """Return the line and the column, from 1, where a number is written; the first ones where it is not found."""
    found = re.search(rf"(?<![\w.]){re.escape(number)}", text)
    start = found.start() if found else 0
    return text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1


def _lasting_variables() -> dict[str, str]:
    """Return the variables that every theme has: a style sheet must hold when another theme is chosen."""
    worn = BUILTIN_THEMES[DEFAULT_THEME]
    variables = worn.to_color_system().generate() | worn.variables
    derived = derived_variables(variables)
    lasting = set.intersection(*(set(theme.to_color_system().generate()) for theme in BUILTIN_THEMES.values()))
    return {name: value for name, value in (derived | variables).items() if name in lasting | set(derived)}


def _refused(line: int, column: int, reason: str) -> ConfigError:
    # The beginning of Textual's explanation says what is wrong; the rest is advice.
    reason = reason.strip().partition(";")[0].partition("\n")[0].rstrip(".")
    message = _("{file}, line {line}, column {column}: {reason}.").format(
        file=STYLE_FILE, line=line, column=column, reason=reason
    )
    return ConfigError(message, _("It is left out."))
