"""What labels mean, which language a text is in, and what a machine-made text is worth."""

from __future__ import annotations

import pytest

from parsers.base import Status
from parsers.labels import LABELS, NOTE_FIELDS, PLACED, bare, canonical
from parsers.language import language
from parsers.translation import is_untranslated, status


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("TL;DR", "tldr"),
        ("**TL;DR**", "tldr"),
        ("tl;dr", "tldr"),
        ("#### 🧩 TL;DR", "tldr"),
        ("- Motivation", "motivation"),
        ("> **Method**:", "method"),
        ("Key words", "keywords"),
        ("keywords", "keywords"),
        ("主要类别：", "category"),
        ("연구 방법론 (Method)", "method"),
        ("핵심 요약 (TL;DR)", "tldr"),
        ("研究问题/Problem/根本问题 (problem)", "motivation"),
        ("实验 / 验证", "experiments"),
        ("Abstract (中文)", "abstract_zh"),
        ("#### 中文摘要 (Abstract in Chinese)", "abstract_zh"),
        ("#### 📄 Abstract", "abstract_en"),
        ("AI_Comments", "ai_comment"),
        ("## 2. 核心方法", "method"),
        ("### 2.1 Method", "method"),
        ("**三、结论**", "conclusion"),
        ("3D Method", None),
        ("Weather", None),
        ("", None),
        ("***", None),
    ],
)
def test_a_label_has_one_name_however_it_is_written(label: str, name: str | None) -> None:
    assert canonical(label) == name


@pytest.mark.parametrize("name", LABELS)
def test_every_label_of_the_table_is_known(name: str) -> None:
    assert {canonical(label) for label in LABELS[name].split(" | ")} == {name}


def test_every_name_is_a_note_or_has_a_place_of_its_own() -> None:
    assert NOTE_FIELDS.isdisjoint(PLACED)
    assert set(LABELS) == NOTE_FIELDS | PLACED


def test_a_label_loses_its_decoration_and_nothing_else() -> None:
    assert [bare(text) for text in ("#### 🧩 **TL;DR**:", "_AI_Comments_", "局限 / 后续问题", "方法（简）")] == [
        "TL;DR",
        "AI_Comments",
        "局限 / 后续问题",
        "方法（简）",
    ]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("提出了一种新的方法。", "zh"),
        ("Conflict-Free Replicated Data Types (CRDTs) 在分布式系统中的一致性维护工作", "zh"),
        ("PyPI, 软件供应链", "zh"),
        ("We compare it with 人民 and others in the same setting.", "en"),
        ("新しい手法を提案する。", "ja"),
        ("새로운 방법을 제안한다.", "ko"),
        ("Wir zeigen, dass die Größe von Schlangen nicht begrenzt ist.", "de"),
        ("Verteiltes Lernen für die Sicherheit", "de"),
        ("We show that the size of queues is bounded.", "en"),
        ("Lanterns", "en"),
        ("1.5 %", None),
        ("", None),
    ],
)
def test_a_text_tells_its_language(text: str, lang: str | None) -> None:
    assert language(text) == lang


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A queue without a leader.", "ok"),
        ("无领导者的队列。", "ok"),
        ("Error rates fall by half.", "ok"),
        ("Errors are the topic of this paper.", "ok"),
        ("nan", "missing"),
        ("NaN", "missing"),
        ("Nanotubes conduct.", "ok"),
        ("N/A", "placeholder"),
        ("Summary generation failed", "placeholder"),
        ("Motivation analysis unavailable", "placeholder"),
        ("Conclusion extraction failed.", "placeholder"),
        ("暂无", "placeholder"),
        ("暂无AI摘要", "placeholder"),
        ("待补充", "placeholder"),
        ("无法生成摘要，请查看原文", "placeholder"),
        ("Unable to translate this title", "placeholder"),
        ("(summary unavailable)", "placeholder"),
        ("Skip: it is about moths", "placeholder"),
        ("Skip connections help.", "ok"),
        ("Rate limit exceeded, try again", "error"),
        ("We study rate limit policies.", "ok"),
        ("达到API配额限制，请明天再试", "error"),
        ("本文提出一种API推荐方法", "ok"),
        ("总结失败: 429", "error"),
        ("本文分析失败的案例，并提出对策", "ok"),
        ("Error", "error"),
        ("错误：AI分析失败。", "error"),
        ("Error code: 429 - {'error': {'message': 'Rate limit reached'}}", "error"),
        ("{'error': 'timeout'}", "error"),
        ("缩" * 20, "degenerate"),
        ("好的开头" + "、 " * 10 + "结尾", "degenerate"),
        ("前面" + " ) (" * 9, "degenerate"),
        ("的精准" * 8, "degenerate"),
        ("-" * 60, "ok"),
        ("1. a ......... b", "ok"),
        ("ha ha ha ha ha", "ok"),
    ],
)
def test_a_text_tells_what_it_is_worth(text: str, expected: Status) -> None:
    assert status(text) == expected


@pytest.mark.parametrize("unit", ["x", "ab", "大型超", "word", "hallo", "Zeichn", "siebenx", "achtzehn"])
@pytest.mark.parametrize("before", range(12))
def test_a_stuck_translation_is_seen_wherever_it_begins(unit: str, before: int) -> None:
    assert status("Abcdefghijklmn"[:before] + unit * (15 if len(unit) == 1 else 8)) == "degenerate"


def test_a_translation_that_is_its_original_is_none() -> None:
    assert is_untranslated("Stuck", "stuck")
    assert not is_untranslated("Fest", "Stuck")
    assert not is_untranslated("Fest", None)
