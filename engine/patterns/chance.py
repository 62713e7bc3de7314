"""Chance that is the same every time: a random number for each moment, and what patterns make of it.

Source: the generator is George Marsaglia's xorshift (2003) over 32 bits, fed with the time, as Tidal and Strudel do it;
the same pattern leaves out and chooses the same events here as there.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import modf

from engine.patterns.combining import SILENCE, cycles
from engine.patterns.event import Ticks
from engine.patterns.pattern import Pattern
from engine.patterns.timing import signal

_CYCLES_UNTIL_IT_REPEATS = 300
_SEEDS = 536_870_912  # 2 ** 29
_TIME_APART = Fraction(3, 10_000)  # cycles between the moments that two uses of chance in one text look at


def random_at(cycles_from_0: float) -> float:
    """Return the random number of a moment, 0.0 to below 1.0."""
    x = int(modf(cycles_from_0 / _CYCLES_UNTIL_IT_REPEATS)[0] * _SEEDS)
    x = _signed(x << 13) ^ x
    x = (x >> 17) ^ x
    x = _signed(x << 5) ^ x
    return abs(_remainder(x, _SEEDS) / _SEEDS)


def _signed(number: int) -> int:
    """Return the low 32 bits of `number`, the highest of them as the sign."""
    number &= 0xFFFFFFFF
    return number - 0x100000000 if number & 0x80000000 else number


def _remainder(number: int, divisor: int) -> int:
    """Return the remainder with the sign of `number`, as C and JavaScript do."""
    return number % divisor if number >= 0 else -(-number % divisor)


RANDOM = signal(random_at)
"""A random number, 0.0 to 1.0, for every moment."""


def seeded_random(ticks: int, grid: int, seed: int) -> float:
    """Return the random number for a moment and the `seed`-th use of chance in a text."""
    return _of_moment(ticks, grid, seed)


@lru_cache(maxsize=4096)
def _of_moment(ticks: int, grid: int, seed: int) -> float:
    shift = _TIME_APART * seed
    return random_at((ticks * shift.denominator + shift.numerator * grid) / (grid * shift.denominator))


def degrade_by(pattern: Pattern, amount: float, seed: int = 0) -> Pattern:
    """Return `pattern` without those events whose random number is at most `amount` (0.0 to 1.0)."""

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        return [
            event
            for event in pattern.ask(begin, end, grid)
            if seeded_random(event[2] if event[0] is None else event[0], grid, seed) > amount
        ]

    return Pattern(ask, splits=pattern.splits)


def choose_cycles(patterns: Sequence[Pattern], seed: int = 0) -> Pattern:
    """Return one of `patterns` in each cycle, chosen at random."""
    choices = tuple(patterns)
    if not choices:
        return SILENCE

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        found: list[Ticks] = []
        for start, b, e in cycles(begin, end, grid):
            chosen = choices[int(seeded_random(start, grid, seed) * len(choices))]
            found += chosen.ask(b, e, grid)
        return found

    return Pattern(ask, splits=True)
