"""The packages keep to their layers: who may import whom, and what a command without a screen never loads."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from digest_reader.sample import sample_library

ROOT = Path(__file__).resolve().parents[1]
SCREEN = {"textual", "rich", "tui"}
SLOW = SCREEN | {"asyncio", "rapidfuzz"}

_LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
_RUN = """
import json, sys
from digest_reader.__main__ import main
code = main(json.loads(sys.argv[1]))
loaded = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps({"code": code, "loaded": loaded}), file=open(sys.argv[2], "w"))
"""


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    """Check the import contracts of a tree."""
    return subprocess.run(
        [sys.executable, "-c", _LINT],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def loaded_by(home: Path, *typed: str) -> set[str]:
    """Run a command and return the top-level packages that it loaded."""
    told = home / "loaded.json"
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)}
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        environment[f"XDG_{name}_HOME"] = str(home / name.lower())
    subprocess.run(
        [sys.executable, "-c", _RUN, json.dumps(typed), str(told)],
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        timeout=60,
        check=True,
    )
    result = json.loads(told.read_text(encoding="utf-8"))
    assert result["code"] == 0
    return set(result["loaded"])


def test_the_import_contracts_hold() -> None:
    checked = lint(ROOT)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("parsers/base.py", "import digest_reader", "The screen may use"),
        ("parsers/base.py", "import sqlite3", "Parsers have no"),
        ("parsers/trilingual.py", "import parsers.listing_text", "A format knows neither"),
        ("digest_reader/library.py", "import rich.text", "Nothing below the screen knows"),
        ("digest_reader/library.py", "import tui.app", "The screen may use"),
        ("digest_reader/cli/screen.py", "import tui.keymap", "The screen may use"),
        ("digest_reader/storage/schema.py", "import digest_reader.library", "Who wants something stored"),
        ("tui/app.py", "import digest_reader.storage.papers", "SQL stays behind the library"),
    ],
)
def test_a_wrong_import_breaks_its_contract(tmp_path: Path, module: str, line: str, contract: str) -> None:
    for name in ("digest_reader", "parsers", "tui"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    checked = lint(tmp_path)
    assert checked.returncode == 1
    broken = [said for said in checked.stdout.splitlines() if " BROKEN" in said]
    assert any(said.startswith(contract) for said in broken), checked.stdout


@pytest.mark.parametrize(
    "typed",
    [
        ["list"],
        ["list", "all", "--json"],
        ["paths"],
        ["config"],
        ["keys"],
        ["doctor"],
        ["completions", "bash"],
        ["lists"],
        ["complete"],
        ["--demo"],
        ["--demo", "show", "2611.96021"],
    ],
    ids=" ".join,
)
def test_a_command_without_a_screen_never_loads_textual(tmp_path: Path, typed: list[str]) -> None:
    assert loaded_by(tmp_path, *typed) & SLOW == set()


def test_reading_digests_loads_neither_the_screen_nor_a_database(tmp_path: Path) -> None:
    digest = ROOT / "digest_reader" / "demo" / "2026-11-20.md"
    assert loaded_by(tmp_path, "parse", str(digest)) & (SLOW | {"sqlite3"}) == set()
    assert loaded_by(tmp_path, "import", str(digest)) & SLOW == set()


def test_json_lines_are_read_without_the_other_formats(tmp_path: Path) -> None:
    entry = json.dumps({"id": "2507.00001", "title": "On it", "summary": "It."})
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from parsers.digest import read; from parsers.source import Source; "
            f"print(read(Source.from_bytes('x', {entry.encode()!r})).format); "
            "print(*{'parsers.formats', 'parsers.listing_text', 'parsers.mail'} & set(sys.modules))",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    assert told.splitlines() == ["daily-jsonl", ""]


def test_a_query_does_not_load_the_screen(tmp_path: Path) -> None:
    assert loaded_by(tmp_path, "--demo", "list", "leader") & SCREEN == set()


_SCREEN = """
import asyncio, gc, json, pathlib, sys
from digest_reader.config import Config
from digest_reader.library import Library
from tui.app import ReaderApp

async def first_frame(folder):
    library = Library(folder / "library.sqlite3", folder / "reading-lists")
    app = ReaderApp(library, config=Config())
    async with app.run_test(size=(160, 45)) as pilot:
        while app.is_opening:
            await pilot.pause(0.01)
        loaded = sorted(sys.modules)
        compiled = [
            f"{name}.{each.__qualname__}"
            for name in loaded
            if name.partition(".")[0] in ("digest_reader", "tui")
            for each in vars(sys.modules[name]).values()
            if isinstance(each, type) and each.__module__ == name
            if getattr(vars(each).get("__dataclass_params__"), "init", False)
        ]
    library.close()
    return {"loaded": loaded, "compiled": compiled}

json.dump(asyncio.run(first_frame(pathlib.Path(sys.argv[1]))), open(sys.argv[2], "w"))
"""
_NOT_FIRST = {
    "argparse",
    "gettext",
    "numpy",
    "rapidfuzz",
    "pypinyin",
    "shtab",
    "webbrowser",
    "digest_reader.adding",
    "digest_reader.cli.arguments",
    "digest_reader.config.fetching",
    "digest_reader.config.keymap",
    "digest_reader.export",
    "digest_reader.fetch.fetcher",
    "digest_reader.filter",
    "digest_reader.index",
    "digest_reader.ingest",
    "digest_reader.marks",
    "digest_reader.query",
    "digest_reader.version_diff",
    "parsers.detect",
    "textual.widgets._text_area",
    "tui.answering",
    "tui.availability",
    "tui.commands",
    "tui.deciding",
    "tui.detail.two_languages",
    "tui.digests_in",
    "tui.doing",
    "tui.errands",
    "tui.explaining",
    "tui.exporting",
    "tui.links",
    "tui.listkeeping",
    "tui.looking",
    "tui.messages",
    "tui.moving",
    "tui.notekeeping",
    "tui.paper_pages",
    "tui.putting_off",
    "tui.screens.choose",
    "tui.screens.filters",
    "tui.screens.help",
    "tui.screens.note",
    "tui.screens.overlay",
    "tui.screens.statistics",
    "tui.screens.until",
    "tui.screens.views",
    "tui.screens.why",
    "tui.selecting",
    "tui.stepping",
    "tui.view_entries",
    "tui.why",
}


@pytest.fixture(scope="module")
def first_frame(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What there is when the first frame stands: modules, and classes of ours that a dataclass compiled methods for."""
    folder = tmp_path_factory.mktemp("first")
    library, _ = sample_library(folder)
    told = folder / "told.json"
    subprocess.run(
        [sys.executable, "-c", _SCREEN, str(library.parent), str(told)],
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=True,
    )
    found: dict[str, list[str]] = json.loads(told.read_text(encoding="utf-8"))
    return found


def test_the_first_frame_loads_nothing_that_it_does_not_show(first_frame: dict[str, list[str]]) -> None:
    loaded = set(first_frame["loaded"])
    assert {"textual.app", "tui.screens.triage"} <= loaded
    assert loaded & _NOT_FIRST == set()


def test_the_first_frame_waits_for_no_more_classes_to_be_compiled(first_frame: dict[str, list[str]]) -> None:
    assert first_frame["compiled"] == ["tui.settings.Settings"]


def test_the_screen_is_loaded_without_tls_which_fetching_finds_all_the_same(tmp_path: Path) -> None:
    """What the screen loads is nothing that would miss TLS later."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from digest_reader.cli import screen; screen.load(); "
            "print(*{'ssl', '_ssl', 'http.client', 'urllib.request', 'asyncio'} & set(sys.modules)); "
            "from digest_reader.fetch import exchange; import http.client; "
            "print(hasattr(http.client, 'HTTPSConnection'), hasattr(exchange.ssl, 'SSLContext'))",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    assert told.splitlines() == ["asyncio", "True True"]


def test_a_start_without_a_command_loads_no_parser_of_arguments(tmp_path: Path) -> None:
    assert loaded_by(tmp_path) & {"argparse", "gettext"} == set()
