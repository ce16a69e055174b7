"""A disk that is full is called that, and no library broken for it. Needs leave to mount a file system."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Reader

# A small file system in memory at the home, filled up; what follows runs with it, and it goes with the last process.
SMALL_DISK = """
mount -t tmpfs -o size=16m none "$0" && cp -r "$1"/. "$0" && cat /dev/zero > "$0/filler" 2> /dev/null
shift
exec "$@"
"""


def may_mount(folder: Path) -> bool:
    """Tell whether a file system can be mounted here without being asked who one is."""
    if shutil.which("unshare") is None:
        return False
    command = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_no_disk_is_called_broken_and_no_library_either_that_is_only_full(stocked: Reader, tmp_path: Path) -> None:
    if not may_mount(tmp_path):
        pytest.skip("no file system can be mounted here")
    original = shutil.move(stocked.home, tmp_path / "original")
    stocked.home.mkdir()

    def on_full_disk(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["unshare", "-rm", "sh", "-c", SMALL_DISK, str(stocked.home), str(original)]
        command += [sys.executable, "-m", "digest_reader", *arguments]
        return subprocess.run(command, env=stocked.environment, capture_output=True, text=True, check=False, timeout=60)

    full = f"The disk that holds {stocked.library} is full."
    for arguments in (["list"], ["mark", "2611.96021", "--state", "skipped"]):
        ran = on_full_disk(*arguments)
        assert (ran.returncode, ran.stdout) == (1, "")
        assert ran.stderr == f"digest-reader: {full}\nNothing was changed. Make room and do it again.\n"
    looked = on_full_disk("doctor")
    assert looked.returncode == 1
    lines = looked.stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("fail  library  "))
    assert [line[24:] for line in lines[at : at + 2]] == [full, "Nothing was changed. Make room and do it again."]
