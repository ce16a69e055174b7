"""Which language a text is in, as far as digests need it: Chinese, Japanese, Korean, German, English.

By the script, and between German and English by small words and umlauts. No model, no dictionary: the texts are
fields whose language is one of a few, and a wrong guess costs a label.
"""

from __future__ import annotations

import re

_SAMPLE = 240
"""Characters looked at: a field does not change its language."""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9d]+")
_HANGUL = re.compile("[\uac00-\ud7af\u1100-\u11ff\u3131-\u318e]+")
_WORD = re.compile("[A-Za-z\u00c0-\u024f]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GERMAN = _words(
    "der die das und ist nicht für mit ein eine einer eines von zu zur zum auf des dem den im wird werden durch bei"
    " über als auch sich sind aus oder wie"
)
_ENGLISH = _words(
    "the of and in to is for with that this we on by are as from an which using it be can our their a via how"
)


def language(text: str) -> str | None:
    """Return the BCP 47 language of a text: ``zh``, ``ja``, ``ko``, ``de`` or ``en``; None when it has no words.

    A text in an Asian script may be full of English terms: it is English only when those outnumber its characters.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    if not sample.isascii():
        asian = _asian(sample, len(words))
        if asian is not None:
            return asian
    if not words:
        return None
    return "de" if _is_german({word.lower() for word in words}) else "en"


def _asian(sample: str, words: int) -> str | None:
    han, kana, hangul = (sum(map(len, script.findall(sample))) for script in (_HAN, _KANA, _HANGUL))
    if han + kana + hangul < max(1, words * 0.6):
        return None
    if hangul > han + kana:
        return "ko"
    return "ja" if kana * 10 > han else "zh"


def _is_german(words: set[str]) -> bool:
    german = len(words & _GERMAN)
    if german == 0:
        return False
    umlauts = sum(not word.isascii() and any(letter in "äöüß" for letter in word) for word in words)
    return german + umlauts > len(words & _ENGLISH)
