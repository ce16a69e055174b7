"""Exports into files: whole or not at all, never over a file that is there unless that is wanted.

Also the papers of a library as the renderers take them, read one after the other.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest_reader import atomic_file
from digest_reader.errors import DigestReaderError
from digest_reader.export import ENDINGS, FORMATS, Format, format_of, render
from digest_reader.export.reference import slug
from digest_reader.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from digest_reader.library import Library
    from digest_reader.models import Paper


class ExportError(DigestReaderError):
    """Papers cannot be written where or as they were asked for."""


class FileIsThereError(ExportError):
    """A file is there already, and nobody said that it may be replaced."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Some papers of a library, read anew each time they are gone through: any number takes little memory.

    Attributes:
        library: Where they are.
        keys: Which they are, in order.
    """

    library: Library
    keys: Sequence[int]

    def __iter__(self) -> Iterator[Paper]:
        """Yield the papers."""
        return map(self.library.paper, self.keys)

    def text(self, to: Format, title: str = "Papers") -> Iterator[str]:
        """Yield the papers as text of a format; ``title`` is what they are."""
        names = {each.slug: each.name for each in self.library.lists()}
        return render(self, to, title=title, list_names=names)


def format_for(file: str) -> Format:
    """Return the format that a file's name asks for.

    Raises:
        ExportError: Its ending is none of those known.
    """
    found = format_of(file)
    if found is None:
        raise ExportError(
            _("The name {name!r} tells no format.").format(name=os.path.basename(file)),
            _("End it in {endings}, or name the format.").format(endings=", ".join(ENDINGS[each] for each in FORMATS)),
        )
    return found


def write_file(file: Path, text: Iterator[str], *, overwrite: bool = False) -> None:
    """Write an export to a file.

    Raises:
        FileIsThereError: The file is there and is not to be replaced.
        ExportError: It cannot be written.
    """
    if file.exists() and not file.is_file():
        raise ExportError(_("{file} is no file.").format(file=file), _("Name a file, or - for stdout."))
    if file.exists() and not overwrite:
        raise _is_there(file)
    try:
        atomic_file.put(file, (piece.encode("utf-8", "replace") for piece in text), overwrite=overwrite)
    except atomic_file.FileChangedError:
        raise _is_there(file) from None
    except OSError as error:
        raise ExportError(
            _("{file} cannot be written: {reason}.").format(file=file, reason=error.strerror or error),
            _("Name another place."),
        ) from error


def write_folder(folder: Path, papers: Papers, to: Format, *, overwrite: bool = False) -> int:
    """Write a file a paper, named by the paper's id, into a folder, which is made when absent.

    Returns:
        How many files were written.

    Raises:
        FileIsThereError: One of the files is there and is not to be replaced; none is written.
        ExportError: The folder or a file cannot be written.
    """
    names = [f"{slug(paper.id)}{ENDINGS[to]}" for paper in papers]
    there = next((folder / name for name in names if not overwrite and (folder / name).exists()), None)
    if there is not None:
        raise _is_there(there)
    try:
        atomic_file.make_folder(folder)
    except OSError as error:
        raise ExportError(
            _("{folder} cannot be made: {reason}.").format(folder=folder, reason=error.strerror or error),
            _("Name another place."),
        ) from error
    for name, key in zip(names, papers.keys, strict=True):
        write_file(folder / name, Papers(papers.library, [key]).text(to), overwrite=overwrite)
    return len(names)


def _is_there(file: Path) -> FileIsThereError:
    return FileIsThereError(_("{file} is there already and stays as it is.").format(file=file), _("Name another."))
