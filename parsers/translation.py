"""What a text made by a machine is worth: a placeholder, an error, missing, untranslated, degenerate, or fine.

The texts that stand where a field failed were collected from published digests; `status` knows them and nothing
else, so that an author's own "Error" in the middle of a sentence stays what it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from parsers.base import Status

_LONGEST_PLACEHOLDER = 80
_MISSING = frozenset(("nan", "none", "null", "undefined"))
# The first letters of all that follows: most texts are refused by them.
_PLACEHOLDER = lazy_pattern(
    r"(?=[smtrcabnfu([暂无未总摘生翻要待요])(?:"
    r"(?:summary|tl;?dr|motivation|method|result|conclusion|abstract|translation|background)s?"
    r" (?:generation|analysis|extraction|translation)? ?(?:failed|unavailable|not available)"
    r"|n/?a|not available|no (?:summary|abstract|translation)(?: available)?"
    r"|(?:failed|unable) to (?:generate|summari[sz]e|translate).*|skip(?:ped)?(?:[:：] ?.*)?|tbd|todo"
    r"|[(\[](?:summary|abstract|translation) (?:unavailable|not available|failed)[)\]]"
    r"|(?:暂无|无|未提供|总结生成失败|摘要生成失败|生成失败|翻译失败)(?: ?AI ?|中文)?(?:摘要|总结|翻译)?"
    r"|待(?:补充|翻译|生成|总结|分析)|(?:无法|未能)(?:生成|翻译|获取)(?:中文)?(?:摘要|总结|翻译).*"
    r"|要約なし|요약 없음)",
    re.IGNORECASE,
)
_ERROR = lazy_pattern(
    r"error|错误[:：]?\s*ai分析失败|ai分析失败|处理失败|analysis failed|an error occurred"
    r"|(?:ai|llm|api|gpt|模型)? ?(?:总结|摘要|翻译|分析|生成|处理|解析|请求|调用)(?:生成)?失败[:：，,(（].*"
    r"|.{0,12}api ?配额.{0,40}|.{0,40}(?:api|insufficient|exceeded?) (?:quota|rate limit)\b.*"
    r"|.{0,12}(?:quota|rate limit) (?:was |has been )?exceeded.*"
    r"|error(?: code)?: ?\d{3}\b.*|error(?: code)?: .*|\{['\"]error['\"]:.*"
    r"|.{0,60}\b(?:api|http|rate limit|request) ?error\b.*",
    re.IGNORECASE | re.DOTALL,
)
_ENDS = " \t\n.。!！*_`'\""

_UNIT = 8
_TAIL = 80
_FEWEST_REPEATS = 8
_SHORTEST_RUN = 15
_STRIDE = 11
_AROUND = _UNIT * _FEWEST_REPEATS
"""As far as the shortest part that counts of a run through a place can reach."""
_MANY = 4
_REPEATED = lazy_pattern(rf"(.{{1,{_UNIT}}}?)\1{{{_FEWEST_REPEATS - 1},}}", re.DOTALL)
_RULERS = frozenset(" .…-_=*~#|—·\n")


def status(text: str, *, translated: bool = True) -> Status:
    """Tell what a machine-made text is worth; `untranslated` needs the original, see `is_untranslated`.

    Args:
        text: The cleaned text.
        translated: Whether a translator made it, which may get stuck for a few words and go on. A language model
            that gets stuck stays it: only the end of its text is looked at.
    """
    failed = failure(text)
    if failed is not None:
        return failed
    return "degenerate" if is_degenerate(text if translated else text[-_TAIL:]) else "ok"


def failure(text: str) -> Status | None:
    """Tell what stands where a text failed: ``missing``, ``placeholder`` or ``error``; None for a text."""
    if len(text) > _LONGEST_PLACEHOLDER and text[:1] not in "eE{":
        return None
    bare = text.strip(_ENDS)
    lower = bare.lower()
    if lower in _MISSING:
        return "missing"
    if _PLACEHOLDER.fullmatch(bare):
        return "placeholder"
    # Without one of these it is no error, whatever else the expression would try.
    if (
        "error" in lower
        or "失败" in lower
        or "api配额" in lower
        or "api " in lower
        or " quota" in lower
        or "rate limit" in lower
        or lower.startswith("analy")
    ):
        return "error" if _ERROR.fullmatch(bare) else None
    return None


def is_degenerate(text: str) -> bool:
    """Tell whether the same one to eight characters stand at least eight times in a row, rulers apart.

    Machine translations get stuck like that and do not come back; no sentence says something eight times.
    """
    # The shortest runs that count have 15 characters for a unit of one, 16 for two, 24 for three, and longer units
    # make longer runs: of probes at every eleventh place one finds its four characters again inside the run, within
    # eight. Looking there alone is ten times as fast as the expression over the whole text.
    find = text.find
    looked = 0
    for start in range(0, len(text) - 4, _STRIDE):
        if find(text[start : start + 4], start + 1, start + 4 + _UNIT) > 0:
            if looked == _MANY:
                return _has_run(text)
            looked += 1
            if _has_run(text[max(0, start - _AROUND) : start + 4 + _AROUND]):
                return True
    return False


def _has_run(text: str) -> bool:
    return any(
        match.end() - match.start() >= _SHORTEST_RUN and not _RULERS.issuperset(match[1])
        for match in _REPEATED.finditer(text)
    )


def is_untranslated(text: str, original: str | None) -> bool:
    """Tell whether a translation is its original over again."""
    return original is not None and text.casefold() == original.casefold()
