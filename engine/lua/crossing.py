"""One API function as Lua calls it: arguments checked and converted, a refusal told, a bug kept for the host."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

from engine.core.errors import EngineError
from engine.lua.convert import Converter, Value, text_to_lua

PLAIN, TAGGED, REFUSED, BUG = True, 1, 2, 3  # what comes first in an answer; the prelude's handles.lua reads it
UNLIMITED = 250  # arguments

_SAME = frozenset({type(None), bool, int, float})  # what needs no conversion from Lua


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


def make_crossing(  # the parts of a runtime that a crossing needs, passed in one by one
    name: str,
    function: Callable[..., Value],
    converter: Converter,
    make_table: Callable[[Any], Any],
    keep_bug: Callable[[BaseException], None],
    receivers: int = 0,
) -> Callable[..., Any]:
    """Return what Lua calls for `function`, known to players as `name`.

    It never raises: no exception object may enter Lua. An EngineError is answered as a refusal with its text; anything
    else is a bug and is kept by `keep_bug`, for the runtime to raise once Lua has unwound.
    """
    parameters = _Parameters(name, function, receivers)
    least, most, name_of = parameters.least, parameters.most, parameters.name_of
    read = converter.from_lua

    def answer(result: Value) -> Any:
        written, has_handles = converter.to_lua(result)
        if isinstance(written, dict | list):
            written = make_table(written)
        return (TAGGED if has_handles else PLAIN), written

    def answer_several(results: Sequence[Value]) -> Any:
        answers = [answer(result) for result in results]
        if any(verdict is not PLAIN for verdict, _ in answers):
            raise TypeError("a handle has to be the only result")
        return (PLAIN, *(written for _, written in answers))

    def cross(*arguments: Any) -> Any:
        try:
            if not least <= len(arguments) <= most:
                raise parameters.refusal(len(arguments))
            result = function(
                *[
                    argument if type(argument) in _SAME else read(argument, name_of(place))
                    for place, argument in enumerate(arguments)
                ]
            )
            if result is None:
                return PLAIN
            return answer_several(result) if isinstance(result, tuple) else answer(result)
        except EngineError as refusal:
            return REFUSED, text_to_lua(str(refusal))
        except BaseException as bug:  # noqa: BLE001 - raised again by the runtime, as soon as Lua has unwound
            arguments = ()  # the bug's traceback must not keep objects of a coroutine that is about to end
            keep_bug(bug)
            return BUG

    return cross
