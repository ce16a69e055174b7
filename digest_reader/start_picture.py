"""The last screen, painted again before anything else is loaded, so that a start shows something at once.

Owns the picture's file, when it may be shown, and the terminal until the screen takes it over. It is what a person
saw when they left: text, colours and positions, nothing else. A picture that is out of date is painted over a moment
later; one of another library, size, language or look is not shown.

This module runs before all others and loads next to nothing: no `typing`, no `re`, no `pathlib`, each of which would
take longer than painting does. How a screen becomes a picture is the business of `tui.picture`.
"""

from __future__ import annotations

import os
import sys
import time

from digest_reader import __version__
from digest_reader.cli.opening import opening

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import FrameType
    from typing import Any

_MAGIC = f"digest-reader {__version__} picture 1"
_FILE = "last-screen"
_LONGEST = 4 << 20
_SEPARATOR = "\x1f"

_LOOK = ("TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG")
_PLACES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
# Alternate screen, no cursor, no wrapping at the right edge; and back.
_ENTER = b"\x1b[?1049h\x1b[?25l\x1b[?7l"
_LEAVE = b"\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"

_typed: tuple[str, ...] | None = None
_before: list[Any] | None = None


def show(arguments: Sequence[str]) -> bool:
    """Paint the last screen if this run is going to show it again, and say whether it was painted.

    Keys that are typed from now on are not echoed, and wait for the screen. Whoever calls this calls `take_down` in
    the end, whatever happens between.

    Args:
        arguments: What was typed behind the program's name.
    """
    global _typed, _before
    _typed = _identified(arguments)
    if _typed is None or not _has_terminal():
        return False
    picture = _read(_file())
    if picture is None:
        return False
    _before = _quiet_keys()
    if _before is None:
        return False
    _paint(_ENTER + picture)
    _guard()
    return True


def is_shown() -> bool:
    """Return whether the terminal shows a picture that nobody has taken over."""
    return _before is not None


def hand_over() -> list[Any] | None:
    """Leave the terminal to the screen, which paints over the picture.

    Returns:
        The terminal's attributes (as of `termios.tcgetattr`) before the picture, for the screen to restore in the
        end; None when there is no picture.
    """
    global _before
    attributes, _before = _before, None
    if attributes is not None:
        _unguard()
    return attributes


def take_down() -> None:
    """Give the terminal back as it was, if a picture is still shown."""
    attributes = hand_over()
    if attributes is not None:
        import termios

        _paint(_LEAVE)
        termios.tcsetattr(0, termios.TCSANOW, attributes)


def keep(picture: str, size: tuple[int, int], files: Iterable[str]) -> bool:
    """Keep a picture for the next start like this one.

    Args:
        picture: Text with positions and colours, see `is_clean`.
        size: Columns and rows it was drawn for.
        files: What it was drawn from: when one of them changes, comes or goes, the picture is out of date.

    Returns:
        Whether it was kept: not when this run was not started for a screen, is on a terminal of another size, or
        the cache cannot be written.
    """
    if _typed is None or not _has_terminal() or size != tuple(os.get_terminal_size(1)) or not is_clean(picture):
        return False
    stamps = [_stamp(name) for name in files]
    if any("\n" in stamp for stamp in stamps):
        return False
    try:
        data = "\n".join((_MAGIC, _surroundings(_typed), *stamps, "", picture)).encode()
    except UnicodeEncodeError:
        # The name of one of the files is no text.
        return False
    file = _file()
    temporary = f"{file}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(file), mode=0o700, exist_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as new:
            new.write(data)
        os.replace(temporary, file)
    except OSError:
        return False
    return True


def forget() -> None:
    """Delete the picture that is kept, if there is one."""
    try:
        os.unlink(_file())
    except OSError:
        # There is none, or it cannot be reached now and not be shown either.
        return


def is_clean(picture: str) -> bool:
    """Tell whether a text can do nothing to a terminal but show characters, at positions (CUP), in colours (SGR)."""
    text, *sequences = picture.split("\x1b")
    if text:
        return False
    for sequence in sequences:
        body = sequence[1:].lstrip("0123456789;:")
        if sequence[:1] != "[" or body[:1] not in ("m", "H") or not body.isprintable():
            return False
    return True


# When it may be shown


def _identified(arguments: Sequence[str]) -> tuple[str, ...] | None:
    """Return what tells one start of the screen on a library that is kept from another, None for anything else."""
    typed = opening(arguments)
    if typed is None:
        return None
    places = (("--library", typed.library), ("--config-dir", typed.config_dir))
    try:
        told = [f"{name}={os.path.abspath(place)}" for name, place in places if place is not None]
    except OSError:
        # The folder that this runs in is gone.
        return None
    return (*told, *["--ascii"] * typed.ascii)


def _has_terminal() -> bool:
    """Tell whether this process has a terminal that can show a screen, at both ends and in the foreground."""
    if sys.platform == "win32" or os.environ.get("TERM", "dumb") == "dumb":
        return False
    try:
        return os.isatty(0) and os.isatty(1) and os.isatty(2) and os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False


def _surroundings(typed: tuple[str, ...]) -> str:
    """Return in one line all that a screen depends on beside files."""
    environment = os.environ
    others = sorted(name for name in environment if name.startswith(("TEXTUAL", "LINES", "COLUMNS")))
    names = (*_LOOK, *_PLACES, *others)
    told = [f"{name}={environment[name]}" for name in names if name in environment]
    size = os.get_terminal_size(1)
    return repr((*typed, f"{size.columns}x{size.lines}", time.strftime("%Y-%m-%d"), *told))


def _stamp(name: str) -> str:
    """Return what tells one content of a file or folder from the next."""
    try:
        found = os.stat(name)
    except (OSError, ValueError):  # ValueError: no name, from a picture's file that is damaged
        return f"-{_SEPARATOR}{name}"
    if name.endswith("-wal") and not found.st_size:
        # SQLite's log while another process only reads: as good as none.
        return f"-{_SEPARATOR}{name}"
    return f"{found.st_mtime_ns} {found.st_size} {found.st_ino}{_SEPARATOR}{name}"


def _file() -> str:
    """Return the picture's file; as `digest_reader.paths.cache_folder`, which takes longer to load than to paint."""
    home = os.path.expanduser("~")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "digest-reader", _FILE)
    cache = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.join(home, ".cache")
    return os.path.join(cache, "digest-reader", _FILE)


def _read(file: str) -> bytes | None:
    """Return the picture that is kept if it is ours, clean, and of what there is now."""
    if _typed is None:
        return None
    try:
        with open(file, "rb") as kept:
            status = os.fstat(kept.fileno())
            if status.st_uid != os.getuid() or status.st_mode & 0o077 or status.st_size > _LONGEST:
                return None
            head, found, picture = kept.read().decode().partition("\n\n")
    except (OSError, UnicodeDecodeError):
        return None
    magic, surroundings, *stamps = [*head.split("\n"), ""][:-1] if "\n" in head else ["", ""]
    if not found or magic != _MAGIC or surroundings != _surroundings(_typed):
        return None
    if any(_stamp(stamp.partition(_SEPARATOR)[2]) != stamp for stamp in stamps) or not is_clean(picture):
        return None
    return picture.encode()


# The terminal


def _quiet_keys() -> list[Any] | None:
    """Stop the terminal from showing and gathering keys, as the screen will; return its attributes before."""
    import termios

    try:
        before = termios.tcgetattr(0)
        wanted = termios.tcgetattr(0)
        wanted[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        wanted[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        wanted[6][termios.VMIN], wanted[6][termios.VTIME] = 1, 0
        # ctrl+c ends the program still; ctrl+z would leave the shell with the picture.
        wanted[6][termios.VSUSP] = wanted[6][termios.VQUIT] = bytes([os.fpathconf(0, "PC_VDISABLE") & 0xFF])
        # Now, and not after flushing: what was typed already belongs to the screen.
        termios.tcsetattr(0, termios.TCSANOW, wanted)
    except (termios.error, OSError):
        return None
    return before


def _paint(data: bytes) -> None:
    while data:
        try:
            data = data[os.write(2, data) :]
        except OSError:
            return


def _guard() -> None:
    """Let a signal that ends the program give the terminal back before; one that is ignored (nohup) still is."""
    import signal

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _end)


def _unguard() -> None:
    import signal

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is _end:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, frame: FrameType | None) -> None:
    import signal

    # First, lest a signal that comes while the terminal is handed over be sent again and again.
    signal.signal(number, signal.SIG_DFL)
    take_down()
    os.kill(os.getpid(), number)
