"""One API function as Lua calls it: arguments checked and converted, a refusal told, a bug kept for the host.

Nearly all calls have few arguments that are the same on both sides, and come by an entrance for just that number of
them; whatever else comes takes the long way. What is no single plain value is answered as a verdict, or kept for Lua to
take, for which `prelude/entrances.lua` has the other half.

Lua must find memory for what it is given, or the process dies. Numbers and booleans need none; for anything else the
entrances look first, and Lua itself looks before the long way, and before it takes what was kept.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any, NamedTuple

from engine.core.errors import EngineError
from engine.lua.convert import Converter, Value
from engine.lua.entrances import Entrances, Function, One, Three, ToldTwo, is_scalar
from engine.lua.parameters import Parameters, parameters_of
from engine.lua.plain import SAME, Floats, text_or_bytes, text_to_lua

PLAIN, TAGGED, SEVERAL, REFUSED, BUG, TIGHT = 1, 2, 3, 4, 5, 6  # verdicts
SHORT = 10_000  # characters of a text whose length needs no check


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
        self.word: Any = None  # what Lua reads where there is something to take
        self.news: Any = None  # Lua's table with whether there is, for who reads nothing

    def make(self, name: str, function: Function, receivers: int = 0, *, takes_bytes: bool = False) -> Entrances:
        """Return what Lua calls for `function`, which players know as `name`.

        The first `receivers` arguments come from the handle that it is a method of. None of it ever raises: no
        exception object may enter Lua. An EngineError is answered as a refusal with its text.
        """
        parameters = parameters_of(name, function, receivers)
        any_number = self._any_number(function, parameters, self._for_bytes if takes_bytes else self._converter)
        if parameters.has_types:
            names = {at + 1: parameters.name_of(at) for at in parameters.floats}
            return Entrances(
                parameters.most, any_number, floats=self._converter.host.make_table(names) if names else None
            )
        can_take = [parameters.least <= count <= parameters.most for count in range(4)]
        return Entrances(
            parameters.most,
            any_number,
            none=self._none(function) if can_take[0] else None,
            one=One(function, self) if can_take[1] else None,
            two=self._two(function) if can_take[2] and not parameters.only_tells else None,
            told_two=ToldTwo(function, self) if can_take[2] and parameters.only_tells else None,
            three=Three(function, self) if can_take[3] else None,
        )

    def keep(self, answer: Value) -> Any:
        """Keep `answer` until Lua takes it; returns the word that tells it so."""
        self._kept = answer
        return self.word

    def keep_failure(self, failure: BaseException) -> Any:
        """The same for what went wrong."""
        is_refusal = isinstance(failure, EngineError)
        return self.keep(_Refusal(text_to_lua(str(failure))) if is_refusal else _Bug(failure))

    def tell(self) -> None:
        """Tell who reads no word that something is kept; Lua needs no memory for it."""
        self.news[1] = True

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

    def _two(self, function: Function) -> Callable[[Any, Any], Any]:
        def cross(a: Any, b: Any) -> Any:
            try:
                result = function(a, b)
                return result if result is None or type(result) is float else self._answer(result)
            except BaseException as failure:  # noqa: BLE001 - see `make`
                return self._failed(failure)

        return cross

    # Answers -------------------------------------------------------------------------------------------------

    def _answer(self, result: Value) -> Any:
        if is_scalar(result):
            return result
        if isinstance(result, tuple) or self._memory_used() > self._most_memory:
            return self._later(result)
        return self._written(result)

    def _written(self, result: Value) -> Any:
        if isinstance(result, tuple):
            return None, SEVERAL, *map(self._part, result)
        written, has_handles = self._converter.to_lua(result)
        return (None, TAGGED, written) if has_handles else (None, PLAIN, written)

    def _part(self, result: Value) -> Any:
        written, has_handles = self._converter.to_lua(result)
        if has_handles:
            raise TypeError("a handle has to be the only result")
        return written

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
