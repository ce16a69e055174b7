"""Lists of papers in Markdown in forms that nobody promised, with invented papers."""

from __future__ import annotations

from typing import Any

import pytest

from parsers.base import Block, Header, Record
from parsers.digest import read
from parsers.markdown_list import MarkdownList
from parsers.source import Source
from tests.parsers.invented import MARKDOWN_BULLETS, MARKDOWN_HEADINGS, MARKDOWN_TABLE, PERSONALIZED
from tests.parsers.linear import takes_linear_time

ABSTRACT = "Lanterns light the way of messages through the night. " * 5
ZH_ABSTRACT = "灯笼为夜间的消息照亮道路，使得它们能够到达目的地，而无需等待天亮才能继续前行。" * 3


def blocks(text: str) -> list[Block]:
    found = list(MarkdownList().parse(Source("list.md", text, "", 0, "utf-8")))
    assert "".join(block.raw for block in found) == text
    return found


def records(text: str) -> list[Record]:
    return [block.record for block in blocks(text) if block.record]


def told(record: Record) -> dict[str, Any]:
    """The record's JSON without what is empty."""
    return {key: value for key, value in record.to_json().items() if value not in (None, [], {})}


def headers(text: str) -> list[Header]:
    return [block.header for block in blocks(text) if block.header]


def test_a_table_has_a_paper_a_row() -> None:
    assert [told(record) for record in records(MARKDOWN_TABLE)] == [
        {
            "id": "2511.04101",
            "line": 9,
            "position": 0,
            "title": {"en": "Lanterns for Queues | a Study"},
            "date": "2025-11-06",
            "date_kind": "submitted",
            "urls": {"abs": "https://arxiv.org/abs/2511.04101"},
            "extra": {"authors_shown": "Ada Quill et.al.", "heading": "Queues"},
        },
        {
            "id": "2511.04102",
            "version": 2,
            "line": 10,
            "position": 1,
            "title": {"en": "Sandglass"},
            "authors": ["Bo Ek"],
            "date": "2025-11-05",
            "date_kind": "submitted",
            "urls": {"abs": "https://arxiv.org/abs/2511.04102"},
            "extra": {"code_url": "https://github.com/invented/sandglass", "heading": "Queues"},
        },
        {
            "id": "2511.04101",
            "line": 17,
            "position": 2,
            "title": {"en": "Lanterns for Queues"},
            "date": "2025-11-06",
            "abstract": {"en": "We light queues."},
            "comments": "4 pages",
            "urls": {"abs": "https://arxiv.org/abs/2511.04101"},
            "extra": {"heading": "Lights"},
        },
    ]
    assert headers(MARKDOWN_TABLE) == [Header(date="2025-11-07")]


def test_a_heading_with_labelled_lines_is_a_paper() -> None:
    first, second = records(MARKDOWN_HEADINGS)
    assert told(first) == {
        "id": "2511.04111",
        "line": 5,
        "position": 0,
        "title": {"en": "Lanterns for Queues"},
        "abstract": {"en": "We light queues. - Not a field: a list within an abstract, after arXiv:2301.00001."},
        "authors": ["Ada Quill", "Tomás Øye, Jr.", "Li Mei"],
        "primary": "cs.DC",
        "categories": ["cs.DC", "cs.PF"],
        "urls": {
            "abs": "https://arxiv.org/abs/2511.04111",
            "pdf": "https://arxiv.org/pdf/2511.04111",
        },
        "extra": {"heading": "Today: 2papers"},
    }
    assert told(second) == {
        "id": "2511.04112",
        "version": 3,
        "line": 13,
        "position": 1,
        "title": {"en": "Sandglass"},
        "authors": ["Bo Ek"],
        "abstract": {"zh": "我们翻转沙漏。"},
        "origins": {"abstract": {"zh": "ai"}},
        "notes": [
            {"field": None, "label": "Mood", "lang": "en", "text": "calm", "status": "ok"},
            {"field": "method", "label": "Method", "lang": "en", "text": "We turn it.", "status": "ok"},
        ],
        "urls": {"abs": "https://arxiv.org/abs/2511.04112"},
        "extra": {"heading": "Today: 2papers"},
    }
    assert headers(MARKDOWN_HEADINGS) == [Header(date="2025-11-07"), Header(declared={"total": 2})]


def test_a_bullet_with_a_link_is_a_paper() -> None:
    assert [told(record) for record in records(MARKDOWN_BULLETS)] == [
        {
            "id": "2511.04121",
            "line": 5,
            "position": 0,
            "title": {"en": "Lanterns for Queues [Extended]"},
            "authors": ["Ada Quill", "Tomás Øye"],
            "abstract": {"en": "We light queues."},
            "urls": {"abs": "https://arxiv.org/abs/2511.04121"},
            "extra": {"heading": "Lights 💡", "text": "Read on:"},
        },
        {
            "id": "2511.04122",
            "line": 12,
            "position": 1,
            "title": {"en": "Sandglass"},
            "urls": {"abs": "https://arxiv.org/abs/2511.04122"},
            "extra": {"authors_shown": "Bo Ek, et al.", "heading": "Lights 💡"},
        },
        {
            "id": "hep-th/9901001",
            "line": 16,
            "position": 2,
            "title": {"en": "Old Branes"},
            "primary": "hep-th",
            "categories": ["hep-th"],
            "urls": {
                "abs": "https://arxiv.org/abs/hep-th/9901001",
                "pdf": "https://arxiv.org/pdf/hep-th/9901001",
            },
        },
    ]


def test_footnotes_say_more_of_the_rows_of_a_table() -> None:
    text = f"""\
| Ref | Title | Summary |
| --- | --- | --- |
| [^1] | [Lanterns.](https://arxiv.org/abs/2511.04131) | 灯笼照亮队列。 |

# 详细

[^1]: 灯笼

    Lanterns. (arXiv:2511.04131v1 [cs.DC])

    [https://arxiv.org/abs/2511.04131](https://arxiv.org/abs/2511.04131)

    灯笼照亮队列。

    {ZH_ABSTRACT}

    arXiv:2511.04131v1 Announce Type: cross  Abstract: {ABSTRACT.strip()}
"""
    (record,) = records(text)
    assert told(record) == {
        "id": "2511.04131",
        "version": 1,
        "line": 3,
        "position": 0,
        "title": {"en": "Lanterns.", "zh": "灯笼"},
        "primary": "cs.DC",
        "categories": ["cs.DC"],
        "abstract": {"zh": ZH_ABSTRACT, "en": ABSTRACT.strip()},
        "section": "cross",
        "notes": [{"field": "tldr", "label": "Summary", "lang": "zh", "text": "灯笼照亮队列。", "status": "ok"}],
        "origins": {"title": {"zh": "ai"}, "abstract": {"zh": "ai"}},
        "urls": {"abs": "https://arxiv.org/abs/2511.04131"},
    }


@pytest.mark.parametrize(
    ("marks", "section"),
    [("", None), (" UPDATED", "replaced"), (" CROSS LISTED", "cross"), (" UPDATED CROSS LISTED", "replaced-cross")],
)
def test_the_marks_of_old_feeds_behind_a_title_tell_its_section(marks: str, section: str | None) -> None:
    (record,) = records(
        "| Ref | Title | Summary |\n| --- | --- | --- |\n"
        "| [^1] | [Lanterns.](https://arxiv.org/abs/2511.04131) | 灯笼照亮队列。 |\n\n"
        f"[^1]: 灯笼\n\n    Lanterns. (arXiv:2511.04131v2 [cs.DC]{marks})\n"
    )
    assert (record.title, record.version, record.primary) == ({"en": "Lanterns.", "zh": "灯笼"}, 2, "cs.DC")
    assert (record.section, record.extra) == (section, {})


def test_a_title_in_two_languages_and_a_quoted_abstract() -> None:
    text = (
        f"# 本周汇总 20251107\n## 灯笼：照亮队列\n发布时间：2025年11月06日\n\n> Lanterns: Light for Queues\n>\n"
        f"> {ZH_ABSTRACT}\n>\n> https://arxiv.org/abs/2511.04141\n\n![](https://example.org/2511.04141/a.png)\n"
    )
    assert [told(record) for record in records(text)] == [
        {
            "id": "2511.04141",
            "line": 2,
            "position": 0,
            "title": {"zh": "灯笼：照亮队列", "en": "Lanterns: Light for Queues"},
            "abstract": {"zh": ZH_ABSTRACT},
            "date": "2025-11-06",
            "date_kind": "submitted",
            "urls": {"abs": "https://arxiv.org/abs/2511.04141"},
            "origins": {"title": {"zh": "ai"}, "abstract": {"zh": "ai"}},
            "extra": {"date": "2025年11月06日", "heading": "本周汇总 20251107"},
        }
    ]
    assert headers(text) == [Header(date="2025-11-07")]


def test_a_table_in_html_has_a_paper_a_row() -> None:
    text = """\
# cs.DC（2025-11-07）
<table>
<tr><th>#</th><th>题目</th><th>一句话要点</th><th>⭐</th></tr>
<tr>
  <td>1</td>
  <td><a href="./papers/lanterns.html">Lanterns &amp; Queues</a></td>
  <td>灯笼照亮队列。</td>
  <td><button data-arxiv-id="2511.04151v2">☆</button></td>
</tr>
</table>
"""
    (record,) = records(text)
    assert (record.id, record.version, record.title) == ("2511.04151", 2, {"en": "Lanterns & Queues"})
    assert [(note.field, note.text) for note in record.notes] == [("tldr", "灯笼照亮队列。")]
    assert headers(text) == [Header(category="cs.DC", date="2025-11-07")]


def test_paragraphs_with_a_link_are_papers() -> None:
    text = (
        "Good morning.\n\nLanterns\nhttps://arxiv.org/abs/2511.04161\n\nSandglass: https://arxiv.org/pdf/2511.04162v1\n"
    )
    assert [(r.id, r.version, r.title) for r in records(text)] == [
        ("2511.04161", None, {"en": "Lanterns"}),
        ("2511.04162", 1, {"en": "Sandglass: https://arxiv.org/pdf/2511.04162v1"}),
    ]


def test_a_cited_paper_is_no_entry() -> None:
    text = (
        "## [Lanterns](https://arxiv.org/abs/2511.04171)\n- as in https://arxiv.org/abs/2511.04172\n"
        "### 摘要（原文）\nLike arXiv:2511.04173.\n## Notes\nNothing.\n"
    )
    assert [record.id for record in records(text)] == ["2511.04171"]
    digest = read(Source.from_bytes("x.md", text.encode()), format="markdown-list")
    assert [item.code for item in digest.diagnostics if item.severity != "info"] == []


def test_it_says_that_it_guessed_and_what_it_did_not_find() -> None:
    text = "| a | b | c |\n|---|---|---|\n| x | [2511.04181](https://arxiv.org/abs/2511.04181) | null |\n"
    found = [(item.code, item.severity) for block in blocks(text) for item in block.diagnostics]
    assert found == [("markdown-list.guessed", "info")]
    assert [warning.code for record in records(text) for warning in record.warnings] == ["markdown-list.no-title"]


@pytest.mark.parametrize(
    "text",
    [
        "# Our tool\n\n"
        + "It does many things for many people. " * 40
        + "\n\n- [Lanterns](https://arxiv.org/abs/2511.04191)\n",
        "See [Lanterns](https://arxiv.org/abs/2511.04191).\n",
        "Plain numbers such as 2511.04191 are no links.\n",
        '{"id": "https://arxiv.org/abs/2511.04191"}\n',
    ],
)
def test_a_text_that_only_cites_papers_is_no_list(text: str) -> None:
    assert MarkdownList().sniff(text) <= 0.3


@pytest.mark.parametrize("text", [MARKDOWN_TABLE, MARKDOWN_HEADINGS, MARKDOWN_BULLETS])
def test_its_score_is_low(text: str) -> None:
    assert 0.3 < MarkdownList().sniff(text) <= 0.45


def test_a_table_without_papers_is_a_day_without_news() -> None:
    text = "# 摘要\n\n| Ref | Title | Summary |\n| --- | --- | --- |\n\n\n# 详细\n"
    assert (MarkdownList().sniff(text), records(text)) == (0.35, [])


def test_a_bold_title_with_a_colon_is_no_label() -> None:
    text = f"""\
## Lanterns

- **Lanterns: A Survey**
  Ada Quill, J. van der Øye
  _2026-01-15_ · https://arxiv.org/abs/2601.90001v2 · `cs.DC`
  <details><summary>Abstract</summary>

  {ABSTRACT}

  </details>

- **Oil: Another Survey**
  Ada Quill, Li Mei
  _2026-01-16_ · https://arxiv.org/abs/2601.90002 · `cs.DC (Clusters)`
"""
    assert [told(record) for record in records(text)] == [
        {
            "id": "2601.90001",
            "version": 2,
            "line": 3,
            "position": 0,
            "title": {"en": "Lanterns: A Survey"},
            "abstract": {"en": ABSTRACT.strip()},
            "authors": ["Ada Quill", "J. van der Øye"],
            "primary": "cs.DC",
            "categories": ["cs.DC"],
            "date": "2026-01-15",
            "urls": {"abs": "https://arxiv.org/abs/2601.90001"},
            "extra": {"heading": "Lanterns"},
        },
        {
            "id": "2601.90002",
            "line": 12,
            "position": 1,
            "title": {"en": "Oil: Another Survey"},
            "authors": ["Ada Quill", "Li Mei"],
            "primary": "cs.DC",
            "categories": ["cs.DC"],
            "date": "2026-01-16",
            "urls": {"abs": "https://arxiv.org/abs/2601.90002"},
            "extra": {"heading": "Lanterns"},
        },
    ]


def test_fields_stand_between_bars_and_what_is_folded_is_read_without_tags() -> None:
    text = f"""\
### \\[<a href='http://arxiv.org/abs/2511.90001v1'>2511.90001</a>\\]&nbsp; **On Lanterns**

 &nbsp;|&nbsp;&nbsp;**Date:** 2025-11-05 &nbsp;|&nbsp; **Authors:** Ada Quill, Li Mei &nbsp;|&nbsp; **Category:** cs.DC

> **Comment:** 32 pages

<details><summary>Abstract</summary><p>{ABSTRACT}If $a<b$ &amp; c.</p></details>
"""
    (record,) = records(text)
    assert told(record) == {
        "id": "2511.90001",
        "version": 1,
        "line": 1,
        "title": {"en": "On Lanterns"},
        "abstract": {"en": f"{ABSTRACT}If $a<b$ & c."},
        "authors": ["Ada Quill", "Li Mei"],
        "primary": "cs.DC",
        "categories": ["cs.DC"],
        "comments": "32 pages",
        "date": "2025-11-05",
        "position": 0,
        "urls": {"abs": "https://arxiv.org/abs/2511.90001"},
    }


def test_a_known_label_may_stand_alone_in_bold_and_values_in_marks_of_their_own() -> None:
    text = """\
### [On Lanterns](https://arxiv.org/abs/2511.90001)

**作者**: 李梅、王灯

**标签**: `灯笼` `消息`

**支柱**: **支柱一 (Light)** **支柱二 (Night)**

**创新**

Lanterns &amp; <b>moths</b> are seen together.
"""
    (record,) = records(text)
    assert record.authors == ("李梅", "王灯")
    assert [(note.field, note.label, note.text) for note in record.notes] == [
        ("keywords", "标签", "灯笼, 消息"),
        (None, "支柱", "支柱一 (Light) 支柱二 (Night)"),
        ("contributions", "创新", "Lanterns & moths are seen together."),
    ]


def test_what_stands_beside_the_link_of_a_title_is_no_part_of_it() -> None:
    text = """\
| # | 论文 | 推荐理由 | Comment |
|:-:|---|---|---|
| 4 | [On Lanterns](http://arxiv.org/abs/2602.90001v1) `cs.LG (学习)` | 很亮。 | FOLD |
"""
    (record,) = records(text.replace("FOLD", "<details><summary>23 pa...</summary><p>23 pages</p></details>"))
    assert (record.title, record.categories, record.comments) == ({"en": "On Lanterns"}, ("cs.LG",), "23 pages")
    assert [(note.field, note.text) for note in record.notes] == [("relevance", "很亮。")]


@pytest.mark.parametrize(
    ("line", "title", "categories"),
    [
        (
            "# 1. `cs.AI` - 灯笼 [PDF](https://arxiv.org/pdf/2506.90001), [HTML](https://arxiv.org/abs/2506.90001)",
            "灯笼",
            ("cs.AI",),
        ),
        ("### Lanterns? (http://arxiv.org/abs/2506.90001v1) [pdf: http://arxiv.org/pdf/2506.90001v1]", "Lanterns?", ()),
        ("### 2. Lanterns at Last (score: 7.5)\n\n📄 [arXiv](http://arxiv.org/abs/2506.90001)", "Lanterns at Last", ()),
        ("### Lanterns at Last\n\n**论文ID:** 2506.90001v1", "Lanterns at Last", ()),
        ("#### [Lanterns at Last](lanterns.md)\n\n<span>arXiv 2506.90001</span>", "Lanterns at Last", ()),
    ],
)
def test_a_heading_says_the_title_and_nothing_else(line: str, title: str, categories: tuple[str, ...]) -> None:
    (record,) = records(f"{line}\n\n**Summary**: They shine.\n")
    assert (record.id, [*record.title.values()], record.categories) == ("2506.90001", [title], categories)


def test_a_bullet_may_hold_day_title_authors_and_links() -> None:
    text = (
        "- 2022-10-12, **Lanterns: A Survey**, Ada Quill et.al., Paper: [http://arxiv.org/abs/2210.90001v1]"
        "(http://arxiv.org/abs/2210.90001v1), Code: **[https://github.com/a/b](https://github.com/a/b)**\n"
    )
    (record,) = records(text)
    assert told(record) == {
        "id": "2210.90001",
        "version": 1,
        "line": 1,
        "position": 0,
        "title": {"en": "Lanterns: A Survey"},
        "date": "2022-10-12",
        "urls": {"abs": "https://arxiv.org/abs/2210.90001"},
        "extra": {"authors_shown": "Ada Quill et.al.", "code_url": "https://github.com/a/b"},
    }


def test_the_kind_of_announcement_and_the_version_may_have_labels() -> None:
    text = (
        "### [Lanterns](https://arxiv.org/abs/2502.90001)\n\n**Type**: replace-cross  \n**ArXiv ID**: 2502.90001v5  \n"
    )
    (record,) = records(text)
    assert (record.version, record.section, record.notes) == (5, "replaced-cross", ())


def test_labels_as_headings_of_the_same_depth_belong_to_each_paper() -> None:
    one = "#### {n}. Lanterns\n**Paper ID:** 2508.9000{n}v1\n\n#### 研究背景\n\n很暗。\n\n#### 主要方法\n\n点灯。\n\n"
    found = records(one.format(n=1) + one.format(n=2) + "#### Summary\n\nThat was all.\n")
    assert [(record.id, [(note.field, note.text) for note in record.notes]) for record in found] == [
        (f"2508.9000{n}", [("background", "很暗。"), ("method", "点灯。")]) for n in (1, 2)
    ]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("📅 **2026-02-17 周二** | 50/13", "2026-02-17"),
        ("_Updated: 2026-01-17 06:44 UTC_", "2026-01-17"),
        ("title: Latest 15 Papers - December 11, 2025", "2025-12-11"),
        ("We began on 2020-01-01.", None),
    ],
)
def test_the_day_may_be_decorated(line: str, date: str | None) -> None:
    text = f"{line}\n\n### [Lanterns](https://arxiv.org/abs/2502.90001)\n"
    assert [header.date for header in headers(text)] == ([date] if date else [])


def test_an_entry_may_be_a_citation_between_rulers() -> None:
    (record,) = records(
        "### (1/32) Lanterns (Ada Quill et al., 2023)\n\n{{<citation>}}\n\n"
        "Ada Quill, Bo Ek, Li Mei. (2023)  \n**Lanterns**  \n\n---\n"
        "Primary Category: cs.DC  \nCategories: cs-AI, cs-DC, cs.DC  \nKeywords: Lantern  \n"
        "[Paper Link](http://arxiv.org/abs/2307.94101v1)  \n\n---\n\n\n"
        f"**ABSTRACT**  \n{ABSTRACT.strip()}\n\n{{{{</citation>}}}}\n"
    )
    assert told(record) == {
        "id": "2307.94101",
        "version": 1,
        "line": 1,
        "position": 0,
        "title": {"en": "Lanterns"},
        "abstract": {"en": ABSTRACT.strip()},
        "authors": ["Ada Quill", "Bo Ek", "Li Mei"],
        "primary": "cs.DC",
        "categories": ["cs.DC", "cs.AI"],
        "notes": [{"field": "keywords", "label": "Keywords", "lang": "en", "text": "Lantern", "status": "ok"}],
        "urls": {"abs": "https://arxiv.org/abs/2307.94101"},
        "extra": {"authors_shown": "Ada Quill et al."},
    }


@pytest.mark.parametrize(
    "topics", ["Graph Neural Networks, Large Language Models", "Machine Learning, Signal Processing"]
)
def test_topics_below_a_title_are_no_authors(topics: str) -> None:
    (record,) = records(f"### [Lanterns](https://arxiv.org/abs/2506.90001)\n\n{topics}\n")
    assert (record.authors, record.extra) == (None, {"text": topics})


def test_a_quoted_line_without_a_label_is_a_brief() -> None:
    (record,) = records(
        "### [Lanterns](https://arxiv.org/abs/2506.90001)\n> Light for messages.\n\n"
        "**Method:**\n**Two steps**\n*of light*\n"
    )
    assert [(note.field, note.text) for note in record.notes] == [
        ("tldr", "Light for messages."),
        ("method", "Two steps\nof light"),
    ]


def test_a_second_list_of_names_and_a_second_comment_are_kept() -> None:
    (record,) = records(
        "### [Lanterns](https://arxiv.org/abs/2506.90001)\n"
        "- **Authors:** Ada Quill\n- **Authors:** Bo Ek\n- **Comments:** 4 pages\n- **Comments:** 5 pages\n"
    )
    assert (record.authors, record.comments) == (("Ada Quill",), "4 pages")
    assert record.extra == {"authors": "Bo Ek", "comments": "5 pages"}


@pytest.mark.parametrize("piece", ["<td>", "<details>", "<details><summary>", "<tr><td>"])
def test_cells_and_folds_that_nothing_closes_take_linear_time(piece: str) -> None:
    row = "<tr><td>[a](https://arxiv.org/abs/2506.90001)</td>"
    assert takes_linear_time(
        lambda size: blocks(f"{row}{piece * size}</tr>\n| [a](https://arxiv.org/abs/2506.90002) |{piece * size}|\n"),
        2000,
    )


ROWS = (
    '{"Lanterns": {"2506.90001": "|**2025-06-01**|**Lanterns \\u2014 a | Study**|Ada Quill et.al.'
    '|[2506.90001](http://arxiv.org/abs/2506.90001v2)|**[link](https://github.com/invented/lantern)**|\\n",'
    ' "2506.90002": "|**2025-06-02**|**Oil**|Bo Ek|[2506.90002](http://arxiv.org/abs/2506.90002)|null|\\n"},\n'
    ' "cs.DC": {"2506.90003": "- 2025-06-03, **Wicks at Last**, Li Mei et.al., '
    'Paper: [http://arxiv.org/abs/2506.90003](http://arxiv.org/abs/2506.90003)\\n"}}\n'
)


def test_rows_of_markdown_may_be_kept_in_a_json_document() -> None:
    digest = read(Source.from_bytes("cv-arxiv-daily.json", ROWS.encode()))
    assert digest.format == "markdown-list"
    assert "".join(block.raw for block in digest.blocks) == ROWS
    assert [found.code for found in digest.diagnostics] == ["markdown-list.guessed"]
    assert [told(record) for record in digest.records] == [
        {
            "id": "2506.90001",
            "version": 2,
            "line": 1,
            "position": 0,
            "title": {"en": "Lanterns — a | Study"},
            "date": "2025-06-01",
            "date_kind": "submitted",
            "urls": {"abs": "https://arxiv.org/abs/2506.90001"},
            "extra": {
                "authors_shown": "Ada Quill et.al.",
                "code_url": "https://github.com/invented/lantern",
                "heading": "Lanterns",
            },
        },
        {
            "id": "2506.90002",
            "line": 1,
            "position": 1,
            "title": {"en": "Oil"},
            "authors": ["Bo Ek"],
            "date": "2025-06-02",
            "date_kind": "submitted",
            "urls": {"abs": "https://arxiv.org/abs/2506.90002"},
            "extra": {"heading": "Lanterns"},
        },
        {
            "id": "2506.90003",
            "line": 2,
            "position": 2,
            "title": {"en": "Wicks at Last"},
            "primary": "cs.DC",
            "categories": ["cs.DC"],
            "date": "2025-06-03",
            "urls": {"abs": "https://arxiv.org/abs/2506.90003"},
            "extra": {"authors_shown": "Li Mei et.al."},
        },
    ]


@pytest.mark.parametrize("cut", range(60, len(ROWS), 23))
def test_rows_in_json_that_is_cut_lose_their_tail_alone(cut: int) -> None:
    found = read(Source.from_bytes("x.json", ROWS[:cut].encode()), format="markdown-list")
    assert [record.id for record in found.records] == ["2506.90001", "2506.90002", "2506.90003"][: len(found.records)]
    assert "".join(block.raw for block in found.blocks) == ROWS[:cut]


def test_a_table_may_hold_the_fields_of_one_paper() -> None:
    (record,) = records(
        "## Lanterns at Last\n\n| 项目 | 内容 |\n|---|---|\n| **作者** | Ada Quill, Bo Ek |\n"
        "| **arXiv** | [2506.90001](https://arxiv.org/abs/2506.90001v1) |\n| **日期** | 2025-06-01 |\n\n"
        "**摘要:** 灯笼。\n"
    )
    assert (record.id, record.version, record.title) == ("2506.90001", 1, {"en": "Lanterns at Last"})
    assert (record.authors, record.date, record.abstract) == (("Ada Quill", "Bo Ek"), "2025-06-01", {"zh": "灯笼。"})


def test_counts_behind_names_are_declared_and_no_part_of_them() -> None:
    text = (
        "# arXiv @ 2025-06-01\n\n- [cs.DC (1)](#csdc-1)\n- [Lanterns (3 papers)](#lanterns-3)\n- [Since (2020)](#s)\n\n"
        "## cs.DC (1)\n\n### [Oil](https://arxiv.org/abs/2506.90001)\n\n"
        "## Lanterns (3 papers)\n\n### [Wicks](https://arxiv.org/abs/2506.90002)\n"
    )
    digest = read(Source.from_bytes("x.md", text.encode()), format="markdown-list")
    assert dict(digest.declared) == {"cs.DC": 1, "Lanterns": 3}
    assert [(record.primary, record.extra) for record in digest.records] == [
        ("cs.DC", {}),
        (None, {"heading": "Lanterns"}),
    ]
    assert [found.message for found in digest.diagnostics if found.code == "digest.total-differs"] == [
        "The source declares 3 entries for Lanterns, but 1 were found."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Robotics papers of 2026-01-17\n\nNo new papers found today.\n",
        "# 每日论文\n\n## 2026-01-17\n\n> 今日暂无新论文\n",
        "# arXiv papers, January 17, 2026\n\n**Total: 0 papers**\n",
    ],
)
def test_a_page_that_says_that_a_day_has_no_papers_is_an_empty_day(text: str) -> None:
    digest = read(Source.from_bytes("x.md", text.encode()))
    assert (digest.format, digest.date, digest.records) == ("markdown-list", "2026-01-17", [])


@pytest.mark.parametrize(
    "text",
    [
        "# Notes of 2026-01-17\n\nNo papers today.\n",
        "# How arXiv works\n\nNo papers are lost.\n",
        "# arXiv 2026-01-17\n\nSome papers. No new papers.\n",
    ],
)
def test_other_pages_without_papers_are_no_digests(text: str) -> None:
    assert MarkdownList().sniff(text) == 0


def test_bold_alone_below_another_field_is_a_label_that_nobody_knows() -> None:
    (record,) = records(
        "### [Lanterns](https://arxiv.org/abs/2506.90001)\n\n- **Priority:** 66/100\n\n"
        "**Work done**\n\nMuch.\n\n**Oil**\n"
    )
    assert [(note.field, note.label, note.text) for note in record.notes] == [
        ("relevance", "Priority", "66/100"),
        (None, "Work done", "Much."),
    ]
    assert record.extra == {"text": "Oil"}


def test_bold_below_a_heading_that_is_a_label_is_its_text() -> None:
    (record,) = records(
        "# [Lanterns](https://arxiv.org/abs/2506.90001)\n\n## TL;DR\n\n**Light at last**\n\n## Oil\n\nMuch.\n"
    )
    assert [(note.field, note.text) for note in record.notes] == [("tldr", "Light at last"), (None, "Much.")]


@pytest.mark.parametrize("line", ["**Paper Count**: 2", "Today: 2papers", "共 2 篇", "论文数量：2"])
def test_the_total_may_have_a_label(line: str) -> None:
    text = f"# arXiv 2026-03-19\n\n{line}\n\n## 1. Lanterns\n\n**Link**: [PDF](https://arxiv.org/pdf/2603.90001v1)\n"
    assert [dict(header.declared) for header in headers(text) if header.declared] == [{"total": 2}]


@pytest.mark.parametrize("piece", ['"', '\\"', '{"a": ', '"a": "|b|c|d|", ', '"2506.90001": "- a", '])
def test_looking_for_rows_in_json_takes_linear_time(piece: str) -> None:
    assert takes_linear_time(lambda size: blocks(ROWS[:-2] + ', "x": {' + piece * size), 2000)


def test_a_bullet_below_a_field_in_a_bullet_is_another_field_whatever_its_label() -> None:
    (record,) = records(
        "1. **Lanterns at Last**\n   - 作者: Ada Quill, Bo Ek\n   - 灯油: 很多\n   - 链接: https://arxiv.org/abs/2506.90001\n"
        "   - 局限: 没有\n   - 是否值得读：值得\n   - 好\n"
    )
    assert record.authors == ("Ada Quill", "Bo Ek")
    assert [(note.field, note.label, note.text) for note in record.notes] == [
        (None, "灯油", "很多"),
        ("limitations", "局限", "没有"),
        (None, "是否值得读", "值得\n- 好"),
    ]


def test_right_below_names_and_days_an_unknown_label_is_one() -> None:
    (record,) = records(
        "1. **《Lanterns at Last》**  \n   链接：http://arxiv.org/abs/2506.90001v1  \n   作者：Ada Quill, Bo Ek等  \n"
        "   灯油消耗：很多\n"
    )
    assert (record.title, record.authors, record.extra) == (
        {"en": "Lanterns at Last"},
        None,
        {"authors_shown": "Ada Quill, Bo Ek等"},
    )
    assert [(note.field, note.label, note.text) for note in record.notes] == [(None, "灯油消耗", "很多")]


def test_a_bullet_without_a_label_is_no_more_of_the_names() -> None:
    (record,) = records(
        "## [Lanterns](https://arxiv.org/abs/2506.90001)\n- **Authors**: Ada Quill\n- Very good indeed\n"
    )
    assert (record.authors, record.extra) == (("Ada Quill",), {"text": "- Very good indeed"})


@pytest.mark.parametrize("opening", ["<details>\n<summary>", "<details><summary>", "<details open>\n  <summary>"])
def test_a_fold_may_be_an_entry_with_its_summary_as_title(opening: str) -> None:
    text = "# Lamps\n\n" + "\n---\n\n".join(
        f"{opening}<b>{title}</b></summary>\n\n* **Authors:** {names}\n* **Links:** "
        f"[[Paper]](https://arxiv.org/abs/{paper}) | [[Code]](https://github.com/a/b)\n\n"
        "<details>\n    <summary>Abstract</summary>\n    Oil burns.\n</details>\n"
        "</details>\n"
        for title, names, paper in [
            ("Lanterns: a Study", "Ada Quill", "2506.90001"),
            ("More Wicks", "Bo Ek", "2506.90002"),
        ]
    )
    assert [(record.id, record.title, record.authors, record.abstract) for record in records(text)] == [
        ("2506.90001", {"en": "Lanterns: a Study"}, ("Ada Quill",), {"en": "Oil burns."}),
        ("2506.90002", {"en": "More Wicks"}, ("Bo Ek",), {"en": "Oil burns."}),
    ]


def test_headings_within_a_fold_end_no_entry() -> None:
    text = (
        "## New\n\n### 1. [Lanterns](https://arxiv.org/abs/2506.90001)\n\n**Authors**: Ada Quill\n\n<details>\n"
        "<summary>Insights (click to expand)</summary>\n\n# Summary of all\n\n## 1. 核心方法\n\nOil, as 2506.90009.\n\n"
        "</details>\n\n---\n\n### 2. [Wicks](https://arxiv.org/abs/2506.90002)\n\n<details>\n\n## Setup\n\nFork it.\n"
    )
    first, second = records(text)
    assert [(note.label, note.text) for note in first.notes] == [("核心方法", "Oil, as 2506.90009.")]
    # Nothing closes the second fold, so that what follows it stands where it stood.
    assert (second.title, second.extra, second.notes) == ({"en": "Wicks"}, {"heading": "New"}, ())


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("Ada Quill, Bo Ek, ..., Li Mei", None),
        ("Ada Quill, …, Li Mei", None),
        ("Ada Quill, Li Mei", ("Ada Quill", "Li Mei")),
    ],
)
def test_names_left_out_in_the_middle_make_the_authors_unknown(names: str, authors: tuple[str, ...] | None) -> None:
    (record,) = records(
        f"## 1. Lanterns\n\n**Authors:** {names}\n**arXiv:** [2506.90001](https://arxiv.org/abs/2506.90001)\n"
    )
    assert (record.authors, record.extra) == (authors, {} if authors else {"authors_shown": names})


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r"Lanterns \[Extended\]: Night\-time", "Lanterns [Extended]: Night-time"),
        (r"Lanterns \[Extended\] in $O(\log n)$", r"Lanterns \[Extended\] in $O(\log n)$"),
        (r"Lanterns of \(n\) Wicks", r"Lanterns of \(n\) Wicks"),
        (r"G\"odel's \[Lost\] Lantern", r"G\"odel's \[Lost\] Lantern"),
    ],
)
def test_backslashes_of_markdown_are_taken_out_and_those_of_tex_are_not(written: str, title: str) -> None:
    (record,) = records(f"- **[{written}](https://arxiv.org/abs/2506.90001)**\n")
    assert record.title == {"en": title}


def test_a_personalized_list_has_american_days_and_the_comments_of_a_model() -> None:
    digest = read(Source.from_bytes("x.md", PERSONALIZED.encode()))
    (record,) = digest.records
    assert (digest.date, dict(digest.declared)) == ("2025-06-05", {"total": 1})
    assert (record.title, record.authors, record.abstract, record.comments) == (
        {"en": "Lanterns at Last"},
        ("Ada Quill", "Bo Ek"),
        {"en": "Oil burns."},
        None,
    )
    assert [(note.field, note.label, note.text) for note in record.notes] == [
        ("ai_comment", "Comment", "Matches criterion 1."),
        ("relevance", "Relevance", "9"),
        (None, "Novelty", "8"),
    ]


@pytest.mark.parametrize(
    ("day", "date"),
    [("09/26/2025", "2025-09-26"), ("26/09/2025", "2025-09-26"), ("06/05/2025", None), ("06/06/2025", "2025-06-06")],
)
def test_a_day_with_slashes_is_one_if_it_is_read_in_one_way(day: str, date: str | None) -> None:
    text = f"# arXiv {day}\n\n### [Lanterns](https://arxiv.org/abs/2506.90001)\n"
    assert read(Source.from_bytes("x.md", text.encode()), format="markdown-list").date == date


def test_two_days_with_labels_are_read() -> None:
    (record,) = records("## [Lanterns](https://arxiv.org/abs/2506.90001)\n**发表**: 2025-06-01 · **类别**: cs.DC\n")
    assert (record.date, record.date_kind, record.primary) == ("2025-06-01", "submitted", "cs.DC")


@pytest.mark.parametrize(
    "line", ["> 数据来源: [arXiv](https://arxiv.org/) (cs.AI) | 共 50 篇论文", "- 当前窗口命中论文数：40"]
)
def test_the_papers_that_were_looked_through_are_no_total(line: str) -> None:
    text = f"# arXiv 2026-03-19\n\n{line}\n\n## 1. Lanterns\n\n**Link**: [PDF](https://arxiv.org/pdf/2603.90001v1)\n"
    assert [dict(header.declared) for header in headers(text)] == [{}]


def test_a_number_in_bold_between_emoji_is_no_part_of_the_title() -> None:
    (record,) = records("🌟 **No.1** 📄 **Lanterns at Last**\n>\n> 🔗 **论文链接**：https://arxiv.org/abs/2506.90001\n")
    assert record.title == {"en": "Lanterns at Last"}


def test_links_behind_emoji_are_mere_links() -> None:
    (record,) = records(
        "### 1. Lanterns\n\n🔗 [Paper](http://arxiv.org/abs/2506.90001v1) | 📄 [PDF](https://arxiv.org/pdf/2506.90001v1)\n"
        "[[code](https://github.com/a/b)]\nAda Quill, Bo Ek\n"
    )
    assert (record.authors, record.extra) == (("Ada Quill", "Bo Ek"), {"code_url": "https://github.com/a/b"})


def test_links_that_say_nothing_stand_in_a_row_and_the_category_beside_the_name_of_a_heading() -> None:
    (record,) = records(
        "# 2025-06 月度论文\n\n## 网络(cs.NI:Networking and Internet Architecture)\n\n### Lanterns at Last \n"
        "[[arxiv](https://arxiv.org/abs/2506.90001)] [[cool](https://papers.cool/arxiv/2506.90001)] "
        "[[pdf](https://arxiv.org/pdf/2506.90001)]\n> **Authors**: Ada Quill,Bo Ek\n"
        "> **First submission**: 2025-06-01\n> **comment**: No comments\n- **标题**: 终于有灯笼\n"
    )
    assert told(record) == {
        "id": "2506.90001",
        "line": 5,
        "position": 0,
        "title": {"en": "Lanterns at Last", "zh": "终于有灯笼"},
        "authors": ["Ada Quill", "Bo Ek"],
        "primary": "cs.NI",
        "categories": ["cs.NI"],
        "date": "2025-06-01",
        "date_kind": "submitted",
        "urls": {"abs": "https://arxiv.org/abs/2506.90001", "pdf": "https://arxiv.org/pdf/2506.90001"},
        "extra": {"heading": "网络(cs.NI:Networking and Internet Architecture)"},
        "origins": {"title": {"zh": "ai"}},
    }


def test_a_number_that_is_a_link_stands_before_the_title_and_subjects_may_be_names() -> None:
    text = "# Artificial Intelligence\n\n2025-06-02 | Total: 2\n\n" + "".join(
        f"[#{number}](https://arxiv.org/abs/{paper}) [{title}](https://papers.cool/arxiv/{paper})\n\n"
        "**Authors**: [Ada Quill](https://arxiv.org/search/?query=Ada)\n\n"
        "**Subjects**: [Artificial Intelligence](https://papers.cool/arxiv/cs.AI), "
        "[Robotics](https://papers.cool/arxiv/cs.RO)\n\n**Publish**: 2025-06-01 17:57:46 UTC\n\n"
        for number, paper, title in [(1, "2506.90001", "Lanterns at Last"), (2, "2506.90002", "Wicks")]
    )
    assert [
        (record.id, record.title, record.authors, record.categories, record.date, record.date_kind)
        for record in records(text)
    ] == [
        ("2506.90001", {"en": "Lanterns at Last"}, ("Ada Quill",), ("cs.AI", "cs.RO"), "2025-06-01", "submitted"),
        ("2506.90002", {"en": "Wicks"}, ("Ada Quill",), ("cs.AI", "cs.RO"), "2025-06-01", "submitted"),
    ]


def test_a_bare_number_behind_a_bold_label_points_to_a_paper() -> None:
    (record,) = records(
        "### 1. Lanterns at Last\n\n📝 **作者**：Ada Quill, Bo Ek  \n🏫 **机构**：Night School  \n"
        "📰 **arXiv**：2506.90001\n\n**核心方法**：\n- 灯油\n"
    )
    assert (record.id, record.title, record.authors, record.extra) == (
        "2506.90001",
        {"en": "Lanterns at Last"},
        ("Ada Quill", "Bo Ek"),
        {"affiliation": "Night School"},
    )
    assert [(note.field, note.text) for note in record.notes] == [("method", "- 灯油")]


def test_names_may_be_listed_below_a_heading() -> None:
    (record,) = records(
        "# Lanterns at Last\n\n**URL:** https://arxiv.org/abs/2506.90001\n\n## Authors\n\n- Ada Quill\n- Bo Ek\n\n"
        "## Abstract\nOil burns.\n"
    )
    assert (record.authors, record.abstract, record.extra) == (("Ada Quill", "Bo Ek"), {"en": "Oil burns."}, {})


def test_a_number_without_a_link_ends_the_title_and_one_word_in_italics_is_no_author() -> None:
    first, second = records(
        "# arXiv 2025-06-02\n\n1. Lanterns at Last, arXiv:2506.90001\n"
        "2. [Wicks](https://arxiv.org/abs/2506.90002)\n   *Withdrawn*\n"
    )
    assert (first.title, second.title) == ({"en": "Lanterns at Last"}, {"en": "Wicks"})
    assert (second.authors, second.extra["text"]) == (None, "*Withdrawn*")
