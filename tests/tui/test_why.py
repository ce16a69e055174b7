"""Why a paper is here is told in plain words: where it came, what is watched of it, what was decided when."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from digest_reader.library import Library
from digest_reader.models import Appearance
from digest_reader.watching import Watch
from tests.tui.screen import reading
from tests.tui.test_odd_moments import paper
from tui.detail.content import DetailContext
from tui.why import why_lines

LISTING = Appearance(
    "cs.txt", "listing-text", "2026-11-20", "announced", "cross", "cs.LG", 2, 1, 1, "2026-11-20", (), 31
)
CONTEXT = DetailContext(near=date(2026, 11, 21), list_names={"to-read": "To read"})


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of somebody in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def drawn(lines: object) -> list[str]:
    """Return lines as text, blank ones left out."""
    return [shown for line in lines if (shown := "".join(text for text, _ink in line).rstrip())]  # type: ignore[attr-defined]


def entry(**told: object) -> dict[str, object]:
    """Return an entry of a history."""
    usual = {"at": "2026-11-03T09:12:00Z", "action": "decide", "state": "skipped", "version": None, "batch": None}
    return {**usual, "until": None, "list_slug": None, "list": "", "note": None, "undone": False, **told}


@pytest.mark.usefixtures("berlin")
def test_everything_is_told_in_the_persons_time() -> None:
    shown = paper(
        title=paper().title,
        authors=("Ada Example", "J. Kähler"),
        lists=("to-read",),
        appearances=(
            replace(LISTING, source="weekly.md", format="trilingual", section=None, languages=("zh", "de")),
            LISTING,
        ),
    )
    history = [
        entry(action="save", state="saved", list="Reading", version=1, batch="2026-11-03", undone=True),
        entry(at="2026-11-03T09:13:00Z", state="later", until="2026-11-23", batch="2026-11-03"),
        entry(at="2025-12-31T23:30:00Z", state="later", until="version"),
        entry(action="note", state=None, note="why\n#hot"),
        entry(action="note", state=None, note=""),
        entry(action="list-remove", state="skipped", list="Reading"),
        entry(state="new", batch="undated:abc"),
    ]
    context = replace(CONTEXT, watch=Watch(["Kähler"], ["title"]))
    assert drawn(why_lines(shown, history, context, 90)) == [
        "Seen in",
        "  Fri 20 Nov         arXiv new listing, Cross-list from cs.LG, no. 3 of 31   EN   cs.txt",
        "  Fri 20 Nov         weekly digest, no. 3 of 31   EN 中 DE   weekly.md",
        "Watched",
        "  author  J. Kähler, watched as Kähler",
        "  keyword  title",
        "Lists",
        "  To read",
        "Decisions",
        "  Tue 3 Nov 10:12    saved to Reading, as v1   in 2026-11-03   undone",
        "  Tue 3 Nov 10:13    later, until Mon 23 Nov   in 2026-11-03",
        "  Thu 1 Jan 00:30    later, until a new version",
        "  Tue 3 Nov 10:12    note: why #hot",
        "  Tue 3 Nov 10:12    note deleted",
        "  Tue 3 Nov 10:12    removed from Reading, so skipped",
        "  Tue 3 Nov 10:12    undecided again   in an undated digest",
    ]


def test_where_there_is_little_room_the_time_stands_above() -> None:
    lines = drawn(why_lines(paper(appearances=(LISTING,)), [], CONTEXT, 40))
    assert lines == [
        "Seen in",
        "  Fri 20 Nov",
        "  arXiv new listing, Cross-list from",
        "  cs.LG, no. 3 of 31   EN",
        "Nothing was decided on it yet.",
    ]


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (80, 24)])
async def test_the_history_of_a_paper_is_a_key_away(sample: Library, size: tuple[int, int]) -> None:
    async with reading(sample, size) as reader:
        await reader.press("s", "u", "b", "k", "N", *"a note", "escape", "i")
        for told in ("Why is this here", "saved to To read", "undone", "later, until the next", "note: a note"):
            assert told in reader.text
        await reader.press("i")
        assert "Why is this here" not in reader.text


async def test_a_long_history_is_scrolled_and_closed_with_the_mouse(sample: Library) -> None:
    async with reading(sample, (60, 20)) as reader:
        await reader.press(*("x", "k", "0") * 12, "i")
        assert "more below" in reader.text
        await reader.press("G")
        assert "more below" not in reader.text
        await reader.press("g", "space", "j", "k", "pageup")
        assert "Seen in" in reader.text
        title = reader.app.screen.query_one("#why-title")
        await reader.pilot.click("#why-title", offset=(title.size.width - 3, 0))
        await reader.rest()
        assert "Why is this here" not in reader.text
