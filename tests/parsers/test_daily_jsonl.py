"""Daily digests that are JSON Lines: what every key becomes, and what is done with lines that are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.daily_jsonl import DailyJsonl
from parsers.detect import HEAD
from parsers.digest import Digest, read
from parsers.source import Source
from tests.parsers.invented_daily import DAILY_DOCUMENT, DAILY_JSONL, ELSEWHERE_JSONL, FLAT_JSONL
from tests.parsers.linear import takes_linear_time

if TYPE_CHECKING:
    from parsers.base import Block, Record

SHARED = Path(__file__).resolve().parents[3] / "shared"


def blocks(text: str, name: str = "2025-11-21.jsonl") -> list[Block]:
    source = Source.from_bytes(name, text.encode("utf-8", "surrogatepass"))
    found = list(DailyJsonl().parse(source))
    assert "".join(block.raw for block in found) == source.text
    return found


def records(text: str, name: str = "2025-11-21.jsonl") -> list[Record]:
    return [block.record for block in blocks(text, name) if block.record is not None]


def paper(**keys: Any) -> Record:
    """Read one paper with these keys."""
    held = {"id": "2511.97001", "title": "Sails", "abs": "https://arxiv.org/abs/2511.97001", **keys}
    (record,) = records(json.dumps(held))
    return record


def note(field: str | None, label: str, text: str, lang: str | None = "zh", status: str = "ok") -> dict[str, Any]:
    return {"field": field, "label": label, "lang": lang, "text": text, "status": status}


@pytest.mark.parametrize("names", [["Ada Quill", "et al."], "Ada Quill, et al."])
def test_names_that_stop_are_shown_and_the_authors_unknown(names: object) -> None:
    record = paper(authors=names)
    assert (record.authors, record.extra) == (None, {"authors_shown": "Ada Quill, et al."})


def test_a_comment_beside_a_grade_of_the_novelty_is_the_models() -> None:
    record = paper(COMMENT="Matches criterion 1.", RELEVANCE=9, NOVELTY=8)
    assert (record.comments, record.extra) == (None, {"NOVELTY": 8})
    assert [item.to_json() for item in record.notes] == [
        note("ai_comment", "COMMENT", "Matches criterion 1.", "en"),
        note("relevance", "RELEVANCE", "9", None),
    ]


def test_marks_of_a_conflict_are_no_broken_lines() -> None:
    lines = [
        "<<<<<<< HEAD",
        json.dumps({"id": "2511.97001", "title": "Sails", "summary": "Wind."}),
        "=======",
        ">>>>>>> x",
    ]
    assert [block.kind for block in blocks("\n".join(lines) + "\n")] == ["text", "entry", "text", "text"]


def test_an_enhanced_entry_is_read_whole() -> None:
    assert records(DAILY_JSONL)[0].to_json() == {
        "id": "2511.04001",
        "version": None,
        "line": 1,
        "position": 0,
        "title": {"en": "Lanterns: Leaderless Queues for [Tiny] Clusters | $O(n)$ at Last"},
        "abstract": {
            "en": "Queues in small clusters need a leader, and leaders fail, says 2301.00001.\n\nA second paragraph."
        },
        "authors": ["Ada Quill", "Tomás Øye", "Max Frost, Jr."],
        "primary": "cs.DC",
        "categories": ["cs.DC", "cs.PF"],
        "section": None,
        "cross_from": None,
        "comments": "9 pages, 2 figures",
        "journal_ref": None,
        "doi": None,
        "date": None,
        "date_kind": None,
        "notes": [
            note("tldr", "tldr", "提出了一种无领导者的队列，适用于小型集群。"),
            note("motivation", "motivation", "小型集群缺少可靠的队列。"),
            note("method", "method", "1. 记录每个节点的时钟\n2. 合并两份日志"),
            note("result", "result", "Error", "en", "error"),
            note("conclusion", "conclusion", "Summary generation failed", "en", "placeholder"),
        ],
        "urls": {"abs": "https://arxiv.org/abs/2511.04001", "pdf": "https://arxiv.org/pdf/2511.04001"},
        "extra": {"classification": "68M14, 68W15"},
        "warnings": [
            {
                "code": "daily.failed-fields",
                "severity": "info",
                "line": 1,
                "message": "No usable text in: result, conclusion.",
            }
        ],
    }


def test_a_failed_model_leaves_the_paper_and_an_error() -> None:
    record = records(DAILY_JSONL)[1]
    assert (record.id, record.version, record.authors) == ("2511.04002", 3, None)
    assert [entry.to_json() for entry in record.notes] == [
        note(None, "error", "Error code: 429 - too many requests", "en", "error")
    ]
    assert record.extra == {
        "code_url": "https://example.org/sand",
        "code_stars": 3,
        "code_last_update": "2025-11-02",
    }


def test_translations_and_dates_of_another_spider_have_their_places() -> None:
    (record,) = records(FLAT_JSONL)
    assert (record.id, record.version, record.date, record.date_kind) == ("2507.06001", 2, "2025-07-24", "updated")
    assert (record.primary, record.categories) == ("cs.CR", ("cs.CR",))
    assert record.title == {"en": "Locks", "zh": "锁"}
    assert record.abstract == {"en": "Locks are opened.", "zh": "锁被打开了。"}
    assert record.origins == {"title": {"zh": "ai"}, "abstract": {"zh": "ai"}}
    assert record.comments == "4 pages, https://example.org"
    assert [entry.to_json() for entry in record.notes] == [
        note("tldr", "tldr", "锁可以打开。"),
        note("ai_abstract", "summary", "本文打开了锁。"),
        note("keywords", "keywords", "锁\n钥匙"),
        note("ai_comment", "comments", "很有意思。"),
        note(None, "importance", "4", None),
        note(None, "potential_applications", "门"),
    ]
    assert record.extra == {"comments": "4 pages, this https URL", "date": "2025-07-20"}


def test_what_is_no_arxiv_paper_is_named_by_its_link() -> None:
    (record,) = records(ELSEWHERE_JSONL)
    assert record.id == "http://example.org/s?id=1&t=(2)"
    assert record.urls == {"html": "http://example.org/s?id=1&t=(2)"}
    assert record.primary == "wechat.article"
    assert record.extra == {"topic": "news", "id": "wechat.2510.cd3a8124"}


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"id": "2511.97001v2"}, ("2511.97001", 2)),
        ({"id": "arXiv:2511.97001"}, ("2511.97001", None)),
        ({"id": "http://arxiv.org/abs/math/0601001v1"}, ("math/0601001", 1)),
        ({"id": None, "abs": None, "pdf": "https://arxiv.org/pdf/2511.97002v4"}, ("2511.97002", 4)),
        ({"id": "x", "abs": None, "url": "http://arxiv.org/abs/2511.97002"}, ("2511.97002", None)),
        ({"id": "", "abs": "", "link": "https://example.org/a"}, ("https://example.org/a", None)),
        ({"id": "j.1", "abs": None, "doi": "10.1234/ab.5"}, ("https://doi.org/10.1234/ab.5", None)),
        ({"id": 7, "abs": "https://arxiv.org/abs/2511.97001v9"}, ("2511.97001", 9)),
    ],
)
def test_a_paper_is_named_by_its_id_or_its_links(keys: dict[str, Any], expected: tuple[str, int | None]) -> None:
    record = paper(**keys)
    assert (record.id, record.version) == expected


@pytest.mark.parametrize(
    ("held", "authors"),
    [
        (["Ida Holm", "Jon Vik"], ("Ida Holm", "Jon Vik")),
        ("Ida Holm, Jon Vik", ("Ida Holm", "Jon Vik")),
        ([{"name": "Ida Holm", "affiliation": "Here"}], ("Ida Holm",)),
        ([], None),
        (None, None),
        ("", None),
        ([" "], None),
        (17, None),
    ],
)
def test_authors_come_as_a_list_as_a_line_or_not_at_all(held: Any, authors: tuple[str, ...] | None) -> None:
    assert paper(authors=held).authors == authors


@pytest.mark.parametrize(
    ("keys", "primary", "categories", "classification"),
    [
        ({"categories": ["cs.DC", "cs.PF"]}, "cs.DC", ("cs.DC", "cs.PF"), None),
        ({"categories": "cs.DC cs.PF"}, "cs.DC", ("cs.DC", "cs.PF"), None),
        ({"categories": "cs.DC, cs.PF"}, "cs.DC", ("cs.DC", "cs.PF"), None),
        ({"categories": ["cs.DC", "cs.PF"], "primary_category": "cs.PF"}, "cs.PF", ("cs.PF", "cs.DC"), None),
        ({"categories": [{"term": "cs.DC"}]}, "cs.DC", ("cs.DC",), None),
        ({"categories": ["降阶建模"], "raw_categories": ["math.OC"]}, "math.OC", ("math.OC",), "降阶建模"),
        ({"categories": []}, None, (), None),
    ],
)
def test_the_first_category_is_the_primary_one(
    keys: dict[str, Any], primary: str | None, categories: tuple[str, ...], classification: str | None
) -> None:
    record = paper(**keys)
    assert (record.primary, record.categories) == (primary, categories)
    assert record.extra.get("classification") == classification


@pytest.mark.parametrize(
    ("keys", "date", "kind", "extra"),
    [
        ({"updated": "2025-11-20"}, "2025-11-20", "updated", {}),
        ({"published": "2025-11-19T08:00:01Z"}, "2025-11-19", "submitted", {}),
        ({"date": "2025-11-18"}, "2025-11-18", None, {}),
        ({"published": "2025-11-19", "updated": "2025-11-20"}, "2025-11-20", "updated", {"published": "2025-11-19"}),
        ({"updated": "yesterday"}, None, None, {"updated": "yesterday"}),
        ({"updated": 5}, None, None, {"updated": 5}),
    ],
)
def test_a_date_says_what_it_is_of(keys: dict[str, Any], date: str | None, kind: str | None, extra: Any) -> None:
    record = paper(**keys)
    assert (record.date, record.date_kind, record.extra) == (date, kind, extra)


@pytest.mark.parametrize(
    ("fields", "notes"),
    [
        ({}, []),
        (None, []),
        ("Error", [note(None, "AI", "Error", "en", "error")]),
        (["帆需要风。"], [note(None, "AI", "帆需要风。")]),
        ({"tldr": None, "method": ""}, []),
        ({"method": ["测量", "计算"]}, [note("method", "method", "测量\n计算")]),
        ({"method": {"first": "测量", "then": 2}}, [note("method", "method", "first: 测量\nthen: 2")]),
        ({"score": 7, "novel": True}, [note("relevance", "score", "7", None), note(None, "novel", "true", "en")]),
        (
            {"research_problem": "风", "key_innovation": "帆"},
            [note("motivation", "research_problem", "风"), note("contributions", "key_innovation", "帆")],
        ),
        ({"summary": "帆。"}, [note("tldr", "summary", "帆。")]),
        ({"要約": "これは帆です。"}, [note("tldr", "要約", "これは帆です。", "ja")]),
        ({"tldr": "nan"}, [note("tldr", "tldr", "nan", "en", "missing")]),
    ],
)
def test_whatever_a_model_answered_is_notes(fields: Any, notes: list[dict[str, Any]]) -> None:
    assert [entry.to_json() for entry in paper(AI=fields).notes] == notes


def test_a_field_beside_the_paper_is_a_note_too() -> None:
    assert [entry.to_json() for entry in paper(keywords="帆, 风").notes] == [note("keywords", "keywords", "帆, 风")]


def test_unknown_keys_are_kept_whatever_they_hold() -> None:
    record = paper(
        source="arxiv",
        fulltext=[{"provider": "arXiv", "kind": "pdf"}],
        score2=0.5,
        open=False,
        nothing=None,
        empty="",
        html="https://arxiv.org/html/2511.97001",
    )
    assert record.extra == {
        "html": "https://arxiv.org/html/2511.97001",
        "source": "arxiv",
        "fulltext": [{"provider": "arXiv", "kind": "pdf"}],
        "score2": 0.5,
        "open": False,
    }


def test_keys_that_differ_only_in_case_do_not_hide_each_other() -> None:
    (record,) = records('{"id": "2511.97001", "Title": "Sails", "title": "Oars", "X y": 1, "x_y": 2}')
    assert record.title == {"en": "Sails"}
    assert record.extra == {"title": "Oars", "X y": 1, "x_y": 2}


def test_nan_is_nothing_and_infinity_stays_as_written() -> None:
    (record,) = records('{"id": "2511.97001", "title": "Sails", "a": NaN, "b": -Infinity, "c": 1e999, "d": 1.5}')
    assert record.extra == {"b": "-Infinity", "c": "1e999", "d": 1.5}
    assert json.loads(json.dumps(record.to_json(), allow_nan=False))["id"] == "2511.97001"


def test_an_integer_of_any_length_is_kept() -> None:
    (record,) = records('{"id": "2511.97001", "title": "Sails", "n": ' + "7" * 6000 + "}")
    assert record.extra == {"n": "7" * 6000}


def test_escaped_and_raw_control_characters_are_taken_out() -> None:
    (record,) = records('{"id": "2511.97001", "title": "The \\beta of \x1b[31mSails\\ud800", "k\\u202e": "v\\u200b"}')
    assert record.title == {"en": "The eta of Sails\ufffd"}
    assert record.extra == {"k": "v"}
    assert [warning.code for warning in record.warnings] == ["text.cleaned"]


def test_an_entry_without_a_title_says_so() -> None:
    (record,) = records('{"id": "2511.97001", "summary": "Sails."}')
    assert (record.title, [warning.code for warning in record.warnings]) == ({}, ["daily.no-title"])


@pytest.mark.parametrize(
    ("line", "kind", "code"),
    [
        ('{"id": "2511.97001", "title": "Sa', "unread", "daily.bad-json"),
        ("not json", "unread", "daily.bad-json"),
        ("[1, 2]", "unread", "daily.bad-json"),
        ("null", "unread", "daily.bad-json"),
        ('{"title": "Sails"}', "unread", "daily.no-paper"),
        ('{"error": "quota exceeded"}', "skipped", "daily.no-paper"),
        ('{"a":' * 100_000, "unread", "daily.bad-json"),
        ("[" * 100_000 + "]" * 100_000, "unread", "daily.bad-json"),
        ('{"id": "2511.97001", "title": "' + "x" * 5_000_000 + '"}', "unread", "daily.line-too-long"),
    ],
    ids=["cut", "text", "list", "null", "nameless", "failure", "deep objects", "deep lists", "huge"],
)
def test_a_bad_line_is_said_and_the_others_are_read(line: str, kind: str, code: str) -> None:
    good = '{"id": "2511.97002", "title": "Oars"}\n'
    found = blocks(f"{good}{line}\n{good}")
    assert [(block.line, block.kind) for block in found] == [(1, "entry"), (2, kind), (3, "entry")]
    assert [(told.code, told.line) for told in found[1].diagnostics] == [(code, 2)]


def test_what_is_nested_too_deeply_is_left_out_and_said() -> None:
    deep = "[" * 400 + '"see 2511.97009"' + "]" * 400
    text = f'{{"id": "2511.97001", "title": "Sails", "deep": {deep}, "AI": {{"method": {deep}}}}}'
    digest = read(Source.from_bytes("x.jsonl", text.encode()))
    assert [record.id for record in digest.records] == ["2511.97001"]
    assert {told.code for told in digest.diagnostics} == {"daily.too-deep", "digest.id-not-in-entry"}
    assert json.loads(json.dumps(digest.records[0].to_json())) == digest.records[0].to_json()


def test_a_field_that_is_too_long_is_cut_and_said() -> None:
    record = paper(summary="sail " * 100_000, AI={"method": "w" * 300_000}, x="y" * 300_000)
    assert max(len(text) for text in (record.abstract["en"], record.notes[0].text, record.extra["x"])) == 200_000
    assert [warning.code for warning in record.warnings].count("daily.field-too-long") == 3


def test_objects_on_one_line_are_entries_of_their_own() -> None:
    text = '{"id": "2511.97001", "title": "Sails"}{"id": "2511.97002", "title": "Oars"} {"id"\n'
    found = blocks(text)
    assert [(block.line, block.kind) for block in found] == [(1, "entry"), (1, "entry"), (1, "unread")]
    assert [record.position for record in records(text)] == [0, 1]


def test_an_id_may_come_twice() -> None:
    line = '{"id": "2511.97001", "title": "Sails"}\n'
    assert [(record.id, record.line, record.position) for record in records(line * 2)] == [
        ("2511.97001", 1, 0),
        ("2511.97001", 2, 1),
    ]


def test_blank_lines_are_text() -> None:
    line = '{"id": "2511.97001", "title": "Sails"}'
    found = blocks(f"\n \n{line}\n\n{line}\n\n")
    assert [(block.line, block.kind) for block in found] == [
        (1, "text"),
        (3, "entry"),
        (4, "text"),
        (5, "entry"),
        (6, "text"),
    ]


def test_an_array_with_a_line_an_object_is_read_as_well() -> None:
    first, second = '{"id": "2511.97001", "title": "Sails", "summary": ""}', '{"id": "2511.97002", "title": "Oars"}'
    digest = read(Source.from_bytes("x.json", f"[\n  {first},\n  {second}\n]\n".encode()))
    assert [(record.id, record.line) for record in digest.records] == [("2511.97001", 2), ("2511.97002", 3)]
    assert digest.diagnostics == []


CHINESE = '{"id": "2511.97001", "title": "Sails", "AI": {"tldr": "帆需要风，桨需要手臂。"}}\n'
ENGLISH = '{"id": "2511.97002", "title": "Oars", "AI": {"tldr": "Oars need arms, sails need the wind."}}\n'


def differences(text: str, name: str) -> list[tuple[int, str]]:
    return [
        (told.line, told.severity)
        for block in blocks(text, name)
        for told in block.diagnostics
        if told.code == "daily.language-differs"
    ]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (CHINESE, "2025-11-21_AI_enhanced_Chinese.jsonl", []),
        (ENGLISH * 2, "2025-11-21_AI_enhanced_Chinese.jsonl", [(1, "warning")]),
        (CHINESE * 3 + ENGLISH, "2025-11-21_AI_enhanced_Chinese.jsonl", [(4, "info")]),
        (CHINESE, "https://example.org/data/2025-11-21_AI_enhanced_English.jsonl", [(1, "warning")]),
        (CHINESE, "2025-11-21_AI_enhanced_Klingon.jsonl", []),
        (ENGLISH, "2025-11-21.jsonl", []),
    ],
)
def test_the_language_is_checked_against_the_file_name(text: str, name: str, expected: list[tuple[int, str]]) -> None:
    assert differences(text, name) == expected


def test_a_language_that_the_text_does_not_tell_is_taken_from_the_file_name() -> None:
    text = '{"id": "2511.97001", "title": "Sails", "AI": {"tldr": "Les voiles ont besoin des vents."}}'
    (record,) = records(text, "2025-11-21_AI_enhanced_French.jsonl")
    assert [entry.lang for entry in record.notes] == ["fr"]


def test_the_date_is_in_the_file_name() -> None:
    digest = read(Source.from_bytes("2025-11-21_AI_enhanced_Chinese.jsonl", CHINESE.encode()))
    assert (digest.format, digest.date, digest.date_origin) == ("daily-jsonl", "2025-11-21", "filename")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.sampled_from(["2511.97003"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(
    ["id", "title", "authors", "summary", "categories", "abs", "pdf", "AI", "comment", "updated", "doi", "tldr", "x"]
)


@settings(max_examples=150, deadline=None)
@given(held=st.dictionaries(KEYS, JSON, max_size=8), escaped=st.booleans())
def test_any_object_is_read_or_said_and_gives_json_again(held: dict[str, Any], escaped: bool) -> None:
    text = json.dumps({"title": "Sails", **held}, ensure_ascii=escaped)
    digest = read(Source.from_bytes("x.jsonl", text.encode("utf-8", "surrogatepass")), format="daily-jsonl")
    assert "digest.parser-failed" not in {told.code for told in digest.diagnostics}
    for record in digest.records:
        assert json.loads(json.dumps(record.to_json(), allow_nan=False)) == record.to_json()
    if "2511.97003" in text:
        told = str([record.to_json() for record in digest.records]) + str(digest.diagnostics)
        assert "2511.97003" in told


@pytest.mark.parametrize(
    "text",
    [
        "{}" * 400,
        '{"a": ' * 200 + "\n",
        "[" * 500 + "\n",
        '{"id": "2511.97001", "title": "Sails", "a": {}}\n' * 10,
        '{"A":1,"a":2}' * 40,
        '"\\ud800",' * 60,
        "\ufeff\n" * 200,
    ],
)
def test_sixteen_times_the_text_takes_linear_time(text: str) -> None:
    def work(count: int) -> None:
        read(Source.from_bytes("x.jsonl", (text * count).encode()), format="daily-jsonl")

    assert takes_linear_time(work, 20)


@pytest.mark.parametrize(
    "keys",
    [
        lambda count: {f"{'k' * 90}{number}": "v" for number in range(count)},
        lambda count: {"categories": ["cs.DC"] + [f"a{number % 10}.x" for number in range(count)]},
        lambda count: {"AI": {f"f{number}": "帆" for number in range(count)}},
        lambda count: {"authors": ["A B"] * count},
        lambda count: {"x": [[{}]] * count},
    ],
    ids=["colliding keys", "categories", "fields", "authors", "nested"],
)
def test_an_object_of_any_size_takes_linear_time(keys: Any) -> None:
    def work(count: int) -> None:
        text = json.dumps({"id": "2511.97001", "title": "Sails", **keys(count)})
        read(Source.from_bytes("x.jsonl", text.encode()), format="daily-jsonl")

    assert takes_linear_time(work, 1_000)


def read_file(path: Path) -> Digest:
    return read(Source.from_bytes(path.name, path.read_bytes()))


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the real digests are not here")
def test_both_forms_of_a_rendered_day_say_the_same() -> None:
    """A real file is rendered as its publisher renders it: both parsers give the same paper, field by field."""
    paths = sorted((SHARED / "corpus" / "daily-jsonl").glob("*_AI_enhanced_Chinese.jsonl"))
    compared = 0
    for path in paths:
        entries = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        rendered = "".join(render(number, entry) for number, entry in enumerate(entries, 1))
        markdown = read(Source.from_bytes("x.md", f"<div id=toc></div>\n\n# Table of Contents\n\n{rendered}".encode()))
        for left, right in zip(read_file(path).records, markdown.records, strict=True):
            assert said(left) == said(right)
            compared += 1
    assert compared > 1000


def render(number: int, entry: dict[str, Any]) -> str:
    labels = {"tldr": "TL;DR", "task": "Task"}
    fields = "\n\n".join(f"{labels.get(key, key.capitalize())}: {text}" for key, text in entry["AI"].items())
    names = ",".join(entry["authors"])
    return (
        f"### [{number}] [{entry['title']}]({entry['abs']})\n*{names}*\n\nMain category: {entry['categories'][0]}\n\n"
        f"<details>\n  <summary>Details</summary>\n{fields}\n\nAbstract: {entry['summary']}\n\n</details>\n\n\n"
    )


def said(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "title": record.title,
        "authors": record.authors,
        "abstract": record.abstract,
        "primary": record.primary,
        "notes": [(entry.field, entry.lang, entry.text, entry.status) for entry in record.notes],
    }


def test_a_document_may_hold_the_entries_at_any_depth() -> None:
    digest = read(Source.from_bytes("papers.json", DAILY_DOCUMENT.encode()))
    assert (digest.format, digest.date, digest.date_origin) == ("daily-jsonl", "2026-08-10", "content")
    assert [(block.kind, block.line) for block in digest.blocks] == [
        ("header", 1),
        ("entry", 7),
        ("text", 14),
        ("entry", 15),
        ("text", 15),
    ]
    assert [(record.id, record.version, record.line, record.position) for record in digest.records] == [
        ("2608.90001", 2, 7, 0),
        ("2608.90002", None, 15, 1),
    ]
    first, second = digest.records
    assert (first.title, first.abstract, first.authors) == (
        {"en": "Lanterns"},
        {"en": "Lanterns shine, says 2301.00001."},
        ("Ada Quill", "Li Mei"),
    )
    assert (dict(first.extra), first.urls) == ({"likes": {"new": 9}}, {"abs": "https://arxiv.org/abs/2608.90001"})
    assert (second.title, second.authors) == ({"en": "Oil {"}, None)
    assert [entry.to_json() for entry in second.notes] == [note("tldr", "tldr", "灯笼里的油很贵，所以夜里很暗。")]


@pytest.mark.parametrize(
    "shape", ["[{0},{1}]", "[{0},\n{1}\n]\n", '{{"cs.DC": {{"a": {0}, "b": {1}}}}}', "[\n{0},\n{1}\n]"]
)
def test_arrays_and_objects_of_entries_are_documents(shape: str) -> None:
    entries = [json.dumps({"id": f"2511.9700{n}", "title": "T", "authors": ["A B"]}) for n in (1, 2)]
    text = shape.format(*entries)
    assert [record.id for record in records(text, "x.json")] == ["2511.97001", "2511.97002"]
    assert DailyJsonl().sniff(text) >= 0.9


def test_a_document_may_name_its_category_and_hold_more_than_entries() -> None:
    entry = {
        "arxiv_id": "2511.97001v2",
        "title": "Sails",
        "titleZh": "翻译失败",
        "chinese_abstract": "风帆推动船只前行。",
        "tldr_zh": "风帆很好。",
        "authors": ["A B"],
        "pdfUrl": "https://arxiv.org/pdf/2511.97001v2",
        "published_date": "2025-11-20 17:59:59 UTC",
        "updated_date": "2025-11-21 01:00:00 UTC",
    }
    told = {"category": "cs.DC", "summary": "...", "papers": [entry], "raw": [{"arxiv_id": "1", "title": "Sails"}]}
    digest = read(Source.from_bytes("x.json", json.dumps(told, ensure_ascii=False).encode()))
    assert (digest.category, [told.code for told in digest.diagnostics]) == ("cs.DC", [])
    (record,) = digest.records
    assert (record.title, record.statuses["title"]["zh"]) == ({"en": "Sails"}, "placeholder")
    assert record.abstract == {"zh": "风帆推动船只前行。"}
    assert (record.date, record.date_kind) == ("2025-11-21", "updated")
    assert [note.to_json() for note in record.notes] == [note("tldr", "tldr_zh", "风帆很好。")]
    assert record.urls["pdf"] == "https://arxiv.org/pdf/2511.97001v2"


def test_keys_may_be_written_with_humps() -> None:
    entry = {
        "id": "math.AP:2026-07-01:2607.97001:v2",
        "arxivId": "2607.97001",
        "version": 2,
        "title": "Sails",
        "authors": ["A B"],
        "primaryCategory": "math.AP",
        "categories": ["math.AP", "math.DG"],
        "arxivUrl": "https://arxiv.org/abs/2607.97001",
        "submittedAt": "2026-06-30T13:24:20Z",
        "workSummary": "Sails move ships.",
        "priorityScore": 86,
    }
    told = {"announcementDate": "2026-07-01", "lastUpdated": "2026-09-11", "analyses": [entry]}
    digest = read(Source.from_bytes("x.json", json.dumps(told).encode()))
    assert (digest.date, digest.date_origin) == ("2026-07-01", "content")
    (record,) = digest.records
    assert (record.id, record.version, record.primary, record.categories) == (
        "2607.97001",
        2,
        "math.AP",
        ("math.AP", "math.DG"),
    )
    assert (record.date, record.date_kind) == ("2026-06-30", "submitted")
    assert [(note.field, note.text) for note in record.notes] == [
        ("ai_abstract", "Sails move ships."),
        ("relevance", "86"),
    ]
    assert record.extra == {}


@pytest.mark.parametrize("version", [0, True, "2", None, -1])
def test_a_version_that_is_none_is_kept(version: Any) -> None:
    record = paper(id="2511.97001", version=version)
    assert (record.version, record.extra) == (None, {} if version is None else {"version": version})


@pytest.mark.parametrize("cut", range(330, len(DAILY_DOCUMENT), 17))
def test_a_document_that_is_cut_loses_its_tail_alone(cut: int) -> None:
    digest = read(Source.from_bytes("x.json", DAILY_DOCUMENT[:cut].encode()), format="daily-jsonl")
    whole = ["2608.90001", "2608.90002"][: len(digest.records)]
    assert [record.id for record in digest.records] == whole
    said = " ".join(told.message for told in digest.diagnostics)
    lost = {paper for paper in ("2608.90001", "2608.90002") if paper in DAILY_DOCUMENT[:cut]} - set(whole)
    assert all(paper in said for paper in lost)


@pytest.mark.parametrize("text", ["[[toc]]\n", '{"a": 1}', '{"title": "No paper"}', "[]", "[1, 2]", '[{"title": "x"'])
def test_other_json_is_no_digest(text: str) -> None:
    assert DailyJsonl().sniff(text) == 0


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"papers_count": 2}, []),
        ({"papers_count": 3}, ["The source declares 3 entries for total, but 2 were found."]),
        ({"metadata": {"total_papers": 1}}, ["The source declares 1 entries for total, but 2 were found."]),
        ({"total": "3", "count": True, "cs.DC": {"total": 9}}, []),
    ],
)
@pytest.mark.parametrize("last", [False, True])
def test_a_document_declares_how_many_entries_it_has(told: dict[str, Any], said: list[str], last: bool) -> None:
    entries = {"papers": [{"id": f"2511.9700{n}", "title": "T", "authors": ["A B"]} for n in (1, 2)]}
    text = json.dumps({**entries, **told} if last else {**told, **entries})
    digest = read(Source.from_bytes("x.json", text.encode()))
    assert [found.message for found in digest.diagnostics if found.code == "digest.total-differs"] == said
    assert len(digest.records) == 2


@pytest.mark.parametrize(
    "piece",
    [
        '{"a": [',
        '[{"title": "x", ',
        '}}{"a": {',
        '"',
        '\\"',
        '{"a": {}}',
        '{"title": "x", "abs": 5}',
        '{"title": "x"}, ',
    ],
)
def test_looking_into_documents_takes_linear_time(piece: str) -> None:
    assert takes_linear_time(lambda size: blocks('[{"a": ' + piece * size), 4000)


def test_the_first_entry_may_have_more_names_than_is_looked_at() -> None:
    names = [f"Ada {number} Kim" for number in range(6_000)]
    ids = ["2511.90001", "2511.90002"]
    for told in ({}, {"pdf": "https://arxiv.org/pdf/2511.90001"}):
        text = "\n".join(
            json.dumps({"id": paper_id, **told, "authors": names, "title": "On it", "summary": "It."})
            for paper_id in ids
        )
        assert text.index("title") > HEAD
        found = read(Source.from_bytes("2025-11-20.jsonl", text.encode()))
        assert (found.format, [record.id for record in found.records]) == ("daily-jsonl", ids)
