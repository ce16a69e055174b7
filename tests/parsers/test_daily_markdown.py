"""Daily Markdown digests, shape by shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from parsers.base import Note, Record
from tests.parsers.invented import (
    AFTER_ABSTRACT,
    BOLD_SHAPE,
    BULLET_SHAPE,
    DAILY,
    ELSEWHERE,
    FIRST_SHAPE,
    HEADING_LABELS,
    INSIGHT_SHAPE,
    QUOTE_SHAPE,
    TOPIC_SHAPE,
    read_text,
)

if TYPE_CHECKING:
    from parsers.digest import Digest


def entry(below: str, heading: str = "### [1] [Title](https://arxiv.org/abs/2501.00001)") -> Record:
    """Read one entry in the usual surroundings."""
    text = f"<div id=toc></div>\n\n# Table of Contents\n\n{heading}\n*Ann Lee*\n{below}\n"
    (record,) = read_text(text, format="daily-markdown").records
    return record


def whole_entry(below: str) -> Record:
    """Read one entry whose authors are below its heading, or not there."""
    text = f"# Table of Contents\n\n### [1] [Title](https://arxiv.org/abs/2501.00001)\n{below}\n"
    (record,) = read_text(text, format="daily-markdown").records
    return record


def notes(record: Record) -> list[tuple[str | None, str, str]]:
    return [(note.field, note.label, note.text) for note in record.notes]


def kinds(digest: Digest) -> list[tuple[str, int]]:
    return [(block.kind, block.line) for block in digest.blocks]


def test_an_entry_of_the_usual_shape_has_all_its_fields() -> None:
    assert read_text(DAILY).records[0] == Record(
        id="2511.04001",
        line=13,
        position=0,
        title={"en": "Lanterns: Leaderless Queues for [Tiny] Clusters | $O(n)$ at Last"},
        abstract={
            "en": "Queues in small clusters need a leader, and leaders fail. We show a queue without one, after "
            "2301.00001.\n\nA second paragraph says more. Conclusion: it works."
        },
        authors=("Ada Quill", "Tomás Øye", "Li Mei"),
        primary="cs.DC",
        categories=("cs.DC",),
        notes=(
            Note("tldr", "TL;DR", "zh", "提出了一种无领导者的队列，适用于小型集群。"),
            Note("motivation", "Motivation", "zh", "小型集群缺少可靠的队列。"),
            Note("method", "Method", "zh", "1. 记录每个节点的时钟\n2. 合并两份日志\n3. 丢弃重复的消息"),
        ),
        urls={"abs": "https://arxiv.org/abs/2511.04001"},
    )


def test_a_version_in_the_link_is_the_version() -> None:
    record = read_text(DAILY).records[1]
    assert (record.id, record.version, record.urls) == (
        "2511.04002",
        3,
        {"abs": "https://arxiv.org/abs/2511.04002"},
    )


def test_fields_that_failed_keep_their_text_and_say_so() -> None:
    record = read_text(DAILY).records[1]
    assert [(note.text, note.status) for note in record.notes] == [
        ("Summary generation failed", "placeholder"),
        ("Error", "error"),
    ]
    assert [(item.code, item.severity, item.line) for item in record.warnings] == [("daily.failed-fields", "info", 37)]


def test_a_junior_is_no_author_of_his_own() -> None:
    assert read_text(DAILY).records[2].authors == ("Nia Roe", "Max Frost, Jr.")


@pytest.mark.parametrize(
    "names", ["Ann Lee,Bo Ek et al.", "Ann Lee, Bo Ek, ...", "Ann Lee, ..., Bo Ek", "李梅, 王灯等"]
)
def test_names_that_stop_are_shown_and_the_authors_unknown(names: str) -> None:
    record = whole_entry(f"*{names}*\n\nMain category: cs.DC")
    assert (record.authors, record.extra) == (None, {"authors_shown": names})


def test_the_contents_list_declares_the_totals_and_the_category_where_there_is_one() -> None:
    assert dict(read_text(DAILY).declared) == {"cs.DC": 2, "cs.PL": 1}
    assert read_text(DAILY).category is None
    assert read_text(BOLD_SHAPE).category == "cs.AI"
    assert kinds(read_text(DAILY)) == [("header", 1), ("entry", 13), ("entry", 37), ("text", 54), ("entry", 58)]


def test_the_first_shape_has_abstracts_alone() -> None:
    records = read_text(FIRST_SHAPE).records
    assert [(record.title["en"], record.authors, dict(record.abstract)) for record in records] == [
        ("Paper Boats", ("Ida Holm", "Jon Vik"), {"en": "Boats of paper float for a while."}),
        ("Paper Planes", ("Ida Holm",), {"en": "Planes of paper fly."}),
    ]
    assert [record.primary for record in records] == [None, None]


def test_bold_labels_in_chinese_are_labels() -> None:
    (record,) = read_text(BOLD_SHAPE).records
    assert notes(record) == [("tldr", "AI概要", "风筝会飞。"), ("motivation", "动机", "没有人研究风筝。")]
    assert (record.primary, record.authors, dict(record.abstract)) == (
        "cs.AI",
        ("Ona Berg", "Per Lund"),
        {"en": "Kites fly."},
    )
    assert record.extra == {"link": "[Discuss](https://example.org/chat?q=2507.03001)"}


def test_bullets_are_labels_where_there_is_no_abstract() -> None:
    first, second = read_text(BULLET_SHAPE).records
    assert notes(first) == [
        ("tldr", "TL;DR", "云有形状。"),
        ("motivation", "Motivation", "云很多。"),
        ("method", "Method", "1) 看天；2) 画画。"),
        ("result", "Result", "好看。"),
    ]
    assert notes(second) == [("tldr", "TL;DR", "雨会下。"), ("motivation", "Motivation", "雨也很多。")]


def test_a_quote_without_a_label_is_the_tldr() -> None:
    (record,) = read_text(QUOTE_SHAPE).records
    assert notes(record) == [("tldr", "", "回声会回来。"), ("motivation", "Motivation", "山谷很安静。")]
    assert (record.primary, dict(record.abstract)) == ("cs.CL", {"en": "Echoes return."})


def test_a_translated_title_a_comment_a_date_and_all_categories_are_read() -> None:
    digest = read_text(INSIGHT_SHAPE)
    (record,) = digest.records
    assert (digest.date, digest.date_origin, dict(digest.declared)) == (
        "2025-07-24",
        "content",
        {"total": 1, "cs.CR": 1},
    )
    assert (record.title, record.abstract) == ({"en": "Locks", "zh": "锁"}, {"zh": "锁是可以打开的。"})
    assert record.origins == {"title": {"zh": "ai"}, "abstract": {"zh": "ai"}}
    assert (record.authors, record.categories, record.extra) == (
        ("Eva Stein", "Udo Bach"),
        ("cs.CR", "cs.PL"),
        {"classification": "68M25"},
    )
    assert (record.comments, record.date, record.date_kind) == ("4 pages", "2025-07-24", "updated")
    assert [note.field for note in record.notes] == ["keywords", "tldr", "motivation", "ai_abstract"]


def test_a_failed_translation_is_no_title_and_no_abstract() -> None:
    text = INSIGHT_SHAPE.replace("> *锁*", "> *错误：AI分析失败。*").replace("锁是可以打开的。", "错误：AI分析失败。")
    (record,) = read_text(text).records
    assert (record.title, record.abstract) == ({"en": "Locks"}, {})
    assert record.statuses == {"title": {"zh": "error"}, "abstract": {"zh": "error"}}


def test_topics_and_headings_as_labels_are_read() -> None:
    (record,) = read_text(TOPIC_SHAPE).records
    assert notes(record) == [
        ("relevance", "Relevance", "0.61"),
        ("background", "Background", "月亮很远。主要发现包括：\n- 它是圆的。"),
        ("tldr", "Summary", "它发光。"),
    ]
    assert (record.id, record.version, record.authors, record.extra) == (
        "2606.07001",
        1,
        None,
        {"heading": "Moons and Rings"},
    )


def test_headings_with_emoji_are_labels() -> None:
    (record,) = read_text(HEADING_LABELS).records
    assert (notes(record), dict(record.abstract)) == ([("tldr", "TL;DR", "帆需要风。")], {"en": "Sails need wind."})


def test_fields_may_follow_the_abstract_after_a_blank_line() -> None:
    (record,) = read_text(AFTER_ABSTRACT).records
    assert dict(record.abstract) == {"en": "Oars need arms."}
    assert [note.label for note in record.notes] == ["TL;DR", "Future Work"]


def test_an_entry_from_elsewhere_has_its_address_as_id() -> None:
    (record,) = read_text(ELSEWHERE).records
    url = "http://example.org/s?id=1&t=(2)"
    assert (record.id, record.version, record.urls) == (url, None, {"html": url})
    assert record.title == {"zh": '今天的<em class="highlight">新闻</em>'}
    assert (record.abstract, record.origins) == ({"zh": "今天有新闻。"}, {})


@pytest.mark.parametrize(
    ("below", "abstract"),
    [
        ("Abstract: One\ntwo.\nConclusion: three.", "One two. Conclusion: three."),
        ("Conclusion: x\n\nAbstract: One.\n\nConclusion: two.", "One.\n\nConclusion: two."),
        ("Abstract: One.\n* Purpose: two\n* Method: three", "One. * Purpose: two * Method: three"),
        ("Abstract: One.\n\nhttps://example.org: two", "One.\n\nhttps://example.org: two"),
        ("Abstract: One.\n  Two.\n  Three\nfour.", "One.\n\nTwo.\n\nThree four."),
        ("Abstract:\nOne.", "One."),
        ("Abstract: <1 % of all\n<div> two", "<1 % of all <div> two"),
        ("<details>\nAbstract: # of samples\n# two\n</details>", "# of samples # two"),
        ("Abstract: One.</details>\n\n[up](#toc)", "One."),
    ],
)
def test_what_looks_like_a_label_inside_an_abstract_is_text(below: str, abstract: str) -> None:
    assert entry(below).abstract == {"en": abstract}


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("A [b] c", "https://arxiv.org/abs/2501.00001"),
        ("[A] b]", "https://arxiv.org/abs/2501.00001"),
        (r"$[0,1]$ and $\|x\|$ | y", "https://arxiv.org/abs/2501.00001"),
        ("[link](http://example.org) inside", "https://arxiv.org/abs/2501.00001"),
        ("Brackets (in) titles", "https://arxiv.org/pdf/2501.00001v1"),
    ],
)
def test_titles_may_hold_brackets_bars_and_formulas(title: str, url: str) -> None:
    record = entry("", f"### [1] [{title}]({url})")
    assert (record.id, record.title) == ("2501.00001", {"en": title})


def test_an_unknown_label_is_kept_as_it_is() -> None:
    record = entry("<details>\n\nWeather Report: 晴天。\n\n**Mood**: 很好。\n\nAbstract: One.\n\n</details>")
    assert notes(record) == [(None, "Weather Report", "晴天。"), (None, "Mood", "很好。")]


def test_text_without_a_label_is_kept() -> None:
    record = entry("\nNobody knows what this is\nor why.\n\nTL;DR: 短。")
    assert (record.extra, notes(record)) == (
        {"text": "Nobody knows what this is\nor why."},
        [("tldr", "TL;DR", "短。")],
    )


def test_no_authors_are_unknown_authors() -> None:
    text = "### [1] [T](https://arxiv.org/abs/2501.00001)\n**\n\nTL;DR: 短。\n"
    assert read_text(text, format="daily-markdown").records[0].authors is None


def test_the_heading_above_is_the_category_where_the_entry_names_none() -> None:
    text = "# cs.SE [[Back]](#toc)\n\n### [1] [T](https://arxiv.org/abs/2501.00001)\n*Ann Lee*\n"
    record = read_text(text, format="daily-markdown").records[0]
    assert (record.primary, record.categories, record.extra) == ("cs.SE", ("cs.SE",), {})


@pytest.mark.parametrize(
    ("heading", "categories"),
    [("网络 (Networks) [cs.NI]", ("cs.NI",)), ("Networks（cs.NI）", ("cs.NI",)), ("Networks [new]", ())],
)
def test_the_heading_above_may_have_the_category_in_brackets(heading: str, categories: tuple[str, ...]) -> None:
    text = f"# Table of Contents\n\n## {heading}\n\n### [1] [Title](https://arxiv.org/abs/2511.90001)\n*Ann Lee*\n"
    (record,) = read_text(text, format="daily-markdown").records
    assert (record.categories, record.extra) == (categories, {"heading": heading})


def test_control_characters_are_taken_out_and_said() -> None:
    record = entry("Abstract: The \x08eta function \x1b]0;x\x07and\x0crac.")
    assert record.abstract == {"en": "The eta function and rac."}
    assert [(item.code, item.line) for item in record.warnings] == [("text.cleaned", 5)]


def test_an_entry_that_is_not_closed_says_so() -> None:
    record = entry("<details>\nAbstract: One")
    assert [item.code for item in record.warnings] == ["daily.unclosed-entry"]


@pytest.mark.parametrize(
    ("line", "declared"),
    [
        ("- [cs.DC](#cs.DC) [Total: 14]", {"cs.DC": 14}),
        ("- [cs.DC](#csdc) (4 篇)", {"cs.DC": 4}),
        ("- [cs.DC](#csdc) （4篇）", {"cs.DC": 4}),
        ("- [分布式](#x) [总数: 3]", {"分布式": 3}),
        ("- [cs.DC (3)](#csdc-3)", {"cs.DC": 3}),
        ("- [cs.DC (3)](#csdc-3) [Total: 4]", {"cs.DC (3)": 4}),
        ("- [Since (2024)](#since)", {}),
        ("## 今日总计: 328 篇论文", {"total": 328}),
        ("- [cs.DC](#csdc)", {}),
    ],
)
def test_totals_are_declared_in_several_ways(line: str, declared: dict[str, int]) -> None:
    assert dict(read_text(f"# Table of Contents\n\n{line}\n", format="daily-markdown").declared) == declared


@pytest.mark.parametrize(
    "text",
    [
        "<div id=toc></div>\n\n# Table of Contents\n",
        "# AI-Enhanced arXiv Daily 2025-06-18\n\n### 今日没有找到新论文。\n",
    ],
)
def test_an_empty_day_has_no_entries_and_nothing_unread(text: str) -> None:
    digest = read_text(text)
    assert (digest.records, digest.diagnostics) == ([], [])


def test_text_between_entries_is_kept_unread_with_its_line() -> None:
    digest = read_text(DAILY.replace("# cs.PL [[Back]]", "Sponsored by nobody.\n\n# cs.PL [[Back]]"))
    unread: list[Any] = [(block.line, block.raw) for block in digest.blocks if block.kind == "unread"]
    assert unread == [(56, "Sponsored by nobody.\n\n")]
    assert len(digest.records) == 3


def test_a_translated_title_above_the_authors_keeps_them_apart() -> None:
    below = "**中文标题：慢蜗牛**\n\n*Uwe Ahorn,Lotte M. Birke*\n\n主要分类: cs.CL\n\n摘要简述: 它们很慢。"
    record = whole_entry(below)
    assert (record.title["zh"], record.authors) == ("慢蜗牛", ("Uwe Ahorn", "Lotte M. Birke"))
    assert (record.categories, notes(record)) == (("cs.CL",), [("tldr", "摘要简述", "它们很慢。")])


def test_a_grade_beside_the_authors_is_kept_and_none_of_them() -> None:
    record = whole_entry(
        "**高价值** | *Uwe Ahorn, Lotte M. Birke*\n\n**💡 大白话**: 它们很慢。\n\n**📊 主类别**: cs.CV"
    )
    assert (record.authors, record.categories, dict(record.extra)) == (
        ("Uwe Ahorn", "Lotte M. Birke"),
        ("cs.CV",),
        {"text": "高价值"},
    )
    assert (dict(record.title), notes(record)) == ({"en": "Title"}, [("tldr", "大白话", "它们很慢。")])


def test_a_heading_may_group_fields_that_are_bullets() -> None:
    below = """
<details>
  <summary><b>📖 详细分析</b></summary>

#### 🔍 问题与洞察
- **根本问题**: 无人测量。
- **切入视角**: 用尺子。

#### 📄 原文摘要
Snails are
slow.

</details>"""
    record = entry(below)
    assert notes(record) == [("motivation", "根本问题", "无人测量。"), (None, "切入视角", "用尺子。")]
    assert record.abstract == {"en": "Snails are slow."}


def test_bullets_below_the_heading_of_a_field_are_its_text() -> None:
    record = entry("#### Background\n\n蜗牛很慢。\n\n- **壳**：很重。\n- **方法**：尺子。\n\n#### Summary\n\n慢。")
    assert notes(record) == [
        ("background", "Background", "蜗牛很慢。\n\n- **壳**：很重。\n- **方法**：尺子。"),
        ("tldr", "Summary", "慢。"),
    ]


@pytest.mark.parametrize(
    ("line", "categories", "extra", "expected"),
    [
        (
            "Main category: cs.IR | Domain: ads | Importance: 8",
            ("cs.IR",),
            {"topic": "ads"},
            [(None, "Importance", "8")],
        ),
        (
            "**Topic:** Snails &nbsp;|&nbsp; **Source:** `arXiv`",
            (),
            {"topic": "Snails", "source": "arXiv"},
            [],
        ),
        (
            "Score: 4/5 | Tags: slow, shell",
            (),
            {},
            [("relevance", "Score", "4/5"), ("keywords", "Tags", "slow, shell")],
        ),
        ("TL;DR: Left | Right: both", (), {}, [("tldr", "TL;DR", "Left | Right: both")]),
        ("Keywords: slow | shell", (), {}, [("keywords", "Keywords", "slow | shell")]),
        ("Main category: `cs.DC`", ("cs.DC",), {}, []),
    ],
)
def test_fields_may_stand_beside_each_other(
    line: str, categories: tuple[str, ...], extra: dict[str, str], expected: list[tuple[str | None, str, str]]
) -> None:
    record = entry(f"\n{line}\n")
    assert (record.categories, dict(record.extra), notes(record)) == (categories, extra, expected)


def test_of_two_days_that_of_the_update_is_the_date() -> None:
    record = entry("\nPublished: 2025-01-01 | Updated: 2025-01-05\n")
    assert (record.date, record.date_kind, dict(record.extra)) == ("2025-01-05", "updated", {"submitted": "2025-01-01"})


@pytest.mark.parametrize(
    "below",
    [
        "**Abstract**: [arXiv](https://arxiv.org/abs/2501.00001)\n\n<details>\n<summary>Abstract</summary>\nSlow.\n</details>",
        "<details>\n  <summary>English abstract</summary>\nSlow.\n\n</details>",
        "<details>\n<summary><b>Abstract</b></summary>\nSlow.\n</details>",
    ],
)
def test_the_abstract_is_what_is_folded_and_no_link(below: str) -> None:
    assert entry(f"\n{below}").abstract == {"en": "Slow."}


def test_a_field_may_begin_right_below_the_fold() -> None:
    record = entry("\n<details>\n  <summary>Details</summary>\nShell: none\n\nMethod: A ruler.\n\n</details>")
    assert notes(record) == [(None, "Shell", "none"), ("method", "Method", "A ruler.")]


def test_front_matter_is_furniture_and_may_tell_the_day() -> None:
    digest = read_text("---\ntitle: Snails\ndate: 2025-01-02\n---\n\n" + DAILY)
    assert (digest.date, digest.date_origin) == ("2025-01-02", "content")
    assert [block.kind for block in digest.blocks if block.kind == "unread"] == []


def test_what_follows_the_fold_is_read_too() -> None:
    below = """
Main category: cs.AI

<details>
  <summary>Details</summary>
Abstract: Slow.

</details>

[**[PDF]**](https://arxiv.org/pdf/2501.00001) | **Categories:** cs.AI, cs.CV

Seen twice.

---
"""
    record = entry(below)
    assert (record.abstract, record.categories) == ({"en": "Slow."}, ("cs.AI", "cs.CV"))
    assert dict(record.extra) == {"link": "https://arxiv.org/pdf/2501.00001", "text": "Seen twice."}


def test_a_title_may_go_on_in_the_next_line() -> None:
    text = f"""{DAILY}
### [3] [Slow Snails in
  the Wild](https://arxiv.org/abs/2501.90003v2)
*Uwe Ahorn*

Main category: cs.DC
"""
    record = read_text(text).records[-1]
    assert (record.id, record.version, record.title) == ("2501.90003", 2, {"en": "Slow Snails in the Wild"})
    assert (record.authors, record.categories) == (("Uwe Ahorn",), ("cs.DC",))


def test_what_was_published_where_is_read() -> None:
    below = "\nComments: 9 pages\n\nJournal reference: J. Snail 1\n\nDOI: [10.1/s](https://doi.org/10.1/s)\n"
    record = entry(below)
    assert (record.comments, record.journal_ref, record.doi) == ("9 pages", "J. Snail 1", "10.1/s")


def test_dots_may_part_fields_too() -> None:
    record = entry("\n方向：蜗牛 · 相关性：高\n")
    assert (dict(record.extra), notes(record)) == ({"topic": "蜗牛"}, [("relevance", "相关性", "高")])


def test_a_table_may_hold_the_fields() -> None:
    record = whole_entry(
        "| 项目 | 内容 |\n|---|---|\n| **作者** | Ada Quill, Bo Ek |\n| 机构 | Here |\n| Weather | dry |\n\n"
        "TL;DR: 灯笼。"
    )
    assert (record.authors, record.extra) == (("Ada Quill", "Bo Ek"), {"affiliation": "Here"})
    assert [(note.field, note.label, note.text) for note in record.notes] == [
        (None, "Weather", "dry"),
        ("tldr", "TL;DR", "灯笼。"),
    ]


def test_a_table_within_a_field_is_its_text() -> None:
    record = entry("Result: As the table says:\n\n| Method | Light |\n|---|---|\n| Oil | 3 |")
    assert [note.text for note in record.notes] == ["As the table says:\n\n| Method | Light |\n|---|---|\n| Oil | 3 |"]


def test_a_chinese_sentence_below_the_heading_is_no_title() -> None:
    record = entry("本文提出了一种新的灯笼，夜里很亮。")
    assert ("zh" in record.title, record.extra["text"]) == (False, "本文提出了一种新的灯笼，夜里很亮。")


def test_a_labelled_field_in_italics_is_no_line_of_authors() -> None:
    record = whole_entry("*Comments: 4 pages*\n")
    assert (record.comments, record.authors) == ("4 pages", None)


def test_a_heading_in_brackets_is_not_joined_with_a_link_below_it() -> None:
    text = "### [cs.DC] papers\n[Lanterns](https://arxiv.org/abs/2511.04001)\n"
    assert read_text(text, format="daily-markdown").records == []


def test_a_name_in_the_contents_counts_the_entries_below_its_heading_with_a_category() -> None:
    text = (
        "# Daily ArXiv 2025-06-01\n\n- [Nets (1)](#a)\n- [cs.CR (2)](#b)\n\n"
        "## Nets [cs.NI]\n### [1] [A](https://arxiv.org/abs/2511.04001)\n*Ann Lee*\n\nTL;DR: a\n\n"
        "## cs.CR [cs.CR]\n### [1] [B](https://arxiv.org/abs/2511.04002)\n*Ann Lee*\n\nTL;DR: b\n"
    )
    digest = read_text(text, format="daily-markdown")
    assert dict(digest.declared) == {"Nets": 1, "cs.CR": 2}
    assert [item.message for item in digest.diagnostics if item.code == "digest.total-differs"] == [
        "The source declares 2 entries for cs.CR, but 1 were found."
    ]
