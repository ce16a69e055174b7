"""Which papers a query means, in the order given and by relevance.

`Filter` joins what `digest_reader.index.scoring` finds for each term with what changes too often for an index, which is
asked of `digest_reader.filter.Facts`.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from digest_reader.closeness import is_short
from digest_reader.filter import Hits
from digest_reader.fold import CJK, fold
from digest_reader.index.codes import DIGEST, VERSION, fact_code, tag_code
from digest_reader.index.ranking import by_texts
from digest_reader.index.scoring import MOST_RARE, PLAIN, needles_of
from digest_reader.query_ranges import date_range, version_range
from digest_reader.tags import fold_tag, tags_in
from parsers.categories import begins_category

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digest_reader.filter import DigestFact, Facts
    from digest_reader.index.scoring import Scorer
    from digest_reader.index.segment import Segment
    from digest_reader.models import State
    from digest_reader.query import Query, Span, Term
    from digest_reader.watching import Watch

    Mask = NDArray[np.bool_]

_RANKED: Final = 200
"""So many of the best papers are put in order by their texts; the rest by their words alone."""
_CONFIRMED: Final = 2_000
"""So many abstracts are read to see whether a phrase is in them; beyond, its words have to do."""
_FEW: Final = 10
"""Where fewer papers have what was typed as it was typed, usual words are taken for misspelled ones too."""
_FEW_OF: Final = 10_000
"""Among so many papers one is as few as that."""
_LOOKED_AT: Final = 5_000
"""So many papers are looked at before all others, to see whether they are few."""
_SCATTERED: Final = 32
"""Where one paper in so many is found, each is placed by itself, which takes as long as to go through all."""
_RARITY_WEIGHS: Final = 3.0
_NUMBERS_BEYOND: Final = 1 << 30
_SCORED: Final = ("any", "ti", "au", "id")


class Order:
    """The papers that are searched, in the order in which hits are to come.

    Attributes:
        keys: The papers.
    """

    def __init__(self, keys: Sequence[int], by_row: bool, places: Sequence[int] | None = None) -> None:
        """Take the papers.

        Args:
            keys: The papers, each once.
            by_row: Whether the index numbers them by their place here, and not by their keys.
            places: Where each stands among the papers that whoever searches has, in order; by default as here.
        """
        self.keys = np.frombuffer(keys, np.int64) if isinstance(keys, array) and len(keys) else np.array(keys, np.int64)
        self._greatest = int(self.keys.max(initial=-1))
        self._by_row = by_row
        self._places = None if places is None else np.array(places, np.int32)
        self._rows: NDArray[np.int32] | None = None

    def numbers(self, keys: Iterable[int]) -> NDArray[np.int64]:
        """Return the index's numbers of those of some papers that are among these."""
        asked = np.fromiter(keys, np.int64)
        if not len(self.keys):
            return asked[:0]
        if not self._by_row:
            return asked
        rows = self._rows_of(self._greatest + 1)
        found = rows[asked[(asked >= 0) & (asked < len(rows))]]
        return found[found >= 0].astype(np.int64)

    def keys_of(self, numbers: NDArray[Any]) -> NDArray[np.int64]:
        """Return the keys of the index's numbers."""
        return self.keys[numbers] if self._by_row else numbers

    def rows(self, alive: Mask) -> NDArray[np.int32]:
        """Return which papers, by their places, an array of the index's numbers has."""
        if self._by_row:
            return np.flatnonzero(alive).astype(np.int32)
        if self._greatest >= len(alive):
            # Papers that the library does not have are nothing that can be found.
            alive = np.append(alive, np.zeros(self._greatest + 1 - len(alive), bool))
        if np.count_nonzero(alive) * _SCATTERED > len(self.keys):
            return np.flatnonzero(alive[self.keys]).astype(np.int32)
        found = self._rows_of(len(alive))[np.flatnonzero(alive)]
        return np.sort(found[found >= 0])

    def places(self, rows: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return where papers stand among those that whoever searches has."""
        return rows if self._places is None else self._places[rows]

    def numbers_at(self, rows: NDArray[np.int32]) -> NDArray[Any]:
        """Return the index's numbers of the papers at some places."""
        return rows if self._by_row else self.keys[rows]

    def _rows_of(self, size: int) -> NDArray[np.int32]:
        if self._rows is None or len(self._rows) < size:
            self._rows = np.full(max(size, self._greatest + 1), -1, np.int32)
            self._rows[self.keys] = np.arange(len(self.keys), dtype=np.int32)
        return self._rows


class Filter:
    """Searches some papers by an index that has them."""

    def __init__(self, scorer: Scorer, texts: Callable[[], Scorer | None], order: Order) -> None:
        """Take the index.

        Args:
            scorer: The index of titles, names and facts.
            texts: Gives the index of abstracts and notes, None when there is none yet.
            order: The papers.
        """
        self._scorer = scorer
        self._texts = texts
        self._order = order
        self._watched: dict[Watch, Mask] = {}

    def load_texts(self) -> None:
        """Get the index of abstracts and notes ready, which is otherwise made when it is first asked for."""
        self._texts()

    def search(self, query: Query, facts: Facts) -> Hits:
        """Return the papers that fulfil a query; one search at a time."""
        one = _Search(self._scorer, self._texts, self._order, facts, self._watched)
        rows, relaxed = one.rows(query, relaxed=False), False
        if _may_be_relaxed(query) and one.are_few(query, rows):
            found, rows = len(rows), one.rows(query, relaxed=True)
            relaxed = not found or len(rows) > found
        unknown = tuple(sorted({*query.doubtful, *one.unknown}))
        return Hits(
            _array("q", self._order.keys[rows]),
            _array("i", self._order.places(rows)),
            unknown,
            lambda: one.ranked(query, rows, relaxed),
            relaxed=relaxed,
        )


class _Search:
    """One search, with what it asked."""

    def __init__(
        self,
        scorer: Scorer,
        texts: Callable[[], Scorer | None],
        order: Order,
        facts: Facts,
        watched: dict[Watch, Mask],
    ) -> None:
        self._scorer = scorer
        self._texts = texts
        self._order = order
        self._facts = facts
        self._seen_watched = watched
        self.unknown: set[Span] = set()
        """The places of terms that name a category or a list that there is not: they count for nothing."""

    def rows(self, query: Query, *, relaxed: bool) -> NDArray[np.int32]:
        """Return the places of the papers that fulfil a query."""
        alive = np.ones(self._scorer.size, bool)
        for group in query.groups:
            masks = [mask for term in group if (mask := self._mask(term, relaxed)) is not None]
            if masks:
                either = masks[0]
                for mask in masks[1:]:
                    either = either | mask
                alive &= either
        return self._order.rows(alive)

    def are_few(self, query: Query, rows: NDArray[np.int32]) -> bool:
        """Return whether hardly any of some papers have the terms as they were typed, and more may be found."""
        if not len(rows):
            return True
        scored = [
            [term for term in group if term.field in _SCORED and not term.negated]
            for group in query.groups
            if all(term.field in _SCORED for term in group)
        ]
        terms = [group for group in scored if group]
        if len(terms) < 2 or not any(self._scorer.is_common(term) for group in terms for term in group):
            return False
        scored_as_typed = [
            found
            for group in terms
            if (found := [scores for term in group if (scores := self._scorer.scores(term)) is not None])
        ]
        enough, plain = min(_FEW, 1 + self._scorer.size // _FEW_OF), 0
        # Where papers are not few, the first thousands show it.
        for some in (rows[:_LOOKED_AT], rows[_LOOKED_AT:]):
            numbers = self._order.numbers_at(some)
            both = np.ones(len(numbers), bool)
            for found in scored_as_typed:
                both &= np.max([scores[numbers] for scores in found], axis=0) >= PLAIN
            plain += int(np.count_nonzero(both))
            if plain >= enough:
                return False
        return True

    # One term

    def _mask(self, term: Term, relaxed: bool) -> Mask | None:
        """Return of which papers a term holds, None for a term that says nothing yet."""
        mask: Mask | None
        asked: dict[str, Callable[[Term], Mask | None]] = {
            "is": self._state,
            "list": self._list,
            "note": self._note,
            "tag": self._tag,
            "cat": self._category,
            "lang": self._language,
            "has": self._has,
            "v": self._version,
            "date": self._date,
            "src": self._source,
            "abs": self._text,
        }
        if term.field in asked:
            mask = asked[term.field](term)
        else:
            scores = self._scorer.scores(term, relaxed and not term.negated)
            mask = None if scores is None else scores != 0
        if mask is None:
            return None
        return ~mask if term.negated else mask

    def _of(self, keys: Iterable[int]) -> Mask:
        mask = np.zeros(self._scorer.size, bool)
        numbers = self._order.numbers(keys)
        mask[numbers[numbers < len(mask)]] = True
        return mask

    def _state(self, term: Term) -> Mask:
        name = term.text.lower()
        if name in ("new", "undecided"):
            decided: tuple[State, ...] = ("saved", "later", "skipped")
            return ~self._of(key for state in decided for key in self._facts.in_state(state))
        if name in ("saved", "later", "skipped"):
            return self._of(self._facts.in_state(name))  # type: ignore[arg-type]
        if name == "watched":
            # Whom one watches may be in many papers, each of which has to be read to be sure.
            watch = self._facts.watch()
            if watch not in self._seen_watched:
                self._seen_watched.clear()
                self._seen_watched[watch] = self._watched(watch)
            return self._seen_watched[watch]
        return self._of(self._facts.in_view(name))

    def _watched(self, watch: Watch) -> Mask:
        from digest_reader.query import Span, Term

        mask = np.zeros(self._scorer.size, bool)
        for needles, name in ((watch.keyword_needles, "ti"), (watch.author_needles, "au")):
            for needle in needles:
                scores = self._scorer.scores(Term(needle, name, Span(0, 0), exact=True))  # type: ignore[arg-type]
                if scores is not None:
                    mask |= scores != 0
        keys = self._order.keys_of(np.flatnonzero(mask)).tolist()
        shown = self._facts.shown(keys)
        return self._of(key for key, (titles, authors) in shown.items() if watch.matches(titles, authors))

    def _list(self, term: Term) -> Mask | None:
        sought = fold(term.text).lower()
        whole = term.quoted or term.exact
        held = self._facts.lists()
        names = {name: fold(name).lower() for name in held}
        chosen = [name for name, said in names.items() if (said == sought if whole else said.startswith(sought))]
        if not chosen:
            self.unknown.add(term.span)
            return None
        return self._of(key for name in chosen for key in held[name])

    def _tag(self, term: Term) -> Mask | None:
        """``#draft`` is that tag; what is being typed is the beginning of one."""
        sought = fold_tag(term.text)
        tagged = {key: tags_in(note) for key, note in self._facts.notes().items()}
        whole = [key for key, tags in tagged.items() if sought in tags]
        return self._of(whole or (key for key, tags in tagged.items() if any(tag.startswith(sought) for tag in tags)))

    def _note(self, term: Term) -> Mask | None:
        found = self._text(term)
        if found is None:
            return None
        return found | self._of(key for key, note in self._facts.notes().items() if _holds(note, term))

    # Facts that the index has

    def _tagged(self, test: Callable[[str], bool], *, texts_too: bool = False) -> Mask:
        mask = self._with_tags(self._scorer, test)
        if texts_too and (texts := self._texts()) is not None:
            mask |= self._with_tags(texts, test)
        return mask

    def _with_tags(self, scorer: Scorer, test: Callable[[str], bool]) -> Mask:
        def papers(segment: Segment) -> list[NDArray[Any]]:
            return [segment.codes.one(tag_code(tag)) for tag in segment.tags if test(tag)]

        return self._sized(scorer.marked(papers))

    def _sized(self, scores: NDArray[np.uint8]) -> Mask:
        """Return scores of the other index as a mask of this one's papers."""
        mask = np.zeros(self._scorer.size, bool)
        size = min(len(mask), len(scores))
        mask[:size] = scores[:size] != 0
        return mask

    def _category(self, term: Term) -> Mask | None:
        """``cs`` is the whole archive, ``cs.DC`` one category; what is being typed is the beginning of one."""
        sought = "cat:" + term.text.lower().rstrip(".")
        mask = self._tagged(lambda tag: tag == sought or tag.startswith(sought + "."))
        mask = mask if mask.any() else self._tagged(lambda tag: tag.startswith(sought))
        if not mask.any() and not begins_category(term.text):
            self.unknown.add(term.span)
            return None
        return mask

    def _language(self, term: Term) -> Mask:
        sought = "lang:" + term.text.lower()
        return self._tagged(lambda tag: tag == sought, texts_too=True)

    def _has(self, term: Term) -> Mask:
        name = term.text.lower()
        mask = self._tagged(lambda tag: tag in (f"has:{name}", f"lang:{name}"), texts_too=True)
        return mask | self._of(self._facts.notes()) if name in ("note", "notes") else mask

    def _version(self, term: Term) -> Mask | None:
        told = version_range(term.text)
        if told is None:
            return None
        first, last = told
        stop = fact_code(VERSION, min(last, _NUMBERS_BEYOND) + 1)
        held = self._scorer.marked(lambda segment: [segment.codes.between(fact_code(VERSION, first), stop)])
        return held.astype(bool)

    def _date(self, term: Term) -> Mask | None:
        told = date_range(term.text, self._facts.today())
        if told is None:
            return None
        first, last = (None if day is None else day.isoformat() for day in told)
        return self._in_digests(
            lambda digest: (
                digest.date is not None
                and (first is None or first <= digest.date)
                and (last is None or digest.date <= last)
            )
        )

    def _source(self, term: Term) -> Mask | None:
        sought = term.text.lower()
        if not sought:
            return None
        return self._in_digests(
            lambda digest: digest.format.startswith(sought) or any(sought in name.lower() for name in digest.names)
        )

    def _in_digests(self, test: Callable[[DigestFact], bool]) -> Mask:
        codes = [fact_code(DIGEST, digest.number) for digest in self._facts.digests() if test(digest)]
        return self._scorer.marked(lambda segment: [segment.codes.any_of(codes)]).astype(bool)

    # Abstracts and notes

    def _text(self, term: Term) -> Mask | None:
        """Return the papers whose abstract, or AI note, holds a term as it is typed."""
        needles = needles_of(term)
        texts = self._texts()
        if not needles or texts is None:
            return np.zeros(self._scorer.size, bool) if needles else None
        short = is_short(needles[0]) and not term.exact
        scores = texts.scores(replace(term, exact=not short))
        if scores is None:
            return None
        mask = self._sized(scores)
        if " " in needles[0] or (CJK.search(needles[0]) and len(needles[0]) > 2) or term.start or term.end:
            mask = self._confirmed(mask, term)
        return mask

    def _confirmed(self, mask: Mask, term: Term) -> Mask:
        """Return the papers of a mask whose text has a whole phrase, and not only its words."""
        numbers = np.flatnonzero(mask)
        if len(numbers) > _CONFIRMED:
            return mask
        keys = self._order.keys_of(numbers).tolist()
        texts = self._facts.texts(keys)
        at = 1 if term.field == "note" else 0
        return self._of(key for key in keys if key in texts and any(_holds(text, term) for text in texts[key][at]))

    # Relevance

    def ranked(self, query: Query, rows: NDArray[np.int32], relaxed: bool) -> array[int]:
        """Return the keys at some places, the best first; equals keep their order."""
        terms = [term for term in query.terms if not term.negated and term.field in _SCORED]
        scored = [scores for term in terms if (scores := self._scorer.scores(term, relaxed)) is not None]
        if not scored or not len(rows):
            return _array("q", self._order.keys[rows])
        numbers = self._order.numbers_at(rows)
        total = np.zeros(len(rows), np.uint16)
        rarity = np.zeros(len(rows), np.uint16)
        for scores in scored:
            found = scores[numbers]
            total += found
            rarity += found % (MOST_RARE + 1)
        words = total / len(scored)
        if len(scored) > 1:
            # Who types more words than one means few papers: the rarer word is sooner the one that is meant.
            words += rarity * _RARITY_WEIGHS
        by_words = np.argsort(-words, kind="stable")
        best = by_words[:_RANKED]
        told = [needle for term in terms for needle in needles_of(term)[:1]]
        ordered = by_texts(self._scorer, [needle.lower() for needle in told], numbers[best], words[best])
        by_words[: len(best)] = best[ordered]
        return _array("q", self._order.keys[rows[by_words]])


def _may_be_relaxed(query: Query) -> bool:
    return any(
        term.field in ("any", "ti", "au") and not (term.negated or term.exact or term.start or term.end)
        for term in query.terms
    )


def _holds(text: str, term: Term) -> bool:
    """Return whether a text holds a term as it is typed; one or two letters only at the beginning of a word."""
    folded = fold(text) if term.cased else fold(text).lower()
    for needle in needles_of(term):
        sought = (" " if is_short(needle) and not term.exact else "") + needle
        if sought in f" {folded}":
            return True
    return False


def _array(code: Literal["i", "q"], numbers: NDArray[Any]) -> array[int]:
    """Return numbers as what counts as plain integers wherever they go."""
    found = array(code)
    found.frombytes(np.ascontiguousarray(numbers, found.typecode).data.cast("B") if len(numbers) else b"")
    return found
