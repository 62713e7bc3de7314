"""What several transforms are built from: changes by the cycle, by the event, and by arguments that are patterns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import lcm
from typing import Any

from engine.patterns.combining import SILENCE, cycles
from engine.patterns.event import Ticks
from engine.patterns.joining import app_left, inner_join
from engine.patterns.pattern import Pattern

_MOST_KEPT = 64  # patterns that one patterned argument has made; more than a player's alternation has
_LONGEST_PERIOD = 256  # cycles


def first(one: Any, _other: Any) -> Any:
    """Return the first of two values: what brings structure together and leaves values alone."""
    return one


def in_cycles(changed: Pattern, pattern: Pattern, is_changed: Callable[[int], bool], period: int | None) -> Pattern:
    """Return `changed` in the cycles that `is_changed` tells by their numbers, and `pattern` in the others.

    Args:
        period: After how many cycles `is_changed` repeats; None when it never does.
    """

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        found: list[Ticks] = []
        for start, b, e in cycles(begin, end, grid):
            found += (changed if is_changed(start // grid) else pattern).ask(b, e, grid)
        return found

    periods = [period, *(1 if each.only is not None else each.period for each in (changed, pattern))]
    known = lcm(*(each for each in periods if each is not None)) if None not in periods else None
    return Pattern(ask, known if known is not None and known <= _LONGEST_PERIOD else None, splits=True)


def each_event(pattern: Pattern, change: Callable[[Any], Iterable[Any]]) -> Pattern:
    """Return for each event one at the same time for every value in `change(value)`."""

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        return [
            (wb, we, b, e, changed, spans)
            for wb, we, b, e, value, spans in pattern.ask(begin, end, grid)
            for changed in change(value)
        ]

    return Pattern(ask, pattern.period, splits=pattern.splits)


def by_onset(pattern: Pattern, is_wanted: Callable[[Fraction], bool]) -> Pattern:
    """Return the events of `pattern` whose onset's place within its cycle, 0 to below 1, is wanted."""

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        return [
            each
            for each in pattern.ask(begin, end, grid)
            if is_wanted(Fraction((each[2] if each[0] is None else each[0]) % grid, grid))
        ]

    return Pattern(ask, pattern.period, splits=pattern.splits)


def patterned(build: Callable[..., Pattern], arguments: list[Pattern]) -> Pattern:
    """Return `build(*values)` for the values that `arguments` have at each moment, and nothing where one is None."""
    constants = [argument.only for argument in arguments]
    if None not in constants:
        values = tuple(only[0] for only in constants if only is not None)
        return SILENCE if None in values else build(*values)
    made: dict[tuple[Any, ...], Pattern] = {}

    def make(values: tuple[Any, ...]) -> Pattern:
        found = made.get(values)
        if found is None:
            if len(made) >= _MOST_KEPT:
                made.clear()
            found = made[values] = SILENCE if None in values else build(*values)
        return found

    together = arguments[0].map(lambda value: (value,))
    for argument in arguments[1:]:
        together = app_left(together, argument, lambda values, value: (*values, value))
    return inner_join(together.map(make))
