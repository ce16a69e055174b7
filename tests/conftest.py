"""What holds for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from digest_reader import i18n


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The interface speaks English, whatever the locale is and whatever a test before has chosen."""
    i18n.use("en")
    yield
    i18n.use("en")
