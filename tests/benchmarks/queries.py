"""Queries as people type them, each with the paper that is meant: made from papers, knowing nothing of any index.

`generate` draws papers and types what somebody would who remembers them: with a slip of the finger, a wrong first
letter, an umlaut that the keyboard lacks, three words of the title, a name and a word, a piece of a Chinese title, its
sound. Whether a query identifies its paper is counted in the texts themselves: at most ten of them hold the words that
were meant. The same papers and seed give the same queries. What an engine makes of them is `bench_quality`.
"""

from __future__ import annotations

import json
import lzma
import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "papers-80k.jsonl.xz"
"""The real papers, beside the repository where they are at hand."""
FEW = 10
"""So many papers at most may hold what was meant, for a query to identify its paper."""

_QWERTY = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_QWERTZ = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")
_CJK = "\u3400-\u4dbf\u4e00-\u9fff"
_PIECE = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_CHINESE = re.compile(rf"[{_CJK}]{{4,}}")
_SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
# Words that nobody remembers a paper by.
_COMMON = frozenset(
    """about across against approach based before beyond data deep does from have into language large learning method
    methods model models more network networks neural novel over system systems than that their through toward towards
    under using very what when where which while with within without aus beim dass eine einem einen einer eines durch
    für lernen modell modelle modellen oder sind sprachmodelle über und unter von wird""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What somebody may remember of a paper.

    Attributes:
        key: Its number where it is looked for.
        id: Its id.
        titles: Language to title: ``en``, ``zh``, ``de``.
        authors: The names.
    """

    key: int
    id: str
    titles: Mapping[str, str]
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types, and what is meant.

    Attributes:
        kind: How it was made, a key of `KINDS`.
        text: What is typed.
        meant: Key of the paper.
        words: What would have been typed without any slip.
        identifies: Whether at most `FEW` papers hold all these words.
        taken: Whether more than `FEW` papers hold what is typed, slips and all: then it says something else.
    """

    kind: str
    text: str
    meant: int
    words: tuple[str, ...]
    identifies: bool
    taken: bool


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A query before the papers were counted that hold it.

    Attributes:
        words: What was meant.
        typed: What is typed.
        where: In which texts both are counted: ``text``, ``inside`` (anywhere in a word), ``sound``, ``initials``.
    """

    words: tuple[str, ...]
    typed: tuple[str, ...]
    where: str = "text"


def real_papers(file: Path = CORPUS) -> list[Paper]:
    """Return the real papers of a file in its order, with their place as key; none where there is no such file."""
    if not file.exists():
        return []
    papers = []
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for key, line in enumerate(filter(str.strip, lines)):
            each = json.loads(line)
            titles = {
                lang: " ".join(each[name].split()) for lang, name in (("en", "title"), ("zh", "zh"), ("de", "de"))
            }
            titles = {lang: title for lang, title in titles.items() if title}
            papers.append(Paper(key, each["id"], titles, tuple(each["authors"])))
    return papers


# Texts to count in


def plain(text: str) -> str:
    """Return a text in lower case, without accents, one space between words and around each Chinese run."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_PIECE.findall("".join(each for each in decomposed if not unicodedata.combining(each))))


@dataclass(slots=True)
class Texts:
    """The texts of all papers, to count who holds some words. Slow and certain: every text is looked through."""

    papers: Sequence[Paper]
    _lines: dict[str, tuple[list[str], str, list[int]]] = field(default_factory=dict)

    def holding(self, words: Iterable[str], where: str, most: int) -> int:
        """Return how many papers hold all words, at most ``most``."""
        lines, whole, starts = self._texts(where)
        needles = [needle for word in words for needle in _needles(word, where)]
        rarest = max(needles, key=len)
        others = [each for each in needles if each is not rarest]
        found, at = 0, whole.find(rarest)
        row = 0
        while at >= 0 and found < most:
            row = _row(starts, at, row)
            found += all(each in lines[row] for each in others)
            at = whole.find(rarest, starts[row + 1])
        return found

    def _texts(self, where: str) -> tuple[list[str], str, list[int]]:
        name = "text" if where == "inside" else where
        if name not in self._lines:
            lines = [f" {_READERS[name](paper)}\n" for paper in self.papers]
            starts = [0]
            for line in lines:
                starts.append(starts[-1] + len(line))
            self._lines[name] = lines, "".join(lines), starts
        return self._lines[name]


def _row(starts: list[int], at: int, low: int) -> int:
    high = len(starts) - 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if starts[middle] <= at else (low, middle)
    return low


def _needles(word: str, where: str) -> list[str]:
    """Return what a text must hold of a word: it begins one, unless it is Chinese or part of a longer one."""
    if where in ("sound", "initials"):
        return [word]
    pieces = plain(word).split()
    return [piece if where == "inside" or _CHINESE_CHARACTER(piece) else f" {piece}" for piece in pieces]


_CHINESE_CHARACTER = re.compile(f"[{_CJK}]").search


def _all_text(paper: Paper) -> str:
    # Dots keep an id in one piece in neither place alike: it is counted as its two numbers.
    return plain(" ".join([*paper.titles.values(), *paper.authors, paper.id]))


@lru_cache(maxsize=30_000)
def _sound_of_character(character: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(character, errors="ignore"))


def _sound(paper: Paper) -> str:
    return "".join(map(_sound_of_character, paper.titles.get("zh", "")))


def _sound_initials(paper: Paper) -> str:
    return "".join(_sound_of_character(each)[:1] for each in paper.titles.get("zh", ""))


_READERS: dict[str, Callable[[Paper], str]] = {"text": _all_text, "sound": _sound, "initials": _sound_initials}


# Slips


def neighbours(rows: Sequence[str]) -> dict[str, str]:
    """Return key to the keys beside, above and below it on a keyboard whose rows are staggered by half a key."""
    found: dict[str, str] = {}
    for number, row in enumerate(rows):
        for place, key in enumerate(row):
            beside = row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
            above = rows[number - 1][place : place + 2] if number else ""
            below = rows[number + 1][max(place - 1, 0) : place + 1] if number + 1 < len(rows) else ""
            found[key] = beside + above + below
    return found


_KEYS = {"qwerty": neighbours(_QWERTY), "qwertz": neighbours(_QWERTZ)}


def neighbour_key(word: str, chance: random.Random, keyboard: str = "qwerty", places: slice = slice(None)) -> str:
    """Return a word with one letter hit on a key beside its own."""
    keys = _KEYS[keyboard]
    at = chance.choice([place for place in range(len(word))[places] if word[place] in keys] or [0])
    return word[:at] + chance.choice(keys.get(word[at], "e")) + word[at + 1 :]


def swapped(word: str, chance: random.Random) -> str:
    """Return a word with two letters in the wrong order."""
    at = chance.choice([place for place in range(len(word) - 1) if word[place] != word[place + 1]] or [0])
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def doubled(word: str, chance: random.Random) -> str:
    """Return a word with one letter typed twice."""
    at = chance.randrange(len(word))
    return word[: at + 1] + word[at:]


def missing(word: str, chance: random.Random) -> str:
    """Return a word with one letter left out."""
    at = chance.randrange(len(word))
    return word[:at] + word[at + 1 :]


def wrong_first(word: str, chance: random.Random) -> str:
    """Return a word that begins with a wrong letter."""
    return chance.choice([each for each in "abcdefghijklmnopqrstuvwxyz" if each != word[0]]) + word[1:]


def two_slips(word: str, chance: random.Random) -> str:
    """Return a long word with one slip in each half."""
    half = len(word) // 2
    slips = [neighbour_key, swapped, missing, doubled]
    return chance.choice(slips)(word[:half], chance) + chance.choice(slips)(word[half:], chance)


# Kinds

Draw = Callable[[Paper, random.Random], _Drawn | None]


def _words(paper: Paper, shortest: int, lang: str | None = None) -> list[str]:
    """Return the words that somebody may remember of a title, in lower case, each once."""
    title = paper.titles.get(lang or "en", "")
    if "$" in title or "\\" in title:
        return []
    found = [word for word in _PIECE.findall(title.lower()) if word.isalpha() and not _CHINESE_CHARACTER(word)]
    return list(dict.fromkeys(word for word in found if len(word) >= shortest and word not in _COMMON))


def _language(paper: Paper, chance: random.Random) -> str:
    return "de" if "de" in paper.titles and chance.random() < 0.6 else "en"


def _some(words: list[str], count: int, chance: random.Random) -> list[str]:
    return sorted(chance.sample(words, min(count, len(words))), key=words.index)


def slip(
    make: Callable[[str, random.Random], str],
    shortest: int = 4,
    lang: str | None = None,
    count: tuple[int, ...] = (1, 2, 3),
) -> Draw:
    """Return a draw of one to three words of a title, one of them with a slip."""

    def draw(paper: Paper, chance: random.Random) -> _Drawn | None:
        words = _words(paper, 4, lang or _language(paper, chance))
        able = [word for word in words if len(word) >= shortest]
        if not able:
            return None
        touched = chance.choice(able)
        others = _some([word for word in words if word != touched], chance.choice(count) - 1, chance)
        meant = sorted([touched, *others], key=words.index)
        typed = make(touched, chance)
        if typed == touched:
            return None
        return _Drawn(tuple(meant), tuple(typed if word == touched else word for word in meant))

    return draw


def without_umlauts(spell: Callable[[str], str]) -> Draw:
    """Return a draw of words or a name with an umlaut that is typed otherwise, beside one more word."""

    def draw(paper: Paper, chance: random.Random) -> _Drawn | None:
        names = [part.lower() for name in paper.authors for part in name.split() if part.isalpha() and len(part) > 3]
        words = [word for lang in ("de", "en") for word in _words(paper, 4, lang)]
        able = [word for word in [*words, *names] if any(each in _SPELLED for each in word)]
        if not able:
            return None
        touched = chance.choice(able)
        others = _some([word for word in words if word != touched and word.isascii()], 1, chance)
        return _Drawn((touched, *others), (spell(touched), *others))

    return draw


def _as_a(word: str) -> str:
    return "".join(_SPELLED.get(each, each)[:1] for each in word)


def _as_ae(word: str) -> str:
    return "".join(_SPELLED.get(each, each) for each in word)


def _three_words(paper: Paper, chance: random.Random) -> _Drawn | None:
    words = _words(paper, 4, _language(paper, chance))
    if len(words) < 3:
        return None
    found = tuple(chance.sample(words, 3))
    return _Drawn(found, found)


def _beginnings(paper: Paper, chance: random.Random) -> _Drawn | None:
    words = _words(paper, 6, _language(paper, chance))
    if len(words) < 3:
        return None
    found = tuple(word[: chance.randrange(4, len(word))] for word in _some(words, 3, chance))
    return _Drawn(found, found)


def _surname(name: str) -> str | None:
    parts = name.replace("-", " ").split()
    return parts[-1].lower() if len(parts) > 1 and parts[-1].isalpha() and len(parts[-1]) >= 2 else None


def _author_and_word(paper: Paper, chance: random.Random) -> _Drawn | None:
    surnames = [each for name in paper.authors if (each := _surname(name))]
    words = _words(paper, 5)
    if not surnames or not words:
        return None
    found = (chance.choice(surnames), chance.choice(words))
    return _Drawn(found, found)


def _author_with_slip(paper: Paper, chance: random.Random) -> _Drawn | None:
    surnames = [each for name in paper.authors if (each := _surname(name)) and len(each) >= 5]
    words = _words(paper, 5)
    if not surnames or not words:
        return None
    surname, word = chance.choice(surnames), chance.choice(words)
    typed = chance.choice([neighbour_key, swapped, missing, doubled, wrong_first])(surname, chance)
    return None if typed == surname else _Drawn((surname, word), (typed, word))


def _author_initials(paper: Paper, chance: random.Random) -> _Drawn | None:
    names = [name for name in paper.authors if _surname(name) and name[:1].isalpha()]
    words = _words(paper, 5)
    if not names or not words:
        return None
    name = chance.choice(names)
    found = (name[0].lower(), _surname(name) or "", chance.choice(words))
    return _Drawn(found, found)


def _fragments(count: int, shortest: int, longest: int) -> Draw:
    def draw(paper: Paper, chance: random.Random) -> _Drawn | None:
        runs = _CHINESE.findall(paper.titles.get("zh", ""))
        if len(runs) < count:
            return None
        found = tuple(_piece(run, chance.randint(shortest, longest), chance) for run in chance.sample(runs, count))
        return _Drawn(found, found)

    return draw


def _piece(text: str, length: int, chance: random.Random) -> str:
    at = chance.randrange(max(len(text) - length, 0) + 1)
    return text[at : at + length]


def _inside_compound(paper: Paper, chance: random.Random) -> _Drawn | None:
    words = _words(paper, 5, "de")
    compounds = [word for word in words if len(word) >= 12]
    if not compounds:
        return None
    compound = chance.choice(compounds)
    start = chance.randrange(3, len(compound) - 6)
    inner = compound[start : start + chance.randint(6, 9)]
    others = _some([word for word in words if word != compound], 1, chance)
    return _Drawn((inner, *others), (inner, *others), "inside")


def _pinyin(shortest: int, longest: int, initials: bool) -> Draw:
    def draw(paper: Paper, chance: random.Random) -> _Drawn | None:
        from pypinyin import lazy_pinyin

        runs = _CHINESE.findall(paper.titles.get("zh", ""))
        if not runs:
            return None
        # The whole run is read, because what a character sounds like depends on its neighbours.
        sounds = lazy_pinyin(chance.choice(runs), errors="ignore")
        count = chance.randint(shortest, longest)
        if len(sounds) < count:
            return None
        at = chance.randrange(len(sounds) - count + 1)
        piece = "".join(sound[:1] if initials else sound for sound in sounds[at : at + count])
        return _Drawn((piece,), (piece,), "initials" if initials else "sound")

    return draw


def _id(paper: Paper, chance: random.Random) -> _Drawn | None:
    found = chance.choice([paper.id, f"arXiv:{paper.id}", f"{paper.id}v{chance.randint(1, 3)}", paper.id[2:]])
    return _Drawn((paper.id,), (found,))


KINDS: dict[str, Draw] = {
    "neighbour key (QWERTY)": slip(neighbour_key, lang="en"),
    "neighbour key (QWERTZ)": slip(lambda word, chance: neighbour_key(word, chance, "qwertz"), lang="de"),
    "swapped letters": slip(swapped),
    "doubled letter": slip(doubled),
    "missing letter": slip(missing, shortest=5),
    "wrong first letter": slip(wrong_first),
    "two slips in a long word": slip(two_slips, shortest=9, count=(2, 3)),
    "ü as u": without_umlauts(_as_a),
    "ü as ue": without_umlauts(_as_ae),
    "three words in any order": _three_words,
    "beginnings of three words": _beginnings,
    "author and word": _author_and_word,
    "author with a slip and word": _author_with_slip,
    "initial, author and word": _author_initials,
    "Chinese, two fragments": _fragments(2, 2, 4),
    "Chinese, one fragment": _fragments(1, 5, 8),
    "inside a German compound": _inside_compound,
    "pinyin": _pinyin(3, 6, initials=False),
    "pinyin initials": _pinyin(4, 8, initials=True),
    "id": _id,
}
"""Every kind of query and how one is drawn from a paper; None where the paper has nothing to make it of."""


def generate(papers: Sequence[Paper], texts: Texts, per_kind: int = 100, seed: int = 11) -> list[Query]:
    """Return queries of every kind.

    Args:
        papers: Those that queries are drawn from.
        texts: Those of all papers that are searched, in which is counted whether a query identifies its paper.
        per_kind: So many of each kind at most; fewer where hardly any paper has what the kind needs.
        seed: Draws others.
    """
    return [query for kind in KINDS for query in _of_kind(kind, papers, texts, per_kind, seed)]


def _of_kind(kind: str, papers: Sequence[Paper], texts: Texts, per_kind: int, seed: int) -> list[Query]:
    # Each kind has its own chance, so that a new kind leaves the others as they were.
    chance = random.Random(f"{seed} {kind}")
    found: list[Query] = []
    for paper in chance.sample(papers, len(papers)):
        drawn = KINDS[kind](paper, chance)
        if drawn is None:
            continue
        meant = texts.holding(drawn.words, drawn.where, FEW + 1)
        slipped = drawn.typed != drawn.words and kind != "id"
        taken = slipped and texts.holding(drawn.typed, drawn.where, FEW + 1) > FEW
        found.append(Query(kind, " ".join(drawn.typed), paper.key, drawn.words, meant <= FEW, taken))
        if len(found) == per_kind:
            break
    return found
