"""How the person wants to see things: language, zoom, TeX. Remembered from one session to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tui import words
from tui.arrangement import ZOOMS, BodyPlan, Zoom, plan


@dataclass(slots=True)
class Settings:
    """What the view keys have set.

    Attributes:
        lang: The language chosen.
        zoom: Which parts of the screen are wanted.
        two_languages: Whether two languages stand side by side.
        unicode_tex: Whether TeX is shown as Unicode.
    """

    lang: str = "en"
    zoom: Zoom = "split"
    two_languages: bool = False
    unicode_tex: bool = True

    def plan(self, width: int, height: int) -> BodyPlan:
        """Return how these settings divide a screen."""
        return plan(width, height, self.zoom, self.two_languages)

    def next_zoom(self) -> None:
        """Go on to the next zoom."""
        self.zoom = ZOOMS[(ZOOMS.index(self.zoom) + 1) % len(ZOOMS)]

    def next_language(self) -> None:
        """Go on to the next language."""
        at = words.LANGUAGES.index(self.lang)
        self.lang = words.LANGUAGES[(at + 1) % len(words.LANGUAGES)]

    def memory(self) -> dict[str, Any]:
        """Return the settings as JSON."""
        return {
            "lang": self.lang,
            "zoom": self.zoom,
            "two_languages": self.two_languages,
            "unicode_tex": self.unicode_tex,
        }

    @classmethod
    def recalled(cls, memory: Any) -> Settings:
        """Return settings from JSON; what is absent or makes no sense is as it is at first."""
        settings = cls()
        if not isinstance(memory, dict):
            return settings
        if memory.get("lang") in words.LANGUAGES:
            settings.lang = memory["lang"]
        if memory.get("zoom") in ZOOMS:
            settings.zoom = memory["zoom"]
        settings.two_languages = memory.get("two_languages") is True
        settings.unicode_tex = memory.get("unicode_tex") is not False
        return settings
