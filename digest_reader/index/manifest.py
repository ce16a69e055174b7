"""Which files make up an index, and up to which import it knows the library: one small file, replaced in one step.

What the files hold is `digest_reader.index.segment_file`; who writes and reads them is `digest_reader.index.store`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Final

from digest_reader.atomic_file import put
from digest_reader.index.segment_file import VERSION

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Part:
    """One of the two indexes: of what is shown, and of abstracts and notes.

    Attributes:
        segments: Names of its files, oldest first.
        digest: The newest digest of which it knows everything, as far as it goes.
        sha256: That digest's, by which another library is told apart; empty for none.
        until: Papers with smaller keys are indexed; None once all are.
    """

    segments: tuple[str, ...] = ()
    digest: int = 0
    sha256: str = ""
    until: int | None = 0

    @property
    def whole(self) -> bool:
        """Whether every paper that the digests up to `digest` tell of is indexed."""
        return self.until is None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What there is."""

    shown: Part = field(default_factory=Part)
    texts: Part = field(default_factory=Part)

    @property
    def files(self) -> set[str]:
        """Names of all files."""
        return {*self.shown.segments, *self.texts.segments}


def read(folder: Path) -> Manifest | None:
    """Return what there is; None where there is nothing, or nothing that this version can read."""
    try:
        said = json.loads((folder / NAME).read_bytes())
        if said["version"] != VERSION:
            return None
        return Manifest(*(_part(said[name]) for name in ("shown", "texts")))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        # It is derived from the library: a damaged one is as good as none.
        return None


def _part(said: dict[str, object]) -> Part:
    segments, digest, sha256, until = said["segments"], said["digest"], said["sha256"], said["until"]
    if not (isinstance(segments, list) and isinstance(digest, int) and isinstance(sha256, str)):
        raise TypeError("no part of a manifest")
    if not (until is None or isinstance(until, int)) or not all(map(_is_name, segments)):
        raise TypeError("no part of a manifest")
    return Part(tuple(segments), digest, sha256, until)


def _is_name(name: object) -> bool:
    return isinstance(name, str) and name == name.replace("/", "").replace("\\", "") and name.endswith(".segment")


def write(folder: Path, manifest: Manifest) -> None:
    """Replace what there is.

    Raises:
        OSError: It cannot be written.
    """
    said = {"version": VERSION, **asdict(manifest)}
    put(folder / NAME, [json.dumps(said, indent=1).encode()], overwrite=True)
