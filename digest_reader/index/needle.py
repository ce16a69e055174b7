"""What is looked for in a segment, and what is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from digest_reader.fold import CJK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digest_reader.closeness import Level


class Found(NamedTuple):
    """Papers that hold a needle.

    Attributes:
        level: How well.
        field: In which field, 0 or 1.
        papers: Their numbers; one may come more than once.
        rarity: How rare a word that is not the needle itself is, 0 to 3.
    """

    level: Level
    field: int
    papers: NDArray[Any]
    rarity: int = 0


class Needle(NamedTuple):
    """What is looked for: folded text, and how.

    Attributes:
        text: The text; its case matters where any of it is upper case.
        exact: Only as written, anywhere within words.
        start: Only at the beginning of a line.
        end: Only at the end of one.
    """

    text: str
    exact: bool = False
    start: bool = False
    end: bool = False

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @property
    def cased(self) -> bool:
        """Whether case matters."""
        return self.text != self.text.lower()

    @property
    def spans_words(self) -> bool:
        """Whether it is looked for in texts and not in words."""
        return self.start or self.end or " " in self.text or CJK.search(self.text) is not None
