"""Headings of reading lists, and where things are kept."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from digest_reader import paths
from digest_reader.views import age_heading

WEDNESDAY = datetime.date(2026, 11, 18)


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        ("2026-11-19", "This week"),
        ("2026-11-18", "This week"),
        ("2026-11-16", "This week"),
        ("2026-11-15", "Last week"),
        ("2026-11-09", "Last week"),
        ("2026-11-08", "November"),
        ("2026-01-01", "January"),
        ("2025-12-31", "December 2025"),
        ("", "Earlier"),
        ("soon", "Earlier"),
    ],
)
def test_a_day_comes_under_the_week_or_month_that_it_is_in(day: str, heading: str) -> None:
    assert age_heading(day, WEDNESDAY) == heading


def test_last_week_may_be_last_year() -> None:
    assert age_heading("2025-12-31", datetime.date(2026, 1, 6)) == "Last week"


def test_places_follow_the_environment_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere/data")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/somewhere/config")
    data, config = paths.library_file(), paths.lists_folder()
    if data.is_relative_to("/somewhere"):
        assert data == Path("/somewhere/data/digest-reader/library.sqlite3")
        assert config == Path("/somewhere/config/digest-reader/reading-lists")
    assert paths.lists_folder(Path("/mine")) == Path("/mine/reading-lists")
    assert paths.config_file(Path("/mine")) == Path("/mine/config.toml")
