"""Which sentence of an abstract is the claim, and where sentences end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.claim import claim_spans, sentences


def claim(text: str, lang: str | None = "en") -> str:
    return " | ".join(text[start:end] for start, end in claim_spans(text, lang))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Harbours are busy. We propose Quay, a planner. It is fast.", "We propose Quay, a planner."),
        ("This paper envisions harbours. We explore cranes.", "This paper envisions harbours."),
        ("Cranes fail. In this work, we study why. More.", "In this work, we study why."),
        ("Cranes fail. To this end, we formally develop a model. More.", "To this end, we formally develop a model."),
        ("Cranes fail. A scheme for cranes is presented. More.", "A scheme for cranes is presented."),
        ("Many were proposed by others. The study formalizes cranes.", "The study formalizes cranes."),
        ("We find that cranes fail. Here we introduce Quay.", "Here we introduce Quay."),
        ("Cranes fail. Our method lifts twice as much. Fine.", "Our method lifts twice as much."),
        ("Can we do better? Quay lifts. It is fast.", "Can we do better? Quay lifts."),
        ("Quay lifts. It is fast. It is cheap.", "Quay lifts. It is fast."),
        ("Quay lifts", "Quay lifts"),
        ("  Quay lifts.  ", "Quay lifts."),
        ("", ""),
    ],
)
def test_the_first_english_sentence_that_claims_is_the_claim(text: str, expected: str) -> None:
    assert claim(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("港口繁忙。本文设想6G是一个系统。我们探索起重机。", "本文设想6G是一个系统。"),
        ("港口繁忙。为此,我们首先提出了一种方法。效果好。", "为此,我们首先提出了一种方法。"),
        ("港口繁忙！在这项工作中，我们研究起重机。效果好。", "在这项工作中，我们研究起重机。"),
        ("先前的研究采用旧法。该论文介绍了新法。", "该论文介绍了新法。"),
        ("起重机很快。成本很低。没有别的。", "起重机很快。成本很低。"),
        ("港口" * 60 + "；我们提出了新法；效果好。", "我们提出了新法；"),
    ],
)
def test_the_first_chinese_sentence_that_claims_is_the_claim(text: str, expected: str) -> None:
    assert claim(text, "zh") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kräne fallen aus. Wir stellen Kai vor. Es hilft.", "Wir stellen Kai vor."),
        ("Kräne fallen aus. Daher schlagen wir z.B. Kai vor. Es hilft.", "Daher schlagen wir z.B. Kai vor."),
        ("Kräne fallen aus. Diese Arbeit untersucht Kräne. Gut.", "Diese Arbeit untersucht Kräne."),
        ("Am 3. Mai fielen Kräne aus. Das war teuer. Gut.", "Am 3. Mai fielen Kräne aus. Das war teuer."),
    ],
)
def test_the_first_german_sentence_that_claims_is_the_claim(text: str, expected: str) -> None:
    assert claim(text, "de") == expected


@pytest.mark.parametrize("lang", [None, "ja", "zh-Hant"])
def test_a_language_without_phrases_of_its_own_is_tried_with_all(lang: str | None) -> None:
    assert claim("港口繁忙。本文提出一种方法。", lang) == "本文提出一种方法。"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Burman et al. (2021) lift, cf. Fig. 2 and Eq. 3. It holds.", 2),
        ("It holds, e.g. for A. Crane and i.e. for all. Then it ends.", 2),
        ("It is optimal with high probability (w.h.p.). If so, fine.", 2),
        ("It gains 3.5 points on v2.1 at 9 a.m. on Monday. It holds.", 2),
        ("See the work of Dr. J. Smith vs. others. It holds!", 2),
        ("It follows Crane et al. In this paper we lift.", 2),
        ("Is it so? Yes! It is...", 3),
        ("它成立。真的！好吗？好", 4),
        ("它成立.第二句。", 2),
        ("One paragraph\n\nanother one", 2),
        ("No space after.This one starts.", 2),
    ],
)
def test_sentences_end_at_full_stops_that_are_no_abbreviations(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text(alphabet="aB .?!\n。！;；中文我们提出\"')", max_size=200), st.sampled_from(["en", "zh", "de", None]))
def test_the_claim_is_a_stretch_of_the_text_without_spaces_around_it(text: str, lang: str | None) -> None:
    spans = claim_spans(text, lang)
    assert bool(spans) == bool(text.strip())
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""


@given(st.text(alphabet="aB .?!\n。！中\"')", max_size=200))
def test_sentences_cover_everything_but_the_spaces_between_them(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "piece", ["a. ", ".", ".)", "We ", "wir ", "我们", "。", "e.g. ", "this paper ", "\n", "( ", "we simply "]
)
@pytest.mark.parametrize("lang", ["en", "zh", "de"])
def test_long_abstracts_are_searched_without_delay(piece: str, lang: str) -> None:
    began = time.process_time()
    claim_spans(piece * 20_000, lang)
    assert time.process_time() - began < 3
