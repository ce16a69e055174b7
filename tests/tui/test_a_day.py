"""A whole day, as a person goes through it: a key a paper and nothing else, at three sizes, in three languages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest

from digest_reader.library import Library
from tests.core.invented import digest, open_library, record
from tests.tui.screen import reading
from tests.tui.terminal import Terminal

_PAPERS = 214
_SIZES = [(160, 45), (100, 30), (80, 24)]
_DECISIONS = list(islice(cycle("xxsxb"), _PAPERS))
_UNTRANSLATED = {7, 70, 170}
"""The papers of which there is no Chinese."""


def _day(folder: Path) -> Library:
    """Return a library of one day of papers; almost all have a Chinese title and abstract, every other a German."""
    library = open_library(folder)
    records = []
    for number in range(_PAPERS):
        title = {"en": f"Plain English title {number}"}
        abstract = {"en": f"We propose plain English abstract {number}."}
        if number not in _UNTRANSLATED:
            title["zh"], abstract["zh"] = f"第{number}篇论文的标题", f"本文提出第{number}种方法。"
        if number % 2:
            title["de"], abstract["de"] = f"Deutscher Titel {number}", f"Wir stellen Verfahren {number} vor."
        records.append(
            record(
                f"2611.{number + 1:05d}",
                title=title,
                abstract=abstract,
                authors=("Mira Kähler", "Tobias Sauer"),
                section="new",
                version=1,
                primary="cs.DC",
                categories=("cs.DC",),
                position=number,
                line=number + 1,
            )
        )
    library.add(digest(*records, name="day.md", date="2026-11-20"))
    library.remember("first steps", {"over": True})
    return library


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Library]:
    """The library of the day."""
    library = _day(tmp_path)
    yield library
    library.close()


@pytest.mark.parametrize("size", _SIZES)
async def test_a_day_takes_one_key_a_paper(day: Library, size: tuple[int, int]) -> None:
    """214 decision keys decide 214 papers, and the day is done."""
    async with reading(day, size) as reader:
        assert "214 left" in reader.status
        for key in _DECISIONS:
            await reader.pilot.press(key)
        await reader.rest()
        assert "Done.  214 seen" in reader.text
    counts = day.counts()
    assert (counts.left, counts.saved, counts.later, counts.skipped) == (0, 43, 42, 129)


async def test_thirty_papers_are_skipped_with_five_keys_and_come_back_with_one(day: Library) -> None:
    """A range over a page of the list is one step, and one undo."""
    async with reading(day, (160, 36)) as reader:
        await reader.press("v", "ctrl+d", "ctrl+d", "k", "x")
        assert day.counts().skipped == 30
        assert "184 left" in reader.status
        await reader.press("u")
        assert "214 left" in reader.status
        assert day.counts().skipped == 0


async def test_a_day_in_chinese_shows_english_only_where_chinese_is_missing(day: Library) -> None:
    """After F3 each paper is read in Chinese; English texts stand only for what has no Chinese, and say so."""
    async with reading(day, (80, 24)) as reader:
        await reader.press("f3")
        in_english = set()
        for number in range(_PAPERS):
            await reader.press("x")
            if number + 1 < _PAPERS and f"We propose plain English abstract {number + 1}." in reader.text:
                in_english.add(number + 1)
                assert "EN" in reader.cursor_row
        assert in_english == _UNTRANSLATED


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("size", "function_key", "seen"),
    [
        ((160, 45), "\x1bOQ", "We propose plain English abstract 3."),
        ((100, 30), "\x1bOR", "本文提出第3种方法。"),
        ((80, 24), "\x1bOS", "Wir stellen Verfahren 3 vor."),
    ],
)
def test_a_day_typed_as_fast_as_it_goes(tmp_path: Path, size: tuple[int, int], function_key: str, seen: str) -> None:
    """In each language, all keys of a day in one burst of bytes decide its papers in their order."""
    _day(tmp_path).close()
    places = ["--library", str(tmp_path / "data" / "library.sqlite3"), "--config-dir", str(tmp_path / "config")]
    with Terminal(places, tmp_path, size) as terminal:
        terminal.wait_for("214 left")
        terminal.type(function_key)
        terminal.type("xxx", seen)
        terminal.type("".join(_DECISIONS[3:]), "214 seen")
        terminal.type("q")
        assert terminal.wait() == 0
    listed = subprocess.run(
        [sys.executable, "-m", "digest_reader", *places, "list", "all", "--json"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout
    states = [json.loads(line)["state"] for line in listed.splitlines()]
    meant = {"x": "skipped", "s": "saved", "b": "later"}
    assert states == [meant[key] for key in "xxx" + "".join(_DECISIONS[3:])]
