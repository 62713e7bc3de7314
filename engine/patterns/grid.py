"""Exact arithmetic on a grid of ticks: what does not fall on a tick asks for a finer grid, and nothing is rounded."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import gcd
from typing import TypeAlias

from engine.patterns.event import Ticks

Ask: TypeAlias = Callable[[int, int, int], list[Ticks]]
"""`ask(begin, end, grid)`: the events from `begin` to `end`, both in ticks of 1/`grid` cycle.

Raises FinerGrid when the answer has times between the ticks; who asked first asks again on the finer grid.
"""


class FinerGrid(Exception):
    """The grid must have `factor` times as many ticks a cycle."""

    def __init__(self, factor: int) -> None:
        """Ask for `factor` times as many ticks; `factor` is 2 or more."""
        super().__init__(factor)
        self.factor = factor


def scaled(ticks: int, numerator: int, denominator: int) -> int:
    """Return `ticks * numerator / denominator`; raises FinerGrid when that is between two ticks."""
    quotient, rest = divmod(ticks * numerator, denominator)
    if rest:
        raise FinerGrid(denominator // gcd(rest, denominator))
    return quotient


def on_grid(time: Fraction, grid: int) -> int:
    """Return `time`, in cycles, as ticks; raises FinerGrid when it is between two."""
    return scaled(grid, time.numerator, time.denominator)


def moved(events: list[Ticks], ticks: int) -> list[Ticks]:
    """Return `events` later by `ticks`."""
    if not ticks:
        return events
    return [
        (None if wb is None else wb + ticks, None if we is None else we + ticks, b + ticks, e + ticks, value, spans)
        for wb, we, b, e, value, spans in events
    ]


def stretched(events: list[Ticks], numerator: int, denominator: int) -> list[Ticks]:
    """Return `events` with every time multiplied by `numerator / denominator`; raises FinerGrid."""
    if numerator == denominator:
        return events
    if denominator == 1:
        return [
            (None if wb is None else wb * numerator, None if we is None else we * numerator,
             b * numerator, e * numerator, value, spans)
            for wb, we, b, e, value, spans in events
        ]  # fmt: skip
    scale = scaled
    return [
        (
            None if wb is None else scale(wb, numerator, denominator),
            None if we is None else scale(we, numerator, denominator),
            scale(b, numerator, denominator),
            scale(e, numerator, denominator),
            value,
            spans,
        )
        for wb, we, b, e, value, spans in events
    ]


def overlap(a_begin: int, a_end: int, b_begin: int, b_end: int) -> tuple[int, int] | None:
    """Return what two spans share, or None; spans that only touch share nothing, unless one is a moment."""
    begin = a_begin if a_begin > b_begin else b_begin
    end = a_end if a_end < b_end else b_end
    if begin < end:
        return begin, end
    if begin > end:
        return None
    if (begin == a_end and a_begin < a_end) or (begin == b_end and b_begin < b_end):
        return None
    return begin, end
