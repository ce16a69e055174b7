"""How the papers of one screen are looked at: in which language, order and zoom; into a paper and back out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from digest_reader.i18n import _
from tui import place_names
from tui.body import Body
from tui.drawing import Drawing
from tui.prompting import Prompting
from tui.settings import Settings
from tui.widgets.detail_pane import DetailPane
from tui.widgets.paper_list import PaperList
from tui.widgets.side_list import SideList
from tui.worklist import Worklist

if TYPE_CHECKING:
    from tui.going import Going
    from tui.moving import Moving


class Looking:
    """Looks at the papers of one screen.

    Args:
        screen: Whose parts get the focus.
        worklist: What is open.
        settings: Keep how the person wants to see things.
        body: Arranges the parts.
        prompting: Has the filter that going back clears.
        going: Goes back to where one came from.
        moving: Shows the papers of a finished day.
        drawing: Draws what is to be seen.
    """

    def __init__(
        self,
        screen: Screen[None],
        worklist: Worklist,
        settings: Settings,
        body: Body,
        prompting: Prompting,
        going: Going,
        moving: Moving,
        drawing: Drawing,
    ) -> None:
        self._screen = screen
        self._work = worklist
        self._settings = settings
        self._body = body
        self._prompting = prompting
        self._going = going
        self._moving = moving
        self._draw = drawing

    # Into a paper and back

    def read(self) -> None:
        """Read the paper: give the detail the focus, or the whole body where there is no room for both."""
        if self._work.done:
            self._moving.look_again()
        elif self._work.current_key is not None:
            pane = self._screen.query_one(DetailPane)
            if not pane.display:
                self._settings.zoom = "detail"
            self._draw.all()
            pane.focus()
            self._draw.anew()

    def back(self) -> None:
        """Go back one level: reading, range, filter, two languages or zoom that hide the list, reading list."""
        pane, papers = self._screen.query_one(DetailPane), self._screen.query_one(PaperList)
        hidden = pane.display and not papers.display
        if self._screen.query_one(SideList).has_focus:
            papers.focus()
        elif pane.has_focus or hidden:
            if hidden and self._settings.two_languages and self._settings.zoom == "split":
                self._settings.two_languages = False
            elif self._settings.zoom == "detail":
                self._settings.zoom = "split"
            self._body.arrange()
            papers.focus()
        elif self._work.selection:
            self._work.selection.clear()
            self._draw.forget_message()
        elif self._work.query is not None:
            self._prompting.clear_filter()
        elif self._settings.zoom != "split":
            self._settings.zoom = "split"
        elif self._work.kind not in (None, "batch"):
            self._going.back()
        else:
            self._moving.look_again()
        self._draw.anew()

    # Languages, order, zoom

    def next_language(self) -> None:
        """Read in the next language."""
        self._settings.next_language()
        self._work.read_in_other_language()
        self._draw.all()

    def language(self, lang: str) -> None:
        """Read in a language."""
        self._settings.lang = lang
        self._work.read_in_other_language()
        self._draw.all()

    def two_languages(self) -> None:
        """Two languages side by side, or one."""
        self._settings.two_languages = not self._settings.two_languages
        self._draw.anew()

    def tex(self) -> None:
        """TeX as written or as Unicode."""
        self._settings.unicode_tex = not self._settings.unicode_tex
        self._draw.all()
        self._draw.say(_("TeX as Unicode") if self._settings.unicode_tex else _("TeX as written"))

    def sort(self) -> None:
        """Show the day, or the list, in another order."""
        sorted_anew = self._work.next_order()
        self._draw.all()
        self._draw.say(
            place_names.current_order(self._work) if sorted_anew else _("days and reading lists can be sorted")
        )

    def zoom(self) -> None:
        """Split view, list only, detail only."""
        self._settings.next_zoom()
        self._draw.all()
        self._screen.query_one(DetailPane if self._settings.zoom == "detail" else PaperList).focus()
        self._draw.anew()

    def resize_list(self, steps: int) -> None:
        """Make the list larger or smaller."""
        if not self._body.resize(steps):
            self._draw.say(_("there is nothing to divide"))
