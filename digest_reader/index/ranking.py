"""The best of many papers in order, by their texts: how alike titles and names are to what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from digest_reader.index.scoring import Scorer

_WORDS_WEIGH: Final = 1.0
_NAMES_WEIGH: Final = 0.9
_ALIKE_WEIGHS: Final = 0.2
_WHOLE_WEIGHS: Final = 0.3


def by_texts(scorer: Scorer, needles: Sequence[str], numbers: NDArray[Any], words: NDArray[Any]) -> NDArray[np.int64]:
    """Return the order of some papers by how well their words, names and whole titles match."""
    from rapidfuzz import fuzz
    from rapidfuzz.process import cdist

    if not needles:
        return np.arange(len(numbers))
    titles = [scorer.lines(number, 0) for number in numbers.tolist()]
    names = [scorer.lines(number, 1) for number in numbers.tolist()]
    alike = np.maximum(
        cdist(needles, titles, scorer=fuzz.partial_ratio, dtype=np.float32),
        cdist(needles, names, scorer=fuzz.partial_ratio, dtype=np.float32) * _NAMES_WEIGH,
    ).mean(axis=0)
    whole = cdist([" ".join(needles)], titles, scorer=fuzz.partial_ratio, dtype=np.float32)[0]
    merit = words * _WORDS_WEIGH + alike * _ALIKE_WEIGHS + whole * _WHOLE_WEIGHS
    place = np.array([_place(title, needles) for title in titles])
    return np.lexsort((np.arange(len(numbers)), place, -np.round(merit, 2)))


def _place(title: str, needles: Sequence[str]) -> int:
    """Return how far into a title the needles stand, in characters; one that is not there counts as far away."""
    total = 0
    for needle in needles:
        at = title.find(needle)
        total += 10_000 if at < 0 else at - title.rfind("\n", 0, at)
    return total
