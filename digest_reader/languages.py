"""Which language of a paper stands in for one that is missing.

The order is the person's, ``reading.languages`` in ``config.toml``; how a language is called is left to who shows it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from digest_reader.config.settings import LANGUAGES


def first_language(available: Collection[str], wanted: str, order: Sequence[str] = LANGUAGES) -> str | None:
    """Return the language wanted if it is there, else the first of an order that is, else any, else None.

    Args:
        available: The languages that there are.
        wanted: The one that would be best.
        order: The languages that the person reads, the one read best first.
    """
    for lang in (wanted, *order, *available):
        if lang in available:
            return lang
    return None
