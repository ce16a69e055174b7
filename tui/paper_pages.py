"""What leads from a paper out of the reader: its pages, its address, its BibTeX, an export of what is shown.

Addresses are made by `tui.links`, what is exported is written by `tui.exporting`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from digest_reader.i18n import _, plural
from digest_reader.library import Library
from tui import links
from tui.exporting import Exporting
from tui.presenter import Presenter
from tui.worklist import Worklist

if TYPE_CHECKING:
    from tui.listkeeping import Ask


class PaperPages:
    """Opens, copies and exports the papers of one screen.

    Args:
        screen: Whose clipboard and workers it uses.
        library: Where the papers are.
        worklist: Says which papers are meant.
        presenter: Knows the paper that is shown.
        ask: Asks in the header.
        say: Shows a message.
    """

    def __init__(
        self,
        screen: Screen[None],
        library: Library,
        worklist: Worklist,
        presenter: Presenter,
        *,
        ask: Ask,
        say: Callable[[str], None],
    ) -> None:
        self._screen = screen
        self._work = worklist
        self._present = presenter
        self._ask = ask
        self._say = say
        self._exporting = Exporting(screen, library, say)

    def open(self, kind: links.LinkKind) -> None:
        """Open the abstract page or the PDF; where there is no browser, copy the address."""
        address = self._address(kind)
        if address is None:
            return
        if not links.can_open():
            self._screen.app.copy_to_clipboard(address)
            self._say(_("no browser here; copied {address}").format(address=address))
        elif links.open_in_browser(address):
            self._say(_("opened {address}").format(address=address))
        else:
            self._say(_("no browser took {address}").format(address=address))

    def copy_link(self) -> None:
        """Copy the address of the abstract page."""
        address = self._address("abs")
        if address is not None:
            self._screen.app.copy_to_clipboard(address)
            self._say(_("copied {address}").format(address=address))

    def _address(self, kind: links.LinkKind) -> str | None:
        paper = self._present.paper
        address = None if paper is None else links.link(paper.id, kind)
        if address is None:
            self._say(_("this paper has no such page"))
        return address

    def copy_bibtex(self) -> None:
        """Copy the BibTeX of the paper or the selection."""
        self._exporting.copy(self._work.chosen_keys())

    def export(self) -> None:
        """Ask for a file and write what is selected or shown to it, in the format that its name tells."""
        keys = self._work.chosen_keys() if self._work.selection else list(self._work.keys)
        title = self._present.where()
        label = plural("Export {n} paper to:", "Export {n} papers to:", len(keys)).format(n=f"{len(keys):,}")
        self._ask(label, lambda path: self._exporting.write(keys, title, path), placeholder="papers.bib .ris .csv .md")
