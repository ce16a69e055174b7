"""A whole digest: one source read by one parser, with its header and every block. The door to this package.

`read` is what the core and the command line call. It also checks what no parser can see alone: whether the
declared totals hold, and whether every arXiv id of the source ended up in a record or in a diagnostic.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from parsers.arxiv_id import find_ids
from parsers.base import Block, Diagnostic, Header, Record
from parsers.cleaning import one_line
from parsers.conflict_marks import first_conflict
from parsers.detect import detect, parser_named
from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from parsers.base import Parser
    from parsers.source import Source

DateOrigin = Literal["content", "filename", "guessed", "given"]
"""Where a digest's date came from; ``given`` by the person who reads it."""

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ISO_IN_NAME = lazy_pattern(
    r"(?<![0-9])((?:19|20)[0-9]{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12][0-9]|3[01])(?:[0-9]{6})?(?![0-9])"
)
_DAY_MONTH_IN_NAME = lazy_pattern(
    rf"(?<![0-9])([0-9]{{1,2}})[-_. ]?({'|'.join(_MONTHS)})[a-z]*[-_. ]?((?:19|20)[0-9]{{2}})(?![0-9])",
    re.IGNORECASE,
)
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest as published, read.

    Attributes:
        name: The source's name.
        format: Name of the parser that read it.
        sha256: Hexadecimal digest of its bytes.
        size: Number of bytes.
        encoding: What the bytes were decoded with.
        category: The category it is about, when it is about one.
        date: Its date, ``YYYY-MM-DD``, or None when nothing tells.
        date_origin: Where the date came from.
        declared: Section or category to the number of entries that the source says it has.
        blocks: Every block, in source order; their raw texts joined are the decoded input.
        findings: What is wrong with the source or the digest as a whole, beside what the blocks say.
    """

    name: str
    format: str
    sha256: str
    size: int
    encoding: str
    category: str | None
    date: str | None
    date_origin: DateOrigin | None
    declared: Mapping[str, int]
    blocks: tuple[Block, ...]
    findings: tuple[Diagnostic, ...] = ()

    @property
    def records(self) -> list[Record]:
        """The entries, in source order."""
        return [block.record for block in self.blocks if block.record is not None]

    @property
    def is_misread(self) -> bool:
        """Whether nothing but unread text came out: the format was forced on a source of another one."""
        kinds = {block.kind for block in self.blocks}
        return "unread" in kinds and "entry" not in kinds and "skipped" not in kinds

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Everything that was wrong, the entries' own warnings included, in source order."""
        found = list(self.findings)
        for block in self.blocks:
            found += block.diagnostics
            if block.record is not None:
                found += block.record.warnings
        return sorted(found, key=lambda diagnostic: diagnostic.line)

    def report(self) -> dict[str, Any]:
        """Return the JSON object of ``parse --report``: what a person attaches to a bug report."""
        records = self.records
        return {
            "name": self.name,
            "format": self.format,
            "sha256": self.sha256,
            "size": self.size,
            "encoding": self.encoding,
            "category": self.category,
            "date": self.date,
            "date_origin": self.date_origin,
            "declared": dict(self.declared),
            "parsed": _parsed(records, self.declared),
            "entries": len(records),
            "skipped": [_shown(block) for block in self.blocks if block.kind == "skipped"],
            "warnings": [diagnostic.to_json() for diagnostic in self.diagnostics],
            "unread": [{"line": block.line, "text": block.raw} for block in self.blocks if block.kind == "unread"],
        }


def read(source: Source, *, format: str | None = None, date: str | None = None) -> Digest:  # noqa: A002
    """Read a digest.

    Args:
        source: The digest as it came in.
        format: Name of its format; without it the content tells.
        date: Its date, ``YYYY-MM-DD``, over whatever the source says. Without it the content's date is taken, or
            the one in its file name, or none: today is never put in its place.

    Raises:
        UnknownFormatError: The content does not tell which format it is, or there is none of that name.
        ValueError: The date is none.
    """
    parser = detect(source) if format is None else parser_named(format)
    blocks, failure = _blocks(parser, source)
    header = _combined(block.header for block in blocks if block.header is not None)
    dated, origin = _date(date, header.date, source.name)
    records = [block.record for block in blocks if block.record is not None]
    return Digest(
        name=source.name,
        format=parser.name,
        sha256=source.sha256,
        size=source.size,
        encoding=source.encoding,
        category=header.category,
        date=dated,
        date_origin=origin,
        declared=header.declared,
        blocks=tuple(blocks),
        findings=(
            *source.diagnostics,
            *failure,
            *_conflicts(source.text),
            *_differing_totals(header.declared, blocks, records),
            *_lost_ids(source.text, blocks, records),
        ),
    )


def _blocks(parser: Parser, source: Source) -> tuple[list[Block], list[Diagnostic]]:
    """Run the parser; should it break its promise never to raise, the rest of the text is an unread block."""
    blocks: list[Block] = []
    try:
        blocks.extend(parser.parse(source))
    except Exception as error:
        done = sum(len(block.raw) for block in blocks)
        line = source.text.count("\n", 0, done) + 1
        blocks.append(Block(line, source.text[done:], "unread"))
        message = f"The parser of {parser.name} failed here, which is a bug of it: {type(error).__name__}: {error}"
        return blocks, [Diagnostic("digest.parser-failed", "error", line, one_line(message))]
    return blocks, []


def _conflicts(text: str) -> Iterator[Diagnostic]:
    """Say that a source holds what git could not merge: entries of both sides are read, and some stand twice."""
    at = first_conflict(text)
    if at is not None:
        message = "Git could not merge this file, and it holds both sides: an entry may be there twice."
        yield Diagnostic("digest.merge-conflict", "warning", text.count("\n", 0, at) + 1, message)


def _combined(headers: Iterable[Header]) -> Header:
    """Combine what the header blocks say: the first word on each point wins."""
    category = date = None
    declared: dict[str, int] = {}
    for header in headers:
        category = category or header.category
        date = date or header.date
        declared = {**header.declared, **declared}
    return Header(category, date, declared)


def _date(given: str | None, content: str | None, name: str) -> tuple[str | None, DateOrigin | None]:
    if given is not None:
        return datetime.date.fromisoformat(given).isoformat(), "given"
    if content is not None:
        return content, "content"
    named = date_in_name(name)
    return named, None if named is None else "filename"


def date_in_name(name: str) -> str | None:
    """Return the date in a file name or URL as ``YYYY-MM-DD``, the last one where there are several.

    ``2025-12-15.md``, ``2025-06-01--arxiv-cs__DC.txt``, ``digest_20251215.json`` and ``9-Sep-2025/README.md`` have
    one. The name itself goes before the folders it is in.
    """
    base = re.split(r"[/\\]", name)[-1]
    for text in (base, name):
        dates = [(match.start(), int(match[1]), int(match[3]), int(match[4])) for match in _ISO_IN_NAME.finditer(text)]
        dates += [
            (match.start(), int(match[3]), _MONTHS.index(match[2].lower()) + 1, int(match[1]))
            for match in _DAY_MONTH_IN_NAME.finditer(text)
        ]
        for _, year, month, day in sorted(dates, reverse=True):
            try:
                return datetime.date(year, month, day).isoformat()
            except ValueError:
                continue
    return None


def _parsed(records: list[Record], declared: Mapping[str, int]) -> dict[str, int]:
    """Count the entries by what the source counts them by; by section or category where it counts nothing."""
    counts = Counter(dict.fromkeys(declared, 0))
    for record in records:
        groups = list(_groups(record))
        counts[next((group for group in groups if group in declared), groups[0])] += 1
    if "total" in declared:
        counts["total"] = len(records)
    return dict(counts)


def _groups(record: Record) -> Iterator[str]:
    """Name the groups that an entry may be counted in, the likeliest first."""
    if record.section is not None:
        yield record.section
        yield record.section.partition("-")[0]
    heading = record.extra.get("heading")
    if isinstance(heading, str):
        yield heading
        # A heading may have the category behind its name, "Networks [cs.NI]", and the contents the name alone.
        yield heading.rpartition(" [")[0]
    if record.primary is not None:
        yield record.primary
    yield from record.categories
    yield "total"


def _differing_totals(declared: Mapping[str, int], blocks: list[Block], records: list[Record]) -> Iterator[Diagnostic]:
    """Compare each declared total; entries that are no papers were counted by whoever declared a single one."""
    parsed = _parsed(records, declared)
    skipped = sum(block.kind == "skipped" for block in blocks)
    line = next((block.line for block in blocks if block.header is not None), 1)
    for name, count in declared.items():
        found = parsed[name] + (skipped if len(declared) == 1 else 0)
        if found != count:
            message = f"The source declares {count} entries for {one_line(name)}, but {found} were found."
            yield Diagnostic("digest.total-differs", "warning", line, message)


def _lost_ids(text: str, blocks: list[Block], records: list[Record]) -> Iterator[Diagnostic]:
    """Name every arXiv id of the source that is in no record and in no diagnostic of its line.

    An id is in a record when it is the record's, or when the record's own text (a title, an abstract, a note, an
    address) holds it: a paper that an abstract cites is in that entry and is no entry of its own.
    """
    # In one search of the whole text: of most digests nothing is left over, and then no block is looked at.
    strangers = deque(find_ids(text, {record.id for record in records}))
    end = 0
    for block in blocks:
        if not strangers:
            return
        start, end = end, end + len(block.raw)
        here = []
        while strangers and strangers[0].start < end:
            here.append((strangers[0].start - start, strangers.popleft().id))
        if here:
            yield from _unaccounted(block, here)


def _unaccounted(block: Block, found: list[tuple[int, str]]) -> Iterator[Diagnostic]:
    """Name those ids, each with its place in the block, of which neither record nor diagnostic of the block tells."""
    kept: set[str] = set()
    if block.record is not None:
        kept = {item.id for text in _texts(block.record.to_json()) for item in find_ids(text)}
    named = {(item.line, found_id.id) for item in block.diagnostics for found_id in find_ids(item.message)}
    line, seen = block.line, 0
    for place, arxiv_id in found:
        line += block.raw.count("\n", seen, place)
        seen = place
        if arxiv_id not in kept and (line, arxiv_id) not in named:
            named.add((line, arxiv_id))
            message = f"arXiv:{arxiv_id} stands in this line, but in no entry."
            yield Diagnostic("digest.id-not-in-entry", "warning", line, message)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _shown(block: Block) -> dict[str, Any]:
    """Show where a skipped entry is and how it begins."""
    lines = (one_line(line) for line in block.raw.split("\n"))
    text = next((line for line in lines if line), "")
    return {"line": block.line, "text": text[:_SHOWN]}
