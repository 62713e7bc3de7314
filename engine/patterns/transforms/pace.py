"""Transforms that play a pattern faster, slower, sooner, later, swung, or over again."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from engine.patterns.combining import SILENCE, cat, cycles, fastcat, pure
from engine.patterns.event import Ticks
from engine.patterns.grid import moved
from engine.patterns.operation import Argument, Operation
from engine.patterns.pattern import Pattern
from engine.patterns.size import Size, divided, multiplied, of_last
from engine.patterns.timing import early, fast, late, slow
from engine.patterns.transforms.pieces import patterned
from engine.patterns.transforms.values import multiply_control

MOST_TURNS = 1024
MOST_FACTOR = 100_000


def hurry(pattern: Pattern, factor: Fraction) -> Pattern:
    """Return `pattern` faster, and its samples with it: their `speed` is multiplied."""
    return fast(pattern, factor).map(lambda value: multiply_control(value, "speed", float(factor)))


def repeat_cycles(pattern: Pattern, count: int) -> Pattern:
    """Return `pattern` with each cycle played `count` times before the next."""

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        found: list[Ticks] = []
        for start, b, e in cycles(begin, end, grid):
            skipped = start - start // grid // count * grid
            found += moved(pattern.ask(b - skipped, e - skipped, grid), skipped)
        return found

    return Pattern(ask, None if pattern.period is None else pattern.period * count, splits=True)


def iterate(pattern: Pattern, count: int) -> Pattern:
    """Return `pattern` beginning 1/`count` of a cycle further in each cycle, until it is round."""
    return cat([early(pattern, Fraction(turn, count)) for turn in range(count)])


def iterate_back(pattern: Pattern, count: int) -> Pattern:
    """Return `pattern` beginning 1/`count` of a cycle sooner in each cycle, until it is round."""
    return cat([late(pattern, Fraction(turn, count)) for turn in range(count)])


def swing_by(pattern: Pattern, amount: Fraction, count: Fraction) -> Pattern:
    """Return `pattern` with the second half of each 1/`count` of a cycle late by `amount` of that half."""
    if count <= 0:
        return SILENCE
    slices = slow(pattern, count)
    return fast(patterned(lambda offset: late(slices, offset), [fastcat([pure(Fraction(0)), pure(amount / 2)])]), count)


def swing(pattern: Pattern, count: Fraction) -> Pattern:
    """Return `pattern` in triplet swing, `count` pairs a cycle."""
    return swing_by(pattern, Fraction(1, 3), count)


_FACTOR = Argument("factor", "time", low=0, high=MOST_FACTOR)
_TURNS = Argument("turns", "whole", low=1, high=MOST_TURNS)
_CYCLES = Argument("cycles", "time")
_PAIRS = Argument("pairs", "time", low=0)


def _twice(sizes: Sequence[Size]) -> Size:
    return sizes[-1].times(2)  # what is late in part is cut in two


PACE = (
    Operation(name="fast", build=fast, arguments=(_FACTOR,), size=multiplied(), example='s("bd sd"):fast(2)',
              summary="Play a pattern so many times as fast."),
    Operation(name="slow", build=slow, arguments=(_FACTOR,), size=divided, example='s("bd sd"):slow(2)',
              summary="Play a pattern so many times as slow."),
    Operation(name="hurry", build=hurry, arguments=(_FACTOR,), size=multiplied(), example='s("bd sd"):hurry(2)',
              summary="Play a pattern so many times as fast, its samples too."),
    Operation(name="early", build=early, arguments=(_CYCLES,), example='s("bd sd"):early(1/8)',
              summary="Play a pattern sooner by some cycles."),
    Operation(name="late", build=late, arguments=(_CYCLES,), example='s("bd sd"):late(1/8)',
              summary="Play a pattern later by some cycles."),
    Operation(name="repeatCycles", build=repeat_cycles, arguments=(_TURNS,), size=of_last,
              example='note("<c4 e4>"):repeatCycles(2)', summary="Play each cycle so many times before the next."),
    Operation(name="iter", build=iterate, arguments=(_TURNS,), size=_twice, example='n("0 1 2 3"):iter(4)',
              summary="Begin one part further in each cycle, of so many parts."),
    Operation(name="iterBack", build=iterate_back, arguments=(_TURNS,), size=_twice, example='n("0 1 2 3"):iterBack(4)',
              summary="Begin one part sooner in each cycle, of so many parts."),
    Operation(name="swingBy", build=swing_by, arguments=(Argument("amount", "time"), _PAIRS), size=_twice,
              example='s("hh*8"):swingBy(1/3, 4)',
              summary="Make every other event late by a part of its length, in so many pairs a cycle."),
    Operation(name="swing", build=swing, arguments=(_PAIRS,), size=_twice, example='s("hh*8"):swing(4)',
              summary="Swing like triplets, so many pairs a cycle."),
)  # fmt: skip
