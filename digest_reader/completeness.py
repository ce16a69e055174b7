"""Of which papers arXiv knows more than the digests tell that brought them. Where it is asked is `digest_reader.fetch`.

Functions on the database work inside their caller's transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digest_reader.models import Incomplete, Lack
from digest_reader.storage import digests, papers
from parsers.arxiv_id import parse_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from digest_reader.merge import Evidence

# What these say of a paper is all that arXiv has to say.
_WHOLE: Final = frozenset({"abs", "api-atom", "oai-pmh"})
# These show the primary category alone, or none.
_WITHOUT_CATEGORIES: Final = frozenset({"daily-markdown", "markdown-list", "trilingual", "trilingual-csv"})
_READ_AHEAD = 500


def incomplete(connection: sqlite3.Connection, keys: Sequence[int], limit: int | None) -> list[Incomplete]:
    """Return those of some papers of which something is lacking, in the order given."""
    found: list[Incomplete] = []
    for start in range(0, len(keys), _READ_AHEAD):
        ahead = keys[start : start + _READ_AHEAD]
        ids, evidence = papers.ids_of(connection, ahead), digests.evidence(connection, ahead)
        for key in ahead:
            if key in ids and parse_id(ids[key]) is not None and (missing := lacks(evidence.get(key, ()))):
                found.append(Incomplete(key, ids[key], missing))
                if len(found) == limit:
                    return found
    return found


def lacks(evidence: Iterable[Evidence]) -> tuple[Lack, ...]:
    """Return what none of a paper's digests tells that arXiv would."""
    items = list(evidence)
    if any(item.format in _WHOLE for item in items):
        return ()
    told: dict[Lack, bool] = {
        "authors": any(item.record.authors for item in items),
        "abstract": any(_has_own_abstract(item) for item in items),
        "categories": any(item.record.categories and item.format not in _WITHOUT_CATEGORIES for item in items),
    }
    return tuple(name for name, known in told.items() if not known)


def _has_own_abstract(item: Evidence) -> bool:
    """Return whether a digest has the abstract as the authors wrote it."""
    origins = item.record.origins.get("abstract", {})
    statuses = item.record.statuses.get("abstract", {})
    return any(
        text and origins.get(lang, "author") == "author" and statuses.get(lang, "ok") == "ok"
        for lang, text in item.record.abstract.items()
    )
