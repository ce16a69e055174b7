"""What is asked in the header: nothing, a filter, or a question with one answer; and the search for a filter."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from digest_reader import memory
from digest_reader.i18n import _
from digest_reader.library import Library
from tui.place import Filter
from tui.query_text import doubtful_parts, to_go_on, widened
from tui.widgets.masthead import Masthead
from tui.widgets.prompt import Prompt
from tui.worklist import Worklist

if TYPE_CHECKING:
    from digest_reader.filter import Hits
    from tui.screens.framed import FramedScreen

_ABSTRACTS_SEARCHED = 2_000
"""Papers up to which a filter counts what it would find in abstracts too."""


class Prompting:
    """One prompt of one screen. A filter that is kept stays in the header after its prompt is left."""

    def __init__(
        self,
        screen: FramedScreen,
        library: Library,
        worklist: Worklist,
        redraw: Callable[[], None],
        where: Callable[[], str],
    ) -> None:
        """Ask nothing yet.

        Args:
            screen: The screen with the header.
            library: Where is searched.
            worklist: What is filtered.
            redraw: Draws what a filter found.
            where: Says which place it is that a filter narrows.
        """
        self._screen = screen
        self._library = library
        self._work = worklist
        self._redraw = redraw
        self._where = where
        self._asking: Literal["filter", "question"] | None = None
        self._submit: Callable[[str], object] = lambda text: None
        self._filled: tuple[str, str] | None = None
        self._search_number = 0
        self._wide = False
        self._more: tuple[Filter, Sequence[int], int | None] | None = None
        """A filter, the papers of a place, and how many of them it finds in abstracts too; None until that is known."""

    @property
    def asking(self) -> Literal["filter", "question"] | None:
        """What is asked now."""
        return self._asking

    def draw(self) -> None:
        """Show the prompt if something is asked or a filter is kept; else what the header says."""
        masthead = self._screen.query_one(Masthead)
        masthead.prompting(self._asking is not None or self._work.query is not None)
        prompt = masthead.prompt
        if prompt is None:
            # Not before the first frame, and when it has come this is drawn again.
            return
        prompt.field.can_focus = self._asking is not None
        if self._asking is None and self._work.query is not None and self._filled != ("/", self._work.filter.text):
            self._fill_filter(self._work.filter.text)
        if self._asking == "filter" or (self._asking is None and self._work.query is not None):
            self._say_hits()
            if not len(self._work):
                self._count_more()

    # Asking

    def ask(self, label: str, submit: Callable[[str], object], value: str = "", placeholder: str = "") -> None:
        """Ask for a line of text.

        Args:
            label: What is asked for.
            submit: Gets the answer, unless the person goes away from the prompt.
            value: The text to begin with.
            placeholder: Shown while there is none.
        """
        self._asking, self._submit = "question", submit
        self._fill(label, value, placeholder)

    def ask_filter(self) -> None:
        """Ask for a filter, beginning with the one there is: the next word narrows further."""
        self._asking, self._wide = "filter", self._work.filter.wide
        self._fill_filter(to_go_on(self._work.filter.text))
        if self._work.whole is not None:
            keys = self._work.whole.keys
            # While the person still thinks what to type: the first key then finds its index made.
            self._screen.run_worker(
                lambda: self._library.prepare_search(keys), thread=True, group="index", exit_on_error=False
            )

    def _fill_filter(self, text: str) -> None:
        self._fill("/", text, _("words, cat: au: is: list:"))

    def _fill(self, label: str, value: str, placeholder: str) -> None:
        self._filled = (label, value)
        prompt = self._screen.query_one(Prompt)
        # Before it is filled: a field that is typed in has its full width.
        prompt.field.can_focus = self._asking is not None
        if label == "/":
            prompt.fill(label, value, placeholder, self._doubtful, self.typed)
        else:
            prompt.fill(label, value, placeholder)
        if self._asking is not None:
            self._screen.query_one(Masthead).prompting(True)
            # At once, not with the next message: the next key is for the prompt already.
            self._screen.set_focus(prompt.field)

    def submitted(self, text: str) -> None:
        """Take the answer: a filter is kept, an empty one cleared; a question's answer goes to who asked."""
        asked, submit = self._asking, self._submit
        there = Filter(self._work.filter.text.rstrip(), self._work.filter.wide)
        self.leave()
        if asked == "filter" and not text.strip():
            self.clear_filter()
        elif asked == "filter" and self._typed(text.rstrip()) != there and self._work.whole is not None:
            # The search beside the screen has not answered yet, and the next key is for what it finds.
            self._search_number += 1
            kept = self._typed(text)
            self._work.apply_filter(kept, self._library.search(kept.query, self._work.whole.keys))
        elif asked == "question" and text.strip():
            submit(text.strip())

    def escaped(self) -> None:
        """Leave the prompt without an answer; a filter is cleared."""
        asked = self._asking
        self.leave()
        if asked == "filter":
            self.clear_filter()

    def leave(self) -> None:
        """Ask nothing any more; a filter is kept."""
        if self._asking == "filter":
            # What the searches took for a moment; while it is typed on, the next one takes it again.
            self._screen.run_worker(memory.give_back, thread=True, group="memory", exit_on_error=False)
        self._asking, self._filled = None, None

    def clear_filter(self) -> None:
        """Show all papers of the place again, whatever search is still under way."""
        self._search_number += 1
        self._more = None
        self._work.clear_filter()

    # Searching

    def typed(self, text: str) -> None:
        """Search beside the screen, so that typing never waits; a late answer is dropped."""
        if self._asking == "filter" and self._work.whole is not None:
            self._screen.expect_answer()
            self._seek(self._typed(text), self._work.whole.keys)

    def _seek(self, kept: Filter, keys: Sequence[int]) -> None:
        self._search_number += 1
        self._more = None
        number = self._search_number
        self._screen.run_worker(lambda: self._search(kept, keys, number), thread=True, group="filter")

    def _typed(self, text: str) -> Filter:
        """Return a text as the filter that it is here."""
        return Filter(text, self._wide)

    def _search(self, kept: Filter, keys: Sequence[int], number: int) -> None:
        if number == self._search_number:
            hits = self._library.search(kept.query, keys)
            self._screen.app.call_from_thread(self._found, kept, hits, keys, number, time.monotonic())

    def _found(self, kept: Filter, hits: Hits, keys: Sequence[int], number: int, at: float) -> None:
        if number != self._search_number or self._work.whole is None:
            return
        if self._work.whole.keys is not keys:
            # The place was read again meanwhile, with the filter that there was before, or was left.
            if self._asking == "filter":
                self._seek(kept, self._work.whole.keys)
        else:
            self._screen.answered(at)
            self._work.apply_filter(kept, hits)
            self._redraw()
            # Not before the hits are on the screen, with which it would compete.
            self._screen.call_after_refresh(self._count_more)

    @property
    def more(self) -> int | None:
        """How many papers more the filter would find in abstracts and notes, None where that is not known."""
        return self._more[2] if self._is_counted() and self._more is not None else None

    def _is_counted(self) -> bool:
        """Return whether `_more` is about the filter and the papers that there are."""
        work = self._work
        return (
            self._more is not None
            and work.whole is not None
            and self._more[0] == work.filter
            and self._more[1] is work.whole.keys
        )

    def _count_more(self) -> None:
        """Count beside the screen what would be found in abstracts and notes too, once for a filter and a place."""
        kept, hits, whole, number = self._work.filter, self._work.hits, self._work.whole, self._search_number
        if not kept or kept.wide or hits is None or whole is None or len(whole) > _ABSTRACTS_SEARCHED:
            return
        if self._is_counted():
            return
        keys, found = whole.keys, hits.keys
        self._more = asked = (kept, keys, None)

        def search() -> None:
            if number == self._search_number:
                more = len(set(self._library.search(widened(kept.text), keys).keys) - set(found))
                self._screen.app.call_from_thread(self._found_more, asked, more)

        self._screen.run_worker(search, thread=True, group="filter")

    def _found_more(self, asked: tuple[Filter, Sequence[int], None], more: int) -> None:
        if self._more is not asked or not self._is_counted():
            return
        self._more = (*asked[:2], more)
        if len(self._work):
            self._say_hits()
        else:
            self._redraw()

    def toggle_order(self) -> None:
        """Order hits by relevance, or as announced."""
        if self._asking == "filter" and self._work.hits is not None:
            self._work.by_relevance = not self._work.by_relevance
            self._work.apply_filter(self._work.filter, self._work.hits)

    def toggle_width(self) -> None:
        """Seek plain words in abstracts and notes too, or no longer."""
        if self._asking == "filter":
            self._wide = not self._wide
            self.typed(self._screen.query_one(Prompt).field.value)
            self._say_hits()

    def _doubtful(self, text: str) -> list[tuple[int, int]]:
        """Return which parts of a filter mean nothing; while it is typed, its end is not finished."""
        return doubtful_parts(text, self._work.told_unknown, typing=self._asking == "filter")

    def _say_hits(self) -> None:
        work, prompt = self._work, self._screen.query_one(Prompt)
        if work.query is None:
            prompt.say("", "")
            return
        said = _("{n} of {total}").format(n=f"{len(work):,}", total=f"{len(work.whole or ()):,}")
        unknown = self._doubtful(work.filter.text)
        where = [] if self._asking == "filter" else [self._where()]
        remarks = [_("by relevance")] * work.by_relevance + [_("abs: too")] * work.filter.wide
        if work.hits is not None and not work.hits.complete:
            remarks.append(_("still indexing"))
        if unknown:
            prompt.say(said, "? " + ", ".join(work.filter.text[start:end] for start, end in unknown), warning=True)
        elif self.more and self._asking == "filter" and not remarks:
            prompt.say(said, _("{n} more with").format(n=f"{self.more:,}"), "abs:", "widen_filter")
        else:
            prompt.say(said, "   ".join(part for part in [*where, *remarks] if part))
