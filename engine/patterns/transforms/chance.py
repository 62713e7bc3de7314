"""Transforms that leave out, and choose, by chance: the same chance in each playing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import floor
from typing import Any

from engine.patterns.chance import RANDOM, choose_cycles
from engine.patterns.combining import SILENCE, pure
from engine.patterns.joining import app_left, inner_join, outer_join
from engine.patterns.operation import Argument, Operation
from engine.patterns.pattern import Pattern
from engine.patterns.size import Size, of_largest, of_last, of_overlaps
from engine.patterns.timing import segment
from engine.patterns.transforms.pieces import first


def degrade_by_with(pattern: Pattern, randoms: Pattern, amount: float) -> Pattern:
    """Return the events of `pattern` while the number of `randoms` is above `amount`."""
    return app_left(pattern, randoms.filter(lambda number: number > amount), first)


def degrade_by(pattern: Pattern, amount: float) -> Pattern:
    """Return `pattern` without about `amount` (0 to 1) of its events."""
    return degrade_by_with(pattern, RANDOM, amount)


def undegrade_by(pattern: Pattern, amount: float) -> Pattern:
    """Return the events that `degrade_by(pattern, 1 - amount)` leaves out."""
    return degrade_by_with(pattern, _TURNED_RANDOM, amount)


def degrade_cycles_by(pattern: Pattern, amount: float) -> Pattern:
    """Return `pattern` without about `amount` (0 to 1) of its cycles."""
    return degrade_by_with(pattern, segment(RANDOM, 1), amount)


def undegrade_cycles_by(pattern: Pattern, amount: float) -> Pattern:
    """Return the cycles that `degrade_cycles_by(pattern, 1 - amount)` leaves out."""
    return degrade_by_with(pattern, segment(_TURNED_RANDOM, 1), amount)


def randcat(*patterns: Pattern) -> Pattern:
    """Return one of `patterns` in each cycle, by chance."""
    return choose_cycles(patterns)


def wchoose(*pairs: Any) -> Pattern:
    """Return one pattern in each cycle, by chance; `pairs` are pattern, weight, pattern, weight …"""
    patterns, ends = pairs[::2], list(accumulate(pairs[1::2]))
    if not ends or ends[-1] <= 0:
        return SILENCE
    chosen = segment(RANDOM, 1).map(lambda number: patterns[bisect_right(ends, number * ends[-1])])
    return inner_join(chosen)


def choose(pattern: Pattern, *items: Any) -> Pattern:
    """Return one of `items` for each number, 0 to 1, of `pattern`."""
    last = len(items) - 1

    def item(number: Any) -> Pattern:
        if not isinstance(number, (int, float)):
            return SILENCE
        chosen = items[min(max(floor(number * len(items)), 0), last)]
        return chosen if isinstance(chosen, Pattern) else pure(chosen)

    return outer_join(pattern.map(item))


def _of_choice(sizes: Sequence[Size]) -> Size:
    return sizes[-1].cut_by(of_largest(sizes[:-1]))


_TURNED_RANDOM = RANDOM.map(lambda number: 1 - number)
_AMOUNT = Argument("amount", "number", low=0, high=1)
_HALF = Argument("amount", "number", low=0, high=1, default=0.5)

CHANCE = (
    Operation(name="degradeBy", build=degrade_by, arguments=(_AMOUNT,), size=of_last,
              example='s("hh*8"):degradeBy(0.3)', summary="Leave out events by chance: 0 none, 1 all."),
    Operation(name="degrade", build=degrade_by, arguments=(_HALF,), size=of_last, example='s("hh*8"):degrade()',
              summary="Leave out half of the events by chance."),
    Operation(name="undegradeBy", build=undegrade_by, arguments=(_AMOUNT,), size=of_last,
              example='s("hh*8"):undegradeBy(0.3)', summary="Leave out the events that degradeBy keeps."),
    Operation(name="undegrade", build=undegrade_by, arguments=(_HALF,), size=of_last, example='s("hh*8"):undegrade()',
              summary="Leave out the half of the events that degrade keeps."),
    Operation(name="degradeCyclesBy", build=degrade_cycles_by, arguments=(_AMOUNT,), size=of_overlaps,
              example='s("hh*8"):degradeCyclesBy(0.3)', summary="Leave out whole cycles by chance."),
    Operation(name="undegradeCyclesBy", build=undegrade_cycles_by, arguments=(_AMOUNT,), size=of_overlaps,
              example='s("hh*8"):undegradeCyclesBy(0.3)', summary="Leave out the cycles that degradeCyclesBy keeps."),
    Operation(name="randcat", build=randcat, repeated=(Argument("pattern"),), has_pattern=False, size=of_largest,
              example='randcat("bd sd", "bd*4")', summary="One of several patterns in each cycle, by chance."),
    Operation(name="wchoose", build=wchoose, has_pattern=False, size=of_largest,
              repeated=(Argument("pattern"), Argument("weight", "number", low=0)),
              example='wchoose({ "bd sd", 3 }, { "bd*4", 1 })',
              summary="One of several patterns in each cycle, by chance; each with its weight."),
    Operation(name="choose", build=choose, repeated=(Argument("item"),), size=_of_choice, is_global=False,
              example='rand:segment(4):choose("bd", "sd", "hh")',
              summary="Pick an item for each number from 0 to 1."),
)  # fmt: skip
