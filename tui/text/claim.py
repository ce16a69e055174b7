"""Which sentence of an abstract says what the paper does: it is shown as text, the rest muted.

The first sentence that claims counts ("we propose", "this paper", 本文, "wir stellen ... vor"), or else the first that
reports ("we find", "our results"); without either, the first two sentences do. How the spans are drawn is left to the
detail pane.
"""

from __future__ import annotations

import re
from functools import cache

from parsers.lazy_pattern import lazy_pattern

Span = tuple[int, int]
"""Start and end of a stretch of text, in code points."""

_WORK = (
    r"(?:paper|work|article|study|thesis|manuscript|letter|survey|report|chapter|dissertation|note|review|essay|"
    r"tutorial|monograph|research|contribution|demo|project|investigation|analysis|position paper|case study)"
)
_ADVERBS = (
    r"(?:(?:\w+ly|also|first|then|thus|here|further|next|now|hereby|therefore|instead|both|aim to|seek to),? ){0,3}"
)
_DOING = (
    r"(?:propos|present|introduc|stud|show|develop|investigat|describ|analy[sz]|examin|explor|address|design|"
    r"demonstrat|prov|establish|giv|report|consider|evaluat|compar|survey|review|conduct|perform|formali[sz]|"
    r"formulat|deriv|devis|buil[dt]|creat|releas|extend|generali[sz]|characteri[sz]|assess|construct|determin|"
    r"solv|improv|revisit|initiat|tackl|advocat|envision|outlin|discuss|bridg|implement|apply|appli|adapt|"
    r"focus|unif|rethink|quantif|simulat|mitigat|achiev|contribut|comput|settl|resolv|answer|clos|confirm|put forward|"
    r"benchmark|collect|curat|integrat|combin|exploit|optimi[sz]|reformulat|calculat|obtain|measur|classif|refut|"
    r"disprov|deploy|augment|open-sourc|synthesi[sz]e|offer|leverag|employ|us(?:e|ed)\b|ask\b|pos(?:e|it)\b|model\b|train|"
    r"test|probe|detail|estimat|predict|sketch|produc|generat|enabl|advanc|complet|refin|reconstruct|document|"
    r"articulat|trace|map\b|identif|search for|look for|interview|systemati[sz]e)"
)
_ENGLISH_CLAIM = (
    rf"\b(?:this|the present|the current|these) (?:[\w-]+ ){{0,2}}?{_WORK}s?\b"
    r"|\b(?:our|present) (?:paper|work|article|study)\b"
    rf"|\b(?:the (?:paper|article|thesis|manuscript|study|work|survey) (?:\w+ly )?(?:also )?"
    rf"|(?:we|I|the authors?) {_ADVERBS}){_DOING}"
    r"|\b(?:is|are) (?:\w+ly )?(?:proposed|introduced|presented|investigated|described|studied|developed)\b(?! by)"
    r"|\b(?:goal|aim|objective|purpose|contribution)s? (?:of this|here) \w+"
)
_ENGLISH_REPORT = (
    r"(?<!can )(?<!do )\b(?:we|I) (?:\w+ly )?(?!(?:are|can|could|cannot|do|does|need|know|must|should|may|might|have|"
    r"had|will|would|live|want|often|see|expect|hope|believe|assume)\b)\w+"
    r"|\bour (?:[\w-]+ ){0,2}?"
    r"(?:approach|method|framework|system|algorithm|results?|findings?|model|solution|experiments)\b"
    r"|\b(?:here|herein),? "
)
_GERMAN_WORK = (
    r"(?:Arbeit|Papier|Paper|Studie|Artikel|Beitrags?|Aufsatz|Bericht|Untersuchung|Umfrage|Dissertation|Manuskript)"
)
_GERMAN_CLAIM = (
    rf"\b(?:dies|unser|vorliegend|gegenwärtig)\w{{0,2}} (?:\w+ )?{_GERMAN_WORK}\b"
    r"|\bwir\b(?=.{0,160}?\b(?:stell|präsent|schlag|führ|zeig|entwick|untersuch|analys|beweis|beschreib|erforsch|entwerf|"
    r"betracht|bewert|implement|konzentr|adress|leit|formal|geb|bieten|entwarf|evalu|charakter|erweiter|"
    r"verallgemein|lös)\w*)"
    r"|\b(?:stellen|schlagen|präsentieren|führen|zeigen|entwickeln|untersuchen|analysieren|beschreiben|beweisen|"
    r"adressieren|erforschen|betrachten|geben) wir\b"
)
_GERMAN_REPORT = r"\bwir\b|\bunsere?[rnms]? (?:Ansatz|Methode|Ergebnis|Verfahren|System|Algorithmus)"
_CHINESE_DOING = (
    "提出|研究|介绍|引入|展示|开发|设计|证明|探讨|探索|分析|考虑|调查|构建|建立|给出|描述|评估|提供|实现|推出|"
    "呈现|设想|提议|建议|解决|比较|讨论|审查|发展|制定|扩展|论证|重新|利用|采用|改进|优化|回答|概述|综述|检验|考察"
)
_CHINESE_CLAIM = (
    "本(?:文|论文|文件|研究|工作|报告|章|综述|项|篇|論文|稿)"
    "|(?:这|該|该|此)(?:篇|项|份|一)?(?:论文|文章|文件|研究|工作|综述|报告)"
    "|我们的(?:工作|论文|研究)"
    f"|(?:论文|文章)(?:{_CHINESE_DOING})"
    f"|我们[^，。；,;]{{0,12}}?(?:{_CHINESE_DOING})"
    "|提出了?一[种个]|我々は"
)
_CHINESE_REPORT = "我们|我們|提出"

_CLAIMS = {
    "en": (_ENGLISH_CLAIM, _ENGLISH_REPORT),
    "de": (_GERMAN_CLAIM, _GERMAN_REPORT),
    "zh": (_CHINESE_CLAIM, _CHINESE_REPORT),
}
"""Language to what claims, then what reports; compiled when first looked for, as the first screen needs one of six."""

_SENTENCE_END = lazy_pattern(
    r"(?P<full>[。！？](?:[”’」』）\])]*))|(?P<stop>(?<![.!?])[.!?]++[\"'”’)\]»]*+)(?=\s|$)"
    r"|(?P<half>(?<=[^\x00-\xff])[.!?](?=[^\x00-\xff]))|(?<=[a-z]{3})\.(?=[A-Z][a-z]* )|\n\s*\n"
)
_BEFORE = lazy_pattern(r"[^\s(\[\"“‘'/]*$")
_ABBREVIATIONS = (
    " eg e.g ie i.e cf vs fig figs eq eqs sec secs ref refs resp approx no nos dr prof mr mrs ms st vol pp ch thm lem"
    " def cor prop ver dept univ viz a.k.a w.r.t s.t i.i.d et bzw z.b d.h u.a vgl abb nr bspw sog ggf evtl kap tab ca"
    " usf incl excl max min est alg app tbl ed eds mt "
)
_STARTERS = lazy_pattern(
    r"\s+(?:We|This|These|The|In|Our|It|To|However|Moreover|Furthermore|Here|For|By|As|While|Although|Additionally|"
    r"Finally|Experiments?|Results?|Using|With|They|There|That|An?|On|When|If|Such|Unlike|Despite|Recent|"
    r"Wir|Die|Der|Das|Diese[rsmn]?|Im|Unsere?|Es|Ein|Eine|Um|Für|Mit|Allerdings|Darüber)\b"
)
_LOOK_BACK = 24
_LONG_SENTENCE = 90


def claim_spans(text: str, lang: str | None) -> list[Span]:
    """Return which stretches of an abstract say what the paper does.

    Args:
        text: The abstract as shown.
        lang: Its language (BCP 47); of a language without phrases of its own all are tried.

    Returns:
        One span, a whole sentence or the first two, without the spaces around it; none for a text without words.
    """
    language = (lang or "").split("-")[0].lower()
    found = sentences(text)
    small = _small(text)
    if language == "zh":
        found = [clause for sentence in found for clause in _clauses(text, *sentence)]
    languages = (language,) if language in _CLAIMS else tuple(_CLAIMS)
    for tier in (0, 1):
        patterns = [_pattern(each, tier) for each in languages]
        for start, end in found:
            if any(pattern.search(small, start, end) for pattern in patterns):
                return [(start, end)]
    return [(found[0][0], found[:2][-1][1])] if found else []


@cache
def _pattern(language: str, tier: int) -> re.Pattern[str]:
    # For small letters alone: to compile what ignores case takes three times as long, and the first screen waits.
    return re.compile(_CLAIMS[language][tier].lower())


def _small(text: str) -> str:
    """Return a text in small letters, each where it was."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(char.lower()[0] for char in text)


def _clauses(text: str, start: int, end: int) -> list[Span]:
    """Cut a sentence that runs through a whole abstract, as translations of it do, at its semicolons."""
    if end - start <= _LONG_SENTENCE:
        return [(start, end)]
    spans: list[Span] = []
    for mark in re.compile("[；;]").finditer(text, start, end):
        _append_stripped(spans, text, start, mark.end())
        start = mark.end()
    _append_stripped(spans, text, start, end)
    return spans


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text, in any of the three languages, without the spaces between them."""
    spans: list[Span] = []
    start = 0
    for mark in _SENTENCE_END.finditer(text):
        if mark["stop"] and not _ends_sentence(text, mark.start(), mark.end()):
            continue
        if mark["half"] and not _between_chinese(text, mark.start()):
            continue
        _append_stripped(spans, text, start, mark.end())
        start = mark.end()
    _append_stripped(spans, text, start, len(text))
    return spans


def _between_chinese(text: str, stop: int) -> bool:
    """Tell whether a half-width full stop at text[stop], which is neither first nor last, is one of Chinese text."""
    before, after = text[stop - 1], text[stop + 1]
    return ("\u3400" <= before <= "\u9fff" or before in "）」』”") and "\u3400" <= after <= "\u9fff"


def _append_stripped(spans: list[Span], text: str, start: int, end: int) -> None:
    part = text[start:end]
    low, high = start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
    if low < high:
        spans.append((low, high))


def _ends_sentence(text: str, stop: int, after: int) -> bool:
    """Tell whether the full stop at text[stop] ends a sentence, and not an abbreviation, an initial or a number."""
    following = text[after : after + 2].strip()
    if following.islower():
        return False
    if text[stop] != "." or text[stop : stop + 2] == "..":
        return True
    word = _BEFORE.search(text[max(0, stop - _LOOK_BACK) : stop])
    before = word[0] if word else ""
    starts = _STARTERS.match(text, after) is not None
    if f" {before.lower()} " in _ABBREVIATIONS:
        return False
    if before.lower() == "al" or "." in before.strip(".") or (len(before) == 1 and before.isupper()):
        return starts or not following
    if before.isdigit() and len(before) <= 2 and following[:1].isupper():
        return starts  # a German ordinal, a numbered list
    return True
