"""Papers go from the screen to the clipboard and into files."""

from __future__ import annotations

from pathlib import Path

from digest_reader.library import Library
from tests.core.invented import listing, open_library
from tests.tui.screen import Reader, reading


def stocked(tmp_path: Path) -> Library:
    """Return a library of three papers."""
    library = open_library(tmp_path)
    library.add(listing("2607.00001", "2607.00002", "2607.00003"))
    return library


def entries(reader: Reader) -> list[str]:
    """Return the heads of the BibTeX entries on the clipboard."""
    return [line for line in reader.app.clipboard.split("\n") if line.startswith("@")]


async def test_bibtex_of_the_paper_is_copied(tmp_path: Path) -> None:
    library = stocked(tmp_path)
    async with reading(library) as reader:
        await reader.press("Y")
        assert entries(reader) == ["@misc{anonymous20262607,"]
        assert "copied BibTeX of 1 paper" in reader.status
    library.close()


async def test_bibtex_of_the_selection_is_copied_and_it_stays_selected(tmp_path: Path) -> None:
    library = stocked(tmp_path)
    async with reading(library) as reader:
        await reader.press("A", "Y")
        assert len(entries(reader)) == 3
        assert "copied BibTeX of 3 papers" in reader.status
        await reader.press("s")
        assert library.counts().saved == 3
    library.close()


async def test_what_is_shown_is_written_to_a_file(tmp_path: Path) -> None:
    library = stocked(tmp_path)
    file = tmp_path / "out.md"
    async with reading(library) as reader:
        await reader.press("E")
        assert "Export 3 papers to:" in reader.header
        await reader.type(str(file))
        await reader.press("enter")
        assert "wrote 3 papers to" in reader.status
        assert file.read_text(encoding="utf-8").count("\n## ") == 3
        await reader.press("E")
        await reader.type(str(file))
        await reader.press("enter")
        assert "is there already" in reader.text
        await reader.press("E")
        await reader.type("x.docx")
        await reader.press("enter")
        assert "tells no format" in reader.status
    library.close()


async def test_a_selection_alone_is_written(tmp_path: Path) -> None:
    library = stocked(tmp_path)
    async with reading(library) as reader:
        await reader.press("m", "m", "E")
        await reader.type(str(tmp_path / "ids.txt"))
        await reader.press("enter")
        assert (tmp_path / "ids.txt").read_text(encoding="utf-8") == "2607.00001\n2607.00002\n"
    library.close()
