"""Two patterns made one: values of both brought together, and patterns whose values are patterns made flat.

Who gives the structure, that is the wholes, is in the name: left, right, both; outer, inner.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from engine.patterns.combining import common_period
from engine.patterns.event import Ticks
from engine.patterns.grid import overlap, scaled
from engine.patterns.pattern import Pattern

Combine: TypeAlias = Callable[[Any, Any], Any]
Whole: TypeAlias = tuple[int | None, int | None]

_LONGEST_SAMPLED = 1_000  # cycles
NO_WHOLE: Whole = (None, None)


def app_left(left: Pattern, right: Pattern, combine: Combine) -> Pattern:
    """Return `combine(left value, right value)` wherever the two overlap, in the wholes of `left`."""
    return _app_one(left, right, combine, is_left_outer=True)


def app_right(left: Pattern, right: Pattern, combine: Combine) -> Pattern:
    """Return `combine(left value, right value)` wherever the two overlap, in the wholes of `right`."""
    return _app_one(right, left, combine, is_left_outer=False)


def _app_one(outer: Pattern, inner: Pattern, combine: Combine, *, is_left_outer: bool) -> Pattern:
    # A signal, which has no period, is sampled where the whole begins. What has events of its own need not be asked
    # for more than the part; nor anything else when the whole is so long that this would take for ever.
    is_part_enough = inner.period is not None

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        found: list[Ticks] = []
        too_long = _LONGEST_SAMPLED * grid
        for wb, we, b, e, value, spans in outer.ask(begin, end, grid):
            low, high = (b, e) if wb is None or we is None or is_part_enough or we - wb > too_long else (wb, we)
            for _, _, ib, ie, other, more in inner.ask(low, high, grid):
                part = overlap(b, e, ib, ie)
                if part is not None:
                    both = combine(value, other) if is_left_outer else combine(other, value)
                    sources = spans + more if is_left_outer else more + spans
                    found.append((wb, we, *part, both, sources))
        return found

    return Pattern(ask, common_period((outer, inner)), splits=outer.splits)


def app_both(left: Pattern, right: Pattern, combine: Combine) -> Pattern:
    """Return `combine(left value, right value)` wherever the two overlap, in the overlaps of their wholes."""

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        found: list[Ticks] = []
        others = right.ask(begin, end, grid)
        for wb, we, b, e, value, spans in left.ask(begin, end, grid):
            for owb, owe, ob, oe, other, more in others:
                part = overlap(b, e, ob, oe)
                whole = shared_whole((wb, we), (owb, owe))
                if part is not None and whole is not None:
                    found.append((*whole, *part, combine(value, other), spans + more))
        return found

    return Pattern(ask, common_period((left, right)), splits=left.splits and right.splits)


def shared_whole(one: Whole, other: Whole) -> Whole | None:
    """Return the overlap of two wholes, no whole when one of them has none; None when they do not overlap."""
    if one[0] is None or one[1] is None or other[0] is None or other[1] is None:
        return NO_WHOLE
    return overlap(one[0], one[1], other[0], other[1])


# --- patterns of patterns ---


def inner_join(patterns: Pattern) -> Pattern:
    """Return the events of the patterns that are the values of `patterns`, each while it is the value."""

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        return [
            (wb, we, b, e, value, spans + more if spans else more)
            for _, _, low, high, inner, spans in patterns.ask(begin, end, grid)
            for wb, we, b, e, value, more in inner.ask(low, high, grid)
        ]

    return Pattern(ask, splits=patterns.splits)


def outer_join(patterns: Pattern) -> Pattern:
    """Return the values of the patterns that are values of `patterns`, in the wholes of `patterns`."""

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        return [
            (owb, owe, b, e, value, spans + more)
            for owb, owe, low, high, inner, spans in patterns.ask(begin, end, grid)
            for _, _, b, e, value, more in inner.ask(low, high, grid)
        ]

    return Pattern(ask, splits=patterns.splits)


def bind(patterns: Pattern) -> Pattern:
    """Return the events of the patterns that are values of `patterns`, in the overlaps of both wholes."""

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        found: list[Ticks] = []
        for owb, owe, low, high, inner, spans in patterns.ask(begin, end, grid):
            for wb, we, b, e, value, more in inner.ask(low, high, grid):
                whole = shared_whole((owb, owe), (wb, we))
                if whole is not None:
                    found.append((*whole, b, e, value, spans + more))
        return found

    return Pattern(ask, splits=patterns.splits)


def squeeze_join(patterns: Pattern) -> Pattern:
    """Return the patterns that are values of `patterns`, a cycle of each squeezed into its event."""

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        return [
            squeezed
            for outer in patterns.ask(begin, end, grid)
            for inner in _focused(outer, grid)
            if (squeezed := _within(outer, inner)) is not None
        ]

    return Pattern(ask, splits=patterns.splits)


def _focused(outer: Ticks, grid: int) -> list[Ticks]:
    """Return the events of the pattern in `outer`, its cycle that begins with `outer`'s made as long as `outer`."""
    wb, we, b, e, inner, _ = outer
    low, high = (b, e) if wb is None or we is None else (wb, we)
    width, start = high - low, low // grid * grid
    if width <= 0:
        return []
    asked = inner.ask(start + scaled(b - low, grid, width), start + scaled(e - low, grid, width), grid)
    return [
        (
            None if iwb is None else low + scaled(iwb - start, width, grid),
            None if iwe is None else low + scaled(iwe - start, width, grid),
            low + scaled(ib - start, width, grid),
            low + scaled(ie - start, width, grid),
            value,
            spans,
        )
        for iwb, iwe, ib, ie, value, spans in asked
    ]


def _within(outer: Ticks, inner: Ticks) -> Ticks | None:
    wb, we, b, e, _, spans = outer
    iwb, iwe, ib, ie, value, more = inner
    part = overlap(b, e, ib, ie)
    whole = shared_whole((wb, we), (iwb, iwe))
    return None if part is None or whole is None else (*whole, *part, value, spans + more)
