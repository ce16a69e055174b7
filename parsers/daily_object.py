"""One object of a daily digest in JSON Lines as a record.

The keys are those of the spiders (``id, categories, abs, pdf, authors, title, comment, summary``) and of the
language models (``AI``), in every set that forks have made of them. Lines and JSON are for `parsers.daily_jsonl`, what
becomes of a field for `parsers.daily_record`; this module knows which key is which field. A key that has none goes to
`Record.extra`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from parsers.arxiv_id import abs_url, id_from_url, parse_id
from parsers.categories import CATEGORY_NAMES
from parsers.cleaning import are_plain, clean_lines, hides, one_line, one_lines
from parsers.daily_record import DailyRecord, is_partial
from parsers.labels import NOTE_FIELDS, canonical
from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from parsers.base import DateKind, Record, Status

_DEEPEST = 8
"""How deep values are kept: what anybody publishes has three levels."""
_LONGEST_KEY = 80
_MANY = 100
"""Categories that no paper has."""
_MOST_PLANS = 64
"""Sets of keys that are remembered while a digest is read: of an entry's keys some are empty and some are not."""

# What a key holds, whatever its case and dashes. Of two keys for one thing, the one that is earlier here counts.
_PLACES = {
    "id": "id arxiv_id paper_id entry_id arxivid",
    "version": "version",
    "link": "abs abs_url abstract_url arxiv_url url link html html_url entry_url pdf pdf_url pdf_link",
    "title": "title",
    "authors": "authors author",
    "category": "primary_category primary cate category categories raw_categories subjects",
    "abstract": "abstract summary",
    "comments": "comment comments",
    "journal": "journal_ref journal",
    "doi": "doi",
    "updated": "updated updated_at updated_date update_date update_time",
    "submitted": "published published_at published_date publish_date publish_time submitted submitted_at"
    " submitted_date",
    "date": "date",
    "ai": "ai ai_enhanced",
    "title_zh": "title_zh title_cn title_translation translated_title zh_title chinese_title",
    "abstract_zh": "abstract_zh abstract_cn abstract_translation translated_abstract summary_zh translated_summary"
    " translation zh_abstract chinese_abstract",
}
_PLACE = {key: place for place, keys in _PLACES.items() for key in keys.split()}
_RANK = {key: number for number, key in enumerate(_PLACE)}
_IDS = tuple(_PLACES["id"].split())
_LINKS = (*_PLACES["link"].split(), *_IDS)
_NAMES_A_PAPER = frozenset((*_PLACES["id"].split(), *_PLACES["link"].split()))
_TAKEN = frozenset(
    ("title", "abs", "abs_url", "abstract_url", "arxiv_url", "url", "link", "pdf", "pdf_url", "pdf_link")
)
_DESCRIBES = frozenset(
    key for place in ("authors", "category", "abstract", "ai", "comments") for key in _PLACES[place].split()
)

_HUMP = lazy_pattern(r"(?<=[a-z0-9])(?=[A-Z])")
_SUBJECT = lazy_pattern(r"\(([a-z][a-z-]{1,20}(?:\.[A-Za-z-]{1,20})?)\)")
_COMMENTS_LABEL = lazy_pattern(r"Comments?:\s{1,20}")


def is_entry(value: object) -> bool:
    """Tell whether a JSON value looks like an entry: a title, what names the paper, and something said of it."""
    if not isinstance(value, dict):
        return False
    keys = {_folded(key) for key in value}
    titled = any(_folded(key) == "title" and isinstance(held, str) for key, held in value.items())
    return titled and not keys.isdisjoint(_NAMES_A_PAPER) and not keys.isdisjoint(_DESCRIBES)


class Objects:
    """Reads the objects of one digest: as a rule they have the same keys, and what these are is found out once.

    A plan takes as much memory as its keys, and those are in the digest too.
    """

    def __init__(self, lang: str | None) -> None:
        """Begin a digest.

        Args:
            lang: The language of its AI fields where only the file name tells, else None.
        """
        self._lang = lang
        self._plans: dict[tuple[str, ...], _Plan] = {}

    def read(self, value: Mapping[str, Any], line: int, position: int) -> Record | str:
        """Read one object.

        Args:
            value: The decoded object.
            line: Its line in the source.
            position: Its place among the entries.

        Returns:
            The record, or one sentence that says why it is none.
        """
        return _Object(value, self._plan(value), line, position, self._lang).record()

    def _plan(self, value: Mapping[str, Any]) -> _Plan:
        # An empty value is as good as none, for the choice between two keys of one thing too.
        keys = tuple([key for key, held in value.items() if held is not None and held != ""])
        plan = self._plans.get(keys)
        if plan is None:
            if len(self._plans) == _MOST_PLANS:
                self._plans.clear()
            plan = self._plans[keys] = _planned(keys)
        return plan


class _Plan(NamedTuple):
    """What the keys of an object are.

    Attributes:
        keys: Folded key to key.
        ids: Those that hold an id, in the order in which they are believed.
        links: Those that may hold a link, in that order, and whether it is one to a PDF.
        placing: Who places the value of a key, as what, and the key; in order.
    """

    keys: dict[str, str]
    ids: list[str]
    links: list[tuple[str, bool]]
    placing: list[tuple[Callable[[_Object, str, str, Any], None], str, str]]


def _planned(keys: tuple[str, ...]) -> _Plan:
    by_folded: dict[str, str] = {}
    for key in keys:
        folded = _folded(key)
        by_folded[folded if folded not in by_folded else f"{folded} {len(by_folded)}"] = key
    # Who has a model grade the novelty has it comment as well: such a comment is not the authors'.
    graded = "novelty" in by_folded
    return _Plan(
        keys=by_folded,
        ids=[by_folded[folded] for folded in _IDS if folded in by_folded],
        links=[(by_folded[folded], "pdf" in folded) for folded in _LINKS if folded in by_folded],
        placing=[
            ((_Object.add_note, "ai_comment") if graded and _PLACE.get(folded) == "comments" else _placing(folded))
            + (by_folded[folded],)
            for folded in sorted(by_folded, key=_rank)
        ],
    )


def _placing(folded: str) -> tuple[Callable[[_Object, str, str, Any], None], str]:
    """Return what places the value of a key, and as what."""
    place = _PLACE.get(folded)
    if place is not None:
        return _PLACING[place], folded if place in ("link", "title") else place
    name = _name(folded)
    return (_Object.add_note, name) if name in NOTE_FIELDS and name is not None else (_Object.keep, "")


class _Object:
    """Places the values of one object."""

    __slots__ = ("deep", "entry", "lang", "plan", "texts", "value", "version")

    def __init__(self, value: Mapping[str, Any], plan: _Plan, line: int, position: int, lang: str | None) -> None:
        self.lang = lang
        self.version: int | None = None
        self.value = value
        self.plan = plan
        texts: list[str] = []
        self.deep = _collect(value, texts, 0)
        self.texts = texts
        plain = are_plain(texts)
        self.entry = DailyRecord(_prose(self._held("title")), line, position, plain=plain)

    def record(self) -> Record | str:
        known, url, urls = self._identity()
        if (
            known is not None
            and known[1] is None
            and type(version := self._held("version")) is int
            and 0 < version < 1000
        ):
            known = known[0], version
        self.version = None if known is None else known[1]
        if known is None and not url:
            return self._no_paper()
        entry, value = self.entry, self.value
        for place, what, key in self.plan.placing:
            place(self, what, key, value[key])
        if known is None:
            self._keep_id(url)
        if not entry.title:
            entry.say("daily.no-title", "warning", "This entry has no title.")
        if self.deep:
            message = f"What is nested more than {_DEEPEST} levels deep in this entry was left out."
            entry.say("daily.too-deep", "warning", message)
        if not entry.plain and hides("\n".join(self.texts)):
            entry.say("text.cleaned", "info", "Control or invisible characters were taken out of this entry.")
        return entry.record(known, url, urls)

    def _held(self, folded: str) -> Any:
        key = self.plan.keys.get(folded)
        return None if key is None else self.value[key]

    def _no_paper(self) -> str:
        failure = self._held("error")
        if failure is not None and "title" not in self.plan.keys:
            return f"No paper but a failure, skipped: {one_line(_prose(failure))[:200]}"
        return "This object names no paper: it has neither an arXiv id nor a link."

    def _identity(self) -> tuple[tuple[str, int | None] | None, str, dict[str, str]]:
        """Return the arXiv id, the first link, and the links by kind; a link may tell the version that the id lacks."""
        value = self.value
        known = None
        for key in self.plan.ids:
            if known is None:
                held = str(value[key])[:200]
                known = parse_id(held) or id_from_url(held)
        usual = () if known is None else (abs_url(known[0]), f"https://arxiv.org/pdf/{known[0]}")
        first = pdf = ""
        for key, is_pdf in self.plan.links:
            link = value[key]
            if not isinstance(link, str):
                continue
            if link not in usual:
                if not _is_address(link):
                    continue
                link = one_line(link, plain=self.entry.plain)
                found = None if link in usual else id_from_url(link)
                if found is not None and (known is None or (known[1] is None and known[0] == found[0])):
                    known = found
                    usual = (abs_url(known[0]), f"https://arxiv.org/pdf/{known[0]}")
            first = first or link
            if is_pdf:
                pdf = pdf or link
        urls = {"pdf": pdf} if pdf else {}
        if known is not None:
            return known, "", {"abs": abs_url(known[0]), **urls}
        if not first and isinstance(self._held("doi"), str):
            first = _doi_url(self._held("doi"))
        return None, first, {"html": first, **{kind: link for kind, link in urls.items() if link != first}}

    def _keep_id(self, url: str) -> None:
        """Keep the name that a source gave to what is no arXiv paper."""
        held = self._held("id")
        if held is not None and one_line(str(held)) != url:
            self.keep("", "id", held)

    # What `_PLACING` names: each takes what the key is, the key, and its value.

    def leave(self, what: str, key: str, held: Any) -> None:
        """Leave an id: it is in the record, or kept by `_keep_id`."""

    def keep_version(self, what: str, key: str, held: Any) -> None:
        """Keep a version that is not the record's own."""
        if held != self.version:
            self.keep(what, key, held)

    def keep_rest(self, folded: str, key: str, held: Any) -> None:
        """Keep a title or a link that the record did not take."""
        if not (isinstance(held, str) and folded in _TAKEN):
            self.keep(folded, key, held)

    def add_authors(self, what: str, key: str, held: Any) -> None:
        """Add the names, which may be objects."""
        entry = self.entry
        if entry.authors is not None:
            self.keep(what, key, held)
        elif isinstance(held, str):
            entry.add_names(held)
        elif isinstance(held, list) and held and isinstance(held[-1], str) and is_partial(held[-1]):
            entry.add_names(", ".join(map(str, held)))
        elif isinstance(held, list):
            names = [item if isinstance(item, str) else _author(item) for item in held]
            entry.authors = tuple(one_lines(names, plain=entry.plain)) or None
            if names != held:
                self.keep(what, key, held)
        else:
            self.keep(what, key, held)

    def add_categories(self, what: str, key: str, held: Any) -> None:
        """Add categories, in a list or a text."""
        entry = self.entry
        if isinstance(held, list) and len(held) < _MANY and all(map(_is_known_category, held)):
            entry.add_known_categories(held)
            return
        entry.add_categories(entry.cut(key, _category_list(held, plain=entry.plain)))

    def add_abstract(self, what: str, key: str, held: Any) -> None:
        """Add the authors' abstract."""
        entry = self.entry
        entry.add_abstract("en", entry.cut(key, _prose(held)))

    def add_comments(self, what: str, key: str, held: Any) -> None:
        """Add the authors' comments, without the label that some have before them."""
        self.add_once(what, key, _COMMENTS_LABEL.sub("", _prose(held), count=1))

    def add_once(self, what: str, key: str, held: Any) -> None:
        """Add a field that two keys may hold: the second is kept when it says something else."""
        entry = self.entry
        text = one_line(entry.cut(key, _prose(held)), plain=entry.plain)
        if what not in entry.values:
            entry.add_value(what, text)
        elif text != entry.values[what]:
            self.keep(what, key, text)

    def add_date(self, what: str, key: str, held: Any) -> None:
        """Add the entry's date, if the value is one and there is none yet."""
        entry = self.entry
        text = held.strip() if isinstance(held, str) else ""
        if "date" in entry.values or not entry.add_date(text[:40], _DATE_KINDS.get(what)):
            self.keep(what, key, held)

    def add_translation(self, what: str, key: str, held: Any) -> None:
        """Add a Chinese title or abstract."""
        entry = self.entry
        text = entry.cut(key, _prose(held))
        if what == "title_zh":
            entry.add_text("title", "zh", one_line(text, plain=entry.plain), entry.title)
        else:
            entry.add_abstract("zh", text, made=True)

    def add_note(self, what: str, key: str, held: Any) -> None:
        """Add what a language model wrote, by the canonical name of its field."""
        entry = self.entry
        entry.add_note(what, _label(key), entry.cut(key, _prose(held)), lang=self.lang)

    def add_fields(self, what: str, key: str, held: Any) -> None:
        """Add what a language model made: an object of fields, or what came in its place."""
        fields = held if isinstance(held, list) else [held]
        for item in fields:
            if isinstance(item, dict):
                for label, text in item.items():
                    self._add_field(item, label, text)
            else:
                self.entry.add_note(None, _label(key), self.entry.cut(key, _prose(item)), lang=self.lang)

    def _add_field(self, fields: Mapping[str, Any], label: str, held: Any) -> None:
        field = _model_field(label[:_LONGEST_KEY])
        entry = self.entry
        text = entry.cut(label, _prose(held))
        if field.kind == "note":
            name = "ai_abstract" if field.is_summary and "tldr" in fields else field.name
            entry.add_note(name, field.shown, text, field.worth, None if field.worth else self.lang)
        elif field.kind == "translation":
            self.add_translation(field.name or "", label, text)
        elif text.strip():
            # A category or a topic that a model chose is none of arXiv's.
            self.keep("", label, text)

    def keep(self, what: str, key: str, held: Any) -> None:
        """Keep a value that has no field, cleaned, under its own key."""
        kept = _kept(held, self.entry, 0)
        if kept is None or kept in ("", [], {}):
            return
        extra, label = self.entry.extra, _label(key)
        again = len(extra)
        while label in extra:
            again += 1
            label = f"{_label(key)} ({again})"
        extra[label] = kept


_PLACING: Final[Mapping[str, Callable[[_Object, str, str, Any], None]]] = {
    "id": _Object.leave,
    "version": _Object.keep_version,
    "link": _Object.keep_rest,
    "title": _Object.keep_rest,
    "authors": _Object.add_authors,
    "category": _Object.add_categories,
    "abstract": _Object.add_abstract,
    "comments": _Object.add_comments,
    "journal": _Object.add_once,
    "doi": _Object.add_once,
    "updated": _Object.add_date,
    "submitted": _Object.add_date,
    "date": _Object.add_date,
    "ai": _Object.add_fields,
    "title_zh": _Object.add_translation,
    "abstract_zh": _Object.add_translation,
}
_DATE_KINDS: Final[Mapping[str, DateKind]] = {"updated": "updated", "submitted": "submitted"}


# In an object that a language model filled in, these are its own texts and not the authors'.
_MODEL_PLACE = {key: place for place in ("title_zh", "abstract_zh") for key in _PLACES[place].split()} | {
    "title": "title_zh",
    "abstract": "abstract_zh",
    "comment": "ai_comment",
    "comments": "ai_comment",
}


class _ModelField(NamedTuple):
    """What a key is in an object that a language model filled in.

    Attributes:
        kind: ``note``, ``translation``, or ``kept`` for what is no field of a paper.
        name: The canonical name, None for a label that no table knows.
        shown: The label as a note has it.
        worth: What the text is worth, whatever it says.
        is_summary: Whether it is the TL;DR only where there is no other.
    """

    kind: str
    name: str | None
    shown: str
    worth: Status | None = None
    is_summary: bool = False


@lru_cache(maxsize=4096)
def _model_field(label: str) -> _ModelField:
    folded, shown = _fold(label), _clean_label(label)
    if folded == "error":
        return _ModelField("note", None, shown, worth="error")
    if folded == "summary":
        return _ModelField("note", "tldr", shown, is_summary=True)
    name = _MODEL_PLACE.get(folded) or _name(folded)
    if name in ("title_zh", "abstract_zh") and folded in _MODEL_PLACE:
        return _ModelField("translation", name, shown)
    return _ModelField("note" if name is None or name in NOTE_FIELDS else "kept", name, shown)


def _rank(folded: str) -> int:
    return _RANK.get(folded, len(_RANK))


@lru_cache(maxsize=4096)
def _fold(key: str) -> str:
    """Fold what writers vary in a key: ``primaryCategory``, ``Primary-Category`` and ``primary category`` are one."""
    parted = _HUMP.sub("_", key.strip().replace("arXiv", "arxiv"))
    return parted.lower().replace("-", "_").replace(" ", "_")


def _folded(key: str) -> str:
    return _fold(key[:_LONGEST_KEY])


@lru_cache(maxsize=4096)
def _clean_label(key: str) -> str:
    return one_line(key)


def _label(key: str) -> str:
    return _clean_label(key[:_LONGEST_KEY])


@lru_cache(maxsize=4096)
def _name(folded: str) -> str | None:
    """Return the canonical name of a key: labels are written with spaces, keys with underscores or their language."""
    name = canonical(folded) or canonical(folded.replace("_", " "))
    return name or (canonical(folded[:-3].replace("_", " ")) if folded.endswith(("_zh", "_cn")) else None)


def _collect(value: Any, texts: list[str], depth: int) -> bool:
    """Collect every text in a value; True when something is nested deeper than is kept."""
    if isinstance(value, str):
        texts.append(value)
        return False
    if isinstance(value, dict):
        held = list(value.values())
        if depth > 0:
            texts += value
    elif isinstance(value, list):
        held = value
    else:
        return False
    if depth > _DEEPEST:
        return bool(held)
    deep = False
    for inner in held:
        if inner.__class__ is str:
            texts.append(inner)
        elif inner.__class__ is not int and inner is not None:
            deep |= _collect(inner, texts, depth + 1)
    return deep


def _kept(value: Any, entry: DailyRecord, depth: int) -> Any:
    """Return a value as a record keeps it: texts cleaned and cut, nothing nested deeper than the deepest."""
    if isinstance(value, str):
        return clean_lines(entry.cut("extra", value), plain=entry.plain)
    if isinstance(value, dict | list) and depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {_label(key): _kept(inner, entry, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [_kept(inner, entry, depth + 1) for inner in value]
    return value


def _prose(value: Any, depth: int = 0) -> str:
    """Return a value as text: a list and an object have a line for each of theirs."""
    if isinstance(value, str):
        return value
    if value is None or depth > _DEEPEST:
        return ""
    if isinstance(value, list):
        return "\n".join(filter(None, (_prose(inner, depth + 1) for inner in value)))
    if isinstance(value, dict):
        lines = ((_label(key), _prose(inner, depth + 1)) for key, inner in value.items())
        return "\n".join(f"{key}: {text}" for key, text in lines if text)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_address(text: str) -> bool:
    schemes = ("http://", "https://")
    return text.startswith(schemes) or text.lstrip().lower().startswith(schemes)


def _author(item: Any) -> str:
    if isinstance(item, dict):
        return _prose(item.get("name") or item.get("author") or item.get("full_name"))
    return _prose(item)


def _is_known_category(item: Any) -> bool:
    return isinstance(item, str) and item in CATEGORY_NAMES


def _category_list(held: Any, *, plain: bool) -> str:
    """Return categories with commas, also from ``cs.LG cs.AI`` and ``Subjects: Machine Learning (cs.LG)``."""
    if isinstance(held, str):
        text = one_line(held, plain=plain)
        words = text.split(" ")
        if all(word in CATEGORY_NAMES for word in words):
            return ", ".join(words)
        subjects = _SUBJECT.findall(text) if "(" in text else []
        return ", ".join(subjects) or text
    return ", ".join(one_line(text, plain=plain) for text in _items(held))


def _items(held: Any) -> Iterator[str]:
    for item in held if isinstance(held, list) else [held]:
        if isinstance(item, dict):
            item = item.get("term") or item.get("name") or item
        text = _prose(item)
        if text:
            yield text


def _doi_url(doi: str) -> str:
    doi = one_line(doi)
    return f"https://doi.org/{doi}" if re.fullmatch(r"10\.[0-9]{4,9}/[^\s\"<>]{1,200}", doi) else ""
