"""Arithmetic between patterns: `add` and its kin, each with the structure of one, of the other, or of both."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeAlias

from engine.patterns.joining import app_both, app_left, app_right, squeeze_join
from engine.patterns.operation import Argument, Operation
from engine.patterns.pattern import Pattern
from engine.patterns.size import Rule, of_overlaps, of_squeezed
from engine.patterns.transforms.values import is_sound, kept, merged, reckoning, union, whole_or_not

Bring: TypeAlias = Callable[[Pattern, Pattern, Callable[[Any, Any], Any]], Pattern]


def squeeze(left: Pattern, right: Pattern, combine: Callable[[Any, Any], Any]) -> Pattern:
    """Return a cycle of `right` squeezed into each event of `left`."""
    return squeeze_join(left.map(lambda one: right.map(lambda other: combine(one, other))))


def squeeze_out(left: Pattern, right: Pattern, combine: Callable[[Any, Any], Any]) -> Pattern:
    """Return a cycle of `left` squeezed into each event of `right`."""
    return squeeze_join(right.map(lambda other: left.map(lambda one: combine(one, other))))


def _of_numbers(reckon: Callable[[float, float], float]) -> Callable[[Any, Any], Any]:
    both = reckoning(reckon)
    return lambda one, other: union(one, other, both)


MEANINGS: dict[str, tuple[Callable[[Any, Any], Any], str]] = {
    "add": (_of_numbers(lambda one, other: one + other), "Add numbers, notes, or controls of the same name."),
    "sub": (_of_numbers(lambda one, other: one - other), "Subtract numbers, notes, or controls of the same name."),
    "mul": (_of_numbers(lambda one, other: one * other), "Multiply numbers, or controls of the same name."),
    "div": (_of_numbers(lambda one, other: one / other), "Divide numbers, or controls of the same name."),
    "mod": (_of_numbers(lambda one, other: one % other), "What is left of numbers after a division."),
    "pow": (_of_numbers(lambda one, other: one**other), "Numbers to the power of others."),
    "set": (merged, "Put other values or controls on top."),
    "keep": (kept, "Keep the values; take times and further controls from another pattern."),
}

STRUCTURES: dict[str, tuple[Bring, Rule, str]] = {
    "": (app_left, of_overlaps, ""),
    "Out": (app_right, of_overlaps, " The other's times."),
    "Mix": (app_both, of_overlaps, " The times of both."),
    "Squeeze": (squeeze, of_squeezed, " The other's cycle in each event."),
    "SqueezeOut": (squeeze_out, of_squeezed, " A cycle in each of its events."),
}


def _build(bring: Bring, combine: Callable[[Any, Any], Any]) -> Callable[[Pattern, Pattern], Pattern]:
    return lambda pattern, other: bring(pattern, other, combine).filter(is_sound)


def scale_to(pattern: Pattern, low: float, high: float) -> Pattern:
    """Return `pattern`, whose numbers are 0 to 1, from `low` to `high`."""
    return _on_numbers(pattern, lambda number: low + number * (high - low))


def scale_to_exponentially(pattern: Pattern, low: float, high: float) -> Pattern:
    """Return `pattern`, whose numbers are 0 to 1, from `low` to `high` by equal factors: for frequencies."""
    bottom, top = math.log(low), math.log(high)
    return _on_numbers(pattern, lambda number: math.exp(bottom + number * (top - bottom)))


def _on_numbers(pattern: Pattern, change: Callable[[float], float]) -> Pattern:
    both = reckoning(lambda number, _: change(number))
    return pattern.map(lambda value: union(value, 0, both)).filter(is_sound)


def _rounded(change: Callable[[float], float]) -> Callable[[Pattern], Pattern]:
    return lambda pattern: _on_numbers(pattern, lambda number: whole_or_not(change(number)))


_LOW, _HIGH = Argument("low", "number"), Argument("high", "number")
_ABOVE_0 = 1e-9

ARITHMETIC = (
    *(
        Operation(
            name=f"{name}{structure}",
            build=_build(bring, combine),
            arguments=(Argument("other"),),
            size=size,
            summary=summary + remark,
            example=f'n("0 1"):{name}{structure}(n("2 3 4"))',
            is_global=structure == "",
        )
        for structure, (bring, size, remark) in STRUCTURES.items()
        for name, (combine, summary) in MEANINGS.items()
    ),
    Operation(name="range", build=scale_to, arguments=(_LOW, _HIGH), example="cutoff(sine:range(200, 2000))",
              summary="Bring numbers from 0 to 1, such as a signal's, between two others."),
    Operation(name="rangex", build=scale_to_exponentially, example="cutoff(sine:rangex(200, 2000))",
              arguments=(Argument("low", "number", low=_ABOVE_0), Argument("high", "number", low=_ABOVE_0)),
              summary="Bring numbers from 0 to 1 between two frequencies, by equal factors."),
    Operation(name="round", build=_rounded(lambda number: math.floor(number + 0.5)), example='n("0.4 0.6"):round()',
              is_global=False, summary="The nearest whole numbers."),
    Operation(name="floor", build=_rounded(math.floor), example='n("0.4 1.6"):floor()', is_global=False,
              summary="The whole numbers below."),
    Operation(name="ceil", build=_rounded(math.ceil), example='n("0.4 1.6"):ceil()', is_global=False,
              summary="The whole numbers above."),
)  # fmt: skip
