"""Going through a view paper by paper."""

from __future__ import annotations

from array import array
from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from digest_reader.filter import Hits
from digest_reader.models import STATES, Counts, SectionSpan, View
from digest_reader.triage import MANY, Queue


def view(states: str, *spans: tuple[str, int, int]) -> View:
    """Return a view of papers 101, 102 ...; ``.+z-`` are the states."""
    numbers = bytes(".+z-".index(mark) for mark in states)
    sections = tuple(SectionSpan(*span) for span in spans)
    return View(range(101, 101 + len(states)), numbers, sections, ())


def hits(queue: Queue, keys: Collection[int]) -> Hits:
    """Return what a search among a queue's papers that finds some papers would say."""
    rows = array("i", (row for row, key in enumerate(queue.keys) if key in keys))
    return Hits(array("q", (queue.keys[row] for row in rows)), rows, (), lambda: ())


def test_the_next_undecided_paper_is_below_and_then_from_the_top() -> None:
    queue = Queue(view("+.-.z"))
    assert [queue.next_undecided(row) for row in range(-1, 5)] == [1, 1, 3, 3, 1, 1]
    assert [queue.previous_undecided(row) for row in range(5)] == [3, 3, 1, 1, 3]
    assert queue.first_undecided() == 1


def test_there_is_no_undecided_paper_when_all_are_decided() -> None:
    queue = Queue(view("+-z"))
    assert (queue.first_undecided(), queue.next_undecided(0), queue.previous_undecided(2)) == (None, None, None)


def test_an_empty_view_has_no_papers_and_no_sections() -> None:
    queue = Queue(View((), b"", (), ()))
    assert (len(queue), queue.counts(), queue.section_of(0), queue.first_undecided()) == (0, Counts(), None, None)


def test_a_decision_is_counted_in_all_and_in_its_section() -> None:
    queue = Queue(view("....", ("new", 0, 3), ("cross", 3, 4)))
    queue.set_state(102, "saved")
    queue.set_state(104, "later")
    queue.set_state(999, "saved")
    assert queue.counts() == Counts(4, 2, 1, 1, 0)
    assert [(queue.section_left(n), queue.section_total(n)) for n in (0, 1)] == [(2, 3), (0, 1)]
    assert [queue.section_of(row) for row in range(5)] == [0, 0, 0, 1, None]
    assert [queue.state(row) for row in range(4)] == ["new", "saved", "new", "later"]
    queue.set_state(102, "new")
    assert (queue.counts(), queue.section_left(0)) == (Counts(4, 3, 0, 1, 0), 3)


def test_the_undecided_of_a_range_are_named_as_papers() -> None:
    queue = Queue(view(".+.-."))
    assert (queue.undecided(), queue.undecided(1, 4), queue.undecided(0, 99)) == (
        [101, 103, 105],
        [103],
        [101, 103, 105],
    )


def test_a_narrowed_queue_keeps_the_order_and_the_headings_that_have_hits() -> None:
    queue = Queue(view(".+.-.", ("new", 0, 2), ("cross", 2, 3), ("replaced", 3, 5)))
    narrowed = queue.narrowed(hits(queue, [105, 101, 104, 999]))
    assert (list(narrowed.keys), bytes(narrowed.states)) == ([101, 104, 105], b"\0\3\0")
    assert narrowed.sections == (SectionSpan("new", 0, 1), SectionSpan("replaced", 1, 3))
    assert narrowed.counts() == Counts(3, 2, 0, 0, 1)
    narrowed.set_state(101, "saved")
    assert queue.state(0) == "new"


MARKS = st.text(".+z-", min_size=1, max_size=12)


@given(MARKS, st.lists(st.tuples(st.integers(0, 12), st.sampled_from(STATES)), max_size=20), st.data())
def test_counts_kept_by_the_way_are_the_counts_made_anew(
    marks: str, decisions: list[tuple[int, str]], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(marks)))
    spans = [("new", 0, cut), ("listed", cut, len(marks))]
    queue = Queue(view(marks, *(span for span in spans if span[2] > span[1])))
    for row, state in decisions:
        queue.set_state(101 + row, state)  # type: ignore[arg-type]
    anew = Queue(View(queue.keys, bytes(queue.states), queue.sections, ()))
    assert queue.counts() == anew.counts()
    assert [queue.section_left(n) for n in range(len(queue.sections))] == [
        anew.section_left(n) for n in range(len(anew.sections))
    ]
    undecided = [row for row in range(len(queue)) if queue.state(row) == "new"]
    for row in range(len(queue)):
        after = [other for other in undecided if other > row]
        assert queue.next_undecided(row) == next(iter(after or undecided), None)


def test_a_queue_of_very_many_papers_behaves_as_one_of_few() -> None:
    keys = array("q", range(2 * MANY, 0, -1))
    queue = Queue(View(keys, bytes(len(keys)), (SectionSpan("new", 0, MANY), SectionSpan("cross", MANY, 2 * MANY)), ()))
    assert [queue.index_of(key) for key in (2 * MANY, 1, 0, 2 * MANY + 1)] == [0, 2 * MANY - 1, None, None]
    queue.set_state(7, "saved")
    wanted = [3, MANY + 5, 7, 0, -1, 2 * MANY + 1, 7]
    narrowed, ranked = queue.narrowed(hits(queue, wanted)), queue.in_order(wanted[:4])
    assert (list(narrowed.keys), bytes(narrowed.states)) == ([MANY + 5, 7, 3], bytes([0, 1, 0]))
    assert narrowed.sections[:] == [SectionSpan("new", 0, 1), SectionSpan("cross", 1, 3)]
    assert [narrowed.section_left(number) for number in (0, 1)] == [1, 1]
    assert (narrowed.section_named("cross"), narrowed.section_named("listed")) == (1, None)
    assert (narrowed.headings(), [narrowed.headings_above(row) for row in range(3)]) == ([0, 2], [1, 2, 2])
    assert narrowed.counts() == Counts(3, 2, 1, 0, 0)
    assert (list(ranked.keys), bytes(ranked.states), len(ranked.sections)) == ([3, MANY + 5, 7], bytes([0, 0, 1]), 0)
    assert (narrowed.index_of(7), len(queue.narrowed(hits(queue, ())))) == (1, 0)
