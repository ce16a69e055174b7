"""A scrolled view whose lines fill it from edge to edge, drawn without what Textual does for widgets in frames."""

from __future__ import annotations

from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.themed import themed
from tui.wall import ControlCharacters

_PALETTE_DOES = (ControlCharacters, ANSIToTruecolor)
_AROUND = ("padding", "border_top", "border_right", "border_bottom", "border_left")
_OUTLINE = ("outline_top", "outline_right", "outline_bottom", "outline_left")
_OVER = ("opacity", "text_opacity", "tint", "hatch", "background_tint")


class Lines(ScrollView, inherit_bindings=False):
    """Is drawn by `draw_line` alone, with strips of the palette in use.

    Textual looks up padding, borders and opacity for every line of a widget, and keeps no line that was scrolled. That
    takes as long as the text itself; it is left out unless a style sheet of the person's asks for any of these.
    """

    # How many lines there are moves no other widget: Textual's own would have the whole screen laid out anew.
    virtual_size = Reactive(Size(0, 0))

    DEFAULT_CSS = "Lines { scrollbar-size: 0 0; overflow-x: hidden; background: $background; }"

    def draw_line(self, y: int, size: Size) -> Strip:
        """Return a line as wide as the view.

        Args:
            y: Its row in the view, from 0.
            size: The view's size, which Textual works out anew whenever it is asked.
        """
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        return self.draw_line(y, self.size)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of a region."""
        size = self.size
        # A view that was just hidden may be asked once more, and has no size any longer.
        if not size.region.contains_region(crop) or self.styles.has_any_rules(*_AROUND, *_OUTLINE, *_OVER):
            return super().render_lines(crop)
        strips = [self.draw_line(y, size) for y in crop.line_range]
        for line_filter in self.get_line_filters():
            # What a palette makes is harmless and, unless it is of the terminal's own, in true colours already.
            if not isinstance(line_filter, _PALETTE_DOES) or themed(self).palette.is_ansi:
                _, background = self.background_colors
                strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips
