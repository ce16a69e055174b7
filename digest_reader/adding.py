"""One digest into the library, inside one transaction: its text, its records, and the papers they change.

What a paper is when its records disagree is `digest_reader.merge`; reading files is `digest_reader.ingest`.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from digest_reader.batches import batch_of, trust
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


def add(connection: sqlite3.Connection, digest: Digest) -> ImportedFile:
    """Merge a digest into the library; one whose bytes are there already only brings its name and date."""
    known = digests.by_sha256(connection, digest.sha256)
    if known is not None:
        return _add_again(connection, digest, known)
    records = digest.records
    diagnostics = [item for block in digest.blocks for item in (*_warnings(block.record), *block.diagnostics)]
    warnings = sum(item.severity != "info" for item in diagnostics)
    skipped = sum(block.kind == "skipped" for block in digest.blocks)
    ids = [record.id for record in records]
    place = batch_of(digest.date, digest.sha256, ids)
    batch = digests.batch_number(connection, place.key, digest.date, place.rank)
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    number = digests.add_digest(connection, digest, diagnostics, batch, now)
    digests.add_source(connection, number, StoredSource(digest.name, digest.date, digest.date_origin))

    stored_ids = [digests.plain(paper_id) for paper_id in ids]
    distinct = dict.fromkeys(stored_ids)
    old = papers.keys_of(connection, distinct)
    made = papers.add_papers(connection, [paper_id for paper_id in distinct if paper_id not in old])
    before = digests.evidence(connection, old.values())
    keys = {**old, **made}
    here = _evidence(digest, records, [keys[paper_id] for paper_id in stored_ids])
    digests.add_appearances(connection, number, records, [keys[paper_id] for paper_id in stored_ids])
    merged = {key: merge([*before.get(key, ()), *here[key]]) for key in keys.values()}
    updated = [key for key in old.values() if merge(before[key]) != merged[key]]
    papers.put_rows(connection, [(key, merged[key]) for key in [*made.values(), *updated]])
    digests.place_digest(connection, number)
    counted = Counted(
        entries=len(records),
        new=len(made),
        updated=len(updated),
        unchanged=len(old) - len(updated),
        skipped=skipped,
        warnings=warnings,
    )
    return _imported(digest, digest.format, digest.date, place.key, counted, _told(diagnostics))


def _warnings(record: Record | None) -> tuple[Diagnostic, ...]:
    return () if record is None else record.warnings


def _evidence(digest: Digest, records: Sequence[Record], keys: Sequence[int]) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = {}
    for position, (record, key) in enumerate(zip(records, keys, strict=True)):
        found.setdefault(key, []).append(
            Evidence(record, position, digest.format, digest.date, digest.sha256, digests.plain(digest.name))
        )
    return found


def _add_again(connection: sqlite3.Connection, digest: Digest, known: StoredDigest) -> ImportedFile:
    """Remember a further name of a digest; of all its names, the one that tells its date best is believed."""
    own = StoredSource(digests.plain(digest.name), digest.date, digest.date_origin)
    old = digests.sources(connection, known.number)
    date, key = known.date, known.batch
    if own not in old:
        digests.add_source(connection, known.number, own)
        date, key = _settle_source(connection, digest, known)
    return already_known(digest.name, digest.sha256, known, len(digests.papers_of(connection, known.number)), date, key)


def already_known(
    name: str, sha256: str, known: StoredDigest, count: int, date: str | None, batch: str
) -> ImportedFile:
    """Return what is to be said of a digest that brought nothing new.

    Args:
        name: The name it came under this time.
        sha256: Which digest it is.
        known: What the library has of it.
        count: How many papers it has.
        date: The date it has now.
        batch: The key of its batch.
    """
    counted = Counted(known.entries, 0, 0, count, known.skipped, known.warnings)
    return ImportedFile(name, known.format, sha256, counted, date=date, batch=batch)


def _settle_source(connection: sqlite3.Connection, digest: Digest, known: StoredDigest) -> tuple[str | None, str]:
    best = min(
        digests.sources(connection, known.number),
        key=lambda source: trust(source.date, source.date_origin, source.name),
    )
    changed = digests.papers_of(connection, known.number)
    ids = papers.ids_of(connection, changed)
    place = batch_of(best.date, digest.sha256, ids.values())
    batch = digests.batch_number(connection, place.key, best.date, place.rank)
    digests.move_digest(connection, known.number, best.name, best.date, batch)
    evidence = digests.evidence(connection, changed)
    papers.put_rows(connection, [(key, merge(found)) for key, found in evidence.items()])
    return best.date, place.key


def _imported(
    digest: Digest, digest_format: str, date: str | None, batch: str, counted: Counted, notes: tuple[str, ...]
) -> ImportedFile:
    return ImportedFile(digest.name, digest_format, digest.sha256, counted, date=date, batch=batch, notes=notes)


def _told(diagnostics: Sequence[Diagnostic]) -> tuple[str, ...]:
    worth = [item for item in diagnostics if item.severity != "info"]
    lines = [f"line {item.line}: {item.message}" for item in worth[:_NOTES]]
    if len(worth) > _NOTES:
        lines.append(f"and {len(worth) - _NOTES} more")
    return tuple(lines)
