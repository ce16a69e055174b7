"""The names and codes of arXiv's categories."""

from __future__ import annotations

import pytest

from parsers.categories import ALIASES, CATEGORY_NAMES, canonical, codes_named


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Number Theory", ("math.NT",)),
        ("number theory", ("math.NT",)),
        ("Machine Learning", ("cs.LG", "stat.ML")),
        ("Computer Science", ("cs",)),
        ("General Relativity and Quantum Cosmology", ("gr-qc",)),
        ("Astrology", ()),
    ],
)
def test_a_name_gives_its_codes(name: str, codes: tuple[str, ...]) -> None:
    assert codes_named(name) == codes


@pytest.mark.parametrize(("code", "first"), [("stat.TH", "math.ST"), ("math-ph", "math-ph"), ("cs.DC", "cs.DC")])
def test_a_category_with_two_codes_has_one_that_stands_for_it(code: str, first: str) -> None:
    assert canonical(code) == first


def test_both_codes_of_a_category_are_in_the_table_and_no_chain_of_them() -> None:
    assert {*ALIASES, *ALIASES.values()} <= set(CATEGORY_NAMES)
    assert not set(ALIASES) & set(ALIASES.values())
