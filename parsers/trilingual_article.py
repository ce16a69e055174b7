"""One article of a trilingual post as a record, whether the post is a page, Markdown or a table.

This module owns what a translation is worth, which language came from whom, and how an article that is no paper is
said. Where an article's texts stand is for `parsers.trilingual` and `parsers.trilingual_csv`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.arxiv_id import abs_url
from parsers.base import Diagnostic, Record
from parsers.cleaning import clean_paragraphs, hides, one_line, one_lines
from parsers.lazy_pattern import lazy_pattern
from parsers.translation import failure, is_untranslated, status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.base import Origin, Severity, Status

_LANGUAGES = {"de": "German", "zh": "Chinese"}
_OF_NEWS = lazy_pattern(r"(?:<p>)?Article URL:\s")
_WORTH = {
    "degenerate": "the same few characters over and over",
    "untranslated": "the English one",
    "error": "an error message",
    "placeholder": "a placeholder",
}


@dataclass(slots=True)
class Article:
    """What an article says, as written.

    Attributes:
        line: Its first line in the source.
        title: Language to title, the English one first; None for one that is not there.
        abstract: Language to abstract, likewise.
        authors: The names in order, None when there are none.
        date: The day that it was updated, ``YYYY-MM-DD``.
        text: All of its text, to see whether something is hidden in it.
        warnings: What was wrong with it, and what is found to be.
    """

    line: int
    title: Mapping[str, str | None]
    abstract: Mapping[str, str | None]
    authors: tuple[str, ...] | None
    date: str | None
    text: str
    warnings: list[Diagnostic] = field(default_factory=list)

    def record(self, known: tuple[str, int | None], position: int, category: str | None) -> Record:
        """Return the record of an article on a paper.

        Args:
            known: The paper's arXiv id and version.
            position: Its place among the entries.
            category: The category that the post is about.
        """
        if _OF_NEWS.match(self.abstract.get("en") or ""):
            # Who posted a link to a paper is none of its authors, and the link is no abstract.
            self.authors, self.abstract = None, {}
            message = "This is a link to a paper in a post of news: only its title is taken."
            self._warn("trilingual.news-of-paper", "info", message)
        statuses: dict[str, dict[str, Status]] = {}
        given = self.warnings
        self.warnings = []
        title = self._translations("title", self.title, statuses)
        abstract = self._translations("abstract", self.abstract, statuses)
        self.warnings += given
        origins: dict[str, dict[str, Origin]] = {
            name: {lang: "machine" for lang in texts if lang != "en"}
            for name, texts in (("title", title), ("abstract", abstract))
            if len(texts) > 1
        }
        if hides(self.text):
            self._warn("text.cleaned", "info", "Control or invisible characters were taken out of this article.")
        return Record(
            id=known[0],
            version=known[1],
            line=self.line,
            position=position,
            title=title,
            abstract=abstract,
            authors=self.authors,
            categories=() if category is None else (category,),
            date=self.date,
            date_kind=None if self.date is None else "updated",
            urls={"abs": abs_url(known[0])},
            origins=origins,
            statuses=statuses,
            warnings=tuple(self.warnings),
        )

    def _translations(
        self, name: str, texts: Mapping[str, str | None], statuses: dict[str, dict[str, Status]]
    ) -> dict[str, str]:
        """Return language to text, and mark every translation that is missing, none, or stuck."""
        shape = one_line if name == "title" else clean_paragraphs
        shaped = {lang: shape(raw) for lang, raw in texts.items() if raw}
        original = shaped.pop("en", "")
        if failure(original) == "missing":
            original = ""
        kept = {"en": original} if original else {}
        for lang, text in shaped.items():
            if not text:
                continue
            worth = "untranslated" if is_untranslated(text, original) else status(text)
            if worth not in ("missing", "placeholder", "error"):
                kept[lang] = text
            if worth != "ok":
                statuses.setdefault(name, {})[lang] = worth
                severity: Severity = "info" if worth == "missing" else "warning"
                message = f"The {_LANGUAGES[lang]} {name} is {_WORTH.get(worth, worth)}."
                self._warn(f"trilingual.{worth}", severity, message)
        return kept

    def _warn(self, code: str, severity: Severity, message: str) -> None:
        self.warnings.append(Diagnostic(code, severity, self.line, message))


def not_a_paper(line: int, title: str, *, failed: bool, body: Sequence[str]) -> Diagnostic:
    """Say that an article is skipped, and why.

    Args:
        line: Its first line in the source.
        title: Its title as written.
        failed: Whether it is a failure of arXiv's API that was published as an article.
        body: What stands below its head.
    """
    if failed:
        reason = one_line(" ".join(body[:1]))[:200]
        message = f"A failure of arXiv's API was published as an article and is skipped: {reason}"
        return Diagnostic("trilingual.api-error", "warning", line, message)
    message = f"No arXiv paper, skipped: {one_line(title)[:100]}"
    return Diagnostic("trilingual.not-a-paper", "info", line, message)


def author_names(text: str) -> tuple[str, ...]:
    """Split a post's line of names."""
    return tuple(one_lines(one_line(text).split(", "), plain=True))
