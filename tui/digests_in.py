"""How digests come into the library from the screen: a file, what is pasted, arXiv and what the settings name.

It owns what is asked and what stands in the way; the work itself, beside the screen, is `tui.errands`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from digest_reader.errors import DigestReaderError
from digest_reader.i18n import _
from digest_reader.library import Library
from tui.body import CHOICES
from tui.errands import Errands, subscribes
from tui.keymap import shown
from tui.worklist import Worklist

if TYPE_CHECKING:
    from tui.listkeeping import Ask


class DigestsIn:
    """Brings digests into the library of one screen.

    Args:
        screen: Whose workers do it.
        library: Where to; nothing comes into a sample, which is forgotten.
        worklist: What is open.
        is_sample: Whether the library is the sample.
        ask: Asks in the header.
        say: Shows a message.
        reread: Reads library and lists again at once.
        brought: Is told when something may have come into the library, to read it again beside the screen.
        open_sample: Opens the sample library.
    """

    def __init__(
        self,
        screen: Screen[None],
        library: Library,
        worklist: Worklist,
        *,
        is_sample: bool,
        ask: Ask,
        say: Callable[[str], None],
        reread: Callable[[], None],
        brought: Callable[[], None],
        open_sample: Callable[[], None],
    ) -> None:
        self._work = worklist
        self._is_sample = is_sample
        self._ask = ask
        self._say = say
        self._reread = reread
        self._read_beside = brought
        self._open_sample = open_sample
        self._errands = Errands(screen, library, say, self._brought)

    def possible(self) -> bool:
        """Tell whether digests can come in now, and say why not."""
        if self._is_sample:
            said = _("this is the sample, which is forgotten: {key}, then digest-reader import FILE")
            self._say(said.format(key=shown("quit") or "ctrl+q"))
        elif self._errands.busy:
            self._say(_("an import is under way"))
        return not self._is_sample and not self._errands.busy

    def choose(self, number: int, config_file: Path) -> None:
        """Do what an empty library offers.

        Args:
            number: Which of the choices, from 0; beyond the last it is nothing.
            config_file: The person's settings.
        """
        if number >= len(CHOICES):
            return
        match CHOICES[number].action:
            case "import":
                self.import_file()
            case "fetch":
                self.fetch(config_file)
            case _ if self.possible():
                self._open_sample()

    def import_file(self) -> None:
        """Ask for a file or folder and import it."""
        if self.possible():
            self._ask(_("Import:"), self._errands.import_path, placeholder=_("a file or a folder"))

    def paste(self, text: str) -> None:
        """Import a digest that was pasted."""
        if text.strip() and self.possible():
            self._errands.import_text(text)

    def fetch(self, config_file: Path) -> None:
        """Ask what to fetch from arXiv.

        Args:
            config_file: The person's settings.
        """
        if self.possible():
            first = "" if self._work.batches else "cs.DC"
            self._ask(_("Fetch:"), lambda names: self._fetch(names, config_file), first, _("categories: cs.DC cs.LG"))

    def refresh(self, config_file: Path) -> None:
        """Read library and lists again, and fetch what the settings subscribe to; where they name nothing, ask.

        Args:
            config_file: The person's settings.
        """
        self._reread()
        broken = [one for one in self._work.lists if one.problem]
        if broken:
            self._say(f"{broken[0].name}: {broken[0].problem}")
        elif self._is_sample:
            self._say(_("read again"))
        elif self.possible():
            try:
                subscribed = subscribes(config_file)
            except DigestReaderError as error:
                self._say(" ".join(part for part in (error.message, error.hint) if part))
                return
            if subscribed:
                self._fetch("", config_file)
            else:
                self.fetch(config_file)

    def _fetch(self, names: str, config_file: Path) -> None:
        self._say(_("fetching"))
        self._errands.fetch(names, config_file)

    def _brought(self, said: str) -> None:
        self._read_beside()
        self._say(said)

    def stop(self) -> None:
        """Let what is under way end soon."""
        self._errands.cancel()
