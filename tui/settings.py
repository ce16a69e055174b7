"""How the person wants to see things: language, zoom, TeX. Remembered from one session to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from digest_reader import i18n
from digest_reader.config import Config
from digest_reader.config.settings import LANGUAGES
from tui import words
from tui.arrangement import DIVISIONS, ZOOMS, BodyPlan, Division, Zoom, plan


# Each method that a dataclass makes is compiled at every start: no more than are used.
@dataclass(slots=True, eq=False, repr=False)
class Settings:
    """What the view keys have set.

    Attributes:
        lang: The language chosen.
        zoom: Which parts of the screen are wanted.
        two_languages: Whether two languages stand side by side.
        unicode_tex: Whether TeX is shown as Unicode.
        orders: Kind of place to the order in which its papers are shown, where the person chose one.
        shares: Way of dividing the body to the share of the list, where the person moved the divider.
        side: Whether the views stand beside the list where there is room.
        theme: The colours chosen in the palette, None where those of the settings file hold.
        interface: The interface's language chosen in the palette, None where that of settings file or locale holds.
        read_in: The languages that the person reads, best first, as the settings file says.
    """

    lang: str = "en"
    zoom: Zoom = "split"
    two_languages: bool = False
    unicode_tex: bool = True
    orders: dict[str, str] = field(default_factory=dict)
    shares: dict[Division, float] = field(default_factory=dict)
    side: bool = True
    theme: str | None = None
    interface: str | None = None
    read_in: tuple[str, ...] = LANGUAGES
    _configured_theme: str | None = None
    _configured_interface: str = i18n.LANGUAGES[0]

    def plan(self, width: int, height: int) -> BodyPlan:
        """Return how these settings divide a screen."""
        return plan(width, height, self.zoom, self.two_languages, side=self.side, shares=self.shares)

    def room_for_side(self, width: int, height: int) -> bool:
        """Return whether the views have room beside the list."""
        return plan(width, height, self.zoom, self.two_languages, side=True).side > 0

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
            **({"orders": self.orders} if self.orders else {}),
            **({"shares": self.shares} if self.shares else {}),
            **({} if self.side else {"side": False}),
            **({"theme": self.theme} if self.theme else {}),
            **({"interface": [self._configured_interface, self.interface]} if self.interface else {}),
            **({"configured": configured} if (configured := self._configured()) else {}),
        }

    def speak(self, language: str) -> None:
        """Choose the interface's language; that of settings file or locale is no choice."""
        self.interface = language if language != self._configured_interface else None

    def _configured(self) -> dict[str, Any]:
        """Return what the settings file says besides its defaults: what it says anew later holds."""
        theme = {} if self._configured_theme is None else {"theme": self._configured_theme}
        return theme if self.read_in == LANGUAGES else {**theme, "languages": list(self.read_in)}

    @classmethod
    def recalled(cls, memory: Any, config: Config | None = None) -> Settings:
        """Return settings from JSON; what is absent or makes no sense is as it is at first.

        Args:
            memory: What `memory` returned.
            config: What the settings file says. The last word holds: a theme or a language that was chosen on the
                screen holds until the file, or for the interface's language the locale, says something else than
                it did then.
        """
        config = config or Config()
        readable = [lang for lang in config.read_in if lang in words.LANGUAGES]
        settings = cls(
            lang=(readable or ["en"])[0],
            read_in=config.read_in,
            _configured_theme=config.theme,
            _configured_interface=config.language or i18n.of_environment(),
        )
        if not isinstance(memory, dict):
            return settings
        for language in i18n.LANGUAGES:
            if memory.get("interface") == [settings._configured_interface, language]:
                settings.interface = language
        configured = dict(_pairs(memory.get("configured")))
        if configured.get("theme") == config.theme and isinstance(memory.get("theme"), str):
            settings.theme = memory["theme"]
        same_languages = configured.get("languages", list(LANGUAGES)) == list(config.read_in)
        if same_languages and memory.get("lang") in words.LANGUAGES:
            settings.lang = memory["lang"]
        if memory.get("zoom") in ZOOMS:
            settings.zoom = memory["zoom"]
        settings.two_languages = memory.get("two_languages") is True
        settings.unicode_tex = memory.get("unicode_tex") is not False
        settings.side = memory.get("side") is not False
        settings.orders = {
            kind: order
            for kind, order in _pairs(memory.get("orders"))
            if isinstance(kind, str) and isinstance(order, str)
        }
        settings.shares = {
            division: share
            for division, share in _pairs(memory.get("shares"))
            if division in DIVISIONS and isinstance(share, float) and 0 < share < 1
        }
        return settings


def _pairs(memory: Any) -> list[tuple[Any, Any]]:
    """Return the pairs of a JSON object, none of anything else."""
    return list(memory.items()) if isinstance(memory, dict) else []
