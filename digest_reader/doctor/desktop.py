"""What lies beside the terminal: a browser, a clipboard, the clock."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterator, Mapping

from digest_reader import clipboard
from digest_reader.doctor.findings import Finding


def look_at_desktop(environment: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """Yield what there is to say of browser and clipboard.

    Args:
        environment: The environment variables.
    """
    named = any(environment.get(name) for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"))
    if named or sys.platform in ("darwin", "win32"):
        yield Finding("browser", "ok", environment.get("BROWSER") or "that of the desktop")
    else:
        hint = "The keys that open a page copy its address instead; BROWSER names a program that opens one."
        yield Finding("browser", "warn", "none: there is no desktop here", hint)
    program = clipboard.program()
    if program is not None:
        yield Finding("clipboard", "ok", f"read with {program}; written by the terminal")
    else:
        hint = "It is for import --clipboard alone: copying goes through the terminal, and a digest can be pasted."
        yield Finding("clipboard", "warn", "no program here reads it", f"{hint} {clipboard.advice()}")


def look_at_clock(now: datetime.datetime, newest: float | None) -> Finding:
    """Return whether the clock makes sense.

    Args:
        now: What it says, with its time zone.
        newest: When the library was last written, in seconds since 1970; None when there is none.
    """
    said = f"{now:%Y-%m-%d %H:%M %Z}"
    if now.year < 2025:
        return Finding("clock", "fail", said, "It is wrong: set it. Encrypted connections fail until then.")
    if newest is not None and newest > now.timestamp() + 3600:
        when = datetime.datetime.fromtimestamp(newest, now.tzinfo)
        hint = "Look which of the two is wrong; the order of digests does not depend on it."
        return Finding("clock", "warn", f"{said}, and the library was written at {when:%Y-%m-%d %H:%M}", hint)
    return Finding("clock", "ok", said)
