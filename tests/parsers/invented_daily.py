"""Small daily digests in JSON Lines and trilingual tables, with invented papers: one for every shape that is read."""

from __future__ import annotations

DAILY_JSONL = """\
{"id": "2511.04001", "categories": ["cs.DC", "cs.PF", "68M14; 68W15"], "pdf": "https://arxiv.org/pdf/2511.04001", \
"abs": "https://arxiv.org/abs/2511.04001", "authors": ["Ada Quill", "Tomás Øye", "Max Frost, Jr."], \
"title": "Lanterns: Leaderless Queues for [Tiny] Clusters |\\n  $O(n)$ at Last", "comment": "9 pages,\\n  2 figures", \
"summary": "Queues in small clusters need a leader, and leaders\\nfail, says 2301.00001.\\n  A second paragraph.", \
"AI": {"tldr": "提出了一种无领导者的队列，适用于小型集群。", "motivation": "小型集群缺少可靠的队列。", \
"method": "1. 记录每个节点的时钟\\n2. 合并两份日志", "result": "Error", "conclusion": "Summary generation failed"}}
{"id": "2511.04002", "categories": ["cs.PL"], "pdf": "https://arxiv.org/pdf/2511.04002v3", \
"abs": "https://arxiv.org/abs/2511.04002v3", "authors": [], "title": "Sandglass", "comment": null, \
"summary": "One line only.", "code_url": "https://example.org/sand", "code_stars": 3, \
"code_last_update": "2025-11-02", \
"AI": {"error": "Error code: 429 - too many requests"}}
"""

FLAT_JSONL = """\
{"id": "2507.06001v2", "title": "Locks", "authors": ["Eva Stein"], "categories": ["cs.CR"], \
"primary_category": "Subjects:       Cryptography and Security (cs.CR)", "pdf_link": null, \
"comments": "Comments:      4 pages, this https URL", "url": "http://arxiv.org/abs/2507.06001v2", \
"summary": "Locks are opened.", "comment": "4 pages, https://example.org", \
"pdf_url": "http://arxiv.org/pdf/2507.06001v2", "cate": "cs.CR", "date": "2025-07-20", "updated": "2025-07-24", \
"AI": {"title_translation": "锁", "tldr": "锁可以打开。", "translation": "锁被打开了。", "summary": "本文打开了锁。", \
"keywords": ["锁", "钥匙"], "comments": "很有意思。", "importance": 4, "potential_applications": "门"}}
"""

ELSEWHERE_JSONL = """\
{"id": "wechat.2510.cd3a8124", "categories": ["wechat.article"], "pdf": "http://example.org/s?id=1&t=(2)", \
"abs": "http://example.org/s?id=1&t=(2)", "authors": ["新闻社"], "title": "今天的<em>新闻</em>", \
"comment": "Source: WeChat", "summary": "今天有新闻。", "AI": {"tldr": "有新闻。", "topic": "news"}}
"""

TRILINGUAL_CSV = """\
,abstract,abstract-zh,authors,date,title,title-de,title-zh,url
0,"Snails are slow, ""very"" slow.",蜗牛很慢。,"Uwe Ahorn, Lotte M. Birke",2025-05-29T17:58:02Z,Slow  Snails,\
Langsame Schnecken,慢蜗牛,http://arxiv.org/abs/2505.10001v1
1,"One of two.
The other one.",,"Jan Erle, Mia Esche",2025-05-28T09:00:00Z,Either | Or,Either | or,或者 | 或者,\
http://arxiv.org/abs/2505.10002v2
2,It is stuck.,它卡住了卡住了卡住了卡住了卡住了卡住了卡住了卡住了卡住了。,Kai Linde,2025-05-28T08:00:00Z,Stuck,\
Steckt fest,卡住,http://arxiv.org/abs/2505.10003v1
3,Invalid query string,无效的查询字符串,arXiv api core,2025-06-20T16:51:42Z,Error,Fehler,错误错误错误,\
https://arxiv.org/api/errors
"""

NEWS = """\
---
title: "German News for 2025-06-01: 002"
date: 2025-06-01
layout: post
---

- [[00] Schnecke gewinnt Rennen](#article-0) | Snail wins race | 蜗牛赢得比赛
- [[01] Ein Fisch lernt lesen | A fish learns to read | 一条鱼学会阅读](#article-1)


## Article 0
### Original (de):
**Title:** Schnecke gewinnt Rennen

Nach drei Tagen im Ziel.

### Translation (en):
**Title:** Snail wins race

At the finish after three days.

---

## Article 1
### Original (de):
**Title:** Ein Fisch lernt lesen

Die Buchstaben waren nass.

---
"""

DAILY_DOCUMENT = """\
{
  "report": {"date": "2026-08-10", "title": "A Day"},
  "topics": [
    {
      "name": "lanterns",
      "papers": [
        {
          "paper_id": "arxiv:2608.90001v2",
          "title": "Lanterns",
          "summary": "Lanterns shine,\\nsays 2301.00001.",
          "authors": ["Ada Quill", "Li Mei"],
          "abstract_url": "https://arxiv.org/abs/2608.90001",
          "likes": {"new": 9}
        },
        {"arxiv_id": "2608.90002", "title": "Oil {", "authors": [], "tldr": "灯笼里的油很贵，所以夜里很暗。"}
      ]
    }
  ]
}
"""

SHAPES = {
    "daily-document": DAILY_DOCUMENT,
    "daily-jsonl": DAILY_JSONL,
    "flat-jsonl": FLAT_JSONL,
    "elsewhere-jsonl": ELSEWHERE_JSONL,
    "trilingual-csv": TRILINGUAL_CSV,
    "news": NEWS,
}
FORMATS = {
    "daily-document": "daily-jsonl",
    "daily-jsonl": "daily-jsonl",
    "flat-jsonl": "daily-jsonl",
    "elsewhere-jsonl": "daily-jsonl",
    "trilingual-csv": "trilingual-csv",
    "news": "trilingual",
}
