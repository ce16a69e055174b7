"""One digest into the library, inside one transaction: its text, its records, and the papers they change.

What a paper is when its records disagree is `digest_reader.merge`; reading files is `digest_reader.ingest`, and what
can be done of this without a library `digest_reader.preparing`.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from digest_reader.batches import NO_BATCH, batch_of, trust
from digest_reader.clock import utc_now
from digest_reader.merge import Evidence, merge
from digest_reader.models import Counted, ImportedFile
from digest_reader.preparing import columns_of
from digest_reader.storage import digests, papers
from digest_reader.storage.digests import StoredDigest, StoredSource
from digest_reader.storage.encoding import plain
from parsers.base import Record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from digest_reader.merge import Merged
    from digest_reader.preparing import Prepared


def add(
    connection: sqlite3.Connection, digest: Prepared, *, reference: bool = False, again: bool = False
) -> ImportedFile:
    """Merge a digest into the library; one whose bytes are there already only brings its name and date.

    Args:
        connection: In a write transaction.
        digest: The digest.
        reference: Whether it only tells more of papers that are in the library: then it is in no batch.
        again: Whether what it says replaces what the same bytes were read to say before.

    Raises:
        ValueError: A reference tells of a paper that the library does not have.
    """
    stored = digests.by_sha256(connection, digest.sha256)
    if stored is not None:
        if again and not digests.says(connection, stored.number, digest):
            return _replace(connection, digest, stored)
        return _add_again(connection, digest, stored, reference or (again and stored.batch == NO_BATCH.key))
    if digest.warnings and not digest.entries + digest.skipped:
        # Something went wrong and nothing came of it: it makes no empty day, and is read again when it comes again.
        return _added(digest, (0, 0, 0), batch=None)
    ids = set(digest.ids)
    if reference and (unknown := ids - papers.keys_of(connection, ids).keys()):
        # Such a paper would have no place in any view.
        raise ValueError(f"the library does not have {min(unknown)}, of which {digest.name} is to tell more")
    place = NO_BATCH if reference else batch_of(digest.date, digest.sha256, digest.ids)
    batch = digests.batch_number(connection, place.key, digest.date, place.rank)
    number = digests.add_digest(connection, digest, batch, utc_now())
    digests.add_source(connection, number, StoredSource(digest.name, digest.date, digest.date_origin))
    counted = _add_records(connection, digest, number)
    if not reference:
        digests.place_digest(connection, number)
    return _added(digest, counted, batch=place.key or None)


def _added(digest: Prepared, papers_told_of: tuple[int, int, int], *, batch: str | None) -> ImportedFile:
    new, updated, unchanged = papers_told_of
    return ImportedFile(
        path=digest.name,
        format=digest.format,
        sha256=digest.sha256,
        counted=Counted(
            entries=digest.entries,
            new=new,
            updated=updated,
            unchanged=unchanged,
            skipped=digest.skipped,
            warnings=digest.warnings,
        ),
        date=digest.date,
        batch=batch,
        notes=digest.told,
    )


def known(connection: sqlite3.Connection, sha256: str, name: str) -> ImportedFile | None:
    """Return what importing some bytes again under a name they had before comes to; None when that is new."""
    stored = digests.by_sha256(connection, sha256)
    if stored is None or all(source.name != name for source in digests.sources(connection, stored.number)):
        return None
    return _unchanged(connection, stored, sha256, name)


def _add_records(connection: sqlite3.Connection, digest: Prepared, number: int) -> tuple[int, int, int]:
    """Store the records and what they make of their papers; return how many are new, updated and unchanged."""
    old = papers.keys_of(connection, set(digest.ids))
    made = papers.new_keys(connection, (each for each in dict.fromkeys(digest.ids) if each not in old))
    keys = [old.get(each) or made[each] for each in digest.ids]
    papers.add_papers(connection, made, digest.columns)
    changed = _changed(connection, digest, old) if old else {}
    papers.change_papers(connection, {key: columns_of(merged) for key, merged in changed.items()})
    digests.add_appearances(connection, number, digest, keys)
    return len(made), len(changed), len(old) - len(changed)


def _changed(connection: sqlite3.Connection, digest: Prepared, old: Mapping[str, int]) -> dict[int, Merged]:
    """Return those papers of which a digest says something new, with all that is said of them by now."""
    before = digests.evidence(connection, old.values())
    name = plain(digest.name)
    here: dict[int, list[Evidence]] = {}
    for position, paper_id in enumerate(digest.ids):
        if (key := old.get(paper_id)) is not None:
            record = Record.from_json(json.loads(digest.records[position]))
            evidence = Evidence(record, position, digest.format, digest.date, digest.sha256, name)
            here.setdefault(key, []).append(evidence)
    merged = {key: merge([*before[key], *evidence]) for key, evidence in here.items()}
    return {key: told for key, told in merged.items() if not merge(before[key]).says_the_same(told)}


def _add_again(connection: sqlite3.Connection, digest: Prepared, stored: StoredDigest, reference: bool) -> ImportedFile:
    """Remember a further name of a digest, or a better date; of all its names the best dated is believed."""
    name = plain(digest.name)
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


def _replace(connection: sqlite3.Connection, digest: Prepared, stored: StoredDigest) -> ImportedFile:
    """Let a digest say what it is read to say now, and no longer what it was read to say before."""
    is_reference = stored.batch == NO_BATCH.key
    known = papers.keys_of(connection, set(digest.ids))
    if (reason := _reason_to_leave(connection, digest, stored, known)) is not None:
        return replace(_unchanged(connection, stored, digest.sha256, digest.name), notes=(reason,))
    before = _merged(connection, known)
    sources = _sources_now(digest, digests.sources(connection, stored.number))
    number = digests.replace_digest(connection, stored.number, digest, utc_now())
    for source in sources:
        digests.add_source(connection, number, source)
    made = papers.new_keys(connection, (each for each in dict.fromkeys(digest.ids) if each not in known))
    papers.add_papers(connection, made, digest.columns)
    digests.add_appearances(connection, number, digest, [known.get(each) or made[each] for each in digest.ids])
    if not is_reference:
        digests.place_anew(connection, number)
    _settle_date(connection, digest.sha256, replace(stored, number=number), reference=is_reference)
    after = _merged(connection, known)
    updated = sum(not before[key].says_the_same(merged) for key, merged in after.items())
    settled = digests.by_sha256(connection, digest.sha256) or stored
    told = _added(digest, (len(made), updated, len(known) - updated), batch=settled.batch or None)
    return replace(told, date=settled.date)


def _reason_to_leave(
    connection: sqlite3.Connection, digest: Prepared, stored: StoredDigest, known: Mapping[str, int]
) -> str | None:
    """Return why what a digest is read to say now must not replace what it said; None when it may.

    A paper of which no digest tells would be in no day, whatever a person decided on it; and one of which only a
    digest tells that was looked up never was in any.
    """
    told = papers.ids_of(connection, digests.papers_of(connection, stored.number))
    gone = sorted(set(told.values()) - known.keys())
    alone = sorted(set(digest.ids) - known.keys()) if stored.batch == NO_BATCH.key else []
    for ids, why in ((gone, "would not be in it any more"), (alone, "is in no digest of a day")):
        if ids:
            more = f" and {len(ids) - 1} more" if len(ids) > 1 else ""
            return f"left as it was read before: {ids[0]}{more} {why}"
    return None


def _merged(connection: sqlite3.Connection, known: Mapping[str, int]) -> dict[int, Merged]:
    return {key: merge(found) for key, found in digests.evidence(connection, known.values()).items()}


def _sources_now(digest: Prepared, sources: Iterable[StoredSource]) -> list[StoredSource]:
    """Return the names of a digest that is read anew, with the dates that it tells by now; a given one stays."""
    own = StoredSource(plain(digest.name), digest.date, digest.date_origin)
    found = {own.name: own}
    for each in sources:
        if each.date_origin == "content" == digest.date_origin:
            # Under each of its names it tells the same date.
            found[each.name] = replace(each, date=digest.date)
        elif each.name != own.name or (each.date_origin == "given" != own.date_origin):
            found[each.name] = each
    return list(found.values())


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
    papers.change_papers(connection, {key: columns_of(merge(found)) for key, found in evidence.items()})


def _unchanged(connection: sqlite3.Connection, stored: StoredDigest, sha256: str, name: str) -> ImportedFile:
    counted = Counted(
        entries=stored.entries,
        unchanged=len(digests.papers_of(connection, stored.number)),
        skipped=stored.skipped,
        warnings=stored.warnings,
    )
    return ImportedFile(name, stored.format, sha256, counted, date=stored.date, batch=stored.batch or None)
