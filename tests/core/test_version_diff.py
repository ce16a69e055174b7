"""What changed from the version that was decided to the newest one."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_reader.version_diff import Difference, Part, compared
from parsers.base import Note
from tests.core.invented import digest, open_library, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest_reader.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with contextlib.closing(open_library(tmp_path)) as opened:
        yield opened


def written(before: str, after: str) -> str:
    """Return a comparison as a line: ``[-removed-]`` and ``{+added+}``."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[part.kind].format(part.text) for part in compared(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("We make a queue.", "We make a fast queue.", "We make a {+fast +}queue."),
        ("We make a slow queue.", "We make a queue.", "We make a [-slow -]queue."),
        ("It takes 3 ms.", "It takes 4 ms.", "It takes [-3-]{+4+} ms."),
        ("two old words here", "three new words here", "[-two old-]{+three new+} words here"),
        ("我们研究量子纠错。", "我们研究新的量子纠错码。", "我们研究{+新的+}量子纠错{+码+}。"),
        ("Über Größe", "Über die Größe", "Über {+die +}Größe"),
        ("same", "same", "same"),
        ("", "all new", "{+all new+}"),
        ("all gone", "", "[-all gone-]"),
        ("", "", ""),
    ],
)
def test_texts_are_compared_by_words_and_chinese_by_characters(before: str, after: str, expected: str) -> None:
    assert written(before, after) == expected


TEXTS = st.lists(st.sampled_from(["a", "b", "ab", " ", "  ", "\n\n", "量", "子", ".", "-", "é", "$x^2$"])).map("".join)


@given(TEXTS, TEXTS)
def test_the_parts_make_up_both_texts(before: str, after: str) -> None:
    parts = compared(before, after)
    assert "".join(part.text for part in parts if part.kind != "added") == before
    assert "".join(part.text for part in parts if part.kind != "removed") == after
    assert all(part.text for part in parts)


def test_texts_too_long_to_compare_are_shown_whole() -> None:
    before, after = "a " * 3_000, "b " * 3_000
    assert compared(before, after) == (Part("removed", before), Part("added", after))


def test_title_and_abstract_of_a_decided_paper_are_compared_with_its_newest_version(library: Library) -> None:
    abstract = {"en": "One. Two.", "zh": "一。"}
    library.add(digest(record("2507.00001", "On edges", version=1, abstract=abstract)))
    assert library.differences(1) == ()
    library.decide([1], "saved")
    assert library.differences(1) == ()
    library.add(
        digest(record("2507.00001", "On old edges", version=2, abstract={"en": "Lost."}), date="2025-07-16", name="b")
    )
    library.add(
        digest(
            record("2507.00001", "On new edges", version=3, abstract={"en": "One. Three."}), date="2025-07-17", name="c"
        )
    )
    title = (Part("same", "On "), Part("added", "new "), Part("same", "edges"))
    text = (Part("same", "One. "), Part("removed", "Two"), Part("added", "Three"), Part("same", "."))
    expected = (Difference("title", "en", 1, 3, title), Difference("abstract", "en", 1, 3, text))
    assert library.differences(1) == expected
    library.decide([1], "saved")
    assert library.differences(1) == ()
    library.undo()
    assert library.differences(1) == expected


def test_a_replacement_without_a_number_is_the_next_version(library: Library) -> None:
    library.add(digest(record("2507.00001", "Old", version=1, section="new")))
    library.decide([1], "skipped")
    library.add(digest(record("2507.00001", "New", section="replaced"), date="2025-07-16"))
    (difference,) = library.differences(1)
    assert (difference.before, difference.after, [part.text for part in difference.parts]) == (1, 2, ["Old", "New"])


def test_translations_by_machines_are_not_compared(library: Library) -> None:
    machine = {"title": {"zh": "machine"}}
    library.add(digest(record("2507.00001", version=1, title={"en": "Same", "zh": "旧"}, origins=machine)))
    library.decide([1], "saved")
    library.add(
        digest(record("2507.00001", version=2, title={"en": "Same", "zh": "新"}, origins=machine), date="2025-07-16")
    )
    assert library.differences(1) == ()


def test_notes_and_line_breaks_are_no_difference(library: Library) -> None:
    note = Note(field="tldr", label="TL;DR", lang="en", text="Short.", status="ok")
    library.add(digest(record("2507.00001", version=1, abstract={"en": "One\ntwo."}, notes=(note,))))
    library.decide([1], "saved")
    library.add(digest(record("2507.00001", version=2, abstract={"en": "One two."}), date="2025-07-16"))
    assert library.differences(1) == ()
