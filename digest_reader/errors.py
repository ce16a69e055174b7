"""The errors that a person may meet: each says what went wrong, where, and what to do next."""

from __future__ import annotations


class DigestReaderError(Exception):
    """The root of all expected failures.

    Attributes:
        message: What went wrong and where, one sentence.
        hint: The next step for the person, or an empty string.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class LibraryError(DigestReaderError):
    """The library file cannot be opened, read or written."""


class ReadingListError(DigestReaderError):
    """A reading list does not parse, does not exist, or cannot be written."""


class SavedFilterError(DigestReaderError):
    """The file of the saved filters does not parse or cannot be written, or there is no such filter."""


class DoubtfulFilterError(SavedFilterError):
    """A filter that was to be kept has parts that mean nothing.

    Attributes:
        parts: The parts, as they were typed.
    """

    def __init__(self, message: str, hint: str, parts: tuple[str, ...]) -> None:
        super().__init__(message, hint)
        self.parts = parts


class UnknownPaperError(DigestReaderError):
    """No paper with that id is in the library."""


class ConfigError(DigestReaderError):
    """The settings file does not parse, or says something that makes no sense."""


class FetchError(DigestReaderError):
    """Something could not be fetched.

    Attributes:
        status: The HTTP status that said so, None when there was no whole answer.
        offline: Whether the host could not be reached at all.
    """

    def __init__(self, message: str, hint: str = "", *, status: int | None = None, offline: bool = False) -> None:
        super().__init__(message, hint)
        self.status = status
        self.offline = offline
