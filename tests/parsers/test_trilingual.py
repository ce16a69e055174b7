"""Trilingual weekly posts."""

from __future__ import annotations

import pytest

from parsers.base import Record
from tests.parsers.invented import API_ERROR, TRILINGUAL, TRILINGUAL_FIRST, TRILINGUAL_MARKDOWN, read_text


def article(titles: str, body: str = "English.\n中文。\n") -> Record:
    text = f"cs.DC @ 2025-06-01: 1\n-\nArticle 0\nTitle@2025-05-29 (4): A Title\nTitle: {titles}\n{body}"
    (record,) = read_text(text).records
    return record


def test_an_article_has_three_titles_and_two_abstracts() -> None:
    assert read_text(TRILINGUAL).records[0] == Record(
        id="2505.10001",
        version=1,
        line=6,
        position=0,
        title={"en": "Slow Snails", "de": "Langsame Schnecken", "zh": "慢蜗牛"},
        abstract={"en": "Snails are slow.", "zh": "蜗牛很慢。"},
        authors=("Uwe Ahorn", "Lotte M. Birke"),
        categories=("cs.DC",),
        date="2025-05-29",
        date_kind="updated",
        urls={"abs": "https://arxiv.org/abs/2505.10001"},
        origins={"title": {"de": "machine", "zh": "machine"}, "abstract": {"zh": "machine"}},
    )


def test_the_markdown_of_a_post_says_the_same_as_its_page() -> None:
    (record,) = read_text(TRILINGUAL_MARKDOWN).records
    page = read_text(TRILINGUAL).records[0].to_json()
    assert record.to_json() == page | {"line": 9}


def test_the_first_line_is_the_header() -> None:
    digest = read_text(TRILINGUAL)
    assert (digest.category, digest.date, digest.date_origin) == ("cs.DC", "2025-06-01", "content")
    assert dict(digest.declared) == {"cs.DC": 3}
    assert [(block.kind, block.line) for block in digest.blocks] == [
        ("header", 1),
        ("text", 2),
        ("entry", 6),
        ("entry", 12),
        ("entry", 18),
    ]


@pytest.mark.parametrize("post", [TRILINGUAL, TRILINGUAL_MARKDOWN, TRILINGUAL_FIRST])
def test_neither_indentation_nor_double_spacing_loses_an_article(post: str) -> None:
    expected = [(r.id, r.title, r.abstract) for r in read_text(post).records]
    for changed in (post.replace("\n", "\n\n"), "".join(f"    {line}\n" for line in post.split("\n"))):
        digest = read_text(changed)
        assert digest.format == "trilingual"
        assert [(r.id, r.title, r.abstract) for r in digest.records] == expected


@pytest.mark.parametrize("post", [TRILINGUAL, TRILINGUAL_MARKDOWN, TRILINGUAL_FIRST])
def test_posts_that_were_joined_leave_each_other_alone(post: str) -> None:
    alone = read_text(post)
    joined = read_text(post + "\n" + post.replace("cs.DC @", "cs.PL @"))
    expected = [(r.title, r.abstract) for r in alone.records]
    assert [(r.title, r.abstract) for r in joined.records] == expected + expected
    categories = [r.categories for r in joined.records]
    assert categories == [("cs.DC",)] * len(expected) + [("cs.PL",)] * len(expected)


def test_titles_that_hold_bars_are_split_evenly() -> None:
    record = read_text(TRILINGUAL).records[1]
    assert record.title == {"en": "Either | Or", "de": "Entweder | Oder", "zh": "或者 | 或者"}


def test_a_missing_abstract_and_a_differing_author_count_are_said() -> None:
    record = read_text(TRILINGUAL).records[1]
    assert (record.abstract, record.statuses) == ({"en": "One of two."}, {"abstract": {"zh": "missing"}})
    assert [(item.code, item.severity, item.line, item.message) for item in record.warnings] == [
        ("trilingual.missing", "info", 12, "The Chinese abstract is missing."),
        ("trilingual.author-count", "warning", 12, "3 authors are declared, 2 are named."),
    ]


def test_untranslated_and_degenerate_texts_are_kept_and_marked() -> None:
    record = read_text(TRILINGUAL).records[2]
    assert (record.title["de"], record.abstract["zh"][:3]) == ("Stuck", "它卡住")
    assert record.statuses == {"title": {"de": "untranslated"}, "abstract": {"zh": "degenerate"}}
    assert [item.code for item in record.warnings] == ["trilingual.untranslated", "trilingual.degenerate"]


def test_a_failure_of_the_api_is_no_paper() -> None:
    digest = read_text(API_ERROR)
    assert digest.records == []
    assert [(block.kind, block.line) for block in digest.blocks] == [("header", 1), ("text", 2), ("skipped", 4)]
    assert [(item.code, item.line) for item in digest.diagnostics] == [("trilingual.api-error", 4)]


def test_posts_on_other_things_are_no_papers() -> None:
    text = TRILINGUAL_MARKDOWN.replace("cs.DC", "hacker-news").replace(
        "[2505.10001v1](http://arxiv.org/abs/2505.10001v1)", "[a](https://example.org/a)"
    )
    digest = read_text(text)
    assert (digest.records, digest.category) == ([], None)
    assert [item.code for item in digest.diagnostics] == ["trilingual.not-a-paper"]


def test_an_article_of_the_contents_list_that_is_not_there_is_named() -> None:
    lines = TRILINGUAL.split("\n")
    digest = read_text("\n".join(lines[:11] + lines[17:]))
    assert [(item.code, item.line) for item in digest.diagnostics if "missing" in item.code] == [
        ("trilingual.article-missing", 4)
    ]
    assert "digest.total-differs" in {item.code for item in digest.diagnostics}


def test_an_article_without_titles_is_kept_unread() -> None:
    digest = read_text(TRILINGUAL + "Article 3\nTitle@2025-05-24 (6): Cut o")
    assert [(block.kind, block.line, block.raw) for block in digest.blocks][-1] == (
        "unread",
        24,
        "Article 3\nTitle@2025-05-24 (6): Cut o",
    )
    assert [(item.code, item.line) for item in digest.diagnostics][-1] == ("trilingual.no-titles", 24)


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ("A Title | Ein Titel | 标题 2505.10001v1 |", {"en": "A Title", "de": "Ein Titel", "zh": "标题"}),
        ("A Title | Ein Titel | 标题 2505.10001", {"en": "A Title", "de": "Ein Titel", "zh": "标题"}),
        ("A Title | 2505.10001v1 |", {"en": "A Title"}),
        ("Another | Ein Titel | 标题 2505.10001v1 |", {"en": "Another", "de": "Ein Titel", "zh": "标题"}),
        ("A Title | Ein | Titel | 标题 2505.10001v1 |", {"en": "A Title", "de": "Ein | Titel", "zh": "标题"}),
    ],
)
def test_titles_are_split_in_odd_cases_too(titles: str, expected: dict[str, str]) -> None:
    assert article(titles).title == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Authors (1): A\nEnglish.\n中文。\n", {"en": "English.", "zh": "中文。"}),
        ("Authors (1): A\nEnglish.\n", {"en": "English."}),
        ("Authors (1): A\nOne.\nTwo.\n中文。\n", {"en": "One.\n\nTwo.", "zh": "中文。"}),
        (
            "Authors (1): A\nOne.\nTwo of the three.\nThis is the third.\n",
            {"en": "One.\n\nTwo of the three.\n\nThis is the third."},
        ),
        ("Authors (1): A\nnan\nnan\n", {}),
        ("", {}),
    ],
)
def test_the_last_line_is_the_translation(body: str, expected: dict[str, str]) -> None:
    assert article("A Title | Ein Titel | 标题 2505.10001v1 |", body).abstract == expected


def test_authors_are_unknown_without_their_line() -> None:
    assert article("A Title | Ein Titel | 标题 2505.10001v1 |", "English.\n中文。\n").authors is None


def test_the_first_posts_have_no_translations_and_count_nothing() -> None:
    digest = read_text(TRILINGUAL_FIRST)
    assert (digest.format, digest.date, digest.category, dict(digest.declared)) == (
        "trilingual",
        "2025-06-01",
        "cs.DC",
        {},
    )
    assert digest.diagnostics == []
    assert digest.records == [
        Record(
            id="2505.10001",
            version=1,
            line=9,
            position=0,
            title={"en": "Slow Snails [Draft]"},
            abstract={"en": "Snails are slow."},
            authors=("Uwe Ahorn", "Lotte M. Birke"),
            categories=("cs.DC",),
            date="2025-05-29",
            date_kind="updated",
            urls={"abs": "https://arxiv.org/abs/2505.10001"},
        )
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Snails are slow.\nDie Schnecken sind langsam.\n蜗牛很慢。",
            {"en": "Snails are slow.", "de": "Die Schnecken sind langsam.", "zh": "蜗牛很慢。"},
        ),
        ("Snails are slow.\nnan\n蜗牛很慢。", {"en": "Snails are slow.", "zh": "蜗牛很慢。"}),
    ],
)
def test_an_abstract_may_be_in_german_too(body: str, expected: dict[str, str]) -> None:
    record = article("A Title | Ein Titel | 标题 2505.10001v1 |", f"Authors (1): A\n{body}\n")
    assert record.abstract == expected


def test_the_link_names_the_archive_of_an_old_paper() -> None:
    titles = "A Title | Ein Titel | 标题 [9901001v2](http://arxiv.org/abs/hep-th/9901001v2)"
    record = article(titles)
    assert (record.id, record.version) == ("hep-th/9901001", 2)
    assert record.title == {"en": "A Title", "de": "Ein Titel", "zh": "标题"}


def test_an_old_number_without_an_archive_is_no_paper_that_can_be_named() -> None:
    digest = read_text(TRILINGUAL.replace("2505.10001v1", "9901001v2"))
    assert [(block.kind, block.line) for block in digest.blocks][2] == ("unread", 6)
    assert ("trilingual.no-archive", 6) in [(item.code, item.line) for item in digest.diagnostics]


def test_who_posts_a_link_to_a_paper_is_none_of_its_authors() -> None:
    body = "Authors (1): lantern42\nArticle URL: https://arxiv.org/abs/2505.10001 Points: 3\nnan\n"
    record = article("A Title | Ein Titel | 标题 2505.10001 |", body)
    assert (record.id, record.authors, record.abstract) == ("2505.10001", None, {})
    assert [item.code for item in record.warnings] == ["trilingual.news-of-paper"]
