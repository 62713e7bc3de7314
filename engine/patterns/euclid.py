"""Euclidean rhythms: so many onsets spread as evenly as can be over so many steps, and patterns played in them.

Source: Godfried Toussaint, "The Euclidean Algorithm Generates Traditional Musical Rhythms", 2005; E. Bjorklund, 2003.
"""

from __future__ import annotations

from functools import lru_cache
from math import gcd

from engine.core.errors import OutOfRange
from engine.patterns.combining import cycles
from engine.patterns.event import Ticks
from engine.patterns.grid import FinerGrid, overlap
from engine.patterns.pattern import Pattern

MOST_STEPS = 100_000


@lru_cache(maxsize=256)
def euclid(onsets: int, steps: int, rotation: int = 0) -> tuple[bool, ...]:
    """Return for each of `steps` whether it is an onset; negative `onsets` swap onsets and rests.

    Args:
        onsets: `-steps` to `steps`.
        steps: 1 to 100,000.
        rotation: By how many steps the rhythm is later; by `steps` or more leaves it as it is.
    Raises:
        OutOfRange: no rhythm has these numbers.
    """
    if not 1 <= steps <= MOST_STEPS:
        raise OutOfRange(f"a Euclidean rhythm has 1 to {MOST_STEPS:,} steps, got {steps:,}")
    if abs(onsets) > steps:
        raise OutOfRange(f"there are {steps:,} steps for {abs(onsets):,} onsets; use at most as many onsets as steps")
    rhythm = _spread(abs(onsets), steps)
    if onsets < 0:
        rhythm = [not step for step in rhythm]
    turn = -rotation % steps if abs(rotation) < steps else 0
    return tuple(rhythm[turn:] + rhythm[:turn])


def in_rhythm(pattern: Pattern, rhythm: tuple[bool, ...]) -> Pattern:
    """Return what of `pattern` is heard during each onset of `rhythm`, as an event as long as a step."""
    count = len(rhythm)
    hits = [index for index, is_onset in enumerate(rhythm) if is_onset]

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        if grid % count:
            raise FinerGrid(count // gcd(grid, count))
        step = grid // count
        found: list[Ticks] = []
        for start, b, e in cycles(begin, end, grid):
            for index in hits:
                low = start + index * step
                heard = overlap(low, low + step, b, e)
                if heard is not None and heard[0] < low + step:
                    found += _heard(pattern, low, low + step, heard, grid)
        return found

    return Pattern(ask, pattern.period, splits=True)


def _heard(pattern: Pattern, low: int, high: int, part: tuple[int, int], grid: int) -> list[Ticks]:
    """Return the pieces of `pattern` within a step, each with the step as its whole."""
    if pattern.only is not None:
        return [(low, high, *part, *pattern.only)]
    pieces: list[Ticks] = []
    for _, _, b, e, value, spans in pattern.ask(low, high, grid):
        shared = overlap(*part, b, e)
        if shared is not None:
            pieces.append((low, high, *shared, value, spans))
    return pieces


def _spread(hits: int, steps: int) -> list[bool]:
    """Return the rhythm by Bjorklund's way: pair what is there with what is left over until one kind is left."""
    if hits == 0:
        return [False] * steps
    groups: list[list[bool]] = [[True]] * hits
    rest: list[list[bool]] = [[False]] * (steps - hits)
    while len(rest) > 1:
        pairs = min(len(groups), len(rest))
        joined = [groups[index] + rest[index] for index in range(pairs)]
        groups, rest = joined, groups[pairs:] or rest[pairs:]
    return [step for group in groups + rest for step in group]
