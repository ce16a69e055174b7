"""The pace is what was decided lately, breaks left out."""

from __future__ import annotations

from tui.pace import Pace


def test_too_few_decisions_have_no_pace() -> None:
    pace = Pace()
    for second in range(4):
        pace.decided(second * 3.0)
    assert (pace.per_minute(), pace.minutes_for(10)) == (None, None)


def test_a_decision_every_three_seconds_is_twenty_a_minute() -> None:
    pace = Pace()
    for number in range(11):
        pace.decided(number * 3.0)
    assert (pace.per_minute(), pace.minutes_for(47)) == (20, 3)


def test_a_break_does_not_slow_the_pace() -> None:
    pace = Pace()
    for number in range(6):
        pace.decided(number * 3.0)
    for number in range(6):
        pace.decided(200 + number * 3.0)
    assert pace.per_minute() == 22


def test_what_is_long_ago_does_not_count() -> None:
    pace = Pace()
    for number in range(10):
        pace.decided(number * 1.0)
    for number in range(5):
        pace.decided(1000 + number * 6.0)
    assert pace.per_minute() == 10


def test_a_day_took_the_time_of_its_own_decisions_if_all_were_taken_now() -> None:
    pace = Pace()
    for number in range(4):
        pace.decided(number * 10.0, "one")
    pace.decided(40.0, "two", papers=3)
    assert pace.seconds_for("one", 4) == 30.0
    assert pace.seconds_for("one", 5) is None
    assert pace.seconds_for("two", 3) == 10.0
