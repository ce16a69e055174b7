"""One digest into the library, inside one transaction: its text, its records, and the papers they change.

What a paper is when its records disagree is `digest_reader.merge`; reading files is `digest_reader.ingest`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from digest_reader.batches import NO_BATCH, batch_of, trust
from digest_reader.clock import utc_now
from digest_reader.merge import Evidence, merge
from digest_reader.models import Counted, ImportedFile
from digest_reader.storage import digests, papers
from digest_reader.storage.digests import StoredDigest, StoredSource

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from parsers.base import Diagnostic, Record
    from parsers.digest import Digest

_NOTES: Final = 50
"""So many warnings are told one by one; a broken file can have tens of thousands."""


def add(connection: sqlite3.Connection, digest: Digest, *, reference: bool = False) -> ImportedFile:
    """Merge a digest into the library; one whose bytes are there already only brings its name and date.

    Args:
        connection: In a write transaction.
        digest: The digest.
        reference: Whether it only tells more of papers that are in the library: then it is in no batch.

    Raises:
        ValueError: A reference tells of a paper that the library does not have.
    """
    stored = digests.by_sha256(connection, digest.sha256)
    if stored is not None:
        return _add_again(connection, digest, stored, reference)
    records, diagnostics = digest.records, digest.diagnostics
    ids = {digests.plain(record.id) for record in records}
    if reference and (unknown := ids - papers.keys_of(connection, ids).keys()):
        # Such a paper would have no place in any view.
        raise ValueError(f"the library does not have {min(unknown)}, of which {digest.name} is to tell more")
    place = NO_BATCH if reference else batch_of(digest.date, digest.sha256, (record.id for record in records))
    batch = digests.batch_number(connection, place.key, digest.date, place.rank)
    number = digests.add_digest(connection, digest, diagnostics, batch, utc_now())
    digests.add_source(connection, number, StoredSource(digest.name, digest.date, digest.date_origin))
    new, updated, unchanged = _add_records(connection, digest, number, records)
    if not reference:
        digests.place_digest(connection, number)
    return ImportedFile(
        path=digest.name,
        format=digest.format,
        sha256=digest.sha256,
        counted=Counted(
            entries=len(records),
            new=new,
            updated=updated,
            unchanged=unchanged,
            skipped=sum(block.kind == "skipped" for block in digest.blocks),
            warnings=sum(item.severity != "info" for item in diagnostics),
        ),
        date=digest.date,
        batch=place.key or None,
        notes=_told(diagnostics),
    )


def known(connection: sqlite3.Connection, sha256: str, name: str) -> ImportedFile | None:
    """Return what importing some bytes again under a name they had before comes to; None when that is new."""
    stored = digests.by_sha256(connection, sha256)
    if stored is None or all(source.name != name for source in digests.sources(connection, stored.number)):
        return None
    return _unchanged(connection, stored, sha256, name)


def _add_records(
    connection: sqlite3.Connection, digest: Digest, number: int, records: Sequence[Record]
) -> tuple[int, int, int]:
    """Store the records and what they make of their papers; return how many are new, updated and unchanged."""
    ids = [digests.plain(record.id) for record in records]
    old = papers.keys_of(connection, set(ids))
    made = papers.new_keys(connection, (each for each in dict.fromkeys(ids) if each not in old))
    keys = [old.get(each) or made[each] for each in ids]
    before = digests.evidence(connection, old.values())
    here: dict[int, list[Evidence]] = {}
    name = digests.plain(digest.name)
    for position, (record, key) in enumerate(zip(records, keys, strict=True)):
        evidence = Evidence(record, position, digest.format, digest.date, digest.sha256, name)
        here.setdefault(key, []).append(evidence)
    merged = {key: merge([*before.get(key, ()), *evidence]) for key, evidence in here.items()}
    updated = {key for key, evidence in before.items() if not merge(evidence).says_the_same(merged[key])}
    papers.add_papers(connection, made, merged)
    papers.change_papers(connection, {key: merged[key] for key in updated})
    digests.add_appearances(connection, number, records, keys)
    return len(made), len(updated), len(old) - len(updated)


def _add_again(connection: sqlite3.Connection, digest: Digest, stored: StoredDigest, reference: bool) -> ImportedFile:
    """Remember a further name of a digest, or a better date; of all its names the best dated is believed."""
    name = digests.plain(digest.name)
    source = StoredSource(name, digest.date, digest.date_origin)
    own = next((each for each in digests.sources(connection, stored.number) if each.name == name), None)
    looked_up = stored.batch == NO_BATCH.key
    if own is None or (own != source and trust_in(source)[0] <= trust_in(own)[0]) or (looked_up and not reference):
        digests.add_source(connection, stored.number, source)
        _settle_date(connection, digest.sha256, stored, reference=looked_up and reference)
        stored = digests.by_sha256(connection, digest.sha256) or stored
    told = _unchanged(connection, stored, digest.sha256, digest.name)
    if digest.format == stored.format:
        return told
    note = f"already in the library, read as {stored.format}; it was not read again"
    return replace(told, notes=(note,))


def trust_in(source: StoredSource) -> tuple[int, str, str]:
    """Return how much a source's date is to be believed, the most credible least."""
    return trust(source.date, source.date_origin, source.name)


def _settle_date(connection: sqlite3.Connection, sha256: str, stored: StoredDigest, *, reference: bool) -> None:
    """Give a digest the name and date of its best source, and all that depends on these."""
    best = min(digests.sources(connection, stored.number), key=trust_in)
    changed = digests.papers_of(connection, stored.number)
    place = NO_BATCH if reference else batch_of(best.date, sha256, papers.ids_of(connection, changed).values())
    batch = digests.batch_number(connection, place.key, best.date, place.rank)
    digests.move_digest(connection, stored.number, best.name, best.date, batch)
    evidence = digests.evidence(connection, changed)
    papers.change_papers(connection, {key: merge(found) for key, found in evidence.items()})


def _unchanged(connection: sqlite3.Connection, stored: StoredDigest, sha256: str, name: str) -> ImportedFile:
    counted = Counted(
        entries=stored.entries,
        unchanged=len(digests.papers_of(connection, stored.number)),
        skipped=stored.skipped,
        warnings=stored.warnings,
    )
    return ImportedFile(name, stored.format, sha256, counted, date=stored.date, batch=stored.batch or None)


def _told(diagnostics: Sequence[Diagnostic]) -> tuple[str, ...]:
    worth = [item for item in diagnostics if item.severity != "info"]
    lines = [f"line {item.line}: {item.message}" for item in worth[:_NOTES]]
    if len(worth) > _NOTES:
        lines.append(f"and {len(worth) - _NOTES} more")
    return tuple(lines)
