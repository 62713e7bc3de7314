"""One API function as Lua calls it: arguments checked and converted, a refusal told, a bug kept for the host."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

from engine.core.errors import EngineError
from engine.lua.convert import Converter, Value, text_to_lua

TAGGED, SEVERAL, REFUSED, BUG = 1, 2, 3, 4  # what follows the verdict mark; the prelude's handles.lua reads it
UNLIMITED = 250  # arguments
SHORT = 10_000  # characters of a text whose length needs no check

_SAME = frozenset({type(None), bool, int, float})  # what needs no conversion from Lua; nor does ASCII text
_LOWEST, _HIGHEST = -(1 << 63), (1 << 63) - 1  # whole numbers of Lua


class _Parameters:
    """How many arguments a function takes, and what they are called."""

    def __init__(self, name: str, function: Callable[..., Value], receivers: int) -> None:
        parameters = list(inspect.signature(function).parameters.values())
        positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
        self._name = name
        self._receivers = receivers  # arguments that come from a handle, not from the player
        self._names = [parameter.name for parameter in positional]
        self.least = sum(parameter.default is parameter.empty for parameter in positional)
        self.most = UNLIMITED if any(p.kind is p.VAR_POSITIONAL for p in parameters) else len(positional)

    def name_of(self, place: int) -> str:
        return self._names[place] if place < len(self._names) else f"argument {place + 1 - self._receivers}"

    def refusal(self, given: int) -> EngineError:
        least, most, given = (count - self._receivers for count in (self.least, self.most, given))
        if self.most == UNLIMITED:
            wanted = f"at least {least}"
        else:
            wanted = str(least) if least == most else f"{least} to {most}"
        plural = "" if wanted in {"1", "at least 1"} else "s"
        return EngineError(f"{self._name} takes {wanted} argument{plural}, got {given}")


class Crossings:
    """Makes what Lua calls for the functions of a runtime.

    Args:
        make_table: Makes a Lua table of nested new dicts and lists.
        mark: Returns the Lua value that announces a verdict instead of a plain result.
        keep_bug: Keeps an exception that is no mistake of the player's, for the runtime to raise once Lua has unwound.
    """

    def __init__(
        self,
        converter: Converter,
        make_table: Callable[[Any], Any],
        mark: Callable[[], Any],
        keep_bug: Callable[[BaseException], None],
    ) -> None:
        self._converter = converter
        self._make_table = make_table
        self._mark = mark
        self._keep_bug = keep_bug

    def make(self, name: str, function: Callable[..., Value], receivers: int = 0) -> Callable[..., Any]:
        """Return what Lua calls for `function`, which players know as `name`.

        The first `receivers` arguments come from the handle that it is a method of. It never raises: no exception
        object may enter Lua. An EngineError is answered as a refusal with its text.
        """
        parameters = _Parameters(name, function, receivers)
        least, most = parameters.least, parameters.most

        def cross(*arguments: Any) -> Any:
            try:
                if not least <= len(arguments) <= most:
                    raise parameters.refusal(len(arguments))
                for argument in arguments:
                    kind = type(argument)
                    if kind not in _SAME and not (kind is str and len(argument) < SHORT and argument.isascii()):
                        arguments = tuple(self._read(arguments, parameters))
                        break
                result = function(*arguments)
                kind = type(result)
                if kind is float or result is None or kind is bool:
                    return result
                return self._answer(result)
            except EngineError as refusal:
                return self._mark(), REFUSED, text_to_lua(str(refusal))
            except BaseException as bug:  # noqa: BLE001 - raised again by the runtime, as soon as Lua has unwound
                arguments = argument = ()  # the traceback must not keep objects of a coroutine that is about to end
                self._keep_bug(bug)
                return self._mark(), BUG

        return cross

    def _read(self, arguments: tuple[Any, ...], parameters: _Parameters) -> list[Value]:
        read, name_of = self._converter.from_lua, parameters.name_of
        return [
            argument if type(argument) in _SAME else read(argument, name_of(place))
            for place, argument in enumerate(arguments)
        ]

    def _answer(self, result: Value) -> Any:
        if type(result) is int and _LOWEST <= result <= _HIGHEST:
            return result
        if isinstance(result, tuple):
            return self._mark(), SEVERAL, self._answer_several(result)
        written, has_handles = self._converter.to_lua(result)
        if isinstance(written, dict | list):
            written = self._make_table(written)
        return (self._mark(), TAGGED, written) if has_handles else written

    def _answer_several(self, results: Sequence[Value]) -> Any:
        written = [self._answer(result) for result in results]
        if any(isinstance(answer, tuple) for answer in written):
            raise TypeError("a handle has to be the only result")
        return self._make_table({"n": len(written), **dict(enumerate(written, 1))})
