"""A place of the library, a filter that narrows it, and both as they were read. Knows no widget.

Where the person is among them is `tui.worklist`, how they come from one to another `tui.going`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from parsers.frozen import frozen
from tui.query_text import widened

if TYPE_CHECKING:
    from digest_reader.filter import Hits
    from digest_reader.models import View

PlaceKind = Literal["batch", "list", "later", "inbox", "missed", "filter"]
TRIAGED: frozenset[PlaceKind] = frozenset({"batch", "inbox", "missed"})
"""Places whose papers wait for decisions: they have a bar, and are done when none is left."""
STANDING: frozenset[PlaceKind] = TRIAGED | {"filter"}
"""Places that a decided paper stays in until they are left."""
LARGE: frozenset[PlaceKind] = frozenset({"missed", "filter", "later"})
"""Places that may hold most of the library: they are read beside the screen."""


@frozen
class Place:
    """What is open.

    Attributes:
        kind: A batch, a reading list, the papers put off, the undecided ones of the last days or those before, or
            what a filter finds in the whole library.
        key: Key of the batch, slug of the list, or text of the filter.
        category: The split of a batch, None for all of it.
    """

    kind: PlaceKind
    key: str = ""
    category: str | None = None


@frozen
class Filter:
    """A filter as it was typed.

    Attributes:
        text: What was typed; blank for none.
        wide: Whether its plain words are sought in abstracts and notes too.
    """

    text: str = ""
    wide: bool = False

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    @property
    def query(self) -> str:
        """What is searched for."""
        return widened(self.text) if self.wide else self.text


NO_FILTER = Filter()
"""What narrows nothing."""


@frozen
class Opened:
    """A place as it was read: its papers, and what a filter finds among them.

    Attributes:
        place: The place.
        view: Its papers.
        filter: The filter that narrows it.
        hits: What the filter finds, None without one.
    """

    place: Place
    view: View
    filter: Filter = NO_FILTER
    hits: Hits | None = None
