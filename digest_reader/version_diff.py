"""What an author changed from the version that was decided to the newest one: title and abstract, part by part. Pure.

Texts are compared by words, and by characters where a script writes none apart (Chinese, Japanese). Of the texts that
several digests have of a version the usual rules choose: `digest_reader.merge`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest_reader.fold import CJK
from digest_reader.merge import in_order, merge, versions_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest_reader.merge import Evidence
    from digest_reader.models import Decision, Text

Kind = Literal["same", "added", "removed"]
Field = Literal["title", "abstract"]

_PIECE = re.compile(rf"{CJK.pattern}|(?:(?!{CJK.pattern})\w)+|\s+|[^\w\s]")
# difflib is quadratic in what differs. Two wholly different texts of so many pieces take a quarter of a second;
# the longest abstracts of arXiv have some 700 (words and the spaces between them).
_MOST = 3_000


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text: in both versions, only in the newer (``added``), only in the older (``removed``)."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One text of a paper in two versions.

    Attributes:
        field: Which text.
        lang: Its language.
        before: The version decided.
        after: The newest version.
        parts: The text, piece by piece: those that are not ``added`` make up the older text, those that are not
            ``removed`` the newer one.
    """

    field: Field
    lang: str
    before: int
    after: int
    parts: tuple[Part, ...]


def differences(evidence: Sequence[Evidence], decision: Decision | None) -> tuple[Difference, ...]:
    """Return what differs between the version that was decided and the newest, texts by their authors only.

    Args:
        evidence: Everything that digests say of a paper.
        decision: The decision on it.
    """
    if decision is None or decision.state == "new" or decision.version is None:
        return ()
    items = in_order(evidence)
    numbered = [(item, number) for item, number in zip(items, versions_of(items), strict=True) if number is not None]
    before, after = decision.version, max((number for _, number in numbered), default=0)
    then = [item for item, number in numbered if number <= before] or [
        # Daily digests tell no version: what they said until the decision is what was seen.
        item
        for item in items
        if item.record.version is None and item.date is not None and item.date <= decision.at[:10]
    ]
    if after <= before or not then:
        return ()
    old = merge(then)
    new = merge(item for item, number in numbered if number == after)
    fields: tuple[tuple[Field, Mapping[str, Text], Mapping[str, Text]], ...] = (
        ("title", old.title, new.title),
        ("abstract", old.abstract, new.abstract),
    )
    return tuple(
        Difference(field, lang, before, after, compared(was[lang].text, now[lang].text))
        for field, was, now in fields
        for lang in was
        if lang in now and _comparable(was[lang], now[lang])
    )


def compared(before: str, after: str) -> tuple[Part, ...]:
    """Return two texts as one sequence of parts; what was removed comes before what was added in its place."""
    old, new = _pieces(before), _pieces(after)
    if max(len(old), len(new)) > _MOST:
        return _joined([("removed", before), ("added", after)])
    # Only for who looks: difflib takes a while to load.
    from difflib import SequenceMatcher

    found = []
    for _, old_start, old_stop, new_start, new_stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = "".join(old[old_start:old_stop]), "".join(new[new_start:new_stop])
        found += [("same", was)] if was == now else [("removed", was), ("added", now)]
    return _joined(found)


def _pieces(text: str) -> list[str]:
    return _PIECE.findall(text)


def _joined(parts: Sequence[tuple[str, str]]) -> tuple[Part, ...]:
    return tuple(_without_islands(parts))


def _without_islands(parts: Sequence[tuple[str, str]]) -> Iterator[Part]:
    """Yield parts, a lone space between two changes taken into them: words that changed are read as a phrase."""
    removed = added = ""
    for number, (kind, text) in enumerate(parts):
        if kind == "removed":
            removed += text
        elif kind == "added":
            added += text
        elif not text.strip() and (removed or added) and number + 1 < len(parts):
            removed, added = removed + text, added + text
        else:
            yield from _changed(removed, added)
            removed = added = ""
            yield Part("same", text)
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[Part]:
    if removed:
        yield Part("removed", removed)
    if added:
        yield Part("added", added)


def _comparable(was: Text, now: Text) -> bool:
    mine = was.origin == now.origin == "author" and was.status == now.status == "ok"
    return mine and " ".join(was.text.split()) != " ".join(now.text.split())
