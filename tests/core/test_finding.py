"""Which files an import means: patterns, archives, the branches of a git checkout, what was pasted."""

from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import subprocess
import time
import zipfile
from typing import TYPE_CHECKING

import pytest

from digest_reader.ingest import import_bytes, import_paths, totals
from digest_reader.models import Counted
from tests.core.invented import open_library
from tests.core.test_ingest import daily

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest_reader.library import Library
    from digest_reader.models import ImportedFile

with_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with contextlib.closing(open_library(tmp_path / "home")) as opened:
        yield opened


def git(folder: Path, *arguments: str) -> None:
    names = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
    names |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
    subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, env=os.environ | names)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository whose digests are on a branch that is not checked out, as theirs mostly are."""
    folder = tmp_path / "arxiv-daily"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / "README.md").write_text("# A tool\n")
    (folder / "2025-07-14.md").write_text(daily("2507.00001"))
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    git(folder, "checkout", "-q", "-b", "data")
    (folder / "data").mkdir()
    (folder / "data" / "2025-07-15.md").write_text(daily("2507.00002"))
    (folder / "data" / "2025-07-16 é.md").write_text(daily("2507.00003"))
    (folder / "data" / "photo.png").write_bytes(b"\x89PNG")
    (folder / "data" / ".hidden.md").write_text(daily("2507.00009"))
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "two")
    git(folder, "branch", "copy")
    git(folder, "checkout", "-q", "main")
    return folder


def shown(folder: Path, files: list[ImportedFile]) -> list[tuple[str, str | None, str | None]]:
    return [(os.path.relpath(file.path, folder.parent), file.format, file.date) for file in files]


@with_git
def test_of_a_checkout_the_other_branches_are_read_too_each_content_once(library: Library, checkout: Path) -> None:
    files = import_paths(library, [checkout])
    assert shown(checkout, files) == [
        ("arxiv-daily/2025-07-14.md", "daily-markdown", "2025-07-14"),
        ("arxiv-daily/README.md", None, None),
        ("arxiv-daily@copy:data/2025-07-15.md", "daily-markdown", "2025-07-15"),
        ("arxiv-daily@copy:data/2025-07-16 é.md", "daily-markdown", "2025-07-16"),
    ]
    assert totals(files).new == 3
    assert totals(import_paths(library, [checkout])) == Counted(entries=3, unchanged=3)


@with_git
def test_the_branches_of_a_clone_are_those_that_it_was_cloned_from(
    library: Library, checkout: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(checkout), str(clone))
    names = [name for name, form, _ in shown(clone, import_paths(library, [clone])) if form]
    assert names == [
        "clone/2025-07-14.md",
        "clone@origin/copy:data/2025-07-15.md",
        "clone@origin/copy:data/2025-07-16 é.md",
    ]


@with_git
def test_nothing_that_a_repository_configures_is_run(library: Library, checkout: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    command = f"touch {trap}; true"
    for key in (
        "core.fsmonitor",
        "core.sshCommand",
        "core.pager",
        "core.editor",
        "diff.external",
        "core.alternateRefsCommand",
    ):
        git(checkout, "config", key, command)
    git(checkout, "config", "filter.evil.smudge", command)
    git(checkout, "config", "filter.evil.clean", command)
    (checkout / ".git" / "info" / "attributes").write_text("*.md filter=evil diff=evil\n")
    git(checkout, "config", "diff.evil.textconv", command)
    trap.unlink(missing_ok=True)
    assert totals(import_paths(library, [checkout])).new == 3
    assert not trap.exists()


@with_git
def test_a_repository_that_git_does_not_trust_is_named_and_its_files_are_read(
    library: Library, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    files = import_paths(library, [checkout])
    assert totals(files).new == 1
    errors = [file.error for file in files if file.error]
    assert len(errors) == 1
    assert "belongs to another user" in errors[0]
    assert "safe.directory" in errors[0]


def test_without_git_a_checkout_is_a_folder(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "days" / ".git").mkdir(parents=True)
    (tmp_path / "days" / "2025-07-15.md").write_text(daily("2507.00001"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [file.error for file in import_paths(library, [tmp_path / "days"])] == [None]


def test_a_pattern_that_no_shell_expanded_is_expanded(library: Library, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    for name in ("2025-07-15.md", "2025-07-16.md", "2025-07-16.txt", "more/2025-07-17.md", "odd[1].md"):
        (tmp_path / name).write_text(daily(f"2507.{len(name):05}", name.replace("/", "-")))
    wanted = {
        "*.md": ["2025-07-15.md", "2025-07-16.md", "odd[1].md"],
        "**/*-1[67].md": ["2025-07-16.md", "more/2025-07-17.md"],
        "odd[1].md": ["odd[1].md"],
        "mor?": ["more/2025-07-17.md"],
    }
    for pattern, names in wanted.items():
        files = import_paths(library, [tmp_path / pattern])
        assert [os.path.relpath(file.path, tmp_path) for file in files] == names
    (none,) = import_paths(library, [tmp_path / "*.pdf"])
    assert none.error == "No file matches this pattern."


def test_each_member_of_an_archive_is_a_file_of_its_own(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "2025-07-14.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data/2025-07-15.md", daily("2507.00001"))
        archive.writestr("data/day.md", daily("2507.00002"))
        archive.writestr("readme.txt", "Nothing here.\n")
    files = import_paths(library, [path])
    assert [(os.path.relpath(file.path, path), file.date, file.error) for file in files] == [
        ("data/2025-07-15.md", "2025-07-15", None),
        ("data/day.md", "2025-07-14", None),
        ("readme.txt", None, None),
    ]
    assert totals(import_paths(library, [path])) == Counted(entries=2, unchanged=2)


def test_a_gzipped_digest_is_dated_by_its_name(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "2025-07-15.md.gz"
    path.write_bytes(gzip.compress(daily("2507.00001").encode()))
    (file,) = import_paths(library, [path])
    assert (file.path, file.date, file.counted.new) == (str(path)[:-3], "2025-07-15", 1)


def test_an_archive_that_was_named_must_hold_a_digest(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "archives" / "notes.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "Nothing here.\n")
    assert [file.error for file in import_paths(library, [path])] == [None, "It holds no digest: not a digest."]
    assert [file.error for file in import_paths(library, [path.parent])] == [None]
    path.write_bytes(path.read_bytes()[:-30])
    (damaged,) = import_paths(library, [path])
    assert damaged.error is not None
    assert "damaged zip archive" in damaged.error


def test_what_was_pasted_is_a_digest_without_a_date(library: Library) -> None:
    (file,) = import_bytes(library, "clipboard", daily("2507.00001").encode())
    assert (file.path, file.date, file.counted.new) == ("clipboard", None, 1)
    (file,) = import_bytes(library, "clipboard", daily("2507.00001").encode(), date="2025-07-15")
    assert (file.date, file.counted) == ("2025-07-15", Counted(entries=1, unchanged=1))


def test_five_hundred_known_files_take_less_than_two_seconds(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "days"
    folder.mkdir()
    for number in range(500):
        name = f"20{20 + number // 336}-{1 + number // 28 % 12:02}-{1 + number % 28:02}.md"
        (folder / name).write_text(daily(f"2507.{number:05}"))
    assert totals(import_paths(library, [folder])).new == 500
    start = time.perf_counter()
    assert totals(import_paths(library, [folder])) == Counted(entries=500, unchanged=500)
    assert time.perf_counter() - start < 2
