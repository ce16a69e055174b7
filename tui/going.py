"""Going from place to place: splits, days, views, reading lists, a paper by its id; and back to where one came from.

What a place holds is `tui.worklist`; this module decides where a key leads, and reads large places beside the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.screen import Screen

from digest_reader import memory
from digest_reader.errors import DigestReaderError, UnknownPaperError
from digest_reader.i18n import _
from digest_reader.library import Library
from tui.keymap import shown
from tui.place import LARGE, NO_FILTER, Filter, Opened, Place, PlaceKind
from tui.prompting import Prompting
from tui.whereabouts import Whereabouts
from tui.worklist import Worklist

if TYPE_CHECKING:
    from textual.timer import Timer

    from digest_reader.filter import Hits
    from tui.app import ReaderApp

_DEPTH: dict[PlaceKind, int] = {"batch": 0, "inbox": 1, "missed": 1, "filter": 1, "list": 2, "later": 2}
"""Back leads from a place to the one of lesser depth that one came from."""
_SLOW_SECONDS = 0.4
"""After this a journey is said to be under way."""
_PATIENCE_SECONDS = 0.4
"""So long the first frame waits for a large place, of which a picture stands there already."""
_READ_AGAIN_PAPERS = 50_000
"""A view of more papers is not read again because another process changed something."""


class Going:
    """Goes to places on one screen.

    Args:
        screen: Whose workers read large places.
        library: Where papers are found.
        worklist: What is open.
        whereabouts: Writes down where one came from, and finds it again.
        prompting: What is asked in the header, which is left on the way.
        say: Shows a message.
        arrived: Is told when another place is open, to draw it.
        redraw: Is told when the place that is open was read again.
    """

    def __init__(
        self,
        screen: Screen[None],
        library: Library,
        worklist: Worklist,
        whereabouts: Whereabouts,
        prompting: Prompting,
        *,
        say: Callable[[str], None],
        arrived: Callable[[], None],
        redraw: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._library = library
        self._work = worklist
        self._whereabouts = whereabouts
        self._prompting = prompting
        self._say = say
        self._arrived = arrived
        self._redraw = redraw
        self._way_back: list[tuple[int, object]] = []
        self._journey = 0
        self._slow: Timer
        self._reading_again = self._once_more = False
        self._seen_of_others = library.changes_by_others()

    # To a place

    def to(self, place: Place, key: int | None = None, kept: Filter | None = None) -> None:
        """Go to a place.

        Args:
            place: The place.
            key: A paper there to put the cursor on.
            kept: The filter to narrow it with; by default the one that there is, from one day or list to another.
        """
        self._remember_way_back(place)
        self._travel(
            place, self._carried(place) if kept is None else kept, lambda opened: self._work.enter(opened, key)
        )

    def _carried(self, place: Place) -> Filter:
        """Return the filter that goes along: it stays in the header until Esc, but a list is not a day."""
        kind = self._work.kind
        alike = kind is not None and (_DEPTH[kind] == 2) == (_DEPTH[place.kind] == 2)
        return self._work.filter if alike and place.kind != "filter" else NO_FILTER

    def _remember_way_back(self, place: Place) -> None:
        here, depth = self._work.place, _DEPTH[place.kind]
        while self._way_back and self._way_back[-1][0] >= depth:
            self._way_back.pop()
        if here is not None and _DEPTH[here.kind] < depth:
            self._way_back.append((_DEPTH[here.kind], self._whereabouts.memory()))

    def _travel(self, place: Place, kept: Filter, enter: Callable[[Opened], None]) -> None:
        self._prompting.leave()
        self._journey += 1
        if place.kind in LARGE:
            self._fetch_beside(partial(self._work.read, place, kept), enter)
            return
        try:
            opened = self._work.read(place, kept)
        except DigestReaderError as error:
            self._stayed(error)
        else:
            enter(opened)
            self._arrived()

    def _fetch_beside(self, read: Callable[[], Opened], enter: Callable[[Opened], None]) -> None:
        number = self._journey
        self._wait()
        self._screen.run_worker(lambda: self._fetch(read, enter, number), thread=True, group="place")

    def _fetch(self, read: Callable[[], Opened], enter: Callable[[Opened], None], number: int) -> None:
        try:
            opened = read()
        except DigestReaderError as error:
            self._tell(self._fetched, None, enter, number, error)
        else:
            self._tell(self._fetched, opened, enter, number, None)
            memory.give_back()

    def _fetched(
        self, opened: Opened | None, enter: Callable[[Opened], None], number: int, error: DigestReaderError | None
    ) -> None:
        if number != self._journey:
            return
        self._slow.stop()
        if opened is None:
            self._stayed(error)
        else:
            enter(opened)
            self._arrived()
        self._reader.papers_came()

    def narrow(self, kept: Filter) -> None:
        """Narrow what is open with a filter that was not typed just now."""
        if self._work.whole is None:
            return
        self._journey += 1
        keys, number = self._work.whole.keys, self._journey
        self._wait()
        self._screen.run_worker(lambda: self._search(kept, keys, number), thread=True, group="place")

    def _search(self, kept: Filter, keys: Sequence[int], number: int) -> None:
        self._tell(self._found, kept, self._library.search(kept.query, keys), number)

    def _found(self, kept: Filter, hits: Hits, number: int) -> None:
        if number == self._journey:
            self._slow.stop()
            self._work.apply_filter(kept, hits)
            self._arrived()
            self._reader.papers_came()

    def _wait(self) -> None:
        """Hold the keys typed ahead: they are for the papers that are on their way."""
        self._reader.hold_keys(self._stay)
        self._slow = self._screen.set_timer(_SLOW_SECONDS, lambda: self._say(_("opening; Esc stays here")))

    def _stay(self) -> None:
        """Give up a journey that takes too long."""
        self._journey += 1
        self._slow.stop()
        self._arrived()
        self._reader.papers_came()

    def _stayed(self, error: DigestReaderError | None) -> None:
        self._work.reopen()
        self._arrived()
        if error is not None:
            self._say(error.message)

    def _tell(self, tell: Callable[..., None], *said: object) -> None:
        if self._screen.is_running:
            self._screen.app.call_from_thread(tell, *said)

    @property
    def _reader(self) -> ReaderApp:
        return cast("ReaderApp", self._screen.app)

    # The same place, after the library changed under it

    def look_for_changes(self) -> None:
        """Notice reading lists that an editor changed, and decisions and digests of another process."""
        # What cannot be read now is looked at again in a moment.
        with suppress(DigestReaderError):
            others = self._library.changes_by_others()
            if others != self._seen_of_others or self._library.lists() != self._work.lists:
                self._seen_of_others = others
                self.read_again()

    def read_again(self, *, however_large: bool = False) -> None:
        """Read the place that is open beside the screen, and show it anew where nothing else happened meanwhile.

        A view of most of a large library is not read again each time that an import elsewhere has come further: its
        rows show what is new of them, and it is read when it is opened.

        Args:
            however_large: Whether it is read all the same.
        """
        if self._reading_again:
            self._once_more = True
            return
        too_large = not however_large and len(self._work.whole or ()) > _READ_AGAIN_PAPERS
        if self._work.place is None or too_large:
            self._work.refresh_rows() if self._work.place else self._work.reopen()
            self._redraw()
            return
        self._reading_again = True
        place, kept, edition = self._work.place, self._work.filter, self._work.edition
        self._screen.run_worker(lambda: self._read_again(place, kept, edition), thread=True, group="again")

    def _read_again(self, place: Place, kept: Filter, edition: int) -> None:
        try:
            opened = self._work.read(place, kept)
        except DigestReaderError:
            opened = None
        self._tell(self._have_read, opened, edition)

    def _have_read(self, opened: Opened | None, edition: int) -> None:
        self._reading_again = False
        if edition != self._work.edition or self._once_more:
            self._once_more = False
            self.read_again()
            return
        self._work.reopen(opened)
        self._redraw()

    # Where one was

    def resume(self, memory: Any) -> None:
        """Go to where a memory was, home where it is of no use."""
        left = self._whereabouts.remembered(memory)
        if left is None:
            self._work.open_home()
            self._arrived()
            return
        place, kept = left
        enter = partial(self._whereabouts.come_back, memory=memory)
        if self._work.place is None and place.kind in LARGE:
            self._open_large(partial(self._work.read, place, kept), enter)
        else:
            self._travel(place, kept, enter)

    def _open_large(self, read: Callable[[], Opened], enter: Callable[[Opened], None]) -> None:
        """Open a large place while nothing is on the screen yet: what is seen first is the place, unless it takes long.

        Then it is home, and the place comes when it has been read.
        """
        from concurrent.futures import ThreadPoolExecutor

        reading = ThreadPoolExecutor(1)
        opened = reading.submit(read)
        reading.shutdown(wait=False)
        try:
            enter(opened.result(_PATIENCE_SECONDS))
        except (TimeoutError, DigestReaderError):
            self._work.open_home()
            self._fetch_beside(opened.result, enter)
        else:
            self._arrived()

    def back(self) -> None:
        """Go back to where one came from, as it was left."""
        self.resume(self._way_back.pop()[1] if self._way_back else None)

    # Splits and days

    def split(self, offset: int) -> None:
        """Go to the next or previous split of a day, reading list, or saved filter."""
        place = self._work.place
        if place is None:
            return
        if place.kind in ("list", "later"):
            slugs = [one.slug for one in self._work.lists]
            at = slugs.index(place.key) if place.key in slugs else len(slugs)
            self.to_list((at + offset) % (len(slugs) + 1) + 1)
        elif place.kind in ("inbox", "missed"):
            self.to(Place("missed" if place.kind == "inbox" else "inbox"))
        elif place.kind == "filter" and self._work.saved:
            queries = [one.query for one in self._work.saved]
            at = queries.index(place.key) if place.key in queries else -1 if offset > 0 else 0
            self.to(Place("filter", queries[(at + offset) % len(queries)]))
        elif place.kind == "batch":
            categories = [split.category for split in self._work.splits]
            self.to_split((categories.index(place.category) + offset) % len(categories))

    def to_split(self, number: int) -> None:
        """Go to a split by its place in the header."""
        place = self._work.place
        if place is not None and number < len(self._work.splits):
            self.to(Place(place.kind, place.key, self._work.splits[number].category))

    def day(self, offset: int) -> None:
        """Go to an earlier or later day."""
        batch = self._work.neighbour_batch(offset)
        if batch is None:
            self._say(_("this is the newest day") if offset > 0 else _("this is the oldest day"))
        else:
            self.to(Place("batch", batch.key))

    # A paper

    def to_paper(self, paper_id: str) -> bool:
        """Go to a paper by its id, in the newest batch that has it; say so where there is none."""
        try:
            key = self._library.find(paper_id)
        except UnknownPaperError as error:
            self._say(error.message)
            return False
        if not self._work.go_to_key(key):
            self.to(Place("batch", self._library.batches_of(key)[0]), key)
        return True

    # Reading lists

    def lists(self) -> None:
        """Open the reading lists, or go back to where one came from."""
        if self._work.kind in ("list", "later"):
            self.back()
            return
        self._work.reload_names()
        if not self._work.lists and not self._library.counts().later:
            self._say(_("no reading list yet: {key} saves a paper, and makes the first").format(key=shown("save")))
            return
        self.to_list(1)

    def to_list(self, number: int) -> None:
        """Open a reading list by its number; the number after the last is that of the papers put off."""
        if number > len(self._work.lists):
            self.to(Place("later"))
            return
        self.to(Place("list", self._work.lists[number - 1].slug))
        one = self._work.reading_list
        if one is not None and one.problem:
            self._say(one.problem)

    def to_new_list(self, slug: str) -> None:
        """Open a list that was just made."""
        self._work.reload_names()
        self.to(Place("list", slug))
