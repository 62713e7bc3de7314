"""Patterns with other times: faster, later, squeezed, backwards, cut into pieces, changed in some cycles only."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import gcd
from typing import Any

from engine.patterns.combining import SILENCE, cat_in_place, cycles, pure, timecat
from engine.patterns.event import Ticks
from engine.patterns.grid import moved, on_grid, scaled, stretched
from engine.patterns.joining import app_right, squeeze_join
from engine.patterns.pattern import Pattern


def fast(pattern: Pattern, factor: Fraction | int) -> Pattern:
    """Return `pattern` played `factor` times as fast; nothing when `factor` is 0 or less."""
    return at_speed(pattern, factor.numerator, factor.denominator)


def slow(pattern: Pattern, factor: Fraction | int) -> Pattern:
    """Return `pattern` with every cycle `factor` times as long; nothing when `factor` is 0 or less."""
    return at_speed(pattern, factor.denominator, factor.numerator)


def at_speed(pattern: Pattern, up: int, down: int) -> Pattern:
    """Return `pattern` played `up / down` times as fast; nothing when that is no speed above 0."""
    if up == down:
        return pattern
    divisor = gcd(up, down)
    up, down = up // divisor, down // divisor
    if up <= 0 or down <= 0:
        return SILENCE

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        return stretched(pattern.ask(scaled(begin, up, down), scaled(end, up, down), grid), down, up)

    period = None if pattern.period is None else pattern.period * down
    return Pattern(ask, period and period // gcd(period, up), splits=pattern.splits and down == 1)


def late(pattern: Pattern, offset: Fraction | int) -> Pattern:
    """Return `pattern` later by `offset` cycles."""
    offset = Fraction(offset)
    if not offset:
        return pattern

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        ticks = on_grid(offset, grid)
        return moved(pattern.ask(begin - ticks, end - ticks, grid), ticks)

    return Pattern(ask, pattern.period, splits=pattern.splits and offset.denominator == 1)


def early(pattern: Pattern, offset: Fraction | int) -> Pattern:
    """Return `pattern` sooner by `offset` cycles."""
    return late(pattern, -Fraction(offset))


def compress(pattern: Pattern, begin: Fraction, end: Fraction) -> Pattern:
    """Return each cycle of `pattern` squeezed between `begin` and `end` of the cycle, with nothing around it."""
    if not 0 <= begin < end <= 1:
        return SILENCE
    return timecat([(begin, SILENCE), (end - begin, pattern), (1 - end, SILENCE)])


def rev(pattern: Pattern) -> Pattern:
    """Return `pattern` with each cycle played backwards."""

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        found: list[Ticks] = []
        for start, b, e in cycles(begin, end, grid):
            twice = start + start + grid
            found += [
                (
                    None if we is None else twice - we,
                    None if wb is None else twice - wb,
                    twice - pe,
                    twice - pb,
                    value,
                    spans,
                )
                for wb, we, pb, pe, value, spans in pattern.ask(twice - e, twice - b, grid)
            ]
        return found

    return Pattern(ask, pattern.period, splits=True)


def ply(pattern: Pattern, factor: Fraction | int) -> Pattern:
    """Return `pattern` with each event said `factor` times in its own time."""
    return squeeze_join(pattern.map(lambda value: fast(pure(value), factor)))


def segment(pattern: Pattern, count: Fraction | int) -> Pattern:
    """Return `pattern` sampled `count` times a cycle: the way from a continuous signal to events."""
    return app_right(pattern, fast(pure(None), count), lambda value, _: value)


def first_of(pattern: Pattern, count: int, change: Callable[[Pattern], Pattern]) -> Pattern:
    """Return `change(pattern)` in the first of every `count` cycles, and `pattern` in the others (every)."""
    return cat_in_place([change(pattern), *[pattern] * (count - 1)])


def last_of(pattern: Pattern, count: int, change: Callable[[Pattern], Pattern]) -> Pattern:
    """Return `change(pattern)` in the last of every `count` cycles, and `pattern` in the others."""
    return cat_in_place([*[pattern] * (count - 1), change(pattern)])


# --- any change of time at all ---


def with_query_time(pattern: Pattern, change: Callable[[Fraction], Fraction]) -> Pattern:
    """Return `pattern` asked for other times; slower than `fast` and `late`, which do for most things."""

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        low, high = (on_grid(change(Fraction(ticks, grid)), grid) for ticks in (begin, end))
        return pattern.ask(low, high, grid)

    return Pattern(ask)


def with_event_time(pattern: Pattern, change: Callable[[Fraction], Fraction]) -> Pattern:
    """Return `pattern` with the begins and ends of its events changed."""

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        def to(ticks: int) -> int:
            return on_grid(change(Fraction(ticks, grid)), grid)

        return [
            (None if wb is None else to(wb), None if we is None else to(we), to(b), to(e), value, spans)
            for wb, we, b, e, value, spans in pattern.ask(begin, end, grid)
        ]

    return Pattern(ask)


def signal(value_at: Callable[[float], Any]) -> Pattern:
    """Return a continuous pattern: whoever asks gets one event without a whole, of the value at its begin.

    `value_at` is given cycles.
    """

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        return [(None, None, begin, end, value_at(begin / grid), ())]

    return Pattern(ask)
