"""What holds for all tests."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from digest_reader import i18n


def pytest_configure() -> None:
    """Let what tests start be interrupted: what a shell runs in the background, with its children, would ignore it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Everything runs in an empty home: the settings and the style sheet of who runs the tests change nothing."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        yield


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The interface speaks English, whatever the locale is and whatever a test before has chosen."""
    i18n.use("en")
    yield
    i18n.use("en")
