"""Small digests with invented papers, one for every shape that is read."""

from __future__ import annotations

from parsers.digest import Digest, read
from parsers.source import Source
from tests.parsers.invented_daily import SHAPES as DATA_SHAPES
from tests.parsers.invented_pages import PAGE_SHAPES

DAILY = """\
<div id=toc></div>

# Table of Contents

- [cs.DC](#cs.DC) [Total: 2]
- [cs.PL](#cs.PL) [Total: 1]


<div id='cs.DC'></div>

# cs.DC [[Back]](#toc)

### [1] [Lanterns: Leaderless Queues for [Tiny] Clusters | $O(n)$ at Last](https://arxiv.org/abs/2511.04001)
*Ada Quill,Tomás Øye,Li Mei*

Main category: cs.DC

TL;DR: 提出了一种无领导者的队列，适用于小型集群。


<details>
  <summary>Details</summary>
Motivation: 小型集群缺少可靠的队列。

Method: 1. 记录每个节点的时钟
2. 合并两份日志
3. 丢弃重复的消息

Abstract: Queues in small clusters need a leader, and leaders
fail. We show a queue without one, after 2301.00001.
  A second paragraph says more.
Conclusion: it works.

</details>


### [2] [Sandglass](https://arxiv.org/abs/2511.04002v3)
*Bo Ek*

Main category: cs.DC

TL;DR: Summary generation failed


<details>
  <summary>Details</summary>
Motivation: Error

Abstract: One line only.

</details>


<div id='cs.PL'></div>

# cs.PL [[Back]](#toc)

### [3] [Types for Tides](https://arxiv.org/abs/2511.04003)
*Nia Roe,Max Frost, Jr.*

Main category: cs.PL

TL;DR: 潮汐的类型系统。


<details>
  <summary>Details</summary>
Motivation: 程序需要知道潮汐。

Abstract: Tides are typed.

</details>


"""

FIRST_SHAPE = """\
### [Paper Boats](https://arxiv.org/abs/2503.02001)
*Ida Holm,Jon Vik*
<details>
  <summary>Abstract</summary>
Boats of paper float
for a while.
</details>

### [Paper Planes](https://arxiv.org/abs/2503.02002)
*Ida Holm*
<details>
  <summary>Abstract</summary>
Planes of paper fly.
</details>
"""

BOLD_SHAPE = """\
<div id=toc></div>

# Table of Contents

- [cs.AI](#cs.AI) [Total: 1]

<div id='cs.AI'></div>

# cs.AI [[Back]](#toc)

### [1] [Kites](https://arxiv.org/abs/2507.03001)
*Ona Berg, Per Lund*

**主要类别:** cs.AI

**AI概要:** 风筝会飞。


<details>
  <summary>更多</summary>

**动机：** 没有人研究风筝。

**与AI讨论:** [Discuss](https://example.org/chat?q=2507.03001)

**原文摘要:** Kites fly.

</details>
"""

BULLET_SHAPE = """\
[[toc]]

## cs.CV

### [1] [Clouds](https://arxiv.org/abs/2602.04001)
*Ula Moe*

Main category: cs.CV

TL;DR: 云有形状。

- Motivation: 云很多。
- Method: 1) 看天；2) 画画。
- Result: 好看。


### [2] [Rain](https://arxiv.org/abs/2602.04002)
*Ula Moe*

Main category: cs.CV

TL;DR: 雨会下。

- Motivation: 雨也很多。
"""

QUOTE_SHAPE = """\
<div id=toc></div>

# Table of Contents

- [cs.CL](#cs.CL) [Total: 1]

<div id='cs.CL'></div>

# cs.CL [[Back]](#toc)

### [1] [Echoes](https://arxiv.org/abs/2509.05001)
*Leo Falk*

Main category: cs.CL

> 回声会回来。

<details>
  <summary>Details</summary>

**Motivation:** 山谷很安静。

**Abstract:** Echoes return.

</details>
"""

INSIGHT_SHAPE = """\
# AI-Enhanced arXiv Daily 2025-07-24

<a id='toc'></a>
## 今日总计: 1 篇论文
### 目录
- [cs.CR](#cscr) (1 篇)

---
<a id='cscr'></a>
## cs.CR

### [7] [Locks](https://arxiv.org/abs/2507.06001)
> *锁*

*Eva Stein, Udo Bach* | **Category: cs.CR, cs.PL, 68M25** | **Updated: 2025-07-24**

**Keywords:** 锁, 钥匙

**Comment:** 4 pages

> **TL;DR:** 锁可以打开。

<details>
  <summary>Details</summary>

**Motivation:** 门关着。

> **ai_Abstract:** 本文打开了锁。

> **摘要翻译:** 锁是可以打开的。

</details>

[⬆️ 返回分类顶部](#cscr) | [⬆️ 返回总目录](#toc)

---
"""

TOPIC_SHAPE = """\
# <a id="toc"></a>Table of Contents

## <a id="toc-1"></a>Moons and Rings

- [A Moon (0.61)](#2606.07001v1)

---

# Moons and Rings

## <a id="2606.07001v1"></a>[A Moon](http://arxiv.org/abs/2606.07001v1) [[back]](#toc-1)

**Relevance:** `0.61`

### Background

月亮很远。主要发现包括：
- 它是圆的。

### Summary

它发光。
"""

HEADING_LABELS = """\
<div id=toc></div>

# Table of Contents

### [1] [Sails](https://arxiv.org/abs/2510.08001)
*Kim Aas*

#### 🧩 TL;DR
帆需要风。

#### 📄 Abstract
Sails need wind.
"""

AFTER_ABSTRACT = """\
<div id=toc></div>

# Table of Contents

### [1] [Oars](https://arxiv.org/abs/2510.09001)
*Kim Aas*

Abstract: Oars need arms.

TL;DR: 桨需要手臂。

Future Work: none
"""

ELSEWHERE = """\
<div id=toc></div>

# Table of Contents

- [wechat.article](#wechat.article) [Total: 1]

<div id='wechat.article'></div>

# wechat.article [[Back]](#toc)

### [1] [今天的<em class="highlight">新闻</em>](http://example.org/s?id=1&t=(2))
*新闻社*

Main category: wechat.article

TL;DR: 有新闻。

<details>
  <summary>Details</summary>
Abstract: 今天有新闻。

</details>
"""

TRILINGUAL = """\
cs.DC @ 2025-06-01: 3
-
00 05-29 (4) Slow Snails Langsame Schnecken 慢蜗牛 2505.10001v1 -
01 05-28 (3) Either | Or Entweder | Oder 或者 | 或者 2505.10002v2 -
02 05-28 Stuck Stuck 卡住 2505.10003v1
Article 0
Title@2025-05-29 (4): Slow Snails
Title: Slow Snails | Langsame Schnecken | 慢蜗牛 2505.10001v1 |
Authors (2): Uwe Ahorn, Lotte M. Birke
Snails are slow.
蜗牛很慢。
Article 1
Title@2025-05-28 (3): Either | Or
Title: Either | Or | Entweder | Oder | 或者 | 或者 2505.10002v2 |
Authors (3): Jan Erle, Mia Esche
One of two.
nan
Article 2
Title@2025-05-28 (3): Stuck
Title: Stuck | Stuck | 卡住 2505.10003v1 |
Authors (1): Kai Linde
It is stuck.
它卡住了卡住了卡住了卡住了卡住了卡住了卡住了卡住了卡住了。
"""

TRILINGUAL_MARKDOWN = """\
---
title: "cs.DC @ 2025-06-01: 001"
date: 2025-06-01
layout: post
---

- [00](#article-0) | **05-29 (4)** | Slow   Snails | Langsame Schnecken | 慢蜗牛 | [2505.10001v1](http://arxiv.org/abs/2505.10001v1)

## Article 0
### Title@2025-05-29 (4): Slow   Snails

**Title**: Slow   Snails | Langsame Schnecken | 慢蜗牛 [2505.10001v1](http://arxiv.org/abs/2505.10001v1)

**Authors** (2): Uwe Ahorn, Lotte M. Birke

Snails are slow.

蜗牛很慢。

---
"""

TRILINGUAL_FIRST = """\
---
title: cs.DC @ 2025-06-01
date: 2025-06-01
layout: post
---

- [00](#article-0) | 2025-05-29 | Slow   Snails [Draft] | [http://arxiv.org/abs/2505.10001v1](http://arxiv.org/abs/2505.10001v1)

## Article 0
### Title@2025-05-29: Slow   Snails [Draft]
**Title**: [Slow   Snails [Draft]](http://arxiv.org/abs/2505.10001v1)

**Authors**: Uwe Ahorn, Lotte M. Birke

Snails are slow.

---

"""

API_ERROR = """\
cs.LG @ 2025-06-20: 1
-
00 06-20 (5) Error Fehler 错误错误错误 errors
Article 0
Title@2025-06-20 (5): Error
Title: Error | Fehler | 错误错误错误 errors |
Authors (1): arXiv api core
Invalid query string
无效的查询字符串
"""

LISTING = """\
Distributed, Parallel, and Cluster Computing
See recent articles
Showing new listings for Tuesday, 15 July 2025
- [1] arXiv:2507.11001 [pdf, html, other]
-
Title: Knots in the NetworkSubjects: Distributed, Parallel, and Cluster Computing (cs.DC)
Networks hold knots. Some come loose.
New submissions (showing 1 of 1 entries)
- [2] arXiv:2501.11002 (replaced) [pdf, html, other]
-
Title: Threads ReconsideredComments: 9 pagesSubjects: Distributed, Parallel, and Cluster Computing (cs.DC)
Threads are reconsidered, with care.
"""

MARKDOWN_TABLE = """\
## Updated on 2025.11.07
> Usage instructions: [here](./docs/README.md#usage)

See <a href=#queues>Queues</a>.

## Queues
|Publish Date|Title|Authors|PDF|Code|
|---|---|---|---|---|
|**2025-11-06**|**Lanterns for Queues | a Study**|Ada Quill et.al.|[2511.04101](http://arxiv.org/abs/2511.04101)|null|
|**2025-11-05**|**Sandglass**|Bo Ek|[2511.04102v2](http://arxiv.org/abs/2511.04102v2)|**[link](https://github.com/invented/sandglass)**|

<p align=right>(<a href=#updated-on-20251107>back to top</a>)</p>

## Lights
| **Title** | **Date** | **Abstract** | **Comment** |
| --- | --- | --- | --- |
| **[Lanterns for Queues](https://arxiv.org/abs/2511.04101)** | 2025-11-06 | We light queues. | 4 pages |
"""

MARKDOWN_JSON = """\
{"Lanterns": {"2511.04101": "|**2025-11-06**|**Lanterns \\u2014 a | Study**|Ada Quill et.al.\
|[2511.04101](http://arxiv.org/abs/2511.04101v2)|**[link](https://github.com/invented/lantern)**|\\n", \
"2511.04102": "|**2025-11-05**|**Oil**|Bo Ek|[2511.04102](http://arxiv.org/abs/2511.04102)|null|\\n"},
 "cs.DC": {"2511.04103": "- 2025-11-04, **Wicks at Last**, Li Mei et.al., \
Paper: [http://arxiv.org/abs/2511.04103](http://arxiv.org/abs/2511.04103)\\n"}}
"""

MARKDOWN_CITATIONS = """\
# arXiv @ 2025-11-06

- [cs.DC (2)](#csdc-2)

## cs.DC (2)

### (1/2) Lanterns (Ada Quill et al., 2025)

{{<citation>}}

Ada Quill, Bo Ek, Li Mei. (2025)
**Lanterns**

---
Primary Category: cs.DC
Categories: cs-AI, cs-DC, cs.DC
Keywords: Lantern
[Paper Link](http://arxiv.org/abs/2511.04104v1)

---

**ABSTRACT**
Lanterns light the way of messages through the night.

{{</citation>}}

### (2/2) Oil (Bo Ek, 2025)

---
| 项目 | 内容 |
|---|---|
| **作者** | Bo Ek, Li Mei |
| **arXiv** | [2511.04105](https://arxiv.org/abs/2511.04105v1) |
"""

MARKDOWN_HEADINGS = """\
# New submissions for Fri, 7 Nov 25
Some papers, chosen by words.

### Today: 2papers
#### Lanterns for Queues
 - **Authors:** Ada Quill, Tomás Øye, Jr., Li Mei
 - **Subjects:** Distributed, Parallel, and Cluster Computing (cs.DC); Performance (cs.PF)
 - **Arxiv link:** https://arxiv.org/abs/2511.04111
 - **Pdf link:** https://arxiv.org/pdf/2511.04111
 - **Abstract**
 We light queues.
- Not a field: a list within an abstract, after arXiv:2301.00001.
#### 2. Sandglass
**作者**: Bo Ek
**Link**: [arXiv](https://arxiv.org/abs/2511.04112v3)

**Mood**: calm

##### 🧩 Method
We turn it.

##### 中文摘要
我们翻转沙漏。
"""

MARKDOWN_BULLETS = """\
# 🚀 Daily lights

### Lights 💡

- **[Lanterns for Queues [Extended]](https://arxiv.org/abs/2511.04121)**  `arXiv:2511.04121`
  _Ada Quill, Tomás Øye_
  <details><summary>Abstract</summary>
  We light queues.
  </details>

Read on:
* [Sandglass](https://arxiv.org/abs/2511.04122)
  _Bo Ek, et al._

### hep-th
1. **Old Branes** [PDF](https://arxiv.org/pdf/hep-th/9901001)
"""

RULER = "-" * 78
FIRST, SECOND, LAST = "%-" * 39, "%%--" * 19, "%%%---" * 13

MAIL = rf"""Date: Tue, 4 Feb 25 01:12:13 GMT
Subject: cs daily Subj-class mailing: cs.DC

{RULER}
Send any comments regarding submissions directly to submitter.
{RULER}
Archives at http://arxiv.org/
To unsubscribe, e-mail To: cs@arXiv.org, Subject: cancel
{RULER}
 Submissions to:
Distributed, Parallel, and Cluster Computing
 received from  Fri 31 Jan 25 19:00:00 GMT  to  Mon  3 Feb 25 19:00:00 GMT
{RULER}
{RULER}
\\
arXiv:2502.00101
Date: Sat, 1 Feb 2025 08:00:01 GMT   (415kb,D)

Title: Moss: Lazy Clocks for Large Clusters, with a Title That Goes on
  to a Second Line
Authors: Ada B\"erg (1), Bruno Castell (1 and 2) and Chiara Dumont ((1) Moor
  University, (2) Fen Institute)
Categories: cs.DC cs.PF
Comments: 9 pages, see
  DOI: below
Report-no: CL-7
Journal-ref: J. Clocks 1
DOI: 10.1000/clock
License: http://creativecommons.org/licenses/by/4.0/
\\
  Clocks drift, as arXiv:2401.00007 says. We let
them.
  A second paragraph tells why.
\\ ( https://arxiv.org/abs/2502.00101 ,  416kb)
{FIRST}
{RULER}
\\
arXiv:2502.00102 (*cross-listing*)
Date: Sun, 2 Feb 2025 09:00:00 GMT   (67kb)

Title: Counting Trees
Authors: Dmitri Egorov, Jr., and the Tree Collaboration
Categories: math.CO cs.DC
\\
  Trees are counted.
\\ ( https://arxiv.org/abs/2502.00102 ,  67kb)
{SECOND}
{RULER}
\\
arXiv:2311.00103
replaced with revised version Mon, 3 Feb 2025 06:42:54 GMT   (38kb)

Title: Old Trees, New Roots
Authors: Elif Fidan
Categories: cs.DC
\\ ( https://arxiv.org/abs/2311.00103 ,  38kb)
{RULER}
\\
arXiv:2311.00104 (*cross-listing*)
replaced with revised version Mon, 3 Feb 2025 07:00:00 GMT   (39kb)

Title: Old Trees, Other Roots
Authors: Farid Ghazal
Categories: quant-ph cs.DC
\\
  Roots are others.
\\ ( https://arxiv.org/abs/2311.00104 ,  39kb)
{LAST}
"""

RECORD = rf"""{RULER}
\\
arXiv:2501.00201
From: Greta Holm <greta@example.org>
Date: Wed, 1 Jan 2025 10:00:00 GMT   (10kb)
Date (revised v2): Tue, 14 Jan 2025 11:00:00 GMT   (12kb,D)

Title: Sums of Squares
Authors: Greta Holm and Hiro Ishida
Categories: math.NT math.CO
MSC-class: 11A41
License: http://arxiv.org/licenses/nonexclusive-distrib/1.0/
\\
  Squares are summed.
\\
"""

PERSONALIZED = """\
# Personalized Daily Arxiv Papers 06/05/2025
Total relevant papers: 1

Table of contents with paper titles:

0. [Lanterns at Last](#user-content-link0)
**Authors:** Ada Quill, Bo Ek

---
## 0. [Lanterns at Last](https://arxiv.org/abs/2506.90001) <a id="link0"></a>
**ArXiv ID:** 2506.90001
**Authors:** Ada Quill, Bo Ek

**Abstract:**  Oil burns.

**Comment:** Matches criterion 1.
**Relevance:** 9
**Novelty:** 8

---
"""

FOLDS = """\
# Lamps of 2025-06-02

<details>
<summary><b>Lanterns: a Study of Oil</b></summary>

* **Authors:** Ada Quill, Bo Ek
* **Links:** [[Paper]](https://arxiv.org/abs/2506.90001) | [[Code]](https://github.com/a/b)

> **核心创新**
> 灯油。

<details>
    <summary>Abstract</summary>
    Oil burns.
</details>
</details>

---

<details>
<summary><b>More Wicks</b></summary>

* **Authors:** Bo Ek
* **Links:** [[Paper]](https://arxiv.org/abs/2506.90002)

</details>
"""

SHAPES = {
    "daily": DAILY,
    "first": FIRST_SHAPE,
    "bold": BOLD_SHAPE,
    "bullets": BULLET_SHAPE,
    "quote": QUOTE_SHAPE,
    "insight": INSIGHT_SHAPE,
    "topics": TOPIC_SHAPE,
    "headings": HEADING_LABELS,
    "after": AFTER_ABSTRACT,
    "elsewhere": ELSEWHERE,
    "trilingual": TRILINGUAL,
    "trilingual-markdown": TRILINGUAL_MARKDOWN,
    "trilingual-first": TRILINGUAL_FIRST,
    "api-error": API_ERROR,
    "listing": LISTING,
    "mail": MAIL,
    "record": RECORD,
    "list-table": MARKDOWN_TABLE,
    "list-json": MARKDOWN_JSON,
    "list-personalized": PERSONALIZED,
    "list-folds": FOLDS,
    "list-citations": MARKDOWN_CITATIONS,
    "list-headings": MARKDOWN_HEADINGS,
    "list-bullets": MARKDOWN_BULLETS,
    **DATA_SHAPES,
    **PAGE_SHAPES,
}


def read_text(text: str, name: str = "digest.md", format: str | None = None) -> Digest:  # noqa: A002
    """Read a digest given as text."""
    return read(Source.from_bytes(name, text.encode("utf-8", "surrogatepass")), format=format)
