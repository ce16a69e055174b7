"""Files, folders and standard input into the library."""

from __future__ import annotations

import contextlib
import io
import os
from typing import TYPE_CHECKING

import pytest

from digest_reader import ingest
from digest_reader.demo import files
from digest_reader.ingest import import_each, import_paths, totals
from digest_reader.models import Counted, ImportedFile
from tests.core.invented import open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest_reader.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with contextlib.closing(open_library(tmp_path / "home")) as opened:
        yield opened


def daily(*ids: str) -> str:
    """Return a daily digest in Markdown."""
    entries = "".join(
        f"### [{number}] [On {each}](https://arxiv.org/abs/{each})\n*Ada Kim,Bo Li*\n\n"
        "Main category: cs.DC\n\nTL;DR: Quick.\n\n\n<details>\n  <summary>Details</summary>\n"
        "Motivation: Slow.\n\nAbstract: We are quick.\n\n</details>\n\n\n"
        for number, each in enumerate(ids, 1)
    )
    return (
        f"<div id=toc></div>\n\n# Table of Contents\n\n- [cs.DC](#cs.DC) [Total: {len(ids)}]\n\n\n"
        f"<div id='cs.DC'></div>\n\n# cs.DC [[Back]](#toc)\n\n{entries}"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two digests, one in a folder of its own, and of things that are none."""
    top = tmp_path / "digests"
    (top / "more").mkdir(parents=True)
    (top / ".git").mkdir()
    (top / "2025-07-16.md").write_text(daily("2507.00002", "2507.00003"))
    (top / "more" / "2025-07-15.md").write_text(daily("2507.00001", "2507.00002"))
    (top / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (top / "empty.md").write_text("")
    (top / ".hidden.md").write_text(daily("2507.00009"))
    (top / ".git" / "2025-07-17.md").write_text(daily("2507.00008"))
    return top


def test_a_folder_is_imported_with_what_is_in_it_and_what_is_no_digest_is_passed_over(
    library: Library, folder: Path
) -> None:
    files = import_paths(library, [folder])
    shown = [(os.path.relpath(file.path, folder), file.format, file.batch, file.error) for file in files]
    assert shown == [
        ("2025-07-16.md", "daily-markdown", "2025-07-16", None),
        ("empty.md", None, None, None),
        ("photo.png", None, None, None),
        ("more/2025-07-15.md", "daily-markdown", "2025-07-15", None),
    ]
    assert [file.notes for file in files[1:3]] == [("not a digest",), ("not a digest",)]
    assert totals(files) == Counted(entries=4, new=3, updated=0, unchanged=1)
    assert [batch.sources for batch in library.batches()] == [
        (str(folder / "2025-07-16.md"),),
        (str(folder / "more" / "2025-07-15.md"),),
    ]


def test_importing_again_brings_nothing_and_reads_nothing(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_paths(library, [folder])
    monkeypatch.chdir(folder)

    def fail(*_: object) -> None:
        pytest.fail("a known file was read again")

    monkeypatch.setattr(ingest, "read", fail)
    files = import_paths(library, ["2025-07-16.md", "./more/../2025-07-16.md"])
    assert [(file.path, file.counted) for file in files] == [
        ("2025-07-16.md", Counted(entries=2, unchanged=2)),
        ("./more/../2025-07-16.md", Counted(entries=2, unchanged=2)),
    ]


def test_a_file_that_cannot_be_read_says_why_and_does_not_stop_the_others(library: Library, tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("Dear diary,\n")
    (tmp_path / "2025-07-15.md").write_text(daily("2507.00001"))
    names = [str(tmp_path / name) for name in ("nowhere.md", "diary.txt", "2025-07-15.md")]
    missing, diary, good = import_paths(library, names)
    assert missing == ImportedFile(
        names[0],
        None,
        None,
        Counted(),
        error="It cannot be opened: No such file or directory. Check its name and rights.",
    )
    assert diary.error is not None
    assert diary.error.endswith("Name its format with --format.")
    assert (diary.format, good.format, good.counted.new) == (None, "daily-markdown", 1)


def test_standard_input_is_a_file_without_a_name(library: Library) -> None:
    (file,) = import_paths(library, ["-"], stdin=io.BytesIO(daily("2507.00001").encode()))
    assert (file.path, file.format, file.counted.new) == ("-", "daily-markdown", 1)
    assert file.batch is not None
    assert file.batch.startswith("undated:")


def test_a_date_and_a_format_that_are_given_are_taken(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "2025-07-15.md"
    path.write_text(daily("2507.00001"))
    (file,) = import_paths(library, [path], format="daily-markdown", date="2025-07-14")
    assert (file.date, file.batch) == ("2025-07-14", "2025-07-14")
    (other,) = import_paths(library, [path], format="no-such-format", date="2025-07-14")
    assert other.error is not None
    assert "no such format" in other.error


def test_only_a_files_name_and_its_folder_tell_its_date(library: Library, tmp_path: Path) -> None:
    far, near = tmp_path / "2025-01-01-backup" / "mine" / "a.md", tmp_path / "2025-07-15" / "b.md"
    for path in (far, near):
        path.parent.mkdir(parents=True)
        path.write_text(daily(f"2507.0000{len(path.name)}", path.name))
    assert [file.date for file in import_paths(library, [far, near])] == [None, "2025-07-15"]


def test_progress_is_told_before_each_file_and_at_the_end(library: Library, folder: Path) -> None:
    told: list[tuple[int, int, str]] = []
    import_paths(library, [folder / "more", "-"], progress=lambda *how_far: told.append(how_far))
    assert told == [(0, 2, str(folder / "more" / "2025-07-15.md")), (1, 2, "-"), (2, 2, "")]


def test_whoever_stops_between_two_files_keeps_the_first(library: Library, folder: Path) -> None:
    next(import_each(library, [folder]))
    assert library.counts().total == 2


def test_a_file_that_is_none_of_the_format_named_is_refused_and_read_without_it_later(tmp_path: Path) -> None:
    (name, data), *_ = [each for each in files() if each[0] == "2026-11-20.md"]
    (tmp_path / name).write_bytes(data)
    with contextlib.closing(open_library(tmp_path)) as library:
        (refused,) = import_paths(library, [tmp_path / name], format="trilingual")
        assert refused.error == (
            "It has no entry that can be read as trilingual. Leave --format out: the content tells."
        )
        (read,) = import_paths(library, [tmp_path / name])
        assert (read.error, read.counted.new) == (None, 16)
