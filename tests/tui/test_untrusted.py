"""Text from digests, lists and files is shown and never obeyed: by the terminal, or by Textual's markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.color import Color

from digest_reader.library import Library
from parsers.base import Block, Note, Record
from parsers.digest import Digest
from tests.tui.screen import reading
from tests.tui.terminal import Terminal
from tui.wall import ControlCharacters

PAYLOADS = (
    "\x1b]0;stolen\x07",
    "\x1b]52;c;c3RvbGVu\x1b\\",
    "\x1b[2J\x1b[31m",
    "\x9b31m\x9d0;stolen\x9c",
    "\u202edetrevni\u2066",
    "\U000e0041\U000e0042",
    "\x00\x7f\x08\x0c",
)
MARKUP = "[cs.LG] [x=1] [/b] [@click=app.quit]press[/] [red]"

_ALLOWED = re.compile(rb"\x1b\[[0-9;:?<>=]*\$?[A-Za-z]|\x1b[78=>]|\x1b\(B|\x1b\]22;[a-z]*\x07")
"""What Textual itself sends: control sequences and the shape of the mouse pointer, nothing that carries other text."""
_FORBIDDEN = re.compile(
    rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xf3\xa0\x80"
)


def hostile_digest(text: str) -> Digest:
    """Return a digest that has the text in every field, as a parser without cleaning would give it."""
    record = Record(
        id="2611.99999",
        line=1,
        position=0,
        version=1,
        title={"en": f"Title {text}", "zh": f"标题 {text}", "de": f"Titel {text}"},
        abstract={"en": f"We show {text}", "zh": f"本文 {text}"},
        authors=(f"Ada {text}", f"Bob {text}"),
        primary="cs.LG",
        categories=("cs.LG", f"cs.{text}"),
        comments=f"Comments {text}",
        journal_ref=f"Journal {text}",
        doi=f"10.1/{text}",
        notes=(Note("tldr", f"TL;DR {text}", "en", f"Short {text}"), Note(None, f"Label {text}", "en", text)),
    )
    block = Block(line=1, raw="raw\n", kind="entry", record=record)
    return Digest(
        name=f"name {text}.md",
        format="daily-markdown",
        sha256="0" * 64,
        size=4,
        encoding="utf-8",
        category=None,
        date=None,
        date_origin=None,
        declared={},
        blocks=(block,),
    )


def check(drawn: bytes) -> None:
    """Assert that nothing in some output is more than text and Textual's own sequences."""
    rest = _ALLOWED.sub(b"", drawn)
    assert b"\x1b" not in rest, rest[rest.index(b"\x1b") :][:60]
    assert not _FORBIDDEN.search(rest), _FORBIDDEN.findall(rest)[:5]


def test_no_field_of_a_paper_reaches_the_terminal_as_more_than_text(tmp_path: Path) -> None:
    file = tmp_path / "data" / "digest-reader" / "library.sqlite3"
    lists = tmp_path / "config" / "digest-reader" / "reading-lists"
    library = Library(file, lists)
    library.add(hostile_digest(" ".join(PAYLOADS)))
    library.close()
    lists.mkdir(parents=True, exist_ok=True)
    (lists / "bad.toml").write_text(
        'name = "List \\u001b]0;stolen\\u0007 \\u202e"\nnumber = 1\n\n[[paper]]\nid = "2611.99999"\n'
        'title = "x \\u001b[2J"\nadded = 2026-11-20\nnote = "note \\u009b31m"\n',
        encoding="utf-8",
    )
    (lists.parent / "filters.toml").write_text(
        '[filters]\n"x \\u001b]0;stolen\\u0007 \\u202e" = "Title \\u009b31m"\n', encoding="utf-8"
    )
    with Terminal([], tmp_path, (160, 45)) as terminal:
        terminal.wait_for("left of 1")
        for keys in (
            "\x1bOR",
            "w",
            "w",
            "z",
            "z",
            "z",
            "s",
            "u",
            "r",
            "\x1b",
            "a",
            "\x1b",
            "i",
            "\x1b",
            "B",
            "\x1b",
            "N",
            "\x1b",
            "/zz",
            "\x1b",
            "?",
            "\x1b",
            "W",
            "\x1b",
            "F",
            "\t",
            "\x1b",
            "F",
            "\r",
            "\x1b",
            "\x14",
            "\x1b",
            ":",
            "\x1b",
        ):
            terminal.type(keys)
        terminal.settle()
        terminal.type("q")
        assert terminal.wait() == 0
        check(terminal.everything)


async def test_markup_in_a_paper_shows_as_it_is_written_everywhere(tmp_path: Path) -> None:
    library = Library(tmp_path / "library.db", tmp_path / "lists")
    library.add(hostile_digest(MARKUP))
    library.create_list(MARKUP)
    library.save_filter("[/b]", "[x=1]")
    async with reading(library, (160, 45)) as reader:
        assert "Title [cs.LG] [x=1] [/b]" in reader.cursor_row
        for shown in ("We show [cs.LG] [x=1] [/b]", "Comments [cs.LG] [x=1]", "Short [cs.LG]"):
            assert shown in reader.text
        await reader.press("s")
        assert "saved to [cs.LG] [x=1] [/b]" in reader.status
        await reader.press("r", "a")
        assert "[cs.LG] [x=1] [/b]" in reader.text
        await reader.press("escape", "W")
        assert "[cs.LG] [x=1] [/b]" in reader.text
        await reader.press("escape", "F")
        assert "[/b]   [x=1]" in reader.text
        await reader.press("escape", "i")
        assert "saved to [cs.LG] [x=1] [/b]" in reader.text
        await reader.press("escape", "N", *"[b]", "escape")
        assert "[b]" in reader.text
        await reader.press("N")
        assert "Title [cs.LG] [x=1] [/b]" in reader.text
        await reader.press("escape", "slash")
        await reader.type("[x=1]")
        assert reader.header.startswith(" / [x=1]")
        await reader.press("escape", "I")
        await reader.type("/nowhere/[b]")
        await reader.press("enter")
        assert "[b]:" in reader.status
    library.close()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_second_wall_lets_nothing_pass_that_a_terminal_obeys(payload: str) -> None:
    [segment] = ControlCharacters().apply([Segment(f"a{payload}b 中文 é")], Color(0, 0, 0))
    check(segment.text.encode("utf-8", "surrogatepass"))
    assert segment.text.startswith("a")
    assert segment.text.endswith("b 中文 é")
