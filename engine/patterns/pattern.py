"""The pattern: a value that answers which events lie between two moments, and remembers the cycles it was asked for.

Nothing here makes or combines patterns: `combining`, `timing`, `joining`, `chance` and `mini` do, by giving
`Pattern` a function in ticks (see `grid`). Patterns are endless, never change, and may be shared by threads.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from fractions import Fraction
from math import lcm
from typing import Any, Final, NamedTuple

from engine.core.errors import OutOfRange
from engine.patterns.event import Event, Source, Ticks
from engine.patterns.grid import Ask, FinerGrid, moved, on_grid

_MOST_KEPT_CYCLES = 64
_MOST_KEPT_EVENTS = 4_096  # of all those cycles together, and in each pattern within this one
_MOST_KEPT_PERIOD = 256  # a pattern that repeats later than this is worked out anew for each cycle
_MOST_GRID_BITS = 8_192
_USUAL_GRID_BITS = 256  # a grid finer than this is not kept for the next cycle
_MOST_KEPT_ONSETS = 4  # cycles; playing looks at one or two at a time


class _Cycle(NamedTuple):
    """What a pattern answered for a cycle."""

    events: list[Event]
    ticks: list[Ticks]
    grid: int


class _Onsets(NamedTuple):
    """The events of a cycle that begin in it, in order, and when they do in ticks."""

    ticks: list[int]
    events: list[Event]
    grid: int


class Pattern:
    """Events for every span of cycles.

    Args:
        ask: Answers in ticks; must be pure, and may raise FinerGrid.
        period: After how many cycles the events repeat; None when they never do, when it is not known, and always
            where there are events without a whole.
        splits: Whether the events of several cycles are the events of each, one after the other: false where an
            event may go on over the end of a cycle.
        only: Value and sources where the pattern is that one value in each cycle (`pure`).
    """

    __slots__ = ("_ask", "_grid", "_kept", "_onsets", "_templates", "only", "period", "splits")

    def __init__(
        self,
        ask: Ask,
        period: int | None = None,
        *,
        splits: bool = False,
        only: tuple[Any, tuple[Source, ...]] | None = None,
    ) -> None:
        self._ask: Final = ask
        self.period: Final = period
        self.splits: Final = splits
        self.only: Final = only
        self._grid = 1
        self._templates: dict[tuple[int, int], list[Ticks]] = {}
        self._kept: dict[int, _Cycle] = {}
        self._onsets: dict[int, _Onsets] = {}

    def __repr__(self) -> str:
        period = "unknown" if self.period is None else self.period
        return f"Pattern(period={period})"

    # --- asking ---

    def query(self, begin: Fraction | int, end: Fraction | int) -> list[Event]:
        """Return the events that lie between `begin` and `end`, in cycles; equal ones ask for a moment.

        Raises:
            OutOfRange: its times are so fine that no grid holds them.
        Thread: any.
        """
        if end - begin == 1 and begin == int(begin):
            return self._cycle(int(begin)).events.copy()
        ticks, grid = self._answer(Fraction(begin), Fraction(end))
        return [Event(each, grid) for each in ticks]

    def window(self, begin: Fraction, end: Fraction) -> list[Event]:
        """Return the events that begin from `begin` on and before `end`, in the order of their onsets.

        For playing: asked in small windows, one after the other, it works each cycle out once.
        """
        first = begin.numerator // begin.denominator
        last = -(-end.numerator // end.denominator)
        found: list[Event] = []
        for number in range(first, last):
            onsets, events, grid = self._onsets.get(number) or self._find_onsets(number)
            if events:
                low = bisect_left(onsets, -(-begin.numerator * grid // begin.denominator))
                high = bisect_left(onsets, -(-end.numerator * grid // end.denominator), low)
                found += events[low:high]
        return found

    def _find_onsets(self, number: int) -> _Onsets:
        cycle = self._cycle(number)
        starting = [
            (each[0], index) for index, each in enumerate(cycle.ticks) if each[0] is not None and each[0] == each[2]
        ]
        starting.sort()
        found = _Onsets([onset for onset, _ in starting], [cycle.events[index] for _, index in starting], cycle.grid)
        if len(self._onsets) >= _MOST_KEPT_ONSETS:
            self._onsets.clear()
        self._onsets[number] = found
        return found

    def _cycle(self, number: int) -> _Cycle:
        kept = self._kept.get(number)
        if kept is None:
            ticks, grid = self._answer(Fraction(number), Fraction(number + 1), self._grid)
            self._grid = grid if grid.bit_length() <= _USUAL_GRID_BITS else 1
            kept = _Cycle([Event(each, grid) for each in ticks], ticks, grid)
            if len(self._kept) >= _MOST_KEPT_CYCLES or len(ticks) * len(self._kept) > _MOST_KEPT_EVENTS:
                self._kept.clear()
            self._kept[number] = kept
        return kept

    def _answer(self, begin: Fraction, end: Fraction, grid: int = 1) -> tuple[list[Ticks], int]:
        """Return the events in ticks, and the grid that turned out fine enough; `grid` is the first to be tried."""
        grid = lcm(grid, begin.denominator, end.denominator)
        while True:
            try:
                return self.ask(on_grid(begin, grid), on_grid(end, grid), grid), grid
            except FinerGrid as wish:
                grid *= wish.factor
            except RecursionError:
                raise OutOfRange("the pattern is nested too deeply; play less on top of one another") from None
            if grid.bit_length() > _MOST_GRID_BITS:
                raise OutOfRange("the pattern divides time too finely; use simpler factors")

    def ask(self, begin: int, end: int, grid: int) -> list[Ticks]:
        """Return the events between two ticks, in ticks: how patterns ask one another.

        Raises:
            FinerGrid: there are times between the ticks.
        """
        if self.period is None or end - begin != grid or begin % grid or self.period > _MOST_KEPT_PERIOD or self.only:
            return self._ask(begin, end, grid)
        turn = begin // grid % self.period
        template = self._templates.get((turn, grid))
        if template is None:
            template = self._ask(turn * grid, (turn + 1) * grid, grid)
            if len(template) <= _MOST_KEPT_EVENTS:
                if len(self._templates) * max(8, len(template)) > _MOST_KEPT_EVENTS:
                    self._templates.clear()
                self._templates[turn, grid] = template
        return moved(template, begin - turn * grid)

    # --- the same times, other values ---

    def map(self, change: Callable[[Any], Any]) -> Pattern:
        """Return the pattern with `change(value)` for every value."""

        def ask(begin: int, end: int, grid: int) -> list[Ticks]:
            return [(wb, we, b, e, change(v), spans) for wb, we, b, e, v, spans in self.ask(begin, end, grid)]

        only = None if self.only is None else (change(self.only[0]), self.only[1])
        return Pattern(ask, self.period, splits=self.splits, only=only)

    def filter(self, is_wanted: Callable[[Any], bool]) -> Pattern:
        """Return the pattern without the events whose value is not wanted."""

        def ask(begin: int, end: int, grid: int) -> list[Ticks]:
            return [each for each in self.ask(begin, end, grid) if is_wanted(each[4])]

        return Pattern(ask, self.period, splits=self.splits)

    def onsets_only(self) -> Pattern:
        """Return the pattern without the pieces of events that began earlier."""

        def ask(begin: int, end: int, grid: int) -> list[Ticks]:
            return [each for each in self.ask(begin, end, grid) if each[0] is not None and each[0] == each[2]]

        return Pattern(ask, self.period, splits=self.splits)
