"""Transforms that take their structure from elsewhere: another pattern, or a Euclidean rhythm."""

from __future__ import annotations

from fractions import Fraction

from engine.patterns.combining import SILENCE, fastcat, pure, timecat
from engine.patterns.euclid import euclid as euclidean
from engine.patterns.joining import app_left, app_right
from engine.patterns.operation import Argument, Operation
from engine.patterns.pattern import Pattern
from engine.patterns.size import cut, of_overlaps
from engine.patterns.timing import late
from engine.patterns.transforms.pieces import first
from engine.patterns.transforms.values import is_true

MOST_STEPS = 1024


def struct(pattern: Pattern, rhythm: Pattern) -> Pattern:
    """Return the values of `pattern` at the times of `rhythm`, where that is true: "1 0", "t f", "x ~"."""
    return app_right(pattern, rhythm.filter(is_true), first)


def mask(pattern: Pattern, gate: Pattern) -> Pattern:
    """Return what of `pattern` is heard while `gate` is true."""
    return app_left(pattern, gate.filter(is_true), first)


def euclid(pattern: Pattern, pulses: int, steps: int, rotation: int) -> Pattern:
    """Return the values of `pattern` at `pulses` of `steps`, spread evenly; negative pulses are the rests of it.

    More pulses than steps are silent.
    """
    if abs(pulses) > steps:
        return SILENCE
    return struct(pattern, fastcat([pure(is_on) for is_on in euclidean(pulses, steps, rotation)]))


def euclid_legato(pattern: Pattern, pulses: int, steps: int, rotation: int) -> Pattern:
    """Return the same with each event as long as the way to the next; nothing for negative pulses.

    Here `rotation` moves the values too.
    """
    if not 1 <= pulses <= steps:
        return SILENCE
    onsets = [place for place, is_on in enumerate(euclidean(pulses, steps)) if is_on]
    lengths = [after - onset for onset, after in zip(onsets, [*onsets[1:], steps], strict=True)]
    held = timecat([(length, pure(True)) for length in lengths])
    return late(struct(pattern, held), Fraction(rotation, steps))


_EUCLID = (
    Argument("pulses", "whole", low=-MOST_STEPS, high=MOST_STEPS),
    Argument("steps", "whole", low=1, high=MOST_STEPS),
    Argument("rotation", "whole", low=-MOST_STEPS, high=MOST_STEPS, default=0),
)

RHYTHM = (
    Operation(name="struct", build=struct, arguments=(Argument("rhythm"),), size=of_overlaps,
              example='note("c4 e4"):struct("x ~ x x")',
              summary="Take the times of another pattern: those of its events that are not 0, f or false."),
    Operation(name="mask", build=mask, arguments=(Argument("gate"),), size=of_overlaps,
              example='s("bd*8"):mask("1 0 1 1")',
              summary="Let a pattern be heard while another is not 0, f or false."),
    Operation(name="euclid", build=euclid, arguments=_EUCLID, size=cut(1), example='s("bd"):euclid(3, 8)',
              summary="Spread so many pulses evenly over so many steps."),
    Operation(name="euclidLegato", build=euclid_legato, arguments=_EUCLID, size=cut(1),
              example='n("0"):euclidLegato(3, 8)', summary="The same, each event held until the next."),
)  # fmt: skip
