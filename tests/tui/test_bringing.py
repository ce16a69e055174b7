"""Digests come in from the screen: fetched, pasted, imported; how it goes is said in the status line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual import events

from digest_reader.demo import files
from digest_reader.library import Library
from tests.core.arxiv_pages import listing_page
from tests.core.stand_in import Reply, stand_in
from tests.tui.screen import Reader, reading


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the person's own cache and settings out of it."""
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


async def paste(reader: Reader, text: str) -> None:
    """Paste a text as the terminal hands it over."""
    reader.app.screen.post_message(events.Paste(text))
    await reader.rest()
    await reader.rest()


async def test_an_empty_library_fetches_a_category(empty: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    with stand_in() as server:
        server.serve("/list/cs.DC/new", Reply(listing_page("cs.DC", date(2026, 11, 20), ["2611.99001", "2611.99002"])))
        monkeypatch.setenv("DIGEST_READER_ARXIV", server.url)
        monkeypatch.setenv("DIGEST_READER_ARXIV_INTERVAL", "0")
        async with reading(empty, (120, 30)) as reader:
            await reader.press("2", "enter")
            await reader.rest()
            assert "2 new papers from cs.DC" in reader.status
            assert reader.status.startswith(" 2 left of 2")
            assert "2026-11-20 Fri" in reader.header


async def test_a_fetch_that_fails_says_why_and_changes_nothing(empty: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_READER_ARXIV", "http://127.0.0.1:9")
    monkeypatch.setenv("DIGEST_READER_ARXIV_INTERVAL", "0")
    async with reading(empty, (160, 30)) as reader:
        await reader.press("2", "enter")
        for _ in range(5):
            await reader.rest()
        assert "127.0.0.1" in reader.notice
        assert "The library is empty." in reader.text


async def test_r_fetches_what_the_settings_name(
    sample: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "config" / "digest-reader" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[fetch]\ncategories = ["cs.PL"]\n', encoding="utf-8")
    with stand_in() as server:
        server.serve("/list/cs.PL/new", Reply(listing_page("cs.PL", date(2026, 11, 23), ["2611.99009"])))
        monkeypatch.setenv("DIGEST_READER_ARXIV", server.url)
        monkeypatch.setenv("DIGEST_READER_ARXIV_INTERVAL", "0")
        async with reading(sample, (120, 30)) as reader:
            await reader.press("R")
            await reader.rest()
            assert "1 new paper from cs.PL" in reader.status
            await reader.press("greater_than_sign")
            assert "2026-11-23 Mon" in reader.header


async def test_settings_that_cannot_be_read_are_named_with_their_line(sample: Library, tmp_path: Path) -> None:
    settings = tmp_path / "config" / "digest-reader" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("[fetch\n", encoding="utf-8")
    async with reading(sample, (160, 30)) as reader:
        await reader.press("R")
        assert f"{settings}, line 1, column 7: Expected ']' at the end of a table declaration." in reader.notice


async def test_a_pasted_digest_is_imported(empty: Library) -> None:
    text = dict(files())["2026-11-20.md"].decode()
    async with reading(empty, (120, 30)) as reader:
        await paste(reader, text)
        assert "16 new papers from 1 file" in reader.status
        assert empty.counts().total == 16


async def test_pasting_what_is_no_digest_says_so(sample: Library) -> None:
    async with reading(sample, (120, 30)) as reader:
        await paste(reader, "just some words")
        assert "what was pasted is no digest that can be read" in reader.status
        assert sample.counts().left == sample.counts().total
