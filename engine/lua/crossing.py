"""One API function as Lua calls it: arguments checked and converted, a refusal told, a bug kept for the host.

Nearly all calls have few arguments that are the same on both sides, so there is an entrance for each number of them;
whatever else comes takes the long way. What is no single plain value is answered as a verdict, for which
`prelude/calls.lua` has the other half. One argument comes by way of an index, which costs lupa three quarters of
what a call does.

Lua must find memory for what it is given, or the process dies. Numbers and booleans need none; for anything else the
entrances look first, and Lua itself looks before the long way.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from engine.core.errors import EngineError
from engine.lua.convert import Converter, Value
from engine.lua.parameters import Parameters, parameters_of
from engine.lua.plain import SAME, Floats, text_or_bytes, text_to_lua

PLAIN, TAGGED, SEVERAL, REFUSED, BUG, TIGHT, AGAIN = 1, 2, 3, 4, 5, 6, 7  # verdicts
SHORT = 10_000  # characters of a text whose length needs no check

_LOWEST, _HIGHEST = -(1 << 63), (1 << 63) - 1  # whole numbers of Lua
_AGAIN = (None, AGAIN, None)

Function = Callable[..., Value]


class Entrances(NamedTuple):
    """What Lua calls for one function; None where it cannot be called so."""

    least: int  # arguments
    most: int
    any_number: Callable[..., Any]
    none: Callable[[], Any] | None
    one: object | None  # is indexed
    two: Callable[[Any, Any], Any] | None
    three: Callable[[Any, Any, Any], Any] | None
    floats: Any  # Lua's table of the lists that Lua is to pack: their places, from 1, and names; None where none is


class _Refusal(NamedTuple):
    text: str


class _Bug(NamedTuple):
    bug: BaseException


class Crossings:
    """Makes what Lua calls for the functions of a runtime.

    Args:
        memory_used: The bytes that Lua takes now.
        keep_bug: Keeps an exception that is no mistake of the player's, for the runtime to raise once Lua has unwound.
    """

    def __init__(
        self, converter: Converter, memory_used: Callable[[], int], keep_bug: Callable[[BaseException], None]
    ) -> None:
        self._converter = converter
        self._for_bytes = Converter(converter.limits, converter.host, converter.custom, text_or_bytes)
        self._memory_used = memory_used
        self._most_memory = converter.limits.soft_memory_bytes  # with more than that, Lua might find none for an answer
        self._keep_bug = keep_bug
        self._kept: Value = None  # what Lua will ask for with `take`
        self.again: Any = None  # what Lua knows as: nothing was done yet, take the long way
        self.kept: Any = None  # what Lua knows as: the answer is to be had from `take`

    def make(self, name: str, function: Function, receivers: int = 0, *, takes_bytes: bool = False) -> Entrances:
        """Return what Lua calls for `function`, which players know as `name`.

        The first `receivers` arguments come from the handle that it is a method of. None of it ever raises: no
        exception object may enter Lua. An EngineError is answered as a refusal with its text.
        """
        parameters = parameters_of(name, function, receivers)
        least, most = parameters.least, parameters.most
        direct = [
            make(function) if least <= count <= most and not parameters.has_types else None
            for count, make in enumerate((self._none, self._one, self._two, self._three))
        ]
        any_number = self._any_number(function, parameters, self._for_bytes if takes_bytes else self._converter)
        names = {at + 1: parameters.name_of(at) for at in parameters.floats}
        floats = self._converter.host.make_table(names) if names else None
        return Entrances(least, most, any_number, *direct, floats)  # type: ignore[call-arg, arg-type]  # `direct` are the four

    def take(self) -> Any:
        """The answer that was kept; Lua has made room for it."""
        kept, self._kept = self._kept, None
        try:
            if isinstance(kept, _Bug):
                raise kept.bug
            return (None, REFUSED, kept.text) if isinstance(kept, _Refusal) else self._written(kept)
        except BaseException as bug:  # noqa: BLE001 - see `make`
            return self._failed(bug)

    # The entrances -------------------------------------------------------------------------------------------

    def _any_number(self, function: Function, parameters: Parameters, converter: Converter) -> Callable[..., Any]:
        least, most = parameters.least, parameters.most
        read, name_of, floats = converter.from_lua, parameters.name_of, frozenset(parameters.floats)

        def read_all(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(
                [
                    read(each, name_of(place)) if place not in floats else _unpacked(each)
                    for place, each in enumerate(arguments)
                ]
            )

        def cross(*arguments: Any) -> Any:
            try:
                if not least <= len(arguments) <= most:
                    raise parameters.refusal(len(arguments))
                if floats or not all(map(_is_same, arguments)):
                    arguments = read_all(arguments)
                if parameters.has_types:
                    arguments = parameters.checked(arguments)
                result = function(*arguments)
                return result if result is None or type(result) is float else self._answer(result)
            except BaseException as failure:  # noqa: BLE001 - raised again by the runtime, when Lua has unwound
                arguments = ()  # the traceback must not keep objects of a coroutine that is about to end
                return self._failed(failure)

        return cross

    def _none(self, function: Function) -> Callable[[], Any]:
        def cross() -> Any:
            try:
                result = function()
                return result if result is None or type(result) is float else self._answer(result)
            except BaseException as failure:  # noqa: BLE001 - see `make`
                return self._failed(failure)

        return cross

    def _one(self, function: Function) -> object:
        crossings = self

        class Crossing:
            """Is indexed with the argument; whatever is no plain scalar is told by a word."""

            __slots__ = ()

            def __getitem__(self, a: Any) -> Any:
                try:
                    if type(a) not in SAME and not (type(a) is str and len(a) < SHORT and a.isascii()):
                        return crossings.again
                    result = function(a)
                    if result is None:
                        return None
                    if type(result) in SAME and (type(result) is not int or _LOWEST <= result <= _HIGHEST):
                        return result
                    crossings._kept = result
                except EngineError as refusal:
                    crossings._kept = _Refusal(text_to_lua(str(refusal)))
                except BaseException as bug:  # noqa: BLE001 - see `make`
                    crossings._kept = _Bug(bug)
                return crossings.kept

        return Crossing()

    def _two(self, function: Function) -> Callable[[Any, Any], Any]:
        def cross(a: Any, b: Any) -> Any:
            try:
                if type(a) not in SAME and not (type(a) is str and len(a) < SHORT and a.isascii()):
                    return _AGAIN
                if type(b) not in SAME and not (type(b) is str and len(b) < SHORT and b.isascii()):
                    return _AGAIN
                result = function(a, b)
                return result if result is None or type(result) is float else self._answer(result)
            except BaseException as failure:  # noqa: BLE001 - see `make`
                return self._failed(failure)

        return cross

    def _three(self, function: Function) -> Callable[[Any, Any, Any], Any]:
        def cross(a: Any, b: Any, c: Any) -> Any:
            try:
                if type(a) not in SAME and not (type(a) is str and len(a) < SHORT and a.isascii()):
                    return _AGAIN
                if type(b) not in SAME and not (type(b) is str and len(b) < SHORT and b.isascii()):
                    return _AGAIN
                if type(c) not in SAME and not (type(c) is str and len(c) < SHORT and c.isascii()):
                    return _AGAIN
                result = function(a, b, c)
                return result if result is None or type(result) is float else self._answer(result)
            except BaseException as failure:  # noqa: BLE001 - see `make`
                return self._failed(failure)

        return cross

    # Answers -------------------------------------------------------------------------------------------------

    def _answer(self, result: Value) -> Any:
        if type(result) is bool or (type(result) is int and _LOWEST <= result <= _HIGHEST):
            return result
        if self._memory_used() > self._most_memory:
            return self._later(result)
        return self._written(result)

    def _written(self, result: Value) -> Any:
        if isinstance(result, tuple):
            return None, SEVERAL, self._several(result)
        written, has_handles = self._converter.to_lua(result)
        return (None, TAGGED, written) if has_handles else (None, PLAIN, written)

    def _several(self, results: Sequence[Value]) -> Any:
        written: dict[str | int, Any] = {"n": len(results)}
        for place, result in enumerate(results, 1):
            value, has_handles = self._converter.to_lua(result)
            if has_handles:
                raise TypeError("a handle has to be the only result")
            if value is not None:
                written[place] = value
        return self._converter.host.make_table(written)

    def _failed(self, failure: BaseException) -> Any:
        if not isinstance(failure, EngineError):
            self._keep_bug(failure)
            return None, BUG, None
        text = text_to_lua(str(failure))
        return self._later(_Refusal(text)) if self._memory_used() > self._most_memory else (None, REFUSED, text)

    def _later(self, answer: Value) -> Any:
        self._kept = answer
        return None, TIGHT, None


def _is_same(value: Any) -> bool:
    """Whether a value of Lua's needs no conversion, nor a look at its length."""
    return type(value) in SAME or (type(value) is str and len(value) < SHORT and value.isascii())


def _unpacked(packed: str | None) -> Floats | None:
    """The numbers that Lua has packed."""
    return None if packed is None else array("d", packed.encode("latin-1"))
