"""Going from place to place: splits, days, reading lists, a paper by its id; and back to where one came from.

What a place holds is `tui.worklist`; this module decides where a key leads.
"""

from __future__ import annotations

from collections.abc import Callable

from digest_reader.errors import DigestReaderError, UnknownPaperError
from digest_reader.i18n import _
from digest_reader.library import Library
from tui.prompting import Prompting
from tui.worklist import Place, Worklist


class Going:
    """Goes to places on one screen.

    Args:
        library: Where papers are found.
        worklist: What is open.
        prompting: What is asked in the header, which is left on the way.
        say: Shows a message.
        arrived: Is told when another place is open, to draw it.
    """

    def __init__(
        self,
        library: Library,
        worklist: Worklist,
        prompting: Prompting,
        *,
        say: Callable[[str], None],
        arrived: Callable[[], None],
    ) -> None:
        self._library = library
        self._work = worklist
        self._prompting = prompting
        self._say = say
        self._arrived = arrived
        self._before_lists: object = None

    def to(self, place: Place, key: int | None = None) -> None:
        """Go to a place, and to a paper there."""
        self._prompting.leave()
        problem = ""
        try:
            self._work.open(place, key)
        except DigestReaderError as error:
            self._work.reopen()
            problem = error.message
        self._arrived()
        if problem:
            self._say(problem)

    # Splits and days

    def split(self, offset: int) -> None:
        """Go to the next or previous split, or reading list."""
        place = self._work.place
        if place is not None and place.kind == "batch":
            categories = [split.category for split in self._work.splits]
            self.to_split((categories.index(place.category) + offset) % len(categories))
        elif place is not None:
            slugs = [one.slug for one in self._work.lists]
            at = slugs.index(place.key) if place.key in slugs else len(slugs)
            self.to_list((at + offset) % (len(slugs) + 1) + 1)

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

    # Reading lists and back

    def lists(self) -> None:
        """Open the reading lists, or go back to the day."""
        if self._work.kind != "batch":
            self.leave_lists()
            self._arrived()
            return
        self._work.reload_names()
        if not self._work.lists and not self._library.counts().later:
            self._say(_("no reading list yet: s saves a paper, and makes the first"))
            return
        self._before_lists = self._work.memory()
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
        if self._work.kind == "batch":
            self._before_lists = self._work.memory()
        self._work.reload_names()
        self.to(Place("list", slug))

    def leave_lists(self) -> None:
        """Go back to the day as it was left."""
        before, self._before_lists = self._before_lists, None
        if not self._work.resume(before):
            self._work.open_home()
