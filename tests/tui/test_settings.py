"""What the settings file does to the screen: keys, theme, languages, a style sheet, and what is said of mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest_reader import i18n
from digest_reader.library import Library
from digest_reader.sample import sample_library
from tests.tui.screen import reading
from tests.tui.terminal import Terminal


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    """A settings file that is not there yet."""
    folder = tmp_path / "config"
    folder.mkdir()
    return folder / "config.toml"


KEYS = """\
[keys]
save = ["F5", "y"]
copy = "alt+y"
skip = []
undo = "-"
back = "ctrl+b"
lists = "中"
list-remove = "!"
"""


async def test_the_persons_keys_do_what_they_say_and_the_old_ones_do_nothing(
    sample: Library, config_file: Path
) -> None:
    config_file.write_text(KEYS, encoding="utf-8")
    async with reading(sample, config_file=config_file) as reader:
        first = reader.cursor_row
        await reader.press("x", "s")
        assert reader.cursor_row == first
        await reader.press("f5")
        assert sample.counts().saved == 1
        await reader.press("y")
        assert sample.counts().saved == 2
        await reader.press("minus", "minus")
        assert sample.counts().saved == 0
        await reader.press("fullwidth_hyphen_minus")
        assert "nothing to undo" in reader.status


async def test_footer_messages_help_and_palette_show_the_persons_keys(sample: Library, config_file: Path) -> None:
    config_file.write_text(KEYS, encoding="utf-8")
    async with reading(sample, config_file=config_file) as reader:
        assert reader.footer.split()[:2] == ["F5", "Save"]
        assert "Skip" not in reader.footer
        assert "- Undo" in reader.footer
        await reader.press("f5")
        assert reader.status.endswith("- undo")
        await reader.press("question_mark")
        rows = [" ".join(row.split()) for row in reader.rows()]
        assert any("F5 save, go on" in row for row in rows)
        assert any("- U undo, redo" in row for row in rows)
        assert any("中 reading lists" in row for row in rows)
        await reader.press("escape")
        await reader.press("colon")
        await reader.type("undo")
        assert any("│ Undo - │" in " ".join(row.split()) for row in reader.rows())


async def test_a_list_has_keys_of_its_own_that_go_before_the_others(sample: Library, config_file: Path) -> None:
    config_file.write_text("[keys]\nlist-remove = 's'\n", encoding="utf-8")
    async with reading(sample, config_file=config_file) as reader:
        await reader.press("s", "r")
        assert "s Remove" in reader.footer
        await reader.press("s")
        assert [len(one.entries) for one in sample.lists()] == [0]


async def test_empty_places_name_the_persons_keys(sample: Library, config_file: Path) -> None:
    config_file.write_text("[keys]\nback = 'ctrl+b'\nlater = 'F7'\n", encoding="utf-8")
    async with reading(sample, config_file=config_file) as reader:
        await reader.press("slash")
        await reader.type("zzzzqqqq")
        assert "ctrl+b clears the filter" in reader.text


async def test_a_theme_from_the_palette_holds_until_the_settings_name_another(
    tmp_path: Path, config_file: Path
) -> None:
    files = sample_library(tmp_path)

    async def theme_of(text: str, *, choose: str = "") -> str:
        config_file.write_text(text, encoding="utf-8")
        library = Library(*files)
        async with reading(library, config_file=config_file) as reader:
            if choose:
                reader.app.choose_theme(choose)
                await reader.rest()
            theme = reader.app.theme
        library.close()
        return theme

    assert await theme_of("") == "catppuccin-mocha"
    assert await theme_of("[interface]\ntheme = 'nord'\n") == "nord"
    assert await theme_of("[interface]\ntheme = 'nord'\n", choose="dracula") == "dracula"
    assert await theme_of("[interface]\ntheme = 'nord'\n") == "dracula"
    assert await theme_of("[interface]\ntheme = 'gruvbox'\n") == "gruvbox"


async def test_titles_stand_in_by_the_order_of_the_languages(sample: Library, config_file: Path) -> None:
    config_file.write_text("[reading]\nlanguages = ['zh', 'de']\n", encoding="utf-8")
    async with reading(sample, config_file=config_file) as reader:
        chosen = reader.text
        await reader.press("f3")
        assert reader.text == chosen
        await reader.press("f2")
        assert reader.text != chosen


async def test_a_language_chosen_on_the_screen_holds_until_the_settings_change(
    tmp_path: Path, config_file: Path
) -> None:
    files = sample_library(tmp_path)

    async def language_of(text: str, *keys: str) -> str:
        config_file.write_text(text, encoding="utf-8")
        library = Library(*files)
        async with reading(library, config_file=config_file) as reader:
            await reader.press(*keys, "q")
        remembered: dict[str, str] = library.recall("settings")
        library.close()
        return remembered["lang"]

    assert await language_of("") == "en"
    assert await language_of("[reading]\nlanguages = ['de', 'en']\n") == "de"
    assert await language_of("[reading]\nlanguages = ['de', 'en']\n", "f3") == "zh"
    assert await language_of("[reading]\nlanguages = ['de', 'en']\n") == "zh"
    assert await language_of("[reading]\nlanguages = ['en', 'de']\n") == "en"


async def test_a_mistake_in_the_settings_is_told_with_its_line_and_the_rest_holds(
    sample: Library, config_file: Path
) -> None:
    broken = "[interface]\nascii = 1\ntheme = 'nord'\n[keys]\nsave = 'x'\n"
    config_file.write_text(broken, encoding="utf-8")
    async with reading(sample, config_file=config_file) as reader:
        assert "config.toml, line 2, column 1: interface.ascii: it must be true or false." in reader.notice
        assert reader.app.theme == "nord"
        await reader.press("s")
        assert sample.counts().saved == 1
    assert config_file.read_text(encoding="utf-8") == broken


async def test_a_mistake_in_what_is_fetched_is_told_too(sample: Library, config_file: Path) -> None:
    config_file.write_text("[fetch]\ncategories = 'cs.DC'\n", encoding="utf-8")
    async with reading(sample, config_file=config_file) as reader:
        assert "config.toml, line 2, column 1: fetch.categories: it must be a list of texts." in reader.status


async def test_a_style_sheet_of_ones_own_goes_behind_the_readers(sample: Library, config_file: Path) -> None:
    (config_file.parent / "user.tcss").write_text("#keys { display: none; }\n", encoding="utf-8")
    async with reading(sample, config_file=config_file) as reader:
        assert "Save" not in reader.footer
        assert not reader.app.screen.query_one("#keys").display


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("#keys { display: none; }\n\nScreen { colour: red; }\n", "user.tcss, line 3, column 10: "),
        ("#keys {\n  color: $no-such;\n}\n", "user.tcss, line 2, column "),
        ("#keys { \n", "user.tcss, line "),
        ("Screen {\n  color: $foreground-disabled;\n}\n", "user.tcss, line 2, column "),
        ("@@@@\n", "user.tcss, line 1, column 1: "),
        (
            "PaperList {\n  height: 99999999;\n}\n",
            "user.tcss, line 2, column 11: 99999999 is larger than any screen, 1000 at most.",
        ),
        ("DetailPane { max-width: 900; min-width: 90000%; }\n", "column 41: 90000 is larger than any screen, 200 at"),
        ("$far: 5000;\nStatusRule { margin: 0 -$far; }\n", "user.tcss, line "),
        ("Screen { layout: grid; grid-columns: 1fr 1001; }\n", "user.tcss, line 1, column 42: 1001 is larger than"),
        ("Screen { grid-size: 3 21; }\n", "user.tcss, line 1, column 23: 21 is larger than any screen, 20 at most."),
        ("#keys { width: 201fr; }\n", "user.tcss, line 1, column 16: 201 is larger than any screen, 200 at most."),
    ],
)
async def test_a_style_sheet_that_cannot_be_used_is_told_with_its_line_and_left_out(
    sample: Library, config_file: Path, style: str, said: str
) -> None:
    (config_file.parent / "user.tcss").write_text(style, encoding="utf-8")
    async with reading(sample, config_file=config_file) as reader:
        assert said in reader.status
        assert "It is left out." in reader.status
        assert reader.footer.split()[:2] == ["s", "Save"]


@pytest.mark.parametrize(
    "style", ["* { width: 1000; height: 1000; }\n", "* { width: 200%; height: 200vh; }\n", "* { height: 200fr; }\n"]
)
async def test_the_largest_that_a_style_sheet_may_ask_for_is_shown(
    sample: Library, config_file: Path, style: str
) -> None:
    (config_file.parent / "user.tcss").write_text(style, encoding="utf-8")
    async with reading(sample, (80, 24), config_file=config_file) as reader:
        await reader.press("x", "question_mark", "escape", "j")
        assert reader.app.is_running
        assert sample.counts().skipped == 1


async def test_a_style_sheet_survives_every_theme(sample: Library, config_file: Path) -> None:
    (config_file.parent / "user.tcss").write_text("#keys { background: $surface; color: $dr-accent; }\n")
    async with reading(sample, config_file=config_file) as reader:
        for theme in sorted(reader.app.available_themes):
            reader.app.choose_theme(theme)
            await reader.pilot.pause()
        assert "Save" in reader.footer


async def test_nothing_moves_where_less_motion_is_asked_for(sample: Library, config_file: Path) -> None:
    config_file.write_text("[interface]\nreduced_motion = true\n", encoding="utf-8")
    async with reading(sample, config_file=config_file) as reader:
        assert reader.app.animation_level == "none"


def test_the_keys_of_the_settings_work_with_real_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "digest-reader"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("[keys]\nsave = 'F5'\nskip = 'ctrl+n'\nquit = '%'\n", encoding="utf-8")
    digest = Path(__file__).resolve().parents[2] / "digest_reader" / "demo" / "2026-11-20.md"
    with Terminal(["import", str(digest)], tmp_path) as importing:
        assert importing.wait() == 0
    with Terminal([], tmp_path, size=(160, 45)) as terminal:
        terminal.wait_for("ctrl+n Skip")
        assert "F5 Save" in terminal.text
        terminal.type("\x1b[15~", "saved")
        terminal.type("\x0e", "skipped")
        terminal.type("q")
        terminal.type("%")
        assert terminal.wait() == 0


def test_settings_that_do_not_parse_are_told_on_the_screen(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "digest-reader"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("[keys]\nsave = \n", encoding="utf-8")
    with Terminal([], tmp_path, size=(100, 30)) as terminal:
        terminal.wait_for("config.toml, line 2, column 8: Invalid value.")
        terminal.type("q")
        assert terminal.wait() == 0


async def test_the_views_beside_the_list_and_the_prompt_know_the_persons_keys(
    sample: Library, config_file: Path
) -> None:
    config_file.write_text("[keys]\ndown = 'F6'\nhelp = 'h'\nback = 'Esc'\nviews = 'F8'\n", encoding="utf-8")
    async with reading(sample, (200, 50), config_file=config_file) as reader:
        assert reader.footer.endswith("h Help")
        await reader.press("slash")
        assert "Help" not in reader.footer
        await reader.press("escape", "f8")
        assert "F6 k Move" in reader.footer
        assert "F8 Hide" in reader.footer


async def test_a_mistake_is_told_in_the_language_that_was_chosen_for_the_interface(
    sample: Library, config_file: Path
) -> None:
    config_file.write_text("[interface]\nascii = 1\n", encoding="utf-8")
    try:
        async with reading(sample, config_file=config_file) as reader:
            reader.app.choose_interface("de")
        i18n.use("en")
        async with reading(sample, config_file=config_file) as reader:
            told = "config.toml, Zeile 2, Spalte 1: interface.ascii: es muss true oder false sein."
            assert told in reader.text
    finally:
        i18n.use("en")
