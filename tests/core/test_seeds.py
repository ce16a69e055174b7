"""Five real digests in three formats, where they are at hand, become one library."""

from __future__ import annotations

import contextlib
import itertools
from pathlib import Path

import pytest

from digest_reader.ingest import import_paths, totals
from digest_reader.models import Counts
from tests.core.invented import open_library, quick_folder

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not here")


def test_the_seeds_are_208_papers_and_importing_them_again_brings_nothing(tmp_path: Path) -> None:
    with contextlib.closing(open_library(tmp_path)) as library:
        first = totals(import_paths(library, [SEEDS]))
        again = totals(import_paths(library, [SEEDS]))
        assert library.counts() == Counts(208, left=208)
    assert (first.entries, first.new, first.updated, first.unchanged) == (209, 208, 1, 0)
    assert (again.entries, again.new, again.updated, again.unchanged) == (209, 0, 0, 209)


def test_a_paper_new_in_one_seed_and_replaced_in_another_is_one_in_any_order() -> None:
    said = []
    for order in itertools.islice(itertools.permutations(sorted(SEEDS.glob("*.txt"))), 0, 120, 24):
        with quick_folder() as folder, contextlib.closing(open_library(folder)) as library:
            import_paths(library, order)
            paper = library.paper(library.find("2507.10367"))
            said.append((paper.to_json(), [batch.counts for batch in library.batches()]))
            assert [each.section for each in paper.appearances] == ["new", "replaced"]
            assert paper.versions == (1, 2)
    assert said == said[:1] * 5
