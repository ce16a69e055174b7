"""Which papers a query means, in the order given and by relevance.

`FilterIndex` is the seam: built once for a view or a library of up to some 100,000 papers and kept in memory, it
answers each key from the vocabulary of the papers. An engine for millions can take its place behind the same
`search`. Reading a query is `digest_reader.query`, the words of one field `digest_reader.word_index`, how near a
word may be `digest_reader.closeness`, marking what was found `digest_reader.marks`. What changes with every
decision (states, lists) is asked of `Facts` and never kept.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, compress
from typing import TYPE_CHECKING, Protocol

from digest_reader.closeness import Level, initials, initials_pattern, is_short
from digest_reader.fold import CJK, WORD, compounds, fold, raw_fold, respelled, tidy, tidy_lines, unhyphenated
from digest_reader.marks import spans
from digest_reader.word_index import WordIndex

if TYPE_CHECKING:
    from digest_reader.models import State
    from digest_reader.query import Query, Span, Term
    from digest_reader.word_index import Hit

__all__ = ["Facts", "FilterIndex", "Hits", "Searchable", "spans"]

_TITLE, _AUTHOR, _ID = 3, 2, 1
_WEIGHTS = 4
_KEPT_TERMS = 32
# So many of the best papers are put in order of where in the title the match is; the rest keep the order given.
_PLACED = 2_000
_ONES = bytes(min(value, 1) for value in range(256))


@dataclass(frozen=True, slots=True)
class Searchable:
    """What the filter searches of a paper.

    Attributes:
        key: The paper's number in the library.
        id: Its id.
        titles: Language to title.
        authors: The names, None when unknown.
        categories: All categories.
    """

    key: int
    id: str
    titles: Mapping[str, str]
    authors: tuple[str, ...] | None
    categories: tuple[str, ...]


class Facts(Protocol):
    """What is asked of a paper while searching, because it changes or is too long to keep."""

    def state(self, key: int) -> State:
        """Return what was decided on a paper."""
        ...

    def lists(self, key: int) -> Collection[str]:
        """Return the names and slugs of the reading lists that hold a paper."""
        ...

    def abstracts(self, key: int) -> Mapping[str, str]:
        """Return language to abstract of a paper."""
        ...


@dataclass(frozen=True, slots=True)
class Hits:
    """The papers that a query means.

    Attributes:
        keys: In the order in which the papers were given.
        ranked: The same by relevance, best first.
        unknown: Places in the query that were not understood.
    """

    keys: tuple[int, ...]
    ranked: tuple[int, ...]
    unknown: tuple[Span, ...]


class FilterIndex:
    """Searches a fixed sequence of papers."""

    def __init__(self, papers: Iterable[Searchable], readings: Callable[[str], Iterable[str]] | None = None) -> None:
        """Index the papers.

        Args:
            papers: The papers in the order in which hits are to come.
            readings: Gives further words for a title or a name as it is written, such as its sounds.
        """
        self._papers = tuple(papers)
        self._readings = readings
        self._keys = tuple(paper.key for paper in self._papers)
        self._titles = WordIndex(lambda row: self._title_text(self._papers[row])[0])
        self._authors = WordIndex(lambda row: self._author_text(self._papers[row]))
        self._initials = _Lines()
        self._ids = _Lines()
        self._categories: dict[str, list[int]] = {}
        self._scores: dict[tuple[object, ...], bytearray | None] = {}
        self._abstracts_seen: dict[str, tuple[int, int]] = {}
        self._all = self._mask(b"\1" * len(self._papers))
        for row, paper in enumerate(self._papers):
            text, first_letters = self._title_text(paper)
            self._titles.add(text)
            self._authors.add(self._author_text(paper))
            self._initials.add(first_letters)
            self._ids.add(paper.id.lower())
            for category in dict.fromkeys(paper.categories):
                self._categories.setdefault(category.lower(), []).append(row)
        self._titles.freeze()
        self._authors.freeze()
        self._initials.freeze()
        self._ids.freeze()

    def search(self, query: Query, facts: Facts) -> Hits:
        """Return the papers that fulfil a query. Safe to call from any thread, one at a time."""
        alive = self._all
        for group in sorted(query.groups, key=_cost):
            masks = [mask for term in group if (mask := self._term_mask(term, alive, facts)) is not None]
            if masks:
                either = masks[0]
                for mask in masks[1:]:
                    either |= mask
                alive &= either
        chosen = alive.to_bytes(len(self._keys), "little")
        keys = tuple(compress(self._keys, chosen))
        return Hits(keys, self._ranked(query, list(compress(range(len(chosen)), chosen))), query.unknown)

    # Texts

    def _title_text(self, paper: Searchable) -> tuple[str, str]:
        """Return a paper's titles as the index takes them, and their initials."""
        lines, more, first_letters = [], [], []
        for title in paper.titles.values():
            raw = raw_fold(title)
            lines.append(tidy(raw))
            first_letters.append(initials(raw))
            if "\\" in title or "$" in title:
                lines.append(fold(_without_tex(title)))
            if (other := respelled(title)) is not None:
                lines.append(other)
            more.append(compounds(title))
            if self._readings:
                more += self._readings(title)
        text = "\n".join(dict.fromkeys(lines))
        further = " ".join(filter(None, more))
        return (f"{text}\n\t{further}\t" if further else text), "\n".join(first_letters)

    def _author_text(self, paper: Searchable) -> str:
        names = "\n".join(paper.authors or ())
        text = tidy_lines(raw_fold(names))
        if names.isascii():
            return text
        if (other := respelled(names)) is not None:
            text += f"\n{other}"
        if self._readings:
            text += "".join(f"\n\t{' '.join(self._readings(name))}\t" for name in paper.authors or ())
        return text

    # One term

    def _term_mask(self, term: Term, alive: int, facts: Facts) -> int | None:
        """Return the papers of which a term holds (among those alive), None for a term that says nothing yet."""
        if term.field == "cat":
            mask = self._category_mask(term.text)
        elif term.field == "is":
            state = "new" if term.text.lower() == "undecided" else term.text.lower()
            mask = self._where(alive, lambda key: facts.state(key) == state)
        elif term.field == "list":
            mask = self._where(alive, _list_test(term, facts))
        elif term.field == "abs":
            found = self._abstract_mask(term, alive, facts)
            if found is None:
                return None
            mask = found
        else:
            scores = self._term_scores(term)
            if scores is None:
                return None
            mask = self._mask(scores)
        return mask ^ self._all if term.negated else mask

    def _category_mask(self, text: str) -> int:
        """``cs`` is the whole archive, ``cs.DC`` one category; what is being typed is the beginning of one."""
        sought = text.lower().rstrip(".")
        known = [name for name in self._categories if name == sought or name.startswith(sought + ".")]
        known = known or [name for name in self._categories if name.startswith(sought)]
        return self._mask(self._marked(row for name in known for row in self._categories[name]))

    def _abstract_mask(self, term: Term, alive: int, facts: Facts) -> int | None:
        needle = fold(term.text) if term.cased else fold(term.text).lower()
        if not needle:
            return None
        at_beginnings = is_short(needle) and not term.exact
        shorter = self._abstracts_seen.get(needle[:-1])
        tested, found = self._abstracts_seen.get(needle) or (0, 0)
        if alive & ~tested:
            # Papers whose abstracts lack a shorter needle lack the longer one too.
            untested = alive & ~tested
            if shorter and not is_short(needle[:-1]):
                untested &= ~shorter[0] | shorter[1]

            def holds(key: int) -> bool:
                for abstract in facts.abstracts(key).values():
                    text = fold(abstract) if term.cased else fold(abstract).lower()
                    if f" {needle}" in f" {text}" if at_beginnings else needle in text:
                        return True
                return False

            found |= self._where(untested, holds)
            tested |= alive
            if not at_beginnings or len(self._abstracts_seen) < _KEPT_TERMS:
                self._keep_abstracts(needle, tested, found)
        return found & alive

    def _keep_abstracts(self, needle: str, tested: int, found: int) -> None:
        while len(self._abstracts_seen) >= _KEPT_TERMS:
            del self._abstracts_seen[next(iter(self._abstracts_seen))]
        self._abstracts_seen[needle] = (tested, found)

    def _term_scores(self, term: Term) -> bytearray | None:
        """Return one byte a paper, how well it has a term and 0 for not at all; None for a term without letters."""
        name = (term.text, term.field, term.exact, term.start, term.end)
        if name not in self._scores:
            while len(self._scores) >= _KEPT_TERMS:
                del self._scores[next(iter(self._scores))]
            self._scores[name] = self._find(term)
        return self._scores[name]

    def _find(self, term: Term) -> bytearray | None:
        needles = _needles(term)
        if not needles and term.field != "id":
            return None
        hits: list[tuple[int, Iterable[Sequence[int]]]] = []
        for index, weight in self._fields(term):
            found = [hit for needle in needles for hit in self._hits(index, term, needle)]
            if (compound := _compound(term)) is not None:
                found += self._hits(index, replace(term, exact=True), compound)
            hits += ((level * _WEIGHTS + weight, lists) for level, lists in found if any(lists))
        if term.field == "id" or (term.field == "any" and len(term.text) >= 4):
            hits += ((level * _WEIGHTS + _ID, lists) for level, lists in self._id_hits(term))
        if not hits and not (term.exact or term.start or term.end) and term.field != "id":
            hits = self._lenient_hits(term, needles[0])
        scores = bytearray(len(self._papers))
        # The best come last and are what stays.
        for score, lists in sorted(hits, key=lambda hit: hit[0]):
            for row in chain.from_iterable(lists):
                scores[row] = score
        return scores

    def _fields(self, term: Term) -> list[tuple[WordIndex, int]]:
        fields = []
        if term.field in ("any", "ti"):
            fields.append((self._titles, _TITLE))
        if term.field in ("any", "au"):
            fields.append((self._authors, _AUTHOR))
        return fields

    def _hits(self, index: WordIndex, term: Term, needle: str) -> Iterator[Hit]:
        """Find a needle in one field."""
        cased = needle != needle.lower()
        if term.start or term.end or " " in needle or CJK.search(needle):
            yield from index.literal(needle, cased, term.start, term.end)
            return
        yield from index.beginning(needle, cased)
        if term.exact:
            yield from index.inside(needle, cased)
        if term.exact or is_short(needle):
            return
        yield from index.inside(needle, cased)
        if index is self._titles:
            yield from self._initials_hits(needle)
        # A word of four or five letters that the papers do hold is seldom a misspelled name, and has so many
        # neighbours among names (Wang, Yang, Tang) that they would drown it.
        common = self._is_common(needle)
        if index is self._titles or not common or len(needle) > 5:
            yield from index.misspelled(needle, cased)
        if not common:
            yield from index.with_letters_left_out(needle, cased)

    def _is_common(self, needle: str) -> bool:
        holders = self._titles.holders(needle) + self._authors.holders(needle)
        return holders > len(self._papers) // 10_000

    def _initials_hits(self, needle: str) -> Iterator[Hit]:
        """Acronyms are written in capitals and their words are not: case never matters here."""
        pattern = initials_pattern(needle)
        if pattern is not None:
            row_at = self._initials.row_at
            yield Level.INITIALS, ([row_at(match.start()) for match in pattern.finditer(self._initials.blob)],)

    def _id_hits(self, term: Term) -> Iterator[Hit]:
        sought = ("\n" if term.start else "") + term.text.lower() + ("\n" if term.end else "")
        blob, row_at = self._ids.blob, self._ids.row_at
        at = blob.find(sought)
        while at >= 0:
            begin, end = at + term.start, at + len(sought) - term.end
            begins, ends = blob[begin - 1] == "\n", blob[end : end + 1] == "\n"
            level = Level.WORD if begins and ends else Level.PREFIX if begins else Level.SUBSTRING
            yield level, ((row_at(begin),),)
            at = blob.find(sought, at + 1)

    def _lenient_hits(self, term: Term, needle: str) -> list[tuple[int, Iterable[Sequence[int]]]]:
        """Find something for a term that nothing was found for: its parts, or a word begun with a typo."""
        parts = [*WORD.findall(needle), *CJK.findall(needle)] if CJK.search(needle) else needle.split()
        if CJK.search(needle) and not WORD.search(needle):
            return []
        if len(parts) == 1:
            cased = needle != needle.lower()
            return [
                (level * _WEIGHTS + weight, lists)
                for index, weight in self._fields(term)
                for level, lists in index.misspelled_beginning(needle, cased)
            ]
        both = self._all
        for part in parts:
            scores = self._term_scores(replace(term, text=part))
            both &= self._all if scores is None else self._mask(scores)
        rows = compress(range(len(self._keys)), both.to_bytes(len(self._keys), "little"))
        return [(Level.TYPOS * _WEIGHTS + _TITLE, (list(rows),))]

    # Sets of papers: one byte a paper, held as one number so that and, or and not are one operation each

    @staticmethod
    def _mask(scores: bytes | bytearray) -> int:
        return int.from_bytes(scores.translate(_ONES), "little")

    def _marked(self, rows: Iterable[int]) -> bytearray:
        marked = bytearray(len(self._keys))
        for row in rows:
            marked[row] = 1
        return marked

    def _where(self, alive: int, test: Callable[[int], bool]) -> int:
        chosen = alive.to_bytes(len(self._keys), "little")
        return self._mask(self._marked(row for row in compress(range(len(chosen)), chosen) if test(self._keys[row])))

    # Relevance

    def _ranked(self, query: Query, rows: list[int]) -> tuple[int, ...]:
        """Return the keys of some rows, the best first; equals keep their order."""
        terms = [term for term in query.terms if not term.negated and term.field in ("any", "ti", "au", "id")]
        scored = [scores for term in terms if (scores := self._term_scores(term)) is not None]
        if not scored:
            return tuple(map(self._keys.__getitem__, rows))
        if len(scored) == 1:
            rows.sort(key=scored[0].__getitem__, reverse=True)
        else:
            rows.sort(key=lambda row: sum(scores[row] for scores in scored), reverse=True)
        needles = [needle.lower() for term in terms for needle in _needles(term)[:1]]

        def placed(row: int) -> tuple[int, int]:
            return -sum(scores[row] for scores in scored), self._place(row, needles)

        rows[:_PLACED] = sorted(rows[:_PLACED], key=placed)
        return tuple(map(self._keys.__getitem__, rows))

    def _place(self, row: int, needles: list[str]) -> int:
        """Return how far into a title the needles stand, in characters; one that is in none counts as far away."""
        text, total = self._titles.text(row), 0
        for needle in needles:
            at = text.find(needle)
            total += 10_000 if at < 0 else at - text.rfind("\n", 0, at)
        return total


class _Lines:
    """One short text a paper, all of them searched as one."""

    def __init__(self) -> None:
        self.blob = ""
        self._texts: list[str] = []
        self._starts: list[int] = []

    def add(self, text: str) -> None:
        self._texts.append(text)

    def freeze(self) -> None:
        self.blob = "\n" + "\n".join(self._texts) + "\n"
        at = 1
        for text in self._texts:
            self._starts.append(at)
            at += len(text) + 1
        self._texts = []

    def row_at(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1


def _needles(term: Term) -> list[str]:
    """Return what to look for: the folded term, and with ``ae`` for its ``ä``."""
    return list(filter(None, (fold(term.text), respelled(term.text))))


def _compound(term: Term) -> str | None:
    """Return a term without the hyphens in it: ``pre-training`` is looked for as ``pretraining`` too."""
    joined = unhyphenated(term.text)
    return None if term.quoted or joined == term.text else fold(joined)


def _cost(group: tuple[Term, ...]) -> int:
    """Order groups so that what asks for each paper comes after what leaves few of them."""
    return max({"is": 1, "list": 2, "abs": 3}.get(term.field, 0) for term in group)


def _list_test(term: Term, facts: Facts) -> Callable[[int], bool]:
    sought = fold(term.text).lower()
    whole = term.quoted or term.exact

    def test(key: int) -> bool:
        names = (fold(name).lower() for name in facts.lists(key))
        return any(name == sought if whole else name.startswith(sought) for name in names)

    return test


def _without_tex(title: str) -> str:
    from digest_reader.tex import to_unicode

    return to_unicode(title)
