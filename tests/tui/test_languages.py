"""The interface in its three languages: a day is triaged in each, at every size, and the language can be changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from digest_reader import i18n
from digest_reader.library import Library
from tests.tui.screen import reading
from tests.tui.terminal import Terminal

SIZES = ((160, 45), (100, 30), (80, 24))
_SNAPSHOTS = Path(__file__).parent / "snapshots"

SAID = {
    "en": (
        "arXiv + daily  2026-11-20 Fri   All 31",
        "31 left of 31   +0  z0  -0 ",
        "30 left of 31   +1  z0  -0 ",
        ("29 left of 31   +1  z0  -1 ", "skipped Marmot: Hiber", "u undo"),
        ("30 left of 31   +1  z0  -0 ", "undone: skipped Marmot", "U redo"),
        "s Save  x Skip  b Later  1-9 List  u Undo",
        "? Help",
    ),
    "zh": (
        "arXiv + 每日速递  2026-11-20 周五   全部 31",
        "剩 31 / 31   +0  z0  -0 ",
        "剩 30 / 31   +1  z0  -0 ",
        ("剩 29 / 31   +1  z0  -1 ", "已跳过 Marmot: Hiber", "u 撤销"),
        ("剩 30 / 31   +1  z0  -0 ", "已撤销：已跳过 Marmot", "U 重做"),
        "s 保存  x 跳过  b 稍后  1-9 列表  u 撤销",
        "? 帮助",
    ),
    "de": (
        "arXiv + Tages-Digest  2026-11-20 Fr   Alle 31",
        "noch 31 von 31   +0  z0  -0 ",
        "noch 30 von 31   +1  z0  -0 ",
        ("noch 29 von 31   +1  z0  -1 ", "übersprungen: Marmot: Hiber", "u rückgängig"),
        ("noch 30 von 31   +1  z0  -0 ", "rückgängig: übers", "U wiederholen"),
        "s Speichern  x Überspringen  b Später  1-9 Liste  u Rückgängig",
        "? Hilfe",
    ),
}
"""Header; status at first, after saving one, after skipping one, after undoing that; footer; help."""


def _single_spaced(footer: str) -> str:
    return footer.replace("   ", "  ")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_a_day_is_triaged_in_every_language(sample: Library, language: str, size: tuple[int, int]) -> None:
    """Save, skip and undo say what they did, and nothing that is never cut is cut."""
    header, at_first, saved, skipped, undone, footer, help_key = SAID[language]
    i18n.use(language)
    async with reading(sample, size) as reader:
        assert reader.header.startswith(f" {header}")
        assert reader.status.startswith(f" {at_first}")
        assert _single_spaced(reader.footer).startswith(f" {footer}")
        assert reader.footer.endswith(help_key)
        await reader.press("s")
        assert reader.status.startswith(f" {saved}")
        await reader.press("x")
        assert all(part in reader.status for part in skipped)
        assert reader.status.endswith(skipped[-1])
        await reader.press("u")
        assert all(part in reader.status for part in undone)
        assert reader.status.endswith(undone[-1])
    counts = sample.counts()
    assert (counts.saved, counts.skipped) == (1, 0)


SCREENS = {
    "triage-{}-100x30": ((100, 30), ["x", "s", "b"]),
    "triage-{}-80x24": ((80, 24), ["x", "s", "b"]),
    "help-{}-122x37": ((122, 37), ["question_mark"]),
    "done-{}-100x30": ((100, 30), ["s", "1", "v", "G", "x"]),
}


@pytest.mark.parametrize("language", ["zh", "de"])
@pytest.mark.parametrize("name", SCREENS)
async def test_the_screen_looks_in_a_language_as_it_was_found_good(sample: Library, language: str, name: str) -> None:
    """As in `tests.tui.test_snapshots`, for words that are wider."""
    size, keys = SCREENS[name]
    i18n.use(language)
    async with reading(sample, size) as reader:
        await reader.press(*keys)
        drawn = reader.text + "\n"
    file = _SNAPSHOTS / f"{name.format(language)}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_no_text_of_the_help_is_cut(sample: Library, language: str, size: tuple[int, int]) -> None:
    """What every key does stands there in full, on as many pages as it takes."""
    from tui.keymap import KEYS, LIST_KEYS

    i18n.use(language)
    async with reading(sample, size) as reader:
        await reader.press("question_mark")
        seen = reader.text
        for _page in range(4):
            await reader.press("pagedown")
            seen += reader.text
    assert [i18n._(key.help) for key in (*KEYS, *LIST_KEYS) if i18n._(key.help) not in seen and key.help] == []


async def test_the_palette_changes_the_language_and_the_next_session_speaks_it(sample: Library) -> None:
    """The choice is taken at once, is remembered, and gives way when the locale or the settings file changes."""
    async with reading(sample, (100, 30)) as reader:
        await reader.press("colon")
        await reader.type("interface: deu")
        await reader.press("enter")
        assert "Speichern" in reader.footer
        assert reader.status.startswith(" noch 31 von 31")
        await reader.press("question_mark")
        assert "speichern, weiter" in reader.text
    i18n.use("en")
    async with reading(sample, (100, 30)) as reader:
        assert "Speichern" in reader.footer


async def test_a_choice_gives_way_to_another_locale(sample: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who chose German where the locale said English hears Chinese where it says Chinese."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    async with reading(sample, (100, 30)) as reader:
        reader.app.choose_interface("de")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    i18n.use()
    async with reading(sample, (100, 30)) as reader:
        assert "保存" in reader.footer


@pytest.mark.parametrize(
    ("locale", "config", "said"),
    [
        ("zh_CN.UTF-8", "", "库是空的。"),
        ("de_DE.UTF-8", "", "Die Bibliothek ist leer."),
        ("C.UTF-8", "", "The library is empty."),
        ("fr_FR.UTF-8", "", "The library is empty."),
        ("C.UTF-8", 'language = "zh"', "库是空的。"),
        ("zh_CN.UTF-8", 'language = "en"', "The library is empty."),
    ],
)
def test_the_command_speaks_what_settings_and_locale_say(tmp_path: Path, locale: str, config: str, said: str) -> None:
    """The settings file goes before the locale; a locale of another language means English."""
    folder = tmp_path / "config" / "digest-reader"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(f"[interface]\n{config}\n", encoding="utf-8")
    with Terminal([], tmp_path, variables={"LC_ALL": locale}) as terminal:
        terminal.wait_for(said)
        terminal.type("q")
        assert terminal.wait() == 0


def test_the_sample_speaks_what_the_locale_says(tmp_path: Path) -> None:
    """The first thing that many see is in their language."""
    with Terminal(["--demo"], tmp_path, variables={"LC_ALL": "zh_CN.UTF-8"}) as terminal:
        terminal.wait_for("保存")
        terminal.type("x", then="已跳过")
        terminal.type("q")
        assert terminal.wait() == 0


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_a_question_says_what_it_takes(sample: Library, language: str, size: tuple[int, int]) -> None:
    """What may be typed stands in the field, however long the question before it is."""
    i18n.use(language)
    async with reading(sample, size) as reader:
        await reader.press("ctrl+f")
        assert reader.header.startswith(f" {i18n._('Fetch:')} {i18n._('categories: cs.DC cs.LG')} ")
        await reader.press("escape", "slash")
        assert reader.header.startswith(f" / {i18n._('words, cat: au: is: list:')} ")


async def test_keys_are_found_by_their_english_names_too(sample: Library) -> None:
    """Who reads Chinese need not switch an input method on to find an action."""
    i18n.use("zh")
    async with reading(sample, (100, 30)) as reader:
        await reader.press("question_mark")
        await reader.type("import")
        assert "导入文件" in reader.text
        assert "跳过，继续" not in reader.text
        await reader.press("escape", "colon")
        await reader.type("reading lists")
        await reader.press("enter")
        assert reader.header.startswith(" arXiv")
        assert "还没有阅读列表" in reader.status
