"""Replace a file whole or not at all, and keep other processes out meanwhile.

Knows nothing of what the files hold. It raises plain `OSError`; saying that in a person's words is left to
the caller.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LEFTOVER = ".tmp"
# File systems without locks (some network and FUSE mounts) answer with one of these.
_NO_LOCKS = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL}
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.EINVAL}
_HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


class FileChangedError(Exception):
    """The file is no longer what the caller had read, so nothing was written."""


def read(path: Path) -> bytes | None:
    """Return a file's bytes, None when there is no such file.

    Raises:
        OSError: It is there and cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def replace(
    path: Path, data: bytes, was: bytes | None, *, sync: bool = True, ready: Callable[[], None] | None = None
) -> Path:
    """Put ``data`` in the place of a file in one step: after any crash the file is the old or the new one.

    A symbolic link stays and its target is replaced, a replaced file keeps its permissions.

    Args:
        path: The file.
        data: Its new content.
        was: The content that the new one was made from, None for a file that must not be there yet.
        sync: Whether to wait until also a power cut leaves the new one. Without that it may leave either, whole,
            until `sync_folder` is done.
        ready: Is waited for when the new content is on disk and before it takes the old one's place; nothing is
            changed when it raises.

    Returns:
        The folder that holds the file's name.

    Raises:
        FileChangedError: The file's content is not ``was``.
        OSError: It cannot be written; the old file stands, and no other file is left behind.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.{os.getpid()}-{os.urandom(4).hex()}{_LEFTOVER}")
    try:
        _write_new(temporary, [data], _mode(target))
        if ready is not None:
            ready()
        if read(target) != was:
            raise FileChangedError(str(path))
        if was is None:
            _publish(temporary, target)
        else:
            os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
        raise
    if sync:
        sync_folder(target.parent)
    return target.parent


def put(path: Path, pieces: Iterable[bytes], *, overwrite: bool = False) -> None:
    """Write a file in one step from pieces that need not fit into memory together.

    Args:
        path: The file; of a symbolic link the target is written.
        pieces: Its content.
        overwrite: Whether a file that is there is replaced, whatever it holds; it keeps its permissions.

    Raises:
        FileChangedError: The file is there, and is not to be replaced.
        OSError: It cannot be written; a file that was there stands, and no other is left behind.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.{os.getpid()}-{os.urandom(4).hex()}{_LEFTOVER}")
    try:
        _write_new(temporary, pieces, _mode(target) if overwrite else None)
        if overwrite:
            os.replace(temporary, target)
        else:
            _publish(temporary, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
        raise
    sync_folder(target.parent)


def remove(path: Path, *, sync: bool = True) -> Path:
    """Delete a file (of a symbolic link the link only); ``sync`` and what is returned are as in `replace`.

    Raises:
        OSError: It is not there or cannot be deleted.
    """
    path.unlink()
    if sync:
        sync_folder(path.parent)
    return path.parent


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, durably; nothing happens when it is there."""
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for part in missing:
        sync_folder(part.parent)


def remove_leftovers(path: Path) -> None:
    """Delete what a process killed within `replace` left beside a file: only for who holds the lock."""
    target = Path(os.path.realpath(path))
    prefix = f".{target.name}."
    with contextlib.suppress(OSError):
        for name in os.listdir(target.parent):
            if name.startswith(prefix) and name.endswith(_LEFTOVER):
                (target.parent / name).unlink(missing_ok=True)


@contextlib.contextmanager
def locked(lock_file: Path, timeout: float = 10.0) -> Iterator[None]:
    """Hold a lock that one thread of one process at a time can hold, and that a dying process lets go.

    On a file system that has no locks the block runs without one: `replace` still refuses to write over
    a change.

    Args:
        lock_file: An empty file for this alone, made when absent, never deleted: that would let two in.
        timeout: Seconds to wait for another holder.

    Raises:
        TimeoutError: Another process holds it all that time.
        OSError: The lock file cannot be made.
    """
    descriptor = os.open(lock_file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        _wait_for_lock(descriptor, lock_file, time.monotonic() + timeout)
        yield
    finally:
        os.close(descriptor)


def _wait_for_lock(descriptor: int, lock_file: Path, deadline: float) -> None:
    while True:
        try:
            _try_lock(descriptor)
            return
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return
            if error.errno not in _HELD:
                raise
        if time.monotonic() > deadline:
            raise TimeoutError(errno.ETIMEDOUT, "another process holds the lock", str(lock_file))
        time.sleep(0.005)


def _try_lock(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        # flock and not lockf: two threads of one process keep each other out too.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _mode(target: Path) -> int | None:
    try:
        return target.stat().st_mode & 0o7777
    except FileNotFoundError:
        return None


def _write_new(path: Path, pieces: Iterable[bytes], mode: int | None) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with open(descriptor, "wb") as file:
        if mode is not None and hasattr(os, "fchmod"):
            os.fchmod(file.fileno(), mode)
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())


def _publish(temporary: Path, target: Path) -> None:
    """Give a new file its name, but never one that another process has just taken."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise FileChangedError(str(target)) from None
    except OSError as error:
        # No hard links here (FAT, which is EINVAL on Windows; some mounts): the look a moment ago has to do.
        if error.errno not in _NO_LINKS:
            raise
        os.replace(temporary, target)
    else:
        temporary.unlink()


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable. Windows cannot open folders, some file systems cannot sync them: no harm."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EROFS}:
            raise
    finally:
        os.close(descriptor)
