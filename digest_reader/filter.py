"""The filter, as the screen and the command line see it: what is asked while searching, and what is found.

Which papers a query means is `digest_reader.index.search`, reading a query `digest_reader.query`, marking what was
found `digest_reader.marks`, and where the index comes from `digest_reader.searching`. This module loads nothing heavy,
because the first screen knows it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from digest_reader.marks import spans

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Collection, Mapping, Sequence

    from digest_reader.models import State
    from digest_reader.query import Span
    from digest_reader.watching import Watch

__all__ = ["DigestFact", "Facts", "Hits", "spans"]


@dataclass(frozen=True, slots=True)
class DigestFact:
    """What is asked of a digest.

    Attributes:
        number: Its number in the library.
        format: The format it was read as.
        names: The names that it came under.
        date: The day that it announces, None where it does not tell or was only looked up.
    """

    number: int
    format: str
    names: tuple[str, ...]
    date: str | None


class Facts(Protocol):
    """What is asked while searching, because it changes without an import or is too long to keep.

    Papers are told by their keys; whatever is told may be about papers that nobody asked for.
    """

    def in_state(self, state: State) -> Sequence[int]:
        """Return the papers in a state other than ``new``."""
        ...

    def in_view(self, name: str) -> Sequence[int]:
        """Return the papers of the ``inbox`` or those ``missed``."""
        ...

    def lists(self) -> Mapping[str, Collection[int]]:
        """Return the papers that reading lists hold, by name and by slug."""
        ...

    def notes(self) -> Mapping[int, str]:
        """Return what the person wrote on papers."""
        ...

    def digests(self) -> Sequence[DigestFact]:
        """Return all digests."""
        ...

    def watch(self) -> Watch:
        """Return whom and what the person watches."""
        ...

    def shown(self, keys: Sequence[int]) -> Mapping[int, tuple[Sequence[str], Sequence[str]]]:
        """Return titles and authors of some papers."""
        ...

    def texts(self, keys: Sequence[int]) -> Mapping[int, tuple[Sequence[str], Sequence[str]]]:
        """Return abstracts and AI notes of some papers."""
        ...

    def today(self) -> datetime.date:
        """Return the day as the person's clock has it."""
        ...


@dataclass(slots=True)
class Hits:
    """The papers that a query means.

    Attributes:
        keys: In the order in which the papers were given.
        rows: Their places among the papers given, in order.
        unknown: Places in the query that mean nothing, in order: unknown qualifiers and values, categories and lists
            that there are not, and a qualifier at the end without a whole value. They count for nothing.
        rank: Works out `ranked`.
        relaxed: Whether nothing, or hardly anything, was found as it was typed, and usual words were taken for
            misspelled ones too.
        complete: Whether all papers could be searched; False while a large library is being indexed.
    """

    keys: Sequence[int]
    rows: Sequence[int]
    unknown: tuple[Span, ...]
    rank: Callable[[], Sequence[int]] = field(repr=False, compare=False)
    complete: bool = True
    relaxed: bool = False
    _ranked: Sequence[int] | None = field(default=None, repr=False, compare=False)

    @property
    def ranked(self) -> Sequence[int]:
        """The papers by relevance, best first; worked out when it is first asked for."""
        if self._ranked is None:
            self._ranked = self.rank()
        return self._ranked
