"""What one sees: languages, two side by side, TeX, zoom, sizes, help, empty places."""

from __future__ import annotations

import pytest

from digest_reader.library import Library
from tests.tui.screen import reading


async def test_switching_to_chinese_shows_chinese_titles_and_what_stands_in(sample: Library) -> None:
    async with reading(sample, (80, 24)) as reader:
        await reader.press("less_than_sign", "less_than_sign", "f3")
        assert reader.rows()[0].endswith("EN 中 DE")
        assert "中 abstract: the source says only “nan”, showing EN" in reader.text
        await reader.press("j")
        assert "摘要 MT" in reader.text
        await reader.press("less_than_sign", "greater_than_sign")
        assert any(row.rstrip().rsplit("  ", 1)[0].endswith(" EN") for row in reader.rows()[2:10])


async def test_what_a_language_lacks_is_said_once(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("f4")
        assert reader.text.count("DE title and abstract, showing EN") == 1


async def test_german_stands_beside_english(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("less_than_sign", "less_than_sign", "f4", "w")
        assert "Deutsch  MT" in reader.text
        assert "English" in reader.text


async def test_tex_is_unicode_until_one_asks_for_what_is_written(sample: Library) -> None:
    async with reading(sample) as reader:
        assert "ε-Agreement on Trees" in reader.text
        await reader.press("t")
        assert "$\\epsilon$-Agreement on Trees" in reader.text


@pytest.mark.parametrize("size", [(160, 45), (122, 37), (100, 30), (80, 24), (60, 20), (40, 12), (20, 6)])
async def test_every_size_shows_the_number_left_and_the_paper_under_the_cursor(
    sample: Library, size: tuple[int, int]
) -> None:
    async with reading(sample, size) as reader:
        await reader.press("x", "j", "w", "w")
        assert reader.status.startswith(" 30 left")
        assert len(reader.rows()) == size[1]
        assert reader.cursor_row.startswith("▌")


async def test_a_resize_keeps_the_cursor_in_view(sample: Library) -> None:
    async with reading(sample, (160, 45)) as reader:
        await reader.press("G")
        before = reader.cursor_row[13:40]
        await reader.pilot.resize_terminal(80, 24)
        await reader.rest()
        assert before in reader.cursor_row
        assert reader.footer.rstrip().endswith("? Help")


async def test_zoom_shows_list_and_detail_then_either_alone(sample: Library) -> None:
    async with reading(sample, (160, 45)) as reader:
        assert "│" in reader.rows()[5]
        await reader.press("z")
        assert "│" not in reader.rows()[5]
        assert "18 pages, 7 figures" not in reader.text
        await reader.press("z")
        assert reader.cursor_row == ""
        assert "18 pages, 7 figures" in reader.text
        await reader.press("escape")
        assert "│" in reader.rows()[5]


async def test_enter_reads_where_there_is_only_the_list_and_esc_comes_back(sample: Library) -> None:
    async with reading(sample, (80, 18)) as reader:
        assert "Everybody expects undo" not in reader.text
        await reader.press("enter")
        assert "Everybody expects undo" in reader.text
        await reader.press("escape")
        assert reader.cursor_row.startswith("▌")


async def test_help_shows_every_key_and_narrows_by_typing(sample: Library) -> None:
    async with reading(sample, (122, 37)) as reader:
        await reader.press("question_mark")
        assert "save to list n" in reader.text
        await reader.type("undo")
        assert "undo, redo" in reader.text
        assert "save to list n" not in reader.text
        await reader.press("escape")
        assert "Keys" not in reader.text


async def test_an_empty_library_offers_the_sample_and_an_import(empty: Library) -> None:
    async with reading(empty, (100, 30)) as reader:
        assert "The library is empty." in reader.text
        assert reader.status.startswith(" 0 papers ")
        await reader.press("2")
        assert reader.header.startswith(" Fetch: cs.DC")
        await reader.press("escape", "3")
        assert reader.header.startswith(" Import:")
        await reader.press("escape", "1")
        await reader.rest()
        assert "2026-11-20 Fri" in reader.header
        assert empty.counts().total == 0


async def test_ascii_draws_with_ascii_alone_and_leaves_content_as_it_is(sample: Library) -> None:
    async with reading(sample, (80, 24), ascii_only=True) as reader:
        await reader.press("x", "less_than_sign", "less_than_sign", "f3", "j")
        rows = reader.rows()
        assert rows[0].endswith("EN ZH DE")
        frame = rows[0] + rows[1] + rows[-2] + rows[-1] + "".join(row[:12] for row in rows[2:10])
        assert frame.isascii()
        assert "摘要 MT" in reader.text


async def test_titles_with_brackets_are_shown_as_they_are_written(sample: Library) -> None:
    async with reading(sample) as reader:
        for written in (
            "From [x=1] to [x=2]: Explaining",
            "Merging [b] with [/b]: Rich Text",
            "Is This Paper [cs.LG]?",
        ):
            assert written in reader.text


async def test_a_chinese_character_at_the_list_hints_at_the_input_method(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("好")
        assert "the input method is on" in reader.status


async def test_the_palette_does_by_name_and_goes_to_a_paper_by_id(sample: Library) -> None:
    async with reading(sample) as reader:
        await reader.press("colon")
        await reader.type("2607.93418")
        await reader.pilot.pause(0.5)
        await reader.press("enter")
        await reader.rest()
        assert "Snapshots of a Moving Train" in reader.cursor_row


@pytest.mark.parametrize(
    ("width", "header"),
    [
        (44, " arXiv + daily  2026-11-20 Fri   All 31 …"),
        (48, " arXiv + daily  2026-11-20 Fri   All 31   …"),
        (56, " arXiv + daily  2026-11-20 Fri   All 31   …    EN 中 DE"),
        (66, " arXiv + daily  2026-11-20 Fri   All 31   cs.DC 16   …   EN 中 DE"),
    ],
)
async def test_a_narrow_header_says_that_there_is_more(sample: Library, width: int, header: str) -> None:
    async with reading(sample, (width, 12)) as reader:
        await reader.press("j")
        assert reader.header == header
