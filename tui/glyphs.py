"""The few characters that are drawn besides text, and their ASCII twins for terminals that lack them."""

from __future__ import annotations

from parsers.frozen import frozen


@frozen
class Glyphs:
    """One set of characters, each one cell wide."""

    cursor: str
    done: str
    done_tee: str
    rule: str
    rule_tee_down: str
    rule_tee_up: str
    column: str
    ellipsis: str
    chinese: str
    """How the badge names Chinese: one wide character, or two letters."""
    missing_language: str | None
    """What the badge shows for a language that a paper does not have; None for its name, drawn dim."""
    watched: str
    """Stands before a paper that has something watched."""
    note: str
    """Stands after a paper with a note."""


UNICODE = Glyphs(
    cursor="▌",
    done="━",
    done_tee="┯",
    rule="─",
    rule_tee_down="┬",
    rule_tee_up="┴",
    column="│",
    ellipsis="…",
    chinese="中",
    missing_language=None,
    watched="•",
    note="¶",
)
ASCII = Glyphs(
    cursor=">",
    done="=",
    done_tee="=",
    rule="-",
    rule_tee_down="-",
    rule_tee_up="-",
    column="|",
    ellipsis="~",
    chinese="ZH",
    missing_language="--",
    watched="!",
    note='"',
)
