"""A frozen class is what `dataclass(frozen=True, slots=True)` would make."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, field
from typing import Any

import pytest

from parsers.frozen import frozen


@frozen
class Stamp:
    """A frozen class with every sort of field."""

    country: str
    year: int = 1840
    marks: Mapping[str, int] = field(default_factory=dict)
    _: KW_ONLY
    glued: bool = False
    line: int = field(default=0, compare=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Model:
    """The same as a dataclass."""

    country: str
    year: int = 1840
    marks: Mapping[str, int] = field(default_factory=dict)
    _: KW_ONLY
    glued: bool = False
    line: int = field(default=0, compare=False)


@frozen
class Penny:
    """One field."""

    colour: str


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (("uk",), {}),
        (("uk", 1841), {}),
        (("uk", 1841, {"plate": 3}), {}),
        (("uk", 1841, {"plate": 3}), {"glued": True, "line": 7}),
        ((), {"line": 1, "country": "de"}),
        (("uk",), {"marks": {}}),
        ((), {}),
        (("uk", 1841, {}, True), {}),
        (("uk", 1841, {}, True, 7), {}),
        (("uk",), {"country": "de"}),
        (("uk",), {"county": "kent"}),
        ((), {"county": "kent"}),
        (("uk", 1841, {}), {"glued": True, "county": "kent"}),
    ],
)
def test_it_takes_what_a_dataclass_takes(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    def made(cls: Callable[..., Any]) -> dict[str, Any] | None:
        try:
            return dataclasses.asdict(cls(*given, **named))
        except TypeError:
            return None

    assert made(Stamp) == made(Model)


def test_each_instance_has_its_own_default_of_a_factory() -> None:
    assert Stamp("uk").marks is not Stamp("uk").marks


def test_an_error_names_the_class_and_its_fields() -> None:
    with pytest.raises(TypeError, match="Penny has the fields colour; given were 0 by place, color"):
        Penny(color="red")  # type: ignore[call-arg]


def test_it_does_not_change() -> None:
    stamp = Stamp("uk")
    with pytest.raises(dataclasses.FrozenInstanceError):
        stamp.year = 1900  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del stamp.year
    with pytest.raises(dataclasses.FrozenInstanceError):
        stamp.price = 2  # type: ignore[attr-defined]
    assert stamp == Stamp("uk", 1840)


def test_it_has_slots_and_nothing_beside_them() -> None:
    slots = ("country", "year", "marks", "glued", "line")
    assert vars(Stamp)["__slots__"] == vars(Model)["__slots__"] == slots
    assert not hasattr(Stamp("uk"), "__dict__")


def test_it_is_told_from_others_by_its_fields() -> None:
    assert Stamp("uk", line=1) == Stamp("uk", line=2)
    assert Stamp("uk") != Stamp("uk", glued=True)
    assert Penny("black").__eq__("black") is NotImplemented
    assert {Penny("black"), Penny("black"), Penny("red")} == {Penny("red"), Penny("black")}
    with pytest.raises(TypeError, match="unhashable"):
        hash(Stamp("uk"))  # as it holds a mapping


def test_it_says_what_it_is() -> None:
    assert repr(Stamp("uk", glued=True)) == repr(Model("uk", glued=True)).replace("Model", "Stamp")


def test_a_changed_copy_is_another() -> None:
    assert dataclasses.replace(Stamp("uk", glued=True), year=1841) == Stamp("uk", 1841, glued=True)
    with pytest.raises(TypeError):
        dataclasses.replace(Penny("black"), color="red")  # type: ignore[call-arg]


def test_it_can_be_copied_and_sent() -> None:
    stamp = Stamp("uk", 1841, {"plate": 3}, glued=True, line=7)
    for same in (copy.copy(stamp), copy.deepcopy(stamp), pickle.loads(pickle.dumps(stamp))):
        assert dataclasses.asdict(same) == dataclasses.asdict(stamp)


def test_it_can_be_matched() -> None:
    match Stamp("uk", 1841):
        case Stamp(country, year, glued=False):
            assert (country, year) == ("uk", 1841)
        case _:
            pytest.fail("no match")


def test_what_the_class_says_of_itself_holds() -> None:
    @frozen
    class Loud:
        """A class with a repr of its own."""

        word: str

        def __repr__(self) -> str:
            return self.word.upper()

    assert repr(Loud("ho")) == "HO"
    assert (Loud.__name__, Loud.__module__, Loud.__doc__) == ("Loud", __name__, "A class with a repr of its own.")
    assert Loud.__qualname__.endswith("<locals>.Loud")
