"""A library too large to index for each search: its index files follow the library, and no damage to them is seen."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest_reader.index import manifest
from digest_reader.index.store import Store
from digest_reader.index.updating import folder_of, update, writing
from digest_reader.searching import SMALL
from digest_reader.watching import Watch
from tests.core.invented import digest, open_library, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest_reader.library import Library

MANY = SMALL + 50
RARE = [7, 1_900]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a library of many papers and its index."""
    folder = tmp_path_factory.mktemp("library")
    with contextlib.closing(open_library(folder)) as library:
        library.add(digest(*(paper(number) for number in range(1, MANY + 1))))
        assert list(library.search("leases").keys) == RARE
        assert list(library.search("abs:shard").keys) == RARE
    return folder


def paper(number: int, title: str = "", **fields: object):  # type: ignore[no-untyped-def]
    text = title or f"{'Leases' if number in RARE else 'Graphs'} of kind{number:05}"
    abstract = {"en": "We shard." if number in RARE else "We sort.", "zh": "我们排序"}
    return record(f"2507.{number:05}", text, authors=(f"Author{number % 50:02}",), abstract=abstract, **fields)


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    copy = tmp_path / "copy"
    shutil.copytree(made, copy)
    return copy


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with contextlib.closing(open_library(folder)) as opened:
        yield opened


def index_of(folder: Path) -> Path:
    (file,) = folder.rglob("*.sqlite3")
    return folder_of(file)


def search(library: Library, query: str) -> list[int]:
    return list(library.search(query).keys)


def test_what_was_imported_is_in_the_index_files_before_anybody_searches(folder: Path, library: Library) -> None:
    before = manifest.read(index_of(folder))
    library.add(digest(paper(9_001, "Late leases"), date="2025-07-30", name="late.txt"))
    library.prepare_search()
    after = manifest.read(index_of(folder))
    assert before is not None
    assert after is not None
    for old, new in ((before.shown, after.shown), (before.texts, after.texts)):
        assert (new.digest, new.segments[:-1]) == (old.digest + 1, old.segments)
    assert search(library, "leases") == [library.find("2507.09001"), *RARE]


def test_all_kinds_of_terms_are_found_in_files(library: Library) -> None:
    everything = list(library.all_view().keys)
    queries = ["leases", "laeses", "'eases", "kind01900", "^leases", '"leases of"', "abs:shard", "id:01900", "cat:cs"]
    found = {query: search(library, query) for query in queries}
    assert found == {**dict.fromkeys(queries, RARE), "kind01900": [1_900], "id:01900": [1_900], "cat:cs": []}
    assert search(library, "abs:排序 !leases") == [key for key in everything if key not in RARE]
    assert search(library, "author07 | leases") == sorted({*RARE, *range(7, MANY + 1, 50)})


def test_watched_papers_are_found_in_files(library: Library) -> None:
    library.watch = Watch(keywords=["leases"])
    assert [search(library, "is:watched") for _ in range(2)] == [RARE, RARE]
    library.add(digest(paper(9_001, "New leases"), date="2025-07-16"))
    assert search(library, "is:watched") == [MANY + 1, *RARE]
    library.watch = Watch(authors=["Author01"])
    assert len(search(library, "is:watched !leases")) == MANY // 50


def test_an_import_is_seen_at_once_and_kept(folder: Path, library: Library) -> None:
    before = manifest.read(index_of(folder))
    assert search(library, "leases") == RARE
    library.add(digest(paper(9_001, "New leases"), paper(7, "Graphs now", section="replaced"), date="2025-07-16"))
    assert search(library, "leases") == [MANY + 1, 1_900]
    assert search(library, "abs:shard leases") == [1_900]
    after = manifest.read(index_of(folder))
    assert before is not None
    assert after is not None
    assert (len(before.shown.segments), len(after.shown.segments), after.shown.digest) == (1, 2, 2)
    assert [len(after.texts.segments), after.texts.digest] == [2, 2]


def test_another_process_finds_what_this_one_indexed_and_what_it_did_not(folder: Path, library: Library) -> None:
    assert search(library, "leases") == RARE
    with contextlib.closing(open_library(folder)) as other:
        other.add(digest(paper(9_001, "New leases"), date="2025-07-16"))
        assert search(other, "leases") == [MANY + 1, *RARE]
        assert search(library, "leases") == [MANY + 1, *RARE]


def test_while_another_process_writes_an_import_is_found_all_the_same(folder: Path, library: Library) -> None:
    with writing(index_of(folder)) as ours:
        assert ours
        library.add(digest(paper(9_001, "New leases"), date="2025-07-16"))
        assert search(library, "leases") == [MANY + 1, *RARE]
        library.add(digest(paper(9_002, "Newer leases"), date="2025-07-17"))
        assert search(library, "leases") == [MANY + 2, MANY + 1, *RARE]


def test_many_imports_are_merged(folder: Path, library: Library) -> None:
    for number in range(9_000, 9_012):
        library.add(digest(paper(number, "New leases"), date=f"2025-08-{number - 8_999:02}"))
        assert len(search(library, "leases")) == number - 9_000 + 3
    assert update(next(folder.rglob("*.sqlite3")), timeout=10)
    known = manifest.read(index_of(folder))
    assert known is not None
    assert len(known.shown.segments) <= 2
    assert len(search(library, "leases")) == 14
    assert {path.name for path in index_of(folder).glob("*.segment")} == known.files


def test_the_index_of_another_library_is_not_believed(folder: Path, tmp_path: Path) -> None:
    with contextlib.closing(open_library(tmp_path / "other")) as other:
        other.add(digest(*(paper(number, f"Trees {number}") for number in range(1, MANY + 2))))
    for path in (tmp_path / "other").rglob("*.sqlite3*"):
        if path.is_file():
            shutil.copy(path, next(folder.rglob("*.sqlite3")).with_name(path.name))
    with contextlib.closing(open_library(folder)) as library:
        assert search(library, "leases") == []
        assert len(search(library, "trees")) == MANY + 1


def spoil(path: Path, how: str, at: int) -> None:
    data = bytearray(path.read_bytes())
    if how == "missing":
        path.unlink()
    elif how == "cut":
        os.truncate(path, at % max(len(data), 1))
    elif how == "empty":
        path.write_bytes(b"")
    else:
        begin = at % max(len(data), 1)
        stretch = len(data[begin : begin + 5_000])
        data[begin : begin + 5_000] = os.urandom(stretch) if how == "random" else b"\xff" * stretch
        path.write_bytes(data)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["shown", "texts", "manifest", "sounds"]),
    how=st.sampled_from(["missing", "cut", "empty", "random", "ones"]),
    at=st.integers(0, 400_000),
)
def test_whatever_is_damaged_nothing_is_raised_and_all_is_found_again(
    made: Path, tmp_path_factory: pytest.TempPathFactory, name: str, how: str, at: int
) -> None:
    folder = tmp_path_factory.mktemp("damaged") / "copy"
    shutil.copytree(made, folder)
    (path,) = index_of(folder).glob(f"{name}*")
    spoil(path, how, at)
    with contextlib.closing(open_library(folder)) as library:
        view = list(library.all_view().keys)
        for query in ("leases", "laesse", "abs:shard", "graph kind", "liangzi", "author07", "^leases", "cat:cs.DC"):
            assert set(library.search(query, view).keys) <= set(view)
        deadline = time.monotonic() + 30
        while [search(library, "leases"), search(library, "abs:shard")] != [RARE, RARE]:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_a_sound_index_is_kept_whatever_is_typed(folder: Path, library: Library) -> None:
    before = (index_of(folder) / manifest.NAME).stat().st_ino
    for query in ("\ud800", "abs:\udcff", "id:\udfff", "list:\ud800", "is:nothing", "v:99999999999999999999"):
        search(library, query)
    assert search(library, "leases") == RARE
    assert (index_of(folder) / manifest.NAME).stat().st_ino == before


def test_who_met_files_that_others_merged_leaves_the_new_ones_alone(folder: Path, library: Library) -> None:
    (file,) = folder.rglob("*.sqlite3")
    store = Store(file)
    with library._database.read() as connection:
        assert store.indexed(connection, "shown").complete
    library.add(digest(paper(9_001, "New leases"), date="2025-07-16"))
    assert update(file, timeout=10)
    store.damaged()
    store.close()
    known = manifest.read(index_of(folder))
    assert known is not None
    assert known.shown.digest == 2


def test_what_a_killed_writer_left_goes_with_the_next(folder: Path) -> None:
    left = [".manifest.json.7-00ff00ff.tmp", "shown-00ff00ff.partial", "texts-00ff00ff.segment"]
    for name in left:
        (index_of(folder) / name).write_bytes(b"half")
    assert update(next(folder.rglob("*.sqlite3")), timeout=10)
    assert not {*left} & {path.name for path in index_of(folder).iterdir()}


def test_an_index_of_another_version_is_made_anew(folder: Path, library: Library) -> None:
    path = index_of(folder) / manifest.NAME
    path.write_text(path.read_text(encoding="utf-8").replace('"version": ', '"version": 9'), encoding="utf-8")
    assert search(library, "leases") == RARE
    assert manifest.read(index_of(folder)) is not None


def test_a_large_view_is_searched_without_waiting_for_what_is_not_indexed(folder: Path) -> None:
    shutil.rmtree(index_of(folder))
    with contextlib.closing(open_library(folder)) as library:
        view = library.all_view().keys
        first = library.search("leases is:new", view)
        assert first.complete is False
        assert search(library, "leases") == RARE
        assert library.search("leases is:new", view).complete
