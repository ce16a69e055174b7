"""The text of a digest comes out of the library as it went in, or is said to be damaged."""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_reader.errors import LibraryError
from digest_reader.ingest import import_paths
from digest_reader.storage.packed_text import pack, unpack
from tests.core.invented import open_library

if TYPE_CHECKING:
    from pathlib import Path

LINE = '{"id": "2507.00001", "title": "On it", "summary": "Über 量子", "abs": "https://arxiv.org/abs/2507.00001"}\n'


@given(st.lists(st.text(st.one_of(st.sampled_from("a量\ud800\n\x00"), st.characters()), max_size=20), max_size=6))
def test_what_is_packed_comes_out_again(parts: list[str]) -> None:
    assert unpack(pack(parts)) == "".join(parts)


def test_what_older_versions_packed_comes_out_too() -> None:
    assert unpack(zlib.compress(LINE.encode(), 1)) == LINE


@pytest.mark.parametrize("packed", [pack([LINE]), zlib.compress(LINE.encode())], ids=["zstandard", "zlib"])
def test_a_damaged_text_is_never_taken_for_a_whole_one(packed: bytes) -> None:
    for data in (b"", packed[: len(packed) // 2], packed[:-1], packed[:8] + b"\xff\xff\xff" + packed[11:]):
        with pytest.raises(ValueError, match="damaged"):
            unpack(data)
    with pytest.raises(ValueError, match="no text"):
        unpack(zlib.compress(b"\xff"))


def test_a_damaged_text_is_said_of_the_library_that_has_it(tmp_path: Path) -> None:
    with contextlib.closing(open_library(tmp_path)) as library:
        digest = tmp_path / "2025-07-01.jsonl"
        digest.write_text(LINE, encoding="utf-8")
        import_paths(library, [digest])
        key = library.find("2507.00001")
        assert library.raw(key) == [LINE]
        with contextlib.closing(sqlite3.connect(tmp_path / "data" / "library.sqlite3")) as connection, connection:
            connection.execute("UPDATE digest_text SET text = substr(text, 1, 20)")
        with pytest.raises(LibraryError, match=r"is damaged \(the text of digest 1 is damaged: it ends too early\)"):
            library.raw(key)
