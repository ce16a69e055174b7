"""Libraries for the screen's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest_reader.library import Library
from digest_reader.sample import sample_library


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Library]:
    """The sample library, made anew, of somebody who knows the first keys."""
    library = Library(*sample_library(tmp_path))
    library.remember("first steps", {"over": True})
    yield library
    library.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    """A library without papers."""
    library = Library(tmp_path / "library.db", tmp_path / "lists")
    yield library
    library.close()
