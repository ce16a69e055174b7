"""What one entry of an arXiv listing says, from the text between its heading line and the next entry.

Extractors render the same page in many ways: everything on one glued line, a field a line, a word a line.
This module owns telling the fields apart, whatever the rendering; finding the entries, and what a heading such as
``[9] arXiv:2507.10367 (replaced) [pdf, html]`` says, is left to `parsers.listing_text`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.cleaning import are_plain, one_line
from parsers.lazy_pattern import lazy_pattern
from parsers.listing_authors import reads_as_names, split_names, split_title

LABELS = ("Comments", "Report-no", "Journal-ref", "DOI", "Related DOI", "MSC-class", "ACM-class")
"""The labels that arXiv prints between the authors and the subjects, in no order that every page keeps."""

_TITLE = lazy_pattern(r"(?:\A|\n)[ \t*#>•-]{0,40}(?:Title|TITLE)[ \t]?:")
_CATEGORY = r"[a-z][a-z-]{1,15}(?:\.[A-Za-z][A-Za-z-]{1,9})?"
# A name of arXiv's taxonomy holds letters, commas, spaces and hyphens only.
_SUBJECT = rf"\s{{0,200}}[^\W\d_][^();:\d]{{0,90}}\(({_CATEGORY})\)"
_SUBJECTS = lazy_pattern(rf"Subjects?[ \t]?:(?={_SUBJECT})")
_ONE_SUBJECT = lazy_pattern(_SUBJECT)
_SEPARATOR = lazy_pattern(r"\s{0,200};")
# What a cut through the file leaves of the last subjects: it is no abstract.
_TORN_SUBJECT = lazy_pattern(r"\s{0,200};[^();:\d]{0,100}(?:\([a-zA-Z.-]{0,20})?\Z")
_TORN_SUBJECTS = lazy_pattern(r"Subjects?[ \t]?:[^();:\d]{0,100}(?:\([a-zA-Z.-]{0,20})?\Z")

# A label counts at the start of a line or glued to the text before it. "see Comments: below" is neither.
_LABEL = lazy_pattern(
    rf"(?:(?<=\n)[ \t*>•-]{{0,40}}|(?<=[^\s(\[/'\"-]))(?P<label>{'|'.join(LABELS)})[ \t]?:(?=\s|10\.)"
)
_OTHER_LABEL = lazy_pattern(r"(?<!:)\n[ \t]{0,40}(?P<label>[A-Z][a-z]+(?:-[a-z]+)?):(?=[ \t\n])")
_BULLET_ONLY = lazy_pattern(r"\s*[-*•]?\s*")
_UNKNOWN_AUTHORS = lazy_pattern(r"\(?author list is (?:un|not )available\)?", re.IGNORECASE)
_LINK_LINE = lazy_pattern(r"\n[ \t]{0,40}(this (?:https?|ftp) URL)[ \t]{0,40}\n[ \t]{0,40}(?=([.,;:)])?)")
"""What stands for a link, on a line of its own within a sentence: some extractors break lines at every link."""
_INDENTS = ("  ", "\t")
_WRAP_WIDTH = 100
"""Longest line of a text that a tool wrapped; abstracts that nobody wrapped have longer lines."""


@dataclass(frozen=True, slots=True)
class EntryText:
    """The fields of an entry, cleaned.

    Attributes:
        title: The title, empty when there is none.
        authors: The names, None when the text shows none.
        categories: Category codes, the primary first; empty when there are no subjects.
        labelled: Label without its colon to text, in the order of the text.
        abstract: The abstract, its paragraphs separated by a blank line; empty when there is none.
    """

    title: str
    authors: tuple[str, ...] | None
    categories: tuple[str, ...]
    labelled: dict[str, str] = field(default_factory=dict)
    abstract: str = ""


def read_entry(body: str) -> EntryText:
    r"""Read the text of one entry, line ends ``\n``, without the line that announces it."""
    # Asked once for the entry, whose lines are cleaned one by one.
    plain = are_plain((body,))
    title = _TITLE.search(body)
    start = title.end() if title else 0
    subjects = _SUBJECTS.search(body, start)
    if subjects:
        meta, (categories, rest) = body[start : subjects.start()], read_subjects(body, subjects.end())
        abstract = body[rest:]
    else:
        meta, abstract = _split_without_subjects(_TORN_SUBJECTS.sub("", body[start:]))
        categories = ()
    head, labelled = _split_labels(meta, plain=plain)
    # Where a label is glued to the text before it, so are the names to the title, and a line end is a tool's wrapping.
    glued = len(head) < len(meta) and not _at_line_start(meta, len(head))
    glued = glued or (subjects is not None and not _at_line_start(body, subjects.start()))
    name, authors = split_title(one_line(head, plain=plain)) if glued else _title_and_authors(head, plain=plain)
    return EntryText(name, authors, categories, labelled, _abstract(abstract, plain=plain))


def _join_links(text: str) -> str:
    """Take the line ends around links back that an extractor made within a sentence."""
    if "URL\n" not in text:
        return text
    return _LINK_LINE.sub(lambda link: f" {link[1]}{'' if link[2] else ' '}", text)


def _at_line_start(text: str, at: int) -> bool:
    return text[:at].rstrip(" \t*>•-").endswith("\n")


def read_subjects(body: str, at: int) -> tuple[tuple[str, ...], int]:
    """Return the category codes of a list ``Name (code); Name (code)`` and where the list ends."""
    codes: list[str] = []
    while match := _ONE_SUBJECT.match(body, at):
        if match[1] not in codes:
            codes.append(match[1])
        at = match.end()
        separator = _SEPARATOR.match(body, at)
        if separator is None or not _ONE_SUBJECT.match(body, separator.end()):
            break
        at = separator.end()
    torn = _TORN_SUBJECT.match(body, at)
    return tuple(codes), torn.end() if torn else at


def _split_without_subjects(text: str) -> tuple[str, str]:
    """Split where no subjects end the fields: labels hold for their line, and so does a line of names."""
    lines = text.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    last = first
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if not line.strip():
            continue
        labelled = _LABEL.match("\n" + line, 1)
        if not labelled and not (last == first and len(line) < 4000 and reads_as_names(one_line(line))):
            break
        last = index
    return "\n".join(lines[: last + 1]), "\n".join(lines[last + 1 :])


def _split_labels(meta: str, *, plain: bool) -> tuple[str, dict[str, str]]:
    """Take the labelled fields off the end of title and authors; a label met again is part of the text."""
    found: list[tuple[int, int, str]] = []
    seen: set[str] = set()
    # Most have no colon at all, and the expression would look for its labels at every character.
    for match in _LABEL.finditer(meta) if ":" in meta else ():
        if match["label"] not in seen:
            seen.add(match["label"])
            found.append((match.start(), match.end(), match["label"]))
    if found:
        # Before the first known label a line that looks labelled is a title: "Chorex: Choreographies".
        found += _other_labels(meta, found[0][1], seen)
        found.sort()
    labelled: dict[str, str] = {}
    for index, (_, end, label) in enumerate(found):
        stop = found[index + 1][0] if index + 1 < len(found) else len(meta)
        value = one_line(_join_links(meta[end:stop]), plain=plain)
        if value:
            labelled[label] = value
    return meta[: found[0][0]] if found else meta, labelled


def _other_labels(meta: str, start: int, seen: set[str]) -> list[tuple[int, int, str]]:
    """Return labels that nobody has seen: one capitalised word with a colon at the start of a line."""
    found = []
    for match in _OTHER_LABEL.finditer(meta, start):
        if match["label"] not in seen and match["label"] not in LABELS:
            seen.add(match["label"])
            found.append((match.start(), match.end(), match["label"]))
    return found


def _title_and_authors(head: str, *, plain: bool) -> tuple[str, tuple[str, ...] | None]:
    """Tell title and authors apart: by their lines where they have their own, else by `split_title`."""
    lines = [line for line in (one_line(raw, plain=plain) for raw in head.split("\n")) if line and line not in "-*•"]
    if len(lines) < 2:
        return split_title(lines[0]) if lines else ("", None)
    if _UNKNOWN_AUTHORS.fullmatch(lines[-1]):
        return " ".join(lines[:-1]), None
    start = len(lines) - 1
    while start > 1 and _continues(lines[start - 1], lines[start]):
        start -= 1
    names = " ".join(lines[start:]).replace(" ,", ",")
    if not reads_as_names(names):
        return split_title(" ".join(lines))
    return " ".join(lines[:start]), split_names(names)


def _continues(before: str, line: str) -> bool:
    """Tell whether a list of names runs on from one line to the next."""
    return before.endswith(",") or line.startswith(",") or (", " in before and reads_as_names(before))


def _abstract(text: str, *, plain: bool) -> str:
    """Return the paragraphs of an abstract: a line each, unless a tool has wrapped the lines."""
    blocks: list[list[str]] = [[]]
    is_indented = True
    for raw in _join_links(text).split("\n"):
        line = one_line(raw, plain=plain)
        if line and line not in "-*•":
            blocks[-1].append(line)
            is_indented = is_indented and raw.startswith(_INDENTS)
        elif blocks[-1]:
            blocks.append([])
    filled = [block for block in blocks if block]
    # What text browsers lay out is indented, and has a blank line between paragraphs; two lines are enough then.
    fewest = 1 if is_indented else 2
    if any(len(block) > fewest for block in filled) and all(_wrapped(block) for block in filled):
        return "\n\n".join(" ".join(block) for block in filled)
    return "\n\n".join(line for block in filled for line in block)


def _wrapped(block: list[str]) -> bool:
    """Tell whether lines look cut at a width rather than at the end of a thought."""
    if max(map(len, block)) > _WRAP_WIDTH:
        return False
    cut = sum(line[-1] not in ".!?:;" for line in block[:-1])
    return cut * 2 >= len(block) - 1
