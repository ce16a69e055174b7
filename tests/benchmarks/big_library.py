"""Make a library of any size to measure on: ``python tests/benchmarks/big_library.py PAPERS FOLDER``.

Writes ``FOLDER/library.sqlite3`` and ``FOLDER/reading-lists/``: some 500 papers a day up to `LAST_DAY`, each in the
day's listing (English, with its abstract), most of them in a trilingual post too (Chinese titles, some German ones), a
tenth replaced later. Of the newest 310 days all but the last ten are decided, as a person would: most skipped,
some saved.

The newest papers are the real ones of ``papers-80k.jsonl.xz`` where that is at hand; all others recombine their titles,
names and words, and invent a word now and then, so that the vocabulary grows as real text's does. Without that file all
are invented. Rows go straight into the tables, because `Library.add` would take an hour for millions; the result is
checked. The same arguments give the same library.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import lzma
import multiprocessing
import random
import re
import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest_reader import list_edits
from digest_reader.list_edits import AddPapers
from digest_reader.models import STATES
from digest_reader.reading_lists import ListEntry, ReadingLists
from digest_reader.storage.connection import Database
from digest_reader.storage.encoding import dumps, section_number
from digest_reader.storage.packed_text import pack
from parsers.base import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
LAST_DAY = datetime.date(2026, 11, 20)
PER_DAY = 500
REPLACED = 50
"""So many papers of the last 400 days are replaced on each day."""
UNDECIDED_DAYS, DECIDED_DAYS = 10, 300
SAVED, LATER = 0.008, 0.003
LISTS = {"Thesis": 0.7, "Reading group": 0.25, "Teaching": 0.05}
"""Name of each reading list, and its part of the papers saved."""

# Distinct words in the 80,055 real papers' titles, names and German titles, and the exponent of their growth.
GROWTH = {"title": (47_600, 0.62), "name": (99_700, 0.47), "de": (18_600, 0.66)}

Row = tuple[Any, ...]


@dataclass(slots=True)
class Paper:
    """What is told of one invented paper."""

    key: int
    id: str
    title: str
    authors: list[str]
    zh: str
    de: str
    categories: list[str]
    abstract: str


class Corpus:
    """Real titles, names, translations and sentences, or invented ones, to recombine."""

    def __init__(self, chance: random.Random, folder: Path = CORPUS) -> None:
        """Read the real papers, or invent as many stand-ins as there would be words for."""
        file = folder / "papers-80k.jsonl.xz"
        self.real = _read_real(file) if file.exists() else [_invented(chance) for _ in range(8000)]
        chance.shuffle(self.real)
        self.titles = [each["title"].split() for each in self.real]
        self.names = [name for each in self.real for author in each["authors"][:25] if (name := author.split())]
        self.zh = [re.findall("[^，。；：,;]+[，。；：,;]?", each["zh"]) for each in self.real if each["zh"]]
        self.de = [each["de"].split() for each in self.real if each["de"]]
        self.sentences = _sentences(folder) or [" ".join(title) + "." for title in self.titles]


def _read_real(file: Path) -> list[dict[str, Any]]:
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    for each in found:
        for name in ("title", "zh", "de"):
            each[name] = " ".join(each[name].split())
    return [each for each in found if each["title"] and each["cats"]]


def _invented(chance: random.Random) -> dict[str, Any]:
    def word() -> str:
        # Squared, so that some words are frequent and most are rare.
        number = int(chance.random() ** 3 * 30_000) + 40
        return "".join("bdfgklmnprstvz"[number // 70**n % 14] + "aeiou"[number // 70**n % 5] for n in range(3))

    def cjk() -> str:
        return chr(0x4E00 + int(chance.random() ** 3 * 5000))

    title = " ".join(word() for _ in range(chance.randrange(5, 14))).title()
    return {
        "title": title,
        "authors": [f"{word()} {word()}".title() for _ in range(chance.randrange(1, 8))],
        "zh": "，".join("".join(cjk() for _ in range(12)) for _ in range(3)) + "。" if chance.random() < 0.84 else "",
        "de": title.replace("a", "ä") if chance.random() < 0.3 else "",
        "cats": [chance.choice(["cs.DC", "cs.LG", "cs.CL", "math.CO", "quant-ph"])],
    }


def _sentences(folder: Path) -> list[str]:
    found: list[str] = []
    for file in sorted(folder.glob("daily-jsonl/*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            summary = " ".join(str(json.loads(line).get("summary") or "").split()) if line[:1] == "{" else ""
            found += [each for each in re.split(r"(?<=[.!?]) (?=[A-Z])", summary) if 40 < len(each) < 400]
    return found


class Inventor:
    """Papers one after another, with a vocabulary that grows as Heaps' law has it."""

    def __init__(self, corpus: Corpus, chance: random.Random) -> None:
        """Begin with the words of the corpus."""
        self._corpus = corpus
        self._chance = chance
        self._known = {kind: float(words) for kind, (words, _) in GROWTH.items()}
        self._pools: dict[str, list[str]] = {kind: [] for kind in GROWTH}
        self._bases = {
            "title": _long_words(corpus.titles, 5),
            "name": [name[-1] for name in corpus.names if len(name[-1]) > 3] or ["Name"],
            "de": _long_words(corpus.de, 6) or ["Wortlaut"],
        }
        self._made = 0

    def real(self, number: int) -> dict[str, Any]:
        """Return the fields of a real paper."""
        each = self._corpus.real[number]
        found = {name: each[name] for name in ("title", "zh", "de")}
        found["de"] = found["de"] or (self._german() if self._chance.random() < 0.2 else "")
        return {**found, "authors": each["authors"][:25], "categories": each["cats"], "abstract": self._abstract()}

    def invented(self) -> dict[str, Any]:
        """Return the fields of a paper that does not exist."""
        corpus, pick = self._corpus, self._chance.choice
        self._made += 1
        first, second = pick(corpus.titles), pick(corpus.titles)
        title = first[: 1 + self._chance.randrange(len(first))]
        title = title + second[-max(1, 11 - len(title)) :] if len(title) < 11 else title
        self._grow("title", title)
        authors = [name[:1] + name[-1:] for name in (pick(corpus.names) for _ in pick(corpus.real)["authors"][:25])]
        surnames = [name[-1] for name in authors] or ["Anonymous"]
        self._grow("name", surnames)
        zh = ""
        if corpus.zh and self._chance.random() < 0.84:
            left, right = pick(corpus.zh), pick(corpus.zh)
            zh = "".join(left[: len(left) // 2 + 1] + right[len(right) // 2 + 1 :])
        return {
            "title": " ".join(title),
            "authors": [" ".join([*name[:-1], surname]) for name, surname in zip(authors, surnames, strict=False)],
            "zh": zh,
            "de": self._german() if self._chance.random() < 0.3 else "",
            "categories": pick(corpus.real)["cats"],
            "abstract": self._abstract(title),
        }

    def _german(self) -> str:
        if not self._corpus.de:
            return ""
        first, second = self._chance.choice(self._corpus.de), self._chance.choice(self._corpus.de)
        words = first[: 1 + self._chance.randrange(len(first))]
        words = words + second[-max(1, 9 - len(words)) :] if len(words) < 9 else words
        self._grow("de", words)
        return " ".join(words)

    def _abstract(self, title: Sequence[str] = ()) -> str:
        chance, corpus = self._chance, self._corpus
        told = [chance.choice(corpus.sentences) for _ in range(chance.randrange(4, 8))]
        of = [*title, *chance.choice(corpus.titles), *chance.choice(corpus.titles)]
        chance.shuffle(of)
        told.insert(chance.randrange(len(told)), f"We study {' '.join(of).lower()}.")
        return " ".join(told)

    def _grow(self, kind: str, words: list[str]) -> None:
        at_first, exponent = GROWTH[kind]
        due = at_first * (1 + self._made / 80_000) ** exponent
        while self._known[kind] < due:
            pool, base, chance = self._pools[kind], self._bases[kind], self._chance
            if pool and chance.random() < 0.4:
                word = chance.choice(pool)
            else:
                left, right = chance.choice(base), chance.choice(base)
                word = left[: 3 + chance.randrange(4)] + right[-(3 + chance.randrange(4)) :].lower()
                pool.append(word)
                self._known[kind] += 1
            words[chance.randrange(len(words))] = word


def _long_words(texts: Sequence[Sequence[str]], longer_than: int) -> list[str]:
    return [word for text in texts for word in text if len(word) > longer_than and word.isalpha()]


# Days


def days_before(last: datetime.date, count: int) -> list[datetime.date]:
    """Return so many working days up to one, oldest first."""
    found: list[datetime.date] = []
    day = last
    while len(found) < count:
        if day.weekday() < 5:
            found.append(day)
        day -= datetime.timedelta(days=1)
    return found[::-1]


def generate(papers: int, seed: int = 7) -> Iterator[dict[str, list[Row]]]:
    """Yield the rows of each table, day by day."""
    chance = random.Random(seed)
    corpus = Corpus(chance)
    inventor = Inventor(corpus, chance)
    days = days_before(LAST_DAY, -(-papers // PER_DAY))
    real_from = max(papers - len(corpus.real), 0)
    recent: list[Paper] = []
    key, month, in_month, digest = 0, "", 50_000, 0
    for number, day in enumerate(days):
        made = []
        for _ in range(min(PER_DAY, papers - key)):
            month, in_month = (month, in_month + 1) if month == f"{day:%y%m}" else (f"{day:%y%m}", 50_001)
            fields = inventor.real(key - real_from) if key >= real_from else inventor.invented()
            key += 1
            made.append(Paper(key=key, id=f"{month}.{in_month}", **fields))
        replaced = [recent.pop(chance.randrange(len(recent))) for _ in range(min(REPLACED, len(recent) // 4))]
        left = len(days) - number
        decided = UNDECIDED_DAYS < left <= UNDECIDED_DAYS + DECIDED_DAYS
        yield _day(day, number + 3, digest + 1, made, replaced, chance, decided)
        digest += 2
        recent = [*recent, *made][-400 * PER_DAY // 4 :]


def _day(
    day: datetime.date,
    batch: int,
    digest: int,
    made: Sequence[Paper],
    replaced: Sequence[Paper],
    chance: random.Random,
    decided: bool,
) -> dict[str, list[Row]]:
    date = day.isoformat()
    listed = [(each, "cross" if chance.random() < 0.2 else "new", 1) for each in made]
    listed.sort(key=lambda each: each[1] != "new")
    listed += [(each, "replaced", 2) for each in replaced]
    records = [_listed(each, section, version, position) for position, (each, section, version) in enumerate(listed)]
    told = [each for each in made if each.zh or each.de]
    posts = [_posted(each, position, date) for position, each in enumerate(told)]
    tables: dict[str, list[Row]] = {
        "batch": [(batch, date, date, date)],
        "paper": [],
        "paper_row": [],
        "place": [],
        "replaced": [(2, each.key) for each in replaced],
    }
    _add_digest(tables, digest, "listing-text", "cs", date, batch, [paper for paper, _, _ in listed], records)
    _add_digest(tables, digest + 1, "trilingual", "cs", date, batch, told, posts)
    source = f"cs {tables['digest'][0][1][:16]}"
    for position, (each, section, _) in enumerate(listed):
        tables["place"].append((batch, section_number(section), source, position, each.key))
    for each in made:
        state = _decision(chance) if decided else 0
        at = f"{date}T20:00:00Z" if decided else None
        row = (each.key, each.id, each.categories[0], 1, state, at, 1 if decided else None, date if decided else None)
        tables["paper"].append(row)
        titles = {"en": each.title, "de": each.de, "zh": each.zh}
        shown = {lang: text for lang, text in titles.items() if text}
        tables["paper_row"].append((each.key, dumps(shown), dumps(each.authors), dumps(each.categories)))
    return tables


def _decision(chance: random.Random) -> int:
    drawn = chance.random()
    return STATES.index("saved" if drawn < SAVED else "later" if drawn < SAVED + LATER else "skipped")


def _listed(paper: Paper, section: str, version: int, position: int) -> tuple[Record, str]:
    raw = (
        f"\\\\\narXiv:{paper.id}\nTitle: {paper.title}\nAuthors: {', '.join(paper.authors)}\n"
        f"Categories: {' '.join(paper.categories)}\n\\\\\n  {paper.abstract}\n"
        f"\\\\ ( https://arxiv.org/abs/{paper.id} ,  812kb)\n"
    )
    record = Record(
        id=paper.id,
        version=version,
        line=8 * position + 1,
        position=position,
        title={"en": paper.title},
        abstract={"en": paper.abstract},
        authors=tuple(paper.authors) or None,
        primary=paper.categories[0],
        categories=tuple(paper.categories),
        section=section,  # type: ignore[arg-type]
        urls={"abs": f"https://arxiv.org/abs/{paper.id}"},
    )
    return record, raw


def _posted(paper: Paper, position: int, date: str) -> tuple[Record, str]:
    titles = {"en": paper.title, "de": paper.de, "zh": paper.zh}
    record = Record(
        id=paper.id,
        version=1,
        line=position + 1,
        position=position,
        title={lang: text for lang, text in titles.items() if text},
        categories=(paper.categories[0],),
        date=date,
        date_kind="updated",
        origins={"title": {lang: "machine" for lang in ("de", "zh") if titles[lang]}},
    )
    return record, f"{position:03} {date[5:]} {paper.title} {paper.de} {paper.zh} {paper.id}v1 -\n"


def _add_digest(
    tables: dict[str, list[Row]],
    number: int,
    digest_format: str,
    category: str,
    date: str,
    batch: int,
    papers: Sequence[Paper],
    entries: Sequence[tuple[Record, str]],
) -> None:
    text = "".join(raw for _, raw in entries).encode()
    sha256 = hashlib.sha256(f"{digest_format} {date}".encode() + text).hexdigest()
    name = f"/digests/{digest_format}/{date}.txt"
    blocks = [("entry", record.line, len(raw), position) for position, (record, raw) in enumerate(entries)]
    at = f"{date}T19:00:00Z"
    tables.setdefault("digest", []).append(
        (number, sha256, digest_format, len(text), "utf-8", category, "{}", len(entries), 0, 0, at, name, date, batch)
    )
    tables.setdefault("source", []).append((number, name, date, "content"))
    tables.setdefault("digest_text", []).append((number, pack(raw for _, raw in entries), dumps(blocks)))
    tables.setdefault("appearance", []).extend(
        (number, position, paper.key, section_number(record.section), dumps(record.to_json()))
        for position, (paper, (record, _)) in enumerate(zip(papers, entries, strict=True))
    )


# Writing

COLUMNS = {
    "batch": "number, key, date, rank",
    "digest": "number, sha256, format, size, encoding, category, declared, entries, skipped, warnings, imported_at,"
    " name, date, batch",
    "source": "digest, name, date, date_origin",
    "digest_text": "digest, text, blocks",
    "paper": "key, id, primary_category, version, state, decided_at, decided_version, decided_batch",
    "paper_row": "paper, titles, authors, categories",
    "appearance": "digest, position, paper, section, record",
    "place": "batch, section, source, position, paper",
}


def _produce(papers: int, queue: multiprocessing.Queue[Any]) -> None:
    for tables in generate(papers):
        queue.put(tables)
    queue.put(None)


def make(papers: int, folder: Path) -> None:
    """Write the library; a folder that has one is left alone."""
    file = folder / "library.sqlite3"
    if file.exists():
        raise SystemExit(f"{file} is there already.")
    folder.mkdir(parents=True, exist_ok=True)
    Database(file).close()
    begun = time.monotonic()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA cache_size = -400000")
        later = _set_aside(connection)
        connection.execute("BEGIN")
        queue: multiprocessing.Queue[Any] = multiprocessing.Queue(8)
        producer = multiprocessing.Process(target=_produce, args=(papers, queue))
        producer.start()
        done = 0
        while (tables := queue.get()) is not None:
            for table, names in COLUMNS.items():
                values = ", ".join("?" * len(names.split(",")))
                connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({values})", tables[table])
            connection.executemany("UPDATE paper SET version = ? WHERE key = ?", tables["replaced"])
            done += len(tables["paper"])
            if done % (100 * PER_DAY) == 0:
                print(f"{done:,} papers, {time.monotonic() - begun:.0f} s", file=sys.stderr)
        producer.join()
        _count(connection)
        _write_steps(connection, ReadingLists(folder / "reading-lists"))
        for statement in later:
            connection.execute(statement)
        connection.execute("COMMIT")
        print(f"tables and indexes, {time.monotonic() - begun:.0f} s", file=sys.stderr)
        assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        connection.execute("PRAGMA journal_mode = WAL")
    size = file.stat().st_size
    taken = time.monotonic() - begun
    print(f"{papers:,} papers in {taken:.0f} s: {size / 1e6:,.0f} MB, {size / papers:,.0f} bytes a paper")


def _set_aside(connection: sqlite3.Connection) -> list[str]:
    """Drop triggers and indexes, which are quicker made at the end, and return the statements that make them."""
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('trigger', 'index')"
        " AND tbl_name IN ('batch', 'digest', 'source', 'paper', 'paper_row', 'appearance', 'place', 'step', 'change')"
    ).fetchall()
    for kind, name, _ in found:
        connection.execute(f"DROP {kind} {name}")
    return [sql for _, _, sql in found]


def _count(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO tally SELECT 0, state, count(*) FROM paper GROUP BY state")
    connection.execute(
        "INSERT INTO tally SELECT batch, state, count(*) FROM place JOIN paper ON key = paper GROUP BY batch, state"
    )


def _write_steps(connection: sqlite3.Connection, lists: ReadingLists) -> None:
    """Write a step for every decision, and the reading lists' files."""
    chance = random.Random(11)
    slugs = {name: lists.create(name).slug for name in LISTS}
    entries: dict[str, list[ListEntry]] = {name: [] for name in LISTS}
    decided = connection.execute(
        "SELECT key, id, state, decided_at, decided_batch, titles FROM paper JOIN paper_row ON paper = key"
        " WHERE state <> 0 ORDER BY decided_at, key"
    ).fetchall()
    for number, (key, paper_id, state, at, batch, titles) in enumerate(decided, 1):
        title = json.loads(titles)["en"]
        payload: dict[str, Any] = {"keys": [key], "state": STATES[state], "title": title}
        payload |= {"list_slug": None, "list_name": "", "edits": []}
        if STATES[state] == "saved":
            name = chance.choices(list(LISTS), list(LISTS.values()))[0]
            entry = ListEntry(paper_id, title, at[:10])
            entries[name].append(entry)
            edit = list_edits.to_json(AddPapers(slugs[name], (list_edits.text_of(entry),)))
            payload |= {"list_slug": slugs[name], "list_name": name, "edits": [edit]}
        action = "save" if STATES[state] == "saved" else "decide"
        connection.execute(
            "INSERT INTO step (number, at, action, batch, payload) VALUES (?, ?, ?, ?, ?)",
            (number, at, action, batch, dumps(payload)),
        )
        connection.execute(
            "INSERT INTO change (step, number, paper, before_state, after_state, after_at, after_version, after_batch)"
            " VALUES (?, 0, ?, 0, ?, ?, 1, ?)",
            (number, key, state, at, batch),
        )
    for name, found in entries.items():
        lists.add(slugs[name], found)


def main() -> None:
    """Make what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("papers", type=int)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    make(options.papers, options.folder)


if __name__ == "__main__":
    main()
