"""The grammar of arXiv ids."""

from __future__ import annotations

import pytest

from parsers.arxiv_id import abs_url, find_ids, id_from_url, parse_id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2507.10367", ("2507.10367", None)),
        ("2507.10367v2", ("2507.10367", 2)),
        ("arXiv:2507.10367v12", ("2507.10367", 12)),
        ("ARXIV: 0704.0001", ("0704.0001", None)),
        ("1412.9999", ("1412.9999", None)),
        ("1501.00001", ("1501.00001", None)),
        ("hep-th/9901001v1", ("hep-th/9901001", 1)),
        ("math.GT/0309136", ("math.GT/0309136", None)),
        ("cond-mat/0703999", ("cond-mat/0703999", None)),
        ("1412.99999", None),
        ("1501.0001", None),
        ("0703.0001", None),
        ("2513.00001", None),
        ("hep-th/0704001", None),
        ("nothing/9901001", None),
        ("2507.10367 and more", None),
        ("２５０７.10367", None),
        ("2507.10367v", None),
        ("", None),
    ],
)
def test_an_id_is_taken_apart_or_refused(text: str, expected: tuple[str, int | None] | None) -> None:
    assert parse_id(text) == expected


def test_ids_are_found_with_their_places() -> None:
    text = "See arXiv:2507.10367v2, hep-th/9901001 and 2101.00001."
    found = [(item.id, item.version, text[item.start : item.end]) for item in find_ids(text)]
    assert found == [
        ("2507.10367", 2, "2507.10367v2"),
        ("hep-th/9901001", None, "hep-th/9901001"),
        ("2101.00001", None, "2101.00001"),
    ]


def test_an_id_is_found_behind_the_beginning_of_another() -> None:
    assert [item.id for item in find_ids("2502.2502.00102 and 2502.25022502.00103")] == ["2502.00102"]


@pytest.mark.parametrize("text", ["12507.10367", "2507.103671", "3.14159 26.53", "cs/12345678", "xhep-th/9901001"])
def test_no_id_is_found_inside_something_longer(text: str) -> None:
    assert find_ids(text) == []


def test_ids_that_are_known_are_left_out_whatever_their_version() -> None:
    text = "2507.10367v2, 2101.00001, hep-th/9901001, 2101.000012 and 12101.00001, math.GT/0309136"
    found = find_ids(text, {"2507.10367", "hep-th/9901001"})
    assert [item.id for item in found] == ["2101.00001", "math.GT/0309136"]


def test_a_version_without_end_is_no_version() -> None:
    assert find_ids("2507.10367v" + "9" * 5000) == [("2507.10367", None, 0, 10)]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://arxiv.org/abs/2507.10367v2", ("2507.10367", 2)),
        ("http://www.arxiv.org/pdf/2507.10367.pdf", ("2507.10367", None)),
        ("https://export.arxiv.org/abs/hep-th/9901001", ("hep-th/9901001", None)),
        ("https://arxiv.org/abs/2507.10367?context=cs", ("2507.10367", None)),
        ("https://example.org/abs/2507.10367", None),
        ("https://notarxiv.org/abs/2507.10367", None),
        ("https://arxiv.org/list/cs.DC/new", None),
    ],
)
def test_an_address_of_arxiv_names_an_id(url: str, expected: tuple[str, int | None] | None) -> None:
    assert id_from_url(url) == expected


def test_an_id_links_to_its_abstract_page() -> None:
    assert abs_url("2507.10367") == "https://arxiv.org/abs/2507.10367"
    assert abs_url("2507.10367", 2) == "https://arxiv.org/abs/2507.10367v2"
