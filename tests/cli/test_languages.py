"""Failures on the command line are told in the interface's language, and a report is in one language throughout."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Reader

GERMAN = {"LC_ALL": "de_DE.UTF-8"}
CHINESE = {"LC_ALL": "zh_CN.UTF-8"}


def test_settings_are_checked_in_the_language_of_the_locale_or_that_they_name(reader: Reader) -> None:
    file = reader.home / "config" / "digest-reader" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("[reading]\ninbox_days = 0\n", encoding="utf-8")
    checked = reader("config", "--check", env=GERMAN)
    assert checked.out == (
        f"{file}, Zeile 2, Spalte 1: reading.inbox_days: es muss eine ganze Zahl von 1 bis 366 sein.\n"
        "  Als inbox_days = 7 schreiben.\n"
    )
    file.write_text('[reading]\ninbox_days = 0\n[interface]\nlanguage = "zh"\n', encoding="utf-8")
    assert reader("config", "--check", env=GERMAN).out.startswith(f"{file}，第 2 行第 1 列")
    assert reader("config", "--check").out.startswith(f"{file}，第 2 行第 1 列")


def test_the_doctor_reports_in_one_language(reader: Reader) -> None:
    file = reader.home / "config" / "digest-reader" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('[interface]\nlanguage = "de"\ntheme = 3\n', encoding="utf-8")
    (file.parent / "filters.toml").write_text("filters = 3\n", encoding="utf-8")
    moving = ("ok    disk", "ok    clock", "ok    encoding")
    chinese, english = (
        [line for line in reader("doctor", env=env).lines if not line.startswith(moving)] for env in (CHINESE, {})
    )
    assert chinese == english
    assert sum(line.startswith("fail") for line in english) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["undo"], "Es gibt nichts rückgängig zu machen.\n"),
        (["mark", "1", "2", "--state", "saved"], None),
        (["export", "--list", "Thesis"], "Es gibt keine Leseliste „Thesis“.\n"),
        (["list", "--filter", "dc"], "Es gibt keinen Filter „dc“.\n"),
        (["parse", "nothing.md"], "nothing.md kann nicht geöffnet werden: No such file or directory.\n"),
        (["--library", "other.db", "list"], "Die Bibliothek other.db gibt es nicht.\n"),
        (["--config-dir", "digests/2026-11-19.md", "list"], "--config-dir digests/2026-11-19.md ist eine Datei.\n"),
        (["fetch"], "Es ist nichts abonniert.\n"),
    ],
)
def test_a_failure_is_told_in_the_language_of_the_locale(
    stocked: Reader, arguments: list[str], said: str | None
) -> None:
    ran = stocked(*arguments, env=GERMAN)
    assert ran.code != 0
    if said is None:
        assert ran.err == (
            "digest-reader: Paper '1' gibt es in der Bibliothek nicht. Ebenso 1 weitere.\n"
            "digest-reader list all zeigt die vorhandenen.\n"
            "Nichts wurde geändert.\n"
        )
    else:
        assert ran.err.startswith(f"digest-reader: {said}")


def test_a_failure_ends_with_the_full_stop_of_its_language(stocked: Reader) -> None:
    ran = stocked("mark", "1", "--state", "saved", env=CHINESE)
    assert ran.err == ("digest-reader: 库中没有论文 '1'。\ndigest-reader list all 会列出现有论文。\n没有任何改动。\n")
