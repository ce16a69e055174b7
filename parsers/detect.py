"""Which parser reads a source: an explicit list, a score from each by content, an error when they disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.abs import Abs
from parsers.announcement_feed import AnnouncementFeed
from parsers.api_atom import ApiAtom
from parsers.daily_jsonl import DailyJsonl
from parsers.daily_markdown import DailyMarkdown
from parsers.listing_html import ListingHtml
from parsers.listing_text import ListingText
from parsers.mail import Mail
from parsers.markdown_list import MOST_SURE, MarkdownList
from parsers.oai_pmh import OaiPmh
from parsers.trilingual import Trilingual
from parsers.trilingual_csv import TrilingualCsv

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parsers.base import Parser
    from parsers.source import Source

# It reads every line of what it looks at, which takes as long as all others together: asked only when it could matter.
_GUESSING = MarkdownList()

PARSERS: tuple[Parser, ...] = (
    DailyMarkdown(),
    DailyJsonl(),
    Trilingual(),
    TrilingualCsv(),
    ListingText(),
    ListingHtml(),
    AnnouncementFeed(),
    ApiAtom(),
    OaiPmh(),
    Mail(),
    Abs(),
    _GUESSING,
)
"""Every format there is; a new one is added here and nowhere else."""

HEAD = 64 * 1024
"""Characters of a source that a parser may look at to tell whether it is its format."""
_SURE_ENOUGH = 0.3
_TOO_CLOSE = 0.1

# Only between formats whose scores are too close to each other.
_FILE_NAME_ENDINGS = {
    "daily-markdown": (".md", ".markdown"),
    "daily-jsonl": (".jsonl", ".json"),
    "trilingual": (".txt",),
    "trilingual-csv": (".csv",),
    "listing-text": (".txt",),
    "listing-html": (".html", ".htm"),
    "announcement-feed": (".rss", ".atom", ".rdf", ".xml"),
    "api-atom": (".xml", ".atom"),
    "oai-pmh": (".xml",),
    "mail": (".txt", ".eml"),
    "abs": (".abs",),
}


class UnknownFormatError(Exception):
    """No parser is sure of a source, two are equally sure, or there is no format of that name.

    Attributes:
        source: The source's name.
        scores: What each parser says, 0 to 1, the surest first.
    """

    def __init__(self, message: str, source: str, scores: Mapping[str, float]) -> None:
        shown = ", ".join(f"{name} {score:.2f}" for name, score in scores.items())
        super().__init__(f"{source}: {message}" + (f" ({shown})." if shown else "."))
        self.source = source
        self.scores = dict(scores)


class EmptySourceError(UnknownFormatError):
    """A source has no text, of which no format would make anything."""

    def __init__(self, source: str, scores: Mapping[str, float]) -> None:
        super().__init__("it is empty", source, {})
        self.scores = dict(scores)


def detect(source: Source) -> Parser:
    """Return the parser of a source, told by its content; the file name only breaks a tie.

    Raises:
        UnknownFormatError: No score is above 0.3, or two are within 0.1 of each other.
        EmptySourceError: There is no text.
    """
    head = source.text[:HEAD]
    scores = {parser.name: parser.sniff(head) for parser in PARSERS if parser is not _GUESSING}
    if max(scores.values()) < MOST_SURE + _TOO_CLOSE:
        scores[_GUESSING.name] = _GUESSING.sniff(head)
    scores = dict(sorted(scores.items(), key=lambda item: -item[1]))
    (best, highest), *rest = scores.items()
    if highest <= _SURE_ENOUGH:
        if not source.text.strip():
            raise EmptySourceError(source.name, scores)
        raise UnknownFormatError("it is in no format that is known", source.name, scores)
    close = [best, *(name for name, score in rest if highest - score < _TOO_CLOSE)]
    if len(close) > 1:
        named = [name for name in close if source.name.lower().endswith(_FILE_NAME_ENDINGS.get(name, ()))]
        if len(named) != 1:
            message = f"it could be {' or '.join(close)}, say which"
            raise UnknownFormatError(message, source.name, scores)
        best = named[0]
    return parser_named(best)


def parser_named(name: str) -> Parser:
    """Return the parser of a format.

    Raises:
        UnknownFormatError: There is no such format.
    """
    for parser in PARSERS:
        if parser.name == name:
            return parser
    names = ", ".join(parser.name for parser in PARSERS)
    raise UnknownFormatError(f"no such format; there are {names}", name, {})
