"""Trilingual weekly posts: titles in English, German and Chinese, abstracts in English and Chinese.

    cs.DC @ 2025-06-01: 103                     Article 0
    -                                           Title@2025-05-29 (4): English title
    00 05-29 (4) EN DE ZH 2505.23710v1 -        Title: English | Deutsch | 中文 2505.23710v1 |
    01 05-29 EN DE ZH 2505.23706v1 -            Authors (5): A, B, C, D, E
                                                English abstract
                                                Chinese abstract, or nan

Read are the text of the web page and the Markdown that the page is made from, which decorates the same lines
(``## Article 0``, ``**Authors** (5):``, a link around the id, rulers). Titles come from the articles alone: in the
page's contents list nothing stands between the three. Posts of the same publisher on other things (Hacker News, the
day's news), and failures of arXiv's API published as articles, are skipped and said. What becomes of an article's
texts is for `parsers.trilingual_article`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from parsers.arxiv_id import find_ids, id_from_url, parse_id
from parsers.base import Block, Diagnostic, Header
from parsers.categories import CATEGORY_NAMES
from parsers.cleaning import one_line
from parsers.language import language
from parsers.lazy_pattern import lazy_pattern
from parsers.source import split_lines
from parsers.translation import status
from parsers.trilingual_article import Article, author_names, not_a_paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.base import Record
    from parsers.source import Lines, Source

_HEADER_TEXT = (
    r"(?:title:[ \t]{0,4}\"?)?(?P<about>[A-Za-z][\w.-]{1,40}) @ (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:: ?(?P<total>[0-9]{1,6}))?\"?[ \t]{0,8}"
)
_NEWS_HEADER_TEXT = (
    r"title:[ \t]{0,4}\"?(?P<about>[A-Z][a-z]{1,20} News) for (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:: ?(?P<total>[0-9]{1,6}))?\"?[ \t]{0,8}"
)
_HEADER = lazy_pattern(_HEADER_TEXT)
_NEWS_HEADER = lazy_pattern(_NEWS_HEADER_TEXT)
_ARTICLE = lazy_pattern(r"(?:#{1,4}[ \t]{1,4})?Article (?P<number>[0-9]{1,6})[ \t]{0,8}")
_TITLE_AT = lazy_pattern(
    r"(?:#{1,4}[ \t]{1,4})?Title@(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?: \([0-9]\))?:[ \t]{0,8}(?P<title>.*)", re.DOTALL
)
_TITLES = lazy_pattern(r"(?:\*\*)?Title(?:\*\*)?:[ \t]{0,8}(?P<titles>.*)", re.DOTALL)
_AUTHORS = lazy_pattern(r"(?:\*\*)?Authors(?:\*\*)?(?: \((?P<count>[0-9]{1,6})\))?:[ \t]{0,8}(?P<names>.*)", re.DOTALL)
_CONTENTS = lazy_pattern(
    r"(?:- \[[0-9]{1,6}\]\(#article-[0-9]{1,6}\)|[0-9]{2,6}) (?:\| )?(?:\*\*)?(?:[0-9]{4}-)?[0-9]{2}-[0-9]{2}\b.*"
    r"|- \[\[[0-9]{1,6}\] .*\]\(#article-[0-9]{1,6}\).*",
    re.DOTALL,
)
_NEWS = lazy_pattern(r"(?:#{1,4}[ \t]{1,4})?Original \([a-z]{2}\):[ \t]{0,8}")
_NEWS_TITLE = lazy_pattern(r"(?:\*\*)?Title:(?:\*\*)?[ \t]{0,8}(?P<title>.*)", re.DOTALL)
_LAST_LINK = lazy_pattern(r"\]\((?P<url>[^()\s]{0,2000})\)\Z")
_OLD_NUMBER = lazy_pattern(r"[0-9]{7}(?:v[0-9]{1,3})?")
_FRONT_MATTER = lazy_pattern(r"(?:title|date|layout|categories|tags): ?.{0,200}")
_RULER = lazy_pattern(r"-{1,}")
_PAGE_START = lazy_pattern(
    r"\A\s{0,20}(?:---\s{1,4})?(?:[^\n]{0,200}\n){0,6}?[ \t]{0,8}(?:"
    + re.sub(r"\?P<\w+>", "?:", f"{_HEADER_TEXT}|{_NEWS_HEADER_TEXT}")
    + r")\s{0,2}$",
    re.MULTILINE,
)
_ARTICLE_START = lazy_pattern(
    r"^[ \t]{0,8}(?:#{1,4} )?Article [0-9]{1,6}[ \t\r]{0,8}\n\s{0,8}(?:#{1,4} )?"
    r"(?:Title@[0-9]{4}-|Original \([a-z]{2}\):)",
    re.MULTILINE,
)


class Trilingual:
    """Reads trilingual weekly posts."""

    @property
    def name(self) -> str:
        """The format's public name."""
        return "trilingual"

    def sniff(self, head: str) -> float:
        """Tell by the first line and by the two lines that begin an article."""
        return 0.5 * bool(_PAGE_START.search(head)) + 0.45 * bool(_ARTICLE_START.search(head))

    def parse(self, source: Source) -> Iterator[Block]:
        """Yield the header, the contents list and the articles."""
        lines = split_lines(source)
        starts = [number for number in range(len(lines.text)) if _is_article(lines.text, number)]
        tops = [0, *_joined(lines.text, starts[0] if starts else 0)]
        position = 0
        for begin, end in zip(tops, [*tops[1:], len(lines.text)], strict=True):
            here = [start for start in starts if begin <= start < end]
            top = _Top(lines, begin, here[0] if here else end)
            articles = [_Article.read(lines, *span) for span in zip(here, [*here[1:], end], strict=False)]
            yield from top.blocks({article.id for article in articles})
            for article in articles:
                block = article.block(position, top.about)
                position += block.record is not None
                yield block


def _joined(lines: Sequence[str], first: int) -> Iterator[int]:
    """Yield where posts begin that were joined to the first one, whose first article's line is given."""
    last = first + 1
    for number in range(last, len(lines)):
        text = lines[number].strip()
        if " @ " in text[:60] and _HEADER.fullmatch(text) and _is_header(lines, number):
            begin = number
            while begin > last and _is_furniture(lines[begin - 1].strip()):
                begin -= 1
            yield begin
            last = number + 1


def _is_header(lines: Sequence[str], number: int) -> bool:
    """Tell the line on a whole post from a line of an abstract: it has a ruler below it, or is in front matter."""
    if lines[number].lstrip().startswith("title:"):
        return True
    following = next((line.strip() for line in lines[number + 1 : number + 4] if line.strip()), "")
    return _RULER.fullmatch(following) is not None


def _is_furniture(text: str) -> bool:
    return not text or _RULER.fullmatch(text) is not None or _FRONT_MATTER.fullmatch(text) is not None


def _is_article(lines: Sequence[str], number: int) -> bool:
    """Tell the line that begins an article: its title, or the end of a cut file, follows."""
    if "Article " not in lines[number][:20] or _ARTICLE.fullmatch(lines[number].strip()) is None:
        return False
    following = next((line.strip() for line in lines[number + 1 : number + 4] if line.strip()), "")
    return not following or any(start.match(following) for start in (_TITLE_AT, _TITLES, _NEWS))


class _Top:
    """What stands above the first article: the line on the whole post, and the contents list."""

    def __init__(self, lines: Lines, begin: int, end: int) -> None:
        self._lines = lines
        self._begin = begin
        self._end = end
        self.header: Header | None = None
        self.about: str | None = None
        self._header_at = 0
        for number, text in enumerate(lines.text[begin:end], begin):
            match = _HEADER.fullmatch(text.strip()) or _NEWS_HEADER.fullmatch(text.strip())
            if match is not None:
                self.about = match["about"] if match["about"] in CATEGORY_NAMES else None
                declared = {match["about"]: int(match["total"])} if match["total"] else {}
                self.header = Header(self.about, match["date"], declared)
                self._header_at = number
                break

    def blocks(self, articles: set[str | None]) -> Iterator[Block]:
        """Yield runs of lines of one kind, blank lines going with what is before them."""
        begin, kind = self._begin, ""
        for number, text in enumerate(self._lines.text[begin : self._end], begin):
            now = self._kind(number, text.strip()) or kind or "text"
            if now != kind:
                if kind:
                    yield self._block(begin, number, kind, articles)
                begin, kind = number, now
        if kind:
            yield self._block(begin, self._end, kind, articles)

    def _kind(self, number: int, text: str) -> str | None:
        if not text:
            return None
        if self.header is not None and number == self._header_at:
            return "header"
        known = _RULER.fullmatch(text) or _CONTENTS.fullmatch(text) or _FRONT_MATTER.fullmatch(text)
        return "text" if known else "unread"

    def _block(self, begin: int, end: int, kind: str, articles: set[str | None]) -> Block:
        raw = self._lines.join(begin, end)
        if kind == "header":
            return Block(begin + 1, raw, "header", header=self.header)
        if kind == "unread":
            message = "This text is no article and nothing that is known of this format."
            return Block(
                begin + 1, raw, "unread", diagnostics=(Diagnostic("trilingual.unread", "warning", begin + 1, message),)
            )
        missing = []
        for number, text in enumerate(self._lines.text[begin:end], begin + 1):
            last = find_ids(text)[-1:]
            if last and last[0].id not in articles:
                message = f"arXiv:{last[0].id} is in the contents list, but there is no article of it."
                missing.append(Diagnostic("trilingual.article-missing", "warning", number, message))
        return Block(begin + 1, raw, "text", diagnostics=tuple(missing))


class _Titles(NamedTuple):
    """The line with the three titles and the id.

    Attributes:
        en: The English title, if it could be told.
        de: The German title.
        zh: The Chinese title.
        reference: What stands where an arXiv id stands: an id, or another link's text.
        url: The link that it is, empty on a page that shows none.
    """

    en: str
    de: str | None
    zh: str | None
    reference: str
    url: str

    @property
    def paper(self) -> tuple[str, int | None] | None:
        """Id and version of the paper, None when it is none; the link alone names the archive of an old id."""
        return id_from_url(self.url) or parse_id(self.reference)


@dataclass(slots=True)
class _Article:
    """One article as it stands in the post."""

    lines: Sequence[str]
    raw: str
    line: int
    date: str | None = None
    titles: _Titles | None = None
    news: str | None = None
    names: str | None = None
    declared_names: int | None = None
    body: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, lines: Lines, start: int, end: int) -> _Article:
        """Read the lines of one article; what is below its authors is its body."""
        article = cls(lines.text[start:end], lines.join(start, end), start + 1)
        english = None
        for line in article.lines[1:]:
            text = line.strip()
            if not text or _RULER.fullmatch(text):
                continue
            if _NEWS.fullmatch(text):
                article.news = article.news or ""
            elif article.news == "" and (match := _NEWS_TITLE.fullmatch(text)) is not None:
                article.news = match["title"]
            elif article.names is None and (match := _TITLE_AT.fullmatch(text)) is not None:
                article.date, english = match["date"], match["title"]
            elif article.names is None and (match := _TITLES.fullmatch(text)) is not None:
                article.titles = _split_titles(match["titles"], english)
            elif article.names is None and (match := _AUTHORS.fullmatch(text)) is not None:
                article.names = match["names"]
                article.declared_names = int(match["count"]) if match["count"] else None
            else:
                article.body.append(text)
        return article

    @property
    def id(self) -> str | None:
        """The arXiv id without its version; None for an article that is no paper."""
        known = self.titles.paper if self.titles is not None else None
        return known[0] if known else None

    def block(self, position: int, category: str | None) -> Block:
        """Return the article as a block: an entry, skipped when it is no paper, unread when it has no titles."""
        if self.news is not None:
            told = not_a_paper(self.line, self.news, failed=False, body=())
            return Block(self.line, self.raw, "skipped", diagnostics=(told,))
        if self.titles is None:
            message = "This article has no line with its titles and its id: it may be cut off."
            told = Diagnostic("trilingual.no-titles", "warning", self.line, message)
            return Block(self.line, self.raw, "unread", diagnostics=(told,))
        known = self.titles.paper
        if known is None and _OLD_NUMBER.fullmatch(self.titles.reference):
            message = f"Of the old id {self.titles.reference} this page shows the number alone, and no archive."
            told = Diagnostic("trilingual.no-archive", "warning", self.line, message)
            return Block(self.line, self.raw, "unread", diagnostics=(told,))
        if known is None:
            failed = one_line(self.titles.en) == "Error" or self.titles.reference == "errors"
            told = not_a_paper(self.line, self.titles.en, failed=failed, body=self.body)
            return Block(self.line, self.raw, "skipped", diagnostics=(told,))
        return Block(self.line, self.raw, "entry", record=self._record(self.titles, known, position, category))

    def _record(self, titles: _Titles, known: tuple[str, int | None], position: int, category: str | None) -> Record:
        names = None if self.names is None else author_names(self.names)
        english, german, chinese = _split_body(self.body)
        article = Article(
            line=self.line,
            title={"en": titles.en, "de": titles.de, "zh": titles.zh},
            abstract={"en": english, "de": german, "zh": chinese},
            authors=names or None,
            date=self.date,
            text="\n".join(self.lines),
        )
        if names is not None and self.declared_names not in (None, len(names)):
            message = f"{self.declared_names} authors are declared, {len(names)} are named."
            article.warnings.append(Diagnostic("trilingual.author-count", "warning", self.line, message))
        return article.record(known, position, category)


def _split_titles(text: str, english: str | None) -> _Titles:
    """Split ``English | Deutsch | 中文 2505.23710v1 |``; the English title is known from the line above.

    A title may hold bars itself, and its translation then has as many.
    """
    text, reference, url = _split_reference(text.strip().removesuffix("|").rstrip())
    text = text.removesuffix("|").rstrip()
    if english is not None and f"{text} | ".startswith(f"{english} | "):
        parts = text[len(english) + 3 :].split(" | ") if len(text) > len(english) else []
    else:
        english, *parts = text.split(" | ")
    if len(parts) < 2:
        return _Titles(english, parts[0] if parts else None, None, reference, url)
    middle = len(parts) // 2 if len(parts) % 2 == 0 else len(parts) - 1
    return _Titles(english, " | ".join(parts[:middle]), " | ".join(parts[middle:]), reference, url)


def _split_reference(text: str) -> tuple[str, str, str]:
    """Split a line of titles into the titles, the reference at its end, and its link.

    The first posts link the title itself instead: ``[English](http://arxiv.org/abs/2505.23710v1)``.
    """
    end = text.rfind("](")
    link = _LAST_LINK.match(text, end) if end >= 0 else None
    if link is None:
        titles, _, reference = text.rpartition(" ")
        return titles, reference, ""
    start = text.rfind("[", 0, end)
    reference, url = text[start + 1 : end].strip(), link["url"]
    if text.startswith("[") and reference != url.rpartition("/")[2]:
        return text[1:end], url.rpartition("/")[2], url
    return text[: max(start, 0)].rstrip(), reference or url, url


def _split_body(body: list[str]) -> tuple[str, str | None, str | None]:
    """Split the lines below the authors into the English abstract, the German and the Chinese one.

    Few posts have a German one, before the Chinese one. After some 300 articles of a post the translator stops: a last
    line in English then belongs to the abstract.
    """
    if len(body) < 2:
        return "".join(body), None, None
    if len(body) > 2 and language(body[-1]) == "en" and status(body[-1]) == "ok":
        return "\n\n".join(body), None, None
    german = body[-2] if len(body) > 2 and (language(body[-2]) == "de" or status(body[-2]) == "missing") else None
    english = body[:-1] if german is None else body[:-2]
    return "\n\n".join(english), german, body[-1]
