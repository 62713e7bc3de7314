"""Which step plays at a beat, of a pattern that has played from beat 0."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from engine.core.document import Pattern
from engine.patterns.notation import parse_steps
from engine.transport.steps import step_at

FOUR = Pattern("four", 1, 4, parse_steps("x..x"))


@pytest.mark.parametrize(
    ("beat", "step"), [(Fraction(0), 0), (Fraction(9, 10), 3), (Fraction(1), 0), (Fraction(31, 8), 3)]
)
def test_step_at_is_the_one_that_plays_there(beat, step):
    assert step_at(FOUR, beat) == step


@pytest.mark.parametrize(("beat", "step"), [(Fraction(0), 3), (Fraction(1, 4), 2), (Fraction(1), 3)])
def test_step_at_goes_from_the_last_to_the_first_when_the_pattern_goes_backwards(beat, step):
    assert step_at(replace(FOUR, steps_per_beat=Fraction(-4)), beat) == step
