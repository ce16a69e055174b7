"""One object of a daily digest in JSON Lines as a record.

The keys are those of the spiders (``id, categories, abs, pdf, authors, title, comment, summary``) and of the
language models (``AI``), in every set that forks have made of them. Lines and JSON are for `parsers.daily_jsonl`, what
becomes of a field for `parsers.daily_record`; this module knows which key is which field. A key that has none goes to
`Record.extra`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from parsers.arxiv_id import abs_url, id_from_url, parse_id
from parsers.categories import CATEGORY_NAMES
from parsers.cleaning import are_plain, clean_lines, hides, one_line, one_lines
from parsers.daily_record import DailyRecord, split_names
from parsers.labels import NOTE_FIELDS, canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from parsers.base import DateKind, Record

_DEEPEST = 8
"""How deep values are kept: what anybody publishes has three levels."""
_LONGEST_KEY = 80

# What a key holds, whatever its case and dashes. Of two keys for one thing, the one that is earlier here counts.
_PLACES = {
    "id": "id arxiv_id paper_id entry_id arxivid",
    "link": "abs abs_url url link html html_url entry_url pdf pdf_url pdf_link",
    "title": "title",
    "authors": "authors author",
    "category": "primary_category primary cate category categories raw_categories subjects",
    "abstract": "abstract summary",
    "comments": "comment comments",
    "journal": "journal_ref journal",
    "doi": "doi",
    "updated": "updated updated_at updated_date update_date update_time",
    "submitted": "published published_at published_date publish_date publish_time submitted",
    "date": "date",
    "ai": "ai ai_enhanced",
    "title_zh": "title_zh title_cn title_translation translated_title zh_title",
    "abstract_zh": "abstract_zh abstract_cn abstract_translation translated_abstract summary_zh translated_summary"
    " translation zh_abstract",
}
_PLACE = {key: place for place, keys in _PLACES.items() for key in keys.split()}
_RANK = {key: number for number, key in enumerate(_PLACE)}
_IDS = tuple(_PLACES["id"].split())
_LINKS = (*_PLACES["link"].split(), *_IDS)
_NAMES_A_PAPER = frozenset((*_PLACES["id"].split(), *_PLACES["link"].split()))
_TAKEN = frozenset(("title", "abs", "abs_url", "url", "link", "pdf", "pdf_url", "pdf_link"))
_DESCRIBES = frozenset(
    key for place in ("authors", "category", "abstract", "ai", "comments") for key in _PLACES[place].split()
)

_SUBJECT = re.compile(r"\(([a-z][a-z-]{1,20}(?:\.[A-Za-z-]{1,20})?)\)")
_COMMENTS_LABEL = re.compile(r"Comments?:\s{1,20}")


def is_entry(value: object) -> bool:
    """Tell whether a JSON value looks like an entry: a title, what names the paper, and something said of it."""
    if not isinstance(value, dict):
        return False
    keys = {_folded(key) for key in value}
    titled = any(_folded(key) == "title" and isinstance(held, str) for key, held in value.items())
    return titled and not keys.isdisjoint(_NAMES_A_PAPER) and not keys.isdisjoint(_DESCRIBES)


def read_object(value: Mapping[str, Any], line: int, position: int, lang: str | None) -> Record | str:
    """Read one object.

    Args:
        value: The decoded object.
        line: Its line in the source.
        position: Its place among the entries.
        lang: The language of its AI fields where only the file name tells, else None.

    Returns:
        The record, or one sentence that says why it is none.
    """
    return _Object(value, line, position, lang).record()


class _Object:
    """Places the keys of one object."""

    def __init__(self, value: Mapping[str, Any], line: int, position: int, lang: str | None) -> None:
        self.lang = lang
        self.value = value
        self.keys: dict[str, tuple[str, Any]] = {}
        """Folded key to key and value, empty values left out."""
        for key, held in value.items():
            if held is not None and held != "":
                folded = _folded(key)
                self.keys[folded if folded not in self.keys else f"{folded} {len(self.keys)}"] = (key, held)
        texts: list[str] = []
        self.deep = _collect(value, texts, 0)
        self.texts = texts
        plain = are_plain(texts)
        self.entry = DailyRecord(_prose(self._held("title")), line, position, plain=plain)

    def record(self) -> Record | str:
        known, url, urls = self._identity()
        if known is None and not url:
            return self._no_paper()
        entry = self.entry
        for folded in sorted(self.keys, key=_rank):
            self._place(folded, *self.keys[folded])
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
        return self.keys[folded][1] if folded in self.keys else None

    def _no_paper(self) -> str:
        failure = self._held("error")
        if failure is not None and "title" not in self.keys:
            return f"No paper but a failure, skipped: {one_line(_prose(failure))[:200]}"
        return "This object names no paper: it has neither an arXiv id nor a link."

    def _identity(self) -> tuple[tuple[str, int | None] | None, str, dict[str, str]]:
        """Return the arXiv id, the first link, and the links by kind; a link may tell the version that the id lacks."""
        known = None
        for folded in _IDS:
            if known is None and folded in self.keys:
                held = str(self.keys[folded][1])[:200]
                known = parse_id(held) or id_from_url(held)
        first = ""
        urls: dict[str, str] = {}
        for folded in _LINKS:
            if folded not in self.keys:
                continue
            held = self.keys[folded][1]
            if not isinstance(held, str) or not _is_address(held):
                continue
            link = one_line(held, plain=self.entry.plain)
            first = first or link
            usual = known is not None and link in (abs_url(known[0]), f"https://arxiv.org/pdf/{known[0]}")
            found = None if usual else id_from_url(link)
            if found is not None and (known is None or (known[1] is None and known[0] == found[0])):
                known = found
            if "pdf" in folded:
                urls.setdefault("pdf", link)
        if known is not None:
            return known, "", {"abs": abs_url(known[0]), **urls}
        if not first and isinstance(self._held("doi"), str):
            first = _doi_url(self._held("doi"))
        return None, first, {"html": first, **{kind: link for kind, link in urls.items() if link != first}}

    def _keep_id(self, url: str) -> None:
        """Keep the name that a source gave to what is no arXiv paper."""
        held = self._held("id")
        if held is not None and one_line(str(held)) != url:
            self._keep("id", held)

    def _place(self, folded: str, key: str, held: Any) -> None:
        entry = self.entry
        place = _PLACE.get(folded)
        if place in ("id", "link", "title"):
            self._keep_rest(folded, key, held)
        elif place == "authors":
            self._add_authors(key, held)
        elif place == "category":
            entry.add_categories(entry.cut(key, _category_list(held, plain=entry.plain)))
        elif place == "abstract":
            entry.add_abstract("en", entry.cut(key, _prose(held)))
        elif place in ("title_zh", "abstract_zh"):
            self._add_translation(place, key, _prose(held))
        elif place == "comments":
            self._add_once("comments", key, _COMMENTS_LABEL.sub("", _prose(held), count=1))
        elif place in ("journal", "doi"):
            self._add_once(place, key, _prose(held))
        elif place == "updated" or place == "submitted":
            self._add_date("updated" if place == "updated" else "submitted", key, held)
        elif place == "date":
            self._add_date(None, key, held)
        elif place == "ai":
            self._add_fields(key, held)
        elif (name := _name(folded)) in NOTE_FIELDS:
            entry.add_note(name, _label(key), entry.cut(key, _prose(held)), lang=self.lang)
        else:
            self._keep(key, held)

    def _keep_rest(self, folded: str, key: str, held: Any) -> None:
        """Keep a title or a link that the record did not take; ids are in it, or kept by `_keep_id`."""
        if _PLACE[folded] != "id" and not (isinstance(held, str) and folded in _TAKEN):
            self._keep(key, held)

    def _add_authors(self, key: str, held: Any) -> None:
        entry = self.entry
        if entry.authors is not None:
            self._keep(key, held)
        elif isinstance(held, str):
            entry.authors = split_names(held, plain=entry.plain)
        elif isinstance(held, list):
            names = [item if isinstance(item, str) else _author(item) for item in held]
            entry.authors = tuple(one_lines(names, plain=entry.plain)) or None
            if names != held:
                self._keep(key, held)
        else:
            self._keep(key, held)

    def _add_once(self, name: str, key: str, text: str) -> None:
        """Add a field that two keys may hold: the second is kept when it says something else."""
        entry = self.entry
        text = one_line(entry.cut(key, text), plain=entry.plain)
        if name not in entry.values:
            entry.add_value(name, text)
        elif text != entry.values[name]:
            self._keep(key, text)

    def _add_date(self, kind: DateKind | None, key: str, held: Any) -> None:
        entry = self.entry
        text = held.strip() if isinstance(held, str) else ""
        if "date" in entry.values or not entry.add_date(text[:40], kind):
            self._keep(key, held)

    def _add_translation(self, place: str, key: str, text: str) -> None:
        entry = self.entry
        text = entry.cut(key, text)
        if place == "title_zh":
            entry.add_text("title", "zh", one_line(text, plain=entry.plain), entry.title)
        else:
            entry.add_abstract("zh", text, made=True)

    def _add_fields(self, key: str, held: Any) -> None:
        """Add what a language model made: an object of fields, or what came in its place."""
        fields = held if isinstance(held, list) else [held]
        for item in fields:
            if isinstance(item, dict):
                for label, text in item.items():
                    self._add_field(item, label, _prose(text))
            else:
                self.entry.add_note(None, _label(key), self.entry.cut(key, _prose(item)), lang=self.lang)

    def _add_field(self, fields: Mapping[str, Any], label: str, text: str) -> None:
        entry = self.entry
        folded = _folded(label)
        text = entry.cut(label, text)
        if folded == "error":
            entry.add_note(None, _label(label), text, "error")
            return
        place = _MODEL_PLACE.get(folded)
        if folded == "summary":
            place = "ai_abstract" if "tldr" in fields else "tldr"
        if place in ("title_zh", "abstract_zh"):
            self._add_translation(place, label, text)
            return
        name = place or _name(folded)
        if name is None or name in NOTE_FIELDS:
            entry.add_note(name, _label(label), text, lang=self.lang)
        elif text.strip():
            # A category or a topic that a model chose is none of arXiv's.
            self._keep(label, text)

    def _keep(self, key: str, held: Any) -> None:
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


# In an object that a language model filled in, these are its own texts and not the authors'.
_MODEL_PLACE = {key: place for place in ("title_zh", "abstract_zh") for key in _PLACES[place].split()} | {
    "title": "title_zh",
    "abstract": "abstract_zh",
    "comment": "ai_comment",
    "comments": "ai_comment",
}


def _rank(folded: str) -> int:
    return _RANK.get(folded, len(_RANK))


@lru_cache(maxsize=4096)
def _fold(key: str) -> str:
    return key.strip().lower().replace("-", "_").replace(" ", "_")


def _folded(key: str) -> str:
    return _fold(key[:_LONGEST_KEY])


@lru_cache(maxsize=4096)
def _clean_label(key: str) -> str:
    return one_line(key)


def _label(key: str) -> str:
    return _clean_label(key[:_LONGEST_KEY])


@lru_cache(maxsize=4096)
def _name(folded: str) -> str | None:
    """Return the canonical name of a key: labels are written with spaces, keys with underscores."""
    return canonical(folded) or canonical(folded.replace("_", " "))


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
