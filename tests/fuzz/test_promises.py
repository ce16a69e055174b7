"""The fuzz target's promises hold for its corpus, and each of them would be noticed when it is broken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from parsers import formats
from parsers.base import Block, Diagnostic, Record
from tests.fuzz.promises import BrokenPromiseError, check
from tests.parsers.invented import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.source import Source

CORPUS = sorted(path for path in (Path(__file__).resolve().parent / "corpus").iterdir() if path.is_file())


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_every_format_keeps_its_promises_for_a_file_of_the_corpus(path: Path) -> None:
    data = path.read_bytes()
    for part in (data, data[: len(data) // 2], data[len(data) // 3 :]):
        check(part)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_format_keeps_its_promises_for_the_digests_of_all_others(shape: str) -> None:
    check(SHAPES[shape].encode())


class Faulty:
    """A parser that yields what it was given, and raises when that is nothing."""

    name = "faulty"

    def __init__(self, *blocks: Block) -> None:
        self.blocks = blocks

    def sniff(self, head: str) -> float:
        return 0.0

    def parse(self, source: Source) -> Iterator[Block]:
        if not self.blocks:
            raise ValueError("nothing")
        yield from self.blocks


TEXT = "see 2501.00001"


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ((), "ValueError: nothing"),
        ((Block(1, "see", "text"),), "do not rejoin"),
        ((Block(2, TEXT, "text"),), "says line 2"),
        ((Block(1, TEXT, "entry", record=Record("2501.00001", 1, position=4)),), "do not count up"),
        ((Block(1, TEXT, "entry", record=Record("2501.00001", 1, 0, title={"en": "\x1b[1m"})),), "not cleaned"),
        ((Block(1, TEXT, "text", diagnostics=(Diagnostic("x", "info", 1, "\u202e"),)),), "not cleaned"),
    ],
    ids=["raises", "loses text", "wrong line", "wrong position", "title", "message"],
)
def test_a_broken_promise_is_noticed(monkeypatch: pytest.MonkeyPatch, blocks: tuple[Block, ...], message: str) -> None:
    monkeypatch.setattr(formats, "PARSERS", (Faulty(*blocks),))
    with pytest.raises(BrokenPromiseError, match=message):
        check(TEXT.encode(), ["faulty"])


def test_the_corpus_has_files() -> None:
    assert len(CORPUS) > 10
