"""Python, SQLite and the packages that the program is made of."""

from __future__ import annotations

import platform
import re
import sqlite3
import sys
from collections.abc import Iterator
from importlib import metadata

from digest_reader import __version__
from digest_reader.doctor.findings import Finding

_PACKAGE = "digest-reader"
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)\s*([^;]*)")
_BOUND = re.compile(r"(>=|<)\s*([0-9.]+)")
_PYTHON = (3, 11)
_SQLITE = (3, 35)


def look_at_program() -> Iterator[Finding]:
    """Yield a finding for the program itself, for Python, for SQLite, and for its packages."""
    yield Finding("digest-reader", "ok", __version__)
    said = f"{platform.python_implementation()} {platform.python_version()}, {sys.executable}"
    if sys.version_info < _PYTHON:
        yield Finding("Python", "fail", said, "Use Python 3.11 or newer.")
    else:
        yield Finding("Python", "ok", said)
    if sqlite3.sqlite_version_info < _SQLITE:
        yield Finding("SQLite", "fail", sqlite3.sqlite_version, "It must be 3.35 or newer: use a newer Python.")
    else:
        yield Finding("SQLite", "ok", sqlite3.sqlite_version)
    yield _packages()


def _packages() -> Finding:
    """Return whether every package is there, in a version that will do."""
    try:
        required = metadata.requires(_PACKAGE) or []
    except metadata.PackageNotFoundError:
        return Finding("packages", "warn", "digest-reader is not installed as a package", "Install it: pip install .")
    found, wrong = [], []
    for requirement in required:
        match = _REQUIREMENT.match(requirement)
        if match is None or "extra ==" in requirement:
            continue
        name, bounds = match[1], match[2]
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{name} is missing")
            continue
        found.append(f"{name} {version}")
        if not _within(version, bounds):
            wrong.append(f"{name} {version} is not {bounds.strip()}")
    if wrong:
        return Finding("packages", "fail", ", ".join(wrong), "Install digest-reader again, with all that it needs.")
    return Finding("packages", "ok", ", ".join(found))


def _within(version: str, bounds: str) -> bool:
    """Tell whether a version is within bounds as ``>=8.2,<9``; a bound of another form is not looked at."""
    number = _number(version)
    return all(
        number >= _number(bound) if sign == ">=" else number < _number(bound) for sign, bound in _BOUND.findall(bounds)
    )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.partition("+")[0])[:3])
