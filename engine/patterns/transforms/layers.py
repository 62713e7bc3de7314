"""Transforms that put patterns together: at once, in turn, one after the other, and as echoes of one another."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from engine.patterns.combining import SILENCE, cat, fastcat, stack, timecat
from engine.patterns.operation import Argument, Operation
from engine.patterns.pattern import Pattern
from engine.patterns.size import layered, of_all, of_largest, of_last, of_sequence
from engine.patterns.timing import fast, late, slow
from engine.patterns.transforms.values import controls_of, multiply_control

MOST_ECHOES = 64
MOST_CYCLES = 4096
LOUDNESS = "volume"
_LEFT, _RIGHT = -1.0, 1.0


def weighted(*pairs: Any) -> Pattern:
    """Return patterns one after the other in each cycle; `pairs` are weight, pattern, weight, pattern …"""
    sections = [(weight, each) for weight, each in zip(pairs[::2], pairs[1::2], strict=True) if weight > 0]
    return timecat(sections) if sections else SILENCE


def arrange(*pairs: Any) -> Pattern:
    """Return patterns in turn, each for its number of cycles; `pairs` are cycles, pattern, cycles, pattern …"""
    sections = [(length, each) for length, each in zip(pairs[::2], pairs[1::2], strict=True) if length > 0]
    if not sections:
        return SILENCE
    whole = timecat([(length, fast(each, length)) for length, each in sections])
    return slow(whole, sum(length for length, _ in sections))


def echo(pattern: Pattern, times: int, offset: Fraction, feedback: float) -> Pattern:
    """Return `pattern` so many times, each later by `offset` and `feedback` times as loud as the one before."""

    def one(number: int) -> Pattern:
        loudness = feedback**number
        return late(pattern, offset * number).map(lambda value: multiply_control(value, LOUDNESS, loudness))

    return stack([one(number) for number in range(times)])


def stutter(pattern: Pattern, times: int, feedback: float, offset: Fraction) -> Pattern:
    """Return the same with the last two the other way round, as older players have it."""
    return echo(pattern, times, offset, feedback)


def pan_by(pattern: Pattern, amount: float) -> Pattern:
    """Return `pattern` further to the right by `amount`: -1 is from the middle to the left, 1 to the right."""

    def panned(value: Any) -> dict[str, Any]:
        controls = controls_of(value)
        before = controls.get("pan", 0)
        return {**controls, "pan": min(max(before + amount, _LEFT), _RIGHT)}

    return pattern.map(panned)


_PATTERNS = (Argument("pattern"),)
_TIMES = Argument("times", "whole", low=1, high=MOST_ECHOES)
_OFFSET, _FEEDBACK = Argument("cycles", "time"), Argument("feedback", "number", low=0, high=2)

LAYERS = (
    Operation(name="stack", build=lambda *each: stack(each), repeated=_PATTERNS, has_pattern=False, size=of_all,
              example='stack(s("bd*4"), s("~ sd"))', summary="Several patterns at once."),
    Operation(name="cat", build=lambda *each: cat(each), repeated=_PATTERNS, has_pattern=False, size=of_largest,
              example='cat(s("bd*4"), s("bd sd"))', summary="Several patterns in turn, a cycle each."),
    Operation(name="seq", build=lambda *each: fastcat(each), repeated=_PATTERNS, has_pattern=False, size=of_sequence,
              example='seq(s("bd"), s("sd*2"))', summary="Several patterns one after the other in each cycle."),
    Operation(name="timecat", build=weighted, repeated=(Argument("weight", "time", low=0), Argument("pattern")),
              has_pattern=False, size=of_sequence, example='timecat({ 3, s("bd*4") }, { 1, s("sd*2") })',
              summary="Several patterns one after the other in each cycle, each as long as its weight says."),
    Operation(name="arrange", build=arrange, has_pattern=False, size=of_largest,
              repeated=(Argument("cycles", "time", low=0, high=MOST_CYCLES), Argument("pattern")),
              example='arrange({ 4, s("bd*4") }, { 2, s("bd sd") })',
              summary="Several patterns in turn, each for so many cycles."),
    Operation(name="echo", build=echo, arguments=(_TIMES, _OFFSET, _FEEDBACK), size=layered(),
              example='s("bd sd"):echo(3, 1/8, 0.5)',
              summary="Repeat so many times, each so many cycles later and so much as loud."),
    Operation(name="stutter", build=stutter, arguments=(_TIMES, _FEEDBACK, _OFFSET), size=layered(),
              example='s("bd sd"):stutter(3, 0.5, 1/8)',
              summary="Repeat so many times, each so much as loud and so many cycles later."),
    Operation(name="panBy", build=pan_by, arguments=(Argument("amount", "number", low=-2, high=2),), size=of_last,
              example='s("bd sd"):panBy(-0.5)', summary="Move a pattern to the left (-) or right (+)."),
)  # fmt: skip
