"""Fuzz the parsers: ``python tests/fuzz/fuzz_parsers.py [FORMAT ...] [-max_total_time=60 ...]``.

Needs atheris, which is no dependency of the project: ``pip install atheris`` in an environment of its own, with the
project installed there or not. Without a format every one reads the bytes. What begins with a dash goes to libFuzzer;
whatever it finds is written to the current folder and belongs into ``tests/fuzz/corpus`` once it is mended.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(__file__).resolve().parent / "corpus"


def seeds(folder: Path) -> Path:
    """Write the invented digests of the tests as files: every shape is a place to start from."""
    shapes = importlib.import_module("tests.parsers.invented").SHAPES
    for name, text in shapes.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def main(arguments: list[str]) -> None:
    """Run libFuzzer until its time is over or a promise is broken."""
    sys.path.insert(0, str(ROOT))
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["parsers"]):
        promises = importlib.import_module("tests.fuzz.promises")
    formats = [argument for argument in arguments if not argument.startswith("-")] or list(promises.FORMATS)
    unknown = set(formats) - set(promises.FORMATS)
    if unknown:
        sys.exit(f"no such format: {', '.join(sorted(unknown))}; there are {', '.join(promises.FORMATS)}")
    options = [argument for argument in arguments if argument.startswith("-")]
    with tempfile.TemporaryDirectory() as found:
        # libFuzzer writes what it discovers into the first folder and only reads the others.
        start = Path(found) / "seeds"
        fresh = Path(found) / "found"
        start.mkdir()
        fresh.mkdir()
        folders = [str(fresh), str(seeds(start)), str(CORPUS)]
        atheris.Setup([sys.argv[0], *options, *folders], lambda data: promises.check(data, formats))
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
