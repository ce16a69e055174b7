"""A list of batches reads those that are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest_reader.batch_list import Batches
from digest_reader.models import Batch, Counts

if TYPE_CHECKING:
    from collections.abc import Sequence

KEYS = [f"day {number}" for number in range(200)]


def batch(key: str) -> Batch:
    return Batch(key, None, (), (), Counts())


def test_only_the_neighbours_of_what_is_looked_at_are_read_and_each_once() -> None:
    read: list[int] = []

    def reading(keys: Sequence[str]) -> list[Batch]:
        read.append(len(keys))
        return [batch(key) for key in keys]

    batches = Batches(KEYS, reading)
    assert (len(batches), bool(batches), batches.place_of("day 150"), batches.place_of("?"), read) == (
        200,
        True,
        150,
        None,
        [],
    )
    assert [batches[0].key, batches[1].key, batches[-1].key] == ["day 0", "day 1", "day 199"]
    assert read == [64, 8]
    assert batches.of("day 199") == batch("day 199")
    assert (batches.of("?"), read) == (None, [64, 8])
    assert [each.key for each in batches[62:66]] == ["day 62", "day 63", "day 64", "day 65"]
    assert [each.key for each in batches] == KEYS
    assert read == [64, 8, 64, 64]


def test_a_list_of_batches_equals_the_batches_in_it_and_ends_where_they_end() -> None:
    batches = Batches(KEYS[:2], lambda keys: [batch(key) for key in keys])
    assert batches == [batch("day 0"), batch("day 1")]
    assert batches != [batch("day 0")]
    with pytest.raises(IndexError):
        batches[2]
