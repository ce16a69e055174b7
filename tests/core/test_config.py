"""The settings file."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_reader.config import Config, load, parse
from digest_reader.errors import ConfigError
from digest_reader.fetch.models import Announcement, Page, Repository

WHOLE = """\
# What I read.
[fetch]
categories = ["cs.DC", "quant-ph", "cs.DC"]
feeds = ["https://example.org/feed.xml"]
mailto = "ana@example.org"

[[fetch.repository]]
name = "Daily"
url = "https://example.org/data/{date}.jsonl"
from = "2026-11-01"

[[fetch.repository]]
url = "https://example.org/{date:%Y/%m%d}.md"
from = 2026-11-02

[keys]
save = "F9"
"""


def test_what_is_fetched() -> None:
    assert parse(WHOLE.encode(), "config.toml") == Config(
        sources=(
            Announcement("cs.DC"),
            Announcement("quant-ph"),
            Page("https://example.org/feed.xml"),
            Repository("Daily", "https://example.org/data/{date}.jsonl", begins=datetime.date(2026, 11, 1)),
            Repository(
                "https://example.org/{date:%Y/%m%d}.md",
                "https://example.org/{date:%Y/%m%d}.md",
                begins=datetime.date(2026, 11, 2),
            ),
        ),
        mailto="ana@example.org",
        keys={"save": ("f9",)},
    )


def test_an_absent_or_empty_file_says_nothing(tmp_path: Path) -> None:
    assert load(tmp_path / "config.toml") == Config()
    (tmp_path / "config.toml").write_bytes(b"\xef\xbb\xbf\r\n# nothing yet\r\n")
    assert load(tmp_path / "config.toml") == Config()


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "config.toml")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[fetch]\ncategories = [\n", "config.toml, line 3, column 1: ", "Mend that line"),
        ('[fetch]\nmailto = "a" b\n', "config.toml, line 2, column 14: ", "Mend that line"),
        (
            '[fetch]\ncategories = "cs.DC"\n',
            "config.toml, line 2, column 1: fetch.categories: it must be a list of texts.",
            'categories = ["cs.DC", "cs.LG"]',
        ),
        (
            '[fetch]\ncategories = ["cs.DC", "cs DC"]\n',
            "config.toml, line 2, column 25: fetch.categories: 'cs DC' is no category of arXiv.",
            "Did you mean cs.DC?",
        ),
        (
            '[fetch]\nfeeds = ["http://example.org/a"]\n',
            "line 2, column 11: fetch.feeds: 'http://example.org/a' cannot be asked for: it is not https.",
            "https",
        ),
        (
            '[fetch]\nmailto = "ana@example.org\\nX-Other: 1"\n',
            "line 2, column 1: fetch.mailto: it is no e-mail address.",
            "ana@example.org",
        ),
        ("fetch = 1\n", "line 1, column 1: fetch: it must be a table.", "[fetch]"),
        ("[fetch.repository]\nname = 'a'\n", "line 1, column 8: fetch.repository: it must be tables.", "[[fetch.rep"),
        ("[[fetch.repository]]\nname = 'a'\n", "fetch.repository.url: url is missing.", "{date}"),
        (
            "[[fetch.repository]]\nurl = 'https://example.org/a.md'\n",
            "line 2, column 8: fetch.repository.url: it has no {date}.",
            "{date}",
        ),
        (
            "[[fetch.repository]]\nurl = 'https://example.org/{date}'\nfrom = '2026-13-01'\n",
            "line 3, column 9: fetch.repository.from: it is no date.",
            "2026-11-20",
        ),
        (
            "[[fetch.repository]]\nname = 'a'\nurl = 'https://example.org/{date}'\n" * 2,
            "fetch.repository.name: there are two repositories 'a'.",
            "another name",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_the_next_step(text: str, message: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text.encode(), "config.toml")
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_what_is_not_utf8_is_told_with_its_line() -> None:
    with pytest.raises(ConfigError, match="line 2: it is not UTF-8"):
        parse("[fetch]\nmailto = 'ä'".encode("latin-1"), "config.toml")


def test_unknown_settings_are_named_with_what_may_be_meant() -> None:
    text = "[fetch]\ncategory = ['cs.DC']\ncolour = 1\n"
    text += "[[fetch.repository]]\nurl = 'https://example.org/{date}'\nform = 1\n"
    config = parse(text.encode(), "config.toml")
    assert config.warnings == (
        "config.toml, line 2, column 1: there is no setting 'fetch.category'; did you mean 'categories'?",
        "config.toml, line 3, column 1: there is no setting 'fetch.colour';"
        " known are categories, feeds, mailto, repository.",
        "config.toml, line 6, column 1: there is no setting 'fetch.repository.form'; did you mean 'from'?",
    )
    assert config.sources == (Repository("https://example.org/{date}", "https://example.org/{date}"),)
    assert parse(b"[fetsch]\n", "config.toml").warnings == (
        "config.toml, line 1, column 2: there is no setting 'fetsch'; did you mean 'fetch'?",
    )


def test_a_category_that_nobody_knows_is_doubted_and_fetched_all_the_same() -> None:
    config = parse(b'[fetch]\ncategories = ["cs.DX"]\n', "config.toml")
    assert config.sources == (Announcement("cs.DX"),)
    assert "did you mean" in config.warnings[0]


@given(st.binary(max_size=200))
def test_any_bytes_are_settings_or_an_error_with_a_next_step(data: bytes) -> None:
    for text in (data, b"[fetch]\n" + data):
        error = mistake(text)
        assert error is None or (error.message.startswith("config.toml, line ") and error.hint)


def mistake(data: bytes) -> ConfigError | None:
    try:
        parse(data, "config.toml")
    except ConfigError as error:
        return error
    return None
