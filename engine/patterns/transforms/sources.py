"""What patterns begin with: a text in mini-notation, a value, nothing, and signals that never stop changing."""

from __future__ import annotations

import math
from typing import Any

from engine.patterns.chance import RANDOM, random_at
from engine.patterns.combining import SILENCE, fastcat, pure
from engine.patterns.mini.notation import mini
from engine.patterns.operation import Argument, Operation
from engine.patterns.pattern import Pattern
from engine.patterns.size import Size, multiplied, of_one
from engine.patterns.timing import signal

MOST_COUNTED = 1024

_SAW = signal(lambda cycle: cycle % 1)
_FALLING_SAW = signal(lambda cycle: 1 - cycle % 1)


def _perlin(cycle: float) -> float:
    """Return noise that glides from one random number a cycle to the next (Ken Perlin, 2002: the smoother step)."""
    begin = math.floor(cycle)
    low, high, x = random_at(begin), random_at(begin + 1), cycle - begin
    return low + (high - low) * x * x * x * (x * (x * 6 - 15) + 10)


SIGNALS: dict[str, tuple[Pattern, str]] = {
    "sine": (signal(lambda cycle: (math.sin(math.tau * cycle) + 1) / 2), "A sine from 0 to 1, once a cycle."),
    "cosine": (signal(lambda cycle: (math.sin(math.tau * (cycle + 0.25)) + 1) / 2), "A sine that begins at 1."),
    "saw": (_SAW, "From 0 up to 1, once a cycle."),
    "isaw": (_FALLING_SAW, "From 1 down to 0, once a cycle."),
    "tri": (fastcat([_SAW, _FALLING_SAW]), "From 0 up to 1 and down again, once a cycle."),
    "square": (signal(lambda cycle: math.floor(cycle * 2 % 2)), "0 for half a cycle, 1 for the other half."),
    "rand": (RANDOM, "Chance from 0 to 1, another number at every moment; called, it is one number."),
    "perlin": (signal(_perlin), "Chance from 0 to 1 that glides, once a cycle."),
}


def whole_random(below: int) -> Pattern:
    """Return a whole number from 0 to `below` - 1 for every moment, by chance."""
    return RANDOM.map(lambda number: math.floor(number * below))


def run(count: int) -> Pattern:
    """Return the numbers from 0 to `count` - 1 in each cycle."""
    return fastcat([pure(number) for number in range(count)])


def _signal_row(name: str, pattern: Pattern, summary: str) -> Operation:
    return Operation(name=name, build=lambda: pattern, has_pattern=False, size=of_one, summary=summary,
                     example=f"cutoff({name}:range(200, 2000))")  # fmt: skip


def _pure(value: Any) -> Pattern:
    return pure(value)


SOURCES = (
    Operation(name="mini", build=lambda written: written, has_pattern=False,
              arguments=(Argument("text", "text", parse=mini),),
              example='mini("bd*2 <sd [hh hh]>")', summary="The pattern that a text in mini-notation writes."),
    Operation(name="pure", build=_pure, arguments=(Argument("value", "value"),), has_pattern=False, size=of_one,
              example='pure("bd")', summary="One value in each cycle."),
    Operation(name="silence", build=lambda: SILENCE, has_pattern=False, size=lambda _: Size(0, 0),
              example="cat(s('bd*4'), silence)", summary="No events."),
    *(_signal_row(name, pattern, summary) for name, (pattern, summary) in SIGNALS.items()),
    Operation(name="irand", build=whole_random, arguments=(Argument("below", "whole", low=1, high=1e9),),
              has_pattern=False, size=of_one, example="n(irand(8):segment(4))",
              summary="A whole number from 0 to one below another, by chance, at every moment."),
    Operation(name="run", build=run, arguments=(Argument("count", "whole", low=1, high=MOST_COUNTED),),
              has_pattern=False, size=lambda sizes: multiplied()([*sizes, Size()]), example="n(run(8))",
              summary="The numbers from 0 to one below another, in each cycle."),
)  # fmt: skip
