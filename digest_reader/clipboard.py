"""What is on the clipboard, by the programs that the desktop has for it. What it says is left to others."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from digest_reader.errors import DigestReaderError
from digest_reader.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE: Final = 10.0
"""Seconds to wait for a program that may wait for the owner of the clipboard."""
_PROGRAMS: Final = ("wl-paste", "xclip", "xsel", "pbpaste", "powershell")
_WINDOWS: Final = "[Console]::OutputEncoding = [Text.Encoding]::UTF8; Get-Clipboard -Raw"


class ClipboardError(DigestReaderError):
    """The clipboard cannot be read, or has no text."""


def read_clipboard() -> bytes:
    """Return the text on the clipboard, encoded as the desktop gives it.

    Raises:
        ClipboardError: No program that reads it is installed, none could, or it holds no text.
    """
    failures = []
    for command in _commands():
        try:
            answer = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=_PATIENCE
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            failures.append(f"{os.path.basename(command[0])}: {error}")
            continue
        if answer.returncode == 0 and answer.stdout.strip():
            return answer.stdout
        told = answer.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        failures.append(f"{os.path.basename(command[0])}: {told or 'there is no text'}")
    if not failures:
        raise ClipboardError(_("There is no program here that reads the clipboard."), advice())
    raise ClipboardError(
        _("The clipboard gave no text ({reasons}).").format(reasons="; ".join(failures)),
        _("Copy the digest again, or save it to a file."),
    )


def program() -> str | None:
    """Return the name of the program that would read the clipboard, None when there is none."""
    command = next(_commands(), None)
    return None if command is None else os.path.basename(command[0])


def _commands() -> Iterator[list[str]]:
    """Yield the commands of the programs that are installed, that of the running desktop first."""
    arguments = {
        "wl-paste": ["--no-newline"],
        "xclip": ["-selection", "clipboard", "-out"],
        "xsel": ["--clipboard", "--output"],
        "pbpaste": [],
        "powershell": ["-NoProfile", "-Command", _WINDOWS],
    }
    for name in _PROGRAMS:
        program = shutil.which(name) or (shutil.which("powershell.exe") if name == "powershell" else None)
        if program is not None:
            yield [program, *arguments[name]]


def advice() -> str:
    """Return what to do where no program reads the clipboard."""
    if sys.platform.startswith("linux"):
        wanted = "wl-clipboard" if os.environ.get("WAYLAND_DISPLAY") else "xclip"
        said = _("Install {program}, or paste into `digest-reader import -` and end with Ctrl+D.")
        return said.format(program=wanted)
    return _("Paste into `digest-reader import -` instead.")
