"""The feeds that arXiv announces new papers with, with invented papers."""

from __future__ import annotations

import pytest

from parsers.announcement_feed import AnnouncementFeed
from parsers.base import Header
from tests.parsers.invented_pages import API_ANSWER, ATOM, OAI, RDF, RSS
from tests.parsers.reading import blocks_of, codes_of, headers_of, records_of, told

FEED = AnnouncementFeed()

WEEKEND = RSS[: RSS.index("    <item>")] + "  </channel>\n</rss>\n"


def item(**elements: str) -> str:
    """Return a feed with one item of these elements, over an ordinary one's."""
    usual = {
        "title": "Sandglass",
        "guid": "oai:arXiv.org:2511.94002v1",
        "description": "arXiv:2511.94002v1 Announce Type: new \nAbstract: Sand falls.",
        "category": "cs.DC",
        "announce_type": "new",
        "creator": "Li Mei",
    }
    body = "".join(f"<{name}>{text}</{name}>" for name, text in {**usual, **elements}.items() if text)
    return f"<rss><channel><title>cs.DC updates on arXiv.org</title>\n<item>{body}</item></channel></rss>"


def test_reads_every_field_of_an_rss_feed() -> None:
    announced = {"date": "2025-11-05", "date_kind": "announced"}
    assert [told(record) for record in records_of(FEED, RSS)] == [
        {
            "id": "2511.94001",
            "version": 1,
            "line": 13,
            "title": {"en": "Lanterns & Queues: $n < k$ at Last"},
            "abstract": {
                "en": "Queues need a leader, after arXiv:2401.90007, and leaders fail.\n\n"
                "A second paragraph says $a < b$."
            },
            "authors": ["Ada Quill", "Tomás Øye", "Bo Ek Jr"],
            "primary": "cs.DC",
            "categories": ["cs.DC", "cs.PF"],
            "section": "new",
            "journal_ref": "J. Queues 3 (2025)",
            "doi": "10.1000/lantern",
            **announced,
            "urls": {"abs": "https://arxiv.org/abs/2511.94001"},
            "extra": {
                "license": "http://creativecommons.org/licenses/by/4.0/",
                "author_line": "Ada Quill (Fen College, Bog Institute), Tomás Øye, Bo Ek Jr",
            },
        },
        {
            "id": "2511.94002",
            "version": 1,
            "line": 29,
            "position": 1,
            "title": {"en": "Sandglass"},
            "abstract": {"en": "Sand falls."},
            "authors": ["Li Mei"],
            "primary": "math.CO",
            "categories": ["math.CO", "cs.DC"],
            "section": "cross",
            "cross_from": "math.CO",
            **announced,
            "urls": {"abs": "https://arxiv.org/abs/2511.94002"},
        },
        {
            "id": "2310.94003",
            "version": 4,
            "line": 41,
            "position": 2,
            "title": {"en": "Rain"},
            "abstract": {"en": "Rain falls."},
            "authors": ["Greta Holm"],
            "primary": "cs.DC",
            "categories": ["cs.DC"],
            "section": "replaced",
            **announced,
            "urls": {"abs": "https://arxiv.org/abs/2310.94003"},
        },
        {
            "id": "hep-th/0101998",
            "version": 2,
            "line": 52,
            "position": 3,
            "title": {"en": "Snow"},
            "abstract": {"en": "Snow falls."},
            "authors": ["Hiro Ishida"],
            "primary": "hep-th",
            "categories": ["hep-th", "cs.DC"],
            "section": "replaced-cross",
            **announced,
            "urls": {"abs": "https://arxiv.org/abs/hep-th/0101998"},
        },
    ]
    assert headers_of(FEED, RSS) == [Header("cs.DC", "2025-11-05")]


def test_an_atom_feed_of_two_categories_is_read() -> None:
    (record,) = records_of(FEED, ATOM)
    assert told(record) == {
        "id": "2508.94001",
        "version": 1,
        "line": 7,
        "title": {"en": "Owls at Dusk"},
        "abstract": {"en": "Owls wake."},
        "authors": ["Ines Jardim", "Farid Ghazal"],
        "primary": "cs.CL",
        "categories": ["cs.CL", "cs.AI"],
        "section": "cross",
        "cross_from": "cs.CL",
        "date": "2025-08-20",
        "date_kind": "announced",
        "urls": {"abs": "https://arxiv.org/abs/2508.94001"},
    }
    assert headers_of(FEED, ATOM) == [Header(None, "2025-08-20")]


def test_the_feeds_of_before_2024_are_read() -> None:
    assert [
        (r.id, r.version, r.title["en"], r.abstract["en"], r.authors, r.categories, r.section)
        for r in records_of(FEED, RDF)
    ] == [
        (
            "2301.94001",
            1,
            "Primes in Winter",
            "Primes are cold, since $p < q$.",
            ("Elif Fidan", "Ada Berg"),
            ("math.NT",),
            "new",
        ),
        ("2212.94002", 3, "Knots at Noon...", "Knots are tied.", ("Dmitri Egorov",), ("math.GT",), "replaced"),
    ]
    assert headers_of(FEED, RDF) == [Header("math.NT", "2023-01-03")]


def test_the_names_that_old_feeds_have_in_the_description_are_the_authors() -> None:
    names = '&lt;a href="x"&gt;Ada Berg&lt;/a&gt;, &lt;a href="y"&gt;Bo Ek&lt;/a&gt;'
    described = f"&lt;p&gt;Authors: {names}&lt;/p&gt;&lt;p&gt;Sand.&lt;/p&gt;"
    title = "Sandglass. (arXiv:1907.94002v2 [cs.PF] UPDATED CROSS LISTED)"
    old = item(title=title, description=described, guid="", category="", announce_type="", creator="")
    (record,) = records_of(FEED, old)
    assert (record.id, record.authors, record.abstract) == ("1907.94002", ("Ada Berg", "Bo Ek"), {"en": "Sand."})
    assert (record.section, record.primary) == ("replaced-cross", "cs.PF")


def test_a_description_that_was_passed_on_as_html_says_the_same() -> None:
    described = "&lt;p&gt;arXiv:2511.94002v1 Announce Type: cross&lt;br/&gt;\nAbstract: Sand &amp;lt; dust.&lt;/p&gt;"
    (record,) = records_of(FEED, item(description=described, announce_type="", guid=""))
    assert (record.id, record.version, record.section) == ("2511.94002", 1, "cross")
    assert record.abstract == {"en": "Sand < dust."}


def test_a_feed_of_the_weekend_is_empty_and_no_error() -> None:
    (front,) = blocks_of(FEED, WEEKEND)
    assert FEED.sniff(WEEKEND) > 0.9
    assert front.header == Header("cs.DC", "2025-11-05")
    assert [(each.code, each.severity, each.message) for each in front.diagnostics] == [
        ("feed.no-entries", "info", "The feed announces nothing. It is silent on Saturday and Sunday.")
    ]


def test_a_feed_that_is_an_error_message_says_so() -> None:
    text = (
        "<rss><channel><title>Feed error for query: http://rss.arxiv.org/rss/moths</title>\n"
        "<description>Bad archive 'moths'.</description></channel></rss>"
    )
    (front,) = blocks_of(FEED, text)
    assert [(each.code, each.severity, each.message) for each in front.diagnostics] == [
        ("feed.error", "error", "The feed is an error message: Bad archive 'moths'.")
    ]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada Berg", ("Ada Berg",)),
        ("Ada Berg (A, B (C), D), Bo Ek (E)", ("Ada Berg", "Bo Ek")),
        ("Moss Collaboration: Ada Berg, Bo Ek, Jr.", ("Moss Collaboration", "Ada Berg", "Bo Ek, Jr.")),
        ("Ada Berg (unclosed, Bo Ek", ("Ada Berg (unclosed", "Bo Ek")),
        ("", None),
    ],
)
def test_joined_names_are_parted_and_affiliations_are_no_names(line: str, names: tuple[str, ...] | None) -> None:
    (record,) = records_of(FEED, item(creator=line))
    assert record.authors == names
    assert record.extra.get("author_line") == (line if "(" in line else None)


def test_an_announcement_that_the_record_does_not_know_is_kept_and_told() -> None:
    text = item(announce_type="absonly")
    (record,) = records_of(FEED, text)
    assert (record.section, record.extra) == (None, {"announce_type": "absonly"})
    assert codes_of(FEED, text) == [("feed.no-announce-type", 2)]


def test_the_description_tells_what_the_elements_leave_out() -> None:
    (record,) = records_of(FEED, item(announce_type="", guid="", category="", title=""))
    assert (record.id, record.version, record.section, record.abstract) == (
        "2511.94002",
        1,
        "new",
        {"en": "Sand falls."},
    )
    assert [warning.code for warning in record.warnings] == ["feed.no-title"]


def test_an_entry_that_is_no_paper_is_told_and_spoils_no_other() -> None:
    text = RSS.replace("2511.94002", "none")
    assert [record.id for record in records_of(FEED, text)] == ["2511.94001", "2310.94003", "hep-th/0101998"]
    assert [record.position for record in records_of(FEED, text)] == [0, 1, 2]
    assert codes_of(FEED, text) == [("feed.unknown-id", 29)]


@pytest.mark.parametrize("text", [RSS, ATOM, RDF])
def test_a_feed_is_known_by_its_content(text: str) -> None:
    assert FEED.sniff(text) > 0.9


@pytest.mark.parametrize(
    "text",
    [
        "",
        API_ANSWER,
        OAI,
        "<rss><channel><title>News</title><item/></channel></rss>",
        "<html>updates on arXiv.org",
        "cs.DC updates on arXiv.org",
    ],
)
def test_other_text_is_no_feed_of_arxiv(text: str) -> None:
    assert FEED.sniff(text) == 0.0
