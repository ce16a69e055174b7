"""Which parser reads a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from parsers import formats
from parsers.detect import EmptySourceError, UnknownFormatError, detect, parser_named
from parsers.formats import PARSERS
from parsers.source import Source
from tests.parsers.invented import SHAPES
from tests.parsers.invented_daily import FORMATS as DATA_FORMATS
from tests.parsers.invented_pages import PAGE_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.base import Block

FORMAT = dict.fromkeys(SHAPES, "daily-markdown") | {
    "trilingual": "trilingual",
    "trilingual-markdown": "trilingual",
    "trilingual-first": "trilingual",
    "api-error": "trilingual",
    "listing": "listing-text",
    "mail": "mail",
    "record": "abs",
    "list-table": "markdown-list",
    "list-json": "markdown-list",
    "list-citations": "markdown-list",
    "list-personalized": "markdown-list",
    "list-folds": "markdown-list",
    "list-headings": "markdown-list",
    "list-bullets": "markdown-list",
    **DATA_FORMATS,
    **PAGE_FORMATS,
}


@dataclass(frozen=True)
class Claimant:
    """A parser that is always equally sure."""

    name: str
    score: float

    def sniff(self, head: str) -> float:
        return self.score

    def parse(self, source: Source) -> Iterator[Block]:
        yield from ()


def source(text: str, name: str = "x") -> Source:
    return Source.from_bytes(name, text.encode())


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_known_by_its_content_under_any_name(shape: str) -> None:
    for name in ("x", "digest.md", "digest.txt", "-"):
        assert detect(source(SHAPES[shape], name)).name == FORMAT[shape]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_json_lines_beyond_doubt_is_no_other_format(shape: str) -> None:
    """Then the others need not be asked."""
    scores = {parser.name: parser.sniff(SHAPES[shape]) for parser in PARSERS}
    json_lines = scores.pop("daily-jsonl")
    assert json_lines < 0.95 or max(scores.values()) < 0.85


@pytest.mark.parametrize(
    "text",
    [
        "# Table of Contents\n\n",
        "<div id=toc></div>\n\n# Table of Contents\n",
        "# AI-Enhanced arXiv Daily 2025-06-18\n\n### 今日没有找到新论文。\n",
    ],
)
def test_an_empty_day_is_a_digest(text: str) -> None:
    assert detect(source(text)).name == "daily-markdown"


@pytest.mark.parametrize("title", ["# arXiv Daily Digest - 2025-11-07", "# Table of Contents"])
@pytest.mark.parametrize(
    "entry",
    [
        "## 1. Lanterns at Last\n\n**Authors:** Ada Quill\n\n**Abstract:** Oil.\n\n**arXiv:** [2511.90001](https://arxiv.org/abs/2511.90001)\n",
        "1. **Lanterns at Last**\n   - Authors: Ada Quill\n   - TLDR: Oil.\n   - Link: https://arxiv.org/pdf/2511.90001v1\n",
    ],
)
def test_a_list_under_the_title_of_a_daily_digest_is_a_list(title: str, entry: str) -> None:
    assert detect(source(f"{title}\n\n{entry}", "2025-11-07.md")).name == "markdown-list"


def test_linked_titles_with_folds_alone_are_a_list() -> None:
    text = (
        "## Queues\n\n### [Lanterns at Last](https://arxiv.org/abs/2511.90001)\nAda Quill, Bo Ek\n"
        "<details>\n  <summary>Abstract</summary>\n  <ol>\n    Lanterns light.\n  </ol>\n</details>\n"
    )
    assert detect(source(text)).name == "markdown-list"


@pytest.mark.parametrize(
    "text",
    [
        "# arXiv Daily\n\nThis repository collects papers every day.\n\n## Setup\n\nFork it. No papers are here.\n",
        "# Lantern\n\nThe code of [Lanterns at Last](https://arxiv.org/abs/2511.90001).\n\n## Authors\n\n- Ada Quill\n"
        "- Bo Ek\n\n## Install\n\nWith pip.\n\n## Usage\n\nRun it.\n",
    ],
)
def test_the_pages_of_a_program_are_no_digest(text: str) -> None:
    with pytest.raises(UnknownFormatError):
        detect(source(text, "README.md"))


@pytest.mark.parametrize("text", ["hello\n", '{"id": "2507.10367"}\n', "# Notes\n\n- [a](b)\n", "a,b\n1,2\n"])
def test_other_text_is_refused_with_every_score(text: str) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        detect(source(text, "notes.md"))
    assert set(caught.value.scores) == {parser.name for parser in PARSERS}
    assert "notes.md" in str(caught.value)
    assert all(parser.name in str(caught.value) for parser in PARSERS)


@pytest.mark.parametrize("text", ["", "\n"])
def test_a_source_without_text_is_called_empty(text: str) -> None:
    with pytest.raises(EmptySourceError) as caught:
        detect(source(text, "notes.md"))
    assert str(caught.value) == "notes.md: it is empty."
    assert set(caught.value.scores) == {parser.name for parser in PARSERS}


def test_two_that_are_as_sure_as_each_other_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "PARSERS", (Claimant("one", 0.8), Claimant("two", 0.85), Claimant("three", 0.1)))
    with pytest.raises(UnknownFormatError, match=r"it could be two or one.*two 0\.85, one 0\.80, three 0\.10"):
        detect(source("x"))


def test_the_file_name_breaks_a_tie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "PARSERS", (Claimant("daily-markdown", 0.8), Claimant("trilingual", 0.85)))
    assert detect(source("x", "2025-01-01.md")).name == "daily-markdown"
    assert detect(source("x", "2025-01-01.txt")).name == "trilingual"


def test_the_file_name_does_not_overrule_the_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "PARSERS", (Claimant("daily-markdown", 0.4), Claimant("trilingual", 0.85)))
    assert detect(source("x", "2025-01-01.md")).name == "trilingual"


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.name)
def test_a_parser_is_found_by_its_name(parser: Claimant) -> None:
    assert parser_named(parser.name) is parser


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownFormatError, match=", ".join(parser.name for parser in PARSERS)):
        parser_named("pdf")
