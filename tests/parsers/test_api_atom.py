"""Answers of arXiv's API, with invented papers."""

from __future__ import annotations

import pytest

from parsers.api_atom import ApiAtom
from parsers.base import Header
from tests.parsers.invented_pages import API_ANSWER, API_FAILURE, ATOM, OAI
from tests.parsers.reading import blocks_of, codes_of, headers_of, records_of, told

API = ApiAtom()


def test_reads_every_field_of_an_answer() -> None:
    assert [told(record) for record in records_of(API, API_ANSWER)] == [
        {
            "id": "2510.94001",
            "version": 3,
            "line": 9,
            "title": {"en": "Clocks that Drift Apart"},
            "abstract": {"en": "Clocks drift.\n\nWe let them, & measure it."},
            "authors": ["Ada Berg", "Tomás Øye"],
            "primary": "cs.DC",
            "categories": ["cs.DC", "cs.PF"],
            "comments": "9 pages",
            "journal_ref": "J. Clocks 1 (2025)",
            "doi": "10.1000/clock",
            "date": "2025-11-04",
            "date_kind": "updated",
            "urls": {"abs": "https://arxiv.org/abs/2510.94001", "pdf": "https://arxiv.org/pdf/2510.94001"},
            "extra": {
                "published": "2025-10-24",
                "affiliations": {"Ada Berg": ["Fen College", "Bog Institute"]},
                "classes": ["C.2.4; D.4.7"],
            },
        },
        {
            "id": "math/0302998",
            "version": 1,
            "line": 36,
            "position": 1,
            "title": {"en": "Sums"},
            "abstract": {"en": "Sums are added."},
            "authors": ["Li Mei"],
            "primary": "math.NT",
            "categories": ["math.NT"],
            "date": "2003-02-20",
            "date_kind": "updated",
            "urls": {"abs": "https://arxiv.org/abs/math/0302998"},
            "extra": {"published": "2003-02-20"},
        },
    ]
    assert headers_of(API, API_ANSWER) == [Header(date="2026-04-12")]


@pytest.mark.parametrize(
    ("name", "authors", "line"),
    [
        ("Ada Berg, T. Øye, Li Mei", ("Ada Berg", "T. Øye", "Li Mei"), None),
        ("Ada Berg (Fen, Bog), Li Mei", ("Ada Berg", "Li Mei"), "Ada Berg (Fen, Bog), Li Mei"),
        ("Ada Berg, Jr.", ("Ada Berg, Jr.",), None),
        ("Berg, Ada", ("Berg, Ada",), None),
        ("Moss Collaboration", ("Moss Collaboration",), None),
    ],
)
def test_names_that_share_one_element_are_parted(name: str, authors: tuple[str, ...], line: str | None) -> None:
    entry = f"<id>http://arxiv.org/abs/2510.94001v3</id><title>Clocks</title><author><name>{name}</name></author>"
    (record,) = records_of(API, f"<feed><title>Ada Berg's articles on arXiv</title><entry>{entry}</entry></feed>")
    assert (record.authors, record.extra.get("author_line")) == (authors, line)


def test_a_part_of_a_longer_list_says_so() -> None:
    front = blocks_of(API, API_ANSWER)[0]
    assert [(each.code, each.severity, each.message) for each in front.diagnostics] == [
        ("api.more-results", "info", "The list has 57 entries; this answer has 2, from number 21 on.")
    ]
    assert codes_of(API, API_ANSWER.replace(">57<", ">22<")) == []


def test_an_error_is_no_paper() -> None:
    found = blocks_of(API, API_FAILURE)
    assert [block.kind for block in found] == ["header", "skipped", "text"]
    assert [(each.code, each.severity, each.line, each.message) for each in found[1].diagnostics] == [
        ("api.error", "error", 6, "The API answered with an error: incorrect id format for 2510.x")
    ]


def test_an_answer_without_entries_is_empty() -> None:
    text = API_ANSWER[: API_ANSWER.index("  <entry>")].replace(">57<", ">0<") + "</feed>\n"
    assert records_of(API, text) == []
    assert codes_of(API, text) == []


def test_what_is_missing_is_told() -> None:
    text = "<feed>\n<entry><id>http://arxiv.org/abs/2510.94001</id></entry>\n<entry><id>x</id></entry></feed>"
    (record,) = records_of(API, text)
    assert told(record) == {
        "id": "2510.94001",
        "line": 2,
        "urls": {"abs": "https://arxiv.org/abs/2510.94001"},
        "warnings": [{"code": "api.no-title", "severity": "warning", "line": 2, "message": "The entry has no title."}],
    }
    assert codes_of(API, text) == [("api.no-title", 2), ("api.unknown-id", 3)]


def test_an_abstract_that_a_tool_indented_is_one_paragraph() -> None:
    text = API_ANSWER.replace("Clocks drift.\n  We let", "\n      Clocks\n      drift.\n      We let")
    assert records_of(API, text)[0].abstract == {"en": "Clocks drift. We let them, & measure it."}


PREFIXED = "<a:feed><a:entry><a:id>https://arxiv.org/abs/2510.94001v1</a:id><a:title>T</a:title></a:entry></a:feed>"
"""What a program writes that knows namespaces, and not their usual names."""


def test_the_prefix_of_a_namespace_does_not_matter() -> None:
    (record,) = records_of(API, PREFIXED)
    assert (record.id, record.version, record.title) == ("2510.94001", 1, {"en": "T"})


@pytest.mark.parametrize("text", [PREFIXED, API_ANSWER, API_FAILURE, API_ANSWER[API_ANSWER.index("  <entry>") :]])
def test_an_answer_is_known_by_its_content(text: str) -> None:
    assert API.sniff(text) >= 0.9


@pytest.mark.parametrize(
    "text", ["", ATOM, OAI, "<feed><id>https://example.org/</id></feed>", "http://arxiv.org/api/x"]
)
def test_other_text_is_no_answer_of_the_api(text: str) -> None:
    assert API.sniff(text) == 0.0
