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
    " | layman | Innovation Snapshot | Summary | 总结 | 一句话 | 一句话概括 | 一句话摘要 | 一句话介绍 | 一句话要点"
    " | 一句话说明 | 一句话简介 | 一句话解读"
    " | 太长不看 | 简介 | 概述 | 核心观点 | 核心内容 | 中文总结 | AI总结 | AI摘要 | Chinese summary | One-liner"
    " | One-sentence summary | Takeaway | Takeaways | Key takeaway | Key takeaways | Zusammenfassung | 要旨"
    " | 一言でいうと | 요약 | Résumé | Resumen | Resumo",
    "motivation": "Motivation | 动机 | 研究动机 | 연구 배경 및 동기 | 研究问题 | Problem | Research problem | 根本问题"
    " | 動機 | 背景与痛点 | 问题 | 核心问题 | 目标 | 研究目的 | 研究目标 | Objective | Objectives | Goal | Purpose"
    " | Research question | Problem statement | 目的 | 동기",
    "background": "Background | 背景 | 研究背景 | 研究背景和问题 | 研究背景与动机 | Hintergrund | 배경",
    "task": "Task | Task and scene | 任务 | 任务类型",
    "data": "Data | Datasets and metrics | 数据 | 数据集 | Dataset | Datasets",
    "challenges": "Challenges | Challenge | 挑战 | 課題",
    "method": "Method | Methods | 方法 | 研究方法 | 主要方法 | 关键方法 | 연구 방법론 | Techniques"
    " | Model architecture | System/Method Design | Key Idea | 核心方法 | 手法 | 技术细节 | 主要方法和创新点"
    " | 使用技术 | 方法概述 | 方法要点 | 核心思想 | 核心思路 | 研究内容 | 技术路线 | 技术方案 | Approach | Methodology"
    " | Methode | Methodik | 提案手法 | 방법 | 방법론 | Méthode | Método",
    "contributions": "Contributions | Contribution | Key Contributions | Key innovation | 主要创新点 | 创新点"
    " | Main Theorems | 核心创新 | Innovation | 创新 | 可能的突破 | Breakthrough | 贡献 | 主要贡献 | 核心贡献"
    " | 关键贡献 | 研究贡献 | Core contribution | 创新性 | 亮点 | 核心亮点 | 新規性 | 기여",
    "experiments": "Experiments | 实验 / 验证 | 实验 | 验证 | 实验设置",
    "result": "Result | Results | 结果 | 研究结果 | 主要结果 | 关键结果 | 核心发现 | 주요 성과 및 결과 | 結果"
    " | 实验结果 | 实验结果和性能 | 实验与结果 | 实验效果 | 实验或效果 | Findings | Key findings | Key results"
    " | Ergebnis | Ergebnisse | 결과 | Résultats | Resultados",
    "conclusion": "Conclusion | Conclusions | 结论 | 研究结论 | 결론 및 시사점 | Significance | 結論 | 结论和意义"
    " | 结论与意义 | 意义 | 研究意义 | 结论与展望 | Schlussfolgerung | Schlussfolgerungen | Fazit | 결론 | Conclusión"
    " | Conclusiones | Conclusão",
    "limitations": "Limitations | 局限 / 后续问题 | 局限 | Future Work | 限制与不确定性 | 局限性 | 局限性与不足 | 不足"
    " | 不足之处 | 缺点 | 未来工作 | 未来方向 | Weaknesses | 限界 | 한계",
    "related_work": "Related Work | 相关工作",
    "keywords": "Keywords | Key words | 关键词 | Tags | Matched keywords | Matched topics | 关键字 | 标签 | 匹配关键词"
    " | 命中关键词 | Schlüsselwörter | Stichwörter | キーワード | 키워드",
    "ai_comment": "AI_Comments | Why It Matters | 对我有什么用 | 与遥感交叉或改进方案 | Research relevance"
    " | Ranking Relevance | Ideas for my research | 点评 | 锐评 | 简评 | AI点评 | AI解读 | AI comment",
    "ai_abstract": "ai_Abstract | Detailed Summary | Work summary | 完成的工作",
    "relevance": "Relevance | Relevance Score | Priority | Recommendation | Score | importance_score"
    " | Selection reason | Classification reason | Reading priority | 推荐理由 | 评分 | 筛选理由 | Priority score"
    " | Priority reason | 相关性 | 阅读优先级 | 初步阅读优先级 | 相关性评分 | 相关度 | 相关度评分 | 相关性得分"
    " | 推荐指数 | 推荐度 | 评分理由 | Relevance reason | Why relevant",
    "comments": "Comment | Comments | 备注 | 注释",
    "read_time": "Read time",
    "category": "Main category | Category | Categories | 主要类别 | 主分类 | 主要分类 | 主类别 | 카테고리 | Catalog"
    " | 分类 | 类别 | Kategorie | Kategorien | カテゴリ | Primary category",
    "topic": "Direction | Subtopic | Topic | Domain | Groups | 方向 | 领域 | 研究领域 | 研究方向 | 主题 | 分野 | 분야",
    "source": "Source | 来源",
    "journal": "Venue | 期刊 | Journal | Journal reference | Journal-ref | Journal ref | Published in | Conference"
    " | 会议 | 会议/期刊 | 期刊/会议",
    "doi": "DOI",
    "affiliation": "Affiliations | Affiliation | AB Test/Industrial/Affiliation | 第一单位 | Primary affiliation"
    " | 机构 | Author affiliations | Institution | Institutions | Organization | Organizations | 单位 | 作者单位"
    " | 研究机构 | 发布机构",
    "title_zh": "中文标题 | 中文题目 | 中文译名 | 标题翻译 | 译题 | Title_CN | Title_ZH | Chinese title",
    "abstract_en": "Abstract | Original abstract | Abstract (英文) | 英文原始摘要 | 原始摘要 | 原文摘要 | 원문 초록"
    " | English abstract | 原始英文摘要 | 英文摘要 | 论文摘要 | 초록",
    "abstract_zh": "中文摘要 | 中文摘要翻译 | 摘要 | 摘要翻译 | Abstract (中文) | Abstract (中文翻译) | 中文翻译"
    " | 翻译 | 译文 | Chinese abstract",
    "link": "与AI讨论 | 文章链接 | PDF | Link | 免费全文 | Links | 链接 | 原文 | 原文链接 | 论文链接 | 论文地址"
    " | 全文链接 | PDF链接 | リンク | 링크",
    "updated": "Updated | Last updated | Date updated | 更新时间 | 更新日期 | 最后更新 | 最新修订",
    "submitted": "Published | 发布日期 | Submitted | Submitted on | Date submitted | 发表 | 发表日期 | 发表时间"
    " | 发布时间 | 提交时间 | 提交日期 | 公开时间 | 初稿日期 | 公開日 | 게시일"
    " | Publish | Publish date | Publication date | First submission",
    "authors": "Authors | 作者 | Autoren | 著者 | 저자 | Auteurs | Autores",
}
"""Canonical name to the labels seen, separated by bars."""

PLACED = frozenset(("abstract_en", "abstract_zh", "affiliation", "authors", "category", "comments", "doi", "journal"))
PLACED |= {"link", "read_time", "source", "submitted", "title_zh", "topic", "updated"}
NOTE_FIELDS = frozenset(LABELS) - PLACED
"""The canonical names that are AI-made fields; `PLACED` have a place of their own in a record."""

_DECORATION = lazy_pattern(r"^[\W_]+|[^\w)）]+$|_+$")
_NUMBERING = lazy_pattern(
    r"(?:[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}[.、．)）]?(?=\s)|[0-9]{1,2}[.、．)）](?![0-9])"
    r"|[一二三四五六七八九十]{1,3}[、．.])\s{0,4}"
)
_INSIDE = lazy_pattern(r"(.*?)\s*[(（]([^()（）]*)[)）]")


@lru_cache(maxsize=4096)
def bare(label: str) -> str:
    """Return a label without what decorates it: ``"#### 🧩 **TL;DR**:"`` and ``"## 2. TL;DR"`` are ``"TL;DR"``."""
    label = _DECORATION.sub("", label).strip()
    number = _NUMBERING.match(label)
    return label if number is None else _DECORATION.sub("", label[number.end() :]).strip()


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
