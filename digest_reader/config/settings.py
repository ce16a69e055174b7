"""Every setting there is: its table, its type, its default and what it is for, and the frozen `Config` made of them.

`config.toml` is read by `digest_reader.config.reading`, its commented default is written by
`digest_reader.config.template`; both go by `SETTINGS`. What the settings mean is the business of those that use them.
The table ``[keys]`` has the bindings of `digest_reader.keys` for settings, and ``[[fetch.repository]]`` is a list of
tables: neither is listed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Final, Literal

from parsers.frozen import frozen

if TYPE_CHECKING:
    from digest_reader.fetch.models import Repository, Source

LANGUAGES: Final = ("en", "de", "zh", "ja", "ko")
"""The languages in which a paper is looked for, the one wanted first, when the settings name none."""

THEMES: Final = (
    "ansi-dark",
    "ansi-light",
    "atom-one-dark",
    "atom-one-light",
    "catppuccin-frappe",
    "catppuccin-latte",
    "catppuccin-macchiato",
    "catppuccin-mocha",
    "dracula",
    "flexoki",
    "gruvbox",
    "monokai",
    "nord",
    "rose-pine",
    "rose-pine-dawn",
    "rose-pine-moon",
    "solarized-dark",
    "solarized-light",
    "textual-dark",
    "textual-light",
    "tokyo-night",
)
"""Textual's themes by name, written down here because the core does not load Textual; a test compares."""

DEFAULT_THEME: Final = "catppuccin-mocha"

Kind = Literal["choice", "flag", "languages", "mail", "number", "texts"]
"""The type of a setting's value: one of some words, true or false, language tags, an address, a whole number, texts."""


@frozen
class Setting:
    """One line of ``config.toml``.

    Attributes:
        table: The table it stands in.
        name: Its name there.
        attribute: The attribute of `Config` that holds it.
        kind: The type of its value.
        default: Its value when it is not set, as TOML.
        about: What it does, one line.
        example: A value worth writing down as an example, as TOML, where that is not the default.
        choices: The words that may be chosen from, for a choice.
    """

    table: str
    name: str
    attribute: str
    kind: Kind
    default: str
    about: str
    example: str = ""
    choices: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """What to call it in messages: ``interface.theme``."""
        return f"{self.table}.{self.name}"


TABLES: Final = {
    "interface": "How the screen looks.",
    "reading": "How papers are shown and asked about.",
    "watch": "Authors and words that stand out wherever they are shown; `is:watched` finds the papers that have one.",
    "fetch": "What `digest-reader fetch` and the key R bring in.",
    "keys": 'A binding and its key, or ["key", "another"]; [] takes its keys away. `digest-reader keys` shows them.',
}
"""The tables of ``config.toml`` in the order of the commented default, and what each is about."""

SETTINGS: Final = (
    Setting(
        "interface",
        "language",
        "language",
        "choice",
        '"auto"',
        "The language of the interface's own words: en, zh, de, or auto for that of the locale.",
        choices=("auto", "en", "zh", "de"),
    ),
    Setting(
        "interface",
        "theme",
        "theme",
        "choice",
        f'"{DEFAULT_THEME}"',
        "The colours at start. One chosen in the palette is kept until this line changes.",
        choices=THEMES,
    ),
    Setting("interface", "ascii", "ascii", "flag", "false", "Draw with ASCII characters alone, like --ascii."),
    Setting(
        "interface",
        "reduced_motion",
        "reduced_motion",
        "flag",
        "false",
        "Nothing moves, fades or slides; what changes is there at once.",
    ),
    Setting(
        "interface",
        "start_picture",
        "start_picture",
        "flag",
        "true",
        "Show the last screen at once while the program starts.",
    ),
    Setting(
        "reading",
        "languages",
        "read_in",
        "languages",
        '["en", "de", "zh", "ja", "ko"]',
        "The languages you read, best first: the next stands in where a paper lacks one.",
    ),
    Setting(
        "reading",
        "ask_new_versions",
        "ask_new_versions",
        "flag",
        "false",
        "Whether a saved paper is asked about again when a new version of it is announced.",
    ),
    Setting(
        "reading",
        "inbox_days",
        "inbox_days",
        "number",
        "7",
        "Days back from the newest announcement that belong to the inbox; what is older is missed.",
    ),
    Setting("watch", "authors", "watch_authors", "texts", "[]", "Names of authors.", '["Kähler", "Ana Example"]'),
    Setting("watch", "keywords", "watch_keywords", "texts", "[]", "Words or phrases.", '["leader election", "共识"]'),
    Setting(
        "fetch",
        "categories",
        "sources",
        "texts",
        "[]",
        "Categories of arXiv whose newest announcement is fetched.",
        '["cs.DC", "quant-ph"]',
    ),
    Setting(
        "fetch",
        "feeds",
        "sources",
        "texts",
        "[]",
        "Addresses whose content changes: feeds, or any page that holds a digest.",
        '["https://rss.arxiv.org/atom/cs.DC"]',
    ),
    Setting("fetch", "mailto", "mailto", "mail", '""', "Where arXiv can write to, if you like.", '"you@example.org"'),
)
"""Every setting, in the order of the commented default."""


@frozen
class Problem:
    """Something in the settings file that is refused; what it would have set stays as by default.

    Attributes:
        message: What is wrong, with file, line and column.
        hint: The next step for the person.
        table: The table it stands in, empty when the file as a whole could not be read.
        line: The line, from 1; 0 when it has none.
    """

    message: str
    hint: str
    table: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.message} {self.hint}"


@frozen
class Config:
    """What the settings file says.

    Attributes:
        sources: What is fetched when nothing is named: categories, then feeds, then repositories, as listed.
        mailto: Where arXiv can write to.
        language: The interface's language, one of `digest_reader.i18n.LANGUAGES`; None for that of the locale.
        theme: The colours at start, one of `THEMES`; None when the file names none.
        ascii: Whether the screen is drawn with ASCII alone.
        reduced_motion: Whether nothing on the screen moves by itself.
        start_picture: Whether the last screen is painted while the program starts.
        read_in: The languages of papers, the one read best first: the next stands in where one is missing.
        ask_new_versions: Whether a saved paper is asked about again when a new version of it is announced.
        inbox_days: How many days back from the newest batch belong to the inbox.
        watch_authors: Names of authors that stand out.
        watch_keywords: Words and phrases that stand out.
        keys: Binding id to the keys that the person gave it, by Textual's names; valid and without a clash.
        warnings: What was not understood and is passed over, a sentence each, with its place.
        problems: What was refused, in the order of the file.
        lines: ``table.name`` to the line on which it is set, for telling where a value comes from.
    """

    sources: tuple[Source, ...] = ()
    mailto: str | None = None
    language: str | None = None
    theme: str | None = None
    ascii: bool = False
    reduced_motion: bool = False
    start_picture: bool = True
    read_in: tuple[str, ...] = LANGUAGES
    ask_new_versions: bool = False
    inbox_days: int = 7
    watch_authors: tuple[str, ...] = ()
    watch_keywords: tuple[str, ...] = ()
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def repositories(self) -> tuple[Repository, ...]:
        """The digest repositories."""
        from digest_reader.fetch.models import Repository

        return tuple(each for each in self.sources if isinstance(each, Repository))
