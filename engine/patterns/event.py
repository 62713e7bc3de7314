"""An event of a pattern: a value, the time that it has as a whole, the part of it that was asked for, and its source.

Inside the patterns time is counted in ticks of a grid, so many to a cycle, because adding two fractions takes a
hundred times as long as adding two integers. `Event` is where ticks become fractions, when somebody looks.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, TypeAlias

Span: TypeAlias = tuple[Fraction, Fraction]
"""Begin and end in cycles."""

Source: TypeAlias = tuple[int, int]
"""Begin and end of the characters that made an event, counted from 0."""

Ticks: TypeAlias = tuple[int | None, int | None, int, int, Any, tuple[Source, ...]]
"""An event as the patterns hand it on: whole begin and end (None: continuous), part begin and end, value, sources."""


@lru_cache(maxsize=16_384)
def _cycles(ticks: int, grid: int) -> Fraction:
    """Return ticks as cycles; most times are asked for more than once, as the end of this and the begin of that."""
    return Fraction(ticks, grid)


class Event:
    """One thing to sound, or a piece of it; never changes. Equal when times and value are, wherever it was written."""

    __slots__ = ("_grid", "_ticks")

    def __init__(self, ticks: Ticks, grid: int) -> None:
        """Take an event in ticks of 1/`grid` cycle."""
        self._ticks: Final = ticks
        self._grid: Final = grid

    @classmethod
    def at(cls, whole: Span | None, part: Span, value: object, spans: tuple[Source, ...] = ()) -> Event:
        """Return an event whose times are given in cycles; a `whole` of None is a continuous one."""
        return cls((*(whole or (None, None)), *part, value, spans), 1)  # fractions do as ticks

    @property
    def whole(self) -> Span | None:
        """When it would begin and end if all of it were heard; None for a moment of a continuous signal."""
        begin, end = self._ticks[0], self._ticks[1]
        if begin is None or end is None:
            return None
        return _cycles(begin, self._grid), _cycles(end, self._grid)

    @property
    def part(self) -> Span:
        """What of it lies within the time that was asked for."""
        return _cycles(self._ticks[2], self._grid), _cycles(self._ticks[3], self._grid)

    @property
    def value(self) -> Any:
        """What it says: a word, a number, a list (`bd:3`) or a dict of controls; not to be changed."""
        return self._ticks[4]

    @property
    def spans(self) -> tuple[Source, ...]:
        """Where in its text it was written, as (begin, end) character offsets; what sounds is lit up there."""
        return self._ticks[5]

    @property
    def has_onset(self) -> bool:
        """Whether its beginning is in the part: only such an event starts a sound."""
        return self._ticks[0] is not None and self._ticks[0] == self._ticks[2]

    @property
    def onset(self) -> Fraction:
        """When it begins: its whole's begin, or its part's where there is no whole."""
        begin = self._ticks[2] if self._ticks[0] is None else self._ticks[0]
        return _cycles(begin, self._grid)

    @property
    def length(self) -> Fraction:
        """How long it would last if all of it were heard; 0 for a moment of a continuous signal."""
        begin, end = self._ticks[0], self._ticks[1]
        return Fraction(0) if begin is None or end is None else _cycles(end - begin, self._grid)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Event):
            return NotImplemented
        return self.whole == other.whole and self.part == other.part and self.value == other.value

    __hash__ = None  # type: ignore[assignment] # a value may be a dict

    def __repr__(self) -> str:
        begin, end = self.part
        whole = "~" if self.whole is None else f"{self.whole[0]}..{self.whole[1]}"
        return f"Event({begin}..{end} of {whole}: {self.value!r})"
