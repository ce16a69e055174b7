"""What a look at something came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warn", "fail"]
"""All is well; something works less well than it could; something does not work."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's.

    Attributes:
        name: What was looked at.
        level: How it is.
        said: What was found.
        hint: The next step for the person, empty when all is well.
    """

    name: str
    level: Level
    said: str
    hint: str = ""
