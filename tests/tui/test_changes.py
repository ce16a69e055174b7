"""What a newer version changed is marked in the detail, by strokes and weight or by characters."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_reader.library import Library
from digest_reader.version_diff import Difference, Part, compared
from tests.core.invented import digest, record
from tests.tui.screen import reading
from tests.tui.test_odd_moments import paper
from tui.detail.changes import ADDED, REMOVED, changed_runs
from tui.detail.content import DetailContext
from tui.detail.page import lay_out
from tui.ink import Run

LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"


def shown(parts: tuple[Part, ...], *, spelled: bool = True, whole: bool = False) -> list[Run]:
    """Return parts as the detail sets them."""
    return changed_runs(parts, lambda text: text, ellipsis="…", spelled=spelled, whole=whole)


def text(runs: list[Run]) -> str:
    """Return runs as text."""
    return "".join(part for part, _ink in runs)


def test_what_was_added_is_marked_and_what_was_removed_struck_through() -> None:
    runs = shown(compared("A slow proof of it", "A quick new proof of it"), spelled=False)
    assert [(part, "added" if ink == ADDED else "removed") for part, ink in runs if ink in (ADDED, REMOVED)] == [
        ("slow", "removed"),
        ("quick new", "added"),
    ]
    assert text(runs) == "A slow quick new proof of it"


def test_without_strokes_the_changes_are_spelled_out() -> None:
    assert text(shown(compared("A slow proof", "A quick new proof"))) == "A [-slow-] {+quick new+} proof"
    assert text(shown(compared("基于共识的方法", "基于选举的方法"))) == "基于[-共识-]{+选举+}的方法"
    assert text(shown(compared("The end", "The end, at last"))) == "The end{+, at last+}"


def test_long_stretches_without_a_change_are_left_out() -> None:
    assert text(shown(compared(f"{LONG} old", f"{LONG} new"))) == "… fifteen sixteen seventeen [-old-] {+new+}"
    assert text(shown(compared(f"old {LONG}", f"new {LONG}"))) == "[-old-] {+new+} one two three four five six …"
    between = text(shown(compared(f"a {LONG} {LONG} b", f"x {LONG} {LONG} y")))
    assert between == "[-a-] {+x+} one two three four five six … fifteen sixteen seventeen [-b-] {+y+}"
    whole = text(shown(compared(f"{LONG} old", f"{LONG} new"), whole=True))
    assert whole == f"{LONG} [-old-] {{+new+}}"


@given(st.text(alphabet="ab 共识\n.", max_size=60), st.text(alphabet="ab 共识\n.", max_size=60))
def test_nothing_of_a_change_is_lost(before: str, after: str) -> None:
    parts = compared(before, after)
    runs = shown(parts, spelled=False, whole=True)
    for kind, ink in (("added", ADDED), ("removed", REMOVED)):
        changed = "".join(part.text.strip() for part in parts if part.kind == kind)
        assert "".join(part for part, inked in runs if inked == ink) == changed


def test_the_section_says_since_when_and_prefers_the_chosen_language() -> None:
    def difference(field: str, lang: str, before: str, after: str) -> Difference:
        return Difference(field, lang, 1, 3, compared(before, after))  # type: ignore[arg-type]

    differences = (
        difference("title", "en", "On Trees", "On Tall Trees"),
        difference("abstract", "en", "We show.", "We prove."),
        difference("title", "de", "Bäume", "Hohe Bäume"),
    )
    context = DetailContext(differences=differences, spelled=True)
    lines = ["".join(part for part, _ink in line).rstrip() for line in lay_out(paper(), context, 90, "hanging", **WIDE)]
    assert lines[lines.index("  Changed since  Title  On {+Tall+} Trees") + 1] == (
        "  v1             Abstract  We [-show-] {+prove+}."
    )
    german = lay_out(paper(), DetailContext(lang="de", differences=differences, spelled=True), 60, "above", **WIDE)
    drawn = ["".join(part for part, _ink in line).rstrip() for line in german]
    assert drawn[drawn.index("  Changed since v1") + 1] == "  Title  {+Hohe+} Bäume"


WIDE = {"stacked": False, "short": False}


@pytest.mark.parametrize(
    ("size", "ascii_only", "told"),
    [((160, 45), False, "On slow quick Trees"), ((80, 24), True, "On [-slow-] {+quick+} Trees")],
)
async def test_a_saved_paper_with_a_newer_version_shows_what_changed(
    tmp_path: Path, size: tuple[int, int], ascii_only: bool, told: str
) -> None:
    library = Library(tmp_path / "library.db", tmp_path / "lists")
    fields = {"section": "new", "primary": "cs.DC", "categories": ("cs.DC",)}
    old = record("2611.90001", "On slow Trees", version=1, abstract={"en": "We show it."}, **fields)
    other = record("2611.90002", "Another", version=1, **fields)
    library.add(digest(old, name="old.txt", date="2026-11-19"))
    library.decide([library.find("2611.90001")], "saved")
    new = record("2611.90001", "On quick Trees", version=2, abstract={"en": "We show it."}, **fields)
    library.add(digest(new, other, name="new.txt", date="2026-11-20"))
    async with reading(library, size, ascii_only=ascii_only) as reader:
        await reader.press("g")
        assert told in reader.text
        assert "Changed since" in reader.text
        await reader.press("w")
        assert told in reader.text
        await reader.press("w", "escape", "j")
        assert "Changed since" not in reader.text
    library.close()
