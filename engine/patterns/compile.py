"""From an expression to the pattern that it means, which is made once for each expression."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from engine.core.errors import EngineError
from engine.patterns.combining import pure
from engine.patterns.expression import Expression
from engine.patterns.operation import PATTERNED, Argument, Operation
from engine.patterns.operations import operation_named
from engine.patterns.pattern import Pattern
from engine.patterns.transforms.pieces import patterned


@lru_cache(maxsize=256)
def compile_pattern(expression: Expression) -> Pattern:
    """Return the pattern of `expression`; the same one for the same expression.

    Raises:
        EngineError: it makes no sense, or its notation is wrong; `engine.patterns.checking` finds more, and sooner.
    Thread: any.
    """
    made: dict[Expression, Pattern] = {}
    for node in reversed([node for node, _ in expression.walk()]):
        if isinstance(node, Expression) and node not in made:
            made[node] = build(node, made)
    return made[expression]


def build(node: Expression, made: dict[Expression, Pattern]) -> Pattern:
    """Return the pattern of `node` from those of its arguments, which are in `made`; raises as `compile_pattern`."""
    operation = operation_named(node.op)
    count = len(node.args)
    values = [_value(operation.argument(place, count), each, made) for place, each in enumerate(node.args)]
    said_by_patterns = [
        place
        for place, each in enumerate(node.args)
        if isinstance(each, Expression) and operation.argument(place, count).kind in PATTERNED
    ]
    if not said_by_patterns:
        return _apply(operation, values)
    varying = [place for place in range(count) if operation.argument(place, count).kind in PATTERNED]

    def build_with(*said: Any) -> Pattern:
        filled = list(values)
        for place, each in zip(varying, said, strict=True):
            filled[place] = each
        return _apply(operation, filled)

    return patterned(build_with, [_as_pattern(values[place]) for place in varying])


def _apply(operation: Operation, values: list[Any]) -> Pattern:
    if operation.has_pattern:
        return operation.build(values[-1], *values[:-1])
    return operation.build(*values)


def _value(argument: Argument, said: Any, made: dict[Expression, Pattern]) -> Any:
    """Return an argument as `build` takes it; one that a pattern says as the pattern of it, with None for nonsense."""
    if not isinstance(said, Expression):
        converted = argument.convert(said)
        return pure(converted) if argument.kind == "pattern" else converted
    if argument.kind == "pattern":
        return made[said]

    def convert(value: Any) -> Any:
        try:
            return argument.convert(value)
        except EngineError:
            return None

    return made[said].map(convert)


def _as_pattern(value: Any) -> Pattern:
    return value if isinstance(value, Pattern) else pure(value)
