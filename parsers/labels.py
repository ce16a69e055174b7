"""What the labels of AI fields mean: one table from what published digests write to one canonical name.

A new fork of a digest is one more word here. How a label is decorated (bold, quoted, in a list, a heading with an
emoji, a full-width colon) is for `bare` to take off; where a label may stand is for the parsers to know.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from parsers.lazy_pattern import lazy_pattern

LABELS: dict[str, str] = {
    "tldr": "TL;DR | TLDR | 핵심 요약 | 要約 | 核心要约 | 一句话总结 | 一句话结论 | AI概要 | 概要 | 摘要简述 | 大白话"
    " | layman | Innovation Snapshot | Summary | 总结",
    "motivation": "Motivation | 动机 | 研究动机 | 연구 배경 및 동기 | 研究问题 | Problem | Research problem | 根本问题"
    " | 動機 | 背景与痛点",
    "background": "Background | 背景 | 研究背景 | 研究背景和问题",
    "task": "Task | Task and scene | 任务",
    "data": "Data | Datasets and metrics | 数据",
    "challenges": "Challenges | Challenge | 挑战",
    "method": "Method | Methods | 方法 | 研究方法 | 主要方法 | 关键方法 | 연구 방법론 | Techniques"
    " | Model architecture | System/Method Design | Key Idea | 核心方法 | 手法 | 技术细节 | 主要方法和创新点"
    " | 使用技术",
    "contributions": "Contributions | Contribution | Key Contributions | Key innovation | 主要创新点 | 创新点"
    " | Main Theorems | 核心创新 | Innovation | 创新 | 可能的突破 | Breakthrough",
    "experiments": "Experiments | 实验 / 验证 | 实验 | 验证",
    "result": "Result | Results | 结果 | 研究结果 | 主要结果 | 关键结果 | 核心发现 | 주요 성과 및 결과 | 結果"
    " | 实验结果 | 实验结果和性能",
    "conclusion": "Conclusion | Conclusions | 结论 | 研究结论 | 결론 및 시사점 | Significance | 結論"
    " | 结论和意义 | 结论与意义",
    "limitations": "Limitations | 局限 / 后续问题 | 局限 | Future Work | 限制与不确定性",
    "related_work": "Related Work | 相关工作",
    "keywords": "Keywords | Key words | 关键词 | Tags | Matched keywords | Matched topics",
    "ai_comment": "AI_Comments | Why It Matters | 对我有什么用 | 与遥感交叉或改进方案 | Research relevance"
    " | Ranking Relevance | Ideas for my research",
    "ai_abstract": "ai_Abstract | Detailed Summary | Work summary | 完成的工作",
    "relevance": "Relevance | Relevance Score | Priority | Recommendation | Score | importance_score"
    " | Selection reason | Classification reason | Reading priority | 推荐理由 | 评分"
    " | 筛选理由 | Priority score | Priority reason | 相关性 | 阅读优先级 | 初步阅读优先级",
    "comments": "Comment | Comments | 备注",
    "read_time": "Read time",
    "category": "Main category | Category | Categories | 主要类别 | 主分类 | 主要分类 | 主类别 | 카테고리 | Catalog",
    "topic": "Direction | Subtopic | Topic | Domain | Groups | 方向",
    "source": "Source | 来源",
    "journal": "Venue | 期刊 | Journal | Journal reference | Journal-ref | Journal ref",
    "doi": "DOI",
    "affiliation": "Affiliations | Affiliation | AB Test/Industrial/Affiliation | 第一单位"
    " | Primary affiliation | 机构 | Author affiliations",
    "title_zh": "中文标题",
    "abstract_en": "Abstract | Original abstract | Abstract (英文) | 英文原始摘要 | 原始摘要 | 原文摘要 | 원문 초록"
    " | English abstract | 原始英文摘要",
    "abstract_zh": "中文摘要 | 中文摘要翻译 | 摘要 | 摘要翻译 | Abstract (中文) | Abstract (中文翻译)",
    "link": "与AI讨论 | 文章链接 | PDF | Link | 免费全文",
    "updated": "Updated",
    "submitted": "Published | 发布日期",
    "authors": "Authors | 作者",
}
"""Canonical name to the labels seen, separated by bars."""

PLACED = frozenset(("abstract_en", "abstract_zh", "affiliation", "authors", "category", "comments", "doi", "journal"))
PLACED |= {"link", "read_time", "source", "submitted", "title_zh", "topic", "updated"}
NOTE_FIELDS = frozenset(LABELS) - PLACED
"""The canonical names that are AI-made fields; `PLACED` have a place of their own in a record."""

_DECORATION = lazy_pattern(r"^[\W_]+|[^\w)）]+$|_+$")
_INSIDE = lazy_pattern(r"(.*?)\s*[(（]([^()（）]*)[)）]")


@lru_cache(maxsize=4096)
def bare(label: str) -> str:
    """Return a label without what decorates it: ``"#### 🧩 **TL;DR**:"`` is ``"TL;DR"``."""
    return _DECORATION.sub("", label).strip()


@lru_cache(maxsize=4096)
def canonical(label: str) -> str | None:
    """Return the canonical name of a label in any case and decoration, None for one that nobody has seen.

    A label in two languages, ``연구 방법론 (Method)`` or ``研究问题/Problem``, is known when either part is.
    """
    label = bare(label)
    known = _TABLE.get(_key(label))
    if known is not None:
        return known
    match = _INSIDE.fullmatch(label)
    parts = [match[1], match[2]] if match else []
    parts += label.split("/")
    for part in parts:
        known = _TABLE.get(_key(part))
        if known is not None:
            return known
    return None


def _key(label: str) -> str:
    """Fold what writers vary: case, width, spaces."""
    return unicodedata.normalize("NFKC", label).casefold().replace(" ", "")


_TABLE = {_key(label): name for name, labels in LABELS.items() for label in labels.split("|")}
