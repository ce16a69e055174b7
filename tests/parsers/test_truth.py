"""Every entry of the five seed documents against what they truly contain, field by field."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from parsers.digest import Digest, read
from parsers.labels import canonical
from parsers.source import Source

if TYPE_CHECKING:
    from parsers.base import Record

SHARED = Path(__file__).resolve().parents[3] / "shared"
FORMATS = {
    "daily-arxiv-md": "daily-markdown",
    "linguavitamin-post-text": "trilingual",
    "arxiv-list-new-text": "listing-text",
}

pytestmark = pytest.mark.skipif(not (SHARED / "truth").is_dir(), reason="the seed documents are not here")


@cache
def truth(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SHARED / "truth" / name).read_text(encoding="utf-8"))
    return loaded


@cache
def digest(name: str) -> Digest:
    seed = truth(name)["seed"]
    return read(Source.from_bytes(seed, (SHARED / "seeds" / seed).read_bytes()))


def seeds() -> list[str]:
    return sorted(path.name for path in (SHARED / "truth").glob("*.json"))


def entries() -> list[Any]:
    return [
        pytest.param(name, number, id=f"{name[:3]}-{entry['id']}")
        for name in seeds()
        for number, entry in enumerate(truth(name)["papers"])
    ]


def expected(entry: dict[str, Any]) -> dict[str, Any]:
    """What a record of the entry must hold; a new or cross-listed entry of a listing is version 1 by definition."""
    version = entry["version"]
    if entry["section"] in ("new", "cross"):
        version = 1
    return {
        "id": entry["id"],
        "version": version,
        "title": {lang: entry[f"title_{lang}"] for lang in ("en", "de", "zh") if entry[f"title_{lang}"]},
        "authors": entry["authors"],
        "primary": entry["primary"],
        "categories": entry["categories"],
        "section": entry["section"],
        "cross_from": entry["cross_from"],
        "comments": entry["comments"],
        "journal_ref": entry["journal_ref"],
        "date": entry["date"],
        "abstract": {lang: entry[f"abstract_{lang}"] for lang in ("en", "zh") if has_abstract(entry, lang)},
        "paragraphs": entry["abstract_paragraphs"],
        "statuses": statuses(entry),
        "notes": [
            {"label": label, "field": canonical(label), **field}
            for label, field in entry["fields_present"].items()
            if label not in ("Abstract", "abstract", "title")
        ],
    }


def has_abstract(entry: dict[str, Any], lang: str) -> bool:
    return bool(entry[f"abstract_{lang}"]) and f"abstract_{lang}" not in entry.get("missing", ())


def statuses(entry: dict[str, Any]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for note in entry["notes"]:
        if note.startswith("degenerate repetition in abstract_zh"):
            found["abstract"] = {"zh": "degenerate"}
        elif note.startswith('abstract_zh literal "nan"'):
            found["abstract"] = {"zh": "missing"}
        elif note.startswith("title_de identical to English"):
            found["title"] = {"de": "untranslated"}
    return found


def shown(record: Record) -> dict[str, Any]:
    """The same of a record."""
    return {
        "id": record.id,
        "version": record.version,
        "title": dict(record.title),
        "authors": None if record.authors is None else list(record.authors),
        "primary": record.primary,
        "categories": list(record.categories),
        "section": record.section,
        "cross_from": record.cross_from,
        "comments": record.comments,
        "journal_ref": record.journal_ref,
        "date": record.date,
        "abstract": {lang: measured(text) for lang, text in record.abstract.items()},
        "paragraphs": record.abstract["en"].count("\n\n") + 1,
        "statuses": {name: dict(langs) for name, langs in record.statuses.items()},
        "notes": [
            {
                "label": note.label,
                "field": note.field,
                "lang": note.lang,
                "lines": note.text.count("\n") + 1,
                **measured(note.text),
            }
            for note in record.notes
        ],
    }


def measured(text: str) -> dict[str, Any]:
    """The truth measures a text with its white space folded."""
    folded = " ".join(text.split())
    return {"chars": len(folded), "first60": folded[:60], "last60": folded[-60:]}


@pytest.mark.parametrize(("name", "number"), entries())
def test_an_entry_is_read_as_it_is(name: str, number: int) -> None:
    assert shown(digest(name).records[number]) == expected(truth(name)["papers"][number])


@pytest.mark.parametrize("name", seeds())
def test_a_seed_has_its_entries_and_nothing_else(name: str) -> None:
    papers = truth(name)["papers"]
    assert [record.id for record in digest(name).records] == [paper["id"] for paper in papers]
    assert [record.position for record in digest(name).records] == list(range(len(papers)))
    assert digest(name).format == FORMATS[truth(name)["format"]]
    assert [block.line for block in digest(name).blocks if block.kind in ("unread", "skipped")] == []


@pytest.mark.parametrize("name", seeds())
def test_a_seed_has_its_date_from_its_content_or_none(name: str) -> None:
    date = truth(name)["file_date"]
    assert (digest(name).date, digest(name).date_origin) == (date, None if date is None else "content")


@pytest.mark.parametrize("name", seeds())
def test_a_seed_has_its_declared_totals(name: str) -> None:
    declared = truth(name)["declared"]
    if "toc" in declared:
        assert dict(digest(name).declared) == {item["category"]: item["total"] for item in declared["toc"]}
    elif "total" in declared:
        assert dict(digest(name).declared) == {declared["list_category"]: declared["total"]}
    else:
        assert sum(digest(name).declared.values()) == sum(
            count for section, count in truth(name)["summary"]["per_section"].items() if section != "replaced"
        )
