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
    from collections.abc import Mapping

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
    """Let a digest say what it is read to say now, and no longer what it was read to say before.

    A paper of which no digest tells would be in no day, whatever a person decided on it. So a digest that is read to
    tell of fewer papers stays as it is, and that is said.
    """
    told = papers.ids_of(connection, digests.papers_of(connection, stored.number))
    if lost := sorted(set(told.values()) - set(digest.ids)):
        more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
        note = f"left as it was read before: {lost[0]}{more} would not be in it any more"
        return replace(_unchanged(connection, stored, digest.sha256, digest.name), notes=(note,))
    known = papers.keys_of(connection, set(digest.ids))
    before = {key: merge(found) for key, found in digests.evidence(connection, known.values()).items()}
    sources = {each.name: each for each in digests.sources(connection, stored.number)}
    if digest.date_origin == "content":
        # Under each of its names it tells the same date.
        dated = [name for name, each in sources.items() if each.date_origin == "content"]
        sources |= {name: StoredSource(name, digest.date, "content") for name in dated}
    name = plain(digest.name)
    if name not in sources or sources[name].date_origin != "given" or digest.date_origin == "given":
        sources[name] = StoredSource(name, digest.date, digest.date_origin)
    batch = papers.batch_by_key(connection, stored.batch)
    assert batch is not None
    number = digests.take_out(connection, stored.number)
    digests.add_digest(connection, digest, batch, utc_now(), number)
    for source in sources.values():
        digests.add_source(connection, number, source)
    made = papers.new_keys(connection, (each for each in dict.fromkeys(digest.ids) if each not in known))
    papers.add_papers(connection, made, digest.columns)
    digests.add_appearances(connection, number, digest, [(known | made)[each] for each in digest.ids])
    is_reference = stored.batch == NO_BATCH.key
    if not is_reference:
        digests.place_anew(connection, batch)
    _settle_date(connection, digest.sha256, replace(stored, number=number), reference=is_reference)
    after = {key: merge(found) for key, found in digests.evidence(connection, known.values()).items()}
    updated = sum(not before[key].says_the_same(merged) for key, merged in after.items())
    settled = digests.by_sha256(connection, digest.sha256)
    batch_key = None if settled is None else settled.batch or None
    return _added(digest, (len(made), updated, len(known) - updated), batch=batch_key)


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
