"""The files that a git checkout has on its other branches, such as the ``data`` branch of a digest repository.

Only git's plumbing is asked, and only for what is on this disk: nothing is checked out, fetched or written, and
nothing that the repository configures is run. What the files say is left to others.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from digest_reader.errors import DigestReaderError
from digest_reader.i18n import _

if TYPE_CHECKING:
    from types import TracebackType

_PATIENCE: Final = 60.0
"""Seconds that one question to git may take."""
_HARMLESS: Final = ("-c", "core.fsmonitor=", "-c", f"core.hooksPath={os.devnull}", "-c", "protocol.allow=never")
# What says which repository is meant: the folder does, not where git was called from.
_OF_ANOTHER_REPOSITORY: Final = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
)
_ENDING: Final = re.compile(
    r".*\.(?:md|markdown|txt|[ct]sv|json|jsonl|ndjson|xml|atom|rss|html?|eml|mbox|abs|gz|tgz|tar|zip)",
    re.IGNORECASE | re.DOTALL,
)
"""Endings of files worth a look: a branch may hold thousands of pictures."""
_REGULAR: Final = ("100644", "100755")


class GitError(DigestReaderError):
    """A checkout's other branches cannot be read."""


@dataclass(frozen=True, slots=True)
class BranchFile:
    """A file on another branch than the one that is checked out.

    Attributes:
        branch: The branch, ``data`` or ``origin/data``.
        path: Its path there, with slashes.
        blob: Git's name of its content.
    """

    branch: str
    path: str
    blob: str


class GitBranches:
    """The other branches of one checkout. Close it: reading keeps a process of git open."""

    def __init__(self, folder: str) -> None:
        """Look at a checkout.

        Args:
            folder: The folder that has ``.git`` in it.
        """
        self._folder = folder
        self._git = shutil.which("git")
        self._reader: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> GitBranches:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads."""
        reader, self._reader = self._reader, None
        if reader is None:
            return
        for stream in (reader.stdin, reader.stdout):
            if stream is not None:
                stream.close()
        reader.wait()

    def files(self) -> list[BranchFile]:
        """Return the files whose content is on another branch and not on the one checked out, each content once.

        A folder that git takes for no repository has none, and without git there are none.

        Raises:
            GitError: Git refuses to look at the repository, because it is another user's.
        """
        if self._git is None:
            return []
        refs = self._ask(
            "for-each-ref", "--format=%(refname)%09%(objectname)%09%(symref)", "refs/heads", "refs/remotes"
        )
        head = self._ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}").strip().decode("ascii", "replace")
        seen = {blob for _, blob in self._tree(head)} if head else set()
        found = []
        for line in refs.decode("utf-8", "surrogateescape").splitlines():
            name, commit, symbolic = [*line.split("\t"), "", ""][:3]
            if symbolic or commit == head:
                continue
            branch = name.removeprefix("refs/heads/").removeprefix("refs/remotes/")
            for path, blob in self._tree(commit):
                if blob not in seen and _is_worth_a_look(path):
                    seen.add(blob)
                    found.append(BranchFile(branch, path, blob))
        return found

    def read(self, file: BranchFile, most: int) -> bytes:
        """Return the first bytes of a file's content, at most so many.

        Raises:
            OSError: Git does not have it, as in a clone that left contents out.
        """
        if self._reader is None:
            self._reader = subprocess.Popen(
                self._command("cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._environment(),
            )
        asked, told = self._reader.stdin, self._reader.stdout
        assert asked is not None
        assert told is not None
        asked.write(file.blob.encode("ascii") + b"\n")
        asked.flush()
        answer = told.readline().split()
        if len(answer) != 3 or not answer[2].isdigit():
            raise OSError(f"git does not have the content of {file.path}")
        size = int(answer[2])
        content = told.read(min(size, most))
        left = size - len(content) + 1
        while left > 0 and (rest := told.read(min(left, 1 << 20))):
            left -= len(rest)
        return content

    def _tree(self, commit: str) -> list[tuple[str, str]]:
        """Return path and blob of each regular file of a commit."""
        listed = self._ask("ls-tree", "-r", "-z", "--full-tree", commit)
        files = []
        for entry in listed.split(b"\0"):
            about, _, path = entry.partition(b"\t")
            mode, _, named = about.decode("ascii", "replace").partition(" ")
            kind, _, blob = named.partition(" ")
            if mode in _REGULAR and kind == "blob":
                files.append((path.decode("utf-8", "surrogateescape"), blob))
        return files

    def _ask(self, *arguments: str) -> bytes:
        """Return what git answers, nothing when it fails for another reason than a repository it does not trust."""
        try:
            answer = subprocess.run(
                self._command(*arguments),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=_PATIENCE,
                env=self._environment(),
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise GitError(
                _("The other branches of {folder} cannot be read: {reason}.").format(folder=self._folder, reason=error)
            ) from error
        if answer.returncode and b"dubious ownership" in answer.stderr:
            raise GitError(
                _("The other branches of {folder} were not read: the repository belongs to another user.").format(
                    folder=self._folder
                ),
                _("If you trust it: git config --global --add safe.directory {folder}").format(
                    folder=os.path.abspath(self._folder)
                ),
            )
        return b"" if answer.returncode else answer.stdout

    def _command(self, *arguments: str) -> list[str]:
        assert self._git is not None
        return [self._git, "--no-pager", "-C", self._folder, *_HARMLESS, *arguments]

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_REPOSITORY}
        above = os.path.dirname(os.path.abspath(self._folder))
        return kept | {
            "LC_ALL": "C",
            "GIT_CEILING_DIRECTORIES": above,
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_ALLOW_PROTOCOL": "",
        }


def _is_worth_a_look(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return not any(part.startswith(".") for part in parts) and _ENDING.fullmatch(path) is not None
