"""Transforms that cut cycles into pieces, squeeze, turn and repeat them."""

from __future__ import annotations

from fractions import Fraction

from engine.patterns.combining import SILENCE, cycles, fastcat, pure
from engine.patterns.event import Ticks
from engine.patterns.grid import moved, on_grid, scaled
from engine.patterns.joining import squeeze_join
from engine.patterns.operation import Argument, Operation
from engine.patterns.pattern import Pattern
from engine.patterns.size import cut, divided, multiplied, of_last
from engine.patterns.timing import compress, late, ply, rev, segment, slow
from engine.patterns.transforms.pace import MOST_FACTOR
from engine.patterns.transforms.pieces import in_cycles


def zoom(pattern: Pattern, begin: Fraction, end: Fraction) -> Pattern:
    """Return what lies between two moments of each cycle, made as long as the cycle; nothing unless `begin` < `end`."""
    if begin >= end:
        return SILENCE
    up, down = (end - begin).as_integer_ratio()

    def ask(start: int, stop: int, grid: int) -> list[Ticks]:
        offset = on_grid(begin, grid)

        def into(ticks: int, cycle: int) -> int:
            return cycle + scaled(ticks - cycle, up, down) + offset

        def out_of(ticks: int, cycle: int) -> int:
            return cycle + scaled(ticks - cycle - offset, down, up)

        found: list[Ticks] = []
        for cycle, b, e in cycles(start, stop, grid):
            for wb, we, pb, pe, value, spans in pattern.ask(into(b, cycle), into(e, cycle), grid):
                whole = (None, None) if wb is None or we is None else (out_of(wb, cycle), out_of(we, cycle))
                found.append((*whole, out_of(pb, cycle), out_of(pe, cycle), value, spans))
        return found

    return Pattern(ask, pattern.period, splits=True)


def linger(pattern: Pattern, part: Fraction) -> Pattern:
    """Return the first part of each cycle over and over until the cycle is full; the last part when it is negative."""
    if part == 0:
        return SILENCE
    return slow(zoom(pattern, Fraction(0), part) if part > 0 else zoom(pattern, 1 + part, Fraction(1)), abs(part))


def press_by(pattern: Pattern, part: Fraction) -> Pattern:
    """Return `pattern` with each event pressed into the end of its time, beginning after `part` of it."""
    return squeeze_join(pattern.map(lambda value: compress(pure(value), part, Fraction(1))))


def press(pattern: Pattern) -> Pattern:
    """Return `pattern` with each event in the second half of its time."""
    return press_by(pattern, Fraction(1, 2))


def palindrome(pattern: Pattern) -> Pattern:
    """Return `pattern` forwards in one cycle and backwards in the next."""
    return in_cycles(rev(pattern), pattern, lambda cycle: cycle % 2 == 1, 2)


def brak(pattern: Pattern) -> Pattern:
    """Return `pattern` squeezed into the middle half of every other cycle, like a breakbeat."""
    return in_cycles(late(fastcat([pattern, SILENCE]), Fraction(1, 4)), pattern, lambda cycle: cycle % 2 == 1, 2)


def ribbon(pattern: Pattern, offset: Fraction, length: Fraction) -> Pattern:
    """Return `length` cycles of `pattern` from `offset` on, over and over; no event is heard beyond them."""
    if length <= 0:
        return SILENCE

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        width, shift = on_grid(length, grid), on_grid(offset, grid)
        found: list[Ticks] = []
        for turn in range(begin // width * width, max(end, begin + 1), width):
            b, e = max(begin, turn), min(end, turn + width)
            looped = moved(pattern.ask(b - turn + shift, e - turn + shift, grid), turn - shift)
            found += [_clipped(each, turn, turn + width) for each in looped]
        return found

    return Pattern(ask)


def _clipped(event: Ticks, begin: int, end: int) -> Ticks:
    """Return an event with its whole cut to what lies between two ticks."""
    wb, we, *others = event
    return event if wb is None or we is None else (max(wb, begin), min(we, end), *others)


_COUNT = Argument("count", "time", low=0, high=MOST_FACTOR)
_BEGIN, _END = Argument("begin", "time", low=0, high=1), Argument("end", "time", low=0, high=1)
_PART = Argument("part", "time", low=-1, high=1)


CUTTING = (
    Operation(name="rev", build=rev, size=of_last, example='n("0 1 2 3"):rev()', summary="Play each cycle backwards."),
    Operation(name="palindrome", build=palindrome, example='n("0 1 2 3"):palindrome()',
              summary="Play every other cycle backwards."),
    Operation(name="ply", build=ply, arguments=(_COUNT,), size=multiplied(), example='s("bd sd"):ply(2)',
              summary="Say each event so many times in its own time."),
    Operation(name="segment", build=segment, arguments=(_COUNT,), size=cut(), example="sine:range(40, 60):segment(8)",
              summary="Look at a pattern so many times a cycle: what makes events of a signal."),
    Operation(name="compress", build=compress, arguments=(_BEGIN, _END), example='s("bd sd"):compress(0.25, 0.75)',
              summary="Squeeze each cycle between two moments of it."),
    Operation(name="zoom", build=zoom, arguments=(_BEGIN, _END), example='s("bd sd hh cp"):zoom(0.25, 0.75)',
              summary="Play only what lies between two moments of each cycle, as long as the cycle."),
    Operation(name="linger", build=linger, arguments=(_PART,), size=divided, example='n("0 1 2 3"):linger(0.25)',
              summary="Repeat the first part of a cycle until it is full; the last part when negative."),
    Operation(name="ribbon", build=ribbon, arguments=(Argument("offset", "time"), Argument("cycles", "time", low=0)),
              size=divided, example='n("<0 1 2 3>"):ribbon(1, 2)', summary="Loop some cycles of a pattern."),
    Operation(name="press", build=press, example='s("bd sd"):press()',
              summary="Play each event in the second half of its time."),
    Operation(name="pressBy", build=press_by, arguments=(Argument("part", "time", low=0, high=1),),
              example='s("bd sd"):pressBy(1/4)', summary="Play each event after a part of its time has passed."),
    Operation(name="brak", build=brak, example='s("bd sd"):brak()',
              summary="Squeeze every other cycle into its middle half, like a breakbeat."),
)  # fmt: skip
