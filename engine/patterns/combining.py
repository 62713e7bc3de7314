"""Patterns from values and from other patterns: one value, nothing, several at once, several in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from engine.patterns.event import Source, Ticks
from engine.patterns.grid import moved, overlap, scaled
from engine.patterns.pattern import Pattern


def pure(value: Any, spans: tuple[Source, ...] = ()) -> Pattern:
    """Return `value` once in each cycle, as long as the cycle."""

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        if end - begin == grid and not begin % grid:
            return [(begin, end, begin, end, value, spans)]
        return [(c, c + grid, b, e, value, spans) for c, b, e in cycles(begin, end, grid)]

    return Pattern(ask, 1, splits=True, only=(value, spans))


def reify(thing: Any) -> Pattern:
    """Return `thing` when it is a pattern, else the pattern of that value."""
    return thing if isinstance(thing, Pattern) else pure(thing)


SILENCE = Pattern(lambda _begin, _end, _grid: [], 1, splits=True)
"""No events."""


def stack(patterns: Iterable[Pattern]) -> Pattern:
    """Return all of `patterns` at once."""
    layers = tuple(patterns)
    if len(layers) == 1:
        return layers[0]

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        return [event for layer in layers for event in layer.ask(begin, end, grid)]

    return Pattern(ask, common_period(layers), splits=all(each.splits for each in layers))


def cat(patterns: Iterable[Pattern]) -> Pattern:
    """Return `patterns` in turn, a cycle each; none loses a cycle while the others have theirs (slowcat)."""
    return _in_turn(tuple(patterns), lambda cycle, count: cycle - cycle // count)


def cat_in_place(patterns: Iterable[Pattern]) -> Pattern:
    """Return `patterns` in turn, a cycle each, each as far along as it would be had it been playing all the time."""
    return _in_turn(tuple(patterns), lambda _cycle, _count: 0)


def _in_turn(patterns: tuple[Pattern, ...], skipped: Callable[[int, int], int]) -> Pattern:
    count = len(patterns)
    if count == 0:
        return SILENCE

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        found: list[Ticks] = []
        for start, b, e in cycles(begin, end, grid):
            number = start // grid
            ticks = skipped(number, count) * grid
            events = patterns[number % count].ask(b - ticks, e - ticks, grid)
            found += moved(events, ticks)
        return found

    period = common_period(patterns)
    return Pattern(ask, None if period is None else period * count, splits=True)


def fastcat(patterns: Iterable[Pattern]) -> Pattern:
    """Return `patterns` one after the other, all of them in each cycle, each as long as the others."""
    return split_at_cycles(timecat([(1, pattern) for pattern in patterns]))


def timecat(weighted: Sequence[tuple[Fraction | int, Pattern]]) -> Pattern:
    """Return patterns one after the other, all of them in each cycle, each as long as its weight (0 or more) says."""
    if len(weighted) == 1:
        return weighted[0][1]
    unit = lcm(*[weight.denominator for weight, _ in weighted])
    slots: list[tuple[int, int, Pattern]] = []
    total = 0
    for weight, pattern in weighted:
        width = int(weight * unit)
        if width > 0:
            slots.append((total, width, pattern))
            total += width

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        found: list[Ticks] = []
        spans = cycles(begin, end, grid)
        for place, width, pattern in slots:
            low, high = scaled(grid, place, total), scaled(grid, place + width, total)
            for start, b, e in spans:
                found += _squeezed(pattern, (start + low, start + high, b, e), (start, width, total), grid)
        return found

    return Pattern(ask, common_period(pattern for _, pattern in weighted), splits=True)


def _squeezed(pattern: Pattern, span: tuple[int, int, int, int], scale: tuple[int, int, int], grid: int) -> list[Ticks]:
    """Return a cycle of `pattern`, made `width / total` as long, between two ticks of that cycle."""
    low, high, b, e = span
    shared = overlap(low, high, b, e)
    if shared is None or shared[0] == high:
        return []
    b, e = shared
    if pattern.only is not None:
        value, spans = pattern.only
        return [(low, high, b, e, value, spans)]
    start, width, total = scale
    if b == low and e == high:
        events = pattern.ask(start, start + grid, grid)
    else:
        events = pattern.ask(start + scaled(b - low, total, width), start + scaled(e - low, total, width), grid)
    return [
        (
            None if wb is None else low + scaled(wb - start, width, total),
            None if we is None else low + scaled(we - start, width, total),
            low + scaled(pb - start, width, total),
            low + scaled(pe - start, width, total),
            value,
            spans,
        )
        for wb, we, pb, pe, value, spans in events
    ]


def split_at_cycles(pattern: Pattern) -> Pattern:
    """Return `pattern` asked cycle by cycle, so that no event is heard over the end of a cycle in one piece."""

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        return [event for _, b, e in cycles(begin, end, grid) for event in pattern.ask(b, e, grid)]

    return pattern if pattern.only is not None else Pattern(ask, pattern.period, splits=True)


# --- what other modules of patterns build with ---


def cycles(begin: int, end: int, grid: int) -> list[tuple[int, int, int]]:
    """Return (start of the cycle, begin, end) for each piece of a span that lies within one cycle."""
    start = begin // grid * grid
    if begin == end:
        return [(start, begin, end)]
    pieces = []
    while begin < end:
        after = min(end, start + grid)
        pieces.append((start, begin, after))
        begin = start = after
    return pieces


def common_period(patterns: Iterable[Pattern]) -> int | None:
    """Return after how many cycles all of `patterns` repeat together; None when one of them never does."""
    together = 1
    for pattern in patterns:
        if pattern.period is None:
            return None
        if pattern.period != 1:
            together = lcm(together, pattern.period)
    return together
