"""XML that is well formed, torn, or meant to do harm."""

from __future__ import annotations

from functools import partial
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.announcement_feed import AnnouncementFeed
from parsers.api_atom import ApiAtom
from parsers.listing_html import ListingHtml
from parsers.oai_pmh import OaiPmh
from parsers.xml_elements import Element, read_elements, root_name, split_document
from tests.parsers.invented_pages import API_ANSWER, NEW_PAGE, OAI, RSS
from tests.parsers.linear import takes_linear_time
from tests.parsers.reading import blocks_of, codes_of, records_of

# What XML 1.0 can hold, but CR, which its writers do not write as it is.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=20)
NAMES = st.sampled_from(["a", "b", "entry", "title", "ns:id"])


def elements() -> st.SearchStrategy[ElementTree.Element]:
    def build(
        name: str, text: str, attribute: str, children: list[tuple[ElementTree.Element, str]]
    ) -> ElementTree.Element:
        element = ElementTree.Element(name, {"term": attribute})
        element.text = text
        for child, tail in children:
            child.tail = tail
            element.append(child)
        return element

    leaves = st.builds(build, NAMES, TEXTS, TEXTS, st.just([]))
    return st.recursive(
        leaves,
        lambda inner: st.builds(build, NAMES, TEXTS, TEXTS, st.lists(st.tuples(inner, TEXTS), max_size=3)),
        max_leaves=12,
    )


def outline(element: ElementTree.Element) -> list[object]:
    name = element.tag.rpartition(":")[2]
    return [name, element.get("term"), "".join(element.itertext()), [outline(child) for child in element]]


def own_outline(element: Element) -> list[object]:
    children = [own_outline(part) for part in element.parts if isinstance(part, Element)]
    return [element.name, element.attribute("term"), element.text, children]


@settings(max_examples=150, deadline=None)
@given(element=elements())
def test_well_formed_xml_is_read_as_the_standard_library_reads_it(element: ElementTree.Element) -> None:
    (read,) = read_elements(ElementTree.tostring(element, encoding="unicode")).parts[:1]
    assert isinstance(read, Element)
    assert own_outline(read) == outline(element)


def test_sections_of_character_data_comments_and_instructions_are_told_apart() -> None:
    text = "<a>1 &amp;lt;<!-- <b>no</b> --><![CDATA[ <b>&amp;</b> ]]><?x <b> ?> &#50;&#x33; &unknown; 4 < 5</a>"
    assert read_elements(text).value("a") == "1 &lt; <b>&amp;</b>  23 &unknown; 4 < 5"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!ENTITY x SYSTEM "http://example.org/x">',
    ],
)
def test_a_document_that_declares_its_own_type_or_entities_is_refused(declaration: str) -> None:
    text = RSS.replace("<rss", f"{declaration}\n<rss", 1).replace("Sand falls.", "&b;")
    (block,) = blocks_of(AnnouncementFeed(), text)
    assert block.kind == "unread"
    assert [(each.code, each.severity, each.line) for each in block.diagnostics] == [("xml.dtd-refused", "error", 2)]


def test_what_lies_deeper_than_any_answer_is_left_out_and_said() -> None:
    text = API_ANSWER.replace("Sums are", f"{'<i>' * 50_000}Sums{'</i>' * 50_000} are")
    assert records_of(ApiAtom(), text)[1].abstract == {"en": "Sums are added."}
    assert ("xml.too-deep", 36) in codes_of(ApiAtom(), text)


def test_an_entry_that_is_longer_than_any_paper_is_left_out_and_said() -> None:
    text = API_ANSWER.replace("Sums are added", "Sums " * 900_000)
    assert [record.id for record in records_of(ApiAtom(), text)] == ["2510.94001"]
    assert ("xml.entry-too-long", 36) in codes_of(ApiAtom(), text)


def test_an_entry_that_lost_its_end_keeps_the_fields_that_have_theirs() -> None:
    text = API_ANSWER[: API_ANSWER.index("We let")]
    (record,) = records_of(ApiAtom(), text)
    assert (record.id, record.title, record.abstract) == ("2510.94001", {"en": "Clocks that Drift Apart"}, {})
    assert [warning.code for warning in record.warnings] == ["xml.torn-entry"]


def test_one_broken_entry_spoils_no_other() -> None:
    text = OAI.replace("</metadata>\n</record>\n", "</metadata>\n", 1).replace("9 pages", "9 pages & <b more\x1b[31m")
    assert [record.id for record in records_of(OaiPmh(), text)] == ["2511.94101", "2511.94103"]
    assert [warning.code for warning in records_of(OaiPmh(), text)[0].warnings] == ["xml.torn-entry", "xml.cleaned"]


@pytest.mark.parametrize(
    "text", ["", "x", "<entry/>", "<entry><entry>", "</entry>", "<entry", "<!-- <entry>", "<![CDATA[<entry>"]
)
def test_any_text_is_cut_into_pieces_that_rejoin(text: str) -> None:
    assert "".join(piece.raw for piece in split_document(text, "entry")) == text


@pytest.mark.parametrize(
    "pattern",
    [
        "<dt>",
        "<dt><a href='/abs/2501.00001'>x</a>",
        "<h3>",
        "<entry>",
        "<entry ",
        "<item></item>",
        "<record><header>",
        "<!--",
        "<![CDATA[",
        "<?",
        "<a b='",
        '<a b="',
        "<div class=",
        "<div class='list-title'>",
        "<script>",
        "<aaaa",
        "a=",
        "&#1",
        "&amp;",
        "</",
        "resumptionToken",
        "arxiv.org/abs/",
    ],
)
def test_sixteen_times_the_markup_takes_linear_time(pattern: str) -> None:
    for parser in (ListingHtml(), AnnouncementFeed(), ApiAtom(), OaiPmh()):
        for before in ("", "<feed><entry><id>http://arxiv.org/abs/2501.00001</id><x>"):
            assert takes_linear_time(partial(look_through, parser, before, pattern), 500)


def look_through(
    parser: ListingHtml | AnnouncementFeed | ApiAtom | OaiPmh, before: str, pattern: str, count: int
) -> None:
    text = before + pattern * count
    blocks_of(parser, text)
    parser.sniff(text[:65536])


def test_the_page_of_a_listing_may_declare_its_type() -> None:
    assert NEW_PAGE.startswith("<!DOCTYPE")
    assert len(records_of(ListingHtml(), NEW_PAGE)) == 4


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("\ufeff <?xml version='1.0'?>\n<?xml-stylesheet href='/oai2.xsl'?>\n<!-- a <b> -->\n<OAI-PMH>", "oai-pmh"),
        (
            "This XML file does not appear to have any style information associated with it. "
            "The document tree is shown below.\n\n<a:feed>",
            "feed",
        ),
        ("A text about <feed>", ""),
        ("</feed>", ""),
    ],
)
def test_the_root_is_found_below_what_may_stand_above_it(head: str, name: str) -> None:
    assert root_name(head) == name
