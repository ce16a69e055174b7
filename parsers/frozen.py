"""Frozen classes that cost little to make: a dataclass whose methods are shared instead of written for each class.

`dataclass(frozen=True, slots=True)` writes the source of six methods for every class and compiles it, 0.5 ms a class.
The first frame needs some seventy of ours, so that was a tenth of the time until it stood. With `frozen` a class takes
0.05 ms, and an instance some tenths of a microsecond more than before. It is for the modules that are loaded at every
start; elsewhere a dataclass does.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    _Behind = tuple[tuple[str, ...], dict[str, Any], list[tuple[str, Callable[[], Any]]]]
    """The fields behind so many given by place: their names, defaults, and makers of defaults."""

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_T]) -> type[_T]:
    """Make a class as `dataclass(frozen=True, slots=True)` does.

    Defaults, `KW_ONLY`, patterns, equality, hash, repr, copies, pickles, and `dataclasses.fields`, `replace` and
    `asdict` are those of a dataclass. Of `field` the arguments ``default``, ``default_factory``, ``compare`` and
    ``kw_only`` are obeyed; there is no ``__post_init__``.
    """
    form = _Form(dataclass(init=False, repr=False, eq=False)(cls))
    # Slots are there from the beginning or not at all: it is a class of the same name, with the same in it.
    kept = {name: value for name, value in vars(cls).items() if name not in (*form.names, "__dict__", "__weakref__")}
    ours = {"__qualname__": cls.__qualname__, "__slots__": form.names, "_form": form}
    made: Any = type(cls.__name__, cls.__bases__, {**_METHODS, **kept, **ours})
    form.setters = tuple(getattr(made, name).__set__ for name in form.names)
    return cast("type[_T]", made)


class _Form:
    """What the shared methods know of one class.

    Attributes:
        names: Its fields, those that are given by name alone last.
        setters: What sets each field: past `__setattr__`, which refuses. They come with the class that is made.
        whole: How many values by place are all of them; None where some are given by name alone.
        compared: Returns of an instance what tells it from another.
    """

    __slots__ = ("_behind", "_class", "_fields", "compared", "names", "setters", "whole")

    def __init__(self, made: type[Any]) -> None:
        self._class = made.__qualname__
        self._fields = sorted(fields(made), key=lambda one: bool(one.kw_only))
        self._behind: dict[int, _Behind] = {}
        self.names = tuple(one.name for one in self._fields)
        self.setters: tuple[Callable[[object, object], None], ...] = ()
        self.whole = None if self._fields[-1].kw_only else len(self.names)
        self.compared = attrgetter(*(one.name for one in self._fields if one.compare))

    def rest(self, placed: int, named: dict[str, Any]) -> Iterable[Any]:
        """Return the values of the fields behind those that were given by place.

        Raises:
            TypeError: A field is missing or given twice, or there is none of a name.
        """
        names, defaults, factories = self._behind.get(placed) or self._look_behind(placed)
        if not named and len(defaults) == len(names):
            return defaults.values()
        values = named
        if len(named) != len(names):
            values = {**defaults, **named}
            for name, make in factories:
                if name not in values:
                    values[name] = make()
        if len(values) == len(names):
            try:
                return [values[name] for name in names]
            except KeyError:
                pass  # one of another name in place of one that is missing
        told = ", ".join((f"{placed} by place", *named))
        raise TypeError(f"{self._class} has the fields {', '.join(self.names)}; given were {told}")

    def _look_behind(self, placed: int) -> _Behind:
        if any(one.kw_only for one in self._fields[:placed]) or placed > len(self._fields):
            raise TypeError(f"{self._class} has the fields {', '.join(self.names)}; given were {placed} by place")
        its = self._fields[placed:]
        found = self._behind[placed] = (
            tuple(one.name for one in its),
            {one.name: one.default for one in its if one.default is not MISSING},
            [(one.name, one.default_factory) for one in its if one.default_factory is not MISSING],
        )
        return found


def _init(self: Any, /, *given: Any, **named: Any) -> None:
    form = self._form
    if named or len(given) != form.whole:
        given = (*given, *form.rest(len(given), named))
    for put, value in zip(form.setters, given, strict=True):
        put(self, value)


def _repr(self: Any) -> str:
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._form.names)
    return f"{type(self).__qualname__}({told})"


def _eq(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    compared = self._form.compared
    return compared(self) == compared(other)


def _hash(self: Any) -> int:
    return hash(self._form.compared(self))


def _refuse(self: object, name: str, value: object = None) -> NoReturn:
    raise FrozenInstanceError(f"{type(self).__qualname__} is frozen: {name} stays as it is")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self._form.names]


def _setstate(self: Any, state: list[Any]) -> None:
    for put, value in zip(self._form.setters, state, strict=True):
        put(self, value)


_METHODS = {
    "__init__": _init,
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
