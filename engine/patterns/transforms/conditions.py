"""Transforms that change a pattern at some times only; what it is changed to is there already, as another pattern."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from engine.patterns.combining import fastcat, pure
from engine.patterns.joining import inner_join
from engine.patterns.operation import Argument, Operation
from engine.patterns.pattern import Pattern
from engine.patterns.size import Size, of_largest, of_last
from engine.patterns.transforms.pace import MOST_TURNS, iterate, iterate_back
from engine.patterns.transforms.pieces import by_onset, in_cycles
from engine.patterns.transforms.values import is_true

MOST_CYCLES = 1_000_000


def first_of(pattern: Pattern, cycles: int, changed: Pattern) -> Pattern:
    """Return `changed` in the first of every so many cycles."""
    return in_cycles(changed, pattern, lambda cycle: cycle % cycles == 0, cycles)


def last_of(pattern: Pattern, cycles: int, changed: Pattern) -> Pattern:
    """Return `changed` in the last of every so many cycles."""
    return in_cycles(changed, pattern, lambda cycle: cycle % cycles == cycles - 1, cycles)


def when_mod(pattern: Pattern, cycles: int, at_least: int, changed: Pattern) -> Pattern:
    """Return `changed` in the cycles whose number, counted up to `cycles` over and over from 0, is `at_least` that."""
    return in_cycles(changed, pattern, lambda cycle: cycle % cycles >= at_least, cycles)


def when(pattern: Pattern, condition: Pattern, changed: Pattern) -> Pattern:
    """Return `changed` while `condition` is true, and `pattern` while it is not; nothing where it says nothing."""
    return inner_join(condition.map(lambda value: changed if is_true(value) else pattern))


def chunk(pattern: Pattern, parts: int, changed: Pattern) -> Pattern:
    """Return `changed` in one of so many parts of a cycle, the next part in each cycle."""
    return when(pattern, iterate_back(_first_part(parts), parts), changed)


def chunk_back(pattern: Pattern, parts: int, changed: Pattern) -> Pattern:
    """Return `changed` in one of so many parts of a cycle, the part before in each cycle."""
    return when(pattern, iterate(_first_part(parts), parts), changed)


def between(pattern: Pattern, begin: Fraction, end: Fraction) -> Pattern:
    """Return the events that begin from `begin` to `end` of a cycle, both included."""
    return by_onset(pattern, lambda place: begin <= place <= end)


def not_between(pattern: Pattern, begin: Fraction, end: Fraction) -> Pattern:
    """Return the events that `between` leaves out."""
    return by_onset(pattern, lambda place: not begin <= place <= end)


def _first_part(parts: int) -> Pattern:
    return fastcat([pure(part == 0) for part in range(parts)])


def _of_parts(sizes: Sequence[Size]) -> Size:
    changes = Size(events=sizes[0].most + 1)
    return of_largest(sizes[1:]).cut_by(changes)


def _of_condition(sizes: Sequence[Size]) -> Size:
    return of_largest(sizes[1:]).cut_by(sizes[0])


_CYCLES = Argument("cycles", "whole", low=1, high=MOST_CYCLES)
_PARTS = Argument("parts", "whole", low=1, high=MOST_TURNS)
_CHANGED = Argument("changed")
_BEGIN, _END = Argument("begin", "time", low=0, high=1), Argument("end", "time", low=0, high=1)


def _of_changes(sizes: Sequence[Size]) -> Size:
    return of_largest(sizes[-2:])


CONDITIONS = (
    Operation(name="firstOf", build=first_of, arguments=(_CYCLES, _CHANGED), size=_of_changes,
              example='s("bd sd"):firstOf(4, rev)', summary="Change the first of every so many cycles."),
    Operation(name="lastOf", build=last_of, arguments=(_CYCLES, _CHANGED), size=_of_changes,
              example='s("bd sd"):lastOf(4, rev)', summary="Change the last of every so many cycles."),
    Operation(name="whenmod", build=when_mod, size=_of_changes, example='s("bd sd"):whenmod(8, 6, rev)',
              arguments=(_CYCLES, Argument("atLeast", "whole", low=0, high=MOST_CYCLES), _CHANGED),
              summary="Change the cycles from one number on, of every so many."),
    Operation(name="when", build=when, arguments=(Argument("condition"), _CHANGED), size=_of_condition,
              example='s("bd sd"):when("<1 0>", rev)', summary="Change a pattern while another is not 0, f or false."),
    Operation(name="chunk", build=chunk, arguments=(_PARTS, _CHANGED), size=_of_parts,
              example='n("0 1 2 3"):chunk(4, fast(2))',
              summary="Change one part of a cycle, the next in each cycle; each cycle is played once a part."),
    Operation(name="chunkBack", build=chunk_back, arguments=(_PARTS, _CHANGED), size=_of_parts,
              example='n("0 1 2 3"):chunkBack(4, fast(2))',
              summary="Change one part of a cycle, the one before in each cycle; each cycle is played once a part."),
    Operation(name="between", build=between, arguments=(_BEGIN, _END), size=of_last,
              example='s("hh*8"):between(0, 1/2)',
              summary="Keep the events that begin between two moments of a cycle."),
    Operation(name="notBetween", build=not_between, arguments=(_BEGIN, _END), size=of_last,
              example='s("hh*8"):notBetween(0, 1/2)',
              summary="Keep the events that do not begin between two moments of a cycle."),
)  # fmt: skip
