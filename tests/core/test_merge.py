"""The rules by which what many digests say of a paper becomes one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_reader.merge import Evidence, Merged, merge
from digest_reader.models import SourcedNote, Text
from parsers.base import Note
from tests.core.invented import record
from tests.core.strategies import evidence

if TYPE_CHECKING:
    from parsers.base import Record

PAPER = "2507.00001"


def told(
    said: Record,
    format: str = "listing-text",  # noqa: A002
    date: str | None = "2025-07-15",
    sha256: str = "a",
    position: int = 0,
) -> Evidence:
    return Evidence(said, position, format, date, sha256, f"{sha256}.txt")


def english(merged: Merged) -> str:
    return merged.title["en"].text


def test_one_record_is_the_paper() -> None:
    note = Note("tldr", "TL;DR", "zh", "快")
    merged = merge(
        [
            told(
                record(
                    PAPER,
                    "Leases",
                    version=1,
                    abstract={"en": "We lease."},
                    authors=("Ada Kim",),
                    primary="cs.DC",
                    categories=("cs.DC", "cs.OS"),
                    comments="9 pages",
                    journal_ref="J. Inv.",
                    doi="10.9999/1",
                    notes=(note,),
                    urls={"abs": "https://arxiv.org/abs/2507.00001"},
                )
            )
        ]
    )
    assert merged == Merged(
        versions=(1,),
        title={"en": Text("Leases")},
        abstract={"en": Text("We lease.")},
        authors=("Ada Kim",),
        primary="cs.DC",
        categories=("cs.DC", "cs.OS"),
        comments="9 pages",
        journal_ref="J. Inv.",
        doi="10.9999/1",
        urls={"abs": "https://arxiv.org/abs/2507.00001"},
        notes=(SourcedNote(note, "a.txt"),),
    )


def test_a_replacement_of_unknown_version_follows_the_version_announced_before() -> None:
    merged = merge(
        [
            told(record(PAPER, "Leases", version=1, section="new", comments="9 pages")),
            told(record(PAPER, "Leases revisited", section="replaced"), date="2025-09-23", sha256="b"),
        ]
    )
    assert (english(merged), merged.versions, merged.comments) == ("Leases revisited", (1, 2), "9 pages")


def test_replacements_of_unknown_version_follow_each_other() -> None:
    merged = merge(
        [
            told(record(PAPER, "One", version=1, section="new")),
            told(record(PAPER, "Two", section="replaced"), date="2025-08-01", sha256="b"),
            told(record(PAPER, "Three", section="replaced"), date="2025-09-01", sha256="c"),
            told(record(PAPER, "Three", section="replaced-cross"), date="2025-09-01", sha256="d"),
        ]
    )
    assert (english(merged), merged.versions) == ("Three", (1, 2, 3))


def test_a_version_made_after_a_replacement_says_nothing_of_it_though_it_was_filed_before() -> None:
    """A gap filled today has today's versions under the days of back then."""
    filled = told(record(PAPER, version=3, date="2025-11-20", date_kind="updated"), "api-atom", date="2025-07-01")
    merged = merge([filled, told(record(PAPER, section="replaced"), date="2025-07-15", sha256="b")])
    assert merged.versions == (3,)


def test_a_replacement_whose_predecessor_nobody_knows_has_no_version() -> None:
    merged = merge([told(record(PAPER, section="replaced"))])
    assert (merged.versions, merged.version) == ((), None)


@pytest.mark.parametrize(("updated", "versions"), [("2025-07-11", (3,)), ("2025-07-01", (3, 4)), ("2025-07-16", (3,))])
def test_a_replacement_is_the_version_that_another_digest_dates_to_the_days_before(
    updated: str, versions: tuple[int, ...]
) -> None:
    dated = record(PAPER, version=3, date=updated, date_kind="updated")
    merged = merge(
        [
            told(dated, "trilingual", updated, sha256="b"),
            told(record(PAPER, section="replaced"), date="2025-07-15"),
        ]
    )
    assert merged.versions == versions


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        (
            told(record(PAPER, "newer", version=2), "trilingual", "2025-06-01", "b"),
            told(record(PAPER, "older", version=1), "listing-text", "2025-07-15"),
        ),
        (
            told(record(PAPER, "arXiv's", version=1), "listing-text", "2025-07-15"),
            told(record(PAPER, "copy", version=1), "trilingual", "2025-07-20", "b"),
        ),
        (
            told(record(PAPER, "arXiv's", version=1), "listing-text", "2025-07-15"),
            told(record(PAPER, "copy"), "daily-markdown", "2025-07-20", "b"),
        ),
        (
            told(record(PAPER, "at least v2", section="replaced"), "listing-text", "2025-07-15"),
            told(record(PAPER, "copy"), "daily-markdown", "2025-07-20", "b"),
        ),
        (
            told(record(PAPER, "later"), "daily-markdown", "2025-07-16", "b"),
            told(record(PAPER, "sooner"), "daily-markdown", "2025-07-15"),
        ),
        (
            told(record(PAPER, "dated"), "daily-markdown", "2025-07-16", "b"),
            told(record(PAPER, "undated"), "daily-markdown", None),
        ),
        (
            told(record(PAPER, "first by sha256"), "daily-markdown"),
            told(record(PAPER, "second"), "daily-markdown", sha256="b"),
        ),
        (
            told(record(PAPER, "first in its digest")),
            told(record(PAPER, "repeated"), position=7),
        ),
        (
            told(record(PAPER, "known"), "daily-markdown", "2025-07-15"),
            told(record(PAPER, title={}, version=9), "listing-text", "2025-07-20", "b"),
        ),
    ],
)
def test_the_better_evidence_gives_the_title(winner: Evidence, loser: Evidence) -> None:
    title = winner.record.title["en"]
    assert [english(merge([winner, loser])), english(merge([loser, winner]))] == [title, title]


def german(text: str, status: str = "ok", origin: str = "author", version: int = 1) -> Record:
    fields: dict[str, Any] = {}
    if status != "ok":
        fields["statuses"] = {"title": {"de": status}}
    if origin != "author":
        fields["origins"] = {"title": {"de": origin}}
    return record(PAPER, title={"de": text} if text else {}, version=version, **fields)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (german("Fäden"), german("Garne", origin="machine", version=2)),
        (german("Fäden", origin="machine"), german("Garne", origin="ai", version=2)),
        (german("Fäden", origin="ai"), german("ä ä ä ä", "degenerate", "machine", version=2)),
        (german("Threads", "untranslated", "machine"), german("", "missing", version=2)),
        (german("Fehler", "error"), german("", "missing", version=2)),
        (german("Fäden, neu", version=2), german("Fäden")),
    ],
)
def test_the_better_text_of_a_language_is_kept(better: Record, worse: Record) -> None:
    merged = merge([told(better, "trilingual"), told(worse, "trilingual", sha256="b")])
    assert merged.title["de"].text == better.title["de"]


def test_a_text_that_the_source_says_is_missing_is_there_without_words() -> None:
    said = record(PAPER, "Leases", statuses={"abstract": {"zh": "missing"}}, origins={"abstract": {"zh": "machine"}})
    assert merge([told(said)]).abstract == {"zh": Text("", "machine", "missing")}


def test_the_authors_language_comes_first() -> None:
    said = record(PAPER, title={"de": "Fäden", "zh": "线程"}, origins={"title": {"de": "machine"}})
    assert list(merge([told(said)]).title) == ["zh", "de"]


def test_categories_are_all_kept_and_arxiv_tells_which_is_primary() -> None:
    merged = merge(
        [
            told(record(PAPER, primary="cs.LG", categories=("cs.LG",), version=3), "daily-markdown", sha256="a"),
            told(record(PAPER, primary="cs.DC", categories=("cs.DC", "cs.OS"), version=1), sha256="b"),
            told(record(PAPER, categories=("math.CO",)), "trilingual", sha256="c"),
        ]
    )
    assert (merged.primary, merged.categories) == ("cs.DC", ("cs.DC", "cs.OS", "cs.LG", "math.CO"))


def test_notes_of_all_digests_are_kept_once_in_order() -> None:
    quick, slow = Note("tldr", "TL;DR", "en", "Quick."), Note("result", "Result", "en", "Slow.")
    merged = merge(
        [
            told(record(PAPER, notes=(quick,)), date="2025-07-16", sha256="b"),
            told(record(PAPER, notes=(slow, quick)), date="2025-07-15", sha256="c"),
        ]
    )
    assert merged.notes == (SourcedNote(slow, "c.txt"), SourcedNote(quick, "c.txt"))


def test_no_evidence_is_no_paper() -> None:
    with pytest.raises(ValueError, match="at least one"):
        merge([])


@given(evidence(), st.randoms())
def test_the_order_of_evidence_does_not_matter(said: list[Evidence], chance: Any) -> None:
    shuffled = list(said)
    chance.shuffle(shuffled)
    assert merge(said) == merge(shuffled)
    assert list(merge(said).title) == list(merge(shuffled).title)


@given(evidence())
def test_evidence_told_twice_is_told_once(said: list[Evidence]) -> None:
    assert merge([*said, *said]) == merge(said)


@given(evidence(), st.data())
def test_unknown_never_overwrites_known(said: list[Evidence], data: st.DataObject) -> None:
    some = data.draw(st.lists(st.sampled_from(said), min_size=1, unique_by=id))
    before, after = merge(some), merge(said)
    for name in ("authors", "primary", "comments", "journal_ref", "doi", "version"):
        assert getattr(before, name) is None or getattr(after, name) is not None
    assert set(before.categories) <= set(after.categories)
    assert set(before.urls) <= set(after.urls)
    assert {note.note for note in before.notes} <= {note.note for note in after.notes}
    for texts, kept in ((before.title, after.title), (before.abstract, after.abstract)):
        for lang, text in texts.items():
            assert not text.text or kept[lang].text
            assert text.status != "ok" or kept[lang].status == "ok"


@given(evidence())
def test_all_that_is_kept_was_told(said: list[Evidence]) -> None:
    merged = merge(said)
    for lang, text in merged.title.items():
        assert not text.text or text.text in {item.record.title.get(lang) for item in said}
    assert merged.authors is None or merged.authors in {item.record.authors for item in said}
    assert {item.record.version for item in said} - {None} <= set(merged.versions)
