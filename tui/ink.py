"""What text is drawn with: roles that mean something, and the theme's colours that they become.

Layouts speak of roles only; a `Palette` turns a role into a style once per theme. The contrasts are those of
the design: muted and faint text keep a readable distance from the background in every theme, light or dark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from tui.wall import harmless

Role = Literal["text", "muted", "faint", "hair", "accent", "warning"]
Ground = Literal["page", "cursor", "selected"]


class Ink(NamedTuple):
    """How a run of text is drawn."""

    role: Role = "text"
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False


Run: TypeAlias = tuple[str, Ink]
Line: TypeAlias = Sequence[Run]

TEXT = Ink()
BOLD = Ink(bold=True)
MUTED = Ink("muted")
MUTED_BOLD = Ink("muted", bold=True)
FAINT = Ink("faint")
FAINT_ITALIC = Ink("faint", italic=True)
HAIR = Ink("hair")
ACCENT = Ink("accent")
ACCENT_BOLD = Ink("accent", bold=True)
MATCH = Ink("accent", bold=True, underline=True)
WATCHED = Ink("accent", underline=True)
WARNING = Ink("warning")


def watched_ink(ink: Ink) -> Ink:
    """Return the ink of something watched in text of some ink: what stands back goes on standing back."""
    return ink._replace(underline=True) if ink.role == "faint" else WATCHED._replace(bold=ink.bold)


def contrast(one: Color, other: Color) -> float:
    """Return the WCAG 2 contrast ratio of two opaque colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    """Relative luminance as WCAG 2 defines it."""

    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def mix_to_contrast(foreground: Color, background: Color, ratio: float) -> Color:
    """Return the mixture of two colours that has a contrast ratio to the background, as near as 8 bits allow."""
    low, high = 0.0, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        if contrast(background.blend(foreground, middle, 1), background) < ratio:
            low = middle
        else:
            high = middle
    return background.blend(foreground, high, 1)


def derived_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the theme variables that the reader adds, from those that a theme has.

    Args:
        variables: The theme's own: ``foreground``, ``background``, ``accent``, ``text-accent``.
    """
    foreground = Color.parse(variables["foreground"])
    background = Color.parse(variables["background"])
    if foreground.ansi is not None or background.ansi is not None:
        return {
            "dr-muted": variables["foreground"],
            "dr-faint": variables["foreground"],
            "dr-hair": variables["foreground"],
            "dr-accent": variables["accent"],
            "dr-cursor": variables["background"],
            "dr-selected": variables["background"],
        }
    full = contrast(foreground, background)

    def mixed(share: float, least: float, most: float) -> str:
        return mix_to_contrast(foreground, background, min(max(share * full, least), most, 0.8 * full)).hex6

    accent = Color.parse(variables["accent"])
    readable = accent if contrast(accent, background) >= 4.5 else Color.parse(variables["text-accent"])
    if readable.a < 1:
        readable = background.blend(readable, readable.a, 1)
    return {
        "dr-muted": mixed(0.58, 5.0, 7.2),
        "dr-faint": mixed(0.34, 3.3, 4.2),
        "dr-hair": mix_to_contrast(foreground, background, 1.75).hex6,
        "dr-accent": readable.hex6,
        "dr-cursor": background.blend(accent, 0.16, 1).hex6,
        "dr-selected": background.blend(accent, 0.08, 1).hex6,
    }


class Palette:
    """Turns inks into styles for one theme."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        def color(name: str) -> Color:
            return Color.parse(variables[name])

        page = color("background")
        self._ansi = page.ansi is not None or color("foreground").ansi is not None
        self._colors: dict[Role, Color] = {
            "text": color("foreground"),
            "muted": color("dr-muted"),
            "faint": color("dr-faint"),
            "hair": color("dr-hair"),
            "accent": color("dr-accent"),
            "warning": color("text-warning"),
        }
        self._grounds: dict[Ground, Color] = {
            "page": page,
            "cursor": color("dr-cursor"),
            "selected": color("dr-selected"),
        }
        self._styles: dict[tuple[Ink, Ground], Style] = {}

    def style(self, ink: Ink, ground: Ground = "page") -> Style:
        """Return the style of an ink on a ground."""
        style = self._styles.get((ink, ground))
        if style is None:
            style = self._styles[ink, ground] = self._make(ink, ground)
        return style

    def _make(self, ink: Ink, ground: Ground) -> Style:
        # An ANSI theme's colours cannot be mixed: weight and the dim attribute say what shades would.
        color, background = self._colors[ink.role], self._grounds[ground]
        if not self._ansi and color.a < 1:
            color = background.blend(color, color.a, 1)
        return Style(
            color=color.rich_color,
            bgcolor=background.rich_color,
            bold=ink.bold,
            italic=ink.italic,
            underline=ink.underline,
            strike=ink.strike,
            dim=self._ansi and ink.role in ("faint", "hair"),
            reverse=self._ansi and ground == "cursor" and ink.bold,
        )

    def strip(self, line: Line, width: int, ground: Ground = "page") -> Strip:
        """Return a line as a strip of exactly some cells: what is too long is cut, what is short is filled.

        Whatever its text is, a terminal shows it and obeys none of it.
        """
        if not line:
            return Strip.blank(width, self.style(TEXT, ground))
        segments = [Segment(harmless(text), self.style(ink, ground)) for text, ink in line]
        length = sum([cell_len(text) for text, _style, _control in segments])
        if length < width:
            segments.append(Segment(" " * (width - length), self.style(TEXT, ground)))
        strip = Strip(segments, max(length, width))
        return strip if length <= width else strip.adjust_cell_length(width)

    @property
    def is_ansi(self) -> bool:
        """Whether its colours are the terminal's own."""
        return self._ansi
