"""What Lua calls for one function of the host's: a way in for each small number of arguments, and one for the rest.

To be called costs lupa a tuple and a dict; to be indexed, or written to, costs it neither, and a third less time. So
one argument comes as an index, two are written where nothing is answered, and three come in those two steps. Only what
is the same on both sides comes so, which `prelude/entrances.lua` sees to. An index has one answer: what is no plain
scalar is kept until Lua takes it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from engine.lua.plain import Value

_LOWEST, _HIGHEST = -(1 << 63), (1 << 63) - 1  # whole numbers of Lua

Function = Callable[..., Value]


def is_scalar(result: Value) -> bool:
    """Whether Lua takes `result`, no float, just as it is, and without needing memory for it."""
    return type(result) is bool or (type(result) is int and _LOWEST <= result <= _HIGHEST)


class Entrances(NamedTuple):
    """What Lua has for one function; None where it cannot be called so."""

    most: int  # arguments
    any_number: Callable[..., Any]
    none: Callable[[], Any] | None = None
    one: object | None = None  # is indexed
    two: Callable[[Any, Any], Any] | None = None
    told_two: object | None = None  # instead of `two`, for a function that answers nothing: is written to
    three: object | None = None  # is written to, then indexed
    floats: Any = None  # Lua's table of the lists that Lua is to pack: their places, from 1, and names


class Keeping(Protocol):
    """Keeps what Lua will take: an answer, or what went wrong."""

    def keep(self, answer: Value) -> object:
        """Keep `answer`; returns the word that tells Lua so."""

    def keep_failure(self, failure: BaseException) -> object:
        """The same for an exception, none of which may enter Lua."""

    def tell(self) -> None:
        """Say that there is something, to who can read no word."""


class One:
    """Is indexed with the one argument."""

    __slots__ = ("_function", "_keeping")

    def __init__(self, function: Function, keeping: Keeping) -> None:
        self._function = function
        self._keeping = keeping

    def __getitem__(self, a: Any) -> Any:
        try:
            result = self._function(a)
            if result is None or type(result) is float:
                return result
            return result if is_scalar(result) else self._keeping.keep(result)
        except BaseException as failure:  # noqa: BLE001 - raised again by the runtime, when Lua has unwound
            return self._keeping.keep_failure(failure)


class ToldTwo:
    """Has the second argument written at the first; there is nothing to read."""

    __slots__ = ("_function", "_keeping")

    def __init__(self, function: Function, keeping: Keeping) -> None:
        self._function = function
        self._keeping = keeping

    def __getitem__(self, _: Any) -> None:
        """Never used, but it makes lupa write items and not attributes."""

    def __setitem__(self, a: Any, b: Any) -> None:
        try:
            result = self._function(a, b)
            if result is None:
                return
            self._keeping.keep(result)
        except BaseException as failure:  # noqa: BLE001 - see `One`
            self._keeping.keep_failure(failure)
        self._keeping.tell()


class Three:
    """Has the second argument written at the first, and is indexed with the third."""

    __slots__ = ("_a", "_b", "_function", "_keeping")

    def __init__(self, function: Function, keeping: Keeping) -> None:
        self._function = function
        self._keeping = keeping
        self._a = self._b = None

    def __setitem__(self, a: Any, b: Any) -> None:
        self._a, self._b = a, b

    def __getitem__(self, c: Any) -> Any:
        try:
            result = self._function(self._a, self._b, c)
            if result is None or type(result) is float:
                return result
            return result if is_scalar(result) else self._keeping.keep(result)
        except BaseException as failure:  # noqa: BLE001 - see `One`
            return self._keeping.keep_failure(failure)
