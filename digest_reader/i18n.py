"""The interface's own words in the language of the person: English, 中文 or Deutsch, by gettext.

Texts in the code are English and are marked by `_`, `N_` or `plural`; their translations are the catalogues in
``locale/``. What the languages of a *paper* are has nothing to do with it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import gettext

LANGUAGES: Final = ("en", "zh", "de")
"""The interface's languages, the code's own first."""

_DOMAIN: Final = "digest-reader"
_FOLDER: Final = os.path.join(os.path.dirname(__file__), "locale")
_catalogue: gettext.NullTranslations | None = None
"""The translations in use, None for the texts as they stand in the code."""
_language: str = LANGUAGES[0]


def use(language: str | None = None) -> str:
    """Speak a language from now on.

    Args:
        language: One of `LANGUAGES`; None for what the environment asks for (``LC_ALL``, ``LC_MESSAGES``, ``LANG``).

    Returns:
        The language that is used: English where there is no catalogue for the one asked for.
    """
    global _catalogue, _language
    chosen = language if language is not None else of_environment()
    if chosen not in LANGUAGES:
        chosen = LANGUAGES[0]
    if chosen == LANGUAGES[0]:
        _catalogue = None
    else:
        import gettext

        _catalogue = gettext.translation(_DOMAIN, _FOLDER, languages=[chosen], fallback=True)
    _language = chosen
    return chosen


def in_use() -> str:
    """Return the language in use, one of `LANGUAGES`."""
    return _language


def of_environment() -> str:
    """Return the interface language that the locale asks for, English when it asks for none of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            language = value.partition(".")[0].partition("_")[0].lower()
            return language if language in LANGUAGES else LANGUAGES[0]
    return LANGUAGES[0]


def _(message: str) -> str:
    """Return a text in the language in use."""
    return message if _catalogue is None else _catalogue.gettext(message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a text for translation where it stands, to be looked up with `_` when it is shown."""
    return message


def plural(one: str, many: str, count: int) -> str:
    """Return the form of a text for a number; the number is put in by the caller."""
    if _catalogue is None:
        return one if count == 1 else many
    return _catalogue.ngettext(one, many, count)
