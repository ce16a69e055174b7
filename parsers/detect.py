"""Which parser reads a source: a score from each format by content, an error when they disagree.

Which formats there are is `parsers.formats`. It is loaded when a source has to be shown to all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parsers.base import Parser
    from parsers.source import Source

HEAD = 64 * 1024
"""Characters of a source that a parser may look at to tell whether it is its format."""
_SURE_ENOUGH = 0.3
_TOO_CLOSE = 0.1
_BEYOND_DOUBT = 0.95

_BEGINS_AS_OBJECT = lazy_pattern(r'[\ufeff\s]{0,40}\{\s{0,40}"')

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
    if (certain := _json_lines(head)) is not None:
        return certain
    from parsers import formats

    guessing = formats.GUESSING
    scores = {parser.name: parser.sniff(head) for parser in formats.PARSERS if parser is not guessing}
    if max(scores.values()) < formats.MOST_SURE + _TOO_CLOSE:
        scores[guessing.name] = guessing.sniff(head)
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


def _json_lines(head: str) -> Parser | None:
    """Return the parser of JSON Lines for what is such beyond doubt, which is what most of a large import is.

    No other format begins with a brace and a name in quotes: to load and ask them all takes as long as to read some two
    hundred entries.
    """
    if _BEGINS_AS_OBJECT.match(head) is None:
        return None
    from parsers.daily_jsonl import DailyJsonl

    parser = DailyJsonl()
    return parser if parser.sniff(head) >= _BEYOND_DOUBT else None


def parser_named(name: str) -> Parser:
    """Return the parser of a format.

    Raises:
        UnknownFormatError: There is no such format.
    """
    from parsers.formats import PARSERS

    for parser in PARSERS:
        if parser.name == name:
            return parser
    names = ", ".join(parser.name for parser in PARSERS)
    raise UnknownFormatError(f"no such format; there are {names}", name, {})
