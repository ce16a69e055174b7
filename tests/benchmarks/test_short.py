"""The benchmarks run: their short form prints every row with a figure. How large it is does not matter."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_short_form_prints_every_row_with_a_figure(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.benchmarks", "--short", "--cache", str(tmp_path / "cache")]
    done = subprocess.run(
        [*command, "--json", str(tmp_path / "rows.json")], cwd=ROOT, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr
    rows = json.loads((tmp_path / "rows.json").read_text(encoding="utf-8"))["rows"]
    groups = {
        "Start, exec to the first frame",
        "The screen, key to painted result",
        "The filter's engine",
        "Quality of the filter",
        "What the screen asks of the library",
        "Import, everything included",
    }
    assert {row["group"] for row in rows} == groups
    assert [row["what"] for row in rows if row["ours"] is None and not row["note"]] == []
    assert all(f"| {row['what']} |" in done.stdout for row in rows)
