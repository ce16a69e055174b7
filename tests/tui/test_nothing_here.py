"""Where no paper is shown the screen says what is true of the place, and the key that leads on, at every size."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest_reader import i18n
from digest_reader.library import Library
from tests.core.invented import digest
from tests.tui.screen import Reader, reading
from tui.ink import ACCENT_BOLD, MUTED, Line
from tui.widgets.block import folded

SIZES = ((160, 45), (80, 24), (40, 14))


def said(reader: Reader) -> str:
    """Return the text of the body, its lines and what is folded joined by single spaces."""
    return " ".join(" ".join(reader.rows()[2:-2]).split())


@pytest.fixture
def holiday(sample: Library) -> Library:
    """The sample, with a day after its last one of which two digests say that nothing was announced."""
    sample.add(digest(date="2026-11-26", name="a.html", format="listing-html"))
    sample.add(digest(date="2026-11-26", name="b.md", format="daily-markdown"))
    return sample


EMPTY_DAY = {
    "en": "2026-11-26 Thu has no papers. Its 2 digests list no papers, as on a holiday."
    " < an earlier day W views and days",
    "zh": "2026-11-26 周四 没有论文。 当天的 2 份速递中没有论文，例如节假日。 < 更早的一天 W 视图和日期",
    "de": "2026-11-26 Do: keine Paper. Seine 2 Digests führen keine Paper auf, wie an einem Feiertag."
    " < ein früherer Tag W Ansichten und Tage",
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_a_day_without_papers_says_so(holiday: Library, language: str, size: tuple[int, int]) -> None:
    i18n.use(language)
    async with reading(holiday, size) as reader:
        await reader.press("greater_than_sign")
        assert said(reader).replace("节假 日", "节假日") == EMPTY_DAY[language]


async def test_a_day_without_papers_among_others_leads_to_both_sides(holiday: Library) -> None:
    holiday.add(digest(date="2026-11-27", name="c.md", format="daily-markdown", sha256="c"))
    async with reading(holiday, (80, 24)) as reader:
        await reader.press("greater_than_sign")
        assert said(reader).endswith("< an earlier day > a later day W views and days")
        assert reader.footer.startswith(" < Yesterday  > Tomorrow  W Views")
        assert "Esc" not in reader.footer
        await reader.press("less_than_sign")
        assert reader.cursor_row


async def test_a_filter_that_goes_along_to_a_day_without_papers_is_not_what_empties_it(holiday: Library) -> None:
    async with reading(holiday, (80, 24)) as reader:
        await reader.press("slash", *"leader", "enter", "greater_than_sign")
        assert reader.header.startswith(" / leader ")
        assert said(reader) == EMPTY_DAY["en"]


async def test_the_first_digest_of_a_library_may_have_no_papers(empty: Library) -> None:
    empty.add(digest(date="2026-11-26"))
    async with reading(empty, (80, 24)) as reader:
        assert said(reader) == (
            "2026-11-26 Thu has no papers. Its digest lists no papers, as on a holiday. I import a file"
        )


@pytest.mark.parametrize("size", SIZES)
async def test_a_filter_without_hits_says_how_many_there_are_in_abstracts(
    sample: Library, size: tuple[int, int]
) -> None:
    async with reading(sample, size) as reader:
        await reader.press("slash")
        await reader.type("everybody")
        nothing = (
            "Nothing matches “everybody” among 31 papers shown here: titles in every language, authors, ids"
            " Esc clears the filter"
        )
        assert said(reader) == f"{nothing} Tab 4 hits in abstracts and notes"
        await reader.press("enter")
        assert said(reader) == f"{nothing} / Tab 4 hits in abstracts and notes"
        await reader.press("slash", "tab")
        assert "4 of 31" in reader.header
        await reader.type("zzqq")
        assert said(reader) == (
            "Nothing matches “everybody zzqq” among 31 papers shown here: titles, authors, ids, abstracts and notes"
            " Esc clears the filter"
        )


async def test_hits_in_abstracts_are_those_of_the_day_that_is_open(sample: Library) -> None:
    async with reading(sample, (100, 30)) as reader:
        await reader.press("slash")
        await reader.type("everybody")
        await reader.press("enter", "less_than_sign")
        assert said(reader).endswith("titles in every language, authors, ids Esc clears the filter")


async def test_views_say_that_nothing_waits_there(sample: Library) -> None:
    sample.decide(list(sample.all_view().keys), "skipped")
    async with reading(sample, (80, 24)) as reader:
        for kind, text in {
            "inbox": "Nothing waits. No paper of the last 7 days is undecided. Esc back to the day . missed",
            "missed": "Nothing waits. No older paper was left undecided. Esc back to the day . inbox",
            "later": "Nothing is put off. b puts a paper off until the next announcement. Esc back to the day",
        }.items():
            await reader.app.screen.run_action(f"go_to_view('{kind}')")
            await reader.rest()
            assert said(reader) == text


async def test_a_saved_filter_that_finds_nothing_is_named(sample: Library) -> None:
    sample.save_filter("none", "zzqq ti:zz")
    async with reading(sample, (80, 24)) as reader:
        await reader.press("F", "tab")
        assert said(reader) == "Nothing matches “zzqq ti:zz” among 44 papers of the library Esc back F saved filters"


async def test_a_list_whose_papers_the_library_does_not_have_is_not_called_empty(
    sample: Library, tmp_path: Path
) -> None:
    sample.create_list("Thesis")
    async with reading(sample, (80, 24)) as reader:
        await reader.press("r")
        assert said(reader) == (
            "Thesis is empty. Papers that you save come here. Esc back to the day . next list D delete it"
        )
        (file,) = tmp_path.rglob("thesis.toml")
        file.write_text(file.read_text() + '\n[[paper]]\nid = "2601.99999"\ntitle = "Elsewhere"\n')
        await reader.press("escape", "r")
        assert said(reader) == (
            "Thesis has no paper that is in the library. It names 1 paper: import the digest in which it came."
            " Esc back to the day . next list I import a file"
        )


def test_a_line_that_is_too_wide_is_folded_between_keys() -> None:
    line: Line = [
        ("  Esc", ACCENT_BOLD),
        (" clears the filter", MUTED),
        ("   F", ACCENT_BOLD),
        (" saved filters", MUTED),
    ]
    assert folded(line, 60) == [line]
    assert ["".join(text for text, _ink in row) for row in folded(line, 30)] == [
        "  Esc clears the filter",
        "  F saved filters",
    ]
    assert ["".join(text for text, _ink in row) for row in folded(line, 12)][:2] == ["  Esc clears", "  the filter"]
