"""The formats that there are."""

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
    from parsers.base import Parser

__all__ = ["GUESSING", "MOST_SURE", "PARSERS"]

GUESSING: Parser = MarkdownList()
"""Reads every line of what it looks at, which takes as long as all others together: asked only when it could matter, as
it is never surer than `MOST_SURE`."""

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
    GUESSING,
)
"""Every format there is; a new one is added here and nowhere else."""
