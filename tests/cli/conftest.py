"""The real command in a process of its own, at home in a temporary folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from digest_reader.demo import files

ROOT = Path(__file__).resolve().parents[2]

DAILY = """\
<div id=toc></div>

# Table of Contents

- [cs.DC](#cs.DC) [Total: 2]


<div id='cs.DC'></div>

# cs.DC [[Back]](#toc)

### [1] [Queues That Apologise](https://arxiv.org/abs/2611.99001)
*Ana Belmonte,Bo Cederquist*

Main category: cs.DC

TL;DR: 队列道歉了。


<details>
  <summary>Details</summary>
Motivation: 无人道歉。

Abstract: We make a queue that says sorry.

</details>


### [2] [Clocks Without Hands](https://arxiv.org/abs/2611.99002)
*Cem Dağdelen*

Main category: cs.DC

TL;DR: 没有指针的钟。


<details>
  <summary>Details</summary>
Motivation: 指针会断。

Abstract: Hands break. We leave them out.

</details>
"""
"""A daily digest of two invented papers."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the command left."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def objects(self) -> list[Any]:
        return [json.loads(line) for line in self.out.split("\n") if line]


@dataclass(frozen=True, slots=True)
class Reader:
    """Runs ``digest-reader`` for a person whose home is a temporary folder."""

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "XDG_STATE_HOME": str(self.home / "state"),
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
        }

    @property
    def library(self) -> Path:
        return self.home / "data" / "digest-reader" / "library.sqlite3"

    @property
    def lists(self) -> Path:
        return self.home / "config" / "digest-reader" / "reading-lists"

    def __call__(self, *arguments: str, stdin: str | bytes = b"", env: Mapping[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "digest_reader", *arguments],
            cwd=self.home,
            env={**self.environment, **(env or {})},
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A person who has nothing yet."""
    home = tmp_path / "home"
    home.mkdir()
    return Reader(home)


@pytest.fixture(scope="session")
def _stocked_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("stocked")
    digests = home / "digests"
    digests.mkdir()
    for name, content in files():
        (digests / name).write_bytes(content)
    assert Reader(home)("import", "digests").code == 0
    return home


@pytest.fixture
def stocked(_stocked_home: Path, tmp_path: Path) -> Reader:
    """A person who has imported the sample library's digests from ``digests`` and decided nothing."""
    return Reader(Path(shutil.copytree(_stocked_home, tmp_path / "home")))
