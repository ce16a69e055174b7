"""Which batch a digest belongs to, and which of its sources is believed. Pure rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEW_STYLE = lazy_pattern(r"([0-9]{2})(0[1-9]|1[0-2])\.[0-9]{4,5}")
_OLD_STYLE = lazy_pattern(r"[a-z-]+(?:\.[A-Za-z-]+)?/([0-9]{2})(0[1-9]|1[0-2])[0-9]{3}")

# A person knows best; what the digest itself says is surer than its file's name, and that than a guess.
_TRUST: Final = {"given": 0, "content": 1, "filename": 2, "guessed": 3}


# Of these a day's digest has every paper of its category that arXiv announced that day.
ANNOUNCING: Final = frozenset({"announcement-feed", "listing-html", "listing-text", "mail"})
"""Formats of arXiv's announcements."""


class BatchPlace(NamedTuple):
    """A batch's key and its place among all batches: a greater rank is newer."""

    key: str
    rank: str


NO_BATCH: Final = BatchPlace("", "")
"""Where digests are that only tell more of papers that others brought: no day that anybody reads."""


def batch_of(date: str | None, sha256: str, ids: Iterable[str]) -> BatchPlace:
    """Return the batch of a digest: those of one date are one batch, an undated one is a batch of its own.

    An undated batch stands after the days of the newest month that its arXiv ids tell, and without any it is
    the oldest.
    """
    if date is not None:
        return BatchPlace(date, date)
    month = max((found for paper_id in ids if (found := _month(paper_id))), default="")
    return BatchPlace(f"undated:{sha256[:12]}", f"{month}-99" if month else "")


def _month(paper_id: str) -> str | None:
    if match := _NEW_STYLE.fullmatch(paper_id):
        return f"20{match[1]}-{match[2]}"
    if match := _OLD_STYLE.fullmatch(paper_id):
        return f"{'19' if match[1] >= '91' else '20'}{match[1]}-{match[2]}"
    return None


def trust(date: str | None, date_origin: str | None, name: str) -> tuple[int, str, str]:
    """Return how much a source's date is to be believed, the most credible least.

    The same bytes may come under several names that tell different dates, or none. The choice must not depend
    on which came first.
    """
    return (len(_TRUST) if date is None else _TRUST.get(date_origin or "", len(_TRUST)), date or "", name)
