"""The person's own editor on a text: which one, and what comes back. The terminal must be free for it."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from digest_reader.errors import DigestReaderError
from digest_reader.i18n import _

_USUAL = ("nano", "vi")
"""What is tried where the environment names none."""


class EditorError(DigestReaderError):
    """No editor could be started, or it failed."""


def command(environment: Mapping[str, str]) -> list[str]:
    """Return the editor and its arguments: ``$VISUAL``, else ``$EDITOR``, else one that is usually there.

    Args:
        environment: The environment's variables.

    Raises:
        EditorError: There is none, or its name cannot be read.
    """
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(environment.get(name, ""))
        except ValueError as error:
            raise EditorError(_("${name} cannot be read: {error}.").format(name=name, error=error)) from error
        if words:
            return words
    found = next((path for name in _USUAL if (path := shutil.which(name))), None)
    if found is None:
        raise EditorError(_("There is no editor here."), _("Set $EDITOR to the name of one."))
    return [found]


def edit(text: str, words: list[str]) -> str:
    """Let the person edit a text, and return it as it was left, without the line end that editors add.

    The text is in a file of its own that nobody else may read, and which is gone afterwards. No shell is involved.

    Args:
        text: The text.
        words: The editor and its arguments; the file's name is added.

    Raises:
        EditorError: There is no place for the file, the editor could not be started, or says that it failed; the
            text is as it was.
    """
    file = _written(text)
    try:
        try:
            with _interrupts_left_to_the_editor():
                done = subprocess.run([*words, str(file)], check=False)
        except OSError as error:
            raise EditorError(
                _("{editor} cannot be started: {error}.").format(editor=words[0], error=error.strerror or error)
            ) from error
        if done.returncode != 0:
            raise EditorError(_("{editor} failed; the note is as it was.").format(editor=words[0]))
        return _read(file, words[0])
    finally:
        file.unlink(missing_ok=True)


def _written(text: str) -> Path:
    """Write a text where the editor finds it, and return the file."""
    try:
        handle, name = tempfile.mkstemp(prefix="digest-reader-note-", suffix=".md")
    except OSError as error:
        raise _not_written(error) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as opened:
            opened.write(text if not text or text.endswith("\n") else text + "\n")
    except OSError as error:
        os.unlink(name)
        raise _not_written(error) from error
    return Path(name)


def _not_written(error: OSError) -> EditorError:
    return EditorError(
        _("{file} cannot be written: {reason}.").format(
            file=error.filename or tempfile.gettempdir(), reason=error.strerror or error
        )
    )


@contextlib.contextmanager
def _interrupts_left_to_the_editor() -> Iterator[None]:
    """Let ctrl+c mean what it means in the editor: the terminal sends the signal to this process as well."""
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _read(file: Path, editor: str) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").rstrip("\n")
    except OSError as error:
        raise EditorError(
            _("{editor} left no text behind: {error}.").format(editor=editor, error=error.strerror or error)
        ) from error
