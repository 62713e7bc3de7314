"""Pattern values on their way from Lua: what the library in Lua asks of Python, and what a script's value says."""

from __future__ import annotations

from typing import Any

import msgspec

from engine.core.errors import EngineError, UnknownName, WrongType, did_you_mean
from engine.lua.api.pattern_words import CHANGES, METHODS, control_names
from engine.lua.convert import Handle
from engine.lua.wording import shown
from engine.patterns.checking import check
from engine.patterns.expression import MOST_DEPTH, MOST_NODES, Expression, from_plain, mini
from engine.patterns.mini.notation import mini as pattern_of
from engine.patterns.operation import Argument, Operation
from engine.patterns.operations import OPERATIONS, operation_named
from engine.patterns.theory.notes import note_or_none
from engine.patterns.transforms.sources import SIGNALS

KIND = "expression"  # of the handles as which pattern values cross


def is_pattern_value(value: Any) -> bool:
    """Whether `value`, which came from Lua, is a pattern value."""
    return isinstance(value, Handle) and value.kind == KIND


def expression_of(value: Any, function: str) -> Expression:
    """Return what a pattern value, or a text in mini-notation, of a script says, checked.

    Raises:
        WrongType: it is neither.
        EngineError: it makes no sense, or is larger than can be played; the sentence begins with `function`.
    """
    try:
        expression = _read(value, function)
        check(expression)
    except EngineError as mistake:
        sentence = str(mistake)
        raise mistake if sentence.startswith(f"{function}:") else type(mistake)(f"{function}: {sentence}") from None
    return expression


def _read(value: Any, function: str) -> Expression:
    if isinstance(value, str):
        return mini(value)
    if is_pattern_value(value):
        return from_plain(msgspec.json.decode(value.key))
    raise WrongType(f'{function}: a pattern is a text such as "bd*2 sd" or a pattern value, got {shown(value)}')


# --- what the library in Lua asks ---


def pattern_limits() -> dict[str, int]:
    """Return how large an expression may grow."""
    return {"nodes": MOST_NODES, "depth": MOST_DEPTH}


def pattern_operations() -> list[dict[str, Any]]:
    """Return every operation with its arguments, from which Lua makes functions and methods."""
    return [_described(operation) for operation in OPERATIONS.values()]


def pattern_controls() -> list[dict[str, Any]]:
    """Return every control that there is a method for, and whether there is a function too."""
    return [{"name": name, "is_global": is_global} for name, is_global in control_names().items()]


def notation(text: Any = None, function: Any = "mini") -> None:
    """Raise what is wrong with a text in mini-notation, with its column."""
    if not isinstance(text, str):
        raise WrongType(f"{function}: mini-notation is a text, got {shown(text)}")
    try:
        pattern_of(text)
    except EngineError as mistake:
        raise WrongType(f"{function}: {mistake}") from None


def pattern_literal(name: str, place: int, count: int, said: Any) -> None:
    """Raise what is wrong with a literal at `place` of `count` arguments, from 1, of an operation."""
    try:
        operation_named(name).argument(place - 1, count).check(said)
    except EngineError as mistake:
        raise type(mistake)(f"{name}: {mistake}") from None


def no_method(name: Any = None) -> None:
    """Raise that patterns have no such method."""
    known = sorted({*OPERATIONS, *CHANGES, *METHODS, *control_names()})
    if not isinstance(name, str):
        raise WrongType(f"a pattern has methods only, and no item {shown(name)}")
    raise UnknownName(f'a pattern has no method "{name}"{did_you_mean(name, known)}')


def note_number(said: Any = None) -> float | None:
    """Return the number of a note's name or number, None for anything else."""
    return note_or_none(said)


def _described(operation: Operation) -> dict[str, Any]:
    return {
        "name": operation.name,
        "usage": operation.usage,
        "takes_pattern": operation.has_pattern,
        "is_global": operation.is_global,
        "is_signal": operation.name in SIGNALS or operation.name == "silence",
        "arguments": [_described_argument(argument) for argument in operation.arguments],
        "repeated": [_described_argument(argument) for argument in operation.repeated],
    }


def _described_argument(argument: Argument) -> dict[str, Any]:
    described: dict[str, Any] = {"name": argument.name, "kind": argument.kind}
    return described if argument.default is None else {**described, "default": argument.default}


HOST = {
    function.__name__: function
    for function in (
        pattern_limits,
        pattern_operations,
        pattern_controls,
        pattern_literal,
        notation,
        no_method,
        note_number,
    )
}
"""What `engine/lua/library/pattern_*.lua` find in their table `host`."""
