"""Answers of arXiv's OAI-PMH interface, with invented papers."""

from __future__ import annotations

import pytest

from parsers.base import Header
from parsers.oai_pmh import OaiPmh
from tests.parsers.invented_pages import API_ANSWER, OAI, OAI_CORE, OAI_RAW, RSS
from tests.parsers.reading import blocks_of, codes_of, headers_of, records_of, told

OAI_PMH = OaiPmh()


def answer(body: str, request: str = "") -> str:
    return f"<OAI-PMH>\n<responseDate>2025-11-07T09:00:00Z</responseDate>\n<request {request}/>\n{body}</OAI-PMH>"


def test_reads_every_field_of_the_format_arxiv() -> None:
    assert [told(record) for record in records_of(OAI_PMH, OAI)] == [
        {
            "id": "2511.94101",
            "line": 6,
            "title": {"en": "Lanterns in the Fog"},
            "abstract": {"en": "Lanterns glow when fog falls.\n\nFog falls < often."},
            "authors": ["Ada Berg II", "Moss Collaboration"],
            "primary": "cs.DC",
            "categories": ["cs.DC", "math.CO"],
            "comments": "9 pages",
            "journal_ref": "J. Fog 1",
            "doi": "10.1000/fog",
            "date": "2025-11-04",
            "date_kind": "updated",
            "urls": {"abs": "https://arxiv.org/abs/2511.94101"},
            "extra": {
                "affiliations": {"Ada Berg II": ["Fen College"]},
                "report_no": "F-7",
                "msc_class": "05A15",
                "license": "http://creativecommons.org/licenses/by/4.0/",
                "created": "2025-11-03",
                "datestamp": "2025-11-05",
                "sets": ["cs:cs:DC", "math:math:CO"],
            },
        },
        {
            "id": "2511.94103",
            "version": 1,
            "line": 34,
            "position": 1,
            "title": {"en": "Sandglass"},
            "abstract": {"en": "Sand falls."},
            "authors": ["Bo Ek"],
            "primary": "cs.DC",
            "categories": ["cs.DC"],
            "date": "2025-11-04",
            "date_kind": "submitted",
            "urls": {"abs": "https://arxiv.org/abs/2511.94103"},
            "extra": {"datestamp": "2025-11-05"},
        },
    ]


def test_reads_every_version_of_the_format_arxiv_raw() -> None:
    (record,) = records_of(OAI_PMH, OAI_RAW)
    assert told(record) == {
        "id": "math/0302998",
        "version": 2,
        "line": 6,
        "title": {"en": "Sums"},
        "abstract": {"en": "Sums are added."},
        "authors": ["Ada Berg", "Bo Ek", "Li Mei"],
        "primary": "math.NT",
        "categories": ["math.NT", "cs.DM"],
        "date": "2025-11-02",
        "date_kind": "updated",
        "urls": {"abs": "https://arxiv.org/abs/math/0302998"},
        "extra": {
            "author_line": "Ada Berg (Fen College), Bo Ek and Li Mei",
            "submitter": "Ada Berg",
            "versions": [
                {"version": 1, "date": "2003-02-20", "size": "12kb"},
                {"version": 2, "date": "2025-11-02", "size": "127kb", "source_type": "D"},
            ],
            "datestamp": "2025-11-05",
            "sets": ["math"],
        },
    }


def test_the_oldest_format_has_a_line_of_authors_and_no_dates() -> None:
    body = (
        "<record><header><identifier>oai:arXiv.org:0704.9001</identifier><datestamp>2008-11-26</datestamp></header>"
        "<metadata><arXivOld><id>0704.9001</id><title>Fog</title><authors>Ada Berg (Fen), Bo Ek</authors>"
        "<categories>hep-ph hep-th</categories><report-no/><abstract>  Fog.\n</abstract></arXivOld></metadata></record>"
    )
    assert [told(record) for record in records_of(OAI_PMH, answer(body))] == [
        {
            "id": "0704.9001",
            "line": 4,
            "title": {"en": "Fog"},
            "abstract": {"en": "Fog."},
            "authors": ["Ada Berg", "Bo Ek"],
            "primary": "hep-ph",
            "categories": ["hep-ph", "hep-th"],
            "urls": {"abs": "https://arxiv.org/abs/0704.9001"},
            "extra": {"author_line": "Ada Berg (Fen), Bo Ek", "datestamp": "2008-11-26"},
        }
    ]


def test_a_deleted_record_is_told() -> None:
    (deleted,) = (block for block in blocks_of(OAI_PMH, OAI) if block.kind == "skipped")
    assert [(each.code, each.severity, each.line, each.message) for each in deleted.diagnostics] == [
        ("oai.deleted", "info", 28, "arXiv:2511.94102 was deleted.")
    ]


def test_a_list_in_parts_tells_how_it_goes_on() -> None:
    said = [each for block in blocks_of(OAI_PMH, OAI) for each in block.diagnostics if each.code != "oai.deleted"]
    message = "The list goes on after this part of 1204; its resumption token is 7654321|1001"
    assert [(each.code, each.severity, each.line, each.message) for each in said] == [
        ("oai.resumption-token", "info", 46, message)
    ]


@pytest.mark.parametrize("text", [OAI.replace("7654321|1001", "  "), OAI.replace("</resumptionToken>", "")])
def test_the_last_part_of_a_list_tells_of_no_other(text: str) -> None:
    assert codes_of(OAI_PMH, text) == [("oai.deleted", 28)]


@pytest.mark.parametrize(
    ("request_attributes", "header"),
    [
        ("set='cs:cs:DC' from='2025-11-05' until='2025-11-05'", Header("cs.DC", "2025-11-05")),
        ("set='physics:hep-ex' from='2025-11-01' until='2025-11-05'", Header("hep-ex", "2025-11-07")),
        ("set='cs' from='2025-11-01'", Header("cs", "2025-11-07")),
        ("set='???'", Header(None, "2025-11-07")),
    ],
)
def test_an_answer_is_of_the_day_and_category_that_were_asked_for(request_attributes: str, header: Header) -> None:
    assert headers_of(OAI_PMH, answer("<ListRecords/>", request_attributes)) == [header]


@pytest.mark.parametrize(
    ("code", "severity"),
    [("badResumptionToken", "error"), ("cannotDisseminateFormat", "error"), ("noRecordsMatch", "info")],
)
def test_an_error_is_told(code: str, severity: str) -> None:
    (front,) = blocks_of(OAI_PMH, answer(f"<error code='{code}'>It is so.</error>\n"))
    assert [(each.code, each.severity, each.message) for each in front.diagnostics] == [
        ("oai.error", severity, f"The interface answered {code}: It is so.")
    ]


def test_a_record_that_cannot_be_read_is_told_and_spoils_no_other() -> None:
    text = OAI.replace("2511.94103</identifier>", "x</identifier>").replace("<id>2511.94103</id>", "")
    text = text.replace("<arXiv ", "<marc ", 1).replace("</arXiv>", "</marc>", 1)
    assert records_of(OAI_PMH, text) == []
    assert codes_of(OAI_PMH, text) == [
        ("oai.unknown-metadata", 6),
        ("oai.deleted", 28),
        ("oai.unknown-id", 34),
        ("oai.resumption-token", 46),
    ]


def test_reads_every_field_of_dublin_core() -> None:
    assert [told(record) for record in records_of(OAI_PMH, OAI_CORE)] == [
        {
            "id": "2511.94201",
            "line": 6,
            "title": {"en": "Lanterns in the Fog"},
            "abstract": {"en": "Lanterns glow, says 2301.00001."},
            "authors": ["Ada van der Berg", "Moss Collaboration"],
            "primary": "cs.LG",
            "categories": ["cs.LG", "hep-th", "math-ph"],
            "comments": "9 pages",
            "journal_ref": "J. Fog 1 (2025)",
            "doi": "10.1000/fog",
            "date": "2025-11-05",
            "date_kind": "updated",
            "urls": {"abs": "https://arxiv.org/abs/2511.94201"},
            "extra": {
                "created": "2025-11-03",
                "classes": ["05A15 (Primary)"],
                "datestamp": "2025-11-06",
                "sets": ["cs"],
            },
        }
    ]


@pytest.mark.parametrize(
    ("creator", "name"),
    [("Berg, Ada, III", "Ada Berg III"), ("Berg, Ada, Fen College", "Berg, Ada, Fen College"), ("Moss", "Moss")],
)
def test_a_name_of_dublin_core_is_shown_in_its_order(creator: str, name: str) -> None:
    (record,) = records_of(OAI_PMH, OAI_CORE.replace("Moss Collaboration", creator))
    assert record.authors == ("Ada van der Berg", name)


@pytest.mark.parametrize("text", [OAI, OAI_RAW, OAI_CORE, OAI[OAI.index("<record>") :]])
def test_an_answer_is_known_by_its_content(text: str) -> None:
    assert OAI_PMH.sniff(text) >= 0.9


@pytest.mark.parametrize("text", ["", RSS, API_ANSWER, "<record><id>2511.94103</id></record>", "oai:arXiv.org:x"])
def test_other_text_is_no_answer_of_oai_pmh(text: str) -> None:
    assert OAI_PMH.sniff(text) == 0.0
