"""Files are replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import threading
from typing import TYPE_CHECKING

import pytest

from digest_reader import atomic_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_a_new_file_has_the_content_and_nothing_else_is_left(tmp_path: Path) -> None:
    atomic_file.replace(tmp_path / "a.toml", b"new", None)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.toml": b"new"}


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    atomic_file.replace(path, b"new", b"old")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)


def test_a_symbolic_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "a.toml"
    real.parent.mkdir()
    real.write_bytes(b"old")
    link = tmp_path / "a.toml"
    link.symlink_to(real)
    atomic_file.replace(link, b"new", b"old")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert os.listdir(real.parent) == ["a.toml"]


@pytest.mark.parametrize("was", [None, b"older"])
def test_a_file_that_is_not_what_was_read_is_not_written_over(tmp_path: Path, was: bytes | None) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"theirs")
    with pytest.raises(atomic_file.FileChangedError):
        atomic_file.replace(path, b"mine", was)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"a.toml": b"theirs"}


def test_a_file_that_was_deleted_meanwhile_is_not_brought_back(tmp_path: Path) -> None:
    with pytest.raises(atomic_file.FileChangedError):
        atomic_file.replace(tmp_path / "a.toml", b"mine", b"read before")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_an_error_of_the_disk_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OSError, match=os.strerror(code)):
        atomic_file.replace(path, b"new", b"old")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"a.toml": b"old"}


def test_what_a_killed_process_left_beside_a_file_is_removed_and_other_files_stay(tmp_path: Path) -> None:
    for name in ("a.toml", ".a.toml.123-abcd.tmp", ".b.toml.123-abcd.tmp", "a.toml.tmp"):
        (tmp_path / name).write_bytes(b"")
    atomic_file.remove_leftovers(tmp_path / "a.toml")
    assert sorted(os.listdir(tmp_path)) == [".b.toml.123-abcd.tmp", "a.toml", "a.toml.tmp"]


def test_a_lock_lets_one_thread_in_at_a_time(tmp_path: Path) -> None:
    inside, most = 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(20):
            with atomic_file.locked(tmp_path / ".lock"):
                inside += 1
                most = max(most, inside)
                os.sched_yield() if hasattr(os, "sched_yield") else None
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_waiting_for_a_lock_ends(tmp_path: Path) -> None:
    with (
        atomic_file.locked(tmp_path / ".lock"),
        pytest.raises(TimeoutError),
        atomic_file.locked(tmp_path / ".lock", timeout=0.02),
    ):
        pass


def test_a_folder_is_made_with_those_above_it_and_making_it_again_is_no_error(tmp_path: Path) -> None:
    atomic_file.make_folder(tmp_path / "a" / "b")
    atomic_file.make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_pieces_are_put_into_a_new_file_and_into_an_old_one_only_when_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    atomic_file.put(path, iter([b"one ", b"two"]))
    path.chmod(0o640)
    with pytest.raises(atomic_file.FileChangedError):
        atomic_file.put(path, [b"three"])
    assert path.read_bytes() == b"one two"
    atomic_file.put(path, [b"three"], overwrite=True)
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"three", 0o640)
    assert list(tmp_path.iterdir()) == [path]


def test_a_source_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(b"old")

    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        atomic_file.put(path, pieces(), overwrite=True)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"a.bib": b"old"}
