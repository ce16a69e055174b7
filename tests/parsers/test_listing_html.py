"""The arXiv listing page as HTML, with invented papers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from parsers.base import Header, Record
from parsers.cleaning import clean_paragraphs, one_line
from parsers.listing_html import ListingHtml
from parsers.source import Source
from tests.parsers.invented_pages import CATCHUP_PAGE, FIRST_PAGE, NEW_PAGE, OLD_PAGE, RECENT_PAGE
from tests.parsers.reading import codes_of, headers_of, records_of, told

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "list-html"

PDF = "https://arxiv.org/pdf/"


def records(text: str) -> list[Record]:
    return records_of(ListingHtml(), text)


def headers(text: str) -> list[Header]:
    return headers_of(ListingHtml(), text)


def codes(text: str) -> list[tuple[str, int]]:
    return codes_of(ListingHtml(), text)


def item(fields: str, head: str = "") -> Record:
    """Read an entry with these fields under an ordinary heading."""
    (record,) = records(
        f"<dl><dt><a name='item1'>[1]</a> <a href='/abs/2502.90001'>arXiv:2502.90001</a> {head}</dt>"
        f"<dd><div class='meta'>{fields}</div></dd></dl>"
    )
    return record


def test_reads_every_field_of_a_page_of_new_submissions() -> None:
    assert [told(record) for record in records(NEW_PAGE)] == [
        {
            "id": "2502.90001",
            "version": 1,
            "line": 10,
            "title": {"en": "Moss & Fern: Lazy Learners with $n<k$ Leaves"},
            "abstract": {"en": "Moss grows in 2^10 ways. We count them, see arXiv:2401.90007.\n\nFerns are next."},
            "authors": ["Ada Berg", "Tomás Øye"],
            "primary": "cs.LG",
            "categories": ["cs.LG", "cs.PF"],
            "section": "new",
            "comments": "9 pages, code at this https URL",
            "journal_ref": "J. Bryol. 3 (2025)",
            "urls": {
                "abs": "https://arxiv.org/abs/2502.90001",
                "pdf": f"{PDF}2502.90001",
                "html": "https://arxiv.org/html/2502.90001",
            },
            "extra": {"links": ["https://example.org/moss?a=1&b=2", "https://arxiv.org/abs/2401.90007"]},
        },
        {
            "id": "2502.90002",
            "version": 1,
            "line": 43,
            "position": 1,
            "title": {"en": "Lichen"},
            "abstract": {"en": "Lichen is two."},
            "primary": "cs.LG",
            "categories": ["cs.LG"],
            "section": "new",
            "urls": {"abs": "https://arxiv.org/abs/2502.90002", "pdf": f"{PDF}2502.90002"},
        },
        {
            "id": "2502.90003",
            "version": 1,
            "line": 68,
            "position": 2,
            "title": {"en": "Counting Spores"},
            "abstract": {"en": "Spores are counted."},
            "authors": ["Greta Holm", "Li Mei"],
            "primary": "math.CO",
            "categories": ["math.CO", "cs.LG"],
            "section": "cross",
            "cross_from": "math.CO",
            "urls": {"abs": "https://arxiv.org/abs/2502.90003", "pdf": f"{PDF}2502.90003"},
            "extra": {"author_line": "Greta Holm (1), Li Mei (2) ((1) Fen College, (2) Bog Institute)"},
        },
        {
            "id": "2311.90004",
            "version": 3,
            "line": 93,
            "position": 3,
            "title": {"en": "Old Roots, New Shoots"},
            "abstract": {"en": "Roots were replaced."},
            "authors": ["Bruno Castell"],
            "primary": "stat.ML",
            "categories": ["stat.ML", "cs.LG"],
            "section": "replaced",
            "urls": {
                "abs": "https://arxiv.org/abs/2311.90004",
                "pdf": f"{PDF}2311.90004",
                "html": "https://arxiv.org/html/2311.90004",
            },
        },
    ]


def test_the_headings_tell_category_date_and_how_many_entries_the_page_shows() -> None:
    assert headers(NEW_PAGE) == [
        Header("cs.LG", "2025-02-04", {"new": 2}),
        Header(declared={"cross": 1}),
        Header(declared={"replaced": 1}),
    ]


def test_recent_submissions_have_the_day_of_their_heading_and_no_abstract() -> None:
    assert [(r.id, r.section, r.date, r.date_kind, r.abstract) for r in records(RECENT_PAGE)] == [
        ("2501.90101", "new", "2025-01-31", "announced", {}),
        ("2501.90102", "cross", "2025-01-30", "announced", {}),
    ]
    assert headers(RECENT_PAGE)[0] == Header("math.NT", "2025-01-31")


def test_the_days_of_recent_submissions_need_no_count() -> None:
    page = re.sub(r" \(showing [^()]*\)", "", RECENT_PAGE)
    assert page != RECENT_PAGE
    assert [(r.id, r.date) for r in records(page)] == [(r.id, r.date) for r in records(RECENT_PAGE)]


def test_a_page_from_before_2007_is_read() -> None:
    assert [told(record) for record in records(FIRST_PAGE)] == [
        {
            "id": "hep-th/0603001",
            "version": 1,
            "line": 6,
            "title": {"en": "Moss on Branes"},
            "abstract": {"en": "Branes are studied. Some are green."},
            "authors": ["A. Berg", "B. Ek"],
            "primary": "hep-th",
            "categories": ["hep-th"],
            "section": "new",
            "comments": "12 pages",
            "journal_ref": "J. Bryol. 3 (2006)",
            "urls": {"abs": "https://arxiv.org/abs/hep-th/0603001"},
            "extra": {"author_line": "A. Berg (Fen College), B. Ek"},
        },
        {
            "id": "math/0603002",
            "version": 1,
            "line": 18,
            "position": 1,
            "title": {"en": "Knots of Fern"},
            "abstract": {"en": "Knots."},
            "authors": ["C. Cai"],
            "primary": "math.GT",
            "categories": ["math.GT", "math.QA"],
            "section": "cross",
            "cross_from": "math",
            "urls": {"abs": "https://arxiv.org/abs/math/0603002"},
            "extra": {"subj_class": "Geometric Topology; Quantum Algebra"},
        },
        {
            "id": "hep-th/0501003",
            "line": 28,
            "position": 2,
            "title": {"en": "Old Roots"},
            "authors": ["D. Dahl"],
            "primary": "hep-th",
            "categories": ["hep-th"],
            "section": "replaced",
            "urls": {"abs": "https://arxiv.org/abs/hep-th/0501003"},
        },
    ]
    assert headers(FIRST_PAGE)[0].date == "2006-03-07"
    assert codes(FIRST_PAGE) == []


def test_a_page_of_a_day_gone_by_has_its_category_and_its_day() -> None:
    assert headers(CATCHUP_PAGE) == [Header("cs.LG", "2025-02-04", {"new": 1})]
    assert [(r.id, r.section, r.abstract) for r in records(CATCHUP_PAGE)] == [
        ("2502.90301", "new", {"en": "Moss is late."})
    ]


@pytest.mark.parametrize("words", ["<p>No updates for Tue, 04 Feb 2025</p>", "No further updates for Tue, 04 Feb 2025"])
def test_a_day_gone_by_without_updates_is_known(words: str) -> None:
    page = re.sub(r"(?s)<dl .*</dl>", words, CATCHUP_PAGE)
    assert ListingHtml().sniff(page) >= 0.8
    assert headers(page) == [Header("cs.LG", "2025-02-04")]
    assert codes(page) == [("listing.no-updates", 7)]


def test_headings_without_day_and_count_begin_sections() -> None:
    page = re.sub(r" \(showing [^()]*\)", "", NEW_PAGE)
    assert [r.section for r in records(re.sub(r"\((?:cross-list|replaced)[^()]*\)", "", page))] == [
        "new",
        "new",
        "cross",
        "replaced",
    ]


def test_the_page_of_an_author_tells_no_section() -> None:
    page = re.sub(r"Catchup results[^<]*", "Ada Berg's articles on arXiv", CATCHUP_PAGE)
    (record,) = records(re.sub(r"<h3>.*</h3>", "", page))
    assert (record.id, record.section, record.version) == ("2502.90301", None, None)


def test_a_formula_that_a_browser_has_drawn_is_its_tex_again() -> None:
    drawn = (
        '<span class="MathJax_Preview" style="color: inherit;"></span><span class="MathJax" data-mathml="<math>'
        '<mi>n</mi></math>"><nobr><span>n&lt;k</span></nobr><span><math><mi>n</mi></math></span></span>'
        '<script type="math/tex{}" id="MathJax-Element-1">n<k & l</script>'
    )
    fields = f"<div class='list-title'>Title: Moss {drawn.format('')} grows</div>"
    assert item(fields).title == {"en": "Moss $n<k & l$ grows"}
    fields += f"<p class='mathjax'>So {drawn.format('; mode=display')}.</p>"
    assert item(fields).abstract == {"en": "So $$n<k & l$$."}


def test_a_paragraph_without_a_class_is_the_abstract_and_only_the_first_is() -> None:
    fields = "<div class='list-title'>Title: Moss</div><p>Moss grows.</p><p>Related moss</p>"
    assert item(fields).abstract == {"en": "Moss grows.\n\nRelated moss"}
    assert item(fields.replace("<p>", "<p class='mathjax'>", 1)).abstract == {"en": "Moss grows.\n\nRelated moss"}


def test_the_entries_of_joined_pages_have_the_day_of_their_page() -> None:
    joined = NEW_PAGE + CATCHUP_PAGE.replace("04 Feb", "05 Feb")
    assert [(r.id, r.date, r.section) for r in records(joined)][3:] == [
        ("2311.90004", None, "replaced"),
        ("2502.90301", "2025-02-05", "new"),
    ]


def test_a_page_from_before_2024_is_read() -> None:
    assert [
        (r.id, r.title["en"], r.authors, r.categories, r.section, r.version, r.abstract["en"])
        for r in records(OLD_PAGE)
    ] == [
        ("2301.90201", "Primes in Winter", ("Farid Ghazal",), ("math.NT",), "new", 1, "Primes are cold."),
        (
            "math/0302998",
            "Knots at Noon",
            ("Ines Jardim",),
            ("math.GT", "math.NT"),
            "replaced",
            None,
            "Knots are tied.",
        ),
    ]
    assert headers(OLD_PAGE)[0] == Header("math.NT", "2023-01-03")


def test_a_month_of_a_category_tells_no_section() -> None:
    page = RECENT_PAGE.replace("for recent submissions", "for January 2025").replace("<h3>", "<p>").replace("</h3>", "")
    assert [(r.section, r.version, r.date) for r in records(page)] == [(None, None, None), ("cross", 1, None)]


@pytest.mark.parametrize("words", ["No updates today.", "No updates for this time period."])
def test_a_day_without_announcement_is_no_failure(words: str) -> None:
    page = (
        "<html><body><h1>Number Theory</h1>\n<p>See <a href='/list/math.NT/recent'>recent</a></p>\n"
        f"<h3>Showing new listings for Monday, 3 February 2025</h3>\n<p>{words}</p></body></html>\n"
    )
    assert ListingHtml().sniff(page) > 0.5
    assert records(page) == []
    assert headers(page) == [Header("math.NT", "2025-02-03")]
    assert codes(page) == [("listing.no-updates", 4)]


@pytest.mark.parametrize(
    ("front", "subject", "category"),
    [
        ("<h1>Robotics</h1>", "Performance (cs.PF)", "cs.RO"),
        ("<h1>Machine Learning</h1>", "Machine Learning (stat.ML)", "stat.ML"),
        ("<h1>Machine Learning</h1><a href='/list/cs.LG/recent'>r</a>", "Machine Learning (stat.ML)", "cs.LG"),
        ("<h1>Machine Learning</h1>", "Performance (cs.PF)", None),
        ("<h1>Moths</h1><a href='/list/q-bio.PE/new'>n</a>", "Performance (cs.PF)", "q-bio.PE"),
        ("<h1>Moths</h1><a href='/list/cs.AI/new'>n</a><a href='/list/cs.AR/new'>n</a>", "Performance (cs.PF)", None),
    ],
)
def test_the_title_of_the_page_names_its_category(front: str, subject: str, category: str | None) -> None:
    page = (
        f"{front}<dl><dt><a href='/abs/2502.90001'>x</a></dt><dd><div class='list-subjects'>{subject}</div></dd></dl>"
    )
    assert headers(page)[0].category == category


def test_quotes_spaces_and_case_of_tags_do_not_matter() -> None:
    written = NEW_PAGE.replace("'", '"').replace("<div class=", "<DIV id=x  CLASS =").replace("</div>", "</DIV>")
    for changed, record in zip(records(written), records(NEW_PAGE), strict=True):
        assert told(changed) == told(record)


def test_fields_that_nobody_closed_are_read() -> None:
    record = item("<div class=list-title>Title: A <i>Fern<div class=list-comments>9 pages<p class=mathjax>It grows.")
    assert (record.title, record.comments, record.abstract) == (
        {"en": "A Fern"},
        "9 pages",
        {"en": "It grows."},
    )


def test_text_that_looks_like_a_tag_stays_text() -> None:
    assert item("<p class='mathjax'>For n<3 and m<e^x, &lt;b&gt; &amp;amp; so 2>1 &unknown; R&D.</p>").abstract == {
        "en": "For n<3 and m<e^x, <b> &amp; so 2>1 &unknown; R&D."
    }


def test_comments_and_scripts_of_a_page_are_left_out() -> None:
    page = "<!-- <dt><a href='/abs/2502.90009'>x</a></dt> -->" + NEW_PAGE
    assert [record.id for record in records(page)] == [record.id for record in records(NEW_PAGE)]
    assert item("<div class='list-title'>A<script>let a = '<b>';</script> Fern</div>").title == {"en": "A Fern"}


def test_only_web_addresses_are_kept_of_links() -> None:
    record = item(
        "<p class='mathjax'><a href='javascript:alert(1)'>a</a> <a href='//x'>b</a> <a href='ftp://example.org/c'>c</a>"
        " <a href='https://example.org/d'>d</a> <a href='https://example.org/d'>d</a></p>"
    )
    assert record.abstract == {"en": "a b c d d"}
    assert record.extra == {"links": ["ftp://example.org/c", "https://example.org/d"]}


def test_fields_without_a_place_in_the_record_are_kept() -> None:
    record = item(
        "<div class='list-report-no'><span class='descriptor'>Report-no:</span> F-7</div>"
        "<div class='list-doi'><span class='descriptor'>DOI:</span> 10.1000/fern</div>"
    )
    assert (record.doi, record.extra) == ("10.1000/fern", {"report_no": "F-7"})


def test_authors_that_the_page_does_not_show_are_told() -> None:
    record = item("<div class='list-authors'><a href='/a/1'>Ada Berg</a>, <a href='/x'>et al. (7 not shown)</a></div>")
    assert (record.authors, record.extra) == (("Ada Berg",), {"author_line": "Ada Berg, et al. (7 not shown)"})


def test_authors_without_links_are_split() -> None:
    assert item("<div class='list-authors'>Ada Berg, Bo Ek, Jr.</div>").authors == ("Ada Berg", "Bo Ek, Jr.")


@pytest.mark.parametrize(
    ("head", "version"),
    [
        ("(replaced) [<a href='https://arxiv.org/html/2502.90001v1'>html</a>]", None),
        ("(replaced) [<a href='https://arxiv.org/html/2502.90001v4'>html</a>]", 4),
        ("(replaced) [<a href='/pdf/2502.90001'>pdf</a>]", None),
        ("(cross-list from cs.GT) [<a href='/html/2502.90001v2'>html</a>]", 2),
        ("[<a href='/html/2502.90999v2'>html</a>]", 1),
    ],
)
def test_the_version_is_that_of_the_html_but_a_replacement_is_never_the_first(head: str, version: int | None) -> None:
    assert item("<div class='list-title'>A</div>", head).version == version


def test_what_is_missing_is_told() -> None:
    page = (
        "<dl>\n<dt>[1] <a href='/abs/2502.90001'>x</a></dt><dd></dd>\n"
        "<dt>[4] <a href='/abs/2502.90004'>x</a></dt><dd><div class='list-title'>A\x1b[31m</div></dd>\n"
        "<dt>Nothing here</dt>\n<dt></dt>\n"
        "<dt>[5] <a href='/abs/2502.90005'>x</a></dt><dd><div class='list-title'>B <a hr"
    )
    assert codes(page) == [
        ("listing.no-title", 2),
        ("listing.no-subjects", 2),
        ("listing.missing-entries", 3),
        ("listing.no-subjects", 3),
        ("listing.cleaned", 3),
        ("listing.unknown-id", 4),
        ("listing.torn-entry", 6),
        ("listing.no-subjects", 6),
    ]
    assert [record.title for record in records(page)] == [{}, {"en": "A"}, {"en": "B"}]


@pytest.mark.parametrize("page", [NEW_PAGE, RECENT_PAGE, OLD_PAGE])
def test_a_listing_page_is_known_by_its_content(page: str) -> None:
    assert ListingHtml().sniff(page) >= 0.9


@pytest.mark.parametrize(
    "text", ["", "<html><body><dl><dt>a</dt></dl></body></html>", f"Saved:\n{NEW_PAGE}", "<div id=toc>"]
)
def test_other_text_is_no_listing_page(text: str) -> None:
    assert ListingHtml().sniff(text) == 0.0


def truths() -> list[str]:
    return sorted(path.name.removesuffix(".truth.json") for path in CORPUS.glob("*.truth.json"))


@pytest.mark.parametrize("name", truths())
def test_every_field_of_a_real_page_is_as_its_truth_says(name: str) -> None:
    truth = json.loads((CORPUS / f"{name}.truth.json").read_text(encoding="utf-8"))
    found = list(ListingHtml().parse(Source.from_bytes(name, (CORPUS / f"{name}.html").read_bytes())))
    header = found[0].header
    assert header is not None
    assert (header.category, header.date) == (truth["category"], truth["date"])
    assert [shown(block.record) for block in found if block.record] == [expected(each) for each in truth["entries"]]


def shown(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "section": record.section,
        "cross_from": record.cross_from,
        "formats": [kind for kind in ("pdf", "html") if kind in record.urls],
        "title": record.title["en"],
        "authors": list(record.authors or ()),
        "comments": with_links(record.comments, record),
        "journal_ref": record.journal_ref,
        "categories": list(record.categories),
        "abstract": with_links(record.abstract["en"], record),
    }


def with_links(text: str | None, record: Record) -> str | None:
    """Put addresses back where the page shows other words: the truth was taken before they became links."""
    for link in record.extra.get("links", ()):
        text = text and text.replace("this https URL", link, 1)
    return text


def expected(entry: dict[str, Any]) -> dict[str, Any]:
    wanted = {
        name: entry[name]
        for name in ("id", "section", "cross_from", "authors", "comments", "journal_ref", "categories")
    }
    return wanted | {
        "formats": [link for link in entry["links"] if link != "other"],
        "title": one_line(entry["title"]),
        "abstract": clean_paragraphs(entry["abstract"], indent_starts=True),
    }
